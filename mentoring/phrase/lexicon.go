package phrase

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// maxText bounds, in bytes, how much of a text is looked at.
const maxText = 200

// A Lexicon reads and writes dates, times and numbers in one language. It never
// changes, so that any number of readers may share it.
//
// Reading methods look at the beginning of a text and return what follows as
// rest, without space around it. An empty rest means that all of the text was
// understood. They return false rather than guess.
type Lexicon struct {
	table
	senses map[string][]sense
}

// A table is everything that differs between languages.
type table struct {
	// dayFirst says how 8/12 is read: as 8 December, or as 12 August.
	dayFirst bool
	weekdays [7]name  // Sunday first, as in package time
	months   [12]name // January first
	words    []words
	layouts  layouts
	// cities are names of cities that differ from those of the zone database.
	cities map[string]string
}

// A name is a weekday or a month as it is written, and further forms in which
// it is read, separated by "|".
type name struct{ long, short, also string }

// words are the forms, separated by "|", of one meaning.
type words struct {
	class class
	value int
	forms string
}

// A class is what a word does in a phrase; the value beside it says which of
// its kind it is.
type class uint8

const (
	weekdayName  class = iota + 1 // value: time.Weekday
	monthName                     // value: time.Month
	count                         // "two": the number
	looseCount                    // "a", "a couple of": a number only before a unit
	dayWord                       // "tomorrow": days from today
	dayUnit                       // "weeks": days in one
	monthUnit                     // "years": months in one
	minuteUnit                    // "hours": minutes in one
	minuteCount                   // "half an hour": minutes
	ordinalMark                   // the "th" of 8th
	deadlineLead                  // "by", "until": stands before the last day
	dayLead                       // "on": stands before a day
	otherLead                     // "to", "for": as dayLead, but not at the end of a line
	inLead                        // "in": stands before a stretch of time
	fromLead                      // "from": stands before a range
	rangeMark                     // "to": stands between the ends of a range
	fromNow                       // "from now": may follow a stretch of time
	article                       // "the", "of": says nothing
	whichMark                     // "next": value is a which
	edgeMark                      // "end of": value is an edge
	periodName                    // "week": value is a period
	periodEnd                     // "eow": value is a period
	quarterMark                   // the "Q" of Q1
	clockLead                     // "at"
	clockName                     // "noon": minutes since midnight
	clockMark                     // the "h" of 17h30, "o'clock"
	halfDay                       // "am" and "pm": minutes to add
	outOf                         // "out of"
)

// which tells apart "friday", "this friday", "next friday" and "last friday".
type which int

const (
	anyOne which = iota
	thisOne
	nextOne
	lastOne
)

// An edge is a part of a period.
type edge int

const (
	startOf edge = iota + 1
	middleOf
	endOf
)

// A period is a stretch of the calendar.
type period int

const (
	weekPeriod period = iota + 1
	monthPeriod
	quarterPeriod
	yearPeriod
)

// A sense is one meaning of a form. tail is what must follow its first word.
type sense struct {
	class class
	value int
	tail  []string
}

// lexicons are the languages that ship.
var lexicons = map[string]*Lexicon{
	"en": compile(english),
}

// Lookup returns the lexicon of a language such as "en". A region is ignored
// where it has no lexicon of its own: "en-GB" is "en".
func Lookup(language string) (*Lexicon, bool) {
	language = strings.ToLower(strings.ReplaceAll(language, "_", "-"))
	if l, ok := lexicons[language]; ok {
		return l, true
	}
	base, _, _ := strings.Cut(language, "-")
	l, ok := lexicons[base]
	return l, ok
}

// Languages returns the languages that have a lexicon, in order.
func Languages() []string { return slices.Sorted(maps.Keys(lexicons)) }

func compile(t table) *Lexicon {
	l := &Lexicon{table: t, senses: make(map[string][]sense)}
	for day, name := range t.weekdays {
		l.add(weekdayName, day, name.forms())
	}
	for i, name := range t.months {
		l.add(monthName, int(time.January)+i, name.forms())
	}
	for _, w := range t.words {
		l.add(w.class, w.value, w.forms)
	}
	return l
}

func (n name) forms() string {
	forms := n.long + "|" + n.short
	if n.also != "" {
		forms += "|" + n.also
	}
	return forms
}

func (l *Lexicon) add(c class, value int, forms string) {
	for form := range strings.SplitSeq(forms, "|") {
		var texts []string
		for _, token := range tokens(form) {
			texts = append(texts, token.text)
		}
		s := sense{class: c, value: value, tail: texts[1:]}
		l.senses[texts[0]] = append(l.senses[texts[0]], s)
	}
}
