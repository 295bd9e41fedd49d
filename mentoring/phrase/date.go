package phrase

import (
	"strings"
	"time"
)

// date reads a date with the words that may stand before it: "by friday".
func (r *reader) date(i int) (spoken, int, bool) { return r.dateAfter(i, maxLeads) }

// dateAfter reads a date with at most so many words before it.
func (r *reader) dateAfter(i, leads int) (spoken, int, bool) {
	if r.leads(i, noDate) {
		return spoken{}, i, false
	}
	if s, next, ok := r.stretchBack(i); ok {
		return s, next, true
	}
	if begin, deadline, ok := r.lead(i); ok && leads > 0 {
		if s, next, ok := r.dateAfter(begin, leads-1); ok {
			s.deadline = s.deadline || deadline
			return s, next, true
		}
	}
	return r.bareDate(i)
}

// lead reads one word that may stand before a date. It tries one meaning only:
// with more of them, a long row of such words would take for ever.
func (r *reader) lead(i int) (next int, deadline, ok bool) {
	for _, c := range []class{deadlineLead, dayLead, dateLead, otherLead} {
		if _, next, ok = r.word(i, c); ok {
			if r.sign(next, ":") {
				next++
			}
			return next, c == deadlineLead, true
		}
	}
	return i, false, false
}

// bareDate reads a date without the words before it.
func (r *reader) bareDate(i int) (spoken, int, bool) {
	for _, read := range []func(int) (spoken, int, bool){
		r.dayWord, r.edge, r.numericDate, r.namedDay, r.stretchAhead, r.wholePeriod,
		r.weekdayAndDate, r.dayOfMonth,
	} {
		if s, next, ok := read(i); ok {
			return s, next, true
		}
	}
	return spoken{}, i, false
}

// dayWord reads "tomorrow".
func (r *reader) dayWord(i int) (spoken, int, bool) {
	n, next, ok := r.word(i, dayWord)
	return spoken{form: inDays, n: n}, next, ok
}

// stretchAhead reads "in two weeks", "3 days", "two weeks from now".
func (r *reader) stretchAhead(i int) (spoken, int, bool) {
	_, start, led := r.word(i, inLead)
	s, next, ok := r.stretch(start)
	if !ok {
		return spoken{}, i, false
	}
	end := r.skip(next, fromNow)
	s.stretch = next == end && !led
	return s, end, true
}

// stretchBack reads "two weeks ago" and "vor zwei Wochen".
func (r *reader) stretchBack(i int) (spoken, int, bool) {
	_, start, led := r.word(i, agoLead)
	s, next, ok := r.stretch(start)
	_, end, marked := r.word(next, agoMark)
	s.n = -s.n
	return s, end, ok && (led || marked)
}

// stretch reads a number of days, weeks, months or years.
func (r *reader) stretch(i int) (spoken, int, bool) {
	if n, next, ok := r.word(i, dayCount); ok {
		return spoken{form: inDays, n: n}, next, true
	}
	if n, next, ok := r.word(i, monthCount); ok {
		return spoken{form: inMonths, n: n}, next, true
	}
	n, next, ok := r.count(i)
	if !ok {
		n, next, ok = r.word(i, looseCount)
	}
	if !ok || n == 0 {
		return spoken{}, i, false
	}
	if unit, next, ok := r.word(next, dayUnit); ok && n*unit <= maxAhead {
		return spoken{form: inDays, n: n * unit}, next, true
	}
	if unit, next, ok := r.word(next, monthUnit); ok && n*unit*31 <= maxAhead {
		return spoken{form: inMonths, n: n * unit}, next, true
	}
	return spoken{}, i, false
}

// edge reads "end of march", "end of next week", "mid-may", "end of Q1", "eow".
func (r *reader) edge(i int) (spoken, int, bool) {
	if p, next, ok := r.word(i, periodEnd); ok {
		return spoken{form: atEdge, edge: endOf, period: period(p)}, next, true
	}
	i = r.skip(i, article)
	e, next, ok := r.word(i, edgeMark)
	if !ok || r.leads(i, noDate) {
		return spoken{}, i, false
	}
	s := spoken{form: atEdge, edge: edge(e)}
	next = r.skip(next, article)
	if month, after, ok := r.name(next, monthName); ok {
		s.period, s.month = monthPeriod, time.Month(month)
		s.year, after = r.year(after)
		return s, after, true
	}
	if _, after, ok := r.word(next, quarterMark); ok && r.at(after).glued {
		if s.n, after, ok = r.number(after, 1, 4); ok {
			s.period = quarterPeriod
			s.year, after = r.year(after)
			return s, after, true
		}
	}
	if w, after, ok := r.word(next, whichMark); ok {
		s.which, next = which(w), after
	}
	p, next, ok := r.word(next, periodName)
	s.period = period(p)
	if w, after, behind := r.word(next, whichAfter); ok && behind {
		s.which, next = which(w), after
	}
	return s, next, ok
}

// wholePeriod reads "next week", and "next week friday".
func (r *reader) wholePeriod(i int) (spoken, int, bool) {
	s, next, ok := r.namedPeriod(i)
	if !ok || s.period != weekPeriod {
		return s, next, ok
	}
	begin := r.skip(next, dayLead, article)
	if day, after, ok := r.name(begin, weekdayName); ok && !r.isWeak(begin) {
		s.form, s.weekday, next = inWeek, time.Weekday(day), after
	}
	return s, next, true
}

