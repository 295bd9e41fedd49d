package daemon

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"milepost/mail"
	"milepost/mentoring"
	"milepost/mentoring/digest"
	"milepost/mentoring/reading"
	"milepost/store"
)

// Mails that answer the office.
const (
	ordersNotice   = "orders"          // what was done
	unprovenNotice = "orders-unproven" // please say it again, in answer to this
	askPairNotice  = "approve-pair"
	askNoteNotice  = "approve-note"
)

// officeKinds are the mails whose answers are orders.
var officeKinds = []string{noticeKind + surveyNotice, noticeKind + ordersNotice, noticeKind + unprovenNotice, noticeKind + askPairNotice, noticeKind + askNoteNotice, noticeKind + string(mentoring.HelpWanted)}

// desk is somebody who looks after programs, and what they may order.
type desk struct {
	who      mentoring.Person
	programs []store.ProgramRow // that they coordinate or lead
	asked    store.Delivery     // the mail that was answered; zero: none
	message  int64
	done     map[string][]string // what was done, by the key of its words
}

func (k *desk) did(key, what string) { k.done[key] = append(k.done[key], what) }

// coordinates reports whether a program is theirs to look after.
func (k *desk) coordinates(program int64) bool {
	return slices.ContainsFunc(k.programs, func(p store.ProgramRow) bool { return p.ID == program && p.Coordinator == k.who.ID })
}

// orders carries out what somebody who looks after pairs asks for by mail, and
// says what was done. Like words of members, an order counts only from a proven
// sender or in answer to a mail of ours. handled is false for any other mail.
func (d *Daemon) orders(ctx context.Context, m store.Message, msg *mail.Message, b bound, now time.Time) (handled bool, err error) {
	k := desk{asked: b.delivery, message: m.ID, done: map[string][]string{}}
	answers := slices.Contains(officeKinds, b.delivery.Kind)
	proven := b.decision.Action == mail.Accept && answers || b.delivery.ID == 0 && b.proven()
	switch {
	case b.decision.Action == mail.File, b.decision.Action == mail.Ignore, msg.FromCount != 1, b.dmarc == mail.DMARCFail:
		return false, nil
	case answers && b.decision.Action == mail.Accept:
		k.who = b.owner
	case b.delivery.ID == 0 && b.from.ID != 0:
		k.who = b.from
	default:
		return false, nil
	}
	if k.programs, err = d.programsOf(ctx, k.who.ID); err != nil || len(k.programs) == 0 {
		return false, err
	}
	own, err := d.ownWords(ctx, msg, b.delivery, k.who, b.came)
	if err != nil {
		return false, err
	}
	orders := reading.Orders(plain(own.blocks), d.Templates.Vocabulary(k.who.Language), written(msg, k.who, b.came))
	if len(orders) == 0 && !answers {
		return false, nil
	}
	if !proven {
		n := staffNotice{name: unprovenNotice, to: k.who, program: k.programs[0].Name, period: answerTo(m.ID)}
		if ok, err := d.Store.NoticeOnce(ctx, fmt.Sprintf("%s %d", unprovenNotice, k.who.ID), now, noticeEvery); err != nil || !ok {
			return true, errors.Join(err, d.file(ctx, m, store.Held, store.Attention, "order not proven", b, now))
		}
		return true, errors.Join(d.tell(ctx, n, now), d.file(ctx, m, store.Held, store.Attention, "order not proven", b, now))
	}
	if len(orders) == 0 {
		k.did("help", "yes")
	}
	for _, o := range orders {
		if err := d.order(ctx, &k, o, now); err != nil {
			return true, err
		}
	}
	if err := d.confirmOrders(ctx, &k, m.ID, now); err != nil {
		return true, err
	}
	return true, d.file(ctx, m, store.Filed, store.Processed, "order", b, now)
}

// programsOf returns the programs that a person coordinates or leads.
func (d *Daemon) programsOf(ctx context.Context, who mentoring.PersonID) ([]store.ProgramRow, error) {
	rows, err := d.Store.Programs(ctx)
	return slices.DeleteFunc(rows, func(p store.ProgramRow) bool { return who == 0 || p.Coordinator != who && p.Leader != who }), err
}

// order carries out one order.
func (d *Daemon) order(ctx context.Context, k *desk, o reading.Order, now time.Time) error {
	switch o.Verb {
	case reading.OrderYes, reading.OrderNo:
		return d.decide(ctx, k, o.Verb == reading.OrderYes, now)
	case reading.OrderNote:
		return d.askForNote(ctx, k, o.Text, now)
	case reading.OrderHelp:
		k.did("help", "yes")
		return nil
	}
	i := slices.IndexFunc(k.programs, func(p store.ProgramRow) bool { return p.Coordinator == k.who.ID })
	if i < 0 {
		k.did("not yours", string(o.Verb))
		return nil
	}
	switch o.Verb {
	case reading.OrderPair:
		return d.orderPair(ctx, k, k.programs[i], o, now)
	case reading.OrderPause, reading.OrderResume:
		return d.orderPause(ctx, k, o, now)
	case reading.OrderStatus:
		for _, p := range k.programs {
			if p.Coordinator != k.who.ID {
				continue
			}
			if err := d.statusOf(ctx, k, p, now); err != nil {
				return err
			}
		}
	}
	return nil
}

