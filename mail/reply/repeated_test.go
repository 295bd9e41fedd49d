package reply

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// first is a prompt whose hints are what a person may well answer.
var first = Sent{
	Subject: "You and Tomasz: before you begin",
	From:    "pairs@mentors.example",
	Questions: []Question{
		{1, "At the end, what would make you say it was worth it?"},
		{2, "How often will you meet, and how fast should one answer?"},
		{3, "What are your first goals? Three at most, one a line."},
	},
	Text: `You have both said yes. How shall it be?

Just hit reply. Tomasz gets questions like these.

1. At the end, what would make you say it was worth it?

2. How often will you meet, and how fast should one answer?
   For example: every second Thursday at 17:00, by video; answer
   within two days.

3. What are your first goals? Three at most, one a line.
   For example: lead one small project by 1 march.

These answers are a start, not a contract. You can both change them
later. Done already? Reply "done C4" and it is ticked off.

Busy week? Reply "skip", "snooze monday" or "pause until 8 dec".

-- 
You get this once, because you and your partner have both said yes.
Reply "help" for everything you can do, or "stop" to end these mails.
`,
	HTML: htmlMail("Your answers become the page you both start from.", "You have both said yes. How shall it be?",
		"<b>Just hit reply.</b> Tomasz gets questions like these.",
		[][2]string{
			{"<b>At the end, what would make you say it was worth it?</b>", ""},
			{"<b>How often will you meet, and how fast should one answer?</b>", "For example: every second Thursday at 17:00, by video; answer within two days."},
			{"<b>What are your first goals?</b> Three at most, one a line.", "For example: lead one small project by 1 march."},
		},
		"You get this once, because you and your partner have both said yes. Reply <b>help</b> for everything you can do, or <b>stop</b> to end these mails."),
}

// goldens are mails as the templates draw them, where these lie beside this
// package.
func goldens(t *testing.T) []Sent {
	t.Helper()
	const folder = "../../templates/testdata"
	number := regexp.MustCompile(`<p data-q="(\d+)"[^>]*>(.*?)</p>`)
	files, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var mails []Sent
	for _, file := range files {
		name := strings.TrimSuffix(file, ".txt")
		markup, err := os.ReadFile(name + ".html")
		if err != nil {
			continue
		}
		head, text, _ := strings.Cut(readFile(t, file), "\n\n")
		subject, _, _ := strings.Cut(strings.TrimPrefix(head, "Subject: "), "\n")
		m := Sent{Subject: subject, From: "pairs@mentors.example", Text: text, HTML: string(markup)}
		for _, q := range number.FindAllStringSubmatch(m.HTML, -1) {
			n, _ := strconv.Atoi(q[1])
			m.Questions = append(m.Questions, Question{n, strings.Join(renderText("<p>"+q[2]+"</p>"), " ")})
		}
		mails = append(mails, m)
	}
	return mails
}

// TestAnswersInOurWords holds answers that repeat what we wrote.
func TestAnswersInOurWords(t *testing.T) {
	t.Parallel()
	const lead = "Lead one small project by 1 march"
	below := func(text, line, answer string) string {
		return strings.Replace(text, line+"\n", line+"\n"+answer+"\n", 1)
	}
	hint, ticked := "lead one small project by 1 march.", "it is ticked off."
	for _, c := range []struct {
		name, text string
		want       []Block
	}{
		{"our example, marked", wrote + below(quoted(first.Text), hint, lead), []Block{{Text: lead, Question: 3}}},
		{"our example under an earlier question", wrote + below(quoted(first.Text), "worth it?", lead), []Block{{Text: lead, Question: 1}}},
		{"our example behind the question", wrote + strings.Replace(quoted(first.Text), "a line.\n", "a line. "+lead+"\n", 1), []Block{{Text: lead, Question: 3}}},
		{"our example, unmarked", headers[0] + "\n\n" + below(first.Text, hint, lead), []Block{{Text: lead, Question: 3}}},
		{"our example, unmarked, above it", headers[0] + "\n\n" + below(first.Text, "a line.", lead), []Block{{Text: lead, Question: 3}}},
		{"our example at the top of a marked quote", lead + "\n\n" + wrote + quoted(first.Text), []Block{{Text: lead}}},
		{"our example at the top of an unmarked quote", lead + "\n\n" + headers[0] + "\n\n" + first.Text, []Block{{Text: lead}}},
		{"our example below the quote", wrote + quoted(first.Text) + "\n" + lead + "\n", []Block{{Text: lead}}},
		{"our question, and an answer, at the top", "How often will you meet, and how fast should one answer?\nWeekly.\n\n" + wrote + quoted(first.Text), []Block{{Text: "How often will you meet, and how fast should one answer?\nWeekly."}}},
		{"our question as the answer", wrote + below(quoted(first.Text), hint, "At the end, what would make you say it was worth it?"), []Block{{Text: "At the end, what would make you say it was worth it?", Question: 3}}},
		{"a command of ours", wrote + below(quoted(first.Text), ticked, "done C4"), []Block{{Text: "done C4", Question: 3}}},
		{"a number", wrote + below(quoted(first.Text), "worth it?", "1"), []Block{{Text: "1", Question: 1}}},
		{"yes", wrote + below(quoted(first.Text), "worth it?", "yes"), []Block{{Text: "yes", Question: 1}}},
		{"skip", "skip\n\n" + wrote + quoted(first.Text), []Block{{Text: "skip"}}},
		{"the last word of a question, unmarked", wrote + strings.Replace(quoted(first.Text), " by 1 march.\n", " by 1\nmarch.\n"+lead+"\n", 1), []Block{{Text: lead, Question: 3}}},
	} {
		for _, sent := range [][]Sent{{first}, {first, week}, {week, first}} {
			want := slices.Clone(c.want)
			for i := range want {
				if want[i].Question > 0 && sent[0].Subject != first.Subject {
					want[i].Sent = 1
				}
			}
			checkBlocks(t, c.name, Input{Text: c.text}, sent, want)
		}
	}
}

