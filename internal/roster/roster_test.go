package roster

import (
	"errors"
	"fmt"
	"net/mail"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
)

var checks = Checks{
	Address: func(text string) (string, string, error) {
		a, err := mail.ParseAddress(text)
		if err != nil {
			return "", "", err
		}
		return a.Name, a.Address, nil
	},
	Zone: func(text string) error {
		_, err := time.LoadLocation(text)
		return err
	},
	Language: func(tag string) (string, error) {
		if tag == "xx" {
			return "", errors.New(`no language is called "xx"`)
		}
		return tag, nil
	},
	Own: "pairs@mentors.example",
}

const head = "mentor,mentor email,mentee,mentee email"

var (
	tomasz = Someone{Name: "Tomasz Nowak", Address: "tomasz@mentors.example"}
	ana    = Someone{Name: "Ana Sousa", Address: "ana@mentors.example"}
)

func TestRead(t *testing.T) {
	t.Parallel()
	const line = "Tomasz Nowak,tomasz@mentors.example,Ana Sousa,ana@mentors.example"
	both := Row{Line: 2, Mentor: tomasz, Mentee: ana}
	for _, c := range []struct {
		name, in string
		want     []Row
	}{
		{"commas", head + "\n" + line, []Row{both}},
		{"a byte order mark and CRLF", "\ufeff" + head + "\r\n" + line + "\r\n", []Row{both}},
		{"semicolons", strings.ReplaceAll(head+"\n"+line, ",", ";"), []Row{both}},
		{"tabs", strings.ReplaceAll(head+"\n"+line, ",", "\t"), []Row{both}},
		{"other names of columns", "Mentor-Name,Mentor_Email,Mentee name,Mentee E-Mail\n" + line, []Row{both}},
		{"names and addresses in one cell", "mentee,mentor\nAna Sousa <ana@mentors.example>,Tomasz Nowak <tomasz@mentors.example>", []Row{both}},
		{"empty lines, and a column without a name", head + ",\n,,,,\n\n" + line + ",a remark", []Row{{Line: 4, Mentor: tomasz, Mentee: ana}}},
		{
			"quotes, commas and a line end in a cell", head + ",cohort\n\"Nowak, Tomasz\",tomasz@mentors.example,\"Ana \"\"Ani\"\" Sousa\",ana@mentors.example,\"spring\n2027\"",
			[]Row{{Line: 2, Mentor: Someone{Name: "Nowak, Tomasz", Address: tomasz.Address}, Mentee: Someone{Name: `Ana "Ani" Sousa`, Address: ana.Address}, Cohort: "spring 2027"}},
		},
		{
			"a formula is a name", head + "\n" + `=HYPERLINK("http://world.test"),tomasz@mentors.example,@SUM(1),ana@mentors.example`, nil,
		},
		{
			"a formula in quotes is a name", head + "\n" + `"=HYPERLINK(""http://world.test"")",tomasz@mentors.example,+1 @SUM(1),ana@mentors.example`,
			[]Row{{Line: 2, Mentor: Someone{Name: `=HYPERLINK("http://world.test")`, Address: tomasz.Address}, Mentee: Someone{Name: "+1 @SUM(1)", Address: ana.Address}}},
		},
		{
			"all columns", head + ",zone,mentor zone,mentor language,program,cohort,begins,weeks\n" + line + ",Europe/Lisbon,Europe/Warsaw,pl,Riverside,spring,2027-03-01,39",
			[]Row{{
				Line: 2, Mentor: Someone{tomasz.Name, tomasz.Address, "Europe/Warsaw", "pl"}, Mentee: ana, Program: "Riverside",
				Cohort: "spring", Begins: calendar.NewDate(2027, 3, 1), Weeks: 39, Zone: "Europe/Lisbon",
			}},
		},
		{
			"one person in several pairs is named once", head + "\n" + line + "\n,TOMASZ@mentors.example,Rui,rui@world.test",
			[]Row{both, {Line: 3, Mentor: Someone{Name: tomasz.Name, Address: "TOMASZ@mentors.example"}, Mentee: Someone{Name: "Rui", Address: "rui@world.test"}}},
		},
	} {
		rows, problems, err := Read(strings.NewReader(c.in), checks)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if diff := cmp.Diff(c.want, rows); diff != "" {
			t.Errorf("%s: Read() (-want +got):\n%s", c.name, diff)
		}
		if (len(problems) > 0) != (c.want == nil) {
			t.Errorf("%s: Read() finds %v", c.name, problems)
		}
	}
}

