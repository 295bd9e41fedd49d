package reply

import (
	"math"
	"strings"
)

// document is a part of a reply as lines. Offsets count bytes of source.
type document struct {
	source string
	lines  []line
	html   bool // written out from an HTML part
	memo   *memo

	compared int  // words that were compared with words of ours
	remarked bool // lines with marks other than ">" have been looked for
}

// line is a line of the source, or a part of one where a person answered on
// the same line behind our words.
type line struct {
	start, end int32  // with quote marks, without the line break
	body       int32  // where the words begin, behind the quote marks
	question   int16  // for a Prompt: which question
	depth      uint16 // how many quote marks, or quoting elements, it is under
	sent       uint8  // for a Prompt: which mail
	cause      cause
	hint       hint
	joined     bool // continues the line before it: no line break between
	blank      bool
	strong     bool // for a Frame: unmarked text below may be a quote
}

// hint is what HTML says about a line, beyond its words.
type hint uint8

const (
	hintFrame     hint = 1 << iota // in an element that holds attribution lines
	hintCite                       // in an element that only ever holds a quote
	hintReply                      // after the mark that Outlook sets above a quote
	hintSignature                  // in a signature element
)

// text is the line's words, without quote marks.
func (d *document) text(i int) string {
	return d.source[d.lines[i].body:d.lines[i].end]
}

// textDocument splits a plain part into lines and counts quote marks.
func textDocument(source string) *document {
	d := &document{source: source, lines: make([]line, 0, strings.Count(source, "\n")+1)}
	for start := 0; start < len(source); {
		end, next := len(source), len(source)
		if n := strings.IndexByte(source[start:], '\n'); n >= 0 {
			end, next = start+n, start+n+1
		}
		if end > start && source[end-1] == '\r' {
			end--
		}
		l := line{start: int32(start), end: int32(end), body: int32(start)}
		if end > start && (source[start] == '>' || source[start] == ' ') {
			d.mark(&l, math.MaxInt)
			if l.depth > 0 && d.closesAddress(&l) {
				d.mark(&l, int(l.depth)-1)
			}
		}
		l.blank = isBlank(source[l.body:l.end])
		d.lines = append(d.lines, l)
		start = next
	}
	return d
}

// mark sets a line's depth, at most limit, and where its words begin.
func (d *document) mark(l *line, limit int) {
	depth, body := countMarks(d.source[l.start:l.end], limit)
	l.depth, l.body = uint16(min(depth, math.MaxUint16)), l.start+int32(body)
}

// closesAddress reports whether the last ">" in front of a line is the end of an
// address that the client wrapped. Seen in practice: "NAME <a@b.example", ">:".
func (d *document) closesAddress(l *line) bool {
	if len(d.lines) == 0 || l.depth <= d.lines[len(d.lines)-1].depth || l.end-l.start > 24 {
		return false
	}
	return d.opensAddress()
}

// opensAddress reports whether the last line so far ends inside of an address.
func (d *document) opensAddress() bool {
	above := d.text(len(d.lines) - 1)
	open := strings.LastIndexByte(above, '<')
	return open >= 0 && strings.IndexByte(above[open:], '>') < 0 && strings.IndexByte(above[open:], '@') > 0
}

// countMarks counts the ">" in front of a line, at most limit, and says where
// its words begin. Marks may have one space between them, and two before them.
func countMarks(s string, limit int) (depth, body int) {
	for i := 0; i < len(s) && depth < limit; {
		j := i
		if s[j] == ' ' && j+1 < len(s) {
			j++
		}
		if i == 0 && j == 1 && s[j] == ' ' && len(s) > 2 {
			j++
		}
		if s[j] != '>' {
			break
		}
		depth++
		i = j + 1
		body = i
	}
	if depth > 0 && body < len(s) && s[body] == ' ' {
		body++
	}
	return depth, body
}

// next is the index of the next line that is not blank, or len(d.lines).
func (d *document) next(i int) int {
	for i++; i < len(d.lines) && d.lines[i].blank; i++ {
	}
	return i
}

// before is the line above i that is not blank, or -1.
func (d *document) before(i int) int {
	for i--; i >= 0 && d.lines[i].blank; i-- {
	}
	return i
}
