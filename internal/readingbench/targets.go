package main

import (
	"fmt"
	"io"
)

// targets collects what was wanted and what was seen.
type targets struct {
	out    io.Writer
	rows   []string
	missed bool
}

// want notes a target that must be met on any machine.
func (t *targets) want(met bool, what, format string, args ...any) {
	mark := "met   "
	if !met {
		mark, t.missed = "MISSED", true
	}
	t.rows = append(t.rows, fmt.Sprintf("  %s  %-52s %s", mark, what, fmt.Sprintf(format, args...)))
}

// wish notes a target that a busy machine may miss.
func (t *targets) wish(met bool, what, format string, args ...any) {
	mark := "met   "
	if !met {
		mark = "slow  "
	}
	t.rows = append(t.rows, fmt.Sprintf("  %s  %-52s %s", mark, what, fmt.Sprintf(format, args...)))
}

// share wants a share of at least percent.
func (t *targets) share(what string, good, all, percent int) {
	t.want(good*100 >= all*percent, fmt.Sprintf("%s, at least %d %%", what, percent), "%s", rate(good, all))
}

func (t *targets) summary() bool {
	fmt.Fprintf(t.out, "\nTargets\n")
	for _, r := range t.rows {
		fmt.Fprintln(t.out, r)
	}
	return !t.missed
}

// rate is good of all, with the share.
func rate(good, all int) string {
	if all == 0 {
		return "-"
	}
	return fmt.Sprintf("%5d of %5d  %6.2f %%", good, all, float64(good)*100/float64(all))
}
