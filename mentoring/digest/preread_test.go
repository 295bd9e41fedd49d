package digest_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"milepost/mentoring"
	. "milepost/mentoring/digest"
	"milepost/mentoring/ritual"
)

// quarterly are the rituals with one for which the pair reads ahead: it is held
// in week 5, and every fourth week from then on.
var quarterly = func() mentoring.Policy {
	p := rituals
	p.Common = map[string]bool{"this": true, "with": true, "week": true}
	p.Rituals = append([]ritual.Definition{
		{Name: "look-back", Trigger: ritual.OnSchedule, Rare: 1, Preread: true, Audience: []ritual.Audience{{Role: ritual.Mentee, First: 5, Every: 4}}},
		{Name: "begin", Trigger: ritual.OnStarted, Questions: []ritual.Question{{Key: "aim", Records: ritual.Agreement}}},
	}, p.Rituals...)
	return p
}()

// preread returns the history in the digest of a Monday.
func (b *book) preread(viewer mentoring.PersonID, now time.Time) *PreRead {
	d := Summarise([]mentoring.Record{b.Record}, b.Person(viewer), week, quarterly, nil, now)
	return d.Sections[0].PreRead
}

// TestPreReadComesAWeekAhead: the digest of week 4 has the page for week 5, and
// no other has one.
func TestPreReadComesAWeekAhead(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]bool{2: false, 3: false, 4: true, 5: false, 6: false, 7: false, 8: true} {
		b := newBook()
		b.add(mentoring.Entry{Kind: mentoring.WinEntry, Text: "a talk", Changed: instant("2026-01-07 10:00")})
		for i := range 7 { // in the time that every page is about
			b.add(mentoring.Entry{Kind: mentoring.MilestoneEntry, Number: i + 1, State: mentoring.DoneState, Text: "m", Changed: b.Pair.Started.AddDate(0, 0, 7*i)})
		}
		now := instant("2026-01-05 08:30").AddDate(0, 0, 7*(n-1))
		for _, viewer := range []mentoring.PersonID{ana, tomasz} {
			if got := b.preread(viewer, now) != nil; got != want {
				t.Errorf("the digest of week %d has the page: %v, want %v", n, got, want)
			}
		}
		b.Pair.State = mentoring.Ending
		if b.preread(ana, now) != nil {
			t.Errorf("a pair that ends reads ahead in week %d", n)
		}
	}
	if b := newBook(); b.preread(ana, monday) != nil || !b.digest(ana).Quiet {
		t.Errorf("a pair without a word has a page")
	}
}

// TestPreReadSinceTheLast tells of the time since the ritual was last held.
func TestPreReadSinceTheLast(t *testing.T) {
	t.Parallel()
	b := newBook()
	b.round("look-back", ritual.Closed, instant("2026-02-03 10:00"))
	b.add(mentoring.Entry{Kind: mentoring.GoalEntry, Number: 1, State: mentoring.FinishedState, Text: "old", Changed: instant("2026-01-20 10:00")})
	b.add(mentoring.Entry{Kind: mentoring.GoalEntry, Number: 2, State: mentoring.FinishedState, Text: "new", Changed: instant("2026-02-10 10:00")})
	p := b.preread(ana, instant("2026-02-23 08:30"))
	if p == nil || p.Since != 5 || len(p.Score) != 1 || p.Score[0].N != 1 || p.Score[0].Quote.Text != "new" || len(p.Tree) != 1 {
		t.Errorf("PreRead = %+v", p)
	}
}

