package daemon_test

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"
	"time"

	"milepost/mail/postoffice/correspondent"
	"milepost/mentoring"
	"milepost/store"
)

// crowded is a world on the real clock with pairs whose first mails are queued
// for a Monday morning.
func crowded(b *testing.B, pairs int) (w *world, now time.Time) {
	b.Helper()
	now = monday
	w = newWorld(b, now)
	for n := range pairs {
		var who [2]mentoring.Person
		for i, role := range []string{"mentor", "mentee"} {
			name := fmt.Sprint(role, n)
			if err := w.office.AddMailbox(address(name), "secret"); err != nil {
				b.Fatal(err)
			}
			who[i] = person("ana")
			who[i].Addresses = []mentoring.Address{{Address: address(name)}}
		}
		p := store.NewPair{Mentor: who[0], Mentee: who[1], ConsentGiven: true}
		if _, err := w.d.Store.AddPair(b.Context(), p, now); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.d.Plan(b.Context(), now.Add(time.Hour)); err != nil {
		b.Fatal(err)
	}
	return w, now.Add(time.Hour)
}

// BenchmarkIntake fetches, archives, reads and records replies, a hundred in a
// sweep: ns/op is for one reply.
func BenchmarkIntake(b *testing.B) {
	const sweep, pairs = 100, 100
	w, now := crowded(b, pairs)
	if err := w.d.Deliver(b.Context(), now); err != nil {
		b.Fatal(err)
	}
	var raw, to []string
	for n := range pairs {
		l := w.write(fmt.Sprint("mentee", n), w.latest(fmt.Sprint("mentee", n), "welcome"), correspondent.Reply{
			Habit: correspondent.Habit{Client: correspondent.GmailWeb, Placing: correspondent.Above},
			Free:  "win: they asked me to present\n\nWe talked about the plan for an hour, and then I wrote the first page of it.",
		})
		raw, to = append(raw, string(l.Raw)), append(to, l.To[0])
	}
	if err := w.d.Receive(b.Context(), now); err != nil { // copies of our own
		b.Fatal(err)
	}
	posted := 0
	post := func(n int) {
		for range n {
			i := posted % pairs
			// Each is a mail of its own.
			mail := strings.Replace(raw[i], "Message-ID: <", fmt.Sprintf("Message-ID: <%d.", posted), 1)
			if err := w.office.Deliver(address(fmt.Sprint("mentee", i)), to[i], []byte(mail)); err != nil {
				b.Fatal(err)
			}
			posted++
		}
	}
	b.ReportAllocs()
	b.ResetTimer()
	for left := b.N; left > 0; left -= sweep {
		b.StopTimer()
		post(min(left, sweep))
		b.StartTimer()
		if err := w.d.Receive(b.Context(), now); err != nil {
			b.Fatal(err)
		}
	}
	b.StopTimer()
	recorded := 0
	for _, m := range w.messages() {
		if m.State == store.Recorded {
			recorded++
		}
	}
	if recorded != b.N {
		b.Errorf("%d replies were recorded, want %d", recorded, b.N)
	}
}

// BenchmarkOutbox sends queued mails to a server over a pipe, with a copy to our
// own mailbox: ns/op is for one mail.
func BenchmarkOutbox(b *testing.B) {
	w, now := crowded(b, 50)
	if err := w.d.Deliver(b.Context(), now); err != nil {
		b.Fatal(err)
	}
	x := w.latest("mentee1", "welcome").x
	raw, err := w.d.Store.RawDelivery(b.Context(), x.ID)
	if err != nil {
		b.Fatal(err)
	}
	queued := 0
	queue := func(n int) {
		for range n {
			queued++
			id := fmt.Sprintf("%d.%s", queued, x.MessageID)
			_, err := w.d.Store.Queue(b.Context(), store.Draft{
				Person: mentoring.PersonID(1 + queued%100), Kind: "notice:help", Period: fmt.Sprint(queued),
			}, now, func(int64) (store.Composed, error) {
				return store.Composed{
					MessageID: id, EnvelopeFrom: ours, To: x.Address, Address: x.Address, Evidence: ours,
					Raw: []byte(strings.Replace(string(raw), x.MessageID, id, 1)),
				}, nil
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportAllocs()
	b.SetBytes(int64(len(raw)))
	b.ResetTimer()
	for left := b.N; left > 0; left -= 100 {
		b.StopTimer()
		queue(min(left, 100))
		b.StartTimer()
		if err := w.d.Deliver(b.Context(), now); err != nil {
			b.Fatal(err)
		}
	}
	b.StopTimer()
	if got := len(w.letters("mentee1")) - 1; got < b.N {
		b.Errorf("%d mails arrived, want %d", got, b.N)
	}
}

// BenchmarkPlanTurn is a turn of the planner in which 100 pairs are due, of few
// and of many: it costs by those that are due.
func BenchmarkPlanTurn(b *testing.B) {
	const due = 100
	for _, pairs := range []int{1_000, 100_000} {
		b.Run(fmt.Sprintf("pairs=%d", pairs), func(b *testing.B) {
			w, now := crowded(b, due)
			db, err := sql.Open("sqlite3", "file:"+w.path+"?_txlock=immediate")
			if err != nil {
				b.Fatal(err)
			}
			b.Cleanup(func() { _ = db.Close() })
			multiply(b, db, due, pairs)
			b.ReportAllocs()
			b.ResetTimer()
			for b.Loop() {
				b.StopTimer()
				_, err := db.ExecContext(b.Context(), `UPDATE pairs SET look_at = added WHERE id <= ?`, due)
				if err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
				if err := w.d.Plan(b.Context(), now); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// multiply copies the first pairs of a database until there are many. The
// copies are looked at next month.
func multiply(b *testing.B, db *sql.DB, first, many int) {
	b.Helper()
	conn, err := db.Conn(b.Context()) // a temporary table belongs to one connection
	if err != nil {
		b.Fatal(err)
	}
	for _, query := range []string{
		`CREATE TEMP TABLE copies AS WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?2 / ?1 - 1) SELECT n FROM n`,
		`INSERT INTO people (id, name, zone, language, days, opens, closes, text_only, receipts, look_at)
			SELECT id + n * 1000000, name, zone, language, days, opens, closes, text_only, receipts, '2027-01-01T00:00:00.000Z' FROM people, copies WHERE id <= 2 * ?1 AND ?2`,
		`INSERT INTO addresses (person, place, address, normal, confirmed)
			SELECT person + n * 1000000, place, n || address, n || normal, confirmed FROM addresses, copies WHERE person <= 2 * ?1 AND ?2`,
		`INSERT INTO pairs (id, program, state, zone, added, started, weeks, look_at)
			SELECT id + n * 1000000, program, state, zone, added, started, weeks, '2027-01-01T00:00:00.000Z' FROM pairs, copies WHERE id <= ?1 AND ?2`,
		`INSERT INTO members (pair, person, role, consent, consent_at)
			SELECT pair + n * 1000000, person + n * 1000000, role, consent, consent_at FROM members, copies WHERE pair <= ?1 AND ?2`,
		`INSERT INTO rounds (pair, ritual, period, state, opened)
			SELECT pair + n * 1000000, ritual, period, state, opened FROM rounds, copies WHERE pair <= ?1 AND ?2`,
	} {
		if _, err := conn.ExecContext(b.Context(), query, first, many); err != nil {
			b.Fatalf("%s: %v", query, err)
		}
	}
	if err := conn.Close(); err != nil {
		b.Fatal(err)
	}
}
