package mentoring_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// TestYearsAreTheSame runs four months twice from one seed: mails, replies and
// records agree to the last byte.
func TestYearsAreTheSame(t *testing.T) {
	t.Parallel()
	var before string
	for range 2 {
		y := newYears(t, 3, instant("2026-01-05 05:00"))
		y.population(5)
		y.until(y.start.AddDate(0, 4, 0))
		got := fmt.Sprintf("%+v\n%+v\n%+v", y.log, y.records, y.receipts)
		if before != "" && got != before {
			at := 0
			for at < min(len(got), len(before)) && got[at] == before[at] {
				at++
			}
			t.Fatalf("two runs differ at %q and %q", got[max(0, at-200):min(len(got), at+200)], before[max(0, at-200):min(len(before), at+200)])
		}
		before = got
	}
}

// heldRound is a round that was asked: when its last prompt was due, who has
// answered, and in which words.
type heldRound struct {
	due        time.Time
	by, answer string
}

// heldRounds returns the rounds of a pair but for digests and news, which follow
// from the rest.
func heldRounds(y *years, r *mentoring.Record) map[string]heldRound {
	out := map[string]heldRound{}
	for _, round := range r.Rounds {
		d, _ := y.policy.Ritual(round.Ritual)
		if round.State == ritual.Missed || d.Digest || d.AtOnce {
			continue
		}
		var h heldRound
		var said []string
		for _, p := range round.Prompts {
			if p.Due.After(h.due) {
				h.due = p.Due
			}
			if p.State == ritual.Answered {
				h.by += fmt.Sprint(p.Person, " ")
			}
		}
		for _, e := range r.Entries {
			if e.Round == round.ID && e.Kind == mentoring.AnswerEntry {
				said = append(said, fmt.Sprintf("%d %s: %s", e.Author, e.Key, e.Text))
			}
		}
		slices.Sort(said)
		h.answer = strings.Join(said, "\n")
		out[round.Ritual+" "+round.Period] = h
	}
	return out
}

// TestYearsWithDowntime stops everything for five minutes, two days and three
// weeks at random times. The rounds are those of a year without, with the same
// answers, but for those that were due more than the grace before the end.
func TestYearsWithDowntime(t *testing.T) {
	t.Parallel()
	start := instant("2026-01-05 05:00")
	for seed := range uint64(max(*seeds, 1)) {
		whole, broken := newYears(t, seed, start), newYears(t, seed, start)
		d := throw(seed, 0, "down")
		from := start.AddDate(0, 0, 20)
		for _, length := range []time.Duration{5 * time.Minute, 48 * time.Hour, 21 * 24 * time.Hour, 5 * time.Minute, 48 * time.Hour} {
			from = from.Add(time.Duration(d.IntN(21*24)) * time.Hour)
			broken.down = append(broken.down, span{from, from.Add(length)})
			from = from.Add(length + 14*24*time.Hour)
		}
		steady := temper{name: "steady", answers: 1, each: 1, hours: 20}
		for _, y := range []*years{whole, broken} {
			for n := range mentoring.PersonID(4) {
				y.join(2*n+1, 2*n+2, steady, steady)
			}
			y.until(from.AddDate(0, 0, 28))
		}
		missed := 0
		for i := range whole.records {
			want, got := heldRounds(whole, &whole.records[i]), heldRounds(broken, &broken.records[i])
			for _, name := range slices.Sorted(maps.Keys(want)) {
				skipped := slices.ContainsFunc(broken.down, func(s span) bool {
					due := want[name].due
					return !due.Before(s.from.Add(-24*time.Hour)) && due.Before(s.to) && s.to.Sub(s.from) > broken.policy.Grace
				})
				x, asked := got[name]
				switch {
				case skipped:
					missed++
				case !asked:
					t.Errorf("seed %d, pair %d: %s, due on %s, was never asked; down %v", seed, i+1, name, stamp(want[name].due), broken.down)
				case x.by != want[name].by:
					t.Errorf("seed %d, pair %d: %s was answered by %s, without downtime by %s", seed, i+1, name, x.by, want[name].by)
				case x.answer != want[name].answer && x.due.Before(broken.down[1].from):
					// Later on the questions follow from what was skipped.
					t.Errorf("seed %d, pair %d: %s was answered\n%s\nwithout downtime\n%s", seed, i+1, name, x.answer, want[name].answer)
				}
			}
			for name := range got {
				if _, ok := want[name]; !ok {
					t.Errorf("seed %d, pair %d: %s was asked only because of the downtime", seed, i+1, name)
				}
			}
		}
		if missed == 0 {
			t.Errorf("seed %d: three weeks without anything, and no round fell into them", seed)
		}
	}
}
