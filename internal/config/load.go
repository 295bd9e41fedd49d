package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"go.yaml.in/yaml/v4"
)

// fileLimit bounds what is read as a configuration.
const fileLimit = 1 << 20

// Check looks at a configuration beyond its own text and adds what it finds.
type Check func(c *Config, r *Report)

// Load reads and checks the file at path, and whatever else the given checks
// look at. The error is an [Error] with every mistake at once, or says why the
// file could not be read; there is no Config then. Commands that only read the
// database need no further check; what sends or receives wants [Files],
// [Rituals] and [Language] too.
func Load(path string, checks ...Check) (*Config, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read config: %w", plainFileError(err))
	}
	full, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("read config: %w", err)
	}
	return parse(text, path, filepath.Dir(full), checks)
}

// Parse is Load for text that is in memory already. File names in it are taken
// beside name, which also stands in errors.
func Parse(text []byte, name string, checks ...Check) (*Config, error) {
	return parse(text, name, filepath.Dir(name), checks)
}

func parse(text []byte, name, dir string, checks []Check) (*Config, error) {
	c := Default()
	c.source = newSource(name, text)
	r := newReport(c.source)
	if root := document(text, r); root != nil {
		(&decoder{r}).value("", root, reflect.ValueOf(c).Elem())
	}
	if len(r.problems) > 0 && r.blamed[""] {
		return nil, r.err() // not YAML at all: its keys are not missing but unread
	}
	c.check(r)
	c.resolve(dir, os.Getenv)
	for _, check := range checks {
		check(c, r)
	}
	if err := r.err(); err != nil {
		return nil, err
	}
	return c, nil
}

// document is the one document of the text, or nil after saying what is wrong
// with it as YAML.
func document(text []byte, r *Report) *yaml.Node {
	if len(text) > fileLimit {
		r.Add("", "this is too large for a configuration", "name the right file")
		return nil
	}
	var root yaml.Node
	if err := yaml.Load(text, &root); err != nil {
		syntaxProblem(err, r)
		return nil
	}
	if len(root.Content) != 1 {
		r.Add("", "the file is empty", "start from config.yaml.example, or run: milepost init")
		return nil
	}
	return root.Content[0]
}

// syntaxProblem turns what the YAML library says into something to do.
func syntaxProblem(err error, r *Report) {
	var one *yaml.LoadError
	if many := (*yaml.LoadErrors)(nil); errors.As(err, &many) && len(many.Errors) > 0 {
		one = many.Errors[0]
	} else if !errors.As(err, &one) {
		r.Add("", err.Error(), "")
		return
	}
	at := place{one.Mark.Line, one.Mark.Column}
	text := strings.TrimPrefix(one.Message, "yaml: ")
	remedy := "look at this line and the one above it: a colon, a quote, a bracket or the indentation"
	switch {
	case strings.Contains(text, "no documents"):
		text, remedy = "the file is empty", "start from config.yaml.example, or run: milepost init"
	case strings.Contains(text, "expected single document"):
		text, remedy = "this holds more than one document", "remove the line that reads ---"
	case strings.Contains(one.ContextMsg, "alias"), strings.Contains(text, "unknown anchor"):
		if one.ContextMark.Line > 0 {
			at = place{one.ContextMark.Line, one.ContextMark.Column}
		}
		text, remedy = "a star at the start of a value means something else in YAML", `put the schedule in quotes, such as "*/30 9 * * MON"`
	case strings.Contains(text, "tab character"), r.source.at(at) == '\t':
		text, remedy = "a tab stands in the indentation", "indent with spaces"
	case strings.Contains(text, "cannot start any token"):
		text, remedy = "a value cannot start with this character", "put the value in quotes"
	}
	r.addAt(at, "", text, remedy)
}

// resolve makes the names of files absolute, as far as dir is. What Milepost
// writes lies in the state folder; what the operator writes, beside the config.
func (c *Config) resolve(dir string, getenv func(string) string) {
	c.Database = under(stateFolder(dir, getenv), c.Database)
	if c.Keys == "" {
		c.Keys = c.Database + ".keys"
	}
	c.Keys = under(stateFolder(dir, getenv), c.Keys)
	c.Templates = under(dir, c.Templates)
	for _, s := range []*Server{&c.SMTP.Server, &c.IMAP.Server} {
		s.CAFile = under(dir, s.CAFile)
		s.PasswordFile = secretFile(dir, getenv("CREDENTIALS_DIRECTORY"), s.PasswordFile)
	}
}

// stateFolder is where the database lies: where the service manager says, or
// where it would say for the packaged paths, so that a command and the daemon
// always mean the same file; else beside the configuration.
func stateFolder(dir string, getenv func(string) string) string {
	state, _, _ := strings.Cut(getenv("STATE_DIRECTORY"), ":")
	switch {
	case state != "":
		return state
	case dir == "/etc/milepost":
		return "/var/lib/milepost"
	}
	return dir
}

// secretFile prefers a credential of that name over a file beside the
// configuration, so that one line serves a service and a terminal.
func secretFile(dir, credentials, name string) string {
	if credentials != "" && name != "" && !filepath.IsAbs(name) {
		passed := filepath.Join(credentials, name)
		if _, err := os.Stat(passed); err == nil {
			return passed
		}
	}
	return under(dir, name)
}

func under(dir, name string) string {
	if name == "" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(dir, name)
}
