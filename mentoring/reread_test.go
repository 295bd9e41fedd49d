package mentoring_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"milepost/mentoring"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// fourQuestions is a round of each visibility and with answers that keep words,
// rate and decide.
func fourQuestions(w *world) ritual.Prompt {
	asked := []ritual.Asked{
		{N: 1, Pair: 1, Key: "happened", Kind: ritual.Text, Records: ritual.FollowUp, Visible: ritual.Shared, Ref: "C1"},
		{N: 2, Pair: 1, Key: "obstacle", Kind: ritual.Text, Records: ritual.Obstacle, Visible: ritual.Shared},
		{N: 3, Pair: 1, Key: "alone", Kind: ritual.Text, Visible: ritual.Private},
		{N: 4, Pair: 1, Key: "on-track", Kind: ritual.Scale, Records: ritual.Rating, Visible: ritual.Shared},
	}
	round := ritual.Round{ID: w.id(), Ritual: "talk", Period: "2026-W04", State: ritual.Open, Opened: noon.AddDate(0, 0, -1)}
	p := ritual.Prompt{ID: w.id(), Round: round.ID, Person: int64(ana), State: ritual.Sent, SentAt: round.Opened, Asked: asked}
	round.Prompts = []ritual.Prompt{p}
	w.records[0].Rounds = append(w.records[0].Rounds, round)
	return p
}

const reply = 900 // the message that is read again

// recorded records what Ana said, and reads it again; it returns the differences.
func recorded(t *testing.T, was, is reading.Reading, between ...reading.Reading) (*world, []mentoring.Entry, []mentoring.Difference) {
	t.Helper()
	w := underWay(t)
	p := fourQuestions(w)
	r := w.record(1)
	w.apply(r, mentoring.Apply(*r, r.Person(ana), mentoring.Reply{Reading: was, Prompt: p, Message: reply}, noon), noon)
	for i, rd := range between {
		round, _ := r.Round(p.Round)
		now, _ := round.PromptOf(int64(ana))
		at := noon.AddDate(0, 0, 1+i)
		w.apply(r, mentoring.Apply(*r, r.Person(ana), mentoring.Reply{Reading: rd, Prompt: now, Message: reply + 1 + int64(i)}, at), at)
	}
	before := slices.Clone(r.Entries)
	return w, before, w.again(was, is)
}

// again reads Ana's reply again and applies what that changes.
func (w *world) again(was, is reading.Reading) []mentoring.Difference {
	r := w.record(1)
	round := r.Rounds[len(r.Rounds)-1]
	prompt, _ := round.PromptOf(int64(ana))
	later := noon.AddDate(0, 0, 30)
	changes, found := mentoring.Reread(*r, r.Person(ana), reply, noon, []mentoring.Retold{{Prompt: prompt, Was: was, Is: is}}, later)
	for _, c := range changes {
		switch c.(type) {
		case mentoring.PutEntry, mentoring.PutPrompt:
		default:
			w.t.Errorf("Reread() changes a %T", c)
		}
	}
	w.apply(r, mentoring.Outcome{Changes: changes}, later)
	return found
}

func said(n int, text string) reading.Answer { return reading.Answer{N: n, Pair: 1, Text: text} }

func line(verb reading.Verb, text string) reading.Line {
	return reading.Line{Verb: verb, Pair: 1, Text: text, Raw: string(verb) + ": " + text}
}

func beside(text string, private bool) reading.Leftover {
	return reading.Leftover{Pair: 1, Text: text, Private: private}
}

