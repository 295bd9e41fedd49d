package digest

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// Memory is one thing from long ago that matters now. Private words never come
// back in a digest, not even to their author.
type Memory struct {
	Kind  MemoryKind // "": nothing comes back
	Quote Quote
	Years int // how long ago, of what was written on a day like this
	// Ref and Goal are what a fallback was noted for.
	Ref, Goal string
}

// MemoryKind is why something comes back.
type MemoryKind string

// The kinds of memory.
const (
	// MemoryYear is what one of the two wrote a year ago, or several.
	MemoryYear MemoryKind = "year"
	// MemoryFallback is what they noted for the case that a goal breaks, in the
	// month for which they did.
	MemoryFallback MemoryKind = "fallback"
)

const (
	// memoryWeeks is the time of which one thing at most comes back, a year later.
	memoryWeeks = 4
	// memoryLetters is how long words must be to say something after a year.
	memoryLetters = 20
)

// memory picks what comes back: one thing at most, the same for the same record.
// Nothing comes back twice within a year: a fallback belongs to the beginning of
// its month and an entry to its anniversary, and each instant is in one digest.
func (t *teller) memory() Memory {
	if m := t.fallback(); m.Kind != "" {
		return m
	}
	var out Memory
	for years := 1; ; years++ {
		e, more := t.anniversary(years)
		if e.ID != 0 {
			q, _ := t.question(e)
			out = Memory{Kind: MemoryYear, Quote: t.quote(e, told(q, e.Text)), Years: years}
		}
		if !more || e.ID != 0 {
			return out
		}
	}
}

// fallback is that of the first open goal whose month begins in the time told of:
// the month of the line's own date, or else of the goal's.
func (t *teller) fallback() Memory {
	for _, e := range t.r.Of(mentoring.DetailEntry, mentoring.KeptState) {
		g, ok := t.r.Entry(e.About)
		if e.Key != mentoring.FallbackDetail || !ok || !t.shown(e) || !t.shown(g) || g.Kind != mentoring.GoalEntry || g.State != mentoring.OpenState {
			continue
		}
		due := e.Due
		if due.IsZero() {
			due = g.Due
		}
		if due.IsZero() {
			continue
		}
		begins := calendar.At(calendar.Civil{Date: calendar.NewDate(due.Year, due.Month, 1)}, t.r.Pair.Location())
		if t.within(begins) && e.Changed.Before(begins) {
			t.show(g)
			return Memory{Kind: MemoryFallback, Quote: t.quote(e, e.Text), Ref: g.Ref(), Goal: g.Text}
		}
	}
	return Memory{}
}

// anniversary returns what was written so many years ago and comes back now: of
// each four weeks of the pair the one thing that says most, on its own day. more
// is false where the pair is not as old as that.
func (t *teller) anniversary(years int) (back mentoring.Entry, more bool) {
	began := t.r.Pair.Started
	if began.IsZero() || !began.AddDate(years, 0, 0).Before(t.to) {
		return back, false
	}
	block := func(e mentoring.Entry) int { return max(t.r.Pair.Week(e.Created)-1, 0) / memoryWeeks }
	best := map[int]mentoring.Entry{}
	for _, e := range t.r.Entries {
		if !t.remembered(e) {
			continue
		}
		if old, ok := best[block(e)]; !ok || t.sooner(e, old) {
			best[block(e)] = e
		}
	}
	for _, e := range best {
		if t.within(e.Created.AddDate(years, 0, 0)) && (back.ID == 0 || e.Created.Before(back.Created)) {
			back = e
		}
	}
	return back, true
}

// remembered reports whether an entry's words may come back.
func (t *teller) remembered(e mentoring.Entry) bool {
	if !t.shown(e) || utf8.RuneCountInString(e.Text) < memoryLetters || e.Created.IsZero() {
		return false
	}
	switch e.Kind {
	case mentoring.WinEntry, mentoring.NoteEntry, mentoring.FeedbackEntry:
		return e.Key == "" // with a key it is an answer, too
	case mentoring.AnswerEntry:
		q, known := t.question(e)
		return known && tells(q) && q.Kind != ritual.List && q.Kind != ritual.Date && q.Kind != ritual.Choice
	}
	return false
}

// remembers is the order in which kinds of words come back.
var remembers = []mentoring.Kind{mentoring.WinEntry, mentoring.NoteEntry, mentoring.FeedbackEntry, mentoring.AnswerEntry}

// sooner reports whether a comes back rather than b: the reader's own words
// first, then by kind, then what is longer.
func (t *teller) sooner(a, b mentoring.Entry) bool {
	return cmp.Or(
		boolOrder(a.Author != t.viewer, b.Author != t.viewer),
		cmp.Compare(slices.Index(remembers, a.Kind), slices.Index(remembers, b.Kind)),
		cmp.Compare(utf8.RuneCountInString(b.Text), utf8.RuneCountInString(a.Text)),
		cmp.Compare(a.ID, b.ID),
	) < 0
}
