package reading

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// lexis is vocabularies put together for looking words up. All texts in it are
// simple, and keyed by the letters that they begin with.
type lexis struct {
	verbs      map[string][]form
	whole      map[string]Verb // also of verbs that are the whole line
	misspelt   []form          // keywords whose misspellings are looked for
	secret     []form          // the keywords for privacy, without their colon
	answers    map[string][]reply
	choices    map[string][]string
	discretion map[string][]request
	thanks     map[string]bool
	fine       map[string]bool
	labels     map[string][]label
	numbers    map[string][]place
	greetings  map[string][]string
	closings   map[string]bool
	polite     map[string]bool
	hedges     map[string]bool
	gone       map[string]bool
	sorts      map[Verb]map[string][]sort
	kindly     []string // what each language says first for EndKindly
}

// form is a verb as it may be typed.
type form struct {
	verb    Verb
	text    string
	shown   string // as it is suggested
	foreign bool
	letters uint32 // a letterSet
}

// reply is how an answer to a yes/no question may begin.
type reply struct {
	text    string
	says    Tri
	foreign bool
}

// label is a word before the number of a question.
type label struct {
	text    string
	strong  bool // needs no mark behind the number
	foreign bool
}

// place is the number that a word stands for.
type place struct {
	text    string
	n       int
	ordinal bool
}

// compile puts vocabularies together. A word of the first is taken from no
// other, and a word of the second from none of the rest.
func compile(own, second *Vocabulary, rest []*Vocabulary) *lexis {
	x := &lexis{
		verbs: map[string][]form{}, whole: map[string]Verb{}, answers: map[string][]reply{}, choices: map[string][]string{},
		discretion: map[string][]request{}, thanks: map[string]bool{}, fine: map[string]bool{}, labels: map[string][]label{}, numbers: map[string][]place{},
		greetings: map[string][]string{}, closings: map[string]bool{},
		polite: map[string]bool{}, hedges: map[string]bool{}, gone: map[string]bool{}, sorts: map[Verb]map[string][]sort{},
	}
	t := taken{}
	x.take(own, t, false)
	t.note(own)
	if second != nil && second.Language != own.Language {
		x.take(second, t, false)
		t.note(second)
	}
	for _, v := range rest {
		if v.Language != own.Language && (second == nil || v.Language != second.Language) {
			x.take(v, t, true)
		}
	}
	x.orderSorts()
	for _, forms := range x.verbs {
		slices.SortStableFunc(forms, func(a, b form) int {
			return cmp.Or(ownFirst(a.foreign, b.foreign), longest(a.text, b.text))
		})
	}
	for _, replies := range x.answers {
		slices.SortStableFunc(replies, func(a, b reply) int {
			return cmp.Or(ownFirst(a.foreign, b.foreign), longest(a.text, b.text))
		})
	}
	for _, places := range x.numbers {
		slices.SortStableFunc(places, func(a, b place) int { return longest(a.text, b.text) })
	}
	for _, labels := range x.labels {
		slices.SortStableFunc(labels, func(a, b label) int {
			return cmp.Or(longest(a.text, b.text), ownFirst(a.foreign, b.foreign))
		})
	}
	return x
}

func longest(a, b string) int { return cmp.Compare(len(b), len(a)) }

func ownFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// take adds the words of a vocabulary that are not taken.
func (x *lexis) take(v *Vocabulary, t taken, foreign bool) {
	for _, verb := range slices.Sorted(maps.Keys(v.Verbs)) {
		for _, shown := range v.Verbs[verb] {
			free := t.free(commands, foreign, shown)
			if hushes(verb) {
				free = spellings([]string{shown}) // fails closed
			}
			if verb == EndKindly && !foreign && shown == v.Verbs[verb][0] {
				x.kindly = append(x.kindly, free...)
			}
			for i, text := range free {
				x.add(form{verb: verb, text: text, shown: shown, foreign: foreign}, i == 0)
			}
		}
	}
	x.takeSorts(v, t, foreign)
	for _, phrase := range slices.Sorted(maps.Keys(v.Whole)) {
		for _, text := range t.free(commands, foreign, phrase) {
			if _, known := x.whole[text]; !known || !foreign {
				x.whole[text] = v.Whole[phrase]
			}
		}
	}
	for says, words := range map[Tri][]string{Yes: v.Yes, No: v.No, Unsaid: v.Unsure} {
		for _, text := range t.free(replies, false, words...) {
			file(x.answers, text, reply{text, says, foreign})
		}
	}
	for key, words := range v.Choices {
		x.choices[key] = append(x.choices[key], t.free(choices, false, words...)...)
	}
	for _, text := range spellings(v.Discretion) {
		var parts request
		for part := range strings.SplitSeq(text, "…") {
			parts = append(parts, strings.TrimSpace(unquoted(part)))
		}
		x.discretion[firstOf(parts[0])] = append(x.discretion[firstOf(parts[0])], parts)
	}
	for _, text := range t.free(courtesies, foreign, v.Thanks...) {
		x.thanks[text] = true
	}
	for _, text := range t.free(courtesies, foreign, v.Greetings...) {
		file(x.greetings, text, text)
	}
	for _, text := range t.free(courtesies, foreign, v.Closings...) {
		x.closings[text] = true
	}
	for set, words := range map[*map[string]bool][]string{&x.polite: v.Polite, &x.hedges: v.Hedges, &x.gone: v.Gone, &x.fine: v.Fine} {
		for _, text := range spellings(words) {
			(*set)[text] = true
		}
	}
	for strong, words := range map[bool][]string{true: v.Labels, false: v.Leads} {
		for _, text := range t.free(labels, false, words...) {
			file(x.labels, text, label{text, strong, foreign})
		}
	}
	for ordinal, lists := range map[bool][][]string{false: v.Numbers, true: v.Ordinals} {
		for i, words := range lists {
			for _, text := range t.free(labels, false, words...) {
				file(x.numbers, text, place{text, i + 1, ordinal})
			}
		}
	}
}

// add adds a form of a verb. first is true for the usual spelling.
func (x *lexis) add(f form, first bool) {
	f.letters = letterSet(strings.TrimSuffix(f.text, ":"))
	file(x.verbs, f.text, f)
	if _, known := x.whole[f.text]; !known && !strings.Contains(f.text, ":") {
		x.whole[f.text] = f.verb
	}
	if hushes(f.verb) {
		secret := f
		secret.text = strings.TrimSuffix(f.text, ":")
		x.secret = append(x.secret, secret)
	}
	if hushes(f.verb) || !f.foreign && first && guessable(f.verb) {
		x.misspelt = append(x.misspelt, f)
	}
}

// taken are the words that have a meaning already, by what they are used for.
type taken map[string]map[string]bool

const (
	commands   = "commands"
	replies    = "replies"
	choices    = "choices"
	courtesies = "courtesies"
	labels     = "labels"
	ordinary   = "ordinary" // words of the language, whatever they are used for
	anything   = "anything"
)

// free returns words, in each of their spellings, that are not taken for a use,
// or where strict for any.
func (t taken) free(use string, strict bool, words ...string) []string {
	return slices.DeleteFunc(spellings(words), func(w string) bool {
		w = strings.TrimSuffix(w, ":")
		return t[use][w] || t[ordinary][w] || strict && t[anything][w]
	})
}

// note adds all words of a vocabulary.
func (t taken) note(v *Vocabulary) {
	note := func(use string, words []string) {
		for _, use := range []string{use, anything} {
			if t[use] == nil {
				t[use] = map[string]bool{}
			}
			for _, w := range spellings(words) {
				t[use][strings.TrimSuffix(w, ":")] = true
			}
		}
	}
	for _, words := range v.Verbs {
		note(commands, words)
	}
	note(commands, slices.Collect(maps.Keys(v.Whole)))
	for _, words := range v.Choices {
		note(choices, words)
	}
	note(replies, slices.Concat(v.Yes, v.No, v.Unsure))
	note(courtesies, slices.Concat(v.Thanks, v.Greetings, v.Closings))
	note(ordinary, v.Ordinary)
}

