package mentoring_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
)

// typical is somebody who answers most of what they are asked, and no more.
var typical = temper{name: "typical", answers: 0.9, each: 0.9, hours: 30}

// TestSixWeeks counts what people get in six weeks in which they meet every
// second: about three planned mails a week for a mentee and two for a mentor of
// one, and no more than five for a mentor of three. It prints the table with -v.
func TestSixWeeks(t *testing.T) {
	t.Parallel()
	start := instant("2026-01-05 05:00")
	one := newYears(t, 1, start)
	one.join(2, 1, typical, typical)
	three := newYears(t, 1, start)
	three.join(2, 1, typical, typical)
	three.join(2, 3, typical, typical)
	three.join(2, 4, typical, typical)
	for _, row := range []struct {
		name        string
		y           *years
		who         mentoring.PersonID
		least, most float64
	}{
		{"mentee", one, 1, 2, 3},
		{"mentor of one", one, 2, 1.5, 2.5},
		{"mentee of a mentor of three", three, 1, 2, 3},
		{"mentor of three", three, 2, 1.5, 5},
	} {
		if row.y.now.Equal(start) {
			row.y.meeting(7)
		}
		planned, atOnce, kinds := row.y.week(row.who, 2, 6)
		sum := 0
		for _, n := range planned {
			sum += n
		}
		mean := float64(sum) / float64(len(planned))
		t.Logf("%-28s %v planned a week, %.1f on average, %d beside; %s", row.name, planned, mean, atOnce, kinds)
		if mean < row.least || mean > row.most {
			t.Errorf("a %s gets %.1f planned mails a week, want %g to %g", row.name, mean, row.least, row.most)
		}
	}
}

// meeting runs some weeks, with a session on every second Wednesday.
func (y *years) meeting(weeks int) {
	y.t.Helper()
	for week := range weeks {
		for i := range y.records {
			r := &y.records[i]
			if (week+i)%2 == 1 && r.Pair.State == mentoring.Active {
				who := r.Pair.Mentee.Person
				day := mentoring.Today(y.someone(who), y.now).AddDays(9)
				mail := mentoring.Mail{Person: who, Prompts: []mentoring.Pending{{Pair: r.Pair.ID}}}
				y.post = append(y.post, letter{at: y.now.Add(6 * time.Hour), who: who, mail: sentMail{Mail: mail, at: y.now}, text: "next: " + day.String() + " 15:00"})
			}
		}
		y.until(y.start.AddDate(0, 0, 7*(week+1)))
	}
}

// week counts the planned mails to somebody in each of some weeks, those beside
// the budget, and what they were.
func (y *years) week(who mentoring.PersonID, first, weeks int) (planned []int, atOnce int, kinds string) {
	begin := calendar.WeekOf(mentoring.Today(y.someone(who), y.start.Add(24*time.Hour))).Add(first - 1)
	planned = make([]int, weeks)
	count := map[string]int{}
	for _, m := range y.mails[who] {
		n := calendar.WeekOf(mentoring.Today(y.someone(who), m.at)).Sub(begin)
		if n < 0 || n >= weeks {
			continue
		}
		if count[m.Ritual]++; y.atOnce(m) {
			atOnce++
		} else {
			planned[n]++
		}
	}
	var out []string
	for name, n := range count {
		out = append(out, fmt.Sprintf("%d %s", n, name))
	}
	slices.Sort(out)
	return planned, atOnce, strings.Join(out, ", ")
}
