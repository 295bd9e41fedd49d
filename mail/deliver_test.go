package mail

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log"
	"net"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

var (
	testEnvelope = Envelope{From: "pairs+b-x@world.test", To: "ana@mentors.example", Evidence: "pairs@world.test"}
	testMail     = []byte("From: pairs@world.test\r\n\r\nhello\r\n.dot\r\n")
)

// post is a real SMTP server that keeps what it is given.
type post struct {
	mu    sync.Mutex
	got   []posted
	login string // "user:password" that was used
}

type posted struct {
	from string
	to   []string
	raw  []byte
}

// start serves over pipes until the test ends.
func (p *post) start(t *testing.T, config *tls.Config) Dial {
	t.Helper()
	l := listenPipe()
	s := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &postSession{post: p}, nil }))
	s.AllowInsecureAuth, s.EnableDSN, s.TLSConfig, s.Domain = true, true, config, "mx.world.test"
	s.ErrorLog = log.New(io.Discard, "", 0)
	done := make(chan struct{})
	go func() { defer close(done); s.Serve(l) }()
	t.Cleanup(func() { s.Close(); <-done })
	return l.dial
}

type postSession struct {
	post *post
	now  posted
}

func (s *postSession) Reset()        { s.now = posted{} }
func (s *postSession) Logout() error { return nil }
func (s *postSession) Mail(from string, _ *smtp.MailOptions) error {
	s.now.from = from
	return nil
}

func (s *postSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	if strings.HasPrefix(to, "gone@") {
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such user " + to}
	}
	s.now.to = append(s.now.to, to)
	return nil
}

func (s *postSession) Data(r io.Reader) (err error) {
	s.now.raw, err = io.ReadAll(r)
	s.post.mu.Lock()
	defer s.post.mu.Unlock()
	s.post.got = append(s.post.got, s.now)
	return err
}

func (s *postSession) AuthMechanisms() []string { return []string{"PLAIN"} }
func (s *postSession) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, pass string) error {
		if pass == "wrong" {
			return smtp.ErrAuthFailed
		}
		s.post.login = user + ":" + pass
		return nil
	}), nil
}

func local(dial Dial) Server {
	return Server{Endpoint: Endpoint{Addr: "smtp.world.test:587", TLS: TLSNone, Dial: dial}}
}

