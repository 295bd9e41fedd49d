package sheet

import "strings"

// Sheet is one mail before it is drawn.
type Sheet struct {
	Language string // of the words, such as "en"
	Dir      string // "ltr" or "rtl"
	Title    string // the mail's subject
	// Preheader is the line that a mailbox shows beside the subject.
	Preheader string
	Brand     string // who the mail is about: "Ana & Tomasz"
	Corner    string // where it stands in time: "Week 9 of 26"
	Blocks    []Block
	Footer    []Rich // small print, one paragraph each
	Say       Say
}

// Say holds the few words that a drawing needs by itself.
type Say struct {
	Reply string // "reply", before a command in plain text
	Or    string // "or", before the last of several commands
	Weeks string // "week", before the columns of a trend in plain text
	Colon string // ":" or " :", between a name and what follows
}

// Style is how a run of words is set.
type Style int8

// The styles of a run.
const (
	Plain   Style = iota
	Bold          // stands out in HTML
	Command       // something to type: bold in HTML, in quotes in plain text
)

// Span is a run of words in one style.
type Span struct {
	Text  string
	Style Style
}

// IsBold and IsCommand are for the partials.
func (s Span) IsBold() bool { return s.Style == Bold }

// IsCommand reports whether the span is something to type.
func (s Span) IsCommand() bool { return s.Style == Command }

// Rich is a line or paragraph in which single words may stand out.
type Rich []Span

// Words returns a Rich of plain words.
func Words(s string) Rich {
	if s == "" {
		return nil
	}
	return Rich{{Text: s}}
}

// Plain returns the words as plain text writes them: commands in quotes.
func (r Rich) Plain() string {
	var b strings.Builder
	for _, s := range r {
		if s.Style == Command {
			b.WriteString(`"` + s.Text + `"`)
			continue
		}
		b.WriteString(s.Text)
	}
	return b.String()
}

// Action is something that is done by sending a mail: Body is a line that
// could be typed as well.
type Action struct {
	Label   string
	To      string
	Subject string
	Body    string
	// Name is read out by a screen reader where Label alone says too little.
	Name string
}

// Href returns the action as a mailto link. Every character outside the
// unreserved ones is written as %XX, so that no mail program can misread it.
func (a Action) Href() string {
	return "mailto:" + escape(a.To, "@+") + "?subject=" + escape(a.Subject, "") + "&body=" + escape(a.Body, "")
}

// escape percent-encodes s as RFC 6068 wants it: a space is %20 and a line
// break %0D%0A. Characters in also are left alone.
func escape(s, also string) string {
	const hex = "0123456789ABCDEF"
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\n", "\r\n")
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("-._~", c) >= 0, strings.IndexByte(also, c) >= 0:
			b.WriteByte(c)
		default:
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return b.String()
}
