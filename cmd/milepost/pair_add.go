package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"milepost/internal/config"
	"milepost/mail"
	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/store"
	"milepost/templates"
)

// newPair is what pair add is told.
type newPair struct {
	mentor, mentee   string
	zone, mentorsZ   string
	language         string
	wordsNote        string // where the mails are in another language
	program          string
	cohort, begins   string
	firstDay         calendar.Date // what begins says
	weeks            int
	consent          bool
	mentorW, menteeW mentoring.Person
}

func (a *app) pairAddCommand() *cobra.Command {
	var n newPair
	cmd := &cobra.Command{
		Use:   "add --mentor 'NAME <ADDRESS>' --mentee 'NAME <ADDRESS>'",
		Short: "Add a pair and invite both",
		Long: `Adds a pair. Each gets a welcome that names who entered the address, and
nothing else before both have said yes. With --consent-given both have said yes
elsewhere; the welcome goes out all the same, and one no ends it.

Somebody who is known already, by address, is not added again: a person may be
in several pairs, as mentor and as mentee.`,
		Example: `  milepost pair add --mentor 'Tomasz Nowak <tomasz@mentors.example>' --mentee 'Ana Sousa <ana@mentors.example>'
  milepost pair add --mentor 'Tomasz Nowak <tomasz@mentors.example>' --mentor-zone Europe/Warsaw \
      --mentee 'Ana Sousa <ana@mentors.example>' --zone Europe/Lisbon --weeks 26`,
		Args: noArgs,
		RunE: a.writing(func(ctx context.Context, d *desk, _ []string) error { return d.addPair(ctx, n) }),
	}
	f := cmd.Flags()
	f.StringVar(&n.mentor, "mentor", "", "the mentor: 'NAME <ADDRESS>'")
	f.StringVar(&n.mentee, "mentee", "", "the mentee: 'NAME <ADDRESS>'")
	f.StringVar(&n.zone, "zone", "", "the time zone of both, such as Europe/Lisbon (default: program.zone)")
	f.StringVar(&n.mentorsZ, "mentor-zone", "", "the mentor's time zone, where it is another")
	f.StringVar(&n.language, "language", "", "the language of both, such as en or pt-BR (default: program.language)")
	f.StringVar(&n.program, "program", "", "the program that the pair belongs to (default: program.name)")
	f.StringVar(&n.cohort, "cohort", "", "a name for those who begin together, such as \"spring 2027\"")
	f.StringVar(&n.begins, "begins", "", "the day on which the welcome goes out: 2027-03-01 (default: at once)")
	f.IntVar(&n.weeks, "weeks", 0, "how many weeks the pair runs (default: program.weeks)")
	f.BoolVar(&n.consent, "consent-given", false, "both have said yes already, elsewhere")
	a.atOption(cmd)
	a.jsonOption(cmd)
	return cmd
}

func (d *desk) addPair(ctx context.Context, n newPair) error {
	if err := n.check(d.cfg); err != nil {
		return err
	}
	if err := d.knowProgram(ctx, n.program); err != nil {
		return err
	}
	known := map[string]mentoring.Person{}
	for _, who := range []mentoring.Person{n.mentorW, n.menteeW} {
		if p, err := d.store.PersonByAddress(ctx, who.Mail()); err == nil {
			known[who.Mail()] = p
		}
	}
	id, err := d.store.AddPair(ctx, store.NewPair{
		Mentor: n.mentorW, Mentee: n.menteeW, Zone: n.zone, Weeks: n.weeks, Program: n.program,
		Cohort: n.cohort, Begins: n.firstDay, ConsentGiven: n.consent,
	}, d.now)
	if errors.Is(err, store.ErrDuplicate) {
		return withHint(err, "milepost pair list shows them")
	}
	if err != nil {
		return err
	}
	line := d.audit("pair add", "")
	line.Pair = id
	if err := d.store.Audit(ctx, line); err != nil {
		return err
	}
	r, err := d.store.Record(ctx, id)
	if err != nil {
		return err
	}
	if d.jsonFlag {
		return d.asJSON(map[string]any{"pair": id, "mentor": r.Pair.Mentor.Person, "mentee": r.Pair.Mentee.Person, "state": r.Pair.State})
	}
	d.say("Pair %d: %s & %s, %s.", id, r.People[1].Name, r.People[0].Name, r.Pair.State)
	for _, who := range []mentoring.Person{n.mentorW, n.menteeW} {
		if p, ok := known[who.Mail()]; ok {
			d.note("%s is known already, as person %d (%s); nothing about them was changed.", who.Mail(), p.ID, p.Name)
		}
	}
	if n.wordsNote != "" {
		d.note("%s", n.wordsNote)
	}
	if n.consent {
		d.note("Both have said yes. What goes out when: milepost plan --next 14d")
	} else {
		d.note("Both get a welcome at their next working hour, and nothing else before both say yes.")
	}
	return nil
}

