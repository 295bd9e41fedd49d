package mentoring_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// rituals named in the log of a person, with the day.
func (w *world) days(who mentoring.PersonID) []string {
	var out []string
	for _, m := range w.sent {
		if m.Person == who {
			s := m.at.UTC().Format("01-02") + " " + m.Ritual
			if m.Nudge {
				s += " nudge"
			}
			out = append(out, s)
		}
	}
	return out
}

func (w *world) checkDays(who mentoring.PersonID, want ...string) {
	w.t.Helper()
	if got := w.days(who); !slices.Equal(got, want) {
		w.t.Errorf("mails to %d:\n got %s\nwant %s", who, strings.Join(got, ", "), strings.Join(want, ", "))
	}
}

func invited(added time.Time) mentoring.Record {
	r := pair(added)
	r.Pair.State, r.Pair.Started = mentoring.Invited, time.Time{}
	r.Pair.Mentee.Consent, r.Pair.Mentor.Consent = mentoring.NotAsked, mentoring.NotAsked
	return r
}

func TestInvitation(t *testing.T) {
	t.Parallel()
	start := instant("2026-01-06 07:00") // Tuesday
	for _, row := range []struct {
		name        string
		answer      func(sentMail) string
		state       mentoring.PairState
		ana, tomasz []string
	}{
		{
			"nobody answers", func(sentMail) string { return "" }, mentoring.NotBegun,
			[]string{"01-06 welcome", "01-13 welcome nudge"},
			[]string{"01-06 welcome", "01-13 welcome nudge"},
		},
		{
			"both say yes", func(m sentMail) string { return map[bool]string{true: "yes"}[m.Ritual == "welcome"] }, mentoring.Active,
			[]string{"01-06 welcome", "01-07 kickoff", "01-12 digest", "01-13 kickoff nudge", "01-16 check-in", "01-19 digest"},
			[]string{"01-06 welcome", "01-07 kickoff", "01-12 digest", "01-13 kickoff nudge", "01-19 digest"},
		},
		{
			"one says no", func(m sentMail) string { return map[mentoring.PersonID]string{ana: "yes", tomasz: "no"}[m.Person] }, mentoring.NotBegun,
			[]string{"01-06 welcome", "01-07 not-begun"},
			[]string{"01-06 welcome"},
		},
		{
			"one never answers", func(m sentMail) string { return map[mentoring.PersonID]string{ana: "yes"}[m.Person] }, mentoring.NotBegun,
			[]string{"01-06 welcome", "01-20 not-begun"},
			[]string{"01-06 welcome", "01-13 welcome nudge"},
		},
	} {
		w := newWorld(t, invited(start))
		w.answer = row.answer
		w.run(start, instant("2026-01-23 12:00"), time.Hour)
		if got := w.records[0].Pair.State; got != row.state {
			t.Errorf("%s: the pair is %q, want %q", row.name, got, row.state)
		}
		t.Log(row.name)
		w.checkDays(ana, row.ana...)
		w.checkDays(tomasz, row.tomasz...)
	}
}

// TestExpiryRunsFromSending adds a pair and keeps the daemon down for longer
// than an invitation lasts.
func TestExpiryRunsFromSending(t *testing.T) {
	t.Parallel()
	w := newWorld(t, invited(instant("2026-01-06 07:00")))
	w.run(instant("2026-01-27 09:00"), instant("2026-01-28 09:00"), time.Hour)
	if got := w.records[0].Pair.State; got != mentoring.Invited {
		t.Errorf("the pair is %q, want it invited", got)
	}
	w.checkDays(ana, "01-27 welcome")
}

// TestSilence lets nobody write a word.
func TestSilence(t *testing.T) {
	t.Parallel()
	start := instant("2026-01-05 09:00")
	w := newWorld(t, pair(start))
	w.run(start, instant("2026-04-20 00:00"), time.Hour)
	w.checkDays(ana,
		"01-05 welcome", "01-06 kickoff", "01-09 kickoff nudge",
		"01-12 digest", "01-16 check-in", "01-19 digest",
		"01-23 silence",                    // two rounds without a word; week 4
		"02-20 check-in", "03-20 check-in") // monthly, then no more
	if p, _ := w.records[0].Pair.Member(ana); !w.records[0].Pair.Farewell(p, instant("2026-03-20 14:00")) {
		t.Errorf("the last check-in is no farewell")
	}
	w.checkBudget()
	// A word, and the rhythm is back.
	w.say(ana, w.latest(ana, "check-in"), "1: sorry, busy months", instant("2026-04-20 10:00"))
	before := len(w.sent)
	w.run(instant("2026-04-20 10:00"), instant("2026-05-04 00:00"), time.Hour)
	w.sent = w.sent[before:]
	w.checkDays(ana, "04-20 digest", "04-24 check-in", "04-27 digest", "05-01 check-in")
}

