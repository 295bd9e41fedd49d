package report

import (
	"fmt"
	"slices"
	"testing"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

func TestWithheld(t *testing.T) {
	t.Parallel()
	both := []ritual.Audience{{Role: ritual.Mentee}, {Role: ritual.Mentor}}
	policy := mentoring.DefaultPolicy()
	policy.Rituals = []ritual.Definition{
		{Name: "weekly", Trigger: ritual.OnSchedule, Audience: both},
		{Name: "first", Trigger: ritual.OnStarted, Audience: both, Replaces: []string{"weekly"}},
	}
	week := func(states ...ritual.PromptState) []ritual.Round {
		round := ritual.Round{ID: 1, Ritual: "weekly", Period: "2026-W49", State: ritual.Open, Opened: monday.AddDate(0, 0, 8)}
		for i, s := range states {
			round.Prompts = append(round.Prompts, ritual.Prompt{Person: int64(i + 1), State: s, Due: round.Opened})
		}
		return []ritual.Round{round}
	}
	replaced := "mentee 2026-W48 first takes its place, mentor 2026-W48 first takes its place"
	for _, test := range []struct {
		name   string
		change func(r *mentoring.Record)
		want   string
	}{
		{"first week", func(*mentoring.Record) {}, replaced},
		{"invited", func(r *mentoring.Record) { r.Pair.State = mentoring.Invited }, "waits for both to say yes"},
		{"paused", func(r *mentoring.Record) { r.Pair.State = mentoring.OnHold }, "paused until it is resumed"},
		{"ended", func(r *mentoring.Record) { r.Pair.State = mentoring.Ended }, ""},
		{"all sent", func(r *mentoring.Record) { r.Rounds = week(ritual.Sent, ritual.Sent) }, replaced},
		{"no room", func(r *mentoring.Record) { r.Rounds = week(ritual.Planned, ritual.Sent) }, replaced + ", mentee 2026-W49 waits for room: one planned mail a day, a few a week"},
		{"away", func(r *mentoring.Record) {
			r.Rounds = week(ritual.Sent)
			r.Pair.Mentor.PausedUntil = calendar.Date{Year: 2026, Month: 12, Day: 20}
		}, replaced + ", mentor 2026-W49 away until 2026-12-20"},
		{"silent", func(r *mentoring.Record) {
			r.Rounds = week(ritual.Sent)
			r.Pair.Mentor.Eased = monday
		}, replaced + ", mentor 2026-W49 asked less often for now, after some silence"},
	} {
		r := pairOfTwo()
		test.change(&r)
		got := ""
		for i, n := range Withheld(r, policy, monday, monday.AddDate(0, 0, 13), false) {
			if i > 0 {
				got += ", "
			}
			if n.Role != "" {
				got += fmt.Sprintf("%s %s ", n.Role, n.Period)
			}
			got += n.Reason
		}
		if got != test.want {
			t.Errorf("%s: Withheld() = %q, want %q", test.name, got, test.want)
		}
	}

	// The operator who is in the pair does not learn that the other is silent.
	r := pairOfTwo()
	r.Rounds = week(ritual.Sent)
	r.Pair.Mentor.Eased = monday
	if got := Withheld(r, policy, monday, monday.AddDate(0, 0, 13), true); slices.ContainsFunc(got, func(n NotSent) bool { return n.Period == "2026-W49" }) {
		t.Errorf("discreet Withheld() = %v, want nothing of the second week", got)
	}
}
