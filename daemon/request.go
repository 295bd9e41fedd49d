package daemon

import (
	"context"
	"errors"
	"fmt"
	netmail "net/mail"
	"slices"
	"strconv"
	"strings"
	"time"

	"milepost/mail"
	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/store"
)

// A request waits for the yes of whoever looks after a program: a pair that
// began with a copy to us, or the leader's note to all.

const (
	// requestsAWeek bounds how many mentors one person may ask by a copy to us.
	requestsAWeek = 3
	askedNotice   = "mentor-asked" // to whoever asked
	leaderNotice  = "leader-note"  // to all
	// longestNote is how much of a note goes out.
	longestNote = 4000
)

func weekBefore(who mentoring.Person, now time.Time) calendar.Week {
	return calendar.WeekOf(mentoring.Today(who, now)).Prev()
}

// requestPeriod names the request that a mail asks about.
func requestPeriod(id int64) string { return "r" + strconv.FormatInt(id, 10) }

// decide says yes or no to what the answered mail asks.
func (d *Daemon) decide(ctx context.Context, k *desk, yes bool, now time.Time) error {
	id, err := strconv.ParseInt(strings.TrimPrefix(k.asked.Period, "r"), 10, 64)
	asks := k.asked.Kind == noticeKind+askPairNotice || k.asked.Kind == noticeKind+askNoteNotice
	if err != nil || !asks {
		k.did("nothing", "yes")
		return nil
	}
	r, err := d.Store.Request(ctx, id)
	if err != nil {
		return err
	}
	err = d.Store.Decide(ctx, id, yes, store.AuditLine{Who: "by mail", What: "request " + string(r.Kind), Person: k.who.ID}, now)
	switch {
	case errors.Is(err, store.ErrDuplicate):
		k.did("decided", "yes")
		return nil
	case err != nil:
		return err
	case !yes:
		k.did("declined", "yes")
		return d.Store.RequestDone(ctx, id, now)
	case r.Kind == store.NoteRequest:
		k.did("note goes", "yes")
		return nil // the next turns send it
	}
	return d.grant(ctx, k, r, now)
}

// grant adds the pair that was approved.
func (d *Daemon) grant(ctx context.Context, k *desk, r store.Request, now time.Time) error {
	mentee, err := d.Store.Person(ctx, r.Author)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(k.programs, func(p store.ProgramRow) bool { return p.ID == r.Program })
	if i < 0 {
		return fmt.Errorf("request %d: its program is not theirs", r.ID)
	}
	ask := mail.Address{Name: mentee.Name, Addr: mentee.Mail()}
	if err := d.addPair(ctx, k, k.programs[i], ask, mail.Address{Name: r.Name, Addr: r.Address}, now); err != nil {
		return err
	}
	return d.Store.RequestDone(ctx, r.ID, now)
}

// askForNote has the coordinator approve a note of the leader's. Where the
// leader coordinates, they are asked themselves: one word sends it to all.
func (d *Daemon) askForNote(ctx context.Context, k *desk, text string, now time.Time) error {
	i := slices.IndexFunc(k.programs, func(p store.ProgramRow) bool { return p.Leader == k.who.ID })
	if i < 0 || text == "" || len(text) > longestNote {
		k.did("no note", "yes")
		return nil
	}
	p := k.programs[i]
	id, err := d.Store.AddRequest(ctx, store.Request{Kind: store.NoteRequest, Program: p.ID, Author: k.who.ID, Text: text}, now)
	if err != nil {
		return err
	}
	k.did("note asked", p.Name)
	if p.Coordinator == 0 {
		return nil // the operator sees it: milepost program requests
	}
	to, err := d.Store.Person(ctx, p.Coordinator)
	if err != nil {
		return err
	}
	return d.tell(ctx, staffNotice{
		name: askNoteNotice, to: to, program: p.Name, period: requestPeriod(id), original: text,
		words: map[string]string{"name": k.who.Name},
	}, now)
}

// notes sends the notes that were approved, once to each member of a pair that is
// under way, inside their working hours.
func (d *Daemon) notes(ctx context.Context, now time.Time) error {
	requests, err := d.Store.Requests(ctx, true)
	if err != nil {
		return err
	}
	for _, r := range requests {
		if r.Kind == store.NoteRequest {
			if err := d.sendNote(ctx, r, now); err != nil {
				d.Log.Error("note not sent to all", "request", r.ID, "err", err)
			}
		}
	}
	return nil
}

