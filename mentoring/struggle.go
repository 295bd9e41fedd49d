package mentoring

import (
	"time"

	"milepost/mentoring/ritual"
)

// lowConfidence is the highest rating of a goal that counts as low.
const lowConfidence = 2

// Struggles reports whether a mail that goes to the mentor now is to hint that a
// call may help: the mentee has rated a goal low twice in a row, in words that are
// shared, and no mail has gone to the mentor since. It says so once for each
// stretch, and nothing that is private or hidden counts.
func (r Record) Struggles(viewer PersonID, now time.Time) bool {
	if m, ok := r.Pair.Member(viewer); !ok || m.Role != ritual.Mentor {
		return false
	}
	var told time.Time
	for _, round := range r.Rounds {
		if p, ok := round.PromptOf(int64(viewer)); ok && p.SentAt.After(told) && p.SentAt.Before(now) {
			told = p.SentAt
		}
	}
	for _, g := range r.Of(GoalEntry, OpenState) {
		if !r.open(viewer, g) {
			continue
		}
		ratings := r.confidence(g, r.Pair.Mentee.Person)
		first := len(ratings)
		for first > 0 && ratings[first-1].Value <= lowConfidence {
			first--
		}
		if low := ratings[first:]; len(low) >= twice && low[1].Created.After(told) {
			return true
		}
	}
	return false
}
