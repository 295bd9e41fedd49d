package templates

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// TestReadmeShowsRealMails keeps the mails in README.md true: each line of them
// stands in the golden, in that order, and what is left out is marked.
func TestReadmeShowsRealMails(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	fences := strings.Split(string(page), "```\n")
	for i, golden := range []string{"check-in-mentee", "digest-mentee"} {
		if len(fences) < 2*i+3 {
			t.Fatalf("README.md does not show %s", golden)
		}
		text, err := os.ReadFile("testdata/" + golden + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		rest := written(string(text))
		gap := false
		for _, line := range written(fences[2*i+1]) {
			if line == "[…]" {
				gap = true
				continue
			}
			at := slices.Index(rest, line)
			if at < 0 || at > 0 && !gap {
				t.Errorf("README.md shows a line of %s that does not stand there: %q", golden, line)
				continue
			}
			gap, rest = false, rest[at+1:]
		}
	}
}

// written returns the lines that are not blank.
func written(text string) []string {
	return slices.DeleteFunc(strings.Split(text, "\n"), func(s string) bool { return strings.TrimSpace(s) == "" })
}
