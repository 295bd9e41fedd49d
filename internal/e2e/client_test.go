//go:build e2e

package e2e

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestMain(m *testing.M) {
	EditorMain()
	os.Exit(m.Run())
}

// openings are how the questions of the prompt begin, by which they are known in any quote, and what comes
// after the last.
var openings = []string{1: "You planned", 2: "What got in", 3: "Where would", 4: "How on track", 5: "WHERE THINGS"}

// TestClients shows that every client answers a prompt so that the reply arrives under the prompt's
// token and thread, with each answer where the style wants it. With -update the replies become fixtures.
func TestClients(t *testing.T) {
	if *Update {
		updatePrompt(t)
	}
	Install(t, Packages()...)
	binary := Build(t)
	w := Up(t)
	prompt := LoadPrompt(t)
	mail := prompt.Deliver(t, w, Ana)
	for _, client := range Clients() {
		for _, style := range []Style{Interleaved, TopPosted, Unquoted} {
			t.Run(client.Name+"/"+style.String(), func(t *testing.T) {
				seen := w.Fetch(t, Daemon)
				client.Reply(t, w, Ana, mail, prompt.Answers, style)
				reply := prompt.AwaitReply(t, w, seen)
				keep(t, "reply.eml", reply.Raw)
				if *Update {
					SaveReply(t, client.Name+"-"+style.String(), reply.Raw)
				}
				prompt.CheckRead(t, binary, reply.Raw, style)
				checkAnswers(t, reply.Text(t), prompt.Answers, style)
			})
		}
	}
}

// checkAnswers looks for every answer, and for what stands around it.
func checkAnswers(t *testing.T, text string, answers Answers, style Style) {
	t.Helper()
	text = "\n" + text + "\n"
	for n, words := range answers {
		line := "\n" + words + "\n"
		if style != Interleaved {
			line = fmt.Sprintf("\n%d: %s\n", n, words)
		}
		at := strings.Index(text, line)
		above, below := strings.Index(text, openings[n]), strings.LastIndex(text, openings[n+1])
		switch {
		case at < 0:
			t.Errorf("answer %d is missing in\n%s", n, text)
		case style != Unquoted && above < 0:
			t.Errorf("question %d is not quoted in\n%s", n, text)
		case style == Interleaved && (at < above || below >= 0 && at > below):
			t.Errorf("answer %d is not below its question in\n%s", n, text)
		case style == TopPosted && at > above:
			t.Errorf("answer %d is not above the quote in\n%s", n, text)
		case style == Unquoted && above >= 0:
			t.Errorf("question %d is still quoted in\n%s", n, text)
		}
	}
}
