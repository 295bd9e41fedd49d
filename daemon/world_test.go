package daemon_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	netmail "net/mail"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"milepost/daemon"
	"milepost/mail"
	"milepost/mail/postoffice"
	"milepost/mail/postoffice/correspondent"
	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
	"milepost/store"
	"milepost/templates"
)

const (
	domain = "mentors.example"
	ours   = "pairs@" + domain
)

// someone are the people that a world may have, by the local part of their
// address.
var someone = map[string]struct{ name, zone string }{
	"ana":    {"Ana Sousa", "Europe/Lisbon"},
	"tomasz": {"Tomasz Nowak", "Europe/Warsaw"},
	"kasia":  {"Kasia Lis", "America/New_York"},
	"rui":    {"Rui Prata", "Europe/Lisbon"},
}

func address(who string) string { return who + "@" + domain }

// world is a daemon with real servers, a real database and people, on the
// clock of a bubble.
type world struct {
	t      testing.TB
	d      *daemon.Daemon
	office *postoffice.Office
	pair   mentoring.PairID // the first that was added
	pairs  []mentoring.PairID
	path   string // of the database
	// death ends the daemon in the middle of a turn; nil: it lives for ever.
	death *death
	// trouble is true while servers fail on purpose, so that turns may, too.
	trouble bool
	// after is called after each turn.
	after func()
	// build makes a daemon over a store.
	build func(*store.Store) *daemon.Daemon
}

// setup is what a test wants to have different.
type setup struct {
	office   postoffice.Options
	settings daemon.Settings
	people   []string // besides Ana and Tomasz
}

func newWorld(t testing.TB, start time.Time, change ...func(*setup)) *world {
	t.Helper()
	time.Sleep(time.Until(start))
	s := setup{
		office: postoffice.Options{Domain: domain, Now: time.Now},
		settings: daemon.Settings{
			Identity: mail.Identity{Address: ours, IDDomain: domain},
			Program:  "Riverside Mentoring", RunBy: "Ines Duarte", Contact: "ines@" + domain, Evidence: true,
			AuthServID: "mx." + domain, Processed: "Processed", Attention: "Attention", Automatic: "Automatic",
			Limits: mail.DefaultLimits,
		},
	}
	for _, c := range change {
		c(&s)
	}
	w := &world{t: t, path: filepath.Join(t.TempDir(), "milepost.db"), office: postoffice.New(s.office)}
	t.Cleanup(w.office.Close)
	for _, who := range append([]string{"pairs", "ana", "tomasz"}, s.people...) {
		if err := w.office.AddMailbox(address(who), "secret"); err != nil {
			t.Fatal(err)
		}
	}
	set, err := templates.Load("")
	if err != nil {
		t.Fatal(err)
	}
	policy := mentoring.DefaultPolicy()
	policy.Rituals = set.Rituals()
	point := func(addr string) mail.Endpoint {
		return mail.Endpoint{
			Addr: addr, Host: domain, TLS: mail.TLSNone, Username: ours,
			Secret: func() (string, error) { return "secret", nil }, Dial: w.office.Dial,
		}
	}
	keys := mail.NewKeyRing()
	var log slog.Handler = slog.NewTextHandler(io.Discard, nil)
	if testing.Verbose() {
		log = slog.NewTextHandler(t.Output(), nil)
	}
	w.build = func(db *store.Store) *daemon.Daemon {
		d := &daemon.Daemon{
			Store: db, Templates: set, Policy: policy, Keys: keys, Settings: s.settings, Log: slog.New(log),
			SMTP: mail.Server{Endpoint: point("localhost:587"), HelloName: domain},
			IMAP: mail.MailboxServer{Endpoint: point("localhost:143")},
		}
		if w.death != nil {
			w.death.watch(d)
		}
		return d
	}
	w.open()
	t.Cleanup(func() { _ = w.d.Store.Close() })
	w.turn()
	return w
}

