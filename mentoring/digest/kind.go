package digest

import (
	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// Cheer is what a partner says about a win, in their own words.
type Cheer struct {
	Quote
	On string // the win's words
}

// More is something that was said more of feedback, by the key of its sort.
type More struct{ Key, Text string }

// cheers gathers what was said about wins.
func (t *teller) cheers() {
	for _, e := range t.r.Of(mentoring.CheerEntry, mentoring.KeptState) {
		win, ok := t.r.ByID(e.Link)
		if ok && t.shown(e) && t.shown(win) && t.within(e.Changed) {
			t.s.Cheers = append(t.s.Cheers, Cheer{Quote: t.quote(e, e.Text), On: Cut(win.Text)})
		}
	}
}

// feedback returns an answer or feedback as words, with what was said more of
// it. The reader is offered to make a try of what they were told.
func (t *teller) feedback(e mentoring.Entry, w Words) Words {
	for _, f := range t.r.Of(mentoring.FeedbackEntry, mentoring.KeptState) {
		answers := e.Key != "" && e.Round != 0 && f.Round == e.Round && f.Key == e.Key && f.Author == e.Author
		if !t.shown(f) || f.ID != e.ID && !answers {
			continue
		}
		for _, d := range t.r.Details(f) {
			if !t.shown(d) || d.Key == mentoring.DetailTakenUp {
				continue
			}
			t.show(d)
			w.More = append(w.More, More{Key: d.Key, Text: Cut(d.Text)})
			w.Offer = w.Offer || d.Key == mentoring.DetailNext && !w.Mine
		}
		w.Offer = w.Offer || f.Key == "" && !w.Mine
	}
	return w
}

// elsewhere reports whether an answer is told in a section of its own, or in none.
func elsewhere(r ritual.Records) bool {
	return r == ritual.Reply || r == ritual.Cheer || r == ritual.TakenUp || r == ritual.Hearers
}
