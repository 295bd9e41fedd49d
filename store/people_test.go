package store

import (
	"errors"
	"strings"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

func TestAddPair(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	rec := couple(t, s)
	diff(t, "Pair", rec.Pair, mentoring.Pair{
		ID: 1, Program: 1, State: mentoring.Active, Zone: "Europe/Lisbon", Added: monday, Started: monday, Weeks: usualWeeks,
		Mentee: mentoring.Member{Person: 1, Role: ritual.Mentee, Consent: mentoring.Agreed, ConsentAt: monday},
		Mentor: mentoring.Member{Person: 2, Role: ritual.Mentor, Consent: mentoring.Agreed, ConsentAt: monday},
	})
	diff(t, "People", rec.People[0], mentoring.Person{
		ID: 1, Name: "Ana Sousa", Addresses: []mentoring.Address{{Address: "ana@mentors.example", Confirmed: true}},
		Zone: "Europe/Lisbon", Language: "en", Hours: calendar.DefaultWorkHours(), Receipts: mentoring.UsualReceipts,
	})
	if _, err := s.AddPair(t.Context(), NewPair{Mentor: tomasz, Mentee: ana}, monday); !errors.Is(err, ErrDuplicate) {
		t.Errorf("AddPair() twice = %v, want ErrDuplicate", err)
	}
	// The other way round they are another pair, of the same people.
	shouting := person("Somebody", "ANA@Mentors.Example")
	id := must(s.AddPair(t.Context(), NewPair{Mentor: shouting, Mentee: tomasz, Program: "Spring", Weeks: 12, Zone: "UTC"}, monday))(t)
	other := must(s.Record(t.Context(), id))(t)
	if other.Pair.State != mentoring.Invited || other.Pair.Mentor.Consent != mentoring.NotAsked || !other.Pair.Started.IsZero() {
		t.Errorf("the pair is %+v, want one that waits for both", other.Pair)
	}
	if other.Program.Name != "Spring" || other.Pair.Weeks != 12 || other.Pair.Zone != "UTC" || other.People[1].ID != 1 {
		t.Errorf("the pair is %+v of %q, want 12 weeks in UTC, in Spring, with Ana", other.Pair, other.Program.Name)
	}
	if got := must(s.People(t.Context()))(t); len(got) != 2 {
		t.Errorf("People() = %d people, want 2", len(got))
	}
	if recs := must(s.RecordsOf(t.Context(), 1))(t); len(recs) != 2 || recs[0].Pair.ID != 1 || recs[1].Pair.ID != 2 {
		t.Errorf("RecordsOf() = %d records, want both in order", len(recs))
	}
	for _, n := range []NewPair{{Mentor: ana, Mentee: ana}, {Mentor: ana}} {
		if _, err := s.AddPair(t.Context(), n, monday); err == nil {
			t.Errorf("AddPair(%+v) = nil, want an error", n)
		}
	}
	sound(t, s)
}

func TestFind(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	couple(t, s)
	must(s.AddPair(t.Context(), NewPair{Mentor: ana, Mentee: tomasz}, monday))(t)
	for _, row := range []struct {
		text string
		want mentoring.PairID
		err  error
		says string
	}{
		{"1", 1, nil, ""},
		{" 2 ", 2, nil, ""},
		{"3", 0, ErrNotFound, "pair 3"},
		{"tomasz", 0, ErrAmbiguous, "1 (Tomasz Nowak & Ana Sousa), 2 (Ana Sousa & Tomasz Nowak)"},
		{"Tomsz", 0, ErrNotFound, "did you mean 1 (Tomasz Nowak & Ana Sousa)"},
		{"quite different", 0, ErrNotFound, ""},
		{"", 0, ErrNotFound, ""},
	} {
		got, err := s.FindPair(t.Context(), row.text)
		if got.ID != row.want || !errors.Is(err, row.err) || err != nil && !strings.Contains(err.Error(), row.says) {
			t.Errorf("FindPair(%q) = %d, %v, want %d, %v saying %q", row.text, got.ID, err, row.want, row.err, row.says)
		}
	}
	for _, row := range []struct {
		text string
		want mentoring.PersonID
	}{{"ana", 1}, {"nowak", 2}, {"TOMASZ@world.test", 2}, {"2", 2}, {"ana@elsewhere.test", 0}, {"anna", 0}} {
		if got, err := s.FindPerson(t.Context(), row.text); got.ID != row.want || (row.want == 0) != errors.Is(err, ErrNotFound) {
			t.Errorf("FindPerson(%q) = %d, %v, want %d", row.text, got.ID, err, row.want)
		}
	}
}

func TestNormal(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ a, b string }{
		{" Ana@MENTORS.example. ", "ana@mentors.example"},
		{"ana@bücher.example", "ana@xn--bcher-kva.example"},
		{"ana@BÜCHER.example", "ana@xn--bcher-kva.example"},
		{"nobody", "nobody"},
		{"ana@not a domain", "ana@not a domain"},
	} {
		if got := normal(row.a); got != row.b {
			t.Errorf("normal(%q) = %q, want %q", row.a, got, row.b)
		}
	}
	// Letters that only look alike stay apart, and so do those outside ASCII.
	for _, row := range []struct{ a, b string }{{"аna@mentors.example", "ana@mentors.example"}, {"ÉMILE@world.test", "émile@world.test"}} {
		if normal(row.a) == normal(row.b) {
			t.Errorf("normal() brings %q and %q together", row.a, row.b)
		}
	}
}

