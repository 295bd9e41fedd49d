package templates

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"milepost/mentoring/reading"
)

// translate names a draft, to be tested as if it were finished:
//
//	go test ./templates -run TestLanguages -v -lang de
var translate = flag.String("lang", "", "a language that is not finished: list what it lacks, and test it as the others")

// scalar is one text of a file of words: its line, and what it holds.
type scalar struct {
	line         int
	text         string
	placeholders []string // {{.Partner}}, sorted, each once
	commands     []string // `done C4`
}

var (
	placeholder = regexp.MustCompile(`\.([A-Z]\w*)`)
	action      = regexp.MustCompile(`{{[^}]*}}`)
	command     = regexp.MustCompile("`([^`]+)`")
)

// scalars are all texts of a file, by their place: "questions.help.text".
func scalars(t *testing.T, file string) map[string]scalar {
	t.Helper()
	text, err := shipped.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var root yaml.Node
	if err == nil {
		err = yaml.Load(text, &root)
	}
	if err != nil {
		t.Errorf("%s: %v", file, err)
		return nil
	}
	out := map[string]scalar{}
	var walk func(n *yaml.Node, at string)
	walk = func(n *yaml.Node, at string) {
		switch n.Kind {
		case yaml.DocumentNode, yaml.SequenceNode:
			for i, c := range n.Content {
				if n.Kind == yaml.SequenceNode {
					walk(c, fmt.Sprintf("%s[%d]", at, i+1))
					continue
				}
				walk(c, at)
			}
		case yaml.MappingNode:
			for i := 0; i+1 < len(n.Content); i += 2 {
				walk(n.Content[i+1], join(at, n.Content[i].Value))
			}
		case yaml.ScalarNode:
			s := scalar{line: n.Line, text: n.Value}
			for _, m := range placeholder.FindAllStringSubmatch(strings.Join(action.FindAllString(n.Value, -1), " "), -1) {
				s.placeholders = append(s.placeholders, m[1])
			}
			slices.Sort(s.placeholders)
			s.placeholders = slices.Compact(s.placeholders)
			for _, m := range command.FindAllStringSubmatch(n.Value, -1) {
				s.commands = append(s.commands, m[1])
			}
			out[at] = s
		}
	}
	walk(&root, "")
	return out
}

