package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strconv"

	"github.com/spf13/cobra"

	"milepost/internal/report"
	"milepost/mail"
	"milepost/store"
)

func (a *app) repliesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "replies",
		Short: "List what came in, and mend what was held or read wrongly",
		Long: `Lists the mails that came in, newest last: what became of each and why. It shows
no words, no subjects and not when somebody replied.

With --attention it lists only what waits for a decision. A mail that is held
for no good reason can be let through with release, or filed with assign where
it is not plain whose it is. explain shows how a mail is read, and reparse reads
recorded mails again after an upgrade.`,
		Example: `  milepost replies --attention
  milepost replies show 17
  milepost replies release 17 --reason "Ana wrote from her phone"
  milepost replies assign 17 --to 42 --reason "Ana confirmed it by phone"
  milepost replies explain reply.eml --sent prompt.eml
  milepost replies reparse`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			if _, err := strconv.ParseInt(args[0], 10, 64); err == nil {
				return withHint(usageError{fmt.Errorf("%q is too much", args[0])}, "did you mean %s show %s?", cmd.CommandPath(), args[0])
			}
			return group(cmd, args)
		},
	}
	a.listing(cmd)
	cmd.AddCommand(a.repliesListCommand(), a.repliesShowCommand(), a.repliesExplainCommand(), a.repliesReparseCommand(),
		a.repliesAssignCommand(), a.repliesReleaseCommand())
	return cmd
}

func (a *app) repliesListCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List what came in, as replies alone does",
		Long: `Lists the mails that came in, newest last: what became of each and why. It shows
no words, no subjects and not when somebody replied.`,
		Example: `  milepost replies list --attention
  milepost replies list --last 10 --json`,
		Args: noArgs,
	}
	a.listing(cmd)
	return cmd
}

// listing makes a command list what came in.
func (a *app) listing(cmd *cobra.Command) {
	var attention, all bool
	var last int
	work := a.reading(func(ctx context.Context, d *desk, _ []string) error {
		var messages []store.Message
		var err error
		if attention {
			messages, err = d.store.Attention(ctx)
		} else {
			messages, err = d.lastMessages(ctx, last, all)
		}
		if err != nil {
			return err
		}
		list := report.IncomingOf(messages, meaning, d.discreet())
		if d.jsonFlag {
			return d.asJSON(list)
		}
		switch {
		case len(list) == 0 && attention:
			d.note("Nothing waits for a decision.")
		case len(list) == 0:
			d.note("Nothing has come in yet.")
		}
		if err := list.Text(d.stdout); err != nil {
			return err
		}
		if attention && len(list) > 0 {
			d.note("\nmilepost replies show MAIL says what you can do about it.")
		}
		return nil
	})
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if last < 1 {
			return misuse(cmd, fmt.Errorf("--last %d lists nothing: ask for one or more", last))
		}
		return work(cmd, args)
	}
	cmd.Flags().BoolVar(&attention, "attention", false, "only what waits for a decision")
	cmd.Flags().BoolVar(&all, "all", false, "the copies of our own mails too")
	cmd.Flags().IntVar(&last, "last", 50, "how many, the newest")
	a.jsonOption(cmd)
}

// lastMessages returns the newest messages, oldest first; with all, the copies
// of our own mails among them.
func (d *desk) lastMessages(ctx context.Context, n int, all bool) ([]store.Message, error) {
	var messages []store.Message
	for m, err := range d.incoming(ctx) {
		if err != nil {
			return nil, err
		}
		if all || m.Reason != string(mail.ReasonOwnMail) {
			messages = append(messages, m)
		}
		if len(messages) > n {
			messages = messages[1:]
		}
	}
	return messages, nil
}

// incoming goes through all mails that came in, oldest first, some at a time: an
// archive may hold years.
func (d *desk) incoming(ctx context.Context) iter.Seq2[store.Message, error] {
	const page = 1000
	return func(yield func(store.Message, error) bool) {
		for from := int64(0); ; {
			messages, err := d.store.Messages(ctx, from, page)
			if err != nil {
				yield(store.Message{}, err)
				return
			}
			for _, m := range messages {
				if !yield(m, nil) {
					return
				}
			}
			if len(messages) < page {
				return
			}
			from = messages[len(messages)-1].ID + 1
		}
	}
}

// meaning is what a reason means, in a sentence.
func meaning(reason string) string { return mail.Reason(reason).Text() }

func (a *app) repliesShowCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "show ID",
		Short: "Say what became of one mail, and why",
		Long: `Says what became of a mail that came in, why, and what you can do about it. It
shows no words and no subject. Where the two of a pair run Milepost themselves,
it does not say whose reply was recorded, nor when.`,
		Example: "  milepost replies show 17",
		Args:    wantArgs(1, 1),
		RunE: a.reading(func(ctx context.Context, d *desk, args []string) error {
			m, err := d.message(ctx, args[0])
			if err != nil {
				return err
			}
			x := report.MessageOf(m, meaning, d.discreet())
			if d.jsonFlag {
				return d.asJSON(x)
			}
			return x.Text(d.stdout)
		}),
	}
	a.jsonOption(cmd)
	return cmd
}

// message finds a mail that came in by its number.
func (d *desk) message(ctx context.Context, text string) (store.Message, error) {
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return store.Message{}, withHint(usageError{fmt.Errorf("%q is not the number of a mail", text)}, "milepost replies lists them")
	}
	m, err := d.store.Message(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		err = withHint(fmt.Errorf("no mail came in with the number %d", id), "milepost replies lists them")
	}
	return m, err
}
