package reply_test

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"mime/quotedprintable"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"milepost/mail"
	"milepost/mail/reply"
	"milepost/templates"
)

// mutation is what the way from one mailbox to another does to a reply.
type mutation struct {
	name   string
	mutate func(string) string
}

var (
	quoteMark   = regexp.MustCompile(`(?m)^[>|\t ]*[>|\t] ?`)
	wroteLine   = regexp.MustCompile(`(?m)^[^>\n]*(?:wrote|writes|said):\s*$`)
	quotedCount = regexp.MustCompile(`(?m)^([>|\t ]+)[1-9]\. `)
)

// mutations keep a person's words, and change all around them.
var mutations = []mutation{
	{"wrapped at 60 columns, the rest marked", func(s string) string { return rewrapped(s, 60, true) }},
	{"wrapped at 60 columns, the rest not marked", func(s string) string { return rewrapped(s, 60, false) }},
	{"wrapped at 50 columns, the rest marked", func(s string) string { return rewrapped(s, 50, true) }},
	{"attribution in German", attributed("Am Fr., 20. Nov. 2026 um 14:00 Uhr schrieb Milepost for Ana & Tomasz:")},
	{"attribution in Russian", attributed("пт, 20 нояб. 2026 г. в 14:00, Milepost for Ana & Tomasz <daemon+k7f2mq4nb3xw@world.test>:")},
	{"attribution in Japanese", attributed("2026年11月20日(金) 14:00 Milepost for Ana & Tomasz <daemon+k7f2mq4nb3xw@world.test>:")},
	{"attribution in Hebrew", attributed("\u202bבתאריך יום ו׳, 20 בנוב׳ 2026 ב-14:00 מאת \u202aMilepost for Ana & Tomasz\u202c\u200f:\u202c")},
	{"attribution over two lines", attributed("On Fri, 20 Nov 2026 at 14:00, Milepost for Ana & Tomasz\n<daemon+k7f2mq4nb3xw@world.test> wrote:")},
	{"quote marks gone", func(s string) string { return quoteMark.ReplaceAllString(s, "") }},
	{"quote marks of another kind", func(s string) string { return quoteMark.ReplaceAllString(s, "| ") }},
	{"quote marks without a blank", func(s string) string { return quoteMark.ReplaceAllString(s, ">") }},
	{"questions all numbered 1", func(s string) string { return quotedCount.ReplaceAllString(s, "${1}1. ") }},
	{"questions as bullets", func(s string) string { return quotedCount.ReplaceAllString(s, "${1}* ") }},
	{"questions without numbers", func(s string) string { return quotedCount.ReplaceAllString(s, "${1}") }},
	{"footer of a mailing list", func(s string) string {
		return s + "\n_______________________________________________\nMentors mailing list\nmentors@world.test\nhttps://world.test/mailman/listinfo/mentors\n"
	}},
	{"footer of a virus scanner", func(s string) string {
		return s + "\n-- \nThis email has been checked for viruses by Avast antivirus software.\nwww.avast.com\n"
	}},
	{"hard blanks", func(s string) string { return strings.ReplaceAll(s, "  ", "\u00a0 ") }},
	{"blank lines doubled", func(s string) string { return strings.ReplaceAll(s, "\n\n", "\n\n\n") }},
	{"curly quotes made straight", strings.NewReplacer("“", `"`, "”", `"`, "’", "'").Replace},
	{"soft breaks inside of words", softBroken},
}

// rewrapped breaks lines as a server or client does that allows few columns.
func rewrapped(s string, columns int, marked bool) string {
	var out []string
	for line := range strings.SplitSeq(s, "\n") {
		mark := quoteMark.FindString(line)
		rest := ""
		if marked {
			rest = mark
		}
		for len(line) > columns {
			at := strings.LastIndexAny(line[:columns+1], " \t")
			if at <= len(mark) { // a long word has a line of its own
				if at = strings.IndexAny(line[columns:], " \t"); at < 0 {
					break
				}
				at += columns
			}
			out = append(out, line[:at])
			line = rest + line[at+1:]
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

func attributed(line string) func(string) string {
	return func(s string) string { return wroteLine.ReplaceAllLiteralString(s, line) }
}

// softBroken sends text as quoted-printable with a soft line break behind each
// third byte, in the middle of words and of characters, and reads it again
// (RFC 2045, section 6.7).
func softBroken(s string) string {
	var encoded strings.Builder
	w := quotedprintable.NewWriter(&encoded)
	w.Binary = true
	if _, err := w.Write([]byte(strings.ReplaceAll(s, "\n", "\r\n"))); err != nil {
		return err.Error()
	}
	if err := w.Close(); err != nil {
		return err.Error()
	}
	joined := strings.ReplaceAll(encoded.String(), "=\r\n", "")
	var b strings.Builder
	for n := 0; len(joined) > 0; n++ {
		token := joined[:1]
		if token == "=" {
			token = joined[:3]
		}
		joined = joined[len(token):]
		b.WriteString(token)
		if n%3 == 2 && !strings.HasPrefix(joined, "\r\n") && !strings.HasPrefix(joined, "\n") {
			b.WriteString("=\r\n")
		}
	}
	m, err := mail.Parse([]byte("From: ana@world.test\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"+
		"Content-Transfer-Encoding: quoted-printable\r\n\r\n"+b.String()), mail.DefaultLimits)
	if err != nil {
		return err.Error()
	}
	return m.Text
}

// TestMutations changes what real clients sent, in one way and in two at once,
// and wants the same answers under the same questions.
func TestMutations(t *testing.T) {
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
	if err != nil {
		t.Fatal(err)
	}
	all := slices.Clone(mutations)
	rnd := rand.New(rand.NewPCG(3, 8))
	for range 60 {
		m, n := mutations[rnd.IntN(len(mutations))], mutations[rnd.IntN(len(mutations))]
		if m.name != n.name && !strings.HasPrefix(n.name, "attribution") { // the client writes that one first
			all = append(all, mutation{m.name + ", " + n.name, func(s string) string { return n.mutate(m.mutate(s)) }})
		}
	}
	tried, changed := 0, 0
	for _, m := range all {
		for _, file := range files {
			name := filepath.Base(file)
			msg := parseFixture(t, name)
			text := msg.Text
			if msg.HTML != "" || strings.HasSuffix(name, "-split.eml") {
				continue // the plain part of such a reply is made from the other, or has lost the places
			}
			mutated := m.mutate(text)
			tried++
			if mutated != text {
				changed++
			}
			rd := interpret(reply.Read(reply.Input{Text: mutated}, []reply.Sent{sent}), want.Asked, set.Vocabulary("en"))
			got := map[int]string{}
			for _, a := range rd.Answers {
				got[a.N] = words(a.Text)
			}
			if !maps.Equal(got, want.Answers) {
				t.Errorf("%s, %s: answers = %v, want %v\n%s", name, m.name, got, want.Answers, mutated)
			}
		}
	}
	if tried < 1000 || changed < tried/2 {
		t.Errorf("%d of %d mutations changed anything", changed, tried)
	}
	t.Logf("%d mutated replies, %d of them changed", tried, changed)
}
