package reply

import (
	"strings"
	"unicode"
)

// otherMarks takes the lines below the attribution in line i as quoted that
// begin like the first one, if that begins with a mark other than ">": a bar,
// or the initials of who is quoted.
func (d *document) otherMarks(i int) {
	n := d.next(i)
	if n >= len(d.lines) || d.remarked || d.lines[n].depth > d.lines[i].depth {
		return
	}
	mark := otherMark(d.text(n))
	if mark == "" && d.indented(n) {
		mark = "\t"
	}
	if mark == "" {
		return
	}
	d.remarked = true // all lines are looked at, so only once
	marked := false   // the line that starts last
	for ; n < len(d.lines); n++ {
		l := &d.lines[n]
		if l.joined {
			if marked {
				l.depth++
			}
			continue
		}
		s := d.text(n)
		if marked = l.cause == unexplained && strings.HasPrefix(s, mark); marked {
			l.depth++
			l.body += int32(len(mark))
			l.blank = isBlank(s[len(mark):])
		}
	}
}

// indented reports whether line i and the next two begin with a tab, as what s-nail
// quotes does.
func (d *document) indented(i int) bool {
	for range 3 {
		if d.html || i >= len(d.lines) || !strings.HasPrefix(d.text(i), "\t") {
			return false
		}
		i = d.next(i)
	}
	return true
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
