package reading

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// secrecy reads the keyword that keeps words from everybody else, in any
// language. It fails closed: misspelt, decorated or without a colon, it still
// holds. rest is what is said behind it.
func (r *reader) secrecy(line string) (rest string, ok bool) {
	r.confides = false
	if v, ok := r.x.line(line); ok && hushes(v) {
		return "", true
	}
	trim := func(s string) string {
		if wordless(s) {
			return "" // the keyword, and a picture of a lock
		}
		return strings.TrimSpace(strings.TrimLeft(s, " \t:：.,;!?=/|>*_~-–—\"”'’)]}"))
	}
	s := wordly(line)
	if joined, ok := unspaced(s); ok {
		s = joined
	}
	if after, ok := r.keptFrom(s); ok {
		return trim(after), true
	}
	for _, f := range r.x.verbs[initial(s)] {
		if after, ok := cutPrefix(s, f.text); ok && hushes(f.verb) {
			r.confide(f, after)
			return trim(after), true
		}
	}
	word, after := firstWord(s)
	if len(word) < shortestMisspelt || len(word) > longestWord {
		return "", false
	}
	for _, f := range r.x.misspelt {
		if hushes(f.verb) && f.misspelt(word, after) {
			r.confide(f, after)
			return trim(after), true
		}
	}
	return "", false
}

// confide notes that words were marked as confidential. Whether there is somebody
// outside the pair to whom they could go is not known here.
func (r *reader) confide(f form, after string) {
	if f.verb == Confidential && strings.HasPrefix(strings.TrimLeft(after, "*_ \t"), ":") {
		r.confided, r.confides = true, true
	}
}

// foreignLabel is a number with a word of another language before it: "zu 2: …".
var foreignLabel = regexp.MustCompile(`^[^\pL\d]*\pL{1,12}\.?\s*\d{1,2}\s*[:.)–-]\s*(.+)$`)

// discreet reports whether words ask for discretion: by a phrase, by the keyword
// in brackets or set off by other marks, by the keyword behind a label that is
// not ours ("zu 2: private …"), or by the keyword with its colon.
func (r *reader) discreet(lines []string) bool {
	// "private: …" hides its own words, and says nothing of those around it.
	text := strings.Join(slices.DeleteFunc(slices.Clone(lines), r.keepsItself), "\n")
	if holdsBut(r.x.discretion, unquoted(text)) < math.MaxInt || r.bracketed(text) {
		return true
	}
	return slices.ContainsFunc(lines, func(line string) bool {
		if m := foreignLabel.FindStringSubmatch(line); m != nil {
			if _, ok := r.secrecy(m[1]); ok {
				return !r.hides(line)
			}
		}
		labelled := strings.ContainsAny(line, ":：") && (r.labelledWith(fold(line)) || r.politely(line))
		return (labelled || r.setOff(line)) && !r.hides(line)
	})
}

// neighbours are the paragraphs around one that only asks for discretion: it is
// about them.
type neighbours struct {
	hold         bool // the one below
	above        bool // there is one above
	parts, lines int  // where that begins
}

// request holds the paragraph above one that only asks for discretion, and notes
// that the one below is to be held. It returns the part to go on with.
func (r *reader) request(stretches []stretch, cur *part) *part {
	above := r.near
	r.near = neighbours{above: true, parts: len(r.parts), lines: len(r.out.Lines)}
	if len(stretches) != 1 || stretches[0].n != 0 || !r.onlyAsks(stretches[0].lines) {
		return cur
	}
	r.near.hold = true
	if !above.above || strings.HasSuffix(stretches[0].lines[len(stretches[0].lines)-1], ":") {
		return cur
	}
	for _, pt := range append(r.parts[above.parts:], cur) {
		pt.held = !pt.private
	}
	for i := above.lines; i < len(r.out.Lines); i++ {
		r.out.Lines[i].Held = !r.out.Lines[i].Private
	}
	home := part{n: cur.n, pair: cur.pair, labeled: cur.labeled, private: r.private}
	r.parts = append(r.parts, &home)
	return &home
}

// onlyAsks reports whether lines ask for discretion and say hardly anything else.
func (r *reader) onlyAsks(lines []string) bool {
	const few = 3 // words: "… Tomasz about this"
	return holdsBut(r.x.discretion, unquoted(strings.Join(lines, "\n"))) <= few &&
		!slices.ContainsFunc(lines, func(line string) bool { return r.hides(line) || r.acts(line) })
}

