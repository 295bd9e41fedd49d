package templates

import (
	"strings"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// TestRecord writes what each of the two may read, and nothing else.
func TestRecord(t *testing.T) {
	t.Parallel()
	s, e := load(t), newExample()
	created := time.Date(2026, time.November, 17, 10, 0, 0, 0, time.UTC)
	add := func(x mentoring.Entry) {
		x.ID, x.Created = int64(len(e.record.Entries)+1), created
		e.record.Entries = append(e.record.Entries, x)
	}
	add(mentoring.Entry{Kind: mentoring.NoteEntry, State: mentoring.KeptState, Author: 1, Visible: ritual.Private, Text: "only mine"})
	add(mentoring.Entry{Kind: mentoring.RatingEntry, State: mentoring.KeptState, Author: 1, Visible: ritual.Shared, Value: 4})
	add(mentoring.Entry{Kind: mentoring.WinEntry, State: mentoring.WithdrawnState, Author: 1, Visible: ritual.Shared, Text: "taken back"})
	file := s.Record(e.record, e.ana.ID)
	for _, want := range []string{
		"# Ana & Tomasz\n", "\n## Goals\n\n", "\n## Sessions\n\n", "Thu 26 Nov 2026, 17:00", ", C4: ask Priya to review my parser change (open, by Wed 18 Nov 2026)\n",
		"- Tue 17 Nov 2026, Ana: only mine (only you see this)\n", "- Tue 17 Nov 2026, Ana: 4\n",
	} {
		if !strings.Contains(file.Text, want) {
			t.Errorf("Record() is without %q:\n%s", want, file.Text)
		}
	}
	if file.Name != "record.md" || strings.Contains(file.Text, "taken back") {
		t.Errorf("Record() = %q with what was taken back:\n%s", file.Name, file.Text)
	}
	if text := s.Record(e.record, e.tomasz.ID).Text; strings.Contains(text, "only mine") {
		t.Errorf("Tomasz may read what is private:\n%s", text)
	}
}

func TestFrom(t *testing.T) {
	t.Parallel()
	s := load(t)
	for _, row := range []struct {
		names []string
		want  string
	}{
		{[]string{"Ana", "Tomasz"}, "Milepost for Ana & Tomasz"},
		{nil, "Milepost"},
	} {
		if got := s.From("en", row.names...); got != row.want {
			t.Errorf("From(%v) = %q, want %q", row.names, got, row.want)
		}
	}
}
