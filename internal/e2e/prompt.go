//go:build e2e

package e2e

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/emersion/go-message"
)

// Update makes fixtures of what the tests see: the prompt, and the raw replies.
var Update = flag.Bool("update", false, "write the raw replies of the clients anew")

// Prompt is the mail that every client answers, and what a person answers it.
type Prompt struct {
	Raw     []byte
	ID      string // Message-ID
	Token   string // tag of the address that replies go to
	Answers Answers
	Asked   []struct{ Text string }
}

// Opening is how question n begins: few words, since clients wrap the rest as they like.
func (p Prompt) Opening(n int) string {
	words := strings.Fields(p.Asked[n-1].Text)
	return strings.Join(words[:2], " ")
}

// LoadPrompt reads the prompt that lies beside the replies to it.
func LoadPrompt(t testing.TB) Prompt {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(Fixtures(), "prompt.eml"))
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(Fixtures(), "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	p := Prompt{Raw: raw}
	entity, err1 := message.Read(bytes.NewReader(raw))
	if err := errors.Join(err1, json.Unmarshal(b, &p)); err != nil {
		t.Fatalf("read the prompt: %v", err)
	}
	p.ID = strings.Trim(entity.Header.Get("Message-Id"), "<>")
	p.Token, _, _ = strings.Cut(p.ID, "@")
	return p
}

// Deliver sends the prompt to the user as Milepost does, and returns it as it lies in the user's INBOX.
func (p Prompt) Deliver(t testing.TB, w *World, user User) Mail {
	t.Helper()
	w.Send(t, Daemon, user.Address(), p.Raw)
	return w.Await(t, user, "the prompt", func(m Mail) bool { return m.ID() == p.ID })
}

// AwaitReply waits for a reply under the prompt's token and thread that is none of those seen before.
func (p Prompt) AwaitReply(t testing.TB, w *World, seen []Mail) Mail {
	t.Helper()
	return w.Await(t, Daemon, "a reply at "+p.Token, func(m Mail) bool {
		known := func(s Mail) bool { return s.ID() == m.ID() }
		return m.Answers(p.ID) && strings.Contains(m.Header("Delivered-To"), p.Token) && !slices.ContainsFunc(seen, known)
	})
}

// Fixtures is the folder of the prompt and of the raw replies that the clients have made.
func Fixtures() string {
	return filepath.Join(here(), "..", "..", "mail", "reply", "testdata", "clients")
}

// SaveReply makes a raw reply a fixture: without what the servers on its way have added, and without the
// name of the machine that it was written on.
func SaveReply(t testing.TB, name string, raw []byte) {
	t.Helper()
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	clean := bytes.ReplaceAll(withoutTrace(raw), []byte("@"+host+">"), []byte("@host.world.test>"))
	if err := os.WriteFile(filepath.Join(Fixtures(), name+".eml"), clean, 0o644); err != nil {
		t.Fatal(err)
	}
}

// trace are the fields that the servers add on the way.
var trace = []string{"return-path", "delivered-to", "received", "authentication-results", "x-original-to"}

func withoutTrace(raw []byte) []byte {
	header, body, _ := bytes.Cut(raw, []byte("\r\n\r\n"))
	var out []byte
	drop := false
	for line := range bytes.Lines(append(slices.Clip(header), "\r\n"...)) {
		if line[0] != ' ' && line[0] != '\t' {
			name, _, _ := bytes.Cut(line, []byte(":"))
			drop = slices.Contains(trace, strings.ToLower(string(name)))
		}
		if !drop {
			out = append(out, line...)
		}
	}
	return slices.Concat(out, []byte("\r\n"), body)
}
