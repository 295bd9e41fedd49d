package reply

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// Printed is a question found in a mail, and the lines right below it, which
// may say how to answer.
type Printed struct {
	Question
	Below string
}

// What a mail may hold of questions. Above, the rest is not looked for.
const (
	maxQuestions     = 100
	maxQuestionBytes = 2000
	maxBelow         = 6 // lines
)

// Questions finds the numbered questions of a mail from its two parts; either
// may be empty. What its HTML marks as a question (data-q) counts first, then
// the lines that begin with ascending numbers and ask something: a list of steps
// is none. It never fails, and its cost is linear in the mail.
func Questions(text, markup string) []Printed {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	numbered := printedIn(lines, true)
	if marked := markedQuestions(markup); len(marked) > 0 {
		below := map[int]string{}
		for _, q := range numbered {
			below[q.N] = q.Below
		}
		for i := range marked {
			if b := below[marked[i].N]; b != "" {
				marked[i].Below = b
			}
		}
		return marked
	}
	if len(numbered) > 0 || markup == "" {
		return numbered
	}
	return printedIn(strings.Split(htmlDocument(markup).source, "\n"), false)
}

// form is how the numbers of one list look.
type form struct {
	style  string
	indent int
}

// numberedLine is a line that begins with a number.
type numberedLine struct {
	line, n int
	indent  int
	style   string // "" for a bare number, else "." or ")" or ":", with a "Q" in front
	rest    string
}

// printedIn finds the questions among lines. With wrapped, the lines of the mail
// have been broken at a width.
func printedIn(lines []string, wrapped bool) []Printed {
	width := 0
	for _, l := range lines {
		if n := utf8.RuneCountInString(strings.TrimRight(l, " \t\r")); n > width && n <= 80 {
			width = n
		}
	}
	byForm := map[form][]numberedLine{}
	var forms []form
	for i, l := range lines {
		x, ok := labelOf(l)
		if !ok {
			continue
		}
		x.line = i
		if x.rest == "" { // a table: the question stands in the next cell
			next := i + 1
			for next < len(lines) && next <= i+2 && strings.TrimSpace(lines[next]) == "" {
				next++
			}
			if next >= len(lines) || x.style == "" && wrapped {
				continue
			}
			if _, another := labelOf(lines[next]); another {
				continue
			}
			x.line, x.rest = next, strings.TrimSpace(lines[next])
		}
		f := form{x.style, x.indent}
		if byForm[f] == nil {
			forms = append(forms, f)
		}
		byForm[f] = append(byForm[f], x)
	}
	var best []Printed
	for _, f := range forms {
		for _, run := range ascending(byForm[f]) {
			found := make([]Printed, len(run))
			for i, x := range run {
				end := len(lines)
				if i+1 < len(run) {
					end = run[i+1].line
				}
				found[i] = printedAt(lines[:end], x, width, wrapped)
			}
			if len(found) > len(best) && ask(found, f.style) {
				best = found
			}
		}
	}
	return best
}

// ascending sorts lines into the runs that count up by one. A number that does
// not count on, such as a scale, belongs to none.
func ascending(lines []numberedLine) [][]numberedLine {
	var runs [][]numberedLine
	endsIn := map[int]int{} // by the last number, the latest such run
	for _, x := range lines {
		i, ok := endsIn[x.n-1]
		if ok && len(runs[i]) < maxQuestions {
			delete(endsIn, x.n-1)
			runs[i] = append(runs[i], x)
		} else {
			i = len(runs)
			runs = append(runs, []numberedLine{x})
		}
		endsIn[x.n] = i
	}
	return runs
}

// ask reports whether a numbered list asks, rather than listing steps: at least
// half of it are questions. A reminder leaves out what was answered, so it may
// begin behind 1; a list without a full stop behind its numbers may not, nor
// stand alone.
func ask(list []Printed, style string) bool {
	asking := 0
	for _, q := range list {
		if asks(q.Text) {
			asking++
		}
	}
	if 2*asking < len(list) || asking == 0 {
		return false
	}
	return style != "" || list[0].N == 1 && len(list) > 1
}

// asks reports whether a text asks: it has a question mark of any script, or
// ends in a colon, as a form does.
func asks(text string) bool {
	return strings.ContainsAny(text, "?？؟\u037e") || strings.HasSuffix(text, ":") || strings.HasSuffix(text, "：")
}

// labelOf reads the number at the start of a line: "1", "1.", "1)", "Q1:",
// "Question 1:". Quoted and deeply indented lines have none.
func labelOf(l string) (x numberedLine, ok bool) {
	s := strings.TrimLeft(l, " \t\u00a0*_-•")
	if len(l)-len(s) > 8 || strings.HasPrefix(s, ">") {
		return x, false
	}
	for _, word := range []string{"question ", "q", "frage ", "pregunta ", "domanda ", "pergunta ", "vraag ", "pytanie "} {
		if hasPrefixFold(s, word) {
			rest := strings.TrimLeft(s[len(word):], " #")
			if rest != "" && '0' <= rest[0] && rest[0] <= '9' {
				x.style, s = "Q", rest
			}
			break
		}
	}
	digits := 0
	for digits < len(s) && digits < 3 && '0' <= s[digits] && s[digits] <= '9' {
		digits++
	}
	if digits == 0 || digits > 2 {
		return x, false
	}
	x.indent = len(l) - len(strings.TrimLeft(l, " \t\u00a0"))
	x.n, _ = strconv.Atoi(s[:digits])
	rest := s[digits:]
	switch {
	case x.n == 0:
		return x, false
	case strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, ")") || strings.HasPrefix(rest, ":"):
		x.style += rest[:1]
		rest = rest[1:]
	case strings.HasPrefix(rest, "："):
		x.style += ":"
		rest = rest[len("："):]
	}
	if r, _ := utf8.DecodeRuneInString(rest); rest != "" && !unicode.IsSpace(r) {
		if x.style == "" || !unicode.IsLetter(r) && r < utf8.RuneSelf {
			return x, false // 1.5, 10:30
		}
	}
	x.rest = strings.Trim(strings.TrimSpace(rest), "*_")
	return x, true
}

