package mentoring_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// noon is when people write in the tests of Apply: Wednesday, 21 January 2026.
var noon = instant("2026-01-21 12:00")

// underWay is a pair with something of each kind: goals G1 (both agreed) and G2
// (Ana's, private), milestone M1, commitments C1 (Ana's) and C2 (Tomasz's), ask
// A1 (waits for Ana), a proposal G3 and M2 by Ana that wait for Tomasz.
func underWay(t testing.TB) *world {
	t.Helper()
	w := newWorld(t, pair(instant("2026-01-05 09:00")))
	entry := func(e mentoring.Entry) {
		e.ID, e.Pair, e.Created, e.Changed = w.id(), 1, instant("2026-01-12 09:00"), instant("2026-01-13 09:00")
		if e.Visible == "" {
			e.Visible = ritual.Shared
		}
		if e.Owner == 0 {
			e.Owner = e.Author
		}
		w.records[0].Entries = append(w.records[0].Entries, e)
	}
	entry(mentoring.Entry{Kind: mentoring.GoalEntry, Number: 1, State: mentoring.OpenState, Author: ana, Text: "learn Go"})
	entry(mentoring.Entry{Kind: mentoring.GoalEntry, Number: 2, State: mentoring.OpenState, Author: ana, Text: "another team", Visible: ritual.Private})
	entry(mentoring.Entry{Kind: mentoring.GoalEntry, Number: 3, State: mentoring.ProposedState, Author: ana, Text: "speak up"})
	entry(mentoring.Entry{Kind: mentoring.MilestoneEntry, Number: 1, State: mentoring.OpenState, Author: tomasz, Owner: ana, Parent: 1, Text: "first program"})
	entry(mentoring.Entry{Kind: mentoring.MilestoneEntry, Number: 2, State: mentoring.ProposedState, Author: ana, Parent: 3, Text: "one question"})
	entry(mentoring.Entry{Kind: mentoring.CommitmentEntry, Number: 1, State: mentoring.OpenState, Author: ana, Text: "write the note"})
	entry(mentoring.Entry{Kind: mentoring.CommitmentEntry, Number: 2, State: mentoring.OpenState, Author: tomasz, Text: "ask Rui"})
	entry(mentoring.Entry{Kind: mentoring.AskEntry, Number: 1, State: mentoring.OpenState, Author: tomasz, Owner: ana, Text: "who should read it?"})
	return w
}

