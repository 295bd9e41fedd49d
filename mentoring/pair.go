package mentoring

import (
	"time"

	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// PairID names a pair.
type PairID int64

// PairState is how far a pair has come.
type PairState string

// The states of a pair.
const (
	Invited   PairState = "invited" // waits for both to say yes
	Active    PairState = "active"
	OnHold    PairState = "paused" // by the operator
	Ending    PairState = "ending" // a member stopped; the partner has not been told yet
	Ended     PairState = "ended"
	NotBegun  PairState = "not started" // a member declined, or never answered
	Forgotten PairState = "erased"
)

// Over reports whether nothing more is asked of the pair, and nothing it says
// brings it back.
func (s PairState) Over() bool { return s == Ended || s == NotBegun || s == Forgotten }

// Pair is a mentor and a mentee.
type Pair struct {
	ID      PairID
	Program int64
	State   PairState
	Mentor  Member
	Mentee  Member
	// Zone is where the pair's weeks are counted, by default the mentee's.
	Zone  string
	Added time.Time
	// Started is when the second yes came. Week 1 is the ISO week of it.
	Started time.Time
	Weeks   int // how many weeks the program runs
	// Terms are what the two have agreed on that planning obeys.
	Terms Terms
	// Ended is when the pair was over, whether it had begun or not.
	Ended time.Time
	// PausedUntil ends an operator's pause; zero with OnHold: until resumed.
	PausedUntil calendar.Date
	// Cohort names those whom the pair begins with; "": nobody.
	Cohort string
	// Begins is the day before which nothing is sent to the pair; zero: at once.
	Begins calendar.Date
	// HelpAsked is when a member last asked the coordinator for help, and
	// LeftAlone when one last said that the coordinator need not look.
	HelpAsked, LeftAlone time.Time
	// Silent is true for a pair that was ended without any mail, ever.
	Silent bool
	// After is the pair whose mentee goes on here with another mentor, until the
	// mentee's words have moved; 0: none.
	After PairID
}

// Consent is a member's answer to the welcome.
type Consent string

// The values of a Consent.
const (
	NotAsked Consent = ""
	Agreed   Consent = "yes"
	Declined Consent = "no"
	Expired  Consent = "expired" // no answer in time
)

// Member is a person in a pair.
type Member struct {
	Person    PersonID
	Role      ritual.Role
	Consent   Consent
	ConsentAt time.Time
	// PausedUntil is the first day on which prompts come again; zero: not paused.
	PausedUntil calendar.Date
	// PausedFrom is the first day of a pause that was announced; zero: at once.
	PausedFrom calendar.Date
	// PauseOpen is true for a pause whose end nobody said. From PausedUntil on
	// the member is asked once whether to go on, and stays away until they
	// answer.
	PauseOpen bool
	// Stopped is when the member left.
	Stopped time.Time
	// Light asks one question where a prompt would ask several.
	Light bool
	// Every is how many weeks lie between the member's own questions, as they
	// asked; 0: as the pair agreed.
	Every int
	// Weekday (1 for Monday) and Clock say when their questions come; Timed is
	// true where they named a time, 0 is no day in particular.
	Weekday int
	Clock   calendar.Clock
	Timed   bool
	// AskedFor is the day on which they wanted questions out of turn.
	AskedFor calendar.Date
	// Eased is set when the member was asked after two silences; from then on
	// prompts come monthly until something is written.
	Eased time.Time
	// Wrote is when anything last came from the member for this pair.
	Wrote time.Time
}

// Members returns both, the mentee first.
func (p Pair) Members() [2]Member { return [2]Member{p.Mentee, p.Mentor} }

// Member returns the member that a person is; ok is false for others.
func (p Pair) Member(id PersonID) (m Member, ok bool) {
	for _, m := range p.Members() {
		if m.Person == id {
			return m, true
		}
	}
	return Member{}, false
}

// Partner returns the other member.
func (p Pair) Partner(id PersonID) Member {
	if p.Mentor.Person == id {
		return p.Mentee
	}
	return p.Mentor
}

// With returns the pair with a member replaced.
func (p Pair) With(m Member) Pair {
	if m.Role == ritual.Mentor {
		p.Mentor = m
	} else {
		p.Mentee = m
	}
	return p
}

// Location returns the pair's zone, UTC where it cannot be loaded.
func (p Pair) Location() *time.Location {
	return zone(p.Zone)
}

// Week returns the number of the pair's week that holds an instant, 1 for the
// week in which both had said yes, 0 before.
func (p Pair) Week(at time.Time) int {
	if p.Started.IsZero() || at.Before(p.Started) {
		return 0
	}
	return p.WeekNumber(calendar.WeekOf(calendar.DateIn(at, p.Location())))
}

// WeekNumber returns the number of an ISO week in the pair, at least 0.
func (p Pair) WeekNumber(w calendar.Week) int {
	if p.Started.IsZero() {
		return 0
	}
	return max(w.Sub(calendar.WeekOf(calendar.DateIn(p.Started, p.Location())))+1, 0)
}

// From returns when the first mail may go to a member: when the pair was added,
// or the morning of the day on which it begins.
func (p Pair) From(who Person) time.Time {
	if begins := startOf(p.Begins, who.Location()); !p.Begins.IsZero() && begins.After(p.Added) {
		return begins
	}
	return p.Added
}
