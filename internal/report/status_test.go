package report

import (
	"strings"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/store"
)

func TestStatusNeeds(t *testing.T) {
	t.Parallel()
	ago := func(d time.Duration) time.Time { return monday.Add(-d) }
	running := Surroundings{Running: true}
	sent := map[store.DeliveryState]int{store.Sent: 3}
	for _, test := range []struct {
		name   string
		status store.Status
		around Surroundings
		want   string
	}{
		{"fine", store.Status{Outbox: sent, LastSent: ago(time.Hour)}, running, ""},
		{"nothing to run for", store.Status{}, Surroundings{}, ""},
		{"not running", store.Status{Pairs: map[mentoring.PairState]int{mentoring.Active: 1}}, Surroundings{}, "no daemon runs: nothing goes out and nothing is read"},
		{"new, no keys", store.Status{}, Surroundings{Running: true, KeysMissing: true}, ""},
		{"no keys", store.Status{Outbox: sent}, Surroundings{Running: true, KeysMissing: true}, "the key ring is missing: replies to mails already sent cannot be placed"},
		{"just queued", store.Status{Oldest: ago(time.Minute)}, running, ""},
		{"stuck", store.Status{Oldest: ago(5 * time.Hour)}, running, "a mail has waited for 5 hours: the mail server does not take it"},
		{"not read", store.Status{}, Surroundings{Running: true, Swept: ago(3 * time.Hour)}, "the mailbox has not been read for 3 hours"},
		{"read", store.Status{}, Surroundings{Running: true, Swept: ago(time.Hour)}, ""},
		{"no room", store.Status{}, Surroundings{Running: true, DiskLeft: "0.5 MB"}, "the disk is nearly full: 0.5 MB left beside the database"},
		{"late", store.Status{NextPair: ago(3 * time.Hour)}, running, "the planner is late by 3 hours"},
		{"held", store.Status{Messages: map[store.MessageState]int{store.Held: 1}}, running, "1 mail waits for a decision"},
		{"poison", store.Status{Messages: map[store.MessageState]int{store.Poison: 2}}, running, "2 mails could not be read"},
		{"unknown", store.Status{Outbox: map[store.DeliveryState]int{store.Unknown: 1}}, running, "1 mail may or may not have gone out"},
		{"dead", store.Status{Dead: 2}, running, "2 addresses take no mail any more"},
		{"refused", store.Status{}, Surroundings{Running: true, Refused: []mentoring.PersonID{2}}, "the last mail to person 2 was refused for good"},
	} {
		got := ""
		for _, n := range StatusOf(test.status, monday, test.around).Needs {
			got += n.What
			if n.Remedy == "" {
				t.Errorf("%s: %q has no remedy", test.name, n.What)
			}
		}
		if got != test.want {
			t.Errorf("%s: StatusOf() needs %q, want %q", test.name, got, test.want)
		}
	}
}

// TestStatusLately: in a pair of two the count would tell on one of them.
func TestStatusLately(t *testing.T) {
	t.Parallel()
	st := store.Status{Replies: 40, Unclear: 3}
	for discreet, want := range map[bool]bool{false: true, true: false} {
		s := StatusOf(st, monday, Surroundings{Running: true, Discreet: discreet})
		var text strings.Builder
		if err := s.Text(&text, time.UTC); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(text.String(), "3 of 40 replies"); got != want || (s.Lately != nil) != want {
			t.Errorf("discreet %v: StatusOf() tells of unclear replies: %v, want %v\n%s", discreet, got, want, text.String())
		}
	}
}

func TestAgo(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		ago  time.Duration
		want string
	}{
		{-time.Hour, "in the future"},
		{0, "just now"},
		{90 * time.Second, "1 minute ago"},
		{5 * time.Hour, "5 hours ago"},
		{47 * time.Hour, "47 hours ago"},
		{72 * time.Hour, "3 days ago"},
	} {
		if got := Ago(monday.Add(-test.ago), monday); got != test.want {
			t.Errorf("Ago(%s) = %q, want %q", test.ago, got, test.want)
		}
	}
	if got := Ago(time.Time{}, monday); got != "never" {
		t.Errorf("Ago(zero) = %q, want never", got)
	}
}
