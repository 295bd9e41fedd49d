package digest_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	. "milepost/mentoring/digest"
	"milepost/mentoring/ritual"
)

var moved = ritual.Asked{N: 1, Key: "moved", Kind: ritual.Text, Text: "What moved?"}

func TestVerdict(t *testing.T) {
	t.Parallel()
	b := newBook()
	old := instant("2026-01-14 10:00")
	round := b.round("check-in", ritual.Open, instant("2026-01-16 14:00"), moved)
	b.add(mentoring.Entry{Kind: mentoring.WinEntry, Text: "a talk"})
	b.add(mentoring.Entry{Kind: mentoring.WinEntry, Text: "an old talk", Changed: old})
	b.add(mentoring.Entry{Kind: mentoring.WinEntry, Text: "a secret", Visible: ritual.Private})
	b.add(mentoring.Entry{Kind: mentoring.WinEntry, Text: "a slip", State: mentoring.WithdrawnState})
	b.add(mentoring.Entry{Kind: mentoring.CommitmentEntry, Number: 1, State: mentoring.OpenState, Text: "write", Due: calendar.NewDate(2026, 1, 20)})
	b.add(mentoring.Entry{Kind: mentoring.CommitmentEntry, Number: 2, State: mentoring.DoneState, Text: "call"})
	b.add(mentoring.Entry{Kind: mentoring.CommitmentEntry, Number: 3, State: mentoring.DoneState, Text: "old call", Changed: old})
	b.add(mentoring.Entry{Kind: mentoring.MilestoneEntry, Number: 1, Parent: 1, State: mentoring.DoneState, Text: "draft"})
	b.add(mentoring.Entry{Kind: mentoring.GoalEntry, Number: 1, State: mentoring.FinishedState, Text: "book"})
	b.add(mentoring.Entry{Kind: mentoring.AnswerEntry, Key: "moved", Round: round, Text: "It moved."})

	s := b.digest(tomasz)
	if want := (Verdict{Milestones: 1, Kept: 1, Wins: 1, Answers: 1, GoalsFinished: 1}); s.Verdict != want {
		t.Errorf("Verdict = %+v, want %+v", s.Verdict, want)
	}
	if want := (Verdict{Milestones: 1, Kept: 1, Wins: 1, Own: 1, GoalsFinished: 1}); b.digest(ana).Verdict != want {
		t.Errorf("Verdict for Ana = %+v, want %+v", b.digest(ana).Verdict, want)
	}
	if len(s.Reached) != 2 || s.Reached[0].Ref() != "M1" || s.Reached[1].Ref() != "G1" {
		t.Errorf("Reached = %v, want M1 and G1", s.Reached)
	}
	if s.Quiet || s.Number != 3 || s.Of != 26 || s.Partner.ID != ana {
		t.Errorf("Quiet = %v, Number = %d of %d, Partner = %d", s.Quiet, s.Number, s.Of, s.Partner.ID)
	}
	if want := []Quote{{By: "Ana", Text: "a talk"}}; !slices.Equal(s.Wins, want) {
		t.Errorf("Wins = %v, want %v", s.Wins, want)
	}
	if want := []Words{{Quote: Quote{By: "Ana", Text: "It moved."}, Question: "What moved?", Source: Source{Ritual: "check-in", Key: "moved"}}}; !reflect.DeepEqual(s.Words, want) {
		t.Errorf("Words = %v, want %v", s.Words, want)
	}
	var refs []string
	for _, c := range s.Commitments {
		refs = append(refs, fmt.Sprintf("%s %v %v", c.Entry.Ref(), c.Kept, c.Past))
	}
	if want := []string{"C2 true false", "C1 false false"}; !slices.Equal(refs, want) {
		t.Errorf("Commitments = %v, want %v", refs, want)
	}
	// Only the owner reads, once, that the date has gone by.
	if past := b.digest(ana).Commitments[1].Past; !past {
		t.Errorf("Ana's own commitment is not past")
	}
	later := Summarise([]mentoring.Record{b.Record}, b.Person(ana), week.Next(), rituals, nil, instant("2026-02-02 08:30"))
	if c := later.Sections[0].Commitments; len(c) != 1 || c[0].Past {
		t.Errorf("a week later: %+v", c)
	}
	// Nothing of the reader's own words has left with the digest.
	if got := b.digest(ana).Shown; len(got) != 0 {
		t.Errorf("Shown to Ana = %v, want none of her own", got)
	}
}

