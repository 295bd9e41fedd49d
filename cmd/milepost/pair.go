package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
)

func (a *app) pairCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "pair",
		Short: "Add, show and change pairs",
		Long: `A pair is a mentor and a mentee. A pair is named by its number, or by a name
that only it has: 3, ana, "tomasz & ana".`,
		Example: `  milepost pair add --mentor 'Tomasz Nowak <tomasz@mentors.example>' --mentee 'Ana Sousa <ana@mentors.example>'
  milepost pair list
  milepost pair show ana`,
		Args: cobra.ArbitraryArgs,
		RunE: group,
	}
	cmd.AddCommand(
		a.pairAddCommand(), a.pairImportCommand(), a.pairListCommand(), a.pairShowCommand(), a.pairEditCommand(),
		a.pairPauseCommand(), a.pairResumeCommand(), a.pairEndCommand(),
	)
	return cmd
}

func (a *app) pairPauseCommand() *cobra.Command {
	var until, reason string
	cmd := &cobra.Command{
		Use:   "pause PAIR",
		Short: "Stop writing to a pair for a while",
		Long: `Neither member is written to until the pair is resumed, or until the day that
--until names. What people write meanwhile is read and kept.`,
		Example: `  milepost pair pause ana --until 2027-01-07
  milepost pair pause 3 --reason "summer break"`,
		Args: wantArgs(1, 1),
		RunE: a.writing(func(ctx context.Context, d *desk, args []string) error {
			r, err := d.pair(ctx, args[0])
			if err != nil {
				return err
			}
			if r.Pair.State != mentoring.Active {
				return fmt.Errorf("pair %d is %s; only an active pair can be paused", r.Pair.ID, r.Pair.State)
			}
			pair := r.Pair
			pair.State = mentoring.OnHold
			if until != "" {
				if pair.PausedUntil, err = futureDate(until, calendar.DateIn(d.now, pair.Location())); err != nil {
					return err
				}
			}
			if err := d.store.SavePair(ctx, pair, d.audit("pair pause", reason), d.now); err != nil {
				return err
			}
			if until != "" {
				d.say("Pair %d is paused until %s.", pair.ID, pair.PausedUntil)
			} else {
				d.say("Pair %d is paused. To go on: milepost pair resume %d", pair.ID, pair.ID)
			}
			return nil
		}),
	}
	cmd.Flags().StringVar(&until, "until", "", "the first day on which mail goes out again: 2027-01-07")
	reasonOption(cmd, &reason)
	a.atOption(cmd)
	return cmd
}

func (a *app) pairResumeCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "resume PAIR",
		Short: "Write to a paused pair again",
		Long: `Ends a pause that pair pause began. A pause that a member asked for by mail is
theirs and stays.`,
		Example: "  milepost pair resume ana",
		Args:    wantArgs(1, 1),
		RunE: a.writing(func(ctx context.Context, d *desk, args []string) error {
			r, err := d.pair(ctx, args[0])
			if err != nil {
				return err
			}
			if r.Pair.State != mentoring.OnHold {
				return fmt.Errorf("pair %d is not paused; it is %s", r.Pair.ID, r.Pair.State)
			}
			pair := r.Pair
			pair.State, pair.PausedUntil = mentoring.Active, calendar.Date{}
			if err := d.store.SavePair(ctx, pair, d.audit("pair resume", ""), d.now); err != nil {
				return err
			}
			d.say("Pair %d is active. Rounds that fell into the pause are not made up for.", pair.ID)
			return nil
		}),
	}
	a.atOption(cmd)
	return cmd
}

func reasonOption(cmd *cobra.Command, reason *string) {
	cmd.Flags().StringVar(reason, "reason", "", "why; it is kept in the audit log")
}

// futureDate reads a date after today.
func futureDate(text string, today calendar.Date) (calendar.Date, error) {
	day, err := calendar.ParseDate(text)
	if err != nil {
		return day, withHint(usageError{fmt.Errorf("%q is not a date", text)}, "write year, month and day: %s", today.AddDays(14))
	}
	if !day.After(today) {
		return day, withHint(usageError{fmt.Errorf("%s is not in the future", day)}, "write a day after %s", today)
	}
	return day, nil
}
