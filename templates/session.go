package templates

import (
	"time"

	"milepost/mentoring"
	"milepost/mentoring/digest"
	"milepost/templates/sheet"
)

// The things around a session that a passage may show, as the files name them.
const (
	showSession    = "session"
	showFirst      = "first"
	showAgenda     = "agenda"
	showRecap      = "recap"
	showMilestones = "milestones"
	showSteps      = "steps"
	showAsks       = "asks"
	showAgreed     = "agreed"
	showTopics     = "topics"
)

// around adds a session's day, time and place to what phrases may say, who said
// what of it, and under .Next the words that plan the one after it.
func (m *letter) around(f Facts, b mentoring.Brief, section Section) Facts {
	if b.Session.Kind == "" {
		return f
	}
	day := m.date(b.Session.At)
	f.Date, f.Long, f.Day = m.day(day), m.long(day), m.l.lexicon.Weekday(day.Weekday())
	f.Time, f.Where = m.times(b.Session), m.cities(b.Session, section)
	f.What, f.N = string(b.News.Says), b.Turn
	if b.By.ID != 0 {
		f.By = first(b.By)
	}
	if !b.Again.IsZero() {
		f.Next = m.day(m.date(b.Again)) + " " + m.clock(b.Again)
	}
	f.Words = map[string]string{}
	for key, full := range map[string]bool{
		showFirst: len(b.First) > 0, showAgenda: len(b.Agenda) > 0, showRecap: len(b.Recap) > 0,
		showMilestones: len(b.Milestones) > 0, showSteps: len(b.Steps) > 0,
	} {
		if full {
			f.Words[key] = "yes"
		}
	}
	return f
}

// briefly shows a part of what surrounds a session.
func (m *letter) briefly(what string, f Facts, s showing) {
	b := s.brief
	switch what {
	case showSession:
		if b.Session.At.After(time.Time{}) {
			m.add(m.sessionCard(b.Session, s.section, m.l.standing.Session.plain(f)))
		}
	case showFirst:
		m.heard(b.First, s.section)
	case showAgenda:
		m.heard(b.Agenda, s.section)
	case showTopics:
		if len(b.Agenda) > 0 {
			m.add(sheet.Quote{Text: sheet.Cut(oneLine(b.Agenda[0].Text), longQuote), Calm: true})
		}
	case showRecap:
		m.heard(b.Recap, s.section)
	case showMilestones:
		m.owed(b.Milestones, s.section, f, false)
	case showSteps:
		m.owed(b.Steps, s.section, f, true)
	case showAsks:
		m.owed(b.Asks, s.section, f, true)
	case showAgreed:
		for _, e := range b.Agreed {
			m.add(sheet.Quote{Text: sheet.Cut(oneLine(e.Text), longQuote), By: m.author(e.Author, s.section), Calm: true})
		}
	}
}

// offer shows the words whose turn it is.
func (m *letter) offer(w *offerWords, turn int, f Facts) {
	if len(w.Turns) == 0 {
		return
	}
	m.add(sheet.Rule{}, sheet.Title{Text: w.Title.plain(f)}, sheet.Para{Text: w.Turns[turn%len(w.Turns)].rich(f)})
	m.addSmall(&w.Small, f)
}

// heard shows answers below what was asked.
func (m *letter) heard(answers []mentoring.Quoted, section Section) {
	for _, q := range answers {
		source := digest.Source{Ritual: q.Ritual, Key: q.Asked.Key, Topic: q.Asked.Topic, Ref: q.Asked.Ref}
		m.add(sheet.Quote{
			Text: sheet.Cut(oneLine(q.Text), longQuote), By: m.author(q.Author, section),
			Above: sheet.Clean(m.printed(source, q.Asked.Text, section, q.Author == m.frame.To.ID)), Calm: true,
		})
	}
}

// owed lists entries with their ids and dates; named puts in front whose they are.
func (m *letter) owed(entries []mentoring.Entry, section Section, f Facts, named bool) {
	var rows []sheet.Row
	for _, e := range entries {
		text := sheet.Cut(sheet.Clean(e.Text), entry)
		if named {
			whose := e.Owner
			if e.Kind == mentoring.AskEntry {
				whose = e.Author
			}
			text = m.author(whose, section) + ": " + text
		}
		row := sheet.Row{Label: e.Ref(), Text: sheet.Words(text)}
		if !e.Due.IsZero() {
			f.Date = m.day(e.Due)
			row.Text = append(append(row.Text, sheet.Span{Text: ", "}), m.l.standing.Due.rich(f)...)
		}
		rows = append(rows, row)
	}
	if rows != nil {
		m.add(sheet.Rows{Items: rows})
	}
}

// author is the first name of one of the two.
func (m *letter) author(id mentoring.PersonID, section Section) string {
	if id == section.Partner.ID {
		return first(section.Partner)
	}
	return first(m.frame.To)
}
