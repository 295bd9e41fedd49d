package digest_test

import (
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	. "milepost/mentoring/digest"
	"milepost/mentoring/ritual"
)

// TestAYearAgo runs two years of digests over a record that one year filled: what
// comes back does so on its own day, once a year at most, one thing in four weeks,
// and never a private word.
func TestAYearAgo(t *testing.T) {
	t.Parallel()
	b := newBook()
	b.Pair.Started, b.Pair.Weeks = instant("2024-01-08 09:00"), 150
	for n := range 20 {
		at := b.Pair.Started.AddDate(0, 0, 7*n+2)
		b.add(mentoring.Entry{Kind: mentoring.NoteEntry, Text: "an insight that is long enough", Changed: at})
		b.add(mentoring.Entry{Kind: mentoring.NoteEntry, Text: "a secret that is by far long enough to come back", Changed: at, Visible: ritual.Private})
		b.add(mentoring.Entry{Kind: mentoring.NoteEntry, Text: "too short", Changed: at})
		if n%8 == 0 {
			b.add(mentoring.Entry{Kind: mentoring.WinEntry, Text: "a win of his that is long enough", Author: tomasz, Changed: at})
		}
	}
	for _, viewer := range []mentoring.PersonID{ana, tomasz} {
		var weeks []int
		for n := range 110 {
			now := instant("2024-01-15 08:30").AddDate(0, 0, 7*n)
			d := Summarise([]mentoring.Record{b.Record}, b.Person(viewer), calendar.WeekOf(calendar.DateIn(now, time.UTC)).Prev(), rituals, nil, now)
			m := d.Sections[0].Memory
			if m.Kind == "" {
				continue
			}
			weeks = append(weeks, n)
			if want := map[bool]int{true: 1, false: 2}[n < 104]; m.Kind != MemoryYear || m.Years != want || m.Quote.Mine != (viewer == ana) && viewer == ana {
				t.Errorf("in week %d comes back %+v", n, m)
			}
			if m.Quote.Text != "an insight that is long enough" && m.Quote.Text != "a win of his that is long enough" {
				t.Errorf("in week %d comes back %q", n, m.Quote.Text)
			}
		}
		if len(weeks) != 7 || weeks[0] != 52 {
			t.Errorf("for %d words come back in weeks %v, want five in the second year and two so far in the third", viewer, weeks)
		}
		for i := 1; i < 5; i++ {
			if weeks[i]-weeks[i-1] < 2 {
				t.Errorf("for %d words come back in weeks %v", viewer, weeks)
			}
		}
	}
}

// TestFallbackInItsMonth brings the line for the case that a goal breaks back at
// the beginning of the month for which it was noted, once.
func TestFallbackInItsMonth(t *testing.T) {
	t.Parallel()
	goal := mentoring.Entry{Kind: mentoring.GoalEntry, Number: 1, State: mentoring.OpenState, Text: "lead", Due: calendar.NewDate(2026, 3, 20), Changed: instant("2026-01-07 10:00")}
	line := mentoring.Entry{Kind: mentoring.DetailEntry, Key: "fallback", About: "G1", Text: "ask Priya to lead with you", Changed: instant("2026-01-07 10:00")}
	private, dated, parked, fresh := line, line, goal, line
	private.Visible = ritual.Private
	dated.Due = calendar.NewDate(2026, 2, 14)
	parked.State = mentoring.ParkedState
	fresh.Changed = instant("2026-03-01 00:01")
	for _, row := range []struct {
		name    string
		entries []mentoring.Entry
		want    string // the Monday of the digest
	}{
		{"the goal's month", []mentoring.Entry{goal, line}, "2026-03-02"},
		{"its own month", []mentoring.Entry{goal, dated}, "2026-02-02"},
		{"private", []mentoring.Entry{goal, private}, ""},
		{"parked", []mentoring.Entry{parked, line}, ""},
		{"just written", []mentoring.Entry{goal, fresh}, ""},
	} {
		b := newBook()
		for _, e := range row.entries {
			b.add(e)
		}
		for _, viewer := range []mentoring.PersonID{ana, tomasz} {
			got := ""
			for now := instant("2026-01-19 08:30"); now.Before(instant("2026-05-01 00:00")); now = now.AddDate(0, 0, 7) {
				d := Summarise([]mentoring.Record{b.Record}, b.Person(viewer), calendar.WeekOf(calendar.DateIn(now, time.UTC)).Prev(), rituals, nil, now)
				if m := d.Sections[0].Memory; m.Kind == MemoryFallback {
					got += calendar.DateIn(now, time.UTC).String()
					if m.Ref != "G1" || m.Goal != "lead" || m.Quote.Text != line.Text || d.Quiet {
						t.Errorf("%s: %+v, quiet %v", row.name, m, d.Quiet)
					}
				}
				b.round("digest", ritual.Open, now) // the next goes on from here
			}
			if got != row.want {
				t.Errorf("%s: comes back to %d on %q, want %q", row.name, viewer, got, row.want)
			}
			b.Rounds = nil
		}
	}
}
