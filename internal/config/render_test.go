package config

import (
	"flag"
	"fmt"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"milepost/mentoring/calendar"
)

var update = flag.Bool("update", false, "write config.yaml.example anew")

const exampleFile = "../../config.yaml.example"

// written compares what stands in files: not where, and not resolved.
var written = cmp.Options{cmpopts.IgnoreUnexported(Config{}), cmpopts.EquateEmpty()}

// unresolved undoes what Load does to the names of files in folder ".".
func unresolved(c *Config) *Config {
	if c.Keys == c.Database+".keys" {
		c.Keys = ""
	}
	return c
}

func TestExampleIsWhatInitWrites(t *testing.T) {
	t.Parallel()
	want := Render(Sample())
	if *update {
		if err := os.WriteFile(exampleFile, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(exampleFile)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("config.yaml.example is not Render(Sample()); run go test ./internal/config -update (-want +got):\n%s", diff)
	}
}

func TestExampleHoldsTheDefaults(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(exampleFile)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Parse(text, "config.yaml")
	if err != nil {
		t.Fatalf("Parse(config.yaml.example) = %v", err)
	}
	if diff := cmp.Diff(Sample(), unresolved(got), written); diff != "" {
		t.Errorf("Parse(config.yaml.example) is not Sample() (-want +got):\n%s", diff)
	}
	// What the example's answers do not touch is the default of an absent key.
	short, err := Parse([]byte(minimal), "config.yaml")
	if err != nil {
		t.Fatalf("Parse(minimal) = %v", err)
	}
	if diff := cmp.Diff(short.Rhythm, got.Rhythm, written); diff != "" {
		t.Errorf("rhythm of the example is not the default (-default +example):\n%s", diff)
	}
}

// keyLine finds keys in the example, those of the commented sample too.
var keyLine = regexp.MustCompile(`^([ #]*?)( *)([a-z][a-z_-]*):( .*)?$`)

func TestExampleExplainsEveryKey(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(exampleFile)
	if err != nil {
		t.Fatal(err)
	}
	explained := explanations(string(text))
	walkKeys(reflect.TypeFor[Config](), "", func(path string, leaf bool) {
		comment, ok := explained[path]
		switch {
		case !ok:
			t.Errorf("config.yaml.example lacks the key %s", path)
		case comment == "" && path != "mailbox.folders":
			t.Errorf("config.yaml.example does not explain %s", path)
		case leaf && !strings.Contains(comment, "Default: ") && !strings.Contains(comment, "Required."):
			t.Errorf("the comment of %s names no default: %q", path, comment)
		}
	})
}

// explanations maps each key of the example to the comment above it.
func explanations(text string) map[string]string {
	found := map[string]string{}
	var stack []string
	var indents []int
	var comment []string
	for _, line := range strings.Split(text, "\n") {
		body := strings.TrimPrefix(line, "  #   ") // the sample of one ritual
		if body != line {
			body = "  " + body
		}
		match := keyLine.FindStringSubmatch(body)
		if match == nil || strings.Contains(match[1], "#") {
			if trimmed := strings.TrimSpace(strings.TrimLeft(body, " #")); trimmed != "" {
				comment = append(comment, trimmed)
			} else if strings.TrimSpace(line) == "" {
				comment = nil
			}
			continue
		}
		indent := len(body) - len(strings.TrimLeft(body, " "))
		for len(indents) > 0 && indents[len(indents)-1] >= indent {
			indents, stack = indents[:len(indents)-1], stack[:len(stack)-1]
		}
		indents, stack = append(indents, indent), append(stack, match[3])
		path := strings.Join(stack, ".")
		path = strings.Replace(path, "rhythm.check-in", "rhythm.rituals.NAME", 1)
		if path == "rhythm.rituals.NAME" { // one comment for both
			found["rhythm.rituals"] = strings.Join(comment, " ")
		}
		if _, done := found[path]; !done {
			found[path] = strings.Join(comment, " ")
		}
		comment = nil
	}
	return found
}

// walkKeys calls f for every key below a type, NAME standing for a free one.
func walkKeys(t reflect.Type, path string, f func(path string, leaf bool)) {
	eachKey(t, func(key string, field reflect.Type) {
		inner := 0
		eachKey(field, func(string, reflect.Type) { inner++ })
		f(join(path, key), inner == 0)
		if field.Kind() == reflect.Map {
			walkKeys(field.Elem(), join(path, key)+".NAME", f)
		}
		walkKeys(field, join(path, key), f)
	})
}

func TestExampleRitualSampleParses(t *testing.T) {
	t.Parallel()
	text := string(Render(Sample()))
	text = strings.ReplaceAll(text, "\n  #   ", "\n    ")
	text = strings.Replace(text, "\n  rituals: {}", "", 1)
	text = strings.Replace(text, "\n    check-in:", "\n  rituals:\n    check-in:", 1)
	c, err := Parse([]byte(text), "config.yaml")
	if err != nil {
		t.Fatalf("Parse() of the sample = %v\n%s", err, text)
	}
	want := map[string]Ritual{"check-in": {Schedule: "0 15 * * THU", Every: 2}}
	if diff := cmp.Diff(want, c.Rhythm.Rituals); diff != "" {
		t.Errorf("rituals (-want +got):\n%s", diff)
	}
}

func TestRenderRoundTrip(t *testing.T) {
	t.Parallel()
	c := Sample()
	c.Setup, c.Keys, c.Templates = Two, "keys with space", "/srv/wording"
	c.Program.Name = `Zoë's "first" \ year: #1 & more`
	c.Program.Contact, c.Program.Language = "+351 21 000 00 00", "no"
	c.Program.Holidays = []calendar.Date{{Year: 2026, Month: time.December, Day: 25}, {Year: 2027, Month: time.January, Day: 1}}
	c.Mailbox.Name, c.Mailbox.Mode, c.Mailbox.AuthServID, c.Mailbox.Strict = "yes", Shared, "mx.mentors.example", true
	c.Mailbox.Folders.Processed = "Pairs, done"
	c.SMTP.PasswordFile, c.SMTP.PasswordCommand = "", []string{"pass", "show", "a,b", "- c", ""}
	c.IMAP.PasswordFile, c.IMAP.Credential = "", "imap-password"
	c.IMAP.Sweep = 90 * time.Minute / 2
	c.Rhythm.WorkingDays = calendar.NewWeekdays(time.Monday, time.Tuesday, time.Thursday)
	c.Rhythm.Rituals = map[string]Ritual{"a-b": {Schedule: "*/5 9 * * MON", Every: 3}, "off": {Off: true}}
	c.Limits.OwnText = 512 * KB
	c.AlarmCommand = []string{"/usr/bin/notify", "--urgent"}
	got, err := Parse(Render(c), "config.yaml")
	if err != nil {
		t.Fatalf("Parse(Render()) = %v\n%s", err, Render(c))
	}
	c.Keys = "keys with space"
	if diff := cmp.Diff(c, got, written); diff != "" {
		t.Errorf("Parse(Render(c)) is not c (-want +got):\n%s", diff)
	}
}

func TestShortTime(t *testing.T) {
	t.Parallel()
	for d, want := range map[time.Duration]string{
		3 * time.Minute: "3m", 90 * time.Minute: "1h30m", time.Hour: "1h",
		10 * time.Second: "10s", 70 * time.Second: "1m10s", 1500 * time.Millisecond: "1.5s",
	} {
		if got := shortTime(d); got != want {
			t.Errorf("shortTime(%s) = %q, want %q", fmt.Sprint(d), got, want)
		}
	}
}
