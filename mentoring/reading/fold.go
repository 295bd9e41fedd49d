package reading

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// decoration is what people and mail programs put around a word without
// meaning anything by it.
const decoration = "*_-–—•·‣→/|#!¡¿@>‹›«»\"“”„‚‘’'`~([{ \t"

// closing is what of it stands behind a word.
const closing = "*_\"“”„‘’'`»›)]}~"

// invisible characters say nothing: soft hyphens, zero-width ones, the marks of
// writing directions.
const unseen = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"

// marked are the letters with a mark of the languages that ship and of their
// neighbours, by the letters that people type instead.
var marked = func() map[rune]string {
	all := map[rune]string{'ß': "ss", 'ẞ': "ss", 'æ': "ae", 'œ': "oe", '：': ":"}
	for plain, letters := range map[string]string{
		"a": "àáâãäåāăą", "c": "çćĉċč", "d": "ďđ", "e": "èéêëēĕėęě", "g": "ĝğġģ", "h": "ĥħ", "i": "ìíîïĩīĭįı",
		"k": "ķ", "l": "ĺļľŀł", "n": "ñńņň", "o": "òóôõöøōŏő", "r": "ŕŗř", "s": "śŝşšș", "t": "ţťŧț",
		"u": "ùúûüũūŭůűų", "y": "ýÿŷ", "z": "źżž", "'": "’‘ʼ´", `"`: "“”„«»",
	} {
		for _, letter := range letters {
			all[letter] = plain
		}
	}
	return all
}()

// plain returns how a character is compared: lower case, without its mark,
// quotes straight. Marks that stand for themselves and what cannot be seen are "".
func plain(c rune) (one rune, more string) {
	if c < utf8.RuneSelf {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		return c, ""
	}
	if '！' <= c && c <= '～' { // the wide letters of Asian keyboards
		one, _ = plain(c - '！' + '!')
		return one, ""
	}
	c = unicode.ToLower(c)
	switch s, ok := marked[c]; {
	case ok:
		return rune(s[0]), s[1:]
	case unicode.In(c, unicode.Mn, unicode.Cf):
		return 0, ""
	case unicode.IsSpace(c):
		return ' ', ""
	}
	return c, ""
}

// simple returns text for matching only: every character plain, single spaces.
func simple(s string) string {
	if isSimple(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	space := true // none in front
	for _, c := range s {
		one, more := plain(c)
		switch {
		case one == 0:
		case one < utf8.RuneSelf && unicode.IsSpace(one):
			if !space {
				b.WriteByte(' ')
			}
			space = true
		default:
			b.WriteRune(one)
			b.WriteString(more)
			space = false
		}
	}
	return strings.TrimSuffix(b.String(), " ")
}

func isSimple(s string) bool {
	before := byte(' ')
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf || c < ' ' || 'A' <= c && c <= 'Z' || c == ' ' && before == ' ' {
			return false
		}
		before = c
	}
	return before != ' ' || s == ""
}

// fold is simple without decoration in front.
func fold(s string) string { return undecorated(simple(s)) }

// undecorated cuts decoration and emoji off the front of a text, unless there
// is nothing else.
func undecorated(s string) string {
	if rest := strings.TrimLeftFunc(s, ornament); rest != "" {
		return rest
	}
	return strings.TrimLeft(s, decoration)
}

func ornament(c rune) bool {
	return strings.ContainsRune(decoration, c) || c >= utf8.RuneSelf && (unicode.In(c, unicode.So, unicode.Sk, unicode.Mn, unicode.Me, unicode.Cf) || unicode.IsSpace(c))
}

