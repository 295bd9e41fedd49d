package mentoring_test

import (
	"slices"
	"testing"
	"time"
)

// TestQuietPairReadsAhead: the page of history comes in the week before the goals
// are looked at, however quiet the weeks before it were.
func TestQuietPairReadsAhead(t *testing.T) {
	t.Parallel()
	start := instant("2026-01-05 09:00")
	w := newWorld(t, pair(start))
	w.answer = func(m sentMail) string { // one shared word in week 2, so that week 12 is one of the quiet ones
		switch {
		case m.Ritual == "welcome":
			return "yes"
		case m.Ritual == "check-in" && len(w.records[0].Of("win")) == 0:
			return "win: a talk"
		case m.Ritual != "digest":
			return "private: hard weeks"
		}
		return ""
	}
	w.run(start, instant("2026-04-01 00:00"), time.Hour)
	for _, mail := range []string{"03-23 digest", "03-31 goal-review"} {
		if days := w.days(ana); !slices.Contains(days, mail) {
			t.Errorf("Ana gets %v, want %q among them", days, mail)
		}
	}
}
