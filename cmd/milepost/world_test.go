package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	netmail "net/mail"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"milepost/internal/config"
	"milepost/mail/postoffice"
	"milepost/mentoring/calendar"
)

// patience bounds every wait of a script. Nothing is asserted about time.
const patience = time.Minute

type worldKey struct{}

// world is what surrounds the milepost of one script.
type world struct {
	office *postoffice.Office
	socket *net.UnixConn // of the service manager

	mu    sync.Mutex
	mails chan struct{} // closed and made anew with every mail
}

func newWorld() *world { return &world{mails: make(chan struct{})} }

func worldOf(ts *testscript.TestScript) *world {
	w, ok := ts.Value(worldKey{}).(*world)
	if !ok {
		ts.Fatalf("this script has no world")
	}
	return w
}

// configure writes a config.yaml for a machine without mail servers:
//
//	configure
func configure(ts *testscript.TestScript, _ bool, args []string) {
	writeConfig(ts, config.Sample(), "secret")
}

// office starts a post office with the mailboxes of Milepost, Ana and Tomasz,
// and writes a config.yaml for it:
//
//	office [PASSWORD]
func office(ts *testscript.TestScript, _ bool, args []string) {
	w := worldOf(ts)
	w.office = postoffice.New(postoffice.Options{})
	ts.Defer(w.office.Close)
	for _, address := range []string{"pairs@mentors.example", "ana@mentors.example", "tomasz@mentors.example"} {
		ts.Check(w.office.AddMailbox(address, "secret"))
	}
	w.office.Watch(func(postoffice.Delivered) {
		w.mu.Lock()
		defer w.mu.Unlock()
		close(w.mails)
		w.mails = make(chan struct{})
	})
	at, err := w.office.Listen()
	ts.Check(err)
	c := config.Sample()
	for server, addr := range map[*config.Server]string{&c.SMTP.Server: at.Submission, &c.IMAP.Server: at.IMAP} {
		host, port, err := net.SplitHostPort(addr)
		ts.Check(err)
		server.Host, server.TLS = host, config.None
		server.Port, err = strconv.Atoi(port)
		ts.Check(err)
	}
	// A script must pass at any hour of any day.
	c.Rhythm.WorkingHours = config.Hours{From: calendar.NewClock(0, 0), To: calendar.NewClock(23, 59)}
	c.Rhythm.WorkingDays = calendar.NewWeekdays(0, 1, 2, 3, 4, 5, 6)
	c.Program.Zone = "UTC"
	c.SMTP.Evidence = false // so that what comes in is numbered from 1
	c.IMAP.Sweep = time.Second
	password := "secret"
	if len(args) > 0 {
		password = args[0]
	}
	writeConfig(ts, c, password)
}

func writeConfig(ts *testscript.TestScript, c *config.Config, password string) {
	ts.Check(os.WriteFile(ts.MkAbs("config.yaml"), config.Render(c), 0o644))
	for _, name := range []string{c.SMTP.PasswordFile, c.IMAP.PasswordFile} {
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(password+"\n"), 0o600))
	}
}

// await waits for a mail in a mailbox that matches a pattern:
//
//	await ana@mentors.example '^Subject: Week'
func await(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: await ADDRESS PATTERN")
	}
	newest(ts, args[0], regexp.MustCompile("(?m)"+args[1]))
}

// newest returns the newest mail in a mailbox that matches, and waits for one.
func newest(ts *testscript.TestScript, address string, pattern *regexp.Regexp) postoffice.Delivered {
	w := worldOf(ts)
	timeout := time.After(patience)
	for {
		w.mu.Lock()
		more := w.mails
		w.mu.Unlock()
		for _, m := range slices.Backward(w.office.Mailbox(address)) {
			if pattern.Match(m.Raw) {
				return m
			}
		}
		select {
		case <-more:
		case <-timeout:
			ts.Fatalf("no mail that matches %s in the mailbox of %s", pattern, address)
		}
	}
}

