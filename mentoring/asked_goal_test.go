package mentoring_test

import (
	"fmt"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// questions returns the keys of what a member is asked in the usual week, with
// the id that each is about.
func (w *world) questions(who mentoring.PersonID, at string) []string {
	w.t.Helper()
	d, _ := w.policy.Ritual("check-in")
	var out []string
	week := calendar.WeekOf(calendar.DateIn(instant(at), time.UTC)).String()
	for _, q := range w.records[0].Questions(d, week, who, 1, instant(at)) {
		s := q.Key
		if q.Ref != "" {
			s += " " + q.Ref
		}
		out = append(out, s)
	}
	return out
}

// asked puts prompts into the record that were sent to a member, each with one
// question.
func (w *world) asked(who mentoring.PersonID, qs map[string]ritual.Asked) {
	for at, q := range qs {
		p := ritual.Prompt{ID: w.id(), Person: int64(who), State: ritual.Sent, SentAt: instant(at), Asked: []ritual.Asked{q}}
		w.records[0].Rounds = append(w.records[0].Rounds, ritual.Round{ID: w.id(), Period: at, State: ritual.Closed, Opened: instant(at), Prompts: []ritual.Prompt{p}})
	}
}

func (w *world) checkAsked(who mentoring.PersonID, at string, place int, want string) {
	w.t.Helper()
	got := w.questions(who, at)
	if len(got) <= place || got[place] != want {
		w.t.Errorf("%d is asked %q on %s, want %q at place %d", who, got, at, want, place)
	}
}

// enough is the monthly question for support, as it was asked.
var enough = ritual.Asked{Key: "enough", Kind: ritual.YesNo, Records: ritual.Need}

// TestOneGentleQuestionAtATime: what a goal lacks is asked for one by one, in a
// settled order, every second week at most, and never a third time.
func TestOneGentleQuestionAtATime(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.asked(ana, map[string]ritual.Asked{"2026-01-20 14:00": enough})
	w.checkAsked(ana, "2026-01-23 14:00", 2, "no-measure G1")
	w.asked(ana, map[string]ritual.Asked{"2026-01-23 14:00": {Key: "no-measure", Records: ritual.Measure, Ref: "G1"}})
	w.checkAsked(ana, "2026-01-30 14:00", 2, "mirror")
	w.checkAsked(ana, "2026-02-06 14:00", 2, "no-measure G1")
	w.asked(ana, map[string]ritual.Asked{"2026-02-06 14:00": {Key: "no-measure", Records: ritual.Measure, Ref: "G1"}})
	w.asked(ana, map[string]ritual.Asked{"2026-02-13 14:00": enough})
	w.lines(ana, "2026-02-13 15:00", reading.Line{Verb: reading.Keep, Ref: "G1"})
	w.checkAsked(ana, "2026-02-20 14:00", 2, "no-deadline G1")
	w.lines(ana, "2026-02-20 15:00", reading.Line{Verb: reading.Move, Ref: "G1", When: noonDate(t, "2026-05-01")})
	w.checkAsked(ana, "2026-02-20 16:00", 2, "no-why G1")
	w.lines(
		ana, "2026-02-20 16:00",
		reading.Line{Verb: reading.Detail, Key: "why", Ref: "G1", Text: "x"},
		reading.Line{Verb: reading.Detail, Key: "work", Ref: "G1", Text: "x"},
	)
	w.checkAsked(ana, "2026-02-20 17:00", 2, "no-fallback G1")
	if got := w.questions(tomasz, "2026-02-20 14:00"); len(got) != 4 {
		t.Errorf("the mentor is asked %q", got)
	}
}

// TestAnAnswerFillsTheGap: the answer to such a question is kept with its goal.
func TestAnAnswerFillsTheGap(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	answer := func(q ritual.Asked, ans reading.Answer) {
		q.N, q.Pair, ans.N = 1, 1, 1
		re := mentoring.Reply{Prompt: ritual.Prompt{Person: int64(ana), Asked: []ritual.Asked{q}}, Reading: reading.Reading{Answers: []reading.Answer{ans}}}
		out := mentoring.Apply(w.records[0], w.records[0].Person(ana), re, noon)
		w.apply(&w.records[0], out, noon)
	}
	answer(ritual.Asked{Key: "no-measure", Kind: ritual.Text, Records: ritual.Measure, Ref: "G1"}, reading.Answer{Text: "programs that others use"})
	answer(ritual.Asked{Key: "no-deadline", Kind: ritual.Date, Records: ritual.Deadline, Ref: "G1"}, reading.Answer{Text: "1 may", Items: []reading.Item{{Due: noonDate(t, "2026-05-01")}}})
	if d := w.records[0].DetailsFor(tomasz, "G1"); len(d) != 1 || d[0].Text != "programs that others use" {
		t.Errorf("DetailsFor() = %+v", d)
	}
	if due := w.entry("G1").Due; due != noonDate(t, "2026-05-01") {
		t.Errorf("G1 is due %s", due)
	}
	answer(ritual.Asked{Key: "enough", Kind: ritual.YesNo, Records: ritual.Need, Text: "Do you have what you need?"}, reading.Answer{Text: "no", Yes: reading.No})
	if a := w.entry("A1"); a.Form != mentoring.SupportForm || a.Text != "Do you have what you need? no" || a.State != mentoring.OpenState {
		t.Errorf("a no opens %+v", a)
	}
	answer(ritual.Asked{Key: "milestone", Kind: ritual.Choice, Records: ritual.Course, Ref: "M1"}, reading.Answer{Text: "not reached yet, sadly", Choice: "reached"})
	if s := w.entry("M1").State; s != mentoring.OpenState {
		t.Errorf("M1 is %s by a word in a sentence", s)
	}
	answer(ritual.Asked{Key: "milestone", Kind: ritual.Choice, Records: ritual.Course, Ref: "M1"}, reading.Answer{Text: "Reached", Choice: "reached"})
	if s := w.entry("M1").State; s != mentoring.DoneState {
		t.Errorf("M1 is %s, want done", s)
	}
	answer(ritual.Asked{Key: "untouched", Kind: ritual.Choice, Records: ritual.Touch, Ref: "G1"}, reading.Answer{Text: "park", Choice: "park"})
	if s := w.entry("G1").State; s != mentoring.ParkedState {
		t.Errorf("G1 is %s, want parked", s)
	}
}

// TestAnUntouchedGoalAsksForItself: after five weeks, alone, and once.
func TestAnUntouchedGoalAsksForItself(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.asked(ana, map[string]ritual.Asked{"2026-01-30 14:00": enough, "2026-02-27 14:00": enough})
	if got := w.questions(ana, "2026-02-13 14:00"); got[2] == "untouched G1" {
		t.Errorf("asked %q after four weeks and a half", got)
	}
	w.checkAsked(ana, "2026-02-20 14:00", 2, "untouched G1")
	w.asked(ana, map[string]ritual.Asked{"2026-02-20 14:00": {Key: "untouched", Records: ritual.Touch, Ref: "G1"}})
	if got := w.questions(ana, "2026-02-27 14:00"); got[2] == "untouched G1" {
		t.Errorf("asked again a week later: %q", got)
	}
	w.lines(ana, "2026-02-27 15:00", reading.Line{Verb: reading.Keep, Ref: "G1"})
	w.checkAsked(ana, "2026-04-10 14:00", 2, "untouched G1")
}

// TestAPlateauOffersThreeWays: six ratings alike and not high bring one question,
// once for each stretch. Private ratings do not count.
func TestAPlateauOffersThreeWays(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name    string
		values  []int
		visible ritual.Visibility
		want    bool
	}{
		{"level and low", []int{4, 3, 3, 3, 3, 3, 3}, ritual.Shared, true},
		{"level and high", []int{5, 5, 5, 5, 5, 5}, ritual.Shared, false},
		{"too short", []int{3, 3, 3, 3, 3}, ritual.Shared, false},
		{"it moves", []int{3, 3, 2, 3, 3, 3}, ritual.Shared, false},
		{"private", []int{3, 3, 3, 3, 3, 3}, ritual.Private, false},
	} {
		w := withGoal(t)
		for i, v := range row.values {
			e := w.put1(mentoring.Entry{Kind: mentoring.RatingEntry, State: mentoring.KeptState, Parent: 1, Value: v, Key: "on-track", Visible: row.visible}, ana)
			at := instant("2026-01-16 14:00").AddDate(0, 0, 7*i)
			w.records[0].Entries[len(w.records[0].Entries)-1].Created = at
			w.records[0].Entries[len(w.records[0].Entries)-1].Changed = at
			_ = e
		}
		if got := w.questions(ana, "2026-03-06 14:00"); (got[2] == "plateau G1") != row.want {
			t.Errorf("%s: asked %q, want the plateau %v", row.name, got, row.want)
		}
		if row.want {
			w.asked(ana, map[string]ritual.Asked{"2026-03-06 14:00": {Key: "plateau", Records: ritual.Plateau, Ref: "G1"}})
			if got := w.questions(ana, "2026-03-13 14:00"); got[2] == "plateau G1" {
				t.Errorf("%s: asked again: %q", row.name, got)
			}
		}
	}
}

