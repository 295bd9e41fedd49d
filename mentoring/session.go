package mentoring

import (
	"milepost/mentoring/calendar"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// sessionMinutes is how long a session is where nothing else was said.
const sessionMinutes = 45

// nextSession plans the next session, or moves the one that is planned.
func (a *applying) nextSession(l reading.Line) {
	if l.Moment.Date.IsZero() {
		a.doubt(reading.Doubt{Kind: reading.NoDate, Text: l.Raw, Example: reading.NextAt})
		a.keepWords(l)
		return
	}
	at := calendar.At(l.Moment, a.who.Location())
	if at.Before(a.now) {
		a.doubt(reading.Doubt{Kind: reading.PastDate, Text: l.Raw, Date: l.Moment.Date, Example: reading.NextAt})
		return
	}
	minutes := l.Minutes
	if minutes == 0 {
		minutes = sessionMinutes
	}
	said := Said{What: string(reading.NextAt), Text: l.Text, At: at, Visible: ritual.Shared}
	if e, ok := a.r.NextSession(a.now); ok {
		e.At, e.Value, e.Text, said.Replaced = at, minutes, l.Text, true
		a.change(e)
	} else {
		a.add(Entry{Kind: SessionEntry, State: PlannedState, At: at, Value: minutes, Text: l.Text})
	}
	a.did(said)
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
