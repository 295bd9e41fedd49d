package phrase

import (
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
	senses map[string]meaning
	proofs map[string]bool // words that show that a phrase is in this language
	// strict is the same language as the others of a composed lexicon are read.
	strict func() *Lexicon
	others []*Lexicon
	clues  map[string]clue // by word: which of the others it is proof of
}

// A table is everything that differs between languages.
type table struct {
	language string
	// dayFirst says how 8/12 is read: as 8 December, or as 12 August.
	dayFirst bool
	// dotless says that 8.12 is a date behind a word such as "by", and dashed that
	// 8-12 is one; elsewhere they are a number or a time, and a range.
	dotless, dashed bool
	// monthAhead says that the day may stand behind the month: "dec 8".
	monthAhead bool
	// nthBeside says that a number behind a weekday is the day of the month.
	nthBeside bool
	// firstDay is how the first day of a month is written, if not as a number.
	firstDay string
	weekdays [7]name  // Sunday first, as in package time
	months   [12]name // January first
	// weak are short names, separated by "|", that are ordinary words too: they
	// are names of days only with a date or a time behind. frail are those that
	// also are behind a word such as "by".
	weak, frail string
	words       []words
	layouts     layouts
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
	whichMark                     // "next": value is a which
	edgeMark                      // "end of": value is an edge
	periodName                    // "week": value is a period
	quarterMark                   // the "Q" of Q1
	clockLead                     // "at"
	clockName                     // "noon": minutes since midnight
	clockMark                     // the "h" of 17h30, "o'clock"
	halfDay                       // "am" and "pm": minutes to add
	outOf                         // "out of"

	// What only some languages have.
	fromNow    // "from now": may follow a stretch of time
	article    // "the", "of": says nothing
	periodEnd  // "eow": value is a period
	whichAfter // "prochain": stands behind what it tells apart; value is a which
	dateLead   // "le": stands before a day and a month, and not before a mere weekday
	nthLead    // "dia": makes a number the day of a month; value 1 where it always does
	yearMark   // "r.": may follow a year
	dayPart    // "evening": may follow a day, and says no hour
	agoLead    // "il y a": stands before a stretch of time that is over
	agoMark    // "ago": stands behind it
	dayCount   // "quinze jours": days
	monthCount // "pół roku": months
	halfTo     // "halb": half an hour before
	nightTime  // "de la noche": "pm" before midnight and "am" after
	noDate     // "am Morgen": looks like a date and is none
)

// which tells apart "friday", "this friday", "next friday" and "last friday".
type which int

const (
	anyOne which = iota
	thisOne
	nextOne
	lastOne
	comingOne // the next there is, and of periods the next
	nearOne   // as comingOne, but some mean that of next week
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

// A meaning is all that a word can begin.
type meaning struct {
	classes classes
	senses  []sense
}

// classes are a set of classes.
type classes uint64

func (s classes) with(c class) classes    { return s | 1<<c }
func (s classes) overlaps(o classes) bool { return s&o != 0 }

// A sense is one meaning of a form. tail is what must follow its first word.
type sense struct {
	class class
	value int
	tail  []string
}

func compile(t table, strict bool) *Lexicon {
	l := &Lexicon{table: t, senses: make(map[string]meaning), proofs: make(map[string]bool)}
	for day, name := range t.weekdays {
		l.name(weekdayName, day, name, strict)
	}
	for i, name := range t.months {
		l.name(monthName, int(time.January)+i, name, strict)
	}
	for _, w := range t.words {
		for form := range strings.SplitSeq(w.forms, "|") {
			if !strict || !mistakable(w.class, form, false) {
				l.add(w.class, w.value, form)
			}
		}
	}
	return l
}

// name adds the forms of a weekday or a month.
func (l *Lexicon) name(c class, value int, n name, strict bool) {
	l.add(c, value, n.long)
	for form := range strings.SplitSeq(n.short+"|"+n.also, "|") {
		if form = strings.TrimRight(form, "."); form != "" && !(strict && mistakable(c, form, true)) {
			l.add(c, value, form)
		}
	}
}

// add adds a form, in every way it is spelled.
func (l *Lexicon) add(c class, value int, form string) {
	l.addSpelling(c, value, form)
	if other := spelledOut.Replace(form); other != form {
		l.addSpelling(c, value, other)
	}
}

func (l *Lexicon) addSpelling(c class, value int, form string) {
	found := tokens(form)
	texts := make([]string, len(found))
	for i, token := range found {
		texts[i] = token.text
		if proves(c, token.text, len(found) > 1) {
			l.proofs[token.text] = true
		}
	}
	s := sense{class: c, value: value, tail: texts[1:]}
	if m := l.senses[texts[0]]; !slices.ContainsFunc(m.senses, s.same) {
		l.senses[texts[0]] = meaning{m.classes.with(c), append(m.senses, s)}
	}
}

// same reports whether two forms that begin alike are one.
func (s sense) same(o sense) bool {
	return s.class == o.class && s.value == o.value && slices.Equal(s.tail, o.tail)
}
