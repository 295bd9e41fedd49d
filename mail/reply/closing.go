package reply

import (
	"iter"
	"slices"
	"strings"
	"unicode"
)

// maxTail bounds the lines below a greeting: a name, a role, contact lines.
const maxTail = 14

// closing finds a greeting such as "Best regards," at the end of a region, with
// nothing below it or a name and what goes with one.
func (d *document) closing(t *phrases, r region) (int, bool) {
	below, top := 0, -1 // lines below, and the uppermost of them
	plainTail, contacts := 0, false
	for i := r.end - 1; i >= r.start && below <= maxTail; i-- {
		if d.lines[i].blank {
			continue
		}
		text := strings.TrimSpace(d.text(i))
		if isPostscript(text) {
			return 0, false
		}
		if len(text) <= maxGreeting && !d.lines[i].joined && (plainTail == 0 || contacts) {
			under := ""
			if below > 0 {
				under = d.text(top)
			}
			s := trimGreeting(text)
			if (below == 0 || isPersonName(t.unsign(under))) && d.greets(t, r, i, s, below) || i > r.start && t.greetsName(s, text) {
				return i, true
			}
		}
		switch {
		case isContactLine(text):
			contacts = true
		case isNameLine(t.unsign(text)):
			if below >= 3 {
				plainTail++
			}
		case isTail(text), contacts && isRole(text):
			plainTail++
		default:
			return 0, false
		}
		below, top = below+1, i
	}
	return 0, false
}

// maxGreeting bounds the bytes of a greeting.
const maxGreeting = 120

// greets reports whether line i, in plain form s, is a greeting by itself, with
// so many lines below it of which the first is a name.
func (d *document) greets(t *phrases, r region, i int, s string, below int) bool {
	text := strings.TrimSpace(d.text(i))
	comma := strings.HasSuffix(text, ",") || strings.HasSuffix(text, "،") || strings.HasSuffix(text, "，")
	switch {
	case t.closing[s]:
		return true
	case below == 0:
		return t.twoGreetings(s)
	case t.thanks[s]:
		// People mean this word: it is a greeting only with a comma.
		return comma
	case t.greeting[s], t.twoGreetings(s), i > r.start && d.lines[i-1].blank && (t.closesWith(s) || t.isPolite(s, comma)):
		return comma || d.endedAbove(r, i) && !strings.ContainsAny(text, "!?")
	}
	return false
}

// endedAbove reports whether what stands above line i has come to an end.
func (d *document) endedAbove(r region, i int) bool {
	if i == r.start {
		return d.before(i) >= 0 || d.newBelow(r.end) // not all that the person says
	}
	if d.lines[i-1].blank {
		return true
	}
	switch lastRune(strings.TrimRightFunc(d.text(i-1), notVisible)) {
	case '.', '!', '?', '…', ')', '。', '！', '？', ',':
		return true
	}
	return false
}

// newBelow reports whether the person's words stand from line i on.
func (d *document) newBelow(i int) bool {
	return slices.ContainsFunc(d.lines[i:], func(l line) bool { return !l.blank && l.kind() == New })
}

// trimGreeting is a greeting in plain form without what stands around it.
func trimGreeting(s string) string { return strings.Trim(plain(s), " ,.!*_-–—;:)،，、。！/~") }

// cuts is where a greeting may be cut in two: each of its spaces.
func cuts(s string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range len(s) {
			if s[i] == ' ' && !yield(i) {
				return
			}
		}
	}
}

// twoGreetings reports whether a line is "Thanks and best wishes".
func (p *phrases) twoGreetings(s string) bool {
	for i := range cuts(s) {
		joint, rest, ok := strings.Cut(s[i+1:], " ")
		if ok && p.joint[joint] && p.greets(s[:i]) && p.greets(rest) && !(p.thanks[s[:i]] && p.thanks[rest]) {
			return true
		}
	}
	return false
}

// greets reports whether a phrase is a greeting of whatever kind.
func (p *phrases) greets(s string) bool { return p.closing[s] || p.greeting[s] || p.thanks[s] }

// closesWith reports whether a line begins with a formal greeting of at least
// two words and goes on for at most three: "Best wishes from Lisbon".
func (p *phrases) closesWith(s string) bool {
	for i := range cuts(s) {
		if strings.Count(s[i:], " ") <= 3 && p.closing[s[:i]] && strings.Contains(s[:i], " ") {
			return true
		}
	}
	return false
}

