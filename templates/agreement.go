package templates

import (
	"milepost/mentoring"
	"milepost/templates/sheet"
)

// agreementWords is agreement.yaml.
type agreementWords struct {
	Titles map[string]*Phrase // by key: what a line is about
	// Usual are the words that every pair begins with, by key, where nobody has
	// said anything yet.
	Usual map[string]*Phrase
	// Says puts a person's name before their own words.
	Says Phrase
	// Weeks, Never and Days are a rhythm as it is planned.
	Weeks, Never, Days Phrase
	Instead            Phrase // before a change of a line
}

// agreement draws the page: a line for each thing that it speaks of, in each
// side's own words or in those that every pair begins with.
func (m *letter) agreement(g mentoring.Agreement, section Section, f Facts) {
	var rows []sheet.Row
	for _, l := range g.Lines {
		rows = append(rows, m.agreementLine(l, g.Terms, section, f)...)
	}
	m.add(sheet.Rows{Items: rows})
}

func (m *letter) agreementLine(l mentoring.AgreementLine, t mentoring.Terms, section Section, f Facts) []sheet.Row {
	w := &m.l.agreement
	var lines []sheet.Rich
	for _, e := range l.Said {
		f.By, f.Text = m.author(e.Author, section), sheet.Cut(oneLine(e.Text), longQuote)
		lines = append(lines, w.Says.rich(f))
	}
	if planned := m.terms(l.Key, t, f); planned != nil {
		lines = []sheet.Rich{planned}
	}
	if usual := w.Usual[l.Key].rich(f); lines == nil && usual != nil {
		lines = []sheet.Rich{usual}
	}
	var rows []sheet.Row
	for i, text := range lines {
		row := sheet.Row{Text: text}
		if i == 0 {
			row.Label = w.Titles[l.Key].plain(f)
		}
		rows = append(rows, row)
	}
	return rows
}

// terms says what Milepost does because of a line; nil: nothing.
func (m *letter) terms(key string, t mentoring.Terms, f Facts) sheet.Rich {
	w := &m.l.agreement
	weeks := func(n int) sheet.Rich {
		switch {
		case n == mentoring.Never:
			return w.Never.rich(f)
		case n > 0:
			f.Value = n
			return w.Weeks.rich(f)
		}
		return nil
	}
	switch key {
	case mentoring.OftenKey:
		return weeks(t.Every)
	case mentoring.ReviewKey:
		return weeks(t.Review)
	case mentoring.ResponseKey:
		if t.AnswerDays > 0 {
			f.Value = t.AnswerDays
			return w.Days.rich(f)
		}
	case mentoring.EndKey:
		if f.LastDay != "" {
			return sheet.Words(f.LastDay)
		}
	}
	return nil
}

// changes draws what one of the two proposes, each with what stands there now.
func (m *letter) changes(g mentoring.Agreement, section Section, f Facts) {
	w := &m.l.agreement
	for _, e := range g.Waiting {
		if e.Author == m.frame.To.ID {
			continue
		}
		f.By, f.Text = m.author(e.Author, section), sheet.Cut(oneLine(e.Text), longQuote)
		box := sheet.Box{Title: w.Titles[e.Key].plain(f), Quote: sheet.Cut(sheet.Clean(e.Text), longQuote)}
		for _, l := range g.Lines {
			if l.Key != e.Key || e.Key == mentoring.MoreKey {
				continue
			}
			for i, row := range m.agreementLine(l, g.Terms, section, f) {
				if i == 0 {
					box.Note = w.Instead.rich(f)
				} else {
					box.Note = append(box.Note, sheet.Words(" ")...)
				}
				box.Note = append(box.Note, row.Text...)
			}
		}
		m.add(box)
	}
}
