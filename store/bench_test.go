package store

import (
	"fmt"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// crowd returns a store with n active pairs, of which some are due on Monday
// and the others next week.
func crowd(b *testing.B, n, due int) *Store {
	b.Helper()
	s := fresh(b)
	ok(b, s.write(b.Context(), func(t tx) error {
		for i := range n {
			p := mentoring.Pair{Program: 1, State: mentoring.Active, Zone: "Europe/Lisbon", Added: monday, Started: monday, Weeks: 26}
			for _, role := range []ritual.Role{ritual.Mentee, ritual.Mentor} {
				id, err := insertPerson(t, person("Ana", fmt.Sprintf("%s%d@world.test", role, i)), monday)
				if err != nil {
					return err
				}
				p = p.With(mentoring.Member{Person: id, Role: role, Consent: mentoring.Agreed, ConsentAt: monday})
			}
			look := monday.AddDate(0, 0, 7)
			if i%(n/due) == 0 {
				look = monday
			}
			if _, err := insertPair(t, p, look); err != nil {
				return err
			}
		}
		return nil
	}))
	return s
}

func BenchmarkDuePairs(b *testing.B) {
	const due = 100
	for _, n := range []int{1_000, 100_000} {
		b.Run(fmt.Sprintf("pairs=%d", n), func(b *testing.B) {
			s := crowd(b, n, due)
			b.ReportAllocs()
			for b.Loop() {
				pairs, err := s.DuePairs(b.Context(), monday, 1000)
				if err != nil || len(pairs) != due {
					b.Fatalf("DuePairs() = %d, %v, want %d", len(pairs), err, due)
				}
			}
		})
	}
}

// BenchmarkPlan is a planner turn over 100 pairs that are due and have nothing
// to do.
func BenchmarkPlan(b *testing.B) {
	const due = 100
	for _, n := range []int{1_000, 100_000} {
		b.Run(fmt.Sprintf("pairs=%d", n), func(b *testing.B) {
			s := crowd(b, n, due)
			b.ReportAllocs()
			for b.Loop() {
				pairs, err := s.DuePairs(b.Context(), monday, due)
				if err != nil {
					b.Fatal(err)
				}
				for _, id := range pairs {
					err := s.Plan(b.Context(), id, monday, func(mentoring.Record) ([]mentoring.Action, time.Time) { return nil, monday })
					if err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

// BenchmarkRecord loads the record of a pair that has run for a year.
func BenchmarkRecord(b *testing.B) {
	s := fresh(b)
	rec := couple(b, s)
	for week := range 52 {
		period := fmt.Sprintf("2026-W%02d", week+1)
		prompts := ask(b, s, rec, "talk", period, 1, 2)
		for i, p := range prompts {
			who := rec.People[i]
			d := send(b, s, who, p, "talk", period)
			m := arrive(b, s, uint32(week*2+i+1), fmt.Sprint(week, i))
			ok(b, s.Receive(b.Context(), m, Bound{Delivery: d, Person: who.ID, Reason: "token"}, monday, answers(who)))
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Record(b.Context(), 1); err != nil {
			b.Fatal(err)
		}
	}
}

// answers reads a message with four answers.
func answers(who mentoring.Person) func([]mentoring.Record, mentoring.Person) ([]mentoring.Outcome, error) {
	return func(rs []mentoring.Record, _ mentoring.Person) ([]mentoring.Outcome, error) {
		o := mentoring.Outcome{Receipt: mentoring.Receipt{Pair: 1}}
		for range 4 {
			e := mentoring.Entry{
				Pair: 1, Kind: mentoring.AnswerEntry, State: mentoring.KeptState, Visible: ritual.Shared, Author: who.ID, Owner: who.ID,
				Text: "It went well, better than last week.",
			}
			o.Changes = append(o.Changes, mentoring.PutEntry{Entry: e})
		}
		return []mentoring.Outcome{o}, nil
	}
}
