package mentoring

import (
	"slices"
	"time"

	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// Absence is what an automatic reply said of the person whose mailbox sent it.
// Nobody announced it, so the partner reads nothing of it. Where it names a day
// it holds the person's mails until then; rounds that go by are not caught up
// with. It stands until the person writes.
type Absence struct {
	// Since is when the mail was sent that was answered, Noted when the answer
	// came.
	Since, Noted time.Time
	// Back is the first day on which mails come again; zero: no day was named,
	// and nothing is held.
	Back calendar.Date
	// Message is the automatic reply.
	Message int64
}

const (
	// absenceDays is how long a person counts as away where no day is named:
	// many mailboxes answer a sender once in an absence.
	absenceDays = 28
	// returnDays is for how long after the return it is still asked about.
	returnDays = 14
)

// Holds reports whether it holds mails back on a date.
func (a Absence) Holds(today calendar.Date) bool { return today.Before(a.Back) }

// Covers reports whether the person was away at an instant, as far as is known:
// what was sent then counts as not asked.
func (a Absence) Covers(at time.Time, loc *time.Location) bool {
	end := startOf(a.Back, loc)
	if a.Back.IsZero() {
		end = a.Noted.AddDate(0, 0, absenceDays)
	}
	return !at.Before(a.Since) && at.Before(end)
}

// Then returns the absence after one more automatic reply: it began with the
// first since the person last wrote.
func (a Absence) Then(next Absence) Absence {
	if !a.Since.IsZero() && a.Since.Before(next.Since) {
		next.Since = a.Since
	}
	return next
}

// back ends the author's absence: whoever writes is there. What they wrote before
// their mailbox said so, and was held since, says nothing of it.
func (a *applying) back() {
	if a.who.Absence == (Absence{}) || a.came.Before(a.who.Absence.Noted) {
		return
	}
	a.wish().Absence = Absence{}
	if a.who.Absence.Holds(Today(a.who, a.now)) {
		a.did(Said{What: SaidBack})
	}
}

// keptBack puts off what falls due for a person who is away: a digest until
// they are back, questions for good.
func (pl *pairPlan) keptBack(d ritual.Definition, p ritual.Prompt) ritual.Prompt {
	who := pl.r.Person(PersonID(p.Person))
	switch {
	case !who.Absence.Holds(Today(who, pl.now)):
	case d.Digest:
		// At its hour: where that of the day itself is due, one is enough.
		c := calendar.Local(p.Due, who.Location())
		c.Date = who.Absence.Back
		p.Due = fit(who, calendar.At(c, who.Location()), pl.holidays())
	default:
		p.State = ritual.Dropped
	}
	return p
}

// absences drops the questions that were still to go out to members who are
// away, and asks those who are back, once for each absence that kept questions
// from them, whether to go on.
func (pl *pairPlan) absences() {
	for _, m := range pl.r.Pair.Members() {
		who := pl.r.Person(m.Person)
		absence, today := who.Absence, Today(who, pl.now)
		returned := startOf(absence.Back, who.Location())
		switch {
		case !m.Stopped.IsZero():
		case absence.Holds(today):
			pl.look(returned)
			pl.dropPlanned(m, func(d ritual.Definition, p ritual.Prompt) bool {
				return d.Trigger == ritual.OnSchedule && !d.Digest && p.SentAt.IsZero()
			})
		case absence.Back.IsZero():
			// The person has written since the question was put.
			pl.dropPlanned(m, func(d ritual.Definition, _ ritual.Prompt) bool { return d.Trigger == ritual.OnReturn })
		case Away(m, today), today.Sub(absence.Back) > returnDays, !pl.missed(m, absence.Noted, returned):
		default:
			pl.askOnce(ritual.OnReturn, m, absence.Back)
		}
	}
}

// dropPlanned drops a member's prompts that wait to be sent, of some rituals.
func (pl *pairPlan) dropPlanned(m Member, which func(ritual.Definition, ritual.Prompt) bool) {
	for _, round := range pl.r.Rounds {
		d, _ := pl.p.Ritual(round.Ritual)
		p, ok := round.PromptOf(int64(m.Person))
		if ok && p.State == ritual.Planned && which(d, p) {
			p.State = ritual.Dropped
			pl.do(PutPrompt{Prompt: p})
		}
	}
}

// missed reports whether questions fell due for a member in a time and were
// never sent.
func (pl *pairPlan) missed(m Member, from, to time.Time) bool {
	return slices.ContainsFunc(pl.r.Rounds, func(round ritual.Round) bool {
		p, ok := round.PromptOf(int64(m.Person))
		return ok && p.State == ritual.Dropped && p.SentAt.IsZero() && p.Due.Before(to) && !p.Due.Before(from)
	})
}

// untilBack leaves out what waits while a person is away: all but what tells of
// a day that does not wait.
func (p Policy) untilBack(pending []Pending) []Pending {
	return slices.DeleteFunc(slices.Clone(pending), func(x Pending) bool {
		d, _ := p.Ritual(x.Ritual)
		return d.Trigger != ritual.OnErasing
	})
}
