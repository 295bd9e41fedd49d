package mentoring_test

import (
	"sync"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/reading"
	"milepost/templates"
)

// shippedSet are the rituals and words that an installation has.
var shippedSet = sync.OnceValues(func() (*templates.Set, error) { return templates.Load("") })

// shipped is a world with the rituals and the vocabulary that are shipped,
// rather than the short ones of most tests here.
func shipped(t testing.TB, rs ...mentoring.Record) *world {
	t.Helper()
	set, err := shippedSet()
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, rs...)
	w.policy.Rituals = set.Rituals()
	w.vocabulary = set.Vocabulary("en")
	return w
}

// lines lets a person say lines with keywords as they were read, whether or not
// a grammar for them exists.
func (w *world) lines(who mentoring.PersonID, at string, lines ...reading.Line) mentoring.Receipt {
	w.t.Helper()
	r := &w.records[0]
	re := mentoring.Reply{Reading: reading.Reading{Lines: lines}, Message: w.id()}
	out := mentoring.Apply(*r, r.Person(who), re, instant(at))
	w.apply(r, out, instant(at))
	return out.Receipt
}

const hour = time.Hour

// noonDate reads a date.
func noonDate(t testing.TB, s string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
