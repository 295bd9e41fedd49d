package correspondent

import (
	"fmt"
	"html"
	"strings"
)

// webStyle is a client that writes HTML, in a crowd.
type webStyle struct {
	client Client
	name   string
	style  func(*draft) htmlStyle
}

// marking are clients that mark the quote, bare those that do not.
var (
	marking = []webStyle{
		{GmailWeb, "Gmail", gmailHTML},
		{AppleMailPhone, "Apple Mail on iPhone", func(*draft) htmlStyle { return applePhoneHTML() }},
		{AppleMail, "Apple Mail", func(*draft) htmlStyle { return appleMacHTML() }},
		{ThunderbirdHTML, "Thunderbird", thunderbirdHTML},
		{WebmailHTML, "Proton", protonHTML},
		{WebmailHTML, "Zoho", zohoHTML},
		{Roundcube, "Roundcube", roundcubeHTML},
		{WebmailHTML, "a webmail", plainWebmailHTML},
	}
	bare = []webStyle{
		{OutlookDesktop, "Outlook", func(*draft) htmlStyle { return outlookHTML() }},
		{OutlookPhone, "Outlook on a phone", func(*draft) htmlStyle { return outlookPhoneHTML() }},
		{WebmailHTML, "Yahoo", yahooHTML},
	}
)

func protonHTML(d *draft) htmlStyle {
	s := plainWebmailHTML(d)
	s.own = func(t string) string {
		return `<div style="font-family: Arial, sans-serif; font-size: 14px;">` + divs(t) + `</div>`
	}
	s.sign = func(t string) string {
		return `<div class="protonmail_signature_block" style="font-family: Arial;"><div class="protonmail_signature_block-proton">` + lines(t) + `</div></div>`
	}
	s.intro = func(d *draft) string {
		return `<div class="protonmail_quote">` + broken(d.attribution(gmailStyle)) + `<br><br>`
	}
	s.quote = func(q string) string {
		return `<blockquote class="protonmail_quote" type="cite">` + q + `</blockquote><br>`
	}
	s.end = `</div>`
	return s
}

func zohoHTML(d *draft) htmlStyle {
	s := plainWebmailHTML(d)
	s.own = func(t string) string {
		return `<div style="font-family: Verdana;"><div>` + lines(t) + `<br></div></div>`
	}
	s.intro = func(d *draft) string {
		return `<div class="zmail_extra_hr" style="border-top: 1px solid rgb(204, 204, 204); height: 0px;"><br></div><div class="zmail_extra"><div><br></div><div id="Zm-_Id_-Sgn1">` +
			broken(d.attribution(gmailStyle)) + `<br></div><div><br></div>`
	}
	s.quote = func(q string) string {
		return `<blockquote id="blockquote_zmail" style="margin: 0px;">` + q + `</blockquote>`
	}
	s.end = `</div>`
	return s
}

func roundcubeHTML(d *draft) htmlStyle {
	s := plainWebmailHTML(d)
	s.rendering = rendering{quoteMark: "> ", cell: "\n", width: 76, gap: true}
	s.inside = true
	s.sign = func(t string) string { return `<div id="_rc_sig">-- <br>` + lines(t) + `</div>` }
	s.intro = func(d *draft) string { return `<p id="reply-intro">` + broken(d.attribution(gmailStyle)) + `</p>` }
	s.quote = func(q string) string {
		return `<blockquote type="cite" style="padding: 0 0.4em; border-left: #1010ff 2px solid; margin: 0"><div id="replybody1">` + q + `</div></blockquote>`
	}
	return s
}

// yahooHTML puts the quote into a div that only its class tells from others.
func yahooHTML(d *draft) htmlStyle {
	s := plainWebmailHTML(d)
	s.own = func(t string) string {
		return `<div class="ydp1a2b3c4dyahoo-style-wrap"><div dir="ltr">` + divs(t) + `</div></div>`
	}
	s.intro = func(d *draft) string {
		return `<div id="ydp5e6f7a8byahoo_quoted_0123456789" class="ydp5e6f7a8byahoo_quoted"><div style="font-size:13px;"><div>` +
			broken(d.attribution(gmailStyle)) + `</div><div><br></div>`
	}
	s.quote, s.end = nil, `</div></div>`
	return s
}

func plainWebmailHTML(*draft) htmlStyle {
	return htmlStyle{
		cleaning:  cleaning{noStyles: true},
		rendering: rendering{quoteMark: "> ", cell: "\n"},
		own:       func(t string) string { return `<p style="margin:0">` + lines(t) + `</p>` },
		sign:      func(t string) string { return `<p>` + lines(t) + `</p>` },
		intro:     func(d *draft) string { return `<br><div>` + broken(d.attribution(webmailStyle)) + `</div>` },
		quote: func(q string) string {
			return `<blockquote style="border-left:2px solid #ccc;margin:0;padding-left:8px">` + q + `</blockquote>`
		},
	}
}

// wantsHTML decides whether the client writes HTML.
func (w *crowdWriter) wantsHTML() bool {
	switch w.out.Layout {
	case Rewrapped60, Rewrapped76:
		return false // what breaks lines is text
	case BehindMark:
		return true
	}
	return w.oneIn(2)
}

