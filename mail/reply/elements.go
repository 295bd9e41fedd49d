package reply

import (
	"slices"
	"strings"
)

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
		hintCite: {
			"yahoo_quoted", "protonmail_quote", "OLK_SRC_BODY_SECTION", "zmail_extra", "mail-quote-collapse",
			"tutanota_quote", "hmHistory", "isForwardContent", "BLOCKQUOTE",
		},
		hintSignature: {
			"gmail_signature", "moz-signature", "MAC_OUTLOOK_SIGNATURE", "Signature", "signature",
			"protonmail_signature_block", "ms-outlook-mobile-signature", "AppleMailSignature", "mail-signature",
		},
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

// tag is a kind of element.
type tag struct {
	n                    int // its number on a page
	name                 string
	block, cell, implied bool
}

// tags are those that this package knows something about.
var tags = func() map[string]*tag {
	m := make(map[string]*tag)
	for _, names := range []map[string]bool{blocks, cells, implied, set("a", "b", "br", "center", "em", "font", "head", "hr",
		"i", "img", "input", "link", "meta", "noscript", "script", "span", "strong", "style", "template", "textarea", "title", "u")} {
		for n := range names {
			if m[n] == nil {
				m[n] = &tag{len(m), n, blocks[n], cells[n], implied[n]}
			}
		}
	}
	return m
}()

// tag is the one of a name.
func (p *page) tag(name []byte) *tag {
	if t := tags[string(name)]; t != nil {
		return t
	}
	t := p.others[string(name)]
	if t == nil {
		t = &tag{n: len(p.open), name: string(name)}
		p.others[t.name] = t
		p.open = append(p.open, 0)
	}
	return t
}

// look reads from an element's attributes what holds inside it.
func (e *element) look(a attrs) {
	if e.tag.name == "signature" { // Mailspring has an element for it
		e.hint |= hintSignature
	}
	for _, n := range a.names {
		e.hint |= n
		if n&hintCite != 0 {
			e.depth++
		}
	}
	e.hidden = e.hidden || a.hidden || a.style.hides
	e.pre = e.pre || a.style.pre
	if a.style.border {
		e.depth++
	}
}

// namesIn appends what the names in a class or an id say, in their order.
// Outlook puts "x_" before every class and id that it quotes, once for each time.
func namesIn(hints []hint, names string) []hint {
	for names != "" {
		var one string
		one, names, _ = strings.Cut(names, " ")
		for strings.HasPrefix(one, "x_") {
			one = one[2:]
		}
		h := named[one]
		if h == 0 && strings.Contains(one, "ignature") {
			h = hintSignature // many clients have a name of their own for it
		}
		if h != 0 {
			hints = append(hints, h)
		}
	}
	return hints
}

// css is what matters of a style attribute.
type css struct {
	hides      bool // takes the element off the page
	border     bool // a line on the left, as beside a quote
	pre        bool // white space stands as it is
	zeroMargin bool // no space around a paragraph
}

// readStyle reads a style attribute.
func readStyle(written string) css {
	s := strings.ToLower(strings.Join(strings.Fields(written), ""))
	has := func(parts ...string) bool {
		return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(s+";", part) })
	}
	return css{
		hides:      has("display:none", "mso-hide:all", "visibility:hidden"),
		border:     has("border-left:solid", "border-left:1pxsolid"),
		pre:        has("white-space:pre"),
		zeroMargin: has("margin:0;", "margin:0px;", "margin-top:0;", "margin-top:0px", "margin:0cm", "margin:0in"),
	}
}
