package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

func (a *app) pairEditCommand() *cobra.Command {
	var zone, reason string
	var weeks int
	cmd := &cobra.Command{
		Use:   "edit PAIR",
		Short: "Change a pair's zone or length",
		Example: `  milepost pair edit ana --weeks 39
  milepost pair edit 3 --zone America/Sao_Paulo`,
		Args: wantArgs(1, 1),
	}
	cmd.Flags().StringVar(&zone, "zone", "", "where the pair's weeks are counted, such as Europe/Lisbon")
	cmd.Flags().IntVar(&weeks, "weeks", 0, "how many weeks the pair runs")
	reasonOption(cmd, &reason)
	cmd.RunE = a.writing(func(ctx context.Context, d *desk, args []string) error {
		r, err := d.pair(ctx, args[0])
		if err != nil {
			return err
		}
		pair := r.Pair
		if zone != "" {
			if err := knownZone(zone); err != nil {
				return err
			}
			pair.Zone = zone
		}
		if weeks != 0 {
			if weeks < 1 || weeks > 520 {
				return usageError{fmt.Errorf("--weeks %d is out of range: write 1 to 520", weeks)}
			}
			pair.Weeks = weeks
		}
		if pair == r.Pair {
			return withHint(usageError{errors.New("nothing to change")}, "say what to change: --zone or --weeks")
		}
		if err := d.store.SavePair(ctx, pair, d.audit("pair edit", reason), d.now); err != nil {
			return err
		}
		d.say("Pair %d is changed.", pair.ID)
		return nil
	})
	return cmd
}