func FuzzNormal(f *testing.F) {
	f.Add("Ana@MENTORS.example.")
	f.Add("@")
	f.Fuzz(func(t *testing.T, s string) {
		if once := normal(s); normal(once) != once {
			t.Errorf("normal(%q) = %q, and of that %q", s, once, normal(once))
		}
	})
}

// Every field is stored: a new one that is forgotten here is noticed.
func TestEverythingComesBack(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	rec := couple(t, s)
	line := AuditLine{Who: "root", What: "edit", Reason: "test"}

	p := filled[mentoring.Pair](t)
	p.ID, p.Program, p.Added, p.State = rec.Pair.ID, 1, rec.Pair.Added, mentoring.Active
	p.Mentor.Person, p.Mentor.Role, p.Mentee.Person, p.Mentee.Role = 2, ritual.Mentor, 1, ritual.Mentee
	ok(t, s.SavePair(t.Context(), p, line, monday))
	who := filled[mentoring.Person](t)
	who.ID, who.Replies, who.Erased = 1, 0, time.Time{}
	who.Absence.Message = arrive(t, s, 2, "Subject: away\r\n\r\n")
	ok(t, s.SavePerson(t.Context(), who, line, monday))

	prompts := ask(t, s, rec, "talk", "2026-W48", 1)
	entry := filled[mentoring.Entry](t)
	entry.ID, entry.Pair, entry.Author, entry.Owner, entry.Round = 0, 1, 1, 2, prompts[0].Round
	entry.Created, entry.Changed = monday, monday
	entry.Message = arrive(t, s, 1, "Subject: hello\r\n\r\n")
	ok(t, s.Receive(t.Context(), entry.Message, Bound{Person: 1, Reason: "token"}, monday, func([]mentoring.Record, mentoring.Person) ([]mentoring.Outcome, error) {
		return []mentoring.Outcome{{Changes: []mentoring.Change{mentoring.PutEntry{Entry: entry}}, Receipt: mentoring.Receipt{Pair: 1}}}, nil
	}))

	got := must(s.Record(t.Context(), 1))(t)
	entry.ID, who.Replies = 1, 1
	p.Mentee.Eased = time.Time{} // what they wrote later counts still
	diff(t, "Pair", got.Pair, p)
	diff(t, "Person", got.People[0], who)
	diff(t, "Entries", got.Entries, []mentoring.Entry{entry})
	lines := must(s.Audits(t.Context(), 1, time.Time{}))(t)
	diff(t, "Audits()", lines, []AuditLine{{ID: 1, At: monday, Who: "root", What: "edit", Pair: 1, Reason: "test"}})
	sound(t, s)
}

func TestSavePerson(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	rec := couple(t, s)
	who := rec.People[0]
	who.Addresses = append(who.Addresses, mentoring.Address{Address: "ana@world.test"})
	ok(t, s.SavePerson(t.Context(), who, AuditLine{What: "edit"}, monday))
	diff(t, "Person()", must(s.Person(t.Context(), who.ID))(t), who)
	if got := must(s.PersonByAddress(t.Context(), "Ana@World.Test"))(t); got.ID != who.ID {
		t.Errorf("PersonByAddress() = %d, want %d", got.ID, who.ID)
	}
	who.Addresses[1].Address = "tomasz@WORLD.test"
	if err := s.SavePerson(t.Context(), who, AuditLine{}, monday); !errors.Is(err, ErrDuplicate) {
		t.Errorf("SavePerson() with the partner's address = %v, want ErrDuplicate", err)
	}
	if got := must(s.Person(t.Context(), who.ID))(t); got.Addresses[1].Address != "ana@world.test" {
		t.Errorf("a refused change left %v", got.Addresses)
	}
	who.ID = 99
	if err := s.SavePerson(t.Context(), who, AuditLine{}, monday); !errors.Is(err, ErrNotFound) {
		t.Errorf("SavePerson(99) = %v, want ErrNotFound", err)
	}
}

