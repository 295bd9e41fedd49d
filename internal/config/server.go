package config

import (
	"context"
	"net"
	"net/netip"
	"strconv"
)

// Server is how one mail server is reached, and as whom.
type Server struct {
	Host string `yaml:"host"`
	Port int    `yaml:"port"`
	TLS  TLS    `yaml:"tls"`
	// Username is the login. Empty means none, and then no password either.
	Username string `yaml:"username"`
	// PasswordFile, PasswordCommand and Credential are three ways to name the
	// one place where the password is kept. At most one is set.
	PasswordFile    string   `yaml:"password_file"`
	PasswordCommand []string `yaml:"password_command"`
	Credential      string   `yaml:"credential"`
	// CAFile holds PEM certificates that are trusted besides the system's own.
	CAFile string `yaml:"ca_file"`
}

// TLS is how a connection is protected.
type TLS string

// The ways to protect a connection.
const (
	StartTLS TLS = "starttls" // plain at first, protected before anything is said
	Implicit TLS = "implicit" // protected from the first byte
	None     TLS = "none"     // not at all; allowed to this machine only
)

// Address is the server's host and port, fit for a dialler.
func (s Server) Address() string {
	return net.JoinHostPort(s.Host, strconv.Itoa(s.Port))
}

// Password reads the password from where it is kept, each time anew, so that a
// changed password is found without a restart. It is empty, without an error,
// where no password is set. Errors name the place and never its content.
func (s Server) Password(ctx context.Context) (Secret, error) {
	return s.place().read(ctx)
}

func (s Server) place() secretPlace {
	return secretPlace{file: s.PasswordFile, command: s.PasswordCommand, credential: s.Credential}
}

// onLoopback reports whether the host is this machine.
func (s Server) onLoopback() bool {
	if s.Host == "localhost" {
		return true
	}
	addr, err := netip.ParseAddr(s.Host)
	return err == nil && addr.IsLoopback()
}
