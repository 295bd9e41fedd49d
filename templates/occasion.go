package templates

import (
	"milepost/mentoring"
	"milepost/templates/sheet"
)

// occasion adds what a round is about: its words, who caused it, what it led to,
// what comes next, and under .Words the details that people noted with it.
func (m *letter) occasion(f Facts, o mentoring.Occasion) Facts {
	if o.Entry.Kind == "" {
		return f
	}
	quote := func(s string) string { return sheet.Cut(sheet.Clean(s), longQuote) }
	f.Ref, f.Text, f.What = o.Entry.Ref(), quote(o.Entry.Text), m.kind(o.Entry.Kind)
	f.By, f.Mine = first(o.By), o.By.ID == m.frame.To.ID
	f.Words = map[string]string{"response": quote(o.Entry.Response), "due": m.day(o.Entry.Due)}
	if o.Next != nil {
		f.Words["next"], f.Words["nextdate"] = quote(o.Next.Text), m.day(o.Next.Due)
	}
	for key, d := range o.Details {
		f.Words[key] = quote(d.Text)
	}
	return f
}
