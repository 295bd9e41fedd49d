package store

import (
	"context"
	"fmt"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
)

// Person returns a person, or ErrNotFound.
func (s *Store) Person(ctx context.Context, id mentoring.PersonID) (who mentoring.Person, err error) {
	err = s.read(ctx, func(t tx) error {
		who, err = loadPerson(t, id)
		return err
	})
	return who, about(err, "person", id)
}

// PersonByAddress returns whose address it is, confirmed or not, or
// ErrNotFound. Upper and lower case are alike.
func (s *Store) PersonByAddress(ctx context.Context, address string) (who mentoring.Person, err error) {
	err = s.read(ctx, func(t tx) error {
		who, err = personByAddress(t, address)
		return err
	})
	return who, err
}

// People returns all people, in the order in which they came.
func (s *Store) People(ctx context.Context) (people []mentoring.Person, err error) {
	err = s.read(ctx, func(t tx) error {
		ids, err := all(t, column[mentoring.PersonID], `SELECT id FROM people ORDER BY id`)
		if err != nil {
			return err
		}
		for _, id := range ids {
			who, err := loadPerson(t, id)
			if err != nil {
				return err
			}
			people = append(people, who)
		}
		return nil
	})
	return people, err
}

// SavePerson replaces a person, addresses included, as the operator asks, and
// wakes the planner for them. An address of somebody else is ErrDuplicate. The
// number of replies stays as it is.
func (s *Store) SavePerson(ctx context.Context, who mentoring.Person, line AuditLine, now time.Time) error {
	err := s.write(ctx, func(t tx) error {
		if err := putPerson(t, who, 0, now); err != nil {
			return err
		}
		if err := t.exec(`DELETE FROM addresses WHERE person = ?`, who.ID); err != nil {
			return err
		}
		if err := insertAddresses(t, who); err != nil {
			return err
		}
		if err := wakePairsOf(t, who.ID, now); err != nil {
			return err
		}
		line.Person, line.At = who.ID, now
		return insertAudit(t, line)
	})
	return about(err, "person", who.ID)
}

func personByAddress(t tx, address string) (mentoring.Person, error) {
	id, err := one(t, column[mentoring.PersonID], `SELECT person FROM addresses WHERE normal = ?`, normal(address))
	if err != nil {
		return mentoring.Person{}, err
	}
	return loadPerson(t, id)
}

func loadPerson(t tx, id mentoring.PersonID) (mentoring.Person, error) {
	who, err := one(t, scanPerson, `
		SELECT id, name, zone, language, days, opens, closes, text_only, receipts, digest_only, erase_asked, replies,
			away_since, away_noted, away_back, away_message, erased
		FROM people WHERE id = ?`, id)
	if err != nil {
		return who, err
	}
	who.Addresses, err = all(t, scanAddress, `
		SELECT address, confirmed, dead
		FROM addresses WHERE person = ? ORDER BY place`, id)
	return who, err
}

func scanPerson(r row) (p mentoring.Person, err error) {
	var days, opens, closes string
	err = r.Scan(&p.ID, &p.Name, &p.Zone, &p.Language, &days, &opens, &closes, &p.TextOnly, &p.Receipts, &p.DigestOnly, instant(&p.AskedErasure), &p.Replies,
		instant(&p.Absence.Since), instant(&p.Absence.Noted), date(&p.Absence.Back), number(&p.Absence.Message), instant(&p.Erased))
	if err != nil {
		return p, err
	}
	if days != "" {
		if p.Hours.Days, err = calendar.ParseWeekdays(days); err != nil {
			return p, err
		}
	}
	if p.Hours.From, err = calendar.ParseClock(opens); err != nil {
		return p, err
	}
	p.Hours.To, err = calendar.ParseClock(closes)
	return p, err
}

func scanAddress(r row) (a mentoring.Address, err error) {
	err = r.Scan(&a.Address, &a.Confirmed, instant(&a.Dead))
	return a, err
}

// insertPerson adds a person, with the usual things where nothing is said.
func insertPerson(t tx, who mentoring.Person, now time.Time) (mentoring.PersonID, error) {
	if who.Zone == "" {
		who.Zone = "UTC"
	}
	if who.Language == "" {
		who.Language = "en"
	}
	if who.Hours == (calendar.WorkHours{}) {
		who.Hours = calendar.DefaultWorkHours()
	}
	if who.Receipts == "" {
		who.Receipts = mentoring.UsualReceipts
	}
	id, err := t.insert(`
		INSERT INTO people (name, zone, language, days, opens, closes, text_only, receipts, look_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		who.Name, who.Zone, who.Language, who.Hours.Days.String(), who.Hours.From.String(), who.Hours.To.String(), who.TextOnly, who.Receipts, stamp(now))
	if err != nil {
		return 0, err
	}
	who.ID = mentoring.PersonID(id)
	return who.ID, insertAddresses(t, who)
}

func insertAddresses(t tx, who mentoring.Person) error {
	for place, a := range who.Addresses {
		_, err := t.insert(`
			INSERT INTO addresses (person, place, address, normal, confirmed, dead)
			VALUES (?, ?, ?, ?, ?, ?)`,
			who.ID, place, a.Address, normal(a.Address), a.Confirmed, stamp(a.Dead))
		if err != nil {
			return fmt.Errorf("address %d: %w", place+1, err)
		}
	}
	return nil
}

// putPerson replaces a person's preferences and keeps what they were.
func putPerson(t tx, who mentoring.Person, message int64, now time.Time) error {
	was, err := loadPerson(t, who.ID)
	if err != nil {
		return err
	}
	if err := insertHistory(t, "person", int64(who.ID), was, message, now); err != nil {
		return err
	}
	err = t.must(`
		UPDATE people SET name = ?, zone = ?, language = ?, days = ?, opens = ?, closes = ?, text_only = ?, receipts = ?,
			digest_only = ?, erase_asked = ?,
			away_since = ?, away_noted = ?, away_back = ?, away_message = ?
		WHERE id = ?`,
		who.Name, who.Zone, who.Language, who.Hours.Days.String(), who.Hours.From.String(), who.Hours.To.String(), who.TextOnly, who.Receipts,
		who.DigestOnly, stamp(who.AskedErasure),
		stamp(who.Absence.Since), stamp(who.Absence.Noted), day(who.Absence.Back), ref(who.Absence.Message),
		who.ID)
	if err != nil {
		return err
	}
	return wake(t, who.ID, now)
}

// wake has the planner look at a person at an instant, or earlier if it was to
// look earlier, and makes plans that are in the making stale.
func wake(t tx, id mentoring.PersonID, at time.Time) error {
	return t.exec(`
		UPDATE people SET look_at = min(coalesce(look_at, ?1), ?1), revision = revision + 1
		WHERE id = ?2`, stamp(at), id)
}

// wakePairsOf has the planner look now at all pairs of a person.
func wakePairsOf(t tx, id mentoring.PersonID, now time.Time) error {
	return t.exec(`UPDATE pairs SET look_at = ? WHERE id IN (SELECT pair FROM members WHERE person = ?)`, stamp(now), id)
}

// about says what an error is about.
func about[T ~int64](err error, thing string, id T) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s %d: %w", thing, id, err)
}
