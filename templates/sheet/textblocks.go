package sheet

import (
	"fmt"
	"strconv"
	"strings"
)

func (b Headline) lines(*page) []string { return wrap(b.Text.Plain(), textWidth, "", "") }

func (b Lead) lines(*page) []string { return wrap(b.Text.Plain(), textWidth, "", "") }

func (b Part) lines(*page) []string {
	name := strings.ToUpper(b.Name)
	if b.Corner != "" {
		name += " · " + b.Corner
	}
	return append([]string{""}, wrap(name, textWidth, "", "")...)
}

func (b Title) lines(*page) []string {
	return append([]string{""}, wrap(strings.ToUpper(b.Text), textWidth, "", "")...)
}

func (Rule) lines(*page) []string { return nil }

func (b Para) lines(*page) []string { return wrap(b.Text.Plain(), textWidth, "", "") }

func (b Question) lines(p *page) []string {
	number := strconv.Itoa(b.N) + ". "
	indent := strings.Repeat(" ", len(number))
	out := wrap(b.Text.Plain(), questionWidth, number, indent)
	if b.Hint != nil {
		out = append(out, wrap(b.Hint.Plain(), questionWidth, indent, indent)...)
	}
	for _, i := range b.Items {
		out = append(out, "")
		out = append(out, i.lines(indent+"  ")...)
	}
	if b.Scale != nil {
		out = append(out, wrap(b.Scale.Write, questionWidth, indent, indent)...)
		var points []string
		for _, pt := range b.Scale.Points {
			points = append(points, strings.TrimSpace(pt.Label+" "+pt.Anchor))
		}
		line := indent + strings.Join(points, "   ")
		if runes(line) <= questionWidth {
			return append(out, line)
		}
		for _, pt := range points {
			out = append(out, indent+pt)
		}
	}
	for _, c := range b.Choices {
		_, answer, _ := strings.Cut(c.Body, ": ")
		if strings.EqualFold(answer, c.Label) {
			out = append(out, indent+"- "+answer)
			continue
		}
		out = append(out, wrap(answer+": "+c.Label, questionWidth, indent+"- ", indent+"  ")...)
	}
	return out
}

func (i Item) lines(indent string) []string {
	first := indent
	if i.Ref != "" {
		first += pad(i.Ref, 3) + " "
	}
	rest := strings.Repeat(" ", len(first))
	out := wrap(i.Text, questionWidth, first, rest)
	return append(out, wrap(i.Note.Plain(), questionWidth, rest, rest)...)
}

func (Button) lines(*page) []string { return nil }

func (b Taps) lines(p *page) []string { return Links{Actions: b.Actions}.lines(p) }

func (b Links) lines(p *page) []string {
	if b.Plain != nil {
		return wrap(b.Plain.Plain(), textWidth, "", "")
	}
	var out []string
	if b.Lead != "" {
		out = wrap(b.Lead, textWidth, "", "")
	}
	for _, a := range b.Actions {
		out = append(out, wrap(a.Label+p.say.Colon+" "+p.commands([]Action{a}), textWidth, "  ", "    ")...)
	}
	return out
}

func (b Quote) lines(*page) []string {
	var out []string
	if b.Above != "" {
		out = wrap(b.Above, textWidth, "  ", "  ")
	}
	out = append(out, wrap(b.Text, textWidth, "  ", "  ")...)
	if b.By != "" {
		out = append(out, "      "+b.By)
	}
	return out
}

func (b Goal) lines(*page) []string {
	first := "  "
	if b.Ref != "" {
		first += pad(b.Ref, 3) + " "
	}
	rest := strings.Repeat(" ", len(first))
	bar := ""
	if len(b.Cells) > 0 {
		bar = barText(b.Cells)
	}
	end := strings.TrimSpace(bar + "  " + b.Count)
	out := wrap(b.Name, textWidth, first, rest)
	if last := len(out) - 1; last == 0 && runes(out[0])+3+runes(end) <= textWidth {
		out[0] += "   " + end
	} else if end != "" {
		out = append(out, rest+end)
	}
	return append(out, wrap(b.Note.Plain(), textWidth, rest, rest)...)
}