func TestWordsAreToldOnceAndShort(t *testing.T) {
	t.Parallel()
	b := newBook()
	round := b.round("check-in", ritual.Open, instant("2026-01-16 14:00"),
		ritual.Asked{N: 1, Key: "win", Kind: ritual.Text, Records: ritual.Win, Text: "A win?"},
		ritual.Asked{N: 2, Key: "obstacle", Kind: ritual.Text, Records: ritual.Obstacle, Text: "In the way?"},
		ritual.Asked{N: 3, Key: "steps", Kind: ritual.List, Records: ritual.Commitment, Text: "Steps?"},
		ritual.Asked{N: 4, Key: "on-track", Kind: ritual.Scale, Records: ritual.Rating, Text: "On track?"})
	long := strings.Repeat("long words ", 40)
	for key, text := range map[string]string{"win": "a talk", "obstacle": long, "steps": "write", "on-track": "4"} {
		b.add(mentoring.Entry{Kind: mentoring.AnswerEntry, Key: key, Round: round, Text: text})
	}
	b.add(mentoring.Entry{Kind: mentoring.WinEntry, Key: "win", Round: round, Text: "a talk"})
	b.add(mentoring.Entry{Kind: mentoring.ObstacleEntry, Key: "obstacle", Round: round, Text: long})
	b.add(mentoring.Entry{Kind: mentoring.ObstacleEntry, Text: "no data"})
	b.add(mentoring.Entry{Kind: mentoring.NoteEntry, Text: "in my own words", Author: tomasz})
	b.add(mentoring.Entry{Kind: mentoring.AnswerEntry, Key: "gone", Round: 99, Text: "to a question that is gone"})
	s := b.digest(tomasz)
	var got []string
	for _, w := range s.Words {
		got = append(got, fmt.Sprintf("%s: %s", w.By, strings.TrimSpace(strings.TrimPrefix(w.Text, long[:60]))))
		if n := len([]rune(w.Text)); n > 280 {
			t.Errorf("%d characters are quoted", n)
		}
	}
	if len(got) != 4 || got[1] != "Ana: no data" || got[2] != "Ana: to a question that is gone" || got[3] != "Tomasz: in my own words" {
		t.Errorf("Words = %q", got)
	}
	if cut := s.Words[0].Text; !strings.HasSuffix(cut, "words…") && !strings.HasSuffix(cut, "long…") {
		t.Errorf("the long words end %q", s.Words[0].Text[250:])
	}
}

// TestWeekOfTheClockChange has an hour less, and is still its own week.
func TestWeekOfTheClockChange(t *testing.T) {
	t.Parallel()
	b := newBook()
	b.Pair.Zone = "Europe/Lisbon"
	b.Pair.Started = instant("2026-01-26 10:00")
	for n, want := range map[int]int{12: 8, 13: 9, 14: 10} {
		w := calendar.Week{Year: 2026, Week: n}
		now := calendar.At(calendar.Civil{Date: w.Next().Monday(), Clock: calendar.NewClock(8, 0)}, b.Pair.Location())
		d := Summarise([]mentoring.Record{b.Record}, b.Person(ana), w, rituals, nil, now)
		if got := d.Sections[0].Number; got != want {
			t.Errorf("Number in week %d = %d, want %d", n, got, want)
		}
	}
}

// TestSinceTheLastDigest: whoever hears monthly hears of the whole month, and
// nobody hears the same twice.
func TestSinceTheLastDigest(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		last, said string
		told       bool
	}{
		{"", "2026-01-21 10:00", true},
		{"", "2026-01-16 10:00", false},
		{"2026-01-19 08:30", "2026-01-19 07:00", false}, // that very morning
		{"2026-01-19 08:30", "2026-01-19 09:00", true},
		{"2025-12-29 08:30", "2026-01-02 10:00", true},
		{"2025-12-29 08:30", "2026-01-26 08:00", true},
		{"2025-12-29 08:30", "2025-12-22 10:00", false},
	} {
		b := newBook()
		if row.last != "" {
			b.round("digest", ritual.Open, instant(row.last))
		}
		b.add(mentoring.Entry{Kind: mentoring.NoteEntry, Text: "a word", Changed: instant(row.said)})
		if got := len(b.digest(tomasz).Words) == 1; got != row.told {
			t.Errorf("last digest %q, said %s: told %v, want %v", row.last, row.said, got, row.told)
		}
	}
}

