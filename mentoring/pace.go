package mentoring

import (
	"slices"

	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// The rhythm is the pair's: what the two have agreed on, and for the weekly
// questions what each of them asked for.

// holds reports whether a member is asked in week n of the pair.
func (pl *pairPlan) holds(d ritual.Definition, a ritual.Audience, m Member, n int) bool {
	t := pl.r.Pair.Terms
	switch d.Pace {
	case ritual.OfQuestions:
		if t.Talk || pl.ownSet(d, m) {
			return false
		}
		if every := m.pace(t); every > 0 {
			a.Every = max(every, a.Every)
			if m.Every > 0 {
				a.Every = m.Every // their own wish
			}
		}
	case ritual.OfReviews:
		switch {
		case t.Review == Never:
			return false
		case t.Review > 0:
			a.First, a.Every = t.Review, max(t.Review, ritual.MostOften)
		}
	}
	return a.Holds(n)
}

// ownSet reports whether another ritual is made for the rhythm that the pair
// agreed on, and is held in place of this one.
func (pl *pairPlan) ownSet(d ritual.Definition, m Member) bool {
	t := pl.r.Pair.Terms
	return d.Rhythm == 0 && m.Every == 0 && t.Every > 0 && slices.ContainsFunc(pl.p.Rituals, func(x ritual.Definition) bool {
		return x.Rhythm == t.Every && slices.Contains(x.Replaces, d.Name)
	})
}

// pace is how many weeks lie between a member's questions; 0: as usual.
func (m Member) pace(t Terms) int { return max(m.Every, t.Every) }

// anybody reports whether a ritual falls for a member in week n of the pair.
func (pl *pairPlan) anybody(d ritual.Definition, n int) bool {
	members := pl.r.Pair.Members()
	return slices.ContainsFunc(members[:], func(m Member) bool {
		a, asked := d.For(m.Role)
		return asked && pl.holds(d, a, m, n)
	})
}

// schedule returns when a ritual falls for a member: at the day and time that
// they asked for, where the ritual leaves it to them.
func (m Member) schedule(d ritual.Definition) string {
	if d.Pace != ritual.OfQuestions || m.Weekday == 0 && !m.Timed {
		return d.Schedule
	}
	return calendar.Reschedule(d.Schedule, m.Weekday, m.Clock, m.Timed)
}
