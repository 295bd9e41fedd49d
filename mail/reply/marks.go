package reply

import (
	"slices"
	"strings"
	"unicode"
)

// findMarks takes the lines below an attribution as quoted that begin like the
// first one, if that begins with a mark other than ">": a bar, or the initials
// of who is quoted. A quote of ours is known by its words, so there it is not
// needed.
func (d *document) findMarks() {
	if slices.ContainsFunc(d.lines, func(l line) bool { return l.kind() == Prompt }) {
		return
	}
	mark := ""
	for i := range d.lines {
		l := &d.lines[i]
		switch {
		case l.cause == attributionLine && mark == "":
			if n := d.next(i); n < len(d.lines) && d.lines[n].cause == unexplained && d.lines[n].depth <= l.depth {
				mark = otherMark(d.text(n))
			}
		case mark != "" && l.cause == unexplained:
			if s := d.text(i); strings.HasPrefix(s, mark) {
				l.depth++
				l.body += int32(len(mark))
				l.blank = isBlank(s[len(mark):])
			}
		}
	}
}

// otherMark is the mark that a line begins with, "" for none. Seen in practice:
// "| " and, from The Bat!, "TZ> ". A row of a table has a bar at its end.
func otherMark(s string) string {
	if strings.HasPrefix(s, "|") {
		if strings.HasSuffix(strings.TrimRight(s, " \t"), "|") && len(s) > 1 {
			return ""
		}
		return "|"
	}
	for i, r := range s {
		switch {
		case r == '>' && i > 0:
			return s[:i+1]
		case !unicode.IsUpper(r) || i > 8:
			return ""
		}
	}
	return ""
}
