package mentoring

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// callDays is how old an obstacle or a need may be to be told at once afterwards.
const callDays = 7

// need asks the partner for support. It stays open until it is met.
func (a *applying) need(l reading.Line) {
	a.needs(l.Text, a.lineVisibility(l), "")
}

// needs adds something that is needed, unless it is open already.
func (a *applying) needs(text string, visible ritual.Visibility, key string) {
	text = strings.TrimSpace(text)
	if text == "" {
		a.doubt(reading.Doubt{Kind: reading.NothingToDo})
		return
	}
	same := func(e Entry) bool {
		return e.Author == a.who.ID && e.Form == SupportForm && strings.EqualFold(e.Text, text)
	}
	if slices.ContainsFunc(a.r.Of(AskEntry, OpenState), same) {
		return
	}
	e := a.add(Entry{
		Kind: AskEntry, State: OpenState, Form: SupportForm, Visible: visible, Owner: a.r.Pair.Partner(a.who.ID).Person,
		Text: text, Key: key, Round: a.re.Prompt.Round,
	})
	a.did(Said{What: string(reading.Need), Ref: e.Ref(), Text: e.Text, Visible: visible})
}

// isNeed reports whether an id is that of something needed.
func (a *applying) isNeed(ref string) bool {
	e, ok := a.r.Entry(ref)
	return ok && e.Kind == AskEntry && e.Form == SupportForm
}

// meet closes a need: met, as either may say, or let go by whoever had it.
func (a *applying) meet(l reading.Line, state State) {
	e, ok := a.find(l, AskEntry)
	if !ok {
		return
	}
	if state == DroppedState && e.Author != a.who.ID {
		a.doubt(reading.Doubt{Kind: reading.NotYours, Ref: e.Ref(), Text: l.Raw})
		a.keepWords(l)
		return
	}
	e.State, e.Response = state, cmp.Or(l.Text, e.Response)
	a.change(e)
	a.did(Said{What: string(l.Verb), Ref: e.Ref(), Text: e.Text, Visible: e.Visible})
}

// atOnce has the partner hear of something before the digest: of the words of
// the line, else of the author's last obstacle or need.
func (a *applying) atOnce(l reading.Line) {
	visible := a.lineVisibility(l)
	if text := strings.TrimSpace(l.Text); text != "" {
		e := Entry{Kind: ObstacleEntry, State: KeptState, Visible: visible, Text: text, Round: a.re.Prompt.Round}
		if visible != ritual.Private {
			e.At = a.now
		}
		a.add(e)
		a.did(Said{What: string(reading.AtOnce), Text: text, Visible: visible})
		return
	}
	for _, e := range slices.Backward(a.r.Entries) {
		calls := e.Kind == ObstacleEntry && e.State == KeptState || e.Kind == AskEntry && e.Form == SupportForm && e.State == OpenState
		if calls && e.Author == a.who.ID && e.Visible == ritual.Shared && a.now.Sub(e.Created) < callDays*24*time.Hour {
			if e.At.IsZero() {
				e.At = a.now
				a.change(e)
			}
			a.did(Said{What: string(reading.AtOnce), Ref: e.Ref(), Text: e.Text, Visible: e.Visible})
			return
		}
	}
	a.doubt(reading.Doubt{Kind: reading.NothingToDo, Text: l.Raw})
}

// resource keeps something to read or use, with the goal that it is for.
func (a *applying) resource(l reading.Line) {
	text := strings.TrimSpace(l.Text)
	if text == "" {
		a.doubt(reading.Doubt{Kind: reading.NothingToDo, Text: l.Raw})
		return
	}
	e := Entry{Kind: ResourceEntry, State: KeptState, Visible: a.lineVisibility(l), Text: text, Round: a.re.Prompt.Round}
	if l.Ref != "" {
		g, ok := a.find(l, GoalEntry, MilestoneEntry)
		if !ok {
			return
		}
		e.About, e.Visible = g.Ref(), narrower(g.Visible, e.Visible)
	}
	a.add(e)
	a.did(Said{What: string(reading.Resource), Ref: e.About, Text: e.Text, Visible: e.Visible})
}

// Resources returns what was passed on for a goal or milestone, or for nothing
// in particular (""), as a viewer may read it in a mail.
func (r Record) Resources(viewer PersonID, ref string) []Entry {
	return slices.DeleteFunc(r.Of(ResourceEntry, KeptState), func(e Entry) bool { return e.About != ref || !r.open(viewer, e) })
}

// debrief looks back on a project: its questions come at once.
func (a *applying) debrief(l reading.Line) {
	text := strings.TrimSpace(l.Text)
	if text == "" {
		a.doubt(reading.Doubt{Kind: reading.NothingToDo, Text: l.Raw})
		return
	}
	visible := a.lineVisibility(l)
	a.add(Entry{Kind: NoteEntry, Form: ProjectForm, State: KeptState, Visible: visible, Text: text, Round: a.re.Prompt.Round})
	a.did(Said{What: string(reading.Debrief), Text: text, Visible: visible})
}
