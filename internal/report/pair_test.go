package report

import (
	"testing"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

func TestPairStanding(t *testing.T) {
	t.Parallel()
	until := calendar.Date{Year: 2026, Month: 12, Day: 14}
	for _, test := range []struct {
		change   func(p *mentoring.Pair)
		discreet bool
		want     string
	}{
		{func(*mentoring.Pair) {}, false, "active, week 1 of 26"},
		{func(p *mentoring.Pair) { p.State = mentoring.Invited }, false, "invited on 2026-11-23: waits for both to say yes"},
		{func(p *mentoring.Pair) { p.State = mentoring.OnHold }, false, "paused until resumed"},
		{func(p *mentoring.Pair) { p.State, p.PausedUntil = mentoring.OnHold, until }, false, "paused until 2026-12-14"},
		{func(p *mentoring.Pair) { p.State, p.Ended = mentoring.Ended, monday }, false, "ended on 2026-11-23"},
		{func(p *mentoring.Pair) { p.State = mentoring.Ending }, false, "ending, week 1 of 26"},
		{func(p *mentoring.Pair) { p.State = mentoring.Ending }, true, "active, week 1 of 26"},
	} {
		r := pairOfTwo()
		test.change(&r.Pair)
		if got := PairOf(r, monday, test.discreet).standing(); got != test.want {
			t.Errorf("standing() of a pair that is %s = %q, want %q", r.Pair.State, got, test.want)
		}
	}
}

func TestWhoSaidNoIsNotTold(t *testing.T) {
	t.Parallel()
	r := pairOfTwo()
	r.Pair.State = mentoring.NotBegun
	r.Pair.Mentee.Consent = mentoring.Declined
	for _, m := range PairOf(r, monday, false).Members {
		if m.Consent != "" {
			t.Errorf("the %s's consent is told: %q", m.Role, m.Consent)
		}
	}
}

func TestWhoAnswered(t *testing.T) {
	t.Parallel()
	r := pairOfTwo()
	r.Rounds = []ritual.Round{{ID: 1, Ritual: "a", Period: "2026-W48", State: ritual.Open, Opened: monday, Prompts: []ritual.Prompt{
		{Person: 1, State: ritual.Answered}, {Person: 2, State: ritual.Skipped},
	}}}
	states := func(discreet bool) [2]ritual.PromptState {
		people := PairOf(r, monday, discreet).Rounds[0].People
		return [2]ritual.PromptState{people[0].State, people[1].State}
	}
	if got, want := states(false), [2]ritual.PromptState{ritual.Sent, ritual.Skipped}; got != want {
		t.Errorf("with a hidden answer = %v, want %v", got, want)
	}
	r.Entries = []mentoring.Entry{{ID: 1, Kind: mentoring.AnswerEntry, Author: 1, Round: 1, Visible: ritual.Shared, State: mentoring.KeptState}}
	if got, want := states(false), [2]ritual.PromptState{ritual.Answered, ritual.Skipped}; got != want {
		t.Errorf("with a shared answer = %v, want %v", got, want)
	}
	if got, want := states(true), [2]ritual.PromptState{ritual.Sent, ritual.Sent}; got != want {
		t.Errorf("to an operator who is in the pair = %v, want %v", got, want)
	}
}
