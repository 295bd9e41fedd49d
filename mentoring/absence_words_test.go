package mentoring

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"milepost/mentoring/phrase"
)

// TestAbsenceWordsArePlain: the tables hold forms as the words of notes are
// made, for languages whose dates can be read.
func TestAbsenceWordsArePlain(t *testing.T) {
	t.Parallel()
	var have []string
	for _, w := range absenceLanguages {
		have = append(have, w.language)
		for _, f := range []forms{w.until, w.through, w.inclusive, w.from, w.back, w.away} {
			if len(f) == 0 {
				t.Errorf("%s: no forms", w.language)
			}
			for _, words := range slices.Concat(slices.Collect(maps.Values(f))...) {
				if form := strings.Join(words, " "); form != phrase.Fold(form) {
					t.Errorf("%s: the form %q is not plain", w.language, form)
				}
			}
		}
	}
	slices.Sort(have)
	if want := phrase.Languages(); !slices.Equal(have, want) {
		t.Errorf("words of absence in %v, dates in %v", have, want)
	}
}
