package mentoring

import (
	"slices"
	"strings"

	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// obstacle keeps something that is in the way.
func (a *applying) obstacle(l reading.Line) {
	text := strings.TrimSpace(l.Text)
	if text == "" {
		a.doubt(reading.Doubt{Kind: reading.NothingToDo, Text: l.Raw})
		return
	}
	visible := a.lineVisibility(l)
	a.add(Entry{Kind: ObstacleEntry, State: KeptState, Visible: visible, Text: text, Round: a.re.Prompt.Round})
	a.did(Said{What: string(l.Verb), Text: text, Visible: visible})
}

// note keeps a note for its author.
func (a *applying) note(l reading.Line) {
	if text := strings.TrimSpace(l.Text); text != "" {
		a.add(Entry{Kind: NoteEntry, State: KeptState, Visible: ritual.Private, Text: text, Round: a.re.Prompt.Round})
		a.did(Said{What: string(reading.Note), Text: text, Visible: ritual.Private})
	}
}

// private keeps words from everybody else: those of the line, or the answers
// whose numbers it names, until they have left in any mail.
func (a *applying) private(l reading.Line) {
	if text := strings.TrimSpace(l.Text); text != "" {
		a.add(Entry{Kind: NoteEntry, State: KeptState, Visible: ritual.Private, Text: text, Round: a.re.Prompt.Round})
		a.say(Said{What: string(reading.Private), Text: text, Visible: ritual.Private})
		a.receipt.Silencing = true
	}
	for _, n := range l.Numbers {
		q, asked := a.asked(n)
		e, answered := a.answerTo(q)
		switch {
		case !asked || !answered:
			a.doubt(reading.Doubt{Kind: reading.WhichNumber, Text: l.Raw})
		case !e.Left.IsZero():
			a.doubt(reading.Doubt{Kind: reading.AlreadySeen, Text: e.Text})
		default:
			for _, x := range a.from(q, e) {
				if x.Left.IsZero() {
					x.Visible = ritual.Private
					a.change(x)
				}
			}
			a.unsay(q, e)
			a.receipt.Silencing = true
			a.did(Said{What: string(reading.Private), N: n, Text: e.Text, Visible: ritual.Private})
		}
	}
}

// passOn gives the author's latest private note to the partner: of those that
// the answered mail told of, where it told of some.
func (a *applying) passOn(l reading.Line) {
	for _, e := range slices.Backward(a.r.Entries) {
		if e.Author == a.who.ID && e.Visible == ritual.Private && e.Kind == NoteEntry && e.State == KeptState &&
			(a.re.About == 0 || a.re.About == e.Message) {
			e.Visible = ritual.Shared
			a.change(e)
			a.did(Said{What: string(reading.PassOn), Text: e.Text, Visible: ritual.Shared})
			return
		}
	}
	a.doubt(reading.Doubt{Kind: reading.NothingToDo, Text: l.Raw})
}

// share opens the author's answers of the round, or those with the numbers
// named, to the partner: a lone answer, or one that was private.
func (a *applying) share(l reading.Line) {
	shared := false
	for _, q := range a.re.Prompt.Asked {
		named := slices.Contains(l.Numbers, q.N)
		if len(l.Numbers) > 0 && !named {
			continue
		}
		for _, e := range a.r.Entries {
			own := e.Author == a.who.ID && e.Round == a.re.Prompt.Round && e.Key == q.Key && e.State != WithdrawnState
			if own && (e.Visible == ritual.AfterBoth || named && e.Visible == ritual.Private) {
				e.Visible = ritual.Shared
				a.change(e)
				shared = true
				if e.Kind == AnswerEntry {
					a.did(Said{What: string(reading.Share), N: q.N, Text: e.Text, Value: e.Value, Visible: ritual.Shared})
				}
			}
		}
	}
	if !shared {
		a.doubt(reading.Doubt{Kind: reading.NothingToDo, Text: l.Raw})
	}
}

// scratch takes answers back.
func (a *applying) scratch(l reading.Line) {
	for _, n := range l.Numbers {
		q, asked := a.asked(n)
		e, answered := a.answerTo(q)
		if !asked || !answered {
			a.doubt(reading.Doubt{Kind: reading.WhichNumber, Text: l.Raw})
			continue
		}
		for _, x := range a.from(q, e) {
			if x.Number > 0 {
				x = x.takenBack()
			} else {
				x.State = WithdrawnState
			}
			a.change(x)
		}
		a.unsay(q, e)
		a.did(Said{What: string(reading.Scratch), N: n, Text: e.Text, Visible: e.Visible})
	}
}

// from returns an answer and what it has recorded.
func (a *applying) from(q ritual.Asked, answer Entry) []Entry {
	var out []Entry
	for _, x := range a.r.Entries {
		if x.Round == answer.Round && x.Key == q.Key && x.Author == a.who.ID {
			out = append(out, x)
		}
	}
	return out
}

// unsay takes an answer's words off the commitment that it was about.
func (a *applying) unsay(q ritual.Asked, answer Entry) {
	if e, ok := a.r.Entry(q.Ref); ok && q.Records == ritual.FollowUp && e.Response == answer.Text {
		e.Response = ""
		a.change(e)
	}
}