// TestEachFormComesBackOnItsDate: experiments, exercises, introductions and
// chances have a question of their own on their date, for both alike.
func TestEachFormComesBackOnItsDate(t *testing.T) {
	t.Parallel()
	for form, key := range map[string]string{
		mentoring.TryForm: "tried", mentoring.ExerciseForm: "practised", mentoring.IntroForm: "introduced", mentoring.ExposureForm: "exposed",
	} {
		for _, who := range []mentoring.PersonID{ana, tomasz} {
			w := withGoal(t)
			w.put1(mentoring.Entry{Kind: mentoring.CommitmentEntry, Number: 1, State: mentoring.OpenState, Form: form, Text: "x", Due: noonDate(t, "2026-02-12")}, who)
			if got := w.questions(who, "2026-02-06 14:00"); got[0] == key+" C1" {
				t.Errorf("%s is asked about before its date: %q", form, got)
			}
			w.checkAsked(who, "2026-02-13 14:00", 0, key+" C1")
		}
	}
}

// TestAnExperimentEndsWithItsOutcome, whatever it is.
func TestAnExperimentEndsWithItsOutcome(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.put1(mentoring.Entry{Kind: mentoring.CommitmentEntry, Number: 1, State: mentoring.OpenState, Form: mentoring.TryForm, Text: "stand-ups", Due: noonDate(t, "2026-01-20")}, ana)
	q := ritual.Asked{N: 1, Pair: 1, Key: "tried", Kind: ritual.Text, Records: ritual.FollowUp, Ref: "C1"}
	re := mentoring.Reply{
		Prompt:  ritual.Prompt{Person: int64(ana), Asked: []ritual.Asked{q}},
		Reading: reading.Reading{Answers: []reading.Answer{{N: 1, Pair: 1, Text: "It took too long."}}},
	}
	w.apply(&w.records[0], mentoring.Apply(w.records[0], w.records[0].Person(ana), re, noon), noon)
	if c := w.entry("C1"); c.State != mentoring.DoneState || c.Response != "It took too long." {
		t.Errorf("C1 = %+v", c)
	}
}