// isPolite reports whether a line is made like a greeting: of two to four words
// that greetings use, or, with a comma behind it, with one such word in it.
func (p *phrases) isPolite(s string, comma bool) bool {
	polite, words := 0, 0
	for w := range strings.FieldsSeq(s) {
		if words++; p.polite[w] && len(w) >= 4 {
			polite++
		}
	}
	return words >= 2 && words <= 4 && (polite == words || comma && polite > 0)
}

// greetsName reports whether a line, s in plain form, is a greeting with a name
// behind it: "Cheers, Ana", "Best regards Ana".
func (p *phrases) greetsName(s, text string) bool {
	if head, _, ok := strings.Cut(s, ","); ok {
		_, name, _ := strings.Cut(text, ",")
		return (p.closing[head] || p.greeting[head] || p.twoGreetings(head)) && isPersonName(strings.TrimRight(name, "."))
	}
	for i := range cuts(s) {
		words := strings.Count(s[i:], " ")
		if words > 3 || !p.closing[s[:i]] {
			continue
		}
		if len(s[:i]) < 4 && words > 1 { // "LG Ana", but not a sentence
			continue
		}
		fields := strings.Fields(text)
		return isPersonName(strings.Join(fields[len(fields)-words:], " "))
	}
	return false
}

// isContactLine reports whether a line holds a telephone number, an address or
// the like, or a role and a firm with a bar between.
func isContactLine(s string) bool {
	if contactOf(strings.Trim(s, " \t*_|")) != 0 {
		return true
	}
	bars := splitBars(s)
	for _, b := range bars {
		if len(b) > 60 || endsAsSentence(b) {
			return false
		}
	}
	return len(bars) > 1
}

// unsign is a line without the word in front of a name ("yours Ana") and what
// stands in brackets behind it.
func (p *phrases) unsign(s string) string {
	if i := strings.LastIndexByte(s, '('); i > 0 && strings.HasSuffix(s, ")") {
		s = strings.TrimSpace(s[:i])
	}
	if first, rest, ok := strings.Cut(s, " "); ok && len(first) < 24 && p.greeting[plain(first)] {
		return rest
	}
	return s
}

// isTail reports whether a line may stand below a name: short, no sentence, or
// an address.
func isTail(s string) bool {
	if len(s) > 90 || strings.ContainsAny(s, "?!") || isPostscript(s) || unicode.IsLower(firstRune(s)) && !strings.Contains(s, ":") {
		return false
	}
	if r := lastRune(s); r == '.' || r == ':' || r == '。' {
		return false
	}
	words, digits := fieldCount(s), 0
	for i := range len(s) {
		if isDigit(s[i]) {
			digits++
		}
	}
	return words <= 6 || words <= 12 && digits >= 4 // a street and a town
}

// isRole reports whether a line is a few words without a sentence's signs, as a
// role in small letters is.
func isRole(s string) bool {
	return len(s) <= 60 && fieldCount(s) <= 4 && !strings.ContainsAny(s, ".,;:?!")
}

// isPostscript reports whether a line begins with "PS".
func isPostscript(s string) bool {
	s = strings.TrimLeft(s, " \t")
	if s == "" || s[0]|0x20 != 'p' {
		return false // most lines
	}
	s = plain(s)
	return strings.HasPrefix(s, "ps ") || strings.HasPrefix(s, "ps:") || strings.HasPrefix(s, "p.s") || strings.HasPrefix(s, "p. s")
}

// isNameLine reports whether a line may be a name or a role: up to four words,
// the first with a capital, no sentence.
func isNameLine(s string) bool {
	s = strings.Trim(s, " \t*_-–—|")
	if len(s) > 50 || strings.ContainsAny(s, ":?!;") || strings.HasSuffix(s, "..") {
		return false
	}
	if words := fieldCount(s); words == 0 || words > 4 {
		return false
	}
	r := firstRune(s)
	return unicode.IsUpper(r) || unicode.In(r, unicode.Lo)
}

// isPersonName reports whether each word of a line has a capital, but for
// short ones such as "de" and "von".
func isPersonName(s string) bool {
	for _, w := range strings.Fields(strings.Trim(s, " \t*_-–—|")) {
		if r := firstRune(strings.TrimLeft(w, "(\"'")); !unicode.IsUpper(r) && !unicode.In(r, unicode.Lo) && len(w) > 3 {
			return false
		}
	}
	return isNameLine(s)
}
