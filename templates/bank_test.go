package templates

import (
	"strings"
	"testing"

	"milepost/mentoring/ritual"
)

// G3, G4: the open questions that take turns are many enough not to come again
// within a quarter, short, and each asks one or two things.
func TestOpenQuestionsAreManyAndShort(t *testing.T) {
	t.Parallel()
	s := load(t)
	least := map[ritual.Role]int{ritual.Mentee: 26, ritual.Mentor: 14}
	found := map[ritual.Role]int{}
	for _, d := range s.Rituals() {
		for _, q := range d.Questions {
			if len(q.Bank) < least[q.For] || least[q.For] == 0 {
				continue
			}
			found[q.For] += len(q.Bank)
			for name, l := range s.words {
				for _, key := range q.Bank {
					text := l.rituals[d.Name].Questions[key].Text.plain(Facts{Partner: "Tomasz"})
					if n := len(strings.Fields(text)); n > 20 || strings.Count(text, "?") == 0 || strings.Count(text, "?") > 2 {
						t.Errorf("%s: %s: %q is no short question", name, key, text)
					}
				}
			}
		}
	}
	for role, n := range least {
		if found[role] < n {
			t.Errorf("%d open questions for the %s, want %d", found[role], role, n)
		}
	}
}
