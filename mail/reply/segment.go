package reply

import "strings"

// reading puts the lines together as segments and blocks.
func (d *document) reading(k *Known, a *alignment) Reading {
	r := Reading{Segments: d.segments()}
	r.Blocks = d.blocks()
	own := make([]string, len(r.Blocks))
	for i, b := range r.Blocks {
		own[i] = b.Text
	}
	r.Own = strings.Join(own, "\n\n")
	r.Reason = d.doubts(k, a, r)
	r.NeedsReview = r.Reason != ""
	return r
}

// segments joins lines of one kind. Blank lines go with what is above them.
func (d *document) segments() []Segment {
	out := make([]Segment, 0, d.countSegments())
	start, first := 0, -1 // of the segment that is open: offset, first line
	closeAt := func(end int) {
		if first < 0 {
			return
		}
		l := d.lines[first]
		why := causes[l.cause]
		out = append(out, Segment{
			Kind: why.kind, Question: int(l.question), Sent: int(l.sent), Reason: why.reason, Confidence: why.confidence,
			Text: d.source[start:end], Start: start, End: end,
		})
		start = end
	}
	for i := range d.lines {
		l := &d.lines[i]
		if l.blank || first >= 0 && d.lines[first].same(l) {
			continue
		}
		closeAt(int(l.start))
		first = i
	}
	if first < 0 && d.source != "" { // nothing but blank lines
		return []Segment{{Kind: New, Text: d.source, End: len(d.source), Reason: causes[onlyBlank].reason, Confidence: causes[onlyBlank].confidence}}
	}
	closeAt(len(d.source))
	return out
}

// countSegments is how many segments there will be.
func (d *document) countSegments() int {
	n, last := 0, -1
	for i := range d.lines {
		if !d.lines[i].blank && (last < 0 || !d.lines[last].same(&d.lines[i])) {
			n, last = n+1, i
		}
	}
	return n
}

// same reports whether two lines may share a segment.
func (l *line) same(m *line) bool {
	return l.cause == m.cause && l.question == m.question && l.sent == m.sent
}

// place is where a block stands: the question above it, and how many questions
// of ours came one after the other since the block before.
type place struct {
	question int16
	sent     uint8
	passed   int
}

// blocks finds the runs of new lines and the question above each.
func (d *document) blocks() []Block {
	var blocks []Block
	var places []place
	at, start, end := place{}, -1, 0
	followed := 0 // so many blocks have words of ours below them
	closeBlock := func() {
		if start < 0 {
			return
		}
		if text := d.blockText(start, end); text != "" {
			blocks = append(blocks, Block{Text: text})
			places = append(places, at)
			at.passed = 0
		}
		start = -1
	}
	for i := range d.lines {
		l := &d.lines[i]
		switch {
		case l.blank:
		case l.kind() == New:
			if start < 0 {
				start = i
			}
			end = i + 1
		default:
			closeBlock()
			if !l.ours() {
				break
			}
			followed = len(places)
			if l.question != at.question || l.sent != at.sent {
				if l.question > 0 {
					at.passed++
				}
				at.question, at.sent = l.question, l.sent
			}
		}
	}
	closeBlock()
	for i, p := range places {
		// Below a whole prompt that has no other answer in it, a block answers
		// the prompt and not its last question.
		if bottom := i == len(places)-1 && i >= followed && p.passed > 1 && !anyQuestion(places[:i]); !bottom {
			blocks[i].Question, blocks[i].Sent = int(p.question), int(p.sent)
		}
	}
	return blocks
}

func anyQuestion(places []place) bool {
	for _, p := range places {
		if p.question > 0 {
			return true
		}
	}
	return false
}

// blockText is the text of lines without space around it, and without the
// quote marks that a client put in front of the person's words.
func (d *document) blockText(start, end int) string {
	var b strings.Builder
	quoted := false
	for i := start; i < end; i++ {
		l := d.lines[i]
		if i > start && !l.joined {
			b.WriteByte('\n')
		}
		switch {
		case !l.blank:
			unmark := l.cause == markedByClient
			quoted = l.depth > 0 && !unmark
			if unmark {
				b.WriteString(d.text(i))
			} else {
				b.WriteString(d.source[l.start:l.end])
			}
		case quoted:
			b.WriteString(d.source[l.start:l.end])
		}
	}
	return d.unbold(trimBlank(b.String()), start)
}

// unbold is a block's text, from line start on, without a star at its end that
// closes bold words of ours right above. Seen in practice: Thunderbird, where the
// person goes on typing at the end of our bold question.
func (d *document) unbold(text string, start int) string {
	own, ends := strings.CutSuffix(text, "*")
	if !ends || strings.Contains(own, "*") {
		return text
	}
	stars := 0
	for i := start - 1; i >= 0 && d.lines[i].ours(); i-- {
		stars += strings.Count(d.text(i), "*")
	}
	if stars%2 == 0 {
		return text
	}
	return own
}

// trimBlank cuts blank lines and trailing space, and keeps the indent of the
// first line if there is more than one.
func trimBlank(s string) string {
	s = strings.TrimRight(s, " \t\r\n")
	for {
		i := strings.IndexByte(s, '\n')
		if i < 0 || strings.TrimSpace(s[:i]) != "" {
			break
		}
		s = s[i+1:]
	}
	if !strings.Contains(s, "\n") {
		s = strings.TrimLeft(s, " \t")
	}
	return s
}

// doubts says why the person's words may have been missed, or "".
func (d *document) doubts(k *Known, a *alignment, r Reading) string {
	if strings.TrimSpace(d.source) == "" {
		return ""
	}
	if r.Own == "" {
		return "no words of the person's own were found"
	}
	if len(k.sent) == 0 || a.count() > 0 {
		return ""
	}
	quote := 0
	for _, s := range r.Segments {
		if s.Kind == Quote && s.Confidence < sure {
			quote += len(s.Text)
		}
	}
	if quote > len(r.Own) {
		return "most of the text looks like a quote, but of no mail of ours"
	}
	return ""
}
