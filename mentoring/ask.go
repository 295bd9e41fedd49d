package mentoring

import (
	"strings"

	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// ask puts a question to the partner.
func (a *applying) ask(l reading.Line) {
	a.askPartner(l.Text, a.lineVisibility(l), "")
}

func (a *applying) askPartner(text string, visible ritual.Visibility, key string) {
	text = strings.TrimSpace(text)
	if text == "" {
		return
	}
	e := a.add(Entry{
		Kind: AskEntry, State: OpenState, Visible: visible, Owner: a.r.Pair.Partner(a.who.ID).Person,
		Text: text, Key: key, Round: a.re.Prompt.Round,
	})
	a.did(Said{What: string(reading.Ask), Ref: e.Ref(), Text: e.Text, Visible: visible})
}

// answerAsk answers the partner's question. The response has the visibility of
// the question; a private one is kept as a note.
func (a *applying) answerAsk(l reading.Line) {
	e, ok := a.find(l, AskEntry)
	if !ok || !a.mine(e, l) {
		return
	}
	if strings.TrimSpace(l.Text) == "" {
		a.doubt(reading.Doubt{Kind: reading.NothingToDo, Ref: e.Ref(), Text: l.Raw})
		return
	}
	if a.lineVisibility(l) == ritual.Private {
		a.private(reading.Line{Text: l.Text, Raw: l.Raw})
		return
	}
	e.Response, e.State = l.Text, AnsweredState
	a.change(e)
	a.did(Said{What: string(reading.AnswerAsk), Ref: e.Ref(), Text: l.Text, Visible: e.Visible})
}

// agree says yes to what the partner proposes, or to being in the pair.
func (a *applying) agree(l reading.Line) {
	if l.Ref == "" && a.r.Pair.State == Invited {
		a.consent(reading.Yes)
		return
	}
	a.decide(l, func(e *Entry) {
		e.State = OpenState
	})
}

// decline says no to what the partner proposes, or to being in the pair.
func (a *applying) decline(l reading.Line) {
	if l.Ref == "" && a.r.Pair.State == Invited {
		a.consent(reading.No)
		return
	}
	a.decide(l, func(e *Entry) { e.State = DroppedState })
}

// decide settles the proposals that a line names: one by id, all, or the only
// one. The open milestones of a goal go with it.
func (a *applying) decide(l reading.Line, settle func(*Entry)) {
	waiting := a.r.Proposals(a.who.ID)
	var chosen []Entry
	switch {
	case l.Ref != "":
		e, ok := a.find(l, GoalEntry, MilestoneEntry)
		if !ok {
			return
		}
		for _, x := range waiting {
			if x.Kind == e.Kind && x.Number == e.Number || e.Kind == GoalEntry && x.Kind == MilestoneEntry && x.Parent == e.Number {
				chosen = append(chosen, x)
			}
		}
	case l.All || len(waiting) == 1:
		chosen = waiting
	case len(waiting) > 1:
		a.doubt(reading.Doubt{Kind: reading.WhichNumber, Ref: waiting[0].Ref(), Text: l.Raw, Example: reading.Agree})
		return
	}
	if len(chosen) == 0 {
		a.doubt(reading.Doubt{Kind: reading.NothingToDo, Ref: l.Ref, Text: l.Raw})
		return
	}
	for _, e := range chosen {
		settle(&e)
		a.change(e)
		a.did(Said{What: string(l.Verb), Ref: e.Ref(), Text: e.Text, Visible: e.Visible})
	}
}
