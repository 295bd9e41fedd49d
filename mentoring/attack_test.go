package mentoring_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// TestNobodyReadsForNothing lets Tomasz answer a hidden round, and Ana try all
// ways to read that without showing an answer of her own.
func TestNobodyReadsForNothing(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		ana  []string // one a reply
		want bool     // revealed
	}{
		{[]string{"2: more time"}, true},
		{[]string{"1: 4"}, true},
		{[]string{"more time together"}, false}, // may answer the last question, which nobody reads
		{[]string{"2: more time", "scratch 2"}, false},
		{[]string{"2: more time", "private 2"}, false},
		{[]string{"private: 2: more time"}, false},
		{[]string{"2: private: more time"}, false},
		{[]string{"2: please don't tell him, more time"}, false},
		{[]string{"3: nothing"}, false},
		{[]string{"win: shipped it"}, false},
		{[]string{"status"}, false},
		{[]string{"share"}, false},
		{[]string{"private 2", "scratch 1", "pass on"}, false},
		{[]string{"2: more time", "private 2", "2: even more"}, false},
		{[]string{"2: more time", "private 2", "share 2"}, true},
		{[]string{"2: more time", "scratch 2", "2: even more"}, true},
		{[]string{"1: 4\n2: more time", "scratch 2"}, true},
		{[]string{"2: more time", "skip"}, true},
		{[]string{"2: more time", "snooze monday"}, true},
	} {
		w := asked(t, "relationship-review")
		w.answers(tomasz, "1: 2\n2: hidden words", noon)
		at := noon
		for _, text := range row.ana {
			at = at.Add(time.Hour)
			w.answers(ana, text, at)
		}
		for range 20 {
			at = at.Add(24 * time.Hour)
			w.plan(at)
		}
		if got := w.records[0].Rounds[0].State == ritual.Revealed; got != row.want {
			t.Errorf("after %q: revealed = %v, want %v", row.ana, got, row.want)
		}
		if got := reads(w.records[0], ana, "hidden words"); got != row.want {
			t.Errorf("after %q: Ana may read it = %v, want %v", row.ana, got, row.want)
		}
	}
}

// reads reports whether a member may read words of a record.
func reads(r mentoring.Record, who mentoring.PersonID, words string) bool {
	return slices.ContainsFunc(mentoring.Readable(r, who), func(e mentoring.Entry) bool {
		return strings.Contains(e.Text+e.Response, words)
	})
}

// TestTakenBackIsGone takes words back that the partner has not read in any
// mail yet, by correcting or by keyword, and looks for what still shows them.
func TestTakenBackIsGone(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		ritual string
		ana    []string
	}{
		{"check-in", []string{"3: secret", "3: private: secret"}},
		{"check-in", []string{"3: secret\nother", "3: other"}},
		{"check-in", []string{"3: secret", "private 3"}},
		{"check-in", []string{"3: secret", "scratch 3"}},
		{"check-in", []string{"1: done, secret", "1: private: secret"}},
		{"check-in", []string{"1: done, secret", "1: done"}},
		{"check-in", []string{"1: done, secret", "private 1"}},
		{"check-in", []string{"1: done, secret", "scratch 1"}},
		{"check-in", []string{"2: secret", "private 2"}},
		{"check-in", []string{"2: secret", "2: private: secret"}},
		{"check-in", []string{"2: secret", "scratch 2"}},
		{"kickoff", []string{"3: secret", "private 3"}},
		{"kickoff", []string{"3: secret", "3: private: secret"}},
		{"kickoff", []string{"3: secret", "scratch 3"}},
		{"kickoff", []string{"1: secret", "private 1"}},
		{"kickoff", []string{"1: secret", "1: private: secret"}},
	} {
		w := asked(t, row.ritual)
		w.answers(tomasz, "1: x", noon)
		for i, text := range row.ana {
			w.answers(ana, text, noon.Add(time.Duration(i+1)*time.Hour))
		}
		w.plan(noon.AddDate(0, 0, 3))
		r := w.records[0]
		for _, e := range r.Entries {
			if r.Sees(tomasz, e) && strings.Contains(e.Text+e.Response, "secret") {
				t.Errorf("%s, %q: Tomasz may read %s", row.ritual, row.ana, fmt.Sprintf("%s %s %s %q %q", e.Kind, e.State, e.Visible, e.Text, e.Response))
			}
		}
	}
}
