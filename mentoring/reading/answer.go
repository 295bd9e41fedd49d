package reading

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// answer reads an answer by the form of its question. The words are kept as
// written in any case.
func (r *reader) answer(q ritual.Asked, text string, private, held bool) Answer {
	a := Answer{N: q.N, Pair: q.Pair, Text: text, Private: private, Held: held}
	a.Fine = r.x.fine[bare(text)]
	switch q.Kind {
	case ritual.Scale, ritual.Middle:
		if v, ok := r.rating(text); ok {
			a.Value = v
		} else {
			r.doubt(Doubt{Kind: NotARating, Text: text, Suggest: strconv.Itoa(q.N) + ": 3"})
		}
	case ritual.YesNo:
		a.Yes, _ = r.x.says(text)
	case ritual.Choice:
		a.Choice = r.choice(q, text)
		if a.Choice == "" {
			r.doubt(Doubt{Kind: NotPlaced, Text: text})
		}
	case ritual.Date:
		a.Items = r.deadline(q, text)
	case ritual.List:
		if q.Records != ritual.Review {
			a.Items = r.items(text)
		}
	}
	switch q.Records {
	case ritual.FollowUp:
		v, due := r.became(q, text)
		if slices.ContainsFunc(r.out.Lines, func(l Line) bool { return l.Ref == q.Ref && l.Pair == q.Pair }) {
			v = "" // a line with the id says it
		}
		a.Choice = string(v)
		if v == Move {
			a.Items = []Item{{Ref: q.Ref, Verb: v, Due: due}}
		}
	case ritual.Review:
		a.Items = r.reviewed(text)
	case ritual.Touch:
		a.Items = r.touched(q, text)
	}
	return a
}

// deadline reads the answer to a question for a date.
func (r *reader) deadline(q ritual.Asked, text string) []Item {
	first, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	if rest, day, ok := r.trailing(first); ok {
		r.sayBack(day, text)
		return []Item{{Text: rest, Ref: q.Ref, Due: day.Date}}
	}
	if d, ok := r.date(strings.Trim(first, " .!")); ok {
		return []Item{{Ref: q.Ref, Due: d}}
	}
	if !r.x.refuses(first) && !blank(first) {
		r.doubt(Doubt{Kind: NoDate, Text: text, Ref: q.Ref})
	}
	return nil
}

// touched reads what is to become of the goal that a question is about: "keep",
// "park, for now", "change: two reviews by 1 march".
func (r *reader) touched(q ritual.Asked, text string) []Item {
	first, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	said, ok := r.verb(first)
	if !ok || !slices.Contains([]Verb{Keep, Change, Park}, said.verb) {
		return nil
	}
	rest := said.rest
	if m := idFirst.FindStringSubmatch(rest); m != nil && strings.EqualFold(m[1], q.Ref) {
		rest = m[2]
	}
	over := said.colon || blank(rest) || strings.ContainsRune(".,;!:", rune(rest[0]))
	switch {
	case said.verb != Change && over:
		return []Item{{Ref: q.Ref, Verb: said.verb}}
	case said.verb == Change && !blank(rest) && (over || rest != said.rest):
		l := r.withDate(Line{Text: strings.TrimSpace(rest)})
		return []Item{{Ref: q.Ref, Verb: Change, Text: l.Text, Due: l.When}}
	}
	return nil
}

// rating finds a number from 1 to 5: the first line, perhaps with a remark
// ("4 - feeling good").
func (r *reader) rating(text string) (int, bool) {
	first, _, _ := strings.Cut(text, "\n")
	first = strings.Trim(western(first), "*_ ")
	v, _, ok := r.v.Lexicon.Rating(first, 5)
	if !ok {
		v, _, ok = r.v.Lexicon.Rating(without(first, r.x.hedges), 5)
	}
	return v, ok
}

// bareRating reports whether text is a rating and nothing else.
func (r *reader) bareRating(text string) bool {
	_, remark, ok := r.v.Lexicon.Rating(bare(western(text)), 5)
	return ok && remark == ""
}

