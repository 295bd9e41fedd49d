package mentoring_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// replying is what a typical pair writes back.
func replying(m sentMail) string {
	switch m.Ritual {
	case "welcome":
		return "yes"
	case "kickoff":
		return "1: learn\n2: not on sundays\n3: Run the planning meeting by 1 june"
	case "check-in":
		return "1: it moved\nwin: a talk"
	case "goal-review", "relationship-review":
		return "2: all in all well"
	}
	return ""
}

// TestRhythm runs half a year of a pair and compares it with the rhythm that
// was promised.
func TestRhythm(t *testing.T) {
	t.Parallel()
	w := newWorld(t, pair(instant("2026-01-08 09:00"))) // Thursday of week 1
	good := calendar.NewDate(2026, time.April, 3)       // Good Friday
	easter := calendar.NewDate(2026, time.April, 6)
	w.holidays = calendar.NewHolidays(good, easter)
	w.records[0].Program.Holidays = w.holidays
	w.answer = replying
	w.run(instant("2026-01-08 09:00"), instant("2026-07-06 00:00"), 30*time.Minute)

	for _, row := range []struct {
		who        mentoring.PersonID
		from, want string
	}{
		{ana, "2026-01-08", "Thu 2026-01-08 09:00 welcome|Fri 2026-01-09 08:00 kickoff"},
		{tomasz, "2026-01-08", "Thu 2026-01-08 09:00 welcome|Fri 2026-01-09 08:00 kickoff"},
		{ana, "2026-01-12", "Mon 2026-01-12 08:30 digest|Fri 2026-01-16 14:00 check-in"},
		{tomasz, "2026-01-12", "Mon 2026-01-12 08:30 digest"},
		{ana, "2026-01-19", "Mon 2026-01-19 08:30 digest|Fri 2026-01-23 14:00 check-in"},
		{tomasz, "2026-01-19", "Mon 2026-01-19 08:30 digest|Fri 2026-01-23 14:00 check-in"},
		// week 10: the relationship review replaces the check-in
		{ana, "2026-03-09", "Mon 2026-03-09 08:30 digest|Wed 2026-03-11 10:00 relationship-review"},
		{tomasz, "2026-03-09", "Mon 2026-03-09 08:30 digest|Wed 2026-03-11 10:00 relationship-review"},
		// week 13: the goal review, the mentor three working days later; Good
		// Friday pushes that to the Tuesday after Easter, and Monday's digest too
		{ana, "2026-03-30", "Mon 2026-03-30 08:30 digest|Tue 2026-03-31 10:00 goal-review"},
		{tomasz, "2026-03-30", "Mon 2026-03-30 08:30 digest"},
		{ana, "2026-04-06", "Tue 2026-04-07 08:30 digest|Fri 2026-04-10 14:00 check-in"},
		{tomasz, "2026-04-06", "Tue 2026-04-07 08:30 digest|Wed 2026-04-08 08:00 goal-review"},
		// week 20
		{ana, "2026-05-18", "Mon 2026-05-18 08:30 digest|Wed 2026-05-20 10:00 relationship-review"},
		// week 26
		{ana, "2026-06-29", "Mon 2026-06-29 08:30 digest|Tue 2026-06-30 10:00 goal-review"},
		{tomasz, "2026-06-29", "Mon 2026-06-29 08:30 digest|Fri 2026-07-03 10:00 goal-review"},
	} {
		if got := strings.ReplaceAll(w.week(row.who, row.from), "\n", "|"); got != row.want {
			t.Errorf("the week of %s for %d:\n got %s\nwant %s", row.from, row.who, got, row.want)
		}
	}
	w.checkBudget()
}

// week returns the log of one week.
func (w *world) week(who mentoring.PersonID, from string) string {
	first := instant(from + " 00:00")
	monday := calendar.WeekOf(calendar.DateIn(first, time.UTC)).Next().Monday()
	end := calendar.At(calendar.Civil{Date: monday}, time.UTC)
	part := &world{sent: slices.DeleteFunc(slices.Clone(w.sent), func(m sentMail) bool { return m.at.Before(first) || !m.at.Before(end) })}
	return part.log(who)
}

// checkBudget looks for more than one planned mail a day, more than the week's
// budget, and mail outside working hours.
func (w *world) checkBudget() {
	w.t.Helper()
	days, weeks := map[string]int{}, map[string]int{}
	people, pairs := w.people()
	for _, m := range w.sent {
		who := people[slices.IndexFunc(people, func(p mentoring.Person) bool { return p.ID == m.Person })]
		local := calendar.Local(m.at, who.Location())
		if !who.Hours.Contains(local, w.holidays) {
			w.t.Errorf("%s gets %s at %s, outside working hours", who.Name, m.Ritual, local)
		}
		if d, _ := w.policy.Ritual(m.Ritual); d.AtOnce {
			continue // beside the budget
		}
		week := fmt.Sprint(who.ID, calendar.WeekOf(local.Date))
		days[fmt.Sprint(who.ID, local.Date)]++
		weeks[week]++
		if n := days[fmt.Sprint(who.ID, local.Date)]; n > 1 {
			w.t.Errorf("%s gets %d planned mails on %s", who.Name, n, local.Date)
		}
		if most := w.policy.Budget.For(pairs[who.ID]); weeks[week] > most || m.Count != weeks[week] || m.Most != most {
			w.t.Errorf("%s: mail %d of at most %d says %d of %d", local, weeks[week], most, m.Count, m.Most)
		}
	}
}

