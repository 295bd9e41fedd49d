//go:build e2e

package e2e

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// User is a mailbox of the world, by its login.
type User string

// The people of the world, and the mailbox that Milepost uses.
const (
	Daemon User = "daemon"
	Ana    User = "ana"
	Tomasz User = "tomasz"
)

// Address is where the user's mail arrives.
func (u User) Address() string { return string(u) + "@world.test" }

// Password is the user's for SMTP and IMAP alike.
func (u User) Password() string { return "pw-" + string(u) }

// Name is the user's as it stands in a From line.
func (u User) Name() string {
	switch u {
	case Ana:
		return "Ana Sousa"
	case Tomasz:
		return "Tomasz Nowak"
	}
	return string(u)
}

// World is a Postfix and a Dovecot of one test. Both speak TLS as Host with a certificate that CA has
// signed. Mail for USER+ANYTHING arrives at USER; bounce@ is accepted and then returned to the sender,
// ooo@ answers with an absence notice, sink@ is thrown away, any other address is refused.
type World struct {
	Dir        string // state, mail and logs
	Host       string // the name in the certificate
	CA         string // file
	Submission int    // port; STARTTLS, then AUTH
	IMAPS      int    // port; implicit TLS
}

// Up starts a world for the test, and ends it with the test. It installs the servers if need be. Under
// -artifacts the servers' logs are kept.
func Up(t testing.TB) *World {
	t.Helper()
	// The servers' own users must reach the directory, which they cannot below t.TempDir.
	dir, err := os.MkdirTemp("", "world-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })

	w := &World{Dir: dir, Host: "localhost"}
	script(t, "up", dir, strconv.Itoa(os.Getpid()))
	t.Cleanup(func() {
		w.Down(t)
		if err := os.CopyFS(filepath.Join(t.ArtifactDir(), "log"), os.DirFS(filepath.Join(dir, "log"))); err != nil {
			t.Errorf("keep the servers' logs: %v", err)
		}
	})
	if err := w.readEnv(); err != nil {
		t.Fatal(err)
	}
	return w
}

// Down stops the servers. What they hold stays in Dir until the test ends.
func (w *World) Down(t testing.TB) {
	t.Helper()
	script(t, "down", w.Dir)
}

// Install installs Debian packages that are missing, without starting any service.
func Install(t testing.TB, packages ...string) {
	t.Helper()
	t.Logf("installing, where missing: %s", strings.Join(packages, " "))
	log := filepath.Join(t.ArtifactDir(), "apt.log")
	script(t, "install", append([]string{log}, packages...)...)
}

// TLS trusts this world and nothing else.
func (w *World) TLS(t testing.TB) *tls.Config {
	t.Helper()
	pem, err := os.ReadFile(w.CA)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(pem) {
		t.Fatalf("no certificate in %s", w.CA)
	}
	return &tls.Config{RootCAs: roots, ServerName: w.Host}
}

// readEnv takes over what the script up has chosen.
func (w *World) readEnv() error {
	b, err := os.ReadFile(filepath.Join(w.Dir, "env"))
	if err != nil {
		return err
	}
	env := map[string]string{}
	for line := range strings.Lines(string(b)) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		env[key] = value
	}
	w.CA = env["WORLD_CA"]
	if w.Submission, err = strconv.Atoi(env["WORLD_SUBMISSION"]); err != nil {
		return fmt.Errorf("submission port: %w", err)
	}
	if w.IMAPS, err = strconv.Atoi(env["WORLD_IMAPS"]); err != nil {
		return fmt.Errorf("IMAP port: %w", err)
	}
	return nil
}

// here is the folder of this package's source: the clients' tests run in another one.
func here() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Dir(file)
}

// script runs one of the scripts in the folder world.
func script(t testing.TB, name string, args ...string) {
	t.Helper()
	// An install may have to wait for another one on the same machine.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), 20*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, filepath.Join(here(), "world", name), args...)
	// Servers that the script leaves behind keep its output open, hence a file instead of a pipe.
	out, err := os.Create(filepath.Join(t.TempDir(), name+".log"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Run(); err != nil {
		said, _ := os.ReadFile(out.Name())
		t.Fatalf("world/%s: %v\n%s", name, err, bytes.TrimSpace(said))
	}
}

// Eventually calls ready until it says yes, at most for limit, and reports whether it did. Real servers take
// their time and tell nobody when they are done, so somebody has to look again.
func Eventually(t testing.TB, limit time.Duration, ready func() bool) bool {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	again := time.NewTicker(200 * time.Millisecond)
	defer again.Stop()
	for !ready() {
		select {
		case <-again.C:
		case <-ctx.Done():
			return false
		}
	}
	return true
}

// keep saves a file for a look, under -artifacts.
func keep(t testing.TB, name string, b []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(t.ArtifactDir(), name), b, 0o644); err != nil {
		t.Error(err)
	}
}
