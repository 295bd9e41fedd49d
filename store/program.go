package store

import (
	"context"
	"fmt"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
)

// NewProgram is what the operator says of a program.
type NewProgram struct {
	Name        string
	Coordinator mentoring.Person // known by their first address, else added; without an address: none
	Holidays    []calendar.Date
}

// SaveProgram adds a program, or replaces the one of that name, and wakes the
// planner for its pairs if anything changed.
func (s *Store) SaveProgram(ctx context.Context, n NewProgram, now time.Time) (id int64, err error) {
	err = s.write(ctx, func(t tx) error {
		if id, err = programNamed(t, n.Name); err != nil {
			return err
		}
		var coordinator mentoring.PersonID
		if len(n.Coordinator.Addresses) > 0 {
			who, err := findOrAdd(t, n.Coordinator, now)
			if err != nil {
				return fmt.Errorf("coordinator: %w", err)
			}
			coordinator = who.ID
		}
		holidays := n.Holidays
		if holidays == nil {
			holidays = []calendar.Date{}
		}
		text, err := encode(holidays)
		if err != nil {
			return err
		}
		changed, err := t.change(`
			UPDATE programs SET coordinator = ?2, holidays = ?3
			WHERE id = ?1 AND (coordinator IS NOT ?2 OR holidays <> ?3)`, id, ref(coordinator), text)
		if err != nil || changed == 0 {
			return err
		}
		return t.exec(`UPDATE pairs SET look_at = ? WHERE program = ? AND look_at IS NOT NULL`, stamp(now), id)
	})
	return id, err
}

// programNamed returns the program of a name, which it makes if need be.
func programNamed(t tx, name string) (int64, error) {
	if err := t.exec(`INSERT INTO programs (name, holidays) VALUES (?, '[]') ON CONFLICT (name) DO NOTHING`, name); err != nil {
		return 0, err
	}
	return one(t, column[int64], `SELECT id FROM programs WHERE name = ?`, name)
}

func loadProgram(t tx, id int64) (mentoring.Program, error) {
	return one(t, func(r row) (p mentoring.Program, err error) {
		var days []calendar.Date
		err = r.Scan(&p.ID, &p.Name, number(&p.Coordinator), decoded(&days))
		p.Holidays = calendar.NewHolidays(days...)
		return p, err
	}, `SELECT id, name, coordinator, holidays FROM programs WHERE id = ?`, id)
}
