package mentoring_test

import (
	"slices"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// This file holds, one each, what the years have found.

// TestReviewOfNoGoal says so where a goal that is reviewed does not exist.
func TestReviewOfNoGoal(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ text, doubt string }{
		{"1: keep G9", "unknown-ref"}, {"1: drop C9", "unknown-ref"}, {"1: keep G1", ""},
	} {
		w := asked(t, "goal-review")
		if _, doubt, _ := w.answers(ana, row.text, noon); doubt != row.doubt {
			t.Errorf("after %q: the doubt is %q, want %q", row.text, doubt, row.doubt)
		}
	}
	// "drop" in a review lets go of the goal, as its receipt says.
	w := asked(t, "goal-review")
	w.answers(ana, "1: drop G1", noon)
	if g, _ := w.records[0].Entry("G1"); g.State != mentoring.DroppedState {
		t.Errorf("after drop G1 in a review it is %s", g.State)
	}
}

// TestSilenceBroken drops the honest question that waits for somebody who has
// written since it was planned.
func TestSilenceBroken(t *testing.T) {
	t.Parallel()
	start := instant("2026-01-05 09:00")
	w := newWorld(t, pair(start))
	w.run(start, instant("2026-01-23 13:00"), time.Hour)
	w.records[0].People[0].Hours.From, w.records[0].People[0].Hours.To = calendar.NewClock(15, 0), calendar.NewClock(18, 0)
	w.plan(instant("2026-01-23 16:00"))
	w.say(ana, w.latest(ana, "check-in"), "1: sorry, busy weeks", instant("2026-01-23 16:10"))
	w.plan(instant("2026-01-23 16:20"))
	for _, round := range w.records[0].Rounds {
		d, _ := w.policy.Ritual(round.Ritual)
		if p, ok := round.PromptOf(int64(ana)); ok && d.Trigger == ritual.OnSilence && p.State != ritual.Dropped {
			t.Errorf("the honest question of %s is %s, want it dropped", round.Period, p.State)
		}
	}
}

// TestSnoozeInAPause puts a question off to the end of the pause.
func TestSnoozeInAPause(t *testing.T) {
	t.Parallel()
	w := asked(t, "check-in")
	w.say(ana, mentoring.Mail{}, "pause 4 weeks", noon)
	w.answers(ana, "snooze 3 days", noon.Add(time.Hour))
	m, _ := w.records[0].Pair.Member(ana)
	if got := mentoring.Today(w.records[0].People[0], w.promptOf(ana).Due); got.Before(m.PausedUntil) {
		t.Errorf("the question is put off to %s, in a pause until %s", got, m.PausedUntil)
	}
}

// TestSnoozedQuestionStays puts the same wording of a bank again, and asks the
// next one in the round after.
func TestSnoozedQuestionStays(t *testing.T) {
	t.Parallel()
	start := instant("2026-01-05 09:00")
	w := newWorld(t, pair(start))
	for i, d := range w.policy.Rituals {
		if d.Name == "check-in" {
			w.policy.Rituals[i].Questions = []ritual.Question{{Key: "open", Kind: ritual.Text, Bank: []string{"a", "b", "c"}}}
		}
	}
	w.answer = func(m sentMail) string {
		if m.Ritual == "check-in" && m.at.Before(instant("2026-01-17 00:00")) {
			return "snooze tuesday"
		}
		return "all in all well"
	}
	w.run(start, instant("2026-01-24 00:00"), time.Hour)
	var got []string
	for _, m := range w.sent {
		if m.Person == ana && m.Ritual == "check-in" {
			got = append(got, m.Prompts[0].Prompt.Asked[0].Key)
		}
	}
	if want := []string{"b", "b", "c"}; !slices.Equal(got, want) {
		t.Errorf("Ana is asked %q, want %q", got, want)
	}
}
