package daemon

import (
	"context"
	"time"

	"milepost/mail"
	"milepost/store"
)

// came is when a message counts as having come in: one that was held and then
// let through, when it arrived.
func came(m store.Message, now time.Time) time.Time {
	if m.Released.IsZero() || m.Archived.After(now) {
		return now
	}
	return m.Archived
}

// released takes a message that the operator let through as its registered
// sender's, or the token's owner's.
func released(b bound) bound {
	switch {
	case b.delivery.ID != 0:
		b.decision = mail.Decision{Action: mail.Accept, Unverified: true, Reason: b.decision.Reason}
	case b.from.ID != 0:
		b.decision = mail.Decision{Action: mail.StrayPrivate, Unverified: true, Reason: b.decision.Reason}
	}
	return b
}

// assigned takes a message as the words of the person that the operator named,
// in answer to the mail that the operator named. What has been erased meanwhile
// holds it again.
func (d *Daemon) assigned(ctx context.Context, m store.Message, b bound) (bound, error) {
	who, err := d.Store.Person(ctx, m.Assigned.Person)
	if err != nil {
		return b, err
	}
	as := bound{
		decision: mail.Decision{Action: mail.Hold, Reason: b.decision.Reason},
		purpose:  mail.PurposeReply, pair: m.Assigned.Pair, owner: who, from: who, dmarc: b.dmarc, came: b.came,
	}
	if m.Assigned.Delivery != 0 {
		if as.delivery, err = d.Store.Delivery(ctx, m.Assigned.Delivery); err != nil {
			return b, err
		}
	}
	if who.Erased.IsZero() && as.delivery.Erased.IsZero() {
		as.decision.Action, as.decision.Unverified = mail.StrayPrivate, true
		if as.delivery.ID != 0 {
			as.decision.Action = mail.Accept
		}
	}
	return as, nil
}
