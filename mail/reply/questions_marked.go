package reply

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// markedQuestions are the questions that an HTML part marks with data-q: the
// text of the innermost marked elements, each number once.
func markedQuestions(markup string) []Printed {
	if !strings.Contains(markup, "data-q") {
		return nil
	}
	var found []Printed
	seen := map[int]bool{}
	open := &markedElement{}
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
				open = &markedElement{n: n, tag: tag, depth: 1} // the innermost counts
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
			open = &markedElement{}
		}
	}
	return found
}

// markedElement is an open element that is marked as a question. A span in it is no
// part of the question: it says how to answer.
type markedElement struct {
	n, depth, aside int
	tag             string
	text, below     strings.Builder
}

func (m *markedElement) add(s string) {
	into := &m.text
	if m.aside > 0 {
		into = &m.below
	}
	if m.n > 0 && into.Len() < maxQuestionBytes {
		into.WriteString(cutRunes(s, maxQuestionBytes))
	}
}

func (m *markedElement) printed() Printed {
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
