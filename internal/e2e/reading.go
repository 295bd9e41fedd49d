//go:build e2e

package e2e

import (
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// explained is what the tests need to know of the output of replies explain --json.
type explained struct {
	NeedsReview bool   `json:"needs_review"`
	OwnText     string `json:"own_text"`
	Answers     []struct {
		Question int
		Text     string
	}
	Lines, Leftover, Doubts []json.RawMessage
}

// CheckRead lets the binary explain how it reads a raw reply to the prompt: the words are those that were
// typed, no more and no less, and each answer stands under its question.
func (p Prompt) CheckRead(t testing.TB, binary string, raw []byte, style Style) {
	t.Helper()
	got := explain(t, binary, raw)
	if got, want := unwrapped(got.OwnText), unwrapped(p.Answers.Typed(style)); got != want {
		t.Errorf("own words = %q, want %q", got, want)
	}
	answers := Answers{}
	for _, a := range got.Answers {
		answers[a.Question] = unwrapped(a.Text)
	}
	if !maps.Equal(answers, p.Answers) {
		t.Errorf("answers = %v, want %v", answers, p.Answers)
	}
	if len(got.Lines)+len(got.Leftover)+len(got.Doubts) > 0 || got.NeedsReview {
		t.Errorf("lines %s, leftover %s, doubts %s, needs review %v; want none", got.Lines, got.Leftover, got.Doubts, got.NeedsReview)
	}
}

// CheckKept is CheckRead for answers that the client has moved away from their questions: every word is
// there, none is filed under a wrong question, and there is a doubt to be asked about.
func (p Prompt) CheckKept(t testing.TB, binary string, raw []byte) {
	t.Helper()
	got := explain(t, binary, raw)
	if got, want := unwrapped(got.OwnText), unwrapped(p.Answers.Typed(Interleaved)); got != want {
		t.Errorf("own words = %q, want %q", got, want)
	}
	for _, a := range got.Answers {
		if got, want := unwrapped(a.Text), p.Answers[a.Question]; got != want {
			t.Errorf("answer %d = %q, want %q or none", a.Question, got, want)
		}
	}
	if len(got.Doubts) == 0 {
		t.Error("there is no doubt about where the answers belong")
	}
}

// explain runs replies explain.
func explain(t testing.TB, binary string, raw []byte) explained {
	t.Helper()
	file := filepath.Join(t.TempDir(), "reply.eml")
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(binary, "replies", "explain", file, "--sent", filepath.Join(Fixtures(), "prompt.eml"), "--json").Output()
	if err != nil {
		t.Fatalf("replies explain: %v", err)
	}
	var said explained
	if err := json.Unmarshal(out, &said); err != nil {
		t.Fatalf("replies explain: %v\n%s", err, out)
	}
	return said
}

// unwrapped is text without its line breaks: clients wrap as they like.
func unwrapped(text string) string { return strings.Join(strings.Fields(text), " ") }
