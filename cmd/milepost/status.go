package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/cobra"

	"milepost/daemon"
	"milepost/internal/report"
	"milepost/store"
)

func (a *app) statusCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Say on one screen how things stand",
		Long: `Shows pairs, what goes out, what comes in, and whatever needs a person, in
numbers and times. It exits with 1 when something needs a person.`,
		Example: "  milepost status\n  milepost status --json || notify-me",
		Args:    noArgs,
		RunE: a.reading(func(ctx context.Context, d *desk, _ []string) error {
			st, err := d.store.Status(ctx, d.now)
			if err != nil {
				return err
			}
			around, err := d.surroundings(ctx)
			if err != nil {
				return err
			}
			s := report.StatusOf(st, d.now, around)
			if d.jsonFlag {
				err = d.asJSON(s)
			} else {
				err = s.Text(d.stdout, d.cfg.Program.Location())
			}
			if err == nil && len(s.Needs) > 0 {
				err = exit(1)
			}
			return err
		}),
	}
	a.atOption(cmd)
	a.jsonOption(cmd)
	return cmd
}

// surroundings is what status says besides the numbers of the database.
func (d *desk) surroundings(ctx context.Context) (report.Surroundings, error) {
	s := report.Surroundings{Running: running(d.cfg.Database), DiskLeft: diskLeft(d.cfg.Database), Discreet: d.discreet()}
	var err error
	if s.Swept, err = swept(ctx, d.store); err != nil {
		return s, err
	}
	if _, err := os.Stat(d.cfg.Keys); errors.Is(err, fs.ErrNotExist) {
		s.KeysMissing = true
	}
	people, err := d.store.People(ctx)
	if err != nil {
		return s, err
	}
	for _, who := range people {
		last, err := d.store.LatestDeliveries(ctx, who.ID, 1)
		if err != nil {
			return s, err
		}
		if len(last) > 0 && last[0].State == store.Failed {
			s.Refused = append(s.Refused, who.ID)
		}
	}
	return s, nil
}

// swept is when the daemon last read the mailbox to its end; zero: never.
func swept(ctx context.Context, s *store.Store) (time.Time, error) {
	at, err := s.Recall(ctx, daemon.Swept)
	if errors.Is(err, store.ErrNotFound) {
		return time.Time{}, nil
	}
	if err != nil {
		return time.Time{}, err
	}
	return time.Parse(time.RFC3339, at)
}

// running reports whether a daemon has the database: it holds the run lock.
func running(database string) bool {
	if _, err := os.Stat(database + ".lock"); err != nil {
		return false // no daemon ever ran, and looking must not leave a file
	}
	release, err := store.Lock(database)
	if err != nil {
		return errors.Is(err, store.ErrLocked)
	}
	_ = release() // it was taken to look only
	return false
}
