package daemon_test

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"milepost/mail/postoffice"
	"milepost/mentoring"
	"milepost/store"
)

// welcomed is a world in which the first mails are about to go: Tomasz's at
// once, Ana's within the hour. Both have agreed before.
func welcomed(t *testing.T, change ...func(*setup)) *world {
	t.Helper()
	w := newWorld(t, monday.Add(-2*time.Hour), change...)
	w.join("tomasz", "ana", true)
	return w
}

// TestSendingFaults has the first mail to Ana meet what servers do.
func TestSendingFaults(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name   string
		fault  postoffice.Fault
		times  int
		state  store.DeliveryState
		copies int    // that Ana has in the end
		tries  int    // attempts, at least
		says   string // in the note of the outcome
	}{
		{"the answer to the dot is lost", postoffice.LoseAnswer(postoffice.Dot), 1, store.Sent, 1, 1, "our own copy arrived"},
		{"the line is cut behind the answer", postoffice.HangUpAfter(postoffice.Dot), 1, store.Sent, 1, 1, ""},
		{"the line is cut at the dot", postoffice.HangUp(postoffice.Dot), 1, store.Sent, 1, 2, ""},
		{"the server freezes at the dot", postoffice.Freeze(postoffice.Dot), 1, store.Sent, 1, 2, ""},
		{"the answer to the dot takes nine minutes", postoffice.Delay(postoffice.Dot, 9*time.Minute), 1, store.Sent, 1, 1, ""},
		{"the line is cut at DATA", postoffice.HangUp(postoffice.Data), 1, store.Sent, 1, 2, ""},
		{"later, says RCPT", postoffice.Refuse(postoffice.Recipient, 450, "greylisted"), 3, store.Sent, 1, 4, ""},
		{"later, says the dot", postoffice.Refuse(postoffice.Dot, 451, "try again"), 2, store.Sent, 1, 3, ""},
		{"later, says the server, and goes", postoffice.Refuse(postoffice.Recipient, 421, "shutting down"), 2, store.Sent, 1, 3, ""},
		{"never, says RCPT", postoffice.Refuse(postoffice.Recipient, 550, "no such user here"), 1, store.Failed, 0, 1, "no such user here"},
		{"never, says the dot", postoffice.Refuse(postoffice.Dot, 554, "looks like spam"), 1, store.Failed, 0, 1, "looks like spam"},
		{"a login is wanted", postoffice.Refuse(postoffice.Recipient, 530, "authentication required"), 2, store.Sent, 1, 3, ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := welcomed(t)
				w.trouble = true
				w.office.Break(address("ana"), row.fault, row.times)
				w.run(12 * time.Hour)
				var got []store.Delivery
				for _, x := range w.deliveries() {
					if x.Address == address("ana") {
						got = append(got, x)
					}
				}
				if len(got) == 0 {
					t.Fatal("nothing was queued for Ana")
				}
				if x := got[0]; x.State != row.state || x.Attempt < row.tries || !strings.Contains(x.Reply, row.says) {
					t.Errorf("the mail is %s after %d attempts, %q, want %s after %d, saying %q", x.State, x.Attempt, x.Reply, row.state, row.tries, row.says)
				}
				if n := len(w.of("ana", got[0].Kind)); n != row.copies {
					t.Errorf("Ana has the mail %d times, want %d", n, row.copies)
				}
				if n := len(w.letters("tomasz")); n != 1 {
					t.Errorf("Tomasz has %d mails, want 1", n)
				}
				w.holds("ana", "tomasz")
			})
		})
	}
}

// TestWithoutEvidence: without copies of our own a mail whose fate is unknown is
// left to a person.
func TestWithoutEvidence(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := welcomed(t, func(s *setup) { s.settings.Evidence = false })
		w.office.Break(address("ana"), postoffice.LoseAnswer(postoffice.Dot), 1)
		w.run(12 * time.Hour)
		i := slices.IndexFunc(w.deliveries(), func(x store.Delivery) bool { return x.Address == address("ana") })
		if x := w.deliveries()[i]; x.State != store.Unknown || x.Attempt != 1 {
			t.Errorf("the mail is %s after %d attempts, want unknown after one", x.State, x.Attempt)
		}
		if n := len(w.letters("ana")); n != 1 {
			t.Errorf("Ana has %d mails, want 1", n)
		}
		w.sound()
	})
}

