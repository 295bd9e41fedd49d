package daemon

import (
	"context"
	"fmt"
	"time"

	"milepost/mentoring"
	"milepost/store"
)

// eraseUnmet erases the people of a pair that never began who did not say yes
// in time, unless they are in another pair.
func (d *Daemon) eraseUnmet(ctx context.Context, pair mentoring.PairID, now time.Time) error {
	r, err := d.Store.Record(ctx, pair)
	if err != nil {
		return err
	}
	for _, id := range mentoring.Unmet(r, d.Policy, now) {
		others, err := d.Store.RecordsOf(ctx, id)
		if err != nil {
			return err
		}
		if mentoring.InAnother(others, pair) {
			continue
		}
		line := store.AuditLine{What: "forget", Pair: pair, Reason: "no yes in time", At: now}
		left, err := d.Store.Forget(ctx, id, line, now)
		if err != nil {
			return fmt.Errorf("erase person %d: %w", id, err)
		}
		d.Log.Info("person erased", "person", id, "pair", pair, "left in mailbox", len(left))
	}
	return nil
}
