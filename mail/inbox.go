package mail

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// MailboxServer is a mailbox on an IMAP server.
type MailboxServer struct {
	Endpoint
	Mailbox   string        // empty: INBOX
	Limit     time.Duration // for the answer to one command; zero: 2 min
	IdleFor   time.Duration // Wait ends after this even without news; zero: 9 min
	PollEvery time.Duration // the same on a server without IDLE; zero: 2 min
}

// Status is what names the messages of a mailbox. A UID means something only
// together with UIDValidity.
type Status struct {
	UIDValidity uint32
	UIDNext     uint32 // when the mailbox was opened
}

// Listed is a message in the mailbox.
type Listed struct {
	UID  uint32
	Size int64 // -1: the server did not say; fetch it and see
}

// Errors that a caller of [Inbox] decides on.
var (
	// ErrNoMessage means that the server has no bytes for a UID now: it was
	// expunged or moved, or is not quite there yet. Try again a few times.
	ErrNoMessage = errors.New("no message with this UID")
	// ErrTooLarge means that a message is longer than was allowed.
	ErrTooLarge = errors.New("message is larger than the limit")
	// ErrUIDValidity means that the mailbox was recreated while it was open.
	ErrUIDValidity = errors.New("mailbox has been recreated")
)

const fetchLimit = 10 * time.Minute // for the bytes of one message

// Inbox is an open mailbox. Reading marks nothing as seen; no sequence numbers
// are used; nothing is ever expunged but a message that was copied by Move.
//
// After any error but [ErrNoMessage] and [ErrTooLarge], Close it and open a new
// one. Except for Close it is not safe for concurrent use.
type Inbox struct {
	conn    net.Conn
	client  *imapclient.Client
	server  MailboxServer
	status  Status
	news    chan struct{} // holds one signal: the mailbox has grown
	move    bool          // the server has MOVE
	uidPlus bool          // and UID EXPUNGE
	idle    bool          // and IDLE
}

// OpenInbox connects, secures the connection, logs in and selects the mailbox.
// The error is an [ErrLogin] if the secret was refused, an [ErrNoTLS] if the
// connection could not be protected; anything else is worth another try.
func OpenInbox(ctx context.Context, server MailboxServer) (*Inbox, error) {
	server.Mailbox = cmp.Or(server.Mailbox, "INBOX")
	server.Limit = cmp.Or(server.Limit, 2*time.Minute)
	server.IdleFor = cmp.Or(server.IdleFor, 9*time.Minute)
	server.PollEvery = cmp.Or(server.PollEvery, 2*time.Minute)
	in := &Inbox{server: server, news: make(chan struct{}, 1)}
	dialCtx, cancel := context.WithTimeout(ctx, server.Limit)
	defer cancel()
	conn, err := server.dial(dialCtx)
	if err != nil {
		return nil, fmt.Errorf("open inbox: %w", err)
	}
	in.conn = conn
	for _, step := range []func() error{in.greet, in.login, in.readCaps, in.selectMailbox} {
		if err := in.do(ctx, step); err != nil {
			in.Close()
			return nil, fmt.Errorf("open inbox: %w", err)
		}
	}
	return in, nil
}

// do runs one command under its time limit.
func (in *Inbox) do(ctx context.Context, f func() error) error {
	return guarded(ctx, in.conn, in.server.Limit, f)
}

func (in *Inbox) greet() error {
	options := &imapclient.Options{
		// The handler runs on the goroutine that reads: it must do nothing but
		// leave a signal.
		UnilateralDataHandler: &imapclient.UnilateralDataHandler{
			Mailbox: func(data *imapclient.UnilateralDataMailbox) {
				if data.NumMessages == nil {
					return
				}
				select {
				case in.news <- struct{}{}:
				default:
				}
			},
		},
	}
	if in.server.TLS == TLSStart {
		options.TLSConfig = in.server.tlsConfig()
		client, err := imapclient.NewStartTLS(in.conn, options)
		var refused *imap.Error
		if errors.As(err, &refused) {
			return fmt.Errorf("%w: STARTTLS: %s", ErrNoTLS, cleanServerText(refused.Text))
		}
		if err != nil {
			return fmt.Errorf("STARTTLS: %w", err)
		}
		in.client = client
		return nil
	}
	in.client = imapclient.New(in.conn, options)
	if err := in.client.WaitGreeting(); err != nil {
		return fmt.Errorf("greeting: %w", err)
	}
	return nil
}

