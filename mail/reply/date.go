package reply

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// dates reports whether a line holds a year or a date in digits, and a time.
func dates(s string) (year, clock bool) {
	s = latinDigits(s)
	for i := 0; i < len(s); {
		if s[i] < '0' || s[i] > '9' {
			i++
			continue
		}
		j := i
		for j < len(s) && '0' <= s[j] && s[j] <= '9' {
			j++
		}
		n := j - i
		if n == 4 && (s[i] == '2' && (s[i+1] == '0' || s[i+1] == '5') || s[i] == '1' && s[i+1] == '9') {
			year = true
		}
		if n <= 2 && j+2 < len(s) && isDigit(s[j+1]) && isDigit(s[j+2]) {
			switch s[j] {
			case ':', 'h':
				clock = true
			case '.':
				clock = clock || j+3 >= len(s) || s[j+3] != '.' && !isDigit(s[j+3])
			}
		}
		if n <= 2 && j+1 < len(s) && (s[j] == '.' || s[j] == '/' || s[j] == '-') && isDigit(s[j+1]) {
			k := j + 1
			for k < len(s) && isDigit(s[k]) {
				k++
			}
			if k < len(s) && s[k] == s[j] && k+1 < len(s) && isDigit(s[k+1]) {
				year = true
			}
		}
		if r, _ := utf8.DecodeRuneInString(s[j:]); n <= 2 && (r == '时' || r == '時' || r == '시' || r == '点' || r == '：') {
			clock = true
		}
		i = j
	}
	return year, clock
}

// latinDigits is s with the digits of other scripts written as 0 to 9.
func latinDigits(s string) string {
	if isASCII(s) || !strings.ContainsFunc(s, otherDigit) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if !otherDigit(r) {
			return r
		}
		// Decimal digits stand in runs of ten.
		zero := r
		for n := 0; n < 9 && unicode.IsDigit(zero-1); n++ {
			zero--
		}
		return '0' + r - zero
	}, s)
}

func otherDigit(r rune) bool { return r > unicode.MaxLatin1 && unicode.IsDigit(r) }
