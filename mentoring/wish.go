package mentoring

import (
	"time"

	"milepost/mentoring/reading"
)

// A wish is about a person, in all of their pairs. "digest only" ends the
// questions. "delete my data" asks the operator to erase the person: nothing is
// erased by mail, since anybody may have written it. "resume" takes both back.

// wish returns the author as this reply has left them, to be changed.
func (a *applying) wish() *Person {
	if a.person == nil {
		p := a.who
		a.person = &p
	}
	return a.person
}

// digestOnly drops what is asked and asks nothing more.
func (a *applying) digestOnly() {
	a.wish().DigestOnly = true
	a.receipt.Silencing, a.dropped = true, true
	a.did(Said{What: string(reading.DigestOnly)})
}

// erase asks the operator to erase the author.
func (a *applying) erase() {
	if p := a.wish(); p.AskedErasure.IsZero() {
		p.AskedErasure = a.now
	}
	a.receipt.Silencing = true // confirmed on every level
	a.did(Said{What: string(reading.Erase)})
}

// unwish takes wishes back, and reports whether there were any.
func (a *applying) unwish() bool {
	if !a.who.DigestOnly && a.who.AskedErasure.IsZero() {
		return false
	}
	p := a.wish()
	p.DigestOnly, p.AskedErasure = false, time.Time{}
	return true
}
