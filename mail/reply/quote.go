package reply

import (
	"strings"
	"unicode"
)

// section is what stands under one frame, up to the next frame or to where the
// quote that holds the frame ends. The first section has no frame.
type section struct {
	depth  uint16 // of its frame
	framed bool   // false for the first
	strong bool   // its frame is sure
	marked bool   // the text right below the frame is quoted deeper
	ours   int    // lines of ours in it
	deep   uint16 // the deepest of them
	first  int    // the first of them
	quotes int    // runs of quoted lines seen so far
	below  bool   // the person's words stand above it
}

// findQuotes decides for every line that is neither ours nor a frame whether
// it is a quote or new.
func (d *document) findQuotes() {
	d.fillGaps()
	sections, of := d.sections()
	words := false // the person's words stand above
	lastTop := 0   // the last section that is not inside a quote
	for k, s := range sections {
		if s.framed && s.depth == 0 {
			lastTop = k
		}
	}
	for i := range d.lines {
		l := &d.lines[i]
		s := &sections[of[i]]
		if l.kind() == Frame && (i == 0 || of[i] != of[i-1]) {
			s.below = words
		}
		if l.blank || l.cause != unexplained {
			continue
		}
		switch {
		case s.ours > 0 && (s.framed || s.first < i):
			d.amongOurs(i, s)
		case l.depth > s.depth || l.depth > 0 && !s.framed:
			d.marked(i, s, of, lastTop)
		case s.framed && !s.marked && s.strong && (s.below || l.depth > 0):
			l.cause = unmarkedQuote
		case l.hint&hintReply != 0 && words:
			l.cause = replyMark
		case s.framed && s.depth > 0:
			l.cause = insideQuote
		default:
			l.cause = nothingElse
			if s.framed && !s.marked {
				l.cause = belowFrame
			}
		}
		words = words || l.kind() == New
	}
}

// amongOurs decides on a line in a quote of our mail that is not ours: the
// person's, even if the client put it behind quote marks.
func (d *document) amongOurs(i int, s *section) {
	l := &d.lines[i]
	switch {
	case l.depth == 0:
		l.cause = amongOurs
	case l.depth > s.deep || i < s.first:
		l.cause = beyondOurs
	default:
		l.cause = markedByClient
	}
}

// marked decides on a quoted line that no words of ours explain.
func (d *document) marked(i int, s *section, of []int, lastTop int) {
	l := &d.lines[i]
	if d.sameRun(i, of) {
		l.cause = d.lines[d.before(i)].cause
		return
	}
	s.quotes++
	own := false
	switch {
	case l.hint&hintCite != 0:
	case !s.framed && lastTop > of[i]:
		own = true // the real quote comes later
	case s.framed && s.marked && s.quotes == 1:
	default:
		own = d.attached(i)
	}
	l.cause = quoteMarks
	if own {
		l.cause = ownQuotation
	}
}

// sameRun reports whether at most blank lines stand between line i and a quoted
// line above it of the same section.
func (d *document) sameRun(i int, of []int) bool {
	j := d.before(i)
	if j < 0 {
		return false
	}
	p := d.lines[j]
	return p.depth > 0 && of[j] == of[i] && (p.kind() == Quote || p.kind() == New)
}

// before is the line above i that is not blank, or -1.
func (d *document) before(i int) int {
	for i--; i >= 0 && d.lines[i].blank; i-- {
	}
	return i
}

// attached reports whether a quoted line follows a paragraph of new words
// without a blank line between, while that paragraph itself stands apart from
// what is above: then the person quotes something in their own text.
func (d *document) attached(i int) bool {
	j := i - 1
	if j < 0 || d.lines[j].blank || d.lines[j].kind() != New || d.lines[j].depth > 0 {
		return false
	}
	for j >= 0 && !d.lines[j].blank && d.lines[j].kind() == New && d.lines[j].depth == 0 {
		j--
	}
	return j < 0 || d.lines[j].blank
}

// sections cuts the document at its frames. of says for each line which
// section it is in.
func (d *document) sections() (sections []section, of []int) {
	sections = append(sections, section{})
	of = make([]int, len(d.lines))
	stack := []int{0}
	inFrame := false
	for i, l := range d.lines {
		if l.blank {
			of[i] = stack[len(stack)-1]
			continue
		}
		for len(stack) > 1 && l.depth < sections[stack[len(stack)-1]].depth {
			stack = stack[:len(stack)-1]
		}
		if l.kind() == Frame && !inFrame {
			for len(stack) > 1 && sections[stack[len(stack)-1]].depth >= l.depth {
				stack = stack[:len(stack)-1]
			}
			stack = append(stack, len(sections))
			sections = append(sections, section{depth: l.depth, framed: true, strong: l.strong})
		}
		at := stack[len(stack)-1]
		s := &sections[at]
		of[i] = at
		switch {
		case l.kind() == Frame:
			s.strong = s.strong || l.strong
		case inFrame:
			s.marked = l.depth > s.depth
		}
		if l.ours() {
			if s.ours == 0 {
				s.first = i
			}
			s.ours++
			s.deep = max(s.deep, l.depth)
		}
		inFrame = l.kind() == Frame
	}
	return sections, of
}

// fillGaps takes lines without words that stand between words of ours as ours:
// rules, bars, link targets on a line of their own.
func (d *document) fillGaps() {
	for i := range d.lines {
		l := &d.lines[i]
		if l.blank || l.cause != linkToUs && (l.cause != unexplained || !wordless(d.text(i))) {
			continue
		}
		p, n := d.before(i), d.next(i)
		if p < 0 || d.lines[p].kind() != Prompt {
			continue
		}
		if l.cause == linkToUs {
			l.question, l.sent = d.lines[p].question, d.lines[p].sent
			continue
		}
		follows := n < len(d.lines) && d.lines[n].kind() == Prompt
		if l.depth > 0 || follows && (l.joined || isDecoration(d.text(i))) {
			l.cause = amidOurWords
			l.question, l.sent = d.lines[p].question, d.lines[p].sent
		}
	}
}

// isDecoration reports whether a line is made of rules, bars and bullets only.
func isDecoration(s string) bool {
	return strings.TrimFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("-_=*#|[]<>·•–—─━▪●.+:", r)
	}) == ""
}
