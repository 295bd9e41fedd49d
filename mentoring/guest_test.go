package mentoring_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// bo is somebody outside the pair.
const bo mentoring.PersonID = 40

// invited lets the store do what it does with a guest: it gives them a number.
func (w *pages) invited() {
	for i, g := range w.r().Guests {
		if g.Person.ID == 0 {
			w.r().Guests[i].Person.ID = bo
		}
	}
}

// does applies lines of a member, guests included, and returns the receipt.
func (w *pages) does(who mentoring.PersonID, confirms int64, lines ...reading.Line) (mentoring.Receipt, int64) {
	w.t.Helper()
	re := mentoring.Reply{Reading: reading.Reading{Lines: lines}, Message: w.id(), Confirms: confirms}
	out := mentoring.Apply(*w.r(), w.r().Person(who), re, week3)
	w.apply(w.r(), out, week3)
	w.invited()
	return out.Receipt, re.Message
}

// writes applies a reply of Bo's.
func (w *pages) writes(text string, at time.Time, lines ...reading.Line) {
	w.t.Helper()
	rd := reading.Reading{Lines: lines}
	if text != "" {
		rd.Leftover = []reading.Leftover{{Text: text, Pair: 1}}
	}
	g, _ := w.r().Guest(bo)
	w.apply(w.r(), mentoring.Apply(*w.r(), g.Person, mentoring.Reply{Reading: rd, Message: w.id()}, at), at)
}

func (w *pages) goal(text string) {
	w.lines(ana, week3, reading.Line{Verb: reading.Goal, Text: text})
	for i, e := range w.r().Entries {
		if e.Kind == mentoring.GoalEntry {
			w.r().Entries[i].State = mentoring.OpenState
		}
	}
}

// F11: an outside view is asked for after the mentee's yes to the mail, and read by
// the mentor after the mentee's yes to the words.
func TestViewFromOutsideTakesTwoYes(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	w.goal("speak up")
	invite := reading.Line{Verb: reading.Invite, Text: "Bo Lind <bo@world.test>", Ref: "G1", Raw: "invite"}
	if rc, _ := w.does(tomasz, 0, invite); len(rc.Doubts) != 1 || len(w.of(mentoring.GuestEntry)) != 0 {
		t.Errorf("the mentor asks: %+v", rc)
	}
	rc, m := w.does(ana, 0, invite)
	if !slices.Contains(rc.Requests, mentoring.WantDraft) || len(w.r().Guests) != 0 {
		t.Fatalf("before a yes: requests %v, guests %v", rc.Requests, w.r().Guests)
	}
	w.does(ana, m, reading.Line{Verb: reading.Agree})
	g, ok := w.r().Guest(bo)
	if !ok || g.State != mentoring.GuestInvited || g.Role != ritual.Voice || g.Person.Mail() != "bo@world.test" {
		t.Fatalf("after a yes: guest %+v", g)
	}
	w.writes("You said no, and why. That was clear.", week3.Add(time.Hour))
	v, ok := w.r().Entry("V1")
	if !ok || !w.r().Sees(ana, v) || w.r().Sees(tomasz, v) || len(w.r().Proposals(ana)) != 0 {
		t.Fatalf("the words: %+v", v)
	}
	w.writes("and one more thing", week3.Add(2*time.Hour))
	if n := len(w.of(mentoring.VoiceEntry)); n != 1 {
		t.Errorf("%d voices, want one: the mail was the only one", n)
	}
	w.does(ana, 0, reading.Line{Verb: reading.Agree, Ref: "V1"})
	if v, _ := w.r().Entry("V1"); !w.r().Sees(tomasz, v) {
		t.Error("Tomasz does not read what Ana passed on")
	}
}

// F11: with a no the words stay with the mentee.
func TestViewFromOutsideMayStay(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	_, m := w.does(ana, 0, reading.Line{Verb: reading.Invite, Text: "bo@world.test", About: "speaking up", Raw: "invite"})
	w.does(ana, m, reading.Line{Verb: reading.Agree})
	w.writes("Too quiet.", week3.Add(time.Hour))
	w.does(ana, 0, reading.Line{Verb: reading.Decline, Ref: "V1"})
	v, _ := w.r().Entry("V1")
	if w.r().Sees(tomasz, v) || v.State != mentoring.KeptState {
		t.Errorf("after a no: %+v", v)
	}
}

