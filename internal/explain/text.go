package explain

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"milepost/mail"
	"milepost/mail/reply"
	"milepost/mentoring/reading"
)

// Sheet is how an Explained is written to be read: Width columns, and Tint to
// colour a word by the kind of what it names. Both have a plain default.
type Sheet struct {
	Width int
	Tint  func(word string, kind reply.Kind) string
}

const (
	indent     = "    "
	leastWidth = 40
	plainWidth = 80
)

// Text writes x to be read: what the message is, every segment with its reason,
// and what became of the words.
func (x Explained) Text(w io.Writer, s Sheet) error {
	if s.Width == 0 {
		s.Width = plainWidth
	}
	s.Width = max(s.Width, leastWidth)
	if s.Tint == nil {
		s.Tint = func(word string, _ reply.Kind) string { return word }
	}
	p := printer{sheet: s}
	p.head(x)
	for _, seg := range x.Segments {
		p.segment(seg, x.masked)
	}
	p.outcome(x)
	_, err := io.WriteString(w, p.b.String())
	return err
}

type printer struct {
	sheet Sheet
	b     strings.Builder
}

func (p *printer) line(format string, args ...any) { fmt.Fprintf(&p.b, format+"\n", args...) }

// indented writes text in lines that fit, each behind an indent. Nothing in it
// moves the cursor or reorders what stands around it.
func (p *printer) indented(text string) {
	text = harmless(strings.Trim(text, "\n"))
	for l := range strings.SplitSeq(strings.ReplaceAll(text, "\t", "    "), "\n") {
		for _, piece := range wrap(strings.TrimRight(l, " \r"), p.sheet.Width-len(indent)) {
			p.line("%s", strings.TrimRight(indent+piece, " "))
		}
	}
}

// harmless takes out what would steer a terminal, or turn the reading direction
// of the words around it.
func harmless(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, mail.WithoutControls(text))
}

func (p *printer) head(x Explained) {
	if x.Class.Kind == unreadable {
		why, _, _ := strings.Cut(x.Class.Meaning, ". ") // the rest is of a mail in a mailbox
		p.paragraph(fmt.Sprintf("This message was not taken apart. %s. (%s)", strings.TrimSuffix(why, "."), x.Class.Reason))
		return
	}
	person := x.Class.Kind == string(mail.KindPerson)
	if k := classes[x.Class.Kind]; k != "" && !(person && len(x.Segments) == 0) {
		said := k
		if x.Class.Meaning != "" {
			said += " " + x.Class.Meaning + " (" + x.Class.Reason + ")"
		}
		p.paragraph(said)
	}
	if len(x.Segments) == 0 {
		p.paragraph("There is no text in it.")
		return
	}
	whose := "of the person's own"
	if !person {
		p.paragraph("Such mail is taken as nobody's words. By its form it would be read so:")
		whose = "that are new"
	}
	part := "its text part"
	if x.From == "html" {
		part = "its HTML part"
	}
	p.paragraph(fmt.Sprintf("Read from %s: %s, %s %s.", part, count(len(x.Segments), "stretch"), words(x.OwnText, x.masked), whose))
}

// classes are what a message is, in a sentence.
var classes = map[string]string{
	string(mail.KindPerson):    "A person wrote this.",
	string(mail.KindAutoReply): "A program answered this, no person.",
	string(mail.KindBounce):    "This is a report about a mail's delivery.",
	string(mail.KindList):      "This came to many, not to us alone.",
	string(mail.KindOwn):       "This is a mail of our own.",
	string(mail.KindCalendar):  "This is a calendar's mail.",
}

func (p *printer) paragraph(text string) {
	for _, l := range wrap(text, p.sheet.Width) {
		p.line("%s", l)
	}
}

// unexplained is the reason of words for which no reason was found.
const unexplained = "nothing explains it"

func (p *printer) segment(s Segment, masked bool) {
	p.line("")
	about := ""
	switch {
	case s.Question == 0:
	case s.Kind == reply.Prompt:
		about = fmt.Sprintf(" · question %d", s.Question)
	case s.Kind == reply.New:
		about = fmt.Sprintf(" · answers question %d", s.Question)
	}
	why := s.Reason
	if why == unexplained {
		why = "no sign that it is anything else"
	}
	p.line("%s%s · %s", p.sheet.Tint(string(s.Kind), s.Kind), about, why)
	if masked {
		p.line("%s(%s)", indent, s.Text)
		return
	}
	p.indented(s.Text)
}

// outcome writes what was made of the words.
func (p *printer) outcome(x Explained) {
	if x.Class.Kind == unreadable {
		return
	}
	p.section("Answers", len(x.Answers))
	for _, a := range x.Answers {
		p.item(fmt.Sprintf("%d: ", a.Question), strings.Join(append(a.forms(), shown(a.Text, x.masked)), " · "))
		for _, it := range a.Items {
			p.item("   - ", strings.Join(it.forms(), " · "))
		}
	}
	p.section("Lines with a keyword", len(x.Lines))
	for _, l := range x.Lines {
		p.item("", strings.Join(append(l.forms(), shown(l.Text, x.masked)), " · "))
	}
	p.section("Kept beside the answers", len(x.Leftover))
	for i, l := range x.Leftover {
		said := shown(l, x.masked)
		if x.alone[i] != "" {
			said = x.alone[i] + " · " + said
		}
		p.item("- ", said)
	}
	p.section("Doubts", len(x.Doubts))
	for _, d := range x.Doubts {
		said := doubts[d.Kind]
		if said == "" {
			said = string(d.Kind)
		}
		if d.Suggest != "" {
			said += " Meant, perhaps: " + d.Suggest + "."
		}
		p.item("- ", strings.Join([]string{said, shown(d.Text, x.masked && d.Kind != reading.MaybeMissed)}, " · "))
	}
}

