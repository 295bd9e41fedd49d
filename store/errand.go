package store

import (
	"context"
	"time"

	"milepost/mentoring"
)

// Errands returns the mails to people outside the pairs that are still to be
// queued, oldest first. Queue deletes one with the Draft that names it.
func (s *Store) Errands(ctx context.Context) (errands []mentoring.Errand, err error) {
	err = s.read(ctx, func(t tx) error {
		errands, err = all(t, func(r row) (e mentoring.Errand, err error) {
			err = r.Scan(&e.ID, &e.Kind, &e.To, &e.Pair, &e.By, &e.Text, instant(&e.At))
			return e, err
		}, `SELECT id, kind, person, pair, author, text, at FROM errands ORDER BY id`)
		return err
	})
	return errands, err
}

func insertErrand(t tx, e mentoring.Errand, now time.Time) error {
	_, err := t.insert(`INSERT INTO errands (kind, person, pair, author, text, at) VALUES (?, ?, ?, ?, ?, ?)`,
		e.Kind, e.To, e.Pair, e.By, e.Text, stamp(now))
	return err
}
