package phrase

import "milepost/mentoring/calendar"

const hour = 60

// A Moment is a date and a time that somebody wrote.
type Moment struct {
	At calendar.Civil
	// Or is another moment that the same words could mean, and zero if there
	// is none.
	Or calendar.Civil
	// Minutes is how long it lasts, and 0 if that was not said.
	Minutes int
}

// Ambiguous reports whether the words could mean another moment too, so that it
// should be said back in full.
func (m Moment) Ambiguous() bool { return !m.Or.IsZero() }

// Moment reads a date and a time to come at the beginning of s, in either order,
// perhaps with a duration: "4 dec 17:00", "thursday 5pm", "4 dec at 17.00 for 45
// minutes", "17:00-18:00 on friday". The date is read as by [Lexicon.Date]. An
// hour from 1 to 6 that does not say which half of the day is in the afternoon.
func (l *Lexicon) Moment(s string, today calendar.Date) (moment Moment, rest string, ok bool) {
	return first(l, s, besideTime, func(r *reader) (Moment, int, bool) { return r.moment(today) })
}

// Clock reads a time of day at the beginning of s: "16:00", "at 4 pm", "um 16
// Uhr". The hour is read as by [Lexicon.Moment].
func (l *Lexicon) Clock(s string) (at calendar.Clock, rest string, ok bool) {
	return first(l, s, besideTime, func(r *reader) (calendar.Clock, int, bool) {
		h, next, ok := r.hours(0)
		return calendar.Clock(h.start), next, ok
	})
}

func (r *reader) moment(today calendar.Date) (Moment, int, bool) {
	for _, read := range []func(int) (spoken, hours, int, bool){r.dateAndTime, r.timeAndDate} {
		spoken, hours, next, ok := read(0)
		if !ok {
			continue
		}
		day, ok := spoken.resolve(today, false)
		if !ok {
			continue
		}
		m := Moment{
			At:      calendar.Civil{Date: day.Date, Clock: calendar.Clock(hours.start)},
			Minutes: hours.minutes,
		}
		switch {
		case day.Ambiguous():
			m.Or = calendar.Civil{Date: day.Or, Clock: m.At.Clock}
		case hours.unsure:
			m.Or = calendar.Civil{Date: day.Date, Clock: calendar.NewClock(0, hours.start+12*hour)}
		}
		return m, next, true
	}
	return Moment{}, 0, false
}

// hours are a time of day, and how long from there.
type hours struct {
	start   int // minutes since midnight
	minutes int
	unsure  bool // it may be the other half of the day
}

func (r *reader) dateAndTime(i int) (spoken, hours, int, bool) {
	s, next, ok := r.date(i)
	if !ok {
		return spoken{}, hours{}, i, false
	}
	next = r.skip(next, dayPart)
	if r.sign(next, ",-–—:;(|") {
		next++
	}
	h, next, ok := r.hours(next)
	return s, h, next, ok
}

func (r *reader) timeAndDate(i int) (spoken, hours, int, bool) {
	h, next, ok := r.hours(i)
	if !ok {
		return spoken{}, hours{}, i, false
	}
	if r.sign(next, ",-–—") {
		next++
	}
	s, next, ok := r.date(next)
	if !ok {
		return spoken{}, hours{}, i, false
	}
	if minutes, after, ok := r.lasting(next); ok && h.minutes == 0 {
		h.minutes, next = minutes, after
	}
	return s, h, next, true
}

// hours reads a time, or two with a range mark between, or one and a duration.
func (r *reader) hours(i int) (hours, int, bool) {
	from := r.skip(i, fromLead)
	if h, next, ok := r.sharedHalf(from); ok {
		return h, next, true
	}
	h, next, ok := r.sharedMark(from, from > i)
	if ok {
		return h, next, true
	}
	if h, next, ok = r.clockBehind(i, from); !ok {
		return hours{}, i, false
	}
	if _, after, ok := r.word(next, rangeMark); ok {
		if end, after, ok := r.clockBehind(next, after); ok {
			if end.start <= h.start && end.unsure {
				end.start += 12 * hour
			}
			if end.start > h.start {
				h.minutes = end.start - h.start
				return h, after, true
			}
		}
	}
	if minutes, after, ok := r.lasting(next); ok {
		h.minutes, next = minutes, after
	}
	return h, next, true
}

// clockBehind reads a time behind the words from i to next, which may themselves
// be what says that the number is an hour: "dalle 17 alle 18".
func (r *reader) clockBehind(i, next int) (hours, int, bool) {
	if h, after, ok := r.clock(next); ok {
		return h, after, true
	}
	return r.clock(i)
}

// sharedHalf reads "5-6pm", where "pm" counts for both.
func (r *reader) sharedHalf(i int) (hours, int, bool) {
	i = r.skip(i, clockLead)
	first, next, ok := r.number(i, 1, 12)
	if !ok {
		return hours{}, i, false
	}
	_, next, ok = r.word(next, rangeMark)
	if !ok {
		return hours{}, i, false
	}
	last, next, ok := r.number(next, 1, 12)
	if !ok {
		return hours{}, i, false
	}
	half, next, ok := r.word(next, halfDay)
	if !ok {
		return hours{}, i, false
	}
	start, end := first%12*hour+half, last%12*hour+half
	if start >= end {
		start -= 12 * hour // "11-1pm" begins in the morning
	}
	if start < 0 {
		return hours{}, i, false
	}
	return hours{start: start, minutes: end - start}, next, true
}

// lasting reads a duration: "for 45 minutes", "1h", "half an hour".
func (r *reader) lasting(i int) (minutes, next int, ok bool) {
	if r.sign(i, ",(") {
		i++
	}
	i = r.skip(i, otherLead)
	if minutes, next, ok = r.word(i, minuteCount); !ok {
		n, after, counted := r.count(i)
		if !counted {
			n, after, counted = r.word(i, looseCount)
		}
		if !counted {
			return 0, i, false
		}
		unit, after, ok := r.word(after, minuteUnit)
		if minutes, next = n*unit, after; !ok {
			return 0, i, false
		}
	}
	if minutes < 1 || minutes > 24*hour {
		return 0, i, false
	}
	if r.sign(next, ")") {
		next++
	}
	return minutes, next, true
}
