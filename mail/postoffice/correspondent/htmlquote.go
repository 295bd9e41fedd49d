package correspondent

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// cleaning is what a client does to the HTML that it quotes.
type cleaning struct {
	prefix   string // put before classes and ids
	noData   bool   // data attributes are lost
	noStyles bool   // style elements are lost
}

// parseHTML reads a document and returns its body as a div of its own. The
// parser mends whatever it is given, so there is no error.
func parseHTML(s string) *html.Node {
	div := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	doc, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return div // only a reader that fails
	}
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Body {
			for n.FirstChild != nil {
				c := n.FirstChild
				n.RemoveChild(c)
				div.AppendChild(c)
			}
			break
		}
	}
	return div
}

// clean does to a document what the client does before it quotes.
func clean(root *html.Node, how cleaning) {
	var gone []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.CommentNode || how.noStyles && n.DataAtom == atom.Style {
			gone = append(gone, n)
			continue
		}
		var kept []html.Attribute
		for _, a := range n.Attr {
			if how.noData && strings.HasPrefix(a.Key, "data-") {
				continue
			}
			if (a.Key == "class" || a.Key == "id") && how.prefix != "" {
				a.Val = how.prefix + strings.Join(strings.Fields(a.Val), " "+how.prefix)
			}
			kept = append(kept, a)
		}
		n.Attr = kept
	}
	for _, n := range gone {
		n.Parent.RemoveChild(n)
	}
}

// renderHTML writes the children of a node.
func renderHTML(n *html.Node) string {
	var out strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		_ = html.Render(&out, c) // a strings.Builder takes everything
	}
	return out.String()
}

// place puts an answer's node below a question of the document: at the end of
// the table cell or list item that holds it, else behind its paragraph, else at
// the line break where it ends. It says whether it found the question.
func place(root *html.Node, q question, answer *html.Node) bool {
	block := locate(root, q)
	if block == nil {
		return false
	}
	for n := block; n != root; n = n.Parent {
		if n.DataAtom == atom.Td || n.DataAtom == atom.Th || n.DataAtom == atom.Li {
			n.AppendChild(answer)
			return true
		}
	}
	if block != root && !hasBreak(block) {
		block.Parent.InsertBefore(answer, block.NextSibling)
		return true
	}
	block.InsertBefore(answer, breakBelow(block, q))
	return true
}

// locate finds the innermost block with the question's first words; nil if there
// is none. A mail with sections may put the same question in each.
func locate(root *html.Node, q question) *html.Node {
	want := opening(q.words)
	var found []*html.Node
	if strings.Contains(letters(textOf(root)), want) {
		found = append(found, root)
	}
	for n := range root.Descendants() {
		if !isBlock(n) || skipped(n) || !strings.Contains(letters(textOf(n)), want) {
			continue
		}
		if last := len(found) - 1; last >= 0 && contains(found[last], n) {
			found[last] = n
		} else {
			found = append(found, n)
		}
	}
	if i := len(found) - 1 - q.later; i >= 0 {
		return found[i]
	}
	return nil
}

// contains reports whether n stands below the other node.
func contains(above, n *html.Node) bool {
	for n = n.Parent; n != nil; n = n.Parent {
		if n == above {
			return true
		}
	}
	return false
}

func hasBreak(n *html.Node) bool {
	for c := range n.ChildNodes() {
		if c.DataAtom == atom.Br {
			return true
		}
	}
	return false
}

// breakBelow finds where a question ends in a block that is laid out by line
// breaks: before the break that an empty line or the next number follows. Nil is
// the end of the block.
func breakBelow(block *html.Node, q question) *html.Node {
	asks := askedIn(block, q)
	begun := false
	for c := range block.ChildNodes() {
		if !begun {
			begun = c == asks
			continue
		}
		if c.DataAtom != atom.Br {
			continue
		}
		next := c.NextSibling
		for next != nil && next.Type == html.TextNode && strings.TrimSpace(next.Data) == "" {
			next = next.NextSibling
		}
		if next == nil || next.DataAtom == atom.Br || numbered.MatchString(strings.TrimSpace(textOf(next))) {
			return c
		}
	}
	return nil
}

// askedIn is the child of a block with the question's first words: the one that
// has its number, for a heading may begin like the question.
func askedIn(block *html.Node, q question) *html.Node {
	want := opening(q.words)
	var first *html.Node
	for c := range block.ChildNodes() {
		text := textOf(c)
		if !strings.Contains(letters(text), want) {
			continue
		}
		if numbered.MatchString(strings.TrimSpace(text)) {
			return c
		}
		if first == nil {
			first = c
		}
	}
	return first
}

// opening are the first five words of a question, as letters.
func opening(words string) string {
	f := strings.Fields(words)
	return letters(strings.Join(f[:min(5, len(f))], " "))
}

// letters reduces text to what survives fonts and typography.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// inTable says whether a node stands in a table below root.
func inTable(root, n *html.Node) bool {
	for ; n != nil && n != root; n = n.Parent {
		if n.DataAtom == atom.Table {
			return true
		}
	}
	return false
}

// splitBefore takes what stands before n out of root, into a document of its
// own with the same ancestors. n stays the first of what is left.
func splitBefore(root, n *html.Node) *html.Node {
	before := shallow(root)
	cut(root, n, before)
	return before
}

func cut(root, n, before *html.Node) {
	var path []*html.Node // from below root down to n
	for p := n; p != root; p = p.Parent {
		path = append([]*html.Node{p}, path...)
	}
	from, into := root, before
	for _, step := range path {
		for from.FirstChild != step {
			c := from.FirstChild
			from.RemoveChild(c)
			into.AppendChild(c)
		}
		if step == n {
			return
		}
		next := shallow(step)
		into.AppendChild(next)
		from, into = step, next
	}
}

func shallow(n *html.Node) *html.Node {
	return &html.Node{Type: n.Type, Data: n.Data, DataAtom: n.DataAtom, Attr: append([]html.Attribute(nil), n.Attr...)}
}
