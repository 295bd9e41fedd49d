package daemon_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"milepost/mail/postoffice/correspondent"
	"milepost/mentoring"
)

// TestOneLoop runs the whole loop once: welcome and consent, kickoff, check-in,
// answer, digest.
func TestOneLoop(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, time.Date(2026, 9, 14, 7, 0, 0, 0, time.UTC)) // a Monday
		w.addPair()
		w.run(2 * time.Hour)
		w.reply("ana", "welcome", correspondent.Reply{Habit: correspondent.Habit{Client: correspondent.GmailWeb, Placing: correspondent.Above}, Free: "Yes, gladly."})
		w.reply("tomasz", "welcome", correspondent.Reply{Habit: correspondent.Habit{Client: correspondent.MailtoTap, Placing: correspondent.Bare}, Free: "yes"})
		w.run(3 * time.Hour)
		if got := w.record().Pair.State; got != mentoring.Active {
			t.Fatalf("state after both said yes = %q, want active", got)
		}
		w.run(2 * 24 * time.Hour)
		w.reply("ana", "kickoff", correspondent.Reply{
			Habit:   correspondent.Habit{Client: correspondent.Thunderbird, Placing: correspondent.Between},
			Answers: []correspondent.Answer{{Question: 1, Text: "I want to lead a small project."}, {Question: 4, Text: "Speak up in design reviews by 1 march"}},
		})
		w.run(10 * 24 * time.Hour) // Friday of week 2, and past it
		w.reply("ana", "check-in", correspondent.Reply{
			Habit:   correspondent.Habit{Client: correspondent.Mutt, Placing: correspondent.Between},
			Answers: []correspondent.Answer{{Question: 1, Text: "Wrote the outline of the design note."}, {Question: 2, Text: "Too many meetings on Tuesday."}},
		})
		w.run(4 * 24 * time.Hour)
		for _, e := range w.record().Entries {
			t.Log(e.Kind, e.Key, e.Number, e.State, e.Visible, e.Text, e.Due)
		}
		digest := w.latest("tomasz", "digest")
		for _, want := range []string{"Wrote the outline of the design note.", "Too many meetings on Tuesday."} {
			if !strings.Contains(digest.text, want) {
				t.Errorf("the mentor's digest lacks %q:\n%s", want, digest.text)
			}
		}
	})
}
