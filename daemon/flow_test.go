package daemon_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"milepost/mail/postoffice/correspondent"
	"milepost/mentoring"
	"milepost/mentoring/ritual"
	"milepost/store"
)

// This file follows what people do with words alone, from their mailbox to
// their partner's.

// begun is a pair that has agreed, a day after its first mails.
func begun(t *testing.T) *world {
	t.Helper()
	w := welcomed(t)
	w.run(26 * time.Hour)
	return w
}

// hears reports whether somebody has read words in any mail.
func (w *world) hears(who, words string) bool {
	w.t.Helper()
	return slices.ContainsFunc(w.letters(who), func(l letter) bool { return strings.Contains(opened(w.t, l.raw), words) })
}

// strays sends a mail that answers nothing.
func (w *world) strays(who, subject, words string) {
	w.office.Post(time.Now(), address(who), []string{ours}, wrote(address(who), ours, subject, words))
}

func TestStrayMailIsPrivate(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := begun(t)
		w.strays("ana", "An idea", "I might move to Porto.")
		w.run(2 * time.Hour)
		if notice := w.latest("ana", "notice:stray"); !strings.Contains(notice.text, "I might move to Porto.") {
			t.Errorf("the notice does not show the words:\n%s", notice.text)
		}
		w.run(week)
		if w.hears("tomasz", "Porto") {
			t.Error("Tomasz read words that were written to nobody")
		}
		w.says("ana", "notice:stray", "pass on")
		w.run(week)
		if !w.hears("tomasz", "I might move to Porto.") {
			t.Error("Tomasz did not read words that were passed on")
		}
		w.holds("ana", "tomasz")
	})
}

func TestStrayWordsThatSilenceAreObeyed(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		words string
		holds func(mentoring.Member) bool
	}{
		{"stop", func(m mentoring.Member) bool { return !m.Stopped.IsZero() }},
		{"pause", func(m mentoring.Member) bool { return !m.PausedUntil.IsZero() }},
		{"Stop!\n\n-- \nAna Sousa", func(m mentoring.Member) bool { return !m.Stopped.IsZero() }},
	} {
		t.Run(row.words, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := begun(t)
				before := len(w.letters("tomasz"))
				w.strays("ana", "Hello", row.words)
				w.run(2 * time.Hour)
				if m := w.record().Pair.Mentee; !row.holds(m) {
					t.Errorf("%q was not obeyed: %+v", row.words, m)
				}
				if n := len(w.of("ana", "receipt")); n != 1 {
					t.Errorf("Ana has %d receipts, want 1", n)
				}
				if n := len(w.letters("tomasz")); n != before {
					t.Error("Tomasz heard of it at once")
				}
				w.holds("ana", "tomasz")
			})
		})
	}
}

// TestStrayOfSeveralPairs: whom it is about is asked, never guessed.
func TestStrayOfSeveralPairs(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := welcomed(t, func(s *setup) { s.people = []string{"kasia"} })
		w.join("tomasz", "kasia", true)
		w.run(26 * time.Hour)
		w.strays("tomasz", "About her", "She should hear of the opening in Porto.")
		w.run(2 * time.Hour)
		if in := w.incoming(); len(in) != 1 || in[0].State != store.Held {
			t.Errorf("messages = %+v, want one that is held", in)
		}
		if asked := w.latest("tomasz", "notice:which-pair"); !strings.Contains(asked.text, "opening in Porto") {
			t.Errorf("Tomasz is not shown his words again:\n%s", asked.text)
		}
		w.says("tomasz", "notice:which-pair", "I meant the one in Porto.")
		w.run(2 * time.Hour)
		if kept := w.record().Of(mentoring.NoteEntry); len(kept) != 1 || kept[0].Visible != ritual.Private {
			t.Errorf("notes = %v, want the answer, kept privately until it is known whom it is about", kept)
		}
		w.run(week)
		if w.hears("ana", "Porto") || w.hears("kasia", "Porto") {
			t.Error("a mentee read words that may have been about the other")
		}
		w.holds("ana", "tomasz", "kasia")
	})
}

// TestWasThisYou: a reply from another address waits for its owner's yes.
func TestWasThisYou(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		answer string
		state  store.MessageState
	}{{"yes", store.Recorded}, {"no", store.Held}} {
		t.Run(row.answer, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := welcomed(t, func(s *setup) { s.people = []string{"rui"} }) // Ana's other mailbox
				w.run(26 * time.Hour)
				l := w.write("ana", w.latest("ana", "welcome"), correspondent.Reply{Habit: bare, Free: "win: I gave the talk."})
				l.From, l.Raw = address("rui"), []byte(strings.Replace(string(l.Raw), "<"+address("ana")+">", "<"+address("rui")+">", 1))
				w.office.Post(time.Now(), l.From, l.To, l.Raw)
				w.run(2 * time.Hour)
				if n := len(w.office.Mailbox(address("rui"))); n != 0 {
					t.Fatalf("an address that nobody knows got %d mails", n)
				}
				if q := w.latest("ana", "notice:confirm-address"); strings.Contains(opened(t, q.raw), "I gave the talk") {
					t.Error("the question repeats words that may be somebody else's")
				}
				w.says("ana", "notice:confirm-address", row.answer)
				w.run(2 * time.Hour)
				if got := w.incoming()[0]; got.State != row.state {
					t.Errorf("after %q the mail is %s, want %s", row.answer, got.State, row.state)
				}
				wins := len(w.record().Of(mentoring.WinEntry))
				if want := map[string]int{"yes": 1, "no": 0}[row.answer]; wins != want {
					t.Errorf("after %q there are %d wins, want %d", row.answer, wins, want)
				}
				w.run(week)
				if w.hears("tomasz", "I gave the talk") != (row.answer == "yes") {
					t.Errorf("after %q Tomasz reads of it: %v", row.answer, row.answer != "yes")
				}
				w.holds("ana", "tomasz")
			})
		})
	}
}

