package templates

import (
	"milepost/mentoring/digest"
	"milepost/mentoring/ritual"
)

// printed is a question as the reader of the mail is shown it: the words that
// were printed, and where those were in the partner's language, the same
// question in the reader's. What people wrote is never translated.
func (m *letter) printed(q digest.Source, words string, section Section, mine bool) string {
	if mine || m.set.language(section.Partner.Language) == m.l {
		return words
	}
	w := m.l.rituals[q.Ritual]
	if w == nil || w.Questions[q.Key] == nil {
		return words
	}
	f := Facts{
		Name: first(section.Partner), Partner: first(m.frame.To), Ref: q.Ref, Topic: topic(q.Topic),
		Role: string(ritual.Mentor),
	}
	if section.Role == ritual.Mentor {
		f.Role = string(ritual.Mentee)
	}
	if text := w.Questions[q.Key].Text.plain(f); text != "" {
		return text
	}
	return words
}