func TestCut(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		text string
		n    int
	}{
		{"", 0},
		{strings.Repeat("ä", 280), 280},
		{strings.Repeat("ä", 281), 280},
		{strings.Repeat("word ", 100), 280},
		{strings.Repeat("word\n", 100), 280},
	} {
		got := Cut(row.text)
		n := len([]rune(got))
		if n > 280 || n < row.n-40 || row.n == 280 && len([]rune(row.text)) > 280 && !strings.HasSuffix(got, "…") {
			t.Errorf("Cut() of %d characters = %d: %q", len([]rune(row.text)), n, got)
		}
	}
}

func TestViews(t *testing.T) {
	t.Parallel()
	questions := []ritual.Asked{
		{N: 1, Key: "worth", Kind: ritual.Scale, Visible: ritual.AfterBoth, Text: "Worth it?"},
		{N: 2, Key: "keep", Kind: ritual.Text, Visible: ritual.AfterBoth, Text: "Keep what?"},
		{N: 3, Key: "need", Kind: ritual.Text, Visible: ritual.Private, Text: "What do you need?"},
	}
	build := func(state ritual.RoundState) *book {
		b := newBook()
		id := b.round("relationship-review", state, instant("2026-01-07 10:00"), questions...)
		hidden := func(e mentoring.Entry) {
			e.Kind, e.Round = mentoring.AnswerEntry, id
			if e.Visible == "" {
				e.Visible = ritual.AfterBoth
			}
			b.add(e)
		}
		hidden(mentoring.Entry{Key: "worth", Text: "4", Value: 4})
		hidden(mentoring.Entry{Key: "worth", Text: "5", Value: 5, Author: tomasz})
		hidden(mentoring.Entry{Key: "keep", Text: "the walks"})
		hidden(mentoring.Entry{Key: "keep", Text: "nothing of that", Author: tomasz, Visible: ritual.Private})
		hidden(mentoring.Entry{Key: "need", Text: "courage", Visible: ritual.Private})
		b.add(mentoring.Entry{Kind: mentoring.NoteEntry, Round: id, Visible: ritual.AfterBoth, Text: "thank you", Author: tomasz})
		for i := range b.Rounds[0].Prompts {
			b.Rounds[0].Prompts[i].State = ritual.Answered
		}
		return b
	}
	b := build(ritual.Revealed)
	want := []Views{
		{Ritual: "relationship-review", Question: "Worth it?", Source: Source{Ritual: "relationship-review", Key: "worth"}, Mine: "4", Theirs: "5", MineV: 4, TheirV: 5, MineAsked: true, TheirsAsked: true},
		{Ritual: "relationship-review", Question: "Keep what?", Source: Source{Ritual: "relationship-review", Key: "keep"}, Mine: "the walks", MineAsked: true, TheirsAsked: true},
		{Ritual: "relationship-review", Theirs: "thank you"},
	}
	s := b.digest(ana)
	if !slices.Equal(s.Views, want) || s.Quiet {
		t.Errorf("Views = %+v, want %+v", s.Views, want)
	}
	if len(s.Shown) != 2 { // his rating and his note
		t.Errorf("Shown = %v, want what Tomasz wrote", s.Shown)
	}
	if got := b.digest(tomasz).Views[1]; got != (Views{Ritual: "relationship-review", Question: "Keep what?", Source: Source{Ritual: "relationship-review", Key: "keep"}, Theirs: "the walks", MineAsked: true, TheirsAsked: true}) {
		t.Errorf("Tomasz reads %+v", got)
	}
	if s := build(ritual.Open).digest(ana); len(s.Views)+len(s.Words) != 0 || !s.Quiet {
		t.Errorf("an open round shows %+v %+v", s.Views, s.Words)
	}
	if s := build(ritual.Closed).digest(tomasz); len(s.Views)+len(s.Words) != 0 {
		t.Errorf("a closed round shows %+v %+v", s.Views, s.Words)
	}
}

