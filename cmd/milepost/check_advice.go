package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"syscall"

	"milepost/internal/config"
	"milepost/mail"
)

// knownWords are what mail servers say when something well known is wrong.
// Seen in practice.
var knownWords = []struct{ words, advice string }{
	{"basic authentication is disabled", "this server takes no passwords any more, only OAuth, which Milepost cannot do yet: use another mailbox"},
	{"authentication unsuccessful, the request did not meet", "SMTP AUTH is switched off for this mailbox; its administrator can switch it on"},
	{"smtpclientauthentication is disabled", "SMTP AUTH is switched off for this mailbox; its administrator can switch it on"},
	{"application-specific password", "make an app password for Milepost in the account's settings and use that"},
	{"username and password not accepted", "Gmail wants an app password: account settings, security, two-step verification, app passwords"},
	{"imap access is disabled", "switch IMAP on in the mailbox's settings"},
	{"too many", "wait a while: the server counts logins"},
}

// advice is the one thing to do about a server that does not do as it should.
func advice(err error, s config.Server) string {
	low := strings.ToLower(err.Error())
	for _, k := range knownWords {
		if strings.Contains(low, k.words) {
			return k.advice
		}
	}
	var noHost *net.DNSError
	var unknownCA x509.UnknownAuthorityError
	var wrongName x509.HostnameError
	var expired x509.CertificateInvalidError
	var noTLS tls.RecordHeaderError
	var timeout net.Error
	switch {
	case errors.Is(err, mail.ErrLogin):
		return "look at username and password; some providers want an app password. Do not try often: accounts get locked"
	case errors.Is(err, mail.ErrNoTLS):
		return "the server offers no STARTTLS there; try tls: implicit with its port (465 for smtp, 993 for imap)"
	case errors.As(err, &noHost):
		return fmt.Sprintf("is the name %s right, and does this machine find names?", s.Host)
	case errors.As(err, &wrongName):
		return "the certificate is for another name: write that name as host"
	case errors.As(err, &unknownCA):
		return "the certificate is signed by an authority that is not known here: name its file in ca_file"
	case errors.As(err, &expired):
		return "the certificate is not valid now: look at its dates, and at this machine's clock"
	case errors.As(err, &noTLS):
		return "the server does not begin with TLS at this port: try tls: starttls, or another port"
	case errors.Is(err, syscall.ECONNREFUSED):
		return fmt.Sprintf("nothing listens at port %d of %s: does the server run, and is the port right?", s.Port, s.Host)
	case s.TLS == config.None && strings.Contains(low, "offers none"):
		return "most servers let nobody log in over an open line: try tls: starttls"
	case s.TLS != config.Implicit && silent(err):
		return "the server is there and says nothing: it may begin with TLS at this port, so try tls: implicit"
	case errors.Is(err, os.ErrDeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return fmt.Sprintf("no answer: many hosts block ports 25, 465 and 587; is port %d open from here?", s.Port)
	}
	return "try the same from this machine with another mail program"
}

// silent reports whether a server was reached and then did not speak as it
// should: it said nothing, or hung up.
func silent(err error) bool {
	if strings.Contains(err.Error(), "dial:") {
		return false
	}
	var timeout net.Error
	return strings.Contains(err.Error(), "before greeting") || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, os.ErrDeadlineExceeded) ||
		errors.Is(err, context.DeadlineExceeded) || errors.As(err, &timeout) && timeout.Timeout()
}

func firstWord(text string) string {
	word, _, _ := strings.Cut(strings.TrimSpace(text), ";")
	word, _, _ = strings.Cut(strings.TrimSpace(word), " ")
	return word
}
