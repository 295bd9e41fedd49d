package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/cobra"

	"milepost/internal/report"
	"milepost/mentoring"
	"milepost/mentoring/ritual"
	"milepost/store"
)

func (a *app) restoreCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "restore FILE",
		Short: "Put a backup in the place of the database",
		Long: `Takes FILE, and FILE.keys if it is there, as the database and the key ring that
the configuration names. It replaces nothing: move what is there away first.

The past is not sent again. What the backup was about to send may have gone out
since: it is dropped, unless its copy in the mailbox proves that it was sent.
Rounds that fell due between the backup and now are marked as missed. Replies
that were read since the backup lie in the mailbox's folder of processed mail;
move them back to the inbox to have them read once more.`,
		Example: "  milepost restore /var/backups/milepost-2026-11-21.db",
		Args:    wantArgs(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.restore(cmd.Context(), args[0])
		},
	}
	a.atOption(cmd)
	return cmd
}

func (a *app) restore(ctx context.Context, file string) (err error) {
	cfg, err := a.config(false)
	if err != nil {
		return err
	}
	now, err := a.now(cfg)
	if err != nil {
		return err
	}
	if err := stepDown(cfg.Database); err != nil {
		return err
	}
	if err := store.Restore(ctx, file, cfg.Database); err != nil {
		switch {
		case errors.Is(err, store.ErrDuplicate):
			return withHint(fmt.Errorf("there is a database at %s", cfg.Database), "restore replaces nothing: stop the daemon, then move the file away, with its -wal and -shm")
		case errors.Is(err, fs.ErrPermission):
			return withHint(err, "%s must be readable for the user who owns %s", file, cfg.Database)
		}
		return err
	}
	a.say("%s is restored from %s.", cfg.Database, file)
	release, err := store.Lock(cfg.Database) // no daemon may begin before the past rests
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	s, err := store.Open(ctx, cfg.Database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	d := &desk{app: a, cfg: cfg, store: s, now: now}
	dropped, err := d.letRest(ctx)
	if err != nil {
		return fmt.Errorf("let the past rest: %w", err)
	}
	missed, err := d.missPast(ctx)
	if err != nil {
		return fmt.Errorf("let the past rest: %w", err)
	}
	a.say("Not sent again: %s that waited, %s that fell due since.", report.Count(dropped, "mail"), report.Count(missed, "round"))
	if err := s.Audit(ctx, d.audit("restore", "")); err != nil {
		return err
	}
	return d.restoreKeys(file)
}

// letRest drops what the backup was about to send. Should a copy in the mailbox
// prove that one was sent, the daemon notes that later.
func (d *desk) letRest(ctx context.Context) (dropped int, err error) {
	const page = 100
	for {
		mails, err := d.store.Unknown(ctx, page)
		if err != nil || len(mails) == 0 {
			return dropped, err
		}
		var settled []store.Settled
		for _, m := range mails {
			settled = append(settled, store.Settled{ID: m.ID, State: store.Dropped, Text: "restored from a backup", At: d.now})
		}
		if err := d.store.Settle(ctx, settled); err != nil {
			return dropped, err
		}
		dropped += len(mails)
	}
}

// missPast marks as missed what fell due between the backup and now: the
// database that was lost may have sent it.
func (d *desk) missPast(ctx context.Context) (missed int, err error) {
	policy, _, err := d.policy()
	if err != nil {
		return 0, err
	}
	pairs, err := d.store.Pairs(ctx)
	if err != nil {
		return 0, err
	}
	for _, p := range pairs {
		err := d.store.Plan(ctx, p.ID, d.now, func(r mentoring.Record) (actions []mentoring.Action, next time.Time) {
			planned, next := mentoring.PlanPair(r, policy, d.now)
			for _, a := range planned {
				if open, ok := a.(mentoring.OpenRound); ok && scheduled(policy, open.Ritual) {
					open.State, open.Prompts = ritual.Missed, nil
					actions = append(actions, open)
					missed++
				}
			}
			for _, round := range r.Rounds {
				if !scheduled(policy, round.Ritual) {
					continue
				}
				for _, prompt := range round.Prompts {
					if prompt.State == ritual.Planned && !prompt.Due.After(d.now) {
						prompt.State = ritual.Dropped
						actions = append(actions, mentoring.PutPrompt{Prompt: prompt})
						missed++
					}
				}
			}
			return actions, next
		})
		if err != nil {
			return missed, err
		}
	}
	return missed, nil
}

// scheduled reports whether a round is one of many, so that one less is no loss.
func scheduled(p mentoring.Policy, name string) bool {
	def, ok := p.Ritual(name)
	return ok && def.Trigger == ritual.OnSchedule
}

// restoreKeys puts the key ring in its place, and says what breaks without.
func (d *desk) restoreKeys(file string) error {
	_, err := os.Stat(d.cfg.Keys)
	if err == nil {
		d.note("The key ring %s was left as it is.", d.cfg.Keys)
		return nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	err = copyKeys(file+".keys", d.cfg.Keys)
	if errors.Is(err, fs.ErrNotExist) {
		d.note("There is no key ring at %s nor at %s.keys. Bring it back before milepost run:", d.cfg.Keys, file)
		d.note("without it, replies to mails that were sent before cannot be placed. If it is lost for good: milepost rekey")
		return nil
	}
	if err == nil {
		d.say("The key ring is restored to %s.", d.cfg.Keys)
	}
	return err
}
