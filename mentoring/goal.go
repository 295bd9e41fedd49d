package mentoring

import (
	"strings"

	"milepost/mentoring/calendar"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// ActiveGoals is how many goals a pair works on at a time. A further one is
// parked until its author insists.
const ActiveGoals = 3

// goal proposes a goal.
func (a *applying) goal(l reading.Line) {
	a.propose(l.Text, l.When, a.lineVisibility(l), "")
}

// propose adds a goal that waits for the partner's yes. A fourth goal is kept,
// but parked: its author is asked which to park instead.
func (a *applying) propose(text string, due calendar.Date, visible ritual.Visibility, key string) {
	text = strings.TrimSpace(text)
	if text == "" {
		a.doubt(reading.Doubt{Kind: reading.NothingToDo})
		return
	}
	for _, g := range a.r.Of(GoalEntry, ProposedState, OpenState, ParkedState) {
		if strings.EqualFold(g.Text, text) && a.r.Sees(a.who.ID, g) {
			if g.Due != due && !due.IsZero() {
				g.Due = due
				a.change(g)
			}
			return
		}
	}
	state := ProposedState
	active := 0
	for _, g := range a.r.Of(GoalEntry, ProposedState, OpenState) {
		if a.r.Sees(a.who.ID, g) { // what others keep to themselves does not count
			active++
		}
	}
	full := active >= ActiveGoals
	if full {
		state = ParkedState
	}
	if visible == ritual.Private && !full {
		state = OpenState // nobody else will read it, so nobody can agree
	}
	e := a.add(Entry{
		Kind: GoalEntry, State: state, Visible: visible, Owner: a.r.Pair.Mentee.Person,
		Text: text, Due: due, Key: key, Round: a.re.Prompt.Round,
	})
	a.did(Said{What: string(reading.Goal), Ref: e.Ref(), Text: e.Text, Date: e.Due, Visible: visible, Waits: state == ProposedState})
	if full {
		a.doubt(reading.Doubt{Kind: reading.TooMany, Ref: e.Ref(), Text: e.Text, Example: reading.Keep})
	}
}

// milestone proposes a step of a goal.
func (a *applying) milestone(l reading.Line) {
	goal, ok := a.find(l, GoalEntry)
	if !ok {
		return
	}
	visible := narrower(goal.Visible, a.lineVisibility(l))
	e := a.add(Entry{
		Kind: MilestoneEntry, State: ProposedState, Visible: visible, Owner: goal.Owner,
		Text: l.Text, Due: l.When, Parent: goal.Number, Round: a.re.Prompt.Round,
	})
	if visible == ritual.Private {
		e.State = OpenState
		a.change(e)
	}
	a.did(Said{What: string(reading.Milestone), Ref: e.Ref(), Text: e.Text, Date: e.Due, Visible: visible, Waits: e.State == ProposedState})
}

// review keeps, changes, parks or finishes a goal. Goals are the mentee's.
func (a *applying) review(l reading.Line) {
	goal, ok := a.find(l, GoalEntry)
	if !ok {
		return
	}
	if goal.Owner != a.who.ID {
		a.doubt(reading.Doubt{Kind: reading.NotYours, Ref: goal.Ref(), Text: l.Raw})
		a.keepWords(l)
		return
	}
	switch l.Verb {
	case reading.Keep:
		switch {
		case goal.State == ParkedState && goal.Changed.Equal(goal.Created) && goal.Visible != ritual.Private:
			goal.State = ProposedState // a fourth goal, insisted on: the partner has not said yes
		case goal.State == ParkedState, goal.State == FinishedState:
			goal.State = OpenState
		}
	case reading.Change:
		if l.Text != "" {
			goal.Text = l.Text
		}
		if !l.When.IsZero() {
			goal.Due = l.When
		}
	case reading.Park:
		goal.State = ParkedState
	case reading.Finish:
		goal.State = FinishedState
	}
	if l.Text != "" && l.Verb != reading.Change {
		goal.Response = l.Text
	}
	a.change(goal)
	a.did(Said{
		What: string(l.Verb), Ref: goal.Ref(), Text: goal.Text, Date: goal.Due, Visible: goal.Visible,
		Waits: goal.State == ProposedState && goal.Author == a.who.ID,
	})
}

// find returns the entry that a line's id names, if it is of one of the kinds;
// else it says what is doubtful.
func (a *applying) find(l reading.Line, kinds ...Kind) (Entry, bool) {
	e, ok := a.r.Entry(l.Ref)
	if ok && (e.Visible != ritual.Private || e.Author == a.who.ID) && a.r.Sees(a.who.ID, e) {
		for _, k := range kinds {
			if e.Kind == k {
				return e, true
			}
		}
	}
	a.doubt(reading.Doubt{Kind: reading.UnknownRef, Ref: l.Ref, Text: l.Raw})
	a.keepWords(l)
	return Entry{}, false
}

// keepWords keeps the words of a line that could not be carried out, as a
// private note.
func (a *applying) keepWords(l reading.Line) {
	if l.Text != "" {
		a.add(Entry{Kind: NoteEntry, State: KeptState, Visible: ritual.Private, Text: l.Raw, Round: a.re.Prompt.Round})
	}
}

// lineVisibility returns who may read what a line says.
func (a *applying) lineVisibility(l reading.Line) ritual.Visibility {
	if l.Held {
		a.doubt(reading.Doubt{Kind: reading.HeldDiscretion, Text: l.Text})
	}
	if l.Private || l.Held {
		return ritual.Private
	}
	return ritual.Shared
}
