package templates

import (
	"strings"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
	"milepost/templates/sheet"
)

// Lengths at which people's words are cut in places where only a glimpse fits.
const (
	glimpse   = 120 // a topic in a question
	longQuote = 280 // a shared answer in a digest
	echo      = 80  // a line of a receipt
	line      = 160 // a goal or a commitment
	entry     = 500 // a line of a list of all
	name      = 40
)

// letter is one mail while it is put together.
type letter struct {
	set   *Set
	l     *language
	frame Frame
	loc   *time.Location // the reader's
	today calendar.Date  // on the reader's calendar
	sheet sheet.Sheet
	// subject is what mailto links answer to.
	subject string
	// most is how many things of one kind a digest shows.
	most int
	// to is the address that the links of the present section write to.
	to string
}

func (s *Set) letter(f Frame) *letter {
	loc := f.To.Location()
	return &letter{set: s, l: s.language(f.To.Language), frame: f, loc: loc, today: calendar.DateIn(f.Now, loc), to: f.ReplyTo}
}

// facts are those that every phrase of the mail may use.
func (m *letter) facts() Facts {
	f := m.frame
	return Facts{
		Name: first(f.To), Program: f.Program, RunBy: f.RunBy, RunByMember: f.RunByMember, Office: f.Office,
		Contact: f.Contact, Count: f.Count, Most: f.Most, Keeps: f.Keeps,
		Day: m.l.lexicon.Weekday(m.today.Weekday()),
	}
}

// about adds what is known of one pair.
func (m *letter) about(f Facts, s Section) Facts {
	if s.Pair == 0 && s.Partner.ID == 0 {
		return f
	}
	f.Partner = first(s.Partner)
	f.Role, f.Guest = string(s.Role), s.Role.Outside()
	f.Mentee, f.Mentor = f.Name, f.Partner
	if s.Role == ritual.Mentor {
		f.Mentee, f.Mentor = f.Partner, f.Name
	}
	if f.Guest {
		f.Mentee, f.Mentor = first(s.Mentee), first(s.Mentor)
		return f
	}
	f.Week, f.Weeks = s.Week, s.Weeks
	f.Since = m.long(s.Since)
	return f
}

// first is a person's first name.
func first(p mentoring.Person) string { return sheet.Cut(sheet.Clean(p.First()), name) }

// among adds what is known of a mail about these pairs.
func (m *letter) among(f Facts, sections []Section) Facts {
	if len(sections) == 1 {
		return m.about(f, sections[0])
	}
	f.Several = true
	names := make([]string, len(sections))
	roles := map[ritual.Role]bool{}
	for i, s := range sections {
		names[i] = first(s.Partner)
		roles[s.Role] = true
	}
	if len(roles) == 1 {
		f.Role = string(sections[0].Role)
	}
	f.Pairs = m.list(names)
	return f
}

// begin sets the subject and what stands around the blocks.
func (m *letter) begin(f Facts, subject, preheader *Phrase, corner string) {
	m.subject = subject.plain(f)
	w := &m.l.frame
	brand := &w.Brand
	if f.Several || f.Partner == "" || f.Guest {
		brand = &w.BrandSeveral
	}
	m.sheet = sheet.Sheet{
		Language: m.l.name, Dir: m.l.dir, Title: m.subject, Preheader: preheader.plain(f),
		Brand: brand.plain(f), Corner: corner,
		Say: sheet.Say{Reply: w.Say.Reply, Or: w.Say.Or, Weeks: w.Say.Week, Colon: w.Say.Colon},
	}
}

