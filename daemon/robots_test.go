package daemon_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"milepost/mail"
	"milepost/mail/postoffice"
	"milepost/mail/postoffice/correspondent"
	"milepost/store"
)

// answering has a program answer each mail that comes to somebody, at once and
// every time.
func (w *world) answering(who string, program func(letter) *correspondent.Letter) {
	before, seen := w.after, 0
	w.after = func() {
		if before != nil {
			before()
		}
		all := w.office.Mailbox(address(who))
		for _, got := range all[seen:] {
			if out := program(w.openLetter(got)); out != nil {
				w.office.Post(time.Now().Add(time.Minute), out.From, out.To, out.Raw)
			}
		}
		seen = len(all)
	}
}

// TestLoops lets programs answer all our mail for thirty days, and counts what
// we send besides the planned mails: what answers a mail.
func TestLoops(t *testing.T) {
	t.Parallel()
	away := func(w *world, who string, client correspondent.Client) {
		w.answering(who, func(l letter) *correspondent.Letter {
			out := w.write(who, l, correspondent.Reply{Habit: correspondent.Habit{Client: client}, Free: "I am away and read this on my return."})
			return &out
		})
	}
	plainly := func(w *world, from func(n int) string, text string) {
		n := 0
		w.answering("ana", func(l letter) *correspondent.Letter {
			n++
			to := replyAddress(l)
			raw := wrote(from(n), to, "Re: "+l.subject, strings.ReplaceAll(text, "#", fmt.Sprint(n)), "In-Reply-To: <"+messageID(l.raw)+">")
			return &correspondent.Letter{From: from(n), To: []string{to}, Raw: raw}
		})
	}
	ana := func(int) string { return address("ana") }
	for _, row := range []struct {
		name   string
		robots func(*world)
		// most is how many mails answer others, for each planned mail to Ana.
		most int
	}{
		{"nobody", func(*world) {}, 0},
		{"two auto-responders", func(w *world) {
			away(w, "ana", correspondent.Vacation)
			away(w, "tomasz", correspondent.VacationExchange)
		}, 0},
		{"one without any mark", func(w *world) {
			plainly(w, ana, "Thank you for your mail. Somebody will look at it before long.")
		}, 1},
		{"one that counts", func(w *world) { plainly(w, ana, "Your request number # has come to us and was put in line.") }, 1},
		{"a ticket system with ever new addresses", func(w *world) {
			plainly(w, func(n int) string { return fmt.Sprintf("ticket-%d@world.test", n) }, "Your ticket # was opened.")
		}, 1},
		{"our own mail back", func(w *world) {
			w.answering("ana", func(l letter) *correspondent.Letter {
				return &correspondent.Letter{From: address("ana"), To: []string{ours}, Raw: l.raw}
			})
		}, 0},
		{"all mail comes back", func(w *world) {
			w.office.Break(address("ana"), postoffice.Bounce(time.Minute, "5.7.1", "not wanted"), -1)
		}, 0},
	} {
		t.Run(row.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := welcomed(t)
				row.robots(w)
				w.every(2*time.Hour, 30*24*time.Hour)
				w.after = nil
				w.run(2 * time.Hour)
				planned, answers := 0, 0
				for _, x := range w.deliveries() {
					switch {
					case strings.HasPrefix(x.Kind, "notice:") || x.Kind == "receipt":
						answers++
					case x.Address == address("ana"):
						planned++
					}
				}
				if planned == 0 || planned > 15 || answers > row.most*planned {
					t.Errorf("%d planned mails to Ana and %d answers, want at most 15 and %d of them", planned, answers, row.most*planned)
				}
				w.sound()
				w.settled()
				w.rhythm("ana", "tomasz")
			})
		})
	}
}

// replyAddress is where an answer to a mail of ours goes.
func replyAddress(l letter) string {
	m, err := mail.Parse(l.raw, mail.DefaultLimits)
	if err != nil || len(m.Header.Addresses("Reply-To")) == 0 {
		return ours
	}
	return m.Header.Addresses("Reply-To")[0].Addr
}

// TestReturnedMail: what proves that a mail of ours came back, and what it says.
func TestReturnedMail(t *testing.T) {
	t.Parallel()
	const text = "Your message could not be delivered: no such user here.\n550 5.1.1 unknown\n\n--- Below this line is a copy of the message.\n\n"
	for _, row := range []struct {
		name    string
		from    string
		body    func(letter) string
		bounces int
		reason  mail.Reason
	}{
		{"our Message-ID", "MAILER-DAEMON@world.test", func(l letter) string { return text + "Message-ID: <" + messageID(l.raw) + ">" }, 1, mail.ReasonBounce},
		{"our address for replies", "MAILER-DAEMON@world.test", func(l letter) string { return text + "Reply-To: <" + replyAddress(l) + ">" }, 1, mail.ReasonBounce},
		{"a delay", "MAILER-DAEMON@world.test", func(l letter) string {
			return "Warning: not yet delivered; we will keep trying.\n\nMessage-ID: <" + messageID(l.raw) + ">"
		}, 0, mail.ReasonDelayed},
		{"no proof", "MAILER-DAEMON@world.test", func(letter) string { return text + "Message-ID: <guess@mentors.example>" }, 0, mail.ReasonBounce},
		{"a changed token", "MAILER-DAEMON@world.test", func(l letter) string {
			return text + "Message-ID: <" + strings.Replace(messageID(l.raw), "d.aea", "d.aeb", 1) + ">"
		}, 0, mail.ReasonBounce},
	} {
		t.Run(row.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := welcomed(t)
				w.run(6 * time.Hour)
				l := w.letters("ana")[0]
				w.office.Post(time.Now(), "", []string{ours}, wrote(row.from, ours, "Delivery failure", row.body(l)))
				w.run(time.Hour)
				in := w.incoming()
				if m := in[len(in)-1]; m.State != store.Filed || m.Reason != string(row.reason) {
					t.Errorf("the mail is %s, %q, want filed, %q", m.State, m.Reason, row.reason)
				}
				got, err := w.d.Store.Bounces(t.Context(), w.record().Pair.Mentee.Person, monday.AddDate(0, 0, -7))
				if err != nil || len(got) != row.bounces {
					t.Errorf("Bounces() = %v, %v, want %d", got, err, row.bounces)
				}
				w.holds("ana", "tomasz")
			})
		})
	}
}
