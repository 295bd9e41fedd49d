package digest_test

import (
	"fmt"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	. "milepost/mentoring/digest"
	"milepost/mentoring/ritual"
)

// TestLastFourValues shows a goal's numbers when there is a new one: the last
// four, none that is private, and none of a series that was let go.
func TestLastFourValues(t *testing.T) {
	t.Parallel()
	b := newBook()
	old := instant("2026-01-06 10:00")
	b.add(mentoring.Entry{Kind: mentoring.GoalEntry, Number: 1, State: mentoring.OpenState, Text: "lead", Changed: old})
	b.add(mentoring.Entry{Kind: mentoring.DetailEntry, Key: mentoring.MeasureDetail, About: "G1", Text: "reviews led", Changed: old})
	value := func(n int, at time.Time, visible ritual.Visibility, series string) {
		b.add(mentoring.Entry{
			Kind: mentoring.MetricEntry, About: "G1", Parent: 1, Form: series, Text: fmt.Sprint(n), Visible: visible,
			Due: calendar.DateIn(at, time.UTC), Changed: at,
		})
	}
	for n := range 5 {
		value(n, old.AddDate(0, 0, n), ritual.Shared, "1")
	}
	value(77, old.AddDate(0, 0, 6), ritual.Private, "1")
	value(88, old.AddDate(0, 0, 6), ritual.Shared, "0")
	if s := b.digest(tomasz); len(s.Measures) != 0 || !s.Quiet {
		t.Errorf("without a new value: %+v, quiet %v", s.Measures, s.Quiet)
	}
	for _, who := range []mentoring.PersonID{ana, tomasz} {
		got, shown := Measures(b.Record, who)
		if len(got) != 1 || values(got[0]) != "reviews led: 1 2 3 4" || (len(shown) > 0) != (who == tomasz) {
			t.Errorf("Measures(%d) = %+v, shown %v", who, got, shown)
		}
	}
	value(5, instant("2026-01-21 10:00"), ritual.Shared, "1")
	for _, who := range []mentoring.PersonID{ana, tomasz} {
		s := b.digest(who)
		if len(s.Measures) != 1 || values(s.Measures[0]) != "reviews led: 2 3 4 5" || s.Quiet {
			t.Errorf("for %d: %+v, quiet %v", who, s.Measures, s.Quiet)
		}
	}
}

func values(m mentoring.Measure) string {
	out := m.Words + ":"
	for _, e := range m.Values {
		out += " " + e.Text
	}
	return out
}
