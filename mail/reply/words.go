package reply

import (
	"strings"
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
	digits     bool  // only ASCII digits
}

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// appendWords appends the words of s[start:end]; a symbol such as a smiley or a
// tick is one. Addresses that clients add
// behind a link, "<https://…>" or "[mailto:…]", are skipped.
func appendWords(words []word, s string, start, end int32) []word {
	w := word{id: fnvOffset, start: -1, digits: true}
	flush := func(at int) {
		if w.start >= 0 {
			w.end = int32(at)
			words = append(words, w)
		}
		w = word{id: fnvOffset, start: -1, digits: true}
	}
	s = s[:end]
	for i := int(start); i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			switch {
			case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
				if w.start < 0 {
					w.start = int32(i)
				}
				if c > '9' {
					w.digits = false
					c |= 0x20
				}
				w.id = (w.id ^ uint64(c)) * fnvPrime
				i++
			case c == '\'' && w.start >= 0:
				i++
			case c == '<' || c == '[' || c == '(':
				flush(i)
				i += 1 + linkTarget(s[i+1:])
			default:
				flush(i)
				i++
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case ignorable(r) || r == '’' && w.start >= 0:
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.So, r):
			alone := unspaced(r) || unicode.Is(unicode.So, r)
			if alone {
				flush(i)
			}
			if w.start < 0 {
				w.start = int32(i)
			}
			w.digits = false
			w.id = hashLetter(w.id, s[i:i+n], r)
			if alone {
				flush(i + n)
			}
		default:
			flush(i)
		}
		i += n
	}
	flush(len(s))
	return words
}

// hashLetter adds the letter r, written as enc, without case and accents.
func hashLetter(id uint64, enc string, r rune) uint64 {
	if dec := norm.NFKD.PropertiesString(enc).Decomposition(); dec != nil {
		r, _ = utf8.DecodeRune(dec)
	}
	return (id ^ uint64(unicode.ToLower(r))) * fnvPrime
}

// maxLink bounds a link target that is skipped.
const maxLink = 1024

// linkTarget is the length of the link target and closing bracket at the start
// of s, 0 if s does not start with one. Seen in practice: Gmail writes a link to
// an address without its "mailto:".
func linkTarget(s string) int {
	i := strings.IndexAny(s[:min(len(s), maxLink)], "<>])\n")
	if i < 0 || s[i] == '\n' || s[i] == '<' {
		return 0
	}
	address, query, filled := strings.Cut(s[:i], "?")
	bare := filled && strings.Contains(address, "@") && strings.Contains(query, "=") && !strings.Contains(s[:i], " ")
	if bare || hasPrefixFold(s, "http") || hasPrefixFold(s, "mailto:") {
		return i + 1
	}
	return 0
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// ignorable runes have no width or are marks on the letter before.
func ignorable(r rune) bool {
	switch {
	case r == 0xad, r == 0xfeff, 0x200b <= r && r <= 0x200f, 0x202a <= r && r <= 0x202e,
		0x2060 <= r && r <= 0x2069, 0xfe00 <= r && r <= 0xfe0f:
		return true
	}
	return unicode.Is(unicode.Mn, r)
}

// unspaced letters are of scripts that put no spaces between words; each
// counts as a word.
func unspaced(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// wordless reports whether s holds nothing that a person would mean: only
// space, punctuation, rules and link targets that a client added.
func wordless(s string) bool {
	for i := 0; i < len(s); {
		if c := s[i]; c == '<' || c == '[' || c == '(' {
			i += 1 + linkTarget(s[i+1:])
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.So, r) {
			return false
		}
		i += n
	}
	return true
}

// fieldCount is how many words a text has, as strings.Fields has it.
func fieldCount(s string) int {
	n := 0
	for range strings.FieldsSeq(s) {
		n++
	}
	return n
}

// plain is s as the language tables are compared with it: lower case, without
// direction marks, every space a single " ", no space at the ends.
func plain(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case r != 0x200d && ignorable(r) && !unicode.Is(unicode.Mn, r):
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