// diff writes what changed between two lists of entries, in short.
func diff(before, after []mentoring.Entry) string {
	var out []string
	for i, e := range after {
		if i < len(before) && e == before[i] {
			continue
		}
		name := e.Ref()
		if name == "" {
			name = string(e.Kind)
		}
		s := fmt.Sprintf("%s %s %s", name, e.State, e.Visible)
		if e.Owner != e.Author {
			s += fmt.Sprintf(" for %d", e.Owner)
		}
		if e.Text != "" {
			s += " [" + e.Text + "]"
		}
		if e.Value > 0 {
			s += fmt.Sprintf(" %d", e.Value)
		}
		if !e.Due.IsZero() {
			s += " " + e.Due.String()
		}
		if !e.At.IsZero() {
			s += " " + stamp(e.At)
		}
		if e.Parent > 0 && e.Kind == mentoring.MilestoneEntry {
			s += fmt.Sprintf(" of G%d", e.Parent)
		}
		if e.Response != "" {
			s += " -> " + e.Response
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func doubts(rcs []mentoring.Receipt) string {
	var out []string
	for _, rc := range rcs {
		for _, d := range rc.Doubts {
			out = append(out, string(d.Kind))
		}
	}
	return strings.Join(out, " ")
}

func TestApply(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		who        mentoring.PersonID
		text, want string
		doubt      string
	}{
		{ana, "goal: read more by 1 march", "G4 parked shared [read more] 2026-03-01", "too-many"},
		{tomasz, "goal: read more", "G4 proposed shared for 1 [read more]", ""},
		{ana, "goal: private: leave", "G4 parked private [leave]", "too-many"},
		{ana, "goal: learn Go", "", ""},
		{ana, "milestone G1: show it by 1 march", "M3 proposed shared [show it] 2026-03-01 of G1", ""},
		{ana, "milestone G2: apply", "M3 open private [apply] of G2", ""},
		{ana, "milestone G9: apply", "note kept private [milestone G9: apply]", "unknown-ref"},
		{tomasz, "milestone G2: apply", "note kept private [milestone G2: apply]", "unknown-ref"},
		{ana, "commit: call Marta by friday", "C3 open shared [call Marta] 2026-01-23", ""},
		{tomasz, "commit: call Marta", "C3 open shared [call Marta]", ""},
		{ana, "commit: write the note", "", ""},
		{ana, "done C1", "C1 done shared [write the note]", ""},
		{ana, "done C1, it went well", "C1 done shared [write the note] -> it went well", ""},
		{ana, "done C2", "", "not-yours"},
		{ana, "done C9", "", "unknown-ref"},
		{ana, "done A1", "", "unknown-ref"},
		{ana, "done M1", "M1 done shared for 1 [first program] of G1; detail kept shared", ""},
		{tomasz, "done M1", "M1 done shared for 1 [first program] of G1; detail kept shared for 1", ""},
		{ana, "done G1", "G1 finished shared [learn Go]", ""},
		{tomasz, "done G1", "", "not-yours"},
		{tomasz, "done G2", "", "unknown-ref"},
		{ana, "move C1 to friday", "C1 open shared [write the note] 2026-01-23", ""},
		{ana, "move C1 to 2026-01-02", "", "past-date"},
		{ana, "move C1 some day", "note kept private [move C1 some day]", "no-date"},
		{tomasz, "move C1 to friday", "", "not-yours"},
		{ana, "drop C1, no longer needed", "C1 dropped shared [write the note] -> no longer needed", ""},
		{ana, "keep G1", "G1 open shared [learn Go]", ""},
		{ana, "change G1: learn Rust by 1 march", "G1 open shared [learn Rust] 2026-03-01", ""},
		{tomasz, "change G1: learn Rust", "detail proposed shared for 1 [learn Rust]", ""},
		{tomasz, "change G1: private: learn Rust", "note kept private [learn Rust]", "not-yours"},
		{ana, "park G1", "G1 parked shared [learn Go]", ""},
		{ana, "finish G1", "G1 finished shared [learn Go]", ""},
		{ana, "win: a talk", "win kept shared [a talk]", ""},
		{ana, "win: private: an offer", "win kept private [an offer]", ""},
		{ana, "win: an offer, please don't tell Tomasz", "win kept private [an offer, please don't tell Tomasz]", "held-discretion"},
		{ana, "feedback: your questions help", "feedback kept shared for 2 [your questions help]", ""},
		{ana, "blocked: no data", "obstacle kept shared [no data]", ""},
		{ana, "note: think", "note kept private [think]", ""},
		{ana, "ask: how do you rest?", "A2 open shared for 2 [how do you rest?]", ""},
		{ana, "A1: Marta", "A1 answered shared for 1 [who should read it?] -> Marta", ""},
		{ana, "A1: private: Marta", "note kept private [Marta]", ""},
		{tomasz, "A1: Marta", "note kept private [A1: Marta]", "not-yours"},
		{ana, "A7: Marta", "note kept private [A7: Marta]", "unknown-ref"},
		{tomasz, "yes", "", "which-number"},
		{tomasz, "yes G3", "G3 open shared [speak up]; M2 open shared [one question] of G3", ""},
		{tomasz, "yes M2", "M2 open shared [one question] of G3", ""},
		{tomasz, "yes to all", "G3 open shared [speak up]; M2 open shared [one question] of G3", ""},
		{tomasz, "no M2", "M2 dropped shared [one question] of G3", ""},
		{ana, "yes", "", "nothing-to-do"},
		{ana, "yes G3", "", "nothing-to-do"},
		{tomasz, "yes G2", "", "unknown-ref"},
		{ana, "next: 4 feb 17:00 at the café", "session planned shared [at the café] 45 Wed 2026-02-04 17:00", ""},
		{ana, "next: friday", "note kept private [next: friday]", "no-time"},
		{ana, "met", "session held shared Wed 2026-01-21 12:00", ""},
		{ana, "met monday", "session held shared Mon 2026-01-19 12:00", ""},
		{ana, "private: hard week", "note kept private [hard week]", ""},
		{ana, "hello there", "note kept private [hello there]", ""},
		{ana, "private 2", "", "which-number"},
		{ana, "share", "", "nothing-to-do"},
		{ana, "scratch 2", "", "which-number"},
		{ana, "pass on", "", "nothing-to-do"},
		{ana, "snooze monday", "", "nothing-to-do"},
	} {
		w := underWay(t)
		before := slices.Clone(w.records[0].Entries)
		rcs := w.say(row.who, mentoring.Mail{}, row.text, noon)
		if got := diff(before, w.records[0].Entries); got != row.want {
			t.Errorf("%d says %q: %q, want %q", row.who, row.text, got, row.want)
		}
		if got := doubts(rcs); got != row.doubt {
			t.Errorf("%d says %q: doubts %q, want %q", row.who, row.text, got, row.doubt)
		}
		if m, _ := w.records[0].Pair.Member(row.who); !m.Wrote.Equal(noon) {
			t.Errorf("%d says %q: Wrote = %s", row.who, row.text, stamp(m.Wrote))
		}
	}
}

func TestApplyTwoAtOnce(t *testing.T) {
	t.Parallel()
	w := underWay(t)
	before := slices.Clone(w.records[0].Entries)
	w.say(ana, mentoring.Mail{}, "note: one\nnote: two\npass on", noon)
	if got, want := diff(before, w.records[0].Entries), "note kept private [one]; note kept shared [two]"; got != want {
		t.Errorf("two notes and pass on: %q, want %q", got, want)
	}
	if out := mentoring.Apply(w.records[0], person(99, "Eve", "UTC"), mentoring.Reply{}, noon); len(out.Changes) != 0 {
		t.Errorf("a stranger changes %v", out.Changes)
	}
}

func TestFourthGoal(t *testing.T) {
	t.Parallel()
	w := newWorld(t, pair(instant("2026-01-05 09:00")))
	w.say(ana, mentoring.Mail{}, "goal: one\ngoal: two\ngoal: three", noon)
	w.say(tomasz, mentoring.Mail{}, "yes to all", noon)
	before := slices.Clone(w.records[0].Entries)
	rcs := w.say(ana, mentoring.Mail{}, "goal: four", noon)
	if got, want := diff(before, w.records[0].Entries), "G4 parked shared [four]"; got != want || doubts(rcs) != "too-many" {
		t.Errorf("a fourth goal: %q, %q, want %q", got, doubts(rcs), want)
	}
	before = slices.Clone(w.records[0].Entries)
	w.say(ana, mentoring.Mail{}, "keep G4", noon.Add(time.Hour))
	if got, want := diff(before, w.records[0].Entries), "G4 proposed shared [four]"; got != want {
		t.Errorf("insisted on: %q, want %q", got, want)
	}
	// Goals that Ana keeps to herself leave room for Tomasz to propose.
	w = newWorld(t, pair(instant("2026-01-05 09:00")))
	w.say(ana, mentoring.Mail{}, "goal: private: one\ngoal: private: two\ngoal: private: three", noon)
	rcs = w.say(tomasz, mentoring.Mail{}, "goal: four", noon)
	if g, _ := w.records[0].Entry("G4"); g.State != mentoring.ProposedState || doubts(rcs) != "" {
		t.Errorf("beside private goals: %v, doubts %q", g, doubts(rcs))
	}
}

func TestPreferences(t *testing.T) {
	t.Parallel()
	w := underWay(t)
	w.say(ana, mentoring.Mail{}, "text only\nacks off", noon)
	if p := w.records[0].People[0]; !p.TextOnly || p.Receipts != mentoring.ProblemsOnly {
		t.Errorf("after text only and acks off: %+v", p)
	}
	w.say(ana, mentoring.Mail{}, "acks on", noon)
	if p := w.records[0].People[0]; p.Receipts != mentoring.UsualReceipts {
		t.Errorf("after acks on: %+v", p)
	}
	rcs := w.say(ana, mentoring.Mail{}, "status\nhelp\nstatus\nexport\nshow", noon)
	want := []mentoring.Request{mentoring.WantStatus, mentoring.WantHelp, mentoring.WantExport, mentoring.WantShow}
	if len(rcs) != 1 || !slices.Equal(rcs[0].Requests, want) {
		t.Errorf("Requests = %v, want %v", rcs, want)
	}
}

func TestMembership(t *testing.T) {
	t.Parallel()
	type state struct {
		pair    mentoring.PairState
		consent mentoring.Consent
		until   string
		stopped bool
	}
	for _, row := range []struct {
		name  string
		setup func(*mentoring.Pair)
		text  string
		want  state
		doubt string
	}{
		{"first yes", func(p *mentoring.Pair) { p.State = mentoring.Invited; p.Mentor.Consent = "" }, "yes", state{mentoring.Invited, mentoring.Agreed, "", false}, ""},
		{"second yes", func(p *mentoring.Pair) { p.State = mentoring.Invited }, "yes", state{mentoring.Active, mentoring.Agreed, "", false}, ""},
		{"no", func(p *mentoring.Pair) { p.State = mentoring.Invited }, "no", state{mentoring.NotBegun, mentoring.Declined, "", false}, ""},
		{"stop before it begins", func(p *mentoring.Pair) { p.State = mentoring.Invited }, "stop", state{mentoring.NotBegun, mentoring.Declined, "", true}, ""},
		{"stop", func(*mentoring.Pair) {}, "stop", state{mentoring.Ending, mentoring.Agreed, "", true}, ""},
		{"stop while on hold", func(p *mentoring.Pair) { p.State = mentoring.OnHold }, "stop", state{mentoring.Ending, mentoring.Agreed, "", true}, ""},
		{"resume", func(p *mentoring.Pair) { p.State = mentoring.Ending; p.Mentee.Stopped = noon }, "resume", state{mentoring.Active, mentoring.Agreed, "", false}, ""},
		{"resume when both left", func(p *mentoring.Pair) { p.State = mentoring.Ending; p.Mentee.Stopped = noon; p.Mentor.Stopped = noon }, "resume", state{mentoring.Ending, mentoring.Agreed, "", false}, ""},
		{"resume too late", func(p *mentoring.Pair) { p.State = mentoring.Ended; p.Mentee.Stopped = noon }, "resume", state{mentoring.Ended, mentoring.Agreed, "", true}, "nothing-to-do"},
		{"pause", func(*mentoring.Pair) {}, "pause", state{mentoring.Active, mentoring.Agreed, "2026-02-18", false}, ""},
		{"pause until", func(*mentoring.Pair) {}, "pause until 2 feb", state{mentoring.Active, mentoring.Agreed, "2026-02-02", false}, ""},
		{"resume a pause", func(p *mentoring.Pair) { p.Mentee.PausedUntil = calendar.NewDate(2026, 2, 2) }, "resume", state{mentoring.Active, mentoring.Agreed, "", false}, ""},
	} {
		w := newWorld(t, pair(instant("2026-01-05 09:00")))
		w.records[0].Pair.Mentee.Consent = mentoring.NotAsked
		if p := &w.records[0].Pair; row.want.consent == mentoring.Agreed && p.State != mentoring.Invited {
			p.Mentee.Consent = mentoring.Agreed
		}
		row.setup(&w.records[0].Pair)
		rcs := w.say(ana, mentoring.Mail{}, row.text, noon)
		p := w.records[0].Pair
		got := state{p.State, p.Mentee.Consent, p.Mentee.PausedUntil.String(), !p.Mentee.Stopped.IsZero()}
		if got != row.want || doubts(rcs) != row.doubt {
			t.Errorf("%s: %v, doubts %q, want %v, %q", row.name, got, doubts(rcs), row.want, row.doubt)
		}
		if row.name == "second yes" && !p.Started.Equal(noon) {
			t.Errorf("%s: Started = %s", row.name, stamp(p.Started))
		}
	}
}

func TestReceiptWanted(t *testing.T) {
	t.Parallel()
	answer := mentoring.Said{What: mentoring.SaidAnswer, N: 1}
	for _, row := range []struct {
		name string
		rc   mentoring.Receipt
		who  mentoring.Person
		want bool
	}{
		{"nothing said", mentoring.Receipt{}, mentoring.Person{}, false},
		{"first", mentoring.Receipt{Said: []mentoring.Said{answer}}, mentoring.Person{Replies: 1}, true},
		{"third", mentoring.Receipt{Said: []mentoring.Said{answer}}, mentoring.Person{Replies: 3}, true},
		{"fourth", mentoring.Receipt{Said: []mentoring.Said{answer}}, mentoring.Person{Replies: 4}, false},
		{"fourth, changed", mentoring.Receipt{Said: []mentoring.Said{answer}, Changed: true}, mentoring.Person{Replies: 4}, true},
		{"fourth, review", mentoring.Receipt{Said: []mentoring.Said{answer}, Shows: ritual.AfterBoth}, mentoring.Person{Replies: 4}, true},
		{"fourth, doubt", mentoring.Receipt{Doubts: []reading.Doubt{{}}}, mentoring.Person{Replies: 4}, true},
		{"problems only", mentoring.Receipt{Said: []mentoring.Said{answer}, Changed: true}, mentoring.Person{Receipts: mentoring.ProblemsOnly}, false},
		{"problems only, doubt", mentoring.Receipt{Doubts: []reading.Doubt{{}}}, mentoring.Person{Receipts: mentoring.ProblemsOnly}, true},
		{"problems only, silenced", mentoring.Receipt{Silencing: true}, mentoring.Person{Receipts: mentoring.ProblemsOnly}, true},
	} {
		if got := row.rc.Wanted(row.who); got != row.want {
			t.Errorf("%s: Wanted() = %v, want %v", row.name, got, row.want)
		}
	}
}
