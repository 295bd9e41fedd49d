package mentoring

import (
	"time"

	"milepost/mentoring/calendar"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

const (
	// sessionMinutes is how long a session is where nothing else was said.
	sessionMinutes = 45
	// farDays is the distance from which on a day without a year is one gone by:
	// "3 nov" in the middle of November.
	farDays = 300
	// lateDays is how long after a session it can be said that it did not take
	// place.
	lateDays = 14
)

// nextSession plans the next session, or moves the one that is planned.
func (a *applying) nextSession(l reading.Line) {
	if l.Moment.Date.IsZero() {
		doubt := reading.Doubt{Kind: reading.NoDate, Text: l.Raw, Example: reading.NextAt}
		if !l.When.IsZero() {
			doubt.Kind = reading.NoTime
		}
		a.doubt(doubt)
		a.keepWords(l)
		return
	}
	at := calendar.At(l.Moment, a.who.Location())
	day := l.Moment.Date
	if day.Sub(Today(a.who, a.now)) >= farDays {
		at, day = at.AddDate(-1, 0, 0), day.AddMonths(-12)
	}
	if !at.After(a.now) {
		a.doubt(reading.Doubt{Kind: reading.PastDate, Text: l.Raw, Date: day, Example: reading.NextAt})
		return
	}
	minutes := l.Minutes
	if minutes == 0 {
		minutes = sessionMinutes
	}
	said := Said{What: string(reading.NextAt), Text: l.Text, At: at, Visible: ritual.Shared}
	if e, ok := a.r.NextSession(a.now); ok {
		if said.Replaced = !e.At.Equal(at); said.Replaced || e.Value != minutes || e.Text != l.Text {
			e.At, e.Value, e.Text = at, minutes, l.Text
			a.changeSession(e)
		}
	} else {
		a.add(Entry{Kind: SessionEntry, State: PlannedState, At: at, Value: minutes, Text: l.Text})
	}
	a.did(said)
}

// changeSession changes a session and counts it: calendars go by the number.
// Its owner is whoever said it last.
func (a *applying) changeSession(e Entry) {
	e.Parent++
	e.Owner = a.who.ID
	a.change(e)
}

// noSession cancels the next session, or says of the last one that it did not
// take place.
func (a *applying) noSession(l reading.Line) {
	e, ok := a.r.NextSession(a.now)
	if !ok {
		e, ok = a.plannedBy(Today(a.who, a.now))
		ok = ok && a.now.Sub(e.At) < lateDays*24*time.Hour
	}
	if !ok {
		a.doubt(reading.Doubt{Kind: reading.NothingToDo, Text: l.Raw})
		return
	}
	e.State = DroppedState
	a.changeSession(e)
	a.did(Said{What: string(reading.NoSession), At: e.At, Visible: ritual.Shared})
}

// met notes that a session took place: the planned one of that day, else the
// last one before it, else one that nobody had planned. Earlier ones of which
// nobody said anything stay as they are.
func (a *applying) met(l reading.Line) {
	day := l.When
	if day.IsZero() {
		day = Today(a.who, a.now)
	}
	if day.After(Today(a.who, a.now)) {
		a.doubt(reading.Doubt{Kind: reading.NoDate, Text: l.Raw, Date: day, Example: reading.Met})
		return
	}
	said := Said{What: string(reading.Met), Text: l.Text, Date: day, Visible: ritual.Shared}
	if e, ok := a.plannedBy(day); ok {
		e.State = HeldState
		if l.Text != "" {
			e.Text = l.Text
		}
		a.change(e)
		a.did(said)
		return
	}
	noon := calendar.Civil{Date: day, Clock: calendar.NewClock(12, 0)}
	a.add(Entry{Kind: SessionEntry, State: HeldState, At: calendar.At(noon, a.who.Location()), Text: l.Text})
	a.did(said)
}

// plannedBy returns the last session planned for a day or before it.
func (a *applying) plannedBy(day calendar.Date) (last Entry, ok bool) {
	for _, e := range a.r.Of(SessionEntry, PlannedState) {
		if !calendar.DateIn(e.At, a.who.Location()).After(day) && (!ok || e.At.After(last.At)) {
			last, ok = e, true
		}
	}
	return last, ok
}

// SessionEnd is when a session is over.
func SessionEnd(e Entry) time.Time {
	minutes := e.Value
	if minutes == 0 {
		minutes = sessionMinutes
	}
	return e.At.Add(time.Duration(minutes) * time.Minute)
}

// Session returns the session with an entry's id.
func (r Record) Session(id int64) (Entry, bool) {
	for _, e := range r.Of(SessionEntry) {
		if e.ID == id && id != 0 {
			return e, true
		}
	}
	return Entry{}, false
}
