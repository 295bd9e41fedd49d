package mail

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
)

var (
	allCaps    = []imap.Cap{imap.CapIMAP4rev1, imap.CapMove, imap.CapUIDPlus}
	noMove     = []imap.Cap{imap.CapIMAP4rev1, imap.CapUIDPlus}
	noUIDPlus  = []imap.Cap{imap.CapIMAP4rev1}
	inboxEpoch = time.Date(2026, time.November, 20, 9, 0, 0, 0, time.UTC)
)

// letterbox is a real IMAP server with one user.
type letterbox struct {
	user *imapmemserver.User
	dial Dial
}

// newLetterbox serves over pipes.
func newLetterbox(t *testing.T, caps []imap.Cap) *letterbox {
	t.Helper()
	l := listenPipe()
	box := newLetterboxOn(t, l, caps, nil)
	box.dial = l.dial
	return box
}

func newLetterboxOn(t *testing.T, l net.Listener, caps []imap.Cap, config *tls.Config) *letterbox {
	t.Helper()
	box := &letterbox{user: imapmemserver.NewUser("pairs", "secret")}
	if err := box.user.Create("INBOX", nil); err != nil {
		t.Fatal(err)
	}
	mem := imapmemserver.New()
	mem.AddUser(box.user)
	set := imap.CapSet{}
	for _, c := range caps {
		set[c] = struct{}{}
	}
	server := imapserver.New(&imapserver.Options{
		NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			return mem.NewSession(), nil, nil
		},
		Caps: set, InsecureAuth: true, TLSConfig: config, Logger: log.New(io.Discard, "", 0),
	})
	done := make(chan struct{})
	go func() { defer close(done); server.Serve(l) }()
	t.Cleanup(func() { l.Close(); server.Close(); <-done })
	return box
}

func (b *letterbox) put(t *testing.T, mailbox string, raw []byte, flags ...imap.Flag) {
	t.Helper()
	_, err := b.user.Append(mailbox, &literal{bytes.NewReader(raw)}, &imap.AppendOptions{Time: inboxEpoch, Flags: flags})
	if err != nil {
		t.Fatal(err)
	}
}

type literal struct{ *bytes.Reader }

func (l *literal) Size() int64 { return l.Reader.Size() }

func (b *letterbox) server() MailboxServer {
	return MailboxServer{Endpoint: Endpoint{
		Addr: "imap.world.test:993", TLS: TLSNone, Username: "pairs", Secret: password("secret"), Dial: b.dial,
	}}
}

func mustOpenInbox(t *testing.T, server MailboxServer) *Inbox {
	t.Helper()
	in, err := OpenInbox(t.Context(), server)
	if err != nil {
		t.Fatalf("OpenInbox() = %v", err)
	}
	t.Cleanup(func() { in.Close() })
	return in
}

// holds returns how many messages a mailbox has, and how many of them others
// have marked as deleted.
func (b *letterbox) holds(t *testing.T, mailbox string) (n int) {
	t.Helper()
	status, err := b.user.Status(mailbox, &imap.StatusOptions{NumMessages: true})
	if err != nil {
		return 0
	}
	return int(*status.NumMessages)
}

func uidsOf(listed []Listed) []uint32 {
	var uids []uint32
	for _, l := range listed {
		uids = append(uids, l.UID)
	}
	return uids
}