// TestLoneAnswer tells the author alone, in the week in which the round ended.
func TestLoneAnswer(t *testing.T) {
	t.Parallel()
	b := newBook()
	id := b.round("relationship-review", ritual.Closed, instant("2026-01-07 10:00"), ritual.Asked{N: 1, Key: "keep", Visible: ritual.AfterBoth})
	b.Rounds[0].Prompts[0].State, b.Rounds[0].Prompts[0].Answered = ritual.Answered, instant("2026-01-08 10:00")
	b.add(mentoring.Entry{Kind: mentoring.AnswerEntry, Key: "keep", Round: id, Visible: ritual.AfterBoth, Text: "the walks"})
	if !b.digest(ana).Alone || b.digest(tomasz).Alone {
		t.Errorf("Alone = %v for Ana, %v for Tomasz", b.digest(ana).Alone, b.digest(tomasz).Alone)
	}
	b.Entries[0].Visible = ritual.Shared
	if b.digest(ana).Alone {
		t.Errorf("Alone after share")
	}
	b.Entries[0].Visible = ritual.AfterBoth
	b.Rounds[0].Opened = instant("2025-12-31 10:00")
	if b.digest(ana).Alone {
		t.Errorf("Alone is told a week late")
	}
}

func TestQuiet(t *testing.T) {
	t.Parallel()
	old := instant("2026-01-07 10:00")
	b := newBook()
	b.add(mentoring.Entry{Kind: mentoring.GoalEntry, Number: 1, State: mentoring.OpenState, Text: "learn Go", Changed: old})
	b.add(mentoring.Entry{Kind: mentoring.CommitmentEntry, Number: 1, State: mentoring.OpenState, Text: "write", Changed: old})
	b.add(mentoring.Entry{Kind: mentoring.AskEntry, Number: 1, State: mentoring.OpenState, Owner: tomasz, Text: "who?", Changed: old})
	b.add(mentoring.Entry{Kind: mentoring.WinEntry, Text: "a secret", Visible: ritual.Private})
	for _, viewer := range []mentoring.PersonID{ana, tomasz} {
		if s := b.digest(viewer); !s.Quiet {
			t.Errorf("for %d the week is not quiet: %+v", viewer, s)
		}
	}
	if s := b.digest(tomasz); len(s.Asks) != 1 || len(s.Asked) != 0 {
		t.Errorf("Asks = %v, Asked = %v", s.Asks, s.Asked)
	}
	if s := b.digest(ana); len(s.Asks) != 0 || len(s.Asked) != 1 {
		t.Errorf("Asks = %v, Asked = %v", s.Asks, s.Asked)
	}
	if rated := rated(3).digest(tomasz); rated.Quiet || rated.Verdict.Answers != 1 || len(rated.Shown) != 1 {
		t.Errorf("a week with a rating: quiet %v, %+v, shown %v", rated.Quiet, rated.Verdict, rated.Shown)
	}
	// The operator's reading is told even then.
	audits := map[mentoring.PairID][]Access{1: {{Reason: "test"}}}
	d := Summarise([]mentoring.Record{b.Record}, b.Person(ana), week, rituals, audits, monday)
	if d.Quiet || len(d.Sections[0].Revealed) != 1 {
		t.Errorf("an audit is not told: %+v", d.Sections[0])
	}
}

func TestUnanswered(t *testing.T) {
	t.Parallel()
	b := newBook()
	b.round("check-in", ritual.Open, instant("2026-01-23 14:00"), moved)
	b.Rounds[0].Prompts[1].State = ritual.Answered
	if got := b.digest(ana).Unanswered; got != "check-in" {
		t.Errorf("Unanswered for Ana = %q", got)
	}
	if got := b.digest(tomasz).Unanswered; got != "" {
		t.Errorf("Unanswered for Tomasz = %q", got)
	}
	b = newBook()
	b.round("relationship-review", ritual.Open, instant("2026-01-21 10:00"), moved)
	if got := b.digest(ana).Unanswered; got != "" {
		t.Errorf("what has its own reminder is told: %q", got)
	}
}

