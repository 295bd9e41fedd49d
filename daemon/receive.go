package daemon

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"milepost/mail"
	"milepost/store"
)

const (
	headerLimit = 256 << 10
	// mailboxName is the key under which the cursor is kept.
	mailboxName = "INBOX"
)

// Receive does one turn of reading: it connects, archives what is new, records
// or files it, moves it where people look for it, and settles what is known of
// mails whose sending ended in doubt. An error means that the mailbox could
// not be read; nothing is lost, the next turn goes on where this one stopped.
func (d *Daemon) Receive(ctx context.Context, now time.Time) error {
	in, err := mail.OpenInbox(ctx, d.IMAP)
	if err != nil {
		return fmt.Errorf("open the mailbox: %w", err)
	}
	defer func() { _ = in.Close() }()
	return d.sweep(ctx, in, now)
}

// sweep is Receive over an open mailbox.
func (d *Daemon) sweep(ctx context.Context, in *mail.Inbox, now time.Time) error {
	if err := d.fetch(ctx, in, now); err != nil {
		return err
	}
	if err := d.Read(ctx, now); err != nil {
		return err
	}
	if err := d.settle(ctx, in, now); err != nil {
		return err
	}
	if err := d.move(ctx, in, now); err != nil {
		return err
	}
	return d.Store.Remember(ctx, Swept, now.UTC().Format(time.RFC3339))
}

// Swept is the name of the fact that says when the mailbox was last read to
// its end, as RFC 3339.
const Swept = "mailbox swept"

// fetch archives what the mailbox holds above the cursor.
func (d *Daemon) fetch(ctx context.Context, in *mail.Inbox, now time.Time) error {
	status := in.Status()
	box, err := d.Store.Mailbox(ctx, mailboxName)
	switch {
	case errors.Is(err, store.ErrNotFound):
		d.Log.Info("mailbox followed from now on", "uidnext", status.UIDNext)
		return d.Store.SetBaseline(ctx, mailboxName, status.UIDValidity, status.UIDNext)
	case err != nil:
		return err
	case box.UIDValidity != status.UIDValidity:
		d.Log.Warn("mailbox was rebuilt by its server; all mail is compared with the archive", "uidvalidity", status.UIDValidity)
		if err := d.Store.SetBaseline(ctx, mailboxName, status.UIDValidity, 1); err != nil {
			return err
		}
		box.Cursor = 0
	}
	listed, err := in.New(ctx, box.Cursor)
	if err != nil {
		return fmt.Errorf("list new mail: %w", err)
	}
	again, err := d.unfetched(ctx, status.UIDValidity)
	if err != nil {
		return err
	}
	for _, l := range append(again.listed(), listed...) {
		d.moved("receiver")
		err := d.archive(ctx, in, status.UIDValidity, l, now)
		switch {
		case errors.Is(err, mail.ErrNoMessage):
			// Listed, and not there: some servers announce a message before
			// they can show it. It is tried again, and the next goes on.
			if again.missed(l.UID) == maxSweeps {
				d.Log.Error("message listed again and again without its bytes; given up", "uid", l.UID)
			}
			// Noted before the cursor passes it.
			if err := d.rememberUnfetched(ctx, again); err != nil {
				return err
			}
		case err != nil:
			return err
		default:
			delete(again.Sweeps, l.UID)
		}
	}
	return d.rememberUnfetched(ctx, again)
}

// archive stores one message before anything reads it. A message that is too
// large, or a copy of our own mail, is stored as its header. One that is not
// there is a mail.ErrNoMessage.
func (d *Daemon) archive(ctx context.Context, in *mail.Inbox, uidvalidity uint32, l mail.Listed, now time.Time) error {
	header, err := in.Header(ctx, l.UID, headerLimit)
	if errors.Is(err, mail.ErrNoMessage) && l.Size <= int64(d.Settings.Limits.Whole) {
		// Some servers find no header in a damaged message.
		header, err = in.Fetch(ctx, l.UID, int64(d.Settings.Limits.Whole))
	}
	switch {
	case errors.Is(err, mail.ErrTooLarge):
		header = nil
	case err != nil:
		return fmt.Errorf("fetch a header: %w", err)
	}
	msg, _ := mail.Parse(header, d.Settings.Limits)
	if d.Settings.Shared && !d.ours(msg) {
		return d.Store.Advance(ctx, mailboxName, uidvalidity, l.UID)
	}
	item := store.Incoming{
		Mailbox: mailboxName, UIDValidity: uidvalidity, UID: l.UID, Raw: header, Size: l.Size, At: now,
	}
	if msg != nil && mail.Classify(msg, d.Settings.Identity).Kind == mail.KindOwn {
		// The outbox holds its bytes. Where the same mail lies twice, one is as
		// good as the other.
		item.Mark = "own " + msg.MessageID
	} else if l.Size <= int64(d.Settings.Limits.Whole) {
		raw, err := in.Fetch(ctx, l.UID, int64(d.Settings.Limits.Whole))
		switch {
		case errors.Is(err, mail.ErrTooLarge):
		case err != nil:
			return fmt.Errorf("fetch a message: %w", err)
		default:
			item.Raw, item.Whole, item.Mark, item.Size = raw, true, mark(msg, raw), int64(len(raw))
		}
	}
	id, dup, err := d.Store.Archive(ctx, item)
	if err != nil {
		return err
	}
	d.Log.Info("message archived", "message", id, "uid", l.UID, "size", l.Size, "duplicate", dup)
	return nil
}