func TestReadSaysEveryMistake(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, in string
		want     []string // the beginnings of the problems
	}{
		{"nothing", "", []string{"the file is empty"}},
		{"another encoding", "mentor\xff", []string{"the file is not in UTF-8: save it as CSV UTF-8"}},
		{"too large", strings.Repeat("x", MaxBytes+1), []string{"the file is larger than 4 MB"}},
		{"no columns", "Tomasz,Ana", []string{`line 1, column 1: there is no column "Tomasz"`, `line 1, column 8: there is no column "Ana"`, `line 1, column 1: the column "mentor" is missing`, `line 1, column 1: the column "mentee" is missing`}},
		{"a column twice", "mentor,mentee,mentor", []string{`line 1, column 15: the column "mentor" stands twice`}},
		{"open quotes", head + "\n\"Tomasz,tomasz@mentors.example,Ana,ana@mentors.example", []string{"line 2, column"}},
		{
			"all in one go", head + ",begins,weeks,zone\nTomasz,tomasz,Ana,,soon,0,Lisbon\n,tomasz@mentors.example,Ana,pairs@mentors.example",
			[]string{
				`line 2, column 8: "tomasz" is not an address: write it as ana@mentors.example`,
				"line 2, column 19: the mentee has no address", `line 2, column 27: zone: "Lisbon" is not a time zone`,
				`line 2, column 20: begins: "soon" is not a date`, `line 2, column 25: weeks: "0" is not a number`,
				"line 3, column 2: tomasz@mentors.example has no name", "line 3, column 29: pairs@mentors.example is Milepost's own mailbox",
			},
		},
		{
			"one pair twice", head + "\nTomasz,tomasz@mentors.example,Ana,ana@mentors.example\nTomasz,Tomasz@mentors.example,Ana,ana@mentors.example",
			[]string{"line 3, column 31: this pair stands in line 2, too"},
		},
		{
			"one person with two names", head + "\nTomasz,tomasz@mentors.example,Ana,ana@mentors.example\nTomek,tomasz@mentors.example,Rui,rui@world.test",
			[]string{"line 3, column 7: line 2 has another name for tomasz@mentors.example"},
		},
		{
			"a person with themselves", head + "\nTomasz,tomasz@mentors.example,Tomasz,tomasz@mentors.example",
			[]string{"line 2, column 31: mentor and mentee have the same address"},
		},
		{"a long cell", head + "\n" + strings.Repeat("T", 201) + ",tomasz@mentors.example,Ana,ana@mentors.example", []string{"line 2, column 1: mentor is longer", "line 2, column 203: tomasz@mentors.example has no name"}},
		{"a control character", head + "\nTom\x07asz,tomasz@mentors.example,Ana,ana@mentors.example", []string{"line 2, column 1: mentor holds a control character", "line 2, column 9: tomasz@"}},
	} {
		rows, problems, err := Read(strings.NewReader(c.in), checks)
		if err != nil || len(rows) > 1 {
			t.Errorf("%s: Read() = %v, %v", c.name, rows, err)
		}
		var got []string
		for _, p := range problems {
			got = append(got, p.String())
		}
		if len(got) != len(c.want) {
			t.Errorf("%s: Read() finds %q, want %q", c.name, got, c.want)
			continue
		}
		for i := range got {
			if !strings.HasPrefix(got[i], c.want[i]) {
				t.Errorf("%s: Read() finds %q, want %q", c.name, got[i], c.want[i])
			}
		}
	}
}

