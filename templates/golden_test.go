package templates

import (
	"flag"
	"os"
	"path/filepath"
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

func samples(t testing.TB) []Sample {
	t.Helper()
	out, err := Samples(load(t))
	if err != nil {
		t.Fatalf("Samples() = %v", err)
	}
	return out
}

// TestGoldens holds every mail as it is sent. Rewrite with -update, then read
// the difference as a reader of the mail would.
func TestGoldens(t *testing.T) {
	t.Parallel()
	for _, s := range samples(t) {
		text := "Subject: " + s.Subject + "\nPreheader: " + s.Preheader + "\n\n" + s.Text
		golden(t, s.Name+".txt", text)
		golden(t, s.Name+".html", s.HTML)
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
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
