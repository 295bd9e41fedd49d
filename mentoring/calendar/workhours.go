package calendar

import (
	"fmt"
	"strings"
)

// searchDays bounds every search for a working day, so that a calendar made of
// holidays only ends it.
const searchDays = 366

// Holidays is a set of days on which nobody works. A nil Holidays is empty.
type Holidays map[Date]bool

// NewHolidays returns the set of the given days.
func NewHolidays(days ...Date) Holidays {
	set := make(Holidays, len(days))
	for _, day := range days {
		set[day] = true
	}
	return set
}

// WorkHours says on which days and between which times a person can be written
// to. Both times are inside.
type WorkHours struct {
	Days Weekdays
	From Clock
	To   Clock
}

// DefaultWorkHours returns Monday to Friday, 08:00 to 18:00.
func DefaultWorkHours() WorkHours {
	return WorkHours{Days: WorkingWeek, From: NewClock(8, 0), To: NewClock(18, 0)}
}

// ParseHours reads a window of one day such as "08:00-18:00". It must end after
// it starts: hours over midnight are refused.
func ParseHours(s string) (from, to Clock, err error) {
	first, last, ok := strings.Cut(s, "-")
	if !ok {
		return 0, 0, fmt.Errorf("hours %.40q are not of the form 08:00-18:00", s)
	}
	if from, err = ParseClock(strings.TrimSpace(first)); err != nil {
		return 0, 0, err
	}
	if to, err = ParseClock(strings.TrimSpace(last)); err != nil {
		return 0, 0, err
	}
	if from >= to {
		return 0, 0, fmt.Errorf("hours %.40q end before they start", s)
	}
	return from, to, nil
}

// IsWorkday reports whether d is one of the person's days and no holiday.
func (w WorkHours) IsWorkday(d Date, holidays Holidays) bool {
	return w.Days.Has(d.Weekday()) && !holidays[d]
}

// Contains reports whether c lies inside the working hours.
func (w WorkHours) Contains(c Civil, holidays Holidays) bool {
	return w.IsWorkday(c.Date, holidays) && c.Clock >= w.From && c.Clock <= w.To
}

// Fit returns c if it lies inside the working hours, else the start of the next
// working morning, which may be that of the same day. It never goes back.
func (w WorkHours) Fit(c Civil, holidays Holidays) Civil {
	switch {
	case w.Contains(c, holidays):
		return c
	case w.IsWorkday(c.Date, holidays) && c.Clock < w.From:
		return Civil{Date: c.Date, Clock: w.From}
	}
	return Civil{Date: w.NextWorkday(c.Date, holidays), Clock: w.From}
}

// NextWorkday returns the first working day after d. Where there is none within
// a year it returns the day after d.
func (w WorkHours) NextWorkday(d Date, holidays Holidays) Date {
	return w.searchWorkday(d, 1, holidays)
}

// AddWorkdays returns the n-th working day after d, or before d if n is
// negative. With n = 0 it returns d itself, working day or not.
func (w WorkHours) AddWorkdays(d Date, n int, holidays Holidays) Date {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for range n {
		d = w.searchWorkday(d, step, holidays)
	}
	return d
}

func (w WorkHours) searchWorkday(from Date, step int, holidays Holidays) Date {
	for n := 1; n <= searchDays; n++ {
		if d := from.AddDays(n * step); w.IsWorkday(d, holidays) {
			return d
		}
	}
	return from.AddDays(step)
}
