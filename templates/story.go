package templates

import (
	"cmp"
	"fmt"
	"strings"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/digest"
	"milepost/templates/sheet"
)

// StoryMail is the whole story of a pair, with its frame.
type StoryMail struct {
	Frame
	Section Section
	// Ritual is the ritual whose subject, headline and last words the mail has;
	// "": those of story.yaml.
	Ritual string
	Story  digest.History
}

// storyWords is story.yaml.
type storyWords struct {
	File      Phrase // the name of the file that comes along
	Subject   Phrase
	Preheader Phrase
	Headline  Phrase
	Lead      Phrase
	Span      Phrase
	Counts    struct{ Weeks, Sessions, Milestones, Goals, Kept, Wins, All Phrase }
	Titles    struct{ Purpose, Goals, Sorts, Wins, Tries, Evidence, Heard, Closing, Letters, Notes Phrase }
	Became    map[string]*Phrase // by the state of a goal
	Met       Phrase
	Other     Phrase             // milestones of no sort
	Audience  map[string]*Phrase // by the form of a win
	Tried     Phrase
	Private   Phrase
	Attached  Phrase
	Why       Phrase
}

// Story draws the whole story of a pair: one calm mail, and a file with all of it
// to keep. The file has the reader's own private notes, the mail has not.
func (s *Set) Story(v StoryMail) (Rendered, Document, error) {
	var out Rendered
	for _, most := range [...]int{40, 12, 5, 2} {
		var err error
		if out, err = s.storyOf(v, most); err != nil {
			return out, Document{}, err
		}
		if len(out.HTML) <= sheet.MaxHTML {
			break
		}
	}
	return out, s.storyFile(v), nil
}

func (s *Set) storyOf(v StoryMail, most int) (Rendered, error) {
	m := s.letter(v.Frame)
	m.most = most
	w := &m.l.story
	head := &ritualWords{Subject: w.Subject, Preheader: w.Preheader, Headline: w.Headline, Lead: w.Lead, Why: w.Why}
	if own := m.l.rituals[v.Ritual]; own != nil {
		head = own
	}
	f := m.about(m.facts(), v.Section)
	m.begin(f, &head.Subject, &head.Preheader, m.l.storySpan(v.Story, f))
	m.head(f, &head.Headline, &head.Lead)
	m.addPara(&w.Counts.All, m.l.storyCounts(v.Story, f, m.list))
	m.passages(head.Before, f, showing{})
	m.story(v.Story, f)
	m.addSmall(&w.Attached, f)
	m.passages(head.After, f, showing{})
	return m.end(f, firstGiven(&head.Why, &w.Why))
}

// storySpan is "25 Sep 2026 to 26 Mar 2027".
func (l *language) storySpan(h digest.History, f Facts) string {
	if h.Began.IsZero() {
		return ""
	}
	f.Since, f.Date = l.lexicon.ShortDateYear(h.Began), l.lexicon.ShortDateYear(h.Ended)
	return l.story.Span.plain(f)
}

// storyCounts puts what happened into one sentence. What did not is not in it.
func (l *language) storyCounts(h digest.History, f Facts, list func([]string) string) Facts {
	w := &l.story.Counts
	var parts []string
	for _, c := range []struct {
		n    int
		said *Phrase
	}{
		{h.Counts.Weeks, &w.Weeks},
		{h.Counts.Sessions, &w.Sessions},
		{h.Counts.Goals, &w.Goals},
		{h.Counts.Milestones, &w.Milestones},
		{h.Counts.Kept, &w.Kept},
		{h.Counts.Wins, &w.Wins},
	} {
		if c.n > 0 {
			f.N = c.n
			parts = append(parts, c.said.plain(f))
		}
	}
	f.Text = upper(list(parts))
	return f
}

