package phrase

// noonHalf is how many minutes "pm" adds.
const noonHalf = 12 * hour

// sharedMark reads "17-18 Uhr", where the mark counts for both. Small numbers
// without a word before them may be a duration: "2-3 hrs".
func (r *reader) sharedMark(i int, led bool) (hours, int, bool) {
	begin := r.skip(i, clockLead)
	first, next, ok := r.number(begin, 0, 23)
	if !ok || !led && begin == i && first < 7 {
		return hours{}, i, false
	}
	if _, next, ok = r.word(next, rangeMark); !ok {
		return hours{}, i, false
	}
	last, next, ok := r.number(next, 1, 24)
	if !ok || last <= first {
		return hours{}, i, false
	}
	if _, next, ok = r.word(next, clockMark); !ok || !r.figureEnds(next) {
		return hours{}, i, false
	}
	h := hours{start: first * hour, minutes: (last - first) * hour}
	if first >= 1 && first <= 6 {
		h.start, h.unsure = h.start+noonHalf, true
	}
	return h, next, true
}

// clock reads a time: "17:00", "17.00", "5pm", "17h30", "17 Uhr 30", "noon", "at
// 5", "halb fünf".
func (r *reader) clock(i int) (hours, int, bool) {
	begin := r.skip(i, clockLead)
	if minutes, next, ok := r.word(begin, clockName); ok {
		return hours{start: minutes}, next, true
	}
	if _, next, ok := r.word(begin, halfTo); ok {
		return r.halfTo(next)
	}
	t := r.at(begin)
	hourOf, next, ok := r.number(begin, 0, 23)
	if !ok {
		if t.kind == number && len(t.text) == 4 && begin > i && t.value/100 < 24 && t.value%100 < hour {
			return hours{start: t.value/100*hour + t.value%100}, begin + 1, true // "at 1700"
		}
		return hours{}, i, false
	}
	minute, next, exact, ok := r.minutes(next)
	if !ok {
		return hours{}, i, false
	}
	if half, after, ok := r.halfOfDay(next, hourOf); ok {
		if hourOf < 1 || hourOf > 12 {
			return hours{}, i, false
		}
		return hours{start: hourOf%12*hour + half + minute}, after, true
	}
	if !exact && begin == i || !r.figureEnds(next) {
		return hours{}, i, false
	}
	h := hours{start: hourOf*hour + minute}
	if len(t.text) == 1 && hourOf >= 1 {
		switch {
		case hourOf <= 6:
			h.start, h.unsure = h.start+noonHalf, true
		case !exact:
			h.unsure = true
		}
	}
	return h, next, true
}

// minutes reads what stands behind the hour: ":30", "h30", " h 30" or nothing.
// exact says that there was something.
func (r *reader) minutes(i int) (minute, next int, exact, ok bool) {
	if r.sign(i, ":.") && r.at(i).glued && r.at(i+1).glued && len(r.at(i+1).text) == 2 {
		minute, next, ok = r.number(i+1, 0, 59)
		if _, after, marked := r.word(next, clockMark); ok && marked && r.figureEnds(after) {
			next = after // "17:30 Uhr"
		}
		return minute, next, true, ok
	}
	_, next, marked := r.word(i, clockMark)
	if !marked {
		return 0, i, false, true
	}
	minute, after, ok := r.number(next, 0, 59)
	if !ok || len(r.at(next).text) != 2 || !r.at(next).glued && !r.endsNumber(after) {
		return 0, next, true, true
	}
	return minute, after, true, true
}

// halfOfDay reads what says which half of the day an hour is in, and returns the
// minutes to add.
func (r *reader) halfOfDay(i, hourOf int) (minutes, next int, ok bool) {
	if minutes, next, ok = r.word(i, halfDay); ok {
		return minutes, next, true
	}
	if _, next, ok = r.word(i, nightTime); ok && hourOf > 6 && hourOf < 12 {
		return noonHalf, next, true
	}
	return 0, next, ok
}

// halfTo reads the hour of "halb fünf", which is half past four.
func (r *reader) halfTo(i int) (hours, int, bool) {
	n, next, ok := r.count(i)
	if !ok || n < 1 || n > 12 || !r.figureEnds(next) {
		return hours{}, i, false
	}
	h := hours{start: n*hour - hour/2, unsure: true}
	if n < 8 {
		h.start += noonHalf
	}
	return h, r.skip(next, clockMark), true
}