func TestInboxReads(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		box := newLetterbox(t, allCaps)
		mails := [][]byte{
			[]byte("Subject: one\r\n\r\nhello\r\n"),
			[]byte("Subject: two\r\n\r\n" + strings.Repeat("words\r\n", 50_000)),
			[]byte("Subject: three\r\n\r\n)\r\nA1 OK \x00\xff\r\n"),
		}
		for _, raw := range mails {
			box.put(t, "INBOX", raw)
		}
		in := mustOpenInbox(t, box.server())
		if s := in.Status(); s.UIDNext != 4 || s.UIDValidity == 0 {
			t.Errorf("Status() = %+v, want UIDNext 4", s)
		}
		for after, want := range [][]uint32{{1, 2, 3}, {2, 3}, {3}, nil, nil} {
			listed, err := in.New(t.Context(), uint32(after))
			if err != nil || !slices.Equal(uidsOf(listed), want) {
				t.Errorf("New(%d) = %v, %v, want %v", after, listed, err, want)
			}
			for _, l := range listed {
				if l.Size != int64(len(mails[l.UID-1])) {
					t.Errorf("New(%d) lists %+v, want size %d", after, l, len(mails[l.UID-1]))
				}
			}
		}
		if listed, err := in.New(t.Context(), 1<<32-1); listed != nil || err != nil {
			t.Errorf("New(max) = %v, %v, want nothing", listed, err)
		}
		for i, want := range mails {
			got, err := in.Fetch(t.Context(), uint32(i+1), 1<<20)
			if err != nil || !bytes.Equal(got, want) {
				t.Errorf("Fetch(%d) = %d bytes, %v, want %d", i+1, len(got), err, len(want))
			}
		}
		if _, err := in.Fetch(t.Context(), 2, 1000); !errors.Is(err, ErrTooLarge) {
			t.Errorf("Fetch() over the limit = %v, want %v", err, ErrTooLarge)
		}
		if _, err := in.Fetch(t.Context(), 99, 1000); !errors.Is(err, ErrNoMessage) {
			t.Errorf("Fetch() of no message = %v, want %v", err, ErrNoMessage)
		}
		if got, err := in.Header(t.Context(), 2, 1000); err != nil || string(got) != "Subject: two\r\n\r\n" {
			t.Errorf("Header() = %q, %v", got, err)
		}
		// Reading leaves no trace.
		unseen, err := box.user.Status("INBOX", &imap.StatusOptions{NumUnseen: true})
		if err != nil || *unseen.NumUnseen != 3 {
			t.Errorf("unseen = %v, %v, want 3", *unseen.NumUnseen, err)
		}
	})
}

func TestInboxMoves(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name   string
		caps   []imap.Cap
		remain int // in the inbox after one of two was moved, beside somebody's deleted one
	}{
		{"MOVE", allCaps, 2},
		{"UIDPLUS alone", noMove, 2},
		{"neither", noUIDPlus, 3},
	}
	for _, row := range rows {
		synctest.Test(t, func(t *testing.T) {
			box := newLetterbox(t, row.caps)
			box.put(t, "INBOX", []byte("Subject: one\r\n\r\nhello\r\n"))
			box.put(t, "INBOX", []byte("Subject: two\r\n\r\nhello\r\n"))
			// Somebody else's deleted mail, which a plain EXPUNGE would remove.
			box.put(t, "INBOX", []byte("Subject: three\r\n\r\nhello\r\n"), imap.FlagDeleted)
			in := mustOpenInbox(t, box.server())
			for range 2 { // repeating is harmless
				if err := in.Move(t.Context(), 1, "Processed"); err != nil {
					t.Errorf("%s: Move() = %v", row.name, err)
				}
			}
			if got := box.holds(t, "Processed"); got != 1 {
				t.Errorf("%s: the folder holds %d messages, want 1", row.name, got)
			}
			if got := box.holds(t, "INBOX"); got != row.remain {
				t.Errorf("%s: the inbox holds %d messages, want %d", row.name, got, row.remain)
			}
			if err := in.Move(t.Context(), 2, "Processed"); err != nil {
				t.Errorf("%s: Move() into a folder that exists = %v", row.name, err)
			}
			if err := in.Move(t.Context(), 77, "Processed"); err != nil {
				t.Errorf("%s: Move() of no message = %v", row.name, err)
			}
		})
	}
}