// wordFiles are the files that a language consists of, as English has them.
func wordFiles(t *testing.T) []string {
	t.Helper()
	var names []string
	for _, pattern := range []string{"*.yaml", ritualFolder + "/*.yaml"} {
		files, err := fs.Glob(shipped, path.Join(fallback, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if base := strings.TrimPrefix(f, fallback+"/"); base != languageFile && base != vocabularyFileName {
				names = append(names, base)
			}
		}
	}
	return names
}

// grammatical are placeholders that a language may need, or not, for its grammar:
// they are asked about, not printed.
var grammatical = []string{"Role", "Several", "Mine", "Partner", "Pairs", "N", "Count", "Name"}

// missing lists what a language lacks, or has too much of, beside English.
func missing(t *testing.T, language string) []string {
	t.Helper()
	var out []string
	for _, base := range wordFiles(t) {
		file := path.Join(language, base)
		english, own := scalars(t, path.Join(fallback, base)), scalars(t, file)
		if own == nil {
			out = append(out, fmt.Sprintf("%s: the file is missing (%d texts)", file, len(english)))
			continue
		}
		for _, key := range sortedKeys(english) {
			want, got := english[key], own[key]
			if _, ok := own[key]; !ok {
				out = append(out, fmt.Sprintf("%s: %s: missing: %s", file, key, want.text))
				continue
			}
			if a, b := printedOnly(want.placeholders), printedOnly(got.placeholders); !slices.Equal(a, b) {
				out = append(out, fmt.Sprintf("%s:%d: %s: has the placeholders %v, English has %v", file, got.line, key, b, a))
			}
			if len(want.commands) != len(got.commands) {
				out = append(out, fmt.Sprintf("%s:%d: %s: has the commands %q, English has %q", file, got.line, key, got.commands, want.commands))
			}
		}
		for _, key := range sortedKeys(own) {
			if _, ok := english[key]; !ok {
				out = append(out, fmt.Sprintf("%s:%d: %s: English has no such text", file, own[key].line, key))
			}
		}
	}
	out = append(out, wordless(t, language)...)
	files, _ := fs.Glob(shipped, path.Join(language, ritualFolder, "*.yaml"))
	more, _ := fs.Glob(shipped, path.Join(language, "*.yaml"))
	for _, f := range append(more, files...) {
		base := strings.TrimPrefix(f, language+"/")
		if base != languageFile && base != vocabularyFileName && !slices.Contains(wordFiles(t), base) {
			out = append(out, f+": English has no such file")
		}
	}
	return out
}

// wordless lists what people cannot type in a language: verbs, choices and sorts
// that have no word of it.
func wordless(t *testing.T, language string) []string {
	t.Helper()
	words := func(name string) (v vocabularyFile) {
		text, err := shipped.ReadFile(path.Join(name, vocabularyFileName))
		if err == nil {
			err = yaml.Load(text, &v)
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		return v
	}
	english, own := words(fallback), words(language)
	var out []string
	compare := func(group string, want, got map[string][]string) {
		for _, key := range sortedKeys(want) {
			if len(got[key]) == 0 {
				out = append(out, fmt.Sprintf("%s/%s: %s.%s: missing: %v", language, vocabularyFileName, group, key, want[key]))
			}
		}
	}
	compare("verbs", english.Verbs, own.Verbs)
	compare("choices", english.Choices, own.Choices)
	for _, verb := range sortedKeys(english.Keys) {
		compare("keys."+verb, english.Keys[verb], own.Keys[verb])
	}
	return out
}

func printedOnly(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(s string) bool { return slices.Contains(grammatical, s) })
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// TestLanguages wants every text in every language, and no other. A language whose
// language.yaml says draft: true may lack some; -lang lists them.
func TestLanguages(t *testing.T) {
	t.Parallel()
	files := overlay{shipped: shipped}
	for _, name := range files.foldersWith(languageFile) {
		lacks := missing(t, name)
		draft := readHead(files, name, &report{}).Draft
		switch {
		case name == *translate:
			t.Logf("%s: %d things to do", name, len(lacks))
			for _, l := range lacks {
				t.Log(l)
			}
		case draft:
			t.Logf("%s is a draft: %d things to do", name, len(lacks))
		default:
			for _, l := range lacks {
				t.Error(l)
			}
		}
	}
}

// TestCommandsAreUnderstood reads what the words of every language tell people to
// type, in that language: it must mean what the same place means in English.
func TestCommandsAreUnderstood(t *testing.T) {
	t.Parallel()
	s := loadWith(t)
	for _, name := range s.Languages() {
		for _, base := range wordFiles(t) {
			english, own := scalars(t, path.Join(fallback, base)), scalars(t, path.Join(name, base))
			for _, key := range sortedKeys(own) {
				bodies := func(x scalar) []string {
					if strings.HasSuffix(key, ".body") || strings.HasPrefix(key, "examples.") {
						return append(x.commands, x.text)
					}
					return x.commands
				}
				for i, line := range bodies(own[key]) {
					if filledIn(line) == "" {
						continue // a suggestion, see examples
					}
					want := ""
					if lines := bodies(english[key]); i < len(lines) {
						want = meant(s, fallback, lines[i])
					}
					if got := meant(s, name, line); got != want || got == "" {
						t.Errorf("%s/%s:%d: %s: `%s` means %q, in English %q", name, base, own[key].line, key, line, got, want)
					}
				}
			}
		}
	}
}

// meant is what a line of the mails means to whoever types it: verbs, numbers.
func meant(s *Set, language, line string) string {
	line = filledIn(line)
	rd := read(s.Vocabulary(language), fourQuestions, line)
	var out []string
	for _, a := range rd.Answers {
		out = append(out, fmt.Sprintf("answer %d", a.N))
	}
	for _, l := range rd.Lines {
		out = append(out, fmt.Sprintf("%s %s %v %v %s %s %s", l.Verb, l.Ref, l.Numbers, l.All, l.When, l.Until, l.Moment))
	}
	for _, l := range rd.Leftover {
		if l.Private {
			out = append(out, string(reading.Private))
		} else {
			out = append(out, "words")
		}
	}
	for _, d := range rd.Doubts {
		out = append(out, "doubt "+string(d.Kind))
	}
	return strings.Join(out, ", ")
}

// filledIn fills in what a command leaves open.
func filledIn(line string) string {
	line = strings.NewReplacer("{{.Ref}}", "C4", "{{.N}}", "2", "…", "Zoo x").Replace(line)
	if line = action.ReplaceAllString(line, ""); strings.HasSuffix(line, ":") {
		line += " Zoo x"
	}
	return line
}

// TestEveryExampleHasWords goes through the core for doubts that name a verb to
// give an example of.
func TestEveryExampleHasWords(t *testing.T) {
	t.Parallel()
	source := func(pattern string) string {
		files, err := filepath.Glob(pattern)
		if err != nil || files == nil {
			t.Fatalf("%s: %v", pattern, err)
		}
		var all []byte
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, b...)
		}
		return string(all)
	}
	named := map[string]string{}
	for _, m := range regexp.MustCompile(`(\w+) +Verb += "(.+)"`).FindAllStringSubmatch(source("../mentoring/reading/*.go"), -1) {
		named[m[1]] = m[2]
	}
	uses := regexp.MustCompile(`Example: +reading\.(\w+)`).FindAllStringSubmatch(source("../mentoring/*.go"), -1)
	for _, m := range uses {
		if verb := named[m[1]]; verb == "" || !slices.Contains(exampled, reading.Verb(verb)) {
			t.Errorf("reading.%s (%q) is an example of a doubt: list it in exampled, and give it a line under examples in receipt.yaml", m[1], verb)
		}
	}
	if len(uses) == 0 {
		t.Error("no doubt gives an example")
	}
}
