package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"milepost/internal/config"
	"milepost/mail"
	"milepost/store"
)

func (a *app) rekeyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "rekey",
		Short: "Make a new key ring, where the old one is lost for good",
		Long: `Makes a new key ring at the place that the configuration names, if none is there.
Look for a backup of the old one first: with a new one, replies to mails that
were sent before cannot be placed, and are held one by one. Replies to what is
sent from now on are not concerned.`,
		Example: "  milepost rekey",
		Args:    noArgs,
		RunE: a.writing(func(ctx context.Context, d *desk, _ []string) error {
			switch _, err := mail.CreateKeys(d.cfg.Keys); {
			case errors.Is(err, fs.ErrExist):
				return withHint(err, "rekey replaces nothing: with this key ring all is well, unless milepost check says otherwise")
			case err != nil:
				return err
			}
			d.say("%s is made. Replies to mails that were sent before are held: milepost replies --attention", d.cfg.Keys)
			return d.store.Audit(ctx, d.audit("rekey", ""))
		}),
	}
}

// keysThere refuses to go on where mail was written with a key ring that is
// gone. The daemon would make another, and nobody would learn why replies are
// held from then on.
func (a *app) keysThere(ctx context.Context, cfg *config.Config) (err error) {
	if _, err := os.Stat(cfg.Keys); !errors.Is(err, fs.ErrNotExist) {
		return nil // whether it is a good one is seen when it is read
	}
	if _, err := os.Stat(cfg.Database); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	s, err := store.Open(ctx, cfg.Database)
	if err != nil {
		return opened(err, cfg.Database)
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	st, err := s.Status(ctx, a.clock())
	if err != nil {
		return err
	}
	for _, mails := range st.Outbox {
		if mails > 0 {
			return withHint(usageError{fmt.Errorf("the key ring %s is missing, and mails were written with it", cfg.Keys)},
				"bring it back from a backup (BACKUP.keys); if it is lost for good: milepost rekey")
		}
	}
	return nil
}
