package reply

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// corpora is where the public fixtures lie, beside the repository. They are
// not part of it; without them the test skips.
const corpora = "../../../shared/corpora/reply"

// TestCorpora measures the reader on replies to mails we did not send. Run
// with -v for the table and -run TestCorpora/NAME for the failures of one.
func TestCorpora(t *testing.T) {
	t.Parallel()
	if _, err := os.Stat(corpora); err != nil {
		t.Skipf("no public fixtures: %v", err)
	}
	var table strings.Builder
	exact, total := 0, 0
	for _, name := range []string{"github", "willdurand", "webridge", "activecollab-eml", "crisp"} {
		same := func(got, want string) bool { return got == want }
		if name == "crisp" { // its expectations are the first fragment only
			same = strings.Contains
		}
		good, all, missed := measure(t, name, "input", ".txt", same)
		fmt.Fprintf(&table, "%-24s %4d of %4d exact, missed %v\n", name, good, all, missed)
		if name != "crisp" {
			exact, total = exact+good, total+all
		}
		if name == "activecollab-eml" {
			good, all, missed = measure(t, name, "input_html", ".html", same)
			fmt.Fprintf(&table, "%-24s %4d of %4d exact, missed %v\n", name+" (html)", good, all, missed)
		}
	}
	t.Logf("replies to mails of others:\n%sall exact: %d of %d", table.String(), exact, total)
	if exact*100 < total*95 {
		t.Errorf("exact on the public fixtures: %d of %d, want at least 95 %%", exact, total)
	}
}

func measure(t *testing.T, name, folder, ext string, same func(got, want string) bool) (good, all int, missed []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(corpora, name, folder, "*"+ext))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		id := strings.TrimSuffix(filepath.Base(file), ext)
		body := readFile(t, file)
		want := normal(readFile(t, filepath.Join(corpora, name, "expected", id+".txt")))
		in := Input{Text: body}
		if ext == ".html" {
			in = Input{HTML: body}
		}
		r := Read(in, nil)
		if ext == ".txt" {
			checkWhole(t, in.Text, r)
		}
		all++
		if same(normal(r.Own), want) {
			good++
			continue
		}
		missed = append(missed, id)
		if os.Getenv("REPLY_SHOW") == name {
			t.Logf("%s/%s%s\n--- got\n%s\n--- want\n%s\n--- segments\n%s", name, id, ext, r.Own, want, show(r))
		}
	}
	return good, all, missed
}

// TestHeaderBlocks reads the labels of forwarded mails of ten clients in ten
// languages: a note above each must be all that is new.
func TestHeaderBlocks(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join(corpora, "../headers/*_body*.txt"))
	if err != nil || len(files) == 0 {
		t.Skip("no public fixtures")
	}
	const note = "Please have a look at this one."
	good, all := 0, 0
	var missed []string
	for _, file := range files {
		if strings.HasSuffix(file, "_variant_4.txt") { // a reply without a block
			continue
		}
		all++
		text := note + "\n\n" + strings.TrimPrefix(readFile(t, file), "\ufeff")
		r := Read(Input{Text: text}, nil)
		own := strings.Join(strings.Fields(r.Own), " ")
		if own == note || own == note+" Praesent suscipit egestas hendrerit. Aliquam eget dui dui." {
			good++
		} else {
			missed = append(missed, strings.TrimSuffix(filepath.Base(file), ".txt"))
		}
	}
	t.Logf("header blocks: %d of %d, missed %v", good, all, missed)
	if good*100 < all*90 {
		t.Errorf("header blocks found: %d of %d, want at least 90 %%", good, all)
	}
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// normal is how the fixtures are to be compared: line ends, trailing blanks
// and runs of blank lines do not count.
func normal(s string) string {
	var out []string
	for _, l := range strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n") {
		l = strings.TrimRight(l, " \t\u00a0")
		if l == "" && len(out) > 0 && out[len(out)-1] == "" {
			continue
		}
		out = append(out, l)
	}
	return strings.TrimSpace(strings.Join(out, "\n"))
}

// show writes the segments of a reading for a person.
func show(r Reading) string {
	var b strings.Builder
	for _, s := range r.Segments {
		fmt.Fprintf(&b, "%-10s q%d %.2f %-40s %q\n", s.Kind, s.Question, s.Confidence, s.Reason, s.Text)
	}
	return b.String()
}

// checkWhole checks that the segments joined are the source, without holes.
func checkWhole(t *testing.T, source string, r Reading) {
	t.Helper()
	at := 0
	for _, s := range r.Segments {
		if s.Start != at || s.End < s.Start || s.End > len(source) || s.Text != source[s.Start:s.End] {
			t.Fatalf("segment %d-%d after %d is not the source's text", s.Start, s.End, at)
		}
		at = s.End
	}
	if at != len(source) {
		t.Fatalf("segments end at %d of %d", at, len(source))
	}
}
