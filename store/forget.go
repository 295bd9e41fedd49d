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
		for _, step := range []func(tx, mentoring.PersonID, time.Time) error{
			forgetPerson, forgetWords, forgetAsked, forgetMails, forgetPairs,
		} {
			if err := step(t, person, now); err != nil {
				return err
			}
		}
		if left, err = forgetMessages(t, person, now); err != nil {
			return err
		}
		line.Person, line.At = person, now
		return insertAudit(t, line)
	})
	if err != nil {
		return nil, about(err, "person", person)
	}
	// The log holds the pages as they were until it is played back.
	var busy, pages, moved int
	err = s.writer.QueryRowContext(context.WithoutCancel(ctx), `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &pages, &moved)
	if err == nil && busy != 0 {
		err = ErrBusy
	}
	if err != nil {
		return left, fmt.Errorf("erased, but the log beside the database still holds it until the next restart: %w", explain(err))
	}
	return left, nil
}

func forgetPerson(t tx, person mentoring.PersonID, now time.Time) error {
	if err := t.exec(`DELETE FROM addresses WHERE person = ?`, person); err != nil {
		return err
	}
	if err := t.exec(`DELETE FROM history WHERE thing = 'person' AND ref = ?`, person); err != nil {
		return err
	}
	return t.exec(`
		UPDATE people SET name = '', zone = 'UTC', replies = 0, erased = ?, look_at = NULL, revision = revision + 1
		WHERE id = ?`, stamp(now), person)
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
	if err := t.exec(`DELETE FROM entries WHERE author = ?`, person); err != nil {
		return err
	}
	return t.exec(`UPDATE receipts SET receipt = '{}', settled = coalesce(settled, ?) WHERE person = ?`, stamp(now), person)
}

// forgetAsked erases the words that questions took up, and names in them, for
// both members: the partner was asked about them, too.
func forgetAsked(t tx, person mentoring.PersonID, _ time.Time) error {
	for _, table := range []struct{ read, write string }{
		{
			`SELECT id, id, asked FROM prompts WHERE id IN (` + prompts + `)`,
			`UPDATE prompts SET asked = ?3 WHERE id = ?1 AND id = ?2`,
		},
		{
			`SELECT prompt, delivery, asked FROM delivery_prompts WHERE prompt IN (` + prompts + `)`,
			`UPDATE delivery_prompts SET asked = ?3 WHERE prompt = ?1 AND delivery = ?2`,
		},
	} {
		type asking struct {
			prompt, delivery int64
			asked            []ritual.Asked
		}
		askings, err := all(t, func(r row) (a asking, err error) {
			err = r.Scan(&a.prompt, &a.delivery, decoded(&a.asked))
			return a, err
		}, table.read, person)
		if err != nil {
			return err
		}
		for _, a := range askings {
			for i := range a.asked {
				a.asked[i].Topic, a.asked[i].Text = "", ""
			}
			text, err := encode(a.asked)
			if err != nil {
				return err
			}
			if err := t.exec(table.write, a.prompt, a.delivery, text); err != nil {
				return err
			}
		}
	}
	return nil
}

// prompts finds the prompts of all pairs of a person.
const prompts = `
	SELECT prompts.id FROM prompts
	JOIN rounds ON rounds.id = prompts.round
	JOIN members ON members.pair = rounds.pair
	WHERE members.person = ?1`

// theirs finds the deliveries to a person and to the partners in their pairs.
const theirs = `
	SELECT id FROM deliveries WHERE person = ?1
	UNION
	SELECT delivery FROM delivery_pairs JOIN members ON members.pair = delivery_pairs.pair WHERE members.person = ?1`

func forgetMails(t tx, person mentoring.PersonID, now time.Time) error {
	err := t.exec(`
		UPDATE deliveries SET state = 'dropped', next_at = NULL, settled = ?2
		WHERE state IN ('queued', 'sending', 'unknown') AND id IN (`+theirs+`)`, person, stamp(now))
	if err != nil {
		return err
	}
	err = t.exec(`
		UPDATE mails SET subject = '', text = x'', html = x'', zstd = x'', erased = coalesce(erased, ?2)
		WHERE delivery IN (`+theirs+`)`, person, stamp(now))
	if err != nil {
		return err
	}
	err = t.exec(`UPDATE deliveries SET reply = '' WHERE person = ?`, person) // servers name addresses
	if err != nil {
		return err
	}
	return t.exec(`UPDATE mails SET address = '', envelope_to = '' WHERE delivery IN (SELECT id FROM deliveries WHERE person = ?)`, person)
}

// forgetPairs ends the person's pairs, and makes plans for them stale.
func forgetPairs(t tx, person mentoring.PersonID, now time.Time) error {
	err := t.exec(`UPDATE prompts SET state = ?2 WHERE state = ?3 AND id IN (`+prompts+`)`,
		person, ritual.Dropped, ritual.Planned)
	if err != nil {
		return err
	}
	pairs, err := all(t, column[mentoring.PairID], `SELECT DISTINCT pair FROM members WHERE person = ?`, person)
	if err != nil {
		return err
	}
	for _, id := range pairs {
		if err := t.exec(`UPDATE rounds SET state = ? WHERE state = ? AND pair = ?`, ritual.Closed, ritual.Open, id); err != nil {
			return err
		}
		err := t.exec(`UPDATE pairs SET state = ?, ended = coalesce(ended, ?), look_at = NULL WHERE id = ?`,
			mentoring.Forgotten, stamp(now), id)
		if err != nil {
			return err
		}
		err = t.exec(`UPDATE people SET revision = revision + 1 WHERE id IN (SELECT person FROM members WHERE pair = ?)`, id)
		if err != nil {
			return err
		}
	}
	return nil
}

func forgetMessages(t tx, person mentoring.PersonID, now time.Time) ([]Remains, error) {
	left, err := all(t, func(r row) (x Remains, err error) {
		err = r.Scan(&x.Message, &x.Mailbox, &x.Place.Folder, &x.Place.UIDValidity, &x.Place.UID)
		return x, err
	}, `
		SELECT id, mailbox, place, place_uidvalidity, place_uid FROM messages
		WHERE erased IS NULL AND (person = ?1 OR delivery IN (`+theirs+`)
			OR id IN (SELECT message FROM receipts JOIN members ON members.pair = receipts.pair WHERE members.person = ?1))
		ORDER BY id`, person)
	if err != nil {
		return nil, err
	}
	for _, x := range left {
		if err := t.exec(`UPDATE message_bytes SET zstd = x'' WHERE message = ?`, x.Message); err != nil {
			return nil, err
		}
		if err := t.exec(`UPDATE messages SET erased = ?, mark = '' WHERE id = ?`, stamp(now), x.Message); err != nil {
			return nil, err
		}
	}
	return left, nil
}
