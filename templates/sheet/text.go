package sheet

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Widths of plain text. A question is narrower, since a reply puts marks
// before it and must not break it.
const (
	textWidth     = 72
	questionWidth = 68
)

// page is what the blocks of one sheet share while they are drawn as text.
type page struct{ say Say }

// Text draws a sheet as plain text: lines of at most 72 characters, section
// titles in capitals, the footer after "-- " so that mail programs leave it
// out of a quote. There is never a line of dashes, at which others would cut.
func Text(s Sheet) string {
	p := &page{say: s.Say}
	var out []string
	for i, b := range s.Blocks {
		lines := b.lines(p)
		if len(lines) == 0 {
			continue
		}
		if i > 0 {
			out = append(out, "")
		}
		out = append(out, lines...)
		if _, ok := b.(Headline); ok && i == 0 {
			out = append(out, underHeadline(s)...)
		}
	}
	out = append(out, "", "-- ")
	for i, f := range s.Footer {
		if i > 0 {
			out = append(out, "")
		}
		out = append(out, wrap(f.Plain(), textWidth, "", "")...)
	}
	for i, line := range out {
		if line != "-- " {
			out[i] = strings.TrimRight(line, " ")
		}
	}
	return strings.TrimLeft(strings.Join(out, "\n"), "\n") + "\n"
}

func underHeadline(s Sheet) []string {
	var parts []string
	for _, part := range []string{s.Brand, s.Corner} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if parts == nil {
		return nil
	}
	return wrap(strings.Join(parts, " · "), textWidth, "", "")
}

// wrap breaks s into lines of at most width characters. first and rest stand
// before the first and the other lines. A word that is longer stays whole, and a
// mark that French parts from its word by a blank stays beside it, as a month
// does beside its day.
func wrap(s string, width int, first, rest string) []string {
	var lines []string
	line, lead := "", first
	for _, word := range glued(s) {
		switch {
		case line == "":
			line = word
		case runes(lead)+runes(line)+1+runes(word) <= width:
			line += " " + word
		default:
			lines = append(lines, lead+line)
			line, lead = word, rest
		}
	}
	if line != "" {
		lines = append(lines, lead+line)
	}
	return guard(lines)
}

// dayOfMonth is the day in a German date: "27. Nov.".
var dayOfMonth = regexp.MustCompile(`^[0-9]{1,2}\.$`)

// glued splits s at its blanks, but for those before ? : ; ! and », behind «, and
// between a day and its month.
func glued(s string) []string {
	var out []string
	before := ""
	for word := range strings.FieldsSeq(s) {
		last := len(out) - 1
		glue := strings.Trim(word, "?:;!»") == "" || before == "«" || dayOfMonth.MatchString(before)
		before = word
		if last >= 0 && glue {
			out[last] += " " + word
			continue
		}
		out = append(out, word)
	}
	return out
}

// guard keeps a wrapped line from being read as a signature mark or a quote.
func guard(lines []string) []string {
	for i, line := range lines {
		if dashes := strings.Trim(line, " -–—_="); dashes == "" && line != "" || strings.HasPrefix(line, ">") || strings.HasPrefix(line, "From ") {
			lines[i] = " " + line
		}
	}
	return lines
}

func runes(s string) int { return utf8.RuneCountInString(s) }

// pad fills s with blanks to n characters.
func pad(s string, n int) string { return s + strings.Repeat(" ", max(n-runes(s), 0)) }

// commands writes what may be typed: reply "done C6" or "drop C6".
func (p *page) commands(actions []Action) string {
	var b strings.Builder
	for i, a := range actions {
		switch {
		case i == 0:
			b.WriteString(p.say.Reply + " ")
		case i == len(actions)-1:
			b.WriteString(" " + p.say.Or + " ")
		default:
			b.WriteString(", ")
		}
		b.WriteString(`"` + typed(a.Body) + `"`)
	}
	return b.String()
}

// typed is a mail's body as one would type it: an unfinished one ends with dots.
func typed(body string) string {
	if strings.HasSuffix(body, " ") {
		return body + "…"
	}
	return body
}
