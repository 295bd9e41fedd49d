//go:build e2e

package e2e

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// editorPlan names the file that tells the test binary what to write when a mail client runs it as its
// editor.
const editorPlan = "MILEPOST_E2E_EDITOR_PLAN"

// plan is what a person means to write, and where the drafts before and after are kept for a look.
type plan struct {
	Answers Answers
	Style   Style
	Keep    string
}

// EditorMain acts as an editor if a mail client has started this program as one, and then ends it.
// TestMain calls it first.
func EditorMain() {
	file := os.Getenv(editorPlan)
	if file == "" {
		return
	}
	if err := edit(file, os.Args[len(os.Args)-1]); err != nil {
		fmt.Fprintln(os.Stderr, "editor:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

func edit(planFile, draftFile string) error {
	b, err := os.ReadFile(planFile)
	if err != nil {
		return err
	}
	var p plan
	if err := json.Unmarshal(b, &p); err != nil {
		return err
	}
	draft, err := os.ReadFile(draftFile)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(p.Keep, "draft-before.txt"), draft, 0o644); err != nil {
		return err
	}
	written, err := p.Answers.WriteInto(string(draft), p.Style)
	if err != nil {
		return err
	}
	return errors.Join(
		os.WriteFile(draftFile, []byte(written), 0o600),
		os.WriteFile(filepath.Join(p.Keep, "draft-after.txt"), []byte(written), 0o644),
	)
}

// newEditor writes a program into dir that puts the answers into the draft named by its last argument.
func newEditor(t testing.TB, dir string, p plan) (path string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	planFile, path := filepath.Join(dir, "plan.json"), filepath.Join(dir, "editor")
	sh := fmt.Sprintf("#!/bin/sh\n%s='%s' exec '%s' \"$@\"\n", editorPlan, planFile, self)
	if err := errors.Join(os.WriteFile(planFile, b, 0o600), os.WriteFile(path, []byte(sh), 0o700)); err != nil {
		t.Fatal(err)
	}
	return path
}