// bare is fold without punctuation behind: "Skip!" and "*skip*." are "skip".
func bare(s string) string {
	s = fold(s)
	rest := strings.TrimRightFunc(s, func(c rune) bool { return strings.ContainsRune(".…?,;:)]}", c) || ornament(c) })
	if rest == "" && strings.ContainsFunc(s, func(c rune) bool { return unicode.Is(unicode.So, c) }) {
		return s // a thumb up says something
	}
	return rest
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
func lead(line string) string { return undecorated(line) }

// wordly returns a line from its first letter or digit on, whatever stands in
// front of that.
func wordly(line string) string {
	return strings.TrimLeftFunc(line, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsNumber(c) })
}

// pairs are what stands in front of words, and behind them.
var pairs = strings.NewReplacer("“", "”\"", "„", "“”", "‚", "‘’", "‘", "’", "«", "»", "»", "«", "(", ")", "[", "]", "{", "}", "`", "`'")

// undressed cuts what a line is wrapped in off its end: the stars of bold type,
// quotes, brackets.
func undressed(line string) string {
	front := line[:len(line)-len(lead(line))]
	marks := strings.Map(func(c rune) rune {
		if strings.ContainsRune("*_\"'“„‚‘’«»([{`~", c) {
			return c
		}
		return -1
	}, front)
	if marks == "" {
		return line
	}
	return strings.TrimRight(line, pairs.Replace(marks)+" ")
}

// initial returns the letters that a text begins with, plain. Words are looked
// up by them.
func initial(s string) string {
	end := len(s)
	ascii := true
	for i, c := range s {
		if !unicode.IsLetter(c) && (c < utf8.RuneSelf || !unicode.In(c, unicode.Mn, unicode.Cf)) {
			end = i
			break
		}
		ascii = ascii && 'a' <= c && c <= 'z'
	}
	if ascii {
		return s[:end]
	}
	return simple(s[:end])
}

// cutPrefix cuts folded words off a line that begins with them, however they
// are written there, and returns what follows as it stands.
func cutPrefix(s, prefix string) (rest string, ok bool) {
	if s, ok = cutLetters(s, prefix); !ok || goesOn(s) {
		return "", false
	}
	return s, true
}

// cutLetters is cutPrefix where more letters or digits may follow.
func cutLetters(s, prefix string) (rest string, ok bool) {
	for prefix != "" {
		got, n := utf8.DecodeRuneInString(s)
		one, more := plain(got)
		switch {
		case n == 0:
			return "", false
		case one == 0:
			s = s[n:]
			continue
		case prefix[0] == ' ':
			if one != ' ' && one != '\t' && one != '\n' {
				return "", false
			}
			s, prefix = strings.TrimLeftFunc(s, unicode.IsSpace), prefix[1:]
			continue
		case one == ' ' && prefix == ":":
			s = s[n:]
			continue
		}
		want, size := utf8.DecodeRuneInString(prefix)
		if one != want || !strings.HasPrefix(prefix[size:], more) {
			return "", false
		}
		s, prefix = s[n:], prefix[size+len(more):]
	}
	for { // the mark of the last letter
		c, n := utf8.DecodeRuneInString(s)
		if one, _ := plain(c); n == 0 || one != 0 {
			return s, true
		}
		s = s[n:]
	}
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
	end := strings.IndexFunc(s, func(c rune) bool {
		one, _ := plain(c)
		return one != 0 && !unicode.IsLetter(one) && one != '\''
	})
	if end < 0 {
		end = len(s)
	}
	return fold(s[:end]), s[end:]
}

// blank reports whether text says nothing: dashes, dots, underscores. A face
// says something.
func blank(s string) bool {
	return strings.Trim(s, decoration+unseen+".…,;:=\n\r") == "" && !face.MatchString(s)
}

var face = regexp.MustCompile(`[:;=]['’]?-?[(/|\[]`)

// wordless reports whether there is neither a letter nor a digit in a text.
func wordless(s string) bool {
	return !strings.ContainsFunc(s, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsNumber(c) })
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimSpace(s))
	return unicode.IsLower(r)
}

// western writes the digits of other scripts as 0 to 9.
func western(s string) string { return strings.Map(westernDigit, s) }
