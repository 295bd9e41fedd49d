package reply

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// maxFrameLine bounds a line that is looked at as an attribution line.
	maxFrameLine = 400
	// maxFrameLines bounds the lines that an attribution may be wrapped over.
	maxFrameLines = 4
)

// memo holds what findFrames has found out about the lines close by, which it
// looks at several times.
type memo struct {
	labels [32]struct {
		line    int32 // from 1, 0 for none
		label   label
		address bool // the value holds one
	}
	plain [8]struct {
		line int // from 1, 0 for none
		text string
	}
}

// labelOf is the label that a line begins with, and whether an address stands
// behind it.
func (d *document) labelOf(t *phrases, i int) (l label, address bool) {
	m := &d.memo.labels[i%len(d.memo.labels)]
	if m.line != int32(i+1) {
		l, value := t.label(d.text(i))
		m.line, m.label, m.address = int32(i+1), l, l == fromLabel && strings.Contains(value, "@")
	}
	return m.label, m.address
}

// plainText is a line in plain form.
func (d *document) plainText(i int) string {
	m := &d.memo.plain[i%len(d.memo.plain)]
	if m.line != i+1 {
		m.line, m.text = i+1, plain(d.text(i))
	}
	return m.text
}

// findFrames marks the lines that a mail client writes above a quote:
// attribution lines, header blocks and the separators above them.
func (d *document) findFrames() {
	t := tables()
	d.memo = new(memo)
	for i := 0; i < len(d.lines); i++ {
		l := &d.lines[i]
		if l.blank || l.cause != unexplained || l.end-l.body > maxFrameLine {
			continue
		}
		if end := d.headerBlock(t, i); end > i {
			d.frame(i, end, headerLines, true)
			d.separatorAbove(t, i)
			i = end - 1
			continue
		}
		if d.isOriginal(t, d.text(i)) {
			d.frame(i, i+1, separatorLine, true)
			continue
		}
		if first, strong, ok := d.attribution(t, i); ok {
			d.frame(first, i+1, attributionLine, strong)
			d.separatorAbove(t, first)
		}
	}
}

func (d *document) frame(from, to int, why cause, strong bool) {
	for i := from; i < to; i++ {
		if !d.lines[i].blank {
			d.lines[i].cause = why
			d.lines[i].strong = strong
		}
	}
}

// separatorAbove marks a separator right above the frame that starts at i.
func (d *document) separatorAbove(t *phrases, i int) {
	for k := 0; k < 2; k++ {
		j := i - 1
		for j >= 0 && d.lines[j].blank {
			j--
		}
		if j < 0 || d.lines[j].depth != d.lines[i].depth || !isRule(d.text(j)) && !d.isOriginal(t, d.text(j)) {
			return
		}
		d.frame(j, j+1, separatorLine, true)
		i = j
	}
}

// isRule reports whether a line is only dashes or the like.
func isRule(s string) bool {
	s = strings.TrimSpace(s)
	return len(s) >= 3 && strings.Trim(s, "-_=*–—─━ ") == ""
}

// isOriginal reports whether a line is a separator such as
// "-----Original Message-----".
func (d *document) isOriginal(t *phrases, s string) bool {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > maxFrameLine {
		return false
	}
	if !maySeparate(s[0]) && !maySeparate(s[len(s)-1]) && s[len(s)-1] != ':' {
		return false // most lines
	}
	if rest := strings.TrimLeft(s, "-"); len(rest) < len(s) && strings.Contains(rest, "@") {
		// Seen in practice: separator and header block on one line.
		rest, _, _ = strings.Cut(rest, "--")
		return t.original[plain(rest)]
	}
	inner := strings.Trim(s, "-_=*>–—─━ ")
	if inner == "" {
		return false
	}
	colon := strings.HasSuffix(inner, ":") || strings.HasSuffix(inner, "：")
	if len(inner) == len(s) && !colon {
		return false
	}
	return t.original[plain(strings.TrimRight(inner, ":： "))]
}

// maySeparate reports whether a byte at the end of a line may be of a separator.
func maySeparate(c byte) bool {
	return c >= utf8.RuneSelf || strings.IndexByte("-_=*>", c) >= 0
}

