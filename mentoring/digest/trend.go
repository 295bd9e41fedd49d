package digest

import (
	"fmt"
	"slices"

	"milepost/mentoring"
)

// trendWeeks is how many weeks a picture shows.
const trendWeeks = 9

// trends gathers the shared ratings of both, a series for each person, key and
// goal, with the one thing that may be said of it. A series that nobody added to
// was told already.
func (t *teller) trends() []Trend {
	var out []Trend
	fresh := map[string]bool{}
	id := func(x Trend) string { return fmt.Sprint(x.Key, " ", x.Ref, " ", x.Mine) }
	for _, e := range t.r.Of(mentoring.RatingEntry) {
		if !t.shown(e) || e.Value == 0 {
			continue
		}
		ref := mentoring.Entry{Kind: mentoring.GoalEntry, Number: e.Parent}.Ref()
		mine := e.Author == t.viewer
		i := slices.IndexFunc(out, func(x Trend) bool { return x.Key == e.Key && x.Ref == ref && x.Mine == mine })
		if i < 0 {
			out = append(out, Trend{Key: e.Key, Ref: ref, Of: t.r.Person(e.Author).First(), Mine: mine})
			i = len(out) - 1
		}
		out[i].Points = put(out[i].Points, Point{Week: t.week(e), Value: e.Value})
		if t.within(e.Changed) {
			fresh[id(out[i])] = true
			t.rated(e)
		}
	}
	last := t.s.Number
	out = slices.DeleteFunc(out, func(x Trend) bool { return !fresh[id(x)] })
	for i := range out {
		out[i].Says, out[i].From, out[i].To, out[i].Since = says(out[i].Points)
		out[i].Points = window(out[i].Points, max(last, out[i].Points[len(out[i].Points)-1].Week))
	}
	return out
}

// rated notes that a rating stands in the digest, and the answer it came from.
func (t *teller) rated(e mentoring.Entry) {
	t.show(e)
	for _, a := range t.r.Of(mentoring.AnswerEntry) {
		if a.Round == e.Round && a.Author == e.Author && a.Key == e.Key {
			t.show(a)
		}
	}
}

// week is the pair's week that a rating belongs to: that of its round, whenever
// the answer came.
func (t *teller) week(e mentoring.Entry) int {
	if round, ok := t.r.Round(e.Round); ok && !round.Opened.IsZero() {
		return t.r.Pair.Week(round.Opened)
	}
	return t.r.Pair.Week(e.Created)
}

// put adds a point in the order of weeks; a later rating of the same week wins.
func put(ps []Point, p Point) []Point {
	i, found := slices.BinarySearchFunc(ps, p, func(a, b Point) int { return a.Week - b.Week })
	if found {
		ps[i] = p
		return ps
	}
	return slices.Insert(ps, i, p)
}

// says decides what a series bears. Two moves in a row or a move of two are
// mentioned; one small dip is not. Three equal values are steady.
func says(ps []Point) (s Says, from, to, since int) {
	n := len(ps)
	to = ps[n-1].Value
	same := 1
	for same < n && ps[n-1-same].Value == to {
		same++
	}
	if same >= 3 {
		return SaysSteady, to, to, ps[n-same].Week
	}
	// Walk back while the series does not turn.
	i := n - 1
	for i > 0 && sign(ps[i].Value-ps[i-1].Value) >= 0 {
		i--
	}
	if moved := to - ps[i].Value; bears(ps[i:], moved) {
		start := lastOf(ps, i)
		return SaysUp, ps[start].Value, to, ps[start].Week
	}
	i = n - 1
	for i > 0 && sign(ps[i].Value-ps[i-1].Value) <= 0 {
		i--
	}
	if moved := ps[i].Value - to; bears(ps[i:], moved) {
		start := lastOf(ps, i)
		return SaysDown, ps[start].Value, to, ps[start].Week
	}
	return SaysNothing, 0, to, 0
}

// bears reports whether a run that moved so far is worth a sentence.
func bears(run []Point, moved int) bool {
	steps := 0
	for i := 1; i < len(run); i++ {
		if run[i].Value != run[i-1].Value {
			steps++
		}
	}
	return moved >= 2 || moved > 0 && steps >= 2
}

// lastOf returns the last point with the value of ps[i] in its run.
func lastOf(ps []Point, i int) int {
	for i+1 < len(ps) && ps[i+1].Value == ps[i].Value {
		i++
	}
	return i
}

func sign(n int) int {
	switch {
	case n > 0:
		return 1
	case n < 0:
		return -1
	}
	return 0
}

// window returns the last weeks up to one, from the first with a rating on, with
// an empty point for each without. Fewer than three make no picture.
func window(ps []Point, last int) []Point {
	ps = slices.DeleteFunc(ps, func(p Point) bool { return p.Week <= last-trendWeeks })
	if len(ps) < 3 {
		return nil
	}
	first := ps[0].Week
	var out []Point
	for w := first; w <= last; w++ {
		p := Point{Week: w}
		if i := slices.IndexFunc(ps, func(x Point) bool { return x.Week == w }); i >= 0 {
			p = ps[i]
		}
		out = append(out, p)
	}
	return out
}
