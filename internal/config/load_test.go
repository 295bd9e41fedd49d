package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// minimal is a file with nothing but what has no default.
const minimal = `program: {run_by: Ana, contact: ana@mentors.example}
mailbox: {address: pairs@mentors.example}
smtp: {host: smtp.mentors.example}
imap: {host: imap.mentors.example}
`

func TestParseFindsEveryMistake(t *testing.T) {
	t.Parallel()
	const text = `setup: programme
program:
  run_by: Ana
  contact: ana@mentors.example
  zone: Europe/Lisabon
  holidays: [2026-12-25, 25 Dec]
mailbox:
  adress: pairs@mentors.example
  mode: shared
smtp:
  host: smtp.mentors.example
  port: x
  tls: implicit
  password: hunter2
imap:
  host: imap.mentors.example
  sweep: 3
  sweep: 3m
rhythm:
  working_hours: 18:00-08:00
  budget: 3
  rituals:
    some-ritual: {schedule: "0 9 31 2 *", evry: 2}
limits:
  message: 25
`
	want := []string{
		`config.yaml:1:8: setup: "programme" is not one of the choices|did you mean "program"?`,
		`config.yaml:5:9: program.zone: "Europe/Lisabon" is not a time zone|did you mean Europe/Lisbon?`,
		`config.yaml:6:26: program.holidays[1]: date "25 Dec" is not of the form 2026-11-21|`,
		`config.yaml:8:3: mailbox.adress: there is no such key|did you mean "address"?`,
		`config.yaml:8:3: mailbox.address: this is missing|write the address that people will answer to`,
		`config.yaml:12:9: smtp.port: "x" is not a whole number|write a whole number in digits`,
		`config.yaml:13:8: smtp.tls: at port 587 TLS is asked for|write starttls`,
		`config.yaml:14:3: smtp.password: there is no such key|no password stands in this file: write it into a file of its own and name that with password_file`,
		`config.yaml:17:10: imap.sweep: "3" is not a length of time|write a number with its unit, such as 30s, 3m or 1h30m`,
		`config.yaml:18:3: imap.sweep: this key stands twice, first in line 17|remove one of the two`,
		`config.yaml:20:18: rhythm.working_hours: hours "18:00-08:00" end before they start|write two times of one day, such as "08:00-18:00"`,
		`config.yaml:21:11: rhythm.budget: this must be a block of keys|write its keys below it, each indented by two spaces`,
		`config.yaml:23:29: rhythm.rituals.some-ritual.schedule: schedule "0 9 31 2 *" never comes|write five fields: minute, hour, day, month, weekday, such as "0 14 * * FRI"`,
		`config.yaml:23:43: rhythm.rituals.some-ritual.evry: there is no such key|did you mean "every"?`,
		`config.yaml:25:12: limits.message: "25" is not a size|write a whole number with its unit, such as 25MB or 512KB`,
	}
	_, err := Parse([]byte(text), "config.yaml")
	found, ok := errors.AsType[Error](err)
	if !ok {
		t.Fatalf("Parse() = %v, want an Error", err)
	}
	for i, p := range found {
		got := fmt.Sprintf("%s:%d:%d: %s: %s|%s", p.File, p.Line, p.Column, p.Path, p.Text, p.Remedy)
		if i >= len(want) || got != want[i] {
			t.Errorf("mistake %d = %s", i, got)
			if i < len(want) {
				t.Errorf("          want %s", want[i])
			}
		}
	}
	if len(found) != len(want) {
		t.Errorf("Parse() found %d mistakes, want %d", len(found), len(want))
	}
	if strings.Contains(err.Error(), "hunter2") {
		t.Errorf("the error shows a password:\n%v", err)
	}
}

