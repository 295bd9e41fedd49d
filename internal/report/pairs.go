package report

import (
	"fmt"
	"io"
	"time"

	"milepost/mentoring"
	"milepost/store"
)

// Pairs is a list of pairs.
type Pairs []PairLine

// PairLine is a pair in a list.
type PairLine struct {
	ID      mentoring.PairID    `json:"id"`
	State   mentoring.PairState `json:"state"`
	Mentor  string              `json:"mentor"`
	Mentee  string              `json:"mentee"`
	Started *time.Time          `json:"started,omitempty"`
}

// PairsOf lists the pairs that are not over, or all. discreet is as for PairOf.
func PairsOf(rows []store.PairRow, discreet, all bool) Pairs {
	list := Pairs{}
	for _, r := range rows {
		line := PairLine{ID: r.ID, State: r.State, Mentor: r.Mentor, Mentee: r.Mentee}
		if r.State.Over() && !all {
			continue
		}
		if r.State == mentoring.Ending && discreet {
			line.State = mentoring.Active
		}
		if !r.Started.IsZero() {
			started := r.Started.UTC()
			line.Started = &started
		}
		list = append(list, line)
	}
	return list
}

// Text writes the list, one pair a line.
func (ps Pairs) Text(w io.Writer) error {
	if len(ps) == 0 {
		return nil
	}
	rows := [][]string{{"PAIR", "MENTOR", "MENTEE", "STATE", "SINCE"}}
	for _, p := range ps {
		since := ""
		if p.Started != nil {
			since = p.Started.Format(time.DateOnly)
		}
		rows = append(rows, []string{fmt.Sprint(p.ID), p.Mentor, p.Mentee, string(p.State), since})
	}
	return table(w, rows)
}
