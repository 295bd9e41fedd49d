package mentoring

import (
	"slices"
	"time"

	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

const (
	// noticeHours is how long before a session questions about it still make
	// sense, where it was set at short notice.
	noticeHours = 2
	// recapDays is how long after a session questions about it still make sense,
	// where nobody said before that it took place.
	recapDays = 7
	// restHours is how long nobody is asked anything else before or after the
	// questions that follow a session.
	restHours = 72
)

// sessions plans what surrounds the pair's sessions: the news of one, what is
// asked before it, and what is asked after it.
func (pl *pairPlan) sessions() {
	for _, e := range pl.r.Of(SessionEntry) {
		for _, d := range pl.p.Rituals {
			switch d.Trigger {
			case ritual.OnSession:
				pl.news(d, e)
			case ritual.BeforeSession, ritual.AfterSession:
				pl.around(d, e)
			}
		}
	}
}

// around opens the round of a ritual before or after a session, when its first
// prompt is due. What is not out yet moves with the session, and is dropped
// where the session is, or where its time has passed.
func (pl *pairPlan) around(d ritual.Definition, e Entry) {
	period := ritual.SessionPeriod(e.ID)
	round, held := pl.r.RoundOf(d.Name, period)
	if held {
		pl.follow(d, e, round)
		return
	}
	if e.ID == 0 || e.State != PlannedState && e.State != HeldState || d.Trigger == ritual.BeforeSession && e.State == HeldState {
		return
	}
	var prompts []ritual.Prompt
	var opens time.Time
	for _, m := range pl.r.Pair.Members() {
		a, asked := d.For(m.Role)
		if !asked {
			continue
		}
		due, ok := pl.sessionDue(d, a, m, e)
		if !ok || pl.askedAlready(d, m, e) {
			continue
		}
		if opens.IsZero() || due.Before(opens) {
			opens = due
		}
		prompts = append(prompts, ritual.Prompt{Person: int64(m.Person), State: ritual.Planned, Due: due})
	}
	if len(prompts) == 0 {
		return
	}
	if pl.now.Before(opens) {
		pl.look(opens)
		return
	}
	open := OpenRound{Ritual: d.Name, Period: period, State: ritual.Open}
	for _, p := range prompts {
		m, _ := pl.r.Pair.Member(PersonID(p.Person))
		if pl.now.Sub(p.Due) <= pl.p.Grace && pl.listens(m) && !pl.tooLate(d, e) {
			open.Prompts = append(open.Prompts, pl.keptBack(d, p))
		}
	}
	if len(open.Prompts) == 0 {
		open.State = ritual.Missed
	}
	pl.do(open)
	if d.Trigger == ritual.BeforeSession {
		pl.look(e.At)
	}
}

// sessionDue returns when a member is asked before or after a session: at the
// ritual's time, or, where that was over when the session was set, at once.
func (pl *pairPlan) sessionDue(d ritual.Definition, a ritual.Audience, m Member, e Entry) (due time.Time, ok bool) {
	who := pl.r.Person(m.Person)
	if d.Trigger == ritual.AfterSession {
		end := SessionEnd(e)
		if e.Created.Sub(end) > recapDays*24*time.Hour {
			return due, false
		}
		if due = end.Add(a.Delay); due.Before(e.Created) {
			due = e.Created // nobody knew of it before
		}
		return fit(who, due, pl.holidays()), true
	}
	day := who.Hours.AddWorkdays(calendar.DateIn(e.At, who.Location()), -a.Before, pl.holidays())
	due = calendar.At(calendar.Civil{Date: day, Clock: a.At}, who.Location())
	if due.Before(e.Changed) {
		due = e.Changed
	}
	due = fit(who, due, pl.holidays())
	return due, e.At.Sub(due) >= noticeHours*time.Hour
}

// askedAlready reports whether a member was asked in the same week what a ritual
// after a session stands for, before anybody knew that there was one: "met" is
// often said in answer to it.
func (pl *pairPlan) askedAlready(d ritual.Definition, m Member, e Entry) bool {
	if d.Trigger != ritual.AfterSession || e.Created.Before(SessionEnd(e)) {
		return false
	}
	who := pl.r.Person(m.Person)
	for _, at := range []time.Time{e.At, e.Created} {
		week := calendar.WeekOf(Today(who, at)).String()
		for _, name := range d.Replaces {
			round, _ := pl.r.RoundOf(name, week)
			if p, asked := round.PromptOf(int64(m.Person)); asked && !p.SentAt.IsZero() {
				return true
			}
		}
	}
	return false
}

// tooLate reports whether questions before a session come too late.
func (pl *pairPlan) tooLate(d ritual.Definition, e Entry) bool {
	return d.Trigger == ritual.BeforeSession && e.At.Sub(pl.now) < noticeHours*time.Hour
}

// follow keeps a round in step with its session.
func (pl *pairPlan) follow(d ritual.Definition, e Entry, round ritual.Round) {
	over := e.State == DroppedState || d.Trigger == ritual.BeforeSession && (e.State == HeldState || !pl.now.Before(e.At))
	for _, p := range round.Prompts {
		m, _ := pl.r.Pair.Member(PersonID(p.Person))
		a, _ := d.For(m.Role)
		due, ok := pl.sessionDue(d, a, m, e)
		switch {
		case over && (p.State == ritual.Planned || p.State == ritual.Sent):
			p.State = ritual.Dropped
			pl.do(PutPrompt{Prompt: p})
		case over || p.State != ritual.Planned || p.N > 0: // put off by the person
		case ok && e.Parent > 0 && !e.Changed.Before(round.Opened) && due.After(p.Due):
			p.Due = due
			pl.do(PutPrompt{Prompt: p})
		}
		if p.State == ritual.Planned && d.Trigger == ritual.BeforeSession {
			pl.look(e.At)
		}
		if p.State == ritual.Answered && d.Trigger == ritual.AfterSession {
			pl.tookPlace(e, round)
		}
	}
}

// tookPlace notes that a planned session was held, once somebody has said in
// answer what came of it.
func (pl *pairPlan) tookPlace(e Entry, round ritual.Round) {
	for _, x := range pl.r.Of(AnswerEntry, KeptState) {
		if x.Round == round.ID && e.State == PlannedState && pl.now.After(e.At) {
			e.State, e.Changed = HeldState, pl.now
			pl.do(PutEntry{Entry: e})
			return
		}
	}
}

// news tells of a session that was set, moved or cancelled, or that one of the
// two cannot come to, whoever did not say so. Older news that is not out yet is
// dropped: one that is right is enough.
func (pl *pairPlan) news(d ritual.Definition, e Entry) {
	n := TellOf(pl.r, e)
	if !e.At.After(pl.now) {
		n = SessionNews{}
	}
	for _, round := range pl.r.Rounds {
		if id, ok := ritual.SessionOf(round.Period); !ok || id != e.ID || round.Ritual != d.Name || round.Period == n.Period {
			continue
		}
		for _, p := range round.Prompts {
			if p.State == ritual.Planned {
				p.State = ritual.Dropped
				pl.do(PutPrompt{Prompt: p})
			}
		}
	}
	if n.Period == "" {
		return
	}
	if _, told := pl.r.RoundOf(d.Name, n.Period); told {
		return
	}
	m := pl.r.Pair.Partner(n.By)
	_, asked := d.For(m.Role)
	if !asked || !pl.reachable(m) {
		return
	}
	if n.Says == SessionOff && !pl.r.knows(d.Name, e, m.Person) {
		return
	}
	pl.do(OpenRound{
		Ritual: d.Name, Period: n.Period, State: ritual.Open,
		Prompts: []ritual.Prompt{{Person: int64(m.Person), State: ritual.Planned, Due: fit(pl.r.Person(m.Person), pl.now, pl.holidays())}},
	})
}

// calm returns a week's prompt as it may go out near the questions that follow a
// session: such as these replace, for whoever is asked them in that week, are left
// out; others wait until some days have passed.
func (pl *pairPlan) calm(d ritual.Definition, p ritual.Prompt) ritual.Prompt {
	if d.Digest || p.State != ritual.Planned {
		return p
	}
	who := pl.r.Person(PersonID(p.Person))
	for _, x := range pl.p.Rituals {
		if x.Trigger != ritual.AfterSession {
			continue
		}
		for _, due := range pl.afterSessions(x, who.ID) {
			apart := p.Due.Sub(due)
			rest := restHours * time.Hour
			near := apart > -rest && apart < rest
			sameWeek := calendar.WeekOf(Today(who, p.Due)) == calendar.WeekOf(Today(who, due))
			switch {
			case slices.Contains(x.Replaces, d.Name) && (near || sameWeek):
				p.State = ritual.Dropped
			case near && apart >= 0:
				p.Due = fit(who, due.Add(rest), pl.holidays())
			}
		}
	}
	return p
}

// afterSessions are the times at which a member is asked after a session.
func (pl *pairPlan) afterSessions(d ritual.Definition, person PersonID) []time.Time {
	m, _ := pl.r.Pair.Member(person)
	a, asked := d.For(m.Role)
	if !asked {
		return nil
	}
	var out []time.Time
	for _, e := range pl.r.Of(SessionEntry, PlannedState, HeldState) {
		if due, ok := pl.sessionDue(d, a, m, e); ok && !pl.askedAlready(d, m, e) {
			out = append(out, due)
		}
	}
	return out
}
