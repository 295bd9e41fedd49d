package digest_test

import (
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	. "milepost/mentoring/digest"
	"milepost/mentoring/ritual"
)

const (
	ana    mentoring.PersonID = 1
	tomasz mentoring.PersonID = 2
)

// The week that is told of runs from Monday, 19 January 2026; the digest goes
// out on the Monday after.
var (
	week   = calendar.Week{Year: 2026, Week: 4}
	monday = instant("2026-01-26 08:30")
)

func instant(s string) time.Time {
	c, err := calendar.ParseCivil(s)
	if err != nil {
		panic(err)
	}
	return calendar.At(c, time.UTC)
}

func person(id mentoring.PersonID, name string) mentoring.Person {
	return mentoring.Person{ID: id, Name: name, Zone: "UTC", Hours: calendar.DefaultWorkHours()}
}

// rituals are a few.
var rituals = mentoring.Policy{Rituals: []ritual.Definition{
	{Name: "digest", Trigger: ritual.OnSchedule, Digest: true},
	{Name: "check-in", Trigger: ritual.OnSchedule, Visible: ritual.Shared},
	{
		Name: "relationship-review", Trigger: ritual.OnSchedule, Visible: ritual.AfterBoth, Remind: true,
		Reveal: ritual.Reveal{Delay: 24 * time.Hour, Window: 14 * 24 * time.Hour},
	},
}}

// book builds a record entry by entry.
type book struct {
	mentoring.Record
	last int64
}

func newBook() *book {
	return &book{Record: mentoring.Record{
		Pair: mentoring.Pair{
			ID: 1, State: mentoring.Active, Zone: "UTC", Started: instant("2026-01-05 09:00"), Weeks: 26,
			Mentee: mentoring.Member{Person: ana, Role: ritual.Mentee}, Mentor: mentoring.Member{Person: tomasz, Role: ritual.Mentor},
		},
		People: [2]mentoring.Person{person(ana, "Ana"), person(tomasz, "Tomasz Nowak")},
	}}
}

// add adds an entry, by default shared, kept, and of Wednesday of the week.
func (b *book) add(e mentoring.Entry) mentoring.Entry {
	b.last++
	e.ID, e.Pair = b.last, b.Pair.ID
	if e.Visible == "" {
		e.Visible = ritual.Shared
	}
	if e.State == "" {
		e.State = mentoring.KeptState
	}
	if e.Author == 0 {
		e.Author = ana
	}
	if e.Owner == 0 {
		e.Owner = e.Author
	}
	if e.Changed.IsZero() {
		e.Changed = instant("2026-01-21 10:00")
	}
	if e.Created.IsZero() {
		e.Created = e.Changed
	}
	b.Entries = append(b.Entries, e)
	return e
}

// round adds a round in which both were asked the same questions.
func (b *book) round(name string, state ritual.RoundState, opened time.Time, asked ...ritual.Asked) int64 {
	b.last++
	round := ritual.Round{ID: b.last, Ritual: name, State: state, Opened: opened}
	if state == ritual.Revealed {
		round.Revealed = instant("2026-01-22 10:00")
	}
	for _, id := range []mentoring.PersonID{ana, tomasz} {
		round.Prompts = append(round.Prompts, ritual.Prompt{Person: int64(id), State: ritual.Sent, SentAt: opened, Asked: asked})
	}
	b.Rounds = append(b.Rounds, round)
	return round.ID
}

func (b *book) digest(viewer mentoring.PersonID) Section {
	d := Summarise([]mentoring.Record{b.Record}, b.Person(viewer), week, rituals, nil, monday)
	return d.Sections[0]
}

// newTestRecord returns a record of a year, with something every week.
func newTestRecord(tb testing.TB) *book {
	tb.Helper()
	b := newBook()
	b.Pair.Started = instant("2025-01-20 09:00")
	b.add(mentoring.Entry{Kind: mentoring.GoalEntry, Number: 1, State: mentoring.OpenState, Text: "learn Go"})
	for n := range 52 {
		at := b.Pair.Started.AddDate(0, 0, 7*n+4)
		id := b.round("check-in", ritual.Closed, at, ritual.Asked{N: 1, Key: "moved", Kind: ritual.Text, Text: "What moved?"})
		b.add(mentoring.Entry{Kind: mentoring.AnswerEntry, Key: "moved", Round: id, Text: "It moved a little.", Changed: at})
		b.add(mentoring.Entry{Kind: mentoring.RatingEntry, Key: "on-track", Parent: 1, Round: id, Value: 1 + n%5, Changed: at})
		b.add(mentoring.Entry{Kind: mentoring.CommitmentEntry, Number: n + 1, State: mentoring.DoneState, Text: "write", Changed: at})
		b.add(mentoring.Entry{Kind: mentoring.WinEntry, Text: "a talk", Changed: at})
	}
	return b
}

func BenchmarkSummarise(b *testing.B) {
	rs := []mentoring.Record{newTestRecord(b).Record}
	who := rs[0].Person(tomasz)
	b.ReportAllocs()
	for b.Loop() {
		Summarise(rs, who, week, rituals, nil, monday)
	}
}
