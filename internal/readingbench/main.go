package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"

	"milepost/mail/postoffice/correspondent"
)

func main() { os.Exit(start()) }

func start() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	return run(ctx, os.Args[1:], os.Stdout, os.Stderr)
}

// options are what can be asked for.
type options struct {
	root string // of the repository
	seed uint64
	n    int
	show int
	fail int
	fast bool
}

// run returns 0 if every target was met, 1 if not, 2 if it could not be tried.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	o := options{}
	flags := flag.NewFlagSet("readingbench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.root, "root", "../..", "the repository's folder")
	flags.Uint64Var(&o.seed, "seed", 1, "of the generated replies")
	flags.IntVar(&o.n, "n", 2400, "how many replies are generated")
	flags.IntVar(&o.show, "show", -1, "print this generated reply, what was expected and what was read, and stop")
	flags.IntVar(&o.fail, "fail", 0, "print the first so many that were not read exactly")
	flags.BoolVar(&o.fast, "accuracy", false, "measure accuracy only, no speed")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return 0
		}
		return 2
	}
	met, err := o.measure(ctx, stdout, stderr)
	switch {
	case err != nil:
		fmt.Fprintln(stderr, "readingbench:", err)
		return 2
	case !met:
		return 1
	}
	return 0
}

// measure prints all tables and reports whether the targets were met.
func (o options) measure(ctx context.Context, stdout, stderr io.Writer) (bool, error) {
	mails, err := correspondent.MailsIn(filepath.Join(o.root, "templates", "testdata"))
	if err != nil {
		return false, err
	}
	crowd := correspondent.NewCrowd(o.seed, mails)
	if o.show >= 0 {
		return true, showCase(stdout, crowd, o.show)
	}
	t := &targets{out: stdout}
	replies, err := generated(ctx, o, crowd, t, stdout, stderr)
	if err != nil {
		return false, err
	}
	if err := foreign(o, t, stdout); err != nil {
		return false, err
	}
	if !o.fast {
		if err := speed(ctx, replies, t, stdout, stderr); err != nil {
			return false, err
		}
	}
	return t.summary(), nil
}
