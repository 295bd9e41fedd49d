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
	var subjects bool
	cmd := &cobra.Command{
		Use:   "edit PAIR",
		Short: "Change a pair's zone, length or subjects",
		Example: `  milepost pair edit ana --weeks 39
  milepost pair edit 3 --zone America/Sao_Paulo`,
		Args: wantArgs(1, 1),
	}
	cmd.Flags().StringVar(&zone, "zone", "", "where the pair's weeks are counted, such as Europe/Lisbon")
	cmd.Flags().IntVar(&weeks, "weeks", 0, "how many weeks the pair runs")
	cmd.Flags().BoolVar(&subjects, "words-in-subject", false, "name goals and words in subjects: only if both want it")
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
		if cmd.Flags().Changed("words-in-subject") {
			pair.WordsInSubject = subjects
		}
		if pair == r.Pair {
			return withHint(usageError{errors.New("nothing to change")}, "say what to change: --zone, --weeks or --words-in-subject")
		}
		if err := d.store.SavePair(ctx, pair, d.audit("pair edit", reason), d.now); err != nil {
			return err
		}
		d.say("Pair %d is changed.", pair.ID)
		return nil
	})
	return cmd
}
