package mentoring_test

import (
	"slices"
	"testing"

	"milepost/mentoring"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

const kindWords = "Your talk was the clearest of the day."

// passOn lets Ana pass on a kind mail, and returns the message.
func (w *pages) passOn(text string) int64 {
	w.t.Helper()
	message := w.id()
	p := &mentoring.PassedOn{By: "Priya Shah", At: week3, Text: text}
	w.apply(w.r(), mentoring.Apply(*w.r(), w.r().Person(ana), mentoring.Reply{Message: message, Passed: p}, week3), week3)
	return message
}

// confirm answers the receipt of a message with a line.
func (w *pages) confirm(message int64, verb reading.Verb) mentoring.Receipt {
	w.t.Helper()
	re := mentoring.Reply{Reading: reading.Reading{Lines: []reading.Line{{Verb: verb}}}, Message: w.id(), Confirms: message}
	out := mentoring.Apply(*w.r(), w.r().Person(ana), re, week3)
	w.apply(w.r(), out, week3)
	return out.Receipt
}

// A kind mail that was passed on is kept after a yes, for its keeper alone, with
// its author and date.
func TestPraiseIsKeptAfterAYes(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		verb reading.Verb
		want mentoring.State
	}{{reading.Agree, mentoring.KeptState}, {reading.Decline, mentoring.WithdrawnState}} {
		w := newPages(t)
		w.lines(tomasz, week3, reading.Line{Verb: reading.Goal, Text: "waits for a yes, too"})
		m := w.passOn(kindWords)
		if w.passOn(kindWords); len(w.of(mentoring.PraiseEntry)) != 1 {
			t.Errorf("the same mail twice: %+v", w.of(mentoring.PraiseEntry))
		}
		if told := mentoring.Told(*w.r(), ana, mentoring.WantPraise); len(told) != 0 {
			t.Errorf("before a yes: Told() = %+v", told)
		}
		w.confirm(m, row.verb)
		p := w.of(mentoring.PraiseEntry)[0]
		if p.State != row.want || p.Source != "Priya Shah" || !p.At.Equal(week3) || w.r().Sees(tomasz, p) {
			t.Errorf("%s: %+v", row.verb, p)
		}
		if g, _ := w.r().Entry("G1"); g.State != mentoring.ProposedState {
			t.Errorf("%s: the goal is %s, want it to wait", row.verb, g.State)
		}
	}
}

// A kind mail comes back in the receipt of a low rating, once in four weeks, and
// leaves no trace that anybody else could see.
func TestPraiseComesBackInABadWeek(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	w.confirm(w.passOn(kindWords), reading.Agree)
	q := ritual.Asked{N: 1, Pair: 1, Key: "going", Kind: ritual.Scale, Records: ritual.Rating, Visible: ritual.Private}
	for n, row := range []struct {
		week, value int
		want        bool
	}{{1, 4, false}, {2, 2, true}, {3, 1, false}, {6, 1, true}} {
		p := ritual.Prompt{ID: w.id(), Round: w.id(), Person: int64(ana), State: ritual.Sent, SentAt: weeks(row.week), Asked: []ritual.Asked{q}}
		w.r().Rounds = append(w.r().Rounds, ritual.Round{ID: p.Round, Ritual: "r", Period: string(rune('a' + n)), State: ritual.Open, Prompts: []ritual.Prompt{p}})
		rc := w.tell(ana, p, weeks(row.week), reading.Reading{Answers: []reading.Answer{{N: 1, Pair: 1, Value: row.value, Text: "x"}}})
		i := slices.IndexFunc(rc.Said, func(s mentoring.Said) bool { return s.What == mentoring.SaidRecalled })
		if (i >= 0) != row.want || i >= 0 && (rc.Said[i].Quoted != kindWords || !rc.Wanted(w.r().Person(ana))) {
			t.Errorf("week %d, rated %d: receipt %+v", row.week, row.value, rc.Said)
		}
	}
	for _, e := range w.r().Entries {
		if w.r().Sees(tomasz, e) {
			t.Errorf("Tomasz sees %s %q", e.Kind, e.Text)
		}
	}
}
