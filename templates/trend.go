package templates

import (
	"strconv"

	"milepost/mentoring/digest"
	"milepost/templates/sheet"
)

// trend shows a series of ratings under what it says.
func (m *letter) trend(t digest.Trend, f Facts) {
	f.By, f.Mine, f.Ref, f.Low = m.by(t.Of, false), t.Mine, t.Ref, t.Low
	b := sheet.Trend{Sentence: m.trendSays(t, f)}
	if m.most <= tight {
		t.Points = nil // the sentence says it
	}
	for i, p := range t.Points {
		c := sheet.Column{Label: strconv.Itoa(p.Week), Value: p.Value, Last: i == len(t.Points)-1}
		b.Columns = append(b.Columns, c)
	}
	m.titled(m.trendTitle(t.Key), f, func() { m.add(b) })
}

// trendSays is what a series bears in words: what the last weeks were, then what
// may be called a trend.
func (m *letter) trendSays(t digest.Trend, f Facts) sheet.Rich {
	w := &m.l.digest.Trend
	long, lately := f, f
	long.From, long.To, long.Week = t.Tends.From, t.Tends.To, t.Tends.Since
	lately.From, lately.To, lately.Week = t.From, t.To, t.Since
	var out sheet.Rich
	say := func(p *Phrase, f Facts) {
		if text := p.rich(f); text != nil {
			if out != nil {
				out = append(out, sheet.Span{Text: " "})
			}
			out = append(out, text...)
		}
	}
	switch {
	case t.Middle:
		say(&w.Middle, lately)
	case t.Says == digest.SaysUp:
		say(&w.Up, lately)
	case t.Says == digest.SaysDown:
		say(&w.Down, lately)
	case t.Says == digest.SaysSteady:
		say(&w.Steady, lately)
	case t.Tends.Says == digest.SaysNothing:
		say(&w.Nothing, lately)
	}
	switch t.Tends.Says {
	case digest.SaysUp:
		say(&w.TendsUp, long)
	case digest.SaysDown:
		say(&w.TendsDown, long)
	}
	if t.Low {
		say(&w.Low, f)
	}
	return out
}

// trendTitle finds the title that the rated question has.
func (m *letter) trendTitle(key string) *Phrase {
	for _, d := range m.set.rituals {
		if w := m.l.rituals[d.Name]; w != nil && w.Questions[key] != nil && w.Questions[key].Trend.given() {
			return &w.Questions[key].Trend
		}
	}
	return &m.l.digest.Titles.Trend
}

// health puts what was reached and how the two are doing side by side.
func (m *letter) health(h digest.Health, partner string, f Facts) {
	if h.Latest.Week == 0 {
		return
	}
	w := &m.l.digest.Health
	f.By = partner
	f.Milestones, f.Finished = h.Milestones, h.Goals
	results := sheet.Row{Label: w.Results.plain(f), Text: w.Reached.rich(f)}
	f.Text = sheet.Cut(sheet.Clean(h.Question), longQuote)
	f.Week, f.From, f.To = h.Latest.Week, h.Latest.Mine, h.Latest.Theirs
	text := w.Said.rich(f)
	if f.Week, f.From, f.To = h.Before.Week, h.Before.Mine, h.Before.Theirs; f.Week > 0 {
		text = append(append(text, sheet.Span{Text: " "}), w.Before.rich(f)...)
	}
	m.titled(&m.l.digest.Titles.Health, f, func() {
		m.add(sheet.Rows{Items: []sheet.Row{results, {Label: w.Together.plain(f), Text: text}}})
	})
}
