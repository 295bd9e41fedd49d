package mentoring_test

import (
	"strings"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// TestWhatBecameOfATry answers the question about an own experiment, and the one
// about an own exercise: only words that tell an outcome end it.
func TestWhatBecameOfATry(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		say   string
		state mentoring.State
		doubt string
	}{
		{"They asked more than before.", mentoring.DoneState, ""},
		{"No, they did not like it.", mentoring.DoneState, ""},
		{"done", mentoring.DoneState, ""},
		{"dropped", mentoring.DroppedState, ""},
		{"move C1", mentoring.OpenState, "no-date"},
		{"move", mentoring.OpenState, "no-date"},
		{"move C1 to friday", mentoring.OpenState, ""},
		{"I had no time.\nmove C1 to friday", mentoring.OpenState, ""},
		{"not yet", mentoring.OpenState, ""},
		{"Not yet, I was ill.", mentoring.OpenState, ""},
		{"Not sure.", mentoring.OpenState, ""},
		{"No.", mentoring.OpenState, ""},
	} {
		for _, form := range []string{mentoring.TryForm, mentoring.ExerciseForm} {
			for _, label := range []string{"", "1: "} {
				w := shipped(t, pair(noon))
				r := &w.records[0]
				w.lastID = 100
				r.Entries = []mentoring.Entry{{
					ID: 1, Pair: 1, Kind: mentoring.CommitmentEntry, Number: 1, State: mentoring.OpenState, Form: form,
					Author: ana, Owner: ana, Visible: ritual.Shared, Text: "wait three breaths", Created: noon, Changed: noon,
				}}
				asked := ritual.Asked{N: 1, Pair: 1, Key: "tried", Kind: ritual.Text, Records: ritual.FollowUp, Ref: "C1", Text: "What happened?"}
				p := ritual.Prompt{ID: 9, Round: 9, Person: int64(ana), State: ritual.Sent, SentAt: noon, Asked: []ritual.Asked{asked}}
				r.Rounds = []ritual.Round{{ID: 9, Ritual: "check-in", State: ritual.Open, Prompts: []ritual.Prompt{p}}}
				rcs := w.say(ana, mentoring.Mail{Person: ana, Ritual: "check-in", Prompts: []mentoring.Pending{{Pair: 1, Prompt: p}}}, label+row.say, noon.Add(time.Hour))
				if e, _ := r.Entry("C1"); e.State != row.state {
					t.Errorf("%s, %q: %s, want %s", form, label+row.say, e.State, row.state)
				}
				if got := doubts(rcs); !strings.Contains(got, row.doubt) || row.doubt == "" && got != "" {
					t.Errorf("%s, %q: doubts %q, want %q", form, label+row.say, got, row.doubt)
				}
			}
		}
	}
}
