package templates

import (
	"cmp"

	"milepost/mentoring"
	"milepost/mentoring/digest"
	"milepost/mentoring/ritual"
	"milepost/templates/sheet"
)

// showing is what a passage may put in.
type showing struct {
	section  Section
	standing *mentoring.Standing
	trends   []digest.Trend
	measures []mentoring.Measure
	entries  []mentoring.Entry
	original string
	brief    mentoring.Brief
	// agreement is the pair's page.
	agreement mentoring.Agreement
	theySaid  []mentoring.Answered
}

// The things that a passage may show, as the files name them.
const (
	showStanding = "standing"
	showTrends   = "trends"
	showEntries  = "entries"
	showOriginal = "original"
	showHistory  = "history"
	showKind     = "praise"
	// showPartner is what the partner wrote in the same round.
	showPartner   = "partner"
	showAgreement = "agreement" // the page
	showChange    = "change"    // what waits for a yes, beside what it replaces
)

// passages adds free wording. A title stands only above something.
func (m *letter) passages(words []passageWords, f Facts, s showing) {
	for i := range words {
		w := &words[i]
		before := len(m.sheet.Blocks)
		if title := w.Title.plain(f); title != "" {
			m.add(sheet.Rule{}, sheet.Title{Text: title})
		}
		empty := len(m.sheet.Blocks)
		m.addPara(&w.Text, f)
		m.addSmall(&w.Small, f)
		var list []sheet.Rich
		for j := range w.List {
			if item := w.List[j].rich(f); item != nil {
				list = append(list, item)
			}
		}
		if list != nil {
			m.add(sheet.Bullets{Items: list})
		}
		m.show(w.Show, f, s)
		if actions := m.links(w.Links, f); actions != nil {
			m.add(sheet.Taps{Actions: actions})
		}
		if len(m.sheet.Blocks) == empty {
			m.sheet.Blocks = m.sheet.Blocks[:before]
		}
	}
}

func (m *letter) show(what string, f Facts, s showing) {
	switch what {
	case showStanding:
		if s.standing == nil {
			return
		}
		if len(s.standing.Goals) == 0 {
			m.addPara(&m.l.standing.NoGoals, f)
		}
		m.goals(s.standing.Goals, f)
		if s.standing.Next != nil {
			m.add(m.sessionCard(*s.standing.Next, s.section, m.l.standing.Session.plain(f)))
		} else {
			m.addSmall(&m.l.standing.NoSession, f)
		}
		m.proposals(s.standing.Proposals, s.section, f)
	case showTrends:
		for _, t := range some(m, s.trends) {
			m.trend(t, f)
		}
		m.measures(s.measures, f)
	case showAgreement:
		m.agreement(s.agreement, s.section, f)
	case showChange:
		m.changes(s.agreement, s.section, f)
	case showPartner:
		for _, x := range s.theySaid {
			m.add(sheet.Quote{
				Text: sheet.Cut(oneLine(x.Entry.Text), longQuote), By: first(s.section.Partner),
				Above: sheet.Cut(sheet.Clean(x.Question), longQuote), Calm: true,
			})
		}
	case showEntries:
		if rows := m.entries(s.entries, s.section, f); rows != nil {
			m.add(sheet.Rows{Items: rows})
			m.more(len(s.entries))
		}
	case showHistory:
		m.history(s.entries, s.section, f)
	case showKind:
		m.praise(s.entries)
	case showOriginal:
		if s.original != "" {
			m.add(sheet.Original{Lines: sheet.CleanLines(s.original)})
		}
	default:
		m.briefly(what, f, s)
	}
}

// entries lists parts of a record as they are, each with its id or kind.
func (m *letter) entries(entries []mentoring.Entry, section Section, f Facts) []sheet.Row {
	var rows []sheet.Row
	for _, e := range some(m, entries) {
		label := e.Ref()
		if label == "" {
			label = m.kind(e.Kind)
		}
		if e.Ref() == "" && e.About != "" {
			label = e.About + " " + cmp.Or(m.kind(mentoring.Kind(e.Key)), label)
		}
		text := sheet.Words(sheet.Cut(sheet.Clean(e.Text), entry))
		switch {
		case e.Kind == mentoring.SessionEntry && !e.At.IsZero():
			text = sheet.Words(m.sessionWhen(e) + " (" + m.cities(e, section) + ")")
		case e.Kind == mentoring.RatingEntry:
			f.Value = e.Value
			text = m.l.digest.Rated.rich(f)
		case !e.Due.IsZero():
			f.Date = m.day(e.Due)
			text = append(append(text, sheet.Span{Text: ", "}), m.l.standing.Due.rich(f)...)
		}
		if e.Response != "" {
			text = append(text, sheet.Span{Text: " → " + sheet.Cut(sheet.Clean(e.Response), entry)})
		}
		if e.Visible == ritual.Private {
			text = append(append(text, sheet.Span{Text: " "}), m.l.receipt.Private.rich(f)...)
		}
		rows = append(rows, sheet.Row{Label: label, Text: text})
	}
	return rows
}
