package mentoring_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// between holds the questions that stand between two people's own words.
var between = ritual.Definition{
	Name: "between", Trigger: ritual.OnSchedule, Schedule: "0 14 * * FRI", Visible: ritual.Shared,
	Audience: []ritual.Audience{{Role: ritual.Mentee}, {Role: ritual.Mentor}},
	Questions: []ritual.Question{
		{Key: "view", Kind: ritual.Text, Records: ritual.Reply, About: ritual.PartnerView, Otherwise: "asked"},
		{Key: "asked", Kind: ritual.Text, Records: ritual.Reply, About: ritual.PartnerAsks, Otherwise: "moved"},
		{Key: "moved", Kind: ritual.Text},
		{Key: "cheer", Kind: ritual.Text, Records: ritual.Cheer, About: ritual.PartnerWin},
		{Key: "taken-up", Kind: ritual.Choice, Records: ritual.TakenUp, About: ritual.OldFeedback, Choices: []string{"tried", "helped", "dropped"}, Otherwise: "mirror"},
		{Key: "mirror", Kind: ritual.Text, Records: ritual.Feedback, About: ritual.FeedbackDue, Otherwise: "help"},
		{Key: "help", Kind: ritual.Text, About: ritual.Rested, Otherwise: "open"},
		{Key: "open", Kind: ritual.Text, Bank: []string{"one", "two", "three"}},
	},
}

// pages is a world in which mails are put and answered by hand.
type pages struct {
	*world
	n int
}

func newPages(t testing.TB) *pages {
	t.Helper()
	return &pages{world: newWorld(t, pair(instant("2026-01-05 09:00")))}
}

func (w *pages) r() *mentoring.Record { return &w.records[0] }

// put puts the questions of a week to a person.
func (w *pages) put(who mentoring.PersonID, at time.Time) ritual.Prompt {
	w.t.Helper()
	w.n++
	period := calendar.WeekOf(calendar.DateIn(at, time.UTC)).String()
	asked := w.r().Questions(between, period, who, 1, at)
	p := ritual.Prompt{ID: w.id(), Person: int64(who), State: ritual.Sent, SentAt: at, Asked: asked}
	for i, round := range w.r().Rounds {
		if round.Period == period {
			p.Round = round.ID
			w.r().Rounds[i].Prompts = append(w.r().Rounds[i].Prompts, p)
			return p
		}
	}
	p.Round = w.id()
	w.r().Rounds = append(w.r().Rounds, ritual.Round{
		ID: p.Round, Ritual: between.Name, Period: period, State: ritual.Open, Opened: at, Prompts: []ritual.Prompt{p},
	})
	return p
}

// tell applies a reading to the record.
func (w *pages) tell(who mentoring.PersonID, p ritual.Prompt, at time.Time, rd reading.Reading) mentoring.Receipt {
	w.t.Helper()
	out := mentoring.Apply(*w.r(), w.r().Person(who), mentoring.Reply{Reading: rd, Prompt: p, Message: w.id()}, at)
	w.apply(w.r(), out, at)
	return out.Receipt
}

// lines applies lines with keywords that answer no prompt.
func (w *pages) lines(who mentoring.PersonID, at time.Time, lines ...reading.Line) mentoring.Receipt {
	w.t.Helper()
	return w.tell(who, ritual.Prompt{}, at, reading.Reading{Lines: lines})
}

// read marks that all shared words have been sent to the other.
func (w *pages) read(at time.Time) {
	for i, e := range w.r().Entries {
		if e.Visible == ritual.Shared && e.Left.IsZero() {
			w.r().Entries[i].Left = at
		}
	}
}

func (w *pages) of(kind mentoring.Kind) []mentoring.Entry { return w.r().Of(kind) }

func keysOf(p ritual.Prompt) string {
	var keys []string
	for _, q := range p.Asked {
		keys = append(keys, q.Key)
	}
	return strings.Join(keys, " ")
}

// answer answers the question with a key.
func answer(p ritual.Prompt, key, text string) reading.Reading {
	i := slices.IndexFunc(p.Asked, func(q ritual.Asked) bool { return q.Key == key })
	a := reading.Answer{N: p.Asked[i].N, Pair: 1, Text: text}
	if slices.Contains(p.Asked[i].Choices, text) {
		a.Choice = text
	}
	return reading.Reading{Answers: []reading.Answer{a}}
}