// H4, H7: a win is told to somebody named after a yes, once; what they answer is
// Ana's alone, in her folder after a yes.
func TestWinIsToldToSomebodyNamed(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	_, m := w.does(ana, 0, reading.Line{Verb: reading.Win, Text: "led the review"},
		reading.Line{Verb: reading.Detail, Key: mentoring.DetailTook, Text: "two tries"},
		reading.Line{Verb: reading.Tell, Key: "named", Text: "bo@world.test"})
	w.does(ana, m, reading.Line{Verb: reading.Agree})
	g, _ := w.r().Guest(bo)
	if g.Role != ritual.Witness {
		t.Fatalf("guest = %+v", g)
	}
	var sees []string
	for _, e := range w.r().Entries {
		if w.r().Sees(bo, e) {
			sees = append(sees, e.Text)
		}
	}
	if s := strings.Join(sees, ", "); s != "led the review, two tries" {
		t.Errorf("Bo sees %q", s)
	}
	w.writes("Well deserved.", week3.Add(time.Hour))
	w.does(ana, 0, reading.Line{Verb: reading.Agree, Ref: "V1"})
	p := w.of(mentoring.PraiseEntry)
	if len(p) != 1 || p[0].Author != ana || p[0].Text != "Well deserved." || w.r().Sees(tomasz, p[0]) {
		t.Errorf("praise = %+v", p)
	}
	for _, e := range w.r().Entries {
		if w.r().Sees(bo, e) && e.Author != bo {
			t.Errorf("after it ended, Bo sees %s %q", e.Kind, e.Text)
		}
	}
}

// K9, M4: a helper and an observer take the yes of both members and their own, and
// see what a rule says, no more.
func TestFollowersTakeThreeYes(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		verb reading.Verb
		want string
	}{
		{reading.Helper, "speak up, first question"},
		{reading.Observer, "speak up, told to the program"},
	} {
		w := newPages(t)
		w.goal("speak up")
		w.goal("another goal")
		w.lines(ana, week3, reading.Line{Verb: reading.Milestone, Ref: "G1", Text: "first question"})
		w.does(tomasz, 0, reading.Line{Verb: reading.Agree, Ref: "M1"})
		w.does(tomasz, 0, reading.Line{Verb: row.verb, Text: "Bo <bo@world.test>", Ref: "G1", Raw: "x"})
		if len(w.r().Guests) != 0 || len(w.r().Proposals(ana)) != 1 {
			t.Fatalf("%s: before Ana's yes: %+v", row.verb, w.r().Guests)
		}
		w.does(ana, 0, reading.Line{Verb: reading.Agree, Ref: "P1"})
		w.writes("", week3, reading.Line{Verb: reading.Agree})
		if g, _ := w.r().Guest(bo); g.State != mentoring.GuestActive {
			t.Fatalf("%s: after all said yes: %+v", row.verb, g)
		}
		w.lines(ana, week3, reading.Line{Verb: reading.Win, Text: "for us"}, reading.Line{Verb: reading.Note, Text: "a note"},
			reading.Line{Verb: reading.Feedback, Text: "feedback"})
		w.lines(ana, week3, reading.Line{Verb: reading.Win, Text: "told to the program"}, reading.Line{Verb: reading.Tell, Key: "program"})
		var sees []string
		for _, e := range w.r().Entries {
			if w.r().Sees(bo, e) {
				sees = append(sees, e.Text)
			}
		}
		if s := strings.Join(sees, ", "); s != row.want {
			t.Errorf("%s sees %q, want %q", row.verb, s, row.want)
		}
		w.writes("", week3, reading.Line{Verb: reading.Stop})
		if g, _ := w.r().Guest(bo); g.State != mentoring.GuestEnded {
			t.Errorf("%s: after stop: %+v", row.verb, g)
		}
		for _, e := range w.r().Entries {
			if w.r().Sees(bo, e) {
				t.Errorf("%s: after stop Bo sees %q", row.verb, e.Text)
			}
		}
	}
}

// An address of a member's is nobody outside, and there is a bound.
func TestGuestsAreBound(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	for _, text := range []string{"Tomasz@mentors.example", "not an address", ""} {
		if rc, _ := w.does(ana, 0, reading.Line{Verb: reading.Invite, Text: text, Raw: "invite " + text}); len(rc.Doubts) != 1 {
			t.Errorf("invite %q: %+v", text, rc)
		}
	}
	for n := range 6 {
		rc, _ := w.does(ana, 0, reading.Line{Verb: reading.Invite, Text: string(rune('a'+n)) + "@world.test", Raw: "invite"})
		if full := len(rc.Doubts) == 1; full != (n == 5) {
			t.Errorf("invitation %d: %+v", n+1, rc.Doubts)
		}
	}
}
