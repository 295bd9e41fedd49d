package store

import (
	"context"
	"slices"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// Delivery is a mail that went out, or is on its way, as a reply to it is read.
type Delivery struct {
	ID      int64
	Person  mentoring.PersonID
	Kind    string
	Period  string
	N       int
	State   DeliveryState
	Attempt int
	Queued  time.Time
	Settled time.Time // when its state was last noted
	Code    int       // the server's reply
	Reply   string

	MessageID  string
	Address    string // the person's, as the token is bound to it
	Subject    string
	Text, HTML string
	// Pairs are what it is about, in the order of its sections.
	Pairs   []mentoring.PairID
	Prompts []int64
	// Asked are the questions of all prompts, by number.
	Asked []ritual.Asked
	// Erased is set once its words have been removed.
	Erased time.Time
}

// Delivery returns a mail by its id, or ErrNotFound.
func (s *Store) Delivery(ctx context.Context, id int64) (d Delivery, err error) {
	err = s.read(ctx, func(t tx) error {
		d, err = s.loadDelivery(t, id)
		return err
	})
	return d, about(err, "delivery", id)
}

// DeliveryByMessageID returns a mail by its Message-ID, without brackets, or
// ErrNotFound.
func (s *Store) DeliveryByMessageID(ctx context.Context, messageID string) (d Delivery, err error) {
	err = s.read(ctx, func(t tx) error {
		id, err := one(t, column[int64], `SELECT delivery FROM mails WHERE message_id = ?`, messageID)
		if err != nil {
			return err
		}
		d, err = s.loadDelivery(t, id)
		return err
	})
	return d, err
}

// LatestDeliveries returns the last mails to a person, newest first.
func (s *Store) LatestDeliveries(ctx context.Context, person mentoring.PersonID, limit int) ([]Delivery, error) {
	return s.DeliveriesBefore(ctx, person, time.Time{}, limit)
}

// DeliveriesBefore returns the last mails to a person that were queued up to an
// instant (zero: until now), newest first.
func (s *Store) DeliveriesBefore(ctx context.Context, person mentoring.PersonID, at time.Time, limit int) (ds []Delivery, err error) {
	err = s.read(ctx, func(t tx) error {
		ids, err := all(t, column[int64], `
			SELECT id FROM deliveries WHERE person = ?1 AND (?2 IS NULL OR queued <= ?2) ORDER BY queued DESC, id DESC LIMIT ?3`,
			person, stamp(at), limit)
		if err != nil {
			return err
		}
		for _, id := range ids {
			d, err := s.loadDelivery(t, id)
			if err != nil {
				return err
			}
			ds = append(ds, d)
		}
		return nil
	})
	return ds, err
}

// Deliveries returns the ids of all mails that went out or are to go, oldest
// first.
func (s *Store) Deliveries(ctx context.Context) (ids []int64, err error) {
	err = s.read(ctx, func(t tx) error {
		ids, err = all(t, column[int64], `SELECT id FROM deliveries ORDER BY id`)
		return err
	})
	return ids, err
}

// RawDelivery returns a mail's bytes as they are sent; none after they were
// erased.
func (s *Store) RawDelivery(ctx context.Context, id int64) (raw []byte, err error) {
	err = s.read(ctx, func(t tx) error {
		packed, err := one(t, column[[]byte], `SELECT zstd FROM mails WHERE delivery = ?`, id)
		if err != nil {
			return err
		}
		raw, err = s.squeezer.unfold(packed)
		return err
	})
	return raw, about(err, "delivery", id)
}

func (s *Store) loadDelivery(t tx, id int64) (Delivery, error) {
	d, err := one(t, func(r row) (d Delivery, err error) {
		var text, html []byte
		err = r.Scan(&d.ID, &d.Person, &d.Kind, &d.Period, &d.N, &d.State, &d.Attempt, instant(&d.Queued), instant(&d.Settled),
			&d.Code, &d.Reply, &d.MessageID, &d.Address, &d.Subject, &text, &html, instant(&d.Erased))
		if err != nil {
			return d, err
		}
		if text, err = s.squeezer.unfold(text); err != nil {
			return d, err
		}
		html, err = s.squeezer.unfold(html)
		d.Text, d.HTML = string(text), string(html)
		return d, err
	}, `
		SELECT id, person, kind, period, n, state, attempt, queued, settled, code, reply,
			message_id, address, subject, text, html, erased
		FROM deliveries JOIN mails ON mails.delivery = deliveries.id
		WHERE id = ?`, id)
	if err != nil {
		return d, err
	}
	if d.Pairs, err = all(t, column[mentoring.PairID], `SELECT pair FROM delivery_pairs WHERE delivery = ? ORDER BY place`, id); err != nil {
		return d, err
	}
	_, err = all(t, func(r row) (struct{}, error) {
		var prompt int64
		var asked []ritual.Asked
		err := r.Scan(&prompt, decoded(&asked))
		d.Prompts = append(d.Prompts, prompt)
		d.Asked = append(d.Asked, asked...)
		return struct{}{}, err
	}, `SELECT prompt, asked FROM delivery_prompts WHERE delivery = ? ORDER BY place`, id)
	slices.SortStableFunc(d.Asked, func(a, b ritual.Asked) int { return a.N - b.N })
	return d, err
}
