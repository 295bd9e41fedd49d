package daemon_test

import (
	"context"
	"io"
	"log/slog"
	netmail "net/mail"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"milepost/daemon"
	"milepost/mail"
	"milepost/mail/postoffice"
	"milepost/mail/postoffice/correspondent"
	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/store"
	"milepost/templates"
)

const domain = "mentors.example"

// world is a daemon with real servers, a real database and two people, on the
// clock of a bubble.
type world struct {
	t      *testing.T
	d      *daemon.Daemon
	office *postoffice.Office
	pair   mentoring.PairID
}

func newWorld(t *testing.T, start time.Time) *world {
	t.Helper()
	time.Sleep(time.Until(start))
	office := postoffice.New(postoffice.Options{Domain: domain, Now: time.Now})
	t.Cleanup(office.Close)
	for _, who := range []string{"pairs", "ana", "tomasz"} {
		if err := office.AddMailbox(who+"@"+domain, "secret"); err != nil {
			t.Fatal(err)
		}
	}
	set, err := templates.Load("")
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "milepost.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	policy := mentoring.DefaultPolicy()
	policy.Rituals = set.Rituals()
	secret := func() (string, error) { return "secret", nil }
	point := func(addr string) mail.Endpoint {
		return mail.Endpoint{Addr: addr, Host: domain, TLS: mail.TLSNone, Username: "pairs@" + domain, Secret: secret, Dial: office.Dial}
	}
	w := &world{t: t, office: office, d: &daemon.Daemon{
		Store: s, Templates: set, Policy: policy, Keys: mail.NewKeyRing(),
		SMTP: mail.Server{Endpoint: point("localhost:587"), HelloName: domain},
		IMAP: mail.MailboxServer{Endpoint: point("localhost:143")},
		Log:  slog.New(slog.NewTextHandler(io.Discard, nil)),
		Settings: daemon.Settings{
			Identity: mail.Identity{Address: "pairs@" + domain, IDDomain: domain},
			Program:  "Riverside Mentoring", RunBy: "Ines Duarte", Contact: "ines@" + domain, Evidence: true,
			AuthServID: "mx." + domain, Processed: "Processed", Attention: "Attention", Automatic: "Automatic",
			Limits: mail.DefaultLimits,
		},
	}}
	if testing.Verbose() {
		w.d.Log = slog.New(slog.NewTextHandler(t.Output(), nil))
	}
	w.turn()
	return w
}

func (w *world) addPair() {
	w.t.Helper()
	person := func(name, who, zone string) mentoring.Person {
		return mentoring.Person{
			Name: name, Zone: zone, Language: "en", Hours: calendar.DefaultWorkHours(),
			Addresses: []mentoring.Address{{Address: who + "@" + domain, Confirmed: true}},
		}
	}
	id, err := w.d.Store.AddPair(w.t.Context(), store.NewPair{
		Mentor: person("Tomasz Nowak", "tomasz", "Europe/Warsaw"), Mentee: person("Ana Sousa", "ana", "Europe/Lisbon"),
		Zone: "Europe/Lisbon", Weeks: 26,
	}, time.Now())
	if err != nil {
		w.t.Fatal(err)
	}
	w.pair = id
}

// turn does one turn of everything.
func (w *world) turn() {
	w.t.Helper()
	ctx, now := context.Background(), time.Now()
	for _, step := range []func(context.Context, time.Time) error{w.d.Receive, w.d.Plan, w.d.Deliver} {
		if err := step(ctx, now); err != nil {
			w.t.Fatal(err)
		}
	}
}

// run lets time pass, a turn every half hour.
func (w *world) run(d time.Duration) {
	w.t.Helper()
	for end := time.Now().Add(d); time.Now().Before(end); {
		time.Sleep(30 * time.Minute)
		if _, err := w.office.Turn(time.Now()); err != nil {
			w.t.Fatal(err)
		}
		w.turn()
	}
}

func (w *world) record() mentoring.Record {
	w.t.Helper()
	r, err := w.d.Store.Record(w.t.Context(), w.pair)
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

type received struct {
	raw           []byte
	subject, text string
}

// latest returns the newest mail of a kind in somebody's mailbox.
func (w *world) latest(who, kind string) received {
	w.t.Helper()
	for _, got := range slices.Backward(w.office.Mailbox(who + "@" + domain)) {
		m, err := mail.Parse(got.Raw, mail.DefaultLimits)
		if err != nil {
			w.t.Fatal(err)
		}
		if x, err := w.d.Store.DeliveryByMessageID(w.t.Context(), m.MessageID); err == nil && x.Kind == kind {
			return received{raw: got.Raw, subject: m.Subject, text: m.Text}
		}
	}
	w.t.Fatalf("%s has no mail of the kind %q", who, kind)
	return received{}
}

// reply answers the newest mail of a kind in somebody's mailbox.
func (w *world) reply(who, kind string, r correspondent.Reply) {
	w.t.Helper()
	got := w.latest(who, kind)
	r.From = netmail.Address{Address: who + "@" + domain}
	r.At = time.Now()
	letter, err := r.Write(got.raw)
	if err != nil {
		w.t.Fatalf("%s answers %q: %v", who, got.subject, err)
	}
	w.office.Post(r.At, letter.From, letter.To, letter.Raw)
}
