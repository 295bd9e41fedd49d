package mentoring

import (
	"slices"
	"time"

	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// once is the period of rounds that a pair has one of.
const once = "once"

const (
	// lookBack is how many weeks planning looks back for rounds that fell into
	// downtime.
	lookBack = 8
	// staleDays is how old an event may be that still opens its round.
	staleDays = 28
)

// PlanPair compares a pair's record with the calendar and returns what is due
// now, and when to look again. It is level-triggered: called twice, late or
// after weeks of downtime it comes to the same answer. What it returns must be
// applied before it is called again.
func PlanPair(r Record, p Policy, now time.Time) (actions []Action, next time.Time) {
	pl := &pairPlan{r: r, p: p, now: now, next: now.AddDate(0, 0, 7)}
	pl.rounds() // what is revealed or over may open the next
	switch r.Pair.State {
	case Invited:
		pl.once(ritual.OnInvited, r.Pair.Added)
		pl.expire()
	case OnHold:
		if pl.unpause() {
			pl.active()
		}
	case Ending:
		pl.left()
	case Active:
		pl.active()
		pl.quiet()
	case NotBegun:
		pl.dropOpen(ritual.OnNotBegun)
		pl.once(ritual.OnNotBegun, now)
	case Ended:
		if r.Pair.Silent {
			pl.dropOpen()
			break
		}
		pl.dropOpen(ritual.OnLeft, ritual.OnClosed, ritual.OnErasing)
	}
	return pl.actions, pl.next
}

// pairPlan gathers the actions of one call.
type pairPlan struct {
	r       Record
	p       Policy
	now     time.Time
	actions []Action
	next    time.Time
}

func (pl *pairPlan) do(a Action) { pl.actions = append(pl.actions, a) }

// look notes an instant in the future at which something will be due.
func (pl *pairPlan) look(at time.Time) {
	if at.After(pl.now) && at.Before(pl.next) {
		pl.next = at
	}
}

// active plans for a pair that is under way. A pair that began with both
// consents given still gets its welcome.
func (pl *pairPlan) active() {
	pl.once(ritual.OnInvited, pl.r.Pair.Added)
	pl.once(ritual.OnStarted, pl.r.Pair.Started)
	pl.beginnings()
	pl.agreements()
	pl.askedFor()
	if pl.closing() {
		return
	}
	pl.pausesOver()
	pl.absences()
	pl.unsaid()
	pl.tidings()
	pl.guests()
	pl.voices()
	pl.sessions()
	pl.silenceBroken()
	pl.scheduled()
}

func (pl *pairPlan) holidays() calendar.Holidays { return pl.r.Program.Holidays }

// once opens the rituals of a trigger that a pair has one round of.
func (pl *pairPlan) once(t ritual.Trigger, since time.Time) { pl.open(t, once, since) }

// open opens the rituals of a trigger for a period, for what happened at since.
func (pl *pairPlan) open(t ritual.Trigger, period string, since time.Time) {
	for _, d := range pl.p.Rituals {
		if d.Trigger != t {
			continue
		}
		if _, held := pl.r.RoundOf(d.Name, period); held {
			continue
		}
		round := OpenRound{Ritual: d.Name, Period: period, State: ritual.Open}
		for _, m := range pl.r.Pair.Members() {
			a, asked := d.For(m.Role)
			if !asked || !m.Stopped.IsZero() || t == ritual.OnNotBegun && m.Consent != Agreed ||
				t == ritual.OnClosing && !pl.reachable(m) || t == ritual.OnClosed && m.PauseOpen {
				continue
			}
			who := pl.r.Person(m.Person)
			from := pl.r.Pair.From(who)
			if since.After(from) {
				from = since
			}
			due := workdaysAfter(who, fit(who, from, pl.holidays()), a.After, pl.holidays())
			if back := startOf(m.PausedUntil, who.Location()); !m.PausedUntil.IsZero() && back.After(due) {
				due = fit(who, back, pl.holidays())
			}
			round.Prompts = append(round.Prompts, ritual.Prompt{Person: int64(m.Person), State: ritual.Planned, Due: due})
		}
		switch {
		case len(round.Prompts) == 0:
			continue
		case pl.now.Sub(since) > staleDays*24*time.Hour:
			round.State, round.Prompts = ritual.Missed, nil
		}
		pl.do(round)
	}
}

// expire ends an invitation that was not taken up in time. The time runs from
// the sending of it, or from the return of somebody who was away.
func (pl *pairPlan) expire() {
	var sent time.Time
	for _, round := range pl.r.Rounds {
		if d, _ := pl.p.Ritual(round.Ritual); d.Trigger == ritual.OnInvited {
			for _, p := range round.Prompts {
				if p.SentAt.After(sent) {
					sent = p.SentAt
				}
			}
		}
	}
	if sent.IsZero() {
		pl.look(pl.now.AddDate(0, 0, 1))
		return
	}
	for _, m := range pl.r.Pair.Members() {
		who := pl.r.Person(m.Person)
		if back := startOf(who.Absence.Back, who.Location()); m.Consent == NotAsked && !who.Absence.Back.IsZero() && back.After(sent) {
			sent = back
		}
	}
	end := sent.AddDate(0, 0, pl.p.InviteExpires)
	if pl.now.Before(end) {
		pl.look(end)
		return
	}
	pair := pl.r.Pair
	pair.State, pair.Ended = NotBegun, pl.now
	for _, m := range pair.Members() {
		if m.Consent == NotAsked {
			m.Consent = Expired
			pair = pair.With(m)
		}
	}
	pl.do(PutPair{Pair: pair})
	pl.r.Pair = pair
	pl.dropOpen(ritual.OnNotBegun)
	pl.once(ritual.OnNotBegun, pl.now)
}

// unpause ends the operator's pause on its day, and reports whether it is over.
func (pl *pairPlan) unpause() bool {
	pair := pl.r.Pair
	if pair.PausedUntil.IsZero() {
		return false
	}
	back := startOf(pair.PausedUntil, pair.Location())
	if pl.now.Before(back) {
		pl.look(back)
		return false
	}
	pair.State, pair.PausedUntil = Active, calendar.Date{}
	pl.do(PutPair{Pair: pair})
	pl.r.Pair = pair
	return true
}

// left tells the one who stays, some working days after the other stopped, and
// ends the pair.
func (pl *pairPlan) left() {
	pair := pl.r.Pair
	for _, m := range pair.Members() {
		if m.Stopped.IsZero() {
			continue
		}
		stays := pair.Partner(m.Person)
		who := pl.r.Person(stays.Person)
		due := workdaysAfter(who, m.Stopped, pl.p.LeftToldAfter, pl.holidays())
		if pl.now.Before(due) {
			pl.look(due)
			return
		}
		for _, d := range pl.p.Rituals {
			if d.Trigger == ritual.OnLeft && stays.Stopped.IsZero() {
				pl.do(OpenRound{
					Ritual: d.Name, Period: once, State: ritual.Open,
					Prompts: []ritual.Prompt{{Person: int64(stays.Person), State: ritual.Planned, Due: due}},
				})
			}
		}
		pl.dropOpen(ritual.OnLeft)
		pair.State, pair.Ended = Ended, pl.now
		pl.do(PutPair{Pair: pair})
		return
	}
}

// reachable reports whether prompts may go to a member today.
func (pl *pairPlan) reachable(m Member) bool {
	return m.Stopped.IsZero() && !Away(m, Today(pl.r.Person(m.Person), pl.now))
}

// Away reports whether a member has paused on a date.
func Away(m Member, today calendar.Date) bool {
	return !m.PausedUntil.IsZero() && (m.PauseOpen || today.Before(m.PausedUntil)) && !today.Before(m.PausedFrom)
}

// dropOpen drops the prompts of a pair that is over, so that none goes out and
// nobody is reminded. Those of the triggers that tell of the end stay.
func (pl *pairPlan) dropOpen(except ...ritual.Trigger) {
	for _, round := range pl.r.Rounds {
		if d, _ := pl.p.Ritual(round.Ritual); slices.Contains(except, d.Trigger) {
			continue
		}
		for _, prompt := range round.Prompts {
			if prompt.State == ritual.Planned || prompt.State == ritual.Sent {
				prompt.State = ritual.Dropped
				pl.do(PutPrompt{Prompt: prompt})
			}
		}
	}
}

// rounds reveals and closes what is ripe.
func (pl *pairPlan) rounds() {
	pl.r.Rounds = slices.Clone(pl.r.Rounds)
	for i, round := range pl.r.Rounds {
		if round.State != ritual.Open {
			continue
		}
		d, known := pl.p.Ritual(round.Ritual)
		if !known {
			continue
		}
		if d.Trigger == ritual.OnInvited && pl.r.Pair.State == Active && allOut(round) {
			// Both have said yes: nobody is reminded of the invitation.
			pl.moveRound(i, ritual.Closed)
			continue
		}
		if d.Visible == ritual.AfterBoth {
			if later, both := bothAnswered(round); both {
				if at := later.Add(d.Reveal.Delay); pl.now.Before(at) {
					pl.look(at)
				} else {
					pl.moveRound(i, ritual.Revealed)
				}
				continue
			}
		}
		if end := d.Ends(round); pl.now.Before(end) {
			pl.look(end)
		} else {
			pl.moveRound(i, ritual.Closed)
		}
	}
}

// moveRound changes a round's state.
func (pl *pairPlan) moveRound(i int, s ritual.RoundState) {
	round := &pl.r.Rounds[i]
	round.State = s
	if s == ritual.Revealed {
		round.Revealed = pl.now
	} else {
		round.Closed = pl.now
	}
	pl.do(MoveRound{Round: round.ID, State: s})
}

// allOut reports whether no prompt of a round waits to be sent.
func allOut(round ritual.Round) bool {
	return !slices.ContainsFunc(round.Prompts, func(p ritual.Prompt) bool { return p.State == ritual.Planned })
}

// bothAnswered returns the later of two members' answers, once both are there
// to be read.
func bothAnswered(round ritual.Round) (later time.Time, both bool) {
	for _, p := range round.Prompts {
		if p.State != ritual.Answered || p.Answered.IsZero() {
			return time.Time{}, false
		}
		if p.Answered.After(later) {
			later = p.Answered
		}
	}
	return later, len(round.Prompts) == 2
}
