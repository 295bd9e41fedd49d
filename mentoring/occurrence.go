package mentoring

import (
	"time"

	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// occurrence returns the instant at which a scheduled ritual falls for a
// person in an ISO week: the schedule's first time in that week on the
// person's wall clock, moved into working hours. ok is false where the
// schedule has none in that week.
func occurrence(d ritual.Definition, who Person, w calendar.Week, holidays calendar.Holidays) (at time.Time, ok bool) {
	cadence, err := calendar.ParseCadence(d.Schedule)
	if err != nil {
		return time.Time{}, false
	}
	before := calendar.Civil{Date: w.Monday().AddDays(-1), Clock: calendar.Clock(24*60 - 1)}
	civil, ok := cadence.Next(before)
	if !ok || civil.Date.After(w.Sunday()) {
		return time.Time{}, false
	}
	return calendar.At(who.Hours.Fit(civil, holidays), who.Location()), true
}
