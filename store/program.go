package store

import (
	"context"
	"fmt"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
)

// NewProgram is what the operator says of a program. People are known by their
// first address, else added; one without an address is nobody.
type NewProgram struct {
	Name                         string
	Coordinator, Leader, Trusted mentoring.Person
	Sees                         mentoring.Sight // "": the usual
	Holidays                     []calendar.Date
	Quiet                        []calendar.Week
	Circle                       bool
}

// SaveProgram adds a program, or replaces the one of that name, and wakes the
// planner for its pairs if anything changed.
func (s *Store) SaveProgram(ctx context.Context, n NewProgram, now time.Time) (id int64, err error) {
	err = s.write(ctx, func(t tx) error {
		if id, err = programNamed(t, n.Name); err != nil {
			return err
		}
		var people [3]mentoring.PersonID
		for i, x := range []struct {
			part string
			who  mentoring.Person
		}{{"coordinator", n.Coordinator}, {"leader", n.Leader}, {"trusted contact", n.Trusted}} {
			if len(x.who.Addresses) == 0 {
				continue
			}
			who, err := findOrAdd(t, x.who, now)
			if err != nil {
				return fmt.Errorf("%s: %w", x.part, err)
			}
			people[i] = who.ID
		}
		if n.Sees == "" {
			n.Sees = mentoring.SeesStates
		}
		holidays, err := encode(append([]calendar.Date{}, n.Holidays...))
		if err != nil {
			return err
		}
		quiet, err := encode(append([]calendar.Week{}, n.Quiet...))
		if err != nil {
			return err
		}
		changed, err := t.change(`
			UPDATE programs SET coordinator = ?2, leader = ?3, trusted = ?4, sees = ?5, holidays = ?6, quiet = ?7, circle = ?8
			WHERE id = ?1 AND (coordinator IS NOT ?2 OR leader IS NOT ?3 OR trusted IS NOT ?4 OR sees <> ?5
				OR holidays <> ?6 OR quiet <> ?7 OR circle <> ?8)`,
			id, ref(people[0]), ref(people[1]), ref(people[2]), n.Sees, holidays, quiet, n.Circle)
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

// ProgramRow is a program with its calendar as it was said.
type ProgramRow struct {
	mentoring.Program
	Dates []calendar.Date // that are not in a quiet week
	Quiet []calendar.Week
}

// Programs returns all programs, in the order in which they came. The one that
// every file begins with counts only once pairs are in it.
func (s *Store) Programs(ctx context.Context) (rows []ProgramRow, err error) {
	err = s.read(ctx, func(t tx) error {
		rows, err = all(t, scanProgram, selectPrograms+`
			WHERE name <> '' OR EXISTS (SELECT 1 FROM pairs WHERE program = programs.id) ORDER BY id`)
		return err
	})
	return rows, err
}

// ProgramNamed returns the program of a name, or ErrNotFound.
func (s *Store) ProgramNamed(ctx context.Context, name string) (p ProgramRow, err error) {
	err = s.read(ctx, func(t tx) error {
		p, err = one(t, scanProgram, selectPrograms+` WHERE name = ?`, name)
		return err
	})
	return p, err
}

// RecordsIn returns the records of all pairs of a program that are not erased,
// in the order of their ids.
func (s *Store) RecordsIn(ctx context.Context, program int64) (recs []mentoring.Record, err error) {
	err = s.read(ctx, func(t tx) error {
		pairs, err := all(t, column[mentoring.PairID], `SELECT id FROM pairs WHERE program = ? AND state <> ? ORDER BY id`, program, mentoring.Forgotten)
		if err != nil {
			return err
		}
		recs = make([]mentoring.Record, len(pairs))
		for i, pair := range pairs {
			if recs[i], err = loadRecord(t, pair); err != nil {
				return err
			}
		}
		return nil
	})
	return recs, about(err, "program", program)
}

const selectPrograms = `SELECT id, name, coordinator, leader, trusted, sees, holidays, quiet, circle FROM programs`

func scanProgram(r row) (p ProgramRow, err error) {
	err = r.Scan(&p.ID, &p.Name, number(&p.Coordinator), number(&p.Leader), number(&p.Trusted), &p.Sees,
		decoded(&p.Dates), decoded(&p.Quiet), &p.Circle)
	p.Holidays = mentoring.OffDays(p.Dates, p.Quiet)
	return p, err
}

func loadProgram(t tx, id int64) (mentoring.Program, error) {
	p, err := one(t, scanProgram, selectPrograms+` WHERE id = ?`, id)
	return p.Program, err
}
