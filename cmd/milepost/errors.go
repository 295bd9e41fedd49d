package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"milepost/internal/config"
	"milepost/mail"
	"milepost/store"
	"milepost/templates"
)

// hinted is an error with what to do about it.
type hinted struct {
	error
	hint string
}

func (h hinted) Unwrap() error { return h.error }

// withHint adds what to do next to an error.
func withHint(err error, format string, args ...any) error {
	return hinted{err, fmt.Sprintf(format, args...)}
}

// usageError is a command line that cannot be carried out.
type usageError struct{ error }

func (u usageError) Unwrap() error { return u.error }

// misuse is a usageError that points to the command's help.
func misuse(cmd *cobra.Command, err error) error {
	return withHint(usageError{err}, "%s --help shows how it is used", cmd.CommandPath())
}

// exit is an exit code that has been explained already.
type exit int

func (e exit) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

// exitCode is what the shell gets for an error.
func exitCode(err error) int {
	if code, ok := errors.AsType[exit](err); ok {
		return int(code)
	}
	if _, ok := errors.AsType[config.Error](err); ok {
		return 2
	}
	if _, ok := errors.AsType[usageError](err); ok {
		return 2
	}
	if _, ok := errors.AsType[templates.Problems](err); ok {
		return 2
	}
	return 1
}

// complain says an error and what to do next. Mistakes of the configuration
// bring their remedies themselves.
func (a *app) complain(err error) {
	if _, said := errors.AsType[exit](err); said {
		return
	}
	if mistakes, ok := errors.AsType[config.Error](err); ok {
		fmt.Fprintln(a.stderr, mistakes)
		return
	}
	fmt.Fprintf(a.stderr, "milepost: %v\n", err)
	if h := hint(err); h != "" {
		fmt.Fprintf(a.stderr, "  -> %s\n", h)
	}
}

// hint is what to do about an error: what the command knows, else what is known
// of the error itself.
func hint(err error) string {
	if h, ok := errors.AsType[hinted](err); ok {
		return h.hint
	}
	for _, known := range knownHints {
		if errors.Is(err, known.err) {
			return known.hint
		}
	}
	return ""
}

// openHint is what to do where the database in a file cannot be opened.
func openHint(err error, file string) string {
	if h := hint(err); h != "" {
		return h
	}
	f, plain := os.Open(file) // SQLite does not say that it was not allowed to
	if plain != nil {
		return hint(plain)
	}
	_ = f.Close() // it was opened to look only
	return "if the file is damaged: stop the daemon, move the file away but keep it, and milepost restore BACKUP"
}

var knownHints = []struct {
	err  error
	hint string
}{
	{store.ErrLocked, "one daemon at a time: stop the other one first (systemctl stop milepost)"},
	{store.ErrBusy, "another command keeps the database; try again in a moment"},
	{store.ErrFull, "make room on the disk, then look whether the change is there"},
	{store.ErrNewer, "install the newer milepost again, or restore the snapshot that lies beside the database"},
	{store.ErrCommit, "look whether it is there before you try again"},
	{store.ErrStale, "it changed while you looked: try again"},
	{mail.ErrKeysExposed, "chmod 600 the file, and ask yourself who could have read it"},
	{syscall.EROFS, "the file system is read-only: systems make it so when a disk fails; dmesg tells more"},
	{syscall.ENOSPC, "make room on the disk"},
	{fs.ErrPermission, "run this as the user that owns the database, or as root"},
}

// nearest is the known word that somebody probably meant, or "".
func nearest(word string, known []string) string {
	if near := config.Closest(word, known); near != "" {
		return near
	}
	for _, k := range known {
		if len(word) > 2 && strings.HasPrefix(k, strings.ToLower(word)) {
			return k
		}
	}
	return ""
}