// TestSections keeps the words of one pair out of the other's section.
func TestSections(t *testing.T) {
	t.Parallel()
	one, two := newBook(), newBook()
	two.Pair.ID, two.Pair.Mentee.Person, two.People[0] = 2, 3, person(3, "Ben")
	one.add(mentoring.Entry{Kind: mentoring.WinEntry, Text: "ana's talk"})
	two.add(mentoring.Entry{Kind: mentoring.WinEntry, Text: "ben's talk", Author: 3})
	stranger := newBook()
	stranger.Pair.ID, stranger.Pair.Mentor.Person = 3, 8
	d := Summarise([]mentoring.Record{one.Record, two.Record, stranger.Record}, person(tomasz, "Tomasz"), week, rituals, nil, monday)
	if len(d.Sections) != 2 {
		t.Fatalf("%d sections, want 2", len(d.Sections))
	}
	if a, b := fmt.Sprint(d.Sections[0]), fmt.Sprint(d.Sections[1]); strings.Contains(a, "ben's") || strings.Contains(b, "ana's") ||
		!strings.Contains(a, "ana's") || !strings.Contains(b, "ben's") {
		t.Errorf("sections leak:\n%s\n%s", a, b)
	}
}

func TestThought(t *testing.T) {
	t.Parallel()
	goal := mentoring.Entry{Kind: mentoring.GoalEntry, Number: 1, State: mentoring.OpenState, Text: "learn Go", Changed: instant("2026-01-20 10:00")}
	old := goal
	old.Changed = instant("2025-12-28 10:00")
	proposed := goal
	proposed.State = mentoring.ProposedState
	secret := goal
	secret.Visible = ritual.Private
	session := mentoring.Entry{Kind: mentoring.SessionEntry, State: mentoring.PlannedState, At: instant("2026-02-04 17:00")}
	step := mentoring.Entry{Kind: mentoring.MilestoneEntry, Number: 1, Parent: 1, State: mentoring.OpenState, Text: "draft"}
	hidden := step
	hidden.Visible = ritual.Private
	for _, row := range []struct {
		name    string
		entries []mentoring.Entry
		want    Thought
	}{
		{"no goal", nil, Thought{Key: "first-goal"}},
		{"only a private goal", []mentoring.Entry{secret}, Thought{Key: "first-goal"}},
		{"a goal that is proposed", []mentoring.Entry{proposed, session}, Thought{}},
		{"no session", []mentoring.Entry{goal}, Thought{Key: "next-session"}},
		{"no milestone", []mentoring.Entry{goal, session}, Thought{Key: "first-milestone", Ref: "G1", Text: "learn Go"}},
		{"all well", []mentoring.Entry{goal, session, step}, Thought{}},
		{"untouched", []mentoring.Entry{old, session}, Thought{Key: "goal-untouched", Ref: "G1", Text: "learn Go"}},
		{"touched", []mentoring.Entry{old, session, step}, Thought{}},
		{"touched in private", []mentoring.Entry{old, session, hidden}, Thought{Key: "goal-untouched", Ref: "G1", Text: "learn Go"}},
	} {
		b := newBook()
		for _, e := range row.entries {
			b.add(e)
		}
		for _, viewer := range []mentoring.PersonID{ana, tomasz} {
			if got := b.digest(viewer).Thought; got != row.want {
				t.Errorf("%s: Thought for %d = %+v, want %+v", row.name, viewer, got, row.want)
			}
		}
	}
}

func TestAsks(t *testing.T) {
	t.Parallel()
	b := newBook()
	old := instant("2026-01-07 10:00")
	b.add(mentoring.Entry{Kind: mentoring.AskEntry, Number: 1, State: mentoring.OpenState, Owner: tomasz, Text: "who?"})
	b.add(mentoring.Entry{Kind: mentoring.AskEntry, Number: 2, State: mentoring.AnsweredState, Author: tomasz, Owner: ana, Text: "when?", Response: "soon"})
	b.add(mentoring.Entry{Kind: mentoring.AskEntry, Number: 3, State: mentoring.AnsweredState, Owner: tomasz, Text: "what?", Response: "that", Changed: old})
	b.add(mentoring.Entry{Kind: mentoring.AskEntry, Number: 4, State: mentoring.OpenState, Owner: tomasz, Text: "a secret?", Visible: ritual.Private})
	refs := func(es []mentoring.Entry) (out string) {
		for _, e := range es {
			out += e.Ref() + " "
		}
		return out
	}
	for viewer, want := range map[mentoring.PersonID]string{ana: "/A1 /A2 ", tomasz: "A1 //A2 "} {
		s := b.digest(viewer)
		if got := refs(s.Asks) + "/" + refs(s.Asked) + "/" + refs(s.Replies); got != want || s.Quiet {
			t.Errorf("asks for %d = %q, quiet %v, want %q", viewer, got, s.Quiet, want)
		}
	}
}
