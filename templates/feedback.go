package templates

import (
	"fmt"
	"strings"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/digest"
	"milepost/mentoring/ritual"
	"milepost/templates/sheet"
)

// cheers shows what the partner says about a win.
func (m *letter) cheers(cheers []digest.Cheer, f Facts) {
	for _, c := range some(m, cheers) {
		f.Text = sheet.Cut(sheet.Clean(c.On), line)
		m.add(m.quote(c.Quote, m.l.digest.Cheer.plain(f), false))
	}
	m.more(len(cheers))
}

// feedback shows what was said more of feedback, and how to make a try of it.
func (m *letter) feedback(w digest.Words, f Facts) {
	for _, x := range w.More {
		f.Text = sheet.Cut(sheet.Clean(x.Text), longQuote)
		m.addSmall(m.l.digest.Feedback[x.Key], f)
	}
	if w.Offer {
		m.addSmall(&m.l.digest.Try, f)
	}
}

// history lists feedback by date, each with what was said more of it.
func (m *letter) history(entries []mentoring.Entry, section Section, f Facts) {
	for _, e := range some(m, entries) {
		f.Text = sheet.Cut(sheet.Clean(e.Text), longQuote)
		switch {
		case e.Kind != mentoring.DetailEntry:
			above := m.day(m.date(e.Created))
			if e.Visible == ritual.Private {
				above += " " + m.l.receipt.Private.plain(f)
			}
			m.add(sheet.Quote{Calm: true, Above: above, Text: f.Text, By: m.by(first(section.Partner), e.Author == m.frame.To.ID)})
		case e.Key == mentoring.DetailTakenUp:
			m.addSmall(m.l.digest.Feedback[e.Text], f)
		default:
			m.addSmall(m.l.digest.Feedback[e.Key], f)
		}
	}
	m.more(len(entries))
}

// praise shows kind mails, each with who wrote it and when.
func (m *letter) praise(entries []mentoring.Entry) {
	for _, e := range some(m, entries) {
		m.add(sheet.Quote{Above: m.day(m.date(e.At)), Text: sheet.Cut(sheet.Clean(e.Text), longQuote), By: sheet.Cut(sheet.Clean(e.Source), name)})
	}
	m.more(len(entries))
}

// Praise writes the kind mails that a person has kept, as a file.
func (s *Set) Praise(who mentoring.Person, entries []mentoring.Entry) Document {
	l := s.language(who.Language)
	w := &l.document
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", w.Sections[string(mentoring.PraiseEntry)].plain(Facts{}))
	for _, e := range entries {
		fmt.Fprintf(&b, "\n## %s, %s\n\n", sheet.Clean(e.Source), calendar.DateIn(e.At, who.Location()))
		for _, line := range sheet.CleanLines(e.Text) {
			fmt.Fprintf(&b, "> %s\n", line)
		}
	}
	return Document{Name: string(mentoring.WantPraise) + ".md", Text: b.String()}
}
