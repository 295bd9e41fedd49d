package daemon

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"milepost/mail"
	"milepost/mentoring"
	"milepost/store"
)

// This file is about mail that no person wrote. None of it is ever answered.

// bounce notes that a mail came back. Only a report that carries a token of the
// mail counts, in the address it was sent to or in what it returns: anybody can
// write the others. One that the mail is late changes nothing.
func (d *Daemon) bounce(ctx context.Context, m store.Message, msg *mail.Message, now time.Time) error {
	report := mail.ReadBounce(msg, d.Settings.Identity)
	b := bound{}
	for _, c := range report.Proof {
		if state, delivery, _ := d.token(ctx, c); state == mail.TokenValid {
			b.delivery = delivery
			break
		}
	}
	reason := mail.ReasonBounce
	if b.delivery.ID != 0 {
		about := func(r mail.Bounced) bool {
			// A copy of each mail goes to our own mailbox, which may fail, too.
			return !strings.EqualFold(r.Address, d.Settings.Identity.Address) &&
				(len(report.Recipients) == 1 || strings.EqualFold(r.Address, b.delivery.Address))
		}
		for _, r := range report.Recipients {
			switch {
			case !about(r):
			case r.Action == mail.ActionDelayed:
				reason = mail.ReasonDelayed
			case r.Action == mail.ActionFailed:
				if err := d.Store.Bounced(ctx, b.delivery.ID, r.Unreachable(), r.Status, now); err != nil {
					return err
				}
			}
		}
	}
	return d.file(ctx, m, store.Filed, store.Automatic, string(reason), b, now)
}

// automatic files what a program sent. An absence note that the owner's own
// mailbox wrote holds their mails until the day that it names; without a day it
// says that what was asked did not reach them.
func (d *Daemon) automatic(ctx context.Context, m store.Message, msg *mail.Message, b bound, now time.Time) error {
	if b.away {
		own, err := d.ownWords(ctx, msg, b.delivery, b.owner, now)
		if err != nil {
			return err
		}
		absence := mentoring.Absence{Since: b.delivery.Queued, Noted: now, Message: m.ID}
		day, named := mentoring.ReadAbsence(plain(own.blocks), b.owner, mentoring.Today(b.owner, written(msg, b.owner, now)))
		if named && day.After(mentoring.Today(b.owner, now)) {
			absence.Back = day
		}
		if err := d.Store.Away(ctx, b.owner.ID, absence, now); err != nil {
			return err
		}
		d.Log.Info("absence noted", "message", m.ID, "person", b.owner.ID, "until", absence.Back)
	}
	return d.file(ctx, m, store.Filed, store.Automatic, string(b.decision.Reason), b, now)
}

// mayTellOfAbsence reports whether a mail may be an absence note.
func mayTellOfAbsence(v mail.Verdict) bool {
	return v.Kind == mail.KindAutoReply && v.Reason != mail.ReasonReport
}

// sameWords is the least number of words that nobody writes twice by chance.
const sameWords = 6

// repeats reports whether a mail answers an answer of ours, such as a receipt,
// with the very words that were answered: it is a program without any mark, and
// would go on for ever. Numbers do not count, since such programs count up; but
// who puts the number of a question in front does what the receipt asked for.
func (d *Daemon) repeats(ctx context.Context, m store.Message, b bound, said saying) (bool, error) {
	words := bareWords(said.own)
	if len(said.main.Answers) > 0 {
		return false, nil
	}
	if !m.Released.IsZero() || b.delivery.Kind != receiptKind && !strings.HasPrefix(b.delivery.Kind, noticeKind) || len(words) < sameWords {
		return false, nil
	}
	answered, err := strconv.ParseInt(strings.TrimPrefix(b.delivery.Period, "m"), 10, 64)
	if err != nil {
		return false, nil // it answered no message
	}
	first, err := d.Store.Message(ctx, answered)
	if err != nil {
		return false, err
	}
	msg, err := d.archived(ctx, first)
	if _, unreadable := errors.AsType[*mail.UnreadableError](err); unreadable || errors.Is(err, ErrNoWords) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	var to store.Delivery
	if first.Delivery != 0 {
		if to, err = d.Store.Delivery(ctx, first.Delivery); err != nil {
			return false, err
		}
	}
	before, err := d.ownWords(ctx, msg, to, b.owner, first.Archived)
	return err == nil && slices.Equal(words, bareWords(before)), err
}

// bareWords are the words of a person's own text, without its numbers.
func bareWords(own ownWords) []string {
	return strings.FieldsFunc(strings.ToLower(plain(own.blocks)), func(r rune) bool { return !unicode.IsLetter(r) })
}
