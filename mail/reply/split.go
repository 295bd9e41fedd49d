package reply

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// split marks the lines that are ours and cuts those that are ours in part, so
// that "2. What got in the way? A cold" becomes two.
func (a *alignment) split() {
	if len(a.runs) == 0 {
		return
	}
	lines := make([]line, 0, len(a.doc.lines)+8)
	for i, l := range a.doc.lines {
		from, to := a.wordsOf(i)
		lines = a.splitLine(lines, l, from, to)
	}
	a.doc.lines = lines
}

// splitLine appends line l, whose words are w0 to w1, in as many parts as it
// has stretches of ours and of the person's.
func (a *alignment) splitLine(lines []line, l line, w0, w1 int) []line {
	w := w0
	for w < w1 && a.owner[w] < 0 {
		w++
	}
	if w == w1 {
		return append(lines, l)
	}
	if w == w0+1 && a.isNumber(w0) { // renumbered by the client
		a.owner[w0] = a.owner[w]
	}
	part, rest := l, l
	for w = w0; w < w1; {
		owner := a.owner[w]
		e := w + 1
		for e < w1 && (a.owner[e] >= 0) == (owner >= 0) {
			e++
		}
		part = rest
		cut := l.end
		switch {
		case e < w1 && owner >= 0:
			cut = a.cutTail(a.words[e-1].end, a.words[e].start)
		case e < w1:
			cut = a.words[e].start
		case owner >= 0:
			cut = a.cutTail(a.words[e-1].end, l.end)
		}
		part.end = cut
		if owner >= 0 {
			a.mark(&part, a.runs[owner], w)
		} else if l.kind() == Frame {
			part.cause = unexplained
		}
		lines = append(lines, part)
		rest = l
		rest.cause, rest.joined = unexplained, true
		rest.start, rest.body = cut, cut
		w = e
	}
	if part.end < l.end {
		rest.blank = strings.TrimSpace(a.doc.source[rest.body:rest.end]) == ""
		lines = append(lines, rest)
	}
	return lines
}

// mark says that the part of a line is ours. Its question is that of its last
// word which has one.
func (a *alignment) mark(l *line, r run, w int) {
	l.cause = ourWords
	l.sent = r.m.sent
	at := r.at + w - r.word
	if at < r.at || at >= r.end() { // a number the client put in front
		at = r.at
	}
	l.question = r.m.question[at]
	for i := w; i < len(a.words) && a.words[i].start < l.end; i++ {
		if o := a.owner[i]; o >= 0 {
			if at := a.runs[o].at + i - a.runs[o].word; at >= 0 && at < a.runs[o].end() {
				l.question, l.sent = a.runs[o].m.question[at], a.runs[o].m.sent
			}
		}
	}
}

// cutTail is where our words end between two offsets: behind closing marks and
// space, before anything that a person could mean. It is to when nothing is
// left.
func (a *alignment) cutTail(from, to int32) int32 {
	s := a.doc.source[from:to]
	i := 0
	for i < len(s) {
		if c := s[i]; c == '<' || c == '[' || c == '(' {
			n := linkTarget(s[i+1:])
			if n == 0 {
				break
			}
			i += 1 + n
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if opensWord(a.doc.source, int(from)+i) || !unicode.IsSpace(r) && !unicode.In(r, unicode.Po, unicode.Pe, unicode.Pf, unicode.Sk) && !strings.ContainsRune("\"|>_~", r) && !ignorable(r) {
			break
		}
		i += n
	}
	if wordless(s[i:]) && a.endsLine(int(to)) {
		return to
	}
	return from + int32(i)
}

// opensWord reports whether what stands at i belongs to the word behind it: the
// mark of "#1", or a quotation mark behind a space.
func opensWord(s string, i int) bool {
	r, n := utf8.DecodeRuneInString(s[i:])
	if unicode.IsSpace(r) || i+n >= len(s) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s[i+n:])
	if !unicode.IsLetter(next) && !unicode.IsDigit(next) {
		return false
	}
	return r == '#' || r == '@' || i > 0 && s[i-1] == ' '
}

// endsLine reports whether a line of the source ends at the offset.
func (a *alignment) endsLine(at int) bool {
	return at >= len(a.doc.source) || a.doc.source[at] == '\n' || a.doc.source[at] == '\r'
}
