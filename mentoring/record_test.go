package mentoring_test

import (
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

func TestSees(t *testing.T) {
	t.Parallel()
	const coordinator, stranger mentoring.PersonID = 7, 9
	r := pair(noon)
	r.Program.Coordinator = coordinator
	r.Rounds = []ritual.Round{{ID: 1, State: ritual.Open}, {ID: 2, State: ritual.Revealed}, {ID: 3, State: ritual.Closed}}
	for _, row := range []struct {
		visible ritual.Visibility
		round   int64
		state   mentoring.State
		sees    map[mentoring.PersonID]bool // besides Ana, the author
	}{
		{ritual.Shared, 0, mentoring.KeptState, map[mentoring.PersonID]bool{tomasz: true}},
		{ritual.Shared, 1, mentoring.KeptState, map[mentoring.PersonID]bool{tomasz: true}},
		{ritual.Shared, 0, mentoring.WithdrawnState, nil},
		{ritual.AfterBoth, 0, mentoring.KeptState, nil},
		{ritual.AfterBoth, 1, mentoring.KeptState, nil},
		{ritual.AfterBoth, 2, mentoring.KeptState, map[mentoring.PersonID]bool{tomasz: true}},
		{ritual.AfterBoth, 2, mentoring.WithdrawnState, nil},
		{ritual.AfterBoth, 3, mentoring.KeptState, nil},
		{ritual.Private, 2, mentoring.KeptState, nil},
		{ritual.Coordinator, 0, mentoring.KeptState, map[mentoring.PersonID]bool{coordinator: true}},
		{"", 0, mentoring.KeptState, nil},
		{"shraed", 0, mentoring.KeptState, nil},
	} {
		e := mentoring.Entry{Author: ana, Visible: row.visible, Round: row.round, State: row.state}
		if !r.Sees(ana, e) {
			t.Errorf("the author does not see %+v", e)
		}
		for _, viewer := range []mentoring.PersonID{tomasz, coordinator, stranger, 0} {
			if got, want := r.Sees(viewer, e), row.sees[viewer]; got != want {
				t.Errorf("Sees(%d, %q in round %d, %q) = %v, want %v", viewer, row.visible, row.round, row.state, got, want)
			}
		}
	}
	// A coordinator who is in the pair reads as a member, not as coordinator.
	r.Program.Coordinator = tomasz
	if r.Sees(tomasz, mentoring.Entry{Author: ana, Visible: ritual.Coordinator}) {
		t.Errorf("a partner who coordinates reads what was said to the coordinator")
	}
}

func TestRefs(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		text string
		kind mentoring.Kind
		n    int
	}{
		{"G1", mentoring.GoalEntry, 1},
		{" m12 ", mentoring.MilestoneEntry, 12},
		{"c3", mentoring.CommitmentEntry, 3},
		{"A4", mentoring.AskEntry, 4},
		{"C0", "", 0},
		{"C-1", "", 0},
		{"X1", "", 0},
		{"C", "", 0},
		{"", "", 0},
	} {
		kind, n, err := mentoring.ParseRef(row.text)
		if kind != row.kind || n != row.n || (err == nil) != (row.n > 0) {
			t.Errorf("ParseRef(%q) = %v, %v, %v, want %v, %v", row.text, kind, n, err, row.kind, row.n)
		}
		if e := (mentoring.Entry{Kind: kind, Number: n}); err == nil && e.Ref() == "" {
			t.Errorf("Ref() of %v is empty", e)
		}
	}
}

// TestNothingIsDerivedFromHiddenGoals asks Tomasz about goals while Ana has only
// private ones: no question may tell that they are there.
func TestNothingIsDerivedFromHiddenGoals(t *testing.T) {
	t.Parallel()
	r := pair(noon)
	open := r
	open.Entries = []mentoring.Entry{{
		Kind: mentoring.GoalEntry, Number: 1, State: mentoring.OpenState, Author: ana, Owner: ana, Visible: ritual.Private, Text: "leave",
	}}
	for _, d := range rituals() {
		if a, b := len(r.Questions(d, "", tomasz, 1, noon)), len(open.Questions(d, "", tomasz, 1, noon)); a != b {
			t.Errorf("%s: %d questions without, %d with a private goal", d.Name, a, b)
		}
	}
	if _, ok := open.NearestGoal(); ok {
		t.Errorf("a private goal is the nearest")
	}
}

