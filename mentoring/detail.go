package mentoring

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// The keys of details: lines about a goal or milestone.
const (
	WhyDetail       = "why"
	OutcomeDetail   = "outcome"   // what is expected to come of it
	CriterionDetail = "criterion" // what somebody else would see
	MeasureDetail   = "measure"   // what is counted; metrics are its values
	WorkDetail      = "work"      // where it shows in the person's work
	FallbackDetail  = "fallback"  // "if this breaks, then", and who is involved
	ResourcesDetail = "resources" // what it needs
	JudgedDetail    = "judged"    // how it is judged: journal, demonstration, case study
	MarkDetail      = "mark"      // how to mark it when it is done
	SkillDetail     = "skill"     // a skill that lasts and that it builds
	StretchDetail   = "stretch"   // it is a stretch; Text: the safety net
	SortDetail      = "sort"      // finish a project, gain a skill, widen a network

	// HelpDetail is about a commitment: how much help it gets (together, reviewed
	// or alone).
	HelpDetail = "help"
	// ChangeDetail is a change of a goal that the other proposes: its new words,
	// its new date.
	ChangeDetail = "change"
	// MetDetail and MissedDetail have no words: they say who said of a milestone
	// or a stretch that it was met, or let go, and when.
	MetDetail    = "met"
	MissedDetail = "missed"
)

// noted are the details that people write themselves, in the order in which they
// are shown.
var noted = []string{
	WhyDetail, OutcomeDetail, CriterionDetail, MeasureDetail, WorkDetail, ResourcesDetail, JudgedDetail, MarkDetail,
	FallbackDetail, SkillDetail, StretchDetail, SortDetail,
}

// detail notes a line about a goal or milestone.
func (a *applying) detail(l reading.Line) {
	e, ok := a.subject(l, GoalEntry, MilestoneEntry, CommitmentEntry)
	if !ok {
		return
	}
	text := strings.TrimSpace(l.Text)
	if text == "" && l.Key != StretchDetail {
		a.doubt(reading.Doubt{Kind: reading.NothingToDo, Ref: e.Ref(), Text: l.Raw})
		return
	}
	d := Entry{
		Key: l.Key, About: e.Ref(), Owner: e.Owner, Text: cmp.Or(text, l.Key), Due: l.When,
		Visible: narrower(e.Visible, a.lineVisibility(l)),
	}
	waits := e.Owner != a.who.ID && e.Author != a.who.ID && d.Visible != ritual.Private
	if waits {
		d.Kind, d.State, d.Round = DetailEntry, ProposedState, a.re.Prompt.Round
		a.add(d)
	} else {
		a.setDetail(d)
	}
	a.did(Said{What: string(reading.Detail), Ref: e.Ref(), Text: d.Text, Date: d.Due, Visible: d.Visible, Waits: waits})
}

// setDetail puts a detail in the place of the one that stands. A measure whose
// values were noted is not replaced but let go: its values stay a series of their
// own.
func (a *applying) setDetail(d Entry) {
	d.Kind, d.State, d.Round = DetailEntry, KeptState, a.re.Prompt.Round
	old, ok := a.r.detail(d.About, d.Key)
	switch {
	case ok && old.Text == d.Text && old.Visible == d.Visible:
		return
	case ok && old.Author == a.who.ID && !a.measured(old):
		if old.Text != d.Text {
			old.Left = time.Time{}
		}
		old.Text, old.Due, old.Visible, old.Message = d.Text, d.Due, d.Visible, a.re.Message
		a.change(old)
		return
	case ok:
		old.State = DroppedState
		a.change(old)
	}
	a.add(d)
}

// suggest proposes a change of a goal or milestone to its owner.
func (a *applying) suggest(e Entry, l reading.Line) {
	d := a.add(Entry{
		Kind: DetailEntry, State: ProposedState, Key: ChangeDetail, About: e.Ref(), Owner: e.Owner, Visible: e.Visible,
		Text: cmp.Or(l.Text, e.Text), Due: l.When, Round: a.re.Prompt.Round,
	})
	a.did(Said{What: string(reading.Change), Ref: e.Ref(), Text: d.Text, Date: d.Due, Visible: d.Visible, Waits: true})
}

// adopt carries out a proposed detail that its reader has said yes to.
func (a *applying) adopt(d Entry) Entry {
	if d.Key != ChangeDetail {
		if old, ok := a.r.detail(d.About, d.Key); ok {
			old.State = DroppedState
			a.change(old)
		}
		d.State = KeptState
		return d
	}
	if e, ok := a.r.Entry(d.About); ok {
		a.reword(&e, d.Text, d.Due)
		a.change(e)
	}
	d.State = DoneState
	return d
}

// ended notes who said that a milestone, or a stretch, has come to its end, and
// when: the other hears of it, and both look back on it.
func (a *applying) ended(e Entry, key string) {
	_, stretch := a.r.detail(e.Ref(), StretchDetail)
	if stretch || e.Kind == MilestoneEntry && key == MetDetail {
		a.add(Entry{Kind: DetailEntry, State: KeptState, Visible: e.Visible, Key: key, About: e.Ref(), Owner: e.Owner, Round: a.re.Prompt.Round})
	}
}

// comesBack returns the words that were noted for this moment, under their keys:
// details of the entry or, for a milestone, of its goal, and what comes next
// after a milestone.
func (a *applying) comesBack(e Entry, keys ...string) map[string]string {
	out := map[string]string{}
	for _, key := range keys {
		for _, ref := range []string{e.Ref(), (Entry{Kind: GoalEntry, Number: e.Parent}).Ref()} {
			if d, ok := a.r.detail(ref, key); ok && out[key] == "" && a.r.Sees(a.who.ID, d) {
				out[key] = d.Text
			}
		}
	}
	if slices.Contains(keys, MarkDetail) && e.Kind == MilestoneEntry {
		if next := a.r.after(a.who.ID, e); next != nil {
			out[NextDetail] = next.Text
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// NextDetail is the key under which the milestone that comes next is told.
const NextDetail = "next"

// subject returns what a line is about: the entry that it names, else the only
// active goal of its author.
func (a *applying) subject(l reading.Line, kinds ...Kind) (Entry, bool) {
	if l.Ref != "" {
		return a.find(l, kinds...)
	}
	var own []Entry
	for _, g := range a.r.Of(GoalEntry, OpenState, ProposedState) {
		if g.Owner == a.who.ID {
			own = append(own, g)
		}
	}
	if len(own) == 1 {
		return own[0], true
	}
	a.doubt(reading.Doubt{Kind: reading.WhichGoal, Text: l.Raw})
	a.keepWords(l)
	return Entry{}, false
}

// detail returns the standing detail of an entry under a key: the latest.
func (r Record) detail(ref, key string) (Entry, bool) {
	if ref == "" {
		return Entry{}, false
	}
	var found Entry
	for _, e := range r.Of(DetailEntry, KeptState) {
		if e.About == ref && e.Key == key {
			found = e
		}
	}
	return found, found.Kind != ""
}

// DetailsFor returns what people have noted about an entry and a viewer may read of
// it in a mail, in a settled order.
func (r Record) DetailsFor(viewer PersonID, ref string) []Entry {
	var out []Entry
	for _, key := range noted {
		if d, ok := r.detail(ref, key); ok && r.open(viewer, d) {
			out = append(out, d)
		}
	}
	return out
}
