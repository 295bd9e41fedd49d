package reply

import "strings"

// nameHeads mends attribution lines that hold our name: where a client has
// broken them at it, the name belongs to the frame, and a short line above that
// was taken for their beginning does not.
func (d *document) nameHeads(k *Known) {
	if len(k.sent) == 0 {
		return
	}
	address, name := k.heads[0].address, k.heads[0].name
	if len(name) < 3 {
		return
	}
	for i := 0; i < len(d.lines); i++ {
		start := i
		if d.lines[i].cause == unexplained && !d.lines[i].blank {
			start = d.nameAlone(i, name, address)
		}
		if d.lines[i].cause != attributionLine {
			continue
		}
		end := i + 1
		for end < len(d.lines) && d.lines[end].depth == d.lines[i].depth && d.lines[end].cause == attributionLine {
			end++
		}
		if !d.releaseAbove(start, end, name) {
			for n := 0; n < maxBroken && d.nameAbove(start, end, name, address); n++ {
				start--
				d.frame(start, start+1, attributionLine, true)
			}
		}
		if d.closesBelow(start, end) {
			d.frame(end, end+1, attributionLine, true)
		} else if end+1 < len(d.lines) && d.lines[end+1].cause == attributionLine && d.breaksFrame(end, name) {
			d.frame(end, end+1, attributionLine, true) // "(Riverside Mentoring)" between two lines
		}
		i = end - 1
	}
}

// maxNamed is over how many lines an attribution may go that names us.
const maxNamed = 6

// nameAlone finds an attribution that ends with line i and is one only because it
// names us: above a deeper quote, or with a date where nothing follows, for the
// person has taken the quote away, or behind our name. It returns the first line.
func (d *document) nameAlone(i int, name, address string) int {
	text := strings.TrimRightFunc(d.text(i), notVisible)
	r, rule := lastRune(text), strings.Trim(text, "- ") == ""
	if r != ':' && r != '：' && !rule || !d.mayBreak(i) {
		return i // most lines
	}
	n := d.next(i)
	last := n == len(d.lines)
	quoted := last || d.quoteFollows(i) || d.indented(n)
	all := ""
	for j := i; j >= 0 && j > i-maxNamed && d.mayBreak(j) && d.lines[j].depth == d.lines[i].depth; j-- {
		all = strings.TrimSpace(plain(d.text(j)) + " " + all)
		year, _ := dates(all)
		names := strings.Contains(all, name)
		switch {
		case !names && (address == "" || !strings.Contains(all, address)):
		case rule && !strings.HasPrefix(all, "--"):
		case quoted && (year || !last), j == i && year && strings.HasPrefix(all, name):
			d.frame(j, i+1, attributionLine, true)
			d.otherMarks(i)
			return j
		}
	}
	return i
}

// releaseAbove gives back the lines above the one that begins with our name, if
// that one is an attribution by itself: with a date, which they have not.
func (d *document) releaseAbove(start, end int, name string) bool {
	for j := start + 1; j < end; j++ {
		if !strings.HasPrefix(plain(d.text(j)), name) {
			continue
		}
		if d.dated(start, j) || !d.dated(j, end) {
			return false
		}
		for i := start; i < j; i++ {
			d.lines[i].cause, d.lines[i].strong = unexplained, false
		}
		return true
	}
	return false
}

// nameAbove reports whether the line above a frame is its first: our name or the
// beginning of it, our name in front of our address or of a date, or a date in
// front of our name or address.
func (d *document) nameAbove(start, end int, name, address string) bool {
	if start == 0 || !d.mayBreak(start-1) || d.lines[start-1].depth != d.lines[start].depth {
		return false
	}
	s, frame := plain(d.text(start-1)), d.plainLines(start, end)
	if year, clock := dates(frame); year && clock && tables().opens(frame) {
		return false // it has its start: a date right above is the person's
	}
	names := strings.Contains(frame, name)
	if (names || address != "" && strings.Contains(frame, address)) && (!endsSaying(s) || d.endsShort(start-1, frame)) && d.dated(start-1, start) && tables().startsFrame(s) {
		return true
	}
	s = strings.TrimRight(s, " <")
	switch rest, ok := strings.CutPrefix(name, s); {
	case ok && s != "":
		return rest == "" || strings.HasPrefix(frame, strings.TrimSpace(rest))
	case strings.HasPrefix(s, name):
		_, wrote := tables().verb(s)
		return d.dated(start, end) || wrote > 0
	case address != "" && strings.HasPrefix(strings.TrimLeft(frame, "< "), address):
		return strings.HasSuffix(s, name) || len(s) >= 3 && strings.HasSuffix(name, s)
	case address != "" && strings.Contains(s, "<"+address+">"):
		return !names && d.dated(start, end)
	}
	return !names && !strings.Contains(s, name) && strings.Contains(s+" "+frame, name) // broken in our name
}

// endsShort reports whether line i ends with a short word, as an abbreviation
// such as "plkst.", and has the year that the frame below lacks.
func (d *document) endsShort(i int, frame string) bool {
	s := plain(d.text(i))
	word := s[strings.LastIndexByte(s, ' ')+1:]
	year, _ := dates(frame)
	return !year && strings.HasSuffix(s, ".") && len(word) <= 6
}

// plainLines is lines in plain form, as one.
func (d *document) plainLines(start, end int) string {
	s := ""
	for i := start; i < end; i++ {
		s = strings.TrimSpace(s + " " + plain(d.text(i)))
	}
	return s
}

// closesBelow reports whether the line below a frame is its last: the frame has
// no colon yet, and the line is little else.
func (d *document) closesBelow(start, end int) bool {
	if end >= len(d.lines) || !d.mayBreak(end) || d.lines[end].depth != d.lines[start].depth {
		return false
	}
	s := d.text(end)
	return len(s) <= wideLine && endsColon(plain(s)) && !closesFrame(plain(d.text(end-1)))
}

// breaksFrame reports whether a line is a piece of our name.
func (d *document) breaksFrame(i int, name string) bool {
	s := strings.TrimRight(plain(d.text(i)), " <")
	return d.mayBreak(i) && len(s) >= 3 && strings.Contains(name, s)
}

// maxBroken is over how many lines a client breaks an attribution.
const maxBroken = 4

// brokenFrame finds an attribution that no table knows, right above line i with
// our words, broken over lines: its end has a colon, our name or address stands
// before.
func (d *document) brokenFrame(i int, name, address string) bool {
	j := d.before(i)
	if j < 0 || !d.mayBreak(j) || !endsColon(plain(d.text(j))) {
		return false
	}
	all := ""
	for n := 0; n < maxBroken && j >= 0 && d.mayBreak(j); n, j = n+1, j-1 {
		all = strings.TrimSpace(plain(d.text(j)) + " " + all)
		if len(name) >= 3 && strings.Contains(all, name) || address != "" && strings.Contains(all, address) && name == "" {
			if n == 0 {
				return false // not broken
			}
			d.frame(d.frameStart(j, name), i, namesUs, true)
			return true
		}
	}
	return false
}

// mayBreak reports whether nothing explains line i and it is short enough for a
// line of a frame.
func (d *document) mayBreak(i int) bool {
	l := &d.lines[i]
	return !l.blank && l.cause == unexplained && l.end-l.body <= maxFrameLine
}

// dated reports whether a year or a time of day stands in the lines.
func (d *document) dated(start, end int) bool {
	for i := start; i < end; i++ {
		if year, clock := dates(plain(d.text(i))); year || clock {
			return true
		}
	}
	return false
}
