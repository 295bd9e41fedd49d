package mentoring

import (
	"slices"
	"time"

	"milepost/mentoring/ritual"
)

// Summary returns what a mentee may hand on as part of a plan for their
// development: their own goals, milestones, wins, evidence and skills that both
// can read, in the order of the record. It holds no rating, nothing about when
// or whether anybody replied, no answer, and no word of the mentor's or of a
// review of the relationship. For anybody but the mentee it is empty: growth
// talk is never appraisal.
func Summary(r Record, who PersonID) []Entry {
	if r.Pair.Mentee.Person != who {
		return nil
	}
	kinds := []Kind{GoalEntry, MilestoneEntry, WinEntry, EvidenceEntry, SkillEntry}
	states := []State{OpenState, DoneState, FinishedState, ParkedState, KeptState}
	var out []Entry
	for _, e := range r.Entries {
		if e.Author != who || e.Visible != ritual.Shared || !slices.Contains(kinds, e.Kind) || !slices.Contains(states, e.State) {
			continue
		}
		e.Response, e.Value, e.Round, e.Message = "", 0, 0, 0
		e.Created, e.Changed, e.Left = time.Time{}, time.Time{}, time.Time{}
		out = append(out, e)
	}
	return out
}
