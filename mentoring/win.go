package mentoring

import (
	"slices"
	"strings"
	"time"

	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// Who may hear of a win, besides the pair: a win's Form.
const (
	HearUs      = ""        // the two alone
	HearNamed   = "named"   // people whom the author names, and those who follow the pair
	HearProgram = "program" // the program's own mail, and those
	HearNobody  = "no"      // it is not marked at all
)

// cheerWithin is how long after a win the partner is asked for a sentence.
const cheerWithin = 21 * 24 * time.Hour

// win keeps something that went well. Its author is asked who may hear of it.
func (a *applying) win(l reading.Line) {
	text := strings.TrimSpace(l.Text)
	if text == "" {
		a.doubt(reading.Doubt{Kind: reading.NothingToDo, Text: l.Raw})
		return
	}
	visible := a.lineVisibility(l)
	e := a.add(Entry{Kind: WinEntry, State: KeptState, Visible: visible, Text: text, Round: a.re.Prompt.Round})
	a.above = e.ID
	a.did(Said{What: string(l.Verb), Text: text, Visible: visible})
	if visible == ritual.Shared && !slices.ContainsFunc(a.re.Reading.Lines, func(x reading.Line) bool { return x.Verb == reading.Tell }) {
		a.sayOnce(Said{What: SaidHearers})
	}
}

// sayOnce is say for what is said once in a receipt.
func (a *applying) sayOnce(s Said) {
	if !slices.ContainsFunc(a.receipt.Said, func(x Said) bool { return x.What == s.What }) {
		a.say(s)
	}
}

// lastWin returns the author's last win that the partner reads, too.
func (a *applying) lastWin() (Entry, bool) {
	for _, e := range slices.Backward(a.r.Entries) {
		if e.Kind == WinEntry && e.State == KeptState && e.Author == a.who.ID && e.Visible == ritual.Shared {
			return e, true
		}
	}
	return Entry{}, false
}

// tell says who may hear of the last win.
func (a *applying) tell(l reading.Line) {
	win, ok := a.lastWin()
	if !ok {
		a.doubt(reading.Doubt{Kind: reading.NothingToDo, Text: l.Raw})
		return
	}
	switch l.Key {
	case HearProgram, HearNobody:
		win.Form = l.Key
	case "us":
		win.Form = HearUs
	case HearNamed:
		win.Form = HearNamed
	default:
		a.doubt(reading.Doubt{Kind: reading.NothingToDo, Text: l.Raw})
		return
	}
	a.change(win)
	if l.Key == HearNamed {
		a.tellNamed(l, win)
		if l.Text != "" {
			return
		}
	}
	a.did(Said{What: string(reading.Tell), Text: win.Text, Key: l.Key, Visible: win.Visible})
}

// recordHearers takes an answer as who may hear of what the question is about: a
// milestone becomes a win for others to hear of only where its owner says so.
func (a *applying) recordHearers(q ritual.Asked, ans reading.Answer, visible ritual.Visibility) {
	form, known := map[string]string{"us": HearUs, HearNamed: HearNamed, HearProgram: HearProgram, HearNobody: HearNobody}[ans.Choice]
	if !known || visible != ritual.Shared {
		return
	}
	for _, e := range a.r.Of(WinEntry, KeptState) {
		if e.Author == a.who.ID && (e.ID == q.Link || q.Ref != "" && e.About == q.Ref) {
			e.Form = form
			a.change(e)
			return
		}
	}
	about, ok := a.r.Entry(q.Ref)
	if ok && about.Owner == a.who.ID && about.Visible == ritual.Shared && (form == HearNamed || form == HearProgram) {
		a.add(Entry{Kind: WinEntry, State: KeptState, Visible: ritual.Shared, About: q.Ref, Form: form, Text: about.Text, Round: a.re.Prompt.Round})
	}
}

// maybeWin says once, where a try is over, that it may be a win whatever came of
// it.
func (a *applying) maybeWin(e Entry) {
	if e.Form == TryForm && e.Visible == ritual.Shared {
		a.sayOnce(Said{What: SaidMaybeWin})
	}
}

// partnerWin finds a win of the partner's that the person may say a sentence on.
func (s *asking) partnerWin() (ritual.Asked, bool) {
	for _, e := range slices.Backward(s.r.Entries) {
		if e.Kind != WinEntry || e.State != KeptState || e.Author == s.me.Person || e.Visible != ritual.Shared ||
			e.Form == HearNobody || s.now.Sub(e.Created) > cheerWithin {
			continue
		}
		said := slices.ContainsFunc(s.r.Of(CheerEntry, KeptState), func(c Entry) bool { return c.Link == e.ID })
		if !said && !s.put(func(q ritual.Asked) bool { return q.Link == e.ID }) {
			return ritual.Asked{Topic: e.Text, Link: e.ID}, true
		}
	}
	return ritual.Asked{}, false
}

// recordCheer keeps the author's sentence about the partner's win.
func (a *applying) recordCheer(q ritual.Asked, ans reading.Answer, visible ritual.Visibility) {
	win, ok := a.entry(q.Link)
	text := strings.TrimSpace(ans.Text)
	if !ok || win.Kind != WinEntry || text == "" {
		return
	}
	if old, ok := a.recorded(CheerEntry, q); ok {
		if old.Text != text {
			old.Left = time.Time{}
		}
		old.Text, old.Visible, old.Message = text, visible, a.re.Message
		a.change(old)
		return
	}
	a.add(Entry{
		Kind: CheerEntry, State: KeptState, Visible: visible, Owner: win.Author, Link: win.ID,
		Key: q.Key, Text: text, Round: a.re.Prompt.Round,
	})
}

// ToldWins returns the wins of a time that the program may tell of: those whose
// authors chose so, in the order in which they came.
func (r Record) ToldWins(from, to time.Time) []Entry {
	var out []Entry
	for _, e := range r.Of(WinEntry, KeptState) {
		if e.Form == HearProgram && e.Visible == ritual.Shared && !e.Created.Before(from) && e.Created.Before(to) {
			out = append(out, e)
		}
	}
	return out
}
