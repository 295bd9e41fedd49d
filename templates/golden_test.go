package templates

import (
	"flag"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the goldens in testdata")

// The shipped templates are read once for all tests, and drawn once: a set never
// changes.
var (
	shippedSet = sync.OnceValues(func() (*Set, error) { return Load("") })
	draftSet   = sync.OnceValues(loadDraft)
	drawn      = sync.OnceValues(drawAll)
)

// load returns the shipped templates.
func load(t testing.TB) *Set {
	t.Helper()
	s, err := shippedSet()
	if err != nil {
		t.Fatalf("Load() = %v", err)
	}
	return s
}

// loadWith returns the shipped templates, with the draft that -lang names. What
// the draft lacks is in English there.
func loadWith(t testing.TB) *Set {
	t.Helper()
	s, err := draftSet()
	if err != nil {
		t.Fatalf("Load() = %v", err)
	}
	return s
}

// samples are those of every language. The names of those that are not English
// begin with the language: "de/receipt".
func samples(t testing.TB) []Sample {
	t.Helper()
	out, err := drawn()
	if err != nil {
		t.Fatalf("Samples() = %v", err)
	}
	return slices.Clone(out)
}

func drawAll() ([]Sample, error) {
	s, err := draftSet()
	if err != nil {
		return nil, err
	}
	var out []Sample
	for _, language := range s.Languages() {
		some, err := SamplesIn(s, language)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", language, err)
		}
		for i := range some {
			if language != fallback {
				some[i].Name = language + "/" + some[i].Name
			}
		}
		out = append(out, some...)
	}
	return out, nil
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