// TestMailCount counts what a typical pair gets in six weeks: about three mails
// a week for the mentee and two for the mentor.
func TestMailCount(t *testing.T) {
	t.Parallel()
	w := newWorld(t, pair(instant("2026-01-05 09:00")))
	w.answer = replying
	w.run(instant("2026-01-05 09:00"), instant("2026-02-16 00:00"), 30*time.Minute)
	w.checkBudget()
	count := map[mentoring.PersonID]int{}
	for _, m := range w.sent {
		count[m.Person]++
	}
	for id, most := range map[mentoring.PersonID]float64{ana: 3, tomasz: 2} {
		if mean := float64(count[id]) / 6; mean < most-1 || mean > most {
			t.Errorf("person %d gets %.1f mails a week, want about %.0f:\n%s", id, mean, most, w.log(id))
		}
	}
}

// shape writes the rounds of a record without their times.
func shape(r mentoring.Record) string {
	var out []string
	for _, round := range r.Rounds {
		s := round.Ritual + " " + round.Period + " " + string(round.State)
		for _, p := range round.Prompts {
			s += fmt.Sprintf(" %d %s", p.Person, stamp(p.Due))
		}
		out = append(out, s)
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// TestPlanIsLevelTriggered plans every ten minutes, once a day, and when the
// plan itself says so, and wants the same rounds.
func TestPlanIsLevelTriggered(t *testing.T) {
	t.Parallel()
	from, to := instant("2026-03-02 09:00"), instant("2026-04-20 09:00") // over a change of the clocks
	start := func() *world {
		r := pair(from)
		r.Pair.Zone = "Europe/Lisbon"
		r.People[0].Zone, r.People[1].Zone = "Europe/Lisbon", "America/New_York"
		return newWorld(t, r)
	}
	often, daily, told := start(), start(), start()
	for now := from; now.Before(to); now = now.Add(10 * time.Minute) {
		often.plan(now)
	}
	for now := from; now.Before(to); now = now.Add(24 * time.Hour) {
		daily.plan(now)
	}
	for now := from; now.Before(to); {
		next := told.plan(now)
		if !next.After(now) {
			t.Fatalf("%s: PlanPair() looks again at %s", stamp(now), stamp(next))
		}
		now = next
	}
	daily.plan(to)
	often.plan(to)
	told.plan(to)
	want := shape(often.records[0])
	if got := shape(daily.records[0]); got != want {
		t.Errorf("planned once a day:\n%s\nwant\n%s", got, want)
	}
	if got := shape(told.records[0]); got != want {
		t.Errorf("planned when told:\n%s\nwant\n%s", got, want)
	}
	// 14:00 in each city, before and after both changes
	for _, due := range []string{
		"check-in 2026-W12 closed 1 Fri 2026-03-20 14:00 2 Fri 2026-03-20 18:00",
		"check-in 2026-W14 open 1 Fri 2026-04-03 13:00 2 Fri 2026-04-03 18:00",
	} {
		if !strings.Contains(want, due) {
			t.Errorf("no round %q in\n%s", due, want)
		}
	}
}

func TestDowntime(t *testing.T) {
	t.Parallel()
	start := instant("2026-01-05 09:00")
	w := newWorld(t, pair(start))
	w.answer = replying
	w.run(start, instant("2026-02-02 00:00"), 30*time.Minute)
	before := len(w.sent)
	// Three weeks down, back on a Friday afternoon.
	w.run(instant("2026-02-20 15:00"), instant("2026-02-23 08:00"), 30*time.Minute)
	var got []string
	for _, m := range w.sent[before:] {
		got = append(got, fmt.Sprintf("%d %s %s", m.Person, m.Ritual, m.Period))
	}
	if want := []string{"1 check-in 2026-W08", "2 check-in 2026-W08"}; !slices.Equal(got, want) {
		t.Errorf("after three weeks down: %q, want %q", got, want)
	}
	missed := 0
	for _, round := range w.records[0].Rounds {
		if round.State == ritual.Missed {
			missed++
		}
	}
	if missed != 5 { // two check-ins, three digests
		t.Errorf("%d rounds are missed, want 5:\n%s", missed, shape(w.records[0]))
	}
	w.checkBudget()
}

func TestGrace(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		back string
		want ritual.RoundState
	}{
		{"2026-01-17 13:00", ritual.Open},   // 23 h
		{"2026-01-18 02:00", ritual.Open},   // 36 h
		{"2026-01-18 02:01", ritual.Missed}, // over 36 h
	} {
		w := newWorld(t, pair(instant("2026-01-05 09:00")))
		w.plan(instant("2026-01-16 13:59"))
		if _, ok := w.records[0].RoundOf("check-in", "2026-W03"); ok {
			t.Errorf("the round is open before its time")
		}
		w.plan(instant(row.back))
		if round, _ := w.records[0].RoundOf("check-in", "2026-W03"); round.State != row.want {
			t.Errorf("back at %s: the round is %q, want %q", row.back, round.State, row.want)
		}
	}
}

func TestHolidayWeek(t *testing.T) {
	t.Parallel()
	w := newWorld(t, pair(instant("2026-01-05 09:00")))
	w.holidays = calendar.Holidays{}
	for d := calendar.NewDate(2026, 1, 19); d.Day < 24; d = d.AddDays(1) {
		w.holidays[d] = true
	}
	w.records[0].Program.Holidays = w.holidays
	w.answer = replying
	w.run(instant("2026-01-05 09:00"), instant("2026-02-02 00:00"), 30*time.Minute)
	if got := w.week(ana, "2026-01-19"); got != "" {
		t.Errorf("a week of holidays brings\n%s", got)
	}
	if got, want := strings.ReplaceAll(w.week(ana, "2026-01-26"), "\n", "|"), "Mon 2026-01-26 08:30 digest|Fri 2026-01-30 14:00 check-in"; got != want {
		t.Errorf("the week after brings %s, want %s", got, want)
	}
}
