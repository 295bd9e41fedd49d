package correspondent

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// reshaper is what the person does to the quoted HTML; nil for nothing.
func (w *crowdWriter) reshaper() func(*html.Node) {
	switch w.out.Layout {
	case InLine:
		return w.answerInLine
	case Renumbered:
		return w.renumberCells
	case PartlyDeleted:
		return w.deleteRows
	case Edited:
		return w.editTexts
	}
	return nil
}

// answerInLine types each answer behind the words of its question.
func (w *crowdWriter) answerInLine(root *html.Node) {
	for _, q := range w.draft.prompt.questions {
		s, ok := w.answer(q.number)
		block := locate(root, q)
		if !ok || block == nil {
			continue
		}
		block.AppendChild(&html.Node{Type: html.TextNode, Data: " " + s})
	}
}

// renumberCells changes the numbers that stand in cells of their own.
func (w *crowdWriter) renumberCells(root *html.Node) {
	how := pick(w, []string{"1.", "*", ""})
	for n := range root.Descendants() {
		if n.Type == html.TextNode && n.Parent.DataAtom == atom.Td && len(n.Data) == 1 && n.Data[0] >= '1' && n.Data[0] <= '9' && strings.Contains(attr(n.Parent, "class"), "num") {
			n.Data = how
		}
	}
}

// deleteRows takes away rows of the layout that hold no question.
func (w *crowdWriter) deleteRows(root *html.Node) {
	all := w.oneIn(3)
	var blocks []*html.Node
	for _, q := range w.draft.prompt.questions {
		if b := locate(root, q); b != nil {
			blocks = append(blocks, b)
		}
	}
	var gone []*html.Node
	for n := range root.Descendants() {
		if n.DataAtom != atom.Tr || inside(gone, n) {
			continue
		}
		asks := false
		for _, b := range blocks {
			asks = asks || contains(n, b)
		}
		if !asks && len(letters(textOf(n))) > 3 && (all || w.oneIn(2)) {
			gone = append(gone, n)
		}
	}
	for _, n := range gone {
		n.Parent.RemoveChild(n)
	}
}

func inside(any []*html.Node, n *html.Node) bool {
	for _, a := range any {
		if contains(a, n) {
			return true
		}
	}
	return false
}

// editTexts takes words out of a few of our sentences; none at the beginning of
// a question, by which it is found again.
func (w *crowdWriter) editTexts(root *html.Node) {
	var long []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.TextNode && !skipped(n.Parent) && len(strings.Fields(n.Data)) >= 8 {
			long = append(long, n)
		}
	}
	w.rand.Shuffle(len(long), func(i, j int) { long[i], long[j] = long[j], long[i] })
	for _, n := range long[:min(len(long), 1+w.rand.IntN(3))] {
		words := strings.Fields(n.Data)
		at := 5 + w.rand.IntN(len(words)-6)
		if w.oneIn(3) {
			words = append(words[:at], pick(w, []string{"...", "[...]", "…"}))
		} else {
			words = append(words[:at], words[min(at+1+w.rand.IntN(2), len(words)):]...)
		}
		text := strings.TrimLeft(n.Data, " \n")
		before := n.Data[:len(n.Data)-len(text)]
		after := text[len(strings.TrimRight(text, " \n")):]
		n.Data = before + strings.Join(words, " ") + after
	}
}