func TestReread(t *testing.T) {
	t.Parallel()
	type rd = reading.Reading
	for _, tt := range []struct {
		name    string
		was, is rd
		between []rd
		changed string
		want    []string
	}{
		{
			name: "the same", was: rd{Answers: []reading.Answer{said(2, "a cold")}}, is: rd{Answers: []reading.Answer{said(2, "a cold")}},
		},
		{
			name: "two words more", was: rd{Answers: []reading.Answer{said(2, "a cold")}}, is: rd{Answers: []reading.Answer{said(2, "a cold and rain")}},
			changed: `answer kept shared "a cold and rain", obstacle kept shared "a cold and rain"`, want: []string{"2 words more under question 2"},
		},
		{
			name: "words that were not read", is: rd{Answers: []reading.Answer{said(2, "a cold")}},
			changed: `answer kept shared "a cold", obstacle kept shared "a cold"`, want: []string{"2 words newly read under question 2"},
		},
		{
			name: "words that move to another question", was: rd{Answers: []reading.Answer{said(2, "a long book")}}, is: rd{Answers: []reading.Answer{said(3, "a long book")}},
			changed: `answer withdrawn shared "a long book", obstacle withdrawn shared "a long book", answer kept private "a long book"`,
			want:    []string{"3 words under question 2 stand elsewhere now", "3 words newly read under question 3"},
		},
		{
			name: "private words stay private where they move", was: rd{Leftover: []reading.Leftover{beside("a long book", true)}}, is: rd{Answers: []reading.Answer{said(2, "a long book")}},
			changed: `note withdrawn private "a long book", answer kept private "a long book", obstacle kept private "a long book"`,
			want:    []string{"3 words beside the answers stand elsewhere now", "3 words newly read under question 2"},
		},
		{
			name: "fewer words are no reading", was: rd{Answers: []reading.Answer{said(2, "a cold on Monday")}}, is: rd{Answers: []reading.Answer{said(2, "a cold")}},
			want: []string{"the words under question 2 stay as they are, or 2 words would be lost"},
		},
		{
			name: "one question stays and another is read", was: rd{Answers: []reading.Answer{said(2, "a cold on Monday")}},
			is:      rd{Answers: []reading.Answer{said(2, "a cold"), said(3, "the rain outside")}},
			changed: `answer kept private "the rain outside"`,
			want:    []string{"the words under question 2 stay as they are, or 2 words would be lost", "3 words newly read under question 3"},
		},
		{
			name: "edited since", was: rd{Answers: []reading.Answer{said(2, "a cold")}}, is: rd{Answers: []reading.Answer{said(2, "a cold and rain")}},
			between: []rd{{Answers: []reading.Answer{said(2, "nothing at all")}}},
			want:    []string{"the words under question 2 were edited since and are left alone"},
		},
		{
			name: "answered since", is: rd{Answers: []reading.Answer{said(2, "a cold")}}, between: []rd{{Answers: []reading.Answer{said(2, "nothing at all")}}},
			changed: `note kept shared "a cold"`, want: []string{"2 words newly kept under question 2"},
		},
		{
			name: "taken back since stays so", was: rd{Answers: []reading.Answer{said(2, "a cold")}}, is: rd{Answers: []reading.Answer{said(2, "a cold and rain")}},
			between: []rd{{Lines: []reading.Line{{Verb: reading.Private, Numbers: []int{2}, Pair: 1}}}},
			changed: `answer kept private "a cold and rain", obstacle kept private "a cold and rain"`, want: []string{"2 words more under question 2"},
		},
		{
			name: "a goal", was: rd{Leftover: []reading.Leftover{beside("goal: write more", false)}}, is: rd{Lines: []reading.Line{line(reading.Goal, "write more")}},
			changed: `note withdrawn private "goal: write more", G4 parked private "write more"`,
			want:    []string{"3 words beside the answers stand elsewhere now", "1 line 'goal' newly read"},
		},
		{
			name: "a pause is not acted on", was: rd{Leftover: []reading.Leftover{beside("pause: two weeks", false)}}, is: rd{Lines: []reading.Line{line(reading.Pause, "two weeks")}},
			want: []string{"the line 'pause' was not acted on"},
		},
		{
			name: "and its words are kept where they were not", is: rd{Lines: []reading.Line{line(reading.Stop, "please")}},
			changed: `note kept private "stop: please"`, want: []string{"the line 'stop' was not acted on"},
		},
		{
			name: "what was done stays done", was: rd{Lines: []reading.Line{line(reading.Win, "the talk")}}, is: rd{Leftover: []reading.Leftover{beside("win: the talk", false)}},
			want: []string{"the line 'win' is none any more; what it did stays"},
		},
		{
			name: "an answer that decides", is: rd{Answers: []reading.Answer{{N: 1, Pair: 1, Text: "done", Choice: string(reading.Done)}}},
			changed: `answer kept shared "done"`, want: []string{"1 word newly read under question 1", "what is said under question 1 was not acted on"},
		},
		{
			name: "a rating", was: rd{Answers: []reading.Answer{said(4, "4")}}, is: rd{Answers: []reading.Answer{{N: 4, Pair: 1, Text: "4", Value: 4}}},
			changed: `answer kept shared "4", rating kept shared ""`, want: []string{"the words under question 4 are read otherwise"},
		},
	} {
		w, before, found := recorded(t, tt.was, tt.is, tt.between...)
		var got []string
		for _, d := range found {
			got = append(got, d.Sentence())
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: Reread() says %q, want %q", tt.name, got, tt.want)
		}
		if changed := entries(before, w.record(1).Entries); changed != tt.changed {
			t.Errorf("%s: Reread() changes %s, want %s", tt.name, changed, tt.changed)
		}
	}
}

