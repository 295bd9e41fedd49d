package mentoring

import (
	"slices"

	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// ReadAhead returns the ritual of the week after w for which a pair reads its
// history in advance, with the digest that comes in w. ok is false where none is
// held then.
func (p Policy) ReadAhead(r Record, w calendar.Week) (d ritual.Definition, ok bool) {
	if r.Pair.State != Active {
		return ritual.Definition{}, false
	}
	pl := &pairPlan{r: r, p: p}
	return pl.readAhead(w)
}

// readAhead returns the ritual of the week after w that is read for in advance.
func (pl *pairPlan) readAhead(w calendar.Week) (d ritual.Definition, ok bool) {
	held := pl.held(w.Next(), pl.r.Pair.WeekNumber(w.Next()))
	i := slices.IndexFunc(held, func(d ritual.Definition) bool { return d.Preread })
	if i < 0 {
		return ritual.Definition{}, false
	}
	return held[i], true
}

// readsAhead reports whether a digest of the week w has the history in it. Such
// a digest goes out however quiet the weeks were.
func (pl *pairPlan) readsAhead(w calendar.Week) bool {
	_, ok := pl.readAhead(w)
	return ok
}
