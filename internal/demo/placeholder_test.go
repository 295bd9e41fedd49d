package demo

import (
	"slices"
	"testing"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
	"milepost/store"
)

func TestPlaceholders(t *testing.T) {
	t.Parallel()
	r := mentoring.Record{
		Pair: mentoring.Pair{ID: 2},
		Entries: []mentoring.Entry{
			{Kind: mentoring.CommitmentEntry, Number: 1, Text: "draw the design"},
			{Kind: mentoring.WinEntry, Text: "showed the design"},
			{Kind: mentoring.CommitmentEntry, Number: 3, Text: "Show the Design"},
		},
	}
	d := store.Delivery{Asked: []ritual.Asked{{N: 1, Pair: 1, Key: "moved"}, {N: 5, Pair: 2, Key: "moved"}}}
	for _, tt := range []struct {
		text, want string
		missing    []string
	}{
		{"plain words", "plain words", nil},
		{"done {draw the design}", "done C1", nil},
		{"done {the design}", "done C3", nil},
		{"{#moved}: it did", "5: it did", nil},
		{"done {showed}", "done ", []string{"showed"}},
		{"{#on-track}: 4", ": 4", []string{"#on-track"}},
	} {
		got, missing := placeholders(tt.text, r, d)
		if got != tt.want || !slices.Equal(missing, tt.missing) {
			t.Errorf("placeholders(%q) = %q, %q, want %q, %q", tt.text, got, missing, tt.want, tt.missing)
		}
	}
}
