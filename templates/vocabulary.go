package templates

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"milepost/mentoring/phrase"
	"milepost/mentoring/reading"
)

// vocabularyFileName holds the words that carry meaning in replies. A language
// may have it and no words of mails: then people may answer in it.
const vocabularyFileName = "vocabulary.yaml"

// vocabularyFile is such a file.
type vocabularyFile struct {
	Verbs      map[string][]string
	Whole      map[string][]string // by verb: phrases that mean it as a whole line
	Yes        []string
	No         []string
	Unsure     []string
	Choices    map[string][]string
	Keys       map[string]map[string][]string // by verb and key
	Discretion []string
	Thanks     []string
	Fine       []string
	Labels     []string
	Leads      []string
	Numbers    [][]string
	Ordinals   [][]string
	Greetings  []string
	Closings   []string
	Polite     []string
	Hedges     []string
	Gone       []string
	Ordinary   []string
}

// Vocabularies returns the languages in which replies are understood, in order.
func (s *Set) Vocabularies() []string { return slices.Sorted(maps.Keys(s.spoken)) }

// Vocabulary returns what a person of a language, perhaps with a region ("pt-BR"),
// may write: in that language, in English, and in all others that ship. A language
// that is not known gets English first.
func (s *Set) Vocabulary(tag string) *reading.Vocabulary {
	tag = strings.ToLower(strings.ReplaceAll(tag, "_", "-"))
	if v, ok := s.vocabularies[tag]; ok {
		return v
	}
	base, _, _ := strings.Cut(tag, "-")
	v, ok := s.vocabularies[base]
	if !ok {
		return s.vocabularies[fallback]
	}
	lexicon, ok := phrase.Lookup(tag)
	if !ok || lexicon == s.spoken[base].Lexicon {
		return v
	}
	if known, ok := s.regional.Load(tag); ok {
		return known.(*reading.Vocabulary)
	}
	local := *v
	local.Lexicon = lexicon.With(s.lexicons()...)
	s.regional.Store(tag, &local)
	return &local
}

// lexicons are those of all languages, English first.
func (s *Set) lexicons() []*phrase.Lexicon {
	all := []*phrase.Lexicon{s.spoken[fallback].Lexicon}
	for _, name := range s.Vocabularies() {
		all = append(all, s.spoken[name].Lexicon)
	}
	return all
}

// compose puts the vocabularies together, one for each language.
func (s *Set) compose() {
	s.vocabularies = map[string]*reading.Vocabulary{}
	english := s.spoken[fallback]
	if english == nil {
		return
	}
	var all []*reading.Vocabulary
	for _, name := range s.Vocabularies() {
		all = append(all, s.spoken[name])
	}
	for name, v := range s.spoken {
		composed := v.With(english, all...)
		composed.Lexicon = v.Lexicon.With(s.lexicons()...)
		s.vocabularies[name] = composed
	}
}

// loadVocabulary reads what people may write in a language. A word must not mean
// two things. Where nobody has told how the language writes dates, they are read
// as in English.
func loadVocabulary(files overlay, name string, r *report) *reading.Vocabulary {
	file := path.Join(name, vocabularyFileName)
	lexicon, ok := phrase.Lookup(name)
	if !ok {
		lexicon, _ = phrase.Lookup(fallback)
	}
	var f vocabularyFile
	if !readYAML(files, file, &f, r) {
		return nil
	}
	v := &reading.Vocabulary{
		Language: name, Lexicon: lexicon,
		Verbs: map[reading.Verb][]string{}, Whole: map[string]reading.Verb{},
		Yes: lower(f.Yes), No: lower(f.No), Unsure: lower(f.Unsure), Choices: map[string][]string{},
		Keys:       map[reading.Verb]map[string][]string{},
		Discretion: lower(f.Discretion), Thanks: lower(f.Thanks), Fine: lower(f.Fine),
		Labels: lower(f.Labels), Leads: lower(f.Leads), Greetings: lower(f.Greetings), Closings: lower(f.Closings),
		Polite: lower(f.Polite), Hedges: lower(f.Hedges), Gone: lower(f.Gone), Ordinary: lower(f.Ordinary),
	}
	for _, words := range f.Numbers {
		v.Numbers = append(v.Numbers, lower(words))
	}
	for _, words := range f.Ordinals {
		v.Ordinals = append(v.Ordinals, lower(words))
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
		for _, p := range lower(alternatives(phrases)) {
			if other, ok := v.Whole[p]; ok && string(other) != verb {
				r.add(file, 0, fmt.Sprintf("whole: %q means both %s and %s", p, min(verb, string(other)), max(verb, string(other))), "remove one")
			}
			v.Whole[p] = reading.Verb(verb)
		}
	}
	for verb, keys := range f.Keys {
		if !isVerb(verb) {
			r.add(file, 0, fmt.Sprintf("keys: %s is not a verb of Milepost", verb), "keep the keys of the shipped file")
		}
		sorts := map[string][]string{}
		for key, words := range keys {
			sorts[key] = lower(alternatives(words))
		}
		v.Keys[reading.Verb(verb)] = sorts
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

// alternatives writes phrases out: "stop (these|the|) mails" is "stop these
// mails", "stop the mails" and "stop mails".
func alternatives(phrases []string) []string {
	var out []string
	for _, p := range phrases {
		head, rest, open := strings.Cut(p, "(")
		inside, tail, closed := strings.Cut(rest, ")")
		if !open || !closed {
			out = append(out, p)
			continue
		}
		for one := range strings.SplitSeq(inside, "|") {
			out = append(out, alternatives([]string{head + one + tail})...)
		}
	}
	return out
}
