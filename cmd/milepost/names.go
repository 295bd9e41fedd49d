package main

import (
	"fmt"
	"regexp"
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

// languageTag is the code of a language, perhaps with a script and a region.
var languageTag = regexp.MustCompile(`(?i)^[a-z]{2,3}([-_][a-z0-9]{2,8})*$`)

// readLanguage reads the language of a person, such as "en", or "en-US" where 5/12
// is the twelfth of May. It returns the tag as it is commonly written.
func readLanguage(tag string, set *templates.Set) (string, error) {
	parts := strings.FieldsFunc(tag, func(r rune) bool { return r == '-' || r == '_' })
	if !languageTag.MatchString(tag) || !set.Understands(tag) {
		names := slices.Concat(set.Languages(), set.Vocabularies())
		slices.Sort(names)
		names = slices.Compact(names)
		if len(parts) > 0 && set.Understands(parts[0]) {
			return "", fmt.Errorf("%q is not a language and a region: write it as %s-GB", tag, strings.ToLower(parts[0]))
		}
		return "", known("language", tag, names)
	}
	for i, part := range parts {
		switch {
		case i > 0 && len(part) == 2:
			parts[i] = strings.ToUpper(part)
		case i > 0 && len(part) == 4:
			parts[i] = strings.ToUpper(part[:1]) + strings.ToLower(part[1:])
		default:
			parts[i] = strings.ToLower(part)
		}
	}
	return strings.Join(parts, "-"), nil
}

// otherWords says which language the mails to a person are in where that is not
// their own, or "".
func otherWords(tag string, set *templates.Set) string {
	words := set.Words(tag)
	base, _, _ := strings.Cut(tag, "-")
	if words == strings.ToLower(tag) || words == base {
		return ""
	}
	return fmt.Sprintf("There are no mails in %s yet: theirs are in %s, and replies are understood in both.", base, words)
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
