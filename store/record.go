package store

import (
	"context"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// Record returns all that a pair has, or ErrNotFound.
func (s *Store) Record(ctx context.Context, id mentoring.PairID) (rec mentoring.Record, err error) {
	err = s.read(ctx, func(t tx) error {
		rec, err = loadRecord(t, id)
		return err
	})
	return rec, about(err, "pair", id)
}

// Outline returns a pair's record without its words and rounds, or ErrNotFound.
func (s *Store) Outline(ctx context.Context, id mentoring.PairID) (rec mentoring.Record, err error) {
	err = s.read(ctx, func(t tx) error {
		rec, err = loadOutline(t, id)
		return err
	})
	return rec, about(err, "pair", id)
}

// RecordsOf returns the records of all pairs that a person is or was in, in
// the order of the pairs' ids. Erased pairs are left out.
func (s *Store) RecordsOf(ctx context.Context, id mentoring.PersonID) (recs []mentoring.Record, err error) {
	err = s.read(ctx, func(t tx) error {
		recs, err = loadRecordsOf(t, id)
		return err
	})
	return recs, about(err, "person", id)
}

func loadRecordsOf(t tx, id mentoring.PersonID) ([]mentoring.Record, error) {
	pairs, err := all(t, column[mentoring.PairID], `
		SELECT DISTINCT members.pair
		FROM members JOIN pairs ON pairs.id = members.pair
		WHERE members.person = ? AND pairs.state <> ?
		ORDER BY members.pair`, id, mentoring.Forgotten)
	if err != nil {
		return nil, err
	}
	recs := make([]mentoring.Record, len(pairs))
	for i, pair := range pairs {
		if recs[i], err = loadRecord(t, pair); err != nil {
			return nil, err
		}
	}
	return recs, nil
}

func loadOutline(t tx, id mentoring.PairID) (r mentoring.Record, err error) {
	if r.Pair, err = loadPair(t, id); err != nil {
		return r, err
	}
	if r.Program, err = loadProgram(t, r.Pair.Program); err != nil {
		return r, err
	}
	for i, m := range r.Pair.Members() {
		if r.People[i], err = loadPerson(t, m.Person); err != nil {
			return r, err
		}
	}
	return r, nil
}

func loadRecord(t tx, id mentoring.PairID) (r mentoring.Record, err error) {
	if r, err = loadOutline(t, id); err != nil {
		return r, err
	}
	if r.Entries, err = all(t, scanEntry, selectEntries+` WHERE pair = ? ORDER BY id`, id); err != nil {
		return r, err
	}
	if r.Guests, err = loadGuests(t, id); err != nil {
		return r, err
	}
	r.Rounds, err = loadRounds(t, id)
	return r, err
}

func loadRounds(t tx, pair mentoring.PairID) ([]ritual.Round, error) {
	rounds, err := all(t, func(r row) (x ritual.Round, err error) {
		err = r.Scan(&x.ID, &x.Ritual, &x.Period, &x.State, instant(&x.Opened), instant(&x.Revealed), instant(&x.Closed))
		return x, err
	}, `SELECT id, ritual, period, state, opened, revealed, closed FROM rounds WHERE pair = ? ORDER BY id`, pair)
	if err != nil {
		return nil, err
	}
	prompts, err := all(t, scanPrompt, selectPrompts+`
		JOIN rounds ON rounds.id = prompts.round
		WHERE rounds.pair = ? ORDER BY prompts.id`, pair)
	if err != nil {
		return nil, err
	}
	at := make(map[int64]int, len(rounds))
	for i, x := range rounds {
		at[x.ID] = i
	}
	for _, p := range prompts {
		i := at[p.Round]
		rounds[i].Prompts = append(rounds[i].Prompts, p)
	}
	return rounds, nil
}

const selectPrompts = `
	SELECT prompts.id, prompts.round, prompts.person, prompts.state, prompts.due, prompts.n,
		prompts.sent, prompts.reminded, prompts.answered, prompts.asked
	FROM prompts`

func scanPrompt(r row) (p ritual.Prompt, err error) {
	err = r.Scan(promptFields(&p)...)
	return p, err
}

func promptFields(p *ritual.Prompt) []any {
	return []any{
		&p.ID, &p.Round, &p.Person, &p.State, instant(&p.Due), &p.N,
		instant(&p.SentAt), instant(&p.Reminded), instant(&p.Answered), decoded(&p.Asked),
	}
}

const selectEntries = `
	SELECT id, pair, kind, number, state, visible, author, owner, text, parent, due, begins, value, question, response,
		round, message, created, changed, gone, form, about, link, source
	FROM entries`

func scanEntry(r row) (e mentoring.Entry, err error) {
	err = r.Scan(&e.ID, &e.Pair, &e.Kind, &e.Number, &e.State, &e.Visible, &e.Author, number(&e.Owner), &e.Text, &e.Parent,
		date(&e.Due), instant(&e.At), &e.Value, &e.Key, &e.Response,
		number(&e.Round), number(&e.Message), instant(&e.Created), instant(&e.Changed), instant(&e.Left),
		&e.Form, &e.About, number(&e.Link), &e.Source)
	return e, err
}
