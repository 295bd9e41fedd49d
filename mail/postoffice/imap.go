package postoffice

import (
	"fmt"
	"io"
	"log"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
)

func newIMAPServer(o *Office) *imapserver.Server {
	caps := imap.CapSet{
		imap.CapIMAP4rev1: {}, imap.CapNamespace: {}, imap.CapESearch: {},
		imap.CapListExtended: {}, imap.CapListStatus: {}, imap.CapStatusSize: {},
	}
	if !o.opts.NoMove {
		caps[imap.CapMove] = struct{}{}
	}
	if !o.opts.NoUIDPlus {
		caps[imap.CapUIDPlus] = struct{}{}
	}
	return imapserver.New(&imapserver.Options{
		NewSession: func(c *imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			return &imapSession{office: o, conn: wire(c.NetConn())}, nil, nil
		},
		Caps:         caps,
		TLSConfig:    o.opts.TLS,
		InsecureAuth: true,
		Logger:       log.New(io.Discard, "", 0),
	})
}

// imapSession is one client's conversation with the IMAP server: the memory
// server's session, with a fault possible at every step that matters.
type imapSession struct {
	*imapmemserver.UserSession // nil until login

	office *Office
	conn   *conn
	box    *box
}

var _ imapserver.SessionIMAP4rev2 = (*imapSession)(nil)

// during is Office.during for the account of the session.
func (s *imapSession) during(at Stage, do func() error) error {
	return s.office.during(at, s.conn, []string{s.box.address}, imapRefusal, do)
}

// imapRefusal says a fault's words in IMAP.
func imapRefusal(f Fault) error {
	return &imap.Error{Type: imap.StatusResponseTypeNo, Text: f.text}
}

func (s *imapSession) Login(name, password string) error {
	return s.office.during(Login, s.conn, []string{name}, imapRefusal, func() error {
		b := s.office.login(name, password)
		if b == nil {
			return imapserver.ErrAuthFailed
		}
		s.box, s.UserSession = b, imapmemserver.NewUserSession(b.user)
		s.office.mu.Lock()
		s.conn.account = b.address
		s.office.mu.Unlock()
		return nil
	})
}

func (s *imapSession) Select(name string, opts *imap.SelectOptions) (data *imap.SelectData, err error) {
	err = s.during(Select, func() (err error) {
		data, err = s.UserSession.Select(name, opts)
		return err
	})
	return data, err
}

func (s *imapSession) Search(kind imapserver.NumKind, what *imap.SearchCriteria, opts *imap.SearchOptions) (data *imap.SearchData, err error) {
	err = s.during(Search, func() (err error) {
		data, err = s.UserSession.Search(kind, what, opts)
		return err
	})
	return data, err
}

func (s *imapSession) Fetch(w *imapserver.FetchWriter, which imap.NumSet, opts *imap.FetchOptions) error {
	return s.during(Fetch, func() error { return s.UserSession.Fetch(w, which, opts) })
}

func (s *imapSession) Store(w *imapserver.FetchWriter, which imap.NumSet, flags *imap.StoreFlags, opts *imap.StoreOptions) error {
	return s.during(Store, func() error { return s.UserSession.Store(w, which, flags, opts) })
}

func (s *imapSession) Copy(which imap.NumSet, to string) (data *imap.CopyData, err error) {
	err = s.during(Copy, func() (err error) {
		data, err = s.UserSession.Copy(which, to)
		return err
	})
	return data, err
}

func (s *imapSession) Move(w *imapserver.MoveWriter, which imap.NumSet, to string) error {
	return s.during(Move, func() error { return s.UserSession.Move(w, which, to) })
}

func (s *imapSession) Expunge(w *imapserver.ExpungeWriter, which *imap.UIDSet) error {
	return s.during(Expunge, func() error { return s.UserSession.Expunge(w, which) })
}

func (s *imapSession) Append(folder string, r imap.LiteralReader, opts *imap.AppendOptions) (data *imap.AppendData, err error) {
	err = s.during(Append, func() (err error) {
		data, err = s.UserSession.Append(folder, r, opts)
		return err
	})
	return data, err
}

func (s *imapSession) Idle(w *imapserver.UpdateWriter, stop <-chan struct{}) error {
	return s.during(Idle, func() error { return s.UserSession.Idle(w, stop) })
}

// Rebuild renews a mailbox's INBOX as a server does that has lost its index: the
// same messages under new UIDs, and a new UIDVALIDITY. Connections of the
// account are cut.
func (o *Office) Rebuild(address string) error {
	b := o.find(address)
	if b == nil {
		return fmt.Errorf("rebuild %s: %w", address, ErrNoMailbox)
	}
	o.DropIMAP(b.address)
	const old = "INBOX before"
	sess := imapmemserver.NewUserSession(b.user)
	defer sess.Close()
	all := imap.SeqSet{{Start: 1, Stop: 0}}
	for _, step := range []func() error{
		func() error { return b.user.Rename(inbox, old, nil) },
		func() error { return b.user.Create(inbox, nil) },
		func() error { _, err := sess.Select(old, nil); return err },
		func() error { _, err := sess.Copy(all, inbox); return err },
		func() error { return sess.Unselect() },
		func() error { return b.user.Delete(old) },
	} {
		if err := step(); err != nil {
			return fmt.Errorf("rebuild %s: %w", address, err)
		}
	}
	return nil
}
