package phrase

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// With returns a lexicon that writes as l and reads as l first, and where l
// declines as each of the others in turn; a span that l understands in part goes
// to the first that understands all of it. A language that l reads already is left
// out.
//
// Of the others only unmistakable words count: names of days and months in full
// ("do" and "so" are days in some languages and ordinary words in more), and no
// date that is nothing but figures. Figures are put in the order of l.
func (l *Lexicon) With(others ...*Lexicon) *Lexicon {
	composed := *l
	composed.others = slices.Clip(l.others)
	composed.clues = make(map[string]clue)
	for _, other := range others {
		known := func(o *Lexicon) bool { return o.language == other.language }
		if known(l) || slices.ContainsFunc(composed.others, known) || len(composed.others) == mostOthers {
			continue
		}
		strict := *other.strict()
		strict.dayFirst = l.dayFirst
		composed.others = append(composed.others, &strict)
	}
	for n, other := range composed.others {
		for word := range other.proofs {
			composed.clues[word] |= (1<<anywhere | 1<<besideTime) << n
		}
		for word, meaning := range other.senses {
			if meaning.classes.overlaps(classes(0).with(clockLead)) {
				composed.clues[word] |= 1 << besideTime << n
			}
		}
	}
	return &composed
}

// mostOthers is how many languages a lexicon may read beside its own.
const mostOthers = 16

// A clue says of a word which of the other languages it proves: the lower half
// has a bit for each in which it is proof in any phrase, the upper half for each
// in which it is proof beside a time.
type clue uint32

// Where clues are looked for.
const (
	anywhere   = 0
	besideTime = mostOthers
)

// proves reports whether a word of a form shows which language a phrase is in.
// Small words never do, nor those that other languages have too.
func proves(c class, word string, inPhrase bool) bool {
	switch c {
	case weekdayName, monthName, dayWord, dayUnit, monthUnit, minuteUnit, minuteCount, dayCount, monthCount,
		periodName, periodEnd, deadlineLead, rangeMark, clockName, clockMark, halfDay:
		return !isCommon(word) && (len(word) > 3 || !inPhrase)
	}
	return false
}

// isCommon reports whether a word is too short or too common in other languages
// to say anything by itself.
func isCommon(word string) bool { return len(word) < 3 || slices.Contains(commonWords, word) }

// commonWords are words of a date in one language, and ordinary words in another.
var commonWords = []string{
	"ate", "due", "for", "hier", "mes", "once", "ora", "ore", "per", "pour", "through", "tot", "uno", "van",
}

// mistakable reports whether a form of another language is left out because it
// is too short to be told from words of the person's own.
func mistakable(c class, form string, abbreviated bool) bool {
	letters := utf8.RuneCountInString(strings.TrimRight(form, "."))
	switch c {
	case weekdayName, monthName:
		return abbreviated && letters < 4
	case dayUnit, monthUnit, minuteUnit, periodEnd:
		return letters < 3
	case dayWord:
		return isCommon(Fold(form))
	case halfTo:
		return true // half an hour before in one language, after in another
	}
	return false
}

// strangers returns the readers of the other languages that a text could be in,
// as far as its words show. mask says which clues count.
func (r *reader) strangers(shift int) []*reader {
	if len(r.others) == 0 {
		return nil
	}
	var seen clue
	for i := range r.tokens {
		if r.tokens[i].kind != number {
			seen |= r.clues[r.tokens[i].text]
		}
	}
	var found []*reader
	for n, other := range r.others {
		if bit := clue(1) << (n + shift); seen&bit != 0 {
			found = append(found, &reader{Lexicon: other, text: r.text, tokens: r.tokens, clues: r.clues, bit: bit})
		}
	}
	return found
}

// proven reports whether the words from i to next show the language that they
// were read in. In a person's own language there is nothing to show.
func (r *reader) proven(i, next int) bool {
	if r.bit == 0 {
		return true
	}
	for ; i < next; i++ {
		if r.clues[r.at(i).text]&r.bit != 0 {
			return true
		}
	}
	return false
}

// first returns what the first language that understands the beginning of s
// makes of it, and what follows.
func first[T any](l *Lexicon, s string, shift int, read func(r *reader) (value T, next int, ok bool)) (value T, rest string, ok bool) {
	r := l.reader(s)
	if value, next, ok := read(r); ok {
		return value, r.rest(next), true
	}
	for _, other := range r.strangers(shift) {
		if value, next, ok := read(other); ok && other.proven(0, next) {
			return value, other.rest(next), true
		}
	}
	var none T
	return none, "", false
}
