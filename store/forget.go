package store

import (
	"context"
	"fmt"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// Remains is a message that was erased here and still lies in the mailbox.
type Remains struct {
	Message int64
	Mailbox string
	Place   Place
}

// Forget erases a person: name, addresses, words, ratings and answers, and the
// bytes of all mail to and from their pairs, since the partner's mail quotes
// them. The partner's own words stay. The pairs are over. It returns what lies
// in our mailbox still. Backups are not touched.
func (s *Store) Forget(ctx context.Context, person mentoring.PersonID, line AuditLine, now time.Time) (left []Remains, err error) {
	err = s.write(ctx, func(t tx) error {
		if _, err := loadPerson(t, person); err != nil {
			return err
		}
		if left, err = forgetPerson(t, person, now); err != nil {
			return err
		}
		line.Person, line.At = person, now
		return insertAudit(t, line)
	})
	if err != nil {
		return nil, about(err, "person", person)
	}
	return left, s.wipeLog(ctx)
}

// ForgetPair erases a pair: all words of both with their history, what their
// questions took up, and the bytes of all mail about it, also of mails that
// tell of other pairs. A member who is in no other pair that is still kept is
// erased as by Forget; the other pairs of one who is are left as they are. The
// pair is over. It returns what lies in our mailbox still. Mail that was held
// and answers nothing belongs to no pair, and goes with the person.
func (s *Store) ForgetPair(ctx context.Context, pair mentoring.PairID, line AuditLine, now time.Time) (left []Remains, err error) {
	err = s.write(ctx, func(t tx) error {
		p, err := loadPair(t, pair)
		if err != nil {
			return err
		}
		of := scopeOfPair(pair)
		if err := forgetRecord(t, pair, now); err != nil {
			return err
		}
		if left, err = of.erase(t, now); err != nil {
			return err
		}
		if err := endPair(t, pair, now); err != nil {
			return err
		}
		for _, m := range p.Members() {
			more, err := forgetMember(t, m.Person, now)
			if err != nil {
				return about(err, "person", m.Person)
			}
			left = append(left, more...)
		}
		line.Pair, line.At = pair, now
		return insertAudit(t, line)
	})
	if err != nil {
		return nil, about(err, "pair", pair)
	}
	return left, s.wipeLog(ctx)
}

// Over returns the pairs that are over and of which anything is kept: words, or
// a member who is in no pair that is not erased.
func (s *Store) Over(ctx context.Context) (pairs []mentoring.PairID, err error) {
	err = s.read(ctx, func(t tx) error {
		pairs, err = all(t, column[mentoring.PairID], `
			SELECT id FROM pairs WHERE state IN (?1, ?2)
			UNION
			SELECT id FROM pairs WHERE state = ?3 AND (
				EXISTS (SELECT 1 FROM entries WHERE entries.pair = pairs.id)
				OR EXISTS (
					SELECT 1 FROM members JOIN people ON people.id = members.person
					WHERE members.pair = pairs.id AND people.erased IS NULL AND NOT EXISTS (
						SELECT 1 FROM members AS other JOIN pairs AS kept ON kept.id = other.pair
						WHERE other.person = people.id AND kept.state <> ?3)
						AND NOT EXISTS (SELECT 1 FROM programs WHERE people.id IN (coordinator, leader, trusted))))
			ORDER BY id`, mentoring.Ended, mentoring.NotBegun, mentoring.Forgotten)
		return err
	})
	return pairs, err
}

// forgetPerson erases a person and what is about their pairs.
func forgetPerson(t tx, person mentoring.PersonID, now time.Time) ([]Remains, error) {
	for _, step := range []func(tx, mentoring.PersonID, time.Time) error{forgetIdentity, forgetWords, forgetPairs} {
		if err := step(t, person, now); err != nil {
			return nil, err
		}
	}
	return scopeOfPerson(person).erase(t, now)
}

// forgetMember erases a person who is in no pair that is kept, looks after no
// program, and is not erased yet.
func forgetMember(t tx, person mentoring.PersonID, now time.Time) ([]Remains, error) {
	keeps, err := one(t, column[int], `
		SELECT (SELECT erased IS NOT NULL FROM people WHERE id = ?1)
			OR EXISTS (SELECT 1 FROM programs WHERE ?1 IN (coordinator, leader, trusted)) OR EXISTS (
			SELECT 1 FROM members JOIN pairs ON pairs.id = members.pair WHERE members.person = ?1 AND pairs.state <> ?2)`,
		person, mentoring.Forgotten)
	if err != nil || keeps != 0 {
		return nil, err
	}
	return forgetPerson(t, person, now)
}

func forgetIdentity(t tx, person mentoring.PersonID, now time.Time) error {
	if err := t.exec(`DELETE FROM addresses WHERE person = ?`, person); err != nil {
		return err
	}
	if err := t.exec(`DELETE FROM history WHERE thing = 'person' AND ref = ?`, person); err != nil {
		return err
	}
	err := t.exec(`
		UPDATE people SET name = '', zone = 'UTC', replies = 0,
			digest_only = 0, erase_asked = NULL, away_since = NULL, away_noted = NULL, away_back = NULL, away_message = NULL, erased = ?, look_at = NULL, revision = revision + 1
		WHERE id = ?`, stamp(now), person)
	if err != nil {
		return err
	}
	if err := t.exec(`UPDATE deliveries SET reply = '' WHERE person = ?`, person); err != nil { // servers name addresses
		return err
	}
	return t.exec(`UPDATE mails SET address = '', envelope_to = '' WHERE delivery IN (SELECT id FROM deliveries WHERE person = ?)`, person)
}

// forgetWords erases what the person wrote, answers to the partner's questions
// included.
func forgetWords(t tx, person mentoring.PersonID, now time.Time) error {
	err := t.exec(`
		DELETE FROM history WHERE thing = 'entry' AND ref IN (
			SELECT id FROM entries WHERE author = ?1 OR owner = ?1 AND response <> '')`, person)
	if err != nil {
		return err
	}
	if err := t.exec(`UPDATE entries SET response = '' WHERE owner = ?1 AND author <> ?1`, person); err != nil {
		return err
	}
	if err := t.exec(`DELETE FROM guests WHERE entry IN (SELECT id FROM entries WHERE author = ?1)`, person); err != nil {
		return err
	}
	if err := t.exec(`DELETE FROM entries WHERE author = ?`, person); err != nil {
		return err
	}
	for _, table := range []string{
		`DELETE FROM errands WHERE author = ?1 OR person = ?1`,
		`UPDATE requests SET name = '', address = '', text = '', decided = coalesce(decided, at), done = coalesce(done, at) WHERE author = ?1`,
	} {
		if err := t.exec(table, person); err != nil {
			return err
		}
	}
	return t.exec(`UPDATE receipts SET receipt = '{}', settled = coalesce(settled, ?) WHERE person = ?`, stamp(now), person)
}

// forgetPairs ends the person's pairs.
func forgetPairs(t tx, person mentoring.PersonID, now time.Time) error {
	pairs, err := all(t, column[mentoring.PairID], `SELECT DISTINCT pair FROM members WHERE person = ?`, person)
	if err != nil {
		return err
	}
	for _, id := range pairs {
		if err := endPair(t, id, now); err != nil {
			return err
		}
	}
	return nil
}

// forgetRecord erases what both wrote for a pair.
func forgetRecord(t tx, pair mentoring.PairID, now time.Time) error {
	err := t.exec(`
		DELETE FROM history
		WHERE thing = 'entry' AND ref IN (SELECT id FROM entries WHERE pair = ?1) OR thing = 'pair' AND ref = ?1`, pair)
	if err != nil {
		return err
	}
	guests, err := loadGuests(t, pair)
	if err != nil {
		return err
	}
	for _, g := range guests {
		if err := eraseGuest(t, g.Entry, g.Person.ID, now); err != nil {
			return err
		}
	}
	if err := t.exec(`DELETE FROM guests WHERE pair = ?`, pair); err != nil {
		return err
	}
	if err := t.exec(`DELETE FROM entries WHERE pair = ?`, pair); err != nil {
		return err
	}
	if err := t.exec(`DELETE FROM errands WHERE pair = ?`, pair); err != nil {
		return err
	}
	return t.exec(`UPDATE receipts SET receipt = '{}', settled = coalesce(settled, ?) WHERE pair = ?`, stamp(now), pair)
}

// endPair marks a pair as erased, and makes plans for its members stale.
func endPair(t tx, pair mentoring.PairID, now time.Time) error {
	err := t.exec(`
		UPDATE prompts SET state = ? WHERE state = ? AND round IN (SELECT id FROM rounds WHERE pair = ?)`,
		ritual.Dropped, ritual.Planned, pair)
	if err != nil {
		return err
	}
	if err := t.exec(`UPDATE rounds SET state = ? WHERE state = ? AND pair = ?`, ritual.Closed, ritual.Open, pair); err != nil {
		return err
	}
	err = t.exec(`UPDATE pairs SET state = ?, ended = coalesce(ended, ?), look_at = NULL WHERE id = ?`,
		mentoring.Forgotten, stamp(now), pair)
	if err != nil {
		return err
	}
	return t.exec(`UPDATE people SET revision = revision + 1 WHERE id IN (SELECT person FROM members WHERE pair = ?)`, pair)
}

// wipeLog plays back the log beside the database, which holds the pages as they
// were before something was erased.
func (s *Store) wipeLog(ctx context.Context) error {
	var busy, pages, moved int
	err := s.writer.QueryRowContext(context.WithoutCancel(ctx), `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &pages, &moved)
	if err == nil && busy != 0 {
		err = ErrBusy
	}
	if err != nil {
		return fmt.Errorf("erased, but the log beside the database still holds it until the next restart: %w", explain(err))
	}
	return nil
}
