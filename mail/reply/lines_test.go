package reply

import (
	"strings"
	"testing"
)

// FuzzLines checks the line model for any bytes: the lines stand in order, each
// within the source, and nothing with words stands between them.
func FuzzLines(f *testing.F) {
	for _, s := range []string{
		"fine\r\n\r\n> 1. What moved?\r\n>> older\r\n", "> > a\n>b\n >c\n", "x <a@b\n>:\n", "| a\n|\n| b\n", "\r\r\n\n", "\u202e>\xff\n", "no end",
		`<div>a<blockquote type="cite">b<br>c</blockquote>d</div>`, `<p style="display:none">x</p><table><tr><td>1<td>2</table>`, "<<p", "<pre>\n a\n</pre>",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		checkLines(t, textDocument(source))
		checkLines(t, htmlDocument(source))
		checkLines(t, htmlDocumentAll(source))
	})
}

func checkLines(t *testing.T, d *document) {
	t.Helper()
	at := 0
	for i, l := range d.lines {
		if int(l.start) < at || l.body < l.start || l.end < l.body || int(l.end) > len(d.source) {
			t.Fatalf("line %d is %d to %d with words from %d, after %d of %d", i, l.start, l.end, l.body, at, len(d.source))
		}
		if between := d.source[at:l.start]; strings.Trim(between, "\r\n") != "" {
			t.Fatalf("%q stands between lines %d and %d", between, i-1, i)
		}
		if blank := strings.TrimSpace(d.text(i)) == ""; blank != l.blank {
			t.Fatalf("line %d is %q, blank %v", i, d.text(i), l.blank)
		}
		at = int(l.end)
	}
	if rest := d.source[at:]; strings.Trim(rest, "\r\n") != "" {
		t.Fatalf("%q stands behind the last line", rest)
	}
}
