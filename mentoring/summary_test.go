package mentoring_test

import (
	"slices"
	"testing"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// TestSummaryToHandOnIsNoAppraisal holds what the mentee reached and nothing by
// which anybody could be judged, and is the mentee's alone.
func TestSummaryToHandOnIsNoAppraisal(t *testing.T) {
	t.Parallel()
	w := underWay(t)
	r := w.record(1)
	for _, e := range []mentoring.Entry{
		{Kind: mentoring.WinEntry, State: mentoring.KeptState, Author: ana, Text: "the talk went well"},
		{Kind: mentoring.WinEntry, State: mentoring.KeptState, Author: ana, Text: "an offer", Visible: ritual.Private},
		{Kind: mentoring.WinEntry, State: mentoring.KeptState, Author: tomasz, Text: "she led it"},
		{Kind: mentoring.RatingEntry, State: mentoring.KeptState, Author: ana, Value: 2},
		{Kind: mentoring.AnswerEntry, State: mentoring.KeptState, Author: ana, Text: "he listens too little"},
		{Kind: mentoring.FeedbackEntry, State: mentoring.KeptState, Author: tomasz, Text: "slower"},
	} {
		if e.Visible == "" {
			e.Visible = ritual.Shared
		}
		e.ID, e.Pair, e.Created, e.Changed = w.id(), 1, noon, noon
		r.Entries = append(r.Entries, e)
	}
	var texts []string
	for _, e := range mentoring.Told(*r, ana, mentoring.WantSummary) {
		texts = append(texts, e.Text)
		if e.Value != 0 || e.Response != "" || !e.Created.IsZero() || !e.Changed.IsZero() || e.Message != 0 {
			t.Errorf("%+v says when, how well, or what the other said", e)
		}
	}
	if want := []string{"learn Go", "the talk went well"}; !slices.Equal(texts, want) {
		t.Errorf("Told(summary) = %q, want %q", texts, want)
	}
	if got := mentoring.Told(*r, tomasz, mentoring.WantSummary); len(got) != 0 {
		t.Errorf("the mentor is told %v", got)
	}
}
