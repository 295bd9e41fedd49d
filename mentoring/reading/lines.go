package reading

import (
	"strings"
	"unicode/utf8"
)

// paragraphs splits text at blank lines.
func paragraphs(text string) [][]string {
	var out [][]string
	open := false
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		if strings.TrimSpace(line) == "" {
			open = false
			continue
		}
		if !open {
			out, open = append(out, nil), true
		}
		out[len(out)-1] = append(out[len(out)-1], strings.TrimRight(line, " \t"))
	}
	return out
}

// unwrap joins the lines of a keyword's words that a mail program broke.
func unwrap(r *reader, lines []string) []string {
	var out pieces
	carries := false
	for i, line := range lines {
		if carries && wrapped(lines[i-1], line) && !r.begins(line) {
			out.goOn(strings.TrimSpace(line))
			continue
		}
		said, ok := r.verb(line)
		_, detail := r.detailed(line)
		carries = ok && said.colon || detail || idAnswer.MatchString(lead(line))
		out.begin(line)
	}
	return out.joined()
}

// begins reports whether a line begins something of its own.
func (r *reader) begins(line string) bool {
	if _, ok := r.secrecy(line); ok {
		return true
	}
	if _, ok := r.mark(line); ok {
		return true
	}
	if _, ok := r.detailed(line); ok {
		return true
	}
	return listMark.MatchString(line) || idFirst.MatchString(lead(line)) || r.acts(line)
}

// acts reports whether a line is one with a keyword. A mere day is not, as
// "tomorrow": it may be the end of the words above.
func (r *reader) acts(line string) bool {
	if said, ok := r.verb(line); ok && said.colon {
		return true
	}
	before := len(r.out.Doubts)
	if _, ok := r.date(line); ok {
		r.out.Doubts = r.out.Doubts[:before]
		return false
	}
	_, ok := r.command(line, &part{})
	r.out.Doubts = r.out.Doubts[:before]
	return ok
}

// wrapped reports whether a line ends only because the next word had no room.
func wrapped(line, next string) bool {
	n := utf8.RuneCountInString(line)
	word, _, _ := strings.Cut(strings.TrimSpace(next), " ")
	return n >= wrapFrom && n+1+utf8.RuneCountInString(word) > wrapAt
}

// Mail programs break lines at about 72 columns.
const (
	wrapFrom = 50 // no line that was broken is shorter
	wrapAt   = 65 // a line that had room for one word more was ended on purpose
)

// pieces are lines put together of several, each joined once: a line of many
// pieces must not cost their square.
type pieces [][]string

func (p *pieces) begin(s string) { *p = append(*p, []string{s}) }

func (p pieces) goOn(s string) { p[len(p)-1] = append(p[len(p)-1], s) }

func (p pieces) joined() []string {
	out := make([]string, 0, len(p))
	for _, line := range p {
		out = append(out, strings.Join(line, " "))
	}
	return out
}
