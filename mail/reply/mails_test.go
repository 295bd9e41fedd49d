package reply

import (
	"fmt"
	"html"
	"strings"
)

// The mails of ours that the tests answer: what a pair might get, with the
// question numbers in table cells of their own, a scale, hints, a footer.

var week = Sent{
	Subject: "Week 9: how did the review go?",
	From:    "Milepost for Ana & Tomasz <pairs+k7f2@mentors.example>",
	Questions: []Question{
		{1, "You planned to ask for a review of your parser change. What happened?"},
		{2, "What got in the way, if anything?"},
		{3, "Where would Tomasz's help count most on Thursday?"},
		{4, "How on track do you feel?"},
	},
	Text: `Hi Ana, how did the week go?                          Week 9 of 26

Just hit reply. Answer what you like, in any order. One line is plenty.


1. You planned to ask for a review of your parser change. What
   happened?
   (Done already? Write "done C4" and it's ticked off.)

2. What got in the way, if anything?

3. Where would Tomasz's help count most on Thursday?

4. How on track do you feel? Write a number:
   1 stuck   2   3 steady   4   5 flying


WHERE THINGS STAND

  Lead one small project   [###+.]   3 of 5 milestones
  Now: write the design note (M4), due Fri 28 Nov

  Next session: Thu 27 Nov, 17:00-17:45 (Lisbon)


Tomasz sees your answers in Sunday's digest. Start a line with
"private:" and it stays out of everything he receives.

Busy week? Reply "skip", "snooze monday" or "pause until 8 Dec".

-- 
You get this every Friday because you and Tomasz agreed to it on
19 September. Reply "help" for everything you can do, "stop" to end
these mails. Run by the mentoring program at mentors.example.
`,
	HTML: htmlMail("Three short questions, in your own words.", "Hi Ana, how did the week go?",
		"<b>Just hit reply.</b> Answer what you like, in any order. <br>One line is plenty.",
		[][2]string{
			{"<b>You planned to ask for a review of your parser change.</b> What happened?", "Done already? Reply <b>done C4</b> and it&rsquo;s ticked off."},
			{"<b>What got in the way, if anything?</b>", ""},
			{"<b>Where would Tomasz&rsquo;s help count most on Thursday?</b>", ""},
			{"<b>How on track do you feel?</b> <span>Tap one, or write &ldquo;4: 3&rdquo;.</span>", scaleRow},
		},
		"You get this every Friday because you and Tomasz agreed to it on 19 September. Reply <b>help</b> for everything you can do, <b>stop</b> to end these mails."),
}

var quarter = Sent{
	Subject: "Three months in: your goals",
	From:    "pairs+q3x9@mentors.example",
	Questions: []Question{
		{1, "Keep, change, finish or park?"},
		{2, "What shows that you moved?"},
		{3, "What is in the way?"},
	},
	Text: `Hi Ana, three months have passed.

Answer above or below each question, as you like.


1. Keep, change, finish or park?
   G1  Lead one small project
   G2  Speak at the team meeting

2. What shows that you moved?

3. What is in the way?


Tomasz reads your answers when he has sent his own.

-- 
You get this once a quarter. Reply "stop" to end these mails.
`,
	HTML: htmlMail("Your goals, three months in.", "Hi Ana, three months have passed.",
		"Answer above or below each question, as you like.",
		[][2]string{
			{"<b>Keep, change, finish or park?</b>", "G1 Lead one small project<br>G2 Speak at the team meeting"},
			{"<b>What shows that you moved?</b>", ""},
			{"<b>What is in the way?</b>", ""},
		},
		"You get this once a quarter. Reply <b>stop</b> to end these mails."),
}

const scaleRow = `<table role="presentation"><tr><td class="rate"><a href="mailto:pairs+k7f2@mentors.example?subject=Re%3A%20Week%209&amp;body=4%3A%201">1</a></td><td>&nbsp;</td><td class="rate"><a href="mailto:x">2</a></td><td>&nbsp;</td><td><a href="mailto:x">3</a></td><td>&nbsp;</td><td><a href="mailto:x">4</a></td><td>&nbsp;</td><td><a href="mailto:x">5</a></td></tr><tr><td>stuck</td><td></td><td></td><td></td><td>steady</td><td></td><td></td><td></td><td>flying</td></tr></table>`

// htmlMail builds a mail as the templates do: tables inside tables, the number
// of a question in a cell before it, a hidden preheader.
func htmlMail(pre, hello, lead string, questions [][2]string, foot string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<!DOCTYPE html><html lang="en"><head><title>x</title><style>td{color:red}</style></head><body class="bg">
<div class="pre" style="display:none;max-height:0;mso-hide:all">%s</div>
<table role="presentation" width="100%%"><tr><td class="outer"><table role="presentation"><tr><td class="px"><h1 style="margin:0">%s</h1></td></tr>
<tr><td><p class="lead" style="margin:0">%s</p></td></tr><tr><td><table role="presentation">`, pre, hello, lead)
	for i, q := range questions {
		fmt.Fprintf(&b, `
<tr><td width="42"><table role="presentation"><tr><td class="num">%d</td></tr></table></td>
<td><p class="body" style="margin:0">%s</p>`, i+1, q[0])
		if q[1] != "" {
			fmt.Fprintf(&b, `<p class="small" style="margin:0">%s</p>`, q[1])
		}
		fmt.Fprintf(&b, `<!--answer%d--></td></tr>`, i+1)
	}
	fmt.Fprintf(&b, `</table></td></tr>
<tr><td><h2>Where things stand</h2></td></tr><tr><td>Lead one small project</td><td>3 of 5 milestones</td></tr>
<tr><td><p class="small">Busy week? <a href="mailto:pairs+k7f2@mentors.example?body=skip">Skip it</a> &nbsp;&middot;&nbsp; <a href="mailto:x">Ask me Monday</a></p></td></tr>
</table><p class="tiny">%s</p></td></tr></table></body></html>`, foot)
	return b.String()
}

// bodyOf is the inside of a mail's body, as clients quote it.
func bodyOf(mail string) string {
	_, rest, _ := strings.Cut(mail, `<body class="bg">`)
	rest, _, _ = strings.Cut(rest, "</body>")
	return rest
}

// renderText is our HTML as a client writes it into the plain part of a reply:
// a line for each block, links behind their words.
func renderText(mail string) []string {
	d := htmlDocument(strings.ReplaceAll(mail, `<a href="mailto:x">`, `&lt;mailto:x&gt;<a>`))
	var out []string
	for i, l := range d.lines {
		if l.blank {
			out = append(out, "")
		} else {
			out = append(out, d.text(i))
		}
	}
	return out
}

// paragraphs is text as HTML paragraphs of a client's class.
func paragraphs(class, text string) string {
	var b strings.Builder
	for _, l := range strings.Split(text, "\n") {
		if l == "" {
			l = "\u00a0"
		}
		fmt.Fprintf(&b, `<%s>%s</%s>`, class, html.EscapeString(l), strings.Fields(class)[0])
	}
	return b.String()
}
