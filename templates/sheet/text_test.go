package sheet

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWrap(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in, first, rest string
		width           int
		want            string
	}{
		{"one two three", "", "", 8, "one two|three"},
		{"one two three", "1. ", "   ", 10, "1. one two|   three"},
		{"", "* ", "  ", 10, ""},
		{"unbreakablewordthatislong x", "", "", 10, "unbreakablewordthatislong|x"},
		{"a -- b", "", "", 2, "a| --|b"},
		{"> quoted", "", "", 20, " > quoted"},
		{"From here", "", "", 20, " From here"},
		{"äöü äöü", "", "", 7, "äöü äöü"},
		{"mot mot ?", "", "", 8, "mot|mot ?"},
		{"mot « mot »", "", "", 9, "mot|« mot »"},
		{"bis 27. Nov. heute", "", "", 10, "bis|27. Nov.|heute"},
	} {
		if got := strings.Join(wrap(c.in, c.width, c.first, c.rest), "|"); got != c.want {
			t.Errorf("wrap(%q, %d) = %q, want %q", c.in, c.width, got, c.want)
		}
	}
}

func TestClean(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"a\r\nb":              "a b",
		"a\u202eb\u2066c":     "abc",
		"a\u00a0b":            "a b",
		"\x00\x02\x1ba":       "a",
		"Zoë 👩\u200d💻":        "Zoë 👩\u200d💻",
		"\xff bad":            "bad",
		"  much   space  ":    "much space",
		"tag\U000e0041\ufeff": "tag",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCut(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{
		{"short", 10, "short"},
		{"one two three four", 10, "one two…"},
		{"äöüäöüäöüäöü", 5, "äöüä…"},
	} {
		if got := Cut(c.in, c.n); got != c.want {
			t.Errorf("Cut(%q, %d) = %q, want %q", c.in, c.n, got, c.want)
		}
	}
}

func TestHref(t *testing.T) {
	t.Parallel()
	a := Action{To: "pairs+k7@mentors.example", Subject: "Re: Week 9", Body: "1: \n2: ä+b&c"}
	want := "mailto:pairs+k7@mentors.example?subject=Re%3A%20Week%209&body=1%3A%20%0D%0A2%3A%20%C3%A4%2Bb%26c"
	if got := a.Href(); got != want {
		t.Errorf("Href() = %q, want %q", got, want)
	}
}

func TestContrast(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b     string
		from, to float64
	}{
		{"#000000", "#ffffff", 20.9, 21.1},
		{"#ffffff", "#ffffff", 0.9, 1.1},
		{"#767676", "#ffffff", 4.5, 4.6},
		{"white", "#ffffff", -0.1, 0.1},
	} {
		if got := Contrast(c.a, c.b); got < c.from || got > c.to {
			t.Errorf("Contrast(%s, %s) = %v, want %v to %v", c.a, c.b, got, c.from, c.to)
		}
	}
}

// TestNothingOnASheet draws every block without content.
func TestNothingOnASheet(t *testing.T) {
	t.Parallel()
	if got := Text(Sheet{Blocks: every()}); !strings.HasSuffix(got, "-- \n") {
		t.Errorf("Text() = %q, want it to end with the footer's mark", got)
	}
}

func FuzzText(f *testing.F) {
	f.Add("Lead one small project", "-- ", "> x", 3)
	f.Fuzz(func(t *testing.T, a, b, c string, n int) {
		a, b, c = Clean(a), Clean(b), Clean(c)
		s := Sheet{Brand: a, Corner: b, Footer: []Rich{Words(c)}, Blocks: []Block{
			Headline{Words(a)},
			Question{N: n, Text: Words(b), Items: []Item{{Ref: a, Text: c}}},
			Goal{Name: a, Ref: b, Cells: []Cell{Full, Half}},
			Ticks{Items: []Tick{{Ref: a, Text: b, Note: c}}},
			Rows{Items: []Row{{a, Words(b)}}},
			Original{Lines: CleanLines(c)},
		}}
		got := Text(s)
		if strings.Count("\n"+got, "\n-- \n") != 1 || !utf8.ValidString(got) {
			t.Errorf("Text() = %q, want one footer mark", got)
		}
	})
}
