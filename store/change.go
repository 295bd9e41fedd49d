package store

import (
	"fmt"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// applyAll makes the changes of one outcome, in their order. A Link to an entry
// that is new in it becomes the ID that the entry gets.
func applyAll(t tx, changes []mentoring.Change, message int64, now time.Time) error {
	ids := map[int64]int64{}
	for _, c := range changes {
		put, ok := c.(mentoring.PutEntry)
		if !ok {
			if err := apply(t, c, message, now); err != nil {
				return err
			}
			continue
		}
		if put.Entry.Link < 0 {
			put.Entry.Link = ids[put.Entry.Link]
		}
		id, err := putEntry(t, put.Entry, message, now)
		if err != nil {
			return about(err, "entry", put.Entry.ID)
		}
		ids[put.As] = id
	}
	return nil
}

// apply makes one change of the record. message is the mail that it came from,
// 0 for none.
func apply(t tx, c mentoring.Change, message int64, now time.Time) error {
	switch c := c.(type) {
	case mentoring.PutEntry:
		_, err := putEntry(t, c.Entry, message, now)
		return about(err, "entry", c.Entry.ID)
	case mentoring.PutPair:
		return about(putPair(t, c.Pair, message, now), "pair", c.Pair.ID)
	case mentoring.PutPerson:
		return about(putPerson(t, c.Person, message, now), "person", c.Person.ID)
	case mentoring.Errand:
		return insertErrand(t, c, now)
	case mentoring.PutGuest:
		return about(putGuest(t, c.Guest, now), "guest", c.Guest.Entry)
	case mentoring.PutPrompt:
		return about(putPrompt(t, c.Prompt, now), "prompt", c.Prompt.ID)
	}
	return fmt.Errorf("a change of the type %T is not known here", c)
}

// putEntry adds an entry, or replaces the one with its id and keeps what it
// was. Who wrote an entry, for which pair and when, stays. It returns the
// entry's ID.
func putEntry(t tx, e mentoring.Entry, message int64, now time.Time) (int64, error) {
	if e.Message == 0 {
		e.Message = message
	}
	if e.ID == 0 {
		created := now
		if !e.Created.IsZero() && e.Created.Before(now) {
			created = e.Created // it came in then
		}
		return t.insert(`
			INSERT INTO entries (pair, kind, number, state, visible, author, owner, text, parent, due, begins, value,
				question, response, round, message, created, changed, gone, form, about, link, source)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			e.Pair, e.Kind, e.Number, e.State, e.Visible, e.Author, ref(e.Owner), e.Text, e.Parent, day(e.Due), stamp(e.At), e.Value,
			e.Key, e.Response, ref(e.Round), ref(e.Message), stamp(created), stamp(now), stamp(e.Left),
			e.Form, e.About, ref(e.Link), e.Source)
	}
	was, err := one(t, scanEntry, selectEntries+` WHERE id = ?`, e.ID)
	if err != nil {
		return 0, err
	}
	if err := insertHistory(t, "entry", e.ID, was, message, now); err != nil {
		return 0, err
	}
	return e.ID, t.must(`
		UPDATE entries SET number = ?, state = ?, visible = ?, owner = ?, text = ?, parent = ?, due = ?, begins = ?, value = ?,
			question = ?, response = ?, round = ?, changed = ?, gone = ?, form = ?, about = ?, link = ?, source = ?
		WHERE id = ? AND pair = ? AND author = ?`,
		e.Number, e.State, e.Visible, ref(e.Owner), e.Text, e.Parent, day(e.Due), stamp(e.At), e.Value,
		e.Key, e.Response, ref(e.Round), stamp(now), stamp(e.Left), e.Form, e.About, ref(e.Link), e.Source,
		e.ID, e.Pair, e.Author)
}

// putPrompt replaces a prompt's state, due time, number and time of the last
// answer, and wakes the planner for its person. A prompt that is planned again
// after it went out gets a new number, which lets it go out again.
func putPrompt(t tx, p ritual.Prompt, now time.Time) error {
	err := t.must(`
		UPDATE prompts SET state = ?1, due = ?2, answered = ?4,
			n = max(?3, n + (?1 = 'planned' AND state <> 'planned' AND sent IS NOT NULL))
		WHERE id = ?5 AND person = ?6`,
		p.State, stamp(p.Due), p.N, stamp(p.Answered), p.ID, p.Person)
	if err != nil {
		return err
	}
	if p.State == ritual.Planned && p.Due.After(now) {
		now = p.Due
	}
	return wake(t, mentoring.PersonID(p.Person), now)
}

// moveRound changes a round's state and notes when it was revealed or closed
// first.
func moveRound(t tx, m mentoring.MoveRound, now time.Time) error {
	var revealed, closed any
	switch m.State {
	case ritual.Revealed:
		revealed = stamp(now)
	case ritual.Closed:
		closed = stamp(now)
	}
	return t.must(`UPDATE rounds SET state = ?, revealed = coalesce(revealed, ?), closed = coalesce(closed, ?) WHERE id = ?`,
		m.State, revealed, closed, m.Round)
}

// insertHistory keeps what a thing was before a change.
func insertHistory(t tx, thing string, id int64, was any, message int64, now time.Time) error {
	text, err := encode(was)
	if err != nil {
		return err
	}
	return t.exec(`INSERT INTO history (thing, ref, was, message, at) VALUES (?, ?, ?, ?, ?)`,
		thing, id, text, ref(message), stamp(now))
}