// mark names a mail by what its sender wrote: servers now and then deliver the
// same mail twice, each time with other lines of their own above it. The
// Message-ID alone does not name it. Empty: it cannot be told.
func mark(m *mail.Message, raw []byte) string {
	if m == nil || m.MessageID == "" {
		return ""
	}
	h := sha256.New()
	for _, name := range []string{"Message-ID", "Date", "From", "To", "Cc", "Subject", "In-Reply-To", "References", "Content-Type"} {
		fmt.Fprintf(h, "%s %q\n", name, m.Header.Values(name))
	}
	_, body, _ := bytes.Cut(raw, []byte("\r\n\r\n"))
	h.Write(body)
	return fmt.Sprintf("mail %x", h.Sum(nil))
}

// ours reports whether a mail in a shared mailbox carries a mark of ours.
func (d *Daemon) ours(m *mail.Message) bool {
	if m == nil {
		return false
	}
	if mail.Classify(m, d.Settings.Identity).Kind == mail.KindOwn {
		return true
	}
	for _, c := range mail.Candidates(m, d.Settings.Identity) {
		if state, _, _ := d.token(context.Background(), c); state == mail.TokenValid {
			return true
		}
	}
	return false
}

// move brings settled messages where people look for them: a courtesy, tried
// again later where it fails.
func (d *Daemon) move(ctx context.Context, in *mail.Inbox, now time.Time) error {
	folders := map[store.Folder]string{
		store.Processed: d.Settings.Processed, store.Attention: d.Settings.Attention, store.Automatic: d.Settings.Automatic,
	}
	for {
		moves, err := d.Store.ToMove(ctx, now, batch)
		if err != nil || len(moves) == 0 {
			return err
		}
		for _, m := range moves {
			d.moved("receiver")
			if m.From.Folder != store.Inbox || m.From.UIDValidity != in.Status().UIDValidity {
				// It lies in another folder, or nobody knows where.
				if err := d.Store.NotMoved(ctx, m.Message, now); err != nil {
					return err
				}
				continue
			}
			if err := in.Move(ctx, m.From.UID, folders[m.To]); err != nil {
				d.Log.Warn("message not moved", "message", m.Message, "err", err)
				if err := d.Store.NotMoved(ctx, m.Message, now); err != nil {
					return err
				}
				return nil // the connection may be of no more use
			}
			if err := d.Store.Moved(ctx, m.Message, store.Place{Folder: m.To}); err != nil {
				return err
			}
		}
	}
}

// evidenceWait is how long a copy of our own may take to arrive.
const evidenceWait = 10 * time.Minute

// settle decides about mails whose server's last word was lost. A copy in our
// own mailbox proves that it went out. Where none has come after ten minutes,
// the identical bytes are sent once more; without copies it is left to a
// person.
func (d *Daemon) settle(ctx context.Context, in *mail.Inbox, now time.Time) error {
	unknown, err := d.Store.Unknown(ctx, batch)
	if err != nil {
		return err
	}
	for _, m := range unknown {
		found := false
		if m.Evidence != "" {
			if found, err = in.FindMessageID(ctx, m.MessageID, d.Settings.Processed, d.Settings.Automatic, d.Settings.Attention); err != nil {
				return fmt.Errorf("look for our own copy: %w", err)
			}
		}
		s := store.Settled{ID: m.ID, At: now}
		switch {
		case found:
			s = copyArrived(m.ID, now)
		case m.Evidence == "" || now.Sub(m.Tried) < evidenceWait:
			continue
		default:
			s.State, s.Retry, s.Text = store.Queued, now, "no copy of our own arrived"
		}
		d.Log.Info("doubtful mail settled", "delivery", m.ID, "state", string(s.State))
		if err := d.Store.Settle(ctx, []store.Settled{s}); err != nil {
			return err
		}
	}
	return nil
}

// copyArrived is the outcome of a mail of which a copy came to our own mailbox.
func copyArrived(delivery int64, now time.Time) store.Settled {
	return store.Settled{ID: delivery, State: store.Sent, Code: 250, Text: "our own copy arrived", Copied: true, At: now}
}