func (in *Inbox) login() error {
	if in.server.Username == "" {
		return errors.New("login: no user name configured")
	}
	secret, err := in.server.secret()
	if err != nil {
		return err
	}
	if in.server.OAuth {
		err = in.client.Authenticate(&xoauth2{user: in.server.Username, token: secret})
	} else {
		err = in.client.Login(in.server.Username, secret).Wait()
	}
	var refused *imap.Error
	if !errors.As(err, &refused) {
		return err
	}
	switch refused.Code {
	case imap.ResponseCodeUnavailable, imap.ResponseCodeInUse, imap.ResponseCodeLimit, imap.ResponseCodeServerBug:
		return fmt.Errorf("login: %s", cleanServerText(refused.Error())) // not the secret's fault
	}
	return fmt.Errorf("%w: %s", ErrLogin, cleanServerText(refused.Error()))
}

// readCaps asks what the server can do. No answer is an error: it does not mean
// that the server cannot move.
func (in *Inbox) readCaps() error {
	caps, err := in.client.Capability().Wait()
	if err != nil {
		return fmt.Errorf("capabilities: %w", err)
	}
	in.move = caps.Has(imap.CapMove)
	in.uidPlus = caps.Has(imap.CapUIDPlus)
	in.idle = caps.Has(imap.CapIdle)
	return nil
}

func (in *Inbox) selectMailbox() error {
	data, err := in.client.Select(in.server.Mailbox, nil).Wait()
	if err != nil {
		return fmt.Errorf("select: %w", cleanIMAP(err))
	}
	if data.UIDValidity == 0 {
		return errors.New("select: the server names no UIDVALIDITY")
	}
	in.status = Status{UIDValidity: data.UIDValidity, UIDNext: uint32(data.UIDNext)}
	return nil
}

// Status returns what the server said when the mailbox was opened. UIDNext is
// the baseline of a first start: older mail is never read.
func (in *Inbox) Status() Status { return in.status }

