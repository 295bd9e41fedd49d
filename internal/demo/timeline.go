package demo

import (
	"fmt"
	"io"
	"strings"

	"milepost/mentoring/calendar"
)

// timeline tells a run week by week, in 80 columns and without colour.
type timeline struct {
	out   io.Writer
	story *story
	weeks int
	seed  int64
}

const (
	columns = 80
	indent  = "                              " // as wide as the figures of a line
)

func newTimeline(out io.Writer, s *story, o Options) *timeline {
	if out == nil {
		out = io.Discard
	}
	return &timeline{out: out, story: s, weeks: o.Weeks, seed: o.Seed}
}

// begin says what is about to be played.
func (t *timeline) begin() {
	fmt.Fprintf(t.out, "%d people in %d pairs, %s from %s. The clock is simulated;\n"+
		"the mail is real, and so are its servers and the database. Seed %d.\n\n"+
		" week          sent  read\n",
		len(t.story.People), len(t.story.Pairs), weeks(t.weeks), t.story.Begins, t.seed)
}

// week tells one week: how much mail went and came, and what happened.
func (t *timeline) week(n int, b *book) {
	got, wrote := 0, 0
	var tells []string
	for _, e := range b.in(n) {
		tells = append(tells, e.tells...)
		if e.wrote {
			wrote++
		} else {
			got++
		}
	}
	monday := calendar.WeekOf(t.story.Begins).Add(n - 1).Monday()
	head := fmt.Sprintf(" %2d of %-2d %6s %3d   %3d    ", n, t.weeks, fmt.Sprintf("%d %s", monday.Day, monday.Month.String()[:3]), got, wrote)
	for i, line := range wrap(strings.Join(tells, " "), columns-len(indent)) {
		if i > 0 {
			head = indent
		}
		fmt.Fprintln(t.out, strings.TrimRight(head+line, " "))
	}
}

// wrap breaks text into lines of at most so many characters, at least one.
func wrap(text string, width int) []string {
	lines := []string{""}
	for _, word := range strings.Fields(text) {
		last := &lines[len(lines)-1]
		switch {
		case *last == "":
			*last = word
		case len([]rune(*last))+1+len([]rune(word)) <= width:
			*last += " " + word
		default:
			lines = append(lines, word)
		}
	}
	return lines
}
