package reading

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// secrecy reads the keyword that keeps words from everybody else. It fails
// closed: misspelt, decorated or without a colon, it still holds. rest is what
// is said behind it.
func (r *reader) secrecy(line string) (rest string, ok bool) {
	if r.v.Whole[bare(line)] == Private {
		return "", true
	}
	trim := func(s string) string {
		return strings.TrimSpace(strings.TrimLeft(s, " \t:：.,;!*_-–—\"”'’)]}"))
	}
	word, after := firstWord(line)
	s := lead(line)
	for _, f := range r.v.Verbs[Private] {
		if after, ok := cutPrefix(s, f); ok {
			return trim(after), true
		}
		if r.misspelt(word, after, f) {
			return trim(after), true
		}
	}
	return "", false
}

// misspelt reports whether a word is nearly the keyword. One letter is always
// forgiven, two where a colon follows or nothing does.
func (r *reader) misspelt(word, after, form string) bool {
	const long = 6
	if utf8.RuneCountInString(form) < long || strings.Contains(form, " ") {
		return false
	}
	if n := len(word) - len(form); n < -4 || n > 4 {
		return false
	}
	d := distance(word, form, 2)
	after = strings.TrimLeft(after, " *_\"")
	return d <= 1 || d == 2 && (strings.HasPrefix(after, ":") || blank(after))
}

// foreignLabel is a number with a word of another language before it: "zu 2: …".
var foreignLabel = regexp.MustCompile(`^[^\pL\d]*\pL{1,12}\.?\s*\d{1,2}\s*[:.)–-]\s*(.+)$`)

// discreet reports whether words ask for discretion: by a phrase, by the keyword
// in brackets, by the keyword behind a label that is not ours ("zu 2: private
// …"), or by the keyword with its colon behind any punctuation.
func (r *reader) discreet(lines []string) bool {
	text := strings.Join(lines, "\n")
	all := spaced(text)
	if slices.ContainsFunc(r.v.Discretion, func(s string) bool { return strings.Contains(all, " "+s+" ") }) {
		return true
	}
	low := fold(" " + text)
	if slices.ContainsFunc(r.v.Verbs[Private], func(f string) bool {
		return strings.Contains(low, "("+f) || strings.Contains(low, "["+f)
	}) {
		return true
	}
	return slices.ContainsFunc(lines, func(line string) bool {
		low := fold(line)
		if m := foreignLabel.FindStringSubmatch(line); m != nil {
			if _, ok := r.secrecy(m[1]); ok {
				return !r.hides(line)
			}
		}
		return slices.ContainsFunc(r.v.Verbs[Private], func(f string) bool { return labelledWith(low, f+":") }) && !r.hides(line)
	})
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

// labelledWith reports whether a keyword stands in the words right behind
// punctuation.
func labelledWith(words, keyword string) bool {
	for at := strings.Index(words, keyword); at >= 0; {
		before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(words[:at], " \t*_"))
		if unicode.IsPunct(before) {
			return true
		}
		next := strings.Index(words[at+1:], keyword)
		if next < 0 {
			return false
		}
		at += 1 + next
	}
	return false
}

// nearMiss asks about a first line that is almost a keyword. Nothing is done
// on a guess.
func (r *reader) nearMiss(line string, cur *part) {
	typed := bare(line)
	first, _, _ := strings.Cut(typed, " ")
	word := strings.TrimRight(first, ":")
	if n := len(strings.Fields(typed)); n == 0 || n > 4 && word == first {
		return
	}
	for _, v := range r.verbs() {
		for _, f := range r.v.Verbs[v] {
			if len(f) < 4 || strings.Contains(f, " ") || word == f || distance(word, f, 2) > min(2, len(f)/3) {
				continue
			}
			suggest := f + strings.TrimPrefix(typed, word)
			before := len(r.out.Doubts)
			_, ok := r.command(suggest, cur)
			r.out.Doubts = r.out.Doubts[:before]
			if ok {
				r.doubt(Doubt{Kind: DidYouMean, Text: strings.TrimSpace(line), Suggest: suggest})
				return
			}
		}
	}
}
