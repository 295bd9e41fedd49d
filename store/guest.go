package store

import (
	"context"
	"slices"
	"time"

	"milepost/mentoring"
)

// putGuest adds somebody outside the pair, or notes how far they have come, and
// wakes the planner for them. One without a number is known by their address, or
// added.
func putGuest(t tx, g mentoring.Guest, now time.Time) error {
	if g.Person.ID == 0 {
		who, err := findOrAdd(t, g.Person, now)
		if err != nil {
			return err
		}
		g.Person = who
	}
	err := t.exec(`
		INSERT INTO guests (entry, pair, person, role, state, since)
		SELECT ?1, pair, ?2, ?3, ?4, ?5 FROM entries WHERE id = ?1
		ON CONFLICT (entry) DO UPDATE SET state = ?4, since = ?5`,
		g.Entry, g.Person.ID, g.Role, g.State, stamp(g.Since))
	if err != nil {
		return err
	}
	if err := t.exec(`UPDATE pairs SET look_at = ? WHERE id = (SELECT pair FROM guests WHERE entry = ?)`, stamp(now), g.Entry); err != nil {
		return err
	}
	return wake(t, g.Person.ID, now)
}

func loadGuests(t tx, pair mentoring.PairID) ([]mentoring.Guest, error) {
	guests, err := all(t, func(r row) (g mentoring.Guest, err error) {
		err = r.Scan(&g.Entry, &g.Person.ID, &g.Role, &g.State, instant(&g.Since))
		return g, err
	}, `SELECT entry, person, role, state, since FROM guests WHERE pair = ? ORDER BY entry`, pair)
	if err != nil {
		return nil, err
	}
	for i, g := range guests {
		if guests[i].Person, err = loadPerson(t, g.Person.ID); err != nil {
			return nil, err
		}
	}
	return guests, nil
}

// guestPairs returns the pairs that somebody is or was a guest of.
func guestPairs(t tx, person mentoring.PersonID) ([]mentoring.PairID, error) {
	return all(t, column[mentoring.PairID], `
		SELECT DISTINCT guests.pair
		FROM guests JOIN pairs ON pairs.id = guests.pair
		WHERE guests.person = ? AND pairs.state <> ?
		ORDER BY guests.pair`, person, mentoring.Forgotten)
}

// withGuestRecords adds the records of the pairs that somebody is a guest of.
func withGuestRecords(t tx, records []mentoring.Record, person mentoring.PersonID) ([]mentoring.Record, error) {
	pairs, err := guestPairs(t, person)
	if err != nil {
		return nil, err
	}
	for _, id := range pairs {
		if slices.ContainsFunc(records, func(r mentoring.Record) bool { return r.Pair.ID == id }) {
			continue
		}
		r, err := loadRecord(t, id)
		if err != nil {
			return nil, err
		}
		records = append(records, r)
	}
	return records, nil
}

// EraseGuests erases the names and addresses of people outside a pair who have
// got nothing more since an instant, or whose pair is over, unless they are
// known for something else. Words that the pair was allowed to keep stay, with
// the name that they were given under. It returns how many were erased.
func (s *Store) EraseGuests(ctx context.Context, before, now time.Time) (n int, err error) {
	err = s.write(ctx, func(t tx) error {
		type gone struct {
			entry  int64
			person mentoring.PersonID
		}
		ended, err := all(t, func(r row) (g gone, err error) {
			err = r.Scan(&g.entry, &g.person)
			return g, err
		}, `
			SELECT guests.entry, guests.person
			FROM guests JOIN pairs ON pairs.id = guests.pair
			WHERE guests.erased IS NULL AND (guests.state = ? AND guests.since <= ? OR pairs.state IN (?, ?))`,
			mentoring.GuestEnded, stamp(before), mentoring.Ended, mentoring.Forgotten)
		if err != nil {
			return err
		}
		for _, g := range ended {
			if err := eraseGuest(t, g.entry, g.person, now); err != nil {
				return about(err, "person", g.person)
			}
			n++
		}
		return nil
	})
	if err != nil || n == 0 {
		return 0, err
	}
	return n, s.wipeLog(ctx)
}

func eraseGuest(t tx, entry int64, person mentoring.PersonID, now time.Time) error {
	if err := t.exec(`UPDATE guests SET state = ?, erased = ? WHERE entry = ?`, mentoring.GuestEnded, stamp(now), entry); err != nil {
		return err
	}
	if err := t.exec(`DELETE FROM history WHERE thing = 'entry' AND ref = ?`, entry); err != nil {
		return err
	}
	if err := t.exec(`UPDATE entries SET text = '', source = '' WHERE id = ? AND kind = ?`, entry, mentoring.GuestEntry); err != nil {
		return err
	}
	known, err := one(t, column[int], `
		SELECT EXISTS (SELECT 1 FROM members WHERE person = ?1)
			OR EXISTS (SELECT 1 FROM guests WHERE person = ?1 AND erased IS NULL)
			OR EXISTS (SELECT 1 FROM programs WHERE coordinator = ?1)
			OR EXISTS (SELECT 1 FROM people WHERE id = ?1 AND erased IS NOT NULL)`, person)
	if err != nil || known != 0 {
		return err
	}
	if err := forgetIdentity(t, person, now); err != nil {
		return err
	}
	_, err = scopeOfPerson(person).erase(t, now)
	return err
}
