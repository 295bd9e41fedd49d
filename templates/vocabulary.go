package templates

import (
	"fmt"
	"path"
	"strings"

	"milepost/mentoring/reading"
)

// vocabularyFile is vocabulary.yaml: the words that carry meaning in replies.
type vocabularyFile struct {
	Verbs      map[string][]string
	Whole      map[string][]string // by verb: phrases that mean it as a whole line
	Yes        []string
	No         []string
	Choices    map[string][]string
	Discretion []string
	Thanks     []string
}

// loadVocabulary reads what people may write. A word must not mean two things.
func loadVocabulary(files overlay, l *language, r *report) *reading.Vocabulary {
	file := path.Join(l.name, "vocabulary.yaml")
	var f vocabularyFile
	if !readYAML(files, file, &f, r) {
		return nil
	}
	v := &reading.Vocabulary{
		Language: l.name, Lexicon: l.lexicon,
		Verbs: map[reading.Verb][]string{}, Whole: map[string]reading.Verb{},
		Yes: lower(f.Yes), No: lower(f.No), Choices: map[string][]string{},
		Discretion: lower(f.Discretion), Thanks: lower(f.Thanks),
	}
	means := map[string]string{}
	for verb, words := range f.Verbs {
		if !isVerb(verb) {
			r.add(file, 0, fmt.Sprintf("verbs: %s is not a verb of Milepost", verb), "keep the keys of the shipped file")
		}
		for _, w := range lower(words) {
			if other, ok := means[w]; ok && other != verb {
				r.add(file, 0, fmt.Sprintf("verbs: %q means both %s and %s", w, min(verb, other), max(verb, other)), "remove one")
			}
			means[w] = verb
		}
		v.Verbs[reading.Verb(verb)] = lower(words)
	}
	for verb, phrases := range f.Whole {
		if !isVerb(verb) {
			r.add(file, 0, fmt.Sprintf("whole: %s is not a verb of Milepost", verb), "keep the keys of the shipped file")
		}
		for _, p := range lower(phrases) {
			v.Whole[p] = reading.Verb(verb)
		}
	}
	for key, words := range f.Choices {
		v.Choices[key] = lower(words)
	}
	return v
}

// lower brings words into the form in which replies are compared: lower case,
// straight apostrophes, single blanks.
func lower(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = strings.Join(strings.Fields(strings.ToLower(strings.ReplaceAll(w, "’", "'"))), " ")
	}
	return out
}
