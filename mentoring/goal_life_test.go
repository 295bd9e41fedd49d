package mentoring_test

import (
	"slices"
	"strings"
	"testing"

	"milepost/mentoring"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// change returns what lines of one person change, in short.
func (w *world) change(who mentoring.PersonID, lines ...reading.Line) string {
	w.t.Helper()
	before := slices.Clone(w.records[0].Entries)
	w.lines(who, "2026-01-21 12:00", lines...)
	return diff(before, w.records[0].Entries)
}

func (w *world) check(who mentoring.PersonID, want string, lines ...reading.Line) {
	w.t.Helper()
	if got := w.change(who, lines...); got != want {
		w.t.Errorf("%d says %+v:\n got %q\nwant %q", who, lines, got, want)
	}
}

// entry returns the entry with an id.
func (w *world) entry(ref string) mentoring.Entry {
	e, ok := w.records[0].Entry(ref)
	if !ok {
		w.t.Fatalf("there is no %s", ref)
	}
	return e
}

// TestADetailIsNotedAndReplaced: why, measure, work, fallback and the like stand
// with a goal or milestone. The latest counts, and the entry's history keeps what
// was before.
func TestADetailIsNotedAndReplaced(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.check(ana, "detail kept shared [to build tools]", reading.Line{Verb: reading.Detail, Key: "why", Ref: "G1", Text: "to build tools"})
	w.check(ana, "detail kept shared [to build tools that last]", reading.Line{Verb: reading.Detail, Key: "why", Ref: "G1", Text: "to build tools that last"})
	w.check(ana, "detail kept private [to leave]", reading.Line{Verb: reading.Detail, Key: "outcome", Ref: "G1", Text: "to leave", Private: true})
	w.check(ana, "detail kept shared [a demo for two people]", reading.Line{Verb: reading.Detail, Key: "judged", Ref: "M1", Text: "a demo for two people"})
	w.check(ana, "note kept private [why G9: x]", reading.Line{Verb: reading.Detail, Key: "why", Ref: "G9", Text: "x", Raw: "why G9: x"})
	var got []string
	for _, d := range w.records[0].DetailsFor(tomasz, "G1") {
		got = append(got, d.Key+": "+d.Text)
	}
	if want := "why: to build tools that last"; strings.Join(got, "; ") != want {
		t.Errorf("Details() = %q, want %q", got, want)
	}
}

// TestTheOtherProposes: what the mentor changes about the mentee's goal waits for
// the mentee's yes.
func TestTheOtherProposes(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.check(tomasz, "detail proposed shared for 1 [learn Go, and teach it]", reading.Line{Verb: reading.Change, Ref: "G1", Text: "learn Go, and teach it"})
	if text := w.entry("G1").Text; text != "learn Go" {
		t.Errorf("G1 is %q before Ana's yes", text)
	}
	if waits := w.records[0].Proposals(ana); len(waits) != 1 || waits[0].About != "G1" {
		t.Errorf("Proposals() = %+v, want the change of G1", waits)
	}
	w.lines(ana, "2026-01-22 12:00", reading.Line{Verb: reading.Agree, Ref: "G1"})
	if text := w.entry("G1").Text; text != "learn Go, and teach it" {
		t.Errorf("G1 is %q after Ana's yes", text)
	}
	if n := len(w.records[0].Proposals(ana)); n != 0 {
		t.Errorf("%d proposals are left", n)
	}
	w.check(tomasz, "detail proposed shared for 1 [three reviews led]", reading.Line{Verb: reading.Detail, Key: "measure", Ref: "G1", Text: "three reviews led"})
	w.lines(ana, "2026-01-22 12:00", reading.Line{Verb: reading.Decline, Ref: "G1"})
	if d := w.records[0].DetailsFor(ana, "G1"); len(d) != 0 {
		t.Errorf("Details() = %+v after a no, want none", d)
	}
}

// TestAChangedMeasureStartsANewSeries: the old values stay in the record, and the
// last four of the new one are shown.
func TestAChangedMeasureStartsANewSeries(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	value := func(v string) {
		w.lines(ana, "2026-01-21 12:00", reading.Line{Verb: reading.Metric, Ref: "G1", Text: v})
	}
	measure := func(m string) {
		w.lines(ana, "2026-01-21 12:00", reading.Line{Verb: reading.Detail, Key: "measure", Ref: "G1", Text: m})
	}
	measure("programs")
	measure("programs written") // no value yet: reworded, not replaced
	for _, v := range []string{"1", "2", "3 of 5", "4", "5"} {
		value(v)
	}
	show := func() string {
		var out []string
		for _, m := range w.records[0].Measures(tomasz) {
			out = append(out, m.Goal.Ref(), m.Words)
			for _, v := range m.Values {
				out = append(out, v.Text)
			}
		}
		return strings.Join(out, "|")
	}
	if got, want := show(), "G1|programs written|2|3 of 5|4|5"; got != want {
		t.Errorf("Measures() = %q, want %q", got, want)
	}
	measure("programs that others use")
	value("1")
	if got, want := show(), "G1|programs that others use|1"; got != want {
		t.Errorf("Measures() = %q, want %q", got, want)
	}
	if n := len(w.records[0].Of(mentoring.MetricEntry)); n != 6 {
		t.Errorf("%d values in the record, want all 6", n)
	}
}

// TestTheMentorMayHoldAGoal: one of their own, which the mentee agrees to and only
// the mentor changes.
func TestTheMentorMayHoldAGoal(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.check(tomasz, "G3 proposed shared [listen longer]", reading.Line{Verb: reading.OwnGoal, Text: "listen longer"})
	w.lines(ana, "2026-01-21 12:00", reading.Line{Verb: reading.Agree, Ref: "G3"})
	if rc := w.lines(ana, "2026-01-21 12:00", reading.Line{Verb: reading.Park, Ref: "G3"}); doubts([]mentoring.Receipt{rc}) != "not-yours" {
		t.Errorf("Ana may park the mentor's goal: %+v", rc)
	}
	rc := w.lines(tomasz, "2026-01-21 12:00", reading.Line{Verb: reading.OwnGoal, Text: "write a talk"})
	if doubts([]mentoring.Receipt{rc}) != "one-goal" || w.entry("G4").State != mentoring.ParkedState {
		t.Errorf("a second goal of the mentor's is %s, doubts %q", w.entry("G4").State, doubts([]mentoring.Receipt{rc}))
	}
	w.check(tomasz, "G3 finished shared [listen longer]", reading.Line{Verb: reading.Finish, Ref: "G3"})
	if g, ok := w.records[0].NearestGoal(); !ok || g.Ref() != "G1" {
		t.Errorf("NearestGoal() = %s, want the mentee's", g.Ref())
	}
}

// TestAFarGoalGetsANearerStep: a date beyond half a year brings one suggestion.
func TestAFarGoalGetsANearerStep(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	far := reading.Line{Verb: reading.Goal, Text: "run a team", When: noonDate(t, "2026-12-01")}
	if got := doubts([]mentoring.Receipt{w.lines(ana, "2026-01-21 12:00", far)}); got != "far-date" {
		t.Errorf("doubts %q, want far-date", got)
	}
	near := reading.Line{Verb: reading.OwnGoal, Text: "run a meeting", When: noonDate(t, "2026-06-01")}
	if got := doubts([]mentoring.Receipt{w.lines(ana, "2026-01-21 12:00", near)}); got != "too-many" && got != "" {
		t.Errorf("doubts %q, want none about the date", got)
	}
}

// TestDoneTellsWhatWasAgreedAndWhatIsNext: how it is judged, how to mark it, and
// the next milestone come back with the receipt; the fallback does where something
// slips.
func TestDoneTellsWhatWasAgreedAndWhatIsNext(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.lines(
		ana, "2026-01-21 12:00",
		reading.Line{Verb: reading.Detail, Key: "judged", Ref: "M1", Text: "a demo"},
		reading.Line{Verb: reading.Detail, Key: "mark", Ref: "M1", Text: "cake"},
		reading.Line{Verb: reading.Detail, Key: "fallback", Ref: "G1", Text: "ask Rui for a smaller one"},
		reading.Line{Verb: reading.Move, Ref: "M2", When: noonDate(t, "2026-02-10")},
	)
	rc := w.lines(ana, "2026-01-21 12:00", reading.Line{Verb: reading.Move, Ref: "M2", When: noonDate(t, "2026-02-20")})
	if got := rc.Said[0].Details["fallback"]; got != "ask Rui for a smaller one" {
		t.Errorf("the fallback of what slipped is %q", got)
	}
	rc = w.lines(ana, "2026-01-21 12:00", reading.Line{Verb: reading.Done, Ref: "M1"})
	d := rc.Said[0].Details
	if d["judged"] != "a demo" || d["mark"] != "cake" || d["next"] != "a tool that others use" {
		t.Errorf("done tells %v", d)
	}
}

// TestParkedIsReversible: a parked goal comes back as it was.
func TestParkedIsReversible(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.check(ana, "G1 parked shared [learn Go]", reading.Line{Verb: reading.Park, Ref: "G1"})
	w.records[0].Entries[0].Changed = w.records[0].Entries[0].Changed.Add(1)
	w.check(ana, "G1 open shared [learn Go]", reading.Line{Verb: reading.Keep, Ref: "G1"})
}

// TestAStepForThePartner waits for their yes, and is theirs then.
func TestAStepForThePartner(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.check(ana, "C1 proposed shared for 2 [show me a review]", reading.Line{Verb: reading.Commit, Text: "show me a review", Partner: true})
	w.check(tomasz, "C1 open shared for 2 [show me a review]", reading.Line{Verb: reading.Agree, Ref: "C1"})
	w.check(ana, "note kept private [do not tell]", reading.Line{Verb: reading.Commit, Text: "x", Partner: true, Private: true, Raw: "do not tell"})
	w.check(tomasz, "C1 done shared for 2 [show me a review]", reading.Line{Verb: reading.Done, Ref: "C1"})
}

// TestHelpShifts: a step says how much help it gets, and the shift is counted.
func TestHelpShifts(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.lines(ana, "2026-01-21 12:00", reading.Line{Verb: reading.Commit, Text: "a", Help: "together"}, reading.Line{Verb: reading.Commit, Text: "b", Help: "reviewed"})
	w.lines(ana, "2026-04-21 12:00", reading.Line{Verb: reading.Commit, Text: "c", Help: "alone"}, reading.Line{Verb: reading.Commit, Text: "d", Help: "alone", Private: true})
	s := w.records[0].HelpShift(tomasz, ana, instant("2026-04-01 00:00"))
	if s.Before["together"] != 1 || s.Before["reviewed"] != 1 || s.Now["alone"] != 1 {
		t.Errorf("HelpShift() = %+v", s)
	}
}

// TestSupportStaysOpenUntilItIsMet: an answer does not close it, a word of either
// does.
func TestSupportStaysOpenUntilItIsMet(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.check(ana, "A1 open shared for 2 [a test machine]", reading.Line{Verb: reading.Need, Text: "a test machine"})
	w.check(ana, "", reading.Line{Verb: reading.Need, Text: "A test machine"})
	w.check(tomasz, "A1 open shared for 2 [a test machine] -> I ask IT", reading.Line{Verb: reading.AnswerAsk, Ref: "A1", Text: "I ask IT"})
	w.check(tomasz, "", reading.Line{Verb: reading.Drop, Ref: "A1"})
	w.check(ana, "A1 answered shared for 2 [a test machine] -> I ask IT", reading.Line{Verb: reading.Done, Ref: "A1"})
}

// TestHelpAtOnceOrWithTheDigest: the mentee chooses, each time.
func TestHelpAtOnceOrWithTheDigest(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name  string
		lines []reading.Line
		want  int
	}{
		{"with the digest", []reading.Line{{Verb: reading.Obstacle, Text: "no data"}}, 0},
		{"at once, afterwards", []reading.Line{{Verb: reading.Need, Text: "data"}, {Verb: reading.AtOnce}}, 1},
		{"at once, in one line", []reading.Line{{Verb: reading.AtOnce, Text: "no data"}}, 1},
		{"a private one", []reading.Line{{Verb: reading.AtOnce, Text: "no data", Private: true}}, 0},
	} {
		w := withGoal(t)
		w.lines(ana, "2026-01-21 10:00", row.lines...)
		w.run(instant("2026-01-21 10:00"), instant("2026-01-21 12:00"), hour)
		if n := w.got(tomasz, "call-for-help"); n != row.want {
			t.Errorf("%s: %d mails to the mentor, want %d", row.name, n, row.want)
		}
	}
}

