package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"milepost/daemon"
	"milepost/internal/report"
)

// longestPlan bounds how far ahead a plan looks.
const longestPlan = 26 * 7 * 24 * time.Hour

func (a *app) planCommand() *cobra.Command {
	var next string
	cmd := &cobra.Command{
		Use:   "plan",
		Short: "List who will get what, when, and why not",
		Long: `Runs the daemon's own planning ahead, on a copy of the database that is thrown
away, as if nobody wrote meanwhile. It sends nothing and changes nothing.`,
		Example: `  milepost plan
  milepost plan --next 4w --json`,
		Args: noArgs,
		RunE: a.reading(func(ctx context.Context, d *desk, _ []string) error {
			ahead, err := parseSpan(next)
			if err != nil {
				return err
			}
			plan, err := d.plan(ctx, ahead)
			if err != nil {
				return err
			}
			if d.jsonFlag {
				return d.asJSON(plan)
			}
			d.note("From %s, for %s, if nobody writes meanwhile:", report.When(plan.From, d.cfg.Program.Location()), next)
			return plan.Text(d.stdout)
		}),
	}
	cmd.Flags().StringVar(&next, "next", "14d", "how far ahead: 36h, 14d or 4w")
	a.atOption(cmd)
	a.jsonOption(cmd)
	return cmd
}

// parseSpan reads a length of time such as 36h, 14d or 4w.
func parseSpan(text string) (time.Duration, error) {
	units := map[string]time.Duration{"h": time.Hour, "d": 24 * time.Hour, "w": 7 * 24 * time.Hour}
	for letter, unit := range units {
		digits, ok := strings.CutSuffix(strings.TrimSpace(text), letter)
		if n, err := strconv.Atoi(digits); ok && err == nil && n > 0 && time.Duration(n) <= longestPlan/unit {
			return time.Duration(n) * unit, nil
		}
	}
	return 0, withHint(usageError{fmt.Errorf("--next %q is not a length of time that can be planned", text)}, "write 36h, 14d or 4w, at most 26w")
}

// plan lets a daemon plan ahead on a copy of the database.
func (d *desk) plan(ctx context.Context, ahead time.Duration) (plan report.Plan, err error) {
	folder, err := os.MkdirTemp("", "milepost-plan-*")
	if err != nil {
		return plan, fmt.Errorf("make a folder for the copy: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	cfg := *d.cfg
	cfg.Database = filepath.Join(folder, "plan.db")
	cfg.Keys = cfg.Database + ".keys"
	if err := d.store.Backup(ctx, cfg.Database); err != nil {
		return plan, err
	}
	planner, err := daemon.Open(ctx, &cfg, slog.New(slog.NewTextHandler(d.stderr, &slog.HandlerOptions{Level: slog.LevelError})))
	if err != nil {
		return plan, err
	}
	defer func() { err = errors.Join(err, planner.Close()) }()
	plan = report.Plan{From: d.now, To: d.now.Add(ahead), Mails: []report.PlannedMail{}, NotSent: []report.NotSent{}}
	before, err := planner.Store.Deliveries(ctx)
	if err != nil {
		return plan, err
	}
	if err := runAhead(ctx, planner, plan.From, plan.To); err != nil {
		return plan, err
	}
	if err := plannedMails(ctx, planner, before, &plan); err != nil {
		return plan, err
	}
	return plan, d.withheld(ctx, planner, &plan)
}

// runAhead has a daemon plan at every moment at which it would, and once an
// hour.
func runAhead(ctx context.Context, planner *daemon.Daemon, from, to time.Time) error {
	for now := from; !now.After(to); {
		if err := planner.Plan(ctx, now); err != nil {
			return err
		}
		st, err := planner.Store.Status(ctx, now)
		if err != nil {
			return err
		}
		next := now.Add(time.Hour)
		for _, at := range []time.Time{st.NextPair, st.NextPerson} {
			if at.After(now) && at.Before(next) {
				next = at
			}
		}
		now = next
	}
	return nil
}

// plannedMails lists the mails that were queued since before.
func plannedMails(ctx context.Context, planner *daemon.Daemon, before []int64, plan *report.Plan) error {
	last := int64(0)
	if len(before) > 0 {
		last = before[len(before)-1]
	}
	ids, err := planner.Store.Deliveries(ctx)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if id <= last {
			continue
		}
		m, err := planner.Store.Delivery(ctx, id)
		if err != nil {
			return err
		}
		who, err := planner.Store.Person(ctx, m.Person)
		if err != nil {
			return err
		}
		plan.Mails = append(plan.Mails, report.PlannedMail{
			At: m.Queued.UTC(), Person: who.ID, Name: who.Name, Zone: who.Zone, Mail: m.Kind, Pairs: m.Pairs,
		})
	}
	return nil
}

// withheld lists what does not go out.
func (d *desk) withheld(ctx context.Context, planner *daemon.Daemon, plan *report.Plan) error {
	pairs, err := planner.Store.Pairs(ctx)
	if err != nil {
		return err
	}
	for _, p := range pairs {
		r, err := planner.Store.Record(ctx, p.ID)
		if err != nil {
			return err
		}
		plan.NotSent = append(plan.NotSent, report.Withheld(r, planner.Policy, plan.From, plan.To, d.discreet())...)
	}
	return nil
}
