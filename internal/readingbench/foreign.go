package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	peer "github.com/dimiro1/reply"
	"golang.org/x/tools/txtar"

	"milepost/mail/reply"
)

// fixture is a reply to a mail that is not ours, and the words that are new in
// it.
type fixture struct {
	name      string
	in        reply.Input
	want      string
	firstOnly bool // the expectation is only the first piece of it
}

// foreign reads replies to mails that we never saw: no alignment, form alone.
func foreign(o options, t *targets, out io.Writer) error {
	fmt.Fprintf(out, "\nReplies to mails of others (nothing known of what was sent)\n\n")
	fmt.Fprintf(out, "  %-32s %-24s %6s  %s\n", "corpus", "exact", "lost", "the Go parser compared with")
	var exact, all, lost int
	for _, name := range []string{"github", "willdurand", "webridge", "activecollab-eml"} {
		set, err := public(o, name, "input", ".txt", false)
		if err != nil {
			return err
		}
		good, gone := measureFixtures(out, name, set)
		exact, all, lost = exact+good, all+len(set), lost+gone
	}
	for _, more := range []struct {
		title, name, folder, ext string
		firstOnly                bool
	}{
		{"activecollab-eml, HTML", "activecollab-eml", "input_html", ".html", false},
		{"crisp, contained", "crisp", "input", ".txt", true},
	} {
		set, err := public(o, more.name, more.folder, more.ext, more.firstOnly)
		if err != nil {
			return err
		}
		measureFixtures(out, more.title, set)
	}
	if all > 0 {
		t.share("public fixtures: exact", exact, all, 95)
		t.want(lost == 0, "public fixtures: lost words, none", "%d", lost)
	}
	own, err := ours(o)
	if err != nil {
		return err
	}
	if len(own) > 0 {
		good, gone := measureFixtures(out, "our own foreign replies", own)
		t.share("our own foreign replies: exact", good, len(own), 95)
		t.want(gone == 0, "our own foreign replies: lost words, none", "%d", gone)
	}
	return nil
}

// public are the fixtures beside the repository; none where they are not.
func public(o options, name, folder, ext string, firstOnly bool) ([]fixture, error) {
	base := filepath.Join(o.root, "..", "shared", "corpora", "reply", name)
	files, err := filepath.Glob(filepath.Join(base, folder, "*"+ext))
	if err != nil {
		return nil, err
	}
	var out []fixture
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		id := strings.TrimSuffix(filepath.Base(file), ext)
		want, err := os.ReadFile(filepath.Join(base, "expected", id+".txt"))
		if err != nil {
			return nil, err
		}
		f := fixture{name: name + "/" + id, want: string(want), firstOnly: firstOnly}
		if ext == ".html" {
			f.in.HTML = string(body)
		} else {
			f.in.Text = string(body)
		}
		out = append(out, f)
	}
	return out, nil
}

// ours are the replies that this project keeps as txtar files.
func ours(o options) ([]fixture, error) {
	files, err := filepath.Glob(filepath.Join(o.root, "mail", "reply", "testdata", "foreign", "*.txtar"))
	if err != nil {
		return nil, err
	}
	var out []fixture
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			return nil, err
		}
		f := fixture{name: filepath.Base(file)}
		for _, section := range a.Files {
			switch section.Name {
			case "input.txt":
				f.in.Text = string(section.Data)
			case "input.html":
				f.in.HTML = string(section.Data)
			case "expected.txt":
				f.want = string(section.Data)
			}
		}
		out = append(out, f)
	}
	return out, nil
}

func measureFixtures(out io.Writer, title string, set []fixture) (exact, lost int) {
	if len(set) == 0 {
		fmt.Fprintf(out, "  %-32s not there\n", title)
		return 0, 0
	}
	peerExact, peerAll, peerLost := 0, 0, 0
	for _, f := range set {
		want := normal(f.want)
		got := normal(reply.Read(f.in, nil).Own)
		if f.same(got, want) {
			exact++
		}
		lost += lostWords(want, got)
		if f.in.Text == "" {
			continue
		}
		peerAll++
		theirs := normal(peer.FromText(f.in.Text))
		if f.same(theirs, want) {
			peerExact++
		}
		peerLost += lostWords(want, theirs)
	}
	theirs := "-"
	if peerAll > 0 {
		theirs = fmt.Sprintf("%s, %d lost", rate(peerExact, peerAll), peerLost)
	}
	fmt.Fprintf(out, "  %-32s %-24s %6d  %s\n", title, rate(exact, len(set)), lost, theirs)
	return exact, lost
}

func (f fixture) same(got, want string) bool {
	if f.firstOnly {
		return strings.Contains(got, want)
	}
	return got == want
}

// lostWords counts the words of want that got has not.
func lostWords(want, got string) int {
	left := map[string]int{}
	for _, w := range strings.Fields(got) {
		left[w]++
	}
	lost := 0
	for _, w := range strings.Fields(want) {
		if left[w]--; left[w] < 0 {
			lost++
		}
	}
	return lost
}

// normal is text as the fixtures are compared: line ends, blanks at the end of a
// line and runs of empty lines do not count.
func normal(s string) string {
	var out []string
	for l := range strings.SplitSeq(strings.ReplaceAll(s, "\r\n", "\n"), "\n") {
		l = strings.TrimRight(l, " \t\u00a0")
		if l == "" && len(out) > 0 && out[len(out)-1] == "" {
			continue
		}
		out = append(out, l)
	}
	return strings.TrimSpace(strings.Join(out, "\n"))
}
