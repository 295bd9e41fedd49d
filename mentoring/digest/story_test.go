package digest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"milepost/mentoring"
	. "milepost/mentoring/digest"
	"milepost/mentoring/ritual"
)

// told is a record of a pair that has ended, with a bit of everything.
func told() *book {
	b := newBook()
	at := func(day int) time.Time { return b.Pair.Started.AddDate(0, 0, day) }
	add := func(day int, e mentoring.Entry) mentoring.Entry {
		e.Changed = at(day)
		return b.add(e)
	}
	add(1, mentoring.Entry{Kind: mentoring.AgreementEntry, Key: "aim", Text: "to lead"})
	add(1, mentoring.Entry{Kind: mentoring.GoalEntry, Number: 1, State: mentoring.FinishedState, Text: "lead a project"})
	add(1, mentoring.Entry{Kind: mentoring.GoalEntry, Number: 2, State: mentoring.DroppedState, Text: "write a book"})
	add(1, mentoring.Entry{Kind: mentoring.GoalEntry, Number: 3, State: mentoring.OpenState, Text: "her own", Visible: ritual.Private})
	add(40, mentoring.Entry{Kind: mentoring.MilestoneEntry, Number: 1, Parent: 1, State: mentoring.DoneState, Text: "second"})
	add(20, mentoring.Entry{Kind: mentoring.MilestoneEntry, Number: 2, Parent: 1, State: mentoring.DoneState, Text: "first"})
	add(2, mentoring.Entry{Kind: mentoring.MilestoneEntry, Number: 3, Parent: 1, State: mentoring.OpenState, Text: "third"})
	add(2, mentoring.Entry{Kind: mentoring.DetailEntry, Key: "sort", About: "M2", Text: "Gain a skill"})
	win := add(30, mentoring.Entry{Kind: mentoring.WinEntry, Text: "a talk", Form: "named"})
	add(31, mentoring.Entry{Kind: mentoring.CheerEntry, Author: tomasz, Link: win.ID, Text: "I saw it"})
	add(33, mentoring.Entry{Kind: mentoring.CommitmentEntry, Number: 1, Form: mentoring.TryForm, State: mentoring.DoneState, Text: "ask first", Response: "nobody answered"})
	add(34, mentoring.Entry{Kind: mentoring.CommitmentEntry, Number: 2, Author: tomasz, State: mentoring.DoneState, Text: "send the note"})
	add(35, mentoring.Entry{Kind: mentoring.FeedbackEntry, Author: tomasz, Text: "clear words"})
	add(36, mentoring.Entry{Kind: mentoring.NoteEntry, Text: "my own insight", Visible: ritual.Private})
	add(36, mentoring.Entry{Kind: mentoring.NoteEntry, Text: "for both"})
	add(37, mentoring.Entry{Kind: mentoring.SessionEntry, State: mentoring.HeldState})
	add(3, mentoring.Entry{Kind: mentoring.LetterEntry, Author: tomasz, Owner: ana, Visible: ritual.Private, Text: "dear Ana"})
	add(3, mentoring.Entry{Kind: mentoring.LetterEntry, Author: ana, Owner: ana, Visible: ritual.Private, Text: "dear me"})
	id := b.round("end", ritual.Revealed, at(80), ritual.Asked{N: 1, Key: "changed", Kind: ritual.Text, Visible: ritual.AfterBoth, Text: "What changed?"})
	for _, who := range []mentoring.PersonID{ana, tomasz} {
		b.add(mentoring.Entry{Kind: mentoring.AnswerEntry, Key: "changed", Round: id, Author: who, Text: fmt.Sprint("much for ", who), Visible: ritual.AfterBoth, Changed: at(81)})
	}
	b.Pair.State, b.Pair.Ended = mentoring.Ended, at(84)
	return b
}

