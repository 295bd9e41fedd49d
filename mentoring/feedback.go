package mentoring

import (
	"slices"
	"strings"
	"time"

	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// The keys of details that tell more of feedback or of a win (Link). Fact and
// reading are apart, so that what happened is not mixed with what it meant.
const (
	DetailFact   = "fact"    // what happened
	DetailView   = "reading" // how the author of the feedback read it
	DetailEffect = "effect"  // what it led to
	DetailNext   = "next"    // what to try
	DetailTook   = "took"    // what a win took
	// DetailTakenUp is what its receiver says became of feedback: one of the
	// three below.
	DetailTakenUp = "taken-up"
)

// What becomes of feedback.
const (
	FeedbackTried   = "tried"
	FeedbackHelped  = "helped"
	FeedbackDropped = "dropped"
)

const (
	// askedAfter is how old feedback is when its receiver is asked what became
	// of it, and askedUntil when it is too late to ask.
	askedAfter, askedUntil = 28 * 24 * time.Hour, 84 * 24 * time.Hour
	// tryWithin is how long after it was read a try counts as taking feedback up.
	tryWithin = 15 * 24 * time.Hour
	// feedbackEvery is how often somebody who gives none is asked for some.
	feedbackEvery = 28 * 24 * time.Hour
	// settling is how long a pair runs before that.
	settling = 14 * 24 * time.Hour
)

// feedback gives feedback to the partner, and to nobody else.
func (a *applying) feedback(l reading.Line) {
	text := strings.TrimSpace(l.Text)
	if text == "" {
		a.doubt(reading.Doubt{Kind: reading.NothingToDo, Text: l.Raw})
		return
	}
	visible := a.lineVisibility(l)
	e := a.add(Entry{
		Kind: FeedbackEntry, State: KeptState, Visible: visible, Owner: a.r.Pair.Partner(a.who.ID).Person,
		Text: text, Round: a.re.Prompt.Round,
	})
	a.above = e.ID
	a.did(Said{What: string(l.Verb), Text: text, Visible: visible})
}

// recordFeedback takes an answer as feedback.
func (a *applying) recordFeedback(q ritual.Asked, ans reading.Answer, visible ritual.Visibility) {
	a.keep(FeedbackEntry, q, ans.Text, 0, visible)
	if e, ok := a.recorded(FeedbackEntry, q); ok {
		a.given, a.above = e.ID, e.ID
	}
}

// tellsMore keeps a line that says more of the feedback or the win above it: its
// effect, what to try, what it took. It reports whether the line is one. Below
// feedback a try without a date is what the partner may try; one with a date is
// the author's own.
func (a *applying) tellsMore(l reading.Line) bool {
	above, ok := a.entry(a.above)
	text := strings.TrimSpace(l.Text)
	if !ok || text == "" || l.Ref != "" {
		return false
	}
	key := l.Key
	switch {
	case l.Verb == reading.Detail && above.Kind == FeedbackEntry && slices.Contains([]string{DetailFact, DetailView, DetailEffect, DetailNext}, key):
	case l.Verb == reading.Detail && above.Kind == WinEntry && key == DetailTook:
	case l.Verb == reading.Try && above.Kind == FeedbackEntry && l.When.IsZero():
		key = DetailNext
	default:
		return false
	}
	e := a.add(Entry{
		Kind: DetailEntry, State: KeptState, Visible: narrower(above.Visible, a.lineVisibility(l)), Owner: above.Owner,
		Key: key, Link: above.ID, Text: text, Round: a.re.Prompt.Round,
	})
	a.did(Said{What: string(reading.Detail), Text: text, Visible: e.Visible})
	return true
}

// entry returns an entry by its ID.
func (a *applying) entry(id int64) (Entry, bool) { return a.r.ByID(id) }

// ByID returns the entry with an ID, as a Link names it.
func (r Record) ByID(id int64) (Entry, bool) {
	i := slices.IndexFunc(r.Entries, func(e Entry) bool { return e.ID == id })
	if i < 0 || id == 0 {
		return Entry{}, false
	}
	return r.Entries[i], true
}

// Details returns what was said more of an entry, in the order in which it came.
func (r Record) Details(e Entry) []Entry {
	var out []Entry
	for _, x := range r.Of(DetailEntry, KeptState) {
		if x.Link == e.ID && e.ID != 0 {
			out = append(out, x)
		}
	}
	return out
}

// askFeedback asks the partner for feedback on something.
func (a *applying) askFeedback(l reading.Line) {
	if strings.TrimSpace(l.Text) == "" {
		a.doubt(reading.Doubt{Kind: reading.NothingToDo, Text: l.Raw})
		return
	}
	a.askFor(ViewForm, l.Text, a.lineVisibility(l), "")
}

// takesUp returns the feedback that a try of the author's takes up: the latest
// that they were sent in these weeks and have not taken up yet. 0: none.
func (a *applying) takesUp() int64 {
	for _, e := range slices.Backward(a.r.Entries) {
		if e.Kind != FeedbackEntry || e.State != KeptState || e.Owner != a.who.ID || e.Author == a.who.ID || !a.r.Sees(a.who.ID, e) {
			continue
		}
		read := a.r.readAt(e)
		if read.IsZero() || a.came.Sub(read) > tryWithin {
			continue
		}
		if slices.ContainsFunc(a.r.Of(CommitmentEntry), func(c Entry) bool { return c.Link == e.ID }) {
			continue
		}
		a.say(Said{What: SaidTakesUp, Quoted: e.Text, Visible: ritual.Shared})
		return e.ID
	}
	return 0
}

// readAt is when an entry's words were first sent to somebody else, be it as the
// answer that recorded it.
func (r Record) readAt(e Entry) time.Time {
	if !e.Left.IsZero() || e.Round == 0 || e.Key == "" {
		return e.Left
	}
	for _, x := range r.Of(AnswerEntry) {
		if x.Round == e.Round && x.Key == e.Key && x.Author == e.Author {
			return x.Left
		}
	}
	return e.Left
}

// oldFeedback finds feedback of some weeks ago that pointed to something to do,
// and of which its receiver was not asked yet what became of it.
func (s *asking) oldFeedback() (ritual.Asked, bool) {
	for _, e := range s.r.Of(FeedbackEntry, KeptState) {
		age := s.now.Sub(e.Created)
		if e.Owner != s.me.Person || e.Author == s.me.Person || e.Visible != ritual.Shared || age < askedAfter || age > askedUntil {
			continue
		}
		if s.r.pointsOn(e) && !s.r.takenUp(e) && !s.put(func(q ritual.Asked) bool { return q.Link == e.ID }) {
			return ritual.Asked{Topic: e.Text, Link: e.ID}, true
		}
	}
	return ritual.Asked{}, false
}

// pointsOn reports whether feedback asks for something to be done with it: it
// says what to try, was asked for, was tried, or came by itself. An answer to a
// question about what went well does not.
func (r Record) pointsOn(e Entry) bool {
	return e.Key == "" || e.Link != 0 ||
		slices.ContainsFunc(r.Details(e), func(d Entry) bool { return d.Key == DetailNext }) ||
		slices.ContainsFunc(r.Of(CommitmentEntry), func(c Entry) bool { return c.Link == e.ID && c.Visible == ritual.Shared })
}

// takenUp reports whether its receiver has said what became of feedback.
func (r Record) takenUp(e Entry) bool {
	return slices.ContainsFunc(r.Details(e), func(d Entry) bool { return d.Key == DetailTakenUp })
}

// recordTakenUp notes what became of feedback.
func (a *applying) recordTakenUp(q ritual.Asked, ans reading.Answer, visible ritual.Visibility) {
	e, ok := a.entry(q.Link)
	if !ok || e.Kind != FeedbackEntry || e.Owner != a.who.ID || ans.Choice == "" {
		return
	}
	for _, d := range a.r.Details(e) {
		if d.Key == DetailTakenUp && d.Author == a.who.ID {
			d.Text, d.Visible = ans.Choice, narrower(d.Visible, visible)
			a.change(d)
			return
		}
	}
	a.add(Entry{
		Kind: DetailEntry, State: KeptState, Visible: visible, Owner: e.Author, Key: DetailTakenUp, Link: e.ID,
		Text: ans.Choice, Round: a.re.Prompt.Round,
	})
}

// feedbackDue reports whether the person gave no feedback for weeks.
func (s *asking) feedbackDue() (ritual.Asked, bool) {
	since := s.now.Add(-feedbackEvery)
	if s.now.Sub(s.r.Pair.Started) < settling {
		return ritual.Asked{}, false
	}
	lately := slices.ContainsFunc(s.r.Of(FeedbackEntry), func(e Entry) bool { return e.Author == s.me.Person && e.Created.After(since) })
	asked := s.put(func(q ritual.Asked) bool { return q.Key == s.q.Key && s.putAt.After(since) })
	return ritual.Asked{}, !lately && !asked
}

// FeedbackCount is how much feedback a person was given in a time, and how much
// of it was taken up: tried, or found to help.
type FeedbackCount struct{ Given, TakenUp int }

// FeedbackTo counts the feedback that a member was given from one instant up to
// another, as far as viewer may see it. What was said private counts nowhere.
func (r Record) FeedbackTo(member, viewer PersonID, from, to time.Time) (n FeedbackCount) {
	for _, e := range r.Of(FeedbackEntry, KeptState) {
		if e.Owner != member || e.Author == member || e.Visible != ritual.Shared || !r.Sees(viewer, e) || e.Created.Before(from) || !e.Created.Before(to) {
			continue
		}
		n.Given++
		tried := slices.ContainsFunc(r.Of(CommitmentEntry), func(c Entry) bool { return c.Link == e.ID && c.Visible == ritual.Shared })
		said := slices.ContainsFunc(r.Details(e), func(d Entry) bool {
			return d.Key == DetailTakenUp && d.Text != FeedbackDropped && d.Visible == ritual.Shared
		})
		if tried || said {
			n.TakenUp++
		}
	}
	return n
}
