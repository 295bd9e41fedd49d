package digest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// MinPairs is how many pairs there are at least behind any sum: of fewer, one
// could tell whose it is.
const MinPairs = 5

// waitDays is how long a yes may take before the coordinator is told whose is
// missing.
const waitDays = 7

// Survey is what a coordinator is told of a program. It holds no word that a
// pair wrote, nothing of one person but a yes that is missing or an address that
// does not work, and no sum under MinPairs pairs. It is drawn only from what both
// members of a pair can see.
type Survey struct {
	Program string
	Sees    mentoring.Sight
	Week    calendar.Week // that is told of
	// Pairs are the pairs by name, where the coordinator sees them.
	Pairs []PairHealth
	// Running, Quiet and Over count the pairs; all are 0 under MinPairs where the
	// coordinator sees counts alone.
	Running, Quiet, Over int
	// Missing are people who have not said yes, Bouncing those whose address does
	// not work, each with the name alone.
	Missing, Bouncing []string
	Sums              *Sums // nil: too few pairs, or not their turn
}

// PairHealth is how one pair is.
type PairHealth struct {
	Pair   mentoring.PairID
	Names  string // "Tomasz Nowak & Ana Sousa"
	Health mentoring.Health
}

// Sums is what all pairs of a program have in common, counted since it began.
type Sums struct {
	Pairs                            int // behind the sums
	Goals, Milestones, Sessions, Won int // finished goals, milestones met, sessions held, wins
	// Access is how many introductions and chances to see and be seen a pair has
	// had: the middle pair, and those a quarter of the way from either end.
	Access Spread
}

// Spread is the middle of some numbers and how far they lie apart.
type Spread struct{ Low, Median, High int }

// Look puts together what the coordinator of the records' program is told in the
// week after one. sums says whether it is the turn of the sums. Pairs that the
// coordinator is in are left out: they are no business of the office.
func Look(records []mentoring.Record, week calendar.Week, p mentoring.Policy, sums bool, now time.Time) Survey {
	var s Survey
	s.Week = week
	var begun []mentoring.Record
	for _, r := range records {
		s.Program, s.Sees = r.Program.Name, r.Program.Sees
		if !r.LooksAfter() || r.Program.Sees == mentoring.SeesNothing || r.Pair.State == mentoring.Forgotten {
			continue
		}
		s.bouncing(r)
		if r.Pair.State == mentoring.Invited {
			s.missing(r, now)
			continue
		}
		if !r.Pair.Started.IsZero() {
			begun = append(begun, r)
		}
		h := p.Health(r, now)
		switch h {
		case mentoring.Quiet:
			s.Quiet++
		case mentoring.Over:
			s.Over++
		default:
			s.Running++
		}
		if r.Program.Sees == mentoring.SeesStates {
			s.Pairs = append(s.Pairs, PairHealth{Pair: r.Pair.ID, Names: r.People[1].Name + " & " + r.People[0].Name, Health: h})
		}
	}
	if s.Sees != mentoring.SeesStates && s.Running+s.Quiet+s.Over < MinPairs {
		s.Running, s.Quiet, s.Over = 0, 0, 0
	}
	if sums && len(begun) >= MinPairs {
		s.Sums = sum(begun)
	}
	return s
}

// missing notes who has not said yes for a week since they were asked.
func (s *Survey) missing(r mentoring.Record, now time.Time) {
	for _, m := range r.Pair.Members() {
		who := r.Person(m.Person)
		if m.Consent == mentoring.NotAsked && now.Sub(r.Pair.From(who)) >= waitDays*24*time.Hour {
			s.Missing = addName(s.Missing, who.Name)
		}
	}
}

// bouncing notes whose address does not work, while the pair is not over.
func (s *Survey) bouncing(r mentoring.Record) {
	for _, who := range r.People {
		if who.Unreachable() && !r.Pair.State.Over() {
			s.Bouncing = addName(s.Bouncing, who.Name)
		}
	}
}

func addName(names []string, name string) []string {
	if slices.Contains(names, name) {
		return names
	}
	return append(names, name)
}

// sum counts what both members of each pair can see.
func sum(records []mentoring.Record) *Sums {
	x := &Sums{Pairs: len(records)}
	var access []int
	for _, r := range records {
		n := 0
		for _, e := range r.Entries {
			if e.Visible != ritual.Shared {
				continue
			}
			switch {
			case e.Kind == mentoring.GoalEntry && e.State == mentoring.FinishedState:
				x.Goals++
			case e.Kind == mentoring.MilestoneEntry && e.State == mentoring.DoneState:
				x.Milestones++
			case e.Kind == mentoring.SessionEntry && e.State == mentoring.HeldState:
				x.Sessions++
			case e.Kind == mentoring.WinEntry && e.State == mentoring.KeptState:
				x.Won++
			case e.Kind == mentoring.CommitmentEntry && e.State == mentoring.DoneState &&
				(e.Form == mentoring.IntroForm || e.Form == mentoring.ExposureForm):
				n++
			}
		}
		access = append(access, n)
	}
	slices.Sort(access)
	at := func(part, of int) int { return access[(len(access)-1)*part/of] }
	x.Access = Spread{Low: at(1, 4), Median: at(1, 2), High: at(3, 4)}
	return x
}

// Empty reports whether there is nothing to tell.
func (s Survey) Empty() bool {
	return s.Running+s.Quiet+s.Over+len(s.Missing)+len(s.Bouncing) == 0 && s.Sums == nil
}

// Key is the same for two surveys that say the same, whatever their weeks: a mail
// that says what the last one said is not sent.
func (s Survey) Key() string {
	pairs := slices.Clone(s.Pairs)
	slices.SortFunc(pairs, func(a, b PairHealth) int { return cmp.Compare(a.Pair, b.Pair) })
	var b strings.Builder
	fmt.Fprintf(&b, "%s %d %d %d", s.Sees, s.Running, s.Quiet, s.Over)
	for _, x := range pairs {
		fmt.Fprintf(&b, " %d:%s", x.Pair, x.Health)
	}
	fmt.Fprintf(&b, " %q %q", s.Missing, s.Bouncing)
	return b.String()
}

// SurveyAt returns when a coordinator's mail of a week goes out: on the first
// working day, half an hour after it begins. ok is false in a week without one.
func SurveyAt(who mentoring.Person, w calendar.Week, holidays calendar.Holidays) (at time.Time, ok bool) {
	day := who.Hours.NextWorkday(w.Monday().AddDays(-1), holidays)
	if day.After(w.Sunday()) {
		return time.Time{}, false
	}
	return calendar.At(calendar.Civil{Date: day, Clock: who.Hours.From}, who.Location()).Add(30 * time.Minute), true
}

// SumsDue reports whether the sums are told in a week: in the first of a month.
// Told more often, the difference of two would be about one pair.
func SumsDue(w calendar.Week) bool {
	return w.Monday().Day <= 7
}
