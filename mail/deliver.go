package mail

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"slices"
	"strings"
	"time"

	"github.com/wneessen/go-mail/smtp"
)

// Server is an SMTP submission server.
type Server struct {
	Endpoint
	HelloName string // our name in EHLO; empty: "localhost"
	Limits    SendLimits
}

// SendLimits bound every wait of a session. Zero means the default.
type SendLimits struct {
	Connect time.Duration // dial, TLS, greeting, EHLO and login together; 2 min
	Command time.Duration // one command; 2 min
	Data    time.Duration // handing over the bytes; 5 min
	Answer  time.Duration // the answer after the final dot; 10 min (RFC 5321, section 4.5.3.2.6)
}

func (l SendLimits) withDefaults() SendLimits {
	return SendLimits{
		Connect: cmp.Or(l.Connect, 2*time.Minute),
		Command: cmp.Or(l.Command, 2*time.Minute),
		Data:    cmp.Or(l.Data, 5*time.Minute),
		Answer:  cmp.Or(l.Answer, 10*time.Minute),
	}
}

// Envelope is who a mail goes to, whatever its header says.
type Envelope struct {
	From string // "" is the null sender
	To   string
	// Evidence is our own mailbox, or "". It gets the same mail in the same
	// transaction, so that a lost answer can be settled later by looking there.
	// If the server refuses it, the mail goes to To alone.
	Evidence string
}

// Outcome is what is known about a mail after an attempt to send it.
type Outcome string

// The outcomes. They are exhaustive and exclude each other.
const (
	Sent    Outcome = "sent"    // the server took responsibility
	Retry   Outcome = "retry"   // it certainly did not; try again later
	Failed  Outcome = "failed"  // it certainly did not, and never will
	Unknown Outcome = "unknown" // the answer was lost: look for evidence before anything else
)

// Phase is how far a transaction came.
type Phase string

// The phases of a transaction.
const (
	PhaseConnect Phase = "connect"
	PhaseFrom    Phase = "mail"
	PhaseTo      Phase = "rcpt"
	PhaseData    Phase = "data"
	PhaseDot     Phase = "dot" // all bytes and the final dot were written
)

// Result is what an attempt came to.
type Result struct {
	Outcome         Outcome
	Phase           Phase  // where it ended
	Code            int    // the server's reply code, 0 if there was none
	Text            string // the server's words or the error, without addresses
	NeedsRedial     bool   // the session is of no more use
	EvidenceRefused bool   // Sent, but without the copy for us
}

// Session is one connection to a submission server. Send mails over it one
// after the other, then Close it: an idle connection soon dies. It is not safe
// for concurrent use.
type Session struct {
	conn   net.Conn
	client *smtp.Client
	limits SendLimits
	utf8   bool // the server takes SMTPUTF8
	dirty  bool // an unfinished transaction must be reset
	dead   bool
}

// Open connects, secures the connection and logs in. The error is an [ErrLogin]
// if the secret was refused, an [ErrNoTLS] if the connection could not be
// protected; anything else is worth another try.
func Open(ctx context.Context, server Server) (*Session, error) {
	limits := server.Limits.withDefaults()
	ctx, cancel := context.WithTimeout(ctx, limits.Connect)
	defer cancel()
	conn, err := server.dial(ctx)
	if err != nil {
		return nil, fmt.Errorf("open SMTP session: %w", err)
	}
	s := &Session{conn: conn, limits: limits}
	err = guarded(ctx, conn, limits.Connect, func() error { return s.greet(server) })
	if err != nil {
		conn.Close()
		return nil, fmt.Errorf("open SMTP session: %w", err)
	}
	return s, nil
}

// greet takes the connection from the greeting to the login.
func (s *Session) greet(server Server) error {
	client, err := smtp.NewClient(s.conn, server.host())
	if err != nil {
		return fmt.Errorf("greeting: %w", clean(err))
	}
	s.client = client
	if err := client.Hello(cmp.Or(server.HelloName, "localhost")); err != nil {
		return fmt.Errorf("EHLO: %w", clean(err))
	}
	if server.TLS == TLSStart {
		// A server, or somebody in between, that does not offer STARTTLS gets
		// neither the secret nor the mail.
		if ok, _ := client.Extension("STARTTLS"); !ok {
			return fmt.Errorf("%w: the server does not offer STARTTLS", ErrNoTLS)
		}
		if err := client.StartTLS(server.tlsConfig()); err != nil {
			return fmt.Errorf("STARTTLS: %w", clean(err))
		}
	}
	if server.Username != "" {
		if err := s.login(server); err != nil {
			return err
		}
	}
	s.utf8, _ = client.Extension("SMTPUTF8")
	client.SetDSNMailReturnOption("HDRS")
	return nil
}

func (s *Session) login(server Server) error {
	secret, err := server.secret()
	if err != nil {
		return err
	}
	ok, offered := s.client.Extension("AUTH")
	if !ok {
		return errors.New("login: the server offers none")
	}
	var auth smtp.Auth
	host, methods := server.host(), strings.Fields(strings.ToUpper(offered))
	switch {
	case server.OAuth:
		auth = smtp.XOAuth2Auth(server.Username, secret)
	case slices.Contains(methods, "PLAIN"):
		auth = smtp.PlainAuth("", server.Username, secret, host, true)
	case slices.Contains(methods, "LOGIN"):
		auth = smtp.LoginAuth(server.Username, secret, host, true)
	default:
		return errors.New("login: the server offers neither PLAIN nor LOGIN")
	}
	// Unprotected connections came this far only if they never leave this
	// machine (see Endpoint.dial), so go-mail need not check that again.
	err = s.client.Auth(auth)
	var reply *textproto.Error
	if errors.As(err, &reply) && reply.Code/100 == 5 {
		return fmt.Errorf("%w: %d %s", ErrLogin, reply.Code, cleanServerText(reply.Msg))
	}
	if err != nil {
		return fmt.Errorf("login: %w", clean(err))
	}
	return nil
}

