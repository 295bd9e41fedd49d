package templates

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
	"milepost/templates/sheet"
)

// Set is all wording and the look, checked and ready. It never changes, so
// that any number of goroutines may share it.
type Set struct {
	rituals []ritual.Definition
	words   map[string]*language
	look    *sheet.Look
	common  map[string]bool
	// spoken are the vocabularies as they are written, vocabularies what people
	// of a language or region may write.
	spoken, vocabularies map[string]*reading.Vocabulary
	regional             sync.Map // by tag: those of regions with dates of their own
}

// Rituals returns the structure of every ritual, by name. The caller may
// change the slice.
func (s *Set) Rituals() []ritual.Definition { return slices.Clone(s.rituals) }

// Languages returns the languages that have words, in order.
func (s *Set) Languages() []string { return slices.Sorted(maps.Keys(s.words)) }

// Understands reports whether a person may have a language, perhaps with a region
// ("en-US"): it has words for mails or a vocabulary for replies.
func (s *Set) Understands(tag string) bool {
	return slices.ContainsFunc(lookups(tag), func(name string) bool {
		return s.words[name] != nil || s.spoken[name] != nil
	})
}

// Words returns the language whose words the mails to a person of a language are
// in: that of the tag, the one without the region, or English.
func (s *Set) Words(tag string) string { return s.language(tag).name }

// language returns the words of a language, of the one without the region, or
// English. The dates in a mail are in the language of its words; the region counts
// where replies are read.
func (s *Set) language(tag string) *language {
	for _, name := range lookups(tag) {
		if l, ok := s.words[name]; ok {
			return l
		}
	}
	return s.words[fallback]
}

// lookups are the names under which a language is looked for: with its region and
// without.
func lookups(tag string) []string {
	tag = strings.ToLower(strings.ReplaceAll(tag, "_", "-"))
	base, _, _ := strings.Cut(tag, "-")
	return []string{tag, base}
}

// ritual returns the definition of a ritual.
func (s *Set) ritual(name string) (ritual.Definition, bool) {
	i := slices.IndexFunc(s.rituals, func(d ritual.Definition) bool { return d.Name == name })
	if i < 0 {
		return ritual.Definition{}, false
	}
	return s.rituals[i], true
}

// From is the name that mails about these people come from, in the words of a
// language. Those of a mail about nobody, or about many, say less.
func (s *Set) From(tag string, names ...string) string {
	f := Facts{}
	if len(names) == 2 {
		f.Pairs = strings.Join(names, " & ")
	}
	return s.language(tag).frame.From.plain(f)
}
