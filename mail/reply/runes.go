package reply

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Small questions about a character or about the ends of a text, which many steps
// ask.

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isASCIILetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isHex(c byte) bool { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' }

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// notVisible is white space and direction marks.
func notVisible(r rune) bool { return unicode.IsSpace(r) || ignorable(r) }

// ignorable runes have no width or are marks on the letter before.
func ignorable(r rune) bool {
	if r < 0x300 { // where the first marks stand
		return r == 0xad
	}
	switch {
	case r == 0xfeff, 0x200b <= r && r <= 0x200f, 0x202a <= r && r <= 0x202e,
		0x2060 <= r && r <= 0x2069, 0xfe00 <= r && r <= 0xfe0f:
		return true
	}
	return unicode.Is(unicode.Mn, r)
}

// unspaced letters are of scripts that put no spaces between words; each
// counts as a word.
func unspaced(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

// lastRune is the last rune of s, 0 if there is none.
func lastRune(s string) rune {
	if s == "" {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// isBlank reports whether a text is nothing but white space.
func isBlank(s string) bool {
	return s == "" || s[0] <= ' ' && strings.TrimSpace(s) == "" || s[0] >= utf8.RuneSelf && strings.TrimSpace(s) == ""
}

// endsColon reports whether a line, in plain form, ends with a colon.
func endsColon(s string) bool {
	return strings.HasSuffix(s, ":") || strings.HasSuffix(s, "：")
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// fieldCount is how many words a text has, as strings.Fields has it.
func fieldCount(s string) int {
	n := 0
	for range strings.FieldsSeq(s) {
		n++
	}
	return n
}

// cutRunes is s, or its first bytes without a broken character.
func cutRunes(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	return s[:most]
}
