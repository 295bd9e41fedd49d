package postoffice

import (
	"fmt"
	"io"
	"log"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// maxMessage is the largest message an office takes, as large providers do.
const maxMessage = 50 << 20

func newSMTPServer(o *Office) *smtp.Server {
	s := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		sess := &smtpSession{office: o, smtp: c, conn: wire(c.Conn())}
		err := o.during(Hello, sess.conn, []string{c.Hostname()}, smtpRefusal, func() error { return nil })
		return sess, err
	}))
	s.Domain = o.host()
	s.AllowInsecureAuth = true
	s.MaxMessageBytes = maxMessage
	s.TLSConfig = o.opts.TLS
	// What goes wrong here goes wrong on purpose.
	s.ErrorLog = log.New(io.Discard, "", 0)
	return s
}

// smtpSession is one client's conversation with the SMTP server.
type smtpSession struct {
	office  *Office
	smtp    *smtp.Conn
	conn    *conn
	account string // who logged in
	env     envelope
}

var _ smtp.AuthSession = (*smtpSession)(nil)

func (s *smtpSession) AuthMechanisms() []string { return []string{sasl.Plain, sasl.Login} }

func (s *smtpSession) Auth(mech string) (sasl.Server, error) {
	switch mech {
	case sasl.Plain:
		return sasl.NewPlainServer(func(_, name, password string) error { return s.login(name, password) }), nil
	case sasl.Login:
		return &loginServer{login: s.login}, nil
	default:
		return nil, smtp.ErrAuthUnknownMechanism
	}
}

func (s *smtpSession) login(name, password string) error {
	return s.office.during(Auth, s.conn, []string{name}, smtpRefusal, func() error {
		b := s.office.login(name, password)
		if b == nil {
			return smtp.ErrAuthFailed
		}
		s.account = b.address
		return nil
	})
}

func (s *smtpSession) Mail(from string, _ *smtp.MailOptions) error {
	if s.conn.submission && s.account == "" {
		return smtp.ErrAuthRequired
	}
	return s.office.during(Sender, s.conn, []string{from}, smtpRefusal, func() error {
		s.env.from = from
		return nil
	})
}

func (s *smtpSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	if s.office.find(to) == nil {
		return &smtp.SMTPError{
			Code:         550,
			EnhancedCode: smtp.EnhancedCode{5, 1, 1},
			Message:      "User unknown",
		}
	}
	err := s.office.during(Recipient, s.conn, []string{to}, smtpRefusal, func() error {
		s.env.to = append(s.env.to, to)
		return nil
	})
	if err != nil {
		return err
	}
	// DATA itself cannot be refused from here, so its fault is prepared now,
	// and acts where the server would say "go ahead".
	if f, ok := s.office.fault(Data, to); ok {
		var answer string // empty: hang up without a word
		if f.effect == refused {
			answer = fmt.Sprintf("%d %s\r\n", f.code, f.text)
		}
		s.conn.refuseData(answer)
	}
	return nil
}

func (s *smtpSession) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	return s.office.during(Dot, s.conn, s.env.to, smtpRefusal, func() error {
		s.env.helo, s.env.account = s.smtp.Hostname(), s.account
		return s.office.accept(s.env, raw)
	})
}

// Reset forgets the message in hand, not who logged in.
func (s *smtpSession) Reset() { s.env = envelope{} }

func (s *smtpSession) Logout() error { return nil }

// smtpRefusal says a fault's words in SMTP.
func smtpRefusal(f Fault) error {
	return &smtp.SMTPError{Code: f.code, EnhancedCode: smtp.EnhancedCodeNotSet, Message: f.text}
}

// loginServer is the server's side of the old LOGIN mechanism, which go-sasl
// has for clients only and some real clients still choose.
type loginServer struct {
	login func(name, password string) error
	name  string
	asked int
}

func (l *loginServer) Next(response []byte) (challenge []byte, done bool, err error) {
	if l.asked == 0 && response == nil {
		l.asked++
		return []byte("Username:"), false, nil
	}
	if l.name == "" {
		l.asked++
		l.name = string(response)
		return []byte("Password:"), false, nil
	}
	return nil, true, l.login(l.name, string(response))
}
