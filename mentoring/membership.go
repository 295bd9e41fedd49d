package mentoring

import (
	"time"

	"milepost/mentoring/calendar"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// pauseDays is how long a pause lasts where no end was said.
const pauseDays = 28

// consent notes a member's yes or no to being in the pair. The second yes
// starts it; a no ends it, and the partner never learns whose it was.
func (a *applying) consent(said reading.Tri) {
	switch said {
	case reading.Yes:
		if a.r.Pair.State.Over() {
			a.doubt(reading.Doubt{Kind: reading.NothingToDo, Text: string(reading.Agree)})
			return
		}
		a.me.Consent, a.me.ConsentAt = Agreed, a.now
		what := SaidJoined
		if a.r.Pair.Partner(a.who.ID).Consent == Agreed {
			what = SaidBegan
			if a.r.Pair.State == Invited {
				a.pair, a.r.Pair.Started = Active, a.now
			}
		}
		a.did(Said{What: what})
	case reading.No:
		a.me.Consent, a.me.ConsentAt = Declined, a.now
		a.receipt.Silencing = true
		a.dropped = true
		if a.r.Pair.State == Invited {
			a.pair = NotBegun
			a.did(Said{What: string(reading.Decline)})
			return
		}
		a.stop()
	default:
		a.doubt(reading.Doubt{Kind: reading.WhichNumber, Example: reading.Agree})
	}
}

// remedy does what a member chose after a silence or a pause.
func (a *applying) remedy(choice string) {
	switch choice {
	case "smaller":
		a.me.Light = true
		a.receipt.Silencing = true
		a.did(Said{What: SaidLight})
	case "later":
		a.pause(reading.Line{Verb: reading.Pause})
	case "resume":
		a.resume()
	case "stop":
		a.stop()
	}
}

// skip leaves this prompt out.
func (a *applying) skip() {
	a.receipt.Silencing = true
	answered := a.re.Prompt.State == ritual.Answered || len(a.re.Reading.Answers) > 0
	if p := a.re.Prompt; p.ID != 0 && len(p.Asked) > 0 && !answered {
		p.State = ritual.Skipped
		a.prompt = &p
	}
	a.say(Said{What: string(reading.Skip)})
}

// snooze asks the same again on another day.
func (a *applying) snooze(l reading.Line) {
	p := a.re.Prompt
	if p.ID == 0 || len(p.Asked) == 0 || p.State == ritual.Answered {
		a.doubt(reading.Doubt{Kind: reading.NothingToDo, Text: l.Raw})
		return
	}
	day, today := l.When, Today(a.who, a.now)
	if day.IsZero() {
		day = today.AddDays(1)
	}
	if !day.After(today) {
		a.doubt(reading.Doubt{Kind: reading.PastDate, Text: l.Raw, Date: day, Example: reading.Snooze})
		return
	}
	if Away(a.me, day) {
		day = a.me.PausedUntil // whoever has paused gets nothing before
	}
	c := calendar.Civil{Date: day, Clock: a.who.Hours.From}
	p.State, p.Due = ritual.Planned, calendar.At(a.who.Hours.Fit(c, a.r.Program.Holidays), a.who.Location())
	a.prompt = &p
	a.receipt.Silencing = true
	a.say(Said{What: string(reading.Snooze), Date: calendar.DateIn(p.Due, a.who.Location())})
}

// pause holds the member's prompts until a day. Where no end was said it does
// not end by itself: see Member.PauseOpen.
func (a *applying) pause(l reading.Line) {
	today := Today(a.who, a.now)
	until := l.Until
	if until.IsZero() {
		until = today.AddDays(pauseDays)
	}
	if !until.After(today) {
		a.doubt(reading.Doubt{Kind: reading.PastDate, Text: l.Raw, Date: until, Example: reading.Pause})
		a.keepWords(l)
		return
	}
	a.me.PausedUntil, a.me.PausedFrom, a.me.PauseOpen = until, calendar.Date{}, l.Until.IsZero()
	if l.When.After(today) && l.When.Before(until) {
		a.me.PausedFrom = l.When
	}
	a.receipt.Silencing, a.dropped = true, a.dropped || a.me.PausedFrom.IsZero()
	a.say(Said{What: string(reading.Pause), Date: until})
}

// resume undoes a pause, and a stop that the partner has not been told of.
func (a *applying) resume() {
	unwished := a.unwish()
	switch state := a.r.Pair.State; {
	case state.Over() && unwished:
		a.did(Said{What: string(reading.Resume)})
		return
	case state.Over():
		a.doubt(reading.Doubt{Kind: reading.NothingToDo, Text: string(reading.Resume)})
		return
	case state == Ending && a.r.Pair.Partner(a.who.ID).Stopped.IsZero():
		a.pair = Active
	}
	a.me.PausedFrom, a.me.PausedUntil, a.me.PauseOpen, a.me.Stopped = calendar.Date{}, calendar.Date{}, false, time.Time{}
	a.did(Said{What: string(reading.Resume)})
}

// stop ends the pair for this member at once. The partner hears some working
// days later, unless it is undone.
func (a *applying) stop() {
	a.receipt.Silencing, a.dropped = true, true
	switch a.r.Pair.State {
	case Invited:
		a.me.Consent, a.me.ConsentAt = Declined, a.now
		a.pair = NotBegun
	case Active, OnHold:
		a.pair = Ending
	}
	if a.me.Stopped.IsZero() {
		a.me.Stopped = a.now
	}
	a.say(Said{What: string(reading.Stop)})
}

// prefer notes how a person wants to be written to.
func (a *applying) prefer(l reading.Line) {
	p := a.wish()
	switch l.Verb {
	case reading.TextOnly:
		p.TextOnly = true
	case reading.ReceiptsOn:
		p.Receipts = UsualReceipts
	case reading.NoReceipts:
		p.Receipts = ProblemsOnly
	}
	a.receipt.Silencing = a.receipt.Silencing || l.Verb == reading.NoReceipts
	a.did(Said{What: string(l.Verb)})
}
