package reading

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"milepost/mentoring/ritual"
)

// numbering is how far the numbers that people typed have come.
type numbering struct {
	highest int  // of the questions named so far
	listed  int  // the last number of a list inside an answer, 0: in none
	loose   bool // "2." and "2)" may name questions here
	dashes  bool // "2 - " may, too
	free    bool // they may in any order: "3. … 1. …" is no list
}

// A mark is a number that may name the question that a line answers.
type mark struct {
	n    int
	rest string
	// sure marks name a question in any order: "2:", "Q2", "re 2", "zu 2:". The
	// others ("2.", "2)", "second:", "②") do only where they ascend.
	sure bool
	dash bool // "2 - ", which may be a rating with a remark
}

// label reads the number that a person typed in front of an answer. A number
// that no question has, or a list number that does not ascend, is part of the
// words.
func (r *reader) label(line string) (n int, rest string, ok bool) {
	if len(r.p.Asked) == 0 {
		return 0, "", false
	}
	m, ok := r.mark(line)
	if !ok {
		return 0, "", false
	}
	_, known := r.asked(m.n)
	switch {
	case m.sure && !known, !m.sure && !r.nums.loose, m.dash && !r.nums.dashes && !r.nums.free:
		return 0, "", false
	case m.sure, known && r.nums.free:
		r.nums.highest, r.nums.listed = max(r.nums.highest, m.n), 0
		return m.n, m.rest, true
	case m.n <= r.nums.highest, r.nums.listed > 0 && m.n == r.nums.listed+1:
		r.nums.listed = m.n
	case known:
		r.nums.highest, r.nums.listed = m.n, 0
		return m.n, m.rest, true
	}
	return 0, "", false
}

// mark reads the number at the beginning of a line.
func (r *reader) mark(line string) (mark, bool) {
	s := strings.TrimLeft(line, " \t")
	first, size := utf8.DecodeRuneInString(s)
	bullet := strings.ContainsRune("*_>•·-–", first)
	if bullet {
		s = strings.TrimLeft(s[size:], " \t")
	}
	s = strings.TrimLeft(s, "*_")
	if word, after, ok := r.worded(s); ok {
		return r.marked(word, after, bullet)
	}
	if after, ok := strings.CutPrefix(s, "#"); ok {
		return r.marked(label{strong: true}, after, bullet)
	}
	return r.marked(label{}, s, bullet)
}

// worded cuts a word for a question, and what may stand between it and the
// number, off a line.
func (r *reader) worded(s string) (label, string, bool) {
	for _, l := range r.x.labels[initial(s)] {
		after, ok := cutLetters(s, l.text)
		if !ok || idFirst.MatchString(s) {
			continue // "A1: …" names an ask
		}
		after = strings.TrimLeft(after, " \t.")
		for _, sign := range []string{"#", "№", "nº", "n°", "nr", "no"} {
			if rest, ok := cutLetters(after, sign); ok {
				after = strings.TrimLeft(rest, " \t.")
				break
			}
		}
		if _, _, _, ok := r.number(after); ok {
			return l, after, true
		}
	}
	return label{}, "", false
}

// marked reads the number and what sets it off from the words behind it.
func (r *reader) marked(word label, s string, bullet bool) (mark, bool) {
	open := word.text == "" && len(s) > 0 && strings.ContainsRune("([", rune(s[0]))
	if open {
		s = s[1:]
	}
	n, after, how, ok := r.number(s)
	if !ok {
		return mark{}, false
	}
	after = strings.TrimLeft(after, "*_")
	labelled := word.text != "" || word.strong
	if labelled || how == digits && !open {
		rest, ok := r.labelled(word, after)
		if how == cardinalWord || how == ordinalWord {
			ok = ok && colon(after) // "the answer first, when it burns"
		}
		if ok && (labelled || colon(after)) {
			letter := word.foreign && utf8.RuneCountInString(word.text) == 1
			return mark{n: n, rest: rest, sure: !letter}, true
		}
		if word.text == "" && word.strong && startsBlank(after) {
			// "#2 two meetings" may be the first of all, too
			return mark{n: n, rest: strings.TrimSpace(after), dash: true}, true
		}
		if labelled {
			return mark{}, false
		}
	}
	switch {
	case how == cardinalWord || how == ordinalWord:
		if !colon(after) {
			return mark{}, false
		}
		rest, _ := r.labelled(label{strong: true}, after)
		return mark{n: n, rest: rest, sure: how == cardinalWord}, true
	case bullet:
		return mark{}, false
	case how == figure:
		return mark{n: n, rest: strings.TrimLeft(after, " \t.:)-–")}, true
	}
	return listed(n, after, open)
}

