package mentoring

import (
	"slices"

	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// pausesOver asks members whose pause had no end, once its usual length is
// over, whether to go on. They are asked once for each pause and stay away
// until they answer.
func (pl *pairPlan) pausesOver() {
	for _, m := range pl.r.Pair.Members() {
		if !m.PauseOpen || !m.Stopped.IsZero() {
			continue
		}
		who := pl.r.Person(m.Person)
		over := startOf(m.PausedUntil, who.Location())
		if pl.now.Before(over) {
			pl.look(over)
			continue
		}
		pl.askOnce(ritual.OnPaused, m, m.PausedUntil)
	}
}

// askOnce opens the rituals of a trigger for one member, unless they were asked
// since the day that it is about.
func (pl *pairPlan) askOnce(t ritual.Trigger, m Member, day calendar.Date) {
	who := pl.r.Person(m.Person)
	for _, d := range pl.p.Rituals {
		if _, asked := d.For(m.Role); d.Trigger != t || !asked || pl.askedSince(d.Name, m, day) {
			continue
		}
		prompt := ritual.Prompt{Person: int64(m.Person), State: ritual.Planned, Due: fit(who, startOf(day, who.Location()), pl.holidays())}
		week := calendar.WeekOf(day).String()
		pl.join(OpenRound{Ritual: d.Name, Period: week, State: ritual.Open, Prompts: []ritual.Prompt{prompt}})
	}
}

// askedSince reports whether a member has a prompt of a ritual that was due on
// a day or later.
func (pl *pairPlan) askedSince(name string, m Member, day calendar.Date) bool {
	from := startOf(day, pl.r.Person(m.Person).Location())
	return slices.ContainsFunc(pl.r.Rounds, func(round ritual.Round) bool {
		p, ok := round.PromptOf(int64(m.Person))
		return ok && round.Ritual == name && !p.Due.Before(from)
	})
}
