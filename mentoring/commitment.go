package mentoring

import (
	"cmp"
	"slices"
	"strings"

	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// commits returns the act that adds a commitment of a form.
func commits(form string) func(*applying, reading.Line) {
	return func(a *applying, l reading.Line) { a.commit(l, form) }
}

// commit adds a commitment of the author's, or proposes one to the partner.
func (a *applying) commit(l reading.Line, form string) {
	visible := a.lineVisibility(l)
	owner := a.who.ID
	if l.Partner {
		if visible == ritual.Private {
			a.keepWords(l) // nobody can say yes to what they do not read
			return
		}
		owner = a.r.Pair.Partner(a.who.ID).Person
	}
	e := Entry{Text: l.Text, Due: l.When, Visible: visible, Form: form, Owner: owner}
	if goal, ok := a.r.Entry(l.Ref); ok && a.r.Sees(a.who.ID, goal) {
		e.About, e.Visible = goal.Ref(), narrower(visible, goal.Visible)
	}
	added, ok := a.commitTo(e, l.Verb)
	if ok && l.Help != "" {
		a.setDetail(Entry{Key: HelpDetail, About: added.Ref(), Text: l.Help, Visible: added.Visible, Owner: owner})
	}
}

// commitTo adds a commitment, unless the same stands already. ok is false where
// nothing was added.
func (a *applying) commitTo(e Entry, verb reading.Verb) (added Entry, ok bool) {
	e.Kind, e.State, e.Text, e.Round = CommitmentEntry, OpenState, strings.TrimSpace(e.Text), a.re.Prompt.Round
	if e.Owner != 0 && e.Owner != a.who.ID {
		e.State = ProposedState
	}
	same := func(x Entry) bool {
		return x.Owner == cmp.Or(e.Owner, a.who.ID) && strings.EqualFold(x.Text, e.Text) && x.Due == e.Due
	}
	if e.Text == "" || slices.ContainsFunc(a.r.Of(CommitmentEntry, OpenState, ProposedState), same) {
		return Entry{}, false
	}
	e = a.add(e)
	a.did(Said{
		What: string(verb), Ref: e.Ref(), Text: e.Text, Date: e.Due, Visible: e.Visible,
		Waits: e.State == ProposedState,
	})
	return e, true
}

// done marks a commitment kept, a milestone met, a goal finished or a need met.
func (a *applying) done(l reading.Line) {
	if a.isNeed(l.Ref) {
		a.meet(l, AnsweredState)
		return
	}
	e, ok := a.find(l, CommitmentEntry, MilestoneEntry, GoalEntry)
	if !ok || !a.mine(e, l) {
		return
	}
	state := DoneState
	if e.Kind == GoalEntry {
		state = FinishedState
	}
	if e.State != state {
		a.ended(e, MetDetail)
	}
	if e.State != state || l.Text != "" {
		e.State, e.Response = state, cmp.Or(l.Text, e.Response)
		a.change(e)
	}
	a.did(Said{
		What: string(reading.Done), Ref: e.Ref(), Text: e.Text, Visible: e.Visible,
		Details: a.comesBack(e, JudgedDetail, MarkDetail),
	})
	a.maybeWin(e)
}

// move gives a commitment, milestone or goal another date. One that is put off
// has slipped: its fallback comes back.
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
	said := Said{What: string(reading.Move), Ref: e.Ref(), Text: e.Text, Date: l.When, Visible: e.Visible}
	if !e.Due.IsZero() && l.When.After(e.Due) {
		said.Details = a.comesBack(e, FallbackDetail)
		if e.Kind == CommitmentEntry {
			e.Value++
		}
	}
	e.Due = l.When
	a.change(e)
	a.did(said)
}

// drop lets go of a commitment, milestone, goal or need.
func (a *applying) drop(l reading.Line) {
	if a.isNeed(l.Ref) {
		a.meet(l, DroppedState)
		return
	}
	e, ok := a.find(l, CommitmentEntry, MilestoneEntry, GoalEntry)
	if !ok || !a.mine(e, l) {
		return
	}
	if e.State != DroppedState {
		a.ended(e, MissedDetail)
	}
	e.State, e.Response = DroppedState, cmp.Or(l.Text, e.Response)
	a.change(e)
	a.did(Said{
		What: string(reading.Drop), Ref: e.Ref(), Text: e.Text, Visible: e.Visible, Details: a.comesBack(e, FallbackDetail),
	})
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
	case reading.Keep: // it stays open
	default:
		lineSays := slices.ContainsFunc(a.re.Reading.Lines, func(l reading.Line) bool { return l.Ref == q.Ref })
		if !lineSays && strings.TrimSpace(ans.Text) != "" && (e.Form == TryForm || e.Form == ExerciseForm) {
			a.done(reading.Line{Verb: reading.Done, Ref: q.Ref, Raw: ans.Text}) // whatever came of it is its outcome
		}
	}
}
