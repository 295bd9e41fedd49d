package phrase

import (
	"time"

	"milepost/mentoring/calendar"
)

// maxAhead bounds how many days ahead a stretch of time may reach, and maxYears
// how many years ahead a day of the year is looked for.
const (
	maxAhead = 3660
	maxYears = 8
)

// A Day is a date that somebody wrote.
type Day struct {
	Date calendar.Date
	// Or is another date that the same words could mean, and zero if there is
	// none: 8/12, or "next friday" on a Monday.
	Or calendar.Date
}

// Ambiguous reports whether the words could mean another date too, so that the
// date should be said back with its weekday and the name of its month.
func (d Day) Ambiguous() bool { return !d.Or.IsZero() }

// Date reads a date to come at the beginning of s: "friday", "by friday",
// "tomorrow", "8 dec", "dec 8", "8 december 2026", "end of march", "in two
// weeks", "3 days", "2026-12-08", "8.12.", "8/12".
//
// A weekday is the next one, never today. A day without a year is the next one,
// which may be today. "next tuesday" is that of next week.
func (l *Lexicon) Date(s string, today calendar.Date) (day Day, rest string, ok bool) {
	return l.readDate(s, today, false)
}

// PastDate reads a date gone by at the beginning of s, as in "met tuesday". A
// weekday or a day without a year is the last one, which may be today.
func (l *Lexicon) PastDate(s string, today calendar.Date) (day Day, rest string, ok bool) {
	return l.readDate(s, today, true)
}

func (l *Lexicon) readDate(s string, today calendar.Date, past bool) (Day, string, bool) {
	return first(l, s, anywhere, func(r *reader) (Day, int, bool) {
		spoken, next, ok := r.date(0)
		if !ok {
			return Day{}, 0, false
		}
		day, ok := spoken.resolve(today, past)
		return day, r.skip(next, dayPart), ok
	})
}

// A form is how a date was put.
type form uint8

const (
	inDays   form = iota + 1 // in so many days
	inMonths                 // in so many months
	onWeekday
	onDay     // a day and a month, perhaps a year
	onTheNth  // a day of a month that is not named
	atEdge    // the end of a period
	allPeriod // a whole period, as in "next week"
	inWeek    // a weekday of a week
)

// A spoken date is what the words say, before it is known what today is.
type spoken struct {
	form     form
	n        int // days, months, or the day of the month
	weekday  time.Weekday
	named    bool // the weekday was named beside a day
	month    time.Month
	year     int
	swapped  bool // day and month may be the other way round
	which    which
	edge     edge
	period   period
	deadline bool
	stretch  bool // a bare stretch of time, such as "3 days"
	bare     bool // a day of the month that is a mere number
}

// resolve returns the date that the words mean today.
func (s spoken) resolve(today calendar.Date, past bool) (Day, bool) {
	var day Day
	switch s.form {
	case inDays:
		day.Date = today.AddDays(s.n)
	case inMonths:
		day.Date = today.AddMonths(s.n)
	case onWeekday:
		day = s.resolveWeekday(today, past)
	case onDay:
		day = s.resolveDay(today, past)
	case onTheNth:
		day.Date = search(today, past, func(n int) calendar.Date {
			month := calendar.MonthOf(today).Add(n)
			return calendar.Date{Year: month.Year, Month: month.Month, Day: s.n}
		})
		day.Or = s.otherDay(day.Date, today, past)
	case atEdge:
		day.Date = s.resolveEdge(today, past)
	case inWeek:
		from, _ := s.resolvePeriod(today)
		day.Date = calendar.WeekOf(from).On(s.weekday)
	case allPeriod:
		from, to := s.resolvePeriod(today)
		if s.period == weekPeriod {
			to = to.AddDays(-2) // what is meant for a week is meant for its Friday
		}
		day = Day{Date: from, Or: to}
		if s.deadline {
			day = Day{Date: to}
		}
	}
	if s.form == allPeriod && s.which == thisOne && !s.deadline {
		return Day{}, false // "this week" is no day
	}
	if !day.Date.IsValid() || past && day.Date.After(today) || !past && day.Date.Before(today) {
		return Day{}, false
	}
	if day.Or == day.Date || day.Or.Before(today) != past {
		day.Or = calendar.Date{}
	}
	return day, true
}

func (s spoken) resolveWeekday(today calendar.Date, past bool) Day {
	ahead := (int(s.weekday-today.Weekday()) + 7) % 7
	switch {
	case s.which == lastOne || past && (s.which == anyOne || s.which == thisOne):
		back := (7 - ahead) % 7
		if s.which == lastOne && back == 0 {
			back = 7
		}
		return Day{Date: today.AddDays(-back)}
	case s.which == thisOne:
		return Day{Date: today.AddDays(ahead)}
	case ahead == 0:
		ahead = 7
	}
	day := Day{Date: today.AddDays(ahead)}
	switch nextWeeks := calendar.WeekOf(today).Next().On(s.weekday); s.which {
	case nextOne:
		return Day{Date: nextWeeks, Or: day.Date}
	case nearOne:
		day.Or = nextWeeks
	}
	return day
}