// TestBothSilent asks both in the same week.
func TestBothSilent(t *testing.T) {
	t.Parallel()
	start := instant("2026-01-05 09:00")
	w := newWorld(t, pair(start))
	for i, d := range w.policy.Rituals {
		if d.Name == "check-in" {
			w.policy.Rituals[i].Audience = []ritual.Audience{{Role: ritual.Mentee}, {Role: ritual.Mentor}}
		}
	}
	w.run(start, instant("2026-01-31 00:00"), time.Hour)
	for _, who := range []mentoring.PersonID{ana, tomasz} {
		if !slices.Contains(w.days(who), "01-23 silence") {
			t.Errorf("%d is not asked: %v", who, w.days(who))
		}
	}
}

func TestRemedy(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		answer string
		check  func(r mentoring.Record) bool
	}{
		{"smaller", func(r mentoring.Record) bool { return r.Pair.Mentee.Light }},
		{"later", func(r mentoring.Record) bool {
			return r.Pair.Mentee.PausedUntil == calendar.NewDate(2026, 2, 20) && r.Pair.State == mentoring.Active
		}},
		{"stop", func(r mentoring.Record) bool { return r.Pair.State == mentoring.Ending }},
	} {
		start := instant("2026-01-05 09:00")
		w := newWorld(t, pair(start))
		w.answer = func(m sentMail) string {
			if m.Ritual == "silence" && m.Person == ana {
				return row.answer
			}
			return ""
		}
		w.run(start, instant("2026-01-24 00:00"), time.Hour)
		if !row.check(w.records[0]) {
			t.Errorf("after %q: %+v", row.answer, w.records[0].Pair)
		}
	}
}

func TestQuietDigests(t *testing.T) {
	t.Parallel()
	start := instant("2026-01-05 09:00")
	w := newWorld(t, pair(start))
	w.answer = func(m sentMail) string { // alive, but nothing that both can read
		if m.Ritual != "digest" {
			return "private: hard weeks"
		}
		return ""
	}
	w.run(start, instant("2026-05-25 00:00"), time.Hour)
	var got []string
	for _, d := range w.days(tomasz) {
		if day, ok := strings.CutSuffix(d, " digest"); ok {
			got = append(got, day)
		}
	}
	want := []string{"01-12", "01-19", "01-26", "02-23", "03-23", "04-20", "05-18"}
	if !slices.Equal(got, want) {
		t.Errorf("digests of quiet weeks on %v, want %v", got, want)
	}
}

func TestStopIsToldLater(t *testing.T) {
	t.Parallel()
	start := instant("2026-01-05 09:00")
	for _, undone := range []bool{false, true} {
		w := newWorld(t, pair(start))
		w.answer = replying
		w.run(start, instant("2026-01-28 10:00"), time.Hour)
		w.say(ana, mentoring.Mail{}, "stop", instant("2026-01-28 10:00")) // Wednesday
		w.sent = nil
		w.run(instant("2026-01-28 10:00"), instant("2026-01-30 10:00"), time.Hour)
		w.checkDays(ana)
		w.checkDays(tomasz)
		if undone {
			w.say(ana, mentoring.Mail{}, "resume", instant("2026-01-30 10:00"))
		}
		w.run(instant("2026-01-30 10:00"), instant("2026-02-10 00:00"), time.Hour)
		if undone {
			w.checkDays(ana, "01-30 check-in", "02-02 digest", "02-06 check-in", "02-09 digest")
			w.checkDays(tomasz, "02-02 digest", "02-06 check-in", "02-09 digest")
			continue
		}
		w.checkDays(ana)
		w.checkDays(tomasz, "02-02 farewell")
		if got := w.records[0].Pair.State; got != mentoring.Ended {
			t.Errorf("the pair is %q, want it ended", got)
		}
	}
}

