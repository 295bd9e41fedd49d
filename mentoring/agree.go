package mentoring

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// weeksOf are the rhythms that can be chosen, in weeks.
var weeksOf = map[string]int{
	"weekly": 1, "two-weeks": 2, "four-weeks": 4, "ten-weeks": 10, "twenty-weeks": 20, "never": Never,
}

// recordRhythm keeps a chosen rhythm as a line of the agreement.
func (a *applying) recordRhythm(q ritual.Asked, ans reading.Answer, visible ritual.Visibility) {
	a.keep(AgreementEntry, q, ans.Text, weeksOf[ans.Choice], visible)
	if g := a.r.Agreement(); g.InForce {
		a.r.Pair.Terms = proposed(g.Lines, Terms{End: g.Terms.End, Talk: g.Terms.Talk, Reset: g.Terms.Reset, Since: a.now})
	}
}

// recordAgreeing notes an answer to the page. A no changes nothing: the author
// reads how to change a line.
func (a *applying) recordAgreeing(_ ritual.Asked, ans reading.Answer, _ ritual.Visibility) {
	version, _ := a.pageAsked()
	switch ans.Yes {
	case reading.Yes:
		a.agreeTo(version)
	case reading.No:
		a.refuse(version)
	default:
		a.doubt(reading.Doubt{Kind: reading.WhichNumber, Text: ans.Text, Example: reading.Agree})
	}
}

// agreeTo says yes to a version of the agreement: to the first, with which the
// terms come into force once both have, or to a change that the partner
// proposed. Yes to what has been replaced since is not taken for yes to what
// replaced it.
func (a *applying) agreeTo(version int) {
	g := a.r.Agreement()
	if i := slices.IndexFunc(g.Waiting, func(e Entry) bool { return e.version() == version && e.Author != a.who.ID }); i >= 0 {
		a.bringIn(g.Waiting[i])
		return
	}
	if version != 1 || g.Version > 1 {
		a.doubt(reading.Doubt{Kind: reading.OldVersion, Ref: nameOf(version)})
		return
	}
	mine := func(e Entry) bool { return e.Form == consented && e.Author == a.who.ID }
	if !slices.ContainsFunc(a.r.Of(AgreementEntry, KeptState), mine) {
		a.add(Entry{Kind: AgreementEntry, State: KeptState, Form: consented, About: nameOf(1), Round: a.round.ID})
	}
	what := SaidAgreed
	if now := a.r.Agreement(); now.InForce {
		what = SaidInForce
		a.r.Pair.Terms = proposed(now.Lines, a.r.Pair.Terms)
		a.r.Pair.Terms.Since = a.now
	}
	a.did(Said{What: what, Text: nameOf(1)})
}

// bringIn makes a proposed change part of the agreement, in place of the line that
// it changes. What stood there before is kept with its history.
func (a *applying) bringIn(e Entry) {
	for _, old := range a.r.Of(AgreementEntry, KeptState) {
		if old.Key == e.Key && e.Key != MoreKey && old.Form != consented && a.r.both(old) {
			old.State = DroppedState
			a.change(old)
		}
	}
	e.State = KeptState
	a.change(e)
	a.r.Pair.Terms = a.r.Pair.Terms.with(e)
	a.r.Pair.Terms.Since = a.now
	a.did(Said{What: SaidInForce, Ref: e.About, Text: e.Text})
}

// refuse says no to a version. A proposed change is dropped; the page stays as
// it is.
func (a *applying) refuse(version int) {
	g := a.r.Agreement()
	if i := slices.IndexFunc(g.Waiting, func(e Entry) bool { return e.version() == version && e.Author != a.who.ID }); i >= 0 {
		e := g.Waiting[i]
		e.State = DroppedState
		a.change(e)
		a.did(Said{What: string(reading.Decline), Text: e.Text})
		return
	}
	a.did(Said{What: SaidNotYet})
}

// amend proposes a change of the agreement. It is in force once the partner says
// yes.
func (a *applying) amend(l reading.Line) {
	text := strings.TrimSpace(l.Text)
	key := cmp.Or(l.Key, MoreKey)
	switch {
	case text == "":
		a.doubt(reading.Doubt{Kind: reading.NothingToDo, Text: l.Raw})
		return
	case l.Private || l.Held:
		a.aside(l)
		return
	}
	e := Entry{Kind: AgreementEntry, State: ProposedState, Form: amendment, Key: key, Text: text, Due: l.When, About: nameOf(a.nextVersion())}
	if key == MeetKey {
		e.Value = max(a.number(l), 0)
	}
	if slices.Contains([]string{OftenKey, ReviewKey, ResponseKey}, key) {
		if e.Value = a.number(l); e.Value == 0 {
			a.keepWords(l)
			a.doubt(reading.Doubt{Kind: reading.NoNumber, Ref: key, Text: l.Raw, Example: reading.Amend})
			return
		}
		if key == ReviewKey && e.Value > 0 {
			e.Value = max(e.Value, ritual.MostOften)
		}
	}
	if key == EndKey && (l.When.IsZero() || !l.When.After(Today(a.who, a.now))) {
		kind := reading.NoDate
		if !l.When.IsZero() {
			kind = reading.PastDate
		}
		a.doubt(reading.Doubt{Kind: kind, Text: l.Raw, Date: l.When, Example: reading.Amend})
		return
	}
	for _, old := range a.r.Agreement().Waiting { // the author has thought again
		if old.Author == a.who.ID && old.Key == key && key != MoreKey {
			a.change(old.takenBack())
		}
	}
	e = a.add(e)
	a.did(Said{What: string(reading.Amend), Text: e.Text, Date: e.Due, Visible: e.Visible, Waits: true})
}

// nextVersion is the version that a change proposed now would make.
func (a *applying) nextVersion() int {
	n := 1
	for _, e := range a.r.Of(AgreementEntry) {
		if e.Form == amendment {
			n = max(n, e.version())
		}
	}
	return n + 1
}

// number returns the number that a line names, Never for none at all ("never"),
// 0 where it names no number.
func (a *applying) number(l reading.Line) int {
	if len(l.Numbers) > 0 {
		return l.Numbers[0]
	}
	for word := range strings.FieldsSeq(l.Text) {
		if n, err := strconv.Atoi(strings.Trim(word, ".,;:()")); err == nil && n > 0 && n <= 60 {
			return n
		}
	}
	return 0
}

// pageAsked returns the version of the agreement that the answered mail put to the
// author, if it did.
func (a *applying) pageAsked() (version int, asked bool) {
	puts := func(q ritual.Asked) bool { return q.Records == ritual.Agreeing }
	version, err := strconv.Atoi(strings.TrimPrefix(a.round.Period, "v"))
	return version, err == nil && slices.ContainsFunc(a.re.Prompt.Asked, puts)
}
