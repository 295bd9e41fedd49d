package postoffice

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"time"

	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
	"github.com/emersion/go-smtp"
)

var (
	// ErrNoMailbox says that nobody here has that address.
	ErrNoMailbox = errors.New("no such mailbox")
	// ErrClosed says that the office was closed.
	ErrClosed = errors.New("post office is closed")
)

// Options are the choices for an Office. The zero value is a good server.
type Options struct {
	// Domain names the servers: smtp.DOMAIN, imap.DOMAIN and, in the headers
	// that an office writes, mx.DOMAIN. The default is mentors.example.
	Domain string
	// Now is the clock for Received lines, arrival times and bounces. The
	// default is time.Now.
	Now func() time.Time
	// TLS, if set, is spoken at once on ports 465 and 993 and offered as
	// STARTTLS on the others. Passwords are taken in the clear all the same.
	TLS *tls.Config

	// NoMove, NoUIDPlus and NoIdle take the IMAP extension away (IDLE only
	// from the list of capabilities, and only where there is no TLS).
	NoMove, NoUIDPlus, NoIdle bool
	// KeepForeignResults leaves Authentication-Results lines that already bear
	// this office's name in the mail, as a careless border server does. A good
	// one removes them (RFC 8601, section 5).
	KeepForeignResults bool
}

// Office is a mail provider with any number of mailboxes, in any domains. Its
// methods may be called from several goroutines.
type Office struct {
	opts Options
	smtp *smtp.Server
	imap *imapserver.Server

	submission, relay, mailboxes *listener
	serving                      sync.WaitGroup // the three Serve loops, and conns
	closed                       chan struct{}

	mu       sync.Mutex
	boxes    map[string]*box // by folded address
	domains  map[string]bool // domains that have a mailbox
	faults   []*armed
	mended   chan struct{} // closed by Mend, to free what is frozen
	letters  []letter      // posted, not yet due
	watchers []func(Delivered)
	conns    map[*conn]struct{}
	sockets  []net.Listener
	serial   int // of the last queue id
}

// box is one mailbox: its IMAP account, and all that was ever delivered to it.
type box struct {
	address   string
	password  string
	user      *imapmemserver.User
	delivered []Delivered
}

// New opens an office. It has no mailboxes yet.
func New(opts Options) *Office {
	if opts.Domain == "" {
		opts.Domain = "mentors.example"
	}
	if opts.Now == nil {
		opts.Now = time.Now
	}
	o := &Office{
		opts:    opts,
		closed:  make(chan struct{}),
		mended:  make(chan struct{}),
		boxes:   make(map[string]*box),
		domains: make(map[string]bool),
		conns:   make(map[*conn]struct{}),
	}
	o.smtp = newSMTPServer(o)
	o.imap = newIMAPServer(o)
	o.submission, o.relay, o.mailboxes = newListener(), newListener(), newListener()
	o.serve(o.smtp.Serve, o.submission)
	o.serve(o.smtp.Serve, o.relay)
	o.serve(o.imap.Serve, o.mailboxes)
	return o
}

// serve runs one server loop until its listener is closed. The error is of no
// use: it can only say that the listener was closed.
func (o *Office) serve(loop func(net.Listener) error, l net.Listener) {
	o.serving.Go(func() { _ = loop(l) })
}

// Close ends every connection and goroutine of the office and waits for them.
// Mail that was posted for later is forgotten. A second call does nothing.
func (o *Office) Close() {
	o.mu.Lock()
	select {
	case <-o.closed:
		o.mu.Unlock()
		return
	default:
	}
	close(o.closed)
	sockets := o.sockets
	o.mu.Unlock()

	for _, l := range []*listener{o.submission, o.relay, o.mailboxes} {
		l.Close()
	}
	for _, l := range sockets {
		l.Close()
	}
	o.hangUpAll(func(*conn) bool { return true })
	o.serving.Wait()
	// All that these could still say is that their listeners are closed.
	_ = o.smtp.Close()
	_ = o.imap.Close()
}

// hangUpAll cuts the connections that which picks; their handlers notice and
// end by themselves.
func (o *Office) hangUpAll(which func(*conn) bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for c := range o.conns {
		if which(c) {
			c.hangUp()
		}
	}
}

// AddMailbox gives address a mailbox with an empty INBOX, and an account of the
// same name and password for SMTP and IMAP. Mail to address+tag arrives there
// too. It returns an error if the address has no domain or is taken.
func (o *Office) AddMailbox(address, password string) error {
	folded := fold(address)
	local, domain, ok := strings.Cut(folded, "@")
	if !ok || local == "" || domain == "" {
		return fmt.Errorf("add mailbox %q: want local@domain", address)
	}
	user := imapmemserver.NewUser(folded, password)
	if err := user.Create(inbox, nil); err != nil {
		return fmt.Errorf("create inbox: %w", err)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.boxes[folded] != nil {
		return fmt.Errorf("add mailbox %q: address is taken", address)
	}
	o.boxes[folded] = &box{address: folded, password: password, user: user}
	o.domains[domain] = true
	return nil
}

// find returns the mailbox that mail to address reaches: the one of exactly
// that address, else the one without its +tag; nil if there is none.
func (o *Office) find(address string) *box {
	o.mu.Lock()
	defer o.mu.Unlock()
	if b := o.boxes[fold(address)]; b != nil {
		return b
	}
	return o.boxes[untag(address)]
}

// login returns the mailbox of an account, or nil if name or password is wrong.
func (o *Office) login(name, password string) *box {
	o.mu.Lock()
	defer o.mu.Unlock()
	if b := o.boxes[fold(name)]; b != nil && b.password == password {
		return b
	}
	return nil
}

// SetPassword changes a mailbox's password, as its owner might without telling
// anybody. Connections that are logged in stay so.
func (o *Office) SetPassword(address, password string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	b := o.boxes[fold(address)]
	if b == nil {
		return fmt.Errorf("set password of %q: %w", address, ErrNoMailbox)
	}
	b.password = password
	return nil
}

// host is the name that the office writes into headers, and its authserv-id.
func (o *Office) host() string { return "mx." + o.opts.Domain }

// fold makes addresses comparable. Local parts are case-sensitive by the
// standard and nowhere in practice.
func fold(address string) string {
	return strings.ToLower(strings.Trim(strings.TrimSpace(address), "<>"))
}

// untag folds an address and takes the +tag away: a+b@c becomes a@c.
func untag(address string) string {
	local, domain, _ := strings.Cut(fold(address), "@")
	local, _, _ = strings.Cut(local, "+")
	return local + "@" + domain
}
