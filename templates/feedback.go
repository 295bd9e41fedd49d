package templates

import (
	"milepost/mentoring/digest"
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
