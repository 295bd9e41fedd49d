package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"milepost/mentoring"
	"milepost/store"
)

// pairEnd is what pair end is told.
type pairEnd struct {
	yes, silent       bool
	successor, reason string
}

func (a *app) pairEndCommand() *cobra.Command {
	var e pairEnd
	cmd := &cobra.Command{
		Use:   "end PAIR",
		Short: "End a pair",
		Long: `Nothing is sent to the pair any more. Its record stays for the days that
retention.days says. Neither member is told by Milepost: tell them yourself.

With --silent no mail goes out ever again, not even the one that announces that
the words will be erased: for illness and death.

With --successor a new pair begins with another mentor. Both are invited. Once
the mentee has said yes, the mentee's goals and words move there; the words of
the mentor who leaves stay where they are.`,
		Example: `  milepost pair end ana --yes
  milepost pair end ana --silent --yes
  milepost pair end ana --successor 'Kasia Lis <kasia@mentors.example>' --yes`,
		Args: wantArgs(1, 1),
		RunE: a.writing(func(ctx context.Context, d *desk, args []string) error { return d.endPair(ctx, args[0], e) }),
	}
	f := cmd.Flags()
	f.BoolVar(&e.yes, "yes", false, "really")
	f.BoolVar(&e.silent, "silent", false, "no mail at all any more")
	f.StringVar(&e.successor, "successor", "", "who mentors from now on: 'NAME <ADDRESS>'")
	reasonOption(cmd, &e.reason)
	a.atOption(cmd)
	return cmd
}

func (d *desk) endPair(ctx context.Context, name string, e pairEnd) error {
	r, err := d.pair(ctx, name)
	if err != nil {
		return err
	}
	if r.Pair.State.Over() {
		return fmt.Errorf("pair %d is over already: %s", r.Pair.ID, r.Pair.State)
	}
	if e.silent && e.successor != "" {
		return usageError{errors.New("--silent sends nothing, and --successor invites: choose one")}
	}
	var successor mentoring.Person
	if e.successor != "" {
		if successor, err = readPerson("--successor", e.successor); err != nil {
			return err
		}
		for _, who := range r.People {
			if strings.EqualFold(who.Mail(), successor.Mail()) {
				return usageError{fmt.Errorf("%s is in this pair", successor.Mail())}
			}
		}
		successor.Zone, successor.Language, successor.Hours = r.People[1].Zone, r.People[1].Language, d.cfg.Rhythm.WorkHours()
	}
	if !e.yes {
		return withHint(usageError{fmt.Errorf("pair %d (%s & %s) would end for good", r.Pair.ID, r.People[1].First(), r.People[0].First())},
			"if you are sure, add --yes; for a while only: milepost pair pause %d", r.Pair.ID)
	}
	pair := r.Pair
	pair.State, pair.Ended, pair.Silent = mentoring.Ended, d.now, e.silent
	if err := d.store.SavePair(ctx, pair, d.audit("pair end", e.reason), d.now); err != nil {
		return err
	}
	switch {
	case e.silent:
		if err := d.store.Silence(ctx, pair.ID, d.now); err != nil {
			return err
		}
		d.say("Pair %d has ended. No mail goes out any more. Its record is kept for %d days.", pair.ID, d.cfg.Retention.Days)
	case e.successor != "":
		id, err := d.store.AddPair(ctx, store.NewPair{
			Mentor: successor, Mentee: r.People[0], Zone: pair.Zone, Weeks: pair.Weeks, Program: r.Program.Name, Cohort: pair.Cohort, After: pair.ID,
		}, d.now)
		if err != nil {
			return err
		}
		line := d.audit("pair add", e.reason)
		line.Pair = id
		if err := d.store.Audit(ctx, line); err != nil {
			return err
		}
		d.say("Pair %d has ended. Pair %d begins: %s & %s.", pair.ID, id, successor.Name, r.People[0].Name)
		d.note("Once %s has said yes, the goals and words move there.", r.People[0].First())
	default:
		d.say("Pair %d has ended. Its record is kept for %d days.", pair.ID, d.cfg.Retention.Days)
	}
	return nil
}