var week3 = instant("2026-01-23 14:00")

func weeks(n int) time.Time { return week3.AddDate(0, 0, 7*n) }

// F1, F3: fact, reading, effect and what to try are kept apart, each linked to
// the feedback above it.
func TestFeedbackKeepsItsParts(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	w.lines(
		tomasz, week3,
		reading.Line{Verb: reading.Feedback, Text: "In the review you asked who would use it."},
		reading.Line{Verb: reading.Detail, Key: mentoring.DetailFact, Text: "Three people changed their plan."},
		reading.Line{Verb: reading.Detail, Key: mentoring.DetailView, Text: "I think they had waited for it."},
		reading.Line{Verb: reading.Detail, Key: mentoring.DetailEffect, Text: "The plan got shorter."},
		reading.Line{Verb: reading.Try, Text: "Ask it at the start."},
		reading.Line{Verb: reading.Win, Text: "we met"},
		reading.Line{Verb: reading.Detail, Key: mentoring.DetailTook, Text: "two tries"},
	)
	f := w.of(mentoring.FeedbackEntry)
	if len(f) != 1 || f[0].Owner != ana || !w.r().Sees(ana, f[0]) {
		t.Fatalf("feedback = %+v, want one for Ana", f)
	}
	var got []string
	for _, d := range w.r().Details(f[0]) {
		got = append(got, d.Key)
	}
	if want := []string{"fact", "reading", "effect", "next"}; !slices.Equal(got, want) {
		t.Errorf("Details() = %v, want %v", got, want)
	}
	if d := w.r().Details(w.of(mentoring.WinEntry)[0]); len(d) != 1 || d[0].Text != "two tries" {
		t.Errorf("what the win took = %v", d)
	}
	if n := len(w.of(mentoring.CommitmentEntry)); n != 0 {
		t.Errorf("%d commitments, want none: the try is for the partner", n)
	}
}

// F1: what is said more of feedback that nobody else reads stays with it.
func TestPartsOfPrivateFeedbackStayPrivate(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	w.lines(tomasz, week3, reading.Line{Verb: reading.Feedback, Text: "too early to say", Private: true},
		reading.Line{Verb: reading.Detail, Key: mentoring.DetailEffect, Text: "none yet"})
	for _, e := range w.r().Entries {
		if w.r().Sees(ana, e) {
			t.Errorf("Ana sees %s %q", e.Kind, e.Text)
		}
	}
}

// C6, F6: what the partner asks is the first question of the next prompt, once.
func TestAsksComeFirst(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	w.lines(ana, week3, reading.Line{Verb: reading.Ask, Text: "How did you begin?"})
	w.lines(ana, week3, reading.Line{Verb: reading.AskFeedback, Text: "my slides"})
	p := w.put(tomasz, weeks(1))
	if q := p.Asked[0]; q.Key != "view" || q.Ref != "A2" || q.Topic != "my slides" {
		t.Fatalf("first question = %+v, want that for feedback", q)
	}
	w.tell(tomasz, p, weeks(1), answer(p, "view", "Few words on each. It was easy to follow."))
	ask, _ := w.r().Entry("A2")
	f := w.of(mentoring.FeedbackEntry)
	if ask.State != mentoring.AnsweredState || len(f) != 1 || f[0].Owner != ana || f[0].Link != ask.ID {
		t.Errorf("ask = %+v, feedback = %+v", ask, f)
	}
	p = w.put(tomasz, weeks(2))
	if q := p.Asked[0]; q.Key != "asked" || q.Ref != "A1" {
		t.Fatalf("first question = %+v, want the other ask", q)
	}
	rd := answer(p, "asked", "secret")
	rd.Answers[0].Private = true
	w.tell(tomasz, p, weeks(2), rd)
	if ask, _ := w.r().Entry("A1"); ask.State != mentoring.OpenState || ask.Response != "" {
		t.Errorf("after a private answer: %+v, want it open", ask)
	}
	if p = w.put(tomasz, weeks(3)); p.Asked[0].Key != "moved" {
		t.Errorf("asked again: %s", keysOf(p))
	}
}

