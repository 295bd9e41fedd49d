package explain

import (
	"slices"
	"strings"

	"milepost/mentoring/reading"
)

// Masked returns x without words, for those who may know how a message is read
// and not what it says: how many words there are stands in their place, and no
// rating, date or choice. What is for its author alone cannot be told from other
// words that answer nothing: that there is a secret is one, too.
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
	lines, leftover := []Line{}, []string{}
	for _, l := range x.Lines {
		switch {
		case !secret(l):
			lines = append(lines, Line{Verb: l.Verb, Text: masked(l.Text)})
		case l.Text != "":
			leftover = append(leftover, masked(l.Text))
		}
	}
	for _, l := range x.Leftover {
		leftover = append(leftover, masked(l))
	}
	slices.Sort(leftover) // where in the mail they stand would tell what they are
	doubts := []Doubt{}
	for _, d := range x.Doubts {
		if d.Kind == reading.HeldDiscretion {
			continue
		}
		if d.Kind != reading.MaybeMissed {
			d.Text = masked(d.Text)
		}
		doubts = append(doubts, Doubt{Kind: d.Kind, Text: d.Text})
	}
	x.alone = nil
	x.Answers, x.Lines, x.Leftover, x.Doubts = answers, lines, leftover, doubts
	return x
}

// secret reports whether a line keeps something from somebody, or speaks of what
// is kept.
func secret(l Line) bool {
	return l.Private || l.Held || slices.Contains([]reading.Verb{reading.Private, reading.Confidential, reading.Share, reading.PassOn, reading.Show}, l.Verb)
}

func masked(text string) string {
	if text == "" {
		return ""
	}
	return count(len(strings.Fields(text)), "word")
}
