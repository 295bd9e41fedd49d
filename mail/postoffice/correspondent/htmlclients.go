package correspondent

import (
	"html"
	"strings"
)

// These clients quote the HTML part of the mail and make their text part, if
// they send one, out of the result.

func writeGmail(d *draft) (body, error) { return d.htmlReply(gmailHTML(d)) }

func gmailHTML(d *draft) htmlStyle {
	return htmlStyle{
		cleaning:  cleaning{prefix: "m_-" + digits(d.sum) + "gmail-", noData: true, noStyles: true},
		rendering: rendering{quoteMark: "> ", gap: true, cell: "\n", links: true, width: 78},
		own:       func(t string) string { return `<div dir="ltr">` + divs(t) + `</div>` },
		sign: func(t string) string {
			return `<br><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature">` + divs(t) + `</div>`
		},
		intro: func(d *draft) string {
			return `<br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">` +
				linked(d, d.attribution(gmailStyle)) + `<br></div>`
		},
		quote: func(q string) string {
			return `<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">` + q + `</blockquote>`
		},
		end: `</div>`,
	}
}

// appleHTML is what Apple Mail does on every device. The attribution is quoted
// on the phone and not on the desktop.
func appleHTML() htmlStyle {
	return htmlStyle{
		rendering: rendering{quoteMark: "> ", gap: true, cell: "\n"},
		own:       divs,
		quote:     func(q string) string { return `<blockquote type="cite"><div dir="ltr">` + q + `</div></blockquote>` },
	}
}

func writeApplePhone(d *draft) (body, error) { return d.htmlReply(applePhoneHTML()) }

func applePhoneHTML() htmlStyle {
	s := appleHTML()
	s.signsFirst = true
	s.own = func(t string) string { return `<div dir="ltr">` + divs(t) + `</div>` }
	s.sign = func(t string) string {
		return `<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">` + divs(t) + `</div>`
	}
	s.intro = func(d *draft) string {
		return `<div dir="ltr"><br><blockquote type="cite">` + broken(d.attribution(appleStyle)) + `<br><br></blockquote></div>`
	}
	return s
}

func writeAppleMac(d *draft) (body, error) { return d.htmlReply(appleMacHTML()) }

func appleMacHTML() htmlStyle {
	s := appleHTML()
	s.sign = func(t string) string { return `<br><div>` + divs(t) + `</div>` }
	s.intro = func(d *draft) string { return `<br><div>` + broken(d.attribution(appleStyle)) + `</div><br>` }
	s.quote = func(q string) string { return `<blockquote type="cite"><div>` + q + `</div></blockquote>` }
	return s
}

func writeOutlookDesktop(d *draft) (body, error) {
	b, err := d.htmlReply(outlookHTML())
	b.charset = windows1252
	return b, err
}

func outlookHTML() htmlStyle {
	return htmlStyle{
		cleaning:  cleaning{noData: true, noStyles: true},
		rendering: rendering{cell: "\t"},
		own:       msoParagraphs(``),
		answer:    msoParagraphs(` style="color:#1F497D"`),
		sign:      msoParagraphs(``),
		intro: func(d *draft) string {
			var out strings.Builder
			out.WriteString(`<p class="MsoNormal">&nbsp;</p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal">`)
			for i, l := range d.headerBlock(outlookLabels, outlookDates) {
				if i > 0 {
					out.WriteString("<br>")
				}
				out.WriteString("<b>" + text(l[0]) + "</b> " + text(l[1]))
			}
			out.WriteString(`</p></div></div><p class="MsoNormal">&nbsp;</p>`)
			return out.String()
		},
	}
}

func writeOutlookPhone(d *draft) (body, error) { return d.htmlReply(outlookPhoneHTML()) }

