package reply

import (
	"slices"
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
				d.amongOurs(i, s)
			case l.depth > s.depth || l.depth > 0 && !s.framed:
				d.marked(i, above, s, lastTop > at, words && (frameless || lastRun > at))
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

// amongOurs decides on a line in a quote of our mail that is not ours: the
// person's, even if the client put it behind quote marks.
func (d *document) amongOurs(i int, s *section) {
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

// marked decides on a quoted line that no words of ours explain. above is the
// line above it in its section, -1 for none; later says whether another frame
// comes below; own whether the person's words stand above and nothing says that
// this is another mail: the reply has no frame, or it comes below.
func (d *document) marked(i, above int, s *section, later, own bool) {
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

// isDelimiter reports whether a line is what stands above a signature, as it does
// above the small print of ours.
func (d *document) isDelimiter(i int) bool { return strings.TrimSpace(d.text(i)) == "--" }

// isDecoration reports whether a line is made of rules, bars and bullets only.
func isDecoration(s string) bool {
	return strings.TrimFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("-_=*#|[]<>·•–—─━▪●.+:", r)
	}) == ""
}