// story puts the story on the sheet.
func (m *letter) story(h digest.History, f Facts) {
	w := &m.l.story
	quotes := func(title *Phrase, quotes []digest.Quote, calm bool) {
		m.titled(title, f, func() {
			for _, q := range some(m, quotes) {
				m.add(m.quote(q, "", calm))
			}
			m.more(len(quotes))
		})
	}
	quotes(&w.Titles.Letters, h.Letters, false)
	quotes(&w.Titles.Purpose, h.Purpose, true)
	m.titled(&w.Titles.Goals, f, func() { m.becameTree(h.Goals, f) })
	m.titled(&w.Titles.Sorts, f, func() {
		if rows := m.sortRows(h.Sorts, f); rows != nil {
			m.add(sheet.Rows{Items: rows})
		}
	})
	m.titled(&w.Titles.Wins, f, func() {
		for _, x := range some(m, h.Wins) {
			q := m.quote(x.Quote, "", true)
			if heard := w.Audience[x.Audience].plain(f); heard != "" {
				q.By += " · " + heard
			}
			m.add(q)
			if x.Cheer != nil {
				m.add(m.quote(*x.Cheer, "", true))
			}
		}
		m.more(len(h.Wins))
	})
	m.titled(&w.Titles.Tries, f, func() {
		for _, x := range some(m, h.Tries) {
			q := m.quote(x.Quote, "", true)
			if x.Outcome != "" {
				q.Above, q.Text = q.Text, sheet.Cut(sheet.Clean(x.Outcome), longQuote)
			}
			m.add(q)
		}
		m.more(len(h.Tries))
	})
	m.titled(&w.Titles.Evidence, f, func() {
		for _, e := range some(m, h.Evidence) {
			q := m.quote(e.Quote, "", true)
			q.By = cmp.Or(sheet.Cut(sheet.Clean(e.Source), name), q.By)
			m.add(q)
		}
		m.more(len(h.Evidence))
	})
	heard := make([]digest.Quote, len(h.Heard))
	for i, d := range h.Heard {
		heard[i] = d.Quote
	}
	quotes(&w.Titles.Heard, heard, true)
	m.storyClosing(h.Closing, f)
}

// storyClosing shows what both said at the end.
func (m *letter) storyClosing(views []digest.Views, f Facts) {
	m.titled(&m.l.story.Titles.Closing, f, func() {
		for _, v := range some(m, views) {
			p := sheet.Pair{Question: sheet.Cut(sheet.Clean(v.Question), longQuote)}
			for _, a := range []struct{ by, text string }{{m.by("", true), v.Mine}, {m.by(f.Partner, false), v.Theirs}} {
				if text := sheet.Cut(sheet.Clean(a.text), longQuote); text != "" {
					p.Answers = append(p.Answers, sheet.Quote{Text: text, By: a.by})
				}
			}
			m.add(p)
		}
	})
}

// becameTree lists the goals with what became of them, and their milestones.
func (m *letter) becameTree(goals []digest.Became, f Facts) {
	var leaves []sheet.Leaf
	for _, g := range some(m, goals) {
		text := sheet.Cut(sheet.Clean(g.Goal.Text), line)
		if became := m.l.story.Became[string(g.Goal.State)].plain(f); became != "" {
			text += " (" + became + ")"
		}
		leaves = append(leaves, sheet.Leaf{Ref: g.Goal.Ref(), Text: text, Done: g.Goal.State == mentoring.FinishedState})
		for _, x := range g.Milestones {
			f.Date, f.Text = m.l.lexicon.ShortDateYear(x.On), sheet.Cut(sheet.Clean(x.Entry.Text), line)
			leaves = append(leaves, sheet.Leaf{Depth: 1, Ref: x.Entry.Ref(), Text: m.l.story.Met.plain(f), Done: true})
		}
	}
	if leaves != nil {
		m.add(sheet.Tree{Items: leaves})
	}
}

// sortRows are the milestones that were met, by their sort.
func (m *letter) sortRows(sorts []digest.Sort, f Facts) []sheet.Row {
	var rows []sheet.Row
	for _, s := range sorts {
		var items []string
		for _, e := range s.Milestones {
			items = append(items, sheet.Cut(sheet.Clean(e.Text), glimpse)+" ("+e.Ref()+")")
		}
		label := sheet.Cut(sheet.Clean(cmp.Or(s.Name, m.l.story.Other.plain(f))), name)
		rows = append(rows, sheet.Row{Label: upper(label), Text: sheet.Words(m.list(items))})
	}
	return rows
}

