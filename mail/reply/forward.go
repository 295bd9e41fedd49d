package reply

import "strings"

// Forward is a mail that is passed on inside another: below a block of header
// lines, as mail clients write it.
type Forward struct {
	From  string // who wrote it, as printed
	Date  string // when, as printed
	Text  string // its words, without older mails that it quotes
	Above string // what stands above it: whoever passes it on wrote that
}

// Forwarded finds the mail that a mail passes on in its own body: the first
// block of header lines that names a sender, and what stands below it. Which
// part holds it does not matter; a plain one is looked at first.
func Forwarded(in Input) (Forward, bool) {
	if strings.TrimSpace(in.Text) != "" {
		if f, ok := textDocument(in.Text).forwarded(); ok {
			return f, true
		}
	}
	if strings.TrimSpace(in.HTML) != "" {
		return htmlDocument(in.HTML).forwarded()
	}
	return Forward{}, false
}

func (d *document) forwarded() (f Forward, ok bool) {
	t := tables()
	d.memo = new(memo)
	for i := range d.lines {
		l := d.lines[i]
		if l.blank || l.end-l.body > maxFrameLine {
			continue
		}
		end := d.headerBlock(t, i)
		if end == i {
			continue
		}
		for j := i; j < end; j++ {
			switch found, value := t.label(d.text(j)); found {
			case fromLabel:
				f.From = printed(value)
			case sentLabel:
				f.Date = printed(value)
			}
		}
		f.Text = Read(Input{Text: d.below(end, int(l.depth))}, nil).Own
		f.Above = d.source[:l.start]
		return f, f.From != "" && f.Text != ""
	}
	return Forward{}, false
}

// below returns the lines from line i on, as they were before somebody passed
// them on: without as many quote marks as the block above them has.
func (d *document) below(i, depth int) string {
	var b strings.Builder
	for ; i < len(d.lines); i++ {
		l := d.lines[i]
		if int(l.depth) < depth && !l.blank {
			break // the author of the outer mail goes on
		}
		if n := int(l.depth) - depth; n > 0 {
			b.WriteString(strings.Repeat(">", n) + " ")
		}
		b.WriteString(d.text(i) + "\n")
	}
	return b.String()
}

// printed is what stands behind a label, without the marks of bold type.
func printed(value string) string { return strings.Trim(strings.TrimSpace(value), "*_ \t") }
