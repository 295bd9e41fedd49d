package postoffice

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"os"
	"sync"
	"syscall"
)

// Dial connects to the office as net.Dialer.DialContext would connect to its
// servers. Only the port matters: 25 takes mail for the office's own mailboxes
// from anyone, 465 and 587 ask for a password first, 143 and 993 are IMAP. Any
// other port refuses the connection, and so does a closed office or one with a
// fault at [DialSMTP] or [DialIMAP].
func (o *Office) Dial(ctx context.Context, network, addr string) (net.Conn, error) {
	refused := func(err error) error {
		return &net.OpError{Op: "dial", Net: network, Addr: pipeAddr(addr), Err: err}
	}
	_, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, refused(err)
	}
	stage, l, implicitTLS := DialSMTP, o.submission, false
	switch port {
	case "25":
		l = o.relay
	case "587":
	case "465":
		implicitTLS = true
	case "143":
		stage, l = DialIMAP, o.mailboxes
	case "993":
		stage, l, implicitTLS = DialIMAP, o.mailboxes, true
	default:
		return nil, refused(os.NewSyscallError("connect", syscall.ECONNREFUSED))
	}
	if f, ok := o.fault(stage, addr); ok {
		if err := f.refuseDial(ctx, o); err != nil {
			return nil, refused(err)
		}
	}

	near, far := net.Pipe()
	served := o.track(o.newConn(far, l == o.submission))
	if served == nil {
		near.Close()
		return nil, refused(os.NewSyscallError("connect", syscall.ECONNREFUSED))
	}
	var accepted net.Conn = served
	if implicitTLS && o.opts.TLS != nil {
		accepted = tls.Server(served, o.opts.TLS)
	}
	select {
	case l.conns <- accepted:
		return &nearEnd{Conn: near, far: served}, nil
	case <-l.closed:
		err = os.NewSyscallError("connect", syscall.ECONNREFUSED)
	case <-ctx.Done():
		err = ctx.Err()
	}
	near.Close()
	served.Close()
	return nil, refused(err)
}

// Addresses are where an office listens.
type Addresses struct {
	// Submission and IMAP take passwords; STARTTLS is offered if the office
	// has TLS. Relay is the port for mail from outside.
	Submission, IMAP, Relay string
}

// Listen opens real sockets on free ports of 127.0.0.1, until Close. It is for
// programs outside the process: a socket stops the clock of a synctest bubble.
func (o *Office) Listen() (Addresses, error) {
	var at Addresses
	for _, s := range []struct {
		addr       *string
		loop       func(net.Listener) error
		submission bool
	}{
		{&at.Submission, o.smtp.Serve, true},
		{&at.Relay, o.smtp.Serve, false},
		{&at.IMAP, o.imap.Serve, false},
	} {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return Addresses{}, fmt.Errorf("listen on loopback: %w", err)
		}
		*s.addr = l.Addr().String()
		if !o.open(l, s.loop, s.submission) {
			l.Close()
			return Addresses{}, ErrClosed
		}
	}
	return at, nil
}

// open serves a socket until Close; false means that the office is closed.
func (o *Office) open(l net.Listener, loop func(net.Listener) error, submission bool) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	select {
	case <-o.closed:
		return false
	default:
	}
	o.sockets = append(o.sockets, l)
	o.serve(loop, &socket{Listener: l, office: o, submission: submission})
	return true
}

func (o *Office) newConn(c net.Conn, submission bool) *conn {
	return &conn{Conn: c, gone: make(chan struct{}), submission: submission, noIdle: o.opts.NoIdle}
}

// track makes a connection known to Close. It returns nil if the office is
// closed; the connection is closed then.
func (o *Office) track(c *conn) *conn {
	o.mu.Lock()
	defer o.mu.Unlock()
	select {
	case <-o.closed:
		c.Conn.Close()
		return nil
	default:
	}
	o.conns[c] = struct{}{}
	o.serving.Add(1)
	c.forget = func() {
		o.mu.Lock()
		delete(o.conns, c)
		o.mu.Unlock()
		o.serving.Done()
	}
	return c
}

// listener is a net.Listener whose connections come from Dial.
type listener struct {
	conns  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func newListener() *listener {
	return &listener{conns: make(chan net.Conn), closed: make(chan struct{})}
}

func (l *listener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l *listener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return nil
}

func (l *listener) Addr() net.Addr { return pipeAddr("postoffice") }

// socket is a real listener whose connections are tracked like the piped ones.
type socket struct {
	net.Listener
	office     *Office
	submission bool
}

func (s *socket) Accept() (net.Conn, error) {
	for {
		c, err := s.Listener.Accept()
		if err != nil {
			return nil, err
		}
		served := s.office.track(s.office.newConn(c, s.submission))
		if served != nil {
			return served, nil
		}
	}
}

type pipeAddr string

func (pipeAddr) Network() string  { return "pipe" }
func (a pipeAddr) String() string { return string(a) }
