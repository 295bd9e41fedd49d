package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"milepost/internal/roster"
	"milepost/mail"
	"milepost/mentoring"
	"milepost/store"
	"milepost/templates"
)

// newImport is what pair import is told.
type newImport struct {
	program, cohort, begins string
	dryRun, skip, consent   bool
}

func (a *app) pairImportCommand() *cobra.Command {
	var n newImport
	cmd := &cobra.Command{
		Use:   "import FILE.csv",
		Short: "Add the pairs of a list, and bring those that are there up to date",
		Long: `Reads a list of pairs as a spreadsheet saves it. Its first line names the
columns. Needed are mentor, mentor email, mentee and mentee email; further ones
are mentor zone, mentor language, mentee zone, mentee language, program, cohort,
begins, weeks and zone. Commas, semicolons and tabs part the cells.

The list is compared with what is there. A pair that is new is added and invited,
as by pair add; one that is there is changed where the list says something else;
an empty cell changes nothing. Pairs that the list does not have are left alone,
and pairs that are over are not begun again. The same list may be imported any
number of times. With a mistake in any line nothing is changed.`,
		Example: `  milepost pair import spring.csv --dry-run
  milepost pair import spring.csv --cohort "spring 2027" --begins 2027-03-01`,
		Args: wantArgs(1, 1),
		RunE: a.writing(func(ctx context.Context, d *desk, args []string) error { return d.importPairs(ctx, args[0], n) }),
	}
	f := cmd.Flags()
	f.BoolVar(&n.dryRun, "dry-run", false, "show what would change, and change nothing")
	f.BoolVar(&n.skip, "skip", false, "leave out the lines with a mistake")
	f.StringVar(&n.program, "program", "", "the program, where a line names none (default: program.name)")
	f.StringVar(&n.cohort, "cohort", "", "the cohort, where a line names none")
	f.StringVar(&n.begins, "begins", "", "the day of the welcome, where a line names none: 2027-03-01")
	f.BoolVar(&n.consent, "consent-given", false, "all have said yes already, elsewhere")
	a.atOption(cmd)
	a.jsonOption(cmd)
	return cmd
}

func (d *desk) importPairs(ctx context.Context, path string, n newImport) error {
	var in io.Reader = d.stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return withHint(usageError{err}, "name a CSV file, or - for standard input")
		}
		defer f.Close()
		in = f
	}
	set, err := templates.Load(d.cfg.Templates)
	if err != nil {
		return fmt.Errorf("templates: %w", err)
	}
	rows, problems, err := roster.Read(in, roster.Checks{
		Address: splitAddress, Zone: knownZone, Own: d.cfg.Mailbox.Address,
		Known: func(address string) bool {
			_, err := d.store.PersonByAddress(ctx, address)
			return err == nil
		},
		Language: func(tag string) (string, error) { return readLanguage(tag, set) },
	})
	if err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	base := newPair{begins: n.begins}
	if err := base.readBegins(); err != nil {
		return err
	}
	for i := range rows {
		r := &rows[i]
		r.Program, r.Cohort = cmp.Or(r.Program, n.program), cmp.Or(r.Cohort, n.cohort)
		r.Begins = cmp.Or(r.Begins, base.firstDay)
	}
	known, err := d.known(ctx)
	if err != nil {
		return err
	}
	diff := roster.Compare(rows, known)
	if err := d.showDiff(diff, problems); err != nil {
		return err
	}
	switch {
	case len(problems) > 0 && (!n.skip || len(rows) == 0):
		return withHint(usageError{fmt.Errorf("mistakes in the list: %d; nothing was changed", len(problems))},
			"mend them and import it again, or leave those lines out with --skip")
	case n.dryRun:
		d.note("Nothing was changed: this was a dry run.")
		return nil
	}
	return d.carryOut(ctx, diff, n)
}

// splitAddress reads "NAME <ADDRESS>", or an address alone.
func splitAddress(text string) (name, address string, err error) {
	a, err := mail.ParseAddress(text)
	return a.Name, a.Addr, err
}

func (d *desk) known(ctx context.Context) (k roster.Known, err error) {
	pairs, err := d.store.Pairs(ctx)
	if err != nil {
		return k, err
	}
	for _, p := range pairs {
		if p.State == mentoring.Forgotten {
			continue
		}
		r, err := d.store.Outline(ctx, p.ID)
		if err != nil {
			return k, err
		}
		k.Pairs = append(k.Pairs, r)
	}
	return k, nil
}

