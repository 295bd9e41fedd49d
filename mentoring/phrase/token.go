package phrase

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxDigits bounds a number; a longer one is no number in a date.
const maxDigits = 6

type tokenKind uint8

const (
	sign tokenKind = iota
	word
	number
)

// A token is a word, a number, or one sign.
type token struct {
	kind       tokenKind
	text       string // folded
	value      int    // of a number
	start, end int    // in bytes
	glued      bool   // nothing stands between it and the token before
}

// tokens splits s. Space, of any kind, separates and is dropped.
func tokens(s string) []token {
	var found []token
	for at := 0; at < len(s); {
		r, size := utf8.DecodeRuneInString(s[at:])
		if unicode.IsSpace(r) {
			at += size
			continue
		}
		t := token{kind: kindOf(r), start: at, glued: len(found) > 0 && found[len(found)-1].end == at}
		at += size
		for t.kind != sign && at < len(s) {
			if r, size = utf8.DecodeRuneInString(s[at:]); kindOf(r) != t.kind {
				break
			}
			at += size
		}
		t.end = at
		t.text = Fold(s[t.start:t.end])
		if t.kind == number {
			if len(t.text) > maxDigits {
				t.kind = sign
			}
			t.value, _ = strconv.Atoi(t.text) // digits only; a sign has no value
		}
		found = append(found, t)
	}
	return found
}

func kindOf(r rune) tokenKind {
	switch {
	case r >= '0' && r <= '9':
		return number
	case unicode.IsLetter(r), unicode.IsMark(r):
		return word
	}
	return sign
}

// A reader is a text being read in one language. Its methods read one part of a
// phrase at place i and return the place after it.
type reader struct {
	*Lexicon
	text   string
	tokens []token
	// The proof that the language is another than the person's own.
	clues map[string]clue
	bit   clue // 0 in the person's own language
}

func (l *Lexicon) reader(s string) *reader {
	return &reader{Lexicon: l, text: s, tokens: tokens(head(s)), clues: l.clues}
}

// head returns at most maxText bytes of s, whole characters only.
func head(s string) string {
	if len(s) <= maxText {
		return s
	}
	end := maxText
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end]
}

// at returns the token at i, or an empty one behind the end.
func (r *reader) at(i int) token {
	if i < 0 || i >= len(r.tokens) {
		return token{start: len(r.text), end: len(r.text)}
	}
	return r.tokens[i]
}

// rest returns the text from place i on.
func (r *reader) rest(i int) string {
	if i == 0 {
		return strings.TrimSpace(r.text)
	}
	return strings.TrimSpace(r.text[r.at(i-1).end:])
}

// word reads the longest form of class c at i.
func (r *reader) word(i int, c class) (value, next int, ok bool) {
	m := r.senses[r.at(i).text]
	if !m.classes.overlaps(classes(0).with(c)) {
		return 0, i, false
	}
	for _, s := range m.senses {
		if s.class == c && i+1+len(s.tail) > next && r.follows(i+1, s.tail) {
			value, next, ok = s.value, i+1+len(s.tail), true
		}
	}
	if !ok {
		return 0, i, false
	}
	return value, next, true
}

func (r *reader) follows(i int, tail []string) bool {
	for n, text := range tail {
		if r.at(i+n).text != text {
			return false
		}
	}
	return true
}

// maxSkipped bounds how many words that say nothing may stand in a row, and
// maxLeads how many words may stand before a date: with more of them, a long row
// would be read again and again.
const (
	maxSkipped = 4
	maxLeads   = 4
)

// skip returns the place after words of the given classes.
func (r *reader) skip(i int, classes ...class) int {
	again := true
	for n := 0; again && n < maxSkipped; n++ {
		again = false
		for _, c := range classes {
			if _, next, ok := r.word(i, c); ok {
				i, again = next, true
			}
		}
	}
	return i
}

// sign reports whether one of the signs stands at i.
func (r *reader) sign(i int, signs string) bool {
	t := r.at(i)
	return t.kind == sign && t.text != "" && strings.Contains(signs, t.text)
}

// number reads a number in digits, of min to max.
func (r *reader) number(i, low, high int) (value, next int, ok bool) {
	if t := r.at(i); t.kind == number && t.value >= low && t.value <= high {
		return t.value, i + 1, true
	}
	return 0, i, false
}

// count reads a number in digits or in words.
func (r *reader) count(i int) (value, next int, ok bool) {
	if value, next, ok = r.number(i, 0, 999); ok {
		return value, next, true
	}
	return r.word(i, count)
}

// name reads a weekday or a month, with the full stop of an abbreviation.
func (r *reader) name(i int, c class) (value, next int, ok bool) {
	if value, next, ok = r.word(i, c); ok && r.sign(next, ".") && r.at(next).glued {
		next++
	}
	return value, next, ok
}
