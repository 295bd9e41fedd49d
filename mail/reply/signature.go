package reply

import (
	"strings"
	"unicode"
)

// region is a run of new lines, blank ones among them; end is exclusive.
type region struct{ start, end int }

// findSignatures takes from the end of the person's words what they did not
// write to be read: signatures, device lines, disclaimers, list footers. It
// looks only where a mail ends: above the quote or below it, not between lines
// of it.
func (d *document) findSignatures() {
	t := tables()
	regions := d.regions()
	last := true
	for k := len(regions) - 1; k >= 0; k-- {
		r := regions[k]
		inside := r.end < len(d.lines) && d.lines[r.end].kind() == Prompt && d.before(r.start) >= 0
		if last && !inside || d.endsAtFrame(r) {
			end := d.trimEnd(t, r)
			last = last && end == r.start
		}
	}
}

func (d *document) regions() []region {
	var out []region
	start := -1
	for i := 0; i <= len(d.lines); i++ {
		if i < len(d.lines) && (d.lines[i].kind() == New || d.lines[i].blank) {
			if start < 0 && !d.lines[i].blank {
				start = i
			}
			continue
		}
		if start >= 0 {
			out = append(out, region{start, i})
		}
		start = -1
	}
	return out
}

func (d *document) endsAtFrame(r region) bool {
	return r.end < len(d.lines) && d.lines[r.end].kind() == Frame
}

// trimEnd takes endings off a region until none is left and returns where the
// person's words end: r.start if there are none.
func (d *document) trimEnd(t *phrases, r region) int {
	for range maxEndings {
		for r.end > r.start && d.lines[r.end-1].blank {
			r.end--
		}
		if r.end == r.start {
			return r.start
		}
		e, ok := d.ending(t, r)
		if !ok {
			return r.end
		}
		for i := e.from; i < r.end; i++ {
			if !d.lines[i].blank {
				d.lines[i].cause = e.cause
			}
		}
		r.end = e.from
	}
	return r.end
}

// maxEndings bounds the endings of one mail.
const maxEndings = 8

// ending is lines at the end of a region that are not the person's words.
type ending struct {
	from  int
	cause cause
}

// ending looks for each kind of ending in turn, the surest first.
func (d *document) ending(t *phrases, r region) (ending, bool) {
	last := r.end - 1
	if d.lines[last].hint&hintSignature != 0 && r.start < last {
		from := last
		for from > r.start && (d.lines[from-1].blank || d.lines[from-1].hint&hintSignature != 0) {
			from--
		}
		if from > r.start {
			return ending{from, signatureElement}, true
		}
	}
	if !d.lines[last].joined && t.isMobile(d.text(last)) {
		return ending{last, deviceLine}, true
	}
	if from, ok := d.legal(t, r); ok {
		return ending{from, legalText}, true
	}
	if from, ok := d.scanner(t, r); ok {
		return ending{from, legalText}, true
	}
	if from, ok := d.delimiter(r); ok {
		return ending{from, signatureDelimiter}, true
	}
	if from, ok := d.footer(t, r); ok {
		return ending{from, listFooter}, true
	}
	if from, ok := d.closing(t, r); ok {
		return ending{from, greetingAndName}, true
	}
	if from, ok := d.contact(r); ok {
		return ending{from, contactLines}, true
	}
	if d.dashName(last, r.start) {
		return ending{last, nameBehindDash}, true
	}
	return ending{}, false
}

// paragraph is the first line of the paragraph that line i is in.
func (d *document) paragraph(i, start int) int {
	for i > start && !d.lines[i-1].blank {
		i--
	}
	return i
}

const (
	maxSignature = 12 // lines below "-- "
	maxFooter    = 8  // lines of a mailing list footer
)

// delimiter finds "-- " with a signature below it. Without the space it may be
// a rule of the person's own, so what follows must be short and no sentence.
func (d *document) delimiter(r region) (int, bool) {
	const sentenceWords = 5
	lines, long, said := 0, false, false
	for i := r.end - 1; i >= r.start && lines <= maxSignature; i-- {
		l := d.lines[i]
		if l.blank {
			continue
		}
		s := d.text(i)
		if t := strings.TrimRight(s, " \t\u00a0"); (t == "--" || t == "—") && !l.joined {
			return i, s != t || !long && !said
		} else if strings.HasPrefix(t, "*--") && strings.Trim(t, "* ") == "--" {
			return i, !long && !said // bold, in a part written out from HTML
		}
		if isPostscript(s) {
			return 0, false
		}
		lines++
		long = long || len(s) > 100
		said = said || endsAsSentence(strings.TrimSpace(s)) && fieldCount(s) >= sentenceWords && !isContactLine(s)
	}
	return 0, false
}

