package postoffice_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"math/big"
	"net"
	"net/mail"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
	"go.uber.org/goleak"

	"milepost/mail/postoffice"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	pairs  = "pairs@mentors.example"
	ana    = "ana@world.test"
	tomasz = "tomasz@world.test"
)

// open returns an office with the mailboxes of the examples; the password of
// each is its address.
func open(t *testing.T, opts postoffice.Options) *postoffice.Office {
	t.Helper()
	o := postoffice.New(opts)
	t.Cleanup(o.Close)
	for _, a := range []string{pairs, ana, tomasz} {
		if err := o.AddMailbox(a, a); err != nil {
			t.Fatal(err)
		}
	}
	return o
}

// letter is a small mail from one person to another.
func letter(from, to, words string) []byte {
	return []byte("From: <" + from + ">\r\nTo: <" + to + ">\r\nSubject: hello\r\n" +
		"Message-ID: <1@mentors.example>\r\nDate: Fri, 21 Nov 2025 14:00:00 +0000\r\n\r\n" + words + "\r\n")
}

// send submits a mail over SMTP and returns the first error of the conversation.
func send(o *postoffice.Office, from string, to []string, raw []byte) error {
	c, err := submit(o, from)
	if err != nil {
		return err
	}
	defer c.Close()
	if err := c.SendMail(from, to, bytes.NewReader(raw)); err != nil {
		return err
	}
	return c.Quit()
}

func submit(o *postoffice.Office, account string) (*smtp.Client, error) {
	nc, err := o.Dial(context.Background(), "tcp", "smtp.mentors.example:587")
	if err != nil {
		return nil, err
	}
	c := smtp.NewClient(nc)
	if err := c.Hello("daemon.mentors.example"); err != nil {
		c.Close()
		return nil, err
	}
	if err := c.Auth(sasl.NewPlainClient("", account, account)); err != nil {
		c.Close()
		return nil, err
	}
	return c, nil
}

// login opens an IMAP connection to an account.
func login(t *testing.T, o *postoffice.Office, account string) *imapclient.Client {
	t.Helper()
	nc, err := o.Dial(t.Context(), "tcp", "imap.mentors.example:993")
	if err != nil {
		t.Fatal(err)
	}
	c := imapclient.New(nc, nil)
	t.Cleanup(func() { c.Close() })
	if err := c.Login(account, account).Wait(); err != nil {
		t.Fatalf("LOGIN: %v", err)
	}
	return c
}

// read selects INBOX and returns its messages whole.
func read(t *testing.T, c *imapclient.Client) []*imapclient.FetchMessageBuffer {
	t.Helper()
	box, err := c.Select("INBOX", nil).Wait()
	if err != nil {
		t.Fatalf("SELECT: %v", err)
	}
	if box.NumMessages == 0 {
		return nil
	}
	got, err := c.Fetch(imap.SeqSet{{Start: 1}}, &imap.FetchOptions{
		UID: true, InternalDate: true, BodySection: []*imap.FetchItemBodySection{{Peek: true}},
	}).Collect()
	if err != nil {
		t.Fatalf("FETCH: %v", err)
	}
	return got
}

func TestMailGoesInOverSMTPAndOutOverIMAP(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := open(t, postoffice.Options{})
		time.Sleep(72 * time.Hour)
		if err := send(o, ana, []string{"pairs+tok@mentors.example"}, letter(ana, pairs, "yes, twice")); err != nil {
			t.Fatal(err)
		}
		at := time.Now().Truncate(time.Second)
		time.Sleep(time.Hour)
		c := login(t, o, pairs)
		got := read(t, c)
		if len(got) != 1 {
			t.Fatalf("INBOX has %d messages, want 1", len(got))
		}
		if !got[0].InternalDate.Equal(at) {
			t.Errorf("INTERNALDATE = %v, want %v", got[0].InternalDate, at)
		}
		raw := got[0].BodySection[0].Bytes
		m, err := mail.ReadMessage(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		for name, want := range map[string]string{
			"Return-Path":            "<" + ana + ">",
			"Delivered-To":           "pairs+tok@mentors.example",
			"Date":                   "Fri, 21 Nov 2025 14:00:00 +0000",
			"Authentication-Results": "mx.mentors.example; dmarc=pass header.from=world.test",
		} {
			if h := m.Header.Get(name); h != want {
				t.Errorf("%s = %q, want %q", name, h, want)
			}
		}
		if !strings.Contains(m.Header.Get("Received"), "from daemon.mentors.example by mx.mentors.example with ESMTPA") {
			t.Errorf("Received = %q", m.Header.Get("Received"))
		}
		kept := o.Mailbox(pairs)
		if len(kept) != 1 || !bytes.Equal(kept[0].Raw, raw) || kept[0].From != ana || kept[0].To != "pairs+tok@mentors.example" {
			t.Errorf("Mailbox() = %v, want the mail as fetched", kept)
		}
	})
}

