package daemon

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"math/rand/v2"
	"time"

	"milepost/internal/config"
	"milepost/mail"
	"milepost/mentoring"
	"milepost/store"
	"milepost/templates"
)

// Open opens what a configuration names: the database, the templates, the key
// ring (a new one where there is none yet). It connects to no server. Close
// the Daemon when done.
func Open(ctx context.Context, cfg *config.Config, log *slog.Logger) (*Daemon, error) {
	set, err := templates.Load(cfg.Templates)
	if err != nil {
		return nil, fmt.Errorf("load templates: %w", err)
	}
	policy, err := PolicyOf(cfg, set)
	if err != nil {
		return nil, err
	}
	d := &Daemon{Templates: set, Policy: policy, Settings: SettingsOf(cfg), Log: log, Jitter: jitter}
	if d.Own, err = loadOwn(cfg.Templates); err != nil {
		return nil, err
	}
	if d.SMTP, d.IMAP, err = Servers(cfg); err != nil {
		return nil, err
	}
	if d.Keys, err = keys(cfg.Keys); err != nil {
		return nil, fmt.Errorf("key ring: %w", err)
	}
	if d.Store, err = store.Open(ctx, cfg.Database); err != nil {
		return nil, fmt.Errorf("database: %w", err)
	}
	if _, err := d.Store.SaveProgram(ctx, ProgramOf(cfg), time.Now()); err != nil {
		return nil, errors.Join(fmt.Errorf("note the program: %w", err), d.Store.Close())
	}
	return d, nil
}

// Close closes the database.
func (d *Daemon) Close() error { return d.Store.Close() }

func keys(path string) (*mail.KeyRing, error) {
	ring, err := mail.LoadKeys(path)
	if errors.Is(err, fs.ErrNotExist) {
		return mail.CreateKeys(path)
	}
	return ring, err
}

// PolicyOf returns the rhythm: the rituals of the templates with what the
// configuration changes about them, and how long words are kept.
func PolicyOf(cfg *config.Config, set *templates.Set) (mentoring.Policy, error) {
	p := mentoring.DefaultPolicy()
	p.Budget = mentoring.Budget{Week: cfg.Rhythm.Budget.Week, PerPair: cfg.Rhythm.Budget.MorePerMentee, Most: cfg.Rhythm.Budget.AtMost}
	p.KeepDays = cfg.Retention.Days
	p.Common = set.CommonWords()
	for _, def := range set.Rituals() {
		change := cfg.Rhythm.Rituals[def.Name]
		if change.Off {
			continue
		}
		if change.Schedule != "" {
			def.Schedule = change.Schedule
		}
		if change.Every > 0 {
			for i := range def.Audience {
				def.Audience[i].Every = change.Every
			}
		}
		if err := def.Check(); err != nil {
			return p, fmt.Errorf("ritual %s: %w", def.Name, err)
		}
		p.Rituals = append(p.Rituals, def)
	}
	return p, nil
}

// ProgramOf returns the program that a configuration is about. All others are in
// the store alone.
func ProgramOf(cfg *config.Config) store.NewProgram {
	p := cfg.Program
	n := store.NewProgram{Name: p.Name, Sees: p.CoordinatorSees, Holidays: p.Holidays, Quiet: p.QuietWeeks, Circle: p.MentorCircle}
	n.Coordinator, n.Leader, n.Trusted = cfg.People()
	return n
}

// SettingsOf returns what the configuration says about mail.
func SettingsOf(cfg *config.Config) Settings {
	_, domain, _ := cutAddress(cfg.Mailbox.Address)
	return Settings{
		Identity: mail.Identity{Address: cfg.Mailbox.Address, IDDomain: domain},
		FromName: cfg.Mailbox.Name, Program: cfg.Program.Name, RunBy: cfg.Program.RunBy, Contact: cfg.Program.Contact,
		Evidence: cfg.SMTP.Evidence, Shared: cfg.Mailbox.Mode == config.Shared, Strict: cfg.Mailbox.Strict,
		AuthServID: cfg.Mailbox.AuthServID,
		Processed:  cfg.Mailbox.Folders.Processed, Attention: cfg.Mailbox.Folders.Attention, Automatic: cfg.Mailbox.Folders.Automatic,
		Limits: mail.Limits{
			Whole: int(cfg.Limits.Message), Text: int(cfg.Limits.OwnText), Depth: cfg.Limits.Depth, Parts: cfg.Limits.Parts,
		},
	}
}

func cutAddress(address string) (local, domain string, err error) {
	a, err := mail.ParseAddress(address)
	return a.Local(), a.Domain(), err
}

// Servers returns the mail servers of a configuration. Their secrets are read
// anew for each connection, so that a renewed one is picked up.
func Servers(cfg *config.Config) (mail.Server, mail.MailboxServer, error) {
	smtp, err := endpoint(cfg.SMTP.Server)
	if err != nil {
		return mail.Server{}, mail.MailboxServer{}, fmt.Errorf("smtp: %w", err)
	}
	imap, err := endpoint(cfg.IMAP.Server)
	if err != nil {
		return mail.Server{}, mail.MailboxServer{}, fmt.Errorf("imap: %w", err)
	}
	_, domain, _ := cutAddress(cfg.Mailbox.Address)
	box := mail.MailboxServer{Endpoint: imap, PollEvery: cfg.IMAP.Sweep}
	if !cfg.IMAP.Idle {
		box.IdleFor = cfg.IMAP.Sweep
	}
	return mail.Server{Endpoint: smtp, HelloName: domain}, box, nil
}

func endpoint(s config.Server) (mail.Endpoint, error) {
	roots, err := s.RootCAs()
	if err != nil {
		return mail.Endpoint{}, err
	}
	e := mail.Endpoint{
		Addr: s.Address(), Host: s.Host, TLS: mail.TLSMode(s.TLS), Username: s.Username,
		Secret: func() (string, error) {
			secret, err := s.Password(context.Background())
			return secret.Reveal(), err
		},
	}
	if roots != nil {
		e.TLSConfig = &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}
	}
	return e, nil
}

// jitter returns up to a quarter of a duration.
func jitter(wait time.Duration) time.Duration {
	return rand.N(max(wait/4, 1))
}