// F7: who has given no feedback for weeks is asked for some, the mentee too.
func TestMirrorComesNowAndThen(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	var got []string
	for n := range 9 {
		p := w.put(ana, weeks(n))
		got = append(got, p.Asked[len(p.Asked)-1].Key)
		if n == 0 {
			w.tell(ana, p, weeks(n), answer(p, "mirror", "You wait until I have finished."))
		}
	}
	if strings.Count(strings.Join(got, " "), "mirror") != 3 || got[1] != "help" || got[2] == "help" {
		t.Errorf("last questions = %v, want the mirror every fourth week and the others in turns", got)
	}
	if f := w.of(mentoring.FeedbackEntry); len(f) != 1 || f[0].Owner != tomasz || f[0].Author != ana {
		t.Errorf("feedback = %+v, want Ana's to Tomasz", f)
	}
}

// F9: a try soon after feedback was read takes it up.
func TestTryTakesUpFeedback(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	w.lines(tomasz, week3, reading.Line{Verb: reading.Feedback, Text: "You asked who would use it."})
	try := reading.Line{Verb: reading.Commit, Text: "ask it at the start"}
	w.lines(ana, weeks(1), try)
	w.read(weeks(1))
	a := mentoring.Apply(*w.r(), w.r().Person(ana), mentoring.Reply{Reading: reading.Reading{Lines: []reading.Line{
		{Verb: reading.Try, Text: "ask it first", When: calendar.NewDate(2026, time.February, 20)},
	}}}, weeks(1))
	for _, c := range a.Changes {
		if put, ok := c.(mentoring.PutEntry); ok && put.Entry.Kind == mentoring.CommitmentEntry {
			if put.Entry.Link != w.of(mentoring.FeedbackEntry)[0].ID {
				t.Errorf("Link = %d, want the feedback", put.Entry.Link)
			}
			if i := slices.IndexFunc(a.Receipt.Said, func(s mentoring.Said) bool { return s.What == mentoring.SaidTakesUp }); i < 0 || a.Receipt.Said[i].Quoted != "You asked who would use it." {
				t.Errorf("receipt = %+v, want what it takes up", a.Receipt.Said)
			}
			return
		}
	}
	t.Error("the try is not kept")
}

// F10: weeks later its receiver is asked once what became of feedback, and what
// they say counts as taken up.
func TestFeedbackIsAskedAfterOnce(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	w.lines(tomasz, week3, reading.Line{Verb: reading.Feedback, Text: "You asked who would use it."})
	w.lines(tomasz, week3, reading.Line{Verb: reading.Feedback, Text: "not to be shown", Private: true})
	for n := 1; n < 4; n++ {
		if p := w.put(ana, weeks(n)); strings.Contains(keysOf(p), "taken-up") {
			t.Errorf("week %d: asked already", n)
		}
	}
	p := w.put(ana, weeks(4))
	if !strings.Contains(keysOf(p), "taken-up") {
		t.Fatalf("after four weeks: %s, want the question", keysOf(p))
	}
	rc := w.tell(ana, p, weeks(4), answer(p, "taken-up", "helped"))
	if len(rc.Doubts) > 0 {
		t.Errorf("doubts = %v", rc.Doubts)
	}
	want := mentoring.FeedbackCount{Given: 1, TakenUp: 1}
	if n := w.r().FeedbackTo(ana, tomasz, week3.AddDate(0, 0, -1), weeks(5)); n != want {
		t.Errorf("FeedbackTo() = %+v, want %+v", n, want)
	}
	if p := w.put(ana, weeks(5)); strings.Contains(keysOf(p), "taken-up") {
		t.Errorf("asked a second time: %s", keysOf(p))
	}
}

// H2: the partner is asked for one sentence about a win, which is kept as it was
// written.
func TestPartnerIsAskedForASentenceAboutAWin(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	w.lines(ana, week3, reading.Line{Verb: reading.Win, Text: "the plan fits on one page"})
	w.lines(ana, week3, reading.Line{Verb: reading.Win, Text: "for me alone", Private: true})
	if p := w.put(ana, weeks(1)); strings.Contains(keysOf(p), "cheer") {
		t.Errorf("Ana is asked about her own win: %s", keysOf(p))
	}
	p := w.put(tomasz, weeks(1))
	i := slices.IndexFunc(p.Asked, func(q ritual.Asked) bool { return q.Key == "cheer" })
	if i < 0 || p.Asked[i].Topic != "the plan fits on one page" {
		t.Fatalf("asked %s, want a sentence about the win", keysOf(p))
	}
	w.tell(tomasz, p, weeks(1), answer(p, "cheer", "I read it twice, with pleasure."))
	c := w.of(mentoring.CheerEntry)
	if len(c) != 1 || c[0].Text != "I read it twice, with pleasure." || c[0].Link != w.of(mentoring.WinEntry)[0].ID || !w.r().Sees(ana, c[0]) {
		t.Errorf("cheers = %+v", c)
	}
	if p := w.put(tomasz, weeks(2)); strings.Contains(keysOf(p), "cheer") {
		t.Errorf("asked a second time: %s", keysOf(p))
	}
}

