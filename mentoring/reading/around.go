package reading

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mostAround bounds, in words, what is looked at around a keyword or a rating.
const mostAround = 4

// headWords returns where the first n words of a text end; 0: it has fewer, or
// no more than these.
func headWords(s string, n int) int {
	in, words := false, 0
	for i, c := range s {
		if unicode.IsSpace(c) {
			if in && words == n {
				return i
			}
			in = false
			continue
		}
		if !in {
			in, words = true, words+1
		}
	}
	return 0
}

// tailWords returns where the last n words of a text begin, as headWords does.
func tailWords(s string, n int) int {
	in, words := false, 0
	for i := len(s); i > 0; {
		c, size := utf8.DecodeLastRuneInString(s[:i])
		if unicode.IsSpace(c) {
			if in && words == n {
				return i
			}
			in = false
		} else if !in {
			in, words = true, words+1
		}
		i -= size
	}
	return 0
}

// behind cuts words that stand in a set off the front of a text.
func behind(s string, set map[string]bool) (rest string, ok bool) {
	for n := mostAround; n > 0; n-- {
		if end := headWords(s, n); end > 0 && set[bare(s[:end])] {
			return strings.TrimLeft(s[end:], " \t,;:!–—-"), true
		}
	}
	return s, false
}

// before cuts words that stand in a set off the end of a text.
func before(s string, set map[string]bool) (rest string, ok bool) {
	for n := mostAround; n > 0; n-- {
		if begin := tailWords(s, n); begin > 0 && set[bare(s[begin:])] {
			return strings.TrimRight(s[:begin], " \t,;!–—-"), true
		}
	}
	return s, false
}

// without cuts words that stand in a set off both ends of a text. Some of it
// stays.
func without(s string, set map[string]bool) string {
	return withoutUntil(s, set, func(string) bool { return false })
}

// withoutUntil is without, but stops at a text that says something as it is.
func withoutUntil(s string, set map[string]bool, says func(string) bool) string {
	s = strings.TrimSpace(s)
	for range mostAround {
		cut := false
		for _, end := range []func(string, map[string]bool) (string, bool){front, before} {
			if says(s) {
				return s
			}
			if rest, ok := end(s, set); ok && !blank(rest) {
				s, cut = rest, true
			}
		}
		if !cut {
			break
		}
	}
	return s
}

// front is behind, whatever marks the text begins with.
func front(s string, set map[string]bool) (rest string, ok bool) {
	if rest, ok = behind(lead(s), set); !ok {
		rest = s
	}
	return rest, ok
}

// plainly cuts politeness off a line, as far as it is no part of a keyword: "end
// kindly" keeps its "kindly".
func (r *reader) plainly(line string) string {
	return withoutUntil(line, r.x.polite, func(s string) bool {
		_, ok := r.x.line(s)
		return ok
	})
}

// curt reads a line with a keyword that words of mere politeness stand around:
// "sorry, not this week", "move C4 to friday, please". What agrees or shows words
// to others needs no guess: "ok, thanks" is none.
func (r *reader) curt(line string, cur *part) ([]Line, bool) {
	short := r.plainly(line)
	if short == strings.TrimSpace(line) {
		return nil, false
	}
	lines, ok := r.anyCommand(short, cur)
	if !ok || slices.ContainsFunc(lines, func(l Line) bool { return slices.Contains(binding, l.Verb) }) {
		return nil, false
	}
	return lines, true
}

// politely reports whether the keyword for privacy stands behind words of
// politeness, in any language: "por favor privado: …".
func (r *reader) politely(line string) bool {
	rest, ok := behind(lead(line), r.x.polite)
	if !ok {
		return false
	}
	_, secret := r.secrecy(rest)
	return secret
}

// binding are the verbs that agree to something, or that show words to others.
var binding = []Verb{Agree, Decline, Share, PassOn}

// repeated reads a line whose sentences all mean the same: "Enough! No more mails."
func (r *reader) repeated(line string, cur *part) ([]Line, bool) {
	var said Verb
	times := 0
	for s := range strings.FieldsFuncSeq(line, func(c rune) bool { return strings.ContainsRune(".,;!?", c) }) {
		if word := bare(s); word == "" || r.x.polite[word] {
			continue
		}
		v, ok := r.x.line(r.plainly(s))
		if times > 0 && (v == EndKindly && said == Stop || v == Stop && said == EndKindly) {
			v, said = EndKindly, EndKindly // in doubt the kinder end
		}
		if !ok || !slices.Contains([]Verb{Stop, EndKindly, Skip, Resume}, v) || times > 0 && v != said {
			return nil, false
		}
		said, times = v, times+1
	}
	return r.one(Line{Verb: said}, times > 1 && (said == Stop || said == EndKindly || r.aboutMail(cur)))
}

