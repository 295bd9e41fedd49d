package mentoring

import (
	"slices"
	"time"

	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// Record is all that a pair has.
type Record struct {
	Pair    Pair
	Program Program
	People  [2]Person // the mentee first
	Entries []Entry   // in the order in which they came
	Rounds  []ritual.Round
	Guests  []Guest // people outside the pair, in the order in which they came
}

// Person returns a member's person.
func (r Record) Person(id PersonID) Person {
	for _, p := range r.People {
		if p.ID == id {
			return p
		}
	}
	g, _ := r.Guest(id)
	return g.Person
}

// PartnerOf returns the other person.
func (r Record) PartnerOf(id PersonID) Person {
	return r.Person(r.Pair.Partner(id).Person)
}

// Sees reports whether viewer may read an entry. It is the only place that
// decides so.
func (r Record) Sees(viewer PersonID, e Entry) bool {
	if e.Kind == LetterEntry {
		return r.Pair.State == Ended && viewer == e.Owner && e.State == KeptState
	}
	if viewer == e.Author {
		return true
	}
	if _, ok := r.Pair.Member(viewer); !ok {
		return e.Visible == ritual.Coordinator && viewer != 0 && viewer == r.Program.Coordinator || r.guestSees(viewer, e)
	}
	if e.Kind == VoiceEntry && viewer == e.Owner {
		return true // what came from outside came for them
	}
	if e.State == WithdrawnState {
		return false
	}
	switch e.Visible {
	case ritual.Shared:
		return true
	case ritual.AfterBoth:
		round, ok := r.Round(e.Round)
		return ok && round.State == ritual.Revealed
	default:
		return false
	}
}

// Round returns a round by id.
func (r Record) Round(id int64) (ritual.Round, bool) {
	i := slices.IndexFunc(r.Rounds, func(x ritual.Round) bool { return x.ID == id })
	if i < 0 || id == 0 {
		return ritual.Round{}, false
	}
	return r.Rounds[i], true
}

// RoundOf returns the round of a ritual and period.
func (r Record) RoundOf(name, period string) (ritual.Round, bool) {
	i := slices.IndexFunc(r.Rounds, func(x ritual.Round) bool { return x.Ritual == name && x.Period == period })
	if i < 0 {
		return ritual.Round{}, false
	}
	return r.Rounds[i], true
}

// Entry returns the entry with an id such as "C4".
func (r Record) Entry(ref string) (Entry, bool) {
	kind, n, err := ParseRef(ref)
	if err != nil {
		return Entry{}, false
	}
	i := slices.IndexFunc(r.Entries, func(e Entry) bool { return e.Kind == kind && e.Number == n })
	if i < 0 {
		return Entry{}, false
	}
	return r.Entries[i], true
}

// Of returns the entries of a kind that are in one of the states (any state if
// none is given), in the order in which they came.
func (r Record) Of(kind Kind, states ...State) []Entry {
	var out []Entry
	for _, e := range r.Entries {
		if e.Kind == kind && (len(states) == 0 || slices.Contains(states, e.State)) {
			out = append(out, e)
		}
	}
	return out
}

// Milestones returns the milestones of a goal, by date, then number.
func (r Record) Milestones(goal int, states ...State) []Entry {
	ms := slices.DeleteFunc(r.Of(MilestoneEntry, states...), func(e Entry) bool { return e.Parent != goal })
	slices.SortStableFunc(ms, func(a, b Entry) int { return byDue(a, b) })
	return ms
}

// byDue orders entries by date, those without one last, then by number.
func byDue(a, b Entry) int {
	switch {
	case a.Due == b.Due:
		return a.Number - b.Number
	case a.Due.IsZero():
		return 1
	case b.Due.IsZero():
		return -1
	}
	return a.Due.Sub(b.Due)
}

// NextSession returns the session planned next after an instant.
func (r Record) NextSession(after time.Time) (Entry, bool) {
	var next Entry
	for _, e := range r.Of(SessionEntry, PlannedState) {
		if e.At.After(after) && (next.ID == 0 && next.At.IsZero() || e.At.Before(next.At)) {
			next = e
		}
	}
	return next, !next.At.IsZero()
}

// NearestGoal returns the mentee's active goal whose next open milestone (or own
// date) comes first, of those that both may read of.
func (r Record) NearestGoal() (Entry, bool) {
	hidden := func(e Entry) bool {
		return e.Visible != ritual.Shared || e.Owner != 0 && e.Owner == r.Pair.Mentor.Person
	}
	goals := slices.DeleteFunc(r.Of(GoalEntry, OpenState), hidden)
	if len(goals) == 0 {
		return Entry{}, false
	}
	due := func(g Entry) Entry {
		ms := slices.DeleteFunc(r.Milestones(g.Number, OpenState), hidden)
		if len(ms) > 0 && !ms[0].Due.IsZero() {
			return Entry{Due: ms[0].Due, Number: g.Number}
		}
		return Entry{Due: g.Due, Number: g.Number}
	}
	slices.SortStableFunc(goals, func(a, b Entry) int { return byDue(due(a), due(b)) })
	return goals[0], true
}

// Proposals returns what waits for this person's yes.
func (r Record) Proposals(person PersonID) []Entry {
	var out []Entry
	for _, e := range r.Entries {
		if e.State == ProposedState && e.Kind != VoiceEntry && e.Author != person && r.Sees(person, e) {
			out = append(out, e)
		}
	}
	return out
}

// Today returns the date at an instant on a person's wall clock.
func Today(p Person, at time.Time) calendar.Date { return calendar.DateIn(at, p.Location()) }
