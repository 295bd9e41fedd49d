//go:build e2e

package e2e

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/smtp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset" // clients choose the charset they like
)

// patience is how long a mail may take from one mailbox to another, or a program to its next screen. Both are
// quick, but the machine may be busy.
const patience = time.Minute

// Mail is one message as it lies in a mailbox.
type Mail struct {
	Number int // its place in the mailbox, from 1
	Raw    []byte
	header message.Header
}

// Header is a decoded header field, empty if there is none.
func (m Mail) Header(key string) string {
	s, err := m.header.Text(key)
	if err != nil {
		return m.header.Get(key)
	}
	return s
}

// ID is the Message-ID without its brackets.
func (m Mail) ID() string { return strings.Trim(m.Header("Message-ID"), "<> ") }

// Answers reports whether m is a reply to the mail with that ID.
func (m Mail) Answers(id string) bool {
	return strings.Contains(m.Header("In-Reply-To")+m.Header("References"), id)
}

// Text is the plain text of the mail, decoded, with all plain parts one after the other.
func (m Mail) Text(t testing.TB) string {
	t.Helper()
	entity, err := message.Read(bytes.NewReader(m.Raw))
	if err != nil && !message.IsUnknownCharset(err) {
		t.Fatalf("read mail: %v", err)
	}
	var text strings.Builder
	err = entity.Walk(func(_ []int, part *message.Entity, err error) error {
		if err != nil {
			return err
		}
		kind, _, err := mime.ParseMediaType(cmp.Or(part.Header.Get("Content-Type"), "text/plain"))
		if err != nil || kind != "text/plain" {
			return err
		}
		_, err = io.Copy(&text, part.Body)
		return err
	})
	if err != nil {
		t.Fatalf("read mail: %v", err)
	}
	return strings.ReplaceAll(text.String(), "\r\n", "\n")
}

// Fetch reads the user's INBOX over IMAP, oldest first, and changes nothing in it.
func (w *World) Fetch(t testing.TB, user User) []Mail {
	t.Helper()
	return w.FetchFrom(t, user, "INBOX")
}

// FetchFrom is Fetch for any folder. One that does not exist holds no mail.
func (w *World) FetchFrom(t testing.TB, user User, folder string) []Mail {
	t.Helper()
	mails, err := w.fetch(t, user, folder)
	if err != nil {
		t.Fatalf("fetch mail of %s: %v", user, err)
	}
	return mails
}

// Await waits until the user's INBOX holds a mail that matches, and returns the newest. The test fails
// if none comes; then -artifacts keeps the others.
func (w *World) Await(t testing.TB, user User, what string, match func(Mail) bool) Mail {
	t.Helper()
	var found Mail
	arrived := Eventually(t, patience, func() bool {
		mails := w.Fetch(t, user)
		slices.Reverse(mails)
		i := slices.IndexFunc(mails, match)
		if i >= 0 {
			found = mails[i]
		}
		return i >= 0
	})
	if !arrived {
		var subjects []string
		for i, m := range w.Fetch(t, user) {
			subjects = append(subjects, m.Header("Subject"))
			keep(t, fmt.Sprintf("other-%d.eml", i+1), m.Raw)
		}
		t.Fatalf("%s did not get %s, but only %q", user, what, subjects)
	}
	return found
}

// Send hands a finished mail to the submission port in the name of a user. To may be an address with a tag.
func (w *World) Send(t testing.TB, from User, to string, raw []byte) {
	t.Helper()
	if err := w.send(t, from, to, raw); err != nil {
		t.Fatalf("send as %s: %v", from, err)
	}
}

func (w *World) send(t testing.TB, from User, to string, raw []byte) error {
	c, err := smtp.Dial(w.address(w.Submission))
	if err != nil {
		return err
	}
	defer c.Close()
	if err := c.StartTLS(w.TLS(t)); err != nil {
		return err
	}
	if err := c.Auth(smtp.PlainAuth("", string(from), from.Password(), w.Host)); err != nil {
		return err
	}
	if err := errors.Join(c.Mail(from.Address()), c.Rcpt(to)); err != nil {
		return err
	}
	data, err := c.Data()
	if err != nil {
		return err
	}
	_, err = data.Write(raw)
	return errors.Join(err, data.Close(), c.Quit())
}

func (w *World) fetch(t testing.TB, user User, folder string) ([]Mail, error) {
	t.Helper()
	client := w.login(t, user)
	defer client.Close()
	if there, err := client.List("", folder, nil).Collect(); err != nil || len(there) == 0 {
		return nil, err
	}
	selected, err := client.Select(folder, &imap.SelectOptions{ReadOnly: true}).Wait()
	if err != nil || selected.NumMessages == 0 {
		return nil, err
	}
	body := &imap.FetchItemBodySection{Peek: true}
	everything := imap.SeqSet{imap.SeqRange{Start: 1, Stop: 0}}
	fetched, err := client.Fetch(everything, &imap.FetchOptions{BodySection: []*imap.FetchItemBodySection{body}}).Collect()
	if err != nil {
		return nil, err
	}
	var mails []Mail
	for _, f := range fetched {
		raw := f.FindBodySection(body)
		entity, err := message.Read(bytes.NewReader(raw))
		if err != nil && !message.IsUnknownCharset(err) {
			return nil, err
		}
		mails = append(mails, Mail{Number: int(f.SeqNum), Raw: raw, header: entity.Header})
	}
	return mails, nil
}

func (w *World) login(t testing.TB, user User) *imapclient.Client {
	t.Helper()
	client, err := imapclient.DialTLS(w.address(w.IMAPS), &imapclient.Options{TLSConfig: w.TLS(t)})
	if err != nil {
		t.Fatalf("dial IMAP: %v", err)
	}
	if err := client.Login(string(user), user.Password()).Wait(); err != nil {
		client.Close()
		t.Fatalf("log in as %s: %v", user, err)
	}
	return client
}

func (w *World) address(port int) string { return net.JoinHostPort(w.Host, strconv.Itoa(port)) }
