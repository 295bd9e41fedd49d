package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"milepost/store"
)

func (a *app) backupCommand() *cobra.Command {
	var keys bool
	cmd := &cobra.Command{
		Use:   "backup FILE",
		Short: "Write a checked copy of the database",
		Long: `Copies the database, with all mail in it, while the daemon runs. The copy has
been checked when it appears. It holds people's words: keep it as you would keep
their letters.

The key ring is not in it. With --keys it is written beside it, as FILE.keys:
without it replies to mails already sent cannot be placed after a restore.`,
		Example: "  milepost backup /var/backups/milepost-$(date +%F).db --keys",
		Args:    wantArgs(1, 1),
		RunE: a.reading(func(ctx context.Context, d *desk, args []string) error {
			file := args[0]
			if err := d.store.Backup(ctx, file); err != nil {
				return backupHint(err, file)
			}
			d.say("%s", file)
			if !keys {
				d.note("The key ring is not in it: keep a copy of %s too, or use --keys.", d.cfg.Keys)
				return nil
			}
			if err := copyKeys(d.cfg.Keys, file+".keys"); err != nil {
				return backupHint(err, file+".keys")
			}
			d.say("%s", file+".keys")
			return nil
		}),
	}
	cmd.Flags().BoolVar(&keys, "keys", false, "write the key ring too, as FILE.keys")
	return cmd
}

func backupHint(err error, file string) error {
	switch {
	case errors.Is(err, store.ErrDuplicate), errors.Is(err, fs.ErrExist):
		return withHint(err, "a backup replaces nothing: name another file")
	case errors.Is(err, fs.ErrPermission):
		return withHint(err, "%s must be writable for the user who owns the database", filepath.Dir(file))
	case errors.Is(err, fs.ErrNotExist):
		return withHint(err, "is there a folder %s?", filepath.Dir(file))
	}
	return err
}

// copyKeys copies a key ring to a file that is not there, for its owner alone.
func copyKeys(from, to string) error {
	ring, err := os.ReadFile(from)
	if err != nil {
		return fmt.Errorf("read the key ring: %w", err)
	}
	f, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("copy the key ring: %w", err)
	}
	_, err = f.Write(ring)
	return errors.Join(err, f.Sync(), f.Close())
}
