package reply

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// plain is s as the language tables are compared with it: lower case, without
// direction marks, every space a single " ", no space at the ends.
func plain(s string) string {
	i := 0
	for i < len(s) && (isPlain(s[i]) || s[i] == ' ' && i > 0 && i+1 < len(s) && isPlain(s[i+1])) {
		i++
	}
	if i == len(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	b.WriteString(s[:i])
	space := false
	for i < len(s) {
		if c := s[i]; c < utf8.RuneSelf {
			i++
			switch {
			case c == ' ' || '\t' <= c && c <= '\r':
				space = b.Len() > 0
				continue
			case 'A' <= c && c <= 'Z':
				c |= 0x20
			}
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteByte(c)
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case r != 0x200d && ignorable(r) && !unicode.Is(unicode.Mn, r):
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// isPlain reports whether a byte stands for itself in plain form.
func isPlain(c byte) bool { return ' ' < c && c < utf8.RuneSelf && (c < 'A' || c > 'Z') }
