package digest_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	. "milepost/mentoring/digest"
	"milepost/mentoring/ritual"
)

// anything makes a record up: entries of every kind in every state, seen by
// whoever, in rounds that are open, closed and revealed.
func anything(rng *rand.Rand) *book {
	pick := func(n int) int { return rng.IntN(n) }
	b := newBook()
	b.Pair.Started = instant("2024-12-30 09:00").AddDate(0, 0, 7*pick(52))
	if pick(3) == 0 {
		b.Pair.State, b.Pair.Ended = mentoring.Ended, monday
	}
	questions := []ritual.Asked{
		{N: 1, Key: "moved", Kind: ritual.Text, Text: "What moved?"},
		{N: 2, Key: "on-track", Kind: ritual.Scale, Text: "On track?"},
		{N: 3, Key: "pace", Kind: ritual.Middle, Text: "Pace?"},
		{N: 4, Key: "aim", Kind: ritual.Text, Visible: ritual.AfterBoth, Text: "What for?"},
	}
	var rounds []int64
	for range 14 {
		name := []string{"check-in", "relationship-review", "look-back", "end", "digest"}[pick(5)]
		state := []ritual.RoundState{ritual.Open, ritual.Closed, ritual.Revealed}[pick(3)]
		rounds = append(rounds, b.round(name, state, monday.AddDate(0, 0, -pick(400)), questions...))
	}
	kinds := []mentoring.Kind{
		mentoring.GoalEntry, mentoring.MilestoneEntry, mentoring.CommitmentEntry, mentoring.AskEntry, mentoring.WinEntry,
		mentoring.FeedbackEntry, mentoring.ObstacleEntry, mentoring.RatingEntry, mentoring.RatingEntry, mentoring.RatingEntry, mentoring.NoteEntry,
		mentoring.AgreementEntry, mentoring.SessionEntry, mentoring.AnswerEntry, mentoring.AnswerEntry, mentoring.DetailEntry, mentoring.MetricEntry,
		mentoring.EvidenceEntry, mentoring.CheerEntry, mentoring.PraiseEntry, mentoring.VoiceEntry, mentoring.LetterEntry,
	}
	states := []mentoring.State{
		mentoring.OpenState, mentoring.DoneState, mentoring.KeptState, mentoring.KeptState, mentoring.FinishedState,
		mentoring.ProposedState, mentoring.ParkedState, mentoring.DroppedState, mentoring.HeldState, mentoring.AnsweredState, mentoring.WithdrawnState,
	}
	for range 160 {
		e := mentoring.Entry{
			Kind: kinds[pick(len(kinds))], State: states[pick(len(states))], Author: mentoring.PersonID(1 + pick(2)), Owner: mentoring.PersonID(1 + pick(2)),
			Visible: []ritual.Visibility{ritual.Shared, ritual.Shared, ritual.AfterBoth, ritual.Private, ritual.Coordinator}[pick(5)],
			Number:  1 + pick(5), Parent: 1 + pick(3), Value: pick(6), Link: int64(pick(170)), About: []string{"G1", "G2", "M1", ""}[pick(4)],
			Key:  []string{"", "moved", "on-track", "pace", "aim", "fallback", "sort", "taken-up", "measure"}[pick(9)],
			Form: []string{"", "try", "exercise", "1", "named"}[pick(5)], Changed: monday.Add(-time.Duration(pick(400*24)) * time.Hour),
		}
		if pick(3) > 0 {
			e.Round = rounds[pick(len(rounds))]
		}
		if pick(2) == 0 {
			e.Due = calendar.DateIn(monday.AddDate(0, 0, pick(90)-45), time.UTC)
		}
		e.Text = fmt.Sprintf("common words of %d number%d", e.Author, pick(20))
		if e.Visible == ritual.Private {
			e.Text = fmt.Sprintf("secret words of %d", e.Author)
		}
		b.add(e)
	}
	return b
}

// without returns a record without the entries that a viewer may not read; with
// private, without the viewer's own private ones, too.
func (b *book) without(viewer mentoring.PersonID, private bool) mentoring.Record {
	r := b.Record
	r.Entries = slices.DeleteFunc(slices.Clone(r.Entries), func(e mentoring.Entry) bool {
		return !b.Sees(viewer, e) || private && e.Visible == ritual.Private && e.Kind != mentoring.LetterEntry
	})
	return r
}

// TestNothingHiddenIsToldOf makes records up and takes away what a viewer may not
// read: nothing that they are told may be otherwise.
func TestNothingHiddenIsToldOf(t *testing.T) {
	t.Parallel()
	prereads, memories := 0, 0
	for seed := range uint64(500) {
		b := anything(rand.New(rand.NewPCG(seed, 9)))
		for _, viewer := range []mentoring.PersonID{ana, tomasz} {
			who := b.Person(viewer)
			tell := func(r mentoring.Record) Digest {
				return Summarise([]mentoring.Record{r}, who, week, ending, nil, monday)
			}
			full, clean := tell(b.Record), tell(b.without(viewer, true))
			if !reflect.DeepEqual(full, clean) {
				t.Fatalf("seed %d: the digest of %d depends on what is hidden from them:\n%+v\n%+v", seed, viewer, full, clean)
			}
			if full.Sections[0].PreRead != nil {
				prereads++
			}
			if full.Sections[0].Memory.Kind != "" {
				memories++
			}
			trends, shown := Trends(b.Record, viewer)
			if same, ids := Trends(b.without(viewer, true), viewer); !reflect.DeepEqual(trends, same) || !slices.Equal(shown, ids) {
				t.Fatalf("seed %d: the trends of %d depend on what is hidden", seed, viewer)
			}
			measures, _ := Measures(b.Record, viewer)
			if same, _ := Measures(b.without(viewer, true), viewer); !reflect.DeepEqual(measures, same) {
				t.Fatalf("seed %d: the numbers of %d depend on what is hidden:\n%+v\n%+v", seed, viewer, measures, same)
			}
			if all := fmt.Sprintf("%+v %+v %+v", full, trends, measures); strings.Contains(all, "secret") {
				t.Fatalf("seed %d: %d is shown a secret", seed, viewer)
			}
			story := Story(b.Record, viewer, ending)
			if same := Story(b.without(viewer, false), viewer, ending); !reflect.DeepEqual(story, same) {
				t.Fatalf("seed %d: the story of %d depends on what is hidden:\n%+v\n%+v", seed, viewer, story, same)
			}
			for _, note := range story.Notes {
				if !note.Mine {
					t.Errorf("seed %d: %d has a note of the other's", seed, viewer)
				}
			}
			story.Notes = nil
			story.Letters = nil // sealed until the end, then to be read
			if all := fmt.Sprintf("%+v", story); strings.Contains(all, "secret") {
				t.Errorf("seed %d: the mail of %d's story has a private word: %s", seed, viewer, all)
			}
		}
	}
	if prereads < 50 || memories < 10 {
		t.Errorf("only %d histories and %d memories were looked at", prereads, memories)
	}
}
