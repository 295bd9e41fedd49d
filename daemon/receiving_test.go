package daemon_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"milepost/mail"
	"milepost/mail/postoffice"
	"milepost/mail/postoffice/correspondent"
	"milepost/store"
)

// bare is a reply without a quote.
var bare = correspondent.Habit{Client: correspondent.GmailApp, Placing: correspondent.Bare}

// TestReceivingFaults has a reply and a stranger's mail wait in a mailbox whose
// server fails in each way that servers do.
func TestReceivingFaults(t *testing.T) {
	t.Parallel()
	type breakage struct {
		name   string
		office func(*postoffice.Options)
		fault  []postoffice.Fault
		hit    func(*world) // a turn later
	}
	rows := []breakage{
		{name: "nothing"},
		{name: "no MOVE", office: func(o *postoffice.Options) { o.NoMove = true }},
		{name: "neither MOVE nor UIDPLUS", office: func(o *postoffice.Options) { o.NoMove, o.NoUIDPlus = true, true }},
		{name: "UIDVALIDITY changes", hit: func(w *world) {
			if err := w.office.Rebuild(ours); err != nil {
				w.t.Fatal(err)
			}
		}},
		{name: "the password changes for an hour", hit: func(w *world) {
			for _, password := range []string{"another", "secret"} {
				if err := w.office.SetPassword(ours, password); err != nil {
					w.t.Fatal(err)
				}
				w.run(time.Hour)
			}
		}},
	}
	for name, at := range map[string]postoffice.Stage{
		"dial": postoffice.DialIMAP, "login": postoffice.Login, "select": postoffice.Select, "search": postoffice.Search,
		"fetch": postoffice.Fetch, "move": postoffice.Move,
	} {
		rows = append(rows,
			breakage{name: "refused at " + name, fault: []postoffice.Fault{postoffice.Refuse(at, 0, "not now")}},
			breakage{name: "cut at " + name, fault: []postoffice.Fault{postoffice.HangUp(at), postoffice.HangUp(at)}},
		)
		if at != postoffice.DialIMAP {
			rows = append(rows, breakage{name: "answer lost at " + name, fault: []postoffice.Fault{postoffice.LoseAnswer(at)}})
		}
	}
	rows = append(rows, breakage{name: "frozen at fetch", fault: []postoffice.Fault{postoffice.Freeze(postoffice.Fetch)}})
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := welcomed(t, func(s *setup) {
					s.people = []string{"stranger"}
					if row.office != nil {
						row.office(&s.office)
					}
				})
				w.run(6 * time.Hour)
				w.trouble = true
				for _, f := range row.fault {
					w.office.Break("", f, 1)
				}
				w.says("ana", "welcome", "win: I gave the talk.")
				w.office.Post(time.Now(), "stranger@"+domain, []string{ours}, wrote("stranger@"+domain, ours, "Hello", "Buy this."))
				w.run(time.Hour)
				if row.hit != nil {
					row.hit(w)
				}
				w.run(12 * time.Hour)
				states := map[store.MessageState]int{}
				for _, m := range w.incoming() {
					states[m.State]++
				}
				if states[store.Recorded] != 1 || states[store.Held] != 1 {
					t.Errorf("messages are %v, want one recorded and one held", states)
				}
				if n := len(w.record().Of("win")); n != 1 {
					t.Errorf("the win is in the record %d times", n)
				}
				w.holds("ana", "tomasz")
				w.tidied()
			})
		})
	}
}

// tidied checks that nothing was taken out of our mailbox: each message lies in
// the inbox or in one of our folders, at least once.
func (w *world) tidied() {
	w.t.Helper()
	there := map[string]bool{}
	s := w.d.Settings
	for _, folder := range []string{"INBOX", s.Processed, s.Attention, s.Automatic} {
		server := w.d.IMAP
		server.Mailbox = folder
		in, err := mail.OpenInbox(w.t.Context(), server)
		if err != nil {
			continue // nothing was ever moved there
		}
		listed, err := in.New(w.t.Context(), 0)
		if err != nil {
			w.t.Fatal(err)
		}
		for _, l := range listed {
			raw, err := in.Fetch(w.t.Context(), l.UID, 25<<20)
			if err != nil {
				w.t.Fatal(err)
			}
			there[string(raw)] = true
		}
		if err := in.Close(); err != nil {
			w.t.Fatal(err)
		}
	}
	for _, got := range w.office.Mailbox(ours) {
		if !there[string(got.Raw)] {
			w.t.Errorf("a mail of %s is gone from our mailbox", got.At.Format(time.DateTime))
		}
	}
}

