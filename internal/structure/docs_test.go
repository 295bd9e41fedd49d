package structure

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// quotedCommand is a command line as a page quotes it.
type quotedCommand struct{ page, line string }

var (
	inlineCode = regexp.MustCompile("`([^`\n]+)`")
	callOfOurs = regexp.MustCompile(`^(?:\$ )?(?:\./milepost|milepost|go run \./cmd/milepost)(?: (.*))?$`)
	endOfCall  = regexp.MustCompile(`\s(?:\||\|\||&&|>|#)\s.*$|;.*$`)
	quotedText = regexp.MustCompile(`'[^']*'|"[^"]*"|\$\([^)]*\)`)
	longFlag   = regexp.MustCompile(`^--([a-z-]+)`)
	commandRow = regexp.MustCompile(`(?m)^  ([a-z]+) {2,}`)
)

// quotedCommands are all calls of milepost in README.md and in docs.
func quotedCommands(t *testing.T) []quotedCommand {
	t.Helper()
	pages, err := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	var found []quotedCommand
	for _, page := range append(pages, filepath.Join(root, "README.md")) {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		joined := strings.ReplaceAll(string(text), "\\\n", " ")
		candidates := strings.Split(joined, "\n")
		for _, m := range inlineCode.FindAllStringSubmatch(joined, -1) {
			candidates = append(candidates, m[1])
		}
		for _, line := range candidates {
			if m := callOfOurs.FindStringSubmatch(strings.TrimSpace(line)); m != nil && m[1] != "" {
				found = append(found, quotedCommand{filepath.Base(page), endOfCall.ReplaceAllString(m[1], "")})
			}
		}
	}
	return found
}

// TestDocsNameCommandsThatExist asks the binary itself for the help of every
// command that the pages quote, and looks for its flags there.
func TestDocsNameCommandsThatExist(t *testing.T) {
	t.Parallel()
	commands := quotedCommands(t)
	if len(commands) < 20 {
		t.Fatalf("found only %d commands in the pages", len(commands))
	}
	binary := filepath.Join(t.TempDir(), "milepost")
	if out, err := exec.Command("go", "build", "-o", binary, module+"/cmd/milepost").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	helps := map[string]string{}
	help := func(path string) string {
		if _, asked := helps[path]; !asked {
			out, err := exec.Command(binary, append(strings.Fields(path), "--help")...).Output()
			if err != nil {
				t.Errorf("milepost %s --help: %v", path, err)
			}
			helps[path] = string(out)
		}
		return helps[path]
	}
	for _, c := range commands {
		words, flags := wordsAndFlags(c.line)
		// Walk down as long as the next word is the name of a command.
		path, text := "", help("")
		for len(words) > 0 && slices.Contains(subcommands(text), words[0]) {
			path, words = strings.TrimSpace(path+" "+words[0]), words[1:]
			text = help(path)
		}
		if path == "" || len(words) > 0 && len(subcommands(text)) > 0 {
			t.Errorf("%s: there is no command milepost %s", c.page, c.line)
			continue
		}
		for _, flag := range flags {
			if !regexp.MustCompile(`--` + regexp.QuoteMeta(flag) + `\b`).MatchString(text) {
				t.Errorf("%s: milepost %s has no --%s", c.page, path, flag)
			}
		}
	}
}

// subcommands are the commands that a help text lists.
func subcommands(help string) []string {
	var names []string
	before, _, _ := strings.Cut(help, "\nFlags:")
	_, listed, grouped := strings.Cut(before, "\nTo begin:")
	if !grouped {
		_, listed, _ = strings.Cut(before, "\nAvailable Commands:")
	}
	for _, m := range commandRow.FindAllStringSubmatch(listed, -1) {
		names = append(names, m[1])
	}
	return names
}

// wordsAndFlags takes a command line apart. A flag's value may be among the
// words; those come after the words that name a command.
func wordsAndFlags(line string) (words, flags []string) {
	naming := true
	for _, word := range strings.Fields(quotedText.ReplaceAllString(line, "TEXT")) {
		word = strings.TrimRight(word, ",.")
		if m := longFlag.FindStringSubmatch(word); m != nil {
			flags, naming = append(flags, m[1]), false
		} else if naming {
			words = append(words, word)
		}
	}
	return words, flags
}
