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

// line is a line that a person types: below the paragraph that holds some words, or where the cursor stands.
type line struct {
	Below string `json:"below"`
	Text  string `json:"text"`
}

// typed is what a person types to answer the prompt in that style.
func typed(p e2e.Prompt, style e2e.Style) []line {
	var lines []line
	for n := range p.Asked {
		if words, ok := p.Answers[n+1]; ok && style == e2e.Interleaved {
			lines = append(lines, line{p.Opening(n + 1), words})
		}
	}
	if style == e2e.Interleaved {
		return lines
	}
	for text := range strings.Lines(p.Answers.Typed(style)) {
		lines = append(lines, line{Text: strings.TrimSpace(text)})
	}
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
