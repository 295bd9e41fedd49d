package phrase

import "time"

// date reads a date with the words that may stand before it: "by friday".
func (r *reader) date(i int) (spoken, int, bool) {
	if begin, deadline, ok := r.lead(i); ok {
		if s, next, ok := r.date(begin); ok {
			s.deadline = s.deadline || deadline
			return s, next, true
		}
	}
	return r.bareDate(i)
}

// lead reads one word that may stand before a date. It tries one meaning only:
// with more of them, a long row of such words would take for ever.
func (r *reader) lead(i int) (next int, deadline, ok bool) {
	for _, c := range []class{deadlineLead, dayLead, otherLead} {
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

// stretch reads a number of days, weeks, months or years.
func (r *reader) stretch(i int) (spoken, int, bool) {
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
	e, next, ok := r.word(i, edgeMark)
	if !ok {
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
	return s, next, ok
}

// wholePeriod reads "next week".
func (r *reader) wholePeriod(i int) (spoken, int, bool) {
	w, next, ok := r.word(i, whichMark)
	if !ok {
		return spoken{}, i, false
	}
	p, next, ok := r.word(next, periodName)
	return spoken{form: allPeriod, which: which(w), period: period(p)}, next, ok
}

// weekdayAndDate reads "friday", "next friday", "friday, 4 dec".
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
	if s.which != anyOne {
		return s, next, true
	}
	after := next
	if r.sign(after, ",(") {
		after++
	}
	for _, read := range []func(int) (spoken, int, bool){r.numericDate, r.namedDay, r.dayOfMonth} {
		if dated, end, ok := read(after); ok {
			if r.sign(after-1, "(") && r.sign(end, ")") {
				end++
			}
			dated.weekday, dated.named = s.weekday, dated.form == onDay
			return dated, end, true
		}
	}
	return s, next, true
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
	if !ok {
		return spoken{}, i, false
	}
	day, next, ok := r.dayNumber(r.skip(next, article))
	if !ok || !r.figureEnds(next) {
		return spoken{}, i, false
	}
	s.n, s.month = day, time.Month(month)
	s.year, next = r.year(next)
	return s, next, true
}

// dayOfMonth reads "the 8th". A bare number is no day.
func (r *reader) dayOfMonth(i int) (spoken, int, bool) {
	i = r.skip(i, article)
	day, _, ok := r.number(i, 1, 31)
	if !ok || !r.at(i+1).glued {
		return spoken{}, i, false
	}
	_, next, ok := r.word(i+1, ordinalMark)
	return spoken{form: onTheNth, n: day}, next, ok
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

// year reads a year that follows a date, and returns 0 if there is none.
func (r *reader) year(i int) (year, next int) {
	next = i
	if r.sign(next, ",") {
		next++
	}
	if r.sign(next, "'’") && r.at(next+1).glued && len(r.at(next+1).text) == 2 {
		if year, next, ok := r.number(next+1, 0, 99); ok {
			return 2000 + year, next
		}
	}
	if year, after, ok := r.number(next, 1900, 2199); ok && !(r.sign(after, ":") && r.at(after).glued) {
		return year, after
	}
	return 0, i
}

// numericDate reads "2026-12-08", "8/12", "8/12/26", "8.12.", "8.12.2026" and
// "8-12-2026".
func (r *reader) numericDate(i int) (spoken, int, bool) {
	first, mark, second := r.at(i), r.at(i+1), r.at(i+2)
	if first.kind != number || second.kind != number || !mark.glued || !second.glued || !r.sign(i+1, "-/.") {
		return spoken{}, i, false
	}
	s := spoken{form: onDay}
	next := i + 3
	third, hasThird := 0, false
	if r.sign(next, mark.text) && r.at(next).glued && r.at(next+1).glued && r.at(next+1).kind == number {
		third, hasThird = r.at(next+1).value, true
		next += 2
	}
	switch digits := len(r.at(next - 1).text); {
	case hasThird && len(first.text) == 4:
		s.year, s.month, s.n = first.value, time.Month(second.value), third
	case hasThird && (digits == 4 || digits == 2 && mark.text != "-"):
		s = r.dayAndMonth(first.value, second.value, mark.text)
		s.year = third
		if digits == 2 {
			s.year += 2000
		}
	case hasThird || mark.text == "-":
		return spoken{}, i, false
	default:
		s = r.dayAndMonth(first.value, second.value, mark.text)
		if mark.text == "." {
			// Without its second full stop, 8.12 is a number or a time.
			if !r.sign(next, ".") || !r.at(next).glued {
				return spoken{}, i, false
			}
			next++
		}
	}
	if s.n < 1 || s.n > 31 || s.month < 1 || s.month > 12 || !r.endsNumber(next) {
		return spoken{}, i, false
	}
	return s, next, true
}

// dayAndMonth puts two numbers in the order of the language. With full stops the
// day comes first everywhere.
func (r *reader) dayAndMonth(first, second int, mark string) spoken {
	s := spoken{form: onDay, n: first, month: time.Month(second), swapped: mark != "."}
	if s.swapped && !r.dayFirst {
		s.n, s.month = second, time.Month(first)
	}
	if s.swapped && s.month > 12 && s.n <= 12 {
		s.n, s.month = int(s.month), time.Month(s.n)
	}
	if s.n > 12 {
		s.swapped = false
	}
	return s
}

// endsNumber reports whether the figures before i are a date, and not the
// beginning of something longer such as "1/2/3/4" or "2/3 weeks".
func (r *reader) endsNumber(i int) bool {
	for _, c := range []class{dayUnit, monthUnit, minuteUnit} {
		if _, _, ok := r.word(i, c); ok {
			return false
		}
	}
	return r.figureEnds(i)
}

// figureEnds reports whether a figure ends before i, so that it is not the
// beginning of "8:30", "8.5", "8/10" or "8kg".
func (r *reader) figureEnds(i int) bool {
	t := r.at(i)
	return !t.glued || t.kind == sign && !r.sign(i, "/%") && !(r.sign(i, ":.") && r.at(i+1).glued && r.at(i+1).kind == number)
}
