package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"milepost/internal/demo"
)

// demoCommand plays half a year of three pairs in about a minute. It needs no
// configuration, no mail account and no network.
func demoCommand() *cobra.Command {
	o := demo.Options{}
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Play half a year of three pairs in a minute, with no set-up",
		Long: `Runs Milepost in a world of its own: SMTP and IMAP servers inside the process,
a real database, a clock that jumps, and people who reply as people do. Nothing
leaves this machine and no account is needed.

It leaves a folder with every mail, a page to browse them, each pair's record
and the database, and exits 0 only if everything that Milepost promises held.
The same seed gives the same mails, byte for byte.`,
		Example: `  milepost demo
  milepost demo --weeks 6 --out ./six-weeks
  milepost verify ./milepost-demo/milepost.db`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.Answer, o.Talk = cmd.OutOrStdout(), cmd.ErrOrStderr()
			if o.Weeks < 1 || o.Weeks > demo.AllWeeks {
				return misuse(cmd, fmt.Errorf("--weeks is a number from 1 to %d", demo.AllWeeks))
			}
			err := demo.Run(cmd.Context(), o)
			switch {
			case errors.Is(err, demo.ErrNotADemo):
				return withHint(usageError{err}, "name another folder with --out, or empty this one")
			case errors.Is(err, demo.ErrBroken):
				return withHint(err, "the lines that begin with BROKEN say what and where; please report them")
			}
			return err
		},
	}
	cmd.Flags().IntVar(&o.Weeks, "weeks", demo.AllWeeks, "how many weeks to play")
	cmd.Flags().Int64Var(&o.Seed, "seed", 1, "the same seed gives the same mails")
	cmd.Flags().StringVar(&o.Out, "out", "milepost-demo", "the folder to write")
	return cmd
}
