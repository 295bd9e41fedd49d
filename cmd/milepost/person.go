package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"milepost/internal/report"
	"milepost/mail"
	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
	"milepost/store"
	"milepost/templates"
)

func (a *app) personCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "person",
		Short: "Show and change people",
		Long: `People are added with their pairs. A person is named by number, by address, or
by a name that only they have.`,
		Example: `  milepost person list
  milepost person show ana
  milepost person edit ana --zone Europe/Paris`,
		Args: cobra.ArbitraryArgs,
		RunE: group,
	}
	cmd.AddCommand(a.personListCommand(), a.personShowCommand(), a.personEditCommand())
	return cmd
}

func (a *app) personListCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List all people",
		Example: "  milepost person list --json",
		Args:    noArgs,
		RunE: a.reading(func(ctx context.Context, d *desk, _ []string) error {
			people, err := d.store.People(ctx)
			if err != nil {
				return err
			}
			list := report.PeopleOf(people, d.now)
			if d.jsonFlag {
				return d.asJSON(list)
			}
			if len(list) == 0 {
				d.note("There is nobody yet. People are added with their pairs: milepost pair add --help")
			}
			return list.Text(d.stdout)
		}),
	}
	a.jsonOption(cmd)
	return cmd
}

// recentMails is how many mails to a person are looked at. Not all are shown.
const recentMails = 50

func (a *app) personShowCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "show PERSON",
		Short: "Show a person's settings, and what became of the last mails to them",
		Long: `Shows a person's addresses, zone, language and hours, the pairs they are in, and
what became of the last prompts and digests to them (not of receipts and
reminders, which tell about their replies). What the mail server said
of a mail mostly has a number, which finds the mail in that server's log.`,
		Example: "  milepost person show ana",
		Args:    wantArgs(1, 1),
		RunE: a.reading(func(ctx context.Context, d *desk, args []string) error {
			who, err := d.person(ctx, args[0])
			if err != nil {
				return err
			}
			records, err := d.store.RecordsOf(ctx, who.ID)
			if err != nil {
				return err
			}
			p := report.PersonOf(who, records, d.now)
			last, err := d.store.LatestDeliveries(ctx, who.ID, recentMails)
			if err != nil {
				return err
			}
			policy, _, err := d.policy()
			if err != nil {
				return err
			}
			p.Mails = report.SentMails(last, func(name string) bool {
				def, _ := policy.Ritual(name)
				return def.Trigger == ritual.OnSchedule || def.Trigger == ritual.OnInvited || def.Trigger == ritual.OnStarted
			})
			if d.jsonFlag {
				return d.asJSON(p)
			}
			return p.Text(d.stdout, d.cfg.Program.Location())
		}),
	}
	a.jsonOption(cmd)
	return cmd
}

// personEdit is what person edit is told.
type personEdit struct {
	name, address, also, zone, language, days, hours, reason string
	textOnly                                                 bool
}

func (a *app) personEditCommand() *cobra.Command {
	var e personEdit
	cmd := &cobra.Command{
		Use:   "edit PERSON",
		Short: "Change a person's address, zone, language or working hours",
		Long: `Changes what Milepost knows about a person. With --address the person is
written to there from now on, and the address before is theirs no more: replies
to mails that went there are held.`,
		Example: `  milepost person edit ana --address ana.sousa@mentors.example
  milepost person edit tomasz --days mon-thu --hours 09:00-16:00`,
		Args: wantArgs(1, 1),
	}
	f := cmd.Flags()
	f.StringVar(&e.name, "name", "", "the name")
	f.StringVar(&e.address, "address", "", "the address to write to, in place of the one before")
	f.StringVar(&e.also, "also", "", "one more address from which the person may reply")
	f.StringVar(&e.zone, "zone", "", "the time zone, such as Europe/Lisbon")
	f.StringVar(&e.language, "language", "", "the language, such as en, or en-US where 5/12 is in May")
	f.StringVar(&e.days, "days", "", "the working days: mon-fri, or mon,tue,thu")
	f.StringVar(&e.hours, "hours", "", "the working hours: 08:00-18:00")
	f.BoolVar(&e.textOnly, "text-only", false, "mails without HTML")
	reasonOption(cmd, &e.reason)
	cmd.RunE = a.writing(func(ctx context.Context, d *desk, args []string) error {
		who, err := d.person(ctx, args[0])
		if err != nil {
			return err
		}
		changed := who
		changed.Addresses = slices.Clone(who.Addresses)
		if err := e.apply(&changed, d); err != nil {
			return err
		}
		if cmd.Flags().Changed("text-only") {
			changed.TextOnly = e.textOnly
		}
		if changed.Name == who.Name && slices.Equal(changed.Addresses, who.Addresses) && changed.Zone == who.Zone &&
			changed.Language == who.Language && changed.Hours == who.Hours && changed.TextOnly == who.TextOnly {
			return withHint(usageError{errors.New("nothing to change")}, "%s --help shows what can be changed", cmd.CommandPath())
		}
		err = d.store.SavePerson(ctx, changed, d.audit("person edit", e.reason), d.now)
		if errors.Is(err, store.ErrDuplicate) {
			return withHint(err, "that address is somebody else's already: milepost person show ADDRESS")
		}
		if err != nil {
			return err
		}
		d.say("Person %d is changed.", who.ID)
		return nil
	})
	return cmd
}