// listed reads what makes a number that of a list: "2.", "2)", "(2)", "2/", "2 -".
// "4 / 5" and "3 - 4 times" are none.
func listed(n int, after string, open bool) (mark, bool) {
	s := strings.TrimLeft(after, " \t")
	sign, size := utf8.DecodeRuneInString(s)
	spaces := len(after) - len(s)
	switch {
	case size == 0 || !strings.ContainsRune(".)）]/º°ª-–—", sign), spaces > 1, open && sign != ')' && sign != ']':
		return mark{}, false
	}
	s = strings.TrimLeft(strings.TrimLeft(s[size:], ".):-"), "*_")
	if s != "" && !startsBlank(s) {
		return mark{}, false
	}
	s = strings.TrimSpace(s)
	m := mark{n: n, rest: s, dash: strings.ContainsRune("-–—", sign)}
	digit := s != "" && s[0] >= '0' && s[0] <= '9'
	switch {
	case m.dash:
		return m, s != "" && (!digit || len(s) == 1)
	case sign == '/':
		return m, spaces == 0 && (!digit || len(s) == 1)
	}
	return m, true
}

func startsBlank(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(c)
}

// The ways to write a number.
type writing int

const (
	digits writing = iota
	figure         // ② 2️⃣
	cardinalWord
	ordinalWord
)

// circled are the first of runs of numbers in circles, brackets or with a dot.
const circled = "①⑴⒈❶➀➊⓵"

// number reads a number of one or two digits, a figure, or a word for one.
func (r *reader) number(s string) (n int, after string, how writing, ok bool) {
	c, size := utf8.DecodeRuneInString(s)
	for _, one := range circled {
		if c >= one && c < one+9 {
			return int(c-one) + 1, s[size:], figure, true
		}
	}
	for i := range s {
		if i > 0 {
			c, size = utf8.DecodeRuneInString(s[i:])
		}
		c = westernDigit(c)
		if c < '0' || c > '9' {
			break
		}
		n, after, ok = 10*n+int(c-'0'), s[i+size:], true
		if n > 99 {
			return 0, "", digits, false
		}
	}
	if ok {
		if rest := strings.TrimPrefix(after, "\ufe0f"); strings.HasPrefix(rest, "\u20e3") {
			return n, rest[len("\u20e3"):], figure, true
		}
		return n, after, digits, true
	}
	for _, p := range r.x.numbers[initial(s)] {
		if after, ok = cutPrefix(s, p.text); !ok {
			continue
		}
		if how = cardinalWord; p.ordinal {
			how = ordinalWord
		}
		return p.n, after, how, true
	}
	return 0, "", digits, false
}

// labelled reads what follows a number, and says whether the number was meant
// for a question: "2: …"; "Q2", "Q2. …" and "Q2 We met", but neither "4:30" nor
// "Q4 planning" nor "re 2nd attempt".
func (r *reader) labelled(word label, after string) (rest string, ok bool) {
	lettered := word.text != "" || word.strong
	s := strings.TrimSpace(after)
	mark, size := utf8.DecodeRuneInString(s)
	rest = strings.TrimSpace(strings.TrimLeft(s[size:], "*_"))
	switch {
	case colon(after):
		return rest, lettered || !clockTime(s[size:])
	case !lettered:
		return "", false
	case s == "":
		return "", true
	case strings.ContainsRune(".)", mark), strings.ContainsRune("-–—,", mark) && (rest == "" || s[size:] != rest):
		return rest, true
	}
	return s, s != after && word.strong && !word.foreign && r.opens(s)
}

