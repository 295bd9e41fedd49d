package store

import "context"

// Folder is where a message should lie once it is settled. Folders are a view
// for people who look into the mailbox: what counts is here.
type Folder string

// The folders.
const (
	Inbox     Folder = ""          // the mailbox itself
	Processed Folder = "Processed" // read
	Attention Folder = "Attention" // held, with a reason
	Automatic Folder = "Automatic" // robots, bounces, lists
)

// Mailbox is how far a mailbox has been read.
type Mailbox struct {
	Name        string
	UIDValidity uint32
	Baseline    uint32 // mail up to this UID is never read
	Cursor      uint32 // all mail up to this UID has been seen
}

// Mailbox returns how far a mailbox has been read, or ErrNotFound before
// SetBaseline.
func (s *Store) Mailbox(ctx context.Context, name string) (m Mailbox, err error) {
	err = s.read(ctx, func(t tx) error {
		m, err = loadMailbox(t, name)
		return err
	})
	return m, err
}

func loadMailbox(t tx, name string) (Mailbox, error) {
	return one(t, func(r row) (m Mailbox, err error) {
		err = r.Scan(&m.Name, &m.UIDValidity, &m.Baseline, &m.Cursor)
		return m, err
	}, `SELECT name, uidvalidity, baseline, cursor FROM mailboxes WHERE name = ?`, name)
}

// SetBaseline begins to follow a mailbox: mail below uidnext is never read.
// With the UIDVALIDITY that is known it does nothing. With another one the
// UIDs that are known mean nothing any more: pass 1 for uidnext, to see all
// mail once more; Archive recognises what is here already.
func (s *Store) SetBaseline(ctx context.Context, name string, uidvalidity, uidnext uint32) error {
	return s.write(ctx, func(t tx) error {
		m, err := loadMailbox(t, name)
		if err == nil && m.UIDValidity == uidvalidity {
			return nil
		}
		if err != nil && !isNotFound(err) {
			return err
		}
		baseline := max(uidnext, 1) - 1
		err = t.exec(`
			INSERT INTO mailboxes (name, uidvalidity, baseline, cursor) VALUES (?1, ?2, ?3, ?3)
			ON CONFLICT (name) DO UPDATE SET uidvalidity = ?2, baseline = ?3, cursor = ?3`,
			name, uidvalidity, baseline)
		if err != nil {
			return err
		}
		return t.exec(`UPDATE messages SET place_uid = 0 WHERE mailbox = ? AND place = '' AND uidvalidity <> ?`, name, uidvalidity)
	})
}

// Advance notes that all mail up to a UID has been seen and is not for us, as
// in a mailbox that is shared. It returns ErrStale under another UIDVALIDITY.
func (s *Store) Advance(ctx context.Context, name string, uidvalidity, uid uint32) error {
	return s.write(ctx, func(t tx) error { return advance(t, name, uidvalidity, uid) })
}

func advance(t tx, name string, uidvalidity, uid uint32) error {
	n, err := t.change(`UPDATE mailboxes SET cursor = max(cursor, ?) WHERE name = ? AND uidvalidity = ?`, uid, name, uidvalidity)
	if err == nil && n == 0 {
		err = ErrStale
	}
	return err
}
