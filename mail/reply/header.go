package reply

import (
	"strings"
	"unicode"
)

// maxBlock bounds the lines of a header block.
const maxBlock = 32

// block is what speaks for a header block.
type block struct {
	seen    [otherLabel + 1]int
	sender  bool // an address behind "From"
	address bool // … or behind "To"
	dated   bool // a date behind "Sent"
}

// headerBlock finds the lines "From: …", "Sent: …", "To: …", "Subject: …" from
// line i on, in any order and language. It returns the line behind them, or i.
func (d *document) headerBlock(t *phrases, i int) int { return d.labelLines(t, i, true) }

// labelLines is headerBlock, with or without blank lines between two labels.
func (d *document) labelLines(t *phrases, i int, gaps bool) int {
	first := d.labelOf(t, i).label
	if first == noLabel {
		return i
	}
	depth := d.lines[i].depth
	var b block
	end, wrapped := i, 0
	for j := i; j < len(d.lines) && j < i+maxBlock; j++ {
		l := d.lines[j]
		if l.blank {
			// Some clients leave a line between two labels.
			n := j + 1
			if !gaps || end == i || n == len(d.lines) || d.lines[n].blank {
				break
			}
			if k := d.labelOf(t, n).label; k == noLabel || b.seen[k] > 0 || d.labelLines(t, n, false) > n {
				break // the block begins here; what is above is the person's
			}
			continue
		}
		if l.depth != depth || l.end-l.body > 4*maxFrameLine {
			break
		}
		found := d.labelOf(t, j)
		lab := found.label
		if lab == noLabel {
			if isRule(d.text(j)) {
				break
			}
			if wrapped++; wrapped > 2 && !strings.ContainsAny(d.text(j), "@;") {
				break
			}
			continue
		}
		if lab != otherLabel && b.seen[lab] > 0 && lab == first {
			break // the next block, or a list of the person's own
		}
		b.add(found)
		end, wrapped = j+1, 0
	}
	if b.holds(d.setOff(t, i)) {
		return end
	}
	return i
}

func (b *block) add(l labelled) {
	b.seen[l.label]++
	switch l.label {
	case fromLabel:
		b.sender = b.sender || l.address
	case toLabel:
		b.address = b.address || l.address
	case sentLabel:
		b.dated = b.dated || l.year && (l.clock || b.seen[subjectLabel] > 0)
	}
}

// holds reports whether the labels are of a mail. People write "From: Lisbon",
// "To: Porto", "Date: 7 March" as well, so without an address or a whole date
// they must be set off.
func (b *block) holds(setOff bool) bool {
	kinds := 0
	for lab := fromLabel; lab <= subjectLabel; lab++ {
		if b.seen[lab] > 0 {
			kinds++
		}
	}
	if b.seen[fromLabel] > 0 && kinds >= 2 && b.sender {
		return true
	}
	real := b.sender || b.address || setOff || b.dated && b.seen[subjectLabel] > 0
	return kinds >= 3 && real && (b.seen[fromLabel] > 0 || b.seen[sentLabel] > 0 && b.seen[subjectLabel] > 0)
}

// setOff reports whether a client has set off line i: by bold type, by a
// separator above or by an element that it uses for this.
func (d *document) setOff(t *phrases, i int) bool {
	if d.lines[i].hint&(hintFrame|hintReply) != 0 || strings.HasPrefix(strings.TrimLeft(d.text(i), " "), "*") {
		return true
	}
	j := d.before(i)
	return j >= 0 && d.lines[j].depth == d.lines[i].depth &&
		(isRule(d.text(j)) || j == i-1 && isRuled(d.text(j)) || d.isOriginal(t, d.text(j)))
}

// foreignBlock finds a header block in a language without a table by its form
// alone: at least four labels, first one with an address, then a whole date and
// a second address. It returns the line behind it, or i.
func (d *document) foreignBlock(i int) int {
	if strings.IndexByte(d.text(i), '@') < 0 {
		return i // most lines
	}
	depth := d.lines[i].depth
	if i > 0 && !d.lines[i-1].blank && !isRule(d.text(i-1)) && d.lines[i-1].depth == depth {
		return i
	}
	addresses, dated, j := 0, false, i
	for ; j < len(d.lines) && j < i+8; j++ {
		l := d.lines[j]
		if l.blank || l.depth != depth || l.end-l.body > maxFrameLine {
			break
		}
		value, ok := anyLabel(d.text(j))
		if !ok {
			break
		}
		if j == i && !strings.Contains(value, "@") {
			return i
		}
		if strings.Contains(value, "@") {
			addresses++
		}
		year, clock := dates(value)
		dated = dated || year && clock
	}
	if j-i >= 4 && addresses >= 2 && dated {
		return j
	}
	return i
}

// anyLabel is what stands behind "Word:" or "Two words:" at the start of a line.
func anyLabel(s string) (value string, ok bool) {
	s = strings.TrimLeft(s, " \t*_")
	at, n := colon(s[:min(len(s), maxLabel)])
	if at < 1 || fieldCount(s[:at]) > 3 {
		return "", false
	}
	if strings.ContainsFunc(s[:at], func(r rune) bool { return unicode.IsDigit(r) || r == '@' || r == '/' }) {
		return "", false
	}
	return s[at+n:], true
}
