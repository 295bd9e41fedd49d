package store

import (
	"context"
	"maps"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// budgetDays is how far back the planned mails of a person are counted.
const budgetDays = 15

// Agenda is what waits for one person, as PlanPerson wants it.
type Agenda struct {
	Who      mentoring.Person
	Pairs    int // that are not over
	Holidays calendar.Holidays
	// Pending are the prompts that are planned, and, as nudges, those that are
	// out, neither answered nor reminded of, in rounds that are open. Due is
	// that of the prompt: when a reminder may go is not decided here. Prompts
	// of pairs on hold wait.
	Pending []mentoring.Pending
	Sent    mentoring.SentMails
	// Seen marks what the agenda was read from, for Draft and LookAgain.
	Seen int64
}

// DuePeople returns the people whom the planner has to look at, those who have
// waited longest first.
func (s *Store) DuePeople(ctx context.Context, now time.Time, limit int) (people []mentoring.PersonID, err error) {
	err = s.read(ctx, func(t tx) error {
		people, err = all(t, column[mentoring.PersonID], `
			SELECT id FROM people WHERE look_at <= ? ORDER BY look_at, id LIMIT ?`, stamp(now), limit)
		return err
	})
	return people, err
}

// Agenda returns what waits for a person, or ErrNotFound.
func (s *Store) Agenda(ctx context.Context, id mentoring.PersonID, now time.Time) (a Agenda, err error) {
	err = s.read(ctx, func(t tx) error {
		if a.Who, err = loadPerson(t, id); err != nil {
			return err
		}
		if a.Seen, err = one(t, column[int64], `SELECT revision FROM people WHERE id = ?`, id); err != nil {
			return err
		}
		pairs, err := all(t, column[mentoring.PairID], `
			SELECT pair FROM members WHERE person = ?1
			UNION
			SELECT pair FROM guests WHERE person = ?1
			ORDER BY pair`, id)
		if err != nil {
			return err
		}
		for _, pair := range pairs {
			if err := a.add(t, pair); err != nil {
				return err
			}
		}
		if a.Sent.Days, err = sentDays(t, a.Who, counted, now); err != nil {
			return err
		}
		a.Sent.AtOnce, err = sentDays(t, a.Who, beside, now)
		return err
	})
	return a, about(err, "person", id)
}

// add gathers what waits for the person in one pair.
func (a *Agenda) add(t tx, id mentoring.PairID) error {
	pair, err := loadPair(t, id)
	if err != nil {
		return err
	}
	switch pair.State {
	case mentoring.OnHold, mentoring.Forgotten:
		return nil
	case mentoring.Ended, mentoring.NotBegun:
	default:
		a.Pairs++
		program, err := loadProgram(t, pair.Program)
		if err != nil {
			return err
		}
		if a.Holidays == nil {
			a.Holidays = calendar.Holidays{}
		}
		maps.Copy(a.Holidays, program.Holidays)
	}
	pending, err := all(t, func(r row) (x mentoring.Pending, err error) {
		err = r.Scan(append(promptFields(&x.Prompt), &x.Ritual, &x.Period)...)
		x.Pair, x.Due = id, x.Prompt.Due
		x.Nudge = x.Prompt.State == ritual.Sent
		return x, err
	}, `
		SELECT prompts.id, prompts.round, prompts.person, prompts.state, prompts.due, prompts.n,
			prompts.sent, prompts.reminded, prompts.answered, prompts.asked, rounds.ritual, rounds.period
		FROM prompts
		JOIN rounds ON rounds.id = prompts.round
		WHERE prompts.person = ?1 AND rounds.pair = ?2 AND (prompts.state = ?3
			OR prompts.state = ?4 AND prompts.reminded IS NULL AND rounds.state = ?5)
		ORDER BY prompts.due, prompts.id`,
		a.Who.ID, id, ritual.Planned, ritual.Sent, ritual.Open)
	a.Pending = append(a.Pending, pending...)
	return err
}

// sentDays returns the dates of a person's mails of late that stand in the
// budget or beside it, one for each mail.
func sentDays(t tx, who mentoring.Person, standing standing, now time.Time) ([]calendar.Date, error) {
	return all(t, func(r row) (calendar.Date, error) {
		var at time.Time
		err := r.Scan(instant(&at))
		return mentoring.Today(who, at), err
	}, `
		SELECT queued FROM deliveries
		WHERE person = ? AND queued > ? AND planned = ? AND state NOT IN (?, ?)
		ORDER BY queued`, who.ID, stamp(now.AddDate(0, 0, -budgetDays)), standing, Failed, Dropped)
}

// LookAgain says when the planner looks at a person next, zero for not before
// something wakes it. If anything has changed since the agenda was read, it
// does nothing: the planner was woken then, and looks at once.
func (s *Store) LookAgain(ctx context.Context, person mentoring.PersonID, seen int64, next time.Time) error {
	return s.write(ctx, func(t tx) error {
		return t.exec(`UPDATE people SET look_at = ? WHERE id = ? AND revision = ?`, stamp(next), person, seen)
	})
}
