package demo

import (
	"context"
	"fmt"
	"io"
	"slices"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
	"milepost/store"
)

// mostShown is how many places of a broken check are printed.
const mostShown = 10

// report says what happened and where to look. It returns [ErrBroken] if a
// check failed.
func report(ctx context.Context, o Options, w *world, results []result) error {
	out := o.Answer
	if out == nil {
		out = io.Discard
	}
	lines, err := w.summary(ctx, o.Weeks)
	if err != nil {
		return err
	}
	fmt.Fprintln(out)
	for _, line := range lines {
		fmt.Fprintln(out, line)
	}
	fmt.Fprintf(out, "%d of %d checks held.\n", held(results), len(results))
	for _, r := range results {
		for i, where := range r.broken {
			if i == 0 {
				fmt.Fprintf(out, "BROKEN: %s\n", r.name)
			}
			if i == mostShown {
				fmt.Fprintf(out, "        and %d more\n", len(r.broken)-i)
				break
			}
			fmt.Fprintf(out, "        %s\n", where)
		}
	}
	fmt.Fprintf(out, "\nLook at %s\n", o.Out)
	for _, line := range [][2]string{
		{"index.html", "every mail as people saw it; open it in a browser"},
		{"mails/", "the same as .eml files, a folder for each person"},
		{"records/", "what each pair has, as each of the two may read it"},
		{"milepost.db", "the database, with its keys beside it"},
	} {
		fmt.Fprintf(out, "  %-12s %s\n", line[0], line[1])
	}
	if held(results) < len(results) {
		return ErrBroken
	}
	return nil
}

// summary says what became of the pairs and of the mail, in a few lines.
func (w *world) summary(ctx context.Context, weeks int) ([]string, error) {
	records, err := w.records(ctx)
	if err != nil {
		return nil, err
	}
	messages, err := allMessages(ctx, w.store)
	if err != nil {
		return nil, err
	}
	got, wrote := 0, 0
	for _, e := range w.book.until(w.now()) {
		if e.wrote {
			wrote++
		} else {
			got++
		}
	}
	reasons := map[string]int{}
	heldBack := 0
	for _, m := range messages {
		if m.State == store.Held {
			heldBack++
		}
		if m.State == store.Filed {
			reasons[m.Reason]++
		}
	}
	private := 0
	for _, r := range records {
		private += len(slices.DeleteFunc(slices.Clone(r.Entries), func(e mentoring.Entry) bool {
			return e.Visible != ritual.Private || e.Text == ""
		}))
	}
	kept, promised := count(records, mentoring.CommitmentEntry, mentoring.DoneState), count(records, mentoring.CommitmentEntry)
	return []string{
		fmt.Sprintf("%d weeks, %d pairs, %d people: %d mails went to them, %d came back.", weeks, len(records), len(w.story.People), got, wrote),
		fmt.Sprintf("They met %d milestones and finished %d goals, kept %d of %d promises,",
			count(records, mentoring.MilestoneEntry, mentoring.DoneState), count(records, mentoring.GoalEntry, mentoring.FinishedState), kept, promised),
		fmt.Sprintf("told each other of %d wins, and kept %d things for themselves.", count(records, mentoring.WinEntry), private),
		fmt.Sprintf("%d mails bounced, a robot wrote %d, %d wait for the operator.", reasons["bounce"], reasons["auto-submitted"], heldBack),
	}, nil
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
