package mail

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

// pipeListener accepts one end of a net.Pipe for every dial.
type pipeListener struct {
	conns  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func listenPipe() *pipeListener {
	return &pipeListener{conns: make(chan net.Conn), closed: make(chan struct{})}
}

func (l *pipeListener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l *pipeListener) Close() error   { l.once.Do(func() { close(l.closed) }); return nil }
func (l *pipeListener) Addr() net.Addr { return &net.UnixAddr{Name: "pipe", Net: "unix"} }

func (l *pipeListener) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	client, server := net.Pipe()
	select {
	case l.conns <- server:
		return client, nil
	case <-l.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// answers is a scripted SMTP server: what it says to each command. A "!" at the
// end closes the connection after the words, "!" alone closes without a word,
// "…" is silence, and "9m|" before the words waits so long. The zero value accepts everything.
type answers map[string]string

const hang = "…"

func (a answers) dial(context.Context, string, string) (net.Conn, error) {
	client, server := net.Pipe()
	go a.serve(server)
	return client, nil
}

func (a answers) serve(conn net.Conn) {
	defer conn.Close()
	r := bufio.NewReader(conn)
	if !a.say(conn, "greeting", "220 mx.world.test") {
		return
	}
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		verb, _, _ := strings.Cut(strings.TrimSpace(strings.ToUpper(line)), ":")
		if first, _, _ := strings.Cut(verb, " "); first != "RCPT" {
			verb = first
		}
		if verb == "RCPT TO" && strings.Contains(line, "<pairs@") {
			verb = "EVIDENCE"
		}
		known := map[string]string{"EHLO": "250-mx.world.test\r\n250 AUTH PLAIN LOGIN", "DATA": "354 go on", "QUIT": "221 bye"}
		if !a.say(conn, verb, known[verb]) {
			return
		}
		if verb != "DATA" || a["DATA"] != "" {
			continue
		}
		for line != ".\r\n" {
			if line, err = r.ReadString('\n'); err != nil {
				return
			}
		}
		if !a.say(conn, "dot", "") {
			return
		}
	}
}

// say answers a command and reports whether to go on.
func (a answers) say(conn net.Conn, command, def string) bool {
	words, ok := a[command]
	switch {
	case !ok && def == "":
		words = "250 ok"
	case !ok:
		words = def
	}
	if words == hang {
		io.Copy(io.Discard, conn) // until the other side gives up
		return false
	}
	if wait, rest, ok := strings.Cut(words, "|"); ok {
		d, err := time.ParseDuration(wait)
		if err != nil {
			panic(err)
		}
		// In a bubble this takes no time, and it ends when the other side goes.
		conn.SetReadDeadline(time.Now().Add(d))
		if _, err := conn.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
			return false
		}
		conn.SetReadDeadline(time.Time{})
		words = rest
	}
	words, last := strings.CutSuffix(words, "!")
	if words != "" {
		fmt.Fprintf(conn, "%s\r\n", words)
	}
	return !last
}

// certificate returns a key pair for a host name, and a pool that trusts it.
func certificate(t *testing.T, host string, notAfter time.Time) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: host}, DNSNames: []string{host},
		NotBefore: notAfter.Add(-48 * time.Hour), NotAfter: notAfter, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(leaf)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}, pool
}

// farAway makes a connection look as if it came over the network.
type farAway struct{ net.Conn }

func (farAway) RemoteAddr() net.Addr { return &net.TCPAddr{IP: net.IPv4(192, 0, 2, 1), Port: 25} }

// overNetwork returns a Dial whose connections look as if they left this machine.
func overNetwork(dial Dial) Dial {
	return func(ctx context.Context, network, addr string) (net.Conn, error) {
		conn, err := dial(ctx, network, addr)
		if err != nil {
			return nil, err
		}
		return farAway{conn}, nil
	}
}

func password(s string) func() (string, error) {
	return func() (string, error) { return s, nil }
}

func TestOnThisMachine(t *testing.T) {
	t.Parallel()
	rows := []struct {
		addr net.Addr
		want bool
	}{
		{&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 25}, true},
		{&net.TCPAddr{IP: net.IPv6loopback, Port: 25}, true},
		{&net.UnixAddr{Name: "/run/x", Net: "unix"}, true},
		{&net.TCPAddr{IP: net.IPv4(192, 0, 2, 1), Port: 25}, false},
		{&net.TCPAddr{IP: net.IPv4(10, 0, 0, 1), Port: 25}, false},
		{nil, false},
	}
	for _, row := range rows {
		if got := onThisMachine(row.addr); got != row.want {
			t.Errorf("onThisMachine(%v) = %v, want %v", row.addr, got, row.want)
		}
	}
}

func TestCleanServerText(t *testing.T) {
	t.Parallel()
	in := "5.1.1 <ana@mentors.example>:\r\n no\x00such\x1b[31m \u202euser " + strings.Repeat("x", 500)
	got := cleanServerText(in)
	if len(got) > 300 || strings.Contains(got, "@") || strings.ContainsFunc(got, isControl) || !strings.HasPrefix(got, "5.1.1 <address> no such [31m user x") {
		t.Errorf("cleanServerText() = %q", got)
	}
}
