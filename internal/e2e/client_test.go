//go:build e2e

package e2e

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

func TestMain(m *testing.M) {
	EditorMain()
	os.Exit(m.Run())
}

// standIn is a prompt such as Milepost sends, in so far as it matters to a client that answers it.
const standIn = `From: Milepost for Ana & Tomasz <daemon@world.test>
To: Ana Sousa <ana@world.test>
Reply-To: Milepost for Ana & Tomasz <daemon+{token}@world.test>
Subject: Week 9: how did the review go?
Date: {date}
Message-ID: <{token}@world.test>
Auto-Submitted: auto-generated
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=limit

--limit
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Hi Ana, how did the week go?

Just hit reply. Answer what you like, in any order.


1. You planned to ask for a review of your parser change. What
   happened?
   (Done already? Write "done C4" and it’s ticked off.)

2. What got in the way, if anything?

3. Where would Tomasz’s help count most on Thursday?

4. How on track do you feel? Write a number:
   1 stuck   2   3 steady   4   5 flying


Tomasz sees your answers in Sunday’s digest. Start a line with
"private:" and it stays out of everything he receives.

-- 
Reply "help" for everything you can do, "stop" to end these mails.

--limit
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: 8bit

<html><body><p>Hi Ana, how did the week go?</p>
<p>Just hit reply. Answer what you like, in any order.</p>
<table>
<tr data-q="1"><td>1</td><td>You planned to ask for a review of your parser change. What happened?</td></tr>
<tr data-q="2"><td>2</td><td>What got in the way, if anything?</td></tr>
<tr data-q="3"><td>3</td><td>Where would Tomasz’s help count most on Thursday?</td></tr>
<tr data-q="4"><td>4</td><td>How on track do you feel? Write a number: 1 stuck 2 3 steady 4 5 flying</td></tr>
</table>
</body></html>
--limit--
`

// openings are how the questions of standIn begin, by which they are known in any quote.
var openings = []string{1: "You planned", 2: "What got in", 3: "Where would", 4: "How on track", 5: "Tomasz sees"}

// TestClients shows that every client answers a prompt so that the reply arrives under the prompt's
// token and thread, with each answer where the style wants it.
func TestClients(t *testing.T) {
	Install(t, Packages()...)
	w := Up(t)
	answers := Answers{1: "Priya looked at it, two small changes.", 3: "Saying no to the café meeting.", 4: "4"}
	for _, client := range Clients() {
		for _, style := range []Style{Interleaved, TopPosted, Unquoted} {
			t.Run(client.Name+"/"+style.String(), func(t *testing.T) {
				token := strings.NewReplacer("/", "-").Replace(fmt.Sprintf("p-%s-%s", client.Name, style))
				prompt := strings.NewReplacer(
					"{token}", token,
					"{date}", time.Now().Format(time.RFC1123Z),
					"\n", "\r\n",
				).Replace(standIn)
				w.Send(t, Daemon, Ana.Address(), []byte(prompt))
				mail := w.Await(t, Ana, "the prompt", func(m Mail) bool { return m.ID() == token+"@world.test" })

				client.Reply(t, w, Ana, mail, answers, style)

				reply := w.Await(t, Daemon, "the reply at "+token, func(m Mail) bool {
					return m.Answers(mail.ID()) && strings.Contains(m.Header("Delivered-To"), token)
				})
				keep(t, "reply.eml", reply.Raw)
				checkAnswers(t, reply.Text(t), answers, style)
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
