package daemon

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"milepost/mail"
	"milepost/mentoring"
	"milepost/store"
	"milepost/templates"
)

// receiptKind marks the delivery of a receipt.
const receiptKind = "receipt"

// confirm queues the receipts that are due, and the mails that replies asked
// for. Several replies in a row get one receipt. What fails for one person is
// logged and tried again with the next turn.
func (d *Daemon) confirm(ctx context.Context, now time.Time) error {
	due, err := d.Store.ReceiptsDue(ctx, now)
	if err != nil {
		return err
	}
	for _, x := range due {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := d.confirmTo(ctx, x, now); err != nil {
			d.Log.Error("receipt not queued", "person", x.Person, "err", err)
		}
	}
	return nil
}

func (d *Daemon) confirmTo(ctx context.Context, x store.DueReceipts, now time.Time) error {
	who, err := d.Store.Person(ctx, x.Person)
	if err != nil {
		return err
	}
	var ids []int64
	wanted, silencing := false, false
	answered := map[string]bool{}
	for _, r := range x.Receipts {
		ids = append(ids, r.ID)
		wanted = wanted || r.Receipt.Wanted(who)
		silencing = silencing || r.Receipt.Silencing
		for _, want := range r.Receipt.Requests {
			key := fmt.Sprintf("%d %s", r.Receipt.Pair, want)
			if answered[key] {
				continue // asked for twice in a row, answered once
			}
			answered[key] = true
			ok, err := d.underBound(ctx, "request", who, now)
			if err != nil {
				return err
			}
			if !ok {
				d.Log.Warn("request not answered: too many today", "person", who.ID, "message", r.Message)
				continue
			}
			if err := d.answer(ctx, who, r, string(want), now); err != nil {
				return err
			}
		}
	}
	if wanted {
		sort := receiptKind
		if silencing {
			sort = "silenced" // not used up by receipts that say less
		}
		if wanted, err = d.underBound(ctx, sort, who, now); err != nil {
			return err
		}
	}
	if !wanted {
		return d.Store.SettleReceipts(ctx, ids, now)
	}
	records, err := d.Store.RecordsOf(ctx, who.ID)
	if err != nil {
		return err
	}
	first := x.Receipts[0]
	thread, err := d.thread(ctx, first.Message)
	if err != nil {
		return err
	}
	draft := store.Draft{Person: who.ID, Kind: receiptKind, Period: answerTo(first.Message), Receipts: ids}
	id, err := d.Store.Queue(ctx, draft, now, func(id int64) (store.Composed, error) {
		return d.receipt(id, who, records, x.Receipts, thread, now)
	})
	if errors.Is(err, store.ErrDuplicate) {
		return d.Store.SettleReceipts(ctx, ids, now)
	}
	if err == nil {
		d.Log.Info("receipt queued", "delivery", id, "person", who.ID, "replies", len(ids))
	}
	return err
}

// answersADay bounds the mails of each sort that answer one person's mails, so
// that no loop and no forger can bring about more.
const answersADay = 10

// underBound counts a mail that answers against the day's bound.
func (d *Daemon) underBound(ctx context.Context, sort string, who mentoring.Person, now time.Time) (bool, error) {
	today := mentoring.Today(who, now)
	for n := range answersADay {
		ok, err := d.Store.NoticeOnce(ctx, fmt.Sprintf("%s %d %d %s", sort, n, who.ID, today), now, 48*time.Hour)
		if ok || err != nil {
			return ok, err
		}
	}
	return false, nil
}

// receipt makes the mail that shows how replies were read. It is pure.
func (d *Daemon) receipt(id int64, who mentoring.Person, records []mentoring.Record, receipts []store.ReceiptDue, thread []string, now time.Time) (store.Composed, error) {
	view := templates.ReceiptMail{}
	var both []string
	for _, x := range receipts {
		i := slices.IndexFunc(records, func(r mentoring.Record) bool { return r.Pair.ID == x.Receipt.Pair })
		if i < 0 || len(x.Receipt.Said)+len(x.Receipt.Doubts) == 0 {
			continue
		}
		r := records[i]
		both = names(r)
		view.Parts = append(view.Parts, templates.ReceiptPart{
			Section: d.sectionOf(id, r, who, several(receipts), now), Receipt: x.Receipt,
			Reads: d.Policy.DigestDay(r.PartnerOf(who.ID), now, r.Program.Holidays), PartnerSees: x.Receipt.PartnerReads(who),
		})
	}
	l := d.begin(id, who, now, both...)
	l.answers, l.replyTo = true, thread
	view.Frame = l.frame
	l.invite = d.confirmedSession(who, records, receipts)
	rendered, err := d.Templates.Receipt(view)
	if err != nil {
		return store.Composed{}, err
	}
	return d.compose(l, rendered)
}

// several reports whether receipts are about more than one pair.
func several(receipts []store.ReceiptDue) bool {
	return slices.ContainsFunc(receipts, func(x store.ReceiptDue) bool { return x.Receipt.Pair != receipts[0].Receipt.Pair })
}

// thread returns the Message-IDs that an answer to an incoming message refers
// to: those of our mail and of theirs. The partner's are never among them.
func (d *Daemon) thread(ctx context.Context, message int64) ([]string, error) {
	m, err := d.Store.Message(ctx, message)
	if err != nil {
		return nil, err
	}
	var ids []string
	if m.Delivery != 0 {
		delivery, err := d.Store.Delivery(ctx, m.Delivery)
		if err != nil {
			return nil, err
		}
		ids = append(ids, delivery.MessageID)
	}
	raw, err := d.Store.Raw(ctx, message)
	if err != nil {
		return nil, err
	}
	if msg, err := mail.Parse(raw, d.Settings.Limits); err == nil && mail.IsMessageID(msg.MessageID) {
		ids = append(ids, msg.MessageID)
	}
	return ids, nil
}
