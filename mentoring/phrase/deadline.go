package phrase

import "milepost/mentoring/calendar"

// Deadline finds the only deadline in a line that goes on behind it, as where the
// verb stands last: "bis Freitag fertig", "bis Ende März ein Projekt leiten", "by
// 1 march: a first draft". It must stand behind a word such as "by" or "until".
func (l *Lexicon) Deadline(s string, today calendar.Date) (day Day, ok bool) {
	if len(s) > maxText {
		return Day{}, false
	}
	r := l.reader(s)
	for _, reader := range append([]*reader{r}, r.strangers(anywhere)...) {
		if day, ok = reader.deadlineInside(today); ok {
			return day, true
		}
	}
	return Day{}, false
}

func (r *reader) deadlineInside(today calendar.Date) (found Day, ok bool) {
	for i := 0; i < len(r.tokens); i++ {
		if !r.leads(i, deadlineLead) {
			continue
		}
		said, next, dated := r.ledDate(i)
		if !dated || said.stretch || r.closes(next) || !r.proven(i, next) {
			continue
		}
		said.deadline = true
		day, resolved := said.resolve(today, false)
		if !resolved || ok {
			return Day{}, false // gone by, or one of two
		}
		found, ok, i = day, true, next-1
	}
	return found, ok
}
