package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"milepost/daemon"
	"milepost/internal/report"
	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/store"
)

// reparse is what reparse is told.
type reparse struct {
	since string
	apply bool
}

func (a *app) repliesReparseCommand() *cobra.Command {
	var x reparse
	cmd := &cobra.Command{
		Use:   "reparse [ID...]",
		Short: "Read recorded mails again after an upgrade, and show what that changes",
		Long: `Reads the archived mails that are recorded again, with the mails as they had been
sent, and compares that with how they were read then. It shows by mail what would
change, and no words. It changes nothing without --apply.

With --apply words that were missed are recorded as of the day their mail came,
a changed answer keeps its history, and words that belong to another question
move there. No word is lost, and nobody reads what they could not read before:
what the new reading does not account for stays, and so does what its author has
edited since. Keywords that silence, share, take back or promise are listed, and
never acted on.`,
		Example: `  milepost replies reparse
  milepost replies reparse --since 2026-11-01 --apply
  milepost replies reparse 17 23 --json`,
		Args: cobra.ArbitraryArgs,
	}
	cmd.Flags().StringVar(&x.since, "since", "", "only mails that came on this day or later, such as 2026-11-01")
	cmd.Flags().BoolVar(&x.apply, "apply", false, "make the changes")
	a.jsonOption(cmd)
	work := func(ctx context.Context, d *desk, args []string) error { return d.reparse(ctx, args, x) }
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if x.since != "" && len(args) > 0 { // together they would tell when somebody replied
			return misuse(cmd, errors.New("name mails by number, or all since a day: not both"))
		}
		if x.apply {
			return a.writing(work)(cmd, args)
		}
		return a.reading(work)(cmd, args)
	}
	return cmd
}

func (d *desk) reparse(ctx context.Context, args []string, x reparse) error {
	messages, err := d.recorded(ctx, args, x.since)
	if err != nil {
		return err
	}
	reader, err := d.reader()
	if err != nil {
		return err
	}
	over, err := d.overPairs(ctx)
	if err != nil {
		return err
	}
	out := report.Rereading{Applied: x.apply, Mails: []report.Reread{}}
	progress := d.progress("reading again", len(messages))
	for i, m := range messages {
		if err := ctx.Err(); err != nil {
			return err
		}
		progress(i)
		left, err := d.leftAlone(ctx, m, over)
		if err != nil {
			return err
		}
		if left {
			out.Over++
			continue
		}
		found, err := reader.Reread(ctx, m, x.apply, d.now)
		switch {
		case errors.Is(err, daemon.ErrNoReading), errors.Is(err, daemon.ErrNoWords):
			out.Skipped++
			if len(args) > 0 {
				d.note("mail %d is not read again: %v", m.ID, err)
			}
		case err != nil:
			return fmt.Errorf("mail %d: %w", m.ID, err)
		default:
			out.Read++
			out.Add(m.ID, found)
		}
	}
	if x.apply && out.Changing() > 0 {
		line := d.audit("replies reparse", report.Count(out.Changing(), "mail")+" read again")
		if err := d.store.Audit(ctx, line); err != nil {
			return err
		}
	}
	if d.jsonFlag {
		return d.asJSON(out)
	}
	return out.Text(d.stdout)
}

// overPairs are the pairs that are over.
func (d *desk) overPairs(ctx context.Context) (map[mentoring.PairID]bool, error) {
	pairs, err := d.store.Pairs(ctx)
	over := map[mentoring.PairID]bool{}
	for _, p := range pairs {
		over[p.ID] = p.State.Over()
	}
	return over, err
}

// leftAlone reports whether a mail answers one about pairs that are all over:
// nothing is added to their records.
func (d *desk) leftAlone(ctx context.Context, m store.Message, over map[mentoring.PairID]bool) (bool, error) {
	if m.Delivery == 0 {
		return false, nil
	}
	ours, err := d.store.Delivery(ctx, m.Delivery)
	if err != nil {
		return false, err
	}
	going := slices.ContainsFunc(ours.Pairs, func(id mentoring.PairID) bool { return !over[id] })
	return len(ours.Pairs) > 0 && !going, nil
}

// reader is the daemon's reading, for commands: it connects to nothing.
func (d *desk) reader() (*daemon.Daemon, error) {
	policy, set, err := d.policy()
	if err != nil {
		return nil, err
	}
	return &daemon.Daemon{
		Store: d.store, Templates: set, Policy: policy, Settings: daemon.SettingsOf(d.cfg), Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	}, nil
}

// recorded returns the recorded mails that are meant: those with the numbers, or
// all that came since a day, oldest first.
func (d *desk) recorded(ctx context.Context, ids []string, since string) ([]store.Message, error) {
	var from time.Time
	if since != "" {
		day, err := calendar.ParseDate(since)
		if err != nil {
			return nil, withHint(usageError{fmt.Errorf("--since %q is not a date", since)}, "write year, month and day: 2026-11-01")
		}
		from = calendar.At(calendar.Civil{Date: day}, d.cfg.Program.Location())
	}
	var out []store.Message
	for _, id := range ids {
		m, err := d.message(ctx, id)
		if err != nil {
			return nil, err
		}
		if m.State != store.Recorded {
			return nil, withHint(fmt.Errorf("mail %d was not recorded, so there is nothing to compare: it is %s", m.ID, m.State), "milepost replies show %d says why", m.ID)
		}
		out = append(out, m)
	}
	if len(ids) > 0 {
		return out, nil
	}
	for m, err := range d.incoming(ctx) {
		if err != nil {
			return nil, err
		}
		if m.State == store.Recorded && !m.Archived.Before(from) {
			out = append(out, m)
		}
	}
	return out, nil
}

// progress returns a function that says how far a long work is: from its second
// second on, once a second.
func (a *app) progress(what string, of int) func(done int) {
	said := a.clock()
	return func(done int) {
		if now := a.clock(); now.Sub(said) >= time.Second {
			said = now
			a.note("%s: %d of %d", what, done, of)
		}
	}
}
