package reading_test

import (
	"fmt"
	"strings"
	"testing"

	. "milepost/mentoring/reading"
)

// TestLimits reads mails that are made to cost much. Nothing is lost, and what
// was private stays so.
func TestLimits(t *testing.T) {
	t.Parallel()
	many := func(n int, line string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, line, i)
		}
		return b.String()
	}
	for _, row := range []struct {
		name, text string
	}{
		{"keywords", many(5000, "win: w%d\n")},
		{"private keywords", many(5000, "commit: private: w%d\n")},
		{"a list", "3: " + many(5000, "w%d\n")},
		{"a long line", "3: - w\n" + many(50000, "w%d\n")},
		{"apart", many(5000, "private\n\nw%d\n\n")},
		{"numbers", "private " + strings.Repeat("2 ", 5000)},
		{"ids", "done " + strings.Repeat("C1 ", 5000)},
		{"goals", "1: " + strings.Repeat("G1 keep, ", 5000)},
	} {
		rd := read(weekly(), words(row.text))
		if n := len(rd.Lines) + len(rd.Leftover); n > 201 {
			t.Errorf("%s: %d lines and leftovers", row.name, n)
		}
		for _, a := range rd.Answers {
			if len(a.Items) > 40 {
				t.Errorf("%s: %d items", row.name, len(a.Items))
			}
		}
		in := kept(rd)
		for w, n := range kept(Reading{Leftover: []Leftover{{Text: row.text}}}) {
			if w == "w" && in[w] < n {
				t.Errorf("%s: %q stands %d times in the reading, %d in the mail", row.name, w, in[w], n)
			}
		}
		if strings.HasPrefix(row.name, "private") {
			for _, a := range rd.Answers {
				if !a.Private {
					t.Errorf("%s: an open answer %.40q", row.name, a.Text)
				}
			}
			for _, l := range rd.Leftover {
				if !l.Private {
					t.Errorf("%s: an open leftover %.40q", row.name, l.Text)
				}
			}
		}
	}
}
