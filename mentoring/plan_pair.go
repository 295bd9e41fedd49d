package mentoring

import (
	"time"

	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// once is the period of rounds that a pair has one of.
const once = "once"

// Weeks that planning looks back for rounds that fell into downtime, and days
// after which an open round is over.
const (
	lookBack  = 8
	roundDays = 28
)

// PlanPair compares a pair's record with the calendar and returns what is due
// now, and when to look again. It is level-triggered: called twice, late or
// after weeks of downtime it comes to the same answer. What it returns must be
// applied before it is called again.
func PlanPair(r Record, p Policy, now time.Time) (actions []Action, next time.Time) {
	pl := &pairPlan{r: r, p: p, now: now, next: now.AddDate(0, 0, 7)}
	switch r.Pair.State {
	case Invited:
		pl.once(ritual.OnInvited, r.Pair.Added)
		pl.expire()
	case OnHold:
		pl.unpause()
	case Ending:
		pl.left()
	case Active:
		pl.once(ritual.OnStarted, r.Pair.Started)
		pl.scheduled()
	}
	pl.rounds()
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

func (pl *pairPlan) holidays() calendar.Holidays { return pl.r.Program.Holidays }

// once opens the rituals of a trigger that a pair has one round of.
func (pl *pairPlan) once(t ritual.Trigger, since time.Time) {
	for _, d := range pl.p.Rituals {
		if d.Trigger != t {
			continue
		}
		if _, held := pl.r.RoundOf(d.Name, once); held {
			continue
		}
		round := OpenRound{Ritual: d.Name, Period: once, State: ritual.Open}
		for _, m := range pl.r.Pair.Members() {
			a, asked := d.For(m.Role)
			if !asked || !pl.reachable(m) {
				continue
			}
			who := pl.r.Person(m.Person)
			due := workdaysAfter(who, fit(who, since, pl.holidays()), a.After, pl.holidays())
			round.Prompts = append(round.Prompts, ritual.Prompt{Person: int64(m.Person), State: ritual.Planned, Due: due})
		}
		pl.do(round)
	}
}

// expire ends an invitation that was not taken up in time.
func (pl *pairPlan) expire() {
	end := pl.r.Pair.Added.AddDate(0, 0, pl.p.InviteExpires)
	if pl.now.Before(end) {
		pl.look(end)
		return
	}
	pair := pl.r.Pair
	pair.State = NotBegun
	for _, m := range pair.Members() {
		if m.Consent == NotAsked {
			m.Consent = Expired
			pair = pair.With(m)
		}
	}
	pl.dropPlanned(0)
	pl.do(Put{Pair: pair})
}

func (pl *pairPlan) unpause() {
	pair := pl.r.Pair
	if pair.PausedUntil.IsZero() {
		return
	}
	back := startOf(pair.PausedUntil, pair.Location())
	if pl.now.Before(back) {
		pl.look(back)
		return
	}
	pair.State, pair.PausedUntil = Active, calendar.Date{}
	pl.do(Put{Pair: pair})
	pl.next = pl.now
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
		pl.dropPlanned(0)
		for _, d := range pl.p.Rituals {
			if d.Trigger == ritual.OnLeft && stays.Stopped.IsZero() {
				pl.do(OpenRound{
					Ritual: d.Name, Period: once, State: ritual.Open,
					Prompts: []ritual.Prompt{{Person: int64(stays.Person), State: ritual.Planned, Due: due}},
				})
			}
		}
		pair.State, pair.Ended = Ended, pl.now
		pl.do(Put{Pair: pair})
		return
	}
}

// reachable reports whether prompts may go to a member today.
func (pl *pairPlan) reachable(m Member) bool {
	return m.Stopped.IsZero() && !Away(m, Today(pl.r.Person(m.Person), pl.now))
}

// Away reports whether a member has paused on a date.
func Away(m Member, today calendar.Date) bool {
	return !m.PausedUntil.IsZero() && today.Before(m.PausedUntil)
}

// dropPlanned drops the prompts that are planned and not out yet, of one
// person or (0) of all.
func (pl *pairPlan) dropPlanned(person int64) {
	for _, round := range pl.r.Rounds {
		for _, prompt := range round.Prompts {
			if prompt.State == ritual.Planned && (person == 0 || prompt.Person == person) {
				prompt.State = ritual.Dropped
				pl.do(MarkPrompt{Prompt: prompt})
			}
		}
	}
}

// rounds reveals and closes what is ripe.
func (pl *pairPlan) rounds() {
	for _, round := range pl.r.Rounds {
		if round.State != ritual.Open {
			continue
		}
		d, known := pl.p.Ritual(round.Ritual)
		if !known {
			continue
		}
		if d.Visible == ritual.AfterBoth {
			if later, both := bothAnswered(round); both {
				if at := later.Add(d.Reveal.Delay); pl.now.Before(at) {
					pl.look(at)
				} else {
					pl.do(MoveRound{Round: round.ID, State: ritual.Revealed})
				}
				continue
			}
		}
		window := d.Reveal.Window
		if window == 0 {
			window = roundDays * 24 * time.Hour
		}
		if end := round.Opened.Add(window); pl.now.Before(end) {
			pl.look(end)
		} else {
			pl.do(MoveRound{Round: round.ID, State: ritual.Closed})
		}
	}
}

// bothAnswered returns the later of two members' answers, once both are there.
func bothAnswered(round ritual.Round) (later time.Time, both bool) {
	for _, p := range round.Prompts {
		if p.State != ritual.Answered {
			return time.Time{}, false
		}
		if p.Answered.After(later) {
			later = p.Answered
		}
	}
	return later, len(round.Prompts) == 2
}
