package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// fold returns text for matching only: lower case, straight apostrophes, no
// decoration in front, single spaces.
func fold(s string) string {
	s = strings.ToLower(strings.NewReplacer("’", "'", "‘", "'", "\u00a0", " ", "\u200b", "", "\u200e", "", "\u200f", "").Replace(s))
	s = strings.Join(strings.Fields(s), " ")
	return strings.TrimLeft(s, "*_-–—•/#!>\"“„`~ ")
}

// bare is fold without punctuation behind: "Skip!" and "*skip*." are "skip".
func bare(s string) string {
	return strings.TrimRight(fold(s), "*_.!?,;:\"”“`~ ")
}

// words splits folded text into its words.
func words(s string) []string {
	return strings.FieldsFunc(fold(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\''
	})
}

func isWordByte(b byte) bool {
	return b >= utf8.RuneSelf || b == '\'' || b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimSpace(s))
	return unicode.IsLower(r)
}

// distance is the number of letters to add, drop, change or swap between two
// short words, at most limit+1.
func distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > limit || len(y)-len(x) > limit {
		return limit + 1
	}
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(x)][len(y)]
}
