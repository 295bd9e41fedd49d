package config

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// mask is all that is ever shown of a secret.
const mask = "********"

const (
	secretLimit        = 64 << 10         // bytes; a password or a token is far shorter
	secretCommandLimit = 10 * time.Second // a command that asks a person never answers a daemon
)

// Secret is a password in memory. However it is printed, logged or written, it
// shows eight stars; only Reveal gives it away.
type Secret struct{ text string }

// Reveal returns the password itself.
func (s Secret) Reveal() string { return s.text }

// String returns eight stars.
func (s Secret) String() string { return mask }

// Format prints eight stars for every verb, %#v and %x included.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, mask) }

// MarshalText writes eight stars, in YAML, JSON and slog alike.
func (s Secret) MarshalText() ([]byte, error) { return []byte(mask), nil }

// secretPlace is where a password is kept: a file, a command that prints it, a
// credential of the service manager, or nowhere.
type secretPlace struct {
	file       string
	command    []string
	credential string
}

// fileName is the file to read, or "" where there is none.
func (p secretPlace) fileName() (string, error) {
	if p.credential == "" {
		return p.file, nil
	}
	dir := os.Getenv("CREDENTIALS_DIRECTORY")
	if dir == "" {
		return "", &advice{
			text:   fmt.Sprintf("the service manager passed no credential %q: $CREDENTIALS_DIRECTORY is empty", p.credential),
			remedy: "add LoadCredential= to the unit, or name a file with password_file",
		}
	}
	return filepath.Join(dir, p.credential), nil
}

// guarded reports whether a file lies in the service manager's own folder. That
// folder guards it: the access list that lets our user in shows on the file as
// a group permission.
func guarded(name string) bool {
	dir := os.Getenv("CREDENTIALS_DIRECTORY")
	return dir != "" && filepath.Dir(name) == filepath.Clean(dir)
}

func (p secretPlace) read(ctx context.Context) (Secret, error) {
	if len(p.command) > 0 {
		return readSecretCommand(ctx, p.command)
	}
	name, err := p.fileName()
	if err != nil || name == "" {
		return Secret{}, err
	}
	return readSecretFile(name)
}

// readSecretFile reads one password from a file that others cannot read.
func readSecretFile(name string) (Secret, error) {
	f, err := os.Open(name)
	if err != nil {
		return Secret{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return Secret{}, err
	}
	if !info.Mode().IsRegular() {
		return Secret{}, fmt.Errorf("%s is not a file", name)
	}
	if open := info.Mode().Perm() & 0o077; open != 0 && !guarded(name) {
		return Secret{}, &advice{
			text:   fmt.Sprintf("%s can be read by others (mode %04o)", name, info.Mode().Perm()),
			remedy: "type: chmod 600 " + shellWord(name),
		}
	}
	content, err := io.ReadAll(io.LimitReader(f, secretLimit+1))
	if err != nil {
		return Secret{}, fmt.Errorf("read %s: %w", name, err)
	}
	return newSecret(content, name)
}

// readSecretCommand runs a program, without a shell and without input, and
// takes what it prints. Its own error output is dropped: it may hold the secret.
func readSecretCommand(ctx context.Context, argv []string) (Secret, error) {
	ctx, cancel := context.WithTimeout(ctx, secretCommandLimit)
	defer cancel()
	cmd := exec.CommandContext(ctx, argv[0], argv[1:]...)
	cmd.WaitDelay = time.Second // a grandchild that keeps the pipe open must not hold us
	content, err := cmd.Output()
	if ctxErr := ctx.Err(); ctxErr != nil {
		return Secret{}, fmt.Errorf("run %s: %w", argv[0], ctxErr)
	}
	if err != nil {
		return Secret{}, fmt.Errorf("run %s: %w", argv[0], err)
	}
	return newSecret(content, "what "+argv[0]+" prints")
}

// newSecret takes one line end off and refuses what cannot be a password.
func newSecret(content []byte, from string) (Secret, error) {
	if len(content) > secretLimit {
		return Secret{}, fmt.Errorf("%s is too long for a password", from)
	}
	content = bytes.TrimSuffix(content, []byte("\n"))
	content = bytes.TrimSuffix(content, []byte("\r"))
	switch {
	case len(content) == 0:
		return Secret{}, fmt.Errorf("%s is empty", from)
	case bytes.ContainsAny(content, "\r\n\x00"):
		return Secret{}, fmt.Errorf("%s has more than one line", from)
	}
	return Secret{text: string(content)}, nil
}

// available says why the password could not be read, without running a command.
func (p secretPlace) available() error {
	if len(p.command) > 0 {
		_, err := exec.LookPath(p.command[0])
		return err
	}
	_, err := p.read(context.Background())
	return plainFileError(err)
}

// plainFileError puts what the system says about a file into a sentence with
// something to do.
func plainFileError(err error) error {
	var file *os.PathError
	if !errors.As(err, &file) {
		return err
	}
	switch {
	case errors.Is(err, os.ErrNotExist):
		return &advice{text: file.Path + " does not exist", remedy: "create it, or correct the name"}
	case errors.Is(err, os.ErrPermission):
		return &advice{text: file.Path + " may not be read by this user", remedy: "run as its owner, or give it to this user"}
	}
	return err
}

// shellWord quotes a file name for a line that an operator copies to a shell.
func shellWord(s string) string {
	if strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+@") == "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// key is the key of the configuration that names the place.
func (p secretPlace) key() string {
	switch {
	case len(p.command) > 0:
		return "password_command"
	case p.credential != "":
		return "credential"
	}
	return "password_file"
}
