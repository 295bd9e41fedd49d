package reply

import (
	"bytes"
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
	sticky hint // holds from its mark to the end of the part

	others map[string]*tag // those not in tags
	open   []int           // how often each tag is on the stack
	styles map[string]css  // for they come back in every cell of a table
	names  []hint          // of one element

	inLine bool // the current line holds something
	top    element
	space  byte // space to write before the next word, 0 for none
	gap    bool // a blank line is due before the next line
	marker string
}

// element is an open tag and what holds inside it.
type element struct {
	tag    *tag
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
	return &page{all: all, others: make(map[string]*tag), open: make([]int, len(tags)), styles: make(map[string]css)}
}

func (p *page) read(markup string) *document {
	p.out = make([]byte, 0, len(markup)/4)
	p.lines = make([]line, 0, len(markup)/128+8)
	z := html.NewTokenizer(strings.NewReader(markup))
	for {
		switch z.Next() {
		case html.ErrorToken: // the end of the text is the only error there is
			p.endLine()
			return &document{source: string(p.out), lines: p.lines, html: true}
		case html.TextToken:
			if !p.top.skip && (p.all || !p.top.hidden) {
				p.text(z.Text())
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			t := p.tag(name)
			p.start(t, p.attributes(z, more))
		case html.EndTagToken:
			name, _ := z.TagName()
			p.end(p.tag(name))
		}
	}
}

// attrs are the attributes that matter here.
type attrs struct {
	names                        []hint // what the class and the id say
	style                        css
	normal, quote, reply, hidden bool // of class, class, id; and the attribute itself
	kind, alt, start             string
}

func (p *page) attributes(z *html.Tokenizer, more bool) attrs {
	var a attrs
	a.names = p.names[:0]
	for more {
		var key, val []byte
		key, val, more = z.TagAttr()
		switch string(key) {
		case "class":
			a.names = namesIn(a.names, string(val))
			a.normal = bytes.Contains(val, []byte("MsoNormal"))
			a.quote = bytes.Contains(val, []byte("quote"))
		case "id":
			a.names = namesIn(a.names, string(val))
			id := strings.TrimPrefix(string(val), "x_")
			a.reply = id == "appendonsend" || id == "divRplyFwdMsg"
		case "style":
			a.style = p.style(val)
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
	p.names = a.names
	return a
}

func (p *page) style(val []byte) css {
	s, ok := p.styles[string(val)]
	if !ok {
		s = readStyle(string(val))
		p.styles[string(val)] = s
	}
	return s
}

func (p *page) start(t *tag, a attrs) {
	switch t.name {
	case "br":
		p.breakLine()
		return
	case "img":
		if !p.top.skip && len(a.alt) <= 16 && !isASCII(a.alt) { // a smiley
			p.text([]byte(a.alt))
		}
		return
	case "hr":
		p.endLine()
		return
	case "meta", "link", "input", "wbr", "col", "area", "base", "source", "embed", "param", "track":
		return
	}
	if t.implied && p.top.tag == t {
		p.pop()
	}
	if len(p.stack) >= maxOpen {
		return
	}
	if t.block {
		p.endLine()
	}
	e := p.top
	e.tag, e.margin = t, false
	e.look(a)
	if a.reply {
		p.sticky |= hintReply
	}
	switch t.name {
	case "body":
		e.skip = false // its head was left open
	case "script", "style", "head", "title", "template", "noscript":
		e.skip = true
	case "pre", "textarea":
		e.pre = true
	case "p", "h1", "h2", "h3", "h4", "h5", "h6":
		e.margin = !a.normal && !a.style.zeroMargin
		p.gap = p.gap || e.margin && len(p.lines) > 0
	case "blockquote":
		e.depth++
		if a.kind == "cite" || a.quote {
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
		if l := &p.stack[i]; l.tag.name == "ol" && l.list > 0 {
			p.marker = strconv.Itoa(l.list) + ". "
			l.list++
			return
		} else if l.tag.name == "ul" {
			return
		}
	}
}

func (p *page) end(t *tag) {
	if t.name == "br" || t.name == "p" && p.open[t.n] == 0 {
		p.breakLine()
		return
	}
	if p.open[t.n] == 0 || !t.cell && !t.block && !p.within(t) {
		return
	}
	for {
		done := p.top.tag == t
		p.pop()
		if done {
			return
		}
	}
}

// within reports whether an inline element is open inside the innermost block,
// so that its end tag does not close a quote that it is nested wrongly with.
func (p *page) within(t *tag) bool {
	for i := len(p.stack) - 1; i >= 0 && i >= len(p.stack)-64; i-- {
		switch u := p.stack[i].tag; {
		case u == t:
			return true
		case u.block || u.cell:
			return false
		}
	}
	return false
}

func (p *page) push(e element) {
	p.stack = append(p.stack, e)
	p.open[e.tag.n]++
	p.top = e
}

func (p *page) pop() {
	e := p.top
	if e.tag.block {
		p.endLine()
		p.gap = p.gap || e.margin && len(p.lines) > 0
	}
	if e.tag.name == "li" {
		p.marker = ""
	}
	p.open[e.tag.n]--
	p.stack = p.stack[:len(p.stack)-1]
	p.top = element{}
	if n := len(p.stack); n > 0 {
		p.top = p.stack[n-1]
	}
}

// hardSpace is a space that does not break, which clients put anywhere.
var hardSpace = []byte("\u00a0")

// text adds text to the current line, its white space collapsed.
func (p *page) text(s []byte) {
	hard := bytes.Contains(s, hardSpace)
	if p.top.pre || hard && len(bytes.Trim(s, " \t\r\n\u00a0")) == 0 {
		p.preformatted(string(s))
		return
	}
	for i := 0; i < len(s); {
		if isSpace(s[i]) {
			if p.inLine && p.space == 0 {
				p.space = ' '
			}
			i++
			continue
		}
		j := i + 1
		for j < len(s) && !isSpace(s[j]) {
			j++
		}
		word := s[i:j]
		if hard && bytes.Contains(word, hardSpace) {
			word = bytes.ReplaceAll(word, hardSpace, []byte(" "))
		}
		p.write(word)
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
			p.write([]byte(l))
		}
	}
}

func (p *page) write(s []byte) {
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
	l.blank = len(bytes.TrimSpace(p.out[l.start:l.end])) == 0
	p.out = append(p.out, '\n')
	p.inLine = false
}
