package reply

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/tools/txtar"
)

// TestForeign reads replies to mails that are not ours, written from what
// real clients and people produce, before the reader was looked at. Each file
// holds input.txt, input.html or both, and the new words in expected.txt.
// REPLY_SHOW=foreign prints the misses, REPLY_SHOW=NAME one of them.
func TestForeign(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/foreign/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no foreign replies: %v", err)
	}
	exact := 0
	var missed []string
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		in, want := readForeign(t, file)
		r := Read(in, nil)
		if in.HTML == "" {
			checkWhole(t, in.Text, r)
		}
		if lost := lostWords(want, r.Own); len(lost) > 0 {
			t.Errorf("%s: lost words %q", name, lost)
		}
		if strings.HasPrefix(name, "sig-") && !hasSignature(r) {
			t.Errorf("%s: no segment keeps the signature", name)
		}
		if sameWords(in, r.Own, want) {
			exact++
			continue
		}
		missed = append(missed, name)
		if what := os.Getenv("REPLY_SHOW"); what == "foreign" || what == name {
			t.Logf("%s\n--- got\n%s\n--- want\n%s\n--- segments\n%s", name, r.Own, want, show(r))
		}
	}
	t.Logf("foreign replies: %d of %d exact, missed %v", exact, len(files), missed)
	if exact*100 < len(files)*95 {
		t.Errorf("exact on foreign replies: %d of %d, want at least 95 %%", exact, len(files))
	}
}

// TestForeignLineEnds reads the same replies as they come from the wire.
func TestForeignLineEnds(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/foreign/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	wire := func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }
	for _, file := range files {
		in, _ := readForeign(t, file)
		got := Read(Input{Text: wire(in.Text), HTML: wire(in.HTML)}, nil).Own
		if want := Read(in, nil).Own; normal(got) != normal(want) {
			t.Errorf("%s: with CRLF Own = %q, want %q", filepath.Base(file), got, want)
		}
	}
}

// TestForeignCrossed puts what one person wrote above the signature and the
// quote of another. No word may be lost, whatever stands above whatever.
func TestForeignCrossed(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/foreign/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var words, tails []string
	for _, file := range files {
		in, want := readForeign(t, file)
		if in.HTML != "" {
			continue
		}
		words = append(words, want)
		if tail, ok := strings.CutPrefix(in.Text, want); ok && normal(Read(in, nil).Own) == normal(want) {
			tails = append(tails, tail)
		}
	}
	exact, all := 0, 0
	for i, own := range words {
		for j := i % crossed; j < len(tails); j += crossed {
			got := Read(Input{Text: own + tails[j]}, nil).Own
			if lost := lostWords(own, got); len(lost) > 0 {
				t.Errorf("Read(%q).Own lost %q", own+tails[j], lost)
			}
			if all++; normal(got) == normal(own) {
				exact++
			}
		}
	}
	t.Logf("crossed: %d of %d exact", exact, all)
	if exact*100 < all*99 {
		t.Errorf("crossed: %d of %d exact, want at least 99 %%", exact, all)
	}
}

// crossed is which part of all pairs is read: 1 of so many.
const crossed = 10

func readForeign(t *testing.T, file string) (in Input, want string) {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		text := string(bytes.TrimSuffix(f.Data, []byte("\n")))
		switch f.Name {
		case "input.txt":
			in.Text = text
		case "input.html":
			in.HTML = text
		case "expected.txt":
			want = text
		default:
			t.Fatalf("%s: unknown section %q", file, f.Name)
		}
	}
	if in == (Input{}) || want == "" {
		t.Fatalf("%s: lacks an input or what is expected", file)
	}
	return in, want
}

// sameWords compares line by line. What a blank line is depends on the
// layout of an HTML part, so there blank lines do not count.
func sameWords(in Input, got, want string) bool {
	got, want = normal(got), normal(want)
	if in.HTML == "" {
		return got == want
	}
	return strings.Join(nonBlank(got), "\n") == strings.Join(nonBlank(want), "\n")
}

func nonBlank(s string) []string {
	var out []string
	for line := range strings.Lines(s) {
		if words := strings.Fields(line); len(words) > 0 {
			out = append(out, strings.Join(words, " "))
		}
	}
	return out
}

// lostWords is every word of want that got does not hold as often.
func lostWords(want, got string) []string {
	count := map[string]int{}
	for _, w := range strings.Fields(got) {
		count[w]++
	}
	var lost []string
	for _, w := range strings.Fields(want) {
		if count[w]--; count[w] < 0 && strings.ContainsFunc(w, isWordRune) {
			lost = append(lost, w)
		}
	}
	return lost
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

func hasSignature(r Reading) bool {
	for _, s := range r.Segments {
		if (s.Kind == Signature || s.Kind == Disclaimer) && strings.TrimSpace(s.Text) != "" {
			return true
		}
	}
	return false
}
