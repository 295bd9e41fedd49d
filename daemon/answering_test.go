package daemon_test

import (
	netmail "net/mail"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"milepost/mail/postoffice/correspondent"
	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
	"milepost/store"
)

// This file follows the ways in which answers come back: twice, in parts, late,
// corrected, with others in copy.

// asked is a pair with its first check-in in both mailboxes.
func asked(t *testing.T) *world {
	t.Helper()
	w := begun(t)
	w.ask("check-in")
	w.run(24 * time.Hour)
	return w
}

// answers are Ana's standing answers by the key of their question, all rounds.
func (w *world) answers(key string) (texts []string) {
	for _, e := range w.record().Entries {
		if e.Kind == mentoring.AnswerEntry && e.Key == key && e.State != mentoring.WithdrawnState {
			texts = append(texts, e.Text)
		}
	}
	return texts
}

func (w *world) wantAnswers(key string, want ...string) {
	w.t.Helper()
	if got := w.answers(key); strings.Join(got, "|") != strings.Join(want, "|") {
		w.t.Errorf("answers to %q = %q, want %q", key, got, want)
	}
}

// keys are the keys of a mail's questions in order.
func keys(l letter) []string {
	var out []string
	for _, q := range l.x.Asked {
		out = append(out, q.Key)
	}
	return out
}

func between(client correspondent.Client, answers ...string) correspondent.Reply {
	r := correspondent.Reply{Habit: correspondent.Habit{Client: client, Placing: correspondent.Between}}
	for i, a := range answers {
		if a != "" {
			r.Answers = append(r.Answers, correspondent.Answer{Question: i + 1, Text: a})
		}
	}
	return r
}

// TestSameReplyTwice: a client that writes to Reply-To and From sends its reply
// twice, some without an id of its own.
func TestSameReplyTwice(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name string
		copy func(string) string
	}{
		{"the same bytes", func(raw string) string { return raw }},
		{"with another id", func(raw string) string { return strings.Replace(raw, "Message-ID: <", "Message-ID: <2.", 1) }},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := asked(t)
				to := w.latest("ana", "check-in")
				l := w.write("ana", to, between(correspondent.Mutt, "I shipped the parser.", "Nothing."))
				w.office.Post(time.Now(), l.From, l.To, l.Raw)
				w.run(time.Hour)
				w.office.Post(time.Now(), l.From, l.To, []byte(row.copy(string(l.Raw))))
				w.run(2 * time.Hour)
				w.wantAnswers(keys(to)[0], "I shipped the parser.")
				w.wantAnswers(keys(to)[1], "Nothing.")
				w.holds("ana", "tomasz")
			})
		})
	}
}

// TestAnswersInParts: two mails answer one prompt, and a third corrects them.
func TestAnswersInParts(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := asked(t)
		to := w.latest("ana", "check-in")
		key := keys(to)
		for _, words := range []string{"2: A cold.", "1: I shipped the parser.", "2: No, it was the release that held me up."} {
			w.says("ana", "check-in", words)
			w.run(time.Hour)
		}
		w.wantAnswers(key[0], "I shipped the parser.")
		w.wantAnswers(key[1], "No, it was the release that held me up.")
		w.run(week)
		if w.hears("tomasz", "A cold.") {
			t.Error("Tomasz read an answer that had been corrected")
		}
		w.holds("ana", "tomasz")
	})
}

// TestPartnerInCopy: who else gets the answer changes nothing about it, and a
// partner who then answers to all does not write in its author's name.
func TestPartnerInCopy(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := asked(t)
		to := w.latest("ana", "check-in")
		r := between(correspondent.GmailWeb, "I shipped the parser.")
		r.Cc = []netmail.Address{{Name: someone["tomasz"].name, Address: address("tomasz")}}
		l := w.write("ana", to, r)
		w.office.Post(time.Now(), l.From, l.To, l.Raw)
		w.run(time.Hour)
		w.wantAnswers(keys(to)[0], "I shipped the parser.")
		all := w.write("tomasz", to, correspondent.Reply{Habit: bare, Free: "1: I say so, too."})
		w.office.Post(time.Now(), all.From, all.To, all.Raw)
		w.run(time.Hour)
		w.wantAnswers(keys(to)[0], "I shipped the parser.")
		w.holds("ana") // Tomasz's mailbox has a copy that we did not send
	})
}

