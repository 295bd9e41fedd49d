package phrase

import (
	"time"

	"milepost/mentoring/calendar"
)

// monthDays is what a month counts for where only days can be told.
const monthDays = 30

// A Span is a number of days in a row that somebody wrote.
type Span struct {
	From calendar.Date
	To   calendar.Date // the last day of the span
}

// Span reads a span of days at the beginning of s: "3-17 aug", "28 dec to 3
// jan", "until 8 dec", "2 weeks", "next week", "friday". What has no beginning
// begins today, and what ends on a day includes it.
func (l *Lexicon) Span(s string, today calendar.Date) (span Span, rest string, ok bool) {
	read := func(r *reader) (Span, int, bool) { return r.span(today) }
	if span, rest, ok = first(l, s, anywhere, read); !ok || rest == "" {
		return span, rest, ok
	}
	// "8 december t/m 12 december" begins as a date of many languages does; the
	// one that understands all of it is right.
	for _, other := range l.reader(s).strangers(anywhere) {
		if all, next, ok := read(other); ok && other.closes(next) && other.proven(0, next) {
			return all, other.rest(next), true
		}
	}
	return span, rest, true
}

func (r *reader) span(today calendar.Date) (Span, int, bool) {
	for _, read := range []func(int, calendar.Date) (Span, int, bool){r.daysOfMonth, r.dateToDate, r.toDate, r.length, r.oneDay} {
		if span, next, ok := read(0, today); ok {
			return span, next, true
		}
	}
	return Span{}, 0, false
}

// Duration reads a stretch of time at the beginning of s and returns its days:
// "3 days", "2 weeks", "a week". A month counts as 30 days.
func (l *Lexicon) Duration(s string) (days int, rest string, ok bool) {
	return first(l, s, anywhere, func(r *reader) (int, int, bool) {
		stretch, next, ok := r.stretch(r.skip(0, inLead, otherLead))
		if stretch.form == inMonths {
			return stretch.n * monthDays, next, ok
		}
		return stretch.n, next, ok
	})
}

// daysOfMonth reads "3-17 aug" and "aug 3-17".
func (r *reader) daysOfMonth(i int, today calendar.Date) (Span, int, bool) {
	i = r.skip(i, fromLead, otherLead, dayLead, dateLead)
	monthAhead := 0
	if month, next, ok := r.name(i, monthName); ok && r.monthAhead {
		monthAhead, i = month, next
	}
	first, next, ok := r.dayNumber(r.skip(i, article))
	if !ok {
		return Span{}, i, false
	}
	if _, next, ok = r.word(next, rangeMark); !ok {
		return Span{}, i, false
	}
	to := spoken{form: onDay, month: time.Month(monthAhead)}
	if monthAhead == 0 {
		begin := next
		if to, next, ok = r.namedDay(begin); !ok {
			to, next, ok = r.numericDate(begin) // "3.-17.8."
		}
		if !ok || to.swapped {
			return Span{}, i, false
		}
	} else {
		if to.n, next, ok = r.dayNumber(r.skip(next, article)); !ok {
			return Span{}, i, false
		}
		to.year, next = r.year(next)
	}
	from := to
	from.n = first
	span, ok := between(from, to, today)
	return span, next, ok && first < to.n
}

// dateToDate reads "28 dec to 3 jan".
func (r *reader) dateToDate(i int, today calendar.Date) (Span, int, bool) {
	from, next, ok := r.date(r.skip(i, fromLead))
	if !ok || from.deadline {
		return Span{}, i, false
	}
	if _, next, ok = r.word(next, rangeMark); !ok {
		return Span{}, i, false
	}
	to, next, ok := r.date(next)
	if !ok {
		return Span{}, i, false
	}
	span, ok := between(from, to, today)
	return span, next, ok
}

// between resolves the two ends of a span. A span that has begun already, as "3
// to 17 aug" on 10 August, is that of this year.
func between(from, to spoken, today calendar.Date) (Span, bool) {
	if from.form == onDay && from.year == 0 && to.year != 0 {
		from.year = to.year
		if from.month > to.month {
			from.year--
		}
	}
	begin, ok := from.resolve(today, false)
	if !ok && from.year == 0 {
		return Span{}, false
	}
	if !ok {
		// A year was given, and the first day may have gone by.
		if begin, ok = from.resolve(today, true); !ok {
			return Span{}, false
		}
	}
	base := begin.Date
	if to.form == inDays || to.form == inMonths {
		base = today
	}
	end, ok := to.resolve(base, false)
	if !ok {
		return Span{}, false
	}
	span := Span{From: begin.Date, To: end.Date}
	if from.form == onDay && from.year == 0 && to.form == onDay {
		earlier := Span{From: span.From.AddMonths(-12), To: span.To.AddMonths(-12)}
		if !earlier.To.Before(today) {
			span = earlier
		}
	}
	return span, !span.To.Before(span.From) && !span.To.Before(today)
}

// toDate reads "until 8 dec". "until next week" ends before that week.
func (r *reader) toDate(i int, today calendar.Date) (Span, int, bool) {
	_, begin, marked := r.word(i, rangeMark)
	to, next, ok := r.date(begin)
	if !ok || !marked && (!to.deadline || to.stretch) {
		return Span{}, i, false
	}
	to.deadline = false
	day, ok := to.resolve(today, false)
	if ok && to.form == allPeriod {
		day.Date = day.Date.AddDays(-1)
	}
	return Span{From: today, To: day.Date}, next, ok && !day.Date.Before(today)
}

// length reads "2 weeks", which begin today, and "next week", which does not.
func (r *reader) length(i int, today calendar.Date) (Span, int, bool) {
	i = r.skip(i, otherLead, inLead)
	if s, next, ok := r.namedPeriod(i); ok {
		from, to := s.resolvePeriod(today)
		if from.Before(today) {
			from = today
		}
		return Span{From: from, To: to}, next, !to.Before(from)
	}
	s, next, ok := r.stretch(i)
	if !ok {
		return Span{}, i, false
	}
	end, ok := s.resolve(today, false)
	return Span{From: today, To: end.Date.AddDays(-1)}, next, ok
}

// oneDay reads a single date.
func (r *reader) oneDay(i int, today calendar.Date) (Span, int, bool) {
	s, next, ok := r.date(i)
	if !ok {
		return Span{}, i, false
	}
	day, ok := s.resolve(today, false)
	return Span{From: day.Date, To: day.Date}, next, ok
}
