package mentoring_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

func TestStanding(t *testing.T) {
	t.Parallel()
	w := underWay(t)
	w.say(ana, mentoring.Mail{}, "done M1\nmilestone G1: second program by 1 march\nmilestone G1: third by 1 feb\nmilestone G1: private: fourth", noon)
	w.say(tomasz, mentoring.Mail{}, "yes M3\nyes M4\nnext: 4 feb 17:00", noon)
	short := func(who mentoring.PersonID) string {
		s := w.records[0].Standing(who, noon)
		var out []string
		for _, g := range s.Goals {
			x := fmt.Sprintf("%s %d of %d", g.Goal.Ref(), g.Done, g.Total)
			if g.Next != nil {
				x += " next " + g.Next.Ref()
			}
			out = append(out, x)
		}
		for _, e := range s.Proposals {
			out = append(out, "waits "+e.Ref())
		}
		if s.Next != nil {
			out = append(out, stamp(s.Next.At))
		}
		return strings.Join(out, "; ")
	}
	if got, want := short(ana), "G1 1 of 3 next M4; Wed 2026-02-04 17:00"; got != want {
		t.Errorf("Standing(Ana) = %q, want %q", got, want)
	}
	if got, want := short(tomasz), "G1 1 of 3 next M4; waits G3; waits M2; Wed 2026-02-04 17:00"; got != want {
		t.Errorf("Standing(Tomasz) = %q, want %q", got, want)
	}
	begun := func() bool { return w.records[0].Standing(ana, noon).Goals[0].Begun }
	if begun() {
		t.Errorf("the next milestone is begun before anybody rated the goal")
	}
	w.records[0].Entries = append(w.records[0].Entries, mentoring.Entry{
		ID: w.id(), Kind: mentoring.RatingEntry, State: mentoring.KeptState, Visible: ritual.Shared, Author: ana, Parent: 1, Value: 4, Changed: noon.Add(time.Hour),
	})
	if !begun() {
		t.Errorf("the next milestone is not begun after a rating")
	}
}

func TestNearestGoal(t *testing.T) {
	t.Parallel()
	day := func(d int) calendar.Date { return calendar.NewDate(2026, 3, d) }
	goal := func(n int, due calendar.Date) mentoring.Entry {
		return mentoring.Entry{Kind: mentoring.GoalEntry, Number: n, State: mentoring.OpenState, Visible: ritual.Shared, Due: due}
	}
	step := func(goal int, due calendar.Date, state mentoring.State, v ritual.Visibility) mentoring.Entry {
		return mentoring.Entry{Kind: mentoring.MilestoneEntry, Number: goal, Parent: goal, State: state, Visible: v, Due: due}
	}
	for _, row := range []struct {
		name    string
		entries []mentoring.Entry
		want    int
	}{
		{"none", nil, 0},
		{"the first without dates", []mentoring.Entry{goal(1, calendar.Date{}), goal(2, calendar.Date{})}, 1},
		{"a date before none", []mentoring.Entry{goal(1, calendar.Date{}), goal(2, day(9))}, 2},
		{"the earlier", []mentoring.Entry{goal(1, day(9)), goal(2, day(8))}, 2},
		{"the earlier milestone", []mentoring.Entry{goal(1, day(5)), goal(2, day(8)), step(2, day(2), mentoring.OpenState, ritual.Shared)}, 2},
		{"a milestone that is done", []mentoring.Entry{goal(1, day(5)), goal(2, day(8)), step(2, day(2), mentoring.DoneState, ritual.Shared)}, 1},
		{"a milestone that is private", []mentoring.Entry{goal(1, day(5)), goal(2, day(8)), step(2, day(2), mentoring.OpenState, ritual.Private)}, 1},
	} {
		r := pair(noon)
		r.Entries = row.entries
		if got, _ := r.NearestGoal(); got.Number != row.want {
			t.Errorf("%s: NearestGoal() = G%d, want G%d", row.name, got.Number, row.want)
		}
	}
}

func TestSessions(t *testing.T) {
	t.Parallel()
	w := newWorld(t, pair(instant("2026-01-05 09:00")))
	say := func(text string, at time.Time) string {
		before := slices.Clone(w.records[0].Entries)
		w.say(ana, mentoring.Mail{}, text, at)
		return diff(before, w.records[0].Entries)
	}
	for _, row := range []struct{ text, at, want string }{
		{"next: 28 jan 17:00 for 30 minutes", "2026-01-21 12:00", "session planned shared 30 Wed 2026-01-28 17:00"},
		{"next: 29 jan 17:00", "2026-01-22 12:00", "session planned shared 45 Thu 2026-01-29 17:00"}, // moved, not a second one
		{"met", "2026-01-29 18:00", "session held shared 45 Thu 2026-01-29 17:00"},
		{"met", "2026-02-05 18:00", "session held shared Thu 2026-02-05 12:00"},                      // nobody had planned it
		{"next: 10 feb 17:00", "2026-02-06 12:00", "session planned shared 45 Tue 2026-02-10 17:00"}, // and nobody said that it took place
		{"next: 17 feb 17:00", "2026-02-12 12:00", "session planned shared 45 Tue 2026-02-17 17:00"},
		{"met tuesday", "2026-02-19 12:00", "session held shared 45 Tue 2026-02-17 17:00"},
		{"next: 24 feb 17:00", "2026-02-19 12:00", "session planned shared 45 Tue 2026-02-24 17:00"},
		{"met yesterday", "2026-02-26 12:00", "session held shared 45 Tue 2026-02-24 17:00"}, // a day later than planned
	} {
		if got := say(row.text, instant(row.at)); got != row.want {
			t.Errorf("%q: %q, want %q", row.text, got, row.want)
		}
	}
	if _, ok := w.records[0].NextSession(instant("2026-02-26 13:00")); ok {
		t.Errorf("a session is still planned")
	}
}

// TestReview applies what is said of goals: the mentee decides, the mentor has
// a view.
func TestReview(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		who        mentoring.PersonID
		text, want string
	}{
		{ana, "1: park G1", "G1 parked shared [learn Go]; answer kept shared [park G1]"},
		{ana, "1: change G1: learn Rust by 1 march", "G1 open shared [learn Rust] 2026-03-01; answer kept shared [change G1: learn Rust by 1 march]"},
		{ana, "1: G1 finish", "G1 finished shared [learn Go]; answer kept shared [G1 finish]"},
		{ana, "park G1", "G1 parked shared [learn Go]; answer kept shared [park G1]"},
		{tomasz, "1: park G1", "answer kept shared [park G1]"},
		{tomasz, "park G1", "answer kept shared [park G1]"},
		{ana, "1: as it is", "answer kept shared [as it is]"},
	} {
		w := asked(t, "goal-review")
		if got, doubt, _ := w.answers(row.who, row.text, noon.Add(time.Hour)); got != row.want || doubt != "" {
			t.Errorf("%d answers %q: %q, %q, want %q", row.who, row.text, got, doubt, row.want)
		}
	}
}
