package phrase

import "time"

// year reads a year that follows a date, and returns 0 if there is none.
func (r *reader) year(i int) (year, next int) {
	next = r.skip(i, article)
	if r.sign(next, ",") {
		next++
	}
	if r.sign(next, "'’") && r.at(next+1).glued && len(r.at(next+1).text) == 2 {
		if year, next, ok := r.number(next+1, 0, 99); ok {
			return 2000 + year, next
		}
	}
	if year, after, ok := r.number(next, 1900, 2199); ok && !(r.sign(after, ":") && r.at(after).glued) {
		return year, r.skip(after, yearMark)
	}
	return 0, i
}

// numericDate reads "2026-12-08", "8/12", "8/12/26", "8.12.", "8.12.2026" and
// "8-12-2026".
func (r *reader) numericDate(i int) (spoken, int, bool) {
	i = r.skip(i, article)
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
	case hasThird:
		return spoken{}, i, false
	default:
		s = r.dayAndMonth(first.value, second.value, mark.text)
		switch {
		case mark.text == "/":
		case mark.text == "." && r.sign(next, ".") && r.at(next).glued:
			next++
		case !r.isBareDate(i, next):
			return spoken{}, i, false
		}
	}
	if s.n < 1 || s.n > 31 || s.month < 1 || s.month > 12 || !r.endsNumber(next) {
		return spoken{}, i, false
	}
	return s, next, true
}

// isBareDate reports whether the figures from i to next are a date without any
// further sign: "bis 8.12" is one, and "voor 8-12", while 8.12 is a number or a
// time, 8.5 a number and 8-12 a range.
func (r *reader) isBareDate(i, next int) bool {
	if r.leads(next, clockMark) || r.leads(next, halfDay) || r.leads(next, monthName) {
		return false
	}
	dash := r.at(i+1).text == "-"
	if dash && !r.dashed || !dash && (!r.dotless || len(r.at(i+2).text) != 2) {
		return false
	}
	for _, c := range []class{deadlineLead, dayLead, weekdayName} {
		if _, led := r.behind(i, c); led {
			return true
		}
	}
	return dash && i == 0
}

// dayAndMonth puts two numbers in the order of the language. With full stops the
// day comes first everywhere.
func (r *reader) dayAndMonth(first, second int, mark string) spoken {
	s := spoken{form: onDay, n: first, month: time.Month(second), swapped: mark == "/" || mark == "-" && !r.dashed}
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
