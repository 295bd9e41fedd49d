package config

import (
	"crypto/x509"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"slices"
)

// Files is a [Check] of everything that the configuration names on this
// machine: passwords that can be read, certificates, folders and programs. It
// runs no command.
func Files(c *Config, r *Report) {
	for _, s := range []struct {
		path   string
		server Server
	}{{"smtp", c.SMTP.Server}, {"imap", c.IMAP.Server}} {
		if err := s.server.place().available(); err != nil {
			r.AddError(s.path+"."+s.server.place().key(), err, "write the full name of a program or file that exists")
		}
		if s.server.CAFile != "" {
			if _, err := s.server.RootCAs(); err != nil {
				r.AddError(s.path+".ca_file", err, "")
			}
		}
	}
	if c.Templates != "" {
		if info, err := os.Stat(c.Templates); err != nil {
			r.AddError("templates", plainFileError(err), "")
		} else if !info.IsDir() {
			r.Add("templates", c.Templates+" is not a folder", "name the folder that holds your wording")
		}
	}
	if len(c.AlarmCommand) > 0 {
		if _, err := exec.LookPath(c.AlarmCommand[0]); err != nil {
			r.AddError("alarm_command", err, "write the full name of a program that exists")
		}
	}
}

// Rituals is a [Check] of the names under rhythm.rituals: known says what is
// wrong with a name, or nil.
func Rituals(known func(name string) error) Check {
	return func(c *Config, r *Report) {
		for _, name := range slices.Sorted(maps.Keys(c.Rhythm.Rituals)) {
			if err := known(name); err != nil {
				r.AddError("rhythm.rituals."+name, err, "")
			}
		}
	}
}

// Language is a [Check] of program.language: known says what is wrong with a
// code, or nil.
func Language(known func(code string) error) Check {
	return func(c *Config, r *Report) {
		if err := known(c.Program.Language); err != nil {
			r.AddError("program.language", err, "")
		}
	}
}

// RootCAs is the system's certificates and those of CAFile, or nil where no
// file is set.
func (s Server) RootCAs() (*x509.CertPool, error) {
	if s.CAFile == "" {
		return nil, nil
	}
	pem, err := os.ReadFile(s.CAFile)
	if err != nil {
		return nil, plainFileError(err)
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(pem) {
		return nil, &advice{fmt.Sprintf("%s holds no certificate", s.CAFile), "name a file with PEM certificates"}
	}
	return pool, nil
}
