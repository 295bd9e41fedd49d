package demo

import (
	"fmt"
	"io"

	"milepost/mentoring"
)

// report says what happened and where to look. It returns [ErrBroken] if a
// check failed.
func report(o Options, w *world, results []result) error {
	out := o.Answer
	if out == nil {
		out = io.Discard
	}
	got, wrote := 0, 0
	for _, e := range w.book.until(w.now()) {
		if e.wrote {
			wrote++
		} else {
			got++
		}
	}
	fmt.Fprintf(out, "\n%d weeks: %d mails to %d people, %d mails from them. %d of %d checks held.\n",
		o.Weeks, got, len(w.story.People), wrote, held(results), len(results))
	for _, r := range results {
		if len(r.broken) == 0 {
			continue
		}
		fmt.Fprintf(out, "BROKEN: %s\n", r.name)
		for _, where := range r.broken[:min(len(r.broken), 25)] {
			fmt.Fprintf(out, "        %s\n", where)
		}
		if more := len(r.broken) - 25; more > 0 {
			fmt.Fprintf(out, "        and %d more\n", more)
		}
	}
	fmt.Fprintf(out, "\nLook at\n")
	for _, line := range [][2]string{
		{"index.html", "every mail as people saw it; open it in a browser"},
		{"mails/", "the same as .eml files, a folder for each person"},
		{"records/", "what each pair has, as each of the two may read it"},
		{"milepost.db", "the database, with its keys beside it"},
	} {
		fmt.Fprintf(out, "  %-32s %s\n", (&folder{o.Out}).path(line[0]), line[1])
	}
	if held(results) < len(results) {
		return ErrBroken
	}
	return nil
}

func held(results []result) int {
	n := 0
	for _, r := range results {
		if len(r.broken) == 0 {
			n++
		}
	}
	return n
}

// count returns how many entries of a kind are in one of the states, in all
// records.
func count(records []mentoring.Record, kind mentoring.Kind, states ...mentoring.State) int {
	n := 0
	for _, r := range records {
		n += len(r.Of(kind, states...))
	}
	return n
}
