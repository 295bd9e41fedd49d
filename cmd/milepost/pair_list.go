package main

import (
	"context"

	"github.com/spf13/cobra"

	"milepost/internal/report"
	"milepost/mentoring"
)

func (a *app) pairListCommand() *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the pairs",
		Example: "  milepost pair list\n  milepost pair list --all --json",
		Args:    noArgs,
		RunE: a.reading(func(ctx context.Context, d *desk, _ []string) error {
			rows, err := d.store.Pairs(ctx)
			if err != nil {
				return err
			}
			list := report.PairsOf(rows, d.discreet(), all)
			if d.jsonFlag {
				return d.asJSON(list)
			}
			if len(list) == 0 {
				d.note("There are no pairs. To add one: milepost pair add --help")
			}
			return list.Text(d.stdout)
		}),
	}
	cmd.Flags().BoolVar(&all, "all", false, "those too that are over: "+string(mentoring.Ended)+", "+string(mentoring.NotBegun)+", "+string(mentoring.Forgotten))
	a.jsonOption(cmd)
	return cmd
}
