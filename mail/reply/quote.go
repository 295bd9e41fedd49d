package reply

import (
	"slices"
	"strings"
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
	own    bool   // the person quotes something of their own in it
}

// findQuotes decides for every line that is neither ours nor a frame whether
// it is a quote or new.
func (d *document) findQuotes() {
	d.fillGaps()
	sections, turns := d.sections()
	words := false // the person's words stand above
	lastTop := 0   // the last section that is not inside a quote
	for k, s := range sections {
		if s.framed && s.depth == 0 {
			lastTop = k
		}
	}
	// Apple Mail puts the frame into the quote, as the first line of its run.
	lastRun := 0
	for _, u := range turns {
		if s := sections[u.section]; s.depth > 0 && d.lines[u.line].kind() == Frame && d.opensRun(u.line) {
			lastRun = u.section
		}
	}
	frameless := len(sections) == 1 && !slices.ContainsFunc(d.lines, func(l line) bool { return l.kind() == Prompt })
	at := -1    // the section that line i is in
	above := -1 // the line above i that is not blank, of the same section
	for i := range d.lines {
		l := &d.lines[i]
		if l.blank {
			continue
		}
		if len(turns) > 0 && turns[0].line == i {
			at, above = turns[0].section, -1
			turns = turns[1:]
			if l.kind() == Frame {
				sections[at].below = words
			}
		}
		s := &sections[at]
		if l.cause == unexplained {
			switch {
			case s.ours > 0 && (s.framed || s.first < i):
				d.decideAmongOurs(i, s)
			case l.depth > s.depth || l.depth > 0 && !s.framed:
				d.decideMarked(i, above, s, lastTop > at, words && (frameless || lastRun > at))
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
		above = i
	}
}

// decideAmongOurs decides on a line in a quote of our mail that is not ours: the
// person's, even if the client put it behind quote marks.
func (d *document) decideAmongOurs(i int, s *section) {
	l := &d.lines[i]
	switch {
	case l.depth == 0:
		l.cause = amongOurs
	case i < s.first:
		l.cause = beyondOurs
	case l.depth > s.deep:
		l.cause = ownQuotation // we quote nothing, and no frame says who did
	default:
		l.cause = markedByClient
	}
}

// decideMarked decides on a quoted line that no words of ours explain. above is the
// line above it in its section, -1 for none; later says whether another frame
// comes below; own whether the person's words stand above and nothing says that
// this is another mail: the reply has no frame, or it comes below.
func (d *document) decideMarked(i, above int, s *section, later, own bool) {
	l := &d.lines[i]
	if above >= 0 && d.lines[above].depth > 0 {
		if k := d.lines[above].kind(); k == Quote || k == New {
			l.cause = d.lines[above].cause // at most blank lines between them
			return
		}
	}
	s.quotes++
	switch {
	case l.hint&hintCite != 0:
		own = false
	case !s.framed && later:
		own = true // the real quote comes later
	case s.framed && s.marked && s.quotes == 1:
	case own && s.quotes == 1, !s.framed && (s.own || d.announced(i)):
		own = true
	default:
		own = d.attached(i)
	}
	l.cause = quoteMarks
	if own {
		l.cause = ownQuotation
		s.own = true
	}
}

// announced reports whether the person's words above line i end with a colon:
// then they say themselves what follows.
func (d *document) announced(i int) bool {
	j := d.before(i)
	if j < 0 || d.lines[j].depth > 0 || d.lines[j].kind() != New {
		return false
	}
	s := strings.TrimFunc(d.text(j), notVisible)
	return endsColon(s) && s[0] != ':' // ":+1:" is a smiley
}

// opensRun reports whether line i is quoted and the one above it is not.
func (d *document) opensRun(i int) bool {
	j := d.before(i)
	return j >= 0 && d.lines[j].depth == 0
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

// turn is a line from which on another section holds.
type turn struct{ line, section int }

// sections cuts the document at its frames. The turns say which section a line
// is in; blank lines are in none.
func (d *document) sections() (sections []section, turns []turn) {
	sections = append(sections, section{})
	stack := []int{0}
	inFrame := false
	for i := range d.lines {
		l := &d.lines[i]
		if l.blank {
			continue
		}
		for len(stack) > 1 && l.depth < sections[stack[len(stack)-1]].depth {
			stack = stack[:len(stack)-1]
		}
		frame := l.kind() == Frame
		if frame && !inFrame {
			for len(stack) > 1 && sections[stack[len(stack)-1]].depth >= l.depth {
				stack = stack[:len(stack)-1]
			}
			stack = append(stack, len(sections))
			sections = append(sections, section{depth: l.depth, framed: true, strong: l.strong})
		}
		at := stack[len(stack)-1]
		if len(turns) == 0 || turns[len(turns)-1].section != at {
			turns = append(turns, turn{i, at})
		}
		s := &sections[at]
		switch {
		case frame:
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
		inFrame = frame
	}
	return sections, turns
}

// isDelimiter reports whether a line is what stands above a signature, as it does
// above the small print of ours.
func (d *document) isDelimiter(i int) bool { return strings.TrimSpace(d.text(i)) == "--" }
