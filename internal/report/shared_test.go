package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

var (
	monday      = time.Date(2026, time.November, 23, 9, 0, 0, 0, time.UTC)
	kindsOfAll  = append([]mentoring.Kind{mentoring.AnswerEntry}, kinds...)
	visibles    = []ritual.Visibility{ritual.Shared, ritual.AfterBoth, ritual.Coordinator, ritual.Private}
	roundStates = []ritual.RoundState{ritual.Open, ritual.Revealed, ritual.Closed, ritual.Missed}
)

// pairOfTwo is Ana and Tomasz in their first week, with nothing in their record.
func pairOfTwo() mentoring.Record {
	person := func(id mentoring.PersonID, name, zone string) mentoring.Person {
		return mentoring.Person{ID: id, Name: name, Zone: zone, Language: "en", Hours: calendar.DefaultWorkHours()}
	}
	return mentoring.Record{
		Pair: mentoring.Pair{
			ID: 3, State: mentoring.Active, Zone: "Europe/Lisbon", Added: monday, Started: monday, Weeks: 26,
			Mentee: mentoring.Member{Person: 1, Role: ritual.Mentee, Consent: mentoring.Agreed},
			Mentor: mentoring.Member{Person: 2, Role: ritual.Mentor, Consent: mentoring.Agreed},
		},
		People: [2]mentoring.Person{person(1, "Ana Sousa", "Europe/Lisbon"), person(2, "Tomasz Nowak", "Europe/Warsaw")},
	}
}

// recordAtRandom holds words of every kind and visibility. Each word says what
// it is: "open" if both may read it, else "closed".
func recordAtRandom(rng *rand.Rand) mentoring.Record {
	r := pairOfTwo()
	for id := int64(1); id <= 4; id++ {
		round := ritual.Round{ID: id, Ritual: fmt.Sprintf("ritual-%d", id), Period: "2026-W48", State: roundStates[rng.IntN(len(roundStates))], Opened: monday}
		for person := int64(1); person <= 2; person++ {
			round.Prompts = append(round.Prompts, ritual.Prompt{
				Person: person, State: ritual.Answered, SentAt: monday, Answered: monday.Add(time.Hour),
				Asked: []ritual.Asked{{N: 1, Key: "question", Text: "What moved?"}},
			})
		}
		r.Rounds = append(r.Rounds, round)
	}
	for i := range 60 {
		e := mentoring.Entry{
			ID: int64(i + 1), Pair: 3, Kind: kindsOfAll[rng.IntN(len(kindsOfAll))], State: mentoring.KeptState,
			Visible: visibles[rng.IntN(len(visibles))], Author: mentoring.PersonID(1 + rng.IntN(2)), Round: int64(rng.IntN(5)), Key: "question", Created: monday,
		}
		if mentoring.Letters[e.Kind] != 0 {
			e.Number = i + 1
		}
		if rng.IntN(10) == 0 {
			e.State = mentoring.WithdrawnState
		}
		word := "closed"
		if both(r, e) && e.State != mentoring.WithdrawnState {
			word = "open"
		}
		e.Text = fmt.Sprintf("%s-%d", word, i)
		r.Entries = append(r.Entries, e)
	}
	// Questions that take up somebody's words.
	for i := range r.Rounds {
		for j := range r.Rounds[i].Prompts {
			if e := r.Entries[rng.IntN(len(r.Entries))]; e.Number > 0 {
				q := &r.Rounds[i].Prompts[j].Asked[0]
				q.Ref, q.Topic, q.Text = e.Ref(), e.Text, "You planned: "+e.Text
			}
		}
	}
	return r
}

func written(t *testing.T, p Pair) string {
	t.Helper()
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(p); err != nil {
		t.Fatal(err)
	}
	if err := p.Text(&b); err != nil {
		t.Fatal(err)
	}
	if err := p.Markdown(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestNoWordsWithoutReveal(t *testing.T) {
	t.Parallel()
	for seed := range uint64(200) {
		r := recordAtRandom(rand.New(rand.NewPCG(seed, 1)))
		p := PairOf(r, monday.AddDate(0, 0, 7), seed%2 == 0)
		if out := written(t, p); strings.Contains(out, "open-") || strings.Contains(out, "closed-") {
			t.Fatalf("seed %d: words without a reveal:\n%s", seed, out)
		}
	}
}

func TestRevealShowsWhatBothMayRead(t *testing.T) {
	t.Parallel()
	for seed := range uint64(200) {
		r := recordAtRandom(rand.New(rand.NewPCG(seed, 2)))
		p := PairOf(r, monday.AddDate(0, 0, 7), false)
		p.Reveal(r)
		out := written(t, p)
		if strings.Contains(out, "closed-") {
			t.Fatalf("seed %d: private or hidden words:\n%s", seed, out)
		}
		for _, e := range r.Entries {
			if e.Kind != mentoring.AnswerEntry && strings.HasPrefix(e.Text, "open-") && !strings.Contains(out, `"`+e.Text+`"`) {
				t.Fatalf("seed %d: %s %s is missing:\n%s", seed, e.Kind, e.Text, out)
			}
		}
	}
}

func TestMaskedHoldsNoWords(t *testing.T) {
	t.Parallel()
	for seed := range uint64(200) {
		r := recordAtRandom(rand.New(rand.NewPCG(seed, 3)))
		before := fmt.Sprint(r)
		if out := fmt.Sprint(Masked(r)); strings.Contains(out, "open-") || strings.Contains(out, "closed-") {
			t.Fatalf("seed %d: words behind the mask:\n%s", seed, out)
		}
		if out := fmt.Sprint(Shared(r)); strings.Contains(out, "closed-") {
			t.Fatalf("seed %d: words that are not shared:\n%s", seed, out)
		}
		if fmt.Sprint(r) != before {
			t.Fatalf("seed %d: the record itself was changed", seed)
		}
	}
}

// TestCountsOfTheHidden holds that a record with hidden and private words looks
// like one without them.
func TestCountsOfTheHidden(t *testing.T) {
	t.Parallel()
	for seed := range uint64(50) {
		r := recordAtRandom(rand.New(rand.NewPCG(seed, 4)))
		bare := r
		bare.Entries = nil
		for _, e := range r.Entries {
			if strings.HasPrefix(e.Text, "open-") {
				bare.Entries = append(bare.Entries, e)
			}
		}
		if with, without := written(t, PairOf(r, monday, false)), written(t, PairOf(bare, monday, false)); with != without {
			t.Fatalf("seed %d: hidden words leave a trace:\n%s\nwithout them:\n%s", seed, with, without)
		}
	}
}

func TestTopicMasked(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ text, topic, want string }{
		{"You planned: “call Priya”. What happened?", "call Priya", "You planned: “· · ·”. What happened?"},
		{"You planned: “call Pri…”. What happened?", "call Priya", "· · ·"},
		{"", "call Priya", ""},
	} {
		if got := topicMasked(ritual.Asked{Text: test.text, Topic: test.topic}); got.Text != test.want || got.Topic != mask {
			t.Errorf("topicMasked(%q) = %q about %q, want %q", test.text, got.Text, got.Topic, test.want)
		}
	}
}
