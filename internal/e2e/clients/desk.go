//go:build e2e

package clients

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"milepost/internal/e2e"
)

// line is what a person types at one place.
type line struct {
	Behind string `json:"behind"` // the cursor goes to the end of the paragraph with these words; "": it stays
	Break  string `json:"break"`  // the key that is pressed first: enter, shiftEnter or none
	Text   string `json:"text"`
}

// The keys that begin a line.
const (
	none       = ""
	enter      = "Enter"
	shiftEnter = "Shift+Enter"
)

// interleaved is what a person types to answer the prompt inside the quote. Without a key for a new line the
// answer stands on the line of its question.
func interleaved(p e2e.Prompt, key string) []line {
	var lines []line
	for i := range p.Asked {
		words, answered := p.Answers[i+1]
		if key == none {
			words = " " + words
		}
		if answered {
			lines = append(lines, line{p.Opening(i + 1), key, words})
		}
	}
	return lines
}

// above is what a person types to answer the prompt above the quote.
func above(p e2e.Prompt) []line {
	var lines []line
	for text := range strings.Lines(p.Answers.Typed(e2e.TopPosted)) {
		lines = append(lines, line{Break: enter, Text: strings.TrimSpace(text)})
	}
	lines[0].Break = none
	return lines
}

// create makes a log file that is kept under -artifacts.
func create(t *testing.T, name string) *os.File {
	t.Helper()
	f, err := os.Create(filepath.Join(t.ArtifactDir(), name))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// start starts a program in a process group of its own, all of which ends with the test.
func start(t *testing.T, cmd *exec.Cmd, log *os.File) {
	t.Helper()
	cmd.Stdout, cmd.Stderr = log, log
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		cmd.Wait()
	})
}
