package mentoring_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// reviewed is a pair whose shipped review of the relationship was put to both in
// a week.
func reviewed(t *testing.T, weeks ...int) (*pairOf, ritual.Definition) {
	t.Helper()
	set, err := shippedSet()
	if err != nil {
		t.Fatal(err)
	}
	defs := set.Rituals()
	d := defs[slices.IndexFunc(defs, func(d ritual.Definition) bool { return d.Pace == ritual.OfReviews })]
	p := agreeing(t)
	for _, n := range weeks {
		at := noon.AddDate(0, 0, 7*n)
		id := int64(200 + 10*n)
		round := ritual.Round{ID: id, Ritual: d.Name, Period: "W" + string(rune('a'+n)), State: ritual.Open, Opened: at}
		for i, who := range []mentoring.PersonID{ana, tomasz} {
			round.Prompts = append(round.Prompts, ritual.Prompt{
				ID: id + 1 + int64(i), Round: id, Person: int64(who), State: ritual.Sent, SentAt: at,
				Asked: p.r.Questions(d, round.Period, who, 1, at),
			})
		}
		p.r.Rounds = append(p.r.Rounds, round)
		p.now = at
	}
	return p, d
}

// TestAProbeForFine: an answer that says no more than "fine" is asked about once,
// and never twice.
func TestAProbeForFine(t *testing.T) {
	t.Parallel()
	p, _ := reviewed(t, 10)
	period := p.r.Rounds[len(p.r.Rounds)-1].Period
	n := 0
	for _, q := range p.r.Rounds[len(p.r.Rounds)-1].Prompts[0].Asked {
		if q.Probe {
			n = q.N
		}
	}
	if n == 0 {
		t.Fatal("no question of the review probes")
	}
	answer := func(text string) mentoring.Receipt { return p.writes(ana, period, string(rune('0'+n))+": "+text) }
	for _, c := range []struct {
		text  string
		probe bool
	}{{"All good.", true}, {"fine", false}} {
		rc := answer(c.text)
		if got := strings.Contains(saidWhat(rc), mentoring.SaidProbe); got != c.probe {
			t.Errorf("%q: asked on: %v, want %v (%s)", c.text, got, c.probe, saidWhat(rc))
		}
	}
	p, _ = reviewed(t, 10)
	if rc := p.writes(ana, period, string(rune('0'+n))+": fine, but the calls are too long"); strings.Contains(saidWhat(rc), mentoring.SaidProbe) {
		t.Errorf("a real answer is asked on about")
	}
}

// TestReviewTakesTurns: of the questions about the fit a review asks one, and the
// next review another.
func TestReviewTakesTurns(t *testing.T) {
	t.Parallel()
	p, _ := reviewed(t, 10, 20, 30)
	for i, who := range []mentoring.PersonID{ana, tomasz} {
		var keys []string
		for _, round := range p.r.Rounds[len(p.r.Rounds)-3:] {
			qs := round.Prompts[i].Asked
			if len(qs) > ritual.MaxQuestions || qs[0].Key != "worth" || qs[len(qs)-1].Visible != ritual.Private {
				t.Errorf("%d is asked %+v, want worth first and a private one last", who, qs)
			}
			keys = append(keys, qs[1].Key)
		}
		if want := []string{"stretch", "fair", "speak-up"}; !slices.Equal(keys, want) {
			t.Errorf("%d is asked %v, want %v", who, keys, want)
		}
	}
}

// TestOwnQuestions: the two add and drop questions of their own; a sixth is kept
// as a note.
func TestOwnQuestions(t *testing.T) {
	t.Parallel()
	p, d := reviewed(t)
	p.writes(ana, "", "our question: What made you laugh this week?")
	p.writes(tomasz, "", "review question: Do we talk about the right things?")
	own := p.r.Of(mentoring.QuestionEntry, mentoring.KeptState)
	if len(own) != 2 || own[1].Form == own[0].Form {
		t.Fatalf("own questions: %+v, want one for the week and one for the review", own)
	}
	if got := p.r.Questions(d, "Wz", tomasz, 1, p.now); got[1].Topic != "Do we talk about the right things?" {
		t.Errorf("the review asks %+v, want the pair's own question second", got)
	}
	for i := range 5 {
		rc := p.writes(ana, "", "our question: And what of "+strings.Repeat("x", i+3)+"?")
		if got, want := strings.Contains(saidWhat(rc), "enough-questions"), i == 4; got != want {
			t.Errorf("question %d: %s", i+2, saidWhat(rc))
		}
	}
	p.writes(tomasz, "", "drop question: What made you laugh this week?")
	if n := len(p.r.Of(mentoring.QuestionEntry, mentoring.DroppedState)); n != 1 {
		t.Errorf("%d questions are dropped, want 1", n)
	}
}

// TestAgreedRhythmSteers: what the two agreed on decides when they are asked.
func TestAgreedRhythmSteers(t *testing.T) {
	t.Parallel()
	set, err := shippedSet()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		terms mentoring.Terms
		every ritual.Pace
		want  bool
	}{
		{"as usual", mentoring.Terms{}, ritual.OfQuestions, true},
		{"they talk", mentoring.Terms{Talk: true}, ritual.OfQuestions, false},
		{"once a month", mentoring.Terms{Every: 4}, ritual.OfQuestions, false},
		{"no reviews", mentoring.Terms{Review: mentoring.Never}, ritual.OfReviews, false},
		{"reviews", mentoring.Terms{}, ritual.OfReviews, true},
	} {
		r := pair(noon)
		r.Pair.State, r.Pair.Terms, r.Pair.Started = mentoring.Active, c.terms, noon
		w := newWorld(t, r)
		w.policy.Rituals = set.Rituals()
		w.answer = func(sentMail) string { return "1: We met on Tuesday." }
		w.run(noon, noon.AddDate(0, 0, 12*7), 3*time.Hour)
		got := false
		for _, m := range w.sent {
			d, _ := w.policy.Ritual(m.Ritual)
			got = got || d.Pace == c.every && d.Rhythm == 0
		}
		if got != c.want {
			t.Errorf("%s: asked = %v, want %v", c.name, got, c.want)
		}
	}
}
