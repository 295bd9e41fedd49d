package mentoring_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// The mails around a session, by the names of the shipped rituals.
const (
	newsMail    = "meeting-news"
	agendaMail  = "session-agenda"
	prepareMail = "session-prep"
	afterMail   = "session-recap"
)

// tells lets a person write to nothing in particular.
func (w *world) tells(who mentoring.PersonID, text, at string) mentoring.Receipt {
	w.t.Helper()
	got := w.say(who, mentoring.Mail{}, text, instant(at))
	if len(got) != 1 {
		w.t.Fatalf("%q: %d receipts, want 1", text, len(got))
	}
	return got[0]
}

// times are the instants at which a person got mails of a ritual.
func (w *world) times(who mentoring.PersonID, name string) string {
	var out []string
	for _, m := range w.sent {
		if m.Person == who && m.Ritual == name {
			out = append(out, m.at.Format("01-02 15:04"))
		}
	}
	return strings.Join(out, ", ")
}

func (w *world) expect(rows map[mentoring.PersonID]map[string]string) {
	w.t.Helper()
	for who, mails := range rows {
		for name, want := range mails {
			if got := w.times(who, name); got != want {
				w.t.Errorf("%s of person %d at %q, want %q", name, who, got, want)
			}
		}
	}
}

func (w *world) session() mentoring.Entry {
	w.t.Helper()
	all := w.records[0].Of(mentoring.SessionEntry)
	if len(all) == 0 {
		w.t.Fatal("no session")
	}
	return all[len(all)-1]
}

// TestAroundASession is a session from its first word to the day after it: the
// other one hears at once, the mentee is asked, the mentor prepared, and the
// questions after it come instead of the week's.
func TestAroundASession(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.answer = func(m sentMail) string {
		return map[string]string{
			agendaMail: "1: how to lead a review\n2: page 2",
			afterMail:  "1: to listen\n2: who decides\n3: write the note by 4 feb\n4: it went well",
			"check-in": "1: nothing new",
		}[m.Ritual]
	}
	w.tells(ana, "next: 29 jan 17:00", "2026-01-19 10:00")
	w.run(instant("2026-01-19 10:00"), instant("2026-02-07 12:00"), 30*time.Minute)
	w.expect(map[mentoring.PersonID]map[string]string{
		ana:    {newsMail: "", agendaMail: "01-27 09:00", prepareMail: "", afterMail: "01-30 08:00", "check-in": "01-23 14:00, 02-06 14:00"},
		tomasz: {newsMail: "01-19 10:00", agendaMail: "", prepareMail: "01-28 16:00", afterMail: "", "check-in": "01-23 14:00, 02-06 14:00"},
	})
	if s := w.session(); s.State != mentoring.HeldState {
		t.Errorf("after the answer the session is %s, want held", s.State)
	}
	i := slices.IndexFunc(w.sent, func(m sentMail) bool {
		return m.Ritual == "check-in" && m.Person == ana && m.at.After(instant("2026-02-01 00:00"))
	})
	prompt := w.sent[i].Prompts[0]
	round, _ := w.records[0].Round(prompt.Prompt.Round)
	p, _ := round.PromptOf(int64(ana))
	if q := p.Asked[0]; q.Topic != "write the note" || q.Records != ritual.FollowUp {
		t.Errorf("the next questions begin with %+v, want what was promised after the session", q)
	}
}

func TestSessionIsMoved(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.tells(ana, "next: 29 jan 17:00", "2026-01-19 10:00")
	w.run(instant("2026-01-19 10:00"), instant("2026-01-28 12:00"), 30*time.Minute)
	w.tells(tomasz, "next: 5 feb 10:15", "2026-01-28 12:00")
	if s := w.session(); s.Parent != 1 || s.Owner != tomasz || s.Author != ana {
		t.Errorf("moved by Tomasz, the session is %+v", s)
	}
	w.run(instant("2026-01-28 12:00"), instant("2026-02-07 12:00"), 30*time.Minute)
	w.expect(map[mentoring.PersonID]map[string]string{
		ana:    {newsMail: "01-28 12:00", agendaMail: "01-27 09:00", afterMail: "02-05 12:00"},
		tomasz: {newsMail: "01-19 10:00", prepareMail: "02-04 16:00"},
	})
	// What waits to go out moves along.
	w = withGoal(t)
	w.tells(ana, "next: 29 jan 17:00", "2026-01-19 10:00")
	w.run(instant("2026-01-19 10:00"), instant("2026-01-27 08:30"), 30*time.Minute)
	w.plan(instant("2026-01-27 09:00"))
	w.tells(ana, "next: 5 feb 10:00", "2026-01-27 09:00")
	w.run(instant("2026-01-27 09:00"), instant("2026-02-07 12:00"), 30*time.Minute)
	w.expect(map[mentoring.PersonID]map[string]string{ana: {agendaMail: "02-03 09:00"}})
}

