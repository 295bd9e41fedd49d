package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"milepost/mail"
	"milepost/mentoring"
	"milepost/store"
)

func (a *app) repliesReleaseCommand() *cobra.Command {
	var reason string
	cmd := &cobra.Command{
		Use:   "release ID",
		Short: "Let a held mail through",
		Long: `A mail is held when it is not certain who wrote it. Released, it is read as the
words of whoever got the mail that it answers, or, where it answers none, of the
registered person whom it names as its sender. Be sure of that: ask them. It
counts as of when it came. Where neither is known, say with assign whose it is.`,
		Example: `  milepost replies release 17 --reason "Ana confirmed it by phone"`,
		Args:    wantArgs(1, 1),
		RunE: a.writing(func(ctx context.Context, d *desk, args []string) error {
			m, err := d.message(ctx, args[0])
			if err != nil {
				return err
			}
			if m.State == store.Held || m.State == store.Poison {
				if err := d.readable(ctx, m); err != nil {
					return err
				}
				if err := d.namesSomebody(ctx, m); err != nil {
					return err
				}
			}
			err = d.store.Release(ctx, m.ID, d.audit("release", reason), d.now)
			if errors.Is(err, store.ErrNotFound) {
				return notHeld(m)
			}
			if err != nil {
				return err
			}
			d.say("Mail %d is let through. It counts as of when it came.", m.ID)
			d.sayWhenRead()
			return nil
		}),
	}
	reasonOption(cmd, &reason)
	return cmd
}

// sayWhenRead says when the daemon reads what was let through.
func (d *desk) sayWhenRead() {
	if running(d.cfg.Database) {
		d.say("The daemon reads it within a few minutes.")
		return
	}
	d.say("No daemon runs: it is read when one is started.")
}

// namesSomebody refuses a mail that would be held again at once: nobody knows
// whose it is.
func (d *desk) namesSomebody(ctx context.Context, m store.Message) error {
	if m.State != store.Held || m.Person != 0 || m.Delivery != 0 {
		return nil
	}
	raw, err := d.store.Raw(ctx, m.ID)
	if err != nil {
		return err
	}
	msg, err := mail.Parse(raw, mail.DefaultLimits)
	if err != nil {
		return err
	}
	for _, from := range msg.From {
		_, err := d.store.PersonByAddress(ctx, from.Addr)
		if !errors.Is(err, store.ErrNotFound) {
			return err // an address that was registered since
		}
	}
	return withHint(fmt.Errorf("mail %d does not say whose it is", m.ID),
		"ask who wrote it, then: milepost replies assign %d --to MAIL --reason TEXT", m.ID)
}

func notHeld(m store.Message) error {
	if m.State == store.New && !m.Released.IsZero() {
		return withHint(fmt.Errorf("mail %d is let through already", m.ID), "milepost replies show %d says once it is read", m.ID)
	}
	if m.State == store.Filed && m.Person != 0 {
		return withHint(fmt.Errorf("mail %d is not held: it is filed as automatic mail", m.ID),
			"milepost replies explain %d says why; if a person wrote it: milepost replies assign %d", m.ID, m.ID)
	}
	return withHint(fmt.Errorf("mail %d is not held: it is %s", m.ID, m.State), "milepost replies --attention lists what is held")
}

// readable refuses a mail that would be held again at once: its words cannot be
// got at.
func (d *desk) readable(ctx context.Context, m store.Message) error {
	if m.Reason == string(mail.ReasonOwnMail) {
		return withHint(fmt.Errorf("mail %d is a copy of a mail of ours: only its header is kept", m.ID), "milepost preview shows any mail")
	}
	reason := mail.ReasonTooLarge
	if m.Whole {
		raw, err := d.store.Raw(ctx, m.ID)
		if err != nil {
			return err
		}
		if len(raw) == 0 {
			return fmt.Errorf("mail %d: %w", m.ID, store.ErrErased)
		}
		_, err = mail.Parse(raw, mail.DefaultLimits)
		unreadable, ok := errors.AsType[*mail.UnreadableError](err)
		if !ok {
			return err
		}
		reason = unreadable.Reason
	}
	return withHint(fmt.Errorf("mail %d cannot be read: %s (%s)", m.ID, reason.Text(), reason), "ask its author to send the words again, in a short mail")
}

// assignment is what assign is told.
type assignment struct {
	to           int64
	person, pair string
	reason       string
}

func (a *app) repliesAssignCommand() *cobra.Command {
	var x assignment
	cmd := &cobra.Command{
		Use:   "assign ID {--to MAIL | --person PERSON [--pair PAIR]}",
		Short: "Say whose a held mail is, and what it answers",
		Long: `Files a mail that is held, or was taken for automatic mail, as a person's words,
without showing them. Be sure that they wrote it: ask them.

With --to it is read as the answer to that mail of ours, by whoever that went
to; milepost person show lists the mails to a person with their numbers. It
counts as of when it came: a reply that came in time is in time. With --person
alone it answers nothing: its words become a note that only the person sees, as
with any mail that they begin. Neither can be undone.`,
		Example: `  milepost replies assign 17 --to 42 --reason "Ana confirmed it by phone"
  milepost replies assign 17 --person ana --pair 3 --reason "from her new address"`,
		Args: wantArgs(1, 1),
	}
	f := cmd.Flags()
	f.Int64Var(&x.to, "to", 0, "the number of our mail that it answers")
	f.StringVar(&x.person, "person", "", "whose it is")
	f.StringVar(&x.pair, "pair", "", "which pair it is about, where there are several")
	reasonOption(cmd, &x.reason)
	work := a.writing(func(ctx context.Context, d *desk, args []string) error { return d.assign(ctx, args[0], x) })
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		switch {
		case cmd.Flags().Changed("to") && x.to < 1:
			return misuse(cmd, fmt.Errorf("--to %d is not the number of a mail", x.to))
		case x.to == 0 && x.person == "":
			return misuse(cmd, errors.New("say what it answers with --to, or whose it is with --person"))
		case x.reason == "":
			return misuse(cmd, errors.New("say with --reason how you know whose it is; it is kept in the audit log"))
		}
		return work(cmd, args)
	}
	return cmd
}

