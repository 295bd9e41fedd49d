package reply

import (
	"strings"
	"unicode"
)

// fillGaps takes lines without words that stand between words of ours as ours:
// rules, bars, link targets on a line of their own, the empty lines of a quote
// whose marks are no ">".
func (d *document) fillGaps() {
	above := -1 // the line above that is not blank
	last := -1  // the last line above of our words
	for i := 0; i < len(d.lines); i++ {
		l := &d.lines[i]
		if l.blank {
			continue
		}
		if l.kind() == Prompt {
			if l.cause == linkToUs && above >= 0 && d.lines[above].kind() == Prompt {
				l.question, l.sent = d.lines[above].question, d.lines[above].sent
			}
			above, last = i, i
			continue
		}
		if last >= 0 && l.cause == unexplained && d.isCounter(i, last) {
			l.cause = amidOurWords
			l.question, l.sent = d.lines[last].question, d.lines[last].sent
			above = i
			continue
		}
		if last < 0 || l.cause != unexplained || !wordless(d.text(i)) {
			above = i
			continue
		}
		end := d.endOfGap(i)
		d.fillGap(i, end, above == last, last)
		i = end - 1
		above = d.before(end)
	}
}

// isCounter reports whether line i is nothing but "1." above a question that has
// no number of its own: a client has made a list of our questions. last is the
// last line above of our words.
func (d *document) isCounter(i, last int) bool {
	s := strings.TrimSpace(d.text(i))
	if len(s) < 2 || len(s) > 3 || s[len(s)-1] != '.' || !isDigit(s[0]) || !isDigit(s[len(s)-2]) {
		return false
	}
	n := d.next(i)
	if n >= len(d.lines) || d.lines[n].kind() != Prompt || d.lines[n].depth != d.lines[i].depth || d.lines[n].question == d.lines[last].question {
		return false
	}
	next := strings.TrimSpace(d.text(n))
	return next != "" && !isDigit(next[0])
}

// endOfGap is the first line from i on that has words or is explained.
func (d *document) endOfGap(i int) int {
	for i < len(d.lines) && (d.lines[i].blank || d.lines[i].cause == unexplained && wordless(d.text(i))) {
		i++
	}
	return i
}

// fillGap decides on lines without words: from start to before end. below says
// whether words of ours stand right above, ours is the last line of these.
func (d *document) fillGap(start, end int, below bool, ours int) {
	follows := end < len(d.lines) && d.lines[end].kind() == Prompt
	for i := start; i < end; i++ {
		l := &d.lines[i]
		if l.blank {
			continue
		}
		marks := strings.Trim(d.text(i), "|> \t") == ""
		ends := end == len(d.lines) || d.lines[end].depth < l.depth
		switch {
		case marks && (below || follows), follows && d.isDelimiter(i),
			below && follows && (l.depth > 0 || l.joined || isDecoration(d.text(i))),
			below && ends && l.depth > 0:
			l.cause = amidOurWords
			l.question, l.sent = d.lines[ours].question, d.lines[ours].sent
		}
	}
}

// isDecoration reports whether a line is made of rules, bars and bullets only.
func isDecoration(s string) bool {
	return strings.TrimFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("-_=*#|[]<>·•–—─━▪●.+:", r)
	}) == ""
}