func mustOpen(t *testing.T, server Server) *Session {
	t.Helper()
	s, err := Open(t.Context(), server)
	if err != nil {
		t.Fatalf("Open() = %v", err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestSend(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := &post{}
		server := local(p.start(t, nil))
		server.Username, server.Secret = "pairs", password("secret")
		s := mustOpen(t, server)
		for _, to := range []string{"ana@mentors.example", "gone@mentors.example", "tomasz@mentors.example"} {
			e := testEnvelope
			e.To = to
			r := s.Send(t.Context(), e, testMail)
			want := Result{Outcome: Sent, Phase: PhaseDot, Code: 250}
			if to == "gone@mentors.example" {
				want = Result{Outcome: Failed, Phase: PhaseTo, Code: 550}
			}
			if text := r.Text; text == "" || strings.Contains(text, "@") {
				t.Errorf("Send(%s).Text = %q", to, text)
			}
			if r.Text = ""; r != want {
				t.Errorf("Send(%s) = %+v, want %+v", to, r, want)
			}
		}
		if err := s.Close(); err != nil {
			t.Errorf("Close() = %v", err)
		}
		if p.login != "pairs:secret" {
			t.Errorf("login = %q", p.login)
		}
		if len(p.got) != 2 {
			t.Fatalf("%d mails arrived, want 2", len(p.got))
		}
		for _, got := range p.got {
			if got.from != testEnvelope.From || len(got.to) != 2 || got.to[1] != testEnvelope.Evidence || !bytes.Equal(got.raw, testMail) {
				t.Errorf("arrived: %+v", got)
			}
		}
	})
}

func TestSendOutcomes(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name   string
		server answers
		want   Result
	}{
		{"all well", answers{}, Result{Outcome: Sent, Phase: PhaseDot, Code: 250}},
		{"250, then close", answers{"dot": "250 ok!"}, Result{Outcome: Sent, Phase: PhaseDot, Code: 250}},
		{"an answer after 9 minutes", answers{"dot": "9m|250 ok"}, Result{Outcome: Sent, Phase: PhaseDot, Code: 250}},
		{"an answer after 11 minutes", answers{"dot": "11m|250 ok"}, Result{Outcome: Unknown, Phase: PhaseDot, NeedsRedial: true}},
		{"close after the dot", answers{"dot": "!"}, Result{Outcome: Unknown, Phase: PhaseDot, NeedsRedial: true}},
		{"half an answer after the dot", answers{"dot": "25!"}, Result{Outcome: Unknown, Phase: PhaseDot, NeedsRedial: true}},
		{"nonsense after the dot", answers{"dot": "354 go on"}, Result{Outcome: Unknown, Phase: PhaseDot, Code: 354, NeedsRedial: true}},
		{"421 after the dot", answers{"dot": "421 closing!"}, Result{Outcome: Unknown, Phase: PhaseDot, Code: 421, NeedsRedial: true}},
		{"silence after the dot", answers{"dot": hang}, Result{Outcome: Unknown, Phase: PhaseDot, NeedsRedial: true}},
		{"4xx at MAIL", answers{"MAIL": "451 later"}, Result{Outcome: Retry, Phase: PhaseFrom, Code: 451}},
		{"4xx at RCPT", answers{"RCPT TO": "450 later"}, Result{Outcome: Retry, Phase: PhaseTo, Code: 450}},
		{"4xx at DATA", answers{"DATA": "451 later"}, Result{Outcome: Retry, Phase: PhaseData, Code: 451}},
		{"4xx at the dot", answers{"dot": "452 full"}, Result{Outcome: Retry, Phase: PhaseDot, Code: 452}},
		{"5xx at MAIL", answers{"MAIL": "550 no"}, Result{Outcome: Failed, Phase: PhaseFrom, Code: 550}},
		{"5xx at RCPT", answers{"RCPT TO": "550 no"}, Result{Outcome: Failed, Phase: PhaseTo, Code: 550}},
		{"5xx at DATA", answers{"DATA": "554 no"}, Result{Outcome: Failed, Phase: PhaseData, Code: 554}},
		{"5xx at the dot", answers{"dot": "552 too big"}, Result{Outcome: Failed, Phase: PhaseDot, Code: 552}},
		{"421 at MAIL", answers{"MAIL": "421 closing!"}, Result{Outcome: Retry, Phase: PhaseFrom, Code: 421, NeedsRedial: true}},
		{"421 at RCPT", answers{"RCPT TO": "421 closing!"}, Result{Outcome: Retry, Phase: PhaseTo, Code: 421, NeedsRedial: true}},
		{"421 at DATA", answers{"DATA": "421 closing!"}, Result{Outcome: Retry, Phase: PhaseData, Code: 421, NeedsRedial: true}},
		{"close at MAIL", answers{"MAIL": "!"}, Result{Outcome: Retry, Phase: PhaseFrom, NeedsRedial: true}},
		{"close at DATA", answers{"DATA": "!"}, Result{Outcome: Retry, Phase: PhaseData, NeedsRedial: true}},
		{"close while the bytes go out", answers{"DATA": "354 go on!"}, Result{Outcome: Retry, Phase: PhaseData, NeedsRedial: true}},
		{"silence at RCPT", answers{"RCPT TO": hang}, Result{Outcome: Retry, Phase: PhaseTo, NeedsRedial: true}},
		{"evidence refused for good", answers{"EVIDENCE": "550 no"}, Result{Outcome: Sent, Phase: PhaseDot, Code: 250, EvidenceRefused: true}},
		{"evidence refused for now", answers{"EVIDENCE": "452 full"}, Result{Outcome: Sent, Phase: PhaseDot, Code: 250, EvidenceRefused: true}},
		{"421 at the evidence", answers{"EVIDENCE": "421 closing!"}, Result{Outcome: Retry, Phase: PhaseTo, Code: 421, NeedsRedial: true}},
		{"close at the evidence", answers{"EVIDENCE": "!"}, Result{Outcome: Retry, Phase: PhaseTo, NeedsRedial: true}},
	}
	// More than go-mail buffers, so that the bytes are on their way before the dot.
	long := append(bytes.Repeat([]byte("X: y\r\n"), 20_000), "\r\nhello\r\n"...)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := mustOpen(t, local(row.server.dial))
				got := s.Send(t.Context(), testEnvelope, long)
				got.Text = ""
				if got != row.want {
					t.Errorf("Send() = %+v, want %+v", got, row.want)
				}
				next := s.Send(t.Context(), testEnvelope, testMail)
				if dead := next.Text == "the session has ended"; dead != row.want.NeedsRedial {
					t.Errorf("second Send() = %+v, want a dead session: %v", next, row.want.NeedsRedial)
				}
			})
		})
	}
}

