package reply

import (
	"slices"
	"testing"
)

// TestWorkIsLinear counts the words that are compared with words of ours, the
// only step that may look at a word more than a fixed number of times. Twice the
// input must not be much more than twice the work.
func TestWorkIsLinear(t *testing.T) {
	t.Parallel()
	sent := []Sent{week, quarter}
	once, twice := worstCases(64<<10), worstCases(128<<10)
	for i, c := range once {
		n, m := comparedWords(c.in, sent), comparedWords(twice[i].in, sent)
		if m > n*5/2+1000 {
			t.Errorf("%s: %d words compared, %d for twice the input", c.name, n, m)
		}
		if size := len(c.in.Text) + len(c.in.HTML); n > 8*size {
			t.Errorf("%s: %d words compared for %d bytes", c.name, n, size)
		}
	}
}

func comparedWords(in Input, sent []Sent) int {
	k := Prepare(sent)
	doc := textDocument(in.Text)
	if in.HTML != "" {
		doc = htmlDocument(in.HTML)
	}
	doc.cutLinks(k.boxes, true)
	doc.findFrames()
	doc.align(k)
	return doc.compared
}

// TestPreparedOnce reads with mails that were prepared once, many replies at the
// same time, and wants what Read says.
func TestPreparedOnce(t *testing.T) {
	t.Parallel()
	sent := []Sent{week, quarter}
	known := Prepare(sent)
	for _, in := range []Input{
		{Text: thread(600)}, {Text: thread(4000)}, {HTML: markup(4000)}, {Text: thread(600), HTML: markup(600)}, {},
	} {
		want := Read(in, sent)
		for range 4 {
			t.Run(want.From, func(t *testing.T) {
				t.Parallel()
				got := known.Read(in)
				if got.Own != want.Own || got.From != want.From || !slices.Equal(got.Segments, want.Segments) || !slices.Equal(got.Blocks, want.Blocks) {
					t.Errorf("Known.Read() = %+v, want %+v", got, want)
				}
			})
		}
	}
}
