package reply

import (
	"fmt"
	"html"
	"strings"
	"testing"
)

// webmail is how an HTML client puts a person's answer and our mail together.
type webmail struct {
	name string
	// around puts an answer above or below the quote.
	around func(answer, frame, quote string, top bool) string
	// inside is an answer between the quoted lines.
	inside func(answer string) string
}

func xPrefix(quote string) string {
	return strings.NewReplacer(`class="`, `class="x_`, `id="`, `id="x_`).Replace(quote)
}

var webmails = []webmail{
	{
		"gmail",
		func(answer, frame, quote string, top bool) string {
			q := `<div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">` + frame + `<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">` + quote + `</blockquote></div>`
			a := `<div dir="ltr">` + paragraphs("div", answer) + `</div>`
			if top {
				return a + "<br>" + q
			}
			return q + `<div><br></div>` + a
		},
		func(answer string) string {
			return `</blockquote><div><br></div>` + paragraphs("div", answer) + `<div><br></div><blockquote class="gmail_quote" style="border-left:1px solid rgb(204,204,204)">`
		},
	},
	{
		"gmail, answers left inside the quote",
		func(answer, frame, quote string, top bool) string {
			q := `<div class="gmail_quote"><div class="gmail_attr">` + frame + `<br></div><blockquote class="gmail_quote">` + quote
			if top {
				return paragraphs("div", answer) + q + `</blockquote></div>`
			}
			return q + paragraphs("div", answer) + `</blockquote></div>`
		},
		func(answer string) string { return `<div><br></div>` + paragraphs("div", answer) },
	},
	{
		"thunderbird",
		func(answer, frame, quote string, top bool) string {
			q := `<div class="moz-cite-prefix">` + frame + `<br></div><blockquote type="cite" cite="mid:1@mentors.example">` + quote + `</blockquote>`
			if top {
				return paragraphs("p", answer) + q
			}
			return q + paragraphs("p", answer)
		},
		func(answer string) string {
			return `</blockquote>` + paragraphs("p", answer) + `<blockquote type="cite" cite="mid:1@mentors.example">`
		},
	},
	{
		"outlook",
		func(answer, _, quote string, top bool) string {
			q := `<div id="appendonsend"></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri"><b>From:</b> Milepost for Ana &amp; Tomasz &lt;pairs+k7f2@mentors.example&gt;<br><b>Sent:</b> Friday, November 14, 2025 2:00 PM<br><b>To:</b> Ana &lt;ana@world.test&gt;<br><b>Subject:</b> Week 9: how did the review go?</font><div>&nbsp;</div></div><div>` + xPrefix(quote) + `</div>`
			a := paragraphs(`p class="MsoNormal"`, answer)
			if top {
				return a + q
			}
			return q + a
		},
		func(answer string) string { return paragraphs(`p class="x_MsoNormal"`, answer) },
	},
	{
		"outlook for windows, german",
		func(answer, _, quote string, top bool) string {
			q := `<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>Von:</b> Milepost for Ana &amp; Tomasz &lt;pairs+k7f2@mentors.example&gt; <br><b>Gesendet:</b> Freitag, 14. November 2025 14:00<br><b>An:</b> Ana &lt;ana@world.test&gt;<br><b>Betreff:</b> Week 9: how did the review go?</p></div><p class="MsoNormal"><o:p>&nbsp;</o:p></p>` + quote
			a := `<div class="WordSection1">` + paragraphs(`p class="MsoNormal"`, answer)
			if top {
				return a + q + `</div>`
			}
			return `<div class="WordSection1">` + q + paragraphs(`p class="MsoNormal"`, answer) + `</div>`
		},
		func(answer string) string {
			return paragraphs(`p class="MsoNormal" style="color:#C00000"`, answer)
		},
	},
	{
		"yahoo",
		func(answer, frame, quote string, top bool) string {
			q := `<div id="ydp1yahoo_quoted_2" class="yahoo_quoted"><div><div>` + frame + `</div><div><br></div><div>` + quote + `</div></div></div>`
			a := `<div class="ydpyahoo-style-wrap"><div dir="ltr">` + paragraphs("div", answer) + `</div><div><br></div></div>`
			if top {
				return a + q
			}
			return q + a
		},
		func(answer string) string { return `<div><br></div>` + paragraphs("div", answer) },
	},
	{
		"apple",
		func(answer, frame, quote string, top bool) string {
			q := `<div><br><blockquote type="cite"><div>` + frame + `</div><br class="Apple-interchange-newline"><div>` + quote + `</div></blockquote></div>`
			if top {
				return paragraphs("div", answer) + `<br id="lineBreakAtBeginningOfMessage">` + q
			}
			return q + `<br>` + paragraphs("div", answer)
		},
		func(answer string) string {
			return `</div></blockquote>` + paragraphs("div", answer) + `<br><blockquote type="cite"><div>`
		},
	},
	{
		"proton",
		func(answer, frame, quote string, top bool) string {
			q := `<div class="protonmail_quote">` + frame + `<br><br><blockquote class="protonmail_quote" type="cite">` + quote + `</blockquote><br></div>`
			a := `<div style="font-family:Arial">` + paragraphs("div", answer) + `</div>`
			if top {
				return a + `<div class="protonmail_signature_block"><div>Sent with Proton Mail secure email.</div></div>` + q
			}
			return q + a
		},
		func(answer string) string {
			return `</blockquote>` + paragraphs("div", answer) + `<blockquote class="protonmail_quote" type="cite">`
		},
	},
}

// TestHTMLReplies answers our HTML mails as HTML clients do.
func TestHTMLReplies(t *testing.T) {
	t.Parallel()
	n, good := 0, 0
	for _, mail := range []struct {
		name string
		sent Sent
		keys []string
	}{{"week", week, []string{"week", "partly", "numbers", "foreign"}}, {"quarter", quarter, []string{"quarter"}}} {
		for _, w := range webmails {
			for fi, frame := range attributions {
				for _, key := range mail.keys {
					for lay := top; lay <= between; lay++ {
						markup, want := w.compose(lay, bodyOf(mail.sent.HTML), html.EscapeString(frame), replies[key])
						n++
						if checkBlocks(t, fmt.Sprintf("%s, %s, %v, %s, frame %d", mail.name, w.name, lay, key, fi), Input{HTML: markup}, []Sent{mail.sent}, want) {
							good++
						}
						if n-good > 12 {
							t.Fatalf("too many wrong: %d of %d", n-good, n)
						}
					}
				}
				if fi > 3 && !strings.Contains(w.name, "gmail") {
					break // the rest differs in the frame alone
				}
			}
		}
	}
	t.Logf("%d of %d right", good, n)
}

func (w webmail) compose(lay layout, quote, frame string, answers []string) (string, []Block) {
	if lay != between {
		var given []string
		for _, a := range answers {
			if a != "" {
				given = append(given, a)
			}
		}
		all := strings.Join(given, "\n")
		return "<html><body>" + w.around(all, frame, quote, lay == top) + "</body></html>", []Block{{Text: all}}
	}
	var want []Block
	for i, a := range answers {
		mark := fmt.Sprintf("<!--answer%d-->", i+1)
		if a != "" {
			quote = strings.Replace(quote, mark, w.inside(a), 1)
			want = append(want, Block{Text: a, Question: i + 1})
		}
	}
	return "<html><body>" + w.around("", frame, quote, true) + "</body></html>", want
}
