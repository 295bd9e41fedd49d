//go:build e2e

package clients

import (
	"os"
	"path/filepath"
	"testing"

	"milepost/internal/e2e"
)

// way is how a person answers, and what the test calls it.
type way struct {
	name  string
	html  bool
	style e2e.Style
	lines []line
}

// ways are those in which people answer in a client with a window: inside the quote, above it, or on the lines
// of its questions. Few delete the quote. The key begins a line of HTML inside the quote.
func ways(p e2e.Prompt, key string) []way {
	return []way{
		{"text-interleaved", false, e2e.Interleaved, interleaved(p, enter)},
		{"text-top-posted", false, e2e.TopPosted, above(p)},
		{"text-inline", false, e2e.Interleaved, interleaved(p, none)},
		{"html-interleaved", true, e2e.Interleaved, interleaved(p, key)},
		{"html-top-posted", true, e2e.TopPosted, above(p)},
		{"html-inline", true, e2e.Interleaved, interleaved(p, none)},
	}
}

func TestThunderbird(t *testing.T) {
	e2e.Install(t, "thunderbird")
	binary, w, prompt := e2e.Build(t), e2e.Up(t), e2e.LoadPrompt(t)
	prompt.Deliver(t, w, e2e.Ana)
	tb := startThunderbird(t, w, e2e.Ana)
	for _, way := range ways(prompt, shiftEnter) {
		t.Run(way.name, func(t *testing.T) {
			seen := w.Fetch(t, e2e.Daemon)
			tb.reply(t, prompt, way.html, way.lines)
			prompt.CheckRead(t, binary, await(t, prompt, w, seen, "thunderbird-"+way.name), way.style)
		})
	}
	// A quote can be split anywhere but in a table, so Enter below a question takes the cursor to above all
	// of it, and the person goes on there. Such answers cannot be placed, but they must not be lost.
	t.Run("html-split", func(t *testing.T) {
		lines := interleaved(prompt, enter)
		for i := range lines[1:] {
			lines[i+1].Behind = ""
		}
		seen := w.Fetch(t, e2e.Daemon)
		tb.reply(t, prompt, true, lines)
		prompt.CheckKept(t, binary, await(t, prompt, w, seen, "thunderbird-html-split"))
	})
}

func TestRoundcube(t *testing.T) {
	e2e.Install(t, "chromium", "roundcube-core", "roundcube-sqlite3", "php-cli", "php-cgi", "php-sqlite3")
	binary, w, prompt := e2e.Build(t), e2e.Up(t), e2e.LoadPrompt(t)
	mail := prompt.Deliver(t, w, e2e.Ana)
	rc := startRoundcube(t, w, e2e.Ana)
	for _, way := range ways(prompt, enter) {
		t.Run(way.name, func(t *testing.T) {
			seen := w.Fetch(t, e2e.Daemon)
			rc.reply(t, prompt, mail, way.html, way.lines)
			prompt.CheckRead(t, binary, await(t, prompt, w, seen, "roundcube-"+way.name), way.style)
		})
	}
}

// await waits for the reply that comes after those seen. The raw reply is kept under -artifacts, and as a
// fixture of that name with -update.
func await(t *testing.T, p e2e.Prompt, w *e2e.World, seen []e2e.Mail, name string) (raw []byte) {
	t.Helper()
	reply := p.AwaitReply(t, w, seen)
	if err := os.WriteFile(filepath.Join(t.ArtifactDir(), name+".eml"), reply.Raw, 0o644); err != nil {
		t.Error(err)
	}
	if *e2e.Update {
		e2e.SaveReply(t, name, reply.Raw)
	}
	return reply.Raw
}
