package reading

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"
)

// misspelt reports whether a word is nearly the keyword. One letter is always
// forgiven, in a long word two where a colon follows or nothing does: "rate:" is
// not "privat". A keyword that needs its colon is known misspelt only to those
// whose language it is.
func (f form) misspelt(word, after string) bool {
	const long, longer = 6, 7
	text, needsColon := strings.CutSuffix(f.text, ":")
	if far(f.letters, letterSet(word)) || utf8.RuneCountInString(text) < long || strings.Contains(text, " ") {
		return false
	}
	d := distance(word, text, 2)
	if d > 2 {
		return false
	}
	after = strings.TrimLeft(after, " *_\"")
	colon := strings.HasPrefix(after, ":")
	if needsColon {
		return d <= 1 && colon && !f.foreign
	}
	return d <= 1 || utf8.RuneCountInString(text) >= longer && (colon || wordless(after))
}

// nearMiss asks about a first line that is almost a keyword of the person's own
// language or of English. Nothing is done on a guess.
func (r *reader) nearMiss(line string, cur *part) {
	said := lead(strings.TrimSpace(line))
	typed := strings.Fields(said)
	word, _ := firstWord(said)
	after, _ := strings.CutPrefix(bare(line), word)
	if len(typed) == 0 || len(typed) > 4 && !strings.HasPrefix(after, ":") {
		return
	}
	closest, best := 3, ""
	simples := map[int]string{} // of so many words, as they are compared
	for _, f := range r.x.misspelt {
		n := 1 + strings.Count(f.text, " ")
		if len(f.text) < 4 || n > len(typed) || f.foreign {
			continue
		}
		words := strings.Join(typed[:n], " ")
		end := strings.TrimRight(words, ".:!?,;")
		if _, done := simples[n]; !done {
			simples[n] = simple(end)
		}
		d := distance(simples[n], f.text, 2)
		if d == 0 || d >= closest || d > len(f.text)/3 {
			continue
		}
		suggest := strings.TrimSpace(f.shown + words[len(end):] + " " + strings.Join(typed[n:], " "))
		suggest = strings.TrimRight(suggest, ".!?*_ ")
		before := len(r.out.Doubts)
		_, ok := r.command(suggest, cur)
		r.out.Doubts = r.out.Doubts[:before]
		if ok {
			closest, best = d, suggest
		}
	}
	if best != "" {
		r.doubt(Doubt{Kind: DidYouMean, Text: strings.TrimSpace(line), Suggest: best})
	}
}

// kindly asks about words that may mean to bring a pair to a good end, though they
// are part of a sentence: they must not be read as nothing.
func (r *reader) kindly(line string) {
	said := spaced(line)
	for _, form := range r.x.kindly {
		if strings.Contains(said, " "+form+" ") {
			r.doubt(Doubt{Kind: DidYouMean, Text: strings.TrimSpace(line), Suggest: form})
			return
		}
	}
}

// guessable reports whether people are asked if a near miss was meant for a verb.
// Those whose words are a letter away from what everybody writes are not ("Rest",
// "Right.", "Still: …").
func guessable(v Verb) bool {
	return !slices.Contains([]Verb{Light, Full, Talk, On, Every, Try, Tell, Need, Skill, Reset, Letter, SendFile, Now}, v)
}

// shortestMisspelt is how long a word must be to be looked at for a misspelling.
const shortestMisspelt = 4

// distance is the number of letters to add, drop, change or swap between two
// short words, at most limit+1.
func distance(a, b string, limit int) int {
	const wide = 3 // bytes that most letters take at most
	if n := len(a) - len(b); n > wide*limit || -n > wide*limit {
		return limit + 1
	}
	if len(a) > longestWord || len(b) > longestWord {
		return limit + 1
	}
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > limit || len(y)-len(x) > limit {
		return limit + 1
	}
	var rows [longestWord + 1][longestWord + 1]int
	for i := range len(x) + 1 {
		rows[i][0] = i
	}
	for j := range len(y) + 1 {
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

// letterSet is the letters of a simple word, for telling far words apart soon.
func letterSet(word string) (set uint32) {
	for i := range len(word) {
		set |= 1 << (word[i] % 32)
	}
	return set
}

// far reports whether two words of these letters differ in more than two.
func far(a, b uint32) bool { return bits.OnesCount32(a&^b) > 2 || bits.OnesCount32(b&^a) > 2 }

// longestWord bounds, in bytes, what is looked at for a misspelling.
const longestWord = 31