// storyFile writes the whole story as Markdown, nothing cut.
func (s *Set) storyFile(v StoryMail) Document {
	m := s.letter(v.Frame)
	l := m.l
	w := &l.story
	f := m.about(m.facts(), v.Section)
	h := v.Story
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n\n%s\n", l.frame.Brand.plain(f), l.storySpan(h, f), w.Counts.All.plain(l.storyCounts(h, f, m.list)))
	section := func(title *Phrase, lines []string) {
		if len(lines) > 0 {
			fmt.Fprintf(&b, "\n## %s\n\n%s", title.plain(f), strings.Join(lines, ""))
		}
	}
	said := func(q digest.Quote, on calendar.Date, note string) string {
		who := m.by(q.By, q.Mine)
		if !on.IsZero() {
			who = l.lexicon.ShortDateYear(on) + ", " + who
		}
		if note != "" {
			note = " (" + note + ")"
		}
		return "- " + who + ": " + sheet.Clean(q.Text) + note + "\n"
	}
	var letters, purpose, goals, sorts, wins, tries, evidence, heard, closing, notes []string
	for _, q := range h.Letters {
		letters = append(letters, said(q, calendar.Date{}, ""))
	}
	for _, q := range h.Purpose {
		purpose = append(purpose, said(q, calendar.Date{}, ""))
	}
	for _, g := range h.Goals {
		goals = append(goals, fmt.Sprintf("- %s %s (%s)\n", g.Goal.Ref(), sheet.Clean(g.Goal.Text), w.Became[string(g.Goal.State)].plain(f)))
		for _, x := range g.Milestones {
			f := f
			f.Date, f.Text = l.lexicon.ShortDateYear(x.On), sheet.Clean(x.Entry.Text)
			goals = append(goals, "  - "+x.Entry.Ref()+" "+w.Met.plain(f)+"\n")
		}
	}
	for _, r := range m.sortRows(h.Sorts, f) {
		sorts = append(sorts, "- "+r.Label+": "+r.Text.Plain()+"\n")
	}
	for _, x := range h.Wins {
		wins = append(wins, said(x.Quote, x.On, w.Audience[x.Audience].plain(f)))
		if x.Cheer != nil {
			wins = append(wins, "  "+said(*x.Cheer, calendar.Date{}, ""))
		}
	}
	for _, x := range h.Tries {
		f := f
		f.Text = sheet.Clean(x.Outcome)
		tries = append(tries, said(x.Quote, x.On, w.Tried.plain(f)))
	}
	for _, e := range h.Evidence {
		q := e.Quote
		if e.Source != "" {
			q.By, q.Mine = sheet.Clean(e.Source), false
		}
		evidence = append(evidence, said(q, calendar.Date{}, ""))
	}
	for _, d := range h.Heard {
		heard = append(heard, said(d.Quote, d.On, ""))
	}
	for _, x := range h.Closing {
		for _, a := range []digest.Quote{{Mine: true, Text: x.Mine}, {By: f.Partner, Text: x.Theirs}} {
			if a.Text != "" {
				closing = append(closing, said(a, calendar.Date{}, sheet.Clean(x.Question)))
			}
		}
	}
	for _, d := range h.Notes {
		note := ""
		if d.Private {
			note = w.Private.plain(f)
		}
		notes = append(notes, said(d.Quote, d.On, note))
	}
	section(&w.Titles.Letters, letters)
	section(&w.Titles.Purpose, purpose)
	section(&w.Titles.Goals, goals)
	section(&w.Titles.Sorts, sorts)
	section(&w.Titles.Wins, wins)
	section(&w.Titles.Tries, tries)
	section(&w.Titles.Evidence, evidence)
	section(&w.Titles.Heard, heard)
	section(&w.Titles.Closing, closing)
	section(&w.Titles.Notes, notes)
	return Document{Name: w.File.plain(f), Text: b.String()}
}
