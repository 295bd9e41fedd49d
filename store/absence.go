package store

import (
	"context"
	"time"

	"milepost/mentoring"
)

// Away notes what an automatic reply said of the person whose mailbox sent it,
// keeps what was noted before, and has the planner look at them and their pairs.
func (s *Store) Away(ctx context.Context, person mentoring.PersonID, absence mentoring.Absence, now time.Time) error {
	err := s.write(ctx, func(t tx) error {
		who, err := loadPerson(t, person)
		if err != nil {
			return err
		}
		who.Absence = who.Absence.Then(absence)
		if err := putPerson(t, who, absence.Message, now); err != nil {
			return err
		}
		return wakePairsOf(t, person, now)
	})
	return about(err, "person", person)
}