// sentences are what a person may say again: sentences and lines of a mail.
func sentences(text string) []string {
	body, _, _ := strings.Cut(text, "\n-- \n")
	var out []string
	for _, paragraph := range regexp.MustCompile(`\n\s*\n`).Split(body, -1) {
		whole := strings.Join(strings.Fields(paragraph), " ")
		for _, s := range append(regexp.MustCompile(`[.?!:;]\s`).Split(whole, -1), strings.Split(paragraph, "\n")...) {
			if s = strings.TrimSpace(s); strings.ContainsFunc(s, isLetter) {
				out = append(out, s)
			}
		}
	}
	return append(out, "yes", "1", "done C4", "4: 3", "skip")
}

func isLetter(r rune) bool { return letters(string(r)) != "" }

// TestOurWordsSaidAgain answers quoted prompts with sentences of these prompts
// and wants every word back.
func TestOurWordsSaidAgain(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(4, 1))
	mails := append([]Sent{week, quarter, first}, goldens(t)...)
	const rounds = 3000
	more := 0
	for n := range rounds {
		m := mails[n%len(mails)]
		sent := []Sent{m}
		if rnd.IntN(2) == 0 {
			sent = append(sent, mails[rnd.IntN(len(mails))], mails[rnd.IntN(len(mails))])
		}
		width := []int{1000, 72, 44}[rnd.IntN(3)]
		quote := wrap(strings.Split(strings.TrimRight(m.Text, "\n"), "\n"), width, "> ", "> ")
		out := append([]string{wrote[:len(wrote)-1]}, quote...)
		if rnd.IntN(5) == 0 {
			out = quote
		}
		said := sentences(m.Text)
		at := make([]int, 1+rnd.IntN(4))
		for i := range at {
			at[i] = rnd.IntN(len(out) + 1)
		}
		slices.Sort(at)
		var text []string
		var want []word
		from := 0
		for _, i := range slices.Compact(at) {
			if out[0] != quote[0] && i == 1 {
				continue
			}
			text = append(text, out[from:i]...)
			from = i
			s := said[rnd.IntN(len(said))]
			want = appendWords(want, s, 0, int32(len(s)))
			if rnd.IntN(2) == 0 {
				text = append(text, "", s, "")
			} else {
				text = append(text, s)
			}
		}
		text = append(text, out[from:]...)
		r := Read(Input{Text: strings.Join(text, "\n")}, sent)
		got := appendWords(nil, r.Own, 0, int32(len(r.Own)))
		if !holds(got, want) {
			t.Fatalf("%q: Read().Own = %q, words are lost\n%s\n%s", m.Subject, r.Own, strings.Join(text, "\n"), show(r))
		}
		if len(got) > len(want) { // a line of ours of one word, cut off by an answer
			more++
		}
	}
	t.Logf("%d of %d with words of ours beside the answers", more, rounds)
	if more*100 > rounds {
		t.Errorf("words of ours taken for answers in %d of %d, want at most 1 %%", more, rounds)
	}
}

// TestOurWordsSaidAgainInHTML does the same between quoted paragraphs of HTML.
func TestOurWordsSaidAgainInHTML(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(1, 4))
	mails := []Sent{week, quarter, first}
	const rounds = 1800
	more := 0
	for n := range rounds {
		m := mails[n%len(mails)]
		w := webmails[n%len(webmails)]
		said := sentences(strings.ReplaceAll(strings.Join(renderText(m.HTML), "\n"), "<mailto:x>", ""))
		quote := bodyOf(m.HTML)
		var want []word
		for i := range m.Questions {
			if rnd.IntN(2) == 0 {
				continue
			}
			s := said[rnd.IntN(len(said))]
			want = appendWords(want, s, 0, int32(len(s)))
			quote = strings.Replace(quote, fmt.Sprintf("<!--answer%d-->", i+1), w.inside(s), 1)
		}
		markup := "<html><body>" + w.around("", "Am 14.11.2025 um 14:00 schrieb Milepost for Ana &amp; Tomasz:", quote, n%2 == 0) + "</body></html>"
		r := Read(Input{HTML: markup}, []Sent{m})
		got := appendWords(nil, r.Own, 0, int32(len(r.Own)))
		if !holds(got, want) {
			t.Fatalf("%s: Read().Own = %q, words are lost\n%s", w.name, r.Own, show(r))
		}
		if len(got) > len(want) {
			more++
		}
	}
	if more*100 > rounds {
		t.Errorf("words of ours taken for answers in %d of %d, want at most 1 %%", more, rounds)
	}
}

// holds reports whether all words of want stand in got, in their order.
func holds(got, want []word) bool {
	for _, w := range got {
		if len(want) > 0 && w.id == want[0].id {
			want = want[1:]
		}
	}
	return len(want) == 0
}
