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

// language returns the words of a language, of the one without the region, or
// English.
func (s *Set) language(name string) *language {
	name = strings.ToLower(strings.ReplaceAll(name, "_", "-"))
	base, _, _ := strings.Cut(name, "-")
	for _, n := range []string{name, base} {
		if l, ok := s.words[n]; ok {
			return l
		}
	}
	return s.words[fallback]
}

// ritual returns the definition of a ritual.
func (s *Set) ritual(name string) (ritual.Definition, bool) {
	i := slices.IndexFunc(s.rituals, func(d ritual.Definition) bool { return d.Name == name })
	if i < 0 {
		return ritual.Definition{}, false
	}
	return s.rituals[i], true
}