// barText is a goal's bar in characters: done, begun and open milestones.
func barText(cells []Cell) string {
	signs := map[Cell]byte{Full: '#', Half: '+', Empty: '.'}
	b := []byte{'['}
	for _, c := range cells[:min(len(cells), maxCells)] {
		b = append(b, signs[c])
	}
	return string(append(b, ']'))
}

func (b Trend) lines(p *page) []string {
	out := wrap(b.Sentence.Plain(), textWidth, "  ", "  ")
	if len(b.Columns) == 0 {
		return out
	}
	label := "  " + p.say.Weeks + " "
	weeks, values := label, pad("", runes(label))
	for _, c := range b.Columns {
		value := "-"
		if c.Value > 0 {
			value = strconv.Itoa(c.Value)
		}
		width := max(runes(c.Label), len(value)) + 2
		weeks += fmt.Sprintf("%*s", width, c.Label)
		values += fmt.Sprintf("%*s", width, value)
	}
	return append(out, "", weeks, values)
}

func (b Tree) lines(*page) []string {
	var out []string
	for _, x := range b.Items {
		first := strings.Repeat("    ", x.Depth)
		switch {
		case x.Depth == 0:
			first = "  "
		case x.Done:
			first += "[x] "
		default:
			first += "[ ] "
		}
		if x.Ref != "" {
			first += pad(x.Ref, 3) + " "
		}
		out = append(out, wrap(x.Text, textWidth, first, strings.Repeat(" ", runes(first)))...)
	}
	return out
}

func (b Ticks) lines(p *page) []string {
	var out []string
	for _, t := range b.Items {
		mark := "[ ] "
		if t.Done {
			mark = "[x] "
		}
		first := "  " + mark
		if t.Ref != "" {
			first += pad(t.Ref, 3) + " "
		}
		rest := strings.Repeat(" ", runes(first))
		out = append(out, wrap(t.Text, textWidth, first, rest)...)
		note := t.Note
		if len(t.Actions) > 0 {
			note = strings.TrimPrefix(note+" · "+p.commands(t.Actions), " · ")
		}
		out = append(out, wrap(note, textWidth, rest, rest)...)
	}
	return out
}

func (b Box) lines(p *page) []string {
	var out []string
	if b.Title != "" {
		out = wrap(b.Title, textWidth, "  ", "  ")
	}
	if b.Quote != "" {
		out = append(out, wrap(b.Quote, textWidth, "    ", "    ")...)
	}
	out = append(out, wrap(b.Text.Plain(), textWidth, "  ", "  ")...)
	out = append(out, wrap(b.Note.Plain(), textWidth, "  ", "  ")...)
	for _, a := range b.Actions {
		out = append(out, wrap(a.Label+p.say.Colon+" "+p.commands([]Action{a}), textWidth, "  ", "    ")...)
	}
	return out
}

func (b Session) lines(*page) []string {
	out := wrap(strings.ToUpper(b.Title), textWidth, "", "")
	out = append(out, "")
	out = append(out, wrap(b.When, textWidth, "  ", "  ")...)
	out = append(out, wrap(b.Where, textWidth, "  ", "  ")...)
	return append(append([]string{""}, out...), wrap(b.Note.Plain(), textWidth, "  ", "  ")...)
}

func (b Rows) lines(*page) []string {
	width := 0
	for _, r := range b.Items {
		width = max(width, runes(r.Label))
	}
	var out []string
	for _, r := range b.Items {
		first := "  " + pad(r.Label, width) + "  "
		out = append(out, wrap(r.Text.Plain(), textWidth, first, strings.Repeat(" ", runes(first)))...)
	}
	return out
}

func (b Bullets) lines(*page) []string {
	var out []string
	for _, i := range b.Items {
		out = append(out, wrap(i.Plain(), textWidth, "  * ", "    ")...)
	}
	return out
}

func (b Pair) lines(p *page) []string {
	out := wrap(b.Question, textWidth, "  ", "  ")
	for _, a := range b.Answers {
		out = append(out, wrap(a.By+p.say.Colon+" "+a.Text, textWidth, "    ", "      ")...)
	}
	return out
}

func (b Original) lines(*page) []string {
	var out []string
	for _, line := range b.Lines {
		if line == "" {
			out = append(out, "")
			continue
		}
		out = append(out, wrap(line, textWidth, "  ", "  ")...)
	}
	return out
}
