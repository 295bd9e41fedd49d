package config

import (
	"regexp"
	"strings"
	"unicode"
)

// source is the text of a file and where each of its keys stands.
type source struct {
	name   string
	lines  []string
	places map[string]place // by path: smtp.port, program.holidays[0]
}

// place is a line and a column, both from 1. The zero place is nowhere.
type place struct{ line, column int }

// lineEnds are what YAML takes for the end of a line.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

func newSource(name string, text []byte) *source {
	return &source{name: name, lines: strings.Split(lineEnds.Replace(string(text)), "\n"), places: map[string]place{}}
}

// inside moves a place that lies behind the last line to the end of that line:
// YAML reports so what it still expected there.
func (s *source) inside(p place) place {
	if last := len(s.lines); p.line > last {
		return place{last, len([]rune(s.lines[last-1])) + 1}
	}
	return p
}

// nearest is the place of the closest key around a path: where a missing key
// would belong.
func (s *source) nearest(path string) place {
	for {
		cut := strings.LastIndexAny(path, ".[")
		if cut < 0 {
			return place{}
		}
		path = path[:cut]
		if at, ok := s.places[path]; ok {
			return at
		}
	}
}

// writtenSecret finds a password, secret or token that was written into the
// file, in spite of everything.
var writtenSecret = regexp.MustCompile(`(?i)((?:password|passwd|passphrase|secret|token)["']?\s*:\s*)\S.*`)

// show is one line of the file, fit to be printed: without control characters
// and without a password.
func (s *source) show(line int) string {
	if line < 1 || line > len(s.lines) {
		return ""
	}
	text := strings.Map(func(r rune) rune {
		if r != '\t' && !unicode.IsPrint(r) {
			return '?'
		}
		return r
	}, s.lines[line-1])
	text = writtenSecret.ReplaceAllString(text, "${1}"+mask)
	if runes := []rune(text); len(runes) > 120 {
		text = string(runes[:120])
	}
	return text
}

// at is the character at a place, or 0 where there is none.
func (s *source) at(p place) rune {
	if p.line < 1 || p.line > len(s.lines) {
		return 0
	}
	if line := []rune(s.lines[p.line-1]); p.column >= 1 && p.column <= len(line) {
		return line[p.column-1]
	}
	return 0
}
