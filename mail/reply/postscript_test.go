package reply

import (
	"strings"
	"testing"
)

// TestBelowTheName reads words that stand below a sign-off or a rule of the
// person's own: they are no signature.
func TestBelowTheName(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ text, word string }{
		{"All fine.\n\nRegards, Ana\n\nP.S. I quit smoking", "smoking"},
		{"All fine.\n\nBest wishes,\nAna Sousa\n\nPS I quit smoking", "smoking"},
		{"All fine.\n\nBest wishes,\nAna Sousa\nPS: call me on +351 912 000 000", "call"},
		{"All fine.\n\nBest wishes\n\n--\nAna Sousa\nPS Late on friday", "Late"},
		{"First part of it.\n--\nSecond part of it with many words.", "Second"},
		{"First part of it.\n\n--\n\nSecond part of it. And the retro is on monday now.", "retro"},
	} {
		for from, in := range map[string]Input{
			"text": {Text: row.text},
			"html": {HTML: "<div>" + strings.ReplaceAll(row.text, "\n", "<br>") + "</div>"},
		} {
			if got := Read(in, nil).Own; !strings.Contains(got, row.word) {
				t.Errorf("Read(%s %q).Own = %q, without %q", from, row.text, got, row.word)
			}
		}
	}
}

// TestSentEndsInANumber compares a reply with a mail that ends where an example
// of an answer would go on.
func TestSentEndsInANumber(t *testing.T) {
	t.Parallel()
	if got := Read(Input{Text: "fine"}, []Sent{{Text: "Write 4: "}}).Own; got != "fine" {
		t.Errorf("Read().Own = %q, want %q", got, "fine")
	}
}
