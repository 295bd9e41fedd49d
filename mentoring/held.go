package mentoring

import (
	"time"

	"milepost/mentoring/calendar"
	"milepost/mentoring/reading"
)

// Held returns a pair as an order to pause it, or to go on, leaves it, and what
// was done: "paused" or "resumed". ok is false where there is nothing to do.
func Held(p Pair, o reading.Order, now time.Time) (held Pair, done string, ok bool) {
	switch {
	case o.Verb == reading.OrderPause && p.State == Active:
		if !o.Until.IsZero() && !o.Until.After(calendar.DateIn(now, p.Location())) {
			return p, "", false
		}
		p.State, p.PausedUntil = OnHold, o.Until
		return p, "paused", true
	case o.Verb == reading.OrderResume && p.State == OnHold:
		p.State, p.PausedUntil = Active, calendar.Date{}
		return p, "resumed", true
	}
	return p, "", false
}