func (d *desk) assign(ctx context.Context, id string, x assignment) error {
	m, err := d.message(ctx, id)
	if err != nil {
		return err
	}
	if m.State != store.Held && m.State != store.Poison && m.State != store.Filed {
		return notHeld(m)
	}
	if err := d.readable(ctx, m); err != nil {
		return err
	}
	if m.Reason == string(mail.ReasonOwnMail) || m.Reason == string(mail.ReasonBounce) {
		return withHint(fmt.Errorf("mail %d holds no person's words: %s", m.ID, meaning(m.Reason)), "milepost replies explain %d shows it", m.ID)
	}
	if err := d.sameOwner(ctx, m, x); err != nil {
		return err
	}
	to := store.Assignment{Delivery: x.to}
	var who mentoring.Person
	if x.person != "" {
		if who, err = d.person(ctx, x.person); err != nil {
			return err
		}
		to.Person = who.ID
	}
	if x.pair != "" {
		row, err := d.store.FindPair(ctx, x.pair)
		if err != nil {
			return lookUp(err, "milepost pair list shows them all")
		}
		to.Pair = row.ID
	}
	if err := d.store.Assign(ctx, m.ID, to, d.audit("assign", x.reason), d.now); err != nil {
		return notAssigned(err, m, x)
	}
	if err := d.sayAssigned(ctx, m, x, who); err != nil {
		return err
	}
	d.sayWhenRead()
	return nil
}

// sameOwner refuses to give a mail to somebody else than the one whom it names,
// unless that is said with --person: a mistyped number must not put one's words
// into the other's mouth.
func (d *desk) sameOwner(ctx context.Context, m store.Message, x assignment) error {
	if x.person != "" || m.Person == 0 {
		return nil
	}
	ours, err := d.store.Delivery(ctx, x.to)
	if errors.Is(err, store.ErrNotFound) {
		return notAssigned(store.ErrNoMail, m, x)
	}
	if err != nil || ours.Person == m.Person {
		return err
	}
	return withHint(fmt.Errorf("mail %d seems to come from somebody else than mail %d of ours went to", m.ID, x.to),
		"look at the number after --to; if you are sure who wrote it, name them with --person")
}

// sayAssigned says whose words a mail is taken for.
func (d *desk) sayAssigned(ctx context.Context, m store.Message, x assignment, who mentoring.Person) error {
	if x.to == 0 {
		d.say("Mail %d is filed as a note that only %s sees. It counts as of when it came.", m.ID, who.Name)
		return nil
	}
	ours, err := d.store.Delivery(ctx, x.to)
	if err != nil {
		return err
	}
	if who, err = d.store.Person(ctx, ours.Person); err != nil {
		return err
	}
	d.say("Mail %d is filed as the answer of %s to mail %d (%s). It counts as of when it came.", m.ID, who.Name, x.to, ours.Kind)
	return nil
}

// notAssigned says why a mail was not assigned, and what to do.
func notAssigned(err error, m store.Message, x assignment) error {
	switch {
	case errors.Is(err, store.ErrNotHeld):
		return notHeld(m)
	case errors.Is(err, store.ErrNoMail):
		return withHint(fmt.Errorf("there is no mail %d of ours", x.to), "milepost person show PERSON lists the mails to a person")
	case errors.Is(err, store.ErrOtherPerson):
		return withHint(fmt.Errorf("mail %d of ours did not go to %s", x.to, x.person), "leave --person out to file it for whoever that mail went to")
	case errors.Is(err, store.ErrNotTheirs):
		if x.pair == "" {
			return withHint(fmt.Errorf("%s is in no pair", x.person), "milepost pair list shows them all")
		}
		return withHint(fmt.Errorf("pair %s has nothing to do with it: that person is not in it, or that mail is not about it", x.pair),
			"milepost person show PERSON lists the pairs of a person")
	case errors.Is(err, store.ErrWhichPair):
		return withHint(fmt.Errorf("%s is in several pairs", x.person), "name one with --pair; milepost person show lists them")
	case errors.Is(err, store.ErrPairOver):
		return withHint(fmt.Errorf("mail %d cannot be filed: the pair is over", m.ID), "nothing is recorded for a pair that is over; the mail stays in the archive")
	case errors.Is(err, store.ErrErased):
		return withHint(fmt.Errorf("mail %d cannot be filed: words of it, or of whom it is about, are erased", m.ID), "nothing is added to what is erased")
	}
	return err
}
