package mentoring

import (
	"time"

	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

const (
	// quietDays is how long nothing has come of a pair that is asked whether the
	// coordinator shall look in.
	quietDays = 42
	// lookDays is how long a pair has to say that nobody need look.
	lookDays = 7
)

// Health is how a pair is, as its coordinator may know it. It is no more than
// these words, and is drawn only from what both members can see.
type Health string

// The states of health.
const (
	Running Health = "running"
	Quiet   Health = "quiet"
	Over    Health = "ended"
)

// Health returns how a pair is. It is quiet once nothing has come of it for six
// weeks and it was asked whether the coordinator shall look in; a pair that wants
// to be left alone is running.
func (p Policy) Health(r Record, now time.Time) Health {
	if r.Pair.State.Over() {
		return Over
	}
	if r.Pair.State != Active || !r.Pair.LeftAlone.IsZero() {
		return Running
	}
	since := r.lastEvent()
	for _, round := range r.Rounds {
		if d, _ := p.Ritual(round.Ritual); d.Trigger != ritual.OnQuiet || round.Opened.Before(since) {
			continue
		}
		for _, x := range round.Prompts {
			if !x.SentAt.IsZero() && now.Sub(x.SentAt) >= lookDays*24*time.Hour {
				return Quiet
			}
		}
	}
	return Running
}

// quiet asks a pair of which nothing has come for long, once for each such time,
// whether the coordinator shall look in. A pair without one is not asked.
func (pl *pairPlan) quiet() {
	pair := pl.r.Pair
	if !pl.r.LooksAfter() || pl.r.Program.Sees == SeesNothing || !pair.LeftAlone.IsZero() || pair.Terms.Talk {
		return
	}
	since := pl.r.lastEvent()
	if ripe := since.AddDate(0, 0, quietDays); pl.now.Before(ripe) {
		pl.look(ripe)
		return
	}
	for _, d := range pl.p.Rituals {
		if d.Trigger != ritual.OnQuiet || pl.heldSince(d.Name, since) {
			continue
		}
		round := OpenRound{
			Ritual: d.Name, State: ritual.Open,
			Period: calendar.WeekOf(calendar.DateIn(pl.now, pair.Location())).String(),
		}
		for _, m := range pair.Members() {
			who := pl.r.Person(m.Person)
			if _, asked := d.For(m.Role); !asked || !pl.reachable(m) || who.DigestOnly || who.Absence.Holds(Today(who, pl.now)) {
				return // it is quiet because somebody is away, or asked for it
			}
			due := fit(who, pl.now, pl.holidays())
			round.Prompts = append(round.Prompts, ritual.Prompt{Person: int64(m.Person), State: ritual.Planned, Due: due})
		}
		pl.do(round)
	}
}

// heldSince reports whether a round of a ritual was opened since an instant.
func (pl *pairPlan) heldSince(name string, since time.Time) bool {
	for _, round := range pl.r.Rounds {
		if round.Ritual == name && !round.Opened.Before(since) {
			return true
		}
	}
	return false
}

// lookIn does what a member answered to the question whether the coordinator
// shall look in.
func (a *applying) lookIn(choice string) {
	switch choice {
	case "help us":
		a.helpUs()
	case "leave us":
		a.leaveUs()
	}
}

// lastEvent is when something last happened that both members can see. Hidden
// and private words must not show, not even as a mail more.
func (r Record) lastEvent() time.Time {
	last := r.Pair.Started
	for _, e := range r.Entries {
		at := e.Changed
		switch e.Visible {
		case ritual.Shared:
		case ritual.AfterBoth:
			round, _ := r.Round(e.Round)
			if round.Revealed.IsZero() || round.Revealed.After(at) {
				at = round.Revealed
			}
		default:
			continue
		}
		if at.After(last) {
			last = at
		}
	}
	return last
}
