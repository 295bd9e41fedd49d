package mentoring

import (
	"strings"
	"time"

	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// detailOf says which detail of a goal an answer records.
var detailOf = map[ritual.Records]string{
	ritual.Why: WhyDetail, ritual.Measure: MeasureDetail, ritual.Work: WorkDetail, ritual.Fallback: FallbackDetail,
	ritual.Deadline: "",
}

// recordDetail keeps an answer as a detail of the goal that it was asked about.
func (a *applying) recordDetail(q ritual.Asked, ans reading.Answer, visible ritual.Visibility) {
	g, ok := a.r.Entry(q.Ref)
	if text := strings.TrimSpace(ans.Text); ok && g.Owner == a.who.ID && text != "" && ans.Yes != reading.No {
		a.setDetail(Entry{Key: detailOf[q.Records], About: g.Ref(), Owner: g.Owner, Text: text, Visible: narrower(g.Visible, visible)})
	}
}

// recordDeadline gives the goal that was asked about its date.
func (a *applying) recordDeadline(q ritual.Asked, ans reading.Answer, visible ritual.Visibility) {
	g, ok := a.r.Entry(q.Ref)
	if ok && g.Owner == a.who.ID && visible == ritual.Shared && len(ans.Items) == 1 && !ans.Items[0].Due.IsZero() {
		g.Due = ans.Items[0].Due
		a.change(g)
		a.far(g)
	}
}

// recordTouch keeps, changes or parks the goal that was asked about.
func (a *applying) recordTouch(q ritual.Asked, ans reading.Answer, _ ritual.Visibility) {
	g, ok := a.r.Entry(q.Ref)
	if !ok || g.Owner != a.who.ID {
		return
	}
	if len(ans.Items) == 1 {
		a.review(reading.Line{Verb: ans.Items[0].Verb, Ref: q.Ref, Text: ans.Items[0].Text, When: ans.Items[0].Due, Raw: ans.Text})
		return
	}
	switch verb := reading.Verb(ans.Choice); {
	case !brief(ans.Text):
	case verb == reading.Change:
		a.doubt(reading.Doubt{Kind: reading.WhichChange, Text: ans.Text, Ref: g.Ref()})
	case verb != "":
		a.review(reading.Line{Verb: verb, Ref: q.Ref, Raw: ans.Text})
	}
}

// brief reports whether words are no more than a choice: nothing is done on a
// word that stands somewhere in a sentence.
func brief(text string) bool { return len(strings.Fields(text)) <= 2 }

// The choices for a milestone that is due, and for a plateau.
const (
	courseReached  = "reached"
	courseSlipping = "slipping"
	plateauOther   = "other"
	plateauBreak   = "later"
	plateauSmaller = "smaller"
)

// recordCourse notes how a milestone stands that is due soon.
func (a *applying) recordCourse(q ritual.Asked, ans reading.Answer, visible ritual.Visibility) {
	m, ok := a.r.Entry(q.Ref)
	if !ok || m.Owner != a.who.ID || visible != ritual.Shared || !brief(ans.Text) {
		return
	}
	switch ans.Choice {
	case courseReached:
		a.done(reading.Line{Verb: reading.Done, Ref: q.Ref, Raw: ans.Text})
	case courseSlipping, string(reading.Change):
		a.did(Said{What: SaidSlips, Ref: m.Ref(), Text: m.Text, Visible: m.Visible, Details: a.comesBack(m, FallbackDetail)})
	}
}

// recordPlateau takes one of three ways out of a flat stretch.
func (a *applying) recordPlateau(q ritual.Asked, ans reading.Answer, _ ritual.Visibility) {
	g, ok := a.r.Entry(q.Ref)
	if !ok || g.Owner != a.who.ID || !brief(ans.Text) {
		return
	}
	switch ans.Choice {
	case plateauSmaller:
		a.did(Said{What: SaidSmaller, Ref: g.Ref(), Text: g.Text, Visible: ritual.Private})
	case plateauOther, plateauBreak:
		a.review(reading.Line{Verb: reading.Park, Ref: q.Ref, Raw: ans.Text})
	}
}

// recordNeed opens what is needed: the words of the answer, or the question with
// its no.
func (a *applying) recordNeed(q ritual.Asked, ans reading.Answer, visible ritual.Visibility) {
	if q.Kind == ritual.YesNo && ans.Yes != reading.No {
		return
	}
	text := strings.TrimSpace(ans.Text)
	if q.Kind == ritual.YesNo && brief(text) {
		text = strings.TrimSpace(q.Text + " " + text)
	}
	if old, ok := a.recorded(AskEntry, q); ok && old.State == OpenState {
		old.Text, old.Visible = text, visible
		a.change(old)
		return
	}
	a.needs(text, visible, q.Key)
}

// HelpShift is how much help a person's steps got, earlier and lately, by
// HelpDetail's words.
type HelpShift struct {
	Before, Now map[string]int
}

// HelpShift compares the steps of a person that were noted since a date with all
// before it, as a viewer may read of them. Autonomy that grows shows here.
func (r Record) HelpShift(viewer, owner PersonID, since time.Time) HelpShift {
	s := HelpShift{Before: map[string]int{}, Now: map[string]int{}}
	for _, d := range r.Of(DetailEntry, KeptState) {
		step, ok := r.Entry(d.About)
		if d.Key != HelpDetail || !ok || step.Owner != owner || !r.open(viewer, d) {
			continue
		}
		if step.Created.Before(since) {
			s.Before[d.Text]++
		} else {
			s.Now[d.Text]++
		}
	}
	return s
}
