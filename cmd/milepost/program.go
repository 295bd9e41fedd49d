package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"milepost/daemon"
	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/store"
	"milepost/templates"
)

func (a *app) programCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "program",
		Short: "Add, show and change programs",
		Long: `A program is several pairs that share a coordinator, a calendar and, if you
like, questions of their own. The one that config.yaml names is changed there;
all others are added and changed here.`,
		Example: `  milepost program add "Spring 2027" --coordinator 'Ines Duarte <ines@mentors.example>'
  milepost program set "Spring 2027" --quiet-weeks 2027-W31,2027-W32
  milepost program show "Spring 2027"`,
		Args: cobra.ArbitraryArgs,
		RunE: group,
	}
	cmd.AddCommand(a.programAddCommand(), a.programListCommand(), a.programShowCommand(), a.programSetCommand(),
		a.programRequestsCommand(), a.programDecideCommand("approve", "Say yes to a request", true),
		a.programDecideCommand("decline", "Say no to a request", false))
	return cmd
}

// programOptions is what program add and program set are told.
type programOptions struct {
	coordinator, leader, trusted, sees string
	holidays, quiet                    []string
	circle                             bool
	given                              func(flag string) bool
}

func (o *programOptions) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.coordinator, "coordinator", "", "who looks after the pairs: 'NAME <ADDRESS>', or none")
	f.StringVar(&o.leader, "leader", "", "who may write a note to all: 'NAME <ADDRESS>', or none")
	f.StringVar(&o.trusted, "trusted", "", "who reads what is written in confidence: 'NAME <ADDRESS>', or none")
	f.StringVar(&o.sees, "sees", "", "how much the coordinator is told: none, counts or states")
	f.StringSliceVar(&o.holidays, "holidays", nil, "days without mail: 2027-05-01,2027-06-10, or none")
	f.StringSliceVar(&o.quiet, "quiet-weeks", nil, "weeks without mail: 2027-W31,2027-W32, or none")
	f.BoolVar(&o.circle, "circle", false, "offer the mentors one shared question a month")
	o.given = f.Changed
}

// apply changes a program as the options say. What is not given stays.
func (o *programOptions) apply(n *store.NewProgram, d *desk) error {
	for _, x := range []struct {
		flag, text string
		who        *mentoring.Person
	}{
		{"coordinator", o.coordinator, &n.Coordinator}, {"leader", o.leader, &n.Leader}, {"trusted", o.trusted, &n.Trusted},
	} {
		switch {
		case !o.given(x.flag):
		case x.text == "none" || x.text == "":
			*x.who = mentoring.Person{}
		default:
			who, err := readPerson("--"+x.flag, x.text)
			if err != nil {
				return err
			}
			who.Zone, who.Language, who.Hours = d.cfg.Program.Zone, d.cfg.Program.Language, d.cfg.Rhythm.WorkHours()
			*x.who = who
		}
	}
	if n.Trusted.Mail() != "" && strings.EqualFold(n.Trusted.Mail(), n.Coordinator.Mail()) {
		return withHint(usageError{errors.New("the trusted contact is the coordinator, too")}, "name somebody else, or --trusted none")
	}
	if o.given("sees") {
		if n.Sees = mentoring.Sight(o.sees); !n.Sees.Known() {
			return withHint(usageError{fmt.Errorf("--sees %q is not known", o.sees)}, "write none, counts or states")
		}
	}
	if o.given("circle") {
		n.Circle = o.circle
	}
	var err error
	if o.given("holidays") {
		if n.Holidays, err = each(o.holidays, calendar.ParseDate); err != nil {
			return withHint(usageError{fmt.Errorf("--holidays: %w", err)}, "write days such as 2027-05-01,2027-06-10")
		}
	}
	if o.given("quiet-weeks") {
		if n.Quiet, err = each(o.quiet, calendar.ParseWeek); err != nil {
			return withHint(usageError{fmt.Errorf("--quiet-weeks: %w", err)}, "write weeks such as 2027-W31,2027-W32")
		}
	}
	return nil
}