func TestParseMistakes(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ extra, path, text string }{
		{"setup: two\nprogram: {contact: x}", "program.run_by", "this is missing"},
		{"program: {run_by: A, contact: B, zone: Local}", "program.zone", "a zone is missing"},
		{"program: {run_by: A, contact: B, zone: lisbon}", "program.zone", `"lisbon" is not a time zone`},
		{"program: {run_by: A, contact: B, weeks: 0}", "program.weeks", "0 is out of range"},
		{"program: {run_by: A, contact: B, language: English please}", "program.language", "not the code"},
		{`program: {run_by: "A\nB", contact: B}`, "program.run_by", "control character"},
		{`program: {run_by: [A], contact: B}`, "program.run_by", "single value"},
		{`program: {run_by: A, contact: B, holidays: 2026-12-25}`, "program.holidays", "must be a list"},
		{`program: {run_by: A, contact: B, holidays: [""]}`, "program.holidays[0]", "not a date"},
		{"mailbox: {address: Pairs <pairs@mentors.example>}", "mailbox.address", "not a bare address"},
		{"mailbox: {address: pairs+x@mentors.example}", "mailbox.address", "+tag of its own"},
		{"mailbox: {address: abcdefghijklmnopqrstuvwxyz@mentors.example}", "mailbox.address", "longer than 25"},
		{"mailbox: {address: p@mentors.example, strict: true}", "mailbox.strict", "strict needs authserv_id"},
		{"mailbox: {address: p@mentors.example, strict: maybe}", "mailbox.strict", "neither true nor false"},
		{"mailbox: {address: p@mentors.example, authserv_id: a b}", "mailbox.authserv_id", "cannot be the name"},
		{"mailbox: {address: p@mentors.example, folders: {processed: Inbox}}", "mailbox.folders.processed", "the inbox itself"},
		{"mailbox: {address: p@mentors.example, folders: {processed: attention}}", "mailbox.folders.attention", "also processed"},
		{"smtp: {host: 'smtp.mentors.example:587'}", "smtp.host", "not the name of a host"},
		{"smtp: {host: smtp.mentors.example, tls: none}", "smtp.tls", "this machine only"},
		{"smtp: {host: smtp.mentors.example, port: 465}", "smtp.tls", "TLS starts at once"},
		{"smtp: {host: smtp.mentors.example, port: 65536}", "smtp.port", "out of range"},
		{"smtp: {host: smtp.mentors.example, username: a}", "smtp.password_file", "no password"},
		{"smtp: {host: smtp.mentors.example, credential: a}", "smtp.username", "no username"},
		{"smtp: {host: smtp.mentors.example, username: a, credential: a, password_file: b}", "smtp.credential", "named twice"},
		{"smtp: {host: smtp.mentors.example, username: a, credential: ../a}", "smtp.credential", "not the name of a credential"},
		{"smtp: {host: smtp.mentors.example, username: a, password_command: ['']}", "smtp.password_command", "name is empty"},
		{"imap: {host: imap.mentors.example, sweep: 1ms}", "imap.sweep", "out of range"},
		{"rhythm: {working_days: weekdays}", "rhythm.working_days", "not of the form"},
		{"rhythm: {budget: {week: 6}}", "rhythm.budget.at_most", "5 is out of range"},
		{"rhythm: {rituals: {x: {every: 53}}}", "rhythm.rituals.x.every", "53 is out of range"},
		{"rhythm: {rituals: {x: {schedule: 'CRON_TZ=UTC'}}}", "rhythm.rituals.x.schedule", "time zone"},
		{"rhythm: {rituals: {x: {schedule: '@every 336h'}}}", "rhythm.rituals.x.schedule", "five fields"},
		{"limits: {message: 1KB}", "limits.message", "1KB is out of range"},
		{"limits: {own_text: 26MB}", "limits.message", "less than own_text"},
		{"limits: {depth: 5000}", "limits.depth", "5000 is out of range"},
		{"retention: {days: 7}", "retention.days", "7 is out of range"},
		{"alarm_command: ['', x]", "alarm_command", "name is empty"},
		{"log: {level: infos}", "log.level", `"infos" is not one of the choices`},
		{"log: {format: xml}", "log.format", `"xml" is not one of the choices`},
		{"? [a]\n: b", "", "there is no such key"},
	} {
		_, err := Parse([]byte(withBlock(row.extra)), "config.yaml")
		found, ok := errors.AsType[Error](err)
		if !ok || len(found) != 1 || found[0].Path != row.path || !strings.Contains(found[0].Text, row.text) {
			t.Errorf("Parse(%q) = %v, want one mistake at %q: %s", row.extra, err, row.path, row.text)
		}
	}
}

// withBlock is minimal with one block put in, in place of its own of that name.
func withBlock(block string) string {
	text := block + "\n"
	for _, line := range strings.SplitAfter(minimal, "\n") {
		key, _, _ := strings.Cut(line, ":")
		if key == "" || !strings.Contains("\n"+block, "\n"+key+":") {
			text += line
		}
	}
	return text
}

func TestParseSyntax(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		text, want, remedy string
		line               int
	}{
		{"", "the file is empty", "milepost init", 0},
		{"# nothing\n", "the file is empty", "milepost init", 0},
		{"- a\n", "must be a block of keys", "", 0},
		{"setup: two\nsmtp: [1\nimap: x", "did not find expected", "", 3},
		{"rhythm:\n  rituals:\n    x:\n      schedule: */5 9 * * MON\n", "a star", "put the schedule in quotes", 4},
		{"setup: *two\n", "a star", "put the schedule in quotes", 1},
		{"setup: @daily\n", "cannot start", "put the value in quotes", 1},
		{"smtp:\n\thost: x\n", "tab", "indent with spaces", 2},
		{"setup: two\n---\nsetup: two\n", "more than one document", "---", 0},
		{strings.Repeat("#", fileLimit+1), "too large", "right file", 0},
	} {
		_, err := Parse([]byte(row.text), "config.yaml")
		found, ok := errors.AsType[Error](err)
		if !ok || len(found) != 1 {
			t.Errorf("Parse(%.40q) = %v, want one mistake", row.text, err)
			continue
		}
		if p := found[0]; !strings.Contains(p.Text, row.want) || !strings.Contains(p.Remedy, row.remedy) || (row.line > 0 && p.Line != row.line) {
			t.Errorf("Parse(%.40q) = %+v, want %q with %q in line %d", row.text, p, row.want, row.remedy, row.line)
		}
	}
}