func TestSessionIsCancelled(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.tells(ana, "next: 29 jan 17:00", "2026-01-19 10:00")
	w.run(instant("2026-01-19 10:00"), instant("2026-01-27 12:00"), 30*time.Minute)
	rc := w.tells(tomasz, "drop session", "2026-01-27 12:00")
	if !rc.Wanted(person(tomasz, "Tomasz", "UTC")) || rc.Said[0].At != instant("2026-01-29 17:00") {
		t.Errorf("the receipt is %+v", rc)
	}
	w.run(instant("2026-01-27 12:00"), instant("2026-02-07 12:00"), 30*time.Minute)
	w.expect(map[mentoring.PersonID]map[string]string{
		ana:    {newsMail: "01-27 12:00", agendaMail: "01-27 09:00", afterMail: "", "check-in": "01-23 14:00, 01-30 14:00, 02-06 14:00"},
		tomasz: {newsMail: "01-19 10:00", prepareMail: ""},
	})

	// Of what the other one never heard they are not told that it is off.
	w = withGoal(t)
	w.tells(ana, "next: 29 jan 17:00", "2026-01-19 20:00")
	w.run(instant("2026-01-19 20:00"), instant("2026-01-19 21:00"), 30*time.Minute)
	w.tells(ana, "cancel the session", "2026-01-19 21:00")
	w.run(instant("2026-01-19 21:00"), instant("2026-01-21 12:00"), 30*time.Minute)
	w.expect(map[mentoring.PersonID]map[string]string{tomasz: {newsMail: ""}})
}

// TestSessionAtShortNotice: what should have gone out before goes out at once, as
// long as there is time to read it.
func TestSessionAtShortNotice(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ next, at, agenda, prepared string }{
		{"next: 21 jan 17:00", "2026-01-20 11:00", "01-20 11:00", "01-20 16:00"},
		{"next: 21 jan 17:00", "2026-01-21 11:00", "01-21 11:00", "01-21 11:00"},
		{"next: 21 jan 12:00", "2026-01-21 11:00", "", ""},
		{"next: 31 jan 20:00", "2026-01-20 11:00", "01-29 09:00", "01-30 16:00"}, // a Saturday night is the pair's own choice
	} {
		w := withGoal(t)
		w.run(instant("2026-01-19 08:00"), instant("2026-01-19 12:00"), 30*time.Minute) // the digest
		w.tells(ana, row.next, row.at)
		w.run(instant(row.at), instant("2026-01-31 23:30"), 30*time.Minute)
		w.expect(map[mentoring.PersonID]map[string]string{ana: {agendaMail: row.agenda}, tomasz: {prepareMail: row.prepared}})
	}
}

func TestSessionInThePastIsRefused(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"next: 15 jan 17:00", "next: 3 jan 17:00", "next: today 9:00"} {
		w := withGoal(t)
		rc := w.tells(ana, text, "2026-01-19 10:00")
		if n := len(w.records[0].Of(mentoring.SessionEntry)); n != 0 || len(rc.Doubts) != 1 || rc.Doubts[0].Kind != reading.PastDate || rc.Doubts[0].Example != reading.NextAt {
			t.Errorf("%q: %d sessions, doubts %+v, want none and what to type", text, n, rc.Doubts)
		}
	}
	w := withGoal(t)
	if rc := w.tells(ana, "drop session", "2026-01-19 10:00"); len(rc.Doubts) != 1 || rc.Doubts[0].Kind != reading.NothingToDo {
		t.Errorf("there is no session, and the doubts are %+v", rc.Doubts)
	}
}

// TestDidNotMeet: a session that nobody speaks of stays open, and one that did
// not take place is no session.
func TestDidNotMeet(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		answer string
		want   mentoring.State
	}{
		{"drop session", mentoring.DroppedState},
		{"skip", mentoring.PlannedState},
		{"next: 5 feb 17:00", mentoring.PlannedState},
		{"1: to listen", mentoring.HeldState},
		{"met", mentoring.HeldState},
	} {
		w := withGoal(t)
		w.answer = func(m sentMail) string { return map[string]string{afterMail: row.answer}[m.Ritual] }
		w.tells(ana, "next: 22 jan 17:00", "2026-01-19 10:00")
		w.run(instant("2026-01-19 10:00"), instant("2026-01-24 12:00"), 30*time.Minute)
		if got := w.records[0].Of(mentoring.SessionEntry)[0].State; got != row.want {
			t.Errorf("after %q the session is %s, want %s", row.answer, got, row.want)
		}
		if n := w.got(tomasz, newsMail); n != 1 && row.answer != "next: 5 feb 17:00" {
			t.Errorf("after %q Tomasz got %d news, want 1", row.answer, n)
		}
	}
}