func outlookPhoneHTML() htmlStyle {
	return htmlStyle{
		cleaning:   cleaning{prefix: "x_"},
		rendering:  rendering{cell: "\t"},
		signsFirst: true,
		own:        func(t string) string { return `<div dir="auto">` + divs(t) + `</div>` },
		sign: func(t string) string {
			return `<div><br></div><div id="ms-outlook-mobile-signature" dir="auto">` + divs(t) + `</div>`
		},
		intro: func(d *draft) string {
			var out strings.Builder
			out.WriteString(`<hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif">`)
			for i, l := range d.headerBlock(outlookLabels, outlookDates) {
				if i > 0 {
					out.WriteString("<br>")
				}
				out.WriteString("<b>" + text(l[0]) + "</b> " + text(l[1]))
			}
			out.WriteString(`</font><div>&nbsp;</div></div>`)
			return out.String()
		},
	}
}

func writeThunderbirdHTML(d *draft) (body, error) { return d.htmlReply(thunderbirdHTML(d)) }

func thunderbirdHTML(d *draft) htmlStyle {
	return htmlStyle{
		rendering: rendering{quoteMark: "> ", cell: "\n", width: 72},
		own:       func(t string) string { return `<p>` + lines(t) + `</p>` },
		sign:      func(t string) string { return `<div class="moz-signature">-- <br>` + lines(t) + `</div>` },
		intro: func(d *draft) string {
			return `<div class="moz-cite-prefix">` + broken(d.attribution(thunderbirdStyle)) + `<br></div>`
		},
		quote: func(q string) string {
			return `<blockquote type="cite" cite="mid:` + html.EscapeString(strings.Trim(d.prompt.messageID, "<>")) + `">` + q + `</blockquote>`
		},
	}
}

func writeSamsung(d *draft) (body, error) {
	b, err := d.htmlReply(htmlStyle{
		rendering:  rendering{cell: "\n"},
		signsFirst: true,
		own:        func(t string) string { return `<div dir="auto">` + divs(t) + `</div><div><br></div>` },
		sign:       func(t string) string { return `<div id="composer_signature" dir="auto">` + divs(t) + `</div>` },
		intro: func(d *draft) string {
			announcement, ok := samsungAnnouncements[d.Language]
			if !ok {
				announcement = samsungAnnouncements["en"]
			}
			out := `<div><br></div><div style="font-size:100%;color:#000000" dir="auto"><div>` + text(announcement) + `</div>`
			for _, l := range d.headerBlock(samsungLabels, samsungDates) {
				out += `<div>` + text(l[0]) + ` ` + text(l[1]) + ` </div>`
			}
			return out + `<div><br></div></div>`
		},
	})
	b.encoding = "base64"
	return b, err
}

func writeWebmail(d *draft) (body, error) {
	b, err := d.htmlReply(htmlStyle{
		cleaning: cleaning{noStyles: true},
		own:      func(t string) string { return `<p style="margin:0">` + lines(t) + `</p>` },
		sign:     func(t string) string { return `<p>` + lines(t) + `</p>` },
		intro:    func(d *draft) string { return `<br><div>` + broken(d.attribution(webmailStyle)) + `</div>` },
		quote: func(q string) string {
			return `<blockquote style="border-left:2px solid #ccc;margin:0;padding-left:8px">` + q + `</blockquote>`
		},
	})
	b.text, b.encoding = "", "base64"
	return b, err
}

// htmlStyle is how a client writes HTML. The functions take plain text, but for
// quote, which takes HTML.
type htmlStyle struct {
	cleaning  cleaning
	rendering rendering

	own    func(string) string // one paragraph
	answer func(string) string // one answer between the lines; nil is own
	sign   func(string) string
	intro  func(*draft) string
	quote  func(string) string // nil where the quote is not marked, and so never split
	end    string              // what intro left open

	inside     bool // the quote is not split; answers stay in it
	signsFirst bool // the signature stays above the quote wherever the words are
}

