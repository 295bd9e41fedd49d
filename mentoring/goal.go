package mentoring

import (
	"strings"
	"time"

	"milepost/mentoring/calendar"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// ActiveGoals is how many goals a pair works on at a time. A further one is
// parked until its author insists.
const ActiveGoals = 3

// OwnGoals is how many the mentor may hold.
const OwnGoals = 1

// horizonDays is about six months: goals further off want a nearer milestone.
const horizonDays = 183

// goal proposes a goal of the mentee's.
func (a *applying) goal(l reading.Line) {
	a.propose(a.r.Pair.Mentee.Person, l.Text, l.When, a.lineVisibility(l), "")
}

// ownGoal proposes a goal of the author's own. The mentor grows, too.
func (a *applying) ownGoal(l reading.Line) {
	a.propose(a.who.ID, l.Text, l.When, a.lineVisibility(l), "")
}

// propose adds a goal that waits for the partner's yes. A fourth goal is kept,
// but parked: its author is asked which to park instead.
func (a *applying) propose(owner PersonID, text string, due calendar.Date, visible ritual.Visibility, key string) {
	text = strings.TrimSpace(text)
	if text == "" {
		a.doubt(reading.Doubt{Kind: reading.NothingToDo})
		return
	}
	for _, g := range a.r.Of(GoalEntry, ProposedState, OpenState, ParkedState) {
		if strings.EqualFold(g.Text, text) && g.Owner == owner && a.r.Sees(a.who.ID, g) {
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
		if g.Owner == owner && a.r.Sees(a.who.ID, g) { // what others keep to themselves does not count
			active++
		}
	}
	most, many := ActiveGoals, reading.TooMany
	if owner == a.r.Pair.Mentor.Person {
		most, many = OwnGoals, reading.OneGoal
	}
	full := active >= most
	if full {
		state = ParkedState
	}
	if visible == ritual.Private && !full {
		state = OpenState // nobody else will read it, so nobody can agree
	}
	e := a.add(Entry{
		Kind: GoalEntry, State: state, Visible: visible, Owner: owner,
		Text: text, Due: due, Key: key, Round: a.re.Prompt.Round,
	})
	a.did(Said{What: string(reading.Goal), Ref: e.Ref(), Text: e.Text, Date: e.Due, Visible: visible, Waits: state == ProposedState})
	if full {
		a.doubt(reading.Doubt{Kind: many, Ref: e.Ref(), Text: e.Text, Example: reading.Keep})
	}
	a.far(e)
}

// far suggests a nearer milestone for a goal whose date is far off.
func (a *applying) far(g Entry) {
	if g.Due.Sub(Today(a.who, a.now)) > horizonDays && len(a.r.Milestones(g.Number, ProposedState, OpenState)) == 0 {
		a.doubt(reading.Doubt{Kind: reading.FarDate, Ref: g.Ref(), Text: g.Text, Date: g.Due})
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

// review keeps, changes, parks or finishes a goal. Goals are their owner's: a
// change by the other waits for the owner's yes.
func (a *applying) review(l reading.Line) {
	kinds := []Kind{GoalEntry}
	if l.Verb == reading.Change {
		kinds = append(kinds, MilestoneEntry)
	}
	goal, ok := a.find(l, kinds...)
	if !ok {
		return
	}
	if goal.Owner != a.who.ID {
		if l.Verb == reading.Change && (l.Text != "" || !l.When.IsZero()) && !l.Private && !l.Held {
			a.suggest(goal, l)
			return
		}
		a.doubt(reading.Doubt{Kind: reading.NotYours, Ref: goal.Ref(), Text: l.Raw})
		a.keepWords(l)
		return
	}
	said := Said{What: string(l.Verb), Ref: goal.Ref()}
	switch l.Verb {
	case reading.Keep:
		switch {
		case goal.State == ParkedState && goal.Changed.Equal(goal.Created) && goal.Visible != ritual.Private:
			goal.State = ProposedState // a fourth goal, insisted on: the partner has not said yes
		case goal.State == ParkedState, goal.State == FinishedState:
			goal.State = OpenState
		}
	case reading.Change:
		a.reword(&goal, l.Text, l.When)
	case reading.Park:
		goal.State = ParkedState
	case reading.Finish:
		a.ended(goal, MetDetail)
		said.Details = a.comesBack(goal, JudgedDetail, MarkDetail)
		goal.State = FinishedState
	}
	if l.Text != "" && l.Verb != reading.Change {
		goal.Response = l.Text
	}
	a.change(goal)
	said.Text, said.Date, said.Visible = goal.Text, goal.Due, goal.Visible
	said.Waits = goal.State == ProposedState && goal.Author == a.who.ID
	a.did(said)
	if l.Verb == reading.Change && goal.Kind == GoalEntry {
		a.far(goal)
	}
}

// reword gives a goal or milestone other words or another date; the history
// keeps what it was.
func (a *applying) reword(e *Entry, text string, due calendar.Date) {
	if text != "" && text != e.Text {
		e.Text, e.Left = text, time.Time{}
	}
	if !due.IsZero() {
		e.Due = due
	}
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
