package daemon

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"milepost/mail"
	"milepost/store"
)

// Read settles every archived message that is not settled yet: recorded, held
// or filed, each with its reason. One that cannot be read never stops the next.
// An error means that the store does not work.
func (d *Daemon) Read(ctx context.Context, now time.Time) error {
	for {
		messages, err := d.Store.NewMessages(ctx, batch)
		if err != nil || len(messages) == 0 {
			return err
		}
		for _, m := range messages {
			if err := ctx.Err(); err != nil {
				return err
			}
			d.moved("receiver")
			if err := d.readOne(ctx, m, now); err != nil {
				return err
			}
		}
	}
}

// readOne settles one message. What fails inside is tried three times, by
// later turns, and then put before the operator.
func (d *Daemon) readOne(ctx context.Context, m store.Message, now time.Time) error {
	switch err := d.Store.Begin(ctx, m.ID, now); {
	case errors.Is(err, store.ErrPoison):
		d.Log.Error("message could not be read and was put aside", "message", m.ID)
		return nil
	case err != nil:
		return err
	}
	err := d.guarded(ctx, m, now)
	if err == nil || errors.Is(err, store.ErrDuplicate) {
		return nil
	}
	d.Log.Error("message not read", "message", m.ID, "attempt", m.Attempts+1, "err", err)
	return nil
}

// guarded keeps a panic inside one message.
func (d *Daemon) guarded(ctx context.Context, m store.Message, now time.Time) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return d.settleMessage(ctx, m, now)
}

// settleMessage finds out what a message is and has it recorded, held or filed.
func (d *Daemon) settleMessage(ctx context.Context, m store.Message, now time.Time) error {
	raw, err := d.Store.Raw(ctx, m.ID)
	if err != nil {
		return err
	}
	msg, err := mail.Parse(raw, d.Settings.Limits)
	if unreadable, ok := errors.AsType[*mail.UnreadableError](err); ok {
		return d.file(ctx, m, store.Held, store.Attention, string(unreadable.Reason), bound{}, now)
	}
	if err != nil {
		return err
	}
	us := d.Settings.Identity
	verdict := mail.Classify(msg, us)
	if verdict.Kind == mail.KindOwn {
		return d.own(ctx, m, msg, now)
	}
	if !m.Whole {
		return d.file(ctx, m, store.Held, store.Attention, string(mail.ReasonTooLarge), bound{}, now)
	}
	if verdict.Kind == mail.KindBounce {
		return d.bounce(ctx, m, msg, now)
	}
	b, err := d.bind(ctx, msg, verdict, came(m, now))
	if err != nil {
		return err
	}
	b.came = came(m, now)
	if verdict.Kind == mail.KindCalendar && msg.Calendar.Answers() {
		return d.attends(ctx, m, msg, b, now)
	}
	switch {
	case m.Assigned.Person != 0:
		b, err = d.assigned(ctx, m, b)
	case !m.Released.IsZero() && b.decision.Action != mail.File:
		b = released(b)
	}
	if err != nil {
		return err
	}
	return d.carryOut(ctx, m, msg, b, now)
}

// carryOut does what the decision table says.
func (d *Daemon) carryOut(ctx context.Context, m store.Message, msg *mail.Message, b bound, now time.Time) error {
	if handled, err := d.orders(ctx, m, msg, b, now); handled || err != nil {
		return err
	}
	if handled, err := d.startByCopy(ctx, m, msg, b, now); handled || err != nil {
		return err
	}
	switch b.decision.Action {
	case mail.Accept:
		return d.accept(ctx, m, msg, b, now)
	case mail.StrayPrivate:
		return d.stray(ctx, m, msg, b, true, now)
	case mail.StrayHoldAsk:
		return d.stray(ctx, m, msg, b, false, now)
	case mail.HoldAskOnce:
		// Whoever answers the question from an unknown address, too, may be a
		// program that answers all mail so: it is not asked again.
		if _, asked := messageOf(b.delivery, noticeConfirm); !asked {
			if err := d.wasThisYou(ctx, m, b.owner, b.delivery.Pairs, now); err != nil {
				return err
			}
		}
		return d.file(ctx, m, store.Held, store.Attention, string(b.decision.Reason), b, now)
	case mail.File:
		return d.automatic(ctx, m, msg, b, now)
	case mail.Ignore:
		return d.file(ctx, m, store.Filed, store.Inbox, string(b.decision.Reason), b, now)
	default:
		return d.file(ctx, m, store.Held, store.Attention, string(b.decision.Reason), b, now)
	}
}

// file settles a message that is not recorded.
func (d *Daemon) file(ctx context.Context, m store.Message, state store.MessageState, folder store.Folder, reason string, b bound, now time.Time) error {
	f := store.Filing{State: state, Folder: folder, Reason: reason, Delivery: b.delivery.ID, Person: b.owner.ID}
	if f.Person == 0 {
		f.Person = b.from.ID
	}
	d.Log.Info("message filed", "message", m.ID, "state", string(state), "reason", reason, "delivery", f.Delivery, "person", f.Person)
	return d.Store.File(ctx, m.ID, f, now)
}

// own files a copy of our own mail, and takes it as proof that the mail went
// out.
func (d *Daemon) own(ctx context.Context, m store.Message, msg *mail.Message, now time.Time) error {
	delivery, err := d.Store.DeliveryByMessageID(ctx, msg.MessageID)
	switch {
	case errors.Is(err, store.ErrNotFound):
	case err != nil:
		return err
	case delivery.State != store.Sent:
		if err := d.Store.Settle(ctx, []store.Settled{copyArrived(delivery.ID, now)}); err != nil {
			return err
		}
	}
	return d.file(ctx, m, store.Filed, store.Automatic, string(mail.ReasonOwnMail), bound{delivery: delivery}, now)
}
