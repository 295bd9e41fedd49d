package reading

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"milepost/mentoring/ritual"
)

// answer reads an answer by the form of its question. The words are kept as
// written in any case.
func (r *reader) answer(q ritual.Asked, text string, private, held bool) Answer {
	a := Answer{N: q.N, Pair: q.Pair, Text: text, Private: private, Held: held}
	switch q.Kind {
	case ritual.Scale, ritual.Middle:
		if v, ok := r.rating(text); ok {
			a.Value = v
		} else {
			r.doubt(Doubt{Kind: NotARating, Text: text, Suggest: strconv.Itoa(q.N) + ": 3"})
		}
	case ritual.YesNo:
		a.Yes = r.yesNo(text)
	case ritual.Choice:
		a.Choice = r.choice(q, text)
		if a.Choice == "" {
			r.doubt(Doubt{Kind: NotPlaced, Text: text})
		}
	case ritual.List:
		a.Items = r.items(text)
	}
	switch q.Records {
	case ritual.FollowUp:
		for _, v := range []Verb{Done, Drop} {
			if r.isWhole(text, v) {
				a.Choice = string(v)
			}
		}
	case ritual.Review:
		a.Items = r.reviewed(text)
	}
	return a
}

// rating finds a number from 1 to 5: the first line, perhaps with a remark
// ("4 - feeling good").
func (r *reader) rating(text string) (int, bool) {
	first, _, _ := strings.Cut(text, "\n")
	v, _, ok := r.v.Lexicon.Rating(strings.Trim(first, "*_ "), 5)
	return v, ok
}

// bareRating reports whether text is a rating and nothing else.
func (r *reader) bareRating(text string) bool {
	_, remark, ok := r.v.Lexicon.Rating(bare(text), 5)
	return ok && remark == ""
}

// yesNo reads the beginning of an answer.
func (r *reader) yesNo(text string) Tri {
	low := fold(text)
	begins := func(words []string) bool {
		return slices.ContainsFunc(words, func(w string) bool {
			rest, ok := strings.CutPrefix(low, w)
			return ok && (rest == "" || !isWordByte(rest[0]))
		})
	}
	switch {
	case begins(r.v.Yes):
		return Yes
	case begins(r.v.No):
		return No
	}
	return Unsaid
}

// choice returns the only choice whose words stand in the answer.
func (r *reader) choice(q ritual.Asked, text string) string {
	low := " " + strings.Join(words(text), " ") + " "
	found := ""
	for _, c := range q.Choices {
		hit := strings.Contains(low, " "+c+" ")
		for _, w := range r.v.Choices[c] {
			hit = hit || strings.Contains(low, " "+w+" ")
		}
		if hit {
			if found != "" {
				return ""
			}
			found = c
		}
	}
	return found
}

var listMark = regexp.MustCompile(`^\s*(?:[-*•–]|\(?[0-9]{1,2}[.)])\s+`)

// items splits a list: a line each, or sentences parted by semicolons. A line
// that goes on from the one before (no mark, lower case) is joined to it only
// where marks are used at all.
func (r *reader) items(text string) []Item {
	var lines []string
	marked := false
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if m := listMark.FindString(line); m != "" {
			marked = true
			lines = append(lines, line[len(m):])
			continue
		}
		if marked && len(lines) > 0 && startsLower(line) {
			lines[len(lines)-1] += " " + strings.TrimSpace(line)
			continue
		}
		for s := range strings.SplitSeq(line, ";") {
			lines = append(lines, s)
		}
	}
	var out []Item
	for _, line := range lines {
		line = strings.TrimSpace(line)
		if line == "" || slices.Contains(r.v.No, bare(line)) || slices.Contains(r.v.Thanks, bare(line)) {
			continue
		}
		item := Item{Text: strings.TrimRight(line, " .")}
		if rest, day, ok := r.v.Lexicon.TrailingDate(line, r.today); ok {
			item.Text, item.Due = strings.TrimRight(rest, " .,"), day.Date
			r.sayBack(day, item.Text)
		}
		out = append(out, item)
	}
	return out
}

// reviewed reads what is to become of goals, one a line: "G1 keep", "park G2",
// "G3: change to …".
func (r *reader) reviewed(text string) []Item {
	var out []Item
	for line := range strings.SplitSeq(strings.ReplaceAll(text, ";", "\n"), "\n") {
		line = strings.TrimSpace(listMark.ReplaceAllString(line, ""))
		for piece := range strings.SplitSeq(line, ",") {
			if l, ok := r.refVerb(piece, Keep, Change, Park, Finish); ok {
				out = append(out, Item{Text: l.Text, Ref: l.Ref, Verb: l.Verb, Due: l.When})
			}
		}
	}
	return out
}