func TestFindMessageID(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		box := newLetterbox(t, allCaps)
		if err := box.user.Create("Automatic", nil); err != nil {
			t.Fatal(err)
		}
		box.put(t, "INBOX", []byte("Message-ID: <d.one@world.test>\r\n\r\nhello\r\n"))
		box.put(t, "Automatic", []byte("Message-ID: <d.two@world.test>\r\n\r\nhello\r\n"))
		in := mustOpenInbox(t, box.server())
		rows := []struct {
			id      string
			folders []string
			want    bool
		}{
			{"d.one@world.test", nil, true},
			{"d.two@world.test", nil, false},
			{"d.two@world.test", []string{"Missing", "Automatic"}, true},
			{"d.three@world.test", []string{"Automatic"}, false},
		}
		for _, row := range rows {
			if got, err := in.FindMessageID(t.Context(), row.id, row.folders...); got != row.want || err != nil {
				t.Errorf("FindMessageID(%s, %v) = %v, %v, want %v", row.id, row.folders, got, err, row.want)
			}
		}
		if _, err := in.FindMessageID(t.Context(), "a\r\nb"); err == nil {
			t.Errorf("FindMessageID() of a broken id = nil, want an error")
		}
		if listed, err := in.New(t.Context(), 0); err != nil || len(listed) != 1 {
			t.Errorf("New() afterwards = %v, %v, want the inbox again", listed, err)
		}
	})
}

func TestWait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		box := newLetterbox(t, allCaps)
		in := mustOpenInbox(t, box.server())
		start := time.Now()
		if err := in.Wait(t.Context()); err != nil {
			t.Fatalf("Wait() = %v", err)
		}
		if waited := time.Since(start); waited != 9*time.Minute {
			t.Errorf("Wait() without news took %v, want 9m", waited)
		}
		// The test server may lose an announcement right after it said "idling",
		// so this one comes later.
		time.AfterFunc(time.Minute, func() { box.put(t, "INBOX", []byte("Subject: x\r\n\r\nhello\r\n")) })
		start = time.Now()
		if err := in.Wait(t.Context()); err != nil {
			t.Fatalf("Wait() = %v", err)
		}
		if waited := time.Since(start); waited != time.Minute {
			t.Errorf("Wait() with news after 1m took %v", waited)
		}
		if listed, err := in.New(t.Context(), 0); err != nil || len(listed) != 1 {
			t.Errorf("New() = %v, %v, want one", listed, err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if err := in.Wait(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Wait() with a deadline = %v, want %v", err, context.DeadlineExceeded)
		}
		if _, err := in.New(t.Context(), 0); err != nil {
			t.Errorf("New() after an interrupted Wait = %v", err)
		}
		// Close frees a Wait in another goroutine.
		done := make(chan error)
		go func() { done <- in.Wait(t.Context()) }()
		synctest.Wait()
		if err := in.Close(); err != nil {
			t.Errorf("Close() = %v", err)
		}
		<-done
	})
}

func TestOpenInboxErrors(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		box := newLetterbox(t, allCaps)
		wrong, missing, remote := box.server(), box.server(), box.server()
		wrong.Secret = password("wrong")
		missing.Mailbox = "Elsewhere"
		remote.Dial = overNetwork(remote.Dial)
		if _, err := OpenInbox(t.Context(), wrong); !errors.Is(err, ErrLogin) {
			t.Errorf("OpenInbox() with a wrong password = %v, want %v", err, ErrLogin)
		}
		if _, err := OpenInbox(t.Context(), missing); err == nil || errors.Is(err, ErrLogin) {
			t.Errorf("OpenInbox() of a missing mailbox = %v, want an error", err)
		}
		if _, err := OpenInbox(t.Context(), remote); !errors.Is(err, ErrNoTLS) {
			t.Errorf("OpenInbox() without TLS over the network = %v, want %v", err, ErrNoTLS)
		}
		remote.TLS = TLSStart
		asked := false
		remote.Secret = func() (string, error) { asked = true; return "secret", nil }
		if _, err := OpenInbox(t.Context(), remote); !errors.Is(err, ErrNoTLS) || asked {
			t.Errorf("OpenInbox() with STARTTLS stripped = %v, secret read: %v, want %v", err, asked, ErrNoTLS)
		}
	})
}

