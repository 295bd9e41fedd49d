package main

import (
	"fmt"
	"slices"
	"strings"

	"milepost/mentoring/ritual"
	"milepost/templates"
)

// ritualNames are the names of rituals in the order of their files.
func ritualNames(defs []ritual.Definition) []string {
	names := make([]string, len(defs))
	for i, d := range defs {
		names[i] = d.Name
	}
	return names
}

// knownRitual says what is wrong with the name of a ritual, or nil.
func knownRitual(name string, names []string) error {
	return known("ritual", name, names)
}

// knownLanguage says what is wrong with the code of a language, or nil.
func knownLanguage(code string, set *templates.Set) error {
	return known("language", code, set.Languages())
}

// known says that there is no such thing, and what was probably meant.
func known(what, word string, words []string) error {
	if slices.Contains(words, word) {
		return nil
	}
	if near := nearest(word, words); near != "" {
		return fmt.Errorf("no %s is called %q; did you mean %s?", what, word, near)
	}
	return fmt.Errorf("no %s is called %q; there are %s", what, word, strings.Join(words, ", "))
}