// H3, H9: who may hear of a win is chosen for each, and nobody does by default.
func TestHearersAreChosenPerWin(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	rc := w.lines(ana, week3, reading.Line{Verb: reading.Win, Text: "one"})
	if !slices.ContainsFunc(rc.Said, func(s mentoring.Said) bool { return s.What == mentoring.SaidHearers }) {
		t.Errorf("receipt = %+v, want the question who may hear of it", rc.Said)
	}
	w.lines(ana, week3, reading.Line{Verb: reading.Win, Text: "two"}, reading.Line{Verb: reading.Tell, Key: "program"})
	w.lines(ana, week3, reading.Line{Verb: reading.Win, Text: "secret", Private: true})
	w.lines(tomasz, week3, reading.Line{Verb: reading.Tell, Key: "program"})
	if told := w.r().ToldWins(week3.AddDate(0, 0, -1), weeks(1)); len(told) != 1 || told[0].Text != "two" {
		t.Errorf("ToldWins() = %+v, want the second", told)
	}
	w.lines(ana, week3, reading.Line{Verb: reading.Tell, Key: "us"})
	if told := w.r().ToldWins(week3.AddDate(0, 0, -1), weeks(1)); len(told) != 0 {
		t.Errorf("after taking it back: ToldWins() = %+v", told)
	}
}

// H3: the last question of a reflection makes a milestone a win for others.
func TestReflectionChoosesHearers(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	r := w.r()
	r.Entries = append(r.Entries, mentoring.Entry{
		ID: w.id(), Pair: 1, Kind: mentoring.MilestoneEntry, Number: 1, State: mentoring.DoneState, Visible: ritual.Shared,
		Author: ana, Owner: ana, Text: "first design note", Created: week3, Changed: week3,
	})
	q := ritual.Asked{N: 1, Pair: 1, Key: "hearers", Kind: ritual.Choice, Records: ritual.Hearers, Visible: ritual.Shared, Ref: "M1", Choices: []string{"us", "named", "program", "no"}}
	for _, row := range []struct {
		who    mentoring.PersonID
		choice string
		want   int
	}{{tomasz, "program", 0}, {ana, "us", 0}, {ana, "program", 1}, {ana, "no", 0}} {
		p := ritual.Prompt{ID: w.id(), Round: w.id(), Person: int64(row.who), State: ritual.Sent, SentAt: week3, Asked: []ritual.Asked{q}}
		r.Rounds = append(r.Rounds, ritual.Round{ID: p.Round, Ritual: "after", Period: "M1", State: ritual.Open, Prompts: []ritual.Prompt{p}})
		w.tell(row.who, p, week3, answer(p, "hearers", row.choice))
		if n := len(r.ToldWins(week3.AddDate(0, 0, -1), weeks(1))); n != row.want {
			t.Errorf("%d says %s: %d wins told, want %d", row.who, row.choice, n, row.want)
		}
	}
}

// H8: a try that is over may be a win, whatever came of it.
func TestTryMayBeAWin(t *testing.T) {
	t.Parallel()
	for _, verb := range []reading.Verb{reading.Done, reading.Drop} {
		w := newPages(t)
		w.r().Entries = append(w.r().Entries, mentoring.Entry{
			ID: w.id(), Pair: 1, Kind: mentoring.CommitmentEntry, Form: mentoring.TryForm, Number: 1, State: mentoring.OpenState,
			Visible: ritual.Shared, Author: ana, Owner: ana, Text: "ask first", Created: week3, Changed: week3,
		})
		rc := w.lines(ana, week3, reading.Line{Verb: verb, Ref: "C1"})
		if !slices.ContainsFunc(rc.Said, func(s mentoring.Said) bool { return s.What == mentoring.SaidMaybeWin }) {
			t.Errorf("%s: receipt = %+v, want that it may be a win", verb, rc.Said)
		}
	}
}
