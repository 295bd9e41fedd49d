package store

import (
	"context"
	"time"

	"milepost/mentoring"
)

// patience is how long the first of several receipts waits for the last.
const patience = 15 * time.Minute

// ReceiptDue is how a reply was read, as its author may be told.
type ReceiptDue struct {
	ID      int64
	Message int64
	Receipt mentoring.Receipt
	Due     time.Time
}

// DueReceipts are those of one person, oldest first.
type DueReceipts struct {
	Person   mentoring.PersonID
	Receipts []ReceiptDue
}

// ReceiptsDue returns the receipts that nobody has settled, of the people whose
// last reply is a while ago, or whose first one waits for long: a stream of
// replies must not keep the receipts back. Queue settles them with a mail,
// SettleReceipts without one.
func (s *Store) ReceiptsDue(ctx context.Context, now time.Time) (due []DueReceipts, err error) {
	err = s.read(ctx, func(t tx) error {
		people, err := all(t, column[mentoring.PersonID], `
			SELECT person FROM receipts WHERE settled IS NULL
			GROUP BY person HAVING max(due) <= ?1 OR min(due) <= ?2 ORDER BY min(due), person`, stamp(now), stamp(now.Add(-patience)))
		if err != nil {
			return err
		}
		for _, person := range people {
			receipts, err := openReceipts(t, person)
			if err != nil {
				return err
			}
			due = append(due, DueReceipts{Person: person, Receipts: receipts})
		}
		return nil
	})
	return due, err
}

// ReceiptOf returns the mails of ours that the replies answered which a receipt
// confirms, each once.
func (s *Store) ReceiptOf(ctx context.Context, receipt int64) (answered []int64, err error) {
	err = s.read(ctx, func(t tx) error {
		answered, err = all(t, column[int64], `
			SELECT DISTINCT messages.delivery FROM receipts
			JOIN messages ON messages.id = receipts.message
			WHERE receipts.delivery = ? AND messages.delivery IS NOT NULL
			ORDER BY messages.delivery`, receipt)
		return err
	})
	return answered, err
}

// SettleReceipts settles receipts for which no mail is sent.
func (s *Store) SettleReceipts(ctx context.Context, ids []int64, now time.Time) error {
	return s.write(ctx, func(t tx) error {
		for _, id := range ids {
			if err := t.exec(`UPDATE receipts SET settled = ? WHERE id = ? AND settled IS NULL`, stamp(now), id); err != nil {
				return err
			}
		}
		return nil
	})
}

func openReceipts(t tx, person mentoring.PersonID) ([]ReceiptDue, error) {
	return all(t, func(r row) (d ReceiptDue, err error) {
		err = r.Scan(&d.ID, &d.Message, decoded(&d.Receipt), instant(&d.Due))
		return d, err
	}, `
		SELECT id, message, receipt, due
		FROM receipts WHERE person = ? AND settled IS NULL ORDER BY id`, person)
}

func insertReceipt(t tx, message int64, person mentoring.PersonID, o mentoring.Outcome, now time.Time) error {
	o.Receipt.Person = person
	receipt, err := encode(o.Receipt)
	if err != nil {
		return err
	}
	_, err = t.insert(`
		INSERT INTO receipts (message, pair, person, receipt, due)
		VALUES (?, ?, ?, ?, ?)`,
		message, o.Receipt.Pair, person, receipt, stamp(now.Add(Debounce)))
	return err
}
