package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"syscall"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"milepost/daemon"
	"milepost/internal/explain"
	"milepost/mail"
	mailreply "milepost/mail/reply"
	"milepost/templates"
)

func (a *app) repliesExplainCommand() *cobra.Command {
	var sent []string
	cmd := &cobra.Command{
		Use:   "explain {FILE | ID}",
		Short: "Show how a message is read, and why",
		Long: `Reads a message and says of every stretch of its text what it is (new words, a
mail of ours, a frame, a quote, a signature, a disclaimer) and why, and what
answers that makes. It changes nothing and needs no configuration.

FILE is a message as mail programs save it (.eml, or the first one of an mbox),
or a bare text; "-" is standard input. --sent names the mail that it answers,
ours or anybody's with numbered questions; given again, earlier mails of the
thread.
Without one, only the form of the message counts.

A number that is no file is that of a mail that came in. It is read with what
Milepost sent, and its words are masked: only how many there are is shown. What
is for its author alone is not told apart from what else was kept.`,
		Example: `  milepost replies explain reply.eml --sent prompt.eml
  milepost replies explain - --json < reply.eml
  milepost replies explain 17`,
		Args: wantArgs(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, err := strconv.ParseInt(args[0], 10, 64); err == nil && !isFile(args[0]) {
				if len(sent) > 0 {
					return misuse(cmd, errors.New("--sent is for files: what was sent to the author of a mail that came in is known"))
				}
				return a.reading(explainArchived)(cmd, args)
			}
			x, err := a.explainFile(args[0], sent)
			if err != nil {
				return err
			}
			return a.sayExplained(x)
		},
	}
	cmd.Flags().StringArrayVar(&sent, "sent", nil, "the mail that the message answers; again for earlier ones")
	a.jsonOption(cmd)
	return cmd
}

func isFile(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// explainArchived shows how a mail that came in is read, without its words.
func explainArchived(ctx context.Context, d *desk, args []string) error {
	m, err := d.message(ctx, args[0])
	if err != nil {
		return err
	}
	if !m.Whole {
		return d.readable(ctx, m)
	}
	reader, err := d.reader()
	if err != nil {
		return err
	}
	found, said, verdict, err := reader.Explain(ctx, m)
	if errors.Is(err, daemon.ErrNoWords) {
		return withHint(fmt.Errorf("mail %d: %w", m.ID, err), "nothing can be shown of it; milepost replies show %d says what is known", m.ID)
	}
	if _, unreadable := explain.Unreadable(err); unreadable {
		return d.readable(ctx, m)
	}
	if err != nil {
		return err
	}
	x := explain.Of(found, said)
	x.Class = explain.ClassOf(verdict)
	return d.sayExplained(x.Masked())
}

func (a *app) explainFile(name string, sent []string) (explain.Explained, error) {
	if stdins := slices.DeleteFunc(append([]string{name}, sent...), func(f string) bool { return f != "-" }); len(stdins) > 1 {
		return explain.Explained{}, withHint(usageError{errors.New("standard input can be only one of the mails")}, "name a file for the others")
	}
	raw, err := a.messageFile(name)
	if err != nil {
		return explain.Explained{}, err
	}
	var mails [][]byte
	for i, file := range sent {
		ours, err := a.messageFile(file)
		if err != nil {
			return explain.Explained{}, err
		}
		if i == 0 && !explain.Asks(ours) {
			a.note("%s: No numbered questions were found in it.", file)
		}
		mails = append(mails, ours)
	}
	set, err := templates.Load("")
	if err != nil {
		return explain.Explained{}, fmt.Errorf("templates: %w", err)
	}
	x, err := explain.File(raw, mails, set, a.clock())
	if reason, ok := explain.Unreadable(err); ok {
		return x, withHint(fmt.Errorf("the mail in --sent cannot be read: %s (%s)", reason.Text(), reason), "leave it out: then the form of the message counts")
	}
	return x, err
}

// messageFile reads a message from a file, or from standard input for "-": no
// more of it than is needed to see that it is too large. It says what is odd
// about it.
func (a *app) messageFile(name string) ([]byte, error) {
	raw, err := a.fileBytes(name)
	if bare := (*fs.PathError)(nil); errors.As(err, &bare) {
		err = fmt.Errorf("%s cannot be read: %w", name, bare.Err)
	}
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.EISDIR) {
		return nil, withHint(usageError{err}, "name the file of a message, or the number of a mail that came in")
	}
	if err != nil {
		return nil, withHint(err, "look at the file, or pipe the message in: milepost replies explain -")
	}
	for _, odd := range explain.Oddities(raw) {
		a.note("%s: %s", name, odd)
	}
	return raw, nil
}

func (a *app) fileBytes(name string) ([]byte, error) {
	in := a.stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	return io.ReadAll(io.LimitReader(in, int64(mail.DefaultLimits.Whole)+1))
}

func (a *app) sayExplained(x explain.Explained) error {
	if a.jsonFlag {
		return a.asJSON(x)
	}
	return x.Text(a.stdout, explain.Sheet{Width: a.width(), Tint: a.tint})
}

// tint colours the kinds that matter: the person's words, and ours.
func (a *app) tint(word string, kind mailreply.Kind) string {
	switch kind {
	case mailreply.New:
		return a.coloured(word, good)
	case mailreply.Prompt:
		return a.coloured(word, fair)
	}
	return word
}

// width is that of the terminal, or what COLUMNS says, or 80.
func (a *app) width() int {
	if n, err := strconv.Atoi(a.getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	if f, ok := a.stdout.(*os.File); ok {
		if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 0 {
			return n
		}
	}
	return 80
}