// open opens the database, and makes a daemon over it.
func (w *world) open() {
	w.t.Helper()
	s, err := store.Open(context.Background(), w.path)
	if err != nil {
		w.t.Fatal(err)
	}
	w.d = w.build(s)
}

// restart ends the daemon and starts it anew, as Run does.
func (w *world) restart() {
	w.t.Helper()
	if err := w.d.Store.Close(); err != nil {
		w.t.Fatal(err)
	}
	w.open()
	if _, err := w.d.Store.Recover(context.Background(), time.Now()); err != nil {
		w.t.Fatal(err)
	}
}

func person(who string) mentoring.Person {
	p := someone[who]
	return mentoring.Person{
		Name: p.name, Zone: p.zone, Language: "en", Hours: calendar.DefaultWorkHours(),
		Addresses: []mentoring.Address{{Address: address(who), Confirmed: true}},
	}
}

// join adds a pair. Agreed: both have said yes elsewhere.
func (w *world) join(mentor, mentee string, agreed bool) mentoring.PairID {
	w.t.Helper()
	n := store.NewPair{Mentor: person(mentor), Mentee: person(mentee), Weeks: 26, ConsentGiven: agreed}
	id, err := w.d.Store.AddPair(context.Background(), n, time.Now())
	if err != nil {
		w.t.Fatal(err)
	}
	if w.pair == 0 {
		w.pair = id
	}
	w.pairs = append(w.pairs, id)
	return id
}

func (w *world) addPair() { w.t.Helper(); w.join("tomasz", "ana", false) }

// turn does one turn of everything.
func (w *world) turn() {
	w.t.Helper()
	lived := true
	for _, part := range []func(*daemon.Daemon) step{receive, plan, deliver} {
		died, err := w.do(part(w.d))
		if died {
			w.restart()
			lived = false
			break // the others come with the next turn
		}
		if err != nil && !w.trouble {
			w.t.Fatal(err)
		}
	}
	if w.death != nil {
		w.death.spared = lived
	}
	if w.after != nil {
		w.after()
	}
}

type step func(context.Context, time.Time) error

func receive(d *daemon.Daemon) step { return d.Receive }
func plan(d *daemon.Daemon) step    { return d.Plan }
func deliver(d *daemon.Daemon) step { return d.Deliver }

// do takes a step that may be the daemon's last.
func (w *world) do(s step) (died bool, err error) {
	if w.death == nil {
		return false, s(context.Background(), time.Now())
	}
	done := make(chan error, 1)
	go func() {
		defer close(done)
		done <- s(w.death.context(), time.Now())
	}()
	err, lived := <-done
	return !lived, err
}

// run lets time pass, a turn every half hour.
func (w *world) run(d time.Duration) {
	w.t.Helper()
	w.every(30*time.Minute, d)
}

func (w *world) every(step, d time.Duration) {
	w.t.Helper()
	for end := time.Now().Add(d); time.Now().Before(end); {
		time.Sleep(min(step, time.Until(end)))
		if _, err := w.office.Turn(time.Now()); err != nil {
			w.t.Fatal(err)
		}
		w.turn()
	}
}

// until lets time pass up to an instant.
func (w *world) until(at time.Time) {
	w.t.Helper()
	w.run(time.Until(at))
}

func (w *world) record() mentoring.Record {
	w.t.Helper()
	return w.recordOf(w.pair)
}

func (w *world) recordOf(pair mentoring.PairID) mentoring.Record {
	w.t.Helper()
	r, err := w.d.Store.Record(context.Background(), pair)
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

// letter is a mail of ours as it lies in somebody's mailbox.
type letter struct {
	raw           []byte
	subject, text string
	post          postoffice.Delivered
	x             store.Delivery
}

// letters returns all mails of ours in somebody's mailbox, oldest first.
func (w *world) letters(who string) []letter {
	w.t.Helper()
	var out []letter
	for _, got := range w.office.Mailbox(address(who)) {
		out = append(out, w.openLetter(got))
	}
	return out
}

func (w *world) openLetter(got postoffice.Delivered) letter {
	w.t.Helper()
	m, err := mail.Parse(got.Raw, mail.DefaultLimits)
	if err != nil {
		w.t.Fatal(err)
	}
	x, err := w.d.Store.DeliveryByMessageID(context.Background(), m.MessageID)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		w.t.Fatal(err)
	}
	return letter{raw: got.Raw, subject: m.Subject, text: m.Text, post: got, x: x}
}

