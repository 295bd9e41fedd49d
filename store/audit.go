package store

import (
	"context"
	"time"

	"milepost/mentoring"
)

// AuditLine is one thing that the operator did.
type AuditLine struct {
	ID     int64
	At     time.Time
	Who    string // the system's user
	What   string // "pair pause", "reveal"
	Pair   mentoring.PairID
	Person mentoring.PersonID
	Reason string
	// Tell is true for what both members read of in their next digest.
	Tell bool
}

// Audit writes an audit line. Its time has to be set.
func (s *Store) Audit(ctx context.Context, line AuditLine) error {
	return s.write(ctx, func(t tx) error { return insertAudit(t, line) })
}

// Audits returns what was done to a pair (0: to all) since an instant, oldest
// first.
func (s *Store) Audits(ctx context.Context, pair mentoring.PairID, since time.Time) (lines []AuditLine, err error) {
	err = s.read(ctx, func(t tx) error {
		lines, err = all(t, scanAudit, `
			SELECT id, at, who, what, pair, person, reason, tell
			FROM audits WHERE (?1 = 0 OR pair = ?1) AND at >= ?2 ORDER BY id`, pair, since.UTC().Format(layout))
		return err
	})
	return lines, err
}

// Untold returns the lines about a pair that this member has to read of and
// has not yet, oldest first. Composed.Told says that a mail tells of them.
func (s *Store) Untold(ctx context.Context, pair mentoring.PairID, person mentoring.PersonID) (lines []AuditLine, err error) {
	err = s.read(ctx, func(t tx) error {
		lines, err = all(t, scanAudit, `
			SELECT id, at, who, what, pair, person, reason, tell
			FROM audits
			WHERE pair = ? AND tell = 1 AND NOT EXISTS (
				SELECT 1 FROM audits_told
				JOIN deliveries ON deliveries.id = audits_told.delivery
				WHERE audits_told.audit = audits.id AND deliveries.person = ?)
			ORDER BY id`, pair, person)
		return err
	})
	return lines, err
}

func insertAudit(t tx, line AuditLine) error {
	return t.exec(`
		INSERT INTO audits (at, who, what, pair, person, reason, tell)
		VALUES (?, ?, ?, ?, ?, ?, ?)`,
		stamp(line.At), line.Who, line.What, ref(line.Pair), ref(line.Person), line.Reason, line.Tell)
}

func scanAudit(r row) (l AuditLine, err error) {
	err = r.Scan(&l.ID, instant(&l.At), &l.Who, &l.What, number(&l.Pair), number(&l.Person), &l.Reason, &l.Tell)
	return l, err
}
