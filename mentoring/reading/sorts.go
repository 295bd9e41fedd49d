package reading

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// sort is a word for a sort within a verb: "why" for a detail, "mondays" for the
// day of the week on which the questions come.
type sort struct {
	text    string
	key     string
	foreign bool
}

// takeSorts adds a vocabulary's words for the sorts within verbs. The first
// vocabulary that has a word says what it means.
func (x *lexis) takeSorts(v *Vocabulary, t taken, foreign bool) {
	for verb, keys := range v.Keys {
		if x.sorts[verb] == nil {
			x.sorts[verb] = map[string][]sort{}
		}
		for _, key := range slices.Sorted(maps.Keys(keys)) {
			for _, text := range spellings(keys[key]) {
				known := func(s sort) bool { return s.text == text }
				if !slices.ContainsFunc(x.sorts[verb][initial(text)], known) && !t[ordinary][text] {
					file(x.sorts[verb], text, sort{text, key, foreign})
				}
			}
		}
	}
}

// orderSorts puts the person's own words first, then the longest.
func (x *lexis) orderSorts() {
	for _, byInitial := range x.sorts {
		for _, sorts := range byInitial {
			slices.SortStableFunc(sorts, func(a, b sort) int {
				return cmp.Or(ownFirst(a.foreign, b.foreign), longest(a.text, b.text))
			})
		}
	}
}

// sorted cuts a word for a sort of the verb off the front of a text.
func (x *lexis) sorted(v Verb, text string) (found sort, rest string, ok bool) {
	s := lead(text)
	for _, w := range x.sorts[v][initial(s)] {
		if rest, ok := cutPrefix(s, w.text); ok {
			return w, strings.TrimLeft(rest, closing+" \t"), true
		}
	}
	return sort{}, text, false
}

// sortOf returns the sort that a text names, and nothing else.
func (x *lexis) sortOf(v Verb, text string) (key string, ok bool) {
	word := strings.ReplaceAll(bare(text), ",", "")
	for _, w := range x.sorts[v][initial(word)] {
		if w.text == word {
			return w.key, true
		}
	}
	return "", false
}

// ofSort reports whether a word is one for that sort of the verb.
func (x *lexis) ofSort(v Verb, key, word string) bool {
	found, ok := x.sortOf(v, word)
	return ok && found == key
}