// TestRelayAway: for two days nothing can be sent, and then all of it goes, in
// the order in which it was written.
func TestRelayAway(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name string
		at   postoffice.Fault
	}{
		{"unreachable", postoffice.Refuse(postoffice.DialSMTP, 0, "")},
		{"frozen", postoffice.Freeze(postoffice.Hello)},
		{"locked", postoffice.Refuse(postoffice.Auth, 535, "authentication failed")},
	} {
		t.Run(row.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := welcomed(t)
				w.d.Jitter = func(d time.Duration) time.Duration { return d / 4 }
				w.trouble = true
				w.office.Break("", row.at, -1)
				w.run(48 * time.Hour)
				if n := len(w.letters("ana")); n != 0 {
					t.Fatalf("Ana has %d mails through a server that is away", n)
				}
				waiting := len(w.deliveries())
				for _, x := range w.deliveries() {
					if x.State != store.Queued || x.Attempt > 240 {
						t.Errorf("delivery %d is %s after %d attempts, want it to wait, with ever longer pauses", x.ID, x.State, x.Attempt)
					}
				}
				w.office.Mend()
				w.trouble = false
				w.run(24 * time.Hour)
				if n := len(w.letters("ana")) + len(w.letters("tomasz")); n < waiting {
					t.Errorf("%d mails arrived, want all %d", n, waiting)
				}
				for _, who := range []string{"ana", "tomasz"} {
					all := w.letters(who)
					if !slices.IsSortedFunc(all, func(a, b letter) int { return a.x.Queued.Compare(b.x.Queued) }) {
						t.Errorf("%s got mails out of order", who)
					}
				}
				w.holds("ana", "tomasz")
			})
		})
	}
}

// TestGivenUp: a mail that nobody takes for five days has failed, with the last
// words of the server.
func TestGivenUp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := welcomed(t)
		w.trouble = true
		w.office.Break(address("ana"), postoffice.Refuse(postoffice.Recipient, 450, "not today"), -1)
		w.run(7 * 24 * time.Hour)
		i := slices.IndexFunc(w.deliveries(), func(x store.Delivery) bool { return x.Address == address("ana") })
		if x := w.deliveries()[i]; x.State != store.Failed || !strings.Contains(x.Reply, "not today") {
			t.Errorf("the mail is %s, %q, want failed, with the words of the server", x.State, x.Reply)
		}
		w.sound()
	})
}

// TestBounces: mails that come back for good, on two days, rest the address;
// those that come back for now, or because of what they hold, do not.
func TestBounces(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		status string
		dead   bool
	}{{"5.1.1", true}, {"5.2.2", false}, {"5.7.1", false}, {"4.4.7", false}} {
		t.Run(row.status, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := welcomed(t)
				w.office.Break(address("ana"), postoffice.Bounce(time.Minute, row.status, "it came back"), 2)
				w.run(4 * 24 * time.Hour)
				ana, err := w.d.Store.PersonByAddress(t.Context(), address("ana"))
				if err != nil {
					t.Fatal(err)
				}
				if dead := !ana.Addresses[0].Dead.IsZero(); dead != row.dead {
					t.Errorf("the address is dead: %v, want %v", dead, row.dead)
				}
				bounces, err := w.d.Store.Bounces(t.Context(), ana.ID, monday.AddDate(0, 0, -1))
				if err != nil || len(bounces) != 2 || bounces[0].Status != row.status {
					t.Errorf("Bounces() = %+v, %v, want two with %s", bounces, err, row.status)
				}
				if got := w.record().Pair.State; got != mentoring.Active {
					t.Errorf("the pair is %s, want active", got)
				}
				w.sound()
				w.settled()
			})
		})
	}
}

// TestForgedBounce: anybody can write a report that a mail came back. Without
// the address that only the mail itself carried, it says nothing.
func TestForgedBounce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := welcomed(t)
		w.run(6 * time.Hour)
		forged := strings.Join([]string{
			"From: MAILER-DAEMON@world.test", "To: " + ours, "Subject: Undelivered Mail", "Date: " + time.Now().Format(time.RFC1123Z),
			"Content-Type: multipart/report; report-type=delivery-status; boundary=b", "", "--b", "Content-Type: message/delivery-status", "",
			"Reporting-MTA: dns; world.test", "", "Final-Recipient: rfc822; " + address("ana"), "Action: failed", "Status: 5.1.1", "", "--b--", "",
		}, "\r\n")
		w.office.Post(time.Now(), "", []string{ours}, []byte(forged))
		w.run(6 * time.Hour)
		ana, err := w.d.Store.PersonByAddress(t.Context(), address("ana"))
		if err != nil {
			t.Fatal(err)
		}
		if !ana.Addresses[0].Dead.IsZero() {
			t.Error("a forged report rests an address")
		}
		w.holds("ana", "tomasz")
	})
}
