package reply

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
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
		x, ok := numberOf(l)
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
			if _, another := numberOf(lines[next]); another {
				continue
			}
			if x.line, x.rest = next, plainText(lines[next]); x.rest == "" {
				continue
			}
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

// numberOf reads the number at the start of a line: "1", "1.", "1)", "Q1:",
// "Question 1:". Quoted and deeply indented lines have none.
func numberOf(l string) (x numberedLine, ok bool) {
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
	x.rest = plainText(rest)
	return x, true
}

// plainText is a text without the space and the marks of bold around it.
func plainText(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '*' || r == '_' })
}

// printedAt reads the question that begins in line x of lines, the wrapped rest
// of it, and what stands below.
func printedAt(lines []string, x numberedLine, width int, wrapped bool) Printed {
	text := cutRunes(x.rest, maxQuestionBytes)
	at := x.line
	for wrapped && at+1 < len(lines) && len(text) < maxQuestionBytes {
		next := strings.TrimSpace(lines[at+1])
		if next == "" || strings.HasPrefix(next, ">") || !wrapsInto(text, lines[at], next, width) {
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

// wrapsInto reports whether a question goes on in the next line: it is not at an
// end, or it has not asked yet and the next word had no room.
func wrapsInto(text, line, next string, width int) bool {
	last := lastRune(strings.TrimRight(text, "\"'”’»)*_"))
	switch last {
	case '?', '？', '؟', ':', '：', '!', '！':
		return false
	}
	if _, ok := numberOf(next); ok {
		return false
	}
	if last != '.' && last != '…' && last != '。' {
		return true
	}
	word, _, _ := strings.Cut(next, " ")
	room := width - utf8.RuneCountInString(strings.TrimRight(line, " \t\r"))
	return !strings.ContainsAny(text, "?？؟") && utf8.RuneCountInString(word) >= room
}