// New lists the messages whose UID is above after, in rising order.
func (in *Inbox) New(ctx context.Context, after uint32) ([]Listed, error) {
	if after == 1<<32-1 {
		return nil, nil
	}
	var listed []Listed
	err := in.do(ctx, func() (err error) {
		listed, err = in.list(imap.UID(after))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list new mail: %w", cleanIMAP(err))
	}
	return listed, nil
}

func (in *Inbox) list(after imap.UID) ([]Listed, error) {
	var above imap.UIDSet
	above.AddRange(after+1, 0)
	found, err := in.client.UIDSearch(&imap.SearchCriteria{UID: []imap.UIDSet{above}}, nil).Wait()
	if err != nil {
		return nil, err
	}
	// "n:*" always holds the last message, even if its UID is below n.
	uids := slices.DeleteFunc(found.AllUIDs(), func(uid imap.UID) bool { return uid <= after })
	if len(uids) == 0 {
		return nil, nil
	}
	slices.Sort(uids)
	uids = slices.Compact(uids)
	known := map[imap.UID]Listed{}
	cmd := in.client.Fetch(imap.UIDSetNum(uids...), &imap.FetchOptions{UID: true, RFC822Size: true})
	for msg := cmd.Next(); msg != nil; msg = cmd.Next() {
		one := Listed{Size: -1}
		for item := msg.Next(); item != nil; item = msg.Next() {
			switch item := item.(type) {
			case imapclient.FetchItemDataUID:
				one.UID = uint32(item.UID)
			case imapclient.FetchItemDataRFC822Size:
				one.Size = item.Size
			}
		}
		known[imap.UID(one.UID)] = one
	}
	if err := cmd.Close(); err != nil {
		return nil, err
	}
	listed := make([]Listed, 0, len(uids))
	for _, uid := range uids {
		one, ok := known[uid]
		if !ok { // found, then not described: never lose sight of it
			one = Listed{UID: uint32(uid), Size: -1}
		}
		listed = append(listed, one)
	}
	return listed, nil
}

// Fetch returns the bytes of a message, at most limit of them, without marking
// it as seen. A longer one is an [ErrTooLarge], an absent or empty one an
// [ErrNoMessage]; both leave the inbox usable.
func (in *Inbox) Fetch(ctx context.Context, uid uint32, limit int64) ([]byte, error) {
	raw, err := in.section(ctx, uid, limit, imap.PartSpecifierNone)
	if err != nil {
		return nil, fmt.Errorf("fetch: %w", err)
	}
	return raw, nil
}

// Header returns the header of a message, at most limit bytes of it, under the
// same rules as Fetch.
func (in *Inbox) Header(ctx context.Context, uid uint32, limit int64) ([]byte, error) {
	raw, err := in.section(ctx, uid, limit, imap.PartSpecifierHeader)
	if err != nil {
		return nil, fmt.Errorf("fetch header: %w", err)
	}
	return raw, nil
}

func (in *Inbox) section(ctx context.Context, uid uint32, limit int64, part imap.PartSpecifier) ([]byte, error) {
	var raw []byte
	err := guarded(ctx, in.conn, max(fetchLimit, in.server.Limit), func() error {
		cmd := in.client.Fetch(imap.UIDSetNum(imap.UID(uid)), &imap.FetchOptions{
			UID:         true,
			BodySection: []*imap.FetchItemBodySection{{Specifier: part, Peek: true}},
		})
		var bodyErr error
		for msg := cmd.Next(); msg != nil; msg = cmd.Next() {
			for item := msg.Next(); item != nil; item = msg.Next() {
				body, ok := item.(imapclient.FetchItemDataBodySection)
				if !ok || body.Literal == nil || raw != nil || bodyErr != nil {
					continue // Next reads over what was not read
				}
				raw, bodyErr = readLiteral(body.Literal, limit)
			}
		}
		// A FETCH that is not closed blocks the connection for good.
		return errors.Join(bodyErr, cmd.Close())
	})
	if err != nil {
		return nil, cleanIMAP(err)
	}
	if len(raw) == 0 {
		return nil, ErrNoMessage
	}
	return raw, nil
}

func readLiteral(literal imap.LiteralReader, limit int64) ([]byte, error) {
	if literal.Size() > limit {
		return nil, ErrTooLarge
	}
	var b bytes.Buffer
	b.Grow(int(literal.Size()))
	if _, err := io.Copy(&b, literal); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// Close ends the connection at once and waits for the reading goroutine. It may
// be called at any time, from anywhere, more than once.
func (in *Inbox) Close() error {
	err := in.conn.Close()
	if in.client != nil {
		in.client.Close() // reports how the connection ended, not whether Close worked
	}
	if err != nil && !errors.Is(err, net.ErrClosed) && !errors.Is(err, io.ErrClosedPipe) {
		return fmt.Errorf("close inbox: %w", err)
	}
	return nil
}

// cleanIMAP keeps addresses and control characters in a server's words out of
// errors.
func cleanIMAP(err error) error {
	var refused *imap.Error
	if errors.As(err, &refused) {
		return &imap.Error{Type: refused.Type, Code: refused.Code, Text: cleanServerText(refused.Text)}
	}
	return err
}

// xoauth2 is the SASL mechanism XOAUTH2, which go-sasl lacks.
type xoauth2 struct{ user, token string }

// Start sends everything at once.
func (x *xoauth2) Start() (mech string, ir []byte, err error) {
	return "XOAUTH2", []byte("user=" + x.user + "\x01auth=Bearer " + x.token + "\x01\x01"), nil
}

// Next answers the server's error with an empty line, so that it says NO.
func (x *xoauth2) Next([]byte) ([]byte, error) { return []byte{}, nil }