var stopAddress = regexp.MustCompile(`List-Unsubscribe: <mailto:([^?>]+)`)

// TestStop: an empty mail to the address in the header ends it. The partner
// hears working days later, and never why.
func TestStop(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := begun(t)
		found := stopAddress.FindStringSubmatch(strings.ReplaceAll(opened(t, w.latest("ana", "welcome").raw), "\n ", ""))
		if found == nil {
			t.Fatal("the header names no address to stop")
		}
		w.office.Post(time.Now(), address("ana"), found[1:], wrote(address("ana"), found[1], "stop", ""))
		w.run(time.Hour)
		if r := w.record(); r.Pair.State != mentoring.Ending || r.Pair.Mentee.Stopped.IsZero() {
			t.Fatalf("the pair is %s after an empty mail to %s", r.Pair.State, found[1])
		}
		w.run(24 * time.Hour)
		if n := len(w.of("tomasz", "farewell")); n != 0 {
			t.Error("Tomasz heard at once")
		}
		ana := len(w.letters("ana"))
		w.run(2 * week)
		if n := len(w.of("tomasz", "farewell")); n != 1 {
			t.Errorf("Tomasz was told %d times, want once", n)
		}
		if n := len(w.letters("ana")); n != ana {
			t.Errorf("Ana got %d mails after she had stopped", n-ana)
		}
		if got := w.record().Pair.State; got != mentoring.Ended {
			t.Errorf("the pair is %s, want ended", got)
		}
		w.holds("ana", "tomasz")
	})
}

// TestStopUndone: who comes back in time was never away.
func TestStopUndone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := begun(t)
		w.says("ana", "welcome", "stop")
		w.run(30 * time.Hour)
		w.says("ana", "receipt", "resume")
		w.run(time.Hour)
		if got := w.record().Pair.State; got != mentoring.Active {
			t.Errorf("the pair is %s, want active", got)
		}
		before := len(w.letters("ana"))
		w.run(2 * week)
		if n := len(w.of("tomasz", "farewell")); n != 0 {
			t.Error("Tomasz was told of a stop that was undone")
		}
		if len(w.letters("ana")) == before {
			t.Error("Ana gets no mail any more")
		}
		w.holds("ana", "tomasz")
	})
}

// TestPause: nothing planned comes before its last day is over, and then it
// comes again.
func TestPause(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := begun(t)
		w.run(3 * 24 * time.Hour)
		w.says("ana", "welcome", "pause until 12 oct")
		w.run(2 * time.Hour)
		before := len(w.letters("ana"))
		w.until(time.Date(2026, 10, 12, 5, 0, 0, 0, time.UTC))
		for _, l := range w.letters("ana")[before:] {
			t.Errorf("Ana got a %q on %s, in her pause", l.x.Kind, l.post.At.Format(time.DateOnly))
		}
		w.run(week)
		if len(w.letters("ana")) == before {
			t.Error("Ana gets no mail after her pause")
		}
		if w.hears("tomasz", "pause until 12 oct") {
			t.Error("Tomasz reads the words of a pause")
		}
		w.holds("ana", "tomasz")
	})
}

// TestSnoozeAndSkip: the same questions come again on the day that was named;
// those that were skipped do not, and nobody is reminded.
func TestSnoozeAndSkip(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := begun(t)
		w.ask("check-in")
		w.run(24 * time.Hour)
		first := w.latest("ana", "check-in")
		w.says("ana", "check-in", "snooze thursday")
		w.run(time.Hour)
		w.until(time.Date(2026, 9, 18, 20, 0, 0, 0, time.UTC)) // a Friday
		again := w.of("ana", "check-in")
		if len(again) < 2 || again[1].x.Queued.Weekday() != time.Thursday || !slices.Equal(again[1].x.Prompts, first.x.Prompts) || again[1].x.N != 1 {
			t.Fatalf("after a snooze Ana has %d check-ins, want the same once more on Thursday", len(again))
		}
		w.says("ana", "check-in", "skip")
		w.run(time.Hour)
		_, p := promptOf(w.record(), w.latest("ana", "check-in").x.Prompts[0])
		if p.State != ritual.Skipped {
			t.Errorf("the prompt is %s, want skipped", p.State)
		}
		w.run(4 * 24 * time.Hour)
		if n := len(w.of("ana", "nudge:check-in")); n != 0 {
			t.Errorf("Ana was reminded %d times of what she had skipped", n)
		}
		w.holds("ana", "tomasz")
	})
}