// statusOf tells how the pairs of a program are, as the weekly mail does.
func (d *Daemon) statusOf(ctx context.Context, k *desk, p store.ProgramRow, now time.Time) error {
	records, err := d.Store.RecordsIn(ctx, p.ID)
	if err != nil {
		return err
	}
	s := digest.Look(records, weekBefore(k.who, now), d.Policy, false, now)
	n := staffNotice{name: surveyNotice, to: k.who, program: p.Name, period: fmt.Sprintf("%s-%d", answerTo(k.message), p.ID), words: surveyWords(s), answers: true}
	k.did("status", p.Name)
	return d.tell(ctx, n, now)
}

// orderPair adds a pair to a coordinator's program: both get the welcome, and
// nothing else before both say yes.
func (d *Daemon) orderPair(ctx context.Context, k *desk, p store.ProgramRow, o reading.Order, now time.Time) error {
	mentee, err := mail.ParseAddress(o.Mentee)
	mentor, err2 := mail.ParseAddress(o.Mentor)
	names := o.Mentee + " with " + o.Mentor
	if err != nil || err2 != nil || mentee.Name == "" || mentor.Name == "" || strings.EqualFold(mentee.Addr, mentor.Addr) ||
		d.isOurs(mentee.Addr) || d.isOurs(mentor.Addr) {
		k.did("not read", names)
		return nil
	}
	return d.addPair(ctx, k, p, mentee, mentor, now)
}

func (d *Daemon) isOurs(address string) bool {
	return strings.EqualFold(address, d.Settings.Identity.Address)
}

func (d *Daemon) addPair(ctx context.Context, k *desk, p store.ProgramRow, mentee, mentor mail.Address, now time.Time) error {
	person := func(a mail.Address) mentoring.Person {
		return mentoring.Person{
			Name: a.Name, Zone: k.who.Zone, Language: k.who.Language, Hours: k.who.Hours,
			Addresses: []mentoring.Address{{Address: a.Addr, Confirmed: true}},
		}
	}
	names := mentee.Name + " with " + mentor.Name
	id, err := d.Store.AddPair(ctx, store.NewPair{Mentee: person(mentee), Mentor: person(mentor), Program: p.Name}, now)
	switch {
	case errors.Is(err, store.ErrDuplicate):
		k.did("there already", names)
		return nil
	case err != nil:
		return err
	}
	k.did("added", names)
	return d.Store.Audit(ctx, store.AuditLine{At: now, Who: "by mail", What: "pair add", Pair: id, Person: k.who.ID})
}

// orderPause pauses a pair that the coordinator looks after, or lets it go on.
func (d *Daemon) orderPause(ctx context.Context, k *desk, o reading.Order, now time.Time) error {
	row, err := d.Store.FindPair(ctx, o.Names)
	switch {
	case errors.Is(err, store.ErrNotFound), errors.Is(err, store.ErrAmbiguous):
		k.did("not found", o.Names)
		return nil
	case err != nil:
		return err
	}
	r, err := d.Store.Outline(ctx, row.ID)
	if err != nil {
		return err
	}
	if !k.coordinates(r.Program.ID) || !r.LooksAfter() {
		k.did("not found", o.Names) // whose pair it is is nobody else's business
		return nil
	}
	pair, key, ok := mentoring.Held(r.Pair, o, now)
	if !ok {
		k.did("nothing", row.Names())
		return nil
	}
	what := row.Names()
	if !pair.PausedUntil.IsZero() {
		what += ", until " + pair.PausedUntil.String()
	}
	k.did(key, what)
	return d.Store.SavePair(ctx, pair, store.AuditLine{Who: "by mail", What: string(o.Verb), Person: k.who.ID}, now)
}

// confirmOrders says what was done, at once.
func (d *Daemon) confirmOrders(ctx context.Context, k *desk, message int64, now time.Time) error {
	words := map[string]string{}
	for key, what := range k.done {
		words[strings.ReplaceAll(key, " ", "_")] = strings.Join(what, "; ")
	}
	thread, err := d.thread(ctx, message)
	if err != nil {
		return err
	}
	return d.tell(ctx, staffNotice{
		name: ordersNotice, to: k.who, program: k.programs[0].Name, period: answerTo(message), words: words, thread: thread, answers: true,
	}, now)
}
