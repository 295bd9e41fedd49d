package digest

import (
	"slices"

	"milepost/mentoring"
)

// Measures returns the measures of the active goals that a viewer may read,
// whenever they were last added to, and the ids of the entries by somebody else
// that stand in them. It shows no private word, not even the viewer's own.
func Measures(r mentoring.Record, viewer mentoring.PersonID) (measures []mentoring.Measure, shown []int64) {
	t := &teller{r: r, viewer: viewer}
	t.to = lastChange(r, viewer).Add(1)
	return t.measures(), t.s.Shown
}

// measures are the goals' measures with their latest values, of those to which a
// value was added in the time told of.
func (t *teller) measures() []mentoring.Measure {
	out := slices.DeleteFunc(t.r.Measures(t.viewer), func(m mentoring.Measure) bool {
		return !t.shown(m.Goal) || !slices.ContainsFunc(m.Values, func(e mentoring.Entry) bool { return t.shown(e) && t.within(e.Changed) })
	})
	for _, m := range out {
		t.show(m.Goal)
		for _, e := range m.Values {
			t.show(e)
		}
		for _, d := range t.r.DetailsFor(t.viewer, m.Goal.Ref()) {
			if d.Key == mentoring.MeasureDetail {
				t.show(d)
			}
		}
	}
	return out
}