// printedAt reads the question that begins in line x of lines, the wrapped rest
// of it, and what stands below.
func printedAt(lines []string, x numberedLine, width int, wrapped bool) Printed {
	text := cutRunes(x.rest, maxQuestionBytes)
	at := x.line
	for wrapped && at+1 < len(lines) && len(text) < maxQuestionBytes {
		next := strings.TrimSpace(lines[at+1])
		if next == "" || strings.HasPrefix(next, ">") || !goesOn(text, lines[at], next, width) {
			break
		}
		text += " " + cutRunes(next, maxQuestionBytes)
		at++
	}
	q := Printed{Question: Question{N: x.n, Text: strings.TrimSpace(text)}}
	var below []string
	for i := at + 1; i < len(lines) && len(below) < maxBelow; i++ {
		l := strings.TrimSpace(lines[i])
		if l == "" {
			// What belongs to a question stands right below it, or one blank line down
			// where an HTML part was written out.
			if wrapped || len(below) > 0 {
				break
			}
			continue
		}
		below = append(below, cutRunes(l, maxQuestionBytes))
	}
	if n := len(below); n > 0 && below[n-1] == strconv.Itoa(x.n+1) {
		below = below[:n-1] // the number of the next question, in a cell of its own
	}
	q.Below = strings.Join(below, "\n")
	return q
}

// goesOn reports whether a question goes on in the next line: it is not at an
// end, or it has not asked yet and the next word had no room.
func goesOn(text, line, next string, width int) bool {
	last := lastRune(strings.TrimRight(text, "\"'”’»)*_"))
	switch last {
	case '?', '？', '؟', ':', '：', '!', '！':
		return false
	}
	if _, ok := labelOf(next); ok {
		return false
	}
	if last != '.' && last != '…' && last != '。' {
		return true
	}
	word, _, _ := strings.Cut(next, " ")
	room := width - utf8.RuneCountInString(strings.TrimRight(line, " \t\r"))
	return !strings.ContainsAny(text, "?？؟") && utf8.RuneCountInString(word) >= room
}

// cutRunes is s, or its first bytes without a broken character.
func cutRunes(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	return s[:most]
}

// markedQuestions are the questions that an HTML part marks with data-q: the
// text of the innermost marked elements, each number once.
func markedQuestions(markup string) []Printed {
	if !strings.Contains(markup, "data-q") {
		return nil
	}
	var found []Printed
	seen := map[int]bool{}
	open := &marked{}
	z := html.NewTokenizer(strings.NewReader(markup))
	for len(found) < maxQuestions {
		switch z.Next() {
		case html.ErrorToken:
			return found
		case html.TextToken:
			open.add(string(z.Text()))
		case html.StartTagToken:
			name, more := z.TagName()
			tag := string(name)
			if n := questionMark(z, more); n > 0 {
				open = &marked{n: n, tag: tag, depth: 1} // the innermost counts
				continue
			}
			if tag == open.tag {
				open.depth++
			}
			if tag == "span" && open.tag != "span" {
				open.aside++
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if string(name) == "span" && open.aside > 0 {
				open.aside--
			}
			if open.n == 0 || string(name) != open.tag {
				continue
			}
			if open.depth--; open.depth > 0 {
				continue
			}
			if q := open.printed(); q.Text != "" && !seen[q.N] {
				seen[q.N] = true
				found = append(found, q)
			}
			open = &marked{}
		}
	}
	return found
}

// marked is an open element that is marked as a question. A span in it is no
// part of the question: it says how to answer.
type marked struct {
	n, depth, aside int
	tag             string
	text, below     strings.Builder
}

func (m *marked) add(s string) {
	into := &m.text
	if m.aside > 0 {
		into = &m.below
	}
	if m.n > 0 && into.Len() < maxQuestionBytes {
		into.WriteString(cutRunes(s, maxQuestionBytes))
	}
}

func (m *marked) printed() Printed {
	oneLine := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	return Printed{Question: Question{N: m.n, Text: oneLine(m.text.String())}, Below: oneLine(m.below.String())}
}

// questionMark returns the number in the data-q of the tag at hand, 0 if it has
// none.
func questionMark(z *html.Tokenizer, more bool) int {
	n := 0
	for more {
		var key, val []byte
		key, val, more = z.TagAttr()
		if string(key) == "data-q" {
			n, _ = strconv.Atoi(string(val))
		}
	}
	if n < 0 || n > 999 {
		return 0
	}
	return n
}
