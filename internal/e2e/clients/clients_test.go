//go:build e2e

package clients

import (
	"os"
	"path/filepath"
	"testing"

	"milepost/internal/e2e"
)

// ways are how people answer: as plain text or as HTML, inside the quote or above it. Few delete the quote.
var ways = []struct {
	format string
	html   bool
	style  e2e.Style
}{
	{"text", false, e2e.Interleaved},
	{"text", false, e2e.TopPosted},
	{"html", true, e2e.Interleaved},
	{"html", true, e2e.TopPosted},
}

func TestThunderbird(t *testing.T) {
	e2e.Install(t, "thunderbird")
	binary, w, prompt := e2e.Build(t), e2e.Up(t), e2e.LoadPrompt(t)
	prompt.Deliver(t, w, e2e.Ana)
	tb := startThunderbird(t, w, e2e.Ana)
	for _, way := range ways {
		t.Run(way.format+"/"+way.style.String(), func(t *testing.T) {
			seen := w.Fetch(t, e2e.Daemon)
			tb.reply(t, prompt, way.html, typed(prompt, way.style), way.html)
			raw := await(t, prompt, w, seen, "thunderbird-"+way.format+"-"+way.style.String())
			prompt.CheckRead(t, binary, raw, way.style)
		})
	}
	// A quote can be split anywhere but in a table, so Enter below a question takes the cursor to above all
	// of it, and the person goes on there. Such answers cannot be placed, but they must not be lost.
	t.Run("html/split", func(t *testing.T) {
		lines := typed(prompt, e2e.Interleaved)
		for i := range lines[1:] {
			lines[i+1].Below = ""
		}
		seen := w.Fetch(t, e2e.Daemon)
		tb.reply(t, prompt, true, lines, false)
		raw := await(t, prompt, w, seen, "thunderbird-html-split")
		prompt.CheckKept(t, binary, raw)
	})
}

func TestRoundcube(t *testing.T) {
	e2e.Install(t, "chromium", "roundcube-core", "roundcube-sqlite3", "php-cli", "php-cgi", "php-sqlite3")
	binary, w, prompt := e2e.Build(t), e2e.Up(t), e2e.LoadPrompt(t)
	mail := prompt.Deliver(t, w, e2e.Ana)
	rc := startRoundcube(t, w, e2e.Ana)
	for _, way := range ways {
		t.Run(way.format+"/"+way.style.String(), func(t *testing.T) {
			seen := w.Fetch(t, e2e.Daemon)
			rc.reply(t, prompt, mail, way.html, typed(prompt, way.style))
			raw := await(t, prompt, w, seen, "roundcube-"+way.format+"-"+way.style.String())
			prompt.CheckRead(t, binary, raw, way.style)
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
