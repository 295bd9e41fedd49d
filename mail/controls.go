package mail

import (
	"strings"
	"unicode"
)

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
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
}
