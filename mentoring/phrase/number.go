package phrase

import (
	"strings"
	"unicode"
)

// Rating reads s, the whole of it, as a rating from 1 to top, perhaps followed
// by a remark: "3", "4/5", "four", "3 out of 5", "3 - steady", "4 (up from 3)".
//
// A number that begins a sentence ("3 meetings this week"), a range ("3-4"), a
// half ("3.5") and a number of another scale ("7/10") are no rating.
func (l *Lexicon) Rating(s string, top int) (value int, remark string, ok bool) {
	r := l.reader(s)
	if value, remark, ok = r.rating(top); ok || r.at(0).kind != word && r.at(1).kind != word {
		return value, remark, ok
	}
	for n, other := range l.others {
		// A number of the right scale is proof enough.
		stranger := &reader{Lexicon: other, text: s, tokens: r.tokens, bit: 1 << n}
		if value, remark, ok = stranger.rating(top); ok {
			return value, remark, true
		}
	}
	return 0, "", false
}

func (r *reader) rating(top int) (value int, remark string, ok bool) {
	value, next, ok := r.count(0)
	inWords := r.at(0).kind == word
	if !ok || value < 1 || value > top || inWords && r.bit != 0 && isCommon(r.at(0).text) {
		return 0, "", false
	}
	if _, after, ok := r.word(next, outOf); ok {
		scale, after, ok := r.count(after)
		if !ok || scale != top {
			return 0, "", false
		}
		next = after
	}
	if inWords && r.sign(next, ",;") {
		return 0, "", false // "One, we met" counts and does not rate
	}
	if remark, ok = r.remark(next); !ok {
		return 0, "", false
	}
	return value, remark, true
}

// remark returns what follows a rating, without the sign between them. It
// returns false if what follows belongs to the number.
func (r *reader) remark(i int) (string, bool) {
	rest := r.rest(i)
	if rest == "" || strings.Trim(rest, ".! ") == "" {
		return "", true
	}
	newLine := strings.Contains(r.text[r.at(i-1).end:r.at(i).start], "\n")
	digits := r.at(i).kind == number
	marked := r.sign(i, "(") || r.sign(i, "-–—,;") && r.at(i+1).kind != number
	switch {
	case newLine && !digits, r.gesture(i, rest):
		return rest, true
	case !marked:
		return "", false
	case r.sign(i, "("):
		inner, closed := strings.CutSuffix(strings.TrimRight(rest[1:], ". "), ")")
		if closed && !strings.ContainsAny(inner, "()") {
			return strings.TrimSpace(inner), true
		}
		return rest, true
	}
	remark := strings.TrimLeft(rest, "-–—,; ")
	return remark, remark != ""
}

// gesture reports whether rest, at i, is a smiley or the like and nothing else.
func (r *reader) gesture(i int, rest string) bool {
	if r.at(i).glued && rest[0] < unicode.MaxASCII {
		return false
	}
	return !strings.ContainsFunc(rest, func(c rune) bool {
		return unicode.IsLetter(c) || unicode.IsDigit(c) || strings.ContainsRune("%/+*-–—", c)
	})
}