// colon reports whether a colon follows.
func colon(after string) bool {
	mark, _ := utf8.DecodeRuneInString(strings.TrimSpace(after))
	return mark == ':' || mark == '：'
}

// opens reports whether words behind "Q2" begin an answer.
func (r *reader) opens(s string) bool {
	first, size := utf8.DecodeRuneInString(s)
	second, _ := utf8.DecodeRuneInString(s[size:])
	word, _ := firstWord(s)
	return unicode.IsDigit(first) || unicode.IsUpper(first) && (unicode.IsLower(second) || !unicode.IsLetter(second)) || r.x.answer(word)
}

// clockTime reports whether "4:30" was meant, not question 4 answered with 30.
func clockTime(rest string) bool {
	return len(rest) >= 2 && rest[0] >= '0' && rest[0] <= '5' && rest[1] >= '0' && rest[1] <= '9'
}

// loose reports whether "2." and "2)" at the beginning of a line of a block may
// name questions, and whether "2 - " may. They may not where the answer is placed
// already among several, and not where they go on beyond the last question. A
// lone "2 - " may be a rating.
func (r *reader) loose(text string, placed bool) (loose, dashes bool) {
	if len(r.p.Asked) == 0 || placed && len(r.p.Asked) > 1 || r.p.Corrects || r.bareRating(text) {
		return false, false
	}
	last := slices.MaxFunc(r.p.Asked, func(a, b ritual.Asked) int { return a.N - b.N }).N
	marks, highest := 0, 0
	dashes = true
	for line := range strings.SplitSeq(text, "\n") {
		m, ok := r.mark(line)
		switch {
		case !ok:
			continue
		case !m.sure && m.n == last+1:
			return false, false
		case m.dash && m.n <= highest:
			dashes = false
		}
		marks++
		highest = max(highest, m.n)
	}
	return true, dashes && marks > 1
}

// free reports whether the list numbers of a block name questions whatever their
// order: each stands there once, every line begins with one, and no list counts
// like this.
func (r *reader) free(text string) bool {
	var seen []int
	for line := range strings.SplitSeq(text, "\n") {
		if blank(line) {
			continue
		}
		m, ok := r.mark(line)
		if _, known := r.asked(m.n); !ok || !known || slices.Contains(seen, m.n) {
			return false
		}
		seen = append(seen, m.n)
	}
	return !slices.IsSorted(seen)
}

// inline splits words in which the next question is named as the first was:
// "fine, 2: none, 4: 3" behind "1:", "Done. 2. None." behind "1.". Only the number of the next question, or one
// behind a comma or the like, counts.
func (r *reader) inline(n int, words string, sign byte) (head, tail string, ok bool) {
	next := 0
	for _, q := range r.p.Asked {
		if q.N > n && (next == 0 || q.N < next) {
			next = q.N
		}
	}
	for at := 0; next != 0; {
		i := strings.IndexByte(words[at:], sign)
		if i < 0 {
			break
		}
		end := at + i
		at = end + 1
		begin, k := end, 0
		for begin > 0 && end-begin < 2 && words[begin-1] >= '0' && words[begin-1] <= '9' {
			begin--
		}
		for _, c := range words[begin:end] {
			k = 10*k + int(c-'0')
		}
		before := strings.TrimRight(words[:begin], " \t(*_")
		apart := strings.TrimRight(before, ",;./|–—-!?")
		comma := len(apart) < len(before)
		if sign == '.' && (!comma || k != next) {
			continue // "1. We read version 2. It is good."
		}
		if _, known := r.asked(k); begin == end || !known || k <= n || k != next && !comma || clockTime(words[at:]) {
			continue
		}
		stands := begin == 0 || len(before) < begin || comma
		follows := at == len(words) || comma || startsBlank(words[at:])
		if inBrackets := strings.Count(before, "(") > strings.Count(before, ")"); !stands || !follows || inBrackets {
			continue
		}
		return strings.TrimRight(strings.TrimRight(before, ",;|–—-/"), " \t"), words[begin:], true
	}
	return words, "", false
}
