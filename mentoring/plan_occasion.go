package mentoring

import (
	"time"

	"milepost/mentoring/ritual"
)

// tidings opens what tells the other member of something at once, or has them
// look back on it: a milestone that was met, a call for help.
func (pl *pairPlan) tidings() {
	for _, d := range pl.r.Of(DetailEntry, KeptState) {
		if m, ok := pl.r.Entry(d.About); ok && d.Key == MetDetail && m.State == DoneState {
			pl.occasion(ritual.OnMet, m, d.Author, d.Created)
		}
	}
	for _, e := range pl.r.Entries {
		calls := e.Kind == ObstacleEntry && e.State == KeptState || e.Kind == AskEntry && e.State == OpenState
		if calls && !e.At.IsZero() {
			pl.occasion(ritual.OnCalled, e, e.Author, e.At)
		}
	}
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

// unsaid drops what is about to tell of an entry that its reader may no longer
// read: its author has taken it back before the mail went out.
func (pl *pairPlan) unsaid() {
	for _, round := range pl.r.Rounds {
		if d, _ := pl.p.Ritual(round.Ritual); !d.AboutOne() || round.State != ritual.Open {
			continue
		}
		for _, p := range round.Prompts {
			e, ok := pl.r.EntryOf(round.Period)
			if p.State == ritual.Planned && (!ok || !pl.r.open(PersonID(p.Person), e)) {
				p.State = ritual.Dropped
				pl.do(PutPrompt{Prompt: p})
			}
		}
	}
}
