package reply

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestNoWordIsLost puts made-up words at random places of a quoted prompt and
// wants each of them back, whatever the client's way to quote.
func TestNoWordIsLost(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(9, 26))
	lines := strings.Split(strings.TrimRight(week.Text, "\n"), "\n")
	for n := range 2000 {
		s := styles[n%len(styles)]
		frame := attributions[n%len(attributions)]
		if !s.marked {
			frame = headers[n%len(headers)]
		}
		out := append([]string{frame}, s.quote(lines)...)
		var words []string
		for k := range 1 + rnd.IntN(5) {
			w := fmt.Sprintf("wort%dx%d", n, k)
			words = append(words, w)
			at := 1 + rnd.IntN(len(out)) // behind the frame
			if rnd.IntN(3) == 0 {
				out[at-1] += " " + w
				continue
			}
			out = append(out[:at], append([]string{w + " und noch was"}, out[at:]...)...)
		}
		text := strings.Join(out, "\n")
		r := Read(Input{Text: text}, []Sent{week})
		checkWhole(t, text, r)
		for _, w := range words {
			if !strings.Contains(r.Own, w) && !strings.Contains(out[0], w) {
				t.Fatalf("%s: %q is lost in\n%s", s.name, w, show(r))
			}
		}
	}
}

// TestNoWordIsLostInHTML does the same behind random paragraphs of our HTML.
func TestNoWordIsLostInHTML(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(26, 9))
	pieces := strings.SplitAfter(bodyOf(week.HTML), "</p>")
	for n := range 600 {
		w := webmails[n%len(webmails)]
		var quote strings.Builder
		var words []string
		for i, p := range pieces {
			quote.WriteString(p)
			if i < len(pieces)-1 && rnd.IntN(4) == 0 {
				word := fmt.Sprintf("wort%dx%d", n, i)
				words = append(words, word)
				quote.WriteString(w.inside(word))
			}
		}
		markup := "<html><body>" + w.around("", "Am 14.11.2025 um 14:00 schrieb Milepost for Ana &amp; Tomasz:", quote.String(), n%2 == 0) + "</body></html>"
		if n%3 == 0 { // a client that drops our style, and shows what it hid
			markup = strings.ReplaceAll(markup, "display:none;max-height:0;mso-hide:all", "")
		}
		r := Read(Input{HTML: markup}, []Sent{week})
		if got := strings.Fields(r.Own); !slices.Equal(got, words) {
			t.Fatalf("%s: Read().Own = %q, want %q\n%s", w.name, got, words, show(r))
		}
	}
}

// FuzzRead checks, for any bytes, that nothing panics, that the segments are
// the source, and that every word read as new is in a block.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		wrote + quoted(week.Text), headers[0] + "\n\n" + week.Text, "> > a\n>b\n\n-- \nx", "From: a\nTo: b\n\nSubject: c\n",
		"<blockquote><p>a<td>b</blockquote></p>", "<a@b>:\n>:\n", strings.Join(attributions, "\n"), "\xff\xfe\u202e>\r\r\n", "a <\n>a+b@b?c=%\n> d e>",
	} {
		f.Add(s, s, week.Text)
		f.Add("x\n"+s, week.HTML, s)
	}
	f.Fuzz(func(t *testing.T, text, markup, known string) {
		sent := []Sent{{Text: known, HTML: markup, From: "a@b", Questions: week.Questions}, week}
		checkReading(t, text, Read(Input{Text: text}, sent))
		checkReading(t, text, Read(Input{Text: text}, nil))
		r := Read(Input{HTML: markup}, sent)
		var source strings.Builder
		for _, s := range r.Segments {
			source.WriteString(s.Text)
		}
		checkReading(t, source.String(), r)
		Read(Input{Text: text, HTML: markup}, sent)
	})
}

func checkReading(t *testing.T, source string, r Reading) {
	t.Helper()
	checkWhole(t, source, r)
	var fresh, own []word
	for _, s := range r.Segments {
		if s.Kind == New {
			fresh = appendWords(fresh, s.Text, 0, int32(len(s.Text)))
		}
		if s.Kind == "" || s.Reason == "" {
			t.Fatalf("segment without a kind or a reason: %+v", s)
		}
	}
	own = appendWords(own, r.Own, 0, int32(len(r.Own)))
	if utf8.ValidString(source) && len(fresh) != len(own) {
		t.Fatalf("%d new words, %d in blocks\n%s", len(fresh), len(own), show(r))
	}
}
