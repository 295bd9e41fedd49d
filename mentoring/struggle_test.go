package mentoring_test

import (
	"testing"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// TestTheMentorGetsAHintToCall: after two low ratings that are shared, once, and
// only the mentor. Private ratings give no hint.
func TestTheMentorGetsAHintToCall(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name    string
		values  []int
		visible ritual.Visibility
		want    bool
	}{
		{"two low", []int{4, 2, 1}, ritual.Shared, true},
		{"one low", []int{4, 3, 1}, ritual.Shared, false},
		{"low, and up again", []int{2, 2, 3}, ritual.Shared, false},
		{"told before", []int{2, 2, 2}, ritual.Shared, false}, // a mail went out after the second
		{"private", []int{4, 1, 1}, ritual.Private, false},
		{"hidden", []int{4, 1, 1}, ritual.AfterBoth, false},
	} {
		w := withGoal(t)
		for i, v := range row.values {
			w.put1(mentoring.Entry{Kind: mentoring.RatingEntry, State: mentoring.KeptState, Parent: 1, Value: v, Key: "on-track", Visible: row.visible}, ana)
			w.records[0].Entries[len(w.records[0].Entries)-1].Created = instant("2026-01-16 14:00").AddDate(0, 0, 7*i)
		}
		w.asked(tomasz, map[string]ritual.Asked{"2026-01-26 08:30": {Key: "x"}})
		if got := w.records[0].Struggles(tomasz, instant("2026-02-02 08:30")); got != row.want {
			t.Errorf("%s: Struggles() = %v, want %v", row.name, got, row.want)
		}
		if w.records[0].Struggles(ana, instant("2026-02-02 08:30")) {
			t.Errorf("%s: the mentee gets the hint", row.name)
		}
	}
}
