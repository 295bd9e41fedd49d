package explain

import (
	"slices"
	"strings"

	"milepost/mentoring/reading"
)

// Masked returns x without words, for those who may know how a message is read
// and not what it says: how many words there are stands in their place, and no
// rating, date or choice.
func (x Explained) Masked() Explained {
	x.masked = true
	x.OwnText = masked(x.OwnText)
	x.Segments = slices.Clone(x.Segments)
	for i := range x.Segments {
		x.Segments[i].Text = masked(x.Segments[i].Text)
	}
	answers := []Answer{}
	for _, a := range x.Answers {
		answers = append(answers, Answer{Question: a.Question, Text: masked(a.Text)})
	}
	lines := []Line{}
	for _, l := range x.Lines {
		lines = append(lines, Line{Verb: l.Verb, Text: masked(l.Text)})
	}
	leftover := []string{}
	for _, l := range x.Leftover {
		leftover = append(leftover, masked(l))
	}
	doubts := []Doubt{}
	for _, d := range x.Doubts {
		if d.Kind != reading.MaybeMissed {
			d.Text = masked(d.Text)
		}
		doubts = append(doubts, Doubt{Kind: d.Kind, Text: d.Text})
	}
	x.Answers, x.Lines, x.Leftover, x.Doubts = answers, lines, leftover, doubts
	return x
}

func masked(text string) string {
	if text == "" {
		return ""
	}
	return count(len(strings.Fields(text)), "word")
}
