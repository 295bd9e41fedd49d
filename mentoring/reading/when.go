package reading

import (
	"strings"

	"milepost/mentoring/calendar"
	"milepost/mentoring/phrase"
)

// timed reads what follows a verb that takes a time, or nothing.
func (r *reader) timed(l Line, rest string) (Line, bool) {
	rest = strings.Trim(rest, " .!,;")
	switch l.Verb {
	case Snooze:
		if rest == "" {
			return l, true
		}
		d, ok := r.date(rest)
		l.When = d
		return l, ok
	case Pause:
		if rest == "" {
			return l, true
		}
		return r.paused(l, rest)
	case NextAt:
		if m, after, ok := r.v.Lexicon.Moment(rest, r.today); ok {
			l.Moment, l.Minutes, l.Text = m.At, m.Minutes, strings.Trim(after, " .,;:-–")
			if m.Ambiguous() {
				r.doubt(Doubt{Kind: AmbiguousDate, Text: rest, Date: m.At.Date})
			}
			return r.hush(l), true
		}
		// A day without a time is asked about; anything else is plain words.
		day, _, ok := r.v.Lexicon.Date(rest, r.today)
		l.When, l.Text = day.Date, rest
		return l, ok
	case Met:
		if rest == "" {
			return l, true
		}
		day, after, ok := r.v.Lexicon.PastDate(rest, r.today)
		l.When = day.Date
		return l, ok && bare(after) == ""
	}
	return l, rest == ""
}

// paused reads how long a pause lasts. "until 8 dec" is back on that day,
// "3-17 aug" on the day after, "2 weeks" when they are over.
func (r *reader) paused(l Line, rest string) (Line, bool) {
	lex := r.v.Lexicon
	span, after, ok := lex.Span(rest, r.today)
	if !ok || bare(after) != "" {
		return l, false
	}
	l.When, l.Until = span.From, span.To.AddDays(1)
	if _, _, length := lex.Duration(rest); !length {
		if day, after, ok := lex.Date(rest, r.today); ok && bare(after) == "" {
			l.Until = day.Date
			r.sayBack(day, rest)
		}
	}
	return l, true
}

// withDate takes a date off the end of a line's words. Words that are nothing
// but a date stay.
func (r *reader) withDate(l Line) Line {
	if rest, day, ok := r.v.Lexicon.TrailingDate(l.Text, r.today); ok && !blank(rest) {
		l.Text, l.When = strings.TrimRight(rest, " .,"), day.Date
		r.sayBack(day, l.Text)
	}
	return l
}

// sayBack notes a date that could mean another, so that the receipt says it in
// words.
func (r *reader) sayBack(day phrase.Day, text string) {
	if day.Ambiguous() {
		r.doubt(Doubt{Kind: AmbiguousDate, Text: text, Date: day.Date})
	}
}

// date reads s, the whole of it, as a date to come.
func (r *reader) date(s string) (calendar.Date, bool) {
	day, after, ok := r.v.Lexicon.Date(s, r.today)
	if !ok || bare(after) != "" {
		return calendar.Date{}, false
	}
	r.sayBack(day, s)
	return day.Date, true
}