// TestLastWeeksQuestions: an answer belongs to the week whose question stands
// above it, also where it comes as an answer to this week's mail.
func TestLastWeeksQuestions(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, top string
		private   bool
	}{
		{"alone", "", false},
		{"with an answer to this week", "2: A cold.\r\n\r\n", false},
		{"all private", "private\r\n\r\n", true},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := asked(t)
				first := w.latest("ana", "check-in")
				w.run(6 * 24 * time.Hour)
				w.ask("check-in")
				w.run(24 * time.Hour)
				second := w.latest("ana", "check-in")
				mutt := correspondent.Habit{Client: correspondent.Mutt, Placing: correspondent.Bare}
				l := w.write("ana", second, correspondent.Reply{Habit: mutt, Free: "HERE"})
				body := row.top + "From last week:\r\n\r\n"
				for line := range strings.SplitSeq(strings.TrimSpace(first.text), "\n") {
					body += "> " + strings.TrimRight(line, "\r") + "\r\n"
					if strings.HasSuffix(strings.TrimSpace(line), first.x.Asked[0].Text) {
						body += "\r\nThe answer to last week.\r\n\r\n"
					}
				}
				w.office.Post(time.Now(), l.From, l.To, []byte(strings.Replace(string(l.Raw), "HERE", body, 1)))
				w.run(time.Hour)
				rounds := map[string]int64{}
				for _, e := range w.record().Of(mentoring.AnswerEntry) {
					rounds[e.Text] = e.Round
					if private := e.Visible == ritual.Private; private != row.private {
						t.Errorf("%q is visible to %q", e.Text, e.Visible)
					}
				}
				if got, want := rounds["The answer to last week."], first.x.Period; got == 0 {
					t.Errorf("rounds of the answers = %v, want one of %s", rounds, want)
				} else if round, _ := w.record().Round(got); round.Period != want {
					t.Errorf("the answer is in the round of %s, want %s", round.Period, want)
				}
				if receipt := w.latest("ana", "receipt"); !strings.Contains(receipt.text, "earlier mail: The answer to last week.") {
					t.Errorf("the receipt does not tell of last week's answer:\n%s", receipt.text)
				}
				w.run(week)
				if w.hears("tomasz", "The answer to last week.") == row.private {
					t.Error("what Tomasz reads is not what Ana said he may")
				}
				w.holds("ana", "tomasz")
			})
		})
	}
}

// TestMaybeMissed: where most of a mail looks like the quote of another, its
// author is told, and nothing is held back.
func TestMaybeMissed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := asked(t)
		foreign := "From: Rui <rui@world.test>\nSent: Friday, November 14, 2025 2:00 PM\nTo: Ana <ana@world.test>\nSubject: The plan\n\n" +
			strings.Repeat("This is the plan as we had it last year, and it is a long one.\n", 20)
		w.says("ana", "check-in", "1: Have a look below.\n\n"+foreign)
		w.run(2 * time.Hour)
		if got := w.incoming(); len(got) == 0 || got[len(got)-1].State != store.Recorded {
			t.Fatalf("messages = %+v, want the last one recorded", got)
		}
		if receipt := w.latest("ana", "receipt"); !strings.Contains(receipt.text, "looked like a quote") {
			t.Errorf("the receipt does not say that words were left out:\n%s", receipt.text)
		}
		w.holds("ana", "tomasz")
	})
}

// TestNumberAddedToTheSameWords: a receipt asks to say again, with the number in
// front, what could not be placed. Whoever does that is no program.
func TestNumberAddedToTheSameWords(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := asked(t)
		const words = "Saying no to the long meeting without a quarrel was hard for me."
		key := keys(w.latest("ana", "check-in"))
		w.says("ana", "check-in", words)
		w.run(2 * time.Hour)
		if receipt := w.latest("ana", "receipt"); !strings.Contains(receipt.text, "number first") {
			t.Fatalf("the receipt does not ask for the number:\n%s", receipt.text)
		}
		w.says("ana", "receipt", "2: "+words)
		w.run(2 * time.Hour)
		w.wantAnswers(key[1], words)
		w.holds("ana", "tomasz")
	})
}

// TestWishAmongSections: what one section's part of a mail says of its author
// holds, also where the other's part changes them, too.
func TestWishAmongSections(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, time.Date(2026, 9, 14, 7, 0, 0, 0, time.UTC), func(s *setup) { s.people = []string{"kasia"} }) // a Monday
		w.join("tomasz", "ana", true)
		w.join("tomasz", "kasia", true)
		w.run(3 * week)
		to := w.latest("tomasz", "check-in")
		if len(to.x.Pairs) != 2 {
			t.Fatalf("the check-in is about %d pairs, want 2", len(to.x.Pairs))
		}
		away := mentoring.Absence{Since: time.Now().Add(-time.Hour), Noted: time.Now(), Back: calendar.DateIn(time.Now(), time.UTC).AddDays(9)}
		if err := w.d.Store.Away(t.Context(), to.x.Person, away, time.Now()); err != nil {
			t.Fatal(err)
		}
		r := correspondent.Reply{Habit: correspondent.Habit{Client: correspondent.Mutt, Placing: correspondent.Between}}
		for _, q := range to.x.Asked {
			text := "All is well."
			if q.Pair == int64(w.pairs[0]) {
				text += "\n\ntext only"
			}
			r.Answers = append(r.Answers, correspondent.Answer{Question: q.N, Text: text})
		}
		l := w.write("tomasz", to, r)
		w.office.Post(time.Now(), l.From, l.To, l.Raw)
		w.run(2 * time.Hour)
		who, err := w.d.Store.Person(t.Context(), to.x.Person)
		if err != nil || !who.TextOnly || who.Absence != (mentoring.Absence{}) {
			t.Errorf("Tomasz has text only %v and is away %+v, error %v; want text only, and here", who.TextOnly, who.Absence, err)
		}
		w.sound()
	})
}
