package config

import (
	"time"

	"milepost/mentoring"
)

// Config is everything an operator can set. A value from [Load] has passed
// every check that needs no other machine; its file names are absolute.
type Config struct {
	// Setup says who this installation is for: Two people, or a Program.
	Setup Setup `yaml:"setup"`
	// Database is the SQLite file. A relative name is taken in the state folder.
	Database string `yaml:"database"`
	// Keys is the file of the key ring that signs reply addresses. Empty means
	// the database's name with ".keys" at its end.
	Keys      string    `yaml:"keys"`
	Program   Program   `yaml:"program"`
	Mailbox   Mailbox   `yaml:"mailbox"`
	SMTP      SMTP      `yaml:"smtp"`
	IMAP      IMAP      `yaml:"imap"`
	Rhythm    Rhythm    `yaml:"rhythm"`
	Limits    Limits    `yaml:"limits"`
	Retention Retention `yaml:"retention"`
	// Templates is a folder whose files replace the wording that ships. Empty
	// means none.
	Templates string `yaml:"templates"`
	// AlarmCommand is a program and its arguments, run when mail cannot tell
	// the operator that mail does not work. Empty means none.
	AlarmCommand []string `yaml:"alarm_command"`
	Log          Log      `yaml:"log"`

	source *source // where each key stands, so that a later Check can point at it
}

// Setup is the kind of installation.
type Setup string

// The two kinds of installation.
const (
	Two     Setup = "two"     // a pair that runs Milepost for the two of them
	Managed Setup = "program" // a program with somebody who looks after it
)

// Mailbox is the one mailbox that Milepost writes from and reads.
type Mailbox struct {
	// Address is the bare address of the mailbox; Milepost adds +tags to it.
	Address string `yaml:"address"`
	// Name is what From shows. Empty means the names of the pair.
	Name string `yaml:"name"`
	// Mode says whether other mail arrives here too.
	Mode Mode `yaml:"mode"`
	// AuthServID is the name that our own mail server writes at the start of
	// Authentication-Results. Empty means that such lines are never believed.
	AuthServID string `yaml:"authserv_id"`
	// Strict holds a reply for confirmation unless its sender is authenticated.
	Strict  bool    `yaml:"strict"`
	Folders Folders `yaml:"folders"`
}

// Mode is how much of the mailbox is Milepost's.
type Mode string

// The two ways to use a mailbox.
const (
	Dedicated Mode = "dedicated" // every message is ours
	Shared    Mode = "shared"    // only mail that carries our marks is touched
)

// Folders are the names of the folders that read mail is moved to.
type Folders struct {
	Processed string `yaml:"processed"` // replies that were read
	Attention string `yaml:"attention"` // mail that a person should look at
	Automatic string `yaml:"automatic"` // bounces, absences and other robots
}

// SMTP is the server that mail is handed to.
type SMTP struct {
	Server
	// Evidence sends a copy of each mail to our own mailbox in the same
	// transaction, which settles whether a mail went out when an answer is lost.
	Evidence bool `yaml:"evidence"`
}

// IMAP is the server that replies are read from.
type IMAP struct {
	Server
	// Idle lets the server announce new mail at once.
	Idle bool `yaml:"idle"`
	// Sweep is how often the mailbox is searched, announced or not.
	Sweep time.Duration `yaml:"sweep"`
}

// Limits bound what one incoming message may cost.
type Limits struct {
	Message Size `yaml:"message"`  // a larger message stays in the mailbox
	OwnText Size `yaml:"own_text"` // a longer text is archived and held
	Parts   int  `yaml:"parts"`    // MIME parts in one message
	Depth   int  `yaml:"depth"`    // MIME parts within parts
}

// Retention is how long words are kept.
type Retention struct {
	// Days after a pair has ended until its words are erased.
	Days int `yaml:"days"`
}

// Log is what the daemon writes to standard error.
type Log struct {
	Level  string `yaml:"level"`  // debug, info, warn or error
	Format string `yaml:"format"` // text or json
}

// Default returns the configuration of a file that says nothing. It lacks what
// only an operator knows, so it does not pass the checks as it is.
func Default() *Config {
	return &Config{
		Setup:    Managed,
		Database: "milepost.db",
		Program:  Program{Name: "Mentoring", Zone: "UTC", Language: "en", Weeks: 26, CoordinatorSees: mentoring.SeesStates},
		Mailbox: Mailbox{
			Mode:    Dedicated,
			Folders: Folders{Processed: "Processed", Attention: "Attention", Automatic: "Automatic"},
		},
		SMTP:      SMTP{Server: Server{Port: 587, TLS: StartTLS}, Evidence: true},
		IMAP:      IMAP{Server: Server{Port: 993, TLS: Implicit}, Idle: true, Sweep: 3 * time.Minute},
		Rhythm:    defaultRhythm(),
		Limits:    Limits{Message: 25 * MB, OwnText: MB, Parts: 100, Depth: 12},
		Retention: Retention{Days: 180},
		Log:       Log{Level: "info", Format: "text"},
	}
}
