package store

import (
	"context"
	"time"

	"milepost/mentoring"
)

// DeliveryState is how far a mail has come.
type DeliveryState string

// The states of a delivery. Sent is final: nothing sends such a mail again.
const (
	Queued  DeliveryState = "queued"  // goes out at its next time
	Sending DeliveryState = "sending" // an attempt is under way
	Sent    DeliveryState = "sent"    // the server took it, or our own copy has arrived
	Failed  DeliveryState = "failed"  // refused for good
	Unknown DeliveryState = "unknown" // the server's last word was lost
	Dropped DeliveryState = "dropped" // not to be sent any more
)

// Outbox is a mail for one attempt.
type Outbox struct {
	ID       int64
	Person   mentoring.PersonID
	Kind     string
	Attempt  int // from 1
	Queued   time.Time
	Tried    time.Time // when the attempt began
	From, To string    // the envelope
	Evidence string
	// MessageID is without brackets.
	MessageID string
	Raw       []byte
}

// Claim takes the mails that may go, oldest first, and marks the attempt: each
// stands as Sending from then on, whatever becomes of the process. Of several
// to one person only the oldest is taken, and none while an older one is under
// way or waits for its next attempt, so that they arrive in order.
func (s *Store) Claim(ctx context.Context, now time.Time, limit int) (mails []Outbox, err error) {
	err = s.write(ctx, func(t tx) error {
		ids, err := all(t, column[int64], `
			SELECT id FROM deliveries AS d
			WHERE state = 'queued' AND next_at <= ? AND NOT EXISTS (
				SELECT 1 FROM deliveries AS older
				WHERE older.person = d.person AND older.id < d.id AND older.state IN ('queued', 'sending'))
			ORDER BY id LIMIT ?`, stamp(now), limit)
		if err != nil {
			return err
		}
		for _, id := range ids {
			err := t.must(`
				UPDATE deliveries SET state = ?, attempt = attempt + 1, tried = ?, next_at = NULL
				WHERE id = ?`, Sending, stamp(now), id)
			if err != nil {
				return err
			}
			m, err := s.loadOutbox(t, id)
			if err != nil {
				return about(err, "delivery", id)
			}
			mails = append(mails, m)
		}
		return nil
	})
	return mails, err
}

// Unknown returns the mails whose fate is unknown, those tried first. Look for
// their copy before they are sent again.
func (s *Store) Unknown(ctx context.Context, limit int) (mails []Outbox, err error) {
	err = s.read(ctx, func(t tx) error {
		ids, err := all(t, column[int64], `SELECT id FROM deliveries WHERE state = ? ORDER BY tried, id LIMIT ?`, Unknown, limit)
		if err != nil {
			return err
		}
		for _, id := range ids {
			m, err := s.loadOutbox(t, id)
			if err != nil {
				return about(err, "delivery", id)
			}
			mails = append(mails, m)
		}
		return nil
	})
	return mails, err
}

func (s *Store) loadOutbox(t tx, id int64) (Outbox, error) {
	return one(t, func(r row) (m Outbox, err error) {
		var packed []byte
		err = r.Scan(&m.ID, &m.Person, &m.Kind, &m.Attempt, instant(&m.Queued), instant(&m.Tried),
			&m.From, &m.To, &m.Evidence, &m.MessageID, &packed)
		if err != nil {
			return m, err
		}
		m.Raw, err = s.squeezer.unfold(packed)
		return m, err
	}, `
		SELECT deliveries.id, person, kind, attempt, queued, tried, envelope_from, envelope_to, evidence, message_id, zstd
		FROM deliveries JOIN mails ON mails.delivery = deliveries.id
		WHERE deliveries.id = ?`, id)
}

// Settled is what became of a mail.
type Settled struct {
	ID    int64
	State DeliveryState
	// Retry is when it is tried again, for Queued.
	Retry time.Time
	// Code and Text are the server's reply; 0 where there was none.
	Code int
	Text string
	// Copied is true where the copy in our own mailbox proves that it was sent.
	Copied bool
	At     time.Time
}

// Settle notes what became of mails, all in one transaction. A mail that is
// Sent stays so, whatever is said of it later; a mail that is Dropped can only
// become Sent.
func (s *Store) Settle(ctx context.Context, results []Settled) error {
	return s.write(ctx, func(t tx) error {
		for _, r := range results {
			var next any
			if r.State == Queued {
				next = stamp(r.Retry)
				if r.Retry.IsZero() {
					next = stamp(r.At)
				}
			}
			err := t.exec(`
				UPDATE deliveries SET state = ?1, next_at = ?2, code = ?3, reply = ?4, copied = ?5, settled = ?6
				WHERE id = ?7 AND state <> 'sent' AND (state <> 'dropped' OR ?1 = 'sent')`,
				r.State, next, r.Code, r.Text, r.Copied, stamp(r.At), r.ID)
			if err != nil {
				return about(err, "delivery", r.ID)
			}
		}
		return nil
	})
}

// Recover marks as Unknown what was under way when the process ended, and
// returns how many that were. It is called once, before the first Claim.
func (s *Store) Recover(ctx context.Context, now time.Time) (n int, err error) {
	err = s.write(ctx, func(t tx) error {
		changed, err := t.change(`
			UPDATE deliveries SET state = ?, settled = ?, code = 0, reply = 'the process ended during the attempt'
			WHERE state = ?`, Unknown, stamp(now), Sending)
		n = int(changed)
		return err
	})
	return n, err
}
