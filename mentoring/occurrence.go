package mentoring

import (
	"time"

	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// occurrence returns the instant at which a scheduled ritual falls for a
// person in an ISO week: the schedule's first time in that week on the
// person's wall clock. A day that is no working day moves to the next one of
// the same week, else to the one before, so that "Friday" means the last
// working day and "Monday" the first. ok is false where the schedule has no
// time in that week, and in a week without a working day.
func occurrence(d ritual.Definition, who Person, w calendar.Week, holidays calendar.Holidays) (at time.Time, ok bool) {
	cadence, err := calendar.ParseCadence(d.Schedule)
	if err != nil {
		return time.Time{}, false
	}
	eve := calendar.Civil{Date: w.Monday().AddDays(-1), Clock: calendar.NewClock(23, 59)}
	civil, ok := cadence.Next(eve)
	if !ok || civil.Date.After(w.Sunday()) {
		return time.Time{}, false
	}
	civil.Date = workdayNear(who.Hours, civil.Date, w, holidays)
	if !who.Hours.IsWorkday(civil.Date, holidays) {
		return time.Time{}, false
	}
	return calendar.At(who.Hours.Fit(civil, holidays), who.Location()), true
}

// workdayNear returns d if it is a working day, else the next one in the week,
// else the one before in the week, else d.
func workdayNear(h calendar.WorkHours, d calendar.Date, w calendar.Week, holidays calendar.Holidays) calendar.Date {
	for x := d; !x.After(w.Sunday()); x = x.AddDays(1) {
		if h.IsWorkday(x, holidays) {
			return x
		}
	}
	for x := d; !x.Before(w.Monday()); x = x.AddDays(-1) {
		if h.IsWorkday(x, holidays) {
			return x
		}
	}
	return d
}

// workdaysAfter returns the instant n working days after at, at the same time
// of day on the person's clock, inside working hours.
func workdaysAfter(who Person, at time.Time, n int, holidays calendar.Holidays) time.Time {
	c := calendar.Local(at, who.Location())
	c.Date = who.Hours.AddWorkdays(c.Date, n, holidays)
	return calendar.At(who.Hours.Fit(c, holidays), who.Location())
}

// fit returns at, moved into the person's working hours.
func fit(who Person, at time.Time, holidays calendar.Holidays) time.Time {
	c := calendar.Local(at, who.Location())
	f := who.Hours.Fit(c, holidays)
	if f == c {
		return at
	}
	return calendar.At(f, who.Location())
}

// startOf returns the first instant of a date on a zone's clock.
func startOf(d calendar.Date, loc *time.Location) time.Time {
	return calendar.At(calendar.Civil{Date: d}, loc)
}