// TestTheSkillMapIsRatedByBoth: what is wanted, how both see it, and the gap; each
// rates a skill again after a quarter.
func TestTheSkillMapIsRatedByBoth(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.lines(ana, "2026-01-21 12:00", reading.Line{Verb: reading.Skill, Text: "delegation", Numbers: []int{2, 4}})
	w.lines(tomasz, "2026-01-21 12:00", reading.Line{Verb: reading.Skill, Text: "Delegation", Numbers: []int{3}})
	w.lines(ana, "2026-01-21 12:00", reading.Line{Verb: reading.Skill, Text: "leaving", Numbers: []int{1, 5}, Private: true})
	got := w.records[0].Skills(tomasz)
	if len(got) != 1 || got[0].Want != 4 || got[0].Gap() != 2 || len(got[0].Views) != 2 {
		t.Fatalf("Skills() = %+v", got)
	}
	due := func(who mentoring.PersonID, at string) string {
		d, _ := w.policy.Ritual("check-in")
		for _, q := range w.records[0].Questions(d, "2026-W17", who, 1, instant(at)) {
			if q.Records == ritual.Skill {
				return q.Topic
			}
		}
		return ""
	}
	for _, row := range []struct {
		who      mentoring.PersonID
		at, want string
	}{{ana, "2026-02-20 14:00", ""}, {ana, "2026-04-24 14:00", "delegation"}, {tomasz, "2026-04-24 14:00", "delegation"}} {
		if got := due(row.who, row.at); got != row.want {
			t.Errorf("%d is asked about %q on %s, want %q", row.who, got, row.at, row.want)
		}
	}
}

// TestResourcesStandWithTheirGoal.
func TestResourcesStandWithTheirGoal(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.check(tomasz, "resource kept shared [go.example/tour]", reading.Line{Verb: reading.Resource, Ref: "G1", Text: "go.example/tour"})
	w.check(tomasz, "note kept private [resource G2]", reading.Line{Verb: reading.Resource, Ref: "G2", Text: "x", Raw: "resource G2"})
	if got := w.records[0].Resources(ana, "G1"); len(got) != 1 || got[0].Text != "go.example/tour" {
		t.Errorf("Resources() = %+v", got)
	}
}
