package reply

import "strings"

// set makes a set of names.
func set(names ...string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, n := range names {
		m[n] = true
	}
	return m
}

var (
	// blocks start and end a line.
	blocks = set("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir", "div",
		"dl", "dt", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "html",
		"li", "main", "menu", "nav", "ol", "p", "pre", "section", "table", "tbody", "thead", "tfoot", "tr", "ul")

	cells = set("td", "th", "caption")

	// implied end tags: a second one of these closes the first.
	implied = set("p", "li", "td", "th", "tr", "dd", "dt", "option")

	// frameNames are classes and ids of elements that hold an attribution line
	// or a header block.
	frameNames = set("gmail_attr", "moz-cite-prefix", "divRplyFwdMsg", "OutlookMessageHeader", "mail-quote-attribution")

	// citeNames are those of elements that hold a quote and nothing else.
	citeNames = set("yahoo_quoted", "protonmail_quote", "OLK_SRC_BODY_SECTION", "zmail_extra", "mail-quote-collapse",
		"tutanota_quote", "hmHistory", "isForwardContent", "BLOCKQUOTE")

	// signatureNames are those of elements that hold a signature.
	signatureNames = set("gmail_signature", "moz-signature", "MAC_OUTLOOK_SIGNATURE", "Signature", "signature",
		"protonmail_signature_block", "ms-outlook-mobile-signature", "AppleMailSignature", "mail-signature")
)

// look reads from an element's attributes what holds inside it. Outlook puts
// "x_" before every class and id that it quotes, once for each time.
func (e *element) look(a attrs) {
	for _, name := range []string{a.id, a.class} {
		for name != "" {
			var one string
			one, name, _ = strings.Cut(name, " ")
			for strings.HasPrefix(one, "x_") {
				one = one[2:]
			}
			switch {
			case frameNames[one]:
				e.hint |= hintFrame
			case citeNames[one]:
				e.hint |= hintCite
				e.depth++
			case signatureNames[one]:
				e.hint |= hintSignature
			}
		}
	}
	e.hidden = e.hidden || a.hidden || hides(a.style)
	if a.style != "" {
		style := squeeze(a.style)
		if strings.Contains(style, "border-left:solid") || strings.Contains(style, "border-left:1pxsolid") {
			e.depth++
		}
		if strings.Contains(style, "white-space:pre") {
			e.pre = true
		}
	}
}

// hides reports whether a style takes an element off the page.
func hides(style string) bool {
	if style == "" {
		return false
	}
	s := squeeze(style)
	return strings.Contains(s, "display:none") || strings.Contains(s, "mso-hide:all") || strings.Contains(s, "visibility:hidden")
}

// zeroMargin reports whether a style sets no space around a paragraph.
func zeroMargin(style string) bool {
	s := squeeze(style)
	for _, m := range []string{"margin:0;", "margin:0px;", "margin-top:0;", "margin-top:0px", "margin:0cm", "margin:0in"} {
		if strings.Contains(s+";", m) {
			return true
		}
	}
	return false
}

// squeeze is a style in lower case without spaces.
func squeeze(style string) string {
	return strings.ToLower(strings.Join(strings.Fields(style), ""))
}
