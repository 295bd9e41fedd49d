package main

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"milepost/internal/config"
	"milepost/internal/report"
	"milepost/mentoring"
)

// discreet reports whether the operator is in the pair.
func (d *desk) discreet() bool { return d.cfg.Setup == config.Two }

// reveal is the operator's wish to read words.
type reveal struct {
	wanted bool
	reason string
}

func (rv *reveal) options(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&rv.wanted, "reveal", false, "show the words that both members share; needs --reason, and both read of it in their next digest")
	cmd.Flags().StringVar(&rv.reason, "reason", "", "why you read their words; both members are told it")
}

// check refuses a reveal without a reason.
func (rv *reveal) check() error {
	rv.reason = strings.TrimSpace(rv.reason)
	switch {
	case rv.wanted && rv.reason == "":
		return withHint(usageError{errors.New("--reveal needs --reason")}, `write why: --reveal --reason "asked by both to look"`)
	case !rv.wanted && rv.reason != "":
		return withHint(usageError{errors.New("--reason without --reveal")}, "without --reveal no words are shown and no reason is needed")
	}
	return nil
}

// record writes down that the operator reads a pair's words. It has to succeed
// before a word is shown.
func (rv *reveal) record(ctx context.Context, d *desk, pair mentoring.PairID) error {
	line := d.audit("reveal", rv.reason)
	line.Pair, line.Tell = pair, true
	return d.store.Audit(ctx, line)
}

func (a *app) pairShowCommand() *cobra.Command {
	var rv reveal
	cmd := &cobra.Command{
		Use:   "show PAIR",
		Short: "Show the shape of a pair's record",
		Long: `Shows states, counts, ids and dates: no words, and not when somebody replied.

With --reveal --reason TEXT it shows the words that both members may read, never
those that are private or hidden. That is written down, and both members read
of it, with the reason, in their next digest.`,
		Example: `  milepost pair show ana
  milepost pair show 3 --json
  milepost pair show 3 --reveal --reason "both asked me to look"`,
		Args: wantArgs(1, 1),
	}
	rv.options(cmd)
	show := func(ctx context.Context, d *desk, args []string) error {
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
			d.note("Written down: you have read the shared words of pair %d. Both will be told.", r.Pair.ID)
		}
		if d.jsonFlag {
			return d.asJSON(p)
		}
		return p.Text(d.stdout)
	}
	cmd.RunE = a.revealing(&rv, show)
	a.atOption(cmd)
	a.jsonOption(cmd)
	return cmd
}

// revealing runs a command that reads, and writes an audit line only to reveal.
func (a *app) revealing(rv *reveal, work func(ctx context.Context, d *desk, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		if err := rv.check(); err != nil {
			return err
		}
		if rv.wanted {
			return a.writing(work)(cmd, args)
		}
		return a.reading(work)(cmd, args)
	}
}
