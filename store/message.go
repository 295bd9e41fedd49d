package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"milepost/mentoring"
)

// MessageState is how far a message that came in has come.
type MessageState string

// The states of a message.
const (
	New       MessageState = "new"       // archived, not yet settled
	Recorded  MessageState = "recorded"  // a reply, and in the record
	Held      MessageState = "held"      // waits for the operator
	Filed     MessageState = "filed"     // nothing to record: a robot, a bounce, our own mail
	Duplicate MessageState = "duplicate" // here already
	Poison    MessageState = "poison"    // reading it failed again and again
)

// maxAttempts is how often the reading of a message is begun.
const maxAttempts = 3

// ErrPoison says that the reading of a message has failed too often: it is not
// read any more and was put before the operator.
var ErrPoison = errors.New("reading it failed too often")

// Incoming is a message as it was fetched.
type Incoming struct {
	Mailbox     string
	UIDValidity uint32
	UID         uint32
	// Mark names the message wherever it lies, such as its Message-ID and
	// Date; "": nothing does.
	Mark string
	Raw  []byte // the whole message, or its header if it is not Whole
	Size int64
	// Whole is false for a message that is too large: its body stays in the
	// mailbox.
	Whole bool
	At    time.Time
}

// Message is a message in the archive.
type Message struct {
	ID          int64
	Mailbox     string
	UIDValidity uint32
	UID         uint32
	Size        int64
	Whole       bool
	Archived    time.Time
	State       MessageState
	Reason      string
	Sender      string
	Delivery    int64
	Person      mentoring.PersonID
	Late        bool
	Attempts    int
	// Released is when the operator let it through: it is taken as its
	// registered sender's.
	Released time.Time
	Assigned Assignment // by the operator; zero: it was not
	Settled  time.Time
	Folder   Folder
}

// Archive stores a message, before anything reads it, and advances the
// mailbox's cursor. dup is true if it is here already: under the same UID
// (then nothing changes), or, by its bytes or Mark, under another one (then it
// is kept as a Duplicate and follows the first into its folder). It returns
// ErrStale if the mailbox is not followed under this UIDVALIDITY.
func (s *Store) Archive(ctx context.Context, in Incoming) (id int64, dup bool, err error) {
	hash, packed := sum(in.Raw), s.squeezer.squeeze(in.Raw)
	err = s.write(ctx, func(t tx) error {
		if err := advance(t, in.Mailbox, in.UIDValidity, in.UID); err != nil {
			return err
		}
		id, err = one(t, column[int64], `SELECT id FROM messages WHERE mailbox = ? AND uidvalidity = ? AND uid = ?`,
			in.Mailbox, in.UIDValidity, in.UID)
		if !isNotFound(err) {
			dup = true
			return err
		}
		m := Message{State: New}
		first, folder, err := twin(t, hash, in.Mark)
		switch {
		case err == nil:
			dup = true
			m = Message{State: Duplicate, Reason: fmt.Sprintf("message %d is the same", first), Settled: in.At, Folder: folder}
		case !isNotFound(err):
			return err
		}
		id, err = t.insert(`
			INSERT INTO messages (mailbox, uidvalidity, uid, mark, sha256, size, whole, archived, state, reason, sender, settled,
				folder, place_uidvalidity, place_uid)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?)`,
			in.Mailbox, in.UIDValidity, in.UID, in.Mark, hash, in.Size, in.Whole, stamp(in.At), m.State, m.Reason, stamp(m.Settled),
			m.Folder, in.UIDValidity, in.UID)
		if err != nil {
			return err
		}
		return t.exec(`INSERT INTO message_bytes (message, zstd) VALUES (?, ?)`, id, packed)
	})
	return id, dup, err
}

// twin returns the message that has the same bytes or mark, and the folder for
// a copy of it.
func twin(t tx, hash []byte, mark string) (id int64, folder Folder, err error) {
	id, err = one(t, func(r row) (id int64, err error) {
		err = r.Scan(&id, &folder)
		return id, err
	}, `
		SELECT id, folder FROM messages
		WHERE id IN (
			SELECT id FROM messages WHERE sha256 = ?1
			UNION ALL
			SELECT id FROM messages WHERE mark = ?2 AND mark <> '')
		AND state <> ?3
		ORDER BY id LIMIT 1`, hash, mark, Duplicate)
	if folder == Inbox {
		folder = Processed
	}
	return id, folder, err
}

const selectMessages = `
	SELECT id, mailbox, uidvalidity, uid, size, whole, archived, state, reason, sender, delivery, person, late, attempts,
		released, assigned_person, assigned_delivery, assigned_pair, settled, folder
	FROM messages`

func scanMessage(r row) (m Message, err error) {
	err = r.Scan(&m.ID, &m.Mailbox, &m.UIDValidity, &m.UID, &m.Size, &m.Whole, instant(&m.Archived), &m.State, &m.Reason, &m.Sender,
		number(&m.Delivery), number(&m.Person), &m.Late, &m.Attempts, instant(&m.Released),
		number(&m.Assigned.Person), number(&m.Assigned.Delivery), number(&m.Assigned.Pair), instant(&m.Settled), &m.Folder)
	return m, err
}

