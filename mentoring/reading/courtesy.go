package reading

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A greeting and a sign-off are short lines that end with a comma, or that say
// what people say there.
const courtesyWords = 3

func (r *reader) courteous(line string) bool {
	s := strings.TrimSpace(line)
	return strings.HasSuffix(s, ",") && len(strings.Fields(s)) <= courtesyWords && !strings.ContainsAny(s, "0123456789:") && !r.x.answer(s)
}

// greets reports whether a line is a greeting, perhaps with a name: "Hi Tomasz!".
// "Morning was hard" is none: a name is written large, or stands above an empty
// line or before a comma.
func (r *reader) greets(line string, alone bool) bool {
	word := bare(line)
	typed := strings.Fields(line)
	named := strings.HasSuffix(strings.TrimSpace(line), ",") || strings.HasSuffix(strings.TrimSpace(line), "!")
	for _, g := range r.x.greetings[initial(word)] {
		if rest, ok := strings.CutPrefix(word, g); ok && !goesOn(rest) {
			n := len(strings.Fields(rest))
			named = named || alone && n == 1 || !slices.ContainsFunc(typed[max(0, len(typed)-n):], startsLower)
			return n <= courtesyWords-1 && named && !strings.ContainsAny(rest, "0123456789:.;?!-–—()")
		}
	}
	return false
}

// greeting takes "Hi Tomasz," off the top of a mail that goes on.
func (r *reader) greeting(paras [][]string) [][]string {
	if len(paras) == 0 || len(paras) == 1 && len(paras[0]) == 1 {
		return paras
	}
	line, alone := paras[0][0], len(paras[0]) == 1
	// "Tomasz,", "Ahoj Tomasz,"
	called := alone && r.courteous(line) && !slices.ContainsFunc(strings.Fields(line)[1:], startsLower)
	if !called && !r.greets(line, alone) {
		return paras
	}
	if _, private := r.secrecy(paras[0][0]); private {
		return paras
	}
	r.out.Courtesies = append(r.out.Courtesies, strings.TrimSpace(paras[0][0]))
	if len(paras[0]) == 1 {
		return paras[1:]
	}
	return append([][]string{paras[0][1:]}, paras[1:]...)
}

// closing takes "Best wishes," and a name off the end of a mail, or a first name
// that stands alone there.
func (r *reader) closing(paras [][]string) [][]string {
	if len(paras) < 2 {
		return paras
	}
	last := paras[len(paras)-1]
	known := r.x.closings[bare(last[0])] || r.courteous(last[0]) && len(last) == 2 && r.named(last[1]) || r.signed(last)
	if len(last) > 2 || !known || len(last) == 2 && !r.signs(last[1]) {
		return paras
	}
	if _, private := r.secrecy(strings.Join(last, " ")); private || r.discreet(last) {
		return paras
	}
	r.out.Courtesies = append(r.out.Courtesies, strings.Join(last, "\n"))
	return paras[:len(paras)-1]
}

// named reports whether a line begins with a name of the author's, if that is
// known.
func (r *reader) named(line string) bool {
	names, said := strings.Fields(bare(r.p.Author)), strings.Fields(bare(line))
	return len(names) == 0 || len(said) > 0 && slices.Contains(names, said[0])
}

// signed reports whether a paragraph is no more than its author's first name:
// "Ana", "– Ana".
func (r *reader) signed(para []string) bool {
	names := strings.Fields(bare(r.p.Author))
	return len(names) > 0 && len(para) == 1 && bare(para[0]) == names[0]
}

// signs reports whether a line may be the name under a sign-off.
func (r *reader) signs(line string) bool {
	return len(strings.Fields(line)) <= courtesyWords && !r.says(line)
}

// says reports whether a line says something to us: a number, a keyword, a
// rating, a secret.
func (r *reader) says(line string) bool {
	nums := r.nums
	_, _, label := r.label(line)
	r.nums = nums
	_, private := r.secrecy(line)
	return private || label || r.acts(line) || r.bareRating(line) || r.x.answer(line) || r.discreet([]string{line})
}

// What stands under a name at the end of a mail: few lines that may be a role or
// a town, more of them only if one is a telephone number or an address.
const (
	mostBelowName = 8
	fewBelowName  = 2
	roleWords     = 4
)

var postscript = regexp.MustCompile(`(?i)^\W*p\.? ?(?:p\.? ?)?s\b`)

var reachable = regexp.MustCompile(`\S@\S|://|(?i:\bwww\.)|(?:\+?[0-9][ ().\-/]{0,2}){7}`)

// signature takes the author's name, and how to reach them, off the end of a
// block. Where nothing else was said it stays.
func (r *reader) signature(paras [][]string, n int) [][]string {
	name := bare(r.p.Author)
	if len(strings.Fields(name)) < 2 {
		return paras // a first name may be an answer
	}
	var below []string
	reach := false
	for i, para := range slices.Backward(paras) {
		for j, line := range slices.Backward(para) {
			if bare(line) == name {
				whole := i == 0 && j == 0
				if whole && (r.lone || n != 0 && len(below) == 0) || len(below) > fewBelowName && !reach {
					return paras
				}
				slices.Reverse(below)
				r.out.Courtesies = append(r.out.Courtesies, strings.Join(append([]string{line}, below...), "\n"))
				if j == 0 {
					return paras[:i]
				}
				return append(slices.Clone(paras[:i]), para[:j])
			}
			if len(below) == mostBelowName || !r.belowName(line) {
				return paras
			}
			below = append(below, strings.TrimSpace(line))
			reach = reach || reachable.MatchString(line)
		}
	}
	return paras
}

// belowName reports whether a line may be a role, an address or a number to
// call, and is nothing that is said to us.
func (r *reader) belowName(line string) bool {
	if r.says(line) || postscript.MatchString(line) {
		return false
	}
	if reachable.MatchString(line) {
		return true
	}
	s := strings.TrimSpace(line)
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(first) && len(strings.Fields(s)) <= roleWords && !strings.ContainsAny(s, ":;?!") && !strings.HasSuffix(s, ".") &&
		!r.x.thanks[bare(s)]
}
