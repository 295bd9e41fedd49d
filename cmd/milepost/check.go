package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"milepost/internal/config"
	"milepost/internal/report"
	"milepost/mail"
	"milepost/store"
)

// outcome is how a test of check ended.
type outcome string

const (
	passed  outcome = "ok"
	doubted outcome = "warning"
	failed  outcome = "failed"
	skipped outcome = "skipped"
)

// tested is one line of check.
type tested struct {
	Test    string  `json:"test"`
	Outcome outcome `json:"outcome"`
	Text    string  `json:"text"`
	Advice  string  `json:"advice,omitempty"`
	// Mistakes are those of the configuration.
	Mistakes config.Error `json:"mistakes,omitempty"`
	code     int
}

// Exit codes of check, by the first thing that fails.
const (
	configExit  = 2
	localExit   = 3 // database, key ring
	serverExit  = 4 // a mail server refuses, or cannot be reached
	arrivalExit = 5 // a mail to itself did not come back whole
)

// checking is one run of check.
type checking struct {
	*app
	cfg   *config.Config
	wait  time.Duration
	tests []tested
}

func (a *app) checkCommand() *cobra.Command {
	var wait time.Duration
	var local bool
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Try out everything, with a real mail to itself",
		Long: `Reads the configuration and says every mistake with its line and remedy; looks
at the database and the key ring; logs in to both mail servers; sends itself a
mail and waits until it has come back with its token whole. One line for each
test, with advice where one fails. Mail of others is neither read nor moved.

It exits with 0 if all is well, 2 for a mistake in the configuration, 3 for the
database or the key ring, 4 if a mail server refuses or cannot be reached, and 5
if the mail did not come back as it was sent.`,
		Example: `  milepost check
  milepost check --local
  milepost check --json --wait 5m`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c := &checking{app: a, wait: wait}
			err := c.all(cmd.Context(), local)
			if err != nil {
				return err
			}
			return c.verdict()
		},
	}
	cmd.Flags().DurationVar(&wait, "wait", 2*time.Minute, "how long to wait for the mail")
	cmd.Flags().BoolVar(&local, "local", false, "connect to no server")
	a.jsonOption(cmd)
	return cmd
}

// all runs the tests. An error is one that stands in the way of testing.
func (c *checking) all(ctx context.Context, local bool) error {
	cfg, err := c.config(true)
	if mistakes, ok := errors.AsType[config.Error](err); ok {
		c.done(tested{Test: "config", Outcome: failed, Text: report.Count(len(mistakes), "mistake") + " in " + mistakes[0].File, Mistakes: mistakes, code: configExit})
		return nil
	}
	if err != nil {
		return err
	}
	c.cfg = cfg
	path, _ := c.configPath()
	c.done(tested{Test: "config", Outcome: passed, Text: path})
	servers, err := c.servers(ctx) // before root steps down: only root may read some secrets
	if err != nil {
		return err
	}
	if err := stepDown(cfg.Database); err != nil {
		return err
	}
	sent := c.database(ctx)
	keys := c.keys(sent)
	if local {
		return nil
	}
	c.mail(ctx, servers, keys)
	return ctx.Err()
}

// database looks at the file, and reports whether any mail was sent from it.
func (c *checking) database(ctx context.Context) (sent bool) {
	file := c.cfg.Database
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		c.writable(filepath.Dir(file))
		return false
	}
	s, err := store.OpenReadOnly(ctx, file)
	if err != nil {
		c.done(tested{Test: "database", Outcome: failed, Text: err.Error(), Advice: openHint(err, file), code: localExit})
		return false
	}
	defer s.Close()
	st, err := s.Status(ctx, c.clock())
	if err != nil {
		c.done(tested{Test: "database", Outcome: failed, Text: err.Error(), Advice: "run: milepost verify", code: localExit})
		return false
	}
	pairs := 0
	for _, n := range st.Pairs {
		pairs += n
	}
	t := tested{Test: "database", Outcome: passed, Text: file + ", " + report.Count(pairs, "pair")}
	if left := diskLeft(file); left != "" {
		t.Outcome, t.Advice = doubted, "the disk is nearly full: "+left+" left; make room"
	}
	if err := canWrite(file); err != nil {
		t.Outcome, t.Text, t.Advice, t.code = failed, err.Error(), hint(err), localExit
	}
	c.done(t)
	return st.Outbox[store.Sent] > 0
}

// canWrite opens a database and makes a file beside it, as every change does,
// and changes nothing.
func canWrite(file string) error {
	f, err := os.OpenFile(file, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return probe(filepath.Dir(file))
}

// probe makes a file in a folder and removes it.
func probe(folder string) error {
	f, err := os.CreateTemp(folder, ".milepost-check-*")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// writable tests that a database can be made in a folder.
func (c *checking) writable(folder string) {
	if err := probe(folder); err != nil {
		c.done(tested{
			Test: "database", Outcome: failed, Text: fmt.Sprintf("cannot be made in %s: %v", folder, err),
			Advice: "make the folder, and give it to the user that runs milepost", code: localExit,
		})
		return
	}
	c.done(tested{Test: "database", Outcome: passed, Text: "none yet; it will be made in " + folder})
}

// keys looks at the key ring; where there is none yet, one for this check.
func (c *checking) keys(sent bool) *mail.KeyRing {
	ring, err := mail.LoadKeys(c.cfg.Keys)
	switch {
	case err == nil:
		c.done(tested{Test: "keys", Outcome: passed, Text: c.cfg.Keys})
		return ring
	case errors.Is(err, fs.ErrNotExist) && sent:
		c.done(tested{
			Test: "keys", Outcome: failed, Text: "the key ring is missing, and replies to mails already sent cannot be placed without it: " + c.cfg.Keys,
			Advice: "bring it back from a backup (BACKUP.keys); if it is lost for good: milepost rekey", code: localExit,
		})
	case errors.Is(err, fs.ErrNotExist):
		c.done(tested{Test: "keys", Outcome: passed, Text: "none yet; milepost run makes them"})
	default:
		c.done(tested{Test: "keys", Outcome: failed, Text: err.Error(), Advice: hint(err), code: localExit})
	}
	return mail.NewKeyRing()
}

// done notes a test, and says it at once unless all is said in JSON.
func (c *checking) done(t tested) {
	c.tests = append(c.tests, t)
	if c.jsonFlag {
		return
	}
	word := map[outcome]string{
		passed: c.coloured("ok     ", good), doubted: c.coloured("warning", fair),
		failed: c.coloured("FAILED ", bad), skipped: "skipped",
	}[t.Outcome]
	c.say("%s  %-9s %s", word, t.Test, t.Text)
	for _, m := range t.Mistakes {
		c.say("%s", m)
	}
	if t.Advice != "" {
		c.say("                   -> %s", t.Advice)
	}
}

// verdict ends check with the code of the first test that failed.
func (c *checking) verdict() error {
	code := 0
	for _, t := range c.tests {
		if t.Outcome == failed {
			code = t.code
			break
		}
	}
	if c.jsonFlag {
		if err := c.asJSON(map[string]any{"ok": code == 0, "tests": c.tests}); err != nil {
			return err
		}
	}
	if code != 0 {
		return exit(code)
	}
	return nil
}
