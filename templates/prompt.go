package templates

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
	"milepost/templates/sheet"
)

// Prompt draws the mail that asks the questions of a ritual. It returns the
// questions as they were printed, numbered through all parts: they are what
// the reply is read against. A reminder keeps the numbers of the first mail
// and asks only what is open. It fails for a ritual that does not exist.
//
// A mail about many pairs that would be too large for mail programs leaves out
// where things stand, which the digest tells as well.
func (s *Set) Prompt(p Prompt) (Rendered, []ritual.Asked, error) {
	d, ok := s.ritual(p.Ritual)
	if !ok {
		return Rendered{}, nil, fmt.Errorf("draw prompt: there is no ritual %q", p.Ritual)
	}
	out, asked, err := s.prompt(d, p)
	if err != nil || len(out.HTML) <= sheet.MaxHTML {
		return out, asked, err
	}
	p.Parts = slices.Clone(p.Parts)
	for i := range p.Parts {
		p.Parts[i].Standing = mentoring.Standing{Proposals: p.Parts[i].Standing.Proposals}
	}
	return s.prompt(d, p)
}

func (s *Set) prompt(d ritual.Definition, p Prompt) (Rendered, []ritual.Asked, error) {
	m := s.letter(p.Frame)
	w := m.l.rituals[d.Name]
	parts := number(p)
	var asked []ritual.Asked
	for _, part := range parts {
		asked = append(asked, part.Asked...)
	}

	f := m.among(m.facts(), sections(parts))
	f.Questions, f.Nudge = len(asked), p.Nudge
	if len(parts) > 0 {
		f = m.occasion(f, parts[0].Occasion)
		f.AddedBy = parts[0].AddedBy
		about := cmp.Or(parts[0].Erased, parts[0].Back)
		f.Date, f.Long = m.day(about), m.long(about)
		f = m.around(f, parts[0].Brief, parts[0].Section)
		f.LastDay, f.LooksAfter = m.long(parts[0].LastDay), parts[0].LooksAfter
		f.Change = len(parts[0].Agreement.Waiting) > 0
	}
	subject, preheader, headline, lead := &w.Subject, &w.Preheader, &w.Headline, &w.Lead
	if p.Nudge {
		subject = firstGiven(&w.Nudge.Subject, subject)
		preheader = firstGiven(&w.Nudge.Preheader, preheader)
		headline = firstGiven(&w.Nudge.Headline, headline)
		lead = firstGiven(&w.Nudge.Lead, &m.l.prompt.NudgeFor)
	}
	m.begin(f, subject, preheader, m.corner(f))
	m.head(f, headline, lead)
	several := len(parts) > 1
	for i := range parts {
		m.part(d, w, &parts[i], f, several)
	}
	asked = asked[:0]
	for _, part := range parts {
		asked = append(asked, part.Asked...)
	}
	m.leave(d, w, parts, f)
	out, err := m.end(f, &w.Why)
	return out, asked, err
}

// number gives every question its number, running on over the parts. Asked
// slices are copied; a reminder loses the questions that are answered.
func number(p Prompt) []PromptPart {
	parts := slices.Clone(p.Parts)
	n := 0
	for i := range parts {
		part := &parts[i]
		part.Asked = slices.Clone(part.Asked)
		for j := range part.Asked {
			n++
			q := &part.Asked[j]
			if !p.Nudge || q.N == 0 {
				q.N = n
			}
			q.Pair = cmp.Or(q.Pair, int64(part.Pair))
		}
		if p.Nudge && len(part.Open) > 0 {
			part.Asked = slices.DeleteFunc(part.Asked, func(q ritual.Asked) bool { return !slices.Contains(part.Open, q.N) })
		}
	}
	return parts
}

func sections(parts []PromptPart) []Section {
	out := make([]Section, len(parts))
	for i, p := range parts {
		out[i] = p.Section
	}
	return out
}

// mostTold is how much a mail tells somebody outside the pair.
const mostTold = 20

// part draws one pair's part and fills in the words of its questions.
func (m *letter) part(d ritual.Definition, w *ritualWords, part *PromptPart, f Facts, several bool) {
	f = m.about(f, part.Section)
	f.AddedBy = part.AddedBy
	f.Reads, f.Version, f.LastDay = m.long(part.Reads), part.Agreement.Version, m.long(part.LastDay)
	f = m.around(m.occasion(f, part.Occasion), part.Brief, part.Section)
	m.enter(part.Section, f, several, m.corner(f))
	shows := showing{section: part.Section, brief: part.Brief, theySaid: part.TheySaid, agreement: part.Agreement, entries: part.Told}
	if len(part.Told) > 0 {
		m.most = mostTold
	}
	if part.Occasion.Entry.Kind == mentoring.VoiceEntry {
		shows.original = sheet.Cut(part.Occasion.Entry.Text, maxOriginal)
	}
	m.passages(w.Before, f, shows)
	for i := range part.Asked {
		m.question(w.Questions[part.Asked[i].Key], &part.Asked[i], part, f)
	}
	if len(part.Asked) > 1 && !several {
		m.button(part.Asked)
	}
	m.offer(&w.Offer, part.Brief.Turn, f)
	m.passages(w.After, f, shows)
	switch {
	case f.Nudge:
	case w.Standing:
		m.standing(part.Standing, part.Section, f, &m.l.prompt.Standing)
	default:
		m.proposals(part.Standing.Proposals, part.Section, f)
	}
	if part.Struggling {
		m.addPara(&m.l.prompt.Struggling, f)
	}
	if part.Farewell {
		m.addPara(&m.l.prompt.Farewell, f)
	}
	if len(part.Asked) > 0 {
		m.addSmall(firstGiven(&w.Reads, m.l.prompt.Reads.of(cmp.Or(part.Visible, d.Visible))), f)
	}
}

