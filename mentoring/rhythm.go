package mentoring

import (
	"time"

	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// mostWeeks is the slowest rhythm that can be asked for by mail.
const mostWeeks = 12

// every sets how many weeks lie between the author's own questions.
func (a *applying) every(l reading.Line) {
	weeks := 1
	if len(l.Numbers) > 0 {
		weeks = l.Numbers[0]
	}
	if weeks < 1 || weeks > mostWeeks {
		a.doubt(reading.Doubt{Kind: reading.NoNumber, Text: l.Raw, Example: reading.Every})
		return
	}
	a.me.Every = weeks
	a.r.Pair.Terms.Talk = false
	a.receipt.Silencing = a.receipt.Silencing || weeks > 1
	a.did(Said{What: string(reading.Every), Value: weeks})
}

// on sets the day and time at which the author's questions come.
func (a *applying) on(l reading.Line) {
	if l.Weekday == 0 && l.Moment.Clock == 0 {
		a.doubt(reading.Doubt{Kind: reading.NoDate, Text: l.Raw, Example: reading.On})
		return
	}
	if l.Weekday > 0 {
		if !a.who.Hours.Days.Has(time.Weekday(l.Weekday % 7)) {
			a.doubt(reading.Doubt{Kind: reading.NotAWorkday, Text: l.Raw, Example: reading.On})
			return
		}
		a.me.Weekday = l.Weekday
	}
	if l.Moment.Clock != 0 {
		a.me.Clock, a.me.Timed = l.Moment.Clock, true
	}
	a.did(Said{What: string(reading.On), Weekday: a.me.Weekday, Clock: clockOf(a.me)})
}

// clockOf returns the time that a member asked for, "" if they asked for none.
func clockOf(m Member) string {
	if !m.Timed {
		return ""
	}
	return m.Clock.String()
}

// light asks the author one question a week, until they want all again.
func (a *applying) light() {
	a.me.Light = true
	a.receipt.Silencing = true
	a.did(Said{What: SaidLight})
}

// full brings all questions back.
func (a *applying) full() {
	a.me.Light, a.me.Every = false, 0
	a.r.Pair.Terms.Talk = false
	a.unwish()
	a.did(Said{What: string(reading.Full)})
}

// talk ends the weekly questions of a pair that talks often. The reviews stay.
func (a *applying) talk() {
	a.r.Pair.Terms.Talk = true
	a.receipt.Silencing = true
	a.did(Said{What: string(reading.Talk)})
}

// askNow asks the author's questions out of turn.
func (a *applying) askNow() {
	if a.r.Pair.State != Active {
		a.doubt(reading.Doubt{Kind: reading.NothingToDo, Text: string(reading.Now)})
		return
	}
	a.me.AskedFor = Today(a.who, a.now)
	a.did(Said{What: string(reading.Now)})
}

// askedFor opens the rounds that members asked for out of turn. They are asked
// alone, at once.
func (pl *pairPlan) askedFor() {
	for _, m := range pl.r.Pair.Members() {
		who := pl.r.Person(m.Person)
		if m.AskedFor.IsZero() || Today(who, pl.now).Sub(m.AskedFor) > 1 || !pl.reachable(m) {
			continue
		}
		for _, d := range pl.p.Rituals {
			if _, asked := d.For(m.Role); d.Pace != ritual.OfQuestions || !asked {
				continue
			}
			if pl.askedSince(d.Name, m, m.AskedFor) {
				continue
			}
			period := m.AskedFor
			if _, held := pl.r.RoundOf(d.Name, period.String()); held {
				period = period.AddDays(1) // the partner asked on the same day
			}
			prompt := ritual.Prompt{Person: int64(m.Person), State: ritual.Planned, Due: pl.now}
			pl.do(OpenRound{Ritual: d.Name, Period: period.String(), State: ritual.Open, Prompts: []ritual.Prompt{prompt}})
			return
		}
	}
}

// reset begins anew: the goals are set aside with all that belongs to them, and
// the questions of the beginning come again. Nothing that anybody wrote is
// touched. Goals are the mentee's, so only they can.
func (a *applying) reset(l reading.Line) {
	if a.me.Role != ritual.Mentee {
		a.doubt(reading.Doubt{Kind: reading.NotYours, Text: l.Raw})
		return
	}
	for _, e := range a.r.Of(GoalEntry, ProposedState, OpenState) {
		if e.Owner == a.who.ID {
			e.State = ParkedState
			a.change(e)
		}
	}
	a.r.Pair.Terms.Reset = a.now
	a.did(Said{What: string(reading.Reset)})
}

// beginnings opens the rituals of the beginning again after a reset.
func (pl *pairPlan) beginnings() {
	reset := pl.r.Pair.Terms.Reset
	if reset.IsZero() {
		return
	}
	pl.open(ritual.OnStarted, "from "+Today(pl.r.People[0], reset).String(), reset)
}