// of returns the mails of a kind in somebody's mailbox.
func (w *world) of(who, kind string) []letter {
	w.t.Helper()
	return slices.DeleteFunc(w.letters(who), func(l letter) bool { return l.x.Kind != kind })
}

// latest returns the newest mail of a kind in somebody's mailbox.
func (w *world) latest(who, kind string) letter {
	w.t.Helper()
	all := w.of(who, kind)
	if len(all) == 0 {
		var kinds []string
		for _, l := range w.letters(who) {
			kinds = append(kinds, l.x.Kind)
		}
		w.t.Fatalf("%s has no mail of the kind %q, only %q", who, kind, kinds)
	}
	return all[len(all)-1]
}

// reply answers the newest mail of a kind in somebody's mailbox.
func (w *world) reply(who, kind string, r correspondent.Reply) {
	w.t.Helper()
	l := w.write(who, w.latest(who, kind), r)
	w.office.Post(time.Now(), l.From, l.To, l.Raw)
}

// write writes an answer to a mail.
func (w *world) write(who string, to letter, r correspondent.Reply) correspondent.Letter {
	w.t.Helper()
	if r.From.Address == "" {
		r.From = netmail.Address{Name: someone[who].name, Address: address(who)}
	}
	if r.At.IsZero() {
		r.At = time.Now()
	}
	l, err := r.Write(to.raw)
	if err != nil {
		w.t.Fatalf("%s answers %q: %v", who, to.subject, err)
	}
	return l
}

// says answers with a few words and no quote.
func (w *world) says(who, kind, words string) {
	w.t.Helper()
	w.reply(who, kind, correspondent.Reply{
		Habit: correspondent.Habit{Client: correspondent.GmailApp, Placing: correspondent.Bare}, Free: words,
	})
}

// messages returns all that came in, in order.
func (w *world) messages() []store.Message {
	w.t.Helper()
	var all []store.Message
	for from := int64(1); ; {
		some, err := w.d.Store.Messages(context.Background(), from, 500)
		if err != nil {
			w.t.Fatal(err)
		}
		if len(some) == 0 {
			return all
		}
		all = append(all, some...)
		from = some[len(some)-1].ID + 1
	}
}

// incoming returns what came in and is not a copy of our own mail.
func (w *world) incoming() []store.Message {
	w.t.Helper()
	return slices.DeleteFunc(w.messages(), func(m store.Message) bool { return m.Reason == string(mail.ReasonOwnMail) })
}

// wrote returns a mail to us that nothing of ours provoked.
func wrote(from, to, subject, text string, headers ...string) []byte {
	lines := append([]string{
		"From: " + from, "To: " + to, "Subject: " + subject, "Date: " + time.Now().Format(time.RFC1123Z),
		"Message-ID: <" + strings.ReplaceAll(time.Now().Format("150405.000000000"), ".", "") + "@world.test>",
	}, headers...)
	return []byte(strings.Join(lines, "\r\n") + "\r\n\r\n" + strings.ReplaceAll(text, "\n", "\r\n") + "\r\n")
}

// ask starts a round for the first pair now, as the operator does.
func (w *world) ask(ritualName string) {
	w.t.Helper()
	now := time.Now()
	round := mentoring.OpenRound{Ritual: ritualName, Period: now.Format(time.DateOnly), State: ritual.Open}
	for _, m := range w.record().Pair.Members() {
		round.Prompts = append(round.Prompts, ritual.Prompt{Person: int64(m.Person), State: ritual.Planned, Due: now})
	}
	if err := w.d.Store.Planned(context.Background(), w.pair, []mentoring.Action{round}, now, now); err != nil {
		w.t.Fatal(err)
	}
}
