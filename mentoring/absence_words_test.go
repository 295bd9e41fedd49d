package mentoring

import (
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
		for _, forms := range []string{w.until, w.through, w.inclusive, w.from, w.back, w.away} {
			if forms != plainWord(forms) || strings.Contains("|"+forms+"|", "||") {
				t.Errorf("%s: forms %q are not plain", w.language, forms)
			}
		}
	}
	slices.Sort(have)
	if want := phrase.Languages(); !slices.Equal(have, want) {
		t.Errorf("words of absence in %v, dates in %v", have, want)
	}
}
