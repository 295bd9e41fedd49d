package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"milepost/internal/config"
)

// initial is what init is told.
type initial struct {
	address, smtpHost, imapHost, username       string
	smtpPort, imapPort                          int
	smtpTLS, imapTLS, caFile                    string
	passwordFile, smtpPassword, imapPassword    string
	setup, runBy, contact, zone, language, name string
	database, mode, authservID, out             string
}

func (a *app) initCommand() *cobra.Command {
	var n initial
	cmd := &cobra.Command{
		Use:   "init --address ADDRESS --run-by NAME --contact ADDRESS",
		Short: "Write a commented config.yaml",
		Long: `Writes a configuration in which every key is explained, with what you say here
filled in. It asks nothing and replaces nothing. Passwords are never in it: name
the file that holds one.

Without --smtp-host and --imap-host the servers are guessed from the address.`,
		Example: `  milepost init --address pairs@mentors.example --run-by "Ana Sousa" --contact ana@mentors.example
  milepost init --setup two --address pairs@mentors.example --smtp-host smtp.mentors.example \
      --imap-host imap.mentors.example --password-file mail-password \
      --run-by "Tomasz Nowak" --contact tomasz@mentors.example --zone Europe/Warsaw`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error { return a.init(n) },
	}
	f := cmd.Flags()
	f.StringVar(&n.address, "address", "", "the mailbox that Milepost writes from and reads")
	f.StringVar(&n.runBy, "run-by", "", "who runs this server and could read what is on it")
	f.StringVar(&n.contact, "contact", "", "a person's address or telephone number, for what cannot wait")
	f.StringVar(&n.setup, "setup", "", `"two" for a pair that runs it for themselves, else "program" (the default)`)
	f.StringVar(&n.name, "program", "", "what people call the program")
	f.StringVar(&n.zone, "zone", "", "the time zone of most people (default: this machine's)")
	f.StringVar(&n.language, "language", "", "the language of most people (default: en)")
	f.StringVar(&n.smtpHost, "smtp-host", "", "the server that takes mail")
	f.IntVar(&n.smtpPort, "smtp-port", 0, "its port (default: 587)")
	f.StringVar(&n.smtpTLS, "smtp-tls", "", "starttls (default), implicit or none")
	f.StringVar(&n.imapHost, "imap-host", "", "the server with the mailbox")
	f.IntVar(&n.imapPort, "imap-port", 0, "its port (default: 993)")
	f.StringVar(&n.imapTLS, "imap-tls", "", "implicit (default), starttls or none")
	f.StringVar(&n.username, "username", "", "the login at both (default: the address)")
	f.StringVar(&n.passwordFile, "password-file", "", "the file with the password of both")
	f.StringVar(&n.smtpPassword, "smtp-password-file", "", "the file with the password for sending (default: smtp-password)")
	f.StringVar(&n.imapPassword, "imap-password-file", "", "the file with the password for reading (default: imap-password)")
	f.StringVar(&n.caFile, "ca-file", "", "certificates to trust besides the system's own")
	f.StringVar(&n.mode, "mode", "", "dedicated (default), or shared: a person uses this mailbox too")
	f.StringVar(&n.authservID, "authserv-id", "", "how your mail server begins its Authentication-Results")
	f.StringVar(&n.database, "database", "", "the SQLite file (default: milepost.db)")
	f.StringVarP(&n.out, "out", "o", "config.yaml", "the file to write")
	return cmd
}

func (a *app) init(n initial) error {
	var missing []string
	for _, f := range []struct{ flag, value string }{{"--address", n.address}, {"--run-by", n.runBy}, {"--contact", n.contact}} {
		if f.value == "" {
			missing = append(missing, f.flag)
		}
	}
	if len(missing) > 0 {
		return withHint(usageError{errors.New("missing: " + strings.Join(missing, ", "))}, "milepost init --help says what each is for")
	}
	if _, err := os.Lstat(n.out); !errors.Is(err, fs.ErrNotExist) {
		return withHint(fmt.Errorf("%s is there already", n.out), "init replaces nothing: edit it, move it away, or name another with --out")
	}
	cfg := n.config()
	text := config.Render(cfg)
	if _, err := config.Parse(text, n.out); err != nil {
		return err
	}
	if err := writeNew(n.out, text, 0o644); err != nil {
		return err
	}
	a.say("%s", n.out)
	a.nextSteps(n, cfg)
	return nil
}