func TestWhoMaySend(t *testing.T) {
	t.Parallel()
	o := open(t, postoffice.Options{})
	if err := send(o, pairs, []string{"nobody@world.test"}, letter(pairs, ana, "x")); code(err) != 550 {
		t.Errorf("mail to nobody: %v, want 550", err)
	}
	nc, err := o.Dial(t.Context(), "tcp", "smtp.mentors.example:587")
	if err != nil {
		t.Fatal(err)
	}
	c := smtp.NewClient(nc)
	defer c.Close()
	if err := c.Auth(sasl.NewPlainClient("", ana, "wrong")); code(err) != 535 {
		t.Errorf("wrong password: %v, want 535", err)
	}
	if err := c.Mail(ana, nil); code(err) != 502 {
		t.Errorf("submission without a login: %v, want 502", err)
	}
	out, err := o.Dial(t.Context(), "tcp", "mx.mentors.example:25")
	if err != nil {
		t.Fatal(err)
	}
	stranger := smtp.NewClient(out)
	defer stranger.Close()
	if err := stranger.SendMail("x@elsewhere.test", []string{ana}, bytes.NewReader(letter("x@elsewhere.test", ana, "x"))); err != nil {
		t.Errorf("mail from outside: %v", err)
	}
	if _, err := o.Dial(t.Context(), "tcp", "mx.mentors.example:80"); err == nil {
		t.Error("Dial(port 80) succeeded")
	}
}

func TestVerdictOnTheFromLine(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ envelope, from, want string }{
		{ana, ana, "dmarc=pass header.from=world.test"},
		{"x@elsewhere.test", ana, "dmarc=fail header.from=world.test"},
		{"x@elsewhere.test", "x@elsewhere.test", "dmarc=none header.from=elsewhere.test"},
		{"", ana, "dmarc=pass header.from=world.test"},
		{ana, "a@b, c@d", "none"},
	} {
		o := open(t, postoffice.Options{})
		raw := append([]byte("Authentication-Results: mx.mentors.example;\r\n dmarc=pass header.from=forged\r\n"+
			"Authentication-Results: other.example; dmarc=pass\r\n"), letter(row.from, pairs, "x")...)
		if err := o.Deliver(row.envelope, pairs, bytes.ReplaceAll(raw, []byte("<a@b, c@d>"), []byte("<a@b>, <c@d>"))); err != nil {
			t.Fatal(err)
		}
		m, err := mail.ReadMessage(bytes.NewReader(o.Mailbox(pairs)[0].Raw))
		if err != nil {
			t.Fatal(err)
		}
		got := m.Header["Authentication-Results"]
		if len(got) != 2 || got[0] != "mx.mentors.example; "+row.want || got[1] != "other.example; dmarc=pass" {
			t.Errorf("envelope %q, From %q: results %q, want %q first and the foreign one kept", row.envelope, row.from, got, row.want)
		}
	}
}

func TestDeliverToNobody(t *testing.T) {
	t.Parallel()
	o := open(t, postoffice.Options{})
	if err := o.Deliver(ana, "nobody@world.test", letter(ana, ana, "x")); err == nil {
		t.Error("Deliver(to nobody) succeeded")
	}
	o.Close()
	if err := o.Deliver(ana, pairs, letter(ana, pairs, "x")); err == nil {
		t.Error("Deliver() after Close succeeded")
	}
	if _, err := o.Dial(t.Context(), "tcp", "smtp:587"); err == nil {
		t.Error("Dial() after Close succeeded")
	}
}