// apply makes the changes that were asked for.
func (e personEdit) apply(who *mentoring.Person, d *desk) error {
	if name := strings.TrimSpace(e.name); name != "" {
		who.Name = name
	}
	if e.address != "" {
		addr, err := newAddress("--address", e.address, d)
		if err != nil {
			return err
		}
		if len(who.Addresses) == 0 {
			who.Addresses = []mentoring.Address{addr}
		} else if who.Addresses[0].Address != addr.Address {
			others := slices.DeleteFunc(who.Addresses[1:], func(x mentoring.Address) bool { return x.Address == addr.Address })
			who.Addresses = append([]mentoring.Address{addr}, others...)
		}
	}
	if e.also != "" {
		addr, err := newAddress("--also", e.also, d)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(who.Addresses, func(x mentoring.Address) bool { return x.Address == addr.Address }) {
			who.Addresses = append(who.Addresses, addr)
		}
	}
	if e.zone != "" {
		if err := knownZone(e.zone); err != nil {
			return err
		}
		who.Zone = e.zone
	}
	if e.language != "" {
		set, err := templates.Load(d.cfg.Templates)
		if err != nil {
			return fmt.Errorf("templates: %w", err)
		}
		if who.Language, err = readLanguage(e.language, set); err != nil {
			return usageError{fmt.Errorf("--language: %w", err)}
		}
		if note := otherWords(who.Language, set); note != "" {
			d.note("%s", note)
		}
	}
	return e.times(who)
}

func newAddress(flag, text string, d *desk) (mentoring.Address, error) {
	addr, err := mail.ParseAddress(text)
	if err != nil {
		return mentoring.Address{}, withHint(usageError{fmt.Errorf("%s: %w", flag, err)}, "write the address alone, such as ana@mentors.example")
	}
	if strings.EqualFold(addr.Addr, d.cfg.Mailbox.Address) {
		return mentoring.Address{}, usageError{fmt.Errorf("%s: %s is Milepost's own mailbox", flag, addr.Addr)}
	}
	return mentoring.Address{Address: addr.Addr, Confirmed: true}, nil
}

// times changes the working days and hours.
func (e personEdit) times(who *mentoring.Person) error {
	if e.days != "" {
		days, err := calendar.ParseWeekdays(e.days)
		if err != nil {
			return withHint(usageError{fmt.Errorf("--days: %w", err)}, "write mon-fri, or mon,tue,thu")
		}
		who.Hours.Days = days
	}
	if e.hours == "" {
		return nil
	}
	bad := func(err error) error {
		return withHint(usageError{fmt.Errorf("--hours %q: %w", e.hours, err)}, "write 08:00-18:00")
	}
	from, to, ok := strings.Cut(e.hours, "-")
	if !ok {
		return bad(errors.New("a window has two ends"))
	}
	var err error
	if who.Hours.From, err = calendar.ParseClock(strings.TrimSpace(from)); err != nil {
		return bad(err)
	}
	if who.Hours.To, err = calendar.ParseClock(strings.TrimSpace(to)); err != nil {
		return bad(err)
	}
	if who.Hours.To <= who.Hours.From {
		return bad(errors.New("the end is not after the beginning"))
	}
	return nil
}
