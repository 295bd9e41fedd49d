package reply

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// htmlDocument writes an HTML part out as lines, as a browser would show it,
// with the quote depth and the hints of the elements around each line. What a
// browser hides is left out.
func htmlDocument(markup string) *document {
	return newPage(false).read(markup)
}

// htmlDocumentAll is htmlDocument with hidden text left in, for mails of ours:
// clients that drop our style show the preheader in the quote.
func htmlDocumentAll(markup string) *document {
	return newPage(true).read(markup)
}

// page is the state of the walk. The walk is over tags, not over a tree: its
// cost is linear and its depth bounded whatever the nesting.
type page struct {
	all    bool
	out    []byte
	lines  []line
	stack  []element
	open   map[string]int // how often a tag is on the stack
	sticky hint           // holds from its mark to the end of the part

	inLine bool // the current line holds something
	top    element
	space  byte // space to write before the next word, 0 for none
	gap    bool // a blank line is due before the next line
	marker string
}

// element is an open tag and what holds inside it.
type element struct {
	tag    string
	depth  uint16
	hint   hint
	hidden bool
	skip   bool // text here is no text: script, style, head
	pre    bool
	margin bool
	list   int // -1 in a bulleted list, else the number of the next item
}

// maxOpen bounds the elements that are followed at once.
const maxOpen = 4096

func newPage(all bool) *page {
	return &page{all: all, open: make(map[string]int)}
}