func (s spoken) resolveDay(today calendar.Date, past bool) Day {
	find := func(month time.Month, day int) calendar.Date {
		if s.year != 0 {
			return valid(calendar.Date{Year: s.year, Month: month, Day: day})
		}
		return search(today, past, func(n int) calendar.Date {
			return calendar.Date{Year: today.Year + n, Month: month, Day: day}
		})
	}
	day := Day{Date: find(s.month, s.n)}
	if s.swapped {
		day.Or = find(time.Month(s.n), int(s.month))
	}
	if !day.Date.IsValid() {
		day.Date, day.Or = day.Or, calendar.Date{}
	}
	if other := s.otherDay(day.Date, today, past); !other.IsZero() {
		day.Or = other
	}
	return day
}

// otherDay returns the day that the weekday beside a date means, if it is another
// one: in "friday 5 dec", where the fifth is a Saturday, one of the two is wrong.
func (s spoken) otherDay(date, today calendar.Date, past bool) calendar.Date {
	if !s.named || !date.IsValid() || date.Weekday() == s.weekday {
		return calendar.Date{}
	}
	return spoken{weekday: s.weekday}.resolveWeekday(today, past).Date
}

func (s spoken) resolveEdge(today calendar.Date, past bool) calendar.Date {
	if s.period == monthPeriod && s.month != 0 || s.period == quarterPeriod && s.n != 0 {
		first := func(year int) calendar.Date {
			if s.month != 0 {
				return calendar.NewDate(year, s.month, 1)
			}
			return calendar.Quarter{Year: year, Quarter: s.n}.First()
		}
		if s.year != 0 {
			return s.edgeAt(first(s.year))
		}
		return search(today, past, func(n int) calendar.Date { return s.edgeAt(first(today.Year + n)) })
	}
	from, to := s.resolvePeriod(today)
	date := s.edgeAt(from)
	if s.period == weekPeriod && s.edge == endOf && date.Before(today) && !past {
		return to // on a weekend, the end of the week is Sunday
	}
	return date
}

// edgeAt returns the edge of the period that begins on first.
func (s spoken) edgeAt(first calendar.Date) calendar.Date {
	switch {
	case s.edge == startOf:
		return first
	case s.period == weekPeriod && s.edge == middleOf:
		return calendar.WeekOf(first).On(time.Wednesday)
	case s.period == weekPeriod:
		return calendar.WeekOf(first).On(time.Friday)
	case s.period == monthPeriod && s.edge == middleOf:
		return first.AddDays(14)
	case s.edge == middleOf:
		return calendar.Date{} // nobody says which day is the middle of a year
	case s.period == monthPeriod:
		return calendar.MonthOf(first).Last()
	case s.period == quarterPeriod:
		return calendar.QuarterOf(first).Last()
	}
	return calendar.NewDate(first.Year, time.December, 31)
}

// resolvePeriod returns the first and the last day of this, the next or the last
// period.
func (s spoken) resolvePeriod(today calendar.Date) (from, to calendar.Date) {
	n := 0
	switch s.which {
	case nextOne, comingOne, nearOne:
		n = 1
	case lastOne:
		n = -1
	}
	switch s.period {
	case weekPeriod:
		week := calendar.WeekOf(today).Add(n)
		return week.Monday(), week.Sunday()
	case monthPeriod:
		month := calendar.MonthOf(today).Add(n)
		return month.First(), month.Last()
	case quarterPeriod:
		quarter := calendar.QuarterOf(today).Add(n)
		return quarter.First(), quarter.Last()
	}
	return calendar.NewDate(today.Year+n, time.January, 1), calendar.NewDate(today.Year+n, time.December, 31)
}

// search returns the first of candidate(0), candidate(1) … that exists and is
// not before today; for the past, of candidate(0), candidate(-1) … that is not
// after it. It returns the zero date if there is none.
func search(today calendar.Date, past bool, candidate func(n int) calendar.Date) calendar.Date {
	for n := range maxYears + 1 {
		if past {
			n = -n
		}
		d := candidate(n)
		if d.IsValid() && (past && !d.After(today) || !past && !d.Before(today)) {
			return d
		}
	}
	return calendar.Date{}
}

// valid returns d if that day exists, else the zero date.
func valid(d calendar.Date) calendar.Date {
	if !d.IsValid() {
		return calendar.Date{}
	}
	return d
}
