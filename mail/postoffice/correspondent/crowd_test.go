package correspondent_test

import (
	"bytes"
	"html"
	"strings"
	"testing"

	"milepost/mail"
	"milepost/mail/postoffice/correspondent"
	"milepost/mail/reply"
)

// crowdSize is enough for every way of introducing a quote, and short enough
// for every day. `make bench-reading` asks many more.
const crowdSize = 600

func crowd(t testing.TB) *correspondent.Crowd {
	t.Helper()
	mails, err := correspondent.MailsIn("../../../templates/testdata")
	if err != nil {
		t.Fatal(err)
	}
	return correspondent.NewCrowd(1, mails)
}

// readCase reads a reply as the daemon does.
func readCase(t testing.TB, c correspondent.Case) []correspondent.Words {
	t.Helper()
	m, err := mail.Parse(c.Raw, mail.DefaultLimits)
	if err != nil {
		t.Fatalf("case %d: %v", c.Number, err)
	}
	var sent []reply.Sent
	for _, s := range c.Sent {
		mine := reply.Sent{Text: s.Text, HTML: s.HTML, Subject: s.Subject, From: s.From.String()}
		for _, q := range s.Questions() {
			mine.Questions = append(mine.Questions, reply.Question{N: q.Number, Text: q.Words})
		}
		sent = append(sent, mine)
	}
	var found []correspondent.Words
	for _, b := range reply.Read(reply.Input{Text: m.Text, HTML: m.HTML}, sent).Blocks {
		q := b.Question
		if b.Sent != 0 {
			q = 0
		}
		found = append(found, correspondent.Words{Text: b.Text, Question: q})
	}
	return found
}

func TestCrowdIsRead(t *testing.T) {
	t.Parallel()
	people := crowd(t)
	var exact, lost, answers, right, between, betweenExact int
	for i := range crowdSize {
		c, err := people.Case(i)
		if err != nil {
			t.Fatal(err)
		}
		v := c.Judge(readCase(t, c))
		if len(v.Lost) > 0 {
			t.Logf("case %d (%s, %s): lost %q", i, c.Layout, c.Form, v.Lost)
		}
		lost += len(v.Lost)
		answers += v.Answers
		right += v.Right
		if v.Exact {
			exact++
		}
		if c.Layout == correspondent.UnmarkedBetween {
			between++
			if v.Exact {
				betweenExact++
			}
		}
	}
	t.Logf("%d of %d exact, %d of %d answers under their question, unmarked and interleaved %d of %d", exact, crowdSize, right, answers, betweenExact, between)
	// The same targets that bench-reading holds it to.
	if exact*100 < crowdSize*99 {
		t.Errorf("exact: %d of %d, want 99 %%", exact, crowdSize)
	}
	if lost > 0 {
		t.Errorf("%d words are lost", lost)
	}
	if right*100 < answers*98 {
		t.Errorf("answers under their question: %d of %d, want 98 %%", right, answers)
	}
	if betweenExact*100 < between*90 {
		t.Errorf("unmarked and interleaved: %d of %d exact, want 90 %%", betweenExact, between)
	}
}

// TestCrowdWritesWhatItSays keeps the expectations honest: every word that a
// reader must find is in the mail, and the same number gives the same bytes.
func TestCrowdWritesWhatItSays(t *testing.T) {
	t.Parallel()
	people := crowd(t)
	layouts, forms := map[correspondent.Layout]bool{}, map[string]bool{}
	for i := range 300 {
		c, err := people.Case(i)
		if err != nil {
			t.Fatal(err)
		}
		again, err := people.Case(i)
		if err != nil || !bytes.Equal(c.Raw, again.Raw) {
			t.Errorf("case %d is not the same bytes twice", i)
		}
		layouts[c.Layout], forms[c.Form] = true, true
		m, err := mail.Parse(c.Raw, mail.DefaultLimits)
		if err != nil {
			t.Fatalf("case %d: %v", i, err)
		}
		if len(m.Flaws) > 0 {
			t.Errorf("case %d (%s) has flaws %v", i, c.Wire, m.Flaws)
		}
		for _, o := range c.Own {
			for _, content := range []string{m.Text, html.UnescapeString(stripTags(m.HTML))} {
				if content != "" && !strings.Contains(letters(content), letters(o.Text)) {
					t.Errorf("case %d (%s, %s): %q is not in\n%s", i, c.Layout, c.Client, o.Text, content)
				}
			}
		}
	}
	if len(layouts) != len(correspondent.Layouts()) || len(forms) < 38 {
		t.Errorf("%d layouts and %d forms", len(layouts), len(forms))
	}
}
