package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // so that zones are known on a machine without zone files

	"github.com/spf13/cobra"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is milepost as a function: 0 fine, 1 failed, 2 misuse or a mistake in the
// configuration. Only check knows further codes.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{
		stdin: stdin, stdout: stdout, stderr: stderr,
		getenv: os.Getenv, clock: time.Now,
	}
	root := a.rootCommand()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return 0
	}
	a.complain(err)
	return exitCode(err)
}

func (a *app) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "milepost",
		Short: "Supports mentoring pairs by e-mail",
		Long: `Milepost writes to the two people of a mentoring pair, reads what they reply,
keeps the record, and sends each a digest every week.

To begin:  milepost init, then milepost check, then milepost pair add, then
milepost run. To see it at work without any set-up:  milepost demo

Exit codes: 0 fine; 1 failed, or something needs a person; 2 a command line or a
configuration that cannot be carried out. check has more.`,
		Args:              cobra.ArbitraryArgs,
		RunE:              group,
		SilenceUsage:      true,
		SilenceErrors:     true,
		DisableAutoGenTag: true,
		Version:           version(),
	}
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return misuse(cmd, err) })
	root.SetVersionTemplate("{{.Name}} {{.Version}}\n")
	root.PersistentFlags().StringVarP(&a.configFlag, "config", "c", "", "the configuration (default: $MILEPOST_CONFIG, ./config.yaml, then /etc/milepost/config.yaml)")
	root.AddGroup(
		&cobra.Group{ID: "start", Title: "To begin:"},
		&cobra.Group{ID: "people", Title: "People and pairs:"},
		&cobra.Group{ID: "mails", Title: "What goes out and what comes in:"},
		&cobra.Group{ID: "care", Title: "To keep it well:"},
	)
	add := func(id string, commands ...*cobra.Command) {
		for _, c := range commands {
			c.GroupID = id
			root.AddCommand(c)
		}
	}
	add("start", a.initCommand(), a.checkCommand(), a.runCommand(), demoCommand())
	add("people", a.pairCommand(), a.personCommand(), a.programCommand(), a.exportCommand(), a.forgetCommand())
	add("mails", a.askCommand(), a.planCommand(), a.previewCommand(), a.repliesCommand())
	add("care", a.statusCommand(), a.backupCommand(), a.restoreCommand(), a.rekeyCommand(), a.verifyCommand(), a.versionCommand())
	return root
}

// group is what a command that only holds others does: it helps, or says that
// there is no such command.
func group(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return cmd.Help()
	}
	err := errors.New(`there is no command "` + cmd.CommandPath() + " " + args[0] + `"`)
	if near := nearest(args[0], commandNames(cmd)); near != "" {
		return withHint(usageError{err}, "did you mean %s %s?", cmd.CommandPath(), near)
	}
	return withHint(usageError{err}, "%s --help lists the commands", cmd.CommandPath())
}

func commandNames(cmd *cobra.Command) []string {
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return names
}
