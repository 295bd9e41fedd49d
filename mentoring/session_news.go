package mentoring

import (
	"milepost/mentoring/ritual"
)

// SessionSays is what there is to tell of a session.
type SessionSays string

// The news of a session.
const (
	SessionSet   SessionSays = "set"
	SessionMoved SessionSays = "moved"
	SessionOff   SessionSays = "off"      // cancelled
	SessionNo    SessionSays = "declined" // one of the two cannot come then
)

// SessionNews is the latest that is to be told of a session. Period names the
// round that tells it; "": nothing is to be told. By is who said it.
type SessionNews struct {
	Says   SessionSays
	By     PersonID
	Period string
}

// TellOf returns the latest news of a session.
func TellOf(r Record, e Entry) SessionNews {
	switch e.State {
	case DroppedState:
		return SessionNews{Says: SessionOff, By: e.Owner, Period: ritual.NewsPeriod(e.ID, e.Parent, false)}
	case PlannedState:
		if by, no := r.Declined(e); no {
			return SessionNews{Says: SessionNo, By: by, Period: ritual.NewsPeriod(e.ID, e.Parent, true)}
		}
		n := SessionNews{Says: SessionSet, By: e.Owner, Period: ritual.NewsPeriod(e.ID, e.Parent, false)}
		if e.Parent > 0 {
			n.Says = SessionMoved
		}
		return n
	}
	return SessionNews{}
}

// knows reports whether somebody has heard of a session: they set it, or were
// sent the news by a ritual.
func (r Record) knows(name string, e Entry, person PersonID) bool {
	if e.Author == person {
		return true
	}
	for _, round := range r.Rounds {
		if id, ok := ritual.SessionOf(round.Period); !ok || id != e.ID || round.Ritual != name {
			continue
		}
		if p, ok := round.PromptOf(int64(person)); ok && !p.SentAt.IsZero() {
			return true
		}
	}
	return false
}