// Over a real socket: a handshake that fails inside go-imap holds a lock, which
// stops the clock of a bubble.
func TestOpenInboxTLS(t *testing.T) {
	t.Parallel()
	cert, pool := certificate(t, "imap.world.test", time.Now().Add(time.Hour))
	config := &tls.Config{Certificates: []tls.Certificate{cert}}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	box := newLetterboxOn(t, l, allCaps, config)
	server := box.server()
	server.Dial = overNetwork(func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, l.Addr().String())
	})
	server.TLS, server.TLSConfig = TLSStart, &tls.Config{RootCAs: pool}
	in := mustOpenInbox(t, server)
	if _, err := in.New(t.Context(), 0); err != nil {
		t.Errorf("New() over STARTTLS = %v", err)
	}
	asked := false
	server.Secret = func() (string, error) { asked = true; return "secret", nil }
	server.TLSConfig = nil
	if _, err := OpenInbox(t.Context(), server); err == nil || asked {
		t.Errorf("OpenInbox() with an unknown authority = %v, secret read: %v", err, asked)
	}
}

// imapScript is a server that answers each command with the next of its words,
// "%" standing for the command's tag, and then is silent.
func imapScript(words ...string) Dial {
	return func(context.Context, string, string) (net.Conn, error) {
		client, server := net.Pipe()
		go func() {
			defer server.Close()
			r := bufio.NewReader(server)
			io.WriteString(server, "* OK [CAPABILITY IMAP4rev1 IDLE] hello\r\n")
			for _, w := range words {
				line, err := r.ReadString('\n')
				if err != nil {
					return
				}
				tag, _, _ := strings.Cut(line, " ")
				fmt.Fprint(server, strings.ReplaceAll(w, "%", tag))
			}
			io.Copy(io.Discard, r)
		}()
		return client, nil
	}
}

const (
	sayLogin  = "% OK [CAPABILITY IMAP4rev1 IDLE] in\r\n"
	sayCaps   = "* CAPABILITY IMAP4rev1 IDLE\r\n% OK done\r\n"
	saySelect = "* 1 EXISTS\r\n* OK [UIDVALIDITY 7] v\r\n* OK [UIDNEXT 2] n\r\n% OK done\r\n"
)

// A server that falls silent at any point costs a time limit, never for ever.
func TestInboxSilence(t *testing.T) {
	t.Parallel()
	steps := []string{sayLogin, sayCaps, saySelect}
	for n := range steps {
		synctest.Test(t, func(t *testing.T) {
			server := (&letterbox{dial: imapScript(steps[:n]...)}).server()
			if _, err := OpenInbox(t.Context(), server); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("silence after %d answers: OpenInbox() = %v, want %v", n, err, context.DeadlineExceeded)
			}
		})
	}
	calls := map[string]func(context.Context, *Inbox) error{
		"New":    func(ctx context.Context, in *Inbox) error { _, err := in.New(ctx, 0); return err },
		"Fetch":  func(ctx context.Context, in *Inbox) error { _, err := in.Fetch(ctx, 1, 100); return err },
		"Header": func(ctx context.Context, in *Inbox) error { _, err := in.Header(ctx, 1, 100); return err },
		"Move":   func(ctx context.Context, in *Inbox) error { return in.Move(ctx, 1, "Processed") },
		"Wait":   func(ctx context.Context, in *Inbox) error { return in.Wait(ctx) },
		"Find":   func(ctx context.Context, in *Inbox) error { _, err := in.FindMessageID(ctx, "a@b"); return err },
	}
	for name, call := range calls {
		synctest.Test(t, func(t *testing.T) {
			in := mustOpenInbox(t, (&letterbox{dial: imapScript(steps...)}).server())
			if err := call(t.Context(), in); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("silence: %s() = %v, want %v", name, err, context.DeadlineExceeded)
			}
		})
	}
}