// check reads what was given, and fills in what the configuration says.
func (n *newPair) check(cfg *config.Config) error {
	set, err := templates.Load(cfg.Templates)
	if err != nil {
		return fmt.Errorf("templates: %w", err)
	}
	if err := n.readBegins(); err != nil {
		return err
	}
	zone, language := cmp.Or(n.zone, cfg.Program.Zone), cmp.Or(n.language, cfg.Program.Language)
	mentorsZone := cmp.Or(n.mentorsZ, zone)
	n.weeks, n.program = cmp.Or(n.weeks, cfg.Program.Weeks), cmp.Or(n.program, cfg.Program.Name)
	if n.weeks < 1 || n.weeks > 520 {
		return usageError{fmt.Errorf("--weeks %d is out of range: write 1 to 520", n.weeks)}
	}
	for _, z := range []string{zone, mentorsZone} {
		if err := knownZone(z); err != nil {
			return err
		}
	}
	if language, err = readLanguage(language, set); err != nil {
		return usageError{fmt.Errorf("--language: %w", err)}
	}
	n.wordsNote = otherWords(language, set)
	person := func(flag, text, zone string) (mentoring.Person, error) {
		who, err := readPerson(flag, text)
		who.Zone, who.Language, who.Hours = zone, language, cfg.Rhythm.WorkHours()
		return who, err
	}
	var errMentor, errMentee error
	n.mentorW, errMentor = person("--mentor", n.mentor, mentorsZone)
	n.menteeW, errMentee = person("--mentee", n.mentee, zone)
	if err := cmpErr(errMentor, errMentee); err != nil {
		return err
	}
	if strings.EqualFold(n.mentorW.Mail(), n.menteeW.Mail()) {
		return usageError{errors.New("mentor and mentee have the same address")}
	}
	if i := slices.IndexFunc([]mentoring.Person{n.mentorW, n.menteeW}, func(p mentoring.Person) bool {
		return strings.EqualFold(p.Mail(), cfg.Mailbox.Address)
	}); i >= 0 {
		return usageError{fmt.Errorf("%s is Milepost's own mailbox: it would write to itself", cfg.Mailbox.Address)}
	}
	return nil
}

func cmpErr(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// readPerson reads 'NAME <ADDRESS>' as it stands behind a flag.
func readPerson(flag, text string) (mentoring.Person, error) {
	if text == "" {
		return mentoring.Person{}, withHint(usageError{fmt.Errorf("%s is missing", flag)}, "write %s 'NAME <ADDRESS>', in quotes", flag)
	}
	addr, err := mail.ParseAddress(text)
	if err != nil {
		return mentoring.Person{}, withHint(usageError{fmt.Errorf("%s: %w", flag, err)}, "write 'NAME <ADDRESS>', in quotes")
	}
	if addr.Name == "" {
		return mentoring.Person{}, withHint(usageError{fmt.Errorf("%s %s lacks a name", flag, addr.Addr)}, "write 'NAME <%s>', in quotes", addr.Addr)
	}
	return mentoring.Person{Name: addr.Name, Addresses: []mentoring.Address{{Address: addr.Addr, Confirmed: true}}}, nil
}

// knownZone says what is wrong with the name of a zone, or nil.
func knownZone(name string) error {
	if _, err := time.LoadLocation(name); err != nil || name == "" || name == "Local" {
		return withHint(usageError{fmt.Errorf("%q is not a time zone", name)}, "write an area and a city, such as Europe/Lisbon")
	}
	return nil
}

// readBegins reads the day of the welcome.
func (n *newPair) readBegins() (err error) {
	if n.begins == "" {
		return nil
	}
	if n.firstDay, err = calendar.ParseDate(n.begins); err != nil {
		return withHint(usageError{fmt.Errorf("--begins: %q is not a date", n.begins)}, "write year, month and day: 2027-03-01")
	}
	return nil
}