// Message returns a message, or ErrNotFound.
func (s *Store) Message(ctx context.Context, id int64) (m Message, err error) {
	err = s.read(ctx, func(t tx) error {
		m, err = one(t, scanMessage, selectMessages+` WHERE id = ?`, id)
		return err
	})
	return m, about(err, "message", id)
}

// NewMessages returns the messages that are not settled yet, oldest first.
// Call Begin before reading one.
func (s *Store) NewMessages(ctx context.Context, limit int) (ms []Message, err error) {
	err = s.read(ctx, func(t tx) error {
		ms, err = all(t, scanMessage, selectMessages+` WHERE state = 'new' ORDER BY id LIMIT ?`, limit)
		return err
	})
	return ms, err
}

// Begin counts an attempt to read a message, before it is made: a message that
// brings the process down is tried three times. Then it becomes Poison, and
// Begin returns ErrPoison.
func (s *Store) Begin(ctx context.Context, id int64, now time.Time) error {
	poison := false
	err := s.write(ctx, func(t tx) error {
		err := t.must(`UPDATE messages SET attempts = attempts + 1 WHERE id = ? AND state = 'new'`, id)
		if err != nil {
			return err
		}
		n, err := t.change(`
			UPDATE messages SET state = ?, reason = ?, folder = ?, settled = ?
			WHERE id = ? AND attempts > ?`,
			Poison, "reading failed", Attention, stamp(now), id, maxAttempts)
		poison = n > 0
		return err
	})
	if err == nil && poison {
		err = ErrPoison
	}
	return about(err, "message", id)
}

// Raw returns the bytes of a message that came in; none after they were
// erased.
func (s *Store) Raw(ctx context.Context, id int64) (raw []byte, err error) {
	err = s.read(ctx, func(t tx) error {
		packed, err := one(t, column[[]byte], `SELECT zstd FROM message_bytes WHERE message = ?`, id)
		if err != nil {
			return err
		}
		raw, err = s.squeezer.unfold(packed)
		return err
	})
	return raw, about(err, "message", id)
}

// Filing is what becomes of a message that is not recorded.
type Filing struct {
	State    MessageState // Held or Filed
	Folder   Folder
	Reason   string // a word for why, never empty
	Sender   string // what is known of who sent it
	Delivery int64
	Person   mentoring.PersonID
}

// File settles a message that is not recorded. A message that is settled
// already is ErrDuplicate.
func (s *Store) File(ctx context.Context, id int64, f Filing, now time.Time) error {
	err := s.write(ctx, func(t tx) error {
		if f.Reason == "" {
			return fmt.Errorf("filed without a reason")
		}
		return settleMessage(t, id, f, false, now)
	})
	return about(err, "message", id)
}

func settleMessage(t tx, id int64, f Filing, late bool, now time.Time) error {
	n, err := t.change(`
		UPDATE messages SET state = ?, folder = ?, reason = ?, sender = ?, delivery = ?, person = ?, late = ?, settled = ?, move_at = NULL
		WHERE id = ? AND state = 'new'`,
		f.State, f.Folder, f.Reason, f.Sender, ref(f.Delivery), ref(f.Person), late, stamp(now), id)
	if err != nil || n > 0 {
		return err
	}
	if _, err := one(t, column[int64], `SELECT id FROM messages WHERE id = ?`, id); err != nil {
		return err
	}
	return ErrDuplicate
}

// Attention returns the messages that wait for the operator, oldest first.
func (s *Store) Attention(ctx context.Context) (ms []Message, err error) {
	err = s.read(ctx, func(t tx) error {
		ms, err = all(t, scanMessage, selectMessages+` WHERE state IN ('held', 'poison') ORDER BY id`)
		return err
	})
	return ms, err
}

// Messages returns all messages that came in from an id on, oldest first.
func (s *Store) Messages(ctx context.Context, from int64, limit int) (ms []Message, err error) {
	err = s.read(ctx, func(t tx) error {
		ms, err = all(t, scanMessage, selectMessages+` WHERE id >= ? ORDER BY id LIMIT ?`, from, limit)
		return err
	})
	return ms, err
}

// Release lets a message through that was held: it is New again and marked as
// Released. One that is not held is ErrNotFound.
func (s *Store) Release(ctx context.Context, id int64, line AuditLine, now time.Time) error {
	err := s.write(ctx, func(t tx) error {
		err := t.must(`
			UPDATE messages SET state = ?, attempts = 0, released = ?, settled = NULL
			WHERE id = ? AND state IN ('held', 'poison')`, New, stamp(now), id)
		if err != nil {
			return err
		}
		line.At = now
		return insertAudit(t, line)
	})
	return about(err, "message", id)
}