// hushes reports whether a verb keeps words private.
func hushes(v Verb) bool { return v == Private || v == Confidential }

// line returns the verb that a whole line means.
func (x *lexis) line(line string) (Verb, bool) {
	v, ok := x.whole[strings.ReplaceAll(bare(line), ",", "")]
	return v, ok
}

// file puts a thing under the letters that a text begins with.
func file[T any](m map[string][]T, text string, x T) {
	m[initial(text)] = append(m[initial(text)], x)
}

// umlauts are spelt with an e by those who have no key for them.
var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "Ä", "ae", "Ö", "oe", "Ü", "ue")

// spellings returns words as they are compared: without marks, and with the
// umlauts spelt out.
func spellings(words []string) []string {
	out := make([]string, 0, len(words))
	for _, w := range words {
		out = append(out, simple(w))
		if spelt := simple(umlauts.Replace(w)); spelt != out[len(out)-1] {
			out = append(out, spelt)
		}
	}
	return out
}

func firstOf(text string) string {
	first, _, _ := strings.Cut(text, " ")
	return first
}

// request is words that ask for discretion. Between two parts of it a few more may
// stand, such as a name.
type request []string

// gap is how many words may stand between two parts of a phrase.
const gap = 3

// unquoted returns the words of text with a space around each and without
// apostrophes, which many leave out.
func unquoted(text string) string {
	return spaced(strings.NewReplacer("'", "", "’", "", "‘", "", "´", "", "`", "").Replace(text))
}

// holdsBut returns how many words a text has beside a phrase that stands in it,
// the least for any of them; without one, the highest number.
func holdsBut(phrases map[string][]request, text string) int {
	others := math.MaxInt
	words := 0
	for at := 1; at < len(text); words++ {
		end := strings.IndexByte(text[at:], ' ')
		if end < 0 {
			break
		}
		for _, p := range phrases[text[at:at+end]] {
			if rest, ok := p.begins(text[at:]); ok {
				others = min(others, words+strings.Count(rest, " "))
			}
		}
		at += end + 1
	}
	return others
}

// begins reports whether a text of words with a space behind each begins with a
// phrase, and returns what follows.
func (p request) begins(text string) (rest string, ok bool) {
	for i, part := range p {
		skipped := 0
		for {
			rest, ok := strings.CutPrefix(text, part)
			if ok && strings.HasPrefix(rest, " ") {
				text = rest[1:]
				break
			}
			if _, text, ok = strings.Cut(text, " "); i == 0 || skipped == gap || !ok {
				return "", false
			}
			skipped++
		}
	}
	return text, true
}

// says returns how an answer begins, the longest phrase first, and whether one
// was found.
func (x *lexis) says(text string) (Tri, bool) {
	low := strings.TrimLeft(simple(text), decoration)
	first, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	for _, a := range x.answers[initial(low)] {
		rest, ok := strings.CutPrefix(low, a.text)
		if !ok || goesOn(rest) {
			continue
		}
		after, _ := utf8.DecodeRuneInString(strings.TrimSpace(rest))
		if a.foreign && rest != "" && !strings.ContainsRune(".,;:!?-–—(", after) && bare(first) != a.text {
			continue
		}
		return a.says, true
	}
	return Unsaid, false
}

// answer reports whether a text is nothing but a yes or a no.
func (x *lexis) answer(text string) bool { return x.bareAnswer(text) != Unsaid }

// refuses reports whether a text is nothing but a no.
func (x *lexis) refuses(text string) bool { return x.bareAnswer(text) == No }

// unsure reports whether a text is nothing but what says neither yes nor no.
func (x *lexis) unsure(text string) bool {
	word := bare(text)
	return slices.ContainsFunc(x.answers[initial(word)], func(a reply) bool { return a.text == word && a.says == Unsaid })
}

func (x *lexis) bareAnswer(text string) Tri {
	word := bare(text)
	for _, a := range x.answers[initial(word)] {
		if a.text == word {
			return a.says
		}
	}
	return Unsaid
}
