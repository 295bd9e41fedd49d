package templates

import (
	"cmp"

	"milepost/mentoring"
	"milepost/mentoring/digest"
	"milepost/templates/sheet"
)

// preread shows a pair's history. p may be nil.
func (m *letter) preread(p *digest.PreRead, f Facts) {
	if p == nil {
		return
	}
	w := &m.l.preread
	here := f
	here.Week = p.Since
	m.titled(&w.Titles.History, here, func() {
		m.addPara(&w.Lead, here)
		if p.Purpose != nil {
			m.addPara(&w.Purpose, m.quoting(here, *p.Purpose))
		}
	})
	m.titled(&w.Titles.Score, here, func() {
		if rows := m.score(p.Score, here); rows != nil {
			m.add(sheet.Rows{Items: rows})
		}
	})
	for _, x := range some(m, p.Rated) {
		m.trend(x.Trend, f)
		if x.Quote != nil {
			m.add(m.quote(*x.Quote, "", true))
		}
	}
	m.measures(p.Measures, f)
	m.titled(&w.Titles.Kept, here, func() {
		var rows []sheet.Row
		for _, k := range p.Kept {
			here.N, here.Text = k.N, sheet.Cut(sheet.Clean(k.Latest), glimpse)
			rows = append(rows, sheet.Row{Label: m.by(k.By, k.Mine), Text: sheet.Words(upper(w.Kept.plain(here)))})
		}
		if rows != nil {
			m.add(sheet.Rows{Items: rows})
		}
	})
	m.titled(&w.Titles.Wins, here, func() {
		for _, q := range some(m, p.Wins) {
			m.add(m.quote(q, "", true))
		}
	})
	m.titled(&w.Titles.Tree, here, func() { m.tree(p.Tree, here) })
	m.titled(&w.Titles.Patterns, here, func() { m.patterns(p.Patterns, here) })
	m.titled(&w.Titles.Evidence, here, func() {
		for _, e := range some(m, p.Evidence) {
			q := m.quote(e.Quote, "", true)
			q.By = cmp.Or(sheet.Cut(sheet.Clean(e.Source), name), q.By)
			m.add(q)
		}
	})
	m.addPara(&w.Together, f)
}

// quoting are the facts of somebody's words.
func (m *letter) quoting(f Facts, q digest.Quote) Facts {
	f.By, f.Mine, f.Text = m.by(q.By, q.Mine), q.Mine, sheet.Cut(sheet.Clean(q.Text), glimpse)
	return f
}

// score lists numbers, each with words beside it.
func (m *letter) score(score []digest.Score, f Facts) []sheet.Row {
	w := &m.l.preread
	var rows []sheet.Row
	for _, s := range score {
		f.N = s.N
		text := sheet.Words(upper(w.Score[string(s.Key)].plain(f)))
		if s.Quote != nil {
			text = append(append(text, sheet.Span{Text: " "}), w.Beside.rich(m.quoting(f, *s.Quote))...)
		}
		rows = append(rows, sheet.Row{Label: w.Labels[string(s.Key)].plain(f), Text: text})
	}
	return rows
}

// tree shows how steps lead to milestones, and milestones to goals.
func (m *letter) tree(branches []digest.Branch, f Facts) {
	const lines = 5 // of a tree, for one thing of a list
	shown := branches[:min(len(branches), lines*m.most)]
	var leaves []sheet.Leaf
	for _, b := range shown {
		text := sheet.Cut(sheet.Clean(b.Entry.Text), line)
		if b.Entry.Kind == mentoring.CommitmentEntry {
			f.By, f.Mine, f.Text = m.by(b.By, b.Mine), b.Mine, text
			text = m.l.preread.Step.plain(f)
		}
		leaves = append(leaves, sheet.Leaf{Depth: b.Depth, Done: b.Done, Ref: b.Entry.Ref(), Text: text})
	}
	if leaves != nil {
		m.add(sheet.Tree{Items: leaves})
	}
	if rest := len(branches) - len(shown); rest > 0 {
		m.addSmall(&m.l.digest.More, Facts{N: rest})
	}
}

// patterns shows words that the reader came back to, each with one place.
func (m *letter) patterns(patterns []digest.Pattern, f Facts) {
	w := &m.l.preread
	for _, p := range patterns {
		f.Text, f.N, f.Week = p.Word, p.Weeks, p.Week
		q := m.quote(p.Quote, w.Pattern.plain(f), true)
		q.By = w.When.plain(f)
		m.add(q)
	}
	if len(patterns) > 0 {
		m.addSmall(&w.OnlyYou, f)
	}
}