// headerBlock finds the lines "From: …", "Sent: …", "To: …", "Subject: …" from
// line i on, in any order and language. It returns the line behind them, or i.
func (d *document) headerBlock(t *phrases, i int) int {
	first, _ := d.labelOf(t, i)
	if first == noLabel {
		return i
	}
	depth := d.lines[i].depth
	var seen [otherLabel + 1]int
	end, wrapped, address := i, 0, false
	for j := i; j < len(d.lines) && j < i+24; j++ {
		l := d.lines[j]
		if l.blank {
			// Some clients leave a line between two labels.
			if end == i || j+1 == len(d.lines) || d.lines[j+1].blank {
				break
			}
			if l, _ := d.labelOf(t, j+1); l == noLabel || seen[l] > 0 {
				break
			}
			continue
		}
		if l.depth != depth || l.end-l.body > 4*maxFrameLine {
			break
		}
		lab, hasAddress := d.labelOf(t, j)
		if lab == noLabel {
			if wrapped++; wrapped > 2 {
				break
			}
			continue
		}
		if lab != otherLabel && seen[lab] > 0 && lab == first {
			break // the next block, or a list of the person's own
		}
		if lab == fromLabel {
			address = address || hasAddress
		}
		seen[lab]++
		end, wrapped = j+1, 0
	}
	kinds := 0
	for lab := fromLabel; lab <= subjectLabel; lab++ {
		if seen[lab] > 0 {
			kinds++
		}
	}
	switch {
	case seen[fromLabel] > 0 && (kinds >= 3 || kinds >= 2 && address):
		return end
	case seen[sentLabel] > 0 && seen[subjectLabel] > 0 && kinds >= 3:
		return end
	}
	return i
}

// attribution looks for an attribution line that ends with line i. It returns
// its first line and whether it is so sure that unmarked text below it may be
// a quote.
func (d *document) attribution(t *phrases, i int) (first int, strong, ok bool) {
	last := strings.TrimRightFunc(d.text(i), notVisible)
	r := lastRune(last)
	closed := r == ':' || r == '：' || strings.HasSuffix(last, "--")
	if !closed && r != '>' && r != ')' && d.lines[i].hint&hintFrame == 0 {
		return 0, false, false // most lines
	}
	marked := d.quoteFollows(i)
	if !closed && !marked && d.lines[i].hint&hintFrame == 0 {
		return 0, false, false
	}
	text := ""
	for k := i; k >= 0 && k > i-maxFrameLines; k-- {
		l := d.lines[k]
		if l.blank || l.depth != d.lines[i].depth || l.cause != unexplained || l.end-l.body > maxFrameLine {
			break
		}
		one := d.plainText(k)
		if k < i && endsSaying(one) {
			break
		}
		if text == "" && strings.Trim(one, " :-") == "" {
			continue // only dashes, which say nothing
		}
		text = strings.TrimSpace(one + " " + text)
		starts := t.startsFrame(one)
		e := t.evidence(text, d.text(k))
		if d.lines[i].hint&hintFrame != 0 && (e.address || e.year || e.verb) {
			return k, true, true
		}
		if s := e.strong(closed, starts); s || marked && e.weak(closed, starts) {
			if !ok || starts {
				first, strong, ok = k, strong || s, true
			}
			if starts && e.year {
				break
			}
		}
	}
	return first, strong, ok
}

// notVisible is white space and direction marks.
func notVisible(r rune) bool { return unicode.IsSpace(r) || ignorable(r) }

// endsSaying reports whether a line ends a sentence, so that the next one does
// not go on with it.
func endsSaying(s string) bool {
	r := lastRune(s)
	return r == '!' || r == '?' || r == ':' || r == '。' || r == '.' && !strings.HasSuffix(s, "..") && len(s) > 3 && s[len(s)-2] > '9'
}

// quoteFollows reports whether the next text below line i is quoted deeper.
func (d *document) quoteFollows(i int) bool {
	n := d.next(i)
	return n < len(d.lines) && d.lines[n].depth > d.lines[i].depth
}

