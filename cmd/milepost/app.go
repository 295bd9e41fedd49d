package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/user"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"milepost/daemon"
	"milepost/internal/config"
	"milepost/mentoring"
	"milepost/store"
	"milepost/templates"
)

// app is what the commands share: the streams, the clock, and where the
// configuration is.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	clock          func() time.Time
	configFlag     string
	atFlag         string
	jsonFlag       bool
}

// say writes a line of the answer.
func (a *app) say(format string, args ...any) { fmt.Fprintf(a.stdout, format+"\n", args...) }

// note writes a line of talk, which no script reads.
func (a *app) note(format string, args ...any) { fmt.Fprintf(a.stderr, format+"\n", args...) }

// asJSON writes the answer for a script.
func (a *app) asJSON(v any) error {
	enc := json.NewEncoder(a.stdout)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

func (a *app) jsonOption(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&a.jsonFlag, "json", false, "answer in JSON, for scripts")
}

func (a *app) atOption(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.atFlag, "at", "", `as if it were this time: "2026-11-27 14:00" on the program's clock, or RFC 3339`)
}

// now is the time that a command goes by: the clock's, or what --at says.
func (a *app) now(cfg *config.Config) (time.Time, error) {
	if a.atFlag == "" {
		return a.clock(), nil
	}
	if t, err := time.Parse(time.RFC3339, a.atFlag); err == nil {
		return t, nil
	}
	for _, layout := range []string{"2006-01-02 15:04", "2006-01-02T15:04", time.DateOnly} {
		if t, err := time.ParseInLocation(layout, a.atFlag, cfg.Program.Location()); err == nil {
			return t, nil
		}
	}
	return time.Time{}, withHint(usageError{fmt.Errorf("--at %q is not a time", a.atFlag)},
		`write "2026-11-27 14:00", or 2026-11-27T14:00:00Z`)
}

// configPath is the configuration's file: the first of the usual places that is
// there, unless one was named.
func (a *app) configPath() (string, error) {
	if a.configFlag != "" {
		return a.configFlag, nil
	}
	if named := a.getenv("MILEPOST_CONFIG"); named != "" {
		return named, nil
	}
	for _, path := range []string{"config.yaml", "/etc/milepost/config.yaml"} {
		if _, err := os.Stat(path); err == nil {
			return path, nil
		}
	}
	return "", withHint(usageError{errors.New("there is no config.yaml here, nor in /etc/milepost")},
		"write one with milepost init, or name it with --config")
}

// config loads the configuration. With full, everything that it names on this
// machine is checked too, as sending and receiving need it.
func (a *app) config(full bool) (*config.Config, error) {
	path, err := a.configPath()
	if err != nil {
		return nil, err
	}
	var checks []config.Check
	if full {
		checks = []config.Check{config.Files, ritualsKnown, languageKnown}
	}
	cfg, err := config.Load(path, checks...)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, withHint(usageError{err}, "write one with milepost init, or name another with --config")
	}
	if _, ok := errors.AsType[config.Error](err); err != nil && !ok {
		return nil, usageError{err}
	}
	return cfg, err
}

// ritualsKnown reports a ritual in the configuration that no template has.
func ritualsKnown(c *config.Config, r *config.Report) {
	set, err := templates.Load(c.Templates)
	if err != nil {
		r.Add("templates", err.Error(), "mend the files, or take them out of the folder")
		return
	}
	names := ritualNames(set.Rituals())
	config.Rituals(func(name string) error { return knownRitual(name, names) })(c, r)
}

// languageKnown reports a language that no template has.
func languageKnown(c *config.Config, r *config.Report) {
	set, err := templates.Load(c.Templates)
	if err != nil {
		return // said already
	}
	config.Language(func(tag string) error {
		_, err := readLanguage(tag, set)
		return err
	})(c, r)
}

