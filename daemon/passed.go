package daemon

import (
	"cmp"
	"context"
	"strconv"
	"strings"
	"time"

	"milepost/mail"
	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/phrase"
	"milepost/store"
)

// passedOn notes the mail of somebody else's that a stray mail passes on. What
// stands above it stays its author's own words.
func (d *Daemon) passedOn(ctx context.Context, m store.Message, msg *mail.Message, s *saying) error {
	raw, err := d.Store.Raw(ctx, m.ID)
	if err != nil {
		return err
	}
	f, ok := mail.Forwarded(raw, msg, d.Settings.Limits)
	if !ok || d.byUs(f) {
		return nil
	}
	s.passed = &mentoring.PassedOn{By: cmp.Or(f.From.Name, f.From.Addr), At: f.Date, Text: plainWords(f.Text)}
	if s.passed.At.IsZero() {
		s.passed.At = printedDate(f.Printed, msg.Date)
	}
	s.main.Doubts = nil // what was left out as a quote is what is passed on
	return nil
}

// forwarded returns the mail of somebody else's that stands below a person's own
// words: none of it is theirs.
func (d *Daemon) forwarded(msg *mail.Message) (mail.Forward, bool) {
	f, ok := mail.ForwardedBelow(msg)
	return f, ok && !d.byUs(f)
}

// byUs reports whether a mail that is passed on is one of ours, which holds no
// kind words, and whose questions may be answered in it.
func (d *Daemon) byUs(f mail.Forward) bool {
	return strings.EqualFold(f.From.Addr, d.Settings.Identity.Address)
}

// plainWords are words of somebody else's as they may be stored.
func plainWords(text string) string {
	return strings.TrimSpace(mail.WithoutTokens(mail.WithoutControls(text)))
}

// printedDate reads a date as a mail program prints it, in any language; other
// is when the mail was passed on.
func printedDate(text string, other time.Time) time.Time {
	lexicon, ok := phrase.Lookup("en")
	if !ok {
		return other
	}
	var all []*phrase.Lexicon
	for _, name := range phrase.Languages() {
		if l, ok := phrase.Lookup(name); ok {
			all = append(all, l)
		}
	}
	day, _, ok := lexicon.With(all...).PastDate(text, calendar.DateIn(other, time.UTC))
	if !ok {
		return other
	}
	return calendar.At(calendar.Civil{Date: day.Date, Clock: calendar.NewClock(12, 0)}, time.UTC)
}

// confirmedBy returns the incoming message that a receipt or a draft tells of, 0
// for any other mail.
func confirmedBy(x store.Delivery) int64 {
	if x.Kind != receiptKind && x.Kind != noticeKind+string(mentoring.WantDraft) {
		return 0
	}
	message, err := strconv.ParseInt(strings.TrimPrefix(x.Period, "m"), 10, 64)
	if err != nil {
		return 0
	}
	return message
}
