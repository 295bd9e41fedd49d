package reply_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"milepost/mail"
	"milepost/mail/reply"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
	"milepost/templates"
)

// clientsDir holds a prompt and the raw replies to it that real mail clients
// have made, driven by internal/e2e, which writes them anew with -update.
const clientsDir = "testdata/clients"

// expected is what the prompt asks, and what every reply answers.
type expected struct {
	Asked   []ritual.Asked
	Answers map[int]string
}

// typed are the words as the person wrote them: under their questions, or with
// numbers of their own.
func (e expected) typed(numbered bool) string {
	var lines []string
	for _, n := range slices.Sorted(maps.Keys(e.Answers)) {
		line := e.Answers[n]
		if numbered {
			line = fmt.Sprintf("%d: %s", n, line)
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, " ")
}

// unmended are replies that are not read wholly right yet, and what is wrong.
var unmended = map[string]string{}

// TestRealClients reads what real clients send: the person's own words, no more
// and no less, each answer under its question.
func TestRealClients(t *testing.T) {
	t.Parallel()
	var want expected
	if err := json.Unmarshal(readFixture(t, "expected.json"), &want); err != nil {
		t.Fatal(err)
	}
	set, err := templates.Load("")
	if err != nil {
		t.Fatal(err)
	}
	prompt := parseFixture(t, "prompt.eml")
	sent := reply.Sent{Text: prompt.Text, HTML: prompt.HTML, Subject: prompt.Subject, From: prompt.From[0].String()}
	for _, q := range want.Asked {
		sent.Questions = append(sent.Questions, reply.Question{N: q.N, Text: q.Text})
	}
	files, err := filepath.Glob(filepath.Join(clientsDir, "*-*.eml"))
	if err != nil || len(files) < 6 {
		t.Fatalf("found %d replies, error %v", len(files), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".eml")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			report := t.Errorf
			if wrong := unmended[name]; wrong != "" {
				report = func(format string, args ...any) { t.Logf("still: "+wrong+": "+format, args...) }
			}
			m := parseFixture(t, name+".eml")
			// Each part must do alone, too: which of them arrives is up to the client.
			for part, in := range map[string]reply.Input{
				"both": {Text: m.Text, HTML: m.HTML}, "text": {Text: m.Text}, "html": {HTML: m.HTML},
			} {
				if in == (reply.Input{}) {
					continue
				}
				found := reply.Read(in, []reply.Sent{sent})
				typed := want.typed(strings.HasSuffix(name, "-top-posted") || strings.HasSuffix(name, "-unquoted"))
				if got := words(found.Own); got != typed || found.NeedsReview {
					report("%s: own words = %q, needs review %v %s, want %q", part, got, found.NeedsReview, found.Reason, typed)
				}
				rd := interpret(found, want.Asked, set.Vocabulary("en"))
				answers := map[int]string{}
				for _, a := range rd.Answers {
					answers[a.N] = words(a.Text)
				}
				if strings.HasSuffix(name, "-split") {
					want.checkDoubtful(t, answers, rd)
				} else if !maps.Equal(answers, want.Answers) || len(rd.Lines)+len(rd.Leftover)+len(rd.Doubts) > 0 {
					report("%s: answers = %v, lines %v, leftover %v, doubts %v, want %v and nothing else", part, answers, rd.Lines, rd.Leftover, rd.Doubts, want.Answers)
				}
			}
		})
	}
}

// interpret turns own words into answers as the daemon does.
func interpret(found reply.Reading, asked []ritual.Asked, v *reading.Vocabulary) reading.Reading {
	var own []reading.Block
	for _, b := range found.Blocks {
		own = append(own, reading.Block{Text: b.Text, Question: b.Question})
	}
	return reading.Interpret(reading.Prompt{Asked: asked, Pairs: []int64{1}, Author: "Ana Sousa"}, own, v, time.Now())
}

// checkDoubtful is for a reply whose answers the client has moved away from
// their questions: none may stand under a wrong one, and the person is asked.
func (e expected) checkDoubtful(t *testing.T, answers map[int]string, rd reading.Reading) {
	t.Helper()
	for n, got := range answers {
		if got != e.Answers[n] {
			t.Errorf("answer %d = %q, want %q or none", n, got, e.Answers[n])
		}
	}
	if len(rd.Doubts) == 0 {
		t.Errorf("no doubts; answers %v, leftover %v", answers, rd.Leftover)
	}
}

// words are those of a text without its line breaks: clients wrap as they like.
func words(text string) string { return strings.Join(strings.Fields(text), " ") }

func readFixture(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(clientsDir, name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func parseFixture(t *testing.T, name string) *mail.Message {
	t.Helper()
	m, err := mail.Parse(readFixture(t, name), mail.DefaultLimits)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return m
}
