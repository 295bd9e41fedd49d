package demo

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestSameSeedSameBytes plays three weeks twice and compares all that the two
// runs left, but for the database, which holds when it was made.
func TestSameSeedSameBytes(t *testing.T) {
	t.Parallel()
	first, second := runDemo(t, Options{Weeks: 3, Seed: 7}), runDemo(t, Options{Weeks: 3, Seed: 7})
	files := listFiles(t, first)
	if got := listFiles(t, second); strings.Join(got, "\n") != strings.Join(files, "\n") {
		t.Fatalf("the second run left %v, want %v", got, files)
	}
	mails := 0
	for _, name := range files {
		if strings.HasPrefix(name, "milepost.db") {
			continue
		}
		if strings.HasSuffix(name, ".eml") {
			mails++
		}
		if !bytes.Equal(readFile(t, first, name), readFile(t, second, name)) {
			t.Errorf("%s differs between two runs of the same seed", name)
		}
	}
	if mails < 30 {
		t.Errorf("three weeks left %d mails, want at least 30", mails)
	}
}

func TestOtherSeedOtherMails(t *testing.T) {
	t.Parallel()
	first, second := runDemo(t, Options{Weeks: 1, Seed: 1}), runDemo(t, Options{Weeks: 1, Seed: 2})
	if bytes.Equal(readFile(t, first, "index.html"), readFile(t, second, "index.html")) {
		t.Error("two seeds left the same mails")
	}
}

// TestWholeStory plays everything: every check has to hold. Each pair ends once
// both have looked back, in its last week.
func TestWholeStory(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("half a year takes a while")
	}
	dir := runDemo(t, Options{Seed: 1})
	for _, name := range []string{"ana-and-tomasz", "kasia-and-tomasz", "rui-and-ana"} {
		var record recordView
		if err := json.Unmarshal(readFile(t, dir, filepath.Join("records", name, "record.json")), &record); err != nil {
			t.Fatal(err)
		}
		if record.State != "ended" || len(record.Rounds) < 40 || len(record.Entries) < 60 {
			t.Errorf("%s is %s after half a year, with %d rounds and %d entries", name, record.State, len(record.Rounds), len(record.Entries))
		}
	}
}

// TestPage parses the page: every mail in the list has its words and its file,
// and nothing in it is loaded from anywhere.
func TestPage(t *testing.T) {
	t.Parallel()
	dir := runDemo(t, Options{Weeks: 2, Seed: 1})
	doc, err := html.Parse(bytes.NewReader(readFile(t, dir, "index.html")))
	if err != nil {
		t.Fatal(err)
	}
	listed, bodies := map[string]bool{}, map[string]pageBody{}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch id := attribute(n, "id"); {
		case n.Data == "a" && attribute(n, "data-who") != "":
			listed[strings.TrimPrefix(attribute(n, "href"), "#mail-")] = true
		case n.Data == "script" && strings.HasPrefix(id, "body-"):
			var b pageBody
			if err := json.Unmarshal([]byte(n.FirstChild.Data), &b); err != nil {
				t.Errorf("%s: %v", id, err)
			}
			bodies[strings.TrimPrefix(id, "body-")] = b
		case n.Data == "iframe" && (attribute(n, "sandbox") != "allow-same-origin" || attribute(n, "src") != ""):
			t.Error("a mail is shown in a frame that may do more than be looked at")
		}
		if src := attribute(n, "src"); src != "" || n.Data == "link" || n.Data == "img" {
			t.Errorf("<%s> loads %q", n.Data, src)
		}
	}
	if len(listed) < 20 || len(listed) != len(bodies) {
		t.Fatalf("the page lists %d mails and holds %d", len(listed), len(bodies))
	}
	for id, b := range bodies {
		if !listed[id] {
			t.Errorf("mail %s is not in the list", id)
		}
		if b.Subject == "" || b.From == "" || b.Text == "" && b.HTML == "" {
			t.Errorf("mail %s lacks its subject, sender or words", id)
		}
		if _, err := os.Stat(filepath.Join(dir, b.File)); err != nil {
			t.Errorf("mail %s: %v", id, err)
		}
	}
}

func TestRunRefusesWhatItCannotDo(t *testing.T) {
	t.Parallel()
	for _, weeks := range []int{-1, 27} {
		if err := Run(t.Context(), Options{Weeks: weeks, Out: t.TempDir()}); err == nil {
			t.Errorf("Run(%d weeks) = nil, want an error", weeks)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Run(ctx, Options{Weeks: 1, Out: t.TempDir()}); !errors.Is(err, context.Canceled) {
		t.Errorf("Run(cancelled) = %v, want context.Canceled", err)
	}
}

// runDemo runs a demo in a folder of its own and returns the folder.
func runDemo(t *testing.T, o Options) string {
	t.Helper()
	var answer, talk bytes.Buffer
	o.Out, o.Answer, o.Talk = t.TempDir(), &answer, &talk
	if err := Run(t.Context(), o); err != nil {
		t.Fatalf("Run() = %v\n%s%s", err, &talk, &answer)
	}
	for line := range strings.Lines(talk.String()) {
		if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > columns {
			t.Errorf("a line of the timeline is %d wide: %q", n, line)
		}
	}
	return o.Out
}

func listFiles(t *testing.T, dir string) (names []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			name, _ := filepath.Rel(dir, path)
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func readFile(t *testing.T, parts ...string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(parts...))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
