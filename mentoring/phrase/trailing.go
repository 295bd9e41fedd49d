package phrase

import (
	"strings"
	"unicode/utf8"

	"milepost/mentoring/calendar"
)

// TrailingDate finds a date at the end of a line and cuts it off: "write the
// design note by Friday" is "write the design note" and a date.
//
// The date must be marked as one, by a word such as "by", "on" or "in", by a
// comma, or by brackets. A line that merely ends with a date ("present what I
// learned on the way to Friday") is left alone and returned as it is. Where a
// time or a part of the day stands beside the date, the date is found and nothing
// is cut, so that the time is not lost.
func (l *Lexicon) TrailingDate(s string, today calendar.Date) (rest string, day Day, ok bool) {
	line := strings.TrimSpace(s)
	start := 0
	if len(line) > maxText {
		// Begin at a space, so that no word is cut in two.
		start = len(line) - maxText
		for start < len(line) && !utf8.RuneStart(line[start]) {
			start++
		}
		space := strings.IndexByte(line[start:], ' ')
		if space < 0 {
			return s, Day{}, false
		}
		start += space
	}
	r := l.reader(line[start:])
	for _, reader := range append([]*reader{r}, r.strangers(anywhere)...) {
		if at, day, timed, ok := reader.trailing(today); ok && timed {
			return line, day, true
		} else if ok {
			head := line[:start+r.at(at).start]
			return strings.TrimRight(head, " \t\n,;-–—("), day, true
		}
	}
	return s, Day{}, false
}

// dateMarks are the words that may stand before a date at the end of a line.
const dateMarks = 1<<deadlineLead | 1<<dayLead | 1<<dateLead | 1<<inLead

// trailing finds the date at the end of a text, and where its mark begins. timed
// says that a time stands beside it.
func (r *reader) trailing(today calendar.Date) (at int, day Day, timed, ok bool) {
	for i, t := range r.tokens {
		if !r.senses[t.text].classes.overlaps(dateMarks) && !r.sign(i, "([,") {
			continue
		}
		spoken, next, ok := r.markedDate(i)
		timed := false
		if !ok {
			spoken, next, timed = r.markedTimeAndDate(i)
		}
		if !ok && !timed {
			continue
		}
		day, ok := spoken.resolve(today, false)
		if !ok {
			continue
		}
		if after := r.skip(next, dayPart); after != next {
			timed, next = true, after
		}
		if _, after, ok := r.hours(next); ok {
			timed, next = true, after
		}
		if r.closes(next) && r.proven(i, next) {
			return i, day, timed, true
		}
	}
	return 0, Day{}, false, false
}

// markedDate reads a date at i with the mark that must stand before it. A bare
// stretch of time is no date here: "(3 days)" is how long the work will take.
func (r *reader) markedDate(i int) (s spoken, next int, ok bool) {
	switch {
	case r.sign(i, "(["):
		if s, next, ok = r.date(i + 1); ok && r.sign(next, ")]") {
			next++
		} else {
			ok = false
		}
	case r.sign(i, ","):
		if !r.listed(i) {
			s, next, ok = r.date(i + 1)
		}
	default:
		s, next, ok = r.ledDate(i)
	}
	ok = ok && !s.stretch && (s.deadline || !s.bare)
	s.deadline = true
	return s, next, ok
}

// ledDate reads a date at i with the word that must stand before it.
func (r *reader) ledDate(i int) (s spoken, next int, ok bool) {
	if s, next, ok = r.stretchAhead(i); ok && r.leads(i, inLead) {
		return s, next, true
	}
	on, by := r.leads(i, dayLead), r.leads(i, deadlineLead)
	if !on && !by && !r.leads(i, dateLead) || r.measured(i) {
		return spoken{}, i, false // "send it two days before by friday": "before" belongs to the days
	}
	s, next, ok = r.date(i)
	// "le vendredi" and "il domani" are no days, "le 4 décembre" is one.
	exact := s.form == onDay || s.form == onTheNth || s.which != anyOne
	return s, next, ok && (on || by || exact)
}

// markedTimeAndDate reads "by 5pm friday".
func (r *reader) markedTimeAndDate(i int) (spoken, int, bool) {
	_, begin, ok := r.word(i, deadlineLead)
	if !ok {
		return spoken{}, i, false
	}
	s, _, next, ok := r.timeAndDate(begin)
	return s, next, ok
}

// measured reports whether a stretch of time ends right before i.
func (r *reader) measured(i int) bool {
	for back := max(0, i-3); back < i; back++ {
		if _, next, ok := r.stretch(back); ok && next == i {
			return true
		}
	}
	return false
}

func (r *reader) leads(i int, c class) bool {
	_, _, ok := r.word(i, c)
	return ok
}

// listed reports whether the comma at i stands in a list of days, as in "on
// monday, tuesday", where the last is no date for the whole.
func (r *reader) listed(i int) bool {
	if r.at(i-1).kind == number {
		return true
	}
	for back := max(0, i-6); back < i; back++ {
		if _, next, ok := r.bareDate(back); ok && next == i {
			return true
		}
	}
	return false
}

// closes reports whether nothing but the end of a sentence follows place i.
func (r *reader) closes(i int) bool {
	return strings.Trim(r.rest(i), ".!;) ") == ""
}