func TestSaveProgram(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	rec := couple(t, s)
	lull(t, s)
	days := []calendar.Date{calendar.NewDate(2026, 12, 25)}
	for range 2 {
		id := must(s.SaveProgram(t.Context(), NewProgram{Coordinator: person("Ewa", "ewa@mentors.example"), Holidays: days}, monday))(t)
		diff(t, "Program", must(s.Record(t.Context(), rec.Pair.ID))(t).Program, mentoring.Program{
			ID: id, Coordinator: 3, Sees: mentoring.SeesStates, Holidays: calendar.NewHolidays(days...),
		})
	}
	if got := must(s.DuePairs(t.Context(), monday, 9))(t); len(got) != 1 {
		t.Errorf("DuePairs() = %v, want the pair of the program", got)
	}
	lull(t, s)
	must(s.SaveProgram(t.Context(), NewProgram{Coordinator: person("Ewa", "ewa@mentors.example"), Holidays: days}, monday))(t)
	if got := must(s.DuePairs(t.Context(), monday, 9))(t); len(got) != 0 {
		t.Errorf("DuePairs() = %v, want none after a change of nothing", got)
	}
}

// lull has the planner look at nothing for a week.
func lull(t *testing.T, s *Store) {
	t.Helper()
	later := stamp(monday.AddDate(0, 0, 7))
	ok(t, s.write(t.Context(), func(t tx) error {
		if err := t.exec(`UPDATE people SET look_at = ?`, later); err != nil {
			return err
		}
		return t.exec(`UPDATE pairs SET look_at = ?`, later)
	}))
}

func TestAuditIsToldOnce(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	rec := couple(t, s)
	ok(t, s.Audit(t.Context(), AuditLine{At: monday, Who: "root", What: "reveal", Pair: 1, Reason: "a question", Tell: true}))
	ok(t, s.Audit(t.Context(), AuditLine{At: monday, Who: "root", What: "edit", Pair: 1}))
	lines := must(s.Untold(t.Context(), 1, 1))(t)
	if len(lines) != 1 || lines[0].What != "reveal" {
		t.Fatalf("Untold() = %v, want the one to be told", lines)
	}
	d := Draft{Person: 1, Kind: "digest", Period: "2026-W48", Pairs: []mentoring.PairID{1}}
	must(s.Queue(t.Context(), d, monday, func(id int64) (Composed, error) {
		c, err := letter(rec.People[0].Mail())(id)
		c.Told = []int64{lines[0].ID}
		return c, err
	}))(t)
	if got := must(s.Untold(t.Context(), 1, 1))(t); len(got) != 0 {
		t.Errorf("Untold() after the digest = %v, want none", got)
	}
	if got := must(s.Untold(t.Context(), 1, 2))(t); len(got) != 1 {
		t.Errorf("Untold() for the partner = %v, want one", got)
	}
}

func TestProgramsHaveACalendarOfTheirOwn(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	n := NewProgram{
		Name: "Riverside", Coordinator: person("Ines", "ines@mentors.example"), Trusted: person("Rui", "rui@mentors.example"),
		Sees: mentoring.SeesCounts, Quiet: []calendar.Week{{Year: 2026, Week: 52}}, Circle: true,
	}
	must(s.SaveProgram(t.Context(), n, monday))(t)
	begins := calendar.NewDate(2027, 1, 11)
	id := must(s.AddPair(t.Context(), NewPair{
		Mentor: tomasz, Mentee: ana, Program: "Riverside", Cohort: "spring", Begins: begins, ConsentGiven: true,
	}, monday))(t)
	r := must(s.Record(t.Context(), id))(t)
	if !r.Program.Holidays[calendar.NewDate(2026, 12, 23)] || r.Program.Holidays[calendar.NewDate(2026, 12, 28)] {
		t.Errorf("Program.Holidays = %v, want the days of week 52 and no others", r.Program.Holidays)
	}
	if !r.LooksAfter() || !r.Confides() || r.Program.Sees != mentoring.SeesCounts || r.Pair.Cohort != "spring" {
		t.Errorf("Record() = %+v %+v, want the program as it was saved", r.Program, r.Pair)
	}
	if got := calendar.DateIn(r.Pair.Started, r.Pair.Location()); got != begins {
		t.Errorf("Started = %v, want the day of the cohort %v", got, begins)
	}
	row := must(s.ProgramNamed(t.Context(), "Riverside"))(t)
	diff(t, "Quiet", row.Quiet, n.Quiet)
	if rows := must(s.Programs(t.Context()))(t); len(rows) != 1 {
		t.Errorf("Programs() = %v, want the one with a name", rows)
	}
	if recs := must(s.RecordsIn(t.Context(), r.Program.ID))(t); len(recs) != 1 {
		t.Errorf("RecordsIn() = %d records, want 1", len(recs))
	}
}
