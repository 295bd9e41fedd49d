package daemon

import (
	"context"
	"errors"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/store"
)

// tidied is the name of the fact that holds the last day on which Tidy looked.
const tidied = "tidied"

// Tidy erases the words and people whose time is over, and announces what will
// be erased in a month. It looks once a day; Plan calls it in each turn. What
// fails for one pair is logged and tried again the next day; only a store that
// does not work ends the turn.
func (d *Daemon) Tidy(ctx context.Context, now time.Time) error {
	today := calendar.DateIn(now, time.UTC).String()
	last, err := d.Store.Recall(ctx, tidied)
	switch {
	case err == nil && last == today:
		return nil
	case err != nil && !errors.Is(err, store.ErrNotFound):
		return err
	}
	pairs, err := d.Store.Over(ctx)
	if err != nil {
		return err
	}
	for _, id := range pairs {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := d.tidy(ctx, id, now); err != nil {
			d.Log.Error("pair not tidied", "pair", id, "err", err)
		}
	}
	n, err := d.Store.EraseGuests(ctx, now.Add(-mentoring.GuestKept), now)
	if err != nil {
		return err
	}
	if n > 0 {
		d.Log.Info("people outside a pair erased", "people", n)
	}
	return d.Store.Remember(ctx, tidied, today)
}

// tidy does what is due for a pair that is over.
func (d *Daemon) tidy(ctx context.Context, pair mentoring.PairID, now time.Time) error {
	r, err := d.Store.Record(ctx, pair)
	if err != nil {
		return err
	}
	e := mentoring.Erase(r, d.Policy, now)
	if len(e.Announce) > 0 {
		if err := d.Store.Planned(ctx, pair, e.Announce, now, now); err != nil {
			return err
		}
		d.Log.Info("erasing announced", "pair", pair)
	}
	for _, id := range e.People {
		if err := d.eraseUnmet(ctx, id, pair, now); err != nil {
			return err
		}
	}
	if !e.Words {
		return nil
	}
	left, err := d.Store.ForgetPair(ctx, pair, store.AuditLine{What: "forget", Reason: "kept long enough"}, now)
	if err != nil {
		return err
	}
	d.Log.Info("pair erased", "pair", pair, "left in mailbox", len(left))
	return nil
}

// eraseUnmet erases a person who did not say yes in time, unless another pair
// still knows them.
func (d *Daemon) eraseUnmet(ctx context.Context, id mentoring.PersonID, pair mentoring.PairID, now time.Time) error {
	records, err := d.Store.RecordsOf(ctx, id)
	if err != nil || mentoring.InAnother(records, pair) {
		return err
	}
	line := store.AuditLine{What: "forget", Pair: pair, Reason: "no yes in time"}
	left, err := d.Store.Forget(ctx, id, line, now)
	if err != nil {
		return err
	}
	d.Log.Info("person erased", "person", id, "pair", pair, "left in mailbox", len(left))
	return nil
}
