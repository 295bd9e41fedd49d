package reply

import (
	"regexp"
	"strings"
)

// maxContact bounds the lines of a block of contact lines.
const maxContact = 16

// contact finds a block of contact lines at the end of a region: paragraphs of
// short lines that are no sentences, with at least two of telephone, mail
// address and web address among them.
func (d *document) contact(r region) (int, bool) {
	var kinds contactKind
	from, found, lines := 0, false, 0
	for end := r.end; end > r.start; {
		if d.lines[end-1].blank {
			end--
			continue
		}
		start := d.paragraph(end-1, r.start)
		for start < end-1 && isListItem(d.text(start)) {
			start++ // the person's list, with no blank line below it
		}
		var here contactKind
		for i := start; i < end; i++ {
			s := strings.Trim(d.text(i), " \t*_|")
			k, parts := contactOf(s), 1
			if bars := splitBars(d.text(i)); k == 0 && len(bars) > 1 {
				for _, b := range bars {
					k |= contactOf(strings.Trim(b, " \t*_"))
				}
				parts = len(bars)
			}
			if lines += parts; len(s) > 72*parts || lines > maxContact || k == 0 && endsAsSentence(s) || d.lines[i].joined || isPostscript(s) {
				return from, found
			}
			here |= k
		}
		kinds |= here
		if start > r.start && d.announced(start) {
			return from, found // they are what the person wants to say
		}
		if here != 0 && kinds.count() >= 2 && lines >= 3 && (start > r.start || end-start > 1) {
			from, found = start, true
		}
		end = start
	}
	return from, found
}

// isListItem reports whether a line begins with a number or a bullet, as contact
// lines do not.
func isListItem(s string) bool {
	s = strings.TrimLeft(s, " \t")
	if len(s) < 3 {
		return false
	}
	return isDigit(s[0]) && (s[1] == ')' || s[1] == '.') && s[2] == ' ' || (s[0] == '-' || s[0] == '*') && s[1] == ' '
}

// splitBars is the parts of a line such as "NAME | ROLE | PHONE". A line that
// begins with a bar is a row of a table.
func splitBars(s string) []string {
	s = strings.TrimSpace(s)
	if len(s) > 300 || s == "" || s[0] == '|' {
		return nil
	}
	for _, bar := range []string{"|", "•", "·"} {
		if strings.Contains(s, bar) {
			return strings.Split(s, bar)
		}
	}
	return nil
}

// contactKind is a set of what a line may hold.
type contactKind uint8

const (
	telephone contactKind = 1 << iota
	mailAddress
	webAddress
	registration // IBAN, VAT number and the like
)

func (k contactKind) count() int {
	n := 0
	for ; k > 0; k &= k - 1 {
		n++
	}
	return n
}

var (
	phoneForm = regexp.MustCompile(`(?:^|[^\pL\d])\+?\(?\d(?:[\s().\-/]{0,2}\d){6,14}(?:$|[^\pL\d])`)
	mailForm  = regexp.MustCompile(`[^\s@<>]+@[^\s@<>]+\.\pL{2,}`)
	webForm   = regexp.MustCompile(`(?i)(?:https?://|\bwww\.)\S+|^\S*\s*[a-z0-9-]+\.(?:com|net|org|nl|de|fr|io|eu|uk|co)\b\S*$`)
	regForm   = regexp.MustCompile(`^(?:IBAN|BTW|KVK|VAT|BIC|USt|UID|NIP|REGON|SIRET|CIF|NIF)\b`)
)

// contactOf says what a line holds if it holds little else.
func contactOf(s string) contactKind {
	if len(s) > 120 {
		return 0
	}
	var k contactKind
	words := fieldCount(s)
	if words == 0 || words > 10 {
		return 0
	}
	// The forms are slow, so what most lines lack is looked for first.
	if strings.IndexByte("BCIKNRSUV", s[0]) >= 0 && regForm.MatchString(s) {
		return registration
	}
	if words <= 5 && strings.IndexByte(s, '@') >= 0 && mailForm.MatchString(s) {
		k |= mailAddress
	}
	if words <= 4 && (hasInnerDot(s) || strings.Contains(s, "://")) && webForm.MatchString(s) {
		k |= webAddress
	}
	if k == 0 && manyDigits(s) && phoneForm.MatchString(s) {
		k |= telephone
	}
	return k
}

// hasInnerDot reports whether a dot stands before the last byte.
func hasInnerDot(s string) bool {
	i := strings.IndexByte(s, '.')
	return i >= 0 && i < len(s)-1
}

// manyDigits reports whether there are enough digits for a telephone number.
func manyDigits(s string) bool {
	n := 0
	for i := range len(s) {
		if isDigit(s[i]) {
			n++
		}
	}
	return n >= 7
}

// endsAsSentence reports whether a line ends like one, or is too long for a
// name, a role or an address.
func endsAsSentence(s string) bool {
	r := lastRune(s)
	return r == '.' || r == '!' || r == '?' || r == ':' || r == '。' || fieldCount(s) > 7
}
