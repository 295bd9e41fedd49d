package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

// noArgs refuses arguments.
func noArgs(cmd *cobra.Command, args []string) error { return wantArgs(0, 0)(cmd, args) }

// wantArgs refuses less or more arguments than a command's usage line names.
func wantArgs(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return withHint(usageError{errors.New("something is missing")}, "%s", cmd.UseLine())
		case len(args) > most:
			return withHint(usageError{fmt.Errorf("%q is too much", args[most])}, "%s", cmd.UseLine())
		}
		return nil
	}
}
