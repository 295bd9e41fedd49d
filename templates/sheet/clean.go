package sheet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean makes one line of what a person wrote: it drops control characters and
// those that turn the direction of writing, and joins lines and blanks.
func Clean(s string) string {
	if isClean(s) {
		return s
	}
	return strings.Join(strings.Fields(drop(s)), " ")
}

// isClean reports that s is a single line of ASCII words, as most are.
func isClean(s string) bool {
	blank := true
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == ' ' && blank {
			return false
		}
		blank = s[i] == ' '
	}
	return !blank || s == ""
}

// CleanLines is Clean for each line; blank lines at the ends are dropped.
func CleanLines(s string) []string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	var out []string
	for line := range strings.SplitSeq(strings.Trim(s, "\n"), "\n") {
		out = append(out, strings.TrimRight(drop(line), " "))
	}
	return out
}

func drop(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError:
			return -1
		case r == '\n', r == '\r', r == '\t', r == '\u2028', r == '\u2029', unicode.Is(unicode.Zs, r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
			return -1
		case r == '\u200b', r == '\u2060', r == '\ufeff', 0xe0000 <= r && r <= 0xe007f:
			return -1
		}
		return r
	}, s)
}

// Cut returns at most n characters of s, whole words if it can, with an
// ellipsis for what is left out.
func Cut(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	head := string([]rune(s)[:n-1])
	if i := strings.LastIndexByte(head, ' '); i > len(head)*2/3 {
		head = head[:i]
	}
	return strings.TrimRight(head, " ,;:.") + "…"
}
