package mentoring

import (
	"cmp"
	"slices"
	"strings"

	"milepost/mentoring/calendar"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// commit adds a commitment of the author's.
func (a *applying) commit(l reading.Line) {
	a.commitTo(l.Text, l.When, a.lineVisibility(l), "")
}

func (a *applying) commitTo(text string, due calendar.Date, visible ritual.Visibility, key string) {
	text = strings.TrimSpace(text)
	same := func(e Entry) bool { return e.Owner == a.who.ID && strings.EqualFold(e.Text, text) && e.Due == due }
	if text == "" || slices.ContainsFunc(a.r.Of(CommitmentEntry, OpenState), same) {
		return
	}
	e := a.add(Entry{
		Kind: CommitmentEntry, State: OpenState, Visible: visible,
		Text: text, Due: due, Key: key, Round: a.re.Prompt.Round,
	})
	a.did(Said{What: string(reading.Commit), Ref: e.Ref(), Text: e.Text, Date: e.Due, Visible: visible})
}

// done marks a commitment kept, a milestone met or a goal finished.
func (a *applying) done(l reading.Line) {
	e, ok := a.find(l, CommitmentEntry, MilestoneEntry, GoalEntry)
	if !ok || !a.mine(e, l) {
		return
	}
	state := DoneState
	if e.Kind == GoalEntry {
		state = FinishedState
	}
	if e.Kind == MilestoneEntry && e.State != DoneState {
		a.reached(e)
	}
	if e.State != state || l.Text != "" {
		e.State, e.Response = state, cmp.Or(l.Text, e.Response)
		a.change(e)
	}
	a.did(Said{What: string(reading.Done), Ref: e.Ref(), Text: e.Text, Visible: e.Visible})
	a.maybeWin(e)
}

// reached notes who said that a milestone was met: the other one hears of it.
func (a *applying) reached(m Entry) {
	a.add(Entry{Kind: DetailEntry, State: KeptState, Visible: m.Visible, Key: MetDetail, About: m.Ref(), Round: a.re.Prompt.Round})
}

// move gives a commitment, milestone or goal another date.
func (a *applying) move(l reading.Line) {
	e, ok := a.find(l, CommitmentEntry, MilestoneEntry, GoalEntry)
	if !ok || !a.mine(e, l) {
		return
	}
	if l.When.IsZero() {
		a.keepWords(l)
		a.doubt(reading.Doubt{Kind: reading.NoDate, Ref: e.Ref(), Text: l.Raw, Example: reading.Move})
		return
	}
	if l.When.Before(Today(a.who, a.now)) {
		a.doubt(reading.Doubt{Kind: reading.PastDate, Ref: e.Ref(), Text: l.Raw, Date: l.When, Example: reading.Move})
		return
	}
	e.Due = l.When
	a.change(e)
	a.did(Said{What: string(reading.Move), Ref: e.Ref(), Text: e.Text, Date: e.Due, Visible: e.Visible})
}

// drop lets go of a commitment, milestone or goal.
func (a *applying) drop(l reading.Line) {
	e, ok := a.find(l, CommitmentEntry, MilestoneEntry, GoalEntry)
	if !ok || !a.mine(e, l) {
		return
	}
	e.State, e.Response = DroppedState, cmp.Or(l.Text, e.Response)
	a.change(e)
	a.did(Said{What: string(reading.Drop), Ref: e.Ref(), Text: e.Text, Visible: e.Visible})
	a.maybeWin(e)
}

// mine reports whether an entry is the author's to change. A milestone is met
// for both, so either may say so.
func (a *applying) mine(e Entry, l reading.Line) bool {
	if e.Owner == a.who.ID || e.Kind == MilestoneEntry && l.Verb == reading.Done {
		return true
	}
	a.doubt(reading.Doubt{Kind: reading.NotYours, Ref: e.Ref(), Text: l.Raw})
	a.keepWords(l)
	return false
}

// followUp notes what became of the commitment that a question was about. An
// answer that the partner does not read changes nothing that the partner sees.
func (a *applying) followUp(q ritual.Asked, ans reading.Answer, visible ritual.Visibility) {
	e, ok := a.r.Entry(q.Ref)
	if !ok || e.Owner != a.who.ID || visible != ritual.Shared {
		return
	}
	e.Response = ans.Text
	a.change(e)
	l := reading.Line{Verb: reading.Verb(ans.Choice), Ref: q.Ref, Raw: ans.Text}
	switch l.Verb {
	case reading.Done:
		a.done(l)
	case reading.Drop:
		a.drop(l)
	case reading.Move:
		if len(ans.Items) > 0 {
			l.When = ans.Items[0].Due
			a.move(l)
		}
	}
}