// htmlReply writes a reply in HTML and text.
func (d *draft) htmlReply(s htmlStyle) (body, error) {
	var own, signature string
	if d.signature() != "" {
		signature = s.sign(d.signature())
	}
	for i, p := range d.own() {
		if i > 0 {
			own += "<br>"
		}
		own += s.own(p)
	}
	var out string
	switch d.Placing {
	case Above, Below, Between:
		quote, err := d.htmlQuote(s)
		if err != nil {
			return body{}, err
		}
		quote = s.intro(d) + quote + s.end
		switch {
		case d.Placing == Above:
			out = own + signature + quote
		case d.Placing == Below && s.signsFirst:
			out = signature + quote + "<br>" + own
		case d.Placing == Below:
			out = quote + "<br>" + own + signature
		default:
			if d.Free != "" {
				out = s.own(d.Free)
			}
			if s.signsFirst {
				out += signature + quote
			} else {
				out += quote + signature
			}
		}
	default:
		out = own + signature
	}
	return body{
		subject:  d.reSubject(),
		html:     "<html><head><meta charset=\"utf-8\"></head><body>" + strings.ReplaceAll(out, "<wbr>", "") + "</body></html>\n",
		text:     plainText(parseHTML(out), s.rendering),
		encoding: "quoted-printable",
	}, nil
}

// htmlQuote is the quoted prompt, with the answers in it if they belong there.
// The quote is split around an answer where a browser can do that; in a table it
// cannot, and the answer stands inside the quote.
func (d *draft) htmlQuote(s htmlStyle) (string, error) {
	root := parseHTML(d.prompt.html)
	clean(root, s.cleaning)
	if d.reshape != nil {
		d.reshape(root)
	}
	quote := s.quote
	if quote == nil {
		quote = func(q string) string { return q }
	}
	if d.Placing != Between {
		return quote(renderHTML(root)), nil
	}
	write := s.answer
	if write == nil {
		write = s.own
	}
	var out string
	for _, a := range d.inOrder() {
		q, err := d.prompt.question(a.Question)
		if err != nil {
			return "", err
		}
		node := parseHTML(write(a.Text))
		if !place(root, q, node) {
			return "", ErrNoQuestion
		}
		if s.quote == nil || s.inside || inTable(root, node) {
			continue
		}
		out += quote(renderHTML(splitBefore(root, node))) + renderHTML(node)
		node.Parent.RemoveChild(node)
	}
	return out + quote(renderHTML(root)), nil
}

// divs is text as a div per line, the way editors of mail clients write it.
func divs(t string) string {
	var out strings.Builder
	for l := range strings.SplitSeq(t, "\n") {
		if l == "" {
			out.WriteString("<div><br></div>")
		} else {
			out.WriteString("<div>" + text(l) + "</div>")
		}
	}
	return out.String()
}

// lines is text with line breaks.
func lines(t string) string {
	return strings.Join(htmlLines(strings.Split(t, "\n")), "<br>\n")
}

// text escapes, and keeps doubled spaces visible as editors do.
func text(t string) string {
	return strings.ReplaceAll(html.EscapeString(t), "  ", "&nbsp; ")
}

// broken is text in which line ends are breaks.
func broken(t string) string { return strings.ReplaceAll(text(t), "\n", "<br>") }

// msoParagraphs is text as Word writes it.
func msoParagraphs(attributes string) func(string) string {
	return func(t string) string {
		var out strings.Builder
		for l := range strings.SplitSeq(t, "\n") {
			if l == "" {
				l = "\u00a0"
			}
			out.WriteString(`<p class="MsoNormal"><span` + attributes + `>` + text(l) + `</span></p>`)
		}
		return out.String()
	}
}

// linked is an attribution in which the address is a link. A line that is too
// long is broken before it.
func linked(d *draft, line string) string {
	a := html.EscapeString(d.prompt.from.Address)
	return strings.ReplaceAll(broken(line), a, `<wbr><a href="mailto:`+a+`">`+a+`</a>`)
}

// digits turns a sum into the number that Gmail has in its prefixes.
func digits(sum string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' {
			return r - 'a' + '1'
		}
		return r
	}, sum[:16])
}