func TestPause(t *testing.T) {
	t.Parallel()
	start := instant("2026-01-05 09:00")
	w := newWorld(t, pair(start))
	w.answer = replying
	w.run(start, instant("2026-01-21 10:00"), time.Hour)
	w.say(ana, mentoring.Mail{}, "pause until 4 feb", instant("2026-01-21 10:00"))
	w.sent = nil
	w.run(instant("2026-01-21 10:00"), instant("2026-02-10 00:00"), time.Hour)
	w.checkDays(ana, "02-06 check-in", "02-09 digest")
	w.checkDays(tomasz, "01-23 check-in", "01-26 digest", "02-02 digest", "02-06 check-in", "02-09 digest")

	// A pause that is announced begins on its day.
	w.say(ana, mentoring.Mail{}, "pause 16-22 feb", instant("2026-02-10 10:00"))
	w.sent = nil
	w.run(instant("2026-02-10 10:00"), instant("2026-03-01 00:00"), time.Hour)
	w.checkDays(ana, "02-13 check-in", "02-23 digest", "02-27 check-in")
}

func TestOnHold(t *testing.T) {
	t.Parallel()
	start := instant("2026-01-05 09:00")
	w := newWorld(t, pair(start))
	w.answer = replying
	w.run(start, instant("2026-01-21 10:00"), time.Hour)
	w.records[0].Pair.State, w.records[0].Pair.PausedUntil = mentoring.OnHold, calendar.NewDate(2026, 2, 4)
	w.sent = nil
	w.run(instant("2026-01-21 10:00"), instant("2026-02-10 00:00"), time.Hour)
	w.checkDays(ana, "02-06 check-in", "02-09 digest")
}

func TestSnooze(t *testing.T) {
	t.Parallel()
	start := instant("2026-01-05 09:00")
	w := newWorld(t, pair(start))
	w.answer = func(m sentMail) string {
		if m.Ritual == "check-in" && m.at.Before(instant("2026-01-17 00:00")) {
			return "snooze tuesday"
		}
		return replying(m)
	}
	w.run(start, instant("2026-01-24 00:00"), time.Hour)
	w.sent = slices.DeleteFunc(w.sent, func(m sentMail) bool { return m.at.Before(instant("2026-01-16 00:00")) })
	w.checkDays(ana, "01-16 check-in", "01-19 digest", "01-20 check-in", "01-23 check-in")
}

// TestReminder counts working days and keeps clear of the digest.
func TestReminder(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ started, first, nudge string }{
		{"2026-01-05 09:00", "01-06", "01-09"}, // Tuesday, Friday
		{"2026-01-06 09:00", "01-07", "01-13"}, // Wednesday, not Monday but Tuesday
		{"2026-01-08 09:00", "01-09", "01-14"}, // Friday, Wednesday
	} {
		w := newWorld(t, pair(instant(row.started)))
		w.run(instant(row.started), instant("2026-01-16 00:00"), time.Hour)
		days := w.days(ana)
		for _, want := range []string{row.first + " kickoff", row.nudge + " kickoff nudge"} {
			if !slices.Contains(days, want) {
				t.Errorf("started %s: no %q in %v", row.started, want, days)
			}
		}
	}
}

// TestNudgeNeverTakesTheDigestsPlace has a reminder wait over a weekend because
// its own day was taken.
func TestNudgeNeverTakesTheDigestsPlace(t *testing.T) {
	t.Parallel()
	p := policy()
	who := person(ana, "Ana", "UTC")
	sent := instant("2026-01-06 10:00") // its reminder is due on Friday, 9 January
	waiting := []mentoring.Pending{
		{Pair: 1, Ritual: "kickoff", Period: "once", Nudge: true, Prompt: ritual.Prompt{ID: 1, State: ritual.Sent, SentAt: sent}},
		{Pair: 1, Ritual: "digest", Period: "2026-W03", Prompt: ritual.Prompt{ID: 2, State: ritual.Planned, Due: instant("2026-01-12 08:30")}},
	}
	for _, row := range []struct{ now, want, next string }{
		{"2026-01-12 08:00", "", "2026-01-12 08:30"},
		{"2026-01-12 08:30", "digest", "2026-01-13 08:00"},
		{"2026-01-13 08:00", "kickoff", "2026-01-14 08:00"},
	} {
		mails, next := mentoring.PlanPerson(who, 1, waiting, mentoring.SentMails{}, p, nil, instant(row.now))
		got := ""
		if len(mails) > 0 {
			got = mails[0].Ritual
		}
		if got != row.want || !next.Equal(instant(row.next)) {
			t.Errorf("PlanPerson(%s) = %q, again at %s, want %q, %s", row.now, got, stamp(next), row.want, row.next)
		}
	}
}

