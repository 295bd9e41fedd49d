package mentoring

import (
	"strings"

	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// reviewForm is that of a question that the two put to themselves in the reviews
// of their relationship; the others come with the questions of the week.
const reviewForm = "review"

// ownQuestions is how many questions of its own a pair has at most, of each form:
// more would never come round.
const ownQuestions = 5

func init() {
	acts[reading.Question] = (*applying).question
	acts[reading.NoQuestion] = (*applying).noQuestion
}

// question adds a question of the pair's own.
func (a *applying) question(l reading.Line) {
	text := strings.TrimSpace(l.Text)
	switch {
	case text == "":
		a.doubt(reading.Doubt{Kind: reading.NothingToDo, Text: l.Raw})
		return
	case l.Private || l.Held:
		a.aside(l)
		return
	}
	form := ""
	if l.Key == reviewForm {
		form = reviewForm
	}
	n := 0
	for _, e := range a.own() {
		if strings.EqualFold(e.Text, text) {
			return
		}
		if e.Form == form {
			n++
		}
	}
	if n >= ownQuestions {
		a.keepWords(l)
		a.doubt(reading.Doubt{Kind: reading.EnoughQuestions, Text: text, Example: reading.NoQuestion})
		return
	}
	a.add(Entry{Kind: QuestionEntry, State: KeptState, Form: form, Text: text, Round: a.re.Prompt.Round})
	a.did(Said{What: string(reading.Question), Text: text, Visible: ritual.Shared})
}

// noQuestion takes a question of the pair's own out: the one that is named, the
// one that the answered mail asked, or the latest.
func (a *applying) noQuestion(l reading.Line) {
	own := a.own()
	text := strings.TrimSpace(l.Text)
	for _, q := range a.re.Prompt.Asked {
		for _, e := range own {
			if text == "" && q.Topic == e.Text {
				text = e.Text
			}
		}
	}
	if text == "" && len(own) > 0 {
		text = own[len(own)-1].Text
	}
	for _, e := range own {
		if strings.EqualFold(strings.TrimRight(e.Text, "?. "), strings.TrimRight(text, "?. ")) {
			e.State = DroppedState
			a.change(e)
			a.did(Said{What: string(reading.NoQuestion), Text: e.Text, Visible: ritual.Shared})
			return
		}
	}
	a.doubt(reading.Doubt{Kind: reading.NothingToDo, Text: l.Raw})
}

// own are the pair's own questions, as the author may read them.
func (a *applying) own() []Entry {
	var out []Entry
	for _, e := range a.r.Of(QuestionEntry, KeptState) {
		if a.r.Sees(a.who.ID, e) && e.Visible == ritual.Shared {
			out = append(out, e)
		}
	}
	return out
}
