package reading

import (
	"strings"
	"unicode"
)

// Secrets returns the parts of a text that may be read as keywords for privacy,
// misspelt ones too, wherever they begin.
func Secrets(v *Vocabulary, text string) string {
	r := &reader{x: v.compiled()}
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		inWord := false
		for i, c := range line {
			if letter := unicode.IsLetter(c); letter == inWord {
				continue
			}
			if inWord = !inWord; !inWord {
				continue
			}
			if rest, ok := r.secrecy(line[i:]); ok {
				out = append(out, strings.TrimSuffix(line[i:], rest))
			}
		}
	}
	return strings.Join(out, " ")
}
