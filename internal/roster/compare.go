package roster

import (
	"fmt"
	"slices"
	"strings"

	"milepost/mentoring"
)

// Known is what is there already.
type Known struct {
	People []mentoring.Person
	Pairs  []mentoring.Record
	// Program is the usual one, for lines that name none.
	Program string
}

// Change is what a line of the list changes.
type Change struct {
	Row Row
	// Pair is the pair that is there; 0: it is new.
	Pair mentoring.PairID
	// What says what changes, one thing each: `name "Ana" becomes "Ana Sousa"`.
	What []string
}

// Diff is a list, compared with what is there.
type Diff struct {
	Added     []Row
	Changed   []Change
	Unchanged []Row
	// Over are pairs that have been and are over: nobody is invited twice by a
	// list.
	Over []Row
}

// Compare says what a list would change. What a line does not say stays as it
// is, and a pair that the list does not have is left alone.
func Compare(rows []Row, k Known) Diff {
	var d Diff
	for _, row := range rows {
		r, ok := k.pair(row)
		switch {
		case !ok:
			d.Added = append(d.Added, row)
			continue
		case r.Pair.State.Over():
			d.Over = append(d.Over, row)
			continue
		}
		what := slices.Concat(people(row.Mentor, r.People[1]), people(row.Mentee, r.People[0]), pair(row, r))
		if len(what) == 0 {
			d.Unchanged = append(d.Unchanged, row)
		} else {
			d.Changed = append(d.Changed, Change{Row: row, Pair: r.Pair.ID, What: what})
		}
	}
	return d
}

// pair finds the pair of a line: one that is under way, else the latest.
func (k Known) pair(row Row) (found mentoring.Record, ok bool) {
	for _, r := range k.Pairs {
		if has(r.People[1], row.Mentor.Address) && has(r.People[0], row.Mentee.Address) && (!ok || found.Pair.State.Over()) {
			found, ok = r, true
		}
	}
	return found, ok
}

// has reports whether an address is a person's.
func has(p mentoring.Person, address string) bool {
	return slices.ContainsFunc(p.Addresses, func(a mentoring.Address) bool { return strings.EqualFold(a.Address, address) })
}

func people(s Someone, p mentoring.Person) []string {
	return slices.Concat(turns(p.First()+"'s name", p.Name, s.Name), turns(p.First()+"'s zone", p.Zone, s.Zone),
		turns(p.First()+"'s language", p.Language, s.Language))
}

func pair(row Row, r mentoring.Record) []string {
	what := slices.Concat(turns("zone", r.Pair.Zone, row.Zone), turns("cohort", r.Pair.Cohort, row.Cohort),
		turns("program", r.Program.Name, row.Program))
	if row.Weeks != 0 && row.Weeks != r.Pair.Weeks {
		what = append(what, fmt.Sprintf("weeks %d becomes %d", r.Pair.Weeks, row.Weeks))
	}
	if !row.Begins.IsZero() && row.Begins != r.Pair.Begins {
		what = append(what, "begins becomes "+row.Begins.String())
	}
	return what
}

// turns says that a value becomes another one.
func turns(what, from, to string) []string {
	if to == "" || from == to {
		return nil
	}
	return []string{fmt.Sprintf("%s %q becomes %q", what, from, to)}
}
