package daemon_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"milepost/templates"
)

// TestProgramHasWordsOfItsOwn: a file in the program's folder changes its mails,
// and nobody else's.
func TestProgramHasWordsOfItsOwn(t *testing.T) {
	t.Parallel()
	dir, file := t.TempDir(), filepath.Join("en", "rituals", "welcome.yaml")
	words, err := os.ReadFile(filepath.Join("..", "templates", file))
	if err != nil {
		t.Fatal(err)
	}
	const ours = "Riverside says hello, and:"
	changed := strings.Replace(string(words), "One word from you is enough.", ours, 1)
	if changed == string(words) {
		t.Fatal("the shipped words have changed; choose others to replace")
	}
	path := filepath.Join(dir, "program", "Riverside", file)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
	folders, err := templates.Owners(dir)
	if err != nil || len(folders) != 1 || folders[0] != "program/Riverside" {
		t.Fatalf("Owners() = %v, %v", folders, err)
	}
	own, err := templates.LoadFor(dir, folders[0])
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, time.Date(2026, 11, 16, 8, 0, 0, 0, time.UTC), func(s *setup) { s.people = []string{"rui", "kasia"} })
		w.d.Own = map[string]*templates.Set{folders[0]: own}
		w.inProgram("tomasz", "ana")
		w.join("rui", "kasia", false)
		w.run(26 * time.Hour)
		if got := string(w.latest("ana", "welcome").raw); !strings.Contains(got, "Riverside says hello") {
			t.Errorf("Ana's welcome lacks the program's words")
		}
		if got := string(w.latest("rui", "welcome").raw); strings.Contains(got, "Riverside says hello") {
			t.Errorf("Rui's welcome has another program's words")
		}
	})
}
