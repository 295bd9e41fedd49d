package store

import (
	"errors"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

func TestPlan(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	rec := couple(t, s)
	next := monday.AddDate(0, 0, 3)
	due := monday.Add(5 * time.Hour)
	lull(t, s)
	open := mentoring.OpenRound{Ritual: "talk", Period: "2026-W48", State: ritual.Open, Prompts: []ritual.Prompt{
		{Person: 1, State: ritual.Planned, Due: due}, {Person: 2, State: ritual.Planned, Due: monday.AddDate(0, 0, 30)},
	}}
	missed := mentoring.OpenRound{Ritual: "talk", Period: "2026-W47", State: ritual.Missed, Prompts: []ritual.Prompt{{Person: 1, Due: monday}}}
	for range 2 { // a second time changes nothing
		ok(t, s.Plan(t.Context(), 1, monday, func(got mentoring.Record) ([]mentoring.Action, time.Time) {
			if got.Pair.ID != rec.Pair.ID {
				t.Errorf("decide got the pair %d, want %d", got.Pair.ID, rec.Pair.ID)
			}
			return []mentoring.Action{open, missed}, next
		}))
	}
	diff(t, "Rounds", must(s.Record(t.Context(), 1))(t).Rounds, []ritual.Round{
		{ID: 1, Ritual: "talk", Period: "2026-W48", State: ritual.Open, Opened: monday, Prompts: []ritual.Prompt{
			{ID: 1, Round: 1, Person: 1, State: ritual.Planned, Due: due, Asked: []ritual.Asked{}},
			{ID: 2, Round: 1, Person: 2, State: ritual.Planned, Due: monday.AddDate(0, 0, 30), Asked: []ritual.Asked{}},
		}},
		{ID: 2, Ritual: "talk", Period: "2026-W47", State: ritual.Missed, Opened: monday, Prompts: []ritual.Prompt{
			{ID: 3, Round: 2, Person: 1, State: ritual.Dropped, Due: monday, Asked: []ritual.Asked{}},
		}},
	})
	for _, row := range []struct {
		at     time.Time
		pairs  int
		people int
	}{{monday, 0, 0}, {due, 0, 1}, {next.Add(-time.Millisecond), 0, 1}, {next, 1, 1}, {monday.AddDate(0, 0, 7), 1, 2}} {
		pairs, people := must(s.DuePairs(t.Context(), row.at, 9))(t), must(s.DuePeople(t.Context(), row.at, 9))(t)
		if len(pairs) != row.pairs || len(people) != row.people {
			t.Errorf("at %v are due %v and %v, want %d and %d", row.at, pairs, people, row.pairs, row.people)
		}
	}

	ok(t, s.Planned(t.Context(), 1, []mentoring.Action{
		mentoring.MoveRound{Round: 1, State: ritual.Revealed},
		mentoring.PutPrompt{Prompt: ritual.Prompt{ID: 2, Person: 2, State: ritual.Dropped, Due: due}},
	}, time.Time{}, next))
	round, _ := must(s.Record(t.Context(), 1))(t).Round(1)
	if round.State != ritual.Revealed || !round.Revealed.Equal(next) || round.Prompts[1].State != ritual.Dropped {
		t.Errorf("the round is %+v, want it revealed, with a prompt dropped", round)
	}
	if got := must(s.DuePairs(t.Context(), next, 9))(t); len(got) != 1 {
		t.Errorf("DuePairs() = %v, want the pair at once", got)
	}
	if err := s.Planned(t.Context(), 9, nil, next, monday); !errors.Is(err, ErrNotFound) {
		t.Errorf("Planned(9) = %v, want ErrNotFound", err)
	}
	if err := s.Planned(t.Context(), 1, []mentoring.Action{mentoring.MoveRound{Round: 9}}, next, monday); !errors.Is(err, ErrNotFound) {
		t.Errorf("Planned(round 9) = %v, want ErrNotFound", err)
	}
}

func TestPairThatIsOverIsLookedAtNoMore(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	rec := couple(t, s)
	ask(t, s, rec, "talk", "2026-W48", 1)
	rec.Pair.State, rec.Pair.Ended = mentoring.Ended, monday
	next := monday.AddDate(0, 0, 7)
	ok(t, s.Planned(t.Context(), 1, []mentoring.Action{mentoring.PutPair{Pair: rec.Pair}}, next, monday))
	if got := must(s.DuePairs(t.Context(), next, 9))(t); len(got) != 1 {
		t.Errorf("DuePairs() with an open round = %v, want the pair", got)
	}
	ok(t, s.Planned(t.Context(), 1, []mentoring.Action{mentoring.MoveRound{Round: 1, State: ritual.Closed}}, next, monday))
	if got := must(s.DuePairs(t.Context(), next, 9))(t); len(got) != 0 {
		t.Errorf("DuePairs() = %v, want none", got)
	}
}

func TestAgenda(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	rec := couple(t, s)
	must(s.SaveProgram(t.Context(), NewProgram{Holidays: []calendar.Date{calendar.NewDate(2026, 12, 25)}}, monday))(t)
	out := ask(t, s, rec, "talk", "2026-W48", 1)[0]
	send(t, s, rec.People[0], out, "talk", "2026-W48")
	waiting := ask(t, s, rec, "review", "once", 1, 2)[0]

	a := must(s.Agenda(t.Context(), 1, monday))(t)
	out.State, out.SentAt, out.Asked = ritual.Sent, monday, questions
	diff(t, "Agenda().Pending", a.Pending, []mentoring.Pending{
		{Pair: 1, Ritual: "talk", Period: "2026-W48", Prompt: out, Nudge: true, Due: monday},
		{Pair: 1, Ritual: "review", Period: "once", Prompt: waiting, Due: monday},
	})
	if a.Pairs != 1 || a.Who.ID != 1 || !a.Holidays[calendar.NewDate(2026, 12, 25)] {
		t.Errorf("Agenda() = %+v, want Ana's of one pair, with the holiday", a)
	}
	diff(t, "Agenda().Sent", a.Sent.Days, []calendar.Date{calendar.NewDate(2026, 11, 23)})
	if later := must(s.Agenda(t.Context(), 1, monday.AddDate(0, 0, 20)))(t); len(later.Sent.Days) != 0 {
		t.Errorf("Agenda().Sent = %v after three weeks, want none", later.Sent.Days)
	}

	rec.Pair.State = mentoring.OnHold
	ok(t, s.SavePair(t.Context(), rec.Pair, AuditLine{What: "pause"}, monday))
	if held := must(s.Agenda(t.Context(), 1, monday))(t); len(held.Pending) != 0 {
		t.Errorf("Agenda() of a pair on hold = %v, want nothing", held.Pending)
	}
}

// What comes in between reading the agenda and acting on it is not missed.
func TestPlanOfAPersonGoesStale(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	rec := couple(t, s)
	p := ask(t, s, rec, "talk", "2026-W48", 1)[0]
	a := must(s.Agenda(t.Context(), 1, monday))(t)
	message := arrive(t, s, 1, "Subject: stop\r\n\r\nstop\r\n")
	ok(t, s.Receive(t.Context(), message, Bound{Person: 1, Reason: "token"}, monday, func(rs []mentoring.Record, who mentoring.Person) ([]mentoring.Outcome, error) {
		pair := rs[0].Pair
		pair.State = mentoring.Ending
		return []mentoring.Outcome{{Changes: []mentoring.Change{mentoring.PutPair{Pair: pair}}, Receipt: mentoring.Receipt{Pair: 1}}}, nil
	}))
	d := Draft{Person: 1, Kind: "talk", Period: "2026-W48", Prompts: []int64{p.ID}, Seen: a.Seen}
	if _, err := s.Queue(t.Context(), d, monday, letter("ana@mentors.example")); !errors.Is(err, ErrStale) {
		t.Errorf("Queue() = %v, want ErrStale", err)
	}
	ok(t, s.LookAgain(t.Context(), 1, a.Seen, monday.AddDate(0, 0, 7)))
	if got := must(s.DuePeople(t.Context(), monday, 9))(t); len(got) != 2 {
		t.Errorf("DuePeople() = %v, want both at once", got)
	}
	for _, who := range []mentoring.PersonID{1, 2} {
		a := must(s.Agenda(t.Context(), who, monday))(t)
		ok(t, s.LookAgain(t.Context(), who, a.Seen, time.Time{}))
	}
	if got := must(s.DuePeople(t.Context(), monday.AddDate(9, 0, 0), 9))(t); len(got) != 0 {
		t.Errorf("DuePeople() = %v, want nobody", got)
	}
}
