package mentoring_test

import (
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// withGoal is a pair under way with a shared goal, two milestones and a goal of
// Ana's own, in the world as shipped.
func withGoal(t testing.TB) *world {
	t.Helper()
	w := shipped(t, pair(instant("2026-01-05 09:00")))
	w.answer = func(m sentMail) string { return map[string]string{"welcome": "yes", "kickoff": "1: learn"}[m.Ritual] }
	w.run(instant("2026-01-05 09:00"), instant("2026-01-12 12:00"), 30*time.Minute)
	w.sent, w.answer = nil, func(sentMail) string { return "nothing new" }
	for _, e := range []mentoring.Entry{
		{Kind: mentoring.GoalEntry, Number: 1, State: mentoring.OpenState, Text: "learn Go"},
		{Kind: mentoring.MilestoneEntry, Number: 1, State: mentoring.OpenState, Parent: 1, Text: "first program"},
		{Kind: mentoring.MilestoneEntry, Number: 2, State: mentoring.OpenState, Parent: 1, Text: "a tool that others use"},
		{Kind: mentoring.GoalEntry, Number: 2, State: mentoring.OpenState, Text: "another team", Visible: ritual.Private},
		{Kind: mentoring.MilestoneEntry, Number: 3, State: mentoring.OpenState, Parent: 2, Text: "apply", Visible: ritual.Private},
	} {
		w.put1(e, ana)
	}
	return w
}

// put1 adds an entry of a person's to the record, as of 12 January 2026.
func (w *world) put1(e mentoring.Entry, by mentoring.PersonID) mentoring.Entry {
	e.ID, e.Pair, e.Author, e.Created, e.Changed = w.id(), 1, by, instant("2026-01-12 09:00"), instant("2026-01-12 09:00")
	if e.Owner == 0 {
		e.Owner = by
	}
	if e.Visible == "" {
		e.Visible = ritual.Shared
	}
	w.records[0].Entries = append(w.records[0].Entries, e)
	return e
}

// got counts the mails of a ritual to a person.
func (w *world) got(who mentoring.PersonID, name string) int {
	n := 0
	for _, m := range w.sent {
		if m.Person == who && m.Ritual == name {
			n++
		}
	}
	return n
}

// TestAMilestoneIsToldAtOnce: the other one hears of a milestone within the
// hour, inside working hours, beside the budget, once, and never of a private one.
func TestAMilestoneIsToldAtOnce(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.lines(ana, "2026-01-21 20:00", reading.Line{Verb: reading.Done, Ref: "M1"}, reading.Line{Verb: reading.Done, Ref: "M3"})
	w.run(instant("2026-01-21 20:00"), instant("2026-01-22 12:00"), 30*time.Minute)
	w.checkDays(tomasz, "01-22 milestone-news")
	if n := w.got(ana, "milestone-news"); n != 0 {
		t.Errorf("Ana is told %d times what she said herself", n)
	}
	m := w.sent[0]
	if m.Count != 0 || m.Most != 0 || !m.at.Equal(instant("2026-01-22 08:00")) {
		t.Errorf("sent as mail %d of %d at %s, want beside the budget at 08:00", m.Count, m.Most, stamp(m.at))
	}
	o := w.records[0].Occasion(tomasz, m.Period)
	if o.Entry.Text != "first program" || o.By.ID != ana || o.Next == nil || o.Next.Text != "a tool that others use" {
		t.Errorf("Occasion() = %+v, want M1, said by Ana, with M2 next", o)
	}
	w.run(instant("2026-01-22 12:00"), instant("2026-02-22 12:00"), 2*time.Hour)
	if n := w.got(tomasz, "milestone-news"); n != 1 {
		t.Errorf("told %d times, want once", n)
	}
}

// TestTidingsKeepToOneADay: a second one waits for the next working day, and
// what is no news any more is left to the digest.
func TestTidingsKeepToOneADay(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.lines(ana, "2026-01-21 10:00", reading.Line{Verb: reading.Done, Ref: "M1"}, reading.Line{Verb: reading.Done, Ref: "M2"})
	w.run(instant("2026-01-21 10:00"), instant("2026-01-23 12:00"), 30*time.Minute)
	w.checkDays(tomasz, "01-21 milestone-news", "01-22 milestone-news")

	w = withGoal(t)
	w.lines(ana, "2026-01-21 10:00", reading.Line{Verb: reading.Done, Ref: "M1"})
	w.run(instant("2026-01-26 10:00"), instant("2026-01-26 12:00"), 30*time.Minute)
	if n := w.got(tomasz, "milestone-news"); n != 0 {
		t.Errorf("told %d times five days later, want left to the digest", n)
	}
}

// TestTakenBackBeforeItIsTold: what its author made private before the mail went
// out is not told.
func TestTakenBackBeforeItIsTold(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.lines(ana, "2026-01-21 20:00", reading.Line{Verb: reading.Done, Ref: "M1"})
	w.run(instant("2026-01-22 07:30"), instant("2026-01-22 08:00"), 30*time.Minute)
	r := &w.records[0]
	for i, e := range r.Entries {
		if e.Ref() == "M1" {
			r.Entries[i].Visible = ritual.Private
		}
	}
	w.run(instant("2026-01-22 08:00"), instant("2026-01-22 12:00"), 30*time.Minute)
	if n := w.got(tomasz, "milestone-news"); n != 0 {
		t.Errorf("told of a private milestone")
	}
}