// TestAStepThatSlipsTwice brings one question for what hindered it.
func TestAStepThatSlipsTwice(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.put1(mentoring.Entry{Kind: mentoring.CommitmentEntry, Number: 1, State: mentoring.OpenState, Text: "write", Due: noonDate(t, "2026-01-14")}, ana)
	move := func(at, to string) {
		w.lines(ana, at, reading.Line{Verb: reading.Move, Ref: "C1", When: noonDate(t, to)})
	}
	w.checkAsked(ana, "2026-01-16 14:00", 0, "follow-up C1") // once past its day
	move("2026-01-16 15:00", "2026-01-21")
	w.checkAsked(ana, "2026-01-20 14:00", 0, "follow-up C1")
	w.checkAsked(ana, "2026-01-23 14:00", 0, "hindered C1")
	w.asked(ana, map[string]ritual.Asked{"2026-01-23 14:00": {Key: "hindered", Records: ritual.Obstacle, Ref: "C1"}})
	move("2026-01-23 15:00", "2026-01-28")
	w.checkAsked(ana, "2026-01-30 14:00", 0, "follow-up C1")
}

// TestNoPromiseIsForgotten: with more open promises than weeks, each is asked
// about before one is asked about again.
func TestNoPromiseIsForgotten(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	for n := 1; n <= 4; n++ {
		w.put1(mentoring.Entry{Kind: mentoring.CommitmentEntry, Number: n, State: mentoring.OpenState, Text: fmt.Sprint("step ", n)}, ana)
	}
	seen := map[string]bool{}
	for i := range 4 {
		at := instant("2026-01-16 14:00").AddDate(0, 0, 7*i).Format("2006-01-02 15:04")
		q := w.questions(ana, at)[0]
		seen[q] = true
		w.asked(ana, map[string]ritual.Asked{at: {Key: "follow-up", Records: ritual.FollowUp, Ref: q[len("follow-up "):]}})
	}
	if len(seen) != 4 {
		t.Errorf("asked about %v, want all four", seen)
	}
}