func TestReadTakesNoMoreThanItSays(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString(head + "\n")
	for i := range MaxRows + 1 {
		fmt.Fprintf(&b, "Tomasz,tomasz@mentors.example,Ana,ana%d@mentors.example\n", i)
	}
	rows, problems, err := Read(strings.NewReader(b.String()), checks)
	if err != nil || len(rows) != MaxRows || len(problems) != 1 {
		t.Errorf("Read() = %d rows, %v, %v, want %d and one problem", len(rows), problems, err, MaxRows)
	}
}

func record(id mentoring.PairID, state mentoring.PairState) mentoring.Record {
	person := func(s Someone) mentoring.Person {
		return mentoring.Person{Name: s.Name, Zone: "Europe/Lisbon", Language: "en", Addresses: []mentoring.Address{{Address: s.Address}}}
	}
	return mentoring.Record{
		Pair:    mentoring.Pair{ID: id, State: state, Zone: "Europe/Lisbon", Weeks: 26},
		Program: mentoring.Program{Name: "Mentoring"}, People: [2]mentoring.Person{person(ana), person(tomasz)},
	}
}

func TestCompare(t *testing.T) {
	t.Parallel()
	row := Row{Line: 2, Mentor: tomasz, Mentee: ana}
	renamed, longer := row, row
	renamed.Mentee.Name, renamed.Mentee.Zone = "Ana Maria Sousa", "Europe/Paris"
	longer.Weeks, longer.Cohort, longer.Begins, longer.Program = 39, "spring", calendar.NewDate(2027, 3, 1), "Riverside"
	for _, c := range []struct {
		name  string
		row   Row
		known []mentoring.Record
		want  Diff
	}{
		{"new", row, nil, Diff{Added: []Row{row}}},
		{"there", row, []mentoring.Record{record(1, mentoring.Active)}, Diff{Unchanged: []Row{row}}},
		{"over", row, []mentoring.Record{record(1, mentoring.NotBegun)}, Diff{Over: []Row{row}}},
		{"begun anew", row, []mentoring.Record{record(1, mentoring.Ended), record(2, mentoring.Active)}, Diff{Unchanged: []Row{row}}},
		{"the other way round", Row{Mentor: ana, Mentee: tomasz}, []mentoring.Record{record(1, mentoring.Active)}, Diff{Added: []Row{{Mentor: ana, Mentee: tomasz}}}},
		{
			"people changed", renamed,
			[]mentoring.Record{record(1, mentoring.Active)},
			Diff{Changed: []Change{{renamed, 1, []string{`Ana's name "Ana Sousa" becomes "Ana Maria Sousa"`, `Ana's zone "Europe/Lisbon" becomes "Europe/Paris"`}}}},
		},
		{
			"the pair changed", longer,
			[]mentoring.Record{record(1, mentoring.Active)},
			Diff{Changed: []Change{{longer, 1, []string{`cohort "" becomes "spring"`, `program "Mentoring" becomes "Riverside"`, "weeks 26 becomes 39", "begins becomes 2027-03-01"}}}},
		},
	} {
		if diff := cmp.Diff(c.want, Compare([]Row{c.row}, Known{Pairs: c.known})); diff != "" {
			t.Errorf("%s: Compare() (-want +got):\n%s", c.name, diff)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(head + "\nTomasz Nowak,tomasz@mentors.example,Ana Sousa,ana@mentors.example")
	f.Add("\ufeffmentor;mentee\n\"=1+1\" <a@world.test>;b <b@world.test>")
	f.Add("mentor,mentee\n\"")
	f.Fuzz(func(t *testing.T, text string) {
		rows, problems, err := Read(strings.NewReader(text), checks)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range problems {
			if p.Text == "" || p.Remedy == "" || strings.ContainsAny(p.String(), "\n\r\x1b") {
				t.Errorf("Read(%q) finds %q", text, p)
			}
		}
		for _, r := range rows {
			for _, s := range []Someone{r.Mentor, r.Mentee} {
				if s.Name == "" || s.Address == "" || strings.ContainsAny(s.Name+s.Address, "\r\n\x00") {
					t.Errorf("Read(%q) takes %+v", text, s)
				}
			}
		}
	})
}
