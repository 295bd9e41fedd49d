package reply

import "strings"

// memo holds what findFrames has found out about the lines close by, which it
// looks at several times.
type memo struct {
	labels [maxBlock]struct {
		line int32 // from 1, 0 for none
		labelled
	}
	plain [8]struct {
		line int32 // from 1, 0 for none
		text string
	}
}

// labelled is the label that a line begins with, and what stands behind it.
type labelled struct {
	label       label
	address     bool // for From and To
	year, clock bool // for Sent
}

// labelOf reads the label of a line.
func (d *document) labelOf(t *phrases, i int) labelled {
	m := &d.memo.labels[i%len(d.memo.labels)]
	if m.line != int32(i+1) {
		l, value := t.label(d.text(i))
		m.line, m.labelled = int32(i+1), labelled{label: l}
		switch l {
		case fromLabel, toLabel:
			m.address = strings.Contains(value, "@")
		case sentLabel:
			m.year, m.clock = dates(value)
		}
	}
	return m.labelled
}

// plainText is a line in plain form.
func (d *document) plainText(i int) string {
	m := &d.memo.plain[i%len(d.memo.plain)]
	if m.line != int32(i+1) {
		m.line, m.text = int32(i+1), plain(d.text(i))
	}
	return m.text
}