// each reads the items of a list; "none" is the empty one.
func each[T any](items []string, read func(string) (T, error)) ([]T, error) {
	var out []T
	for _, item := range items {
		if item = strings.TrimSpace(item); item == "" || item == "none" {
			continue
		}
		v, err := read(item)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

func (a *app) programAddCommand() *cobra.Command {
	var o programOptions
	cmd := &cobra.Command{
		Use:     "add NAME",
		Short:   "Add a program",
		Example: `  milepost program add "Spring 2027" --coordinator 'Ines Duarte <ines@mentors.example>' --sees counts`,
		Args:    wantArgs(1, 1),
		RunE: a.writing(func(ctx context.Context, d *desk, args []string) error {
			n := store.NewProgram{Name: strings.TrimSpace(args[0]), Holidays: d.cfg.Program.Holidays, Quiet: d.cfg.Program.QuietWeeks}
			if n.Name == "" || strings.ContainsFunc(n.Name, func(r rune) bool { return r < ' ' }) {
				return withHint(usageError{errors.New("a program needs a name on one line")}, `write it in quotes: milepost program add "Spring 2027"`)
			}
			if _, err := d.store.ProgramNamed(ctx, n.Name); err == nil || n.Name == d.cfg.Program.Name {
				return withHint(usageError{fmt.Errorf("there is a program %q already", n.Name)}, "milepost program set changes one")
			}
			if err := o.apply(&n, d); err != nil {
				return err
			}
			return d.saveProgram(ctx, n, "program add")
		}),
	}
	o.flags(cmd)
	return cmd
}

func (a *app) programSetCommand() *cobra.Command {
	var o programOptions
	cmd := &cobra.Command{
		Use:   "set NAME",
		Short: "Change a program's people, calendar, or what its coordinator is told",
		Long: `Changes what is given and leaves the rest. The program that config.yaml names
is changed there, under "program:".`,
		Example: `  milepost program set "Spring 2027" --sees counts --trusted none`,
		Args:    wantArgs(1, 1),
		RunE: a.writing(func(ctx context.Context, d *desk, args []string) error {
			if args[0] == d.cfg.Program.Name {
				return withHint(usageError{fmt.Errorf("config.yaml names the program %q", args[0])}, `change it there, under "program:"; the daemon reads it again on SIGHUP`)
			}
			row, err := d.program(ctx, args[0])
			if err != nil {
				return err
			}
			n, err := d.newProgram(ctx, row)
			if err != nil {
				return err
			}
			if err := o.apply(&n, d); err != nil {
				return err
			}
			return d.saveProgram(ctx, n, "program set")
		}),
	}
	o.flags(cmd)
	return cmd
}

// newProgram is a program as it stands, to be changed and saved.
func (d *desk) newProgram(ctx context.Context, row store.ProgramRow) (store.NewProgram, error) {
	n := store.NewProgram{Name: row.Name, Sees: row.Sees, Holidays: row.Dates, Quiet: row.Quiet, Circle: row.Circle}
	for _, x := range []struct {
		id  mentoring.PersonID
		who *mentoring.Person
	}{{row.Coordinator, &n.Coordinator}, {row.Leader, &n.Leader}, {row.Trusted, &n.Trusted}} {
		if x.id == 0 {
			continue
		}
		var err error
		if *x.who, err = d.store.Person(ctx, x.id); err != nil {
			return n, err
		}
	}
	return n, nil
}

func (d *desk) saveProgram(ctx context.Context, n store.NewProgram, what string) error {
	if _, err := d.store.SaveProgram(ctx, n, d.now); err != nil {
		return err
	}
	if err := d.store.Audit(ctx, d.audit(what, "")); err != nil {
		return err
	}
	d.say("Program %q is saved.", n.Name)
	return nil
}

// program finds a program by its name, in upper or lower case.
func (d *desk) program(ctx context.Context, name string) (store.ProgramRow, error) {
	rows, err := d.store.Programs(ctx)
	if err != nil {
		return store.ProgramRow{}, err
	}
	names := make([]string, len(rows))
	for i, row := range rows {
		if strings.EqualFold(row.Name, name) {
			return row, nil
		}
		names[i] = row.Name
	}
	if len(names) == 0 {
		return store.ProgramRow{}, withHint(fmt.Errorf("there is no program %q", name), "milepost program add %q makes one", name)
	}
	return store.ProgramRow{}, withHint(fmt.Errorf("there is no program %q", name), "there are %s", strings.Join(names, ", "))
}

// knowProgram sees to it that a program is in the store before pairs are added
// to it. One that is not there gets the calendar of config.yaml.
func (d *desk) knowProgram(ctx context.Context, name string) error {
	if name == d.cfg.Program.Name {
		_, err := d.store.SaveProgram(ctx, daemon.ProgramOf(d.cfg), d.now)
		return err
	}
	_, err := d.store.ProgramNamed(ctx, name)
	if errors.Is(err, store.ErrNotFound) {
		n := store.NewProgram{Name: name, Holidays: d.cfg.Program.Holidays, Quiet: d.cfg.Program.QuietWeeks}
		_, err = d.store.SaveProgram(ctx, n, d.now)
	}
	return err
}

// programView is a program as a script reads it.
type programView struct {
	Name        string          `json:"name"`
	Coordinator string          `json:"coordinator,omitempty"`
	Leader      string          `json:"leader,omitempty"`
	Trusted     string          `json:"trusted,omitempty"`
	Sees        mentoring.Sight `json:"sees"`
	Holidays    []calendar.Date `json:"holidays"`
	QuietWeeks  []calendar.Week `json:"quiet_weeks"`
	Circle      bool            `json:"circle"`
	Pairs       int             `json:"pairs"`
	Cohorts     []cohortView    `json:"cohorts,omitempty"`
	Customised  bool            `json:"customised,omitempty"` // it has questions of its own; not which
}

type cohortView struct {
	Name   string        `json:"name"`
	Begins calendar.Date `json:"begins,omitzero"`
	Pairs  int           `json:"pairs"`
}

// viewProgram puts together what is shown of a program: health, not words.
func (d *desk) viewProgram(ctx context.Context, row store.ProgramRow) (programView, error) {
	v := programView{Name: row.Name, Sees: row.Sees, Holidays: row.Dates, QuietWeeks: row.Quiet, Circle: row.Circle}
	for _, x := range []struct {
		id   mentoring.PersonID
		text *string
	}{{row.Coordinator, &v.Coordinator}, {row.Leader, &v.Leader}, {row.Trusted, &v.Trusted}} {
		if x.id == 0 {
			continue
		}
		who, err := d.store.Person(ctx, x.id)
		if err != nil {
			return v, err
		}
		*x.text = who.Name + " <" + who.Mail() + ">"
	}
	folders, err := templates.Owners(d.cfg.Templates)
	if err != nil {
		return v, err
	}
	v.Customised = slices.Contains(folders, "program/"+row.Name)
	records, err := d.store.RecordsIn(ctx, row.ID)
	if err != nil {
		return v, err
	}
	cohorts := map[string]cohortView{}
	for _, r := range records {
		v.Pairs++
		if r.Pair.Cohort == "" {
			continue
		}
		c := cohorts[r.Pair.Cohort]
		c.Name, c.Begins, c.Pairs = r.Pair.Cohort, r.Pair.Begins, c.Pairs+1
		cohorts[c.Name] = c
	}
	for _, name := range slices.Sorted(maps.Keys(cohorts)) {
		v.Cohorts = append(v.Cohorts, cohorts[name])
	}
	return v, nil
}

func (a *app) programListCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List all programs",
		Example: "  milepost program list --json",
		Args:    noArgs,
		RunE: a.reading(func(ctx context.Context, d *desk, _ []string) error {
			rows, err := d.store.Programs(ctx)
			if err != nil {
				return err
			}
			views := []programView{}
			for _, row := range rows {
				v, err := d.viewProgram(ctx, row)
				if err != nil {
					return err
				}
				views = append(views, v)
			}
			if d.jsonFlag {
				return d.asJSON(views)
			}
			for _, v := range views {
				d.say("%s: %d pairs, coordinator %s", v.Name, v.Pairs, orNobody(v.Coordinator))
			}
			return nil
		}),
	}
	a.jsonOption(cmd)
	return cmd
}

