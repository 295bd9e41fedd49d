package postoffice

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"
)

const inbox = "INBOX"

// Delivered is one message as it lies in a mailbox.
type Delivered struct {
	// Mailbox is the address of the mailbox; To is the recipient of the
	// envelope, which may carry a +tag.
	Mailbox string
	From    string // the envelope's sender; empty for a bounce
	To      string
	At      time.Time
	// Raw is the message with the office's trace lines above it. It must not
	// be changed.
	Raw []byte
}

// envelope is what SMTP says about a message, and who said it.
type envelope struct {
	from    string
	to      []string
	helo    string
	account string // who logged in to send it; empty from outside
}

// Deliver puts a message into the mailbox of to, as if it had come from outside
// with the envelope sender from (empty for a bounce). The office adds its trace
// lines and its verdict on the From line, as for mail that came by SMTP. It
// returns [ErrNoMailbox] if nobody here has that address.
func (o *Office) Deliver(from, to string, raw []byte) error {
	return o.deliverAt(o.opts.Now(), from, to, raw)
}

func (o *Office) deliverAt(at time.Time, from, to string, raw []byte) error {
	select {
	case <-o.closed:
		return fmt.Errorf("deliver to %s: %w", to, ErrClosed)
	default:
	}
	if o.find(to) == nil {
		return fmt.Errorf("deliver to %s: %w", to, ErrNoMailbox)
	}
	return o.store(at, envelope{from: from, helo: helo(from)}, to, raw)
}

// accept takes a message from SMTP, for every recipient of its envelope.
func (o *Office) accept(env envelope, raw []byte) error {
	at := o.opts.Now()
	for _, to := range env.to {
		if f, ok := o.fault(onward, to); ok {
			status, text, _ := strings.Cut(f.text, " ")
			o.bounce(at.Add(f.delay), env.from, to, status, text, raw)
			continue
		}
		if err := o.store(at, env, to, raw); err != nil {
			return err
		}
	}
	return nil
}

// store stamps a message, lays it into the mailbox of to and tells the watchers.
func (o *Office) store(at time.Time, env envelope, to string, raw []byte) error {
	b := o.find(to)
	if b == nil {
		return fmt.Errorf("store for %s: %w", to, ErrNoMailbox)
	}
	d := Delivered{Mailbox: b.address, From: env.from, To: to, At: at, Raw: o.stamp(at, env, to, raw)}
	if _, err := b.user.Append(inbox, literal{bytes.NewReader(d.Raw)}, &imap.AppendOptions{Time: at}); err != nil {
		return fmt.Errorf("store for %s: %w", to, err)
	}
	o.mu.Lock()
	b.delivered = append(b.delivered, d)
	watchers := o.watchers
	o.mu.Unlock()
	for _, tell := range watchers {
		tell(d)
	}
	return nil
}

// stamp puts the trace lines of a final delivery above a message.
func (o *Office) stamp(at time.Time, env envelope, to string, raw []byte) []byte {
	header, body := splitHeader(crlf(raw))
	if !o.opts.KeepForeignResults {
		header = dropResults(header, o.host())
	}
	with, by := "ESMTP", o.host()
	if env.account != "" {
		with = "ESMTPA"
	}
	o.mu.Lock()
	o.serial++
	id := o.serial
	o.mu.Unlock()

	var out bytes.Buffer
	fmt.Fprintf(&out, "Return-Path: <%s>\r\n", env.from)
	fmt.Fprintf(&out, "Delivered-To: %s\r\n", to)
	fmt.Fprintf(&out, "Authentication-Results: %s\r\n", o.results(env, header))
	fmt.Fprintf(&out, "Received: from %s\r\n\tby %s with %s id %08X\r\n\tfor <%s>; %s\r\n",
		env.helo, by, with, id, to, at.Format(time.RFC1123Z))
	out.Write(header)
	out.Write(body)
	return out.Bytes()
}

// Mailbox returns all that was ever delivered to a mailbox, oldest first, even
// if its owner has moved it elsewhere since. An unknown address has none.
func (o *Office) Mailbox(address string) []Delivered {
	b := o.find(address)
	if b == nil {
		return nil
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	return append([]Delivered(nil), b.delivered...)
}

// Watch has tell called with every message after it lies in its mailbox, before
// the sender is told that it was accepted. tell runs on the goroutine of that
// delivery, so it must not block; it may call any method of the office but
// Close.
func (o *Office) Watch(tell func(Delivered)) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.watchers = append(o.watchers[:len(o.watchers):len(o.watchers)], tell)
}

// literal makes a reader of known size into what APPEND takes.
type literal struct{ *bytes.Reader }

// helo is the name that an outside server of the sender's domain gives.
func helo(from string) string {
	if _, domain, ok := strings.Cut(fold(from), "@"); ok {
		return "mail." + domain
	}
	return "mail.invalid"
}

// crlf gives every line of a message the ending of the standard.
func crlf(raw []byte) []byte {
	raw = bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(raw, []byte("\n"), []byte("\r\n"))
}

// splitHeader cuts a message before the empty line, which stays with the body.
func splitHeader(raw []byte) (header, body []byte) {
	if i := bytes.Index(raw, []byte("\r\n\r\n")); i >= 0 {
		return raw[:i+2], raw[i+2:]
	}
	return raw, nil
}
