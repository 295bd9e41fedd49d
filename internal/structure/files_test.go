package structure

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestFilesHoldOneConcept(t *testing.T) {
	t.Parallel()
	for _, s := range allSources(t) {
		limit := 400
		if s.test {
			limit = 600
		}
		if lines := bytes.Count(s.text, []byte("\n")); lines > limit {
			t.Errorf("%s has %d lines, more than %d: it holds more than one concept", s.name, lines, limit)
		}
	}
}

func TestEveryPackageHasDoc(t *testing.T) {
	t.Parallel()
	documented := map[string]bool{}
	for _, s := range allSources(t) {
		if filepath.Base(s.name) == "doc.go" && s.ast.Doc != nil {
			documented[s.unit.ImportPath] = true
		}
	}
	for _, u := range allPackages(t) {
		if !documented[u.ImportPath] {
			t.Errorf("%s has no doc.go with a package comment: purpose, what it must not know, where to start", u.ImportPath)
		}
	}
}

// topLevel is all that may stand at the top of the repository besides files
// whose names begin with a dot.
var topLevel = []string{
	"cmd", "daemon", "docs", "internal", "mail", "mentoring", "store", "systemd", "templates",
	"CHANGELOG.md", "LICENSE", "Makefile", "README.md", "config.yaml.example", "go.mod", "go.sum",
}

func TestTopLevel(t *testing.T) {
	t.Parallel()
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	ignored := ignoredNames(t)
	for _, entry := range entries {
		name := entry.Name()
		if !strings.HasPrefix(name, ".") && !slices.Contains(topLevel, name) && !slices.Contains(ignored, name) {
			t.Errorf("%s stands at the top of the repository: find it a room", name)
		}
	}
}

// ignoredNames are what .gitignore keeps out at the top: what a build leaves.
func ignoredNames(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, ".gitignore"))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	var names []string
	for line := range strings.Lines(string(text)) {
		names = append(names, strings.Trim(strings.TrimSpace(line), "/"))
	}
	return names
}
