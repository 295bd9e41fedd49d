package reading

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"milepost/mentoring/ritual"
)

var (
	aVersion = regexp.MustCompile(`^v?\s?([0-9]{1,3})$`)
	aView    = regexp.MustCompile(`(?i)^(?:to\s)?([vp])([0-9]{1,4})$`) // words from outside, or somebody there
)

// decision reads "yes", "yes G2", "yes to all", "agree v2". A bare yes that
// stands under a question is an answer to it.
func (r *reader) decision(said spoken, cur *part) (Line, bool) {
	rest := strings.TrimLeft(bare(said.rest), ".,;: ")
	if m := aVersion.FindStringSubmatch(rest); m != nil && r.x.ofSort(Agree, "version", said.form) {
		n, _ := strconv.Atoi(m[1])
		return Line{Verb: said.verb, Numbers: []int{n}, Pair: cur.pair}, true
	}
	if m := anID.FindStringSubmatch(rest); m != nil {
		return Line{Verb: said.verb, Ref: strings.ToUpper(m[1]) + m[2]}, true
	}
	if m := aView.FindStringSubmatch(rest); m != nil {
		return Line{Verb: said.verb, Ref: strings.ToUpper(m[1]) + m[2]}, true
	}
	if slices.Contains(r.x.choices["all"], rest) {
		return Line{Verb: said.verb, All: true}, true
	}
	return Line{Verb: said.verb}, rest == "" && cur.n == 0 && (len(r.p.Asked) == 0 || r.p.Corrects || r.putsAPage())
}

// amend reads a change of the agreement: "amend rhythm: every two weeks". Without
// a line of it that is known, the colon stands right behind the verb.
func (r *reader) amend(said spoken) (Line, bool) {
	l := Line{Verb: Amend, Text: strings.TrimSpace(said.rest)}
	sort, rest, known := r.x.sorted(Amend, said.rest)
	if known = known && colon(rest); known {
		l.Key, l.Text = sort.key, uncolon(rest)
	}
	l = r.withDate(r.hush(l))
	return l, (known || said.colon) && !blank(l.Text)
}

// ownQuestion reads a question of the pair's own, or which of them is not asked
// any more.
func (r *reader) ownQuestion(said spoken) (Line, bool) {
	l := Line{Verb: said.verb, Text: strings.TrimSpace(said.rest)}
	if sort, rest, ok := r.x.sorted(Question, said.rest); ok && colon(rest) {
		l.Key, l.Text, said.colon = sort.key, uncolon(rest), true
	} else if r.x.ofSort(Question, "review", said.form) {
		l.Key = "review"
	}
	if said.verb == Question {
		return r.hush(l), said.colon && !blank(l.Text)
	}
	l.Text = strings.TrimRight(l.Text, ".!")
	_, number := numbers(l.Text)
	return l, said.colon || number
}

// uncolon returns what stands behind a colon.
func uncolon(s string) string {
	return strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(s), ":： \t*_"))
}

// putsAPage reports whether the answered mail asks for a yes to the page of the
// agreement: one word is a whole answer then, whatever else it asks.
func (r *reader) putsAPage() bool {
	return slices.ContainsFunc(r.p.Asked, func(q ritual.Asked) bool { return q.Records == ritual.Agreeing })
}
