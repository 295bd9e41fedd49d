package config

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const referenceFile = "../../docs/configuration.md"

const referenceHead = `# Configuration

Milepost has one file, ` + "`config.yaml`" + `. ` + "`milepost init`" + ` writes it with a comment above
each key; this page is made from those comments. Do not edit it: change
internal/config/config.yaml.tmpl and run ` + "`go test ./internal/config -update`" + `.

A key that is left out has its default. A key that does not exist is a mistake,
and ` + "`milepost check`" + ` says every mistake at once, with its line and what to write
instead. Times are written as 30s, 3m, 1h30m; sizes as 512KB, 25MB. The file is
found by ` + "`--config`, then `$MILEPOST_CONFIG`, then `./config.yaml`, then" + `
` + "`/etc/milepost/config.yaml`" + `. A running daemon reads it again on SIGHUP, and keeps
the one before if the new one has a mistake.
`

// TestReferenceIsTheTemplate keeps docs/configuration.md equal to the comments
// of the file that init writes: there is one place to say what a key means.
func TestReferenceIsTheTemplate(t *testing.T) {
	t.Parallel()
	want := reference(string(Render(Sample())))
	if *update {
		if err := os.WriteFile(referenceFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(referenceFile)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("docs/configuration.md is not what config.yaml says; run go test ./internal/config -update (-want +got):\n%s", diff)
	}
}

// reference is the page, from the comments of an example.
func reference(example string) string {
	explained := explanations(example)
	var b strings.Builder
	b.WriteString(referenceHead)
	var single []string // keys without a block, told together at the start
	blocks := keysOf(reflect.TypeFor[Config](), "")
	for _, key := range blocks {
		if len(keysOf(reflect.TypeFor[Config](), key)) == 0 {
			single = append(single, key)
		}
	}
	table(&b, "The installation", "", single, explained)
	for _, key := range blocks {
		var leaves []string
		walkKeys(typeOfKey(reflect.TypeFor[Config](), key), key, func(path string, leaf bool) {
			if leaf {
				leaves = append(leaves, path)
			}
		})
		if len(leaves) > 0 {
			table(&b, "`"+key+"`", explained[key], leaves, explained)
		}
	}
	return b.String()
}

// table writes a section of the page.
func table(b *strings.Builder, title, intro string, paths []string, explained map[string]string) {
	fmt.Fprintf(b, "\n## %s\n", title)
	if intro != "" {
		fmt.Fprintf(b, "\n%s\n", intro)
	}
	b.WriteString("\n| key | meaning | default |\n|---|---|---|\n")
	for _, path := range paths {
		meaning, standard := explained[path], ""
		if before, after, ok := strings.Cut(meaning, "Default: "); ok {
			meaning, standard = before, after
			// What follows the default's own sentence belongs to the meaning.
			if value, more, ok := strings.Cut(after, ". "); ok {
				standard, meaning = value, meaning+more
			}
		} else if before, after, ok := strings.Cut(meaning, "Required."); ok {
			meaning, standard = before+after, "required"
		}
		cell := func(s string) string { return strings.ReplaceAll(strings.TrimSpace(s), "|", `\|`) }
		fmt.Fprintf(b, "| `%s` | %s | %s |\n", path, cell(meaning), cell(strings.TrimSuffix(standard, ".")))
	}
}
