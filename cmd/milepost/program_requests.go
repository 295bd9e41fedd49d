package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"milepost/mentoring"
	"milepost/store"
)

func (a *app) programRequestsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "requests",
		Short: "List what waits for a yes: pairs that were asked for, and notes to all",
		Long: `Where a program has a coordinator, they are asked by mail, and their yes is
enough. Where it has none, the yes is yours.`,
		Example: "  milepost program requests",
		Args:    noArgs,
		RunE: a.reading(func(ctx context.Context, d *desk, _ []string) error {
			requests, err := d.store.Requests(ctx, false)
			if err != nil {
				return err
			}
			for _, r := range requests {
				who, err := d.store.Person(ctx, r.Author)
				if err != nil {
					return err
				}
				if r.Kind == store.PairRequest {
					d.say("%d  %s asks %s <%s> to be their mentor", r.ID, who.Name, r.Name, r.Address)
				} else {
					d.say("%d  a note to all by %s, %d letters", r.ID, who.Name, len([]rune(r.Text)))
				}
			}
			if len(requests) == 0 {
				d.note("Nothing waits for a yes.")
			}
			return nil
		}),
	}
}

// programDecideCommand says yes or no to a request.
func (a *app) programDecideCommand(use, short string, yes bool) *cobra.Command {
	return &cobra.Command{
		Use: use + " NUMBER", Short: short,
		Example: "  milepost program " + use + " 3",
		Args:    wantArgs(1, 1),
		RunE: a.writing(func(ctx context.Context, d *desk, args []string) error {
			id, err := strconv.ParseInt(args[0], 10, 64)
			if err != nil {
				return withHint(usageError{fmt.Errorf("%q is not the number of a request", args[0])}, "milepost program requests lists them")
			}
			return d.decide(ctx, id, yes)
		}),
	}
}

func (d *desk) decide(ctx context.Context, id int64, yes bool) error {
	r, err := d.store.Request(ctx, id)
	if err != nil {
		return lookUp(err, "milepost program requests lists them")
	}
	if err := d.store.Decide(ctx, id, yes, d.audit("request "+string(r.Kind), ""), d.now); err != nil {
		if errors.Is(err, store.ErrDuplicate) {
			return fmt.Errorf("request %d was decided already", id)
		}
		return err
	}
	switch {
	case !yes:
		d.say("Request %d is declined. Nobody is told.", id)
		return d.store.RequestDone(ctx, id, d.now)
	case r.Kind == store.NoteRequest:
		d.say("The note goes to all members, once, in their working hours.")
		return nil
	}
	return d.grant(ctx, r)
}

// grant adds the pair that was asked for: both get the welcome.
func (d *desk) grant(ctx context.Context, r store.Request) error {
	mentee, err := d.store.Person(ctx, r.Author)
	if err != nil {
		return err
	}
	programs, err := d.store.Programs(ctx)
	if err != nil {
		return err
	}
	name := d.cfg.Program.Name
	for _, p := range programs {
		if p.ID == r.Program {
			name = p.Name
		}
	}
	mentor := mentoring.Person{
		Name: r.Name, Zone: mentee.Zone, Language: mentee.Language, Hours: d.cfg.Rhythm.WorkHours(),
		Addresses: []mentoring.Address{{Address: r.Address, Confirmed: true}},
	}
	id, err := d.store.AddPair(ctx, store.NewPair{Mentor: mentor, Mentee: mentee, Program: name, Weeks: d.cfg.Program.Weeks}, d.now)
	if err != nil {
		return err
	}
	d.say("Pair %d: %s & %s, invited.", id, mentor.Name, mentee.Name)
	return d.store.RequestDone(ctx, r.ID, d.now)
}
