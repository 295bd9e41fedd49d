package reply

import (
	"strings"
	"unicode"
)

// pattern is a phrase with places in it that hold up to five words. Where a
// place is a "?" and not a "*", the line must name a product.
type pattern struct {
	parts   []string
	product bool
}

func newPattern(phrase string) pattern {
	return pattern{
		parts:   strings.Split(strings.ReplaceAll(phrase, "?", "*"), "*"),
		product: strings.Contains(phrase, "?"),
	}
}

// isMobile reports whether a line is the signature that a device or a client
// adds by itself.
func (p *phrases) isMobile(s string) bool {
	if len(s) > 160 {
		return false
	}
	s = strings.ReplaceAll(plain(stripLinks(s)), "’", "'")
	if i := strings.LastIndexByte(s, ' '); i > 0 && (hasPrefixFold(s[i+1:], "http") || hasPrefixFold(s[i+1:], "www.")) {
		s = s[:i]
	}
	s = strings.Trim(s, " .:!*_-–—[]()\"“”")
	for _, pat := range p.mobile[firstWord(s)] {
		if p.matches(s, pat) {
			return true
		}
	}
	return false
}

func (p *phrases) matches(s string, pat pattern) bool {
	if !strings.HasPrefix(s, pat.parts[0]) {
		return false
	}
	if pat.product && !p.namesProduct(s) {
		return false
	}
	s = s[len(pat.parts[0]):]
	for i, part := range pat.parts[1:] {
		at := strings.Index(s, part)
		if i == len(pat.parts)-2 {
			at = strings.LastIndex(s, part)
		}
		if at < 0 || !short(s[:at]) {
			return false
		}
		s = s[at+len(part):]
	}
	return s == ""
}

// short reports whether s is at most five words and no sentence.
func short(s string) bool {
	return len(s) <= 60 && !strings.ContainsAny(s, ",;:?!") && !strings.Contains(s, ". ") && fieldCount(s) <= 5
}

func (p *phrases) namesProduct(s string) bool {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && r != '-' && r != '\''
	}) {
		if _, name, ok := strings.Cut(w, "-"); ok && p.product[name] { // Hebrew: "from-the-iPhone"
			return true
		}
		for n := len(w); n >= 3; n-- { // the name may be inflected
			if p.product[w[:n]] && (n == len(w) || n >= 5) {
				return true
			}
		}
	}
	return false
}