// choice returns the only choice whose words stand in the answer.
func (r *reader) choice(q ritual.Asked, text string) string {
	low := spaced(text)
	found := ""
	for _, c := range q.Choices {
		hit := strings.Contains(low, " "+c+" ")
		for _, w := range r.x.choices[c] {
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
	var lines pieces
	marked, before := false, ""
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) == "" {
			before = ""
			continue
		}
		if m := listMark.FindString(line); m != "" {
			marked, before = true, line
			lines.begin(line[len(m):])
			continue
		}
		if len(lines) > 0 && (marked && startsLower(line) || wrapped(before, line)) {
			lines.goOn(strings.TrimSpace(line))
			before = line
			continue
		}
		before = line
		for s := range strings.SplitSeq(line, ";") {
			lines.begin(s)
		}
	}
	var out []Item
	for _, line := range lines.joined() {
		if len(out) == mostItems {
			break // the answer keeps all words
		}
		line = strings.TrimSpace(line)
		if line == "" || blank(line) || r.x.refuses(line) || r.x.thanks[bare(line)] || r.isWhole(line, Skip) {
			continue
		}
		item := Item{Text: strings.TrimRight(line, " .")}
		if rest, day, ok := r.trailing(line); ok {
			item.Text, item.Due = strings.TrimRight(rest, " .,"), day.Date
			r.sayBack(day, item.Text)
		} else if d, ok := r.onDay(line); ok {
			item.Due = d
		}
		out = append(out, item)
	}
	return out
}

// reviewed reads what is to become of goals, one a line: "G1 keep", "park G2",
// "G3: change to …", "keep G1, park G2".
func (r *reader) reviewed(text string) []Item {
	var out []Item
	take := func(s string) bool {
		lines, ok := r.refVerb(s, Keep, Change, Park, Finish, Drop)
		for _, l := range lines[:min(len(lines), mostItems-len(out))] {
			out = append(out, Item{Text: l.Text, Ref: l.Ref, Verb: l.Verb, Due: l.When})
		}
		return ok
	}
	for line := range strings.SplitSeq(strings.ReplaceAll(text, ";", "\n"), "\n") {
		line = strings.TrimSpace(listMark.ReplaceAllString(line, ""))
		pieces := strings.Split(line, ",")
		each := len(pieces) > 1 && !slices.ContainsFunc(pieces, func(p string) bool {
			lines, ok := r.refVerb(p, Keep, Park, Finish, Drop)
			return !ok || len(lines) != 1
		})
		if !each {
			take(line)
			continue
		}
		for _, p := range pieces {
			take(p)
		}
	}
	return out
}

// decides reads a line that names a commitment and says what became of it:
// "done C4", "C4: moved to friday".
func (r *reader) decides(line, ref string) (Line, bool) {
	lines, ok := r.refVerb(line, Done, Drop, Move)
	if !ok || len(lines) != 1 || lines[0].Ref != ref {
		return Line{}, false
	}
	return lines[0], true
}

// became reads what a person says of the commitment that a question is about:
// "done", "Done, it went well", "dropped", "move to friday". A line with its id
// counts wherever it stands, and the last of them.
func (r *reader) became(q ritual.Asked, text string) (Verb, calendar.Date) {
	var last *Line
	for line := range strings.SplitSeq(text, "\n") {
		if l, ok := r.decides(line, q.Ref); ok {
			last = &l
		}
	}
	if last != nil {
		return r.movable(last.Verb, last.When, q.Ref, text)
	}
	first, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	if r.nothingYet(first) {
		return Keep, calendar.Date{}
	}
	said, ok := r.verb(first)
	if !ok {
		return "", calendar.Date{}
	}
	v, rest := said.verb, said.rest
	switch v {
	case Done, Drop:
		over := said.colon || blank(rest) || strings.ContainsRune(".,;!:", rune(rest[0]))
		for _, dash := range []string{"- ", "– ", "— "} {
			over = over || strings.HasPrefix(rest, dash)
		}
		if over {
			return v, calendar.Date{}
		}
	case Move:
		rest = strings.Trim(rest, " .!")
		if d, ok := r.date(rest); ok || rest == "" {
			return r.movable(v, d, q.Ref, text)
		}
	}
	return "", calendar.Date{}
}

// nothingYet reports whether a line says, or says first, that nothing came of
// something: "not yet", "Not yet, I was ill", "no". A no with more behind it may be
// the outcome: "No, they did not like it".
func (r *reader) nothingYet(line string) bool {
	said := line
	if i := strings.IndexAny(line, ".,;:!"); i > 0 {
		said = line[:i]
	}
	return r.x.unsure(said) || r.x.refuses(line)
}

// movable is a move only if there is a date to move to; else that is asked for.
func (r *reader) movable(v Verb, due calendar.Date, ref, text string) (Verb, calendar.Date) {
	if v == Move && due.IsZero() {
		r.doubt(Doubt{Kind: NoDate, Ref: ref, Text: text, Example: Move})
		return Keep, due
	}
	return v, due
}