// settleWait closes what was written above a "private" that nothing followed:
// the answer that it stands under, or else the whole mail.
func (r *reader) settleWait() {
	home := r.waits
	r.waits = nil
	if home == nil || r.found {
		return
	}
	if home.n == 0 {
		r.closeAll()
		return
	}
	for _, pt := range r.parts {
		if pt.n == home.n {
			pt.private, pt.held = true, false
		}
	}
}

// closeAll makes the whole mail private, what is read and what is to come.
func (r *reader) closeAll() {
	r.private, r.out.Closed = true, true
	for _, pt := range r.parts {
		pt.private, pt.held = true, false
	}
	for i, l := range r.out.Lines {
		r.out.Lines[i].Private = !heard(l.Verb)
	}
}

// heard reports whether a verb acts in a mail that is private as a whole.
func heard(v Verb) bool { return forAll(v) || isAlarm(v) || v == Erase }

// setOff reports whether a part of a line, between its marks, says nothing but
// that it is private: "…, please keep this private.", "… - private". The keyword
// alone does so at the end of the line, or as a sentence.
func (r *reader) setOff(line string) bool {
	const ends, marks = ".!?…;:：-–—", ".!?…;:：-–—,()[]\""
	before := ' '
	for line != "" {
		end := strings.IndexFunc(line, func(c rune) bool { return strings.ContainsRune(marks, c) })
		part, after, size := line, ' ', 0
		if end >= 0 {
			part = line[:end]
			after, size = utf8.DecodeRuneInString(line[end:])
		}
		line = line[len(part)+size:]
		if v, ok := r.x.line(part); ok && hushes(v) {
			alone := strings.ContainsRune(ends, before) && strings.ContainsRune(ends+",", after) || wordless(line)
			if alone || strings.Contains(strings.TrimSpace(part), " ") {
				return true
			}
		}
		if !blank(part) || strings.ContainsRune(ends, after) {
			before = after
		}
	}
	return false
}

// bracketed reports whether the keyword for privacy, perhaps misspelt, stands
// behind an opening bracket.
func (r *reader) bracketed(text string) bool {
	for {
		i := strings.IndexAny(text, "([（")
		if i < 0 {
			return false
		}
		s := wordly(text[i:])
		text = s // behind all brackets that follow one another
		for _, f := range r.x.verbs[initial(s)] {
			if _, ok := cutLetters(s, strings.TrimSuffix(f.text, ":")); ok && hushes(f.verb) {
				return true
			}
		}
		word, after := firstWord(text)
		if len(word) < shortestMisspelt || len(word) > longestWord {
			continue
		}
		if strings.HasPrefix(after, ")") || strings.HasPrefix(after, "]") {
			after = ""
		}
		if slices.ContainsFunc(r.x.misspelt, func(f form) bool { return hushes(f.verb) && f.misspelt(word, after) }) {
			return true
		}
	}
}

// keepsItself reports whether a line begins with a keyword for privacy and its
// colon.
func (r *reader) keepsItself(line string) bool {
	head, _, found := strings.Cut(strings.ReplaceAll(line, "：", ":"), ":")
	rest, ok := r.secrecy(head)
	return found && ok && rest == ""
}

// hides reports whether a line keeps its own words private, so that those
// around it need not be held.
func (r *reader) hides(line string) bool {
	if _, ok := r.secrecy(line); ok {
		return true
	}
	l, ok := r.command(line, &part{})
	return ok && l[0].Private
}

// whispers reports whether a line puts a keyword for privacy behind another
// keyword that does not act there: "help us: PRIVATE we do not talk".
func (r *reader) whispers(line string) bool {
	said, ok := r.verb(line)
	if !ok || !said.colon {
		return false
	}
	_, secret := r.secrecy(said.rest)
	return secret
}

// labelledWith reports whether a keyword for privacy with a colon stands in the
// words. One of a third language must stand right behind punctuation.
func (r *reader) labelledWith(words string) bool {
	for at := 0; ; {
		i := strings.IndexByte(words[at:], ':')
		if i < 0 {
			return false
		}
		end := at + i
		before := strings.TrimRight(words[at:end], " *_")
		for _, f := range r.x.secret {
			head, ok := strings.CutSuffix(before, f.text)
			if !ok {
				continue
			}
			last, _ := utf8.DecodeLastRuneInString(head)
			if !f.foreign && !unicode.IsLetter(last) && last != '\'' {
				return true
			}
			// What stands right behind a colon is behind punctuation, too.
			c, n := utf8.DecodeLastRuneInString(strings.TrimRight(head, " \t*_"))
			if n == 0 && at > 0 || n > 0 && unicode.IsPunct(c) {
				return true
			}
		}
		at = end + 1
	}
}