func TestErrorText(t *testing.T) {
	t.Parallel()
	_, err := Parse([]byte("smtp:\n  host: a.example\n  port: x # a port\n"+strings.Replace(minimal, "smtp:", "# ", 1)), "config.yaml")
	const want = `config.yaml:3:9: smtp.port: "x" is not a whole number
     3 |   port: x # a port
       |         ^
  -> write a whole number in digits`
	if err == nil || err.Error() != want {
		t.Errorf("Error() =\n%v\nwant\n%s", err, want)
	}
}

func TestCheckPointsIntoTheFile(t *testing.T) {
	t.Parallel()
	unknown := Rituals(func(name string) error { return fmt.Errorf("there is no ritual %q", name) })
	foreign := Language(func(code string) error { return fmt.Errorf("there is no wording in %q", code) })
	_, err := Parse([]byte(minimal+"rhythm:\n  rituals:\n    weekly-tea: {off: true}\n"), "config.yaml", unknown, foreign)
	found, ok := errors.AsType[Error](err)
	if !ok || len(found) != 2 || found[0].Path != "program.language" || found[1].Line != 7 || found[1].Path != "rhythm.rituals.weekly-tea" {
		t.Errorf("Parse() = %#v, want mistakes at program and in line 7", err)
	}
}

func TestLoadResolvesFileNames(t *testing.T) {
	dir := t.TempDir()
	credentials, state := filepath.Join(dir, "credentials"), filepath.Join(dir, "state")
	text := minimal + "templates: wording\n"
	text = strings.Replace(text, "smtp: {", "smtp: {username: a, password_file: one, ca_file: ca.pem, ", 1)
	text = strings.Replace(text, "imap: {", "imap: {username: a, password_file: two, ", 1)
	write(t, filepath.Join(dir, "config.yaml"), text, 0o600)
	write(t, filepath.Join(credentials, "two"), "secret\n", 0o400)
	for _, row := range []struct{ state, credentials, database, one, two string }{
		{"", "", dir + "/milepost.db", dir + "/one", dir + "/two"},
		{state, "", state + "/milepost.db", dir + "/one", dir + "/two"},
		{state + ":/other", credentials, state + "/milepost.db", dir + "/one", credentials + "/two"},
	} {
		t.Setenv("STATE_DIRECTORY", row.state)
		t.Setenv("CREDENTIALS_DIRECTORY", row.credentials)
		c, err := Load(filepath.Join(dir, "config.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		got := []string{c.Database, c.Keys, c.SMTP.PasswordFile, c.IMAP.PasswordFile, c.SMTP.CAFile, c.Templates}
		want := []string{row.database, row.database + ".keys", row.one, row.two, dir + "/ca.pem", dir + "/wording"}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("Load() names %v, want %v", got, want)
		}
	}
}

func TestStateFolder(t *testing.T) {
	t.Parallel()
	none := func(string) string { return "" }
	for dir, want := range map[string]string{"/etc/milepost": "/var/lib/milepost", "/srv/pairs": "/srv/pairs", ".": "."} {
		if got := stateFolder(dir, none); got != want {
			t.Errorf("stateFolder(%q) = %q, want %q", dir, got, want)
		}
	}
}

func TestLoadMissingFile(t *testing.T) {
	t.Parallel()
	_, err := Load(filepath.Join(t.TempDir(), "config.yaml"))
	if err == nil || !strings.Contains(err.Error(), "does not exist") {
		t.Errorf("Load() = %v, want that it does not exist", err)
	}
}

func write(t *testing.T, name, text string, mode os.FileMode) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(name, mode); err != nil {
		t.Fatal(err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(minimal)
	f.Add(string(Render(Sample())))
	f.Add("a: &a [*a]\n")
	f.Add("rhythm: &r {rituals: {x: *r}}\n")
	f.Add("rhythm: {rituals: {'a.b': {evry: 1}}}\n")
	f.Add("smtp: {<<: {host: a}}\n")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := Parse([]byte(text), "config.yaml")
		if err != nil {
			found, ok := errors.AsType[Error](err)
			if !ok || len(found) == 0 || c != nil {
				t.Fatalf("Parse() = %v, %#v, want an Error alone", c, err)
			}
			for _, p := range found {
				if p.Text == "" || p.Line < 0 || p.Line > len(newSource("", []byte(text)).lines) {
					t.Errorf("mistake without text or outside the file: %+v", p)
				}
			}
			return
		}
		if _, err := Parse(Render(c), "config.yaml"); err != nil {
			t.Errorf("Parse(Render(c)) = %v\n%s", err, Render(c))
		}
	})
}
