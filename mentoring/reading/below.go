package reading

import (
	"slices"

	"milepost/mentoring/ritual"
)

// below returns own words as they stand where answers are typed below their
// questions. Some type them above. That is sure only if each question has one run
// of words right above it and the last has none below, and if every question that
// takes a number, a yes or a choice has just that above it, and there is one.
// Else the words stay where they are.
func (r *reader) below(own []Block) []Block {
	if len(own) < 2 || len(own) != len(r.p.Asked) || r.p.Corrects {
		return own
	}
	sure := false
	for i, q := range r.p.Asked {
		above := 0
		if i > 0 {
			above = r.p.Asked[i-1].N
		}
		text := own[i].Text
		if own[i].Question != above || r.numbered(text) {
			return own
		}
		switch q.Kind {
		case ritual.Scale, ritual.Middle, ritual.YesNo, ritual.Choice:
			if !r.fits(q, text) {
				return own
			}
			sure = sure || i > 0 && !r.fits(r.p.Asked[i-1], text)
		}
	}
	if !sure || r.courteous(own[0].Text) || r.greets(own[0].Text, true) {
		return own
	}
	moved := slices.Clone(own)
	for i, q := range r.p.Asked {
		moved[i].Question = q.N
	}
	return moved
}

// numbered reports whether a person typed the number of a question.
func (r *reader) numbered(text string) bool {
	return slices.ContainsFunc(paragraphs(text), func(para []string) bool {
		return slices.ContainsFunc(para, func(line string) bool {
			m, ok := r.mark(line)
			_, known := r.asked(m.n)
			return ok && m.sure && known
		})
	})
}
