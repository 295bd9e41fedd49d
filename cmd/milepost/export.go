package main

import (
	"context"

	"github.com/spf13/cobra"

	"milepost/internal/report"
)

func (a *app) exportCommand() *cobra.Command {
	var rv reveal
	cmd := &cobra.Command{
		Use:   "export PAIR",
		Short: "Write a pair's record as Markdown or JSON",
		Long: `Writes the shape of a pair's record: states, counts, ids and dates. With
--reveal --reason TEXT it holds the words that both members may read, which is
written down and told to both, as with pair show.

Members need no operator for this: each gets the whole of their own record by
replying with the word export.`,
		Example: `  milepost export ana > ana.md
  milepost export 3 --json --reveal --reason "both asked for a copy"`,
		Args: wantArgs(1, 1),
	}
	rv.options(cmd)
	cmd.RunE = a.revealing(&rv, func(ctx context.Context, d *desk, args []string) error {
		r, err := d.pair(ctx, args[0])
		if err != nil {
			return err
		}
		p := report.PairOf(r, d.now, d.discreet())
		if rv.wanted {
			if err := rv.record(ctx, d, r.Pair.ID); err != nil {
				return err
			}
			p.Reveal(r)
		}
		if d.jsonFlag {
			return d.asJSON(p)
		}
		return p.Markdown(d.stdout)
	})
	a.atOption(cmd)
	a.jsonOption(cmd)
	return cmd
}