func (p *printer) section(title string, n int) {
	if n > 0 {
		p.line("")
		p.line("%s", title)
	}
}

// item writes a thing of a list; what does not fit hangs under its text.
func (p *printer) item(mark, text string) {
	text = strings.TrimSuffix(harmless(text), " · ")
	hang := strings.Repeat(" ", utf8.RuneCountInString(mark))
	for i, l := range wrap(text, p.sheet.Width-2-len(hang)) {
		if i == 0 {
			p.line("  %s%s", mark, l)
		} else {
			p.line("  %s%s", hang, l)
		}
	}
}

func (a Answer) forms() []string {
	var out []string
	if a.Value > 0 {
		out = append(out, fmt.Sprintf("%d of 5", a.Value))
	}
	if a.Yes != nil && *a.Yes {
		out = append(out, "yes")
	} else if a.Yes != nil {
		out = append(out, "no")
	}
	if a.Choice != "" {
		out = append(out, a.Choice)
	}
	return append(out, keptFor(a.Private, a.Held)...)
}

// keptFor says of words that only their author reads why that is.
func keptFor(private, held bool) []string {
	var out []string
	if private {
		out = append(out, "private")
	}
	if held {
		out = append(out, "kept until its author decides")
	}
	return out
}

func (it Item) forms() []string {
	var out []string
	for _, s := range []string{string(it.Verb), it.Ref, it.Text} {
		if s != "" {
			out = append(out, s)
		}
	}
	if it.Due != "" {
		out = append(out, "by "+it.Due)
	}
	return out
}

func (l Line) forms() []string {
	out := []string{string(l.Verb)}
	if l.Ref != "" {
		out = append(out, l.Ref)
	}
	if l.All {
		out = append(out, "all")
	}
	if len(l.Numbers) > 0 {
		out = append(out, strings.Trim(fmt.Sprint(l.Numbers), "[]"))
	}
	for _, d := range []string{l.When, l.Until} {
		if d != "" {
			out = append(out, d)
		}
	}
	if l.Verb == reading.Private {
		return out // it says so itself
	}
	return append(out, keptFor(l.Private, l.Held)...)
}

// doubts are said to the operator.
var doubts = map[reading.DoubtKind]string{
	reading.NotPlaced:      "Several questions are open, and no number says which of them this answers.",
	reading.WhichNumber:    "A rating or an answer without the number of its question.",
	reading.NotARating:     "A scale was answered in words.",
	reading.DidYouMean:     "Nearly a keyword. It was not acted on.",
	reading.NoDate:         "A date was needed, and none was understood.",
	reading.NoTime:         "A time was needed beside the day.",
	reading.PastDate:       "The date has gone by.",
	reading.WhichPair:      "The mail has several sections, and none is named.",
	reading.AmbiguousDate:  "The date can be read in two ways.",
	reading.HeldDiscretion: "The words ask for discretion: they are kept until their author decides.",
	reading.MaybeMissed:    "Words may have been missed.",
}

// shown is text on one line, or how much of it there is.
func shown(text string, masked bool) string {
	if masked && text != "" {
		return text
	}
	return strings.Join(strings.Fields(text), " ")
}

func words(text string, masked bool) string {
	if masked {
		return text
	}
	return count(len(strings.Fields(text)), "word")
}

func count(n int, word string) string {
	switch {
	case n == 1:
	case strings.HasSuffix(word, "ch"):
		word += "es"
	default:
		word += "s"
	}
	return fmt.Sprintf("%d %s", n, word)
}

// wrap breaks a line at spaces so that each piece fits, and a word that is
// longer than a line anywhere. Pieces keep the line's own indent.
func wrap(line string, width int) []string {
	if utf8.RuneCountInString(line) <= width {
		return []string{line}
	}
	lead := line[:len(line)-len(strings.TrimLeft(line, " "))]
	if len(lead) > width/2 {
		lead = ""
	}
	var out []string
	cur, n := lead, len(lead)
	empty := true
	for word := range strings.FieldsSeq(line) {
		w := utf8.RuneCountInString(word)
		if !empty && n+1+w > width {
			out, cur, n, empty = append(out, cur), lead, len(lead), true
		}
		if !empty {
			cur, n = cur+" ", n+1
		}
		for w > width-n {
			cut := runePrefix(word, width-n)
			out = append(out, cur+word[:cut])
			word, w = word[cut:], w-(width-n)
			cur, n = lead, len(lead)
		}
		cur, n, empty = cur+word, n+w, false
	}
	return append(out, cur)
}

// runePrefix is the length in bytes of the first n runes.
func runePrefix(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}