// TestWhatIsTakenFromAMilestone: the day after a milestone was met, or a week after its day went
// by with nothing said, the mentee is asked once what they take from it.
func TestWhatIsTakenFromAMilestone(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.lines(ana, "2026-01-20 12:00", reading.Line{Verb: reading.Done, Ref: "M1"}, reading.Line{Verb: reading.Move, Ref: "M2", When: noonDate(t, "2026-02-03")})
	w.run(instant("2026-01-20 12:00"), instant("2026-03-20 12:00"), 2*hour)
	var got []string
	for _, m := range w.sent {
		if d, _ := w.policy.Ritual(m.Ritual); d.AboutOne() && !d.AtOnce {
			got = append(got, fmt.Sprint(m.at.Format("01-02 "), m.Ritual, " ", m.Period, " ", m.Person, " ", len(m.Prompts[0].Prompt.Asked)))
		}
	}
	want := "[01-21 looking-back M1 1 4 02-10 looking-back-missed M2 1 4]"
	if fmt.Sprint(got) != want {
		t.Errorf("asked %s, want %s", got, want)
	}
	w.checkBudget()
}

// TestTheNextStepOfALookBack becomes a commitment with its date.
func TestTheNextStepOfALookBack(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.lines(ana, "2026-01-20 12:00", reading.Line{Verb: reading.Done, Ref: "M1"})
	w.run(instant("2026-01-20 12:00"), instant("2026-01-21 18:00"), 2*hour)
	w.say(ana, w.latest(ana, "looking-back"), "1: it compiled\n4: ask for a review by 30 january", instant("2026-01-21 18:00"))
	if c := w.entry("C1"); c.Text != "ask for a review" || c.Due != noonDate(t, "2026-01-30") || c.Owner != ana {
		t.Errorf("C1 = %+v", c)
	}
}

// TestAStretchIsLookedBackOn, whether it was reached or let go.
func TestAStretchIsLookedBackOn(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		stretch bool
		verb    reading.Verb
		want    string
	}{
		{true, reading.Finish, "looking-back"},
		{true, reading.Drop, "looking-back-missed"},
		{false, reading.Finish, ""},
		{false, reading.Drop, ""},
	} {
		w := withGoal(t)
		if row.stretch {
			w.lines(ana, "2026-01-20 12:00", reading.Line{Verb: reading.Detail, Key: "stretch", Ref: "G1", Text: "with Rui beside me"})
		}
		w.lines(ana, "2026-01-20 12:00", reading.Line{Verb: row.verb, Ref: "G1"})
		w.run(instant("2026-01-20 12:00"), instant("2026-01-23 12:00"), 2*hour)
		for _, name := range []string{"looking-back", "looking-back-missed"} {
			if n := w.got(ana, name); (n == 1) != (name == row.want) {
				t.Errorf("stretch %v, %s: %d times %s, want %q", row.stretch, row.verb, n, name, row.want)
			}
		}
	}
}

// TestAProjectIsLookedBackOnAtOnce, by whoever asks for it, although a mail went
// out that day.
func TestAProjectIsLookedBackOnAtOnce(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.run(instant("2026-01-23 08:00"), instant("2026-01-23 14:30"), hour/2) // Friday's questions are out
	w.lines(tomasz, "2026-01-23 15:00", reading.Line{Verb: reading.Debrief, Text: "the big move"})
	w.run(instant("2026-01-23 15:00"), instant("2026-01-23 16:00"), hour/2)
	if w.got(tomasz, "looking-back-project") != 1 || w.got(ana, "looking-back-project") != 0 {
		t.Errorf("mails: %s / %s", w.log(ana), w.log(tomasz))
	}
}

// TestAPairThatWritesOnceAMonthHasItsOwnSet instead of the week's questions.
func TestAPairThatWritesOnceAMonthHasItsOwnSet(t *testing.T) {
	t.Parallel()
	for every, want := range map[int]int{0: 0, 4: 2} {
		w := withGoal(t)
		w.records[0].Pair.Terms.Every = every
		w.run(instant("2026-01-12 12:00"), instant("2026-03-02 00:00"), 2*hour)
		for _, who := range []mentoring.PersonID{ana, tomasz} {
			if n := w.got(who, "monthly"); n != want {
				t.Errorf("every %d weeks: %d gets the set of the month %d times, want %d\n%s", every, who, n, want, w.log(who))
			}
		}
		for _, m := range w.sent {
			if week := calendar.WeekOf(mentoring.Today(w.records[0].People[0], m.at)); every == 4 && m.Ritual == "check-in" && week.String() == "2026-W05" {
				t.Errorf("both in one week")
			}
		}
	}
}