// ending is a policy with a last round.
var ending = func() mentoring.Policy {
	p := quarterly
	p.Rituals = append([]ritual.Definition{{Name: "end", Trigger: "closing", Visible: ritual.AfterBoth}}, p.Rituals...)
	return p
}()

// TestStory gathers all that a pair did, for each as they may read it.
func TestStory(t *testing.T) {
	t.Parallel()
	b := told()
	h := Story(b.Record, ana, ending)
	if want := (Counts{Weeks: 13, Sessions: 1, Milestones: 2, Goals: 1, Kept: 2, Wins: 1}); h.Counts != want {
		t.Errorf("Counts = %+v, want %+v", h.Counts, want)
	}
	var goals []string
	for _, g := range h.Goals {
		goals = append(goals, string(g.Goal.State)+" "+g.Goal.Text)
		for _, m := range g.Milestones {
			goals = append(goals, m.Entry.Text)
		}
	}
	if want := "finished lead a project, first, second, dropped write a book"; strings.Join(goals, ", ") != want {
		t.Errorf("Goals = %q, want %q", goals, want)
	}
	if len(h.Sorts) != 2 || h.Sorts[0].Name != "gain a skill" || h.Sorts[0].Milestones[0].Ref() != "M2" || h.Sorts[1].Name != "" {
		t.Errorf("Sorts = %+v", h.Sorts)
	}
	if len(h.Wins) != 1 || h.Wins[0].Audience != "named" || h.Wins[0].Cheer == nil || h.Wins[0].Cheer.By != "Tomasz" {
		t.Errorf("Wins = %+v", h.Wins)
	}
	if len(h.Tries) != 1 || h.Tries[0].Outcome != "nobody answered" {
		t.Errorf("Tries = %+v, want that which came to nothing, too", h.Tries)
	}
	if len(h.Heard) != 1 || len(h.Purpose) != 1 || len(h.Closing) != 1 || h.Closing[0].Theirs != "much for 2" {
		t.Errorf("Heard = %v, Purpose = %v, Closing = %v", h.Heard, h.Purpose, h.Closing)
	}
	if len(h.Notes) != 2 || !h.Notes[0].Private || h.Notes[1].Private {
		t.Errorf("Notes = %+v", h.Notes)
	}
	if !slices.ContainsFunc(h.Letters, func(q Quote) bool { return q.Text == "dear me" }) {
		t.Errorf("Letters = %+v, want her own among them", h.Letters)
	}

	his := Story(b.Record, tomasz, ending)
	if all := fmt.Sprintf("%+v", his); strings.Contains(all, "her own") || strings.Contains(all, "my own insight") || strings.Contains(all, "dear") {
		t.Errorf("Tomasz reads %s", all)
	}
	if len(his.Heard) != 0 || his.Counts != h.Counts {
		t.Errorf("Heard = %v, Counts = %+v", his.Heard, his.Counts)
	}
}

// TestLettersStaySealed until the pair has ended.
func TestLettersStaySealed(t *testing.T) {
	t.Parallel()
	b := told()
	b.Pair.State, b.Pair.Ended = mentoring.Active, time.Time{}
	for _, who := range []mentoring.PersonID{ana, tomasz} {
		h := Story(b.Record, who, ending)
		if len(h.Letters) != 0 || strings.Contains(fmt.Sprintf("%+v", h), "dear") {
			t.Errorf("%d reads %+v", who, h.Letters)
		}
	}
}

// TestLittleStory holds for a pair that hardly began.
func TestLittleStory(t *testing.T) {
	t.Parallel()
	b := newBook()
	h := Story(b.Record, ana, ending)
	if h.Counts.Weeks != 1 || len(h.Goals)+len(h.Wins)+len(h.Closing) != 0 {
		t.Errorf("Story() = %+v", h)
	}
	b.Pair.Started = time.Time{}
	if h := Story(b.Record, ana, ending); h.Counts != (Counts{}) || !h.Began.IsZero() {
		t.Errorf("Story() of a pair that never began = %+v", h)
	}
}
