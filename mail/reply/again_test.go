package reply

import (
	"strings"
	"testing"
)

// double asks two people's questions in one mail, so that lines stand in it twice.
var double = Sent{
	Subject: "How did the week go?",
	From:    "pairs@mentors.example",
	Questions: []Question{
		{1, "Anything you will pass on? A contact, a reading, an opening."},
		{2, "Where do you see it going?"},
		{3, "Anything you will pass on? A contact, a reading, an opening."},
		{4, "Where do you see it going?"},
	},
	Text: `How did the week go?

1. Anything you will pass on? A contact, a reading, an opening.
   One a line. Each becomes a promise of yours, with a day if you
   name one.

2. Where do you see it going?
   Only you see this one.
   Write a number, such as "2: 3".

Ana reads this on Monday.

3. Anything you will pass on? A contact, a reading, an opening.
   One a line. Each becomes a promise of yours, with a day if you
   name one.

4. Where do you see it going?
   Only you see this one.
   Write a number, such as "4: 3".

Busy week? Reply "skip".
`,
}

// TestALineSaidRightBesideItsQuote holds an unmarked line that says the quoted one
// above or below it, where our mail says that line twice.
func TestALineSaidRightBesideItsQuote(t *testing.T) {
	t.Parallel()
	const each, only = "One a line. Each becomes a promise of yours, with a day if you", "Only you see this one."
	nth := func(text, old, new string, n int) string {
		parts := strings.SplitN(text, old, n+1)
		return strings.Join(parts[:n], old) + new + parts[n]
	}
	for _, c := range []struct {
		name, line, said string
		n                int
		below            bool
		want             Block
	}{
		{"above the first, below a long line", each, each, 1, false, Block{Text: each, Question: 1}},
		{"above the second, below a long line", each, each, 2, false, Block{Text: each, Question: 3}},
		{"below the first", each, each, 1, true, Block{Text: each, Question: 1}},
		{"below the second", each, each, 2, true, Block{Text: each, Question: 3}},
		{"above the first, below a short line", only, only, 1, false, Block{Text: only, Question: 2}},
		{"below the last", only, only, 2, true, Block{Text: only, Question: 4}},
		{"only the start of it", each, "One a line.", 1, false, Block{Text: "One a line.", Question: 1}},
		{"the start of it, below", each, "One a line.", 1, true, Block{Text: "One a line.", Question: 1}},
	} {
		line := ">    " + c.line + "\n"
		with := c.said + "\n" + line
		if c.below {
			with = line + c.said + "\n"
		}
		text := wrote + nth(quoted(double.Text), line, with, c.n)
		checkBlocks(t, c.name, Input{Text: text}, []Sent{double}, []Block{c.want})
		checkBlocks(t, c.name+", with an earlier mail", Input{Text: text}, []Sent{double, week}, []Block{c.want})
	}
}

// TestADateRightAboveTheFrame holds a date of the person's right above an
// attribution line that has one of its own.
func TestADateRightAboveTheFrame(t *testing.T) {
	t.Parallel()
	for _, said := range []string{"Thu 27 Nov, 17:00-17:45 (Lisbon)", "17:00 on Thu 27 Nov", "On Thu 27 Nov at 17:00", "4"} {
		checkBlocks(t, said, Input{Text: said + "\n" + wrote + quoted(week.Text)}, []Sent{week}, []Block{{Text: said}})
	}
}