// asHTML lays the reply out in HTML, with or without a text part.
func (w *crowdWriter) asHTML() (body, error) {
	of := marking
	if w.out.Layout.unmarked() {
		of = bare
		if w.draft.block == nil {
			of = bare[2:] // only Yahoo has a line above a quote without marks
		}
	}
	which := pick(w, of)
	w.useClient(which.client)
	w.out.Client = which.name
	d := &w.draft
	style := which.style(d)
	if w.out.Layout == BehindMark {
		style.inside = true
	}
	if w.end.device {
		d.Signature = w.end.text
	}
	var b body
	var err error
	switch {
	case w.out.Layout == OnlyIntro, w.out.Layout.reshaped() && (w.mail.HTML == "" || w.oneIn(8)):
		b = w.piecedHTML(style) // the client has, or shows, the text part only
		w.out.Client += ", line by line"
	default:
		d.reshape = w.reshaper()
		b, err = w.wholeHTML(style)
	}
	if err != nil {
		return body{}, err
	}
	if which.name == "a webmail" || w.oneIn(5) {
		b.text = ""
	}
	return b, nil
}

// wholeHTML quotes the HTML of the mail as it is.
func (w *crowdWriter) wholeHTML(style htmlStyle) (body, error) {
	d := &w.draft
	d.Free = w.free()
	if w.out.Layout == Thread {
		style = w.nestedStyle(style)
	}
	switch {
	case w.out.Layout == AtEnd:
		d.Placing = Below
	case w.out.Layout == NoQuote:
		d.Placing = Bare
	case w.out.Layout.between() && w.out.Layout != InLine:
		d.Placing = Between
	default:
		d.Placing = Above
	}
	for _, o := range w.own {
		if o.Question > 0 && w.out.Layout != InLine {
			d.Answers = append(d.Answers, Answer{o.Question, o.Text})
		}
	}
	if !w.end.device && w.end.text != "" {
		d.Signature = w.end.text
		if w.end.dashed {
			if !strings.Contains(style.sign("x"), "-- ") {
				d.Signature = "-- \n" + d.Signature
			}
		} else {
			style.sign = func(t string) string { return "<br>" + style.own(t) }
		}
		style.signsFirst = false
	}
	d.client.signature = nil // the crowd has its own
	return d.htmlReply(style)
}

// piecedHTML quotes the mail line by line, as editors leave it in which the
// person has been at work.
func (w *crowdWriter) piecedHTML(style htmlStyle) body {
	quote := style.quote
	if quote == nil {
		quote = func(q string) string { return q }
	}
	var out strings.Builder
	var run []string
	flush := func() {
		if run != nil {
			out.WriteString(quote("<div>" + strings.Join(run, "<br>\n") + "</div>"))
		}
		run = nil
	}
	if w.out.Layout.between() {
		if w.free() != "" {
			out.WriteString(style.own(w.free()) + "<br>")
		}
		out.WriteString(style.intro(&w.draft))
		var own []string
		answer := func() {
			if t := strings.Trim(strings.Join(own, "\n"), "\n"); t != "" {
				flush()
				out.WriteString(style.own(t))
			}
			own = nil
		}
		for _, p := range w.pieces() {
			if p.own {
				own = append(own, p.text)
				continue
			}
			answer()
			run = append(run, html.EscapeString(p.text))
		}
		answer()
		flush()
		out.WriteString(style.end + w.signedHTML(style))
	} else {
		out.WriteString(style.own(w.free()) + w.signedHTML(style))
		switch w.out.Layout {
		case OnlyIntro:
			out.WriteString(style.intro(&w.draft) + style.end)
		default:
			out.WriteString(w.nestedHTML(style, quote))
		}
	}
	page := out.String()
	return body{
		html: "<html><head><meta charset=\"utf-8\"></head><body>" + strings.ReplaceAll(page, "<wbr>", "") + "</body></html>\n",
		text: plainText(parseHTML(page), style.rendering),
	}
}

// nestedStyle is a style for answering somebody's reply that quoted our mail.
func (w *crowdWriter) nestedStyle(style htmlStyle) htmlStyle {
	inner, quote := style.intro(&w.draft), style.quote
	said := pick(w, w.data.answers["en"])
	w.draft.intro = fmt.Sprintf("On %s, %s wrote:", w.dated("en", "{d} {mon} {Y}, {HH}:{mm}"), shown(w.mail.To))
	style.quote = func(q string) string { return quote(style.own(said) + inner + quote(q) + style.end) }
	return style
}

// nestedHTML answers somebody's reply that quoted our mail.
func (w *crowdWriter) nestedHTML(style htmlStyle, quote func(string) string) string {
	inner := style.intro(&w.draft) + quote("<div>"+strings.Join(htmlLines(w.draft.prompt.text), "<br>\n")+"</div>") + style.end
	said := pick(w, w.data.answers["en"])
	w.draft.intro = fmt.Sprintf("On %s, %s wrote:", w.dated("en", "{d} {mon} {Y}, {HH}:{mm}"), shown(w.mail.To))
	if w.draft.block != nil {
		w.draft.block = nil
	}
	return style.intro(&w.draft) + quote(style.own(said)+inner) + style.end
}

// signedHTML is the ending in HTML.
func (w *crowdWriter) signedHTML(style htmlStyle) string {
	switch {
	case w.end.text == "":
		return ""
	case w.end.device:
		return style.sign(w.end.text)
	case w.end.dashed:
		return "<br>" + style.own("-- \n"+w.end.text)
	}
	return "<br>" + style.own(w.end.text)
}
