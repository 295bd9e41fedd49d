package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"milepost/store"
)

func (a *app) verifyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "verify [FILE]",
		Short: "Check that the database keeps its promises",
		Long: `Reads the whole database, or the one at FILE such as a backup, and checks that
what it promises holds: that no row is damaged, that every mail that counts as
sent was taken by a server, that every message that came in is there whole. It
changes nothing. It exits with 1 if there is a finding.`,
		Example: "  milepost verify\n  milepost verify /var/backups/milepost-2026-11-21.db",
		Args:    wantArgs(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				return a.verifyFile(cmd.Context(), args[0])
			}
			return a.reading(func(ctx context.Context, d *desk, _ []string) error { return a.verify(ctx, d.store) })(cmd, nil)
		},
	}
	a.jsonOption(cmd)
	return cmd
}

// verifyFile verifies a database that no configuration has to name.
func (a *app) verifyFile(ctx context.Context, file string) (err error) {
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no file %s", file)
	}
	if err := stepDown(file); err != nil {
		return err
	}
	s, err := store.OpenReadOnly(ctx, file)
	if err != nil {
		// A backup keeps no log beside it, so it cannot be opened as a database
		// in use is: a copy of it can.
		folder, copied, cerr := scratchCopy(file)
		if cerr != nil {
			return errors.Join(err, cerr)
		}
		defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
		if s, err = store.Open(ctx, copied); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return a.verify(ctx, s)
}

// scratchCopy copies a file to a folder of its own.
func scratchCopy(file string) (folder, copied string, err error) {
	from, err := os.Open(file)
	if err != nil {
		return "", "", err
	}
	defer from.Close()
	folder, err = os.MkdirTemp("", "milepost-verify-*")
	if err != nil {
		return "", "", err
	}
	copied = filepath.Join(folder, filepath.Base(file))
	to, err := os.OpenFile(copied, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err == nil {
		_, err = io.Copy(to, from)
		err = errors.Join(err, to.Close())
	}
	if err != nil {
		return "", "", errors.Join(err, os.RemoveAll(folder))
	}
	return folder, copied, nil
}

func (a *app) verify(ctx context.Context, s *store.Store) error {
	findings, err := s.Verify(ctx)
	if err != nil {
		return err
	}
	type finding struct {
		Rule   string `json:"rule"`
		ID     int64  `json:"id,omitempty"`
		Text   string `json:"text"`
		Remedy string `json:"remedy"`
	}
	list := []finding{}
	for _, f := range findings {
		list = append(list, finding(f))
	}
	if a.jsonFlag {
		if err := a.asJSON(map[string]any{"ok": len(list) == 0, "findings": list}); err != nil {
			return err
		}
	} else {
		for _, f := range list {
			a.say("%s %d: %s\n  -> %s", f.Rule, f.ID, f.Text, f.Remedy)
		}
		if len(list) == 0 {
			a.say("All promises hold.")
		}
	}
	if len(list) > 0 {
		return exit(1)
	}
	return nil
}
