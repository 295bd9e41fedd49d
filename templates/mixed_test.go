package templates

import (
	"strings"
	"testing"

	"milepost/mentoring/digest"
)

// TestEachInTheirOwnLanguage draws a week for Tomasz, who reads English, and Ana,
// who reads the other language. What they wrote and their names stay; the
// question that Ana was asked stands in the reader's language.
func TestEachInTheirOwnLanguage(t *testing.T) {
	t.Parallel()
	s := loadWith(t)
	for _, language := range s.Languages() {
		if language == fallback {
			continue
		}
		e := newExample()
		e.speak(s, language)
		e.tomasz.Language = fallback + "-GB"
		e.record.People[1] = e.tomasz
		m := e.digest(e.tomasz)
		asked := digest.Source{Key: "obstacle"}
		for _, d := range s.rituals {
			if s.words[fallback].rituals[d.Name].Questions[asked.Key] != nil {
				asked.Ritual = d.Name
			}
		}
		printed := e.question(asked.Key, e.ana)
		m.Digest.Sections[0].Words = []digest.Words{{
			Quote: digest.Quote{By: "Ana", Text: "Zwei Termine"}, Question: printed, Source: asked,
		}}
		r, err := s.Digest(m)
		english := s.words[fallback].rituals[asked.Ritual].Questions[asked.Key].Text.plain(Facts{Partner: "Tomasz"})
		if err != nil || !strings.Contains(r.Text, english) || strings.Contains(r.Text, printed) || !strings.Contains(r.Text, "“Zwei Termine”") {
			t.Errorf("%s: the digest does not ask %q: %v\n%s", language, english, err, r.Text)
		}
		if got := s.Words(language + "-XX"); got != language {
			t.Errorf("Words(%s-XX) = %s", language, got)
		}
	}
}