// namedPeriod reads "next week" and "la semaine prochaine".
func (r *reader) namedPeriod(i int) (spoken, int, bool) {
	w, next, before := r.word(r.skip(i, article), whichMark)
	p, next, ok := r.word(r.skip(next, article), periodName)
	if ok && !before {
		w, next, ok = r.word(next, whichAfter)
	}
	return spoken{form: allPeriod, which: which(w), period: period(p)}, next, ok
}

// weekdayAndDate reads "friday", "next friday", "friday, 4 dec", "friday next
// week".
func (r *reader) weekdayAndDate(i int) (spoken, int, bool) {
	i = r.skip(i, article)
	s := spoken{form: onWeekday}
	if w, next, ok := r.word(i, whichMark); ok {
		s.which, i = which(w), next
	}
	day, next, ok := r.name(i, weekdayName)
	if !ok {
		return spoken{}, i, false
	}
	s.weekday = time.Weekday(day)
	if dated, end, ok := r.dateBeside(next, s.weekday); ok {
		return dated, end, true
	}
	if r.isWeak(i) && s.which == anyOne {
		if _, _, timed := r.clock(next); !timed && !r.leads(next, rangeMark) {
			return spoken{}, i, false
		}
	}
	if w, after, ok := r.word(next, whichAfter); ok && s.which == anyOne {
		s.which, next = which(w), after
		if dated, end, ok := r.dateBeside(next, s.weekday); ok {
			return dated, end, true
		}
	}
	if s.which != anyOne {
		return s, next, true
	}
	if p, after, ok := r.namedPeriod(r.skip(next, dayLead)); ok && p.period == weekPeriod {
		s.form, s.which, s.period, next = inWeek, p.which, weekPeriod, after
	}
	return s, next, true
}

// dateBeside reads the date behind a weekday, as in "friday, 4 dec".
func (r *reader) dateBeside(i int, day time.Weekday) (spoken, int, bool) {
	begin := i
	if r.sign(begin, ",(") {
		begin++
	}
	for _, read := range []func(int) (spoken, int, bool){r.numericDate, r.namedDay, r.dayOfMonth} {
		if s, end, ok := read(begin); ok {
			if r.sign(begin-1, "(") && r.sign(end, ")") {
				end++
			}
			s.weekday, s.named, s.bare = day, s.form == onDay || s.bare, false
			return s, end, true
		}
	}
	return spoken{}, i, false
}

// isWeak reports whether the word at i is a short name that is an ordinary word
// too.
func (r *reader) isWeak(i int) bool {
	text := "|" + r.at(i).text + "|"
	switch {
	case strings.Contains("|"+r.weak+"|", text):
		return true
	case !strings.Contains("|"+r.frail+"|", text):
		return false
	}
	_, by := r.behind(i, deadlineLead)
	_, on := r.behind(i, dayLead)
	return !by && !on
}

// namedDay reads "8 dec", "8th of december 2026", "dec 8", "december 8th, 2026".
func (r *reader) namedDay(i int) (spoken, int, bool) {
	i = r.skip(i, article)
	s := spoken{form: onDay}
	if day, next, ok := r.dayNumber(i); ok {
		next = r.skip(next, article)
		if month, next, ok := r.name(next, monthName); ok {
			s.n, s.month = day, time.Month(month)
			s.year, next = r.year(next)
			return s, next, true
		}
	}
	month, next, ok := r.name(i, monthName)
	if !ok || !r.monthAhead || r.leads(i, weekdayName) {
		return spoken{}, i, false // "mar 3" may be a Tuesday
	}
	day, next, ok := r.dayNumber(r.skip(next, article))
	if !ok || !r.figureEnds(next) {
		return spoken{}, i, false
	}
	s.n, s.month = day, time.Month(month)
	s.year, next = r.year(next)
	return s, next, true
}

// dayOfMonth reads "the 8th", and "dia 8" where a word makes the number a day. A
// bare number is no day.
func (r *reader) dayOfMonth(i int) (spoken, int, bool) {
	i = r.skip(i, article)
	s := spoken{form: onTheNth}
	day, next, ok := r.number(i, 1, 31)
	if !ok {
		return spoken{}, i, false
	}
	s.n = day
	sure, led := r.behind(i, nthLead)
	if r.nthBeside && !led {
		_, led = r.behind(i, weekdayName)
	}
	if _, after, ok := r.word(next, ordinalMark); ok && r.at(next).glued && (led || r.at(next).text != ".") {
		return s, after, true
	}
	s.bare = sure == 0
	return s, next, led && r.endsNumber(next) && (r.at(next).kind != word || r.leads(next, clockLead) || r.leads(next, rangeMark))
}

// behind reports whether a word of class c stands right before i, and its value.
func (r *reader) behind(i int, c class) (value int, ok bool) {
	if r.sign(i-1, ",.") {
		i--
	}
	for back := max(0, i-3); back < i; back++ {
		if value, next, ok := r.word(back, c); ok && next == i {
			return value, true
		}
	}
	return 0, false
}

// dayNumber reads "8", "8th" or "8.".
func (r *reader) dayNumber(i int) (day, next int, ok bool) {
	if day, next, ok = r.number(i, 1, 31); !ok || !r.at(next).glued {
		return day, next, ok
	}
	if _, after, ok := r.word(next, ordinalMark); ok {
		return day, after, true
	}
	if r.sign(next, ".") && !r.at(next+1).glued {
		next++
	}
	return day, next, true
}
