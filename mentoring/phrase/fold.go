package phrase

import (
	"strings"
	"unicode/utf8"
)

// Fold returns a word in the form in which words are compared: in lower case and
// without accents, since people on telephones leave them off. "ß" is "ss".
func Fold(word string) string {
	word = strings.ToLower(word)
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return plainLetters.Replace(word)
		}
	}
	return word
}

// plainLetters are the accented letters of the languages that ship, both in one
// piece and put together from a letter and a mark.
var plainLetters = replacer(map[string]string{
	"a": "àáâãäåāăą", "c": "çćč", "e": "èéêëēęě", "i": "ìíîïī", "l": "ł", "n": "ñńň", "o": "òóôõöøōő",
	"s": "śšş", "u": "ùúûüūůű", "y": "ýÿ", "z": "źżž", "ss": "ß", "ae": "æ", "oe": "œ", "'": "’‘ʼ",
	"": "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030c\u0327\u0328",
})

// spelledOut are the letters for which German has a second spelling.
var spelledOut = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue")

func replacer(letters map[string]string) *strings.Replacer {
	var pairs []string
	for plain, accented := range letters {
		for _, letter := range accented {
			pairs = append(pairs, string(letter), plain)
		}
	}
	return strings.NewReplacer(pairs...)
}