// TestEveryMailHasItsReason posts all sorts of mail at once, with a good reply
// at the end. Each is settled with the reason that it has, none stops the next,
// and nobody but the two hears of any.
func TestEveryMailHasItsReason(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := welcomed(t, func(s *setup) {
			s.people = []string{"kasia", "stranger"}
			s.settings.Limits.Whole, s.settings.Limits.Text = 200<<10, 50<<10
		})
		w.join("tomasz", "kasia", true)
		w.run(12 * time.Hour)
		to := w.latest("ana", "welcome")
		// The words of a good reply, as mail that may be changed.
		good := func() string {
			return string(w.write("ana", to, correspondent.Reply{Habit: bare, Free: "It moved."}).Raw)
		}
		change := func(old, with string) string { return strings.Replace(good(), old, with, 1) }
		reply := w.write("ana", to, correspondent.Reply{Habit: bare, Free: "x"}).To[0]
		theirs := w.write("tomasz", w.latest("tomasz", "welcome"), correspondent.Reply{Habit: bare, Free: "x"}).To[0]
		flipped := strings.Replace(reply, "+aeaq", "+aeaa", 1)
		var nested string
		for n := range 60 {
			nested += fmt.Sprintf("Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", n, n)
		}
		header := func(h string) string { return change("MIME-Version: 1.0", h+"\r\nMIME-Version: 1.0") }

		ana, stranger, kasia := address("ana"), "stranger@"+domain, address("kasia")
		for _, row := range []struct {
			name, from, raw string
			state           store.MessageState
			reason          mail.Reason
		}{
			{"too large", ana, change("\r\n\r\n", "\r\n\r\n"+strings.Repeat("words\r\n", 40<<10)), store.Held, mail.ReasonTooLarge},
			{"too much text", ana, string(wrote(ana, reply, "Re: long", strings.Repeat("words\n", 10<<10))), store.Held, mail.ReasonTextTooLong},
			{"nested", ana, "From: " + ana + "\r\nTo: " + reply + "\r\nMessage-ID: <nested@world.test>\r\n" + nested, store.Held, mail.ReasonTooDeep},
			{"many parts", ana, "From: " + ana + "\r\nTo: " + reply + "\r\nMessage-ID: <parts@world.test>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + strings.Repeat("--b\r\n\r\nx\r\n", 200) + "--b--\r\n", store.Held, mail.ReasonTooManyParts},
			{"not to be decoded", ana, "From: " + ana + "\r\nTo: " + reply + "\r\nMessage-ID: <bytes@world.test>\r\nContent-Type: text/plain; charset=x-nobody\r\nContent-Transfer-Encoding: base64\r\n\r\n\xff\xfe\x00!!!===\r\n", store.Recorded, mail.ReasonProven},
			{"no From", ana, "To: " + reply + "\r\nMessage-ID: <nobody@world.test>\r\n\r\nIt moved.\r\n", store.Held, mail.ReasonNoSender},
			{"two From", ana, change("From: ", "From: "+stranger+"\r\nFrom: "), store.Held, mail.ReasonTwoSenders},
			{"forged From", stranger + ".test", good(), store.Held, mail.ReasonAuthFailed},
			{"the partner's token", ana, strings.ReplaceAll(change("In-Reply-To", "X-Was"), reply, theirs), store.Held, mail.ReasonPartnersToken},
			{"another's token", kasia, strings.ReplaceAll(good(), ana, kasia), store.Held, mail.ReasonOthersToken},
			{"a token from an unknown address", stranger, strings.ReplaceAll(good(), ana, stranger), store.Held, mail.ReasonUnknownSender},
			{"two tokens", ana, change("To: ", "Cc: "+theirs+"\r\nTo: "), store.Held, mail.ReasonTwoTokens},
			{"a changed token", ana, strings.ReplaceAll(good(), reply, flipped), store.Held, mail.ReasonBadToken},
			{"a stranger", stranger, string(wrote(stranger, ours, "Hello", "Hello.")), store.Held, mail.ReasonStranger},
			{"a robot", ana, header("Auto-Submitted: auto-replied"), store.Filed, mail.ReasonAutoSubmitted},
			{"an older robot", ana, header("X-Autoreply: yes"), store.Filed, mail.ReasonAutoReplyHeader},
			{"an absence", ana, change("Subject: Re: ", "Subject: Out of office: "), store.Filed, mail.ReasonAbsenceSubject},
			{"nobody to answer", "", change("In-Reply-To", "X-Was"), store.Filed, mail.ReasonNoReturnPath},
			{"bulk", ana, header("Precedence: bulk"), store.Filed, mail.ReasonPrecedence},
			{"a list", ana, header("List-Id: <all." + domain + ">"), store.Filed, mail.ReasonList},
			{"a receipt of a program", ana, "From: " + ana + "\r\nTo: " + reply + "\r\nMessage-ID: <mdn@world.test>\r\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b\r\n\r\n--b\r\n\r\nRead.\r\n--b--\r\n", store.Filed, mail.ReasonReport},
			{"the good one", ana, header("X-Last: yes"), store.Recorded, mail.ReasonProven},
		} {
			id := fmt.Sprintf("<row.%s@world.test>", strings.ReplaceAll(row.name, " ", "."))
			if old := messageID([]byte(row.raw)); old != "" {
				row.raw = strings.Replace(row.raw, "<"+old+">", id, 1)
			} else if messageID([]byte("Message-ID: "+id+"\r\n"+row.raw)) != "" {
				row.raw = "Message-ID: " + id + "\r\n" + row.raw
			}
			w.office.Post(time.Now(), row.from, []string{ours}, []byte(row.raw))
			before := len(w.messages())
			w.run(30 * time.Minute)
			came := w.messages()[before:]
			came = slices.DeleteFunc(came, func(m store.Message) bool { return m.Reason == string(mail.ReasonOwnMail) })
			if len(came) != 1 {
				t.Errorf("%s: %d messages came in, want 1", row.name, len(came))
				continue
			}
			if m := came[0]; m.State != row.state || m.Reason != string(row.reason) {
				t.Errorf("%s: the message is %s, %q, want %s, %q", row.name, m.State, m.Reason, row.state, row.reason)
			}
		}
		w.run(24 * time.Hour)
		for _, who := range []string{"stranger"} {
			if n := len(w.office.Mailbox(address(who))); n != 0 {
				t.Errorf("%s, who is in no pair, has %d mails", who, n)
			}
		}
		if n := len(w.of("ana", "notice:confirm-address")); n != 1 {
			t.Errorf("Ana was asked %d times whether a mail was hers, want once", n)
		}
		w.holds("ana", "tomasz", "kasia")
	})
}

// TestRevokedToken: a mail that was erased is answered. Nobody is there any more
// whose words these could be, and nobody is written to.
func TestRevokedToken(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := begun(t)
		l := w.write("ana", w.latest("ana", "welcome"), correspondent.Reply{Habit: bare, Free: "It moved."})
		if _, err := w.d.Store.Forget(t.Context(), w.record().Pair.Mentee.Person, store.AuditLine{What: "forget"}, time.Now()); err != nil {
			t.Fatal(err)
		}
		before := len(w.office.Mailbox(address("ana")))
		w.office.Post(time.Now(), l.From, l.To, l.Raw)
		w.run(24 * time.Hour)
		in := w.incoming()
		if m := in[len(in)-1]; m.State != store.Held || m.Reason != string(mail.ReasonRevokedToken) {
			t.Errorf("the reply is %s, %q, want held, %q", m.State, m.Reason, mail.ReasonRevokedToken)
		}
		if n := len(w.office.Mailbox(address("ana"))); n != before {
			t.Errorf("somebody who was erased got %d mails", n-before)
		}
		w.sound()
	})
}