func TestQuestions(t *testing.T) {
	t.Parallel()
	p := policy()
	weekly, _ := p.Ritual("check-in")
	keys := func(r mentoring.Record, who mentoring.PersonID) (out []string) {
		for i, q := range r.Questions(weekly, "", who, 3, noon) {
			if q.N != 3+i || q.Pair != 1 {
				t.Errorf("question %+v, want number %d of pair 1", q, 3+i)
			}
			out = append(out, q.Key+" "+q.Ref)
		}
		return out
	}
	for _, row := range []struct {
		name string
		r    mentoring.Record
		who  mentoring.PersonID
		want []string
	}{
		{"nothing there yet", pair(noon), ana, []string{"moved ", "obstacle ", "steps "}},
		{"a commitment and a goal", underWay(t).records[0], ana, []string{"follow-up C1", "obstacle ", "steps ", "on-track G1"}},
		{"the mentor", underWay(t).records[0], tomasz, []string{"did-well ", "going "}},
		{"light", func() mentoring.Record { r := underWay(t).records[0]; r.Pair.Mentee.Light = true; return r }(), ana, []string{"follow-up C1"}},
		{"nobody", pair(noon), 9, nil},
	} {
		got := keys(row.r, row.who)
		if len(got) != len(row.want) {
			t.Errorf("%s: %q, want %q", row.name, got, row.want)
			continue
		}
		for i := range got {
			if got[i] != row.want[i] {
				t.Errorf("%s: %q, want %q", row.name, got, row.want)
			}
		}
	}
}

func TestFirstNameAndMail(t *testing.T) {
	t.Parallel()
	p := mentoring.Person{Name: "  Tomasz Nowak ", Addresses: []mentoring.Address{
		{Address: "old@world.test", Confirmed: true, Dead: noon}, {Address: "new@world.test"}, {Address: "good@world.test", Confirmed: true},
	}}
	if got := p.First(); got != "Tomasz" {
		t.Errorf("First() = %q, want Tomasz", got)
	}
	if got := p.Mail(); got != "good@world.test" {
		t.Errorf("Mail() = %q, want the confirmed one that lives", got)
	}
	p.Name = ""
	if got := p.First(); got != "good@world.test" {
		t.Errorf("First() without a name = %q", got)
	}
}

func TestWeek(t *testing.T) {
	t.Parallel()
	p := pair(instant("2026-01-08 09:00")).Pair
	for _, row := range []struct {
		at   string
		want int
	}{{"2026-01-08 08:59", 0}, {"2026-01-08 09:00", 1}, {"2026-01-11 23:59", 1}, {"2026-01-12 00:00", 2}, {"2026-07-06 09:00", 27}} {
		if got := p.Week(instant(row.at)); got != row.want {
			t.Errorf("Week(%s) = %d, want %d", row.at, got, row.want)
		}
	}
}

func TestDigestDay(t *testing.T) {
	t.Parallel()
	who := person(tomasz, "Tomasz", "Europe/Warsaw")
	holidays := calendar.NewHolidays(calendar.NewDate(2026, time.February, 9))
	for _, row := range []struct{ after, want string }{
		{"2026-01-21 12:00", "2026-01-26"},
		{"2026-01-26 07:00", "2026-01-26"}, // 08:00 in Warsaw
		{"2026-01-26 07:30", "2026-02-02"},
		{"2026-02-05 12:00", "2026-02-10"}, // the Monday is a holiday
	} {
		if got := policy().DigestDay(who, instant(row.after), holidays).String(); got != row.want {
			t.Errorf("DigestDay(%s) = %s, want %s", row.after, got, row.want)
		}
	}
}