// question draws one question.
func (m *letter) question(w *questionWords, q *ritual.Asked, part *PromptPart, f Facts) {
	if w == nil { // asked by an earlier version of the ritual: its words are kept with it
		m.add(sheet.Question{N: q.N, Text: sheet.Words(sheet.Clean(q.Text))})
		return
	}
	p := &m.l.prompt
	f.N, f.Ref = q.N, q.Ref
	f.Topic = topic(q.Topic)
	b := sheet.Question{N: q.N, Text: w.Text.rich(f), Hint: w.Hint.rich(f)}
	if q.Visible == ritual.Private && part.Visible != ritual.Private {
		only := p.OnlyYou.rich(f)
		if b.Hint != nil {
			only = append(sheet.Words(" "), only...)
		}
		b.Hint = append(b.Hint, only...)
	}
	switch q.Kind {
	case ritual.Scale, ritual.Middle:
		b.Scale = m.scale(w, f)
	case ritual.Choice:
		for _, c := range q.Choices {
			b.Choices = append(b.Choices, m.action(w.Choices[c].plain(f), m.answer(q.N, firstOf(m.l.vocabulary.Choices[c], c))))
		}
	case ritual.YesNo:
		v := m.l.vocabulary
		for _, c := range []struct {
			key   string
			words []string
		}{{"yes", v.Yes}, {"no", v.No}} {
			if label := w.Choices[c.key].plain(f); label != "" {
				b.Choices = append(b.Choices, m.action(label, m.answer(q.N, firstOf(c.words, c.key))))
			}
		}
	}
	if q.Records == ritual.Review {
		for _, g := range part.Standing.Goals {
			b.Items = append(b.Items, sheet.Item{Ref: g.Goal.Ref(), Text: sheet.Cut(sheet.Clean(g.Goal.Text), line), Note: m.goalNote(g, false, f)})
		}
	}
	if q.Text = w.Text.plain(f); b.Text == nil {
		b.Text = sheet.Words(q.Text)
	}
	m.add(b)
}

// answer is the line that answers a question, as it can be typed.
func (m *letter) answer(n int, words string) string { return strconv.Itoa(n) + ": " + words }

// scale is the row of numbers from 1 to 5.
func (m *letter) scale(w *questionWords, f Facts) *sheet.Scale {
	s := &sheet.Scale{Tap: m.l.prompt.Tap.plain(f), Write: m.l.prompt.Write.plain(f)}
	anchors := map[int]*Phrase{1: &w.Low, 3: &w.Middle, 5: &w.High}
	for v := 1; v <= 5; v++ {
		label := strconv.Itoa(v)
		point := sheet.Point{Action: m.action(label, m.answer(f.N, label)), Anchor: anchors[v].plain(f)}
		point.Name = label
		if point.Anchor != "" {
			point.Name += ", " + point.Anchor
		}
		s.Points = append(s.Points, point)
	}
	return s
}

// button opens a reply with a number for each question.
func (m *letter) button(asked []ritual.Asked) {
	lines := make([]string, len(asked))
	for i, q := range asked {
		lines[i] = m.answer(q.N, "")
	}
	m.add(sheet.Button{Action: m.action(m.l.prompt.Button.plain(Facts{}), strings.Join(lines, "\n\n"))})
}

// leave adds the ways out of a prompt. What asks for consent, or tells of an
// end, can be neither skipped nor put off.
func (m *letter) leave(d ritual.Definition, w *ritualWords, parts []PromptPart, f Facts) {
	m.to = m.frame.ReplyTo
	if len(parts) > 1 {
		var all []ritual.Asked
		for _, p := range parts {
			all = append(all, p.Asked...)
		}
		if len(all) > 1 {
			m.add(sheet.Rule{})
			m.button(all)
		}
	}
	m.addSmall(&w.Parting, f)
	canWait := slices.Contains([]ritual.Trigger{ritual.OnSchedule, ritual.OnStarted, ritual.OnRequest, ritual.AfterSession}, d.Trigger)
	if canWait || d.AboutOne() && !d.AtOnce {
		b := &m.l.prompt.Busy
		m.add(sheet.Links{Lead: b.Lead.plain(f), Actions: m.links(b.Links, f), Plain: b.Plain.rich(f)})
	}
}

// of returns the phrase for a visibility.
func (w *readsWords) of(v ritual.Visibility) *Phrase {
	switch v {
	case ritual.AfterBoth:
		return &w.AfterBoth
	case ritual.Coordinator:
		return &w.Coordinator
	case ritual.Private:
		return &w.Private
	}
	return &w.Shared
}

// topic makes a question's topic of a person's own words: a glimpse, without a
// full stop, so that it can stand within a sentence.
func topic(words string) string {
	return strings.TrimRight(sheet.Cut(sheet.Clean(words), glimpse), " .!;,:")
}

// firstOf returns the first of the words, or other.
func firstOf(words []string, other string) string {
	if len(words) == 0 {
		return other
	}
	return words[0]
}

func firstGiven(a, b *Phrase) *Phrase {
	if a.given() {
		return a
	}
	return b
}
