package mentoring

import (
	"slices"
	"strings"

	"milepost/mentoring/reading"
)

// AttendanceEntry is what a person's calendar says to a session (Link): Key is
// one of the values below, Parent the change of the session that it is about.
const AttendanceEntry Kind = "attendance"

// What a calendar may say.
const (
	Accepts  = "accepted"
	Declines = "declined"
	Unsure   = "tentative"
)

// Attend is the line that stands for a calendar's answer to the n-th change of a
// session: one of the values above, and words that the person put beside it.
func Attend(session int64, n int, says, comment string) reading.Line {
	return reading.Line{Verb: reading.Attend, Numbers: []int{int(session), n}, Key: says, Text: comment, Raw: says}
}

// attend notes a calendar's answer. A proposal of another time does what
// "next: …" does. Answers to a time that has changed since, or is over, say
// nothing any more; the words beside them are kept.
func (a *applying) attend(l reading.Line) {
	if text := strings.TrimSpace(l.Text); text != "" {
		a.leftover(reading.Leftover{Text: text, Private: l.Private, Held: l.Held})
		a.receipt.Changed = true // nobody else tells what became of them
	}
	if len(l.Numbers) != 2 {
		return
	}
	session, ok := a.r.Session(int64(l.Numbers[0]))
	if !ok || session.State != PlannedState || session.Parent != l.Numbers[1] || !session.At.After(a.now) {
		return
	}
	if !l.Moment.Date.IsZero() {
		a.nextSession(reading.Line{Verb: reading.NextAt, Moment: l.Moment, Minutes: l.Minutes, Raw: l.Raw})
		return
	}
	if !slices.Contains([]string{Accepts, Declines, Unsure}, l.Key) {
		return
	}
	said, before := a.r.attendance(session, a.who.ID)
	if !before {
		said = a.add(Entry{Kind: AttendanceEntry, State: KeptState, Link: session.ID})
	}
	if said.Key == l.Key && said.Parent == session.Parent {
		return
	}
	said.Key, said.Parent = l.Key, session.Parent
	a.change(said)
	if l.Key == Declines {
		a.did(Said{What: string(reading.Attend), At: session.At})
	}
}

// attendance returns what a person's calendar said to a session last.
func (r Record) attendance(session Entry, person PersonID) (Entry, bool) {
	for _, e := range r.Of(AttendanceEntry, KeptState) {
		if e.Link == session.ID && e.Author == person {
			return e, true
		}
	}
	return Entry{}, false
}

// Declined returns whose calendar says no to a session as it stands.
func (r Record) Declined(session Entry) (PersonID, bool) {
	for _, m := range r.Pair.Members() {
		if e, ok := r.attendance(session, m.Person); ok && e.Key == Declines && e.Parent == session.Parent {
			return m.Person, true
		}
	}
	return 0, false
}