// showDiff says what the list changes, line by line, and what is wrong with it.
func (d *desk) showDiff(diff roster.Diff, problems []roster.Problem) error {
	if d.jsonFlag {
		return d.asJSON(map[string]any{
			"added": len(diff.Added), "changed": len(diff.Changed), "unchanged": len(diff.Unchanged), "over": len(diff.Over),
			"refused": problems,
		})
	}
	names := func(r roster.Row) string {
		return cmp.Or(r.Mentor.Name, r.Mentor.Address) + " & " + cmp.Or(r.Mentee.Name, r.Mentee.Address)
	}
	for _, p := range problems {
		d.say("refused    %s", p)
	}
	for _, r := range diff.Added {
		d.say("added      line %d: %s", r.Line, names(r))
	}
	for _, c := range diff.Changed {
		d.say("changed    line %d: pair %d: %s", c.Row.Line, c.Pair, strings.Join(c.What, ", "))
	}
	for _, r := range diff.Over {
		d.say("over       line %d: %s were a pair; milepost pair add begins anew", r.Line, names(r))
	}
	d.say("%d added, %d changed, %d unchanged, %d over, %d refused",
		len(diff.Added), len(diff.Changed), len(diff.Unchanged), len(diff.Over), len(problems))
	return nil
}

// showsProgress is how many pairs an import has at least that says how far it is.
const showsProgress = 50

// carryOut adds and changes pairs, each in a transaction of its own: an import
// that was cut off is begun again and goes on where it stopped.
func (d *desk) carryOut(ctx context.Context, diff roster.Diff, n newImport) error {
	all, done := len(diff.Added)+len(diff.Changed), 0
	step := func() {
		if done++; all >= showsProgress && done%showsProgress == 0 {
			d.note("%d of %d", done, all)
		}
	}
	programs := map[string]bool{}
	for _, row := range diff.Added {
		row.Program = cmp.Or(row.Program, d.cfg.Program.Name)
		if !programs[row.Program] {
			if err := d.knowProgram(ctx, row.Program); err != nil {
				return err
			}
			programs[row.Program] = true
		}
		id, err := d.store.AddPair(ctx, d.pairOf(row, n), d.now)
		if err != nil {
			return fmt.Errorf("line %d: %w", row.Line, err)
		}
		line := d.audit("pair import", "")
		line.Pair = id
		if err := d.store.Audit(ctx, line); err != nil {
			return err
		}
		step()
	}
	for _, c := range diff.Changed {
		if err := d.bringUpToDate(ctx, c); err != nil {
			return fmt.Errorf("line %d: %w", c.Row.Line, err)
		}
		step()
	}
	return nil
}

// pairOf is a line as a new pair, with what the configuration says where the
// line says nothing.
func (d *desk) pairOf(row roster.Row, n newImport) store.NewPair {
	person := func(s roster.Someone) mentoring.Person {
		return mentoring.Person{
			Name: s.Name, Zone: cmp.Or(s.Zone, row.Zone, d.cfg.Program.Zone), Language: cmp.Or(s.Language, d.cfg.Program.Language),
			Hours: d.cfg.Rhythm.WorkHours(), Addresses: []mentoring.Address{{Address: s.Address, Confirmed: true}},
		}
	}
	return store.NewPair{
		Mentor: person(row.Mentor), Mentee: person(row.Mentee), Zone: row.Zone, Weeks: cmp.Or(row.Weeks, d.cfg.Program.Weeks),
		Program: row.Program, Cohort: row.Cohort, Begins: row.Begins, ConsentGiven: n.consent,
	}
}

// bringUpToDate changes a pair and its people as a line says.
func (d *desk) bringUpToDate(ctx context.Context, c roster.Change) error {
	for _, s := range []roster.Someone{c.Row.Mentor, c.Row.Mentee} {
		who, err := d.store.PersonByAddress(ctx, s.Address)
		if err != nil {
			return err
		}
		name, zone, language := cmp.Or(s.Name, who.Name), cmp.Or(s.Zone, who.Zone), cmp.Or(s.Language, who.Language)
		if name == who.Name && zone == who.Zone && language == who.Language {
			continue
		}
		who.Name, who.Zone, who.Language = name, zone, language
		if err := d.store.SavePerson(ctx, who, d.audit("pair import", ""), d.now); err != nil {
			return err
		}
	}
	r, err := d.store.Record(ctx, c.Pair)
	if err != nil {
		return err
	}
	pair, row := r.Pair, c.Row
	if row.Program != "" && row.Program != r.Program.Name {
		if err := d.knowProgram(ctx, row.Program); err != nil {
			return err
		}
		p, err := d.store.ProgramNamed(ctx, row.Program)
		if err != nil {
			return err
		}
		pair.Program = p.ID
	}
	pair.Zone, pair.Weeks = cmp.Or(row.Zone, pair.Zone), cmp.Or(row.Weeks, pair.Weeks)
	pair.Cohort, pair.Begins = cmp.Or(row.Cohort, pair.Cohort), cmp.Or(row.Begins, pair.Begins)
	if pair == r.Pair {
		return nil
	}
	return d.store.SavePair(ctx, pair, d.audit("pair import", ""), d.now)
}
