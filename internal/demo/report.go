package demo

import (
	"context"
	"fmt"
	"io"

	"milepost/mail"
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
	figures, err := w.figures(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "\n%s of %d people\n", weeks(o.Weeks), len(w.story.People))
	for _, f := range append(figures, [2]string{"checks", fmt.Sprintf("%d of %d held", held(results), len(results))}) {
		fmt.Fprintf(out, "  %-12s %s\n", f[0], f[1])
	}
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

// figures are what became of the mail and of the pairs, a line each.
func (w *world) figures(ctx context.Context) ([][2]string, error) {
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
	filed := map[mail.Reason]int{}
	waiting := 0
	for _, m := range messages {
		switch m.State {
		case store.Held:
			waiting++
		case store.Filed:
			filed[mail.Reason(m.Reason)]++
		}
	}
	private := 0
	for _, r := range records {
		for _, e := range r.Entries {
			if e.Visible == ritual.Private && e.Text != "" {
				private++
			}
		}
	}
	return [][2]string{
		{"mail", fmt.Sprintf("%d to them, %d from them", got, wrote)},
		{"", fmt.Sprintf("%d came back, %d from a robot, %d held for the operator",
			filed[mail.ReasonBounce], filed[mail.ReasonAutoSubmitted], waiting)},
		{"goals", fmt.Sprintf("%d finished; milestones met: %d",
			count(records, mentoring.GoalEntry, mentoring.FinishedState), count(records, mentoring.MilestoneEntry, mentoring.DoneState))},
		{"promises", fmt.Sprintf("%d of %d kept",
			count(records, mentoring.CommitmentEntry, mentoring.DoneState), count(records, mentoring.CommitmentEntry))},
		{"wins", fmt.Sprint(count(records, mentoring.WinEntry))},
		{"private", fmt.Sprintf("%d things that only their author reads", private)},
	}, nil
}

func weeks(n int) string {
	if n == 1 {
		return "1 week"
	}
	return fmt.Sprintf("%d weeks", n)
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
