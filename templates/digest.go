package templates

import (
	"cmp"
	"strings"

	"milepost/mentoring/digest"
	"milepost/mentoring/reading"
	"milepost/templates/sheet"
)

// Digest draws what a week was for one reader: one part for each pair. A quiet
// week is three lines. A mail that would be too large for mail programs shows
// less of each list, and says so.
func (s *Set) Digest(d DigestMail) (Rendered, error) {
	var out Rendered
	for _, most := range [...]int{20, 6, 3, 1, 0} {
		var err error
		if out, err = s.digestOf(d, most); err != nil || len(out.HTML) <= sheet.MaxHTML {
			return out, err
		}
	}
	return out, nil
}

// digestOf draws a digest with at most so many things in each list.
func (s *Set) digestOf(d DigestMail, most int) (Rendered, error) {
	m := s.letter(d.Frame)
	m.most = most
	w := &m.l.digest
	parts := make([]Section, len(d.Digest.Sections))
	for i, section := range d.Digest.Sections {
		parts[i] = d.of(section)
	}
	f := m.among(m.facts(), parts)
	f.Span = m.l.lexicon.DateRange(d.Digest.Week.Monday(), d.Digest.Week.Sunday())
	quiet := d.Digest.Quiet
	headline := m.verdict(d.Digest, f)
	switch {
	case quiet:
		f.Quiet, f.Text = true, w.Quiet.Subject.plain(f)
	default:
		f.Text = m.happened(total(d.Digest.Sections), f, 1)
	}
	for _, section := range d.Digest.Sections {
		f.Wins += section.Verdict.Wins
		if section.Next != nil && f.Next == "" {
			f.Next = m.long(m.date(section.Next.At))
		}
	}
	corner := w.Corner.plain(f)
	if f.Several {
		corner = f.Span
	}
	m.begin(f, &w.Subject, &w.Preheader, corner)
	m.add(sheet.Headline{Text: sheet.Words(upper(headline))})
	for i, section := range d.Digest.Sections {
		one := m.about(f, parts[i])
		one.Text, one.Several = "", f.Several
		m.enter(parts[i], one, f.Several, m.corner(one))
		switch {
		case section.Quiet || quiet:
			m.quiet(section, parts[i], one)
		default:
			if f.Several {
				m.add(sheet.Lead{Text: sheet.Words(upper(m.happened(section.Verdict, one, 2)) + ".")})
			}
			m.digestPart(section, parts[i], one)
		}
	}
	return m.end(f, &w.Why)
}

// tight is the length of lists below which a digest has no pictures.
const tight = 1

// some returns as many of a list as the mail shows.
func some[T any](m *letter, list []T) []T { return list[:min(len(list), m.most)] }

// more says how many of a list of n are not shown.
func (m *letter) more(n int) {
	if n > m.most {
		m.addSmall(&m.l.digest.More, Facts{N: n - m.most})
	}
}

// of returns what the mail knows of a section's pair.
func (d DigestMail) of(s digest.Section) Section {
	section, ok := d.Section[s.Pair]
	if !ok {
		section = Section{Pair: s.Pair, Week: s.Number, Weeks: s.Of}
	}
	section.Partner = s.Partner
	section.Week = s.Number
	return section
}

// quiet is a week in which nothing happened, in two lines below the headline:
// the next session, and one question that waits.
func (m *letter) quiet(s digest.Section, section Section, f Facts) {
	w := &m.l.digest.Quiet
	f.Next = ""
	if s.Next != nil {
		f.Next, f.Where = m.sessionWhen(*s.Next), m.cities(*s.Next, section)
	}
	m.addPara(&w.Session, f)
	if f.Count = len(s.Asks); f.Count > 0 {
		f.Ref, f.Text = s.Asks[0].Ref(), sheet.Cut(sheet.Clean(s.Asks[0].Text), glimpse)
		m.addPara(&w.Waits, f)
		return
	}
	if s.Unanswered != "" {
		m.addPara(&m.l.digest.StillOpen, f)
		return
	}
	if s.Memory.Kind != "" {
		m.memory(s.Memory, f)
		return
	}
	m.addPara(&w.Nothing, f)
}