func (p *page) read(markup string) *document {
	z := html.NewTokenizer(strings.NewReader(markup))
	for {
		switch z.Next() {
		case html.ErrorToken: // the end of the text is the only error there is
			p.endLine()
			return &document{source: string(p.out), lines: p.lines, html: true}
		case html.TextToken:
			if !p.top.skip && (p.all || !p.top.hidden) {
				p.text(string(z.Text()))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			tag := string(name)
			p.start(tag, attributes(z, more))
		case html.EndTagToken:
			name, _ := z.TagName()
			p.end(string(name))
		}
	}
}

// attrs are the attributes that matter here.
type attrs struct {
	class, id, style, kind, alt, start string
	hidden                             bool
}

func attributes(z *html.Tokenizer, more bool) attrs {
	var a attrs
	for more {
		var key, val []byte
		key, val, more = z.TagAttr()
		switch string(key) {
		case "class":
			a.class = string(val)
		case "id":
			a.id = string(val)
		case "style":
			a.style = string(val)
		case "type":
			a.kind = string(val)
		case "alt":
			a.alt = string(val)
		case "start":
			a.start = string(val)
		case "hidden":
			a.hidden = true
		}
	}
	return a
}

func (p *page) start(tag string, a attrs) {
	switch tag {
	case "br":
		p.breakLine()
		return
	case "img":
		if !p.top.skip && len(a.alt) <= 16 && !isASCII(a.alt) { // a smiley
			p.text(a.alt)
		}
		return
	case "hr":
		p.endLine()
		return
	case "meta", "link", "input", "wbr", "col", "area", "base", "source", "embed", "param", "track":
		return
	}
	if implied[tag] && len(p.stack) > 0 && p.top.tag == tag {
		p.pop()
	}
	if len(p.stack) >= maxOpen {
		return
	}
	if blocks[tag] {
		p.endLine()
	}
	e := p.top
	e.tag, e.margin = tag, false
	e.look(a)
	if strings.TrimPrefix(a.id, "x_") == "appendonsend" || strings.TrimPrefix(a.id, "x_") == "divRplyFwdMsg" {
		p.sticky |= hintReply
	}
	switch tag {
	case "body":
		e.skip = false // its head was left open
	case "script", "style", "head", "title", "template", "noscript":
		e.skip = true
	case "pre", "textarea":
		e.pre = true
	case "p", "h1", "h2", "h3", "h4", "h5", "h6":
		e.margin = !strings.Contains(a.class, "MsoNormal") && !zeroMargin(a.style)
		p.gap = p.gap || e.margin && len(p.lines) > 0
	case "blockquote":
		e.depth++
		if a.kind == "cite" || strings.Contains(a.class, "quote") {
			e.hint |= hintCite
		}
	case "ul":
		e.list = -1
	case "ol":
		e.list = 1
		if n, err := strconv.Atoi(a.start); err == nil {
			e.list = n
		}
	case "li":
		p.item()
	case "td", "th":
		if p.inLine {
			p.space = '\t'
		}
	}
	p.push(e)
}

// item sets the marker of a list item.
func (p *page) item() {
	p.marker = "- "
	for i := len(p.stack) - 1; i >= 0 && i >= len(p.stack)-4; i-- {
		if l := &p.stack[i]; l.tag == "ol" && l.list > 0 {
			p.marker = strconv.Itoa(l.list) + ". "
			l.list++
			return
		} else if l.tag == "ul" {
			return
		}
	}
}

func (p *page) end(tag string) {
	if tag == "br" || tag == "p" && p.open[tag] == 0 {
		p.breakLine()
		return
	}
	if p.open[tag] == 0 || !cells[tag] && !blocks[tag] && !p.within(tag) {
		return
	}
	for {
		done := p.top.tag == tag
		p.pop()
		if done {
			return
		}
	}
}

// within reports whether an inline element is open inside the innermost block,
// so that its end tag does not close a quote that it is nested wrongly with.
func (p *page) within(tag string) bool {
	for i := len(p.stack) - 1; i >= 0 && i >= len(p.stack)-64; i-- {
		switch t := p.stack[i].tag; {
		case t == tag:
			return true
		case blocks[t] || cells[t]:
			return false
		}
	}
	return false
}

func (p *page) push(e element) {
	p.stack = append(p.stack, e)
	p.open[e.tag]++
	p.top = e
}

func (p *page) pop() {
	e := p.top
	if blocks[e.tag] {
		p.endLine()
		p.gap = p.gap || e.margin && len(p.lines) > 0
	}
	if e.tag == "li" {
		p.marker = ""
	}
	p.open[e.tag]--
	p.stack = p.stack[:len(p.stack)-1]
	p.top = element{}
	if n := len(p.stack); n > 0 {
		p.top = p.stack[n-1]
	}
}

// text adds text to the current line, its white space collapsed.
func (p *page) text(s string) {
	if p.top.pre || strings.Contains(s, "\u00a0") && strings.Trim(s, " \t\r\n\u00a0") == "" {
		p.preformatted(s)
		return
	}
	for i := 0; i < len(s); {
		switch s[i] {
		case ' ', '\t', '\r', '\n', '\f':
			if p.inLine && p.space == 0 {
				p.space = ' '
			}
			i++
			continue
		}
		j := i
		for j < len(s) && s[j] != ' ' && s[j] != '\t' && s[j] != '\r' && s[j] != '\n' && s[j] != '\f' {
			j++
		}
		p.write(strings.ReplaceAll(s[i:j], "\u00a0", " "))
		i = j
	}
}

// preformatted adds text as it stands.
func (p *page) preformatted(s string) {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\u00a0", " ")
	for i, l := range strings.Split(s, "\n") {
		if !p.top.pre {
			l = strings.Trim(l, "\t\r")
		}
		if i > 0 && p.top.pre {
			p.breakLine()
		}
		if l != "" {
			p.write(l)
		}
	}
}

func (p *page) write(s string) {
	if !p.inLine {
		p.beginLine()
		p.out = append(p.out, p.marker...)
		p.marker = ""
	} else if p.space != 0 {
		p.out = append(p.out, p.space)
	}
	p.space = 0
	p.out = append(p.out, s...)
}

func (p *page) beginLine() {
	if p.gap && len(p.lines) > 0 && !p.lines[len(p.lines)-1].blank {
		p.out = append(p.out, '\n')
		at := int32(len(p.out)) - 1
		p.lines = append(p.lines, line{start: at, end: at, body: at, depth: p.top.depth, blank: true})
	}
	p.gap = false
	p.inLine = true
	p.lines = append(p.lines, line{start: int32(len(p.out)), body: int32(len(p.out)), depth: p.top.depth, hint: p.top.hint | p.sticky})
}

// breakLine is a <br>: it ends the line, or is an empty line by itself.
func (p *page) breakLine() {
	if !p.inLine {
		p.beginLine()
	}
	p.endLine()
}

// endLine ends the line if there is one.
func (p *page) endLine() {
	p.space = 0
	if !p.inLine {
		return
	}
	l := &p.lines[len(p.lines)-1]
	l.end = int32(len(p.out))
	l.blank = strings.TrimSpace(string(p.out[l.start:l.end])) == ""
	p.out = append(p.out, '\n')
	p.inLine = false
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
