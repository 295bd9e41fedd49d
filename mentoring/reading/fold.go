package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// decoration is what people and mail programs put around a word without
// meaning anything by it.
const decoration = "*_-–—•/#!>\"“”„«»‘’'`~([{ \t"

// invisible characters are dropped, look-alikes made the same.
var plain = strings.NewReplacer(
	"’", "'", "‘", "'", "“", `"`, "”", `"`, "„", `"`, "：", ":", "\u00a0", " ", "\u202f", " ",
	"\u00ad", "", "\u200b", "", "\u200c", "", "\u200d", "", "\u200e", "", "\u200f", "", "\u2060", "", "\ufeff", "",
)

// fold returns text for matching only: lower case, straight quotes, no
// decoration in front, single spaces.
func fold(s string) string {
	s = strings.Join(strings.Fields(strings.ToLower(plain.Replace(s))), " ")
	return strings.TrimLeft(s, decoration)
}

// bare is fold without punctuation behind: "Skip!" and "*skip*." are "skip".
func bare(s string) string {
	return strings.TrimRight(fold(s), "*_.!?,;:\"'`~)]} ")
}

// words splits text into its words, folded.
func words(s string) []string {
	return strings.FieldsFunc(fold(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\''
	})
}

// spaced returns the words of text with a space around each, for looking up
// phrases as whole words.
func spaced(text string) string { return " " + strings.Join(words(text), " ") + " " }

// lead returns a line from its first word on.
func lead(line string) string {
	if strings.ContainsAny(line, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff") {
		line = invisible.Replace(line)
	}
	return strings.TrimLeft(line, decoration)
}

// cutPrefix cuts folded words off a line that begins with them, however they
// are written there, and returns what follows as it stands.
func cutPrefix(s, prefix string) (rest string, ok bool) {
	for prefix != "" {
		want, size := utf8.DecodeRuneInString(prefix)
		got, n := utf8.DecodeRuneInString(s)
		switch {
		case n == 0:
			return "", false
		case want == ' ' && unicode.IsSpace(got):
			s = strings.TrimLeftFunc(s, unicode.IsSpace)
		case got == want, unicode.ToLower(got) == want, want == '\'' && (got == '’' || got == '‘'):
			s = s[n:]
		default:
			return "", false
		}
		prefix = prefix[size:]
	}
	return s, !goesOn(s)
}

// goesOn reports whether text begins with more of a word that was cut off.
func goesOn(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	if r == '\'' || r == '’' {
		r, n = utf8.DecodeRuneInString(s[n:])
	}
	return n > 0 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// firstWord returns the first word of a line, folded, and what follows it.
func firstWord(line string) (word, rest string) {
	s := lead(line)
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' })
	if end < 0 {
		end = len(s)
	}
	return fold(s[:end]), s[end:]
}

var invisible = strings.NewReplacer("\u00ad", "", "\u200b", "", "\u200c", "", "\u200d", "", "\u200e", "", "\u200f", "", "\u2060", "", "\ufeff", "")

// blank reports whether text says nothing: dashes, dots, underscores.
func blank(s string) bool { return strings.Trim(s, decoration+".…,;:=\n\r") == "" }

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimSpace(s))
	return unicode.IsLower(r)
}

// Mail programs break lines at about 72 columns.
const (
	wrapFrom = 50 // no line that was broken is shorter
	wrapAt   = 65 // a line that had room for one word more was ended on purpose
)

// wrapped reports whether a line ends only because the next word had no room.
func wrapped(line, next string) bool {
	n := utf8.RuneCountInString(line)
	word, _, _ := strings.Cut(strings.TrimSpace(next), " ")
	return n >= wrapFrom && n+1+utf8.RuneCountInString(word) > wrapAt
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
