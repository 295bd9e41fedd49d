package daemon_test

import (
	"fmt"
	"io"
	"log/slog"
	netmail "net/mail"
	"path/filepath"
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

// plant is a daemon with many pairs on a clock that the benchmark moves.
type plant struct {
	d      *daemon.Daemon
	office *postoffice.Office
	now    time.Time
}

// newPlant makes a daemon whose pairs began, with both members' consent, on the
// Monday of a week; their check-ins are due on its Friday a week later.
func newPlant(b *testing.B, pairs int) *plant {
	b.Helper()
	p := &plant{now: time.Date(2026, 9, 14, 9, 0, 0, 0, time.UTC)}
	p.office = postoffice.New(postoffice.Options{Domain: domain, Now: func() time.Time { return p.now }})
	b.Cleanup(p.office.Close)
	set, err := templates.Load("")
	if err != nil {
		b.Fatal(err)
	}
	db, err := store.Open(b.Context(), filepath.Join(b.TempDir(), "milepost.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	policy := mentoring.DefaultPolicy()
	policy.Rituals = set.Rituals()
	point := func(addr string) mail.Endpoint {
		return mail.Endpoint{
			Addr: addr, Host: domain, TLS: mail.TLSNone, Username: ours,
			Secret: func() (string, error) { return "secret", nil }, Dial: p.office.Dial,
		}
	}
	p.d = &daemon.Daemon{
		Store: db, Templates: set, Policy: policy, Keys: mail.NewKeyRing(), Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		SMTP: mail.Server{Endpoint: point("localhost:587"), HelloName: domain},
		IMAP: mail.MailboxServer{Endpoint: point("localhost:143")},
		Settings: daemon.Settings{
			Identity: mail.Identity{Address: ours, IDDomain: domain}, RunBy: "Ines Duarte", Contact: address("ines"),
			Processed: "Processed", Attention: "Attention", Automatic: "Automatic", Limits: mail.DefaultLimits,
		},
	}
	if err := p.office.AddMailbox(ours, "secret"); err != nil {
		b.Fatal(err)
	}
	if err := p.d.Receive(b.Context(), p.now); err != nil {
		b.Fatal(err)
	}
	for i := range pairs {
		p.addPair(b, i)
	}
	return p
}

func (p *plant) addPair(b *testing.B, i int) {
	b.Helper()
	person := func(role string) mentoring.Person {
		to := fmt.Sprintf("%s%d@%s", role, i, domain)
		if err := p.office.AddMailbox(to, "secret"); err != nil {
			b.Fatal(err)
		}
		return mentoring.Person{
			Name: fmt.Sprintf("%s %d", role, i), Zone: "Europe/Lisbon", Language: "en", Hours: calendar.DefaultWorkHours(),
			Addresses: []mentoring.Address{{Address: to, Confirmed: true}},
		}
	}
	_, err := p.d.Store.AddPair(b.Context(), store.NewPair{
		Mentor: person("mentor"), Mentee: person("mentee"), Zone: "Europe/Lisbon", Weeks: 26, ConsentGiven: true,
	}, p.now)
	if err != nil {
		b.Fatal(err)
	}
}

// turn plans at an instant.
func (p *plant) plan(b *testing.B, at time.Time) {
	b.Helper()
	p.now = at
	if err := p.d.Plan(b.Context(), at); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkPlanTurn plans and queues the first mails of 100 pairs that are due,
// beside others that are not. Two mails a pair are drawn, composed and stored.
func BenchmarkPlanTurn(b *testing.B) {
	for _, others := range []int{0, 2000} {
		b.Run(fmt.Sprintf("100_due_beside_%d", others), func(b *testing.B) {
			p := newPlant(b, others)
			p.plan(b, p.now)
			next := others
			for b.Loop() {
				b.StopTimer()
				for range 100 {
					p.addPair(b, next)
					next++
				}
				b.StartTimer()
				p.plan(b, p.now)
			}
			b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N*200), "ms/mail")
		})
	}
}

// BenchmarkOutbox sends what is queued to a server in the process, every mark
// on disk.
func BenchmarkOutbox(b *testing.B) {
	p := newPlant(b, 0)
	sent := 0
	for b.Loop() {
		b.StopTimer()
		for i := range 50 {
			p.addPair(b, sent/2+i)
		}
		p.plan(b, p.now)
		sent += 100
		b.StartTimer()
		if err := p.d.Deliver(b.Context(), p.now); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(sent)/b.Elapsed().Seconds(), "mails/s")
}

// BenchmarkIntake takes in replies: fetched, archived, bound, read, recorded
// and moved, every step on disk. -benchtime=100x is 10,000 replies.
func BenchmarkIntake(b *testing.B) {
	const each = 100
	p := newPlant(b, 0)
	added, taken := 0, 0
	for b.Loop() {
		b.StopTimer()
		for range each / 2 {
			p.addPair(b, added)
			added++
		}
		p.plan(b, p.now)
		if err := p.d.Deliver(b.Context(), p.now); err != nil {
			b.Fatal(err)
		}
		for i := added - each/2; i < added; i++ {
			for _, role := range []string{"mentor", "mentee"} {
				p.reply(b, fmt.Sprintf("%s%d@%s", role, i, domain))
			}
		}
		taken += each
		b.StartTimer()
		if err := p.d.Receive(b.Context(), p.now); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(taken)/b.Elapsed().Seconds(), "replies/s")
}

// reply answers the newest mail in a mailbox.
func (p *plant) reply(b *testing.B, who string) {
	b.Helper()
	box := p.office.Mailbox(who)
	if len(box) == 0 {
		b.Fatalf("%s has no mail", who)
	}
	letter, err := correspondent.Reply{
		Habit: correspondent.Habit{Client: correspondent.GmailWeb, Placing: correspondent.Above},
		From:  netmail.Address{Address: who}, Free: "Yes, gladly.", At: p.now,
	}.Write(box[len(box)-1].Raw)
	if err != nil {
		b.Fatal(err)
	}
	for _, to := range letter.To {
		if err := p.office.Deliver(letter.From, to, letter.Raw); err != nil {
			b.Fatal(err)
		}
	}
}
