package templates

import (
	"flag"
	"os"
	"path"
	"path/filepath"
	"slices"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the goldens in testdata")

// load reads the shipped templates.
func load(t testing.TB) *Set {
	t.Helper()
	s, err := Load("")
	if err != nil {
		t.Fatalf("Load() = %v", err)
	}
	return s
}

// samples are those of every language. The names of those that are not English
// begin with the language: "de/receipt".
func samples(t testing.TB) []Sample {
	t.Helper()
	s := loadWith(t)
	var out []Sample
	for _, language := range s.Languages() {
		some, err := SamplesIn(s, language)
		if err != nil {
			t.Fatalf("SamplesIn(%s) = %v", language, err)
		}
		for i := range some {
			if language != fallback {
				some[i].Name = language + "/" + some[i].Name
			}
		}
		out = append(out, some...)
	}
	return out
}

// goldenMails are those of which every language has a golden, as text. English
// has one of every mail, of both parts.
var goldenMails = []string{
	"check-in-mentee", "check-in-mentor", "digest-mentee", "digest-several", "goal-review-mentee", "help", "kickoff-mentor",
	"receipt-doubts", "receipt-first", "relationship-review-mentee", "welcome-mentee",
}

// TestGoldens holds every mail as it is sent. Rewrite with -update, then read
// the difference as a reader of the mail would.
func TestGoldens(t *testing.T) {
	t.Parallel()
	for _, s := range samples(t) {
		text := "Subject: " + s.Subject + "\nPreheader: " + s.Preheader + "\n\n" + s.Text
		if s.Language == fallback {
			golden(t, s.Name+".html", s.HTML)
		} else if !slices.Contains(goldenMails, path.Base(s.Name)) {
			continue
		}
		golden(t, s.Name+".txt", text)
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs from its golden: run go test ./templates -update and read the difference", name)
	}
}
