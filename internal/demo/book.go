package demo

import (
	"slices"
	"strings"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
)

// book is every mail that somebody of the cast got or wrote.
type book struct {
	story *story
	mails []*entry
}

// entry is one mail in the book.
type entry struct {
	who   *role // whose mailbox it lies in
	wrote bool  // they wrote it; else they got it
	at    time.Time
	week  int
	raw   []byte
	own   []string // what they wrote, without what their program adds
	tells []string
	// about is which of these words are for which pair, for a reply.
	about map[mentoring.PairID][]string
	// kind and pairs are what it is about, for a mail that somebody got.
	kind  string
	pairs []mentoring.PairID
}

func newBook(s *story) *book { return &book{story: s} }

// got notes a mail that has come for somebody.
func (b *book) got(m opened) {
	b.add(&entry{
		who: m.reader, at: m.post.At, raw: m.post.Raw, kind: m.delivery.Kind, pairs: m.delivery.Pairs,
	})
}

// wrote notes a mail that somebody writes, perhaps later than now, and which of
// its words are their own.
func (b *book) wrote(who *role, at time.Time, raw []byte, own, tells []string) *entry {
	tells = slices.DeleteFunc(tells, func(s string) bool { return s == "" })
	e := &entry{who: who, wrote: true, at: at, raw: raw, own: own, tells: tells}
	b.add(e)
	return e
}

func (b *book) add(e *entry) {
	e.week = b.story.week(calendar.DateIn(e.at, e.who.location()))
	b.mails = append(b.mails, e)
}

// until returns the mails up to an instant, in order of time, then person.
// What was written but not posted by then is left out.
func (b *book) until(end time.Time) []*entry {
	var out []*entry
	for _, e := range b.mails {
		if e.at.Before(end) {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(x, y *entry) int {
		if c := x.at.Compare(y.at); c != 0 {
			return c
		}
		return strings.Compare(x.who.ID, y.who.ID)
	})
	return out
}

// in returns the mails of a week, in order of time.
func (b *book) in(week int) []*entry {
	out := slices.DeleteFunc(slices.Clone(b.mails), func(e *entry) bool { return e.week != week })
	slices.SortStableFunc(out, func(x, y *entry) int { return x.at.Compare(y.at) })
	return out
}
