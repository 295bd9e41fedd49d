package reading

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// keptFrom reads words that are marked as not for somebody: "not for Tomasz: …".
// It fails closed: whoever is named by a capital letter will do.
func (r *reader) keptFrom(s string) (rest string, ok bool) {
	_, behind, ok := r.x.sorted(Private, s)
	if !ok {
		return "", false
	}
	name, rest, found := strings.Cut(strings.ReplaceAll(behind, "：", ":"), ":")
	name = strings.Trim(name, closing+" ")
	first, _ := utf8.DecodeRuneInString(name)
	const mostOfName = 3
	if !found || name == "" || len(strings.Fields(name)) > mostOfName {
		return "", false
	}
	role, known := r.x.sortOf(Commit, name)
	known = known && (role == mentorSort || role == menteeSort || role == partnerSort)
	return rest, known || unicode.IsUpper(first) || r.partner(name)
}

// letterSpaced is a word whose letters stand apart.
var letterSpaced = regexp.MustCompile(`^\pL(?:[ .\-_]\pL){4,}(?:[^\pL]|$)`)

// unspaced returns a line whose first word is spelt with spaces, as "p r i v a t e:
// …", with that word in one piece.
func unspaced(s string) (string, bool) {
	word := letterSpaced.FindString(s)
	if word == "" {
		return s, false
	}
	last, size := utf8.DecodeLastRuneInString(word)
	if !unicode.IsLetter(last) {
		word = word[:len(word)-size]
	}
	return strings.NewReplacer(" ", "", ".", "", "-", "", "_", "").Replace(word) + s[len(word):], true
}