func TestWatchersHearOfEachMail(t *testing.T) {
	t.Parallel()
	o := open(t, postoffice.Options{})
	o.Watch(func(d postoffice.Delivered) {
		if d.Mailbox == ana { // an echo, from inside the delivery
			if err := o.Deliver(ana, pairs, d.Raw); err != nil {
				t.Error(err)
			}
		}
	})
	if err := send(o, pairs, []string{ana}, letter(pairs, ana, "x")); err != nil {
		t.Fatal(err)
	}
	if got := len(o.Mailbox(pairs)); got != 1 {
		t.Errorf("echoed mails = %d, want 1", got)
	}
}

func TestPostArrivesWhenDue(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	now := start
	o := open(t, postoffice.Options{Now: func() time.Time { return now }})
	o.Post(start.Add(2*time.Hour), ana, []string{pairs}, letter(ana, pairs, "second"))
	o.Post(start.Add(time.Hour), ana, []string{pairs, "nobody@world.test"}, letter(ana, pairs, "first"))
	o.Post(start.Add(9*time.Hour), ana, []string{pairs}, letter(ana, pairs, "late"))
	if next, err := o.Turn(now); err != nil || !next.Equal(start.Add(time.Hour)) {
		t.Errorf("Turn(start) = %v, %v", next, err)
	}
	now = start.Add(3 * time.Hour)
	next, err := o.Turn(now)
	if err == nil || !next.Equal(start.Add(9*time.Hour)) {
		t.Errorf("Turn(+3h) = %v, %v, want +9h and the letter to nobody reported", next, err)
	}
	got := o.Mailbox(pairs)
	if len(got) != 2 || !strings.Contains(string(got[0].Raw), "first") || !got[1].At.Equal(start.Add(2*time.Hour)) {
		t.Errorf("Mailbox() = %v, want first and second at their due times", got)
	}
}

func TestTLSOnBothKindsOfPort(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cert, roots := certificate(t, "mentors.example")
		o := open(t, postoffice.Options{TLS: &tls.Config{Certificates: []tls.Certificate{cert}}})
		trust := &tls.Config{RootCAs: roots, ServerName: "mentors.example"}

		nc, err := o.Dial(t.Context(), "tcp", "smtp.mentors.example:587")
		if err != nil {
			t.Fatal(err)
		}
		c, err := smtp.NewClientStartTLS(nc, trust)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if err := c.Auth(sasl.NewLoginClient(pairs, pairs)); err != nil {
			t.Errorf("AUTH LOGIN after STARTTLS: %v", err)
		}
		if err := c.SendMail(pairs, []string{ana}, bytes.NewReader(letter(pairs, ana, "x"))); err != nil {
			t.Error(err)
		}

		nc, err = o.Dial(t.Context(), "tcp", "imap.mentors.example:993")
		if err != nil {
			t.Fatal(err)
		}
		ic := imapclient.New(tls.Client(nc, trust), nil)
		defer ic.Close()
		if err := ic.Login(ana, ana).Wait(); err != nil {
			t.Fatal(err)
		}
		if got := len(read(t, ic)); got != 1 {
			t.Errorf("INBOX has %d messages, want 1", got)
		}
	})
}

// certificate makes a certificate for a name, and the roots that trust it.
func certificate(t *testing.T, name string) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.CreateCertificate(rand.Reader, &x509.Certificate{
		SerialNumber: big.NewInt(1), DNSNames: []string{name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true,
	}, &x509.Certificate{SerialNumber: big.NewInt(1)}, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(leaf)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, roots
}

func TestListenTakesRealClients(t *testing.T) {
	t.Parallel()
	o := open(t, postoffice.Options{})
	at, err := o.Listen()
	if err != nil {
		t.Fatal(err)
	}
	c, err := smtp.Dial(at.Submission)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.Auth(sasl.NewPlainClient("", pairs, pairs)); err != nil {
		t.Fatal(err)
	}
	if err := c.SendMail(pairs, []string{ana}, bytes.NewReader(letter(pairs, ana, "x"))); err != nil {
		t.Fatal(err)
	}
	nc, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", at.IMAP)
	if err != nil {
		t.Fatal(err)
	}
	ic := imapclient.New(nc, nil)
	defer ic.Close()
	if err := ic.Login(ana, ana).Wait(); err != nil {
		t.Fatal(err)
	}
	if got := len(read(t, ic)); got != 1 {
		t.Errorf("INBOX has %d messages, want 1", got)
	}
}
