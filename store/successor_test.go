package store

import (
	"testing"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// TestSuccessorGetsTheMenteesWordsWithAYes: goals and wins move with the yes, and
// no word of the former mentor, nor about them, does.
func TestSuccessorGetsTheMenteesWordsWithAYes(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	old := couple(t, s)
	a, b := old.Pair.Mentee.Person, old.Pair.Mentor.Person
	ok(t, s.write(t.Context(), func(t tx) error {
		for _, e := range []mentoring.Entry{
			{Kind: mentoring.GoalEntry, Number: 1, State: mentoring.OpenState, Visible: ritual.Shared, Author: a, Owner: a, Text: "moves"},
			{Kind: mentoring.NoteEntry, State: mentoring.KeptState, Visible: ritual.Private, Author: a, Owner: a, Text: "moves, private"},
			{Kind: mentoring.MilestoneEntry, Number: 1, Parent: 1, State: mentoring.OpenState, Visible: ritual.Shared, Author: b, Owner: a, Text: "the mentor's"},
			{Kind: mentoring.FeedbackEntry, State: mentoring.KeptState, Visible: ritual.Shared, Author: a, Owner: b, Text: "about the mentor"},
			{Kind: mentoring.AnswerEntry, State: mentoring.KeptState, Visible: ritual.Shared, Author: a, Owner: a, Text: "to the mentor"},
			{Kind: mentoring.WinEntry, State: mentoring.KeptState, Visible: ritual.AfterBoth, Author: a, Owner: a, Text: "hidden"},
		} {
			e.Pair = old.Pair.ID
			if err := apply(t, mentoring.PutEntry{Entry: e}, 0, monday); err != nil {
				return err
			}
		}
		return nil
	}))
	id := must(s.AddPair(t.Context(), NewPair{Mentor: person("Kasia Lis", "kasia@world.test"), Mentee: ana, After: old.Pair.ID}, monday))(t)
	r := must(s.Record(t.Context(), id))(t)
	if len(r.Entries) != 0 || r.Pair.After != old.Pair.ID {
		t.Fatalf("before the yes: %v after %d, want no entries", r.Entries, r.Pair.After)
	}
	p := r.Pair
	p.Mentee.Consent, p.Mentee.ConsentAt = mentoring.Agreed, monday
	ok(t, s.SavePair(t.Context(), p, AuditLine{What: "test"}, monday))
	r = must(s.Record(t.Context(), id))(t)
	for _, e := range r.Entries {
		if e.Text != "moves" && e.Text != "moves, private" {
			t.Errorf("%q moved", e.Text)
		}
		if e.Visible == ritual.Private && r.Sees(p.Mentor.Person, e) {
			t.Errorf("the new mentor sees %q", e.Text)
		}
	}
	if len(r.Entries) != 2 || r.Pair.After != 0 {
		t.Errorf("after the yes: %d entries, after %d; want 2 and 0", len(r.Entries), r.Pair.After)
	}
	if left := must(s.Record(t.Context(), old.Pair.ID))(t).Entries; len(left) != 4 {
		t.Errorf("the former pair keeps %d entries, want 4", len(left))
	}
}

// TestSilenceTakesBackWhatWaits: nothing of a silent pair is left to be sent.
func TestSilenceTakesBackWhatWaits(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	r := couple(t, s)
	prompts := ask(t, s, r, "check-in", "2026-W48", r.Pair.Mentee.Person)
	must(s.Queue(t.Context(), Draft{Person: r.Pair.Mentee.Person, Kind: "check-in", Period: "2026-W48", Prompts: []int64{prompts[0].ID}}, monday, letter("ana@mentors.example", prompts[0].ID)))(t)
	ok(t, s.Silence(t.Context(), r.Pair.ID, monday))
	if mails := must(s.Claim(t.Context(), monday, 10))(t); len(mails) != 0 {
		t.Errorf("Claim() = %d mails, want none", len(mails))
	}
	p := must(s.Record(t.Context(), r.Pair.ID))(t).Rounds[0].Prompts[0]
	if p.State != ritual.Dropped {
		t.Errorf("the prompt is %s, want dropped: nobody is reminded", p.State)
	}
}