// Send hands over one mail, exactly the bytes in raw, in one transaction of its
// own. It never repeats anything by itself. Every wait ends at its limit or
// with ctx.
func (s *Session) Send(ctx context.Context, e Envelope, raw []byte) Result {
	if text := s.unsendable(e, raw); text != "" {
		return Result{Outcome: Failed, Phase: PhaseConnect, Text: text}
	}
	if s.dead {
		return Result{Outcome: Retry, Phase: PhaseConnect, Text: "the session has ended", NeedsRedial: true}
	}
	if s.dirty {
		if err := s.command(ctx, s.client.Reset); err != nil {
			s.dead = true // this says nothing about the mail
			return Result{Outcome: Retry, Phase: PhaseConnect, Text: cleanServerText(err.Error()), NeedsRedial: true}
		}
		s.dirty = false
	}
	s.client.SkipSMTPUTF8(isASCII(e.From) && isASCII(e.To))
	s.dirty = true
	if err := s.command(ctx, func() error { return s.client.Mail("<" + e.From + ">") }); err != nil {
		return s.result(PhaseFrom, err)
	}
	if err := s.recipient(ctx, e.To, "FAILURE,DELAY"); err != nil {
		return s.result(PhaseTo, err)
	}
	refused := false
	if e.Evidence != "" {
		if err := s.recipient(ctx, e.Evidence, "NEVER"); err != nil {
			r := s.result(PhaseTo, err)
			if r.NeedsRedial {
				return r
			}
			refused = true
		}
	}
	r := s.data(ctx, raw)
	r.EvidenceRefused = refused && r.Outcome == Sent
	s.dirty = r.Outcome != Sent
	return r
}

func (s *Session) recipient(ctx context.Context, to, notify string) error {
	s.client.SetDSNRcptNotifyOption(notify)
	return s.command(ctx, func() error { return s.client.Rcpt("<" + to + ">") })
}

// data hands over the bytes and waits for the answer to the final dot. From the
// dot on, everything but a clear yes or no is unknown.
func (s *Session) data(ctx context.Context, raw []byte) Result {
	var writer interface {
		Write([]byte) (int, error)
		Close() error
	}
	err := s.command(ctx, func() (err error) {
		writer, err = s.client.Data()
		return err
	})
	if err != nil {
		return s.result(PhaseData, err)
	}
	err = guarded(ctx, s.conn, s.limits.Data, func() error {
		_, err := writer.Write(raw)
		return err
	})
	if err != nil { // without the dot the server has no mail
		return s.result(PhaseData, err)
	}
	if err := guarded(ctx, s.conn, s.limits.Answer, writer.Close); err != nil {
		return s.result(PhaseDot, err)
	}
	answer := ""
	if w, ok := writer.(*smtp.DataCloser); ok {
		answer = w.ServerResponse()
	}
	return Result{Outcome: Sent, Phase: PhaseDot, Code: 250, Text: cleanServerText(answer)}
}

func (s *Session) command(ctx context.Context, f func() error) error {
	return guarded(ctx, s.conn, s.limits.Command, f)
}

// result classifies an error: what the server said, or that it said nothing.
func (s *Session) result(phase Phase, err error) Result {
	r := Result{Outcome: Retry, Phase: phase, Text: cleanServerText(err.Error())}
	var reply *textproto.Error
	said := errors.As(err, &reply)
	if said {
		r.Code, r.Text = reply.Code, cleanServerText(reply.Msg)
	}
	switch {
	case said && reply.Code == 421:
		// The server is closing. After the dot it may have kept the mail.
		r.NeedsRedial = true
		if phase == PhaseDot {
			r.Outcome = Unknown
		}
	case said && reply.Code/100 == 5:
		r.Outcome = Failed
	case said && reply.Code/100 == 4:
	default: // silence, a lost connection, or an answer that makes no sense
		r.NeedsRedial = true
		if phase == PhaseDot {
			r.Outcome = Unknown
		}
	}
	s.dead = s.dead || r.NeedsRedial
	return r
}

// unsendable says what is wrong with a mail that no server may see, or "".
func (s *Session) unsendable(e Envelope, raw []byte) string {
	for _, a := range []string{e.From, e.To, e.Evidence} {
		if a == "" && a != e.To {
			continue
		}
		if norm, err := normalise(a); err != nil || norm != a {
			return "malformed envelope address"
		}
		if !isASCII(a) && !s.utf8 {
			return "the server does not take addresses with letters beyond ASCII (SMTPUTF8)"
		}
	}
	if n := bytes.Count(raw, []byte("\r\n")); n == 0 || n != bytes.Count(raw, []byte("\n")) || n != bytes.Count(raw, []byte("\r")) {
		return "the mail has line ends other than CRLF"
	}
	return ""
}

// Close says goodbye if the connection is still good for it, and closes it.
func (s *Session) Close() error {
	if !s.dead {
		s.dead = true
		_ = guarded(context.Background(), s.conn, 5*time.Second, s.client.Quit)
	}
	if err := s.conn.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
		return fmt.Errorf("close SMTP session: %w", err)
	}
	return nil
}

// clean keeps addresses and control characters in a server's words out of errors.
func clean(err error) error {
	var reply *textproto.Error
	if errors.As(err, &reply) {
		return &textproto.Error{Code: reply.Code, Msg: cleanServerText(reply.Msg)}
	}
	return err
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
