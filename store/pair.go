package store

import (
	"context"
	"fmt"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// NewPair is what the operator says of a pair that begins.
type NewPair struct {
	Mentor, Mentee mentoring.Person // known by their first address, else added
	Zone           string           // empty: the mentee's
	Weeks          int              // 0: 26
	Program        string           // its name; made if it is not there
	Cohort         string           // whom it begins with
	Begins         calendar.Date    // nothing is sent before that day; zero: at once
	ConsentGiven   bool             // both have said yes elsewhere
	After          mentoring.PairID // whose mentee goes on here with another mentor; 0: nobody's
}

const usualWeeks = 26

// AddPair adds a pair. A mentor and mentee who are a pair already are
// ErrDuplicate.
func (s *Store) AddPair(ctx context.Context, n NewPair, now time.Time) (id mentoring.PairID, err error) {
	err = s.write(ctx, func(t tx) error {
		p := mentoring.Pair{State: mentoring.Invited, Zone: n.Zone, Added: now, Weeks: n.Weeks, Cohort: n.Cohort, Begins: n.Begins, After: n.After}
		var mentee, mentor mentoring.Person
		if mentee, err = findOrAdd(t, n.Mentee, now); err != nil {
			return fmt.Errorf("mentee: %w", err)
		}
		if mentor, err = findOrAdd(t, n.Mentor, now); err != nil {
			return fmt.Errorf("mentor: %w", err)
		}
		if mentor.ID == mentee.ID {
			return fmt.Errorf("mentor and mentee have the same address")
		}
		if p.Program, err = programNamed(t, n.Program); err != nil {
			return err
		}
		p.Mentee = mentoring.Member{Person: mentee.ID, Role: ritual.Mentee}
		p.Mentor = mentoring.Member{Person: mentor.ID, Role: ritual.Mentor}
		if n.ConsentGiven {
			p.State, p.Started = mentoring.Active, p.From(mentee)
			for _, m := range p.Members() {
				m.Consent, m.ConsentAt = mentoring.Agreed, now
				p = p.With(m)
			}
		}
		if p.Zone == "" {
			p.Zone = mentee.Zone
		}
		if p.Weeks == 0 {
			p.Weeks = usualWeeks
		}
		id, err = insertPair(t, p, now)
		return err
	})
	return id, err
}

// findOrAdd returns the person whose first address it is; where there is none,
// it adds them, with their addresses taken as confirmed.
func findOrAdd(t tx, who mentoring.Person, now time.Time) (mentoring.Person, error) {
	if len(who.Addresses) == 0 {
		return who, fmt.Errorf("no address")
	}
	known, err := personByAddress(t, who.Addresses[0].Address)
	if !isNotFound(err) {
		return known, err
	}
	added := make([]mentoring.Address, len(who.Addresses))
	for i, a := range who.Addresses {
		added[i] = mentoring.Address{Address: a.Address, Confirmed: true}
	}
	who.Addresses = added
	id, err := insertPerson(t, who, now)
	if err != nil {
		return who, err
	}
	return loadPerson(t, id)
}

func insertPair(t tx, p mentoring.Pair, now time.Time) (mentoring.PairID, error) {
	twice, err := one(t, column[int], `
		SELECT count(*)
		FROM pairs
		JOIN members AS mentee ON mentee.pair = pairs.id AND mentee.role = ? AND mentee.person = ?
		JOIN members AS mentor ON mentor.pair = pairs.id AND mentor.role = ? AND mentor.person = ?
		WHERE pairs.state NOT IN (?, ?, ?)`,
		ritual.Mentee, p.Mentee.Person, ritual.Mentor, p.Mentor.Person,
		mentoring.Ended, mentoring.NotBegun, mentoring.Forgotten)
	if err != nil {
		return 0, err
	}
	if twice > 0 {
		return 0, fmt.Errorf("these two are a pair: %w", ErrDuplicate)
	}
	id, err := t.insert(`
		INSERT INTO pairs (program, state, zone, added, started, weeks, cohort, begins, after, look_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		p.Program, p.State, p.Zone, stamp(p.Added), stamp(p.Started), p.Weeks, p.Cohort, day(p.Begins), ref(p.After), stamp(now))
	if err != nil {
		return 0, err
	}
	for _, m := range p.Members() {
		err := t.exec(`
			INSERT INTO members (pair, person, role, consent, consent_at)
			VALUES (?, ?, ?, ?, ?)`,
			id, m.Person, m.Role, m.Consent, stamp(m.ConsentAt))
		if err != nil {
			return 0, err
		}
	}
	return mentoring.PairID(id), nil
}

// SavePair replaces a pair and its members, as the operator asks, and wakes
// the planner for them.
func (s *Store) SavePair(ctx context.Context, p mentoring.Pair, line AuditLine, now time.Time) error {
	err := s.write(ctx, func(t tx) error {
		if err := putPair(t, p, 0, now); err != nil {
			return err
		}
		if err := t.exec(`UPDATE pairs SET look_at = ? WHERE id = ?`, stamp(now), p.ID); err != nil {
			return err
		}
		line.Pair, line.At = p.ID, now
		return insertAudit(t, line)
	})
	return about(err, "pair", p.ID)
}

// putPair replaces a pair and its members, keeps what they were, and wakes the
// planner for the people.
func putPair(t tx, p mentoring.Pair, message int64, now time.Time) error {
	was, err := loadPair(t, p.ID)
	if err != nil {
		return err
	}
	if !alike(was, p) {
		if err := insertHistory(t, "pair", int64(p.ID), was, message, now); err != nil {
			return err
		}
	}
	terms, err := encode(p.Terms)
	if err != nil {
		return err
	}
	err = t.must(`
		UPDATE pairs SET program = ?, state = ?, zone = ?, started = ?, weeks = ?, ended = ?, paused_until = ?, terms = ?,
			cohort = ?, begins = ?, help_asked = ?, left_alone = ?, silent = ?, after = ?
		WHERE id = ?`,
		p.Program, p.State, p.Zone, stamp(p.Started), p.Weeks, stamp(p.Ended), day(p.PausedUntil), terms,
		p.Cohort, day(p.Begins), stamp(p.HelpAsked), stamp(p.LeftAlone), p.Silent, ref(p.After), p.ID)
	if err != nil {
		return err
	}
	for _, m := range p.Members() {
		err := t.must(`
			UPDATE members SET consent = ?, consent_at = ?, paused_until = ?, paused_from = ?, pause_open = ?, stopped = ?, light = ?, every = ?, weekday = ?, clock = ?, asked_for = ?, eased = ?, wrote = ?
			WHERE pair = ? AND person = ? AND role = ?`,
			m.Consent, stamp(m.ConsentAt), day(m.PausedUntil), day(m.PausedFrom), m.PauseOpen, stamp(m.Stopped), m.Light, m.Every, m.Weekday, clockText(m), day(m.AskedFor), stamp(m.Eased), stamp(m.Wrote),
			p.ID, m.Person, m.Role)
		if err != nil {
			return fmt.Errorf("the %s: %w", m.Role, err)
		}
		if err := wake(t, m.Person, now); err != nil {
			return err
		}
	}
	return succeed(t, p)
}

// alike reports whether two states of a pair differ only in when somebody
// wrote, which every reply changes.
func alike(a, b mentoring.Pair) bool {
	for _, p := range []*mentoring.Pair{&a, &b} {
		p.Mentor.Wrote, p.Mentee.Wrote = time.Time{}, time.Time{}
	}
	return a == b
}

func loadPair(t tx, id mentoring.PairID) (mentoring.Pair, error) {
	p, err := one(t, scanPair, `
		SELECT id, program, state, zone, added, started, weeks, ended, paused_until, terms, cohort, begins, help_asked, left_alone, silent, after
		FROM pairs WHERE id = ?`, id)
	if err != nil {
		return p, err
	}
	members, err := all(t, scanMember, `
		SELECT person, role, consent, consent_at, paused_until, paused_from, pause_open, stopped, light, every, weekday, clock, asked_for, eased, wrote
		FROM members WHERE pair = ?`, id)
	for _, m := range members {
		p = p.With(m)
	}
	return p, err
}

func scanPair(r row) (p mentoring.Pair, err error) {
	err = r.Scan(&p.ID, &p.Program, &p.State, &p.Zone, instant(&p.Added), instant(&p.Started), &p.Weeks, instant(&p.Ended),
		date(&p.PausedUntil), decoded(&p.Terms), &p.Cohort, date(&p.Begins), instant(&p.HelpAsked), instant(&p.LeftAlone), &p.Silent, number(&p.After))
	return p, err
}

func scanMember(r row) (m mentoring.Member, err error) {
	err = r.Scan(&m.Person, &m.Role, &m.Consent, instant(&m.ConsentAt), date(&m.PausedUntil), date(&m.PausedFrom), &m.PauseOpen,
		instant(&m.Stopped), &m.Light, &m.Every, &m.Weekday, clock(&m), date(&m.AskedFor), instant(&m.Eased), instant(&m.Wrote))
	return m, err
}