// digestPart is one pair's week, in the order of what matters most.
func (m *letter) digestPart(s digest.Section, section Section, f Facts) {
	w := &m.l.digest
	if s.Struggling {
		m.addPara(&m.l.prompt.Struggling, f)
	}
	m.views(s.Views, section)
	m.titled(&w.Titles.Wins, f, func() {
		m.reached(s.Reached, f)
		for _, q := range some(m, s.Wins) {
			m.add(m.quote(q, "", false))
		}
		m.more(len(s.Wins))
		m.cheers(s.Cheers, f)
	})
	m.titled(&w.Titles.Words, f, func() {
		for _, q := range some(m, s.Words) {
			m.add(m.quote(q.Quote, m.printed(q.Source, q.Question, section, q.Mine), true))
			m.feedback(q, f)
		}
		m.more(len(s.Words))
	})
	if s.PreRead == nil { // which holds all goals and numbers
		m.titled(&w.Titles.Goals, f, func() { m.goals(some(m, s.Goals), f) })
		for _, t := range s.Trends[:min(len(s.Trends), max(m.most, 1))] {
			m.trend(t, f)
		}
		m.measures(s.Measures, f)
	}
	m.health(s.Health, first(section.Partner), f)
	m.titled(&w.Titles.Commitments, f, func() { m.commitments(s.Commitments, f) })
	m.questions(s, section, f)
	m.proposals(s.Proposals, section, f)
	if s.Next != nil {
		m.add(sheet.Rule{}, m.sessionCard(*s.Next, section, w.Titles.Session.plain(f)))
	}
	m.remarks(s, f)
	m.preread(s.PreRead, f)
	m.memory(s.Memory, f)
	m.thought(s.Thought, f)
}

// titled adds a section, if it holds anything.
func (m *letter) titled(title *Phrase, f Facts, fill func()) {
	n := len(m.sheet.Blocks)
	if n > 1 {
		m.add(sheet.Rule{})
	}
	m.add(sheet.Title{Text: title.plain(f)})
	filled := len(m.sheet.Blocks)
	if fill(); len(m.sheet.Blocks) == filled {
		m.sheet.Blocks = m.sheet.Blocks[:n]
	}
}

func (m *letter) quote(q digest.Quote, above string, calm bool) sheet.Quote {
	return sheet.Quote{Text: sheet.Cut(sheet.Clean(q.Text), longQuote), By: m.by(q.By, q.Mine), Above: sheet.Cut(sheet.Clean(above), longQuote), Calm: calm}
}

// by is a first name, or "You".
func (m *letter) by(who string, mine bool) string {
	if mine {
		return m.l.digest.You.plain(Facts{})
	}
	return sheet.Cut(sheet.Clean(who), name)
}

// views shows a revealed round, both answers to each question.
func (m *letter) views(views []digest.Views, section Section) {
	partner := first(section.Partner)
	f := Facts{}
	answer := func(words string, value int, by string) sheet.Quote {
		words = sheet.Cut(sheet.Clean(words), longQuote)
		if value > 0 {
			f.Value = value
			rated := m.l.digest.Rated.plain(f)
			if _, remark, ok := m.l.lexicon.Rating(words, 5); ok {
				words = remark
			}
			words = strings.TrimSuffix(rated+m.l.frame.Say.Colon+" "+words, m.l.frame.Say.Colon+" ")
		}
		return sheet.Quote{Text: cmp.Or(words, m.l.digest.Silent.plain(f)), By: by}
	}
	for len(views) > 0 {
		n := 1
		for n < len(views) && views[n].Ritual == views[0].Ritual {
			n++
		}
		round := views[:n]
		views = views[n:]
		m.titled(m.viewsTitle(round[0].Ritual), f, func() {
			for _, v := range round {
				question := m.printed(v.Source, v.Question, section, v.MineAsked)
				p := sheet.Pair{Question: sheet.Cut(sheet.Clean(question), longQuote)}
				if v.MineAsked || v.Mine != "" {
					p.Answers = append(p.Answers, answer(v.Mine, v.MineV, m.by("", true)))
				}
				if v.TheirsAsked || v.Theirs != "" {
					p.Answers = append(p.Answers, answer(v.Theirs, v.TheirV, m.by(partner, false)))
				}
				m.add(p)
			}
		})
	}
}

