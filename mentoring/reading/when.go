package reading

import (
	"strings"

	"milepost/mentoring/calendar"
	"milepost/mentoring/phrase"
)

// lexicons are those that dates are read by: the person's own, which knows the
// unmistakable words of all others, and that of the second language, since our
// mails tell people to write such words as "8 dec".
func (r *reader) lexicons() []*phrase.Lexicon {
	if r.v.second == nil || r.v.second == r.v.Lexicon {
		return []*phrase.Lexicon{r.v.Lexicon}
	}
	return []*phrase.Lexicon{r.v.Lexicon, r.v.second}
}

// timed reads what follows a verb that takes a time, or nothing.
func (r *reader) timed(l Line, rest string) (Line, bool) {
	rest = strings.Trim(rest, closing+" .!,;")
	switch {
	case l.Verb == NextAt:
		return r.next(l, rest)
	case rest == "":
		return l, true
	case l.Verb == Snooze:
		d, ok := r.date(rest)
		if !ok {
			d, ok = r.past(rest) // said back as gone by
		}
		l.When = d
		return l, ok
	case l.Verb == Pause:
		for _, lex := range r.lexicons() {
			if l, ok := r.paused(l, rest, lex); ok {
				return l, true
			}
		}
		// "away yesterday" may ask for nothing: the words are kept, too.
		d, ok := r.past(rest)
		l.When, l.Until, l.Text = d, d, rest
		return l, ok
	case l.Verb == Met:
		d, ok := r.past(rest)
		if !ok {
			d, ok = r.date(rest) // said back as still to come
		}
		l.When = d
		return l, ok
	}
	return l, false
}

// next reads when the next session is. A day without a time is asked about;
// anything else is plain words.
func (r *reader) next(l Line, rest string) (Line, bool) {
	for _, lex := range r.lexicons() {
		if m, after, ok := lex.Moment(rest, r.today); ok {
			l.Moment, l.Minutes, l.Text = m.At, m.Minutes, strings.Trim(after, " .,;:-–")
			if m.Ambiguous() {
				r.doubt(Doubt{Kind: AmbiguousDate, Text: rest, Date: m.At.Date})
			}
			return r.hush(l), true
		}
	}
	for _, lex := range r.lexicons() {
		if day, _, ok := lex.Date(rest, r.today); ok {
			l.When, l.Text = day.Date, rest
			return l, true
		}
	}
	return r.nextGoneBy(l, rest)
}

// nextGoneBy reads a session on a day that has gone by, which is said back.
func (r *reader) nextGoneBy(l Line, rest string) (Line, bool) {
	tomorrow := r.today.AddDays(1)
	for _, lex := range r.lexicons() {
		day, after, ok := lex.PastDate(rest, r.today)
		if !ok {
			continue
		}
		// The time of day is read as if the day were to come.
		if m, words, ok := lex.Moment(tomorrow.String()+" "+after, r.today); ok && bare(words) == "" {
			l.Moment, l.Minutes = calendar.Civil{Date: day.Date, Clock: m.At.Clock}, m.Minutes
			return l, true
		}
	}
	return l, false
}

// paused reads how long a pause lasts. "until 8 dec" is back on that day,
// "3-17 aug" and "next week" on the day after, "2 weeks" when they are over.
func (r *reader) paused(l Line, rest string, lex *phrase.Lexicon) (Line, bool) {
	span, after, ok := lex.Span(rest, r.today)
	if !ok || bare(after) != "" {
		return l, false
	}
	l.When, l.Until = span.From, span.To.AddDays(1)
	several := span.From.After(r.today) && span.To.After(span.From) // "next week"
	if _, _, length := lex.Duration(rest); !length && !several {
		if day, after, ok := lex.Date(rest, r.today); ok && bare(after) == "" {
			l.Until = day.Date
			if first, ok := r.untilPeriod(rest, lex); ok {
				l.Until = first
			}
			r.sayBack(day, rest)
		}
	}
	return l, true
}

// untilPeriod reads "until next week" as until its first day.
func (r *reader) untilPeriod(s string, lex *phrase.Lexicon) (first calendar.Date, ok bool) {
	for n := range 2 {
		tail := s[headWords(s, n+1):]
		_, _, length := lex.Duration(tail)
		span, after, found := lex.Span(tail, r.today)
		if found && !length && bare(after) == "" && span.From.After(r.today) && span.To.After(span.From) {
			return span.From, true
		}
	}
	return calendar.Date{}, false
}

// withDate takes a date off the end of a line's words. Words that are nothing
// but a date stay.
func (r *reader) withDate(l Line) Line {
	if rest, day, ok := r.trailing(l.Text); ok {
		l.Text, l.When = strings.TrimRight(rest, " .,"), day.Date
		r.sayBack(day, l.Text)
	}
	return l
}

// trailing finds a date at the end of a line that says more, and cuts it off, or
// else a deadline inside, which stays.
func (r *reader) trailing(line string) (rest string, day phrase.Day, ok bool) {
	for _, lex := range r.lexicons() {
		if rest, day, ok := lex.TrailingDate(line, r.today); ok && !blank(rest) {
			return rest, day, true
		}
	}
	for _, lex := range r.lexicons() {
		if day, ok := lex.Deadline(line, r.today); ok {
			return line, day, true
		}
	}
	return line, phrase.Day{}, false
}

// onDay reads the bare name of a day of the week at the end of a step: "send the
// draft friday". The words stay, and a day of every week is none.
func (r *reader) onDay(text string) (calendar.Date, bool) {
	text = strings.TrimRight(text, " .!)")
	before := len(r.out.Doubts)
	if _, ok := r.date(text); ok {
		r.out.Doubts = r.out.Doubts[:before]
		return calendar.Date{}, false // nothing but a day
	}
	for _, n := range []int{2, 1} {
		begin := tailWords(text, n)
		if begin == 0 {
			continue
		}
		last := tailWords(text, 1)
		if _, repeats := r.x.sortOf(On, text[begin:]); repeats {
			return calendar.Date{}, false
		}
		if _, rest, ok := r.dayName(text[last:]); !ok || bare(rest) != "" {
			return calendar.Date{}, false
		}
		if d, ok := r.date(strings.TrimLeft(text[begin:], "(")); ok {
			return d, true
		}
	}
	return calendar.Date{}, false
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
	for _, lex := range r.lexicons() {
		if day, after, ok := lex.Date(s, r.today); ok && bare(after) == "" {
			r.sayBack(day, s)
			return day.Date, true
		}
	}
	return calendar.Date{}, false
}

// lasting reads s, the whole of it, as a stretch of time, and returns the day on
// which it is over.
func (r *reader) lasting(s string) (calendar.Date, bool) {
	for _, lex := range r.lexicons() {
		if days, after, ok := lex.Duration(s); ok && bare(after) == "" {
			return r.today.AddDays(days), true
		}
	}
	return calendar.Date{}, false
}

// past reads s, the whole of it, as a date gone by.
func (r *reader) past(s string) (calendar.Date, bool) {
	for _, lex := range r.lexicons() {
		if day, after, ok := lex.PastDate(s, r.today); ok && bare(after) == "" {
			return day.Date, true
		}
	}
	return calendar.Date{}, false
}

// ending reads the day that a phrase ends with, or none.
func (r *reader) ending(phrase string) calendar.Date {
	phrase = bare(phrase)
	if d, ok := r.date(phrase); ok {
		return d
	}
	for n := mostAround; n > 0; n-- {
		if begin := tailWords(phrase, n); begin > 0 {
			if d, ok := r.date(phrase[begin:]); ok {
				return d
			}
		}
	}
	return calendar.Date{}
}
