package templates

import (
	"strings"
	"testing"

	"milepost/mentoring/digest"
)

// TestMemoryWords says who wrote what comes back, and how long ago.
func TestMemoryWords(t *testing.T) {
	t.Parallel()
	set, e := load(t), newExample()
	for _, row := range []struct {
		mine  bool
		years int
		want  string
	}{
		{true, 1, "A year ago you wrote:"},
		{false, 1, "A year ago Ana wrote:"},
		{true, 2, "Two years ago you wrote:"},
	} {
		d := e.quiet()
		d.Digest.Sections[0].Asks = nil
		d.Digest.Sections[0].Memory = digest.Memory{Kind: digest.MemoryYear, Years: row.years, Quote: digest.Quote{By: "Ana", Mine: row.mine, Text: "I asked my first question."}}
		r, err := set.Digest(d)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{row.want, "“I asked my first question.”"} {
			if !strings.Contains(r.Text, want) || !strings.Contains(r.HTML, want) {
				t.Errorf("a quiet digest has no %q:\n%s", want, r.Text)
			}
		}
	}
}
