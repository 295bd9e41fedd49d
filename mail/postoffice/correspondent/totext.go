package correspondent

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// rendering is how a client makes the text part out of the HTML.
type rendering struct {
	quoteMark string // before each line of a blockquote, once per level
	gap       bool   // an empty line stands above and below a blockquote
	cell      string // between the cells of a row: a line break or a tab
	links     bool   // addresses of links are written out
	width     int    // at which lines are wrapped; 0 is never
}

// plainText is a document as text. Hidden elements, styles and comments are left
// out; several empty lines become one.
func plainText(root *html.Node, how rendering) string {
	w := textWriter{how: how}
	w.node(root)
	w.flush()
	return strings.TrimRight(strings.Join(w.lines, "\n"), "\n") + "\n"
}

// breakHere marks where a line that is too long is broken first.
const breakHere = "\u200b"

type textWriter struct {
	how   rendering
	lines []string
	line  strings.Builder
	depth int  // of blockquotes
	pre   bool // whitespace counts
	blank bool // an empty line is owed before the next text
	fresh bool // a blockquote has begun and has no line yet
}

func (w *textWriter) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.text(n.Data)
		return
	case html.CommentNode, html.DoctypeNode:
		return
	case html.ElementNode:
		if skipped(n) {
			return
		}
	}
	switch n.DataAtom {
	case atom.Br:
		w.flushLine()
		return
	case atom.Td, atom.Th:
		w.children(n)
		if w.how.cell == "\t" && nextElement(n) != nil {
			w.line.WriteString("\t")
			return
		}
		w.flush()
		return
	case atom.Blockquote:
		w.flush()
		if w.how.gap || w.blank {
			w.emptyLine()
		}
		w.blank, w.fresh = false, true
		w.depth++
		w.children(n)
		w.flush()
		w.depth--
		w.blank = w.how.gap
		return
	case atom.Hr:
		w.flush()
		w.line.WriteString(strings.Repeat("_", 32))
		w.flush()
		return
	case atom.Wbr:
		w.line.WriteString(breakHere)
		return
	case atom.A:
		w.children(n)
		if to := strings.TrimPrefix(attr(n, "href"), "mailto:"); w.how.links && to != "" && to != strings.TrimSpace(textOf(n)) {
			w.line.WriteString(" <" + to + ">")
		}
		return
	case atom.Pre:
		was := w.pre
		w.pre = true
		w.children(n)
		w.flush()
		w.pre = was
		return
	case atom.P, atom.H1, atom.H2, atom.H3, atom.Table, atom.Ul, atom.Ol:
		w.flush()
		w.blank = true
		w.children(n)
		w.flush()
		w.blank = true
		return
	}
	if isBlock(n) {
		w.flush()
		w.children(n)
		w.flush()
		return
	}
	w.children(n)
}

func (w *textWriter) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

func (w *textWriter) text(s string) {
	if w.pre {
		for i, l := range strings.Split(s, "\n") {
			if i > 0 {
				w.flushLine()
			}
			w.line.WriteString(l)
		}
		return
	}
	// A no-break space is text, other white space is one space.
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' })
	if len(words) == 0 {
		if w.line.Len() > 0 && s != "" {
			w.space()
		}
		return
	}
	if strings.TrimLeft(s[:1], " \n\t\r") == "" {
		w.space()
	}
	w.line.WriteString(strings.Join(words, " "))
	if strings.TrimRight(s[len(s)-1:], " \n\t\r") == "" {
		w.space()
	}
}

func (w *textWriter) space() {
	if l := w.line.String(); l != "" && !strings.HasSuffix(l, " ") && !strings.HasSuffix(l, "\t") {
		w.line.WriteByte(' ')
	}
}

// flush ends the line if there is one.
func (w *textWriter) flush() {
	if strings.TrimSpace(w.line.String()) != "" {
		w.flushLine()
	}
	w.line.Reset()
}

// flushLine ends the line, be it empty.
func (w *textWriter) flushLine() {
	line := w.line.String()
	w.line.Reset()
	if line != "-- " { // the mark of a signature, the only space that counts
		line = strings.TrimRight(line, " \t")
	}
	if line == "" {
		w.blank = false
		w.emptyLine()
		return
	}
	if w.blank {
		w.emptyLine()
	}
	w.blank, w.fresh = false, false
	mark := strings.Repeat(w.how.quoteMark, w.depth)
	width := max(0, w.how.width-len(mark))
	pieces := []string{strings.ReplaceAll(line, breakHere, "")}
	if width > 0 && utf8.RuneCountInString(pieces[0]) > width {
		pieces = strings.Split(line, breakHere)
		width += len(" <") // what stands before the break stays there
	}
	for _, piece := range pieces {
		for _, l := range wrap(piece, width) {
			w.lines = append(w.lines, mark+l)
		}
	}
}

func (w *textWriter) emptyLine() {
	mark := strings.TrimRight(strings.Repeat(w.how.quoteMark, w.depth), " ")
	if n := len(w.lines); n > 0 && !w.fresh && strings.Trim(w.lines[n-1], "> ") != "" {
		w.lines = append(w.lines, mark)
	}
}

// skipped says that an element shows nothing.
func skipped(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Head, atom.Style, atom.Script, atom.Title:
		return true
	}
	return strings.Contains(strings.ReplaceAll(attr(n, "style"), " ", ""), "display:none")
}

func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.P, atom.Table, atom.Tbody, atom.Tr, atom.Td, atom.Th, atom.Ul, atom.Ol, atom.Li,
		atom.H1, atom.H2, atom.H3, atom.Blockquote, atom.Body, atom.Html, atom.Hr, atom.Center, atom.Section:
		return true
	}
	return false
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func nextElement(n *html.Node) *html.Node {
	for s := n.NextSibling; s != nil; s = s.NextSibling {
		if s.Type == html.ElementNode {
			return s
		}
	}
	return nil
}

// textOf is all text of a node.
func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var out strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			out.WriteString(d.Data)
		}
	}
	return out.String()
}
