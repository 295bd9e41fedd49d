//go:build e2e

package e2e

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Client is a mail client that people use, driven without a person.
type Client struct {
	Name     string
	Packages []string // of Debian
	reply    func(*desk)
}

// Clients are those that can be driven.
func Clients() []Client {
	return []Client{
		{"mutt", []string{"mutt", "tmux"}, mutt("mutt")},
		{"neomutt", []string{"neomutt", "tmux"}, mutt("neomutt")},
		{"s-nail", []string{"s-nail", "tmux"}, snail},
		{"aerc", []string{"aerc", "tmux"}, aerc},
		{"mblaze", []string{"mblaze", "isync", "msmtp", "ca-certificates"}, mblaze},
		{"alpine", []string{"alpine", "tmux"}, alpine},
		{"nmh", []string{"nmh", "isync", "tmux"}, nmh},
		{"gnus", []string{"emacs-nox", "tmux"}, gnus},
	}
}

// Packages are all that the clients need.
func Packages() []string {
	var all []string
	for _, c := range Clients() {
		all = append(all, c.Packages...)
	}
	return all
}

// Reply lets the user open that mail of their INBOX in the client, answer in the given style, and send
// the reply through the world's submission port. It returns when the client says that it has sent.
// Under -artifacts the drafts are kept.
func (c Client) Reply(t testing.TB, w *World, user User, mail Mail, answers Answers, style Style) {
	t.Helper()
	home := t.TempDir()
	d := &desk{
		t:      t,
		world:  w,
		user:   user,
		mail:   mail,
		home:   home,
		editor: newEditor(t, home, plan{answers, style, t.ArtifactDir()}),
	}
	c.reply(d)
	if _, err := os.Stat(filepath.Join(t.ArtifactDir(), "draft-after.txt")); err != nil {
		t.Errorf("%s sent a reply without the answers: %v", c.Name, err)
	}
}

// desk is where one user sits down to answer one mail with one client.
type desk struct {
	t      testing.TB
	world  *World
	user   User
	mail   Mail
	home   string
	editor string // program that writes the answers
}

// write puts a configuration file into the home directory. In the text, {user} {name} {address}
// {password} {host} {submission} {imaps} {ca} {home} {editor} {id} stand for what they name.
func (d *desk) write(name, text string) (path string) {
	d.t.Helper()
	path = filepath.Join(d.home, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(d.fill(text)), 0o600); err != nil {
		d.t.Fatal(err)
	}
	return path
}

func (d *desk) fill(text string) string {
	return strings.NewReplacer(
		"{user}", string(d.user),
		"{name}", d.user.Name(),
		"{address}", d.user.Address(),
		"{password}", d.user.Password(),
		"{host}", d.world.Host,
		"{submission}", fmt.Sprint(d.world.Submission),
		"{imaps}", fmt.Sprint(d.world.IMAPS),
		"{ca}", d.world.CA,
		"{home}", d.home,
		"{editor}", d.editor,
		"{id}", d.mail.ID(),
	).Replace(text)
}

// env is that of somebody who has just logged in, and trusts the world's certificates.
func (d *desk) env() []string {
	return []string{
		"HOME=" + d.home,
		"TMPDIR=" + d.home,
		"PATH=/usr/local/bin:/usr/bin:/bin:/usr/bin/mh",
		"TERM=xterm",
		"LANG=C.UTF-8",
		"TZ=Europe/Lisbon",
		"EDITOR=" + d.editor,
		"VISUAL=" + d.editor,
		"SSL_CERT_FILE=" + d.world.CA,
	}
}

// run runs a command in the home directory and returns what it prints.
func (d *desk) run(stdin, name string, args ...string) string {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(d.t.Context(), time.Minute)
	defer cancel()
	// env looks the program up where the user's PATH says, not where the test's does.
	cmd := exec.CommandContext(ctx, "env", append([]string{name}, args...)...)
	cmd.Dir, cmd.Env, cmd.Stdin = d.home, d.env(), strings.NewReader(stdin)
	out, err := cmd.CombinedOutput()
	if err != nil {
		d.t.Fatalf("%s %q: %v\n%s", name, args, err, out)
	}
	return string(out)
}

// terminal runs a command in a terminal, in the home directory.
func (d *desk) terminal(command string) *terminal {
	d.t.Helper()
	return newTerminal(d.t, d.home, d.env(), command)
}