// TestMetWithoutAPlan: the questions after a session come as soon as anybody says
// that there was one.
func TestMetWithoutAPlan(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.tells(tomasz, "met yesterday", "2026-01-21 10:00")
	w.run(instant("2026-01-21 10:00"), instant("2026-01-24 12:00"), 30*time.Minute)
	w.expect(map[mentoring.PersonID]map[string]string{ana: {afterMail: "01-21 10:00", "check-in": ""}})

	// Whoever says so in answer to the week's questions has been asked enough.
	w = withGoal(t)
	w.answer = func(m sentMail) string { return map[string]string{"check-in": "1: it moved\nmet yesterday"}[m.Ritual] }
	w.run(instant("2026-01-21 10:00"), instant("2026-01-28 12:00"), 30*time.Minute)
	w.expect(map[mentoring.PersonID]map[string]string{ana: {afterMail: "", "check-in": "01-23 14:00"}})
}

// TestQuestionsKeepAwayFromASession: what falls into the days after a session
// waits, and is not lost.
func TestQuestionsKeepAwayFromASession(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.tells(ana, "next: 10 mar 15:15", "2026-03-05 10:00")
	w.run(instant("2026-03-05 10:00"), instant("2026-03-20 12:00"), 30*time.Minute)
	for _, row := range []struct {
		who       mentoring.PersonID
		name, due string
	}{{ana, afterMail, "03-10 17:00"}, {ana, "relationship-review", "03-13 17:00"}, {tomasz, "relationship-review", "03-11 10:00"}} {
		for _, m := range w.sent {
			if got := m.Prompts[0].Prompt.Due.Format("01-02 15:04"); m.Person == row.who && m.Ritual == row.name && got != row.due {
				t.Errorf("%s of person %d was due %s, want %s", row.name, row.who, got, row.due)
			}
		}
		if n := w.got(row.who, row.name); n != 1 {
			t.Errorf("person %d got %d mails of %s, want 1", row.who, n, row.name)
		}
	}
}

func TestPausedPersonIsLeftAlone(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.tells(ana, "next: 29 jan 17:00", "2026-01-19 10:00")
	w.run(instant("2026-01-19 10:00"), instant("2026-01-20 12:00"), 30*time.Minute)
	w.tells(ana, "pause 3 weeks", "2026-01-20 12:00")
	w.tells(tomasz, "next: 28 jan 17:00", "2026-01-21 12:00")
	w.run(instant("2026-01-21 12:00"), instant("2026-01-31 12:00"), 30*time.Minute)
	w.expect(map[mentoring.PersonID]map[string]string{
		ana:    {newsMail: "", agendaMail: "", afterMail: ""},
		tomasz: {prepareMail: "01-27 16:00"},
	})
}

// TestPromisesOfBoth: what the other one promised in a session is theirs, is
// followed up like any other, and a correction leaves none behind.
func TestPromisesOfBoth(t *testing.T) {
	t.Parallel()
	promised := func(w *world) string {
		var out []string
		for _, e := range w.records[0].Of(mentoring.CommitmentEntry, mentoring.OpenState) {
			out = append(out, w.records[0].Person(e.Owner).First()+" "+e.Text+" "+e.Due.String())
		}
		return strings.Join(out, "; ")
	}
	for _, row := range []struct{ text, want string }{
		{"3: Tomasz: send the book by 4 feb\nwrite the note by 30 jan", "Tomasz send the book 2026-02-04; Ana write the note 2026-01-30"},
		{"3: @tomasz send the book by 4 feb", "Tomasz send the book 2026-02-04"},
		{"3: Ana: write the note by 30 jan", "Ana write the note 2026-01-30"},
		{"3: Tomasz and I read the draft by 30 jan", "Ana Tomasz and I read the draft 2026-01-30"},
		{"3: private: Tomasz: send the book by 4 feb", "Ana Tomasz: send the book 2026-02-04"},
	} {
		w := withGoal(t)
		w.answer = func(m sentMail) string { return map[string]string{afterMail: row.text}[m.Ritual] }
		w.tells(ana, "next: 20 jan 15:00", "2026-01-19 10:00")
		w.run(instant("2026-01-19 10:00"), instant("2026-01-23 12:00"), 30*time.Minute)
		if got := promised(w); got != row.want {
			t.Errorf("%q: promised %q, want %q", row.text, got, row.want)
		}
		if row.text != "3: @tomasz send the book by 4 feb" {
			continue
		}
		i := slices.IndexFunc(w.sent, func(m sentMail) bool { return m.Ritual == afterMail })
		w.say(ana, w.sent[i].Mail, "3: Tomasz: send both books by 4 feb", instant("2026-01-23 12:00"))
		if got, want := promised(w), "Tomasz send both books 2026-02-04"; got != want {
			t.Errorf("corrected: promised %q, want %q", got, want)
		}
		w.tells(tomasz, "done C2", "2026-01-24 12:00")
		if got := promised(w); got != "" {
			t.Errorf("Tomasz has done it, and %q is open", got)
		}
	}
}