// A transaction that was refused is reset before the next one.
func TestSendAfterRefusal(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := mustOpen(t, local(answers{"RCPT TO": "450 later", "RSET": "500 what?"}.dial))
		s.Send(t.Context(), testEnvelope, testMail)
		got := s.Send(t.Context(), testEnvelope, testMail)
		if got.Outcome != Retry || got.Phase != PhaseConnect || !got.NeedsRedial {
			t.Errorf("Send() after a refused RSET = %+v, want a retry on a new session", got)
		}
	})
}

func TestSendEndsWithContext(t *testing.T) {
	t.Parallel()
	rows := []struct {
		command string
		want    Outcome
	}{
		{"MAIL", Retry}, {"RCPT TO", Retry}, {"EVIDENCE", Retry}, {"DATA", Retry}, {"dot", Unknown},
	}
	for _, row := range rows {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			s := mustOpen(t, local(answers{row.command: hang}.dial))
			got := s.Send(ctx, testEnvelope, testMail)
			if got.Outcome != row.want || !got.NeedsRedial || !strings.Contains(got.Text, "deadline") {
				t.Errorf("silence at %s: Send() = %+v, want %s", row.command, got, row.want)
			}
		})
	}
}

func TestSendRefusesBadInput(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := mustOpen(t, local(answers{}.dial))
		rows := []struct {
			name string
			e    Envelope
			raw  string
		}{
			{"no recipient", Envelope{}, string(testMail)},
			{"command in the recipient", Envelope{To: "ana@mentors.example>\r\nRCPT TO:<x@world.test"}, string(testMail)},
			{"parameter in the sender", Envelope{From: `"a> SIZE=1"@world.test`, To: "ana@mentors.example"}, string(testMail)},
			{"bare LF", Envelope{To: "ana@mentors.example"}, "a\r\n\r\nb\n.\r\nQUIT\r\n"},
			{"bare CR", Envelope{To: "ana@mentors.example"}, "a\r\n\r\nb\r.\r\r\n"},
			{"no line end", Envelope{To: "ana@mentors.example"}, "a"},
			{"letters beyond ASCII", Envelope{To: "żaneta@mentors.example"}, string(testMail)},
		}
		for _, row := range rows {
			if got := s.Send(t.Context(), row.e, []byte(row.raw)); got.Outcome != Failed || got.NeedsRedial {
				t.Errorf("%s: Send() = %+v, want a failure that spares the session", row.name, got)
			}
		}
		if got := s.Send(t.Context(), Envelope{To: "ana@mentors.example"}, testMail); got.Outcome != Sent {
			t.Errorf("Send() from the null sender = %+v, want it sent", got)
		}
	})
}

// In a bubble, because a failed handshake over a pipe waits for its time limit:
// both sides write, and a pipe holds nothing.
func TestOpenProtectsTheSecret(t *testing.T) {
	t.Parallel()
	synctest.Test(t, testOpenProtectsTheSecret)
}

