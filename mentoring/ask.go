package mentoring

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// ask puts a question to the partner.
func (a *applying) ask(l reading.Line) {
	a.askPartner(l.Text, a.lineVisibility(l), "")
}

// askPartner adds a question to the partner.
func (a *applying) askPartner(text string, visible ritual.Visibility, key string) {
	a.askFor(PlainForm, text, visible, key)
}

// askFor asks the partner something, in one of the forms of an ask.
func (a *applying) askFor(form, text string, visible ritual.Visibility, key string) {
	text = strings.TrimSpace(text)
	if text == "" {
		return
	}
	e := a.add(Entry{
		Kind: AskEntry, Form: form, State: OpenState, Visible: visible, Owner: a.r.Pair.Partner(a.who.ID).Person,
		Text: text, Key: key, Round: a.re.Prompt.Round,
	})
	verb := reading.Ask
	if form == ViewForm {
		verb = reading.AskFeedback
	}
	a.did(Said{What: string(verb), Ref: e.Ref(), Text: e.Text, Visible: visible})
}

// partnerAsk finds the oldest open ask of a form that the partner waits with and
// that was not put to the person yet. One that was stays in the digest.
func (s *asking) partnerAsk(form string) (ritual.Asked, bool) {
	for _, e := range s.r.Of(AskEntry, OpenState) {
		if e.Form == form && e.Owner == s.me.Person && e.Author != s.me.Person && e.Visible == ritual.Shared &&
			!s.put(func(q ritual.Asked) bool { return q.Ref == e.Ref() }) {
			return about(e), true
		}
	}
	return ritual.Asked{}, false
}

// recordReply takes an answer as that to the partner's ask. The partner does not
// read a private one, so the ask stays open.
func (a *applying) recordReply(q ritual.Asked, ans reading.Answer, visible ritual.Visibility) {
	e, ok := a.r.Entry(q.Ref)
	if !ok || e.Kind != AskEntry || e.Owner != a.who.ID || visible != ritual.Shared || strings.TrimSpace(ans.Text) == "" {
		return
	}
	a.reply(e, ans.Text, q)
}

// reply answers an ask. What was asked for as feedback is feedback, too.
func (a *applying) reply(e Entry, text string, q ritual.Asked) {
	e.Response, e.State = strings.TrimSpace(text), AnsweredState
	a.change(e)
	if e.Form != ViewForm {
		return
	}
	for _, old := range a.r.Of(FeedbackEntry, KeptState) {
		if old.Link == e.ID && old.Author == a.who.ID {
			old.Text, old.Left, a.given, a.above = e.Response, time.Time{}, old.ID, old.ID
			a.change(old)
			return
		}
	}
	given := a.add(Entry{
		Kind: FeedbackEntry, State: KeptState, Visible: e.Visible, Owner: e.Author, Link: e.ID, Key: q.Key,
		Text: e.Response, Round: a.re.Prompt.Round,
	})
	a.given, a.above = given.ID, given.ID
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
	if e.Form == SupportForm { // a need is met, not answered
		e.Response = l.Text
		a.change(e)
	} else {
		a.reply(e, l.Text, ritual.Asked{Key: string(AskEntry)})
	}
	a.did(Said{What: string(reading.AnswerAsk), Ref: e.Ref(), Text: l.Text, Visible: e.Visible})
}

// agree says yes to what the partner proposes, or to being in the pair.
func (a *applying) agree(l reading.Line) {
	if l.Ref == "" && a.r.Pair.State == Invited {
		a.consent(reading.Yes)
		return
	}
	if len(l.Numbers) > 0 {
		a.agreeTo(l.Numbers[0])
		return
	}
	if version, asked := a.pageAsked(); asked && l.Ref == "" && !l.All {
		a.agreeTo(version)
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
	if version, asked := a.pageAsked(); asked && l.Ref == "" && !l.All {
		a.refuse(version)
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
	case l.Ref != "" && a.settleOwn(l):
		return
	case l.Ref != "":
		e, ok := a.find(l, GoalEntry, MilestoneEntry, CommitmentEntry, GuestEntry)
		if !ok {
			return
		}
		for _, x := range waiting {
			of := e.Kind == GoalEntry && x.Kind == MilestoneEntry && x.Parent == e.Number || x.Kind == DetailEntry && x.About == e.Ref()
			if of || x.Kind == e.Kind && x.Number == e.Number {
				chosen = append(chosen, x)
			}
		}
	case len(waiting) == 0 && a.settleOwn(l):
		return
	case a.re.Confirms != 0 && slices.ContainsFunc(a.drafts(), func(e Entry) bool { return e.Message == a.re.Confirms }):
		a.settleOwn(l)
		return
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
		if e.Kind == AgreementEntry {
			if l.Verb == reading.Agree {
				a.agreeTo(e.version())
			} else {
				a.refuse(e.version())
			}
			continue
		}
		if e.Kind == GuestEntry {
			a.settleGuest(e, l.Verb == reading.Agree)
			continue
		}
		if settle(&e); e.Kind == DetailEntry && e.State == OpenState {
			e = a.adopt(e)
		}
		a.change(e)
		a.did(Said{What: string(l.Verb), Ref: cmp.Or(e.Ref(), e.About), Text: e.Text, Visible: e.Visible})
	}
}