func TestInboxOddAnswers(t *testing.T) {
	t.Parallel()
	steps := []string{sayLogin, sayCaps, saySelect}
	open := func(t *testing.T, more ...string) *Inbox {
		return mustOpenInbox(t, (&letterbox{dial: imapScript(append(slices.Clone(steps), more...)...)}).server())
	}
	synctest.Test(t, func(t *testing.T) {
		in := open(t, "* SEARCH 9 3 9 1 2\r\n% OK done\r\n", "* 1 FETCH (UID 2 RFC822.SIZE 10)\r\n% OK done\r\n")
		want := []Listed{{UID: 2, Size: 10}, {UID: 3, Size: -1}, {UID: 9, Size: -1}}
		if got, err := in.New(t.Context(), 1); err != nil || !slices.Equal(got, want) {
			t.Errorf("New() of a server that lists too much and describes too little = %v, %v, want %v", got, err, want)
		}
	})
	bodies := map[string]string{
		"NIL":           "* 1 FETCH (UID 1 BODY[] NIL)\r\n% OK done\r\n",
		"empty":         "* 1 FETCH (UID 1 BODY[] {0}\r\n)\r\n% OK done\r\n",
		"no body":       "* 1 FETCH (UID 1 FLAGS (\\Seen))\r\n% OK done\r\n",
		"other message": "* 2 FETCH (UID 2 BODY[] {2}\r\nhi)\r\n% OK done\r\n",
		"nothing":       "% OK done\r\n",
	}
	for name, answer := range bodies {
		synctest.Test(t, func(t *testing.T) {
			in := open(t, answer, "* 1 FETCH (UID 1 BODY[] {2}\r\nhi)\r\n% OK done\r\n")
			if got, err := in.Fetch(t.Context(), 1, 100); !errors.Is(err, ErrNoMessage) {
				t.Errorf("%s: Fetch() = %q, %v, want %v", name, got, err, ErrNoMessage)
			}
			if got, err := in.Fetch(t.Context(), 1, 100); err != nil || string(got) != "hi" {
				t.Errorf("%s: Fetch() again = %q, %v, want hi", name, got, err)
			}
		})
	}
	synctest.Test(t, func(t *testing.T) {
		in := open(t, "* 1 FETCH (UID 1 BODY[] {4294967290}\r\nhi", "")
		if _, err := in.Fetch(t.Context(), 1, 100); err == nil {
			t.Errorf("Fetch() of 4 GB that never come = nil, want an error")
		}
	})
	synctest.Test(t, func(t *testing.T) {
		in := open(t, "* BYE maintenance\r\n")
		if _, err := in.New(t.Context(), 0); err == nil {
			t.Errorf("New() from a server that says BYE = nil, want an error")
		}
	})
	synctest.Test(t, func(t *testing.T) {
		busy := (&letterbox{dial: imapScript("% NO [UNAVAILABLE] come back\r\n")}).server()
		if _, err := OpenInbox(t.Context(), busy); err == nil || errors.Is(err, ErrLogin) {
			t.Errorf("OpenInbox() of a busy server = %v, want an error that is worth another try", err)
		}
	})
}

func TestInboxOAuth(t *testing.T) {
	t.Parallel()
	const goOn = "+ \r\n"
	rows := []struct {
		name  string
		words []string // go-imap counts its tags from T1
		want  error
	}{
		{"accepted", []string{goOn, "T1 OK [CAPABILITY IMAP4rev1] in\r\n", sayCaps, saySelect}, nil},
		{"refused", []string{goOn, "+ eyJzdGF0dXMiOiI0MDAifQ==\r\n", "T1 NO [AUTHENTICATIONFAILED] expired\r\n"}, ErrLogin},
	}
	for _, row := range rows {
		synctest.Test(t, func(t *testing.T) {
			server := (&letterbox{dial: imapScript(row.words...)}).server()
			server.OAuth = true
			in, err := OpenInbox(t.Context(), server)
			if !errors.Is(err, row.want) {
				t.Errorf("%s: OpenInbox() = %v, want %v", row.name, err, row.want)
			}
			if err == nil {
				in.Close()
			}
		})
	}
}

// A copy that failed must leave the message where it is: nothing is marked, let
// alone expunged, after the refusal.
func TestMoveByCopyKeepsWhatItCannotCopy(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		caps := "* CAPABILITY IMAP4rev1 UIDPLUS\r\n% OK done\r\n"
		found := "* SEARCH 1\r\n% OK done\r\n"
		in := mustOpenInbox(t, (&letterbox{dial: imapScript(sayLogin, caps, saySelect, found, found, "% NO [OVERQUOTA] full\r\n")}).server())
		err := in.Move(t.Context(), 1, "Processed")
		var refused *imap.Error
		if !errors.As(err, &refused) || refused.Code != imap.ResponseCodeOverQuota {
			t.Errorf("Move() over quota = %v, want the refusal and no further command", err)
		}
	})
}