// TestScoreboard has a line for each of the four, with words beside the number,
// and none for what there is nothing of.
func TestScoreboard(t *testing.T) {
	t.Parallel()
	b := newBook()
	at := func(day int) time.Time { return instant("2026-01-08 10:00").AddDate(0, 0, day) }
	b.add(mentoring.Entry{Kind: mentoring.MilestoneEntry, Number: 1, Parent: 1, State: mentoring.DoneState, Text: "draft", Changed: at(0)})
	b.add(mentoring.Entry{Kind: mentoring.MilestoneEntry, Number: 2, Parent: 1, State: mentoring.DoneState, Text: "talk", Changed: at(1)})
	b.add(mentoring.Entry{Kind: mentoring.MilestoneEntry, Number: 3, Parent: 1, State: mentoring.DoneState, Text: "hidden", Changed: at(2), Visible: ritual.Private})
	b.add(mentoring.Entry{Kind: mentoring.MilestoneEntry, Number: 4, Parent: 1, State: mentoring.DroppedState, Text: "dropped", Changed: at(2)})
	heard := b.add(mentoring.Entry{Kind: mentoring.FeedbackEntry, Author: tomasz, Text: "speak slower", Changed: at(0)})
	dropped := b.add(mentoring.Entry{Kind: mentoring.FeedbackEntry, Author: tomasz, Text: "look up", Changed: at(0)})
	b.add(mentoring.Entry{Kind: mentoring.DetailEntry, Key: mentoring.DetailTakenUp, Link: dropped.ID, Text: mentoring.FeedbackDropped, Changed: at(4)})
	helped := b.add(mentoring.Entry{Kind: mentoring.FeedbackEntry, Author: tomasz, Text: "ask more", Changed: at(1)})
	b.add(mentoring.Entry{Kind: mentoring.DetailEntry, Key: mentoring.DetailTakenUp, Link: helped.ID, Text: mentoring.FeedbackHelped, Changed: at(4)})
	b.add(mentoring.Entry{Kind: mentoring.CommitmentEntry, Number: 1, Form: mentoring.TryForm, Link: heard.ID, State: mentoring.DoneState, Text: "slow down", Response: "They asked more.", Changed: at(3)})
	b.add(mentoring.Entry{Kind: mentoring.CommitmentEntry, Number: 2, Form: mentoring.ExerciseForm, State: mentoring.OpenState, Text: "again", Changed: at(3)})
	b.add(mentoring.Entry{Kind: mentoring.CommitmentEntry, Number: 3, State: mentoring.DoneState, Author: tomasz, Text: "send the note", Changed: at(3)})
	p := b.preread(ana, monday)
	var got []string
	for _, s := range p.Score {
		got = append(got, fmt.Sprintf("%s %d %s: %s", s.Key, s.N, s.Quote.By, s.Quote.Text))
	}
	want := "milestones 2 Ana: talk, practice 1 Ana: They asked more., feedback 2 Tomasz: ask more"
	if strings.Join(got, ", ") != want {
		t.Errorf("Score = %q, want %q", got, want)
	}
	if kept := fmt.Sprint(p.Kept); kept != "[{Ana true 1 slow down} {Tomasz false 1 send the note}]" {
		t.Errorf("Kept = %s", kept)
	}
}

// TestNumbersHaveWordsBeside puts an answer beside every series of ratings: one
// by the same person, from one of its rounds.
func TestNumbersHaveWordsBeside(t *testing.T) {
	t.Parallel()
	b := newBook()
	for i, text := range []string{"It moved.", "A secret.", ""} {
		at := instant("2026-01-09 14:00").AddDate(0, 0, 7*i)
		id := b.round("check-in", ritual.Closed, at, moved, ritual.Asked{N: 2, Key: "on-track", Kind: ritual.Scale})
		b.add(mentoring.Entry{Kind: mentoring.RatingEntry, Key: "on-track", Parent: 1, Value: 2 + i, Round: id, Changed: at})
		if text == "A secret." {
			b.add(mentoring.Entry{Kind: mentoring.AnswerEntry, Key: "moved", Round: id, Text: text, Changed: at, Visible: ritual.Private})
		} else {
			b.add(mentoring.Entry{Kind: mentoring.AnswerEntry, Key: "moved", Round: id, Text: text, Changed: at})
		}
		b.add(mentoring.Entry{Kind: mentoring.AnswerEntry, Key: "moved", Round: id, Author: tomasz, Text: "mine", Changed: at})
	}
	for _, viewer := range []mentoring.PersonID{ana, tomasz} {
		p := b.preread(viewer, monday)
		if len(p.Rated) != 1 || p.Rated[0].Says != SaysUp || p.Rated[0].Quote == nil || p.Rated[0].Quote.Text != "It moved." {
			t.Errorf("Rated for %d = %+v", viewer, p.Rated)
		}
	}
}