// end adds the footer and draws the mail. why may be nil.
func (m *letter) end(f Facts, why *Phrase) (Rendered, error) {
	w := &m.l.frame
	if !why.given() {
		why = &w.Why
	}
	for _, paragraph := range [][]*Phrase{{why, &w.Readers}, {&w.Contact}, {&w.Budget, &w.Leave, &w.RunBy}} {
		var text sheet.Rich
		for _, p := range paragraph {
			if r := p.rich(f); r != nil {
				if text != nil {
					text = append(text, sheet.Span{Text: " "})
				}
				text = append(text, r...)
			}
		}
		if text != nil {
			m.sheet.Footer = append(m.sheet.Footer, text)
		}
	}
	out := Rendered{Subject: m.subject, Preheader: m.sheet.Preheader, Text: sheet.Text(m.sheet)}
	if m.frame.To.TextOnly {
		return out, nil
	}
	html, err := m.set.look.HTML(m.sheet)
	out.HTML = html
	return out, err
}

// add puts blocks on the sheet. What people said is put in quotation marks.
func (m *letter) add(blocks ...sheet.Block) {
	for _, b := range blocks {
		switch q := b.(type) {
		case sheet.Quote:
			q.Text = m.quoted(q.Text)
			b = q
		case sheet.Box:
			q.Quote = m.quoted(q.Quote)
			b = q
		}
		m.sheet.Blocks = append(m.sheet.Blocks, b)
	}
}

// quoted puts words in the quotation marks of the language.
func (m *letter) quoted(words string) string {
	if words == "" {
		return ""
	}
	return m.l.quotes[0] + words + m.l.quotes[1]
}

// addPara adds a paragraph, if the phrase says anything.
func (m *letter) addPara(p *Phrase, f Facts) {
	if r := p.rich(f); r != nil {
		m.add(sheet.Para{Text: r})
	}
}

// addSmall is addPara in small type.
func (m *letter) addSmall(p *Phrase, f Facts) {
	if r := p.rich(f); r != nil {
		m.add(sheet.Para{Text: r, Small: true})
	}
}

// head adds headline and lead.
func (m *letter) head(f Facts, headline, lead *Phrase) {
	m.add(sheet.Headline{Text: headline.rich(f)})
	if r := lead.rich(f); r != nil {
		m.add(sheet.Lead{Text: r})
	}
}

// enter begins the part of one pair: its links write to its own address, and
// where the mail has several parts it has a heading.
func (m *letter) enter(s Section, f Facts, several bool, corner string) {
	m.to = m.frame.ReplyTo
	if s.ReplyTo != "" {
		m.to = s.ReplyTo
	}
	if several {
		m.add(sheet.Part{Name: m.l.frame.Brand.plain(f), Corner: corner})
	}
}

// action is a link that opens a reply with a line in it.
func (m *letter) action(label, body string) sheet.Action {
	return sheet.Action{Label: label, To: m.to, Subject: "Re: " + m.subject, Body: body}
}

// links turns authored links into actions.
func (m *letter) links(words []linkWords, f Facts) []sheet.Action {
	var out []sheet.Action
	for i := range words {
		label, body := words[i].Label.plain(f), words[i].Body.plain(f)
		if label == "" {
			continue
		}
		// A body that waits for its end, "pause until ", keeps its blank.
		if words[i].Body.open {
			body += " "
		}
		out = append(out, m.action(label, body))
	}
	return out
}

// list writes "2 and 4" or "1, 2 and 4".
func (m *letter) list(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return strings.Join(items[:last], ", ") + " " + m.l.frame.And + " " + items[last]
}

// day writes a date as "Fri 28 Nov", with the year where it is far.
func (m *letter) day(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return m.l.lexicon.NearDate(d, m.today)
}

// long writes a date as "Friday 28 November".
func (m *letter) long(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return m.l.lexicon.LongDate(d)
}

// clock writes an instant as the reader's clocks show it: "17:00".
func (m *letter) clock(at time.Time) string {
	return m.l.lexicon.Time(calendar.Local(at, m.loc).Clock)
}

// date is the reader's date at an instant.
func (m *letter) date(at time.Time) calendar.Date { return calendar.DateIn(at, m.loc) }

// corner is "Week 9 of 26".
func (m *letter) corner(f Facts) string { return m.l.frame.Corner.plain(f) }
