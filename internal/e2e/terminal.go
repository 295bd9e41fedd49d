//go:build e2e

package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// terminal is a screen and a keyboard at which a program runs.
type terminal struct {
	t      testing.TB
	socket string
	env    []string
}

// newTerminal runs the command of a shell in a terminal of its own, which ends with the test. Under
// -artifacts its last screen is kept.
func newTerminal(t testing.TB, home string, env []string, command string) *terminal {
	t.Helper()
	term := &terminal{t: t, socket: filepath.Join(home, "tmux"), env: env}
	// The screen stays after the program's end, so that its last words can be read.
	config := filepath.Join(home, "tmux.conf")
	if err := os.WriteFile(config, []byte("set -g remain-on-exit on\nset -g status off\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	term.tmux("-f", config, "new-session", "-d", "-x", "110", "-y", "80", "-c", home, command)
	t.Cleanup(func() {
		keep(t, "screen.txt", []byte(term.Screen()+"\n"))
		term.run("kill-server")
	})
	return term
}

// Type sends keys as tmux names them: plain text, "Enter", "C-x".
func (term *terminal) Type(keys ...string) {
	term.t.Helper()
	term.tmux(append([]string{"send-keys", "--"}, keys...)...)
}

// Screen is what a person sees, without empty lines and the space around it.
func (term *terminal) Screen() string {
	term.t.Helper()
	return strings.TrimSpace(emptyLines.ReplaceAllString(term.tmux("capture-pane", "-p"), "\n"))
}

var emptyLines = regexp.MustCompile(`\n(\s*\n)+`)

// Await waits until the screen matches the pattern. The test fails if it never does.
func (term *terminal) Await(pattern string) {
	term.t.Helper()
	want := regexp.MustCompile(pattern)
	if !Eventually(term.t, patience, func() bool { return want.MatchString(term.Screen()) }) {
		term.t.Fatalf("the screen does not show %q but\n%s", pattern, term.Screen())
	}
}

// AwaitEnd waits until the program has ended.
func (term *terminal) AwaitEnd() {
	term.t.Helper()
	ended := func() bool { return term.tmux("display-message", "-p", "#{pane_dead}") == "1\n" }
	if !Eventually(term.t, patience, ended) {
		term.t.Fatalf("the program does not end; its screen shows\n%s", term.Screen())
	}
}

func (term *terminal) tmux(args ...string) string {
	term.t.Helper()
	out, err := term.run(args...)
	if err != nil {
		term.t.Fatalf("tmux %q: %v\n%s", args, err, out)
	}
	return out
}

func (term *terminal) run(args ...string) (string, error) {
	cmd := exec.Command("tmux", append([]string{"-S", term.socket}, args...)...)
	cmd.Env = term.env
	out, err := cmd.CombinedOutput()
	return string(out), err
}