// store opens the database to be changed, as the user who owns it.
func (a *app) store(ctx context.Context, cfg *config.Config) (*store.Store, error) {
	if err := stepDown(cfg.Database); err != nil {
		return nil, err
	}
	s, err := store.Open(ctx, cfg.Database)
	return s, opened(err, cfg.Database)
}

// storeToRead opens the database, which has to be there, to be read.
func (a *app) storeToRead(ctx context.Context, cfg *config.Config) (*store.Store, error) {
	if _, err := os.Stat(cfg.Database); errors.Is(err, fs.ErrNotExist) {
		return nil, withHint(fmt.Errorf("there is no database at %s yet", cfg.Database), "milepost pair add, or milepost run, makes one")
	}
	if err := stepDown(cfg.Database); err != nil {
		return nil, err
	}
	s, err := store.OpenReadOnly(ctx, cfg.Database)
	return s, opened(err, cfg.Database)
}

// opened adds what to do to the error of opening the database in a file.
func opened(err error, file string) error {
	if err == nil {
		return nil
	}
	return withHint(err, "%s", openHint(err, file))
}

// desk is what most commands work with: an open database and the time.
type desk struct {
	*app
	cfg   *config.Config
	store *store.Store
	now   time.Time
}

// reading runs a command on the database, which it cannot change.
func (a *app) reading(work func(ctx context.Context, d *desk, args []string) error) func(*cobra.Command, []string) error {
	return a.atDesk(a.storeToRead, work)
}

// writing runs a command that changes the database.
func (a *app) writing(work func(ctx context.Context, d *desk, args []string) error) func(*cobra.Command, []string) error {
	return a.atDesk(a.store, work)
}

func (a *app) atDesk(open func(context.Context, *config.Config) (*store.Store, error),
	work func(ctx context.Context, d *desk, args []string) error,
) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) (err error) {
		cfg, err := a.config(false)
		if err != nil {
			return err
		}
		now, err := a.now(cfg)
		if err != nil {
			return err
		}
		s, err := open(cmd.Context(), cfg)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, s.Close()) }()
		return work(cmd.Context(), &desk{app: a, cfg: cfg, store: s, now: now}, args)
	}
}

// pair finds the pair that the operator means.
func (d *desk) pair(ctx context.Context, text string) (mentoring.Record, error) {
	row, err := d.store.FindPair(ctx, text)
	if err != nil {
		return mentoring.Record{}, lookUp(err, "milepost pair list shows them all")
	}
	return d.store.Record(ctx, row.ID)
}

// person finds the person that the operator means.
func (d *desk) person(ctx context.Context, text string) (mentoring.Person, error) {
	who, err := d.store.FindPerson(ctx, text)
	return who, lookUp(err, "milepost person list shows them all")
}

// lookUp adds a hint to an error about a name.
func lookUp(err error, hint string) error {
	if errors.Is(err, store.ErrNotFound) || errors.Is(err, store.ErrAmbiguous) {
		return withHint(err, "%s", hint)
	}
	return err
}

// policy is the rhythm of this installation, with its templates.
func (d *desk) policy() (mentoring.Policy, *templates.Set, error) {
	set, err := templates.Load(d.cfg.Templates)
	if err != nil {
		return mentoring.Policy{}, nil, fmt.Errorf("templates: %w", err)
	}
	p, err := daemon.PolicyOf(d.cfg, set)
	return p, set, err
}

// audit is the line that says what the operator does.
func (d *desk) audit(what, reason string) store.AuditLine {
	return store.AuditLine{At: d.now, Who: systemUser(), What: what, Reason: reason}
}

// systemUser is who runs this, behind sudo too.
func systemUser() string {
	if name := os.Getenv("SUDO_USER"); name != "" {
		return name
	}
	if u, err := user.LookupId(strconv.Itoa(os.Getuid())); err == nil {
		return u.Username
	}
	return "uid " + strconv.Itoa(os.Getuid())
}
