package templates

import (
	"strings"
	"testing"

	"milepost/mentoring/digest"
	"milepost/templates/sheet"
)

// TestLongPreReadFits shows less of the history where mail programs would cut the
// mail, and says so.
func TestLongPreReadFits(t *testing.T) {
	t.Parallel()
	set, e := load(t), newExample()
	d := e.preread(e.ana)
	p := d.Digest.Sections[0].PreRead
	for range 300 {
		p.Tree = append(p.Tree, p.Tree[0])
		p.Rated = append(p.Rated, p.Rated[0])
		p.Wins = append(p.Wins, digest.Quote{By: "Ana", Text: strings.Repeat("much ", 60)})
	}
	r, err := set.Digest(d)
	if err != nil || len(r.HTML) > sheet.MaxHTML {
		t.Errorf("Digest() with a long history: %d bytes, %v", len(r.HTML), err)
	}
	if !strings.Contains(r.Text, "more. Reply") {
		t.Errorf("nothing says that there is more:\n%s", r.Text)
	}
}

// TestPreReadHoldsAllNumbers has goals and numbers in the history only, not twice.
func TestPreReadHoldsAllNumbers(t *testing.T) {
	t.Parallel()
	set, e := load(t), newExample()
	r, err := set.Digest(e.preread(e.tomasz))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(r.Text, "Up from 2 to 4 since week 4."); n != 1 {
		t.Errorf("the series is told %d times, want once:\n%s", n, r.Text)
	}
	if strings.Contains(r.Text, "WORDS YOU COME BACK TO") {
		t.Errorf("Tomasz reads what Ana comes back to")
	}
}
