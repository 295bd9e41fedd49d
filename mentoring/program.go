package mentoring

import (
	"slices"

	"milepost/mentoring/calendar"
)

// Program is what several pairs share.
type Program struct {
	ID          int64
	Name        string
	Coordinator PersonID // 0: none
	// Leader is who may write a note to all; 0: nobody.
	Leader PersonID
	// Trusted is who reads what is written in confidence; 0: nobody.
	Trusted PersonID
	// Sees says how much the coordinator is told of the pairs.
	Sees Sight
	// Holidays are all days on which nobody is written to, those of quiet weeks
	// included.
	Holidays calendar.Holidays
	// Circle is true where mentors are offered one.
	Circle bool
}

// Sight is how much a coordinator is told of the pairs of a program. Words are
// told on no level.
type Sight string

// The levels, from nothing to most.
const (
	SeesNothing Sight = "none"   // no weekly mail
	SeesCounts  Sight = "counts" // how many pairs are running, quiet and over
	SeesStates  Sight = "states" // the same by pair; the usual
)

// Sights are all levels.
func Sights() []Sight { return []Sight{SeesNothing, SeesCounts, SeesStates} }

// Known reports whether it is one of the levels.
func (s Sight) Known() bool { return slices.Contains(Sights(), s) }

// OffDays returns all days on which nobody is written to: the dates, and every
// day of the quiet weeks.
func OffDays(dates []calendar.Date, quiet []calendar.Week) calendar.Holidays {
	days := slices.Clone(dates)
	for _, w := range quiet {
		for d := w.Monday(); !d.After(w.Sunday()); d = d.AddDays(1) {
			days = append(days, d)
		}
	}
	return calendar.NewHolidays(days...)
}

// LooksAfter reports whether a pair has a coordinator who is none of its
// members. Where there is none, nothing about a coordinator is offered.
func (r Record) LooksAfter() bool {
	return r.Program.Coordinator != 0 && !r.isMember(r.Program.Coordinator)
}

// Confides reports whether words in confidence have somebody to go to who is
// neither a member nor the coordinator.
func (r Record) Confides() bool {
	t := r.Program.Trusted
	return t != 0 && t != r.Program.Coordinator && !r.isMember(t)
}

func (r Record) isMember(id PersonID) bool {
	_, ok := r.Pair.Member(id)
	return ok
}

// ReadersOfNote returns the members of a pair who get a note to all: those of a
// pair that is under way who have not left it.
func ReadersOfNote(r Record) []Person {
	var out []Person
	for _, m := range r.Pair.Members() {
		who := r.Person(m.Person)
		if r.Pair.State == Active && m.Consent == Agreed && m.Stopped.IsZero() && who.Erased.IsZero() && !who.Unreachable() {
			out = append(out, who)
		}
	}
	return out
}
