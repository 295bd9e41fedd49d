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
func (x *lexis) takeSorts(v *Vocabulary, foreign bool) {
	for verb, keys := range v.Keys {
		for _, key := range slices.Sorted(maps.Keys(keys)) {
			for _, text := range spellings(keys[key]) {
				if !slices.ContainsFunc(x.sorts[verb], func(s sort) bool { return s.text == text }) {
					x.sorts[verb] = append(x.sorts[verb], sort{text, key, foreign})
				}
			}
		}
	}
}

// orderSorts puts the person's own words first, then the longest.
func (x *lexis) orderSorts() {
	for _, sorts := range x.sorts {
		slices.SortStableFunc(sorts, func(a, b sort) int {
			return cmp.Or(ownFirst(a.foreign, b.foreign), longest(a.text, b.text))
		})
	}
}

// sorted cuts a word for a sort of the verb off the front of a text.
func (x *lexis) sorted(v Verb, text string) (found sort, rest string, ok bool) {
	s := lead(text)
	first := initial(s)
	for _, w := range x.sorts[v] {
		if initial(w.text) != first {
			continue
		}
		if rest, ok := cutPrefix(s, w.text); ok {
			return w, strings.TrimLeft(rest, closing+" \t"), true
		}
	}
	return sort{}, text, false
}

// sortOf returns the sort that a text names, and nothing else.
func (x *lexis) sortOf(v Verb, text string) (key string, ok bool) {
	word := strings.ReplaceAll(bare(text), ",", "")
	for _, w := range x.sorts[v] {
		if w.text == word {
			return w.key, true
		}
	}
	return "", false
}

// sortsOf reports whether words name a sort of the verb, "" for none.
func (x *lexis) ofSort(v Verb, key, word string) bool {
	return slices.ContainsFunc(x.sorts[v], func(w sort) bool { return w.key == key && w.text == word })
}
