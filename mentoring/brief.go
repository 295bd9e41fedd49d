package mentoring

import (
	"cmp"
	"slices"
	"time"

	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// How much of the record a mail around a session shows.
const (
	mostMilestones = 3
	mostSteps      = 6
	mostAsks       = 4
	mostQuoted     = 4
)

// Brief is what a mail around a session tells of it, besides its questions, as
// its reader may see it.
type Brief struct {
	Session Entry
	News    SessionNews // for the mail that brings it
	By      Person      // who said it
	// First is what both shared when they last looked at how they work together,
	// and have not met since: the first thing to talk about.
	First []Quoted
	// Agenda is what was answered before this session, Recap what was answered
	// after the last one.
	Agenda, Recap []Quoted
	// Milestones are the next ones, Steps what both have promised, Asks what the
	// two have asked each other and is open.
	Milestones, Steps, Asks []Entry
	// Agreed are the lines of the agreement that the mail quotes.
	Agreed []Entry
	// Turn counts the sessions before this one, for words that take turns.
	Turn int
	// Again is when the two could meet next: at the same hour, as far on as their
	// sessions lie apart. Zero where the next one is planned.
	Again time.Time
}

// Quoted is an answer with the question as it was printed.
type Quoted struct {
	Ritual string
	Asked  ritual.Asked
	Entry
}

// Entries returns all entries whose words stand in it, for those who note what
// has left in a mail.
func (b Brief) Entries() []Entry {
	var out []Entry
	for _, qs := range [][]Quoted{b.First, b.Agenda, b.Recap} {
		for _, q := range qs {
			out = append(out, q.Entry)
		}
	}
	return slices.Concat(out, b.Milestones, b.Steps, b.Asks, b.Agreed)
}

// Brief gathers what the mail of a round around a session tells a reader. It is
// empty for the rounds of other rituals.
func (p Policy) Brief(r Record, d ritual.Definition, period string, viewer PersonID, now time.Time) Brief {
	id, _ := ritual.SessionOf(period)
	e, ok := r.Session(id)
	if !ok || !r.Sees(viewer, e) {
		return Brief{}
	}
	g := briefing{r: r, p: p, viewer: viewer, e: e}
	b := Brief{Session: e, Turn: len(g.before())}
	switch d.Trigger {
	case ritual.OnSession:
		b.News = TellOf(r, e)
		b.By = r.Person(b.News.By)
		if b.News.Says == SessionMoved && !r.knows(d.Name, e, viewer) {
			b.News.Says = SessionSet
		}
	case ritual.BeforeSession:
		b.First, b.Agenda, b.Recap = g.first(), g.agenda(d), g.recap()
		b.Milestones, b.Steps, b.Asks = g.milestones(), g.steps(), g.asks()
		b.Agreed = g.agreed(d, Today(r.Person(viewer), now))
	case ritual.AfterSession:
		b.Agenda, b.Steps = g.agenda(d), g.steps()
		b.Again = g.again(now)
	default:
		return Brief{}
	}
	return b
}

// briefing gathers one Brief.
type briefing struct {
	r      Record
	p      Policy
	viewer PersonID
	e      Entry
}

// before returns the sessions before this one, the earliest first.
func (g briefing) before() []Entry {
	out := slices.DeleteFunc(g.r.Of(SessionEntry, HeldState), func(e Entry) bool { return e.ID == g.e.ID || !e.At.Before(g.e.At) })
	slices.SortFunc(out, func(a, b Entry) int { return a.At.Compare(b.At) })
	return out
}

// answers quotes what a round's questions were answered with, as far as the
// reader may see it: words, no numbers.
func (g briefing) answers(round ritual.Round) []Quoted {
	var out []Quoted
	for _, e := range g.r.Of(AnswerEntry, KeptState) {
		if e.Round != round.ID || round.ID == 0 || e.Text == "" || e.Value > 0 || !g.r.open(g.viewer, e) {
			continue
		}
		asked, _ := round.PromptOf(int64(e.Author))
		q := Quoted{Ritual: round.Ritual, Entry: e}
		if i := slices.IndexFunc(asked.Asked, func(x ritual.Asked) bool { return x.Key == e.Key }); i >= 0 {
			q.Asked = asked.Asked[i]
		}
		out = append(out, q)
	}
	return out[:min(len(out), mostQuoted)]
}

// first is what both wrote in the latest round that is to be talked about, where
// both did, and the two have not met since.
func (g briefing) first() []Quoted {
	var latest ritual.Round
	for _, round := range g.r.Rounds {
		if d, _ := g.p.Ritual(round.Ritual); d.Discuss && round.State == ritual.Revealed && round.Revealed.After(latest.Revealed) {
			latest = round
		}
	}
	for _, e := range g.before() {
		if e.At.After(latest.Revealed) {
			return nil
		}
	}
	return g.answers(latest)
}

// agenda is what was answered before this session.
func (g briefing) agenda(self ritual.Definition) []Quoted {
	var out []Quoted
	for _, d := range g.p.Rituals {
		if round, ok := g.r.RoundOf(d.Name, ritual.SessionPeriod(g.e.ID)); ok && d.Trigger == ritual.BeforeSession && d.Name != self.Name {
			out = append(out, g.answers(round)...)
		}
	}
	return out
}

// recap is what was answered after the last session: not the steps, which stand
// among the promises.
func (g briefing) recap() []Quoted {
	var latest ritual.Round
	for _, round := range g.r.Rounds {
		d, _ := g.p.Ritual(round.Ritual)
		if id, ok := ritual.SessionOf(round.Period); ok && d.Trigger == ritual.AfterSession && id != g.e.ID && round.Opened.After(latest.Opened) {
			latest = round
		}
	}
	return slices.DeleteFunc(g.answers(latest), func(q Quoted) bool { return q.Asked.Records != ritual.Nothing })
}

// milestones are the next ones of the open goals.
func (g briefing) milestones() []Entry {
	var out []Entry
	for _, goal := range g.r.Of(GoalEntry, OpenState) {
		for _, m := range g.r.Milestones(goal.Number, OpenState) {
			if g.r.open(g.viewer, goal) && g.r.open(g.viewer, m) {
				out = append(out, m)
			}
		}
	}
	slices.SortStableFunc(out, byDue)
	return out[:min(len(out), mostMilestones)]
}

// steps are the open promises of both, the reader's first, by date.
func (g briefing) steps() []Entry {
	out := slices.DeleteFunc(g.r.Of(CommitmentEntry, OpenState), func(e Entry) bool { return !g.r.open(g.viewer, e) })
	slices.SortStableFunc(out, func(a, b Entry) int {
		if mine := a.Owner == g.viewer; mine != (b.Owner == g.viewer) {
			if mine {
				return -1
			}
			return 1
		}
		return byDue(a, b)
	})
	return out[:min(len(out), mostSteps)]
}

// asks are the open questions of both to each other.
func (g briefing) asks() []Entry {
	out := slices.DeleteFunc(g.r.Of(AskEntry, OpenState), func(e Entry) bool { return !g.r.open(g.viewer, e) })
	return out[:min(len(out), mostAsks)]
}

// agreed are the lines of the agreement that the ritual recalls: how the two like
// to talk before they meet for the first time, and how they take a setback where a
// milestone's day has gone by.
func (g briefing) agreed(d ritual.Definition, today calendar.Date) []Entry {
	slips := slices.ContainsFunc(g.milestones(), func(m Entry) bool { return !m.Due.IsZero() && m.Due.Before(today) })
	var keys []string
	if len(g.before()) == 0 {
		keys = append(keys, d.Recall.First...)
	}
	if slips {
		keys = append(keys, d.Recall.Slip...)
	}
	var out []Entry
	for _, key := range keys {
		for _, e := range g.r.Of(AgreementEntry) {
			if e.Key == key && e.Text != "" && e.State != DroppedState && g.r.open(g.viewer, e) {
				out = append(out, e)
			}
		}
	}
	return out
}

// again is the hour of this session, as far on as the last two lay apart, or as
// the two have agreed, or two weeks.
func (g briefing) again(now time.Time) time.Time {
	if _, planned := g.r.NextSession(now); planned {
		return time.Time{}
	}
	weeks := cmp.Or(g.r.Pair.Terms.Meet, 2)
	if before := g.before(); g.r.Pair.Terms.Meet == 0 && len(before) > 0 {
		days := int(g.e.At.Sub(before[len(before)-1].At).Hours()+12) / 24
		weeks = min(max((days+3)/7, 1), 8)
	}
	local := g.e.At.In(g.r.Person(g.viewer).Location())
	for at := local.AddDate(0, 0, 7*weeks); ; at = at.AddDate(0, 0, 7) {
		if at.After(now) {
			return at
		}
	}
}
