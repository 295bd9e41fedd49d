package templates

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
	"milepost/templates/sheet"
)

// Receipt draws the short mail that shows how replies were read.
func (s *Set) Receipt(r ReceiptMail) (Rendered, error) {
	m := s.letter(r.Frame)
	w := &m.l.receipt
	sections := make([]Section, len(r.Parts))
	f := m.facts()
	var open []string
	for i, p := range r.Parts {
		sections[i] = p.Section
		f.Answers += len(p.Said)
		for _, n := range p.Open {
			open = append(open, strconv.Itoa(n))
		}
	}
	f = m.among(f, sections)
	f.Open = m.list(open)
	m.begin(f, &w.Subject, &w.Preheader, m.corner(f))
	m.head(f, &w.Headline, nil)
	for _, p := range r.Parts {
		m.receiptPart(p, f, len(r.Parts) > 1)
	}
	return m.end(f, &w.Why)
}

func (m *letter) receiptPart(p ReceiptPart, f Facts, several bool) {
	w := &m.l.receipt
	f = m.about(f, p.Section)
	f.Reads = m.long(p.Reads)
	var open []string
	for _, n := range p.Open {
		open = append(open, strconv.Itoa(n))
	}
	f.Open = m.list(open)
	m.enter(p.Section, f, several, m.corner(f))
	var rows []sheet.Row
	for _, said := range p.Said {
		rows = append(rows, m.said(said, p.Section, f))
	}
	if rows != nil {
		m.add(sheet.Rows{Items: rows})
	}
	m.doubts(p.Doubts, f)
	m.sees(p, f)
	if p.Late {
		m.addSmall(&w.Late, f)
	}
	var closing sheet.Rich
	join := func(r sheet.Rich) {
		if r != nil && closing != nil {
			closing = append(closing, sheet.Span{Text: " "})
		}
		closing = append(closing, r...)
	}
	if f.Open != "" {
		join(w.Open.rich(f))
	}
	if shared(p.Said) {
		f.N = takesBack(p.Said)
		join(w.Reads.of(p.Shows).rich(f))
	}
	if answered(p.Said) {
		join(w.Wrong.rich(f))
	}
	if closing != nil {
		m.add(sheet.Para{Text: closing, Small: true})
	}
}

// sees shows the words that the partner will read, each beside its number, and
// once: what an answer lists is not told again item by item.
func (m *letter) sees(p ReceiptPart, f Facts) {
	var rows []sheet.Row
	told := ""
	for _, s := range p.Said {
		text := oneLine(s.Text)
		if !slices.Contains(p.PartnerSees, s.Text) || s.N == 0 && strings.Contains(told, text) {
			continue
		}
		told += text + "\n"
		if f.Value = s.Value; bareNumber(s) {
			text = m.l.digest.Rated.plain(f)
		}
		rows = append(rows, sheet.Row{Label: m.label(s, f), Text: sheet.Words(sheet.Cut(text, longQuote))})
	}
	if rows != nil {
		m.add(sheet.Title{Text: m.l.receipt.Sees.plain(f)}, sheet.Rows{Items: rows})
	}
}

// wrapped is how long a line is, with the next word, if a mail program broke it.
const wrapped = 68

// oneLine joins the lines that a person wrote: what a mail program broke with a
// blank, the things of a list with a stroke.
func oneLine(text string) string {
	var out strings.Builder
	before := ""
	for _, line := range sheet.CleanLines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		next, _, _ := strings.Cut(line, " ")
		switch {
		case before == "":
		case len(before)+1+len(next) > wrapped:
			out.WriteString(" ")
		default:
			out.WriteString(" / ")
		}
		out.WriteString(line)
		before = line
	}
	return sheet.Clean(out.String())
}

// bareNumber reports whether an answer is a rating and no more.
func bareNumber(s mentoring.Said) bool {
	return s.Value > 0 && strings.Trim(sheet.Clean(s.Text), " .!") == strconv.Itoa(s.Value)
}

// takesBack is the number of the first answer that can be made private; 0: none.
func takesBack(said []mentoring.Said) int {
	for _, s := range said {
		if s.N > 0 && s.What == mentoring.SaidAnswer && s.Visible != ritual.Private {
			return s.N
		}
	}
	return 0
}

// label is a line's number, its id, or a word for what it is.
func (m *letter) label(s mentoring.Said, f Facts) string {
	if s.N > 0 {
		return strconv.Itoa(s.N)
	}
	return cmp.Or(s.Ref, m.l.receipt.Labels[s.What].plain(f), s.What)
}

// said is one line of what was understood.
func (m *letter) said(s mentoring.Said, section Section, f Facts) sheet.Row {
	w := &m.l.receipt
	if s.What == mentoring.SaidNote && s.Visible == ritual.Private {
		s.What = string(reading.Private)
	}
	f.N, f.Ref, f.Value, f.Before = s.N, s.Ref, s.Value, s.Before
	f.Text = sheet.Cut(oneLine(s.Text), echo)
	if bareNumber(s) {
		f.Text = ""
	}
	f.Date = m.day(s.Date)
	f.What, f.Topic, f.By = s.Key, topic(s.Quoted), s.By
	if s.Weekday > 0 {
		f.Day = m.l.lexicon.Weekday(time.Weekday(s.Weekday % 7))
	}
	f.Time = s.Clock
	if !s.At.IsZero() {
		e := mentoring.Entry{At: s.At, Value: s.Value}
		f.Long, f.Time, f.Where = m.long(m.date(s.At)), m.times(e), m.cities(e, section)
	}
	f.Words = make(map[string]string, len(s.Details))
	if s.Visible == ritual.Private {
		f.Words["private"] = "yes"
	}
	for key, words := range s.Details {
		f.Words[key] = sheet.Cut(oneLine(words), echo)
	}
	text := w.Said[s.What].rich(f)
	for _, more := range []struct {
		on bool
		p  *Phrase
	}{{s.Visible == ritual.Private && s.What != string(reading.Private), &w.Private}, {s.Replaced, &w.Replaced}, {s.Waits, &w.Waits}} {
		if more.on {
			text = append(append(text, sheet.Span{Text: " "}), more.p.rich(f)...)
		}
	}
	return sheet.Row{Label: m.label(s, f), Text: text}
}

// doubts adds what was not understood for sure, with what to type.
func (m *letter) doubts(doubts []reading.Doubt, f Facts) {
	for _, d := range doubts {
		f.Text, f.Suggest, f.Ref, f.Date = sheet.Cut(sheet.Clean(d.Text), echo), d.Suggest, d.Ref, m.day(d.Date)
		if d.Suggest == "" {
			f.Suggest = m.l.receipt.Examples[string(d.Example)].plain(f)
		}
		text := m.l.receipt.Doubts[string(d.Kind)].rich(f)
		if text == nil {
			continue
		}
		m.add(sheet.Box{Text: text})
	}
}

// shared reports whether anything that was said is for others to read.
func shared(said []mentoring.Said) bool {
	for _, s := range said {
		if s.Visible == ritual.Shared || s.Visible == ritual.AfterBoth {
			return true
		}
	}
	return false
}

// answered reports whether a question was answered.
func answered(said []mentoring.Said) bool {
	for _, s := range said {
		if s.N > 0 && s.What == mentoring.SaidAnswer {
			return true
		}
	}
	return false
}