// TestBrief shows what the mails around a session tell, and to whom.
func TestBrief(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.put1(mentoring.Entry{Kind: mentoring.AgreementEntry, State: mentoring.KeptState, Key: "channels", Text: "by phone, in the morning"}, tomasz)
	w.put1(mentoring.Entry{Kind: mentoring.AgreementEntry, State: mentoring.KeptState, Key: "stalled", Text: "say so early"}, ana)
	w.put1(mentoring.Entry{Kind: mentoring.CommitmentEntry, Number: 1, State: mentoring.OpenState, Text: "read chapter 2"}, ana)
	w.put1(mentoring.Entry{Kind: mentoring.CommitmentEntry, Number: 2, State: mentoring.OpenState, Text: "her secret", Visible: ritual.Private}, ana)
	w.put1(mentoring.Entry{Kind: mentoring.CommitmentEntry, Number: 3, State: mentoring.OpenState, Text: "call Rui"}, tomasz)
	w.put1(mentoring.Entry{Kind: mentoring.AskEntry, Number: 1, State: mentoring.OpenState, Text: "which book?", Owner: tomasz}, ana)
	w.answer = func(m sentMail) string {
		return map[string]string{
			agendaMail: "1: how to lead a review\n2: private: I am afraid of it",
			afterMail:  "1: to listen\n2: who decides\n4: it went well",
		}[m.Ritual]
	}
	w.tells(ana, "next: 22 jan 17:00", "2026-01-19 10:00")
	w.run(instant("2026-01-19 10:00"), instant("2026-01-24 12:00"), 30*time.Minute)
	first := w.session()
	brief := func(e mentoring.Entry, name string, who mentoring.PersonID, at string) mentoring.Brief {
		d, _ := w.policy.Ritual(name)
		return w.policy.Brief(w.records[0], d, ritual.SessionPeriod(e.ID), who, instant(at))
	}
	texts := func(b mentoring.Brief) string {
		var out []string
		for _, e := range b.Entries() {
			out = append(out, e.Text)
		}
		return strings.Join(out, "; ")
	}
	if got, want := texts(brief(first, prepareMail, tomasz, "2026-01-21 16:00")),
		"how to lead a review; first program; a tool that others use; call Rui; read chapter 2; which book?; by phone, in the morning"; got != want {
		t.Errorf("Tomasz is told %q, want %q", got, want)
	}
	w.tells(ana, "next: 5 feb 17:00", "2026-01-25 10:00")
	second := w.session()
	// A review that both may read, and a milestone whose day has gone by.
	d, _ := w.policy.Ritual("relationship-review")
	review := ritual.Round{ID: w.id(), Ritual: d.Name, Period: "2026-W05", State: ritual.Revealed, Revealed: instant("2026-01-30 10:00")}
	w.records[0].Rounds = append(w.records[0].Rounds, review)
	for who, text := range map[mentoring.PersonID]string{ana: "more time", tomasz: "more walks"} {
		w.put1(mentoring.Entry{Kind: mentoring.AnswerEntry, State: mentoring.KeptState, Visible: ritual.AfterBoth, Round: review.ID, Key: "keep-change", Text: text}, who)
	}
	for i, e := range w.records[0].Entries {
		if e.Ref() == "M1" {
			w.records[0].Entries[i].Due = calendar.NewDate(2026, time.January, 20)
		}
	}
	b := brief(second, prepareMail, tomasz, "2026-02-04 16:00")
	if len(b.First) != 2 || len(b.Recap) != 2 || b.Recap[1].Text != "who decides" || len(b.Agreed) != 1 || b.Agreed[0].Text != "say so early" {
		t.Errorf("before the second session Tomasz is told %q, first %+v", texts(b), b.First)
	}
	if got := brief(second, agendaMail, ana, "2026-02-03 09:00"); len(got.Agenda) != 0 || len(got.First) != 2 {
		t.Errorf("Ana is told %q", texts(got))
	}
	if got := brief(second, afterMail, ana, "2026-02-05 19:00").Again; !got.Equal(instant("2026-02-19 17:00")) {
		t.Errorf("they could meet again on %s, want two weeks later", got)
	}
}
