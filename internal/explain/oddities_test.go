package explain

import (
	"slices"
	"strings"
	"testing"
)

func TestOddities(t *testing.T) {
	t.Parallel()
	const message = "From: ana@mentors.example\nTo: pairs@mentors.example\nSubject: Re: one\n\nwords\n"
	const line = "From ana@mentors.example Fri Nov 20 15:00:00 2026\n"
	for _, tt := range []struct {
		name, raw string
		want      []string // how each begins
	}{
		{"a message", message, nil},
		{"bare words", "words\n", nil},
		{"an mbox of one", line + message, nil},
		{"an mbox of two", line + message + "\n" + line + message, []string{"It holds several messages."}},
		{"nothing", "", []string{"It is empty."}},
		{"blank", " \n\n", []string{"It is empty."}},
		{"another format", "\xd0\xcf\x11\xe0\x00\x00\x00", []string{"It does not look like a message"}},
	} {
		got := Oddities([]byte(tt.raw))
		if !slices.EqualFunc(got, tt.want, strings.HasPrefix) {
			t.Errorf("%s: Oddities() = %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestTextTurnsNothing holds that the words of a message do not turn the words
// around them, nor move the cursor.
func TestTextTurnsNothing(t *testing.T) {
	t.Parallel()
	x, err := File([]byte("one \u202eowt \u2066three \x1b[31mred\n"), nil, shipped(t), friday)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := x.Text(&b, Sheet{}); err != nil || strings.ContainsAny(b.String(), "\u202e\u2066\x1b") || !strings.Contains(b.String(), "owt three") {
		t.Errorf("Text() = %q, %v, want the words alone", b.String(), err)
	}
}
