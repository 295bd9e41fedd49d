package templates

import (
	"strings"

	"milepost/mentoring"
	"milepost/mentoring/digest"
	"milepost/templates/sheet"
)

// verdict is the headline: what happened in one sentence.
func (m *letter) verdict(d digest.Digest, f Facts) string {
	w := &m.l.digest
	switch {
	case d.Quiet || len(d.Sections) == 0:
		return w.Quiet.Headline.plain(f)
	case len(d.Sections) > 1:
		return w.Headline.plain(f)
	}
	return m.happened(d.Sections[0].Verdict, f, 2)
}

// total adds up what happened in all sections.
func total(sections []digest.Section) digest.Verdict {
	var v digest.Verdict
	for _, s := range sections {
		v.GoalsFinished += s.Verdict.GoalsFinished
		v.Milestones += s.Verdict.Milestones
		v.Kept += s.Verdict.Kept
		v.Wins += s.Verdict.Wins
		v.Answers += s.Verdict.Answers
		v.Own += s.Verdict.Own
		v.Views += s.Verdict.Views
	}
	return v
}

// happened names the greatest things of a week, at most so many.
func (m *letter) happened(v digest.Verdict, f Facts, most int) string {
	w := &m.l.digest.Parts
	f.Finished, f.Milestones, f.Kept, f.Wins, f.Answers = v.GoalsFinished, v.Milestones, v.Kept, v.Wins, v.Answers
	var parts []string
	for _, p := range []struct {
		n int
		p *Phrase
	}{{v.GoalsFinished, &w.Finished}, {v.Milestones, &w.Milestones}, {v.Kept, &w.Kept}, {v.Wins, &w.Wins}, {v.Answers, &w.Answers}} {
		if p.n > 0 && len(parts) < most {
			parts = append(parts, p.p.plain(f))
		}
	}
	switch {
	case parts == nil && v.Views > 0:
		return w.Views.plain(f)
	case parts == nil && v.Own > 0:
		return w.Own.plain(f)
	case parts == nil:
		return w.None.plain(f)
	}
	return strings.Join(parts, ", ")
}

// reached names the milestones met and the goals finished.
func (m *letter) reached(entries []mentoring.Entry, f Facts) {
	var items []sheet.Tick
	for _, e := range some(m, entries) {
		f.What = m.kind(e.Kind)
		items = append(items, sheet.Tick{Done: true, Ref: e.Ref(), Text: sheet.Cut(sheet.Clean(e.Text), line), Note: m.l.digest.Reached.plain(f)})
	}
	if items != nil {
		m.add(sheet.Ticks{Items: items})
		m.more(len(entries))
	}
}
