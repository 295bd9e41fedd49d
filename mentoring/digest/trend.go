package digest

import (
	"slices"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// Trend is a series of ratings with what may be said of it.
type Trend struct {
	Key    string
	Ref    string // the goal that was rated, "": none
	Of     string // whose, first name
	Mine   bool
	Points []Point // the last eight values, oldest first; none before the third
	// Middle is true for a scale on which 3 is best. It has no up or down.
	Middle bool
	// Says is what the last few values bear: two moves in a row, or one of two.
	Says  Says
	From  int // the value it went from
	To    int
	Since int // the pair's week from which it is told
	// Tends is what the whole series bears. It alone may be called a trend. Of two
	// that say the same direction only the one that tells of the longer time is
	// set.
	Tends Tendency
	// Low is true if the last two values of the mentee's were low, for the mentor
	// to read: a word between the two may help more than a question.
	Low bool
}

// Point is one value of a series.
type Point struct {
	Week  int // of the pair
	Value int
}

// Says is the sentence that a series bears.
type Says string

// What a series may say. Two falls in a row or a fall of two are mentioned, one
// small dip is not.
const (
	SaysNothing Says = ""
	SaysUp      Says = "up"
	SaysDown    Says = "down"
	SaysSteady  Says = "steady"
)

const (
	// shownValues is how many values a picture shows, and fewestShown the least
	// that make one.
	shownValues, fewestShown = 8, 3
	// lowValue and below are low; lowTimes in a row are worth a word.
	lowValue, lowTimes = 2, 2
)

// trends gathers the shared ratings of both, a series for each person, key and
// goal, with what may be said of it. A series that nobody added to since the
// last digest was told already.
func (t *teller) trends() []Trend {
	return t.series(func(e mentoring.Entry) bool {
		fresh := t.within(e.Changed)
		if fresh {
			t.rated(e)
		}
		return fresh
	})
}

// Trends returns the series of shared ratings that a viewer may read, whenever
// they were last added to, and the ids of the entries by somebody else that
// stand in them. It shows no private word, not even the viewer's own.
func Trends(r mentoring.Record, viewer mentoring.PersonID) (trends []Trend, shown []int64) {
	t := &teller{r: r, viewer: viewer}
	trends = t.series(func(e mentoring.Entry) bool {
		t.rated(e)
		return true
	})
	return trends, t.s.Shown
}

// series returns all series of which at least one value is wanted. A rating
// belongs to the week of its round, whenever the answer came; a skipped answer
// is no value.
func (t *teller) series(wanted func(mentoring.Entry) bool) []Trend {
	var out []Trend
	var keep []bool
	for _, e := range t.r.Of(mentoring.RatingEntry) {
		if !t.shown(e) || e.Value == 0 {
			continue
		}
		ref := mentoring.Entry{Kind: mentoring.GoalEntry, Number: e.Parent}.Ref()
		mine := e.Author == t.viewer
		i := slices.IndexFunc(out, func(x Trend) bool { return x.Key == e.Key && x.Ref == ref && x.Mine == mine })
		if i < 0 {
			q, _ := t.question(e)
			out = append(out, Trend{Key: e.Key, Ref: ref, Of: t.r.Person(e.Author).First(), Mine: mine, Middle: q.Kind == ritual.Middle})
			keep = append(keep, false)
			i = len(out) - 1
		}
		out[i].Points = put(out[i].Points, Point{Week: t.week(e), Value: e.Value})
		keep[i] = wanted(e) || keep[i]
	}
	var kept []Trend
	for i, x := range out {
		if keep[i] {
			kept = append(kept, t.tell(x))
		}
	}
	return kept
}

// tell says of a series what it bears, and cuts it to what is shown.
func (t *teller) tell(x Trend) Trend {
	all := x.Points
	x.To = all[len(all)-1].Value
	if !x.Middle {
		x.Says, x.From, x.To, x.Since = says(all)
		x.Tends = TendencyOf(all)
		switch {
		case x.Tends.Says != x.Says || x.Says == SaysNothing:
		case x.Since <= x.Tends.Since:
			x.Tends = Tendency{}
		default:
			x.Says, x.From, x.Since = SaysNothing, 0, 0
		}
		x.Low = !x.Mine && t.r.Pair.Mentor.Person == t.viewer && low(all)
	}
	x.Points = nil
	if len(all) >= fewestShown {
		x.Points = all[max(0, len(all)-shownValues):]
	}
	return x
}

// low reports whether the last values of a series were low.
func low(ps []Point) bool {
	return len(ps) >= lowTimes && !slices.ContainsFunc(ps[len(ps)-lowTimes:], func(p Point) bool { return p.Value > lowValue })
}

// rated notes that a rating stands in the digest, and the answer it came from.
func (t *teller) rated(e mentoring.Entry) {
	t.show(e)
	for _, a := range t.r.Of(mentoring.AnswerEntry) {
		if e.Round != 0 && a.Round == e.Round && a.Author == e.Author && a.Key == e.Key && t.open(a) {
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