func testOpenProtectsTheSecret(t *testing.T) {
	now := time.Now()
	good, pool := certificate(t, "smtp.world.test", now.Add(time.Hour))
	old, oldPool := certificate(t, "smtp.world.test", now.Add(-time.Hour))
	other, otherPool := certificate(t, "other.test", now.Add(time.Hour))
	serve := func(config *tls.Config, implicit bool) Dial {
		dial := (&post{}).start(t, config)
		return overNetwork(func(ctx context.Context, network, addr string) (net.Conn, error) {
			if !implicit {
				return dial(ctx, network, addr)
			}
			// go-smtp upgrades; for TLS from the first byte the pipe is wrapped.
			client, server := net.Pipe()
			inner, err := dial(ctx, network, addr)
			if err != nil {
				return nil, err
			}
			secure := tls.Server(server, config)
			go func() { io.Copy(inner, secure); inner.Close(); server.Close() }()
			go func() { io.Copy(secure, inner); secure.Close(); server.Close() }()
			return client, nil
		})
	}
	with := func(c tls.Certificate) *tls.Config { return &tls.Config{Certificates: []tls.Certificate{c}} }
	oldTLS := with(good)
	oldTLS.MaxVersion = tls.VersionTLS11
	stripped := overNetwork(answers{"EHLO": "250-mx.world.test\r\n250 AUTH PLAIN"}.dial)
	rows := []struct {
		name   string
		mode   TLSMode
		dial   Dial
		config *tls.Config
		ok     bool
		want   error
	}{
		{"STARTTLS", TLSStart, serve(with(good), false), &tls.Config{RootCAs: pool}, true, nil},
		{"implicit", TLSImplicit, serve(with(good), true), &tls.Config{RootCAs: pool}, true, nil},
		{"STARTTLS stripped", TLSStart, stripped, nil, false, ErrNoTLS},
		{"none over the network", TLSNone, serve(nil, false), nil, false, ErrNoTLS},
		{"unknown authority", TLSStart, serve(with(good), false), &tls.Config{}, false, nil},
		{"expired", TLSStart, serve(with(old), false), &tls.Config{RootCAs: oldPool}, false, nil},
		{"other name", TLSStart, serve(with(other), false), &tls.Config{RootCAs: otherPool}, false, nil},
		{"TLS 1.1", TLSStart, serve(oldTLS, false), &tls.Config{RootCAs: pool}, false, nil},
		{"unknown mode", "maybe", serve(nil, false), nil, false, nil},
	}
	for _, row := range rows {
		asked := false
		server := Server{Endpoint: Endpoint{
			Addr: "smtp.world.test:587", TLS: row.mode, TLSConfig: row.config, Dial: row.dial,
			Username: "pairs", Secret: func() (string, error) { asked = true; return "secret", nil },
		}}
		s, err := Open(t.Context(), server)
		if (err == nil) != row.ok || row.want != nil && !errors.Is(err, row.want) {
			t.Errorf("%s: Open() = %v, want ok %v, %v", row.name, err, row.ok, row.want)
		}
		if asked != row.ok {
			t.Errorf("%s: the secret was read: %v, want %v", row.name, asked, row.ok)
		}
		if err == nil {
			s.Close()
		}
	}
}

func TestOpenErrors(t *testing.T) {
	t.Parallel()
	broken := errors.New("no credentials folder")
	rows := []struct {
		name   string
		dial   Dial
		secret func() (string, error)
		want   error
	}{
		{"wrong password", (&post{}).start(t, nil), password("wrong"), ErrLogin},
		{"wrong password, scripted", answers{"AUTH": "535 no"}.dial, password("x"), ErrLogin},
		{"try later", answers{"AUTH": "454 later"}.dial, password("x"), nil},
		{"unreadable secret", (&post{}).start(t, nil), func() (string, error) { return "", broken }, broken},
		{"no login offered", answers{"EHLO": "250 mx.world.test"}.dial, password("x"), nil},
		{"421 greeting", answers{"greeting": "421 busy!"}.dial, password("x"), nil},
		{"closed", answers{"greeting": "!"}.dial, password("x"), io.EOF},
	}
	for _, row := range rows {
		server := local(row.dial)
		server.Username, server.Secret = "pairs", row.secret
		s, err := Open(t.Context(), server)
		if err == nil {
			s.Close()
		}
		if err == nil || row.want != nil && !errors.Is(err, row.want) || row.want == nil && errors.Is(err, ErrLogin) {
			t.Errorf("%s: Open() = %v, want %v", row.name, err, row.want)
		}
	}
	oauth := local(answers{"EHLO": "250-mx.world.test\r\n250 AUTH XOAUTH2", "AUTH": "235 in"}.dial)
	oauth.Username, oauth.Secret, oauth.OAuth = "pairs", password("token"), true
	if s, err := Open(t.Context(), oauth); err != nil {
		t.Errorf("Open() with XOAUTH2 = %v", err)
	} else {
		s.Close()
	}
	synctest.Test(t, func(t *testing.T) {
		for _, silent := range []string{"greeting", "EHLO", "AUTH"} {
			server := local(answers{silent: hang}.dial)
			server.Username, server.Secret = "pairs", password("x")
			if _, err := Open(t.Context(), server); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("silence at %s: Open() = %v, want %v", silent, err, context.DeadlineExceeded)
			}
		}
	})
}
