package templates

import (
	"errors"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Problem is one mistake in a file of the templates.
type Problem struct {
	File   string // relative to the templates folder
	Line   int    // from 1; 0: the whole file
	Text   string // what is wrong
	Remedy string // what to do about it
}

// String returns the problem on one line, with its place and remedy.
func (p Problem) String() string {
	s := p.File
	if p.Line > 0 {
		s += fmt.Sprintf(":%d", p.Line)
	}
	s += ": " + p.Text
	if p.Remedy != "" {
		s += "; " + p.Remedy
	}
	return s
}

// Problems is every mistake at once. It is the error of Load.
type Problems []Problem

// Error returns one problem a line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// report collects problems while files are read.
type report struct{ problems Problems }

func (r *report) add(file string, line int, text, remedy string) {
	r.problems = append(r.problems, Problem{file, line, text, remedy})
}

// addYAML adds what the YAML library has to say, each mistake with its line.
func (r *report) addYAML(file string, err error) {
	var many *yaml.LoadErrors
	if errors.As(err, &many) {
		for _, e := range many.Errors {
			r.add(file, e.Mark.Line, strings.TrimPrefix(e.Message, "yaml: "), remedyFor(e.Message))
		}
		return
	}
	var one *yaml.LoadError
	if errors.As(err, &one) {
		r.add(file, one.Mark.Line, strings.TrimPrefix(one.Message, "yaml: "), remedyFor(one.Message))
		return
	}
	r.add(file, 0, err.Error(), "")
}

func remedyFor(message string) string {
	switch {
	case strings.Contains(message, "not found in type"):
		return "remove the key, or look up its name in the shipped file"
	case strings.Contains(message, "alias"), strings.Contains(message, "cannot start"):
		return "put the text in quotes"
	case strings.Contains(message, "already defined"):
		return "remove one of the two"
	}
	return "look at this line and the one above it: a colon, a quote or the indentation"
}

// err returns the problems as an error, or nil.
func (r *report) err() error {
	if len(r.problems) == 0 {
		return nil
	}
	return r.problems
}
