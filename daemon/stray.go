package daemon

import (
	"context"
	"slices"
	"strings"
	"time"

	"milepost/mail"
	"milepost/mentoring"
	"milepost/mentoring/reading"
	"milepost/store"
)

// stray records mail that answers nothing. Words that silence or ask for help
// are obeyed. Anything else becomes a private note of a proven sender in one
// pair. Of others it is held, and the registered address is asked once: a sender
// who is proven for which pair it is, any other whether it was them. keep is true
// where the decision table takes the sender as proven.
func (d *Daemon) stray(ctx context.Context, m store.Message, msg *mail.Message, b bound, keep bool, now time.Time) error {
	records, err := d.Store.RecordsOf(ctx, b.from.ID)
	if err != nil {
		return err
	}
	var about store.Delivery
	for _, r := range records {
		if !r.Pair.State.Over() && (b.pair == 0 || b.pair == r.Pair.ID) {
			about.Pairs = append(about.Pairs, r.Pair.ID)
		}
	}
	b.delivery = store.Delivery{}
	s, control, err := d.interpretStray(ctx, msg, b, about.Pairs, keep)
	if err != nil {
		return err
	}
	if keep && !control {
		if err := d.passedOn(ctx, m, msg, &s); err != nil {
			return err
		}
	}
	if control && len(s.pairs) > 0 || keep && len(s.pairs) == 1 {
		if !control && !s.main.Empty {
			if err := d.notice(ctx, noticeStray, m, b.from, about, words{original: plain(s.own.blocks)}, now); err != nil {
				return err
			}
		}
		return d.record(ctx, m, b, s, b.from, now)
	}
	if (keep || b.proven()) && len(s.pairs) > 1 {
		err = d.notice(ctx, noticeWhich, m, b.from, about, words{original: plain(s.own.blocks)}, now)
	} else {
		err = d.wasThisYou(ctx, m, b.from, nil, now)
	}
	if err != nil {
		return err
	}
	return d.file(ctx, m, store.Held, store.Attention, string(b.decision.Reason), b, now)
}

// interpretStray reads a mail that answers nothing. control is true if it holds
// words that are obeyed. It changes nothing.
func (d *Daemon) interpretStray(ctx context.Context, msg *mail.Message, b bound, pairs []mentoring.PairID, keep bool) (s saying, control bool, err error) {
	if s.own, err = d.ownWords(ctx, msg, store.Delivery{}, b.from, b.came); err != nil {
		return s, false, err
	}
	s.pairs = ids(pairs)
	prompt := reading.Prompt{Pairs: s.pairs, Author: b.from.Name}
	if prompt.Partners, err = d.partners(ctx, b.from.ID, pairs); err != nil {
		return s, false, err
	}
	rd := reading.Interpret(prompt, s.own.blocks, d.Templates.Vocabulary(b.from.Language), written(msg, b.from, b.came))
	rd.Doubts = append(rd.Doubts, s.own.missed()...)
	s.main, control = reading.Stray(rd, keep || b.proven())
	return s, control, nil
}

// confirmed returns the held message that a yes to "was this you?" lets through.
func confirmed(asked store.Delivery, rd reading.Reading) (message int64, ok bool) {
	message, ok = messageOf(asked, noticeConfirm)
	return message, ok && slices.ContainsFunc(rd.Lines, func(l reading.Line) bool { return l.Verb == reading.Agree })
}

// wasThem lets a held message through: its owner said that it was them. The
// address it came from is theirs from now on.
func (d *Daemon) wasThem(ctx context.Context, m store.Message, held int64, b bound, now time.Time) error {
	line := store.AuditLine{What: "release", Person: b.owner.ID, Reason: "confirmed by its owner", At: now}
	if from, err := d.senderOf(ctx, held); err != nil {
		return err
	} else if who, ok := withAddress(b.owner, from); ok {
		if err := d.Store.SavePerson(ctx, who, line, now); err != nil {
			d.Log.Warn("address not added", "person", who.ID, "err", err)
		}
	}
	if err := d.Store.Release(ctx, held, line, now); err != nil {
		d.Log.Warn("message not released", "message", held, "err", err)
	}
	return d.file(ctx, m, store.Filed, store.Processed, "confirmation", b, now)
}

// senderOf returns the From address of an archived message, or "".
func (d *Daemon) senderOf(ctx context.Context, message int64) (string, error) {
	raw, err := d.Store.Raw(ctx, message)
	if err != nil {
		return "", err
	}
	msg, err := mail.Parse(raw, d.Settings.Limits)
	if err != nil || len(msg.From) != 1 {
		return "", nil // it has no sender to add
	}
	return msg.From[0].Addr, nil
}

// withAddress returns the person with one more address; ok is false where it
// is theirs already.
func withAddress(who mentoring.Person, address string) (mentoring.Person, bool) {
	if address == "" || slices.ContainsFunc(who.Addresses, func(a mentoring.Address) bool { return strings.EqualFold(a.Address, address) }) {
		return who, false
	}
	who.Addresses = append(slices.Clone(who.Addresses), mentoring.Address{Address: address, Confirmed: true})
	return who, true
}
