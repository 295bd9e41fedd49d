package main

import (
	"io"
	"os"

	"golang.org/x/term"
)

// The marks that a line of check begins with.
type mark string

const (
	good mark = "\x1b[32m"
	fair mark = "\x1b[33m"
	bad  mark = "\x1b[31m"
)

// coloured is a word in colour, on a terminal whose user wants colours
// (NO_COLOR is not set), and the plain word elsewhere.
func (a *app) coloured(word string, m mark) string {
	if a.getenv("NO_COLOR") != "" || a.getenv("TERM") == "dumb" || !isTerminal(a.stdout) {
		return word
	}
	return string(m) + word + "\x1b[0m"
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