func (d *Daemon) sendNote(ctx context.Context, r store.Request, now time.Time) error {
	leader, err := d.Store.Person(ctx, r.Author)
	if err != nil {
		return err
	}
	records, err := d.Store.RecordsIn(ctx, r.Program)
	if err != nil {
		return err
	}
	waits := false
	for _, rec := range records {
		for _, who := range mentoring.ReadersOfNote(rec) {
			if (mentoring.Errand{}).Due(who, now).After(now) {
				waits = true
				continue
			}
			err := d.tell(ctx, staffNotice{
				name: leaderNotice, to: who, program: rec.Program.Name, period: requestPeriod(r.ID), original: r.Text,
				words: map[string]string{"name": leader.Name}, member: true,
			}, now)
			if err != nil {
				return err
			}
		}
	}
	const lasts = 7 * 24 * time.Hour // whoever is not at work for so long goes without
	if waits && now.Sub(r.Decided) < lasts {
		return nil
	}
	return d.Store.RequestDone(ctx, r.ID, now)
}

// startByCopy takes a mail of a known person to somebody else, with a copy to
// us, that asks for a mentor. It has the coordinator approve the pair; before
// that nothing goes to the address that was asked.
func (d *Daemon) startByCopy(ctx context.Context, m store.Message, msg *mail.Message, b bound, now time.Time) (handled bool, err error) {
	if b.delivery.ID != 0 || b.from.ID == 0 || !b.proven() || b.decision.Action == mail.File || b.decision.Action == mail.Ignore {
		return false, nil
	}
	mentor, ok := d.askedMentor(msg)
	if !ok {
		return false, nil
	}
	records, err := d.Store.RecordsOf(ctx, b.from.ID)
	if err != nil || len(records) == 0 {
		return false, err
	}
	p := records[len(records)-1].Program
	n := staffNotice{name: askedNotice, to: b.from, program: p.Name, period: answerTo(m.ID), answers: true, member: true, words: map[string]string{"name": mentor.Name}}
	if ok, err = d.mayAsk(ctx, b.from, now); err != nil {
		return true, err
	}
	if !ok || p.Coordinator == b.from.ID {
		n.words["no"] = "yes"
		return true, errors.Join(d.tell(ctx, n, now), d.file(ctx, m, store.Filed, store.Processed, "mentor asked", b, now))
	}
	id, err := d.Store.AddRequest(ctx, store.Request{Kind: store.PairRequest, Program: p.ID, Author: b.from.ID, Name: mentor.Name, Address: mentor.Addr}, now)
	if err != nil {
		return true, err
	}
	if p.Coordinator != 0 {
		to, err := d.Store.Person(ctx, p.Coordinator)
		if err != nil {
			return true, err
		}
		words := map[string]string{"name": b.from.Name, "mentor": mentor.Name, "address": mentor.Addr}
		if err := d.tell(ctx, staffNotice{name: askPairNotice, to: to, program: p.Name, period: requestPeriod(id), words: words}, now); err != nil {
			return true, err
		}
	}
	return true, errors.Join(d.tell(ctx, n, now), d.file(ctx, m, store.Filed, store.Processed, "mentor asked", b, now))
}

// mayAsk counts the mentors that a person asks in a week.
func (d *Daemon) mayAsk(ctx context.Context, who mentoring.Person, now time.Time) (bool, error) {
	for n := range requestsAWeek {
		ok, err := d.Store.NoticeOnce(ctx, fmt.Sprintf("mentor asked %d %d", n, who.ID), now, 7*24*time.Hour)
		if ok || err != nil {
			return ok, err
		}
	}
	return false, nil
}

// askedMentor returns the one person whom a mail is to, where we are in copy and
// the mail speaks of a mentor.
func (d *Daemon) askedMentor(msg *mail.Message) (mail.Address, bool) {
	cc, err := netmail.ParseAddressList(strings.Join(msg.Header.Values("Cc"), ", "))
	if err != nil || !slices.ContainsFunc(cc, func(a *netmail.Address) bool { return d.isOurs(a.Address) }) {
		return mail.Address{}, false
	}
	to, err := netmail.ParseAddressList(strings.Join(msg.Header.Values("To"), ", "))
	if err != nil || len(to) != 1 || d.isOurs(to[0].Address) {
		return mail.Address{}, false
	}
	if !strings.Contains(strings.ToLower(msg.Subject+" "+msg.Text), "mentor") {
		return mail.Address{}, false
	}
	a, err := mail.ParseAddress(to[0].String())
	if a.Name == "" {
		a.Name, _, _ = strings.Cut(a.Addr, "@")
	}
	return a, err == nil
}