// viewsTitle is the title above what both said in a round.
func (m *letter) viewsTitle(ritual string) *Phrase {
	if w, ok := m.l.rituals[ritual]; ok && w.Revealed.given() {
		return &w.Revealed
	}
	return &m.l.digest.Titles.Views
}

// commitments lists who does what. The partner's open ones show their day only.
func (m *letter) commitments(commitments []digest.Commitment, f Facts) {
	w := &m.l.digest
	var items []sheet.Tick
	for _, c := range some(m, commitments) {
		ref := c.Entry.Ref()
		f.Date, f.Day = m.day(c.Entry.Due), ""
		tick := sheet.Tick{Done: c.Kept, Ref: ref, Text: m.by(c.By, c.Mine) + m.l.frame.Say.Colon + " " + sheet.Cut(sheet.Clean(c.Entry.Text), line)}
		switch {
		case c.Kept:
			if !c.On.IsZero() {
				f.Day = m.l.lexicon.Weekday(c.On.Weekday())
			}
			tick.Note = w.Kept.plain(f)
		case c.Mine && c.Past && !c.Entry.Due.IsZero():
			f.Days = m.today.Sub(c.Entry.Due)
			tick.Note = w.Past.plain(f)
			tick.Actions = []sheet.Action{
				m.action(w.Done.plain(f), m.say(reading.Done, ref)),
				m.action(w.Move.plain(f), m.say(reading.Move, ref)+" "),
				m.action(w.Drop.plain(f), m.say(reading.Drop, ref)),
			}
		default:
			tick.Note = w.Open.plain(f)
			if c.Mine {
				tick.Actions = []sheet.Action{m.action(w.Done.plain(f), m.say(reading.Done, ref))}
			}
		}
		items = append(items, tick)
	}
	if items != nil {
		m.add(sheet.Ticks{Items: items})
		m.more(len(commitments))
	}
}

// questions shows what the two ask each other: first what waits for the reader.
func (m *letter) questions(s digest.Section, section Section, f Facts) {
	w := &m.l.digest
	f.By = first(section.Partner)
	for _, e := range s.Asks[:min(len(s.Asks), max(m.most, 1))] {
		f.Ref = e.Ref()
		m.add(sheet.Box{
			Title: w.Ask.Title.plain(f), Quote: sheet.Cut(sheet.Clean(e.Text), longQuote),
			Actions: []sheet.Action{m.action(w.Ask.Answer.plain(f), e.Ref()+": ")},
		})
	}
	m.titled(&w.Titles.Replies, f, func() {
		for _, e := range some(m, s.Replies) {
			by := m.by(first(section.Partner), e.Owner == m.frame.To.ID)
			m.add(sheet.Quote{Calm: true, Above: sheet.Cut(sheet.Clean(e.Text), longQuote), Text: sheet.Cut(sheet.Clean(e.Response), longQuote), By: by})
		}
	})
	m.titled(&w.Titles.Asked, f, func() {
		for _, e := range some(m, s.Asked) {
			f.Ref = e.Ref()
			m.add(sheet.Quote{Calm: true, Text: sheet.Cut(sheet.Clean(e.Text), longQuote), By: w.Asked.plain(f)})
		}
	})
}

// remarks are single lines about the pair.
func (m *letter) remarks(s digest.Section, f Facts) {
	w := &m.l.digest
	if !s.Away.IsZero() {
		f.Long = m.long(s.Away)
		m.addSmall(&w.Away, f)
	}
	if s.Unanswered != "" {
		m.addSmall(&w.StillOpen, f)
	}
	if s.Alone {
		m.addSmall(&w.Alone, f)
	}
	for _, a := range s.Revealed {
		f.Date, f.Reason = m.day(m.date(a.At)), sheet.Cut(sheet.Clean(a.Reason), longQuote)
		m.addSmall(&w.Revealed, f)
	}
}

// thought closes a part with one thing to think of.
func (m *letter) thought(t digest.Thought, f Facts) {
	f.Ref, f.Text = t.Ref, topic(t.Text)
	text := m.l.digest.Thoughts[t.Key].rich(f)
	if text == nil {
		return
	}
	before := m.l.digest.Thought.rich(f)
	if len(before) > 0 {
		before[0].Style = sheet.Bold
		before = append(before, sheet.Span{Text: " "})
	}
	m.add(sheet.Para{Text: append(before, text...)})
}
