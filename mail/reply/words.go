package reply

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// word is a word as it is compared: two words are the same when their ids are.
// Case, accents, apostrophes, direction marks and zero-width characters do not
// count, for clients change them.
type word struct {
	id         uint64
	start, end int32 // byte offsets
}

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// smallLetter holds for each ASCII letter its small form, for each digit itself, and
// 0 for all else.
var smallLetter = func() (t [256]byte) {
	for c := range t[:utf8.RuneSelf] {
		if b := byte(c); isDigit(b) || isASCIILetter(b) {
			t[c] = b | 0x20 // digits have the bit already
		}
	}
	return t
}()

// appendWords appends the words of s[start:end]; a symbol such as a smiley or a
// tick is one. Addresses that clients add
// behind a link, "<https://…>" or "[mailto:…]", are skipped.
func appendWords(words []word, s string, start, end int32) []word {
	s = s[:end]
	from, id := -1, uint64(fnvOffset) // the word that is open
	links := linkScan{s: s}
	for i := int(start); i < len(s); {
		c := s[i]
		if l := smallLetter[c]; l != 0 {
			if from < 0 {
				from = i
			}
			for l != 0 {
				id = (id ^ uint64(l)) * fnvPrime
				if i++; i == len(s) {
					break
				}
				l = smallLetter[s[i]]
			}
			continue
		}
		n := 1
		alone := rune(0) // a word of one rune
		if c >= utf8.RuneSelf {
			var r rune
			r, n = utf8.DecodeRuneInString(s[i:])
			letter := unicode.IsLetter(r) || unicode.IsDigit(r)
			switch {
			case !letter && (ignorable(r) || r == '’' && from >= 0):
				i += n
				continue
			case letter && !unspaced(r):
				if from < 0 {
					from = i
				}
				id = hashLetter(id, s[i:i+n], r)
				i += n
				continue
			case letter || unicode.Is(unicode.So, r):
				alone = r
			}
		} else if c == '\'' && from >= 0 {
			i++
			continue
		} else if c == '#' && from < 0 && i+1 < len(s) && isDigit(s[i+1]) {
			from, id = i, (id^uint64(c))*fnvPrime // "#1" is no number of ours
			i++
			continue
		} else if c == '/' && from >= 0 && isDigit(s[i-1]) && i+1 < len(s) && isDigit(s[i+1]) {
			id = (id ^ uint64(c)) * fnvPrime // "4/5" is one word: our "4 5" is no answer
			i++
			continue
		}
		if from >= 0 {
			words = append(words, word{id, int32(from), int32(i)})
			from, id = -1, fnvOffset
		}
		if alone != 0 {
			words = append(words, word{hashLetter(fnvOffset, s[i:i+n], alone), int32(i), int32(i + n)})
		}
		i += n
		if c == '<' || c == '[' || c == '(' {
			i += links.target(i)
		}
	}
	if from >= 0 {
		words = append(words, word{id, int32(from), int32(len(s))})
	}
	return words
}

// wordRune reports whether r is of a word: a letter, a digit or a symbol.
func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.So, r)
}

// hashLetter adds the letter r, written as enc, without case and accents.
func hashLetter(id uint64, enc string, r rune) uint64 {
	switch {
	case int(r) < len(bareLetter):
		r = bareLetter[r]
	case 0x3400 <= r && r <= 0x9fff, 0x1f300 <= r && r <= 0x1faff, r == utf8.RuneError:
		// Ideographs and smileys are what they are.
	default:
		r = bare(r, enc)
	}
	return (id ^ uint64(r)) * fnvPrime
}

// bare is the letter r, written as enc, without case and accents.
func bare(r rune, enc string) rune {
	if dec := norm.NFKD.PropertiesString(enc).Decomposition(); dec != nil {
		r, _ = utf8.DecodeRune(dec)
	}
	return unicode.ToLower(r)
}

// bareLetter holds what bare says of the letters of most languages in Europe.
var bareLetter = func() (t [0x500]rune) {
	for r := range rune(len(t)) {
		t[r] = bare(r, string(r))
	}
	return t
}()

// wordless reports whether s holds nothing that a person would mean: only
// space, punctuation, rules and link targets that a client added.
func wordless(s string) bool {
	links := linkScan{s: s}
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if smallLetter[c] != 0 {
				return false
			}
			i++
			if c == '<' || c == '[' || c == '(' {
				i += links.target(i)
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if wordRune(r) {
			return false
		}
		i += n
	}
	return true
}