// TestMentorOfThree merges what falls together and keeps the bound of five.
func TestMentorOfThree(t *testing.T) {
	t.Parallel()
	start := instant("2026-01-05 09:00")
	var rs []mentoring.Record
	for i, name := range []string{"Ana", "Ben", "Cleo"} {
		r := pair(start)
		r.Pair.ID = mentoring.PairID(i + 1)
		if i > 0 {
			r.Pair.Mentee.Person = mentoring.PersonID(10 + i)
			r.People[0] = person(r.Pair.Mentee.Person, name, "UTC")
		}
		rs = append(rs, r)
	}
	w := newWorld(t, rs...)
	w.answer = func(m sentMail) string {
		if m.Person == tomasz {
			var all []string
			for _, x := range m.Prompts {
				for _, q := range x.Prompt.Asked {
					if q.Kind == ritual.Text {
						all = append(all, fmt.Sprintf("%d: for pair %d", q.N, x.Pair))
					}
				}
			}
			return strings.Join(all, "\n")
		}
		return replying(m)
	}
	w.run(start, instant("2026-03-23 00:00"), time.Hour)
	w.checkBudget()
	merged := 0
	for _, m := range w.sent {
		if m.Person == tomasz && (m.Ritual == "check-in" || m.Ritual == "digest") && m.at.After(instant("2026-01-18 00:00")) {
			if len(m.Prompts) != 3 {
				t.Errorf("%s %s has %d sections, want 3", stamp(m.at), m.Ritual, len(m.Prompts))
			}
			merged++
		}
	}
	if merged < 10 {
		t.Errorf("%d merged mails:\n%s", merged, w.log(tomasz))
	}
	for _, r := range w.records {
		for _, e := range r.Entries {
			if e.Author == tomasz && e.Text != "" && e.Text != fmt.Sprintf("for pair %d", r.Pair.ID) {
				t.Errorf("pair %d has %q", r.Pair.ID, e.Text)
			}
		}
	}
}

// TestReveal opens a review a day after the second answer, and never a lone one.
func TestReveal(t *testing.T) {
	t.Parallel()
	start := instant("2026-01-05 09:00")
	for _, row := range []struct {
		name string
		both bool
		want ritual.RoundState
	}{{"both", true, ritual.Revealed}, {"one", false, ritual.Closed}} {
		w := newWorld(t, pair(start))
		w.answer = func(m sentMail) string {
			if m.Ritual == "relationship-review" && (row.both || m.Person == ana) {
				return "2: keep the walks\n3: courage"
			}
			return ""
		}
		at := instant("2026-03-11 10:00") // Wednesday of week 10
		w.records[0].Pair.Mentee.Wrote, w.records[0].Pair.Mentor.Wrote = at, at
		w.run(at, at.Add(26*time.Hour), time.Hour)
		if round, _ := w.records[0].RoundOf("relationship-review", "2026-W11"); round.State != ritual.Open {
			t.Errorf("%s: within a day the round is %q", row.name, round.State)
		}
		w.run(at.Add(26*time.Hour), at.Add(15*24*time.Hour), time.Hour)
		round, _ := w.records[0].RoundOf("relationship-review", "2026-W11")
		if round.State != row.want {
			t.Errorf("%s: the round is %q, want %q", row.name, round.State, row.want)
		}
		if round.State == ritual.Revealed && !round.Revealed.Equal(at.Add(26*time.Hour)) {
			t.Errorf("revealed at %s", stamp(round.Revealed))
		}
		for _, e := range w.records[0].Of(mentoring.AnswerEntry) {
			if got, want := w.records[0].Sees(tomasz, e), row.both && e.Key == "keep-change"; got != want && e.Author == ana {
				t.Errorf("%s: Sees(%q) = %v, want %v", row.name, e.Text, got, want)
			}
		}
	}
}

func BenchmarkPlanPair(b *testing.B) {
	start := instant("2025-01-06 09:00")
	w := newWorld(b, pair(start))
	w.answer = replying
	now := instant("2026-01-07 12:00")
	w.run(start, now, 6*time.Hour)
	b.ReportAllocs()
	for b.Loop() {
		mentoring.PlanPair(w.records[0], w.policy, now)
	}
}