// footer finds a rule with a few lines and an address below that speak of a
// list, or that are no sentences.
func (d *document) footer(t *phrases, r region) (int, bool) {
	lines, address, sentence := 0, false, false
	for i := r.end - 1; i >= r.start && lines <= maxFooter; i-- {
		if d.lines[i].blank {
			continue
		}
		s := strings.TrimSpace(d.text(i))
		if len(s) >= 20 && strings.Trim(s, "_-=*") == "" {
			if lines == 0 {
				continue // it has a rule below as well
			}
			long := s[0] == '_' || len(s) >= 40
			return i, address && (long && !sentence || t.has(t.footer, plain(d.source[d.lines[i].end:d.lines[r.end-1].end])))
		}
		if len(s) > maxFrameLine {
			return 0, false
		}
		lines++
		address = address || strings.Contains(s, "://") || strings.Contains(s, "@")
		sentence = sentence || endsAsSentence(s)
	}
	return 0, false
}

// maxScanner bounds the lines that a virus scanner adds.
const maxScanner = 5

// scanner finds what a virus scanner adds: a phrase that it uses, with a link
// or under a rule.
func (d *document) scanner(t *phrases, r region) (int, bool) {
	link := false
	for i, lines := r.end-1, 0; i >= r.start && lines < maxScanner; i-- {
		if d.lines[i].blank {
			continue
		}
		lines++
		s := d.text(i)
		if len(s) > maxFrameLine {
			return 0, false
		}
		link = link || strings.Contains(s, "://") || strings.Contains(s, "www.")
		above := d.before(i)
		ruled := above >= r.start && d.isShortRule(above)
		if !link && !ruled || !t.has(t.scanner, plain(s)) {
			continue
		}
		if ruled {
			i = above
		}
		return i, true
	}
	return 0, false
}

// isShortRule reports whether a line is a rule, of at least two dashes.
func (d *document) isShortRule(i int) bool {
	s := d.text(i)
	return isRule(s) || strings.TrimSpace(s) == "--"
}

// has reports whether a text, in plain form, holds one of some words.
func (p *phrases) has(words []string, s string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// maxLegal bounds the bytes of a disclaimer.
const maxLegal = 8000

// legal finds a disclaimer at the end of a region: a long paragraph with words of
// two kinds that only disclaimers use together. Some clients set no blank line
// above it, so short lines at the start of the paragraph are not part of it, nor
// what an HTML part has in another block.
func (d *document) legal(t *phrases, r region) (int, bool) {
	from := d.paragraph(r.end-1, r.start)
	end := d.lines[r.end-1].end
	if end-d.lines[from].body < 120 || end-d.lines[from].body > maxLegal || t.legalWords(plain(d.source[d.lines[from].body:end])) < 2 {
		return 0, false
	}
	for i := r.end - 1; i > from; i-- {
		if !d.legalGoesOn(i-1) && end-d.lines[i].body >= 120 && t.legalWords(plain(d.source[d.lines[i].body:end])) >= 2 {
			return i, true
		}
	}
	return from, true
}

// legalGoesOn reports whether the line below i may go on with a disclaimer that
// line i is part of.
func (d *document) legalGoesOn(i int) bool {
	l := d.lines[i]
	return l.end-l.body >= wideLine && !(d.html && endsSaying(strings.TrimSpace(d.text(i))))
}

// legalWords counts the words of disclaimers in a text, in plain form.
func (p *phrases) legalWords(s string) int {
	n := 0
	for _, w := range p.legal {
		if strings.Contains(s, w) {
			n++
		}
	}
	return n
}

// dashName reports whether a line is a name set off as "-Ana Lima".
func (d *document) dashName(i, start int) bool {
	s := strings.TrimSpace(d.text(i))
	name := strings.TrimLeft(s, "-–—")
	if name == s || i > start && !d.lines[i-1].blank || d.lines[i].joined || len(name) > maxFrameLine {
		return false
	}
	words := strings.Fields(name)
	if firstRune(name) == ' ' || len(words) < 2 || len(words) > 3 {
		return false
	}
	for _, w := range words {
		if !unicode.IsUpper(firstRune(w)) || strings.ContainsAny(w, "0123456789:,;?!") {
			return false
		}
	}
	return true
}
