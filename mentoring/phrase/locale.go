package phrase

import (
	"maps"
	"slices"
	"strings"
	"sync"
)

// lexicons are the languages that ship, each put together when it is first asked
// for.
var lexicons = map[string]func() *Lexicon{
	"de": newLexicon(german),
	"en": newLexicon(english),
	"es": newLexicon(spanish),
	"fr": newLexicon(french),
	"it": newLexicon(italian),
	"nl": newLexicon(dutch),
	"pl": newLexicon(polish),
	"pt": newLexicon(portuguese),
}

// regions are the places where a language is read or written in another way.
var regions = map[string]func() *Lexicon{
	"de-at": newLexicon(austrian()),
	"en-us": newLexicon(american()),
}

// Lookup returns the lexicon of a language such as "en", or of a language as a
// region uses it: "en-US" puts the month first. A region that differs in nothing
// is ignored: "en-GB" is "en".
func Lookup(language string) (*Lexicon, bool) {
	language = strings.ToLower(strings.ReplaceAll(language, "_", "-"))
	if l, ok := regions[language]; ok {
		return l(), true
	}
	base, _, _ := strings.Cut(language, "-")
	if l, ok := lexicons[base]; ok {
		return l(), true
	}
	return nil, false
}

// Languages returns the languages that have a lexicon, in order and without
// regions.
func Languages() []string { return slices.Sorted(maps.Keys(lexicons)) }

func newLexicon(t table) func() *Lexicon {
	return sync.OnceValue(func() *Lexicon {
		l := compile(t, false)
		l.strict = sync.OnceValue(func() *Lexicon { return compile(t, true) })
		return l
	})
}

// american is English with the month before the day.
func american() table {
	t := english
	t.dayFirst = false
	return t
}
