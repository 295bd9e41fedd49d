package report

import (
	"slices"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// Pair is the shape of a pair's record: states, counts, ids and dates. Words
// are in it only after Reveal.
type Pair struct {
	ID      mentoring.PairID    `json:"id"`
	State   mentoring.PairState `json:"state"`
	Program string              `json:"program,omitempty"`
	Zone    string              `json:"zone"`
	Added   calendar.Date       `json:"added"`
	Started *calendar.Date      `json:"started,omitempty"`
	Ended   *calendar.Date      `json:"ended,omitempty"`
	// PausedUntil is when an operator's pause ends by itself.
	PausedUntil *calendar.Date `json:"paused_until,omitempty"`
	Week        int            `json:"week"` // 0: not started
	Weeks       int            `json:"weeks"`
	Members     []Member       `json:"members"` // the mentee first
	Rounds      []Round        `json:"rounds"`
	// Entries are what the record holds for both members, by kind.
	Entries map[mentoring.Kind][]Entry `json:"entries"`
}

// Member is a person in a pair.
type Member struct {
	Person mentoring.PersonID `json:"person"`
	Role   ritual.Role        `json:"role"`
	Name   string             `json:"name"`
	Zone   string             `json:"zone"`
	// Consent is "yes", or "open" while the pair waits for one. Who said no is
	// not told.
	Consent     string         `json:"consent,omitempty"`
	PausedUntil *calendar.Date `json:"paused_until,omitempty"`
	// AwayUntil is the first day back that an automatic reply named.
	AwayUntil *calendar.Date `json:"away_until,omitempty"`
	// Unreachable is set where mail comes back for good.
	Unreachable bool `json:"unreachable,omitempty"`
}

// Round is one occurrence of a ritual.
type Round struct {
	ID     int64             `json:"id"`
	Ritual string            `json:"ritual"`
	Period string            `json:"period"`
	State  ritual.RoundState `json:"state"`
	Opened calendar.Date     `json:"opened"`
	People []Asked           `json:"people"`
}

// Asked is one person's part of a round.
type Asked struct {
	Person mentoring.PersonID `json:"person"`
	Role   ritual.Role        `json:"role"`
	// State is how far the prompt has come. That an answer came is told only
	// where both members may read it.
	State   ritual.PromptState `json:"state"`
	Answers []Answer           `json:"answers,omitempty"`
}

// Answer is what a person wrote to one question. It is there after Reveal.
type Answer struct {
	N        int    `json:"n"`
	Key      string `json:"key"`
	Question string `json:"question"`
	Text     string `json:"text"`
	Value    int    `json:"value,omitempty"` // a rating
}

// Entry is one thing in the record.
type Entry struct {
	Ref    string          `json:"id,omitempty"` // "C4"
	State  mentoring.State `json:"state"`
	Author ritual.Role     `json:"by"`
	Due    *calendar.Date  `json:"due,omitempty"`
	At     *time.Time      `json:"at,omitempty"` // of a session
	// The following are there after Reveal.
	Text     string `json:"text,omitempty"`
	Response string `json:"response,omitempty"`
	Key      string `json:"key,omitempty"`
	Value    int    `json:"value,omitempty"`
}

// PairOf returns the shape of a record. discreet is for an installation whose
// operator is in the pair: neither who has answered is told nor, before
// Milepost tells it, that a member has stopped.
func PairOf(r mentoring.Record, now time.Time, discreet bool) Pair {
	shared := Shared(r)
	loc := r.Pair.Location()
	p := Pair{
		ID: r.Pair.ID, State: r.Pair.State, Program: r.Program.Name, Zone: r.Pair.Zone,
		Added: calendar.DateIn(r.Pair.Added, loc), Started: dateIn(r.Pair.Started, loc), Ended: dateIn(r.Pair.Ended, loc),
		PausedUntil: someDate(r.Pair.PausedUntil), Week: r.Pair.Week(now), Weeks: r.Pair.Weeks,
		Entries: map[mentoring.Kind][]Entry{},
	}
	if discreet && p.State == mentoring.Ending {
		p.State = mentoring.Active
	}
	for _, m := range r.Pair.Members() {
		who := r.Person(m.Person)
		p.Members = append(p.Members, Member{
			Person: m.Person, Role: m.Role, Name: who.Name, Zone: who.Zone, Consent: consent(r.Pair, m),
			PausedUntil: someDate(m.PausedUntil), AwayUntil: awayUntil(who, now), Unreachable: who.Unreachable(),
		})
	}
	for _, round := range shared.Rounds {
		p.Rounds = append(p.Rounds, roundOf(shared, round, discreet))
	}
	for _, e := range shared.Entries {
		if e.Kind == mentoring.AnswerEntry {
			continue // it stands with its round
		}
		p.Entries[e.Kind] = append(p.Entries[e.Kind], entryOf(r, e))
	}
	return p
}

// awayUntil returns the day until which an automatic reply holds mails, nil
// where none does.
func awayUntil(who mentoring.Person, now time.Time) *calendar.Date {
	if !who.Absence.Holds(mentoring.Today(who, now)) {
		return nil
	}
	return someDate(who.Absence.Back)
}

func consent(p mentoring.Pair, m mentoring.Member) string {
	switch {
	case p.State == mentoring.NotBegun:
		return ""
	case m.Consent == mentoring.Agreed:
		return "yes"
	case p.State == mentoring.Invited:
		return "open"
	}
	return ""
}

func roundOf(shared mentoring.Record, round ritual.Round, discreet bool) Round {
	out := Round{
		ID: round.ID, Ritual: round.Ritual, Period: round.Period, State: round.State,
		Opened: calendar.DateIn(round.Opened, shared.Pair.Location()),
	}
	for _, p := range round.Prompts {
		id := mentoring.PersonID(p.Person)
		m, _ := shared.Pair.Member(id)
		a := Asked{Person: id, Role: m.Role, State: p.State}
		switch {
		case discreet && a.State == ritual.Skipped,
			a.State == ritual.Answered && (discreet || !answeredInSight(shared, round, id)):
			a.State = ritual.Sent
		}
		out.People = append(out.People, a)
	}
	return out
}

// answeredInSight reports whether both members may read something that a
// person wrote in a round.
func answeredInSight(shared mentoring.Record, round ritual.Round, person mentoring.PersonID) bool {
	return slices.ContainsFunc(shared.Entries, func(e mentoring.Entry) bool {
		return e.Round == round.ID && e.Author == person
	})
}

func entryOf(r mentoring.Record, e mentoring.Entry) Entry {
	m, _ := r.Pair.Member(e.Author)
	out := Entry{Ref: e.Ref(), State: e.State, Author: m.Role, Due: someDate(e.Due)}
	if !e.At.IsZero() {
		at := e.At.UTC()
		out.At = &at
	}
	return out
}

func dateIn(t time.Time, loc *time.Location) *calendar.Date {
	if t.IsZero() {
		return nil
	}
	d := calendar.DateIn(t, loc)
	return &d
}

func someDate(d calendar.Date) *calendar.Date {
	if d.IsZero() {
		return nil
	}
	return &d
}

// Reveal adds the words that both members may read: answers to the rounds, and
// what the entries say.
func (p *Pair) Reveal(r mentoring.Record) {
	shared := Shared(r)
	for i := range p.Rounds {
		round, _ := shared.Round(p.Rounds[i].ID)
		for j := range p.Rounds[i].People {
			a := &p.Rounds[i].People[j]
			a.Answers = answersOf(shared, round, a.Person)
		}
	}
	next := map[mentoring.Kind]int{}
	for _, e := range shared.Entries {
		if e.Kind == mentoring.AnswerEntry {
			continue
		}
		out := &p.Entries[e.Kind][next[e.Kind]]
		next[e.Kind]++
		out.Text, out.Response, out.Key, out.Value = e.Text, e.Response, e.Key, e.Value
	}
}

// answersOf returns what a person answered in a round, in the order of the
// questions.
func answersOf(shared mentoring.Record, round ritual.Round, person mentoring.PersonID) []Answer {
	var answers []Answer
	prompt, _ := round.PromptOf(int64(person))
	for _, q := range prompt.Asked {
		for _, e := range shared.Entries {
			if e.Kind == mentoring.AnswerEntry && e.Round == round.ID && e.Author == person && e.Key == q.Key {
				answers = append(answers, Answer{N: q.N, Key: q.Key, Question: q.Text, Text: e.Text, Value: e.Value})
			}
		}
	}
	return answers
}
