package store

import (
	"context"
	"fmt"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// DuePairs returns the pairs that the planner has to look at, those that have
// waited longest first. It costs by what is due, not by how many pairs there
// are.
func (s *Store) DuePairs(ctx context.Context, now time.Time, limit int) (pairs []mentoring.PairID, err error) {
	err = s.read(ctx, func(t tx) error {
		pairs, err = all(t, column[mentoring.PairID], `
			SELECT id FROM pairs WHERE look_at <= ? ORDER BY look_at, id LIMIT ?`, stamp(now), limit)
		return err
	})
	return pairs, err
}

// Plan has decide look at a pair's record and applies what it decides, in one
// transaction, so that nothing can come in between. The pair is looked at
// again at the time that decide returns; zero means at once. A round that is
// there already is left as it is.
func (s *Store) Plan(ctx context.Context, pair mentoring.PairID, now time.Time,
	decide func(mentoring.Record) (actions []mentoring.Action, next time.Time),
) error {
	err := s.write(ctx, func(t tx) error {
		rec, err := loadRecord(t, pair)
		if err != nil {
			return err
		}
		actions, next := decide(rec)
		return plan(t, pair, actions, next, now)
	})
	return about(err, "pair", pair)
}

// Planned applies actions that do not depend on the record, such as the
// operator's wish for a round. Use Plan where they do.
func (s *Store) Planned(ctx context.Context, pair mentoring.PairID, actions []mentoring.Action, next, now time.Time) error {
	err := s.write(ctx, func(t tx) error { return plan(t, pair, actions, next, now) })
	return about(err, "pair", pair)
}

func plan(t tx, pair mentoring.PairID, actions []mentoring.Action, next, now time.Time) error {
	for _, a := range actions {
		if err := act(t, pair, a, now); err != nil {
			return err
		}
	}
	if next.IsZero() {
		next = now
	}
	// A pair that is over is looked at no more once its rounds are closed.
	return t.must(`
		UPDATE pairs SET look_at = CASE
			WHEN state IN (?, ?, ?) AND NOT EXISTS (SELECT 1 FROM rounds WHERE pair = pairs.id AND state = ?) THEN NULL
			ELSE ?
		END
		WHERE id = ?`,
		mentoring.Ended, mentoring.NotBegun, mentoring.Forgotten, ritual.Open, stamp(next), pair)
}

// act applies one action.
func act(t tx, pair mentoring.PairID, a mentoring.Action, now time.Time) error {
	switch a := a.(type) {
	case mentoring.OpenRound:
		return openRound(t, pair, a, now)
	case mentoring.MoveRound:
		return about(moveRound(t, a, now), "round", a.Round)
	case mentoring.Change:
		return apply(t, a, 0, now)
	}
	return fmt.Errorf("an action of the type %T is not known here", a)
}

// openRound begins a round with its prompts, unless it is there.
func openRound(t tx, pair mentoring.PairID, o mentoring.OpenRound, now time.Time) error {
	if o.State == "" {
		o.State = ritual.Open
	}
	n, err := t.change(`
		INSERT INTO rounds (pair, ritual, period, state, opened)
		VALUES (?, ?, ?, ?, ?) ON CONFLICT (pair, ritual, period) DO NOTHING`,
		pair, o.Ritual, o.Period, o.State, stamp(now))
	if err != nil || n == 0 {
		return err
	}
	round, err := one(t, column[int64], `SELECT id FROM rounds WHERE pair = ? AND ritual = ? AND period = ?`, pair, o.Ritual, o.Period)
	if err != nil {
		return err
	}
	for _, p := range o.Prompts {
		if p.State == "" {
			p.State = ritual.Planned
			if o.State == ritual.Missed {
				p.State = ritual.Dropped
			}
		}
		err := t.exec(`
			INSERT INTO prompts (round, person, state, due, n, asked)
			VALUES (?, ?, ?, ?, ?, '[]')`,
			round, p.Person, p.State, stamp(p.Due), p.N)
		if err != nil {
			return err
		}
		if p.State != ritual.Planned {
			continue
		}
		if err := wake(t, mentoring.PersonID(p.Person), p.Due); err != nil {
			return err
		}
	}
	return nil
}
