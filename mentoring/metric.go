package mentoring

import (
	"slices"
	"strconv"
	"strings"

	"milepost/mentoring/reading"
)

// valuesShown is how many values of a measure a mail shows.
const valuesShown = 4

// metric notes a value of a goal's measure, as of today or of the date that was
// said.
func (a *applying) metric(l reading.Line) {
	g, ok := a.subject(l, GoalEntry)
	if !ok {
		return
	}
	text := strings.TrimSpace(l.Text)
	if text == "" {
		a.doubt(reading.Doubt{Kind: reading.NothingToDo, Ref: g.Ref(), Text: l.Raw})
		return
	}
	day := l.When
	if day.IsZero() || day.After(Today(a.who, a.now)) {
		day = Today(a.who, a.now)
	}
	e := a.add(Entry{
		Kind: MetricEntry, State: KeptState, Visible: narrower(g.Visible, a.lineVisibility(l)), Owner: g.Owner,
		Text: text, Parent: g.Number, About: g.Ref(), Due: day, Form: a.r.series(g), Round: a.re.Prompt.Round,
	})
	a.did(Said{What: string(reading.Metric), Ref: g.Ref(), Text: e.Text, Visible: e.Visible})
}

// series is the number of the series that a goal's next value belongs to: each
// measure that was let go had one of its own.
func (r Record) series(g Entry) string {
	n := 1
	for _, d := range r.Of(DetailEntry, DroppedState) {
		if d.About == g.Ref() && d.Key == MeasureDetail {
			n++
		}
	}
	return strconv.Itoa(n)
}

// measured reports whether a detail is a measure with values.
func (a *applying) measured(d Entry) bool {
	if d.Key != MeasureDetail {
		return false
	}
	g := Entry{Kind: GoalEntry}
	_, g.Number, _ = ParseRef(d.About)
	series := a.r.series(g)
	return slices.ContainsFunc(a.r.Of(MetricEntry, KeptState), func(e Entry) bool { return e.About == d.About && e.Form == series })
}

// Measure is what is counted for a goal, and its latest values.
type Measure struct {
	Goal   Entry
	Words  string  // of the measure; "": nobody has named it
	Values []Entry // of the current series, the four latest, by date
}

// Measures returns the measures with values of the active goals, as a viewer may
// read them in a mail.
func (r Record) Measures(viewer PersonID) []Measure {
	var out []Measure
	for _, g := range r.Of(GoalEntry, OpenState) {
		if !r.open(viewer, g) {
			continue
		}
		m := Measure{Goal: g}
		if d, ok := r.detail(g.Ref(), MeasureDetail); ok && r.open(viewer, d) {
			m.Words = d.Text
		}
		for _, e := range r.Of(MetricEntry, KeptState) {
			if e.About == g.Ref() && e.Form == r.series(g) && r.open(viewer, e) {
				m.Values = append(m.Values, e)
			}
		}
		slices.SortStableFunc(m.Values, func(a, b Entry) int { return a.Due.Sub(b.Due) })
		if n := len(m.Values); n > 0 {
			m.Values = m.Values[max(n-valuesShown, 0):]
			out = append(out, m)
		}
	}
	return out
}
