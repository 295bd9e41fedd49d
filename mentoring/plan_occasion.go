package mentoring

import (
	"time"

	"milepost/mentoring/ritual"
)

// tidings opens what tells the other member of something at once, or has them
// look back on it: a milestone that was met, a call for help.
func (pl *pairPlan) tidings() {
	for _, d := range pl.r.Of(DetailEntry, KeptState) {
		e, ok := pl.r.Entry(d.About)
		switch {
		case !ok:
		case d.Key == MetDetail && (e.State == DoneState || e.State == FinishedState):
			pl.occasion(ritual.OnMet, e, d.Author, d.Created)
		case d.Key == MissedDetail && e.State == DroppedState:
			pl.occasion(ritual.OnMissed, e, d.Author, d.Created)
		}
	}
	for _, m := range pl.r.Of(MilestoneEntry, OpenState) {
		if missed, ok := pl.overdue(m); ok {
			pl.occasion(ritual.OnMissed, m, m.Owner, missed)
		}
	}
	for _, e := range pl.r.Entries {
		calls := e.Kind == ObstacleEntry && e.State == KeptState || e.Kind == AskEntry && e.State == OpenState
		if calls && !e.At.IsZero() {
			pl.occasion(ritual.OnCalled, e, e.Author, e.At)
		}
		if e.Kind == NoteEntry && e.Form == ProjectForm && e.State == KeptState {
			pl.occasion(ritual.OnDebrief, e, e.Author, e.Created)
		}
	}
}

// missedDays is how long after its day a milestone of which nobody said anything
// is looked back on.
const missedDays = 7

// overdue returns since when a milestone of an active goal counts as missed, if its
// day has gone by.
func (pl *pairPlan) overdue(m Entry) (time.Time, bool) {
	goal, ok := pl.r.Entry(Entry{Kind: GoalEntry, Number: m.Parent}.Ref())
	if !ok || goal.State != OpenState || m.Due.IsZero() {
		return time.Time{}, false
	}
	return startOf(m.Due.AddDays(missedDays), pl.r.Person(m.Owner).Location()), true
}

// occasion opens the rituals of a trigger about an entry: one round each, when
// its first prompt is due. by is whom it was caused by, since is when. What tells
// of it at once goes to the other member, and only while it is news: the digest
// tells of it anyway.
func (pl *pairPlan) occasion(t ritual.Trigger, e Entry, by PersonID, since time.Time) {
	for _, d := range pl.p.Rituals {
		if d.Trigger != t {
			continue
		}
		if _, held := pl.r.RoundOf(d.Name, periodAbout(e)); held {
			continue
		}
		news := time.Duration(staleDays) * 24 * time.Hour
		if d.AtOnce {
			news = pl.p.Grace
		}
		round := OpenRound{Ritual: d.Name, Period: periodAbout(e), State: ritual.Open}
		var opens time.Time
		for _, m := range pl.r.Pair.Members() {
			a, asked := d.For(m.Role)
			if t == ritual.OnDebrief && m.Person != by {
				continue // only who asked for it
			}
			if !asked || d.AtOnce && m.Person == by || !pl.r.open(m.Person, e) || !pl.listens(m) {
				continue
			}
			who := pl.r.Person(m.Person)
			due := workdaysAfter(who, fit(who, since, pl.holidays()), a.After, pl.holidays())
			if pl.now.Sub(due) > news {
				continue
			}
			if opens.IsZero() || due.Before(opens) {
				opens = due
			}
			round.Prompts = append(round.Prompts, ritual.Prompt{Person: int64(m.Person), State: ritual.Planned, Due: due})
		}
		switch {
		case opens.IsZero():
		case pl.now.Before(opens):
			pl.look(opens)
		default:
			pl.do(round)
		}
	}
}

// listens reports whether a member is sent what the calendar does not bring: not
// while they are away, have asked for less, or have fallen silent.
func (pl *pairPlan) listens(m Member) bool {
	return pl.reachable(m) && m.Eased.IsZero() && !pl.r.Person(m.Person).DigestOnly && !pl.r.Pair.Terms.Talk
}

// slipped reports whether an entry still counts as missed.
func (pl *pairPlan) slipped(e Entry) bool {
	since, ok := pl.overdue(e)
	return e.State == DroppedState || e.State == OpenState && ok && !pl.now.Before(since)
}

// unsaid drops what is about to tell of an entry that its reader may no longer
// read: its author has taken it back before the mail went out.
func (pl *pairPlan) unsaid() {
	for _, round := range pl.r.Rounds {
		d, _ := pl.p.Ritual(round.Ritual)
		if !d.AboutOne() || round.State != ritual.Open {
			continue
		}
		for _, p := range round.Prompts {
			e, ok := pl.r.EntryOf(round.Period)
			over := !ok || !pl.r.open(PersonID(p.Person), e) || d.Trigger == ritual.OnMissed && !pl.slipped(e)
			if p.State == ritual.Planned && over {
				p.State = ritual.Dropped
				pl.do(PutPrompt{Prompt: p})
			}
		}
	}
}
