//go:build e2e

package e2e

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Milepost is the built binary with a configuration for one world.
type Milepost struct {
	t      testing.TB
	binary string
	dir    string // configuration, database, secrets, log
	daemon *exec.Cmd
}

// The hours are wide open, since a test must pass at any time of any day; no ritual but those that the
// test asks for falls due while it runs.
const configYAML = `
setup: program
database: milepost.db
program:
  name: "Mentoring at Example"
  run_by: "the end-to-end test"
  contact: "+351 000 000 000"
  zone: Europe/Lisbon
mailbox:
  address: %[1]s
  authserv_id: mail.world.test
smtp:
  host: %[2]s
  port: %[3]d
  username: %[4]s
  password_file: mail-password
  ca_file: %[6]s
imap:
  host: %[2]s
  port: %[5]d
  username: %[4]s
  password_file: mail-password
  ca_file: %[6]s
  sweep: 1s
rhythm:
  working_hours: "00:00-23:59"
  working_days: mon-sun
  budget: {week: 7, more_per_mentee: 0, at_most: 7}
  rituals:
    kickoff: {off: true}
    check-in: {schedule: "0 12 * * %[7]s"}
    digest: {schedule: "0 12 * * %[7]s"}
log:
  level: debug
`

// Build builds the binary.
func Build(t testing.TB) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "milepost")
	build := exec.Command("go", "build", "-o", path, "milepost/cmd/milepost")
	build.Dir = here()
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	return path
}

// NewMilepost builds the binary and configures it to use the world's mailbox Daemon.
func NewMilepost(t testing.TB, w *World) *Milepost {
	t.Helper()
	dir := t.TempDir()
	m := &Milepost{t: t, binary: Build(t), dir: dir}
	notToday := strings.ToUpper(time.Now().AddDate(0, 0, 3).Format("Mon"))
	config := fmt.Sprintf(configYAML, Daemon.Address(), w.Host, w.Submission, Daemon, w.IMAPS, w.CA, notToday)
	err := errors.Join(
		os.WriteFile(filepath.Join(dir, "config.yaml"), []byte(config), 0o600),
		os.WriteFile(filepath.Join(dir, "mail-password"), []byte(Daemon.Password()+"\n"), 0o600),
	)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// Run runs a command and returns what it prints. The test fails if the command does.
func (m *Milepost) Run(args ...string) string {
	m.t.Helper()
	ctx, cancel := context.WithTimeout(m.t.Context(), 2*time.Minute)
	defer cancel()
	var talk strings.Builder
	cmd := m.command(ctx, args...)
	cmd.Stderr = &talk
	out, err := cmd.Output()
	if err != nil {
		m.t.Fatalf("milepost %q: %v\n%s%s", args, err, out, talk.String())
	}
	return string(out)
}

// Start starts the daemon as a process of its own, which ends with the test at the latest.
func (m *Milepost) Start() {
	m.t.Helper()
	log, err := os.OpenFile(m.logFile(), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		m.t.Fatal(err)
	}
	defer log.Close()
	m.daemon = m.command(context.Background(), "run")
	m.daemon.Stdout, m.daemon.Stderr = log, log
	// In a group of its own no signal for the test reaches it, but it must not outlive the test either.
	m.daemon.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	if err := m.daemon.Start(); err != nil {
		m.t.Fatal(err)
	}
	m.t.Cleanup(func() {
		if m.daemon != nil {
			m.daemon.Process.Kill()
			m.daemon.Wait()
			m.daemon = nil
		}
		keep(m.t, "daemon.log", []byte(m.Log()))
	})
}

// Stop asks the daemon to end, and waits until it has. Anything but a clean end is an error.
func (m *Milepost) Stop() {
	m.t.Helper()
	daemon := m.daemon
	m.daemon = nil
	if err := daemon.Process.Signal(syscall.SIGTERM); err != nil {
		m.t.Errorf("stop the daemon: %v", err)
	}
	killed := time.AfterFunc(time.Minute, func() { daemon.Process.Kill() })
	defer killed.Stop()
	if err := daemon.Wait(); err != nil {
		m.t.Errorf("the daemon ended with %v; its log:\n%s", err, m.Log())
	}
}

// Log is what the daemon has written so far.
func (m *Milepost) Log() string {
	b, err := os.ReadFile(m.logFile())
	if err != nil {
		m.t.Error(err)
	}
	return string(b)
}

func (m *Milepost) logFile() string { return filepath.Join(m.dir, "daemon.log") }

// command runs in the folder of the configuration, and finds it there.
func (m *Milepost) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, m.binary, args...)
	cmd.Dir = m.dir
	cmd.Env = []string{"PATH=/usr/bin:/bin", "HOME=" + m.dir, "NO_COLOR=1"}
	return cmd
}
