package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"syscall"
	"testing"
	"time"

	"milepost/internal/config"
	"milepost/mail"
)

func TestParseSpan(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		text string
		want time.Duration
	}{
		{"36h", 36 * time.Hour},
		{"14d", 14 * 24 * time.Hour},
		{"4w", 28 * 24 * time.Hour},
		{" 1d ", 24 * time.Hour},
		{"", 0},
		{"14", 0},
		{"d", 0},
		{"-3d", 0},
		{"0h", 0},
		{"27w", 0},
		{"9999999999999h", 0},
		{"1.5d", 0},
	} {
		got, err := parseSpan(test.text)
		if got != test.want || (err == nil) != (test.want > 0) {
			t.Errorf("parseSpan(%q) = %v, %v, want %v", test.text, got, err, test.want)
		}
	}
}

func FuzzParseSpan(f *testing.F) {
	f.Add("14d")
	f.Add("26w")
	f.Fuzz(func(t *testing.T, text string) {
		got, err := parseSpan(text)
		if (err == nil) != (got > 0) || got > longestPlan {
			t.Errorf("parseSpan(%q) = %v, %v", text, got, err)
		}
	})
}

func FuzzReadPerson(f *testing.F) {
	f.Add("Ana Sousa <ana@mentors.example>")
	f.Add("<ana@mentors.example>")
	f.Fuzz(func(t *testing.T, text string) {
		who, err := readPerson("--mentee", text)
		if err == nil && (who.Name == "" || who.Mail() == "") {
			t.Errorf("readPerson(%q) = %+v without an error", text, who)
		}
	})
}

func TestGuessServers(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]guessed{
		"pairs@mentors.example": {"smtp.mentors.example", "imap.mentors.example"},
		"pairs@Gmail.com":       {"smtp.gmail.com", "imap.gmail.com"},
	} {
		if got := guessServers(address); got != want {
			t.Errorf("guessServers(%q) = %v, want %v", address, got, want)
		}
	}
}

func TestAdvice(t *testing.T) {
	t.Parallel()
	server := config.Server{Host: "smtp.mentors.example", Port: 587}
	login := fmt.Errorf("open: %w", mail.ErrLogin)
	for _, test := range []struct {
		err  error
		want string
	}{
		{login, "look at username and password; some providers want an app password. Do not try often: accounts get locked"},
		// What the server says goes before what the error is.
		{fmt.Errorf("%w: 535 5.7.8 Application-specific password required", mail.ErrLogin), "make an app password for Milepost in the account's settings and use that"},
		{fmt.Errorf("dial: %w", &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}), "nothing listens at port 587 of smtp.mentors.example: does the server run, and is the port right?"},
		{fmt.Errorf("dial: %w", &net.DNSError{Name: "smtp.mentors.example", IsNotFound: true}), "is the name smtp.mentors.example right, and does this machine find names?"},
		{fmt.Errorf("dial: %w", &net.DNSError{Name: "smtp.mentors.example", IsTimeout: true}), "is the name smtp.mentors.example right, and does this machine find names?"},
		{mail.ErrNoTLS, "the server offers no STARTTLS there; try tls: implicit with its port (465 for smtp, 993 for imap)"},
		{fmt.Errorf("STARTTLS: %w", io.ErrUnexpectedEOF), "the server is there and says nothing: it may begin with TLS at this port, so try tls: implicit"},
		{fmt.Errorf("greeting: %w", context.DeadlineExceeded), "the server is there and says nothing: it may begin with TLS at this port, so try tls: implicit"},
		{fmt.Errorf("dial: %w", os.ErrDeadlineExceeded), "no answer: many hosts block ports 25, 465 and 587; is port 587 open from here?"},
		{errors.New("odd"), "try the same from this machine with another mail program"},
	} {
		if got := advice(test.err, server); got != test.want {
			t.Errorf("advice(%v) = %q, want %q", test.err, got, test.want)
		}
	}
}

func TestExitCode(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		err  error
		want int
	}{
		{errors.New("odd"), 1},
		{withHint(usageError{errors.New("wrong")}, "do this"), 2},
		{fmt.Errorf("load: %w", config.Error{{Text: "wrong"}}), 2},
		{exit(serverExit), 4},
	} {
		if got := exitCode(test.err); got != test.want {
			t.Errorf("exitCode(%v) = %d, want %d", test.err, got, test.want)
		}
	}
}