// config fills what was said into the usual configuration.
func (n initial) config() *config.Config {
	c := config.Default()
	set := func(to *string, values ...string) {
		for _, v := range values {
			if v != "" {
				*to = v
				return
			}
		}
	}
	guess := guessServers(n.address)
	c.Setup = config.Managed
	if n.setup != "" {
		c.Setup = config.Setup(n.setup)
	}
	if n.mode != "" {
		c.Mailbox.Mode = config.Mode(n.mode)
	}
	set(&c.Program.Name, n.name)
	set(&c.Program.RunBy, n.runBy)
	set(&c.Program.Contact, n.contact)
	set(&c.Program.Zone, n.zone, machineZone())
	set(&c.Program.Language, n.language)
	set(&c.Mailbox.Address, n.address)
	set(&c.Mailbox.AuthServID, n.authservID)
	set(&c.Database, n.database)
	set(&c.SMTP.Host, n.smtpHost, guess.smtp)
	set(&c.IMAP.Host, n.imapHost, guess.imap)
	set(&c.SMTP.PasswordFile, n.smtpPassword, n.passwordFile, "smtp-password")
	set(&c.IMAP.PasswordFile, n.imapPassword, n.passwordFile, "imap-password")
	for _, s := range []struct {
		server *config.Server
		port   int
		tls    string
	}{{&c.SMTP.Server, n.smtpPort, n.smtpTLS}, {&c.IMAP.Server, n.imapPort, n.imapTLS}} {
		set(&s.server.Username, n.username, n.address)
		set(&s.server.CAFile, n.caFile)
		if s.port != 0 {
			s.server.Port = s.port
		}
		if s.tls != "" {
			s.server.TLS = config.TLS(s.tls)
		}
	}
	return c
}

type guessed struct{ smtp, imap string }

// providers are where large hosts keep their servers.
var providers = map[string]guessed{
	"gmail.com":      {"smtp.gmail.com", "imap.gmail.com"},
	"googlemail.com": {"smtp.gmail.com", "imap.gmail.com"},
	"fastmail.com":   {"smtp.fastmail.com", "imap.fastmail.com"},
	"migadu.com":     {"smtp.migadu.com", "imap.migadu.com"},
}

// guessServers guesses where the servers of an address are.
func guessServers(address string) guessed {
	_, domain, _ := strings.Cut(address, "@")
	if known, ok := providers[strings.ToLower(domain)]; ok {
		return known
	}
	return guessed{"smtp." + domain, "imap." + domain}
}

// machineZone is the zone of this machine, or "" where it has no name.
func machineZone() string {
	if name := time.Local.String(); name != "Local" {
		return name
	}
	if target, err := os.Readlink("/etc/localtime"); err == nil {
		if _, name, ok := strings.Cut(target, "zoneinfo/"); ok && knownZone(name) == nil && strings.Contains(name, "/") && !strings.HasPrefix(name, "Etc/") {
			return name
		}
	}
	return ""
}

// writeNew writes a file that is not there, whole or not at all.
func writeNew(name string, text []byte, mode os.FileMode) error {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", name, err), os.Remove(name))
	}
	return nil
}

// nextSteps says what is left to do by hand.
func (a *app) nextSteps(n initial, c *config.Config) {
	if n.smtpHost == "" || n.imapHost == "" {
		a.note("Guessed: mail is sent by %s and read at %s. Correct the file if that is wrong.", c.SMTP.Host, c.IMAP.Host)
	}
	a.note("Next:")
	named := map[string]bool{}
	for _, file := range []string{c.SMTP.PasswordFile, c.IMAP.PasswordFile} {
		path := file
		if !filepath.IsAbs(path) {
			path = filepath.Join(filepath.Dir(n.out), file)
		}
		if _, err := os.Stat(path); err != nil && !named[path] {
			named[path] = true
			a.note("  put the mailbox's password into %s (chmod 600)", path)
		}
	}
	flag := ""
	if n.out != "config.yaml" {
		flag = " --config " + n.out
	}
	a.note("  milepost check%s", flag)
	a.note("  milepost pair add%s --mentor 'NAME <ADDRESS>' --mentee 'NAME <ADDRESS>'", flag)
	a.note("  milepost run%s", flag)
}
