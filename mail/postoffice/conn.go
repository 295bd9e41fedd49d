package postoffice

import (
	"bytes"
	"crypto/tls"
	"net"
	"sync"
)

// conn is the server's end of a connection. It can be cut from outside, can cut
// itself after the next answer, and tells the office when its handler is done.
type conn struct {
	net.Conn
	submission bool          // a password is asked for
	noIdle     bool          // IDLE is left out of the capabilities
	account    string        // who logged in over IMAP; guarded by Office.mu
	gone       chan struct{} // closed when the far side hung up, or this one was cut

	goneOnce, forgetOnce sync.Once
	forget               func() // set by track

	mu      sync.Mutex
	last    bool   // the next write is the last
	instead []byte // what to write in place of the next "354"
}

// Close is called by the server when it is done with the connection.
func (c *conn) Close() error {
	err := c.hangUp()
	c.forgetOnce.Do(c.forget)
	return err
}

// hangUp cuts the connection without a word. The server's handler sees a read
// error and goes on to call Close.
func (c *conn) hangUp() error {
	c.goneOnce.Do(func() { close(c.gone) })
	return c.Conn.Close()
}

// hangUpAfterWrite lets one more answer out and then cuts the connection.
func (c *conn) hangUpAfterWrite() {
	c.mu.Lock()
	c.last = true
	c.mu.Unlock()
}

// refuseData makes answer go out where the server says "354 go ahead", and cuts
// the connection, since go-smtp cannot refuse DATA itself.
func (c *conn) refuseData(answer string) {
	c.mu.Lock()
	c.instead = []byte(answer)
	c.mu.Unlock()
}

func (c *conn) Write(p []byte) (int, error) {
	c.mu.Lock()
	last, instead := c.last, c.instead
	c.mu.Unlock()
	if instead != nil && bytes.HasPrefix(p, []byte("354")) {
		_, err := c.Conn.Write(instead)
		c.hangUp()
		return len(p), err
	}
	out := p
	if c.noIdle && bytes.Contains(p, []byte("CAPABILITY")) {
		// imapserver lists IDLE whether its session can or not.
		out = bytes.Replace(p, []byte(" IDLE"), nil, 1)
	}
	_, err := c.Conn.Write(out)
	if last {
		c.hangUp()
	}
	if err != nil {
		return 0, err
	}
	return len(p), nil
}

// nearEnd is the client's end of a pipe. Its Close tells the server's end, so
// that a frozen handler notices a client that gave up.
type nearEnd struct {
	net.Conn
	far *conn
}

func (n *nearEnd) Close() error {
	n.far.goneOnce.Do(func() { close(n.far.gone) })
	return n.Conn.Close()
}

// wire returns the office's own connection below whatever TLS stands on it.
func wire(c net.Conn) *conn {
	if t, ok := c.(*tls.Conn); ok {
		c = t.NetConn()
	}
	return c.(*conn)
}
