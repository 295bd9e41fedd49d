package config

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Problem is one mistake in the file.
type Problem struct {
	File   string `json:"file"`
	Path   string `json:"path,omitempty"` // the key, such as smtp.port; empty for the whole file
	Line   int    `json:"line,omitempty"` // from 1; 0 where the mistake is something that is missing
	Column int    `json:"column,omitempty"`
	Text   string `json:"text"`             // what is wrong
	Remedy string `json:"remedy,omitempty"` // what to do about it
	// Source is the line as it stands in the file, without any password that
	// was written into it.
	Source string `json:"-"`
}

// String is the problem as an operator reads it: place, key, what is wrong, the
// line with a caret under the place, and the remedy.
func (p Problem) String() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", p.Line, p.Column)
	}
	b.WriteString(": ")
	if p.Path != "" {
		b.WriteString(p.Path + ": ")
	}
	b.WriteString(p.Text + "\n")
	if p.Source != "" {
		number := fmt.Sprintf("%4d", p.Line)
		fmt.Fprintf(&b, "  %s | %s\n", number, p.Source)
		fmt.Fprintf(&b, "  %s | %s^\n", strings.Repeat(" ", len(number)), caretIndent(p.Source, p.Column))
	}
	if p.Remedy != "" {
		b.WriteString("  -> " + p.Remedy + "\n")
	}
	return b.String()
}

// caretIndent is the blank that puts a caret under a column, whatever tabs
// stand before it.
func caretIndent(source string, column int) string {
	var b strings.Builder
	for i, r := range []rune(source) {
		if i >= column-1 {
			break
		}
		if r != '\t' {
			r = ' '
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Error is every mistake of a file at once, in the order of the file.
type Error []Problem

// Error lists all problems, each with its line and remedy.
func (e Error) Error() string {
	var b strings.Builder
	for _, p := range e {
		b.WriteString(p.String())
	}
	if len(e) > 1 {
		fmt.Fprintf(&b, "%d mistakes in %s\n", len(e), e[0].File)
	}
	return strings.TrimRight(b.String(), "\n")
}

// advice is an error that knows its remedy.
type advice struct{ text, remedy string }

func (a *advice) Error() string {
	if a.remedy == "" {
		return a.text
	}
	return a.text + ": " + a.remedy
}

// Report collects problems, at most one for each key, and gives them the place
// of that key in the file.
type Report struct {
	source   *source
	problems Error
	blamed   map[string]bool
}

func newReport(s *source) *Report {
	return &Report{source: s, blamed: map[string]bool{}}
}

// Add records what is wrong with the value of a key and what to do about it. A
// key that already has a problem gets no second one: it would only be the
// first one's echo.
func (r *Report) Add(path, text, remedy string) {
	if path != "" && r.blamed[path] {
		return
	}
	at, present := r.source.places[path]
	if !present {
		at = r.source.nearest(path)
	}
	r.addAt(at, path, text, remedy)
}

// AddError is Add for an error, with the remedy that the error itself knows.
func (r *Report) AddError(path string, err error, remedy string) {
	if known, ok := errors.AsType[*advice](err); ok {
		r.Add(path, known.text, cmp.Or(known.remedy, remedy))
		return
	}
	r.Add(path, err.Error(), remedy)
}

func (r *Report) addAt(at place, path, text, remedy string) {
	at = r.source.inside(at)
	r.blamed[path] = true
	r.problems = append(r.problems, Problem{
		File: r.source.name, Path: path, Line: at.line, Column: at.column,
		Text: text, Remedy: remedy, Source: r.source.show(at.line),
	})
}

// err is the collected problems as one error, or nil.
func (r *Report) err() error {
	if len(r.problems) == 0 {
		return nil
	}
	slices.SortStableFunc(r.problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return r.problems
}