func promptOf(r mentoring.Record, id int64) (ritual.Round, ritual.Prompt) {
	for _, round := range r.Rounds {
		for _, p := range round.Prompts {
			if p.ID == id {
				return round, p
			}
		}
	}
	return ritual.Round{}, ritual.Prompt{}
}

// answers is a reply with an answer to each of the first questions.
func answers(texts ...string) correspondent.Reply {
	r := correspondent.Reply{Habit: correspondent.Habit{Client: correspondent.MailtoTap, Placing: correspondent.Bare, Label: "%d: "}}
	for i, text := range texts {
		r.Answers = append(r.Answers, correspondent.Answer{Question: i + 1, Text: text})
	}
	return r
}

// TestLoneAnswer: words that wait for the other's stay with their author when
// the other says nothing, until their author shares them.
func TestLoneAnswer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := begun(t)
		w.ask("relationship-review")
		w.run(3 * 24 * time.Hour)
		w.reply("ana", "relationship-review", answers("4", "3", "Keep the walks, drop the slides.", "I want to lead people."))
		w.run(3 * week)
		if w.hears("tomasz", "Keep the walks") {
			t.Fatal("Tomasz read a lone answer")
		}
		w.says("ana", "relationship-review", "share")
		w.run(5 * week) // who was silent hears monthly
		if !w.hears("tomasz", "Keep the walks, drop the slides.") {
			t.Error("Tomasz did not read what was shared")
		}
		if w.hears("tomasz", "I want to lead people.") {
			t.Error("Tomasz read the answer that is for nobody")
		}
		w.holds("ana", "tomasz")
	})
}

// TestReveal: a day after the second answer both read both, side by side.
func TestReveal(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := begun(t)
		w.ask("relationship-review")
		w.run(2 * 24 * time.Hour)
		w.reply("ana", "relationship-review", answers("4", "3", "Keep the walks.", "I want to lead people."))
		w.run(2 * time.Hour)
		w.reply("tomasz", "relationship-review", answers("5", "2", "Keep the questions.", "Less often."))
		w.run(2 * time.Hour)
		for _, round := range w.record().Rounds {
			if round.State == ritual.Revealed {
				t.Errorf("%s is revealed before a day is over", round.Ritual)
			}
		}
		w.run(10 * 24 * time.Hour)
		for _, row := range []struct {
			who, words string
			want       bool
		}{
			{"tomasz", "Keep the walks.", true},
			{"ana", "Keep the questions.", true},
			{"tomasz", "I want to lead people.", false},
			{"ana", "Less often.", false},
		} {
			if got := w.hears(row.who, row.words); got != row.want {
				t.Errorf("%s reads %q: %v, want %v", row.who, row.words, got, row.want)
			}
		}
		w.holds("ana", "tomasz")
	})
}

// TestProposal: what one proposes stands once the other has said yes.
func TestProposal(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := begun(t)
		w.says("tomasz", "welcome", "goal: lead the review of the parser by 1 december\ngoal: give a talk by 15 november")
		w.run(2 * time.Hour)
		if n := len(w.record().Of(mentoring.GoalEntry, mentoring.ProposedState)); n != 2 {
			t.Fatalf("%d goals are proposed, want 2", n)
		}
		w.run(week)
		if !w.hears("ana", "lead the review of the parser") {
			t.Fatal("Ana was not asked")
		}
		w.says("ana", "digest", "yes to all")
		w.run(2 * time.Hour)
		if n := len(w.record().Of(mentoring.GoalEntry, mentoring.OpenState)); n != 2 {
			t.Errorf("after a yes to all %d goals are open, want 2", n)
		}
		w.holds("ana", "tomasz")
	})
}

// TestWallClock: mails come at the same hour of the person's day before and
// after the clocks have changed.
func TestWallClock(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, time.Date(2026, 10, 5, 5, 0, 0, 0, time.UTC))
		w.join("tomasz", "ana", true)
		w.after = newCrowd(w, 5, "ana", "tomasz").read
		w.run(6 * week)
		for who, zone := range map[string]string{"ana": "Europe/Lisbon", "tomasz": "Europe/Warsaw"} {
			loc, err := time.LoadLocation(zone)
			if err != nil {
				t.Fatal(err)
			}
			seen := map[bool]int{}                      // by whether it is winter
			for _, l := range w.of(who, "digest")[2:] { // the first two may wait for a day without another mail
				at := l.x.Queued.In(loc)
				if at.Format("Mon 15:04") != "Mon 08:30" {
					t.Errorf("%s's digest came at %s, want Monday 08:30", who, at.Format("Mon 2 Jan 15:04 MST"))
				}
				seen[!at.IsDST()]++
			}
			if seen[true] == 0 || seen[false] == 0 {
				t.Errorf("%s has digests of summer and winter: %v, want both", who, seen)
			}
		}
		w.holds("ana", "tomasz")
	})
}
