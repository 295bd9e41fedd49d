package store

import (
	"context"
	"fmt"
	"time"

	"milepost/mentoring"
)

// Bound is whose a message is, and what it answers.
type Bound struct {
	Delivery int64 // 0: none, the message is a stray
	Person   mentoring.PersonID
	// Address is the one that it came from, if the sender is proven: it is
	// alive, whatever came back before.
	Address string
	// Sender says how sure it is that the person wrote it.
	Sender string
	// Reason says in a word why it was taken.
	Reason string
	Late   bool // the prompt's time was over
	// Came is when it came in, where it was held since: its author counts as
	// heard then. Zero: now.
	Came time.Time
	// Read is how it was read, to be compared with a later reading of it.
	Read Read
}

func (b Bound) came(now time.Time) time.Time {
	if b.Came.IsZero() || b.Came.After(now) {
		return now
	}
	return b.Came
}

// Debounce is how long a receipt waits for a second reply.
const Debounce = 3 * time.Minute

// Receive records a message: it loads the records of its author, has read say
// what the message changes, applies that, and notes the receipts that are due,
// all in one transaction. read has to be pure. The author counts as heard: they
// have written to the pairs that the outcomes are about, and whatever waited
// for their voice is taken back. The planner looks at all who are touched at
// once. A message that is settled already is ErrDuplicate.
func (s *Store) Receive(ctx context.Context, message int64, b Bound, now time.Time,
	read func(records []mentoring.Record, who mentoring.Person) ([]mentoring.Outcome, error),
) error {
	err := s.write(ctx, func(t tx) error {
		f := Filing{State: Recorded, Folder: Processed, Reason: b.Reason, Sender: b.Sender, Delivery: b.Delivery, Person: b.Person}
		if err := settleMessage(t, message, f, b.Late, now); err != nil {
			return err
		}
		who, err := loadPerson(t, b.Person)
		if err != nil {
			return about(err, "person", b.Person)
		}
		records, err := loadRecordsOf(t, b.Person)
		if err != nil {
			return err
		}
		if records, err = withGuestRecords(t, records, b.Person); err != nil {
			return err
		}
		if err := s.keepReading(t, message, b.Read); err != nil {
			return err
		}
		outcomes, err := read(records, who)
		if err != nil {
			return fmt.Errorf("read: %w", err)
		}
		for _, o := range outcomes {
			if o.Receipt.Pair == 0 {
				continue // nothing came of it
			}
			if o.Receipt.Unclear() {
				if err := t.must(`UPDATE messages SET unclear = 1 WHERE id = ?`, message); err != nil {
					return err
				}
			}
			if err := applyAll(t, o.Changes, message, now); err != nil {
				return err
			}
			if err := heard(t, o.Receipt.Pair, b.Person, records, b.came(now), now); err != nil {
				return err
			}
			if err := insertReceipt(t, message, b.Person, o, now); err != nil {
				return err
			}
		}
		return greet(t, b, now)
	})
	return about(err, "message", message)
}

// heard notes that a member wrote for a pair, and takes back that prompts were
// eased for them, unless the message itself asked for that.
func heard(t tx, pair mentoring.PairID, person mentoring.PersonID, before []mentoring.Record, came, now time.Time) error {
	for _, r := range before {
		if r.Pair.ID != pair {
			continue
		}
		m, member := r.Pair.Member(person)
		if !member {
			return t.exec(`UPDATE pairs SET look_at = ? WHERE id = ?`, stamp(now), pair)
		}
		err := t.must(`
			UPDATE members SET wrote = max(coalesce(wrote, ?1), ?1), eased = CASE WHEN eased IS ?2 THEN NULL ELSE eased END
			WHERE pair = ?3 AND person = ?4`, stamp(came), stamp(m.Eased), pair, person)
		if err != nil {
			return err
		}
		if err := wake(t, r.Pair.Partner(person).Person, now); err != nil {
			return err
		}
		return t.exec(`UPDATE pairs SET look_at = ? WHERE id = ?`, stamp(now), pair)
	}
	return about(ErrNotFound, "pair", pair)
}

// greet counts a person's reply and notes that the address it came from works.
func greet(t tx, b Bound, now time.Time) error {
	if err := t.must(`UPDATE people SET replies = replies + 1 WHERE id = ?`, b.Person); err != nil {
		return err
	}
	if b.Address != "" {
		err := t.exec(`UPDATE addresses SET dead = NULL WHERE person = ? AND normal = ? AND dead IS NOT NULL`, b.Person, normal(b.Address))
		if err != nil {
			return err
		}
	}
	return wake(t, b.Person, now)
}