// gone reads a stretch of time with words behind it that say that nobody is
// there: "next week not", "bis 8. Dezember Pause". One day is too little.
func (r *reader) gone(line string, cur *part) ([]Line, bool) {
	if !r.aboutMail(cur) {
		return nil, false
	}
	s := strings.TrimRight(lead(strings.TrimSpace(line)), " .!")
	for n := mostAround; n > 0; n-- {
		begin := tailWords(s, n)
		if begin == 0 {
			continue
		}
		head, tail := s[:begin], bare(s[begin:])
		breaks := r.x.whole[tail] == Pause
		if breaks || r.x.gone[tail] {
			if l, ok := r.absent(head, breaks); ok {
				return r.one(l, true)
			}
		}
		for _, front := range []int{headWords(head, 1), headWords(head, 2), headWords(head, 3)} {
			if front > 0 && r.x.gone[bare(head[:front])+" … "+tail] {
				if l, ok := r.absent(head[front:], true); ok {
					return r.one(l, true)
				}
			}
		}
	}
	return nil, false
}

// absent reads the time of an absence. How long it lasts is enough only where it
// is one to come: "3 days off" may be over.
func (r *reader) absent(time string, lasts bool) (Line, bool) {
	time = strings.Trim(time, " ,:–—-")
	for _, lex := range r.lexicons() {
		if _, _, length := lex.Duration(time); length && !lasts {
			return Line{}, false
		}
		l, ok := r.paused(Line{Verb: Pause}, time, lex)
		if ok && l.Until.After(l.When.AddDays(1)) && l.Until.After(r.today) {
			return l, true
		}
	}
	return Line{}, false
}

// mostClauses bounds a sentence in which a wish for a break is looked for.
const mostClauses = 4

// clause finds the one clause of a sentence that asks for a break until a day
// that it names: "I am at a fair, pause until 8 dec please". The other words are
// kept by the caller.
func (r *reader) clause(line string, cur *part) ([]Line, bool) {
	clauses := clausesOf(line)
	if len(clauses) < 2 || len(clauses) > mostClauses {
		return nil, false
	}
	var found []Line
	for _, c := range clauses {
		c = without(c, r.x.polite)
		lines, ok := r.command(c, cur)
		if !ok || len(lines) != 1 {
			continue
		}
		l := lines[0]
		until := l.Verb == Pause && !l.Until.IsZero() || l.Verb == Snooze && !l.When.IsZero() && r.bids(c)
		switch {
		case !until, found != nil && (found[0].Verb != l.Verb || found[0].Until != l.Until):
			return nil, false // more than one break is asked for
		case found == nil:
			found = lines
		}
	}
	return found, found != nil
}

// bids reports whether a clause asks us to come again, unlike "later on friday".
func (r *reader) bids(clause string) bool {
	said, _ := r.verb(clause)
	form := bare(strings.TrimSuffix(clause, said.rest))
	return !slices.Contains(r.x.choices["later"], form) && form != "later"
}

// clausesOf splits a line at its commas and full stops, but for those of "8.
// December" and "10,5".
func clausesOf(line string) []string {
	var out []string
	from := 0
	for i, c := range line {
		if !strings.ContainsRune(",;.!?–—", c) || i == 0 {
			continue
		}
		ahead, _ := utf8.DecodeRuneInString(line[i+utf8.RuneLen(c):])
		back, _ := utf8.DecodeLastRuneInString(line[:i])
		if ahead != utf8.RuneError && !unicode.IsSpace(ahead) || c == '.' && unicode.IsDigit(back) {
			continue
		}
		out, from = append(out, line[from:i]), i+utf8.RuneLen(c)
	}
	return slices.DeleteFunc(append(out, line[from:]), blank)
}

func westernDigit(c rune) rune {
	if c >= utf8.RuneSelf && unicode.IsDigit(c) {
		for _, zero := range "０٠۰०" {
			if c >= zero && c <= zero+9 {
				return c - zero + '0'
			}
		}
	}
	return c
}
