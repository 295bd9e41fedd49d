package store

import (
	"context"
	"time"

	"milepost/mentoring"
)

// Bounce is a mail that came back.
type Bounce struct {
	Delivery int64
	Hard     bool
	Status   string // as in RFC 3463: "5.1.1"
	At       time.Time
}

// deadWithin is how near to each other two hard bounces are for an address to
// be dead: a server that errs for an hour is none of the person's fault.
const deadWithin = 14 * 24 * time.Hour

// Bounced notes that a mail came back. hard says that it came back for good.
// Where that happens on two days within two weeks the address is dead, until
// mail comes from it or the operator changes it.
func (s *Store) Bounced(ctx context.Context, delivery int64, hard bool, status string, now time.Time) error {
	err := s.write(ctx, func(t tx) error {
		var person mentoring.PersonID
		address, err := one(t, func(r row) (address string, err error) {
			err = r.Scan(&person, &address)
			return address, err
		}, `SELECT person, envelope_to FROM deliveries JOIN mails ON mails.delivery = deliveries.id WHERE id = ?`, delivery)
		if err != nil {
			return err
		}
		_, err = t.insert(`INSERT INTO bounces (delivery, person, hard, status, at) VALUES (?, ?, ?, ?, ?)`,
			delivery, person, hard, status, stamp(now))
		if err != nil || !hard {
			return err
		}
		days, err := one(t, column[int], `
			SELECT count(DISTINCT date(at)) FROM bounces JOIN mails ON mails.delivery = bounces.delivery
			WHERE person = ? AND envelope_to = ? AND hard = 1 AND at > ?`, person, address, stamp(now.Add(-deadWithin)))
		if err != nil || days < 2 {
			return err
		}
		err = t.exec(`UPDATE addresses SET dead = coalesce(dead, ?) WHERE person = ? AND normal = ?`, stamp(now), person, normal(address))
		if err != nil {
			return err
		}
		return wake(t, person, now)
	})
	return about(err, "delivery", delivery)
}

// Bounces returns what came back from a person since an instant, oldest first.
func (s *Store) Bounces(ctx context.Context, person mentoring.PersonID, since time.Time) (bs []Bounce, err error) {
	err = s.read(ctx, func(t tx) error {
		bs, err = all(t, func(r row) (b Bounce, err error) {
			err = r.Scan(&b.Delivery, &b.Hard, &b.Status, instant(&b.At))
			return b, err
		}, `SELECT delivery, hard, status, at FROM bounces WHERE person = ? AND at >= ? ORDER BY id`,
			person, since.UTC().Format(layout))
		return err
	})
	return bs, err
}