// TestTree shows which steps lead to which milestone, and milestones to which
// goal.
func TestTree(t *testing.T) {
	t.Parallel()
	b := newBook()
	old := instant("2026-01-06 10:00")
	entry := func(kind mentoring.Kind, n, parent int, about string, state mentoring.State, who mentoring.PersonID) {
		b.add(mentoring.Entry{Kind: kind, Number: n, Parent: parent, About: about, State: state, Owner: who, Text: "x", Changed: old})
	}
	entry(mentoring.GoalEntry, 1, 0, "", mentoring.OpenState, ana)
	entry(mentoring.GoalEntry, 2, 0, "", mentoring.ParkedState, ana)
	entry(mentoring.MilestoneEntry, 1, 1, "", mentoring.DoneState, ana)
	entry(mentoring.MilestoneEntry, 2, 1, "", mentoring.OpenState, ana)
	entry(mentoring.MilestoneEntry, 3, 1, "", mentoring.DroppedState, ana)
	entry(mentoring.CommitmentEntry, 1, 0, "M2", mentoring.OpenState, tomasz)
	entry(mentoring.CommitmentEntry, 2, 0, "G1", mentoring.DoneState, ana)
	entry(mentoring.CommitmentEntry, 3, 0, "", mentoring.OpenState, ana)
	b.add(mentoring.Entry{Kind: mentoring.CommitmentEntry, Number: 4, About: "M2", State: mentoring.OpenState, Text: "mine", Changed: old, Visible: ritual.Private})
	var got []string
	for _, x := range b.preread(ana, monday).Tree {
		got = append(got, fmt.Sprintf("%d%s %s %v", x.Depth, x.Entry.Ref(), x.By, x.Done))
	}
	if want := "0G1 Ana false, 1M1 Ana true, 1M2 Ana false, 2C1 Tomasz false, 1C2 Ana true"; strings.Join(got, ", ") != want {
		t.Errorf("Tree = %q, want %q", got, want)
	}
}

// TestPatterns finds what somebody comes back to, in their own shared words, and
// shows it to them alone.
func TestPatterns(t *testing.T) {
	t.Parallel()
	b := newBook()
	b.add(mentoring.Entry{Kind: mentoring.GoalEntry, Number: 1, State: mentoring.OpenState, Text: "lead a project", Changed: instant("2026-01-06 10:00")})
	write := func(week int, text string, who mentoring.PersonID, visible ritual.Visibility) {
		at := b.Pair.Started.AddDate(0, 0, 7*(week-1)).Add(time.Hour)
		b.add(mentoring.Entry{Kind: mentoring.NoteEntry, Author: who, Text: text, Changed: at, Visible: visible})
	}
	for n, text := range []string{
		"The deadline of this project, the budget! With Tomasz this week.",
		"Deadlines, deadlines. And with Tomasz this week, the project budget.",
		"A new deadline; no word with Tomasz of this project this week.",
	} {
		write(n+1, text, ana, ritual.Shared)
		write(n+1, "courage", ana, ritual.Private)
		write(n+1, "patience", tomasz, ritual.Shared)
	}
	write(3, "a budget", ana, ritual.Private)
	got := b.preread(ana, monday).Patterns
	if len(got) != 1 || got[0].Word != "deadline" || got[0].Weeks != 3 || got[0].Week != 3 || !strings.HasPrefix(got[0].Quote.Text, "A new") {
		t.Errorf("Patterns for Ana = %+v, want deadline in three weeks", got)
	}
	if got := b.preread(tomasz, monday).Patterns; len(got) != 1 || got[0].Word != "patience" || !got[0].Quote.Mine {
		t.Errorf("Patterns for Tomasz = %+v, want his own", got)
	}
}

// TestPreReadQuotesOthers quotes signs of progress that both may read, with who
// saw them, and what the pair is for.
func TestPreReadQuotesOthers(t *testing.T) {
	t.Parallel()
	b := newBook()
	at := instant("2026-01-08 10:00")
	b.add(mentoring.Entry{Kind: mentoring.AgreementEntry, Key: "aim", Text: "to lead", Changed: at})
	b.add(mentoring.Entry{Kind: mentoring.AgreementEntry, Key: "aim", Text: "to help her lead", Author: tomasz, Changed: at})
	b.add(mentoring.Entry{Kind: mentoring.PraiseEntry, Source: "Priya", Text: "a fine talk", Changed: at})
	b.add(mentoring.Entry{Kind: mentoring.PraiseEntry, Source: "Jonas", Text: "not for him", Changed: at, Visible: ritual.Private})
	b.add(mentoring.Entry{Kind: mentoring.WinEntry, Text: "before", Changed: at})
	b.add(mentoring.Entry{Kind: mentoring.WinEntry, Text: "this week"})
	for _, viewer := range []mentoring.PersonID{ana, tomasz} {
		p := b.preread(viewer, monday)
		if p.Purpose == nil || p.Purpose.Text != "to lead" || len(p.Evidence) != 1 || p.Evidence[0].Source != "Priya" {
			t.Errorf("for %d: purpose %v, evidence %+v", viewer, p.Purpose, p.Evidence)
		}
		if len(p.Wins) != 1 || p.Wins[0].Text != "before" {
			t.Errorf("for %d: wins %v; those of the week stand at the top", viewer, p.Wins)
		}
	}
}
