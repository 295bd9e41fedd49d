package store

import (
	"context"
	"time"
)

// The wait after a move that failed doubles from the first up to the longest.
const (
	firstMoveWait   = time.Minute
	longestMoveWait = 6 * time.Hour
)

// Place is where a message lies.
type Place struct {
	Folder      Folder
	UIDValidity uint32
	UID         uint32 // 0: not known
}

// Move is a message that does not lie where it should.
type Move struct {
	Message int64
	Mailbox string
	From    Place
	To      Folder
}

// ToMove returns the messages that should be moved now, oldest first. A move is
// a courtesy to people who look into the mailbox: it may fail for good.
func (s *Store) ToMove(ctx context.Context, now time.Time, limit int) (moves []Move, err error) {
	err = s.read(ctx, func(t tx) error {
		moves, err = all(t, func(r row) (m Move, err error) {
			err = r.Scan(&m.Message, &m.Mailbox, &m.From.Folder, &m.From.UIDValidity, &m.From.UID, &m.To)
			return m, err
		}, `
			SELECT id, mailbox, place, place_uidvalidity, place_uid, folder
			FROM messages
			WHERE folder <> place AND place_uid > 0 AND (move_at IS NULL OR move_at <= ?)
			ORDER BY id LIMIT ?`, stamp(now), limit)
		return err
	})
	return moves, err
}

// Moved notes where a message lies now.
func (s *Store) Moved(ctx context.Context, id int64, to Place) error {
	err := s.write(ctx, func(t tx) error {
		return t.must(`
			UPDATE messages SET place = ?, place_uidvalidity = ?, place_uid = ?, move_attempts = 0, move_at = NULL
			WHERE id = ?`, to.Folder, to.UIDValidity, to.UID, id)
	})
	return about(err, "message", id)
}

// NotMoved notes that a move failed. It is tried again after a while, which
// grows each time.
func (s *Store) NotMoved(ctx context.Context, id int64, now time.Time) error {
	err := s.write(ctx, func(t tx) error {
		n, err := one(t, column[int], `SELECT move_attempts FROM messages WHERE id = ?`, id)
		if err != nil {
			return err
		}
		wait := min(firstMoveWait<<min(n, 10), longestMoveWait)
		return t.exec(`UPDATE messages SET move_attempts = move_attempts + 1, move_at = ? WHERE id = ?`, stamp(now.Add(wait)), id)
	})
	return about(err, "message", id)
}
