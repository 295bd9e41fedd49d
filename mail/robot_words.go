package mail

import (
	"embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// robotFiles are what programs write when they answer for a person or return a
// mail, one file a language. robot/README explains the keys.
//
//go:embed robot/*.txt
var robotFiles embed.FS

// robotWords are the tables of all languages in one, folded.
var robotWords = sync.OnceValue(func() map[string][]string {
	words := map[string][]string{}
	files, err := robotFiles.ReadDir("robot")
	if err != nil {
		panic(err) // embedded, so a mistake of ours that every test finds
	}
	for _, f := range files {
		data, err := robotFiles.ReadFile("robot/" + f.Name())
		if err != nil {
			panic(err)
		}
		for line := range strings.Lines(string(data)) {
			if key, phrase, ok := strings.Cut(line, " "); ok && key != "#" {
				words[key] = append(words[key], folded(phrase))
			}
		}
	}
	return words
})

// letters are those that are written without their stroke where there is no key
// for it, and do not come apart into a letter and an accent.
var letters = strings.NewReplacer("ß", "ss", "ł", "l", "ø", "o", "đ", "d", "’", "'", "‘", "'", "‐", "-", "‑", "-", "–", "-")

// folded returns text as phrases are compared: in lower case, without accents
// and direction marks, with single spaces and straight apostrophes.
func folded(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) || isBidi(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(s))
	return strings.Join(strings.Fields(letters.Replace(norm.NFC.String(s))), " ")
}

// says reports whether folded text holds a phrase of a key.
func says(key, text string) bool {
	for _, phrase := range robotWords()[key] {
		for from := 0; ; {
			i := strings.Index(text[from:], phrase)
			if i < 0 {
				break
			}
			if i += from; wordEnds(text, i) && wordEnds(text, i+len(phrase)) {
				return true
			}
			from = i + len(phrase)
		}
	}
	return false
}

// begins returns what follows the longest phrase of a key at the start of
// folded text.
func begins(key, text string) (rest string, ok bool) {
	for _, phrase := range robotWords()[key] {
		after, found := strings.CutPrefix(text, phrase)
		if found && wordEnds(text, len(phrase)) && (!ok || len(after) < len(rest)) {
			rest, ok = strings.TrimSpace(after), true
		}
	}
	return rest, ok
}

// wordEnds reports whether no word goes on over a place in text. In scripts
// without spaces every place will do.
func wordEnds(text string, i int) bool {
	if i <= 0 || i >= len(text) {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i:])
	return !isWord(before) || !isWord(after)
}

func isWord(r rune) bool {
	const cjk = 0x2e80 // from here on, scripts without spaces, and Hangul, which joins words
	return r < cjk && !unicode.Is(unicode.Thai, r) && (unicode.IsLetter(r) || unicode.IsDigit(r))
}
