package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"
)

// Dial opens a connection. net.Dialer.DialContext is one; tests and the demo
// hand out one end of a net.Pipe.
type Dial func(ctx context.Context, network, addr string) (net.Conn, error)

// TLSMode says how a connection is protected.
type TLSMode string

// The ways to protect a connection.
const (
	TLSImplicit TLSMode = "implicit" // TLS from the first byte (ports 465 and 993)
	TLSStart    TLSMode = "starttls" // plain greeting, then an upgrade that must succeed
	TLSNone     TLSMode = "none"     // no protection; refused unless the peer is this machine
)

// Errors that a caller decides on. They are wrapped with the server's words.
var (
	// ErrLogin means that the server refused the user name or the secret.
	// It is permanent: trying again soon may lock the account.
	ErrLogin = errors.New("login refused")
	// ErrNoTLS means that the connection could not be protected, so nothing
	// secret was sent over it.
	ErrNoTLS = errors.New("connection is not protected by TLS")
)

// Endpoint is where a mail server is and how to log in to it.
type Endpoint struct {
	Addr      string      // host:port to dial
	Host      string      // name that the certificate must carry; empty: the host of Addr
	TLS       TLSMode     // empty: TLSImplicit
	TLSConfig *tls.Config // optional; roots for a private authority. ServerName is filled in
	Username  string      // empty: no login
	// Secret returns the password, or the access token when OAuth is set. It is
	// called once per connection, so that a renewed secret is picked up.
	Secret func() (string, error)
	OAuth  bool // log in with XOAUTH2 instead of a password
	Dial   Dial // nil: net.Dialer
}

// host returns the name the server's certificate must carry.
func (e Endpoint) host() string {
	if e.Host != "" {
		return e.Host
	}
	host, _, err := net.SplitHostPort(e.Addr)
	if err != nil {
		return e.Addr
	}
	return host
}

// dial opens the connection and, for TLSImplicit, finishes the handshake.
// TLSNone is refused here unless the peer is on this machine.
func (e Endpoint) dial(ctx context.Context) (net.Conn, error) {
	dial := e.Dial
	if dial == nil {
		dial = new(net.Dialer).DialContext
	}
	conn, err := dial(ctx, "tcp", e.Addr)
	if err != nil {
		return nil, fmt.Errorf("dial: %w", err)
	}
	switch e.TLS {
	case TLSImplicit, "":
		secure := tls.Client(conn, e.tlsConfig())
		if err := secure.HandshakeContext(ctx); err != nil {
			conn.Close()
			return nil, fmt.Errorf("TLS handshake: %w", err)
		}
		return secure, nil
	case TLSStart:
		return conn, nil
	case TLSNone:
		if !onThisMachine(conn.RemoteAddr()) {
			conn.Close()
			return nil, fmt.Errorf("%w: TLS mode none is for loopback only", ErrNoTLS)
		}
		return conn, nil
	default:
		conn.Close()
		return nil, fmt.Errorf("unknown TLS mode %q", e.TLS)
	}
}

// tlsConfig returns the configuration for this server: TLS 1.2 or newer, and a
// certificate in the server's own name.
func (e Endpoint) tlsConfig() *tls.Config {
	config := &tls.Config{}
	if e.TLSConfig != nil {
		config = e.TLSConfig.Clone()
	}
	if config.ServerName == "" {
		config.ServerName = e.host()
	}
	if config.MinVersion < tls.VersionTLS12 {
		config.MinVersion = tls.VersionTLS12
	}
	return config
}

// secret returns the secret of this login.
func (e Endpoint) secret() (string, error) {
	if e.Secret == nil {
		return "", errors.New("no secret configured")
	}
	s, err := e.Secret()
	if err != nil {
		return "", fmt.Errorf("read secret: %w", err)
	}
	return s, nil
}

// onThisMachine reports whether the peer is reached without a network: a
// loopback address, a Unix socket, or a pipe inside the process.
func onThisMachine(addr net.Addr) bool {
	if addr == nil {
		return false
	}
	switch addr.Network() {
	case "pipe", "unix":
		return true
	}
	host, _, err := net.SplitHostPort(addr.String())
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// guarded runs f and closes conn when ctx ends or limit passes, which is the
// only way to free a call that waits for a silent server. When that happened
// it returns the context's error instead of the read error it caused.
func guarded(ctx context.Context, conn net.Conn, limit time.Duration, f func() error) error {
	if err := ctx.Err(); err != nil {
		return err // the connection is still as good as it was
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	err := f()
	if stop() || err == nil {
		return err
	}
	return ctx.Err()
}

// cleanServerText makes a server's words fit for a log line or a report: one
// line, no control characters, no addresses, at most 300 bytes.
func cleanServerText(s string) string {
	words := strings.Fields(strings.Map(func(r rune) rune {
		if isControl(r) || isBidi(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "?")))
	for i, w := range words {
		if strings.Contains(w, "@") {
			words[i] = "<address>"
		}
	}
	return cut(strings.Join(words, " "), 300)
}
