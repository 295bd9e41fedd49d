package daemon

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"milepost/mail"
	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/digest"
	"milepost/store"
	"milepost/templates"
)

// Notices: mails that are neither prompt, digest nor receipt.
const (
	noticeKind    = "notice:"
	noticeConfirm = "confirm-address"
	noticeStray   = "stray"
	noticeWhich   = "which-pair"
	noticeEmpty   = "no-number"
)

// noticeEvery is how long the same thing is not said to a person again.
const noticeEvery = 24 * time.Hour

// words are what a notice says besides its own text.
type words struct {
	named    map[string]string
	original string
	wants    []mentoring.Request
	message  int64 // that it answers
}

// notice tells a person something about a message, at most once a day. It comes
// before the message is settled: after a crash in between, the message is read
// once more, and then the day's bound may have been taken for a notice that was
// never queued.
func (d *Daemon) notice(ctx context.Context, name string, m store.Message, who mentoring.Person, about store.Delivery, w words, now time.Time) error {
	ok, err := d.Store.NoticeOnce(ctx, fmt.Sprintf("%s %d", name, who.ID), now, noticeEvery)
	if err != nil || !ok && m.Attempts == 0 {
		return err
	}
	return d.say(ctx, name, who, about.Pairs, m.ID, w, now)
}

// wasThisYou asks the owner of a token, at the registered address, whether a
// held message is theirs.
func (d *Daemon) wasThisYou(ctx context.Context, m store.Message, owner mentoring.Person, pairs []mentoring.PairID, now time.Time) error {
	w := words{named: map[string]string{}}
	from, err := d.senderOf(ctx, m.ID)
	if err != nil {
		return err
	}
	w.named["address"] = from
	return d.notice(ctx, noticeConfirm, m, owner, store.Delivery{Pairs: pairs}, w, now)
}

// answer sends what a reply asked for: status, help, export or show.
func (d *Daemon) answer(ctx context.Context, who mentoring.Person, r store.ReceiptDue, want string, now time.Time) error {
	w := words{wants: r.Receipt.Requests, message: r.Message}
	return d.say(ctx, want, who, []mentoring.PairID{r.Receipt.Pair}, r.Message, w, now)
}

// say queues a notice about a message. That it is there already is no error.
func (d *Daemon) say(ctx context.Context, name string, who mentoring.Person, pairs []mentoring.PairID, message int64, w words, now time.Time) error {
	var records []mentoring.Record
	for _, pair := range pairs {
		r, err := d.Store.Record(ctx, pair)
		if err != nil {
			return err
		}
		records = append(records, r)
	}
	var thread []string
	if name != noticeConfirm {
		var err error
		if thread, err = d.thread(ctx, message); err != nil {
			return err
		}
	}
	draft := store.Draft{Person: who.ID, Kind: noticeKind + name, Period: answerTo(message), Pairs: pairs}
	_, err := d.Store.Queue(ctx, draft, now, func(id int64) (store.Composed, error) {
		return d.noticeMail(id, name, who, records, thread, w, now)
	})
	if errors.Is(err, store.ErrDuplicate) {
		return nil
	}
	return err
}

// answerTo is the period of a mail that answers an incoming message: it goes out
// once.
func answerTo(message int64) string { return "m" + strconv.FormatInt(message, 10) }

// messageOf returns the incoming message that a notice of a name answered; ok is
// false for any other mail.
func messageOf(x store.Delivery, name string) (message int64, ok bool) {
	if x.Kind != noticeKind+name {
		return 0, false
	}
	message, err := strconv.ParseInt(strings.TrimPrefix(x.Period, "m"), 10, 64)
	return message, err == nil
}

// noticeMail makes a notice. It is pure.
func (d *Daemon) noticeMail(id int64, name string, who mentoring.Person, records []mentoring.Record, thread []string, w words, now time.Time) (store.Composed, error) {
	l := d.begin(id, who, now)
	if len(records) == 1 {
		l.from = d.fromName(who, names(records[0])...)
	}
	l.answers, l.replyTo = true, thread
	view := templates.Notice{
		Frame: l.frame, Name: name, Date: calendar.DateIn(now, who.Location()), Words: w.named, Original: w.original,
	}
	var ratings, measured []int64
	if len(records) == 1 && mentoring.Request(name) == mentoring.WantDraft {
		var err error
		if view.Original, err = d.drafts(records[0], who.ID, w.message, l); err != nil {
			return store.Composed{}, err
		}
	}
	if len(records) == 1 {
		r, want := records[0], mentoring.Request(name)
		view.Section = section(r, who.ID, now)
		standing := r.Standing(who.ID, now)
		view.Standing = &standing
		if want == mentoring.WantStatus {
			view.Trends, ratings = digest.Trends(r, who.ID)
			view.Measures, measured = digest.Measures(r, who.ID)
		}
		if slices.Contains(w.wants, want) {
			view.Entries = mentoring.Told(r, who.ID, want)
			if len(view.Entries) == 0 {
				view.Words = map[string]string{"nothing": "yes"}
			}
		}
		if want == mentoring.WantPraise && len(view.Entries) > 0 {
			file := d.Templates.Praise(who, view.Entries)
			l.attach = append(l.attach, mail.Attachment{Name: file.Name, Type: "text/markdown; charset=utf-8", Data: []byte(file.Text)})
		}
		if want == mentoring.WantExport {
			file := d.Templates.Record(r, who.ID)
			l.attach = append(l.attach, mail.Attachment{Name: file.Name, Type: "text/markdown; charset=utf-8", Data: []byte(file.Text)})
		}
	}
	rendered, err := d.Templates.Notice(view)
	if err != nil {
		return store.Composed{}, err
	}
	c, err := d.compose(l, rendered)
	if len(records) == 1 && slices.Contains(w.wants, mentoring.Request(name)) {
		c.Words = slices.Concat(told(records[0], who.ID, name, view), ratings, measured)
	}
	return c, err
}

// told are the entries by the partner whose words stand in a notice that was
// asked for: they have left.
func told(r mentoring.Record, who mentoring.PersonID, name string, view templates.Notice) []int64 {
	var ids []int64
	entries := slices.Concat(view.Entries, view.Standing.Entries())
	if mentoring.Request(name) == mentoring.WantExport {
		entries = r.Entries
	}
	for _, e := range entries {
		if e.Author != who && e.State != mentoring.WithdrawnState && r.Sees(who, e) && !slices.Contains(ids, e.ID) {
			ids = append(ids, e.ID)
		}
	}
	return ids
}