// entries writes what changed between two lists of entries.
func entries(before, after []mentoring.Entry) string {
	var out []string
	for i, e := range after {
		if i < len(before) && e == before[i] {
			continue
		}
		name := string(e.Kind)
		if e.Ref() != "" {
			name = e.Ref()
		}
		out = append(out, fmt.Sprintf("%s %s %s %q", name, e.State, e.Visible, e.Text))
	}
	return strings.Join(out, ", ")
}

// TestRereadLosesAndOpensNothing reads made-up replies in two made-up ways. No
// word that was in the record leaves it, nobody reads one that they could not
// read before, what came with other mails stays as it is, and a second time
// changes nothing more.
func TestRereadLosesAndOpensNothing(t *testing.T) {
	t.Parallel()
	for seed := range uint64(2000) {
		rng := rand.New(rand.NewPCG(seed, 3))
		var pool []string
		for i := range 3 + rng.IntN(12) {
			pool = append(pool, fmt.Sprintf("w%d", i))
		}
		was, is := anyReading(rng, pool), anyReading(rng, pool)
		var between []reading.Reading
		if rng.IntN(3) == 0 {
			between = append(between, anyReading(rng, []string{"x1", "x2", "x3"}))
		}
		w, before, _ := recorded(t, was, is, between...)
		after := slices.Clone(w.record(1).Entries)
		reads := func(es []mentoring.Entry) (kept map[string]bool, partner map[string]bool) {
			kept, partner = map[string]bool{}, map[string]bool{}
			for _, e := range es {
				for _, word := range strings.Fields(e.Text + " " + e.Response) {
					kept[word] = kept[word] || e.State != mentoring.WithdrawnState
					partner[word] = partner[word] || w.record(1).Sees(tomasz, e)
				}
			}
			return kept, partner
		}
		kept, partner := reads(before)
		keptNow, partnerNow := reads(after)
		for _, word := range slices.Sorted(maps.Keys(kept)) {
			if kept[word] && !keptNow[word] {
				t.Fatalf("seed %d: %q is lost\nwas %+v\nis %+v\nbefore %s\nafter %s", seed, word, was, is, entries(nil, before), entries(before, after))
			}
			if strings.HasPrefix(word, "w") && kept[word] && !partner[word] && partnerNow[word] {
				t.Fatalf("seed %d: the partner now reads %q\nwas %+v\nis %+v\nbefore %s\nafter %s", seed, word, was, is, entries(nil, before), entries(before, after))
			}
		}
		for i, e := range before {
			if e.Message != reply && after[i] != e {
				t.Fatalf("seed %d: an entry of another mail changed from %+v to %+v", seed, e, after[i])
			}
		}
		w.again(is, is)
		if again := entries(after, w.record(1).Entries); again != "" {
			t.Fatalf("seed %d: a second reading changes %s", seed, again)
		}
	}
}

// anyReading deals words out to things of all kinds.
func anyReading(rng *rand.Rand, pool []string) reading.Reading {
	var rd reading.Reading
	verbs := []reading.Verb{reading.Win, reading.Note, reading.Goal, reading.Pause, reading.Commit, reading.Feedback, reading.Obstacle}
	for from := 0; from < len(pool); {
		n := min(1+rng.IntN(5), len(pool)-from)
		text := strings.Join(pool[from:from+n], " ")
		from += n
		switch k := rng.IntN(8); {
		case k < 4 && !slices.ContainsFunc(rd.Answers, func(a reading.Answer) bool { return a.N == k+1 }):
			a := said(k+1, text)
			a.Private, a.Value = rng.IntN(4) == 0, rng.IntN(6)
			rd.Answers = append(rd.Answers, a)
		case k == 5:
			l := line(verbs[rng.IntN(len(verbs))], text)
			l.Raw = text
			l.Private = rng.IntN(4) == 0
			rd.Lines = append(rd.Lines, l)
		case k < 7:
			rd.Leftover = append(rd.Leftover, beside(text, rng.IntN(3) == 0))
		}
	}
	return rd
}
