package mail

import (
	"strings"
	"unicode/utf8"
)

// isControl reports whether r is a C0 or C1 control character or DEL.
func isControl(r rune) bool {
	return r < 0x20 || r >= 0x7f && r < 0xa0
}

// isBidi reports whether r is an invisible character that reorders or hides
// the text around it.
func isBidi(r rune) bool {
	switch {
	case r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x2069:
		return true
	case r == 0x061c, r == 0xfeff, r == 0x2028, r == 0x2029:
		return true
	}
	return false
}

// cut returns s, or its first max bytes without a broken character.
func cut(s string, max int) string {
	if len(s) <= max {
		return s
	}
	for max > 0 && !utf8.RuneStart(s[max]) {
		max--
	}
	return s[:max]
}

// headerText makes any string safe as the value of a header: one line, valid
// UTF-8, no control or bidi characters, nothing that a reader would decode as
// an encoded word, at most max bytes.
func headerText(s string, max int) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case isControl(r):
			return ' '
		case isBidi(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	s = strings.Join(strings.Fields(s), " ")
	s = strings.ReplaceAll(s, "=?", "= ?")
	return strings.TrimSpace(cut(s, max))
}

// cleanBody makes decoded bytes fit to be stored as text: valid UTF-8, lines
// that end in "\n", no NUL and no other control characters than tab.
func cleanBody(s string) string { return WithoutControls(strings.TrimPrefix(s, "\ufeff")) }

// WithoutControls returns text without control characters, but for the ends of
// lines and tabs. Whoever writes to us must not move the cursor of a terminal,
// or end a string early, where their words are shown.
func WithoutControls(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return r
		case r == '\r':
			return '\n'
		case isControl(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
}
