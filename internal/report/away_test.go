package report

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
)

// TestAwayByAnAutomaticReply: the operator reads until when, and nothing once the
// day has come.
func TestAwayByAnAutomaticReply(t *testing.T) {
	t.Parallel()
	r := pairOfTwo()
	today := mentoring.Today(r.People[0], monday)
	for _, row := range []struct {
		back calendar.Date
		want bool
	}{{calendar.Date{}, false}, {today.AddDays(3), true}, {today, false}, {today.AddDays(-3), false}} {
		r.People[0].Absence = mentoring.Absence{Since: monday, Noted: monday, Back: row.back}
		for i, m := range PairOf(r, monday, false).Members {
			says := "away until " + row.back.String() + ", by an automatic reply"
			if want := row.want && i == 0; strings.Contains(m.standing(), says) != want {
				t.Errorf("back %v: member %d stands as %q, tells of it: want %v", row.back, i, m.standing(), want)
			}
		}
		var out bytes.Buffer
		if err := PersonOf(r.People[0], nil, monday).Text(&out, time.UTC); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(out.String(), "by an automatic reply"); got != row.want {
			t.Errorf("back %v: the person is shown as\n%s", row.back, out.String())
		}
	}
}