// answer replies to the newest mail in a mailbox that matches a pattern, with
// the text of a file:
//
//	answer ana@mentors.example '^Subject: Week' reply.txt
func answer(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: answer ADDRESS PATTERN FILE")
	}
	reply(ts, args[0], args[0], args[1], args[2])
}

// forge replies from one address to the newest mail in the mailbox of another:
//
//	forge tomasz@mentors.example ana@mentors.example '^Subject: Week' reply.txt
func forge(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: forge FROM ADDRESS PATTERN FILE")
	}
	reply(ts, args[0], args[1], args[2], args[3])
}

func reply(ts *testscript.TestScript, from, mailbox, pattern, file string) {
	raw := newest(ts, mailbox, regexp.MustCompile("(?m)"+pattern)).Raw
	m, err := netmail.ReadMessage(bytes.NewReader(raw))
	ts.Check(err)
	to, err := netmail.ParseAddress(m.Header.Get("Reply-To"))
	ts.Check(err)
	body := strings.ReplaceAll(ts.ReadFile(file), "\n", "\r\n")
	text := fmt.Sprintf("From: %s\r\nTo: %s\r\nSubject: Re: %s\r\nMessage-ID: <%d@mentors.example>\r\nIn-Reply-To: %s\r\nDate: %s\r\n\r\n%s",
		from, to.Address, m.Header.Get("Subject"), time.Now().UnixNano(), m.Header.Get("Message-ID"), time.Now().Format(time.RFC1123Z), body)
	ts.Check(worldOf(ts).office.Deliver(from, to.Address, []byte(text)))
}

// until runs a command until its answer matches a pattern:
//
//	until '1 recorded' milepost status
func until(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: until PATTERN COMMAND...")
	}
	pattern := regexp.MustCompile("(?m)" + args[0])
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for {
		cmd := exec.CommandContext(ctx, args[1], args[2:]...)
		cmd.Dir = ts.MkAbs(".")
		cmd.Env = append(os.Environ(), "MILEPOST_CONFIG="+ts.MkAbs("config.yaml"))
		out, _ := cmd.Output() // the exit code says what it likes; the words count
		if pattern.Match(out) {
			return
		}
		if ctx.Err() != nil {
			ts.Fatalf("%s never said %s, but:\n%s", strings.Join(args[1:], " "), pattern, out)
		}
	}
}

// service stands in for the service manager: what milepost tells it can be
// waited for with notified.
//
//	service
func service(ts *testscript.TestScript, _ bool, _ []string) {
	folder, err := os.MkdirTemp("", "mp") // a socket's name must be short
	ts.Check(err)
	ts.Defer(func() { os.RemoveAll(folder) })
	path := filepath.Join(folder, "notify")
	conn, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: path, Net: "unixgram"})
	ts.Check(err)
	ts.Defer(func() { conn.Close() })
	worldOf(ts).socket = conn
	ts.Setenv("NOTIFY_SOCKET", path)
}

// notified waits until milepost has told the service manager what matches a
// pattern:
//
//	notified 'READY=1'
func notified(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: notified PATTERN")
	}
	pattern := regexp.MustCompile("(?m)" + args[0])
	conn := worldOf(ts).socket
	ts.Check(conn.SetReadDeadline(time.Now().Add(patience)))
	buf := make([]byte, 4096)
	for {
		n, err := conn.Read(buf)
		if err != nil {
			ts.Fatalf("the service manager was never told %s: %v", pattern, err)
		}
		if pattern.Match(buf[:n]) {
			return
		}
	}
}

// hangup asks the milepost in the background to read its configuration again:
//
//	hangup
func hangup(ts *testscript.TestScript, _ bool, _ []string) {
	for _, cmd := range ts.BackgroundCmds() {
		ts.Check(cmd.Process.Signal(syscall.SIGHUP))
	}
}
