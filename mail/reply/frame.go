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

// findFrames marks the lines that a mail client writes above a quote:
// attribution lines, header blocks and the separators above them.
func (d *document) findFrames() {
	t := tables()
	d.memo = new(memo)
	for i := 0; i < len(d.lines); i++ {
		l := &d.lines[i]
		if l.blank || l.cause != unexplained {
			continue
		}
		if d.runsOn(t, i) {
			d.frame(i, i+1, attributionLine, true)
			continue
		}
		if l.end-l.body > maxFrameLine {
			continue
		}
		end := d.headerBlock(t, i)
		if end == i {
			end = d.foreignBlock(i)
		}
		if end > i {
			d.frame(i, end, headerLines, true)
			d.separatorAbove(t, i)
			d.otherMarks(end - 1)
			i = end - 1
			continue
		}
		if end := d.arrowLines(t, i); end > i {
			d.frame(i, end, attributionLine, true)
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
			d.otherMarks(i)
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
		if j < 0 || d.lines[j].depth != d.lines[i].depth {
			return
		}
		if s := d.text(j); !isRule(s) && !d.isOriginal(t, s) && (j != i-1 || !isRuled(s) && !t.original[plain(s)]) {
			return
		}
		d.frame(j, j+1, separatorLine, true)
		i = j
	}
}

// isRule reports whether a line is only dashes or the like.
func isRule(s string) bool {
	s = strings.TrimSpace(s)
	return len(s) >= 3 && strings.Trim(s, rules) == ""
}

// rules are what separator lines are drawn with.
const rules = "-_=*–—─━‐‑‒― "

// isRuled reports whether a line stands between rules, "----- any words -----".
// Right above a frame that is a separator in whatever language.
func isRuled(s string) bool {
	s = strings.TrimSpace(s)
	left, right := strings.TrimLeft(s, rules), strings.TrimRight(s, rules)
	return len(s) <= 120 && len(s)-len(left) >= 3 && len(s)-len(right) >= 3
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
	inner := strings.Trim(s, ">"+rules)
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

// attribution looks for an attribution line that ends with line i. It returns
// its first line and whether it is so sure that unmarked text below it may be
// a quote.
func (d *document) attribution(t *phrases, i int) (first int, strong, ok bool) {
	last := strings.TrimRightFunc(d.text(i), notVisible)
	r := lastRune(last)
	closed := r == ':' || r == '：' || strings.HasSuffix(last, "--") && !isRule(last)
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
			if starts && e.year && (e.address || e.verb) {
				break
			}
		}
	}
	return first, strong, ok
}

// runsOn reports whether line i is an attribution with the quote behind it on
// the same line. Seen in practice: Yahoo on Android, "On DATE, NAME <a@b> wrote:
// Did you …".
func (d *document) runsOn(t *phrases, i int) bool {
	l := d.lines[i]
	text := d.source[l.body:min(l.end, l.body+maxFrameLine)]
	if strings.IndexByte(text, '@') < 0 || !strings.Contains(text, ": ") {
		return false // most lines
	}
	s := plain(text)
	if !t.opens(s) {
		return false
	}
	_, end := t.verb(s)
	if end < 0 || !strings.HasPrefix(strings.TrimLeft(s[end:], " "), ": ") {
		return false
	}
	e := t.evidence(s[:end]+":", text)
	return e.bracketed && e.year && e.clock
}

// arrowLines finds the line that GroupWise sets above a quote, and returns the
// line behind it, or i: ">>> NAME <a@b> DATE >>>", or in newer versions
// ">>> On DATE, in message", "<id>, NAME", "<a@b> wrote:".
func (d *document) arrowLines(t *phrases, i int) int {
	l := &d.lines[i]
	if !strings.HasPrefix(d.source[l.start:l.end], ">>>") || i > 0 && !d.lines[i-1].blank && d.lines[i-1].depth > 0 {
		return i
	}
	s, end := plain(d.text(i)), i+1
	closed := strings.HasSuffix(s, ">>>")
	for !closed && end < len(d.lines) && end < i+maxFrameLines {
		l := d.lines[end]
		if l.blank || l.depth > 0 || l.end-l.body > maxFrameLine {
			return i
		}
		s += " " + plain(d.text(end))
		closed = endsColon(s)
		end++
	}
	e := t.evidence(s, s)
	if !closed || !e.year || !e.address && !e.clock || end > i+1 && !e.verb {
		return i
	}
	l.depth = 0
	return end
}

// endsSaying reports whether a line ends a sentence, so that the next one does
// not go on with it.
func endsSaying(s string) bool {
	r := lastRune(s)
	return r == '!' || r == '?' || r == ':' || r == '。' || r == '.' && !strings.HasSuffix(s, "..") && len(s) > 3 && s[len(s)-2] > '9'
}

// quoteFollows reports whether the next text below line i is quoted deeper.
func (d *document) quoteFollows(i int) bool {
	n := d.next(i)
	return n < len(d.lines) && (d.lines[n].depth > d.lines[i].depth || otherMark(d.text(n)) != "")
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
	stamped   bool // nothing but a name and a date in brackets
	sender    bool // nothing but a name before the address
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
	if open := strings.IndexAny(body, "<[("); open > 0 && (e.closes && !e.address || e.bracketed && !e.year && !e.clock) {
		before, words := strings.TrimLeft(body[:open], "*-• "), strings.TrimLeft(original, "*-• ")
		if isName(words, before) || unicode.IsUpper(firstRune(words)) && fieldCount(before) <= 2 {
			e.stamped, e.sender = e.year, e.bracketed
		}
	}
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
	return closed && (e.verb && e.bracketed && (e.year || e.clock || e.sender) ||
		e.verb && e.year && e.clock && starts || e.bracketed && e.year && e.closes)
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
	return closed && (e.name || e.stamped)
}

// isName reports whether the words before a verb are a name: at most four, all
// with a capital.
func isName(original, before string) bool {
	n := fieldCount(before)
	if n == 0 || n > 4 {
		return false
	}
	for w := range strings.FieldsSeq(original) {
		if r := firstRune(strings.TrimLeft(w, "\"'“*_")); !unicode.IsUpper(r) && !unicode.In(r, unicode.Lo) {
			return false
		}
		if n--; n == 0 {
			return true
		}
	}
	return false
}