func (a *app) programShowCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "show NAME",
		Short:   "Show a program's people, calendar and cohorts",
		Example: `  milepost program show "Spring 2027"`,
		Args:    wantArgs(1, 1),
		RunE: a.reading(func(ctx context.Context, d *desk, args []string) error {
			row, err := d.program(ctx, args[0])
			if err != nil {
				return err
			}
			v, err := d.viewProgram(ctx, row)
			if err != nil {
				return err
			}
			if d.jsonFlag {
				return d.asJSON(v)
			}
			return v.text(d.stdout)
		}),
	}
	a.jsonOption(cmd)
	return cmd
}

func (v programView) text(w io.Writer) error {
	var b strings.Builder
	line := func(label, text string) { fmt.Fprintf(&b, "  %-13s %s\n", label, text) }
	fmt.Fprintf(&b, "%s\n", v.Name)
	line("coordinator", orNobody(v.Coordinator)+", is told: "+string(v.Sees))
	line("leader", orNobody(v.Leader))
	line("trusted", orNobody(v.Trusted))
	line("holidays", orNone(v.Holidays))
	line("quiet weeks", orNone(v.QuietWeeks))
	line("pairs", fmt.Sprint(v.Pairs))
	if v.Customised {
		line("questions", "customised")
	}
	for _, c := range v.Cohorts {
		text := fmt.Sprintf("%s: %d pairs", c.Name, c.Pairs)
		if !c.Begins.IsZero() {
			text += ", from " + c.Begins.String()
		}
		line("cohort", text)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func orNobody(text string) string {
	if text == "" {
		return "nobody"
	}
	return text
}

func orNone[T fmt.Stringer](items []T) string {
	if len(items) == 0 {
		return "none"
	}
	words := make([]string, len(items))
	for i, item := range items {
		words[i] = item.String()
	}
	return strings.Join(words, ", ")
}