// startsFrame reports whether a line, in plain form, begins like an
// attribution: with an opening word, a date or a separator.
func (t *phrases) startsFrame(s string) bool {
	if t.opens(strings.TrimLeft(s, "-*_ <\"")) {
		return true
	}
	head := s
	if len(head) > 16 {
		head = head[:16]
	}
	digit := strings.IndexFunc(head, func(r rune) bool { return '0' <= r && r <= '9' })
	return digit >= 0 && strings.Count(head[:digit], " ") <= 2
}

// evidence is what speaks for an attribution line.
type evidence struct {
	address   bool // an e-mail address
	bracketed bool // … in brackets
	year      bool // a year or a whole date in digits
	clock     bool // a time of day
	verb      bool // "wrote"
	name      bool // nothing but a name before the verb
	closes    bool // the address ends the line: "… <a@b>:"
}

func (t *phrases) evidence(s, original string) evidence {
	var e evidence
	if at := strings.IndexByte(s, '@'); at > 0 {
		e.address = true
		e.bracketed = strings.ContainsAny(s[:at], "<([") || strings.Contains(s, "mailto:")
	}
	body := trimColons(s)
	e.closes = strings.HasSuffix(body, ">") || strings.HasSuffix(body, ")") || strings.HasSuffix(body, "]")
	e.year, e.clock = dates(s)
	if start, end := t.verb(s); start >= 0 {
		e.verb = true
		e.name = end == len(body) && start > 0 && isName(original, body[:start])
	}
	return e
}

// trimColons is s without what closes a frame.
func trimColons(s string) string {
	for {
		t := strings.TrimSuffix(strings.TrimRight(s, " :-"), "：")
		if len(t) == len(s) {
			return s
		}
		s = t
	}
}

// strong evidence needs no quote marks below the line.
func (e evidence) strong(closed, starts bool) bool {
	return closed && (e.verb && e.bracketed || e.verb && e.year && e.clock && starts || e.bracketed && e.year && e.closes)
}

// weak evidence is enough where quote marks follow.
func (e evidence) weak(closed, starts bool) bool {
	switch {
	case e.verb && (e.address || e.year || e.clock && starts):
		return true
	case e.address && e.year && (closed || e.closes):
		return true
	case closed && starts && e.year && e.clock:
		return true
	}
	return closed && e.name
}

// isName reports whether the words before a verb are a name: at most four, all
// with a capital.
func isName(original, before string) bool {
	n := fieldCount(before)
	words := strings.Fields(original)
	if n == 0 || n > 4 || len(words) < n {
		return false
	}
	for _, w := range words[:n] {
		if r := firstRune(strings.TrimLeft(w, "\"'“*_")); !unicode.IsUpper(r) && !unicode.In(r, unicode.Lo) {
			return false
		}
	}
	return true
}

// dates reports whether a line holds a year or a date in digits, and a time.
func dates(s string) (year, clock bool) {
	for i := 0; i < len(s); {
		if s[i] < '0' || s[i] > '9' {
			i++
			continue
		}
		j := i
		for j < len(s) && '0' <= s[j] && s[j] <= '9' {
			j++
		}
		n := j - i
		if n == 4 && (s[i] == '2' && (s[i+1] == '0' || s[i+1] == '5') || s[i] == '1' && s[i+1] == '9') {
			year = true
		}
		if n <= 2 && j+2 < len(s) && isDigit(s[j+1]) && isDigit(s[j+2]) {
			switch s[j] {
			case ':', 'h':
				clock = true
			case '.':
				clock = clock || j+3 >= len(s) || s[j+3] != '.' && !isDigit(s[j+3])
			}
		}
		if n <= 2 && j+1 < len(s) && (s[j] == '.' || s[j] == '/' || s[j] == '-') && isDigit(s[j+1]) {
			k := j + 1
			for k < len(s) && isDigit(s[k]) {
				k++
			}
			if k < len(s) && s[k] == s[j] && k+1 < len(s) && isDigit(s[k+1]) {
				year = true
			}
		}
		if r, _ := utf8.DecodeRuneInString(s[j:]); n <= 2 && (r == '时' || r == '時' || r == '시' || r == '点' || r == '：') {
			clock = true
		}
		i = j
	}
	return year, clock
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
