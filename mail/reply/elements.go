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

	// named are classes and ids of elements that hold an attribution line or a
	// header block, a quote and nothing else, or a signature.
	named = hints(map[hint][]string{
		hintFrame: {"gmail_attr", "moz-cite-prefix", "divRplyFwdMsg", "OutlookMessageHeader", "mail-quote-attribution"},
		hintCite: {"yahoo_quoted", "protonmail_quote", "OLK_SRC_BODY_SECTION", "zmail_extra", "mail-quote-collapse",
			"tutanota_quote", "hmHistory", "isForwardContent", "BLOCKQUOTE"},
		hintSignature: {"gmail_signature", "moz-signature", "MAC_OUTLOOK_SIGNATURE", "Signature", "signature",
			"protonmail_signature_block", "ms-outlook-mobile-signature", "AppleMailSignature", "mail-signature"},
	})
)

// hints is a table by its values' members.
func hints(names map[hint][]string) map[string]hint {
	m := make(map[string]hint)
	for h, all := range names {
		for _, n := range all {
			m[n] = h
		}
	}
	return m
}

// tag is what one page knows of a kind of element.
type tag struct {
	name                 string
	block, cell, implied bool
	open                 int // how often it is on the stack
}

// tag is the one of a name. Every element of the page asks for one.
func (p *page) tag(name []byte) *tag {
	if t, ok := p.tags[string(name)]; ok {
		return t
	}
	s := string(name)
	t := &tag{name: s, block: blocks[s], cell: cells[s], implied: implied[s]}
	p.tags[s] = t
	return t
}

// look reads from an element's attributes what holds inside it. Outlook puts
// "x_" before every class and id that it quotes, once for each time.
func (e *element) look(a attrs) {
	e.lookAt(a.id)
	e.lookAt(a.class)
	e.hidden = e.hidden || a.hidden || hides(a.style)
	if strings.Contains(a.style, "border-left:solid") || strings.Contains(a.style, "border-left:1pxsolid") {
		e.depth++
	}
	if strings.Contains(a.style, "white-space:pre") {
		e.pre = true
	}
}

// lookAt does so for one attribute.
func (e *element) lookAt(names string) {
	for names != "" {
		var one string
		one, names, _ = strings.Cut(names, " ")
		for strings.HasPrefix(one, "x_") {
			one = one[2:]
		}
		h := named[one]
		e.hint |= h
		if h == hintCite {
			e.depth++
		}
	}
}

// hides reports whether a squeezed style takes an element off the page.
func hides(s string) bool {
	return strings.Contains(s, "display:none") || strings.Contains(s, "mso-hide:all") || strings.Contains(s, "visibility:hidden")
}

// zeroMargin reports whether a squeezed style sets no space around a paragraph.
func zeroMargin(s string) bool {
	for _, m := range []string{"margin:0;", "margin:0px;", "margin-top:0;", "margin-top:0px", "margin:0cm", "margin:0in"} {
		if strings.Contains(s, m) {
			return true
		}
	}
	return strings.HasSuffix(s, "margin:0") || strings.HasSuffix(s, "margin:0px") || strings.HasSuffix(s, "margin-top:0")
}

// squeeze is a style in lower case without spaces.
func squeeze(style string) string {
	return strings.ToLower(strings.Join(strings.Fields(style), ""))
}
