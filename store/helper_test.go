package store

import (
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

var monday = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// fresh returns a new store on a real file.
func fresh(t testing.TB) *Store {
	t.Helper()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "milepost.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func diff(t testing.TB, what string, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func person(name, address string) mentoring.Person {
	return mentoring.Person{
		Name: name, Zone: "Europe/Lisbon", Language: "en",
		Addresses: []mentoring.Address{{Address: address}},
	}
}

var (
	ana    = person("Ana Sousa", "ana@mentors.example")
	tomasz = person("Tomasz Nowak", "Tomasz@world.test")
)

// couple adds the active pair of Ana and Tomasz and returns its record.
func couple(t testing.TB, s *Store) mentoring.Record {
	t.Helper()
	id := must(s.AddPair(t.Context(), NewPair{Mentor: tomasz, Mentee: ana, ConsentGiven: true}, monday))(t)
	return must(s.Record(t.Context(), id))(t)
}

// ask opens a round and returns the prompts, in the order of the people asked.
func ask(t testing.TB, s *Store, r mentoring.Record, name, period string, people ...mentoring.PersonID) []ritual.Prompt {
	t.Helper()
	open := mentoring.OpenRound{Ritual: name, Period: period, State: ritual.Open}
	for _, p := range people {
		open.Prompts = append(open.Prompts, ritual.Prompt{Person: int64(p), Due: monday})
	}
	ok(t, s.Planned(t.Context(), r.Pair.ID, []mentoring.Action{open}, monday.AddDate(0, 0, 7), monday))
	round, ok := must(s.Record(t.Context(), r.Pair.ID))(t).RoundOf(name, period)
	if !ok {
		t.Fatalf("no round %s %s", name, period)
	}
	return round.Prompts
}

var questions = []ritual.Asked{{N: 1, Pair: 1, Key: "went-well", Kind: ritual.Text, Visible: ritual.Shared, Topic: "the talk", Text: "What went well with the talk?"}}

// letter returns a compose function for a mail with one question a prompt.
func letter(to string, prompts ...int64) func(int64) (Composed, error) {
	return func(id int64) (Composed, error) {
		c := Composed{
			MessageID: "d." + time.Duration(id).String() + "@mentors.example", EnvelopeFrom: "milepost@mentors.example", To: to,
			Address: to, Subject: "This week", Raw: []byte("Subject: This week\r\n\r\nWhat went well?\r\n"),
			Text: "What went well?", HTML: "<p>What went well?</p>", Asked: map[int64][]ritual.Asked{},
		}
		for _, p := range prompts {
			c.Asked[p] = questions
		}
		return c, nil
	}
}

// send queues the mail of one prompt.
func send(t testing.TB, s *Store, who mentoring.Person, p ritual.Prompt, name, period string) int64 {
	t.Helper()
	d := Draft{Person: who.ID, Kind: name, Period: period, Prompts: []int64{p.ID}, Planned: true}
	return must(s.Queue(t.Context(), d, monday, letter(who.Mail(), p.ID)))(t)
}

// arrive archives a message under a UID of the mailbox INBOX.
func arrive(t testing.TB, s *Store, uid uint32, raw string) int64 {
	t.Helper()
	ok(t, s.SetBaseline(t.Context(), "INBOX", 7, 1))
	id, dup, err := s.Archive(t.Context(), Incoming{Mailbox: "INBOX", UIDValidity: 7, UID: uid, Raw: []byte(raw), Size: int64(len(raw)), Whole: true, At: monday})
	if err != nil || dup {
		t.Fatalf("Archive() = %v, %v, want a new message", dup, err)
	}
	return id
}

// sound reports a file that does not keep its promises.
func sound(t testing.TB, s *Store) {
	t.Helper()
	for _, f := range must(s.Verify(t.Context()))(t) {
		t.Errorf("Verify() found %+v", f)
	}
}

// filled returns a value with something in every field, so that a field that
// is not stored is noticed.
func filled[T any](t testing.TB) T {
	t.Helper()
	var v T
	n := 1
	var fill func(reflect.Value)
	fill = func(v reflect.Value) {
		n++
		switch x := v.Addr().Interface().(type) {
		case *time.Time:
			*x = monday.Add(time.Duration(n) * time.Minute)
			return
		case *calendar.Date:
			*x = calendar.DateIn(monday, time.UTC).AddDays(n)
			return
		case *calendar.WorkHours:
			*x = calendar.WorkHours{Days: calendar.NewWeekdays(time.Monday, time.Sunday), From: calendar.NewClock(7, n), To: calendar.NewClock(20, n)}
			return
		}
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				fill(v.Field(i))
			}
		case reflect.String:
			v.SetString("text " + time.Duration(n).String())
		case reflect.Int, reflect.Int64:
			v.SetInt(int64(n))
		case reflect.Bool:
			v.SetBool(true)
		case reflect.Slice:
			v.Set(reflect.MakeSlice(v.Type(), 2, 2))
			fill(v.Index(0))
			fill(v.Index(1))
		default:
			t.Fatalf("a %s cannot be filled", v.Type())
		}
	}
	fill(reflect.ValueOf(&v).Elem())
	return v
}
