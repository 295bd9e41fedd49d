package digest_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	. "milepost/mentoring/digest"
	"milepost/mentoring/ritual"
)

const office mentoring.PersonID = 900

// pairs makes some pairs of a program, with a secret in every word they wrote.
func pairs(n int, sees mentoring.Sight, rng *rand.Rand) []mentoring.Record {
	var out []mentoring.Record
	kinds := []mentoring.Kind{mentoring.WinEntry, mentoring.GoalEntry, mentoring.MilestoneEntry, mentoring.CommitmentEntry, mentoring.SessionEntry, mentoring.NoteEntry, mentoring.RatingEntry, mentoring.AnswerEntry}
	states := []mentoring.State{mentoring.KeptState, mentoring.DoneState, mentoring.FinishedState, mentoring.HeldState, mentoring.OpenState}
	shown := []ritual.Visibility{ritual.Shared, ritual.Private, ritual.AfterBoth, ritual.Coordinator}
	for i := range n {
		r := newBook().Record
		r.Program = mentoring.Program{ID: 1, Name: "Riverside", Coordinator: office, Sees: sees}
		r.Pair.ID = mentoring.PairID(i + 1)
		a, b := mentoring.PersonID(2*i+10), mentoring.PersonID(2*i+11)
		r.Pair.Mentee.Person, r.Pair.Mentor.Person = a, b
		r.People = [2]mentoring.Person{person(a, fmt.Sprintf("Mentee %d", i)), person(b, fmt.Sprintf("Mentor %d", i))}
		for range rng.IntN(12) {
			r.Entries = append(r.Entries, mentoring.Entry{
				ID: int64(len(r.Entries) + 1), Kind: kinds[rng.IntN(len(kinds))], State: states[rng.IntN(len(states))],
				Visible: shown[rng.IntN(len(shown))], Author: a, Owner: a, Text: "secret", Response: "secret", Value: 1 + rng.IntN(5),
				Form: []string{"", mentoring.IntroForm, mentoring.ExposureForm}[rng.IntN(3)], Changed: monday.AddDate(0, 0, -rng.IntN(90)),
			})
		}
		out = append(out, r)
	}
	return out
}

// open returns the records without anything that one of the two alone may read.
func open(records []mentoring.Record) []mentoring.Record {
	var out []mentoring.Record
	for _, r := range records {
		var entries []mentoring.Entry
		for _, e := range r.Entries {
			if e.Visible == ritual.Shared {
				entries = append(entries, e)
			}
		}
		r.Entries = entries
		out = append(out, r)
	}
	return out
}

// TestSurveyHoldsNoWords is the promise to the pairs: no word of theirs, nothing
// that comes of private or hidden words, and no sum under five pairs.
func TestSurveyHoldsNoWords(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 1))
		n, sees := rng.IntN(9), mentoring.Sights()[rng.IntN(3)]
		records := pairs(n, sees, rng)
		got := Look(records, week, rituals, true, monday)
		if all := fmt.Sprintf("%+v %+v", got, got.Sums); strings.Contains(all, "secret") {
			t.Fatalf("seed %d: the survey holds words: %s", seed, all)
		}
		if other := Look(open(records), week, rituals, true, monday); !reflect.DeepEqual(got, other) {
			t.Fatalf("seed %d: private words change the survey: %+v, without them %+v", seed, got, other)
		}
		if got.Sums != nil && n < MinPairs {
			t.Fatalf("seed %d: sums of %d pairs", seed, n)
		}
		if sees != mentoring.SeesStates && len(got.Pairs) > 0 || sees == mentoring.SeesNothing && !got.Empty() {
			t.Fatalf("seed %d: sees %s, told %+v", seed, sees, got)
		}
		if sees == mentoring.SeesCounts && n < MinPairs && got.Running+got.Quiet+got.Over > 0 {
			t.Fatalf("seed %d: counts of %d pairs", seed, n)
		}
	}
}

// TestSurveyNamesOnlyWhatNeedsAHand names people for a missing yes and a dead
// address, and never who said no.
func TestSurveyNamesOnlyWhatNeedsAHand(t *testing.T) {
	t.Parallel()
	records := pairs(3, mentoring.SeesStates, rand.New(rand.NewPCG(1, 1)))
	invited, declined, bounces := &records[0], &records[1], &records[2]
	invited.Pair.State, invited.Pair.Added = mentoring.Invited, monday.AddDate(0, 0, -8)
	invited.Pair.Mentor.Consent = mentoring.Agreed
	declined.Pair.State, declined.Pair.Mentee.Consent = mentoring.NotBegun, mentoring.Declined
	bounces.People[1].Addresses = []mentoring.Address{{Address: "gone@world.test", Confirmed: true, Dead: monday}}
	got := Look(records, week, rituals, false, monday)
	want := fmt.Sprintf("%q %q %v", []string{"Mentee 0"}, []string{"Mentor 2"}, []PairHealth{
		{Pair: 2, Names: "Mentor 1 & Mentee 1", Health: mentoring.Over}, {Pair: 3, Names: "Mentor 2 & Mentee 2", Health: mentoring.Running},
	})
	if s := fmt.Sprintf("%q %q %v", got.Missing, got.Bouncing, got.Pairs); s != want {
		t.Errorf("Look() = %s, want %s", s, want)
	}
}

// TestSurveyLeavesOutTheCoordinatorsOwnPair: a member learns of their pair as a
// member.
func TestSurveyLeavesOutTheCoordinatorsOwnPair(t *testing.T) {
	t.Parallel()
	records := pairs(1, mentoring.SeesStates, rand.New(rand.NewPCG(1, 1)))
	records[0].Program.Coordinator = records[0].Pair.Mentor.Person
	if got := Look(records, week, rituals, true, monday); !got.Empty() {
		t.Errorf("Look() = %+v, want nothing", got)
	}
}

// TestAccessIsTheMiddleAndTheSpread counts introductions and exposure that came
// about, by pair.
func TestAccessIsTheMiddleAndTheSpread(t *testing.T) {
	t.Parallel()
	records := pairs(5, mentoring.SeesCounts, rand.New(rand.NewPCG(1, 1)))
	for i, n := range []int{0, 7, 1, 2, 3} {
		records[i].Entries = nil
		for k := range n {
			records[i].Entries = append(records[i].Entries, mentoring.Entry{
				Kind: mentoring.CommitmentEntry, State: mentoring.DoneState, Visible: ritual.Shared, Form: []string{mentoring.IntroForm, mentoring.ExposureForm}[k%2],
			})
		}
	}
	got := Look(records, week, rituals, true, monday)
	if got.Sums == nil || got.Sums.Access != (Spread{Low: 1, Median: 2, High: 3}) {
		t.Errorf("Sums = %+v, want 1, 2 and 3: the most and the least would be one pair's", got.Sums)
	}
	if Look(records, week, rituals, false, monday).Sums != nil {
		t.Error("the sums are told out of turn")
	}
}

func TestSurveyAt(t *testing.T) {
	t.Parallel()
	who := person(office, "Ines")
	if at, ok := SurveyAt(who, week, nil); !ok || !at.Equal(time.Date(2026, 1, 19, 8, 30, 0, 0, time.UTC)) {
		t.Errorf("SurveyAt() = %v, %v, want Monday 08:30", at, ok)
	}
	if _, ok := SurveyAt(who, week, mentoring.OffDays(nil, []calendar.Week{week})); ok {
		t.Error("SurveyAt() in a quiet week, want none")
	}
}
