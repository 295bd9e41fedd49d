package mentoring_test

import (
	"slices"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// away notes what an automatic reply of Ana's says, as the store does.
func (w *world) away(who mentoring.PersonID, since, now time.Time, back calendar.Date) {
	p := w.records[0].Person(who)
	p.Absence = p.Absence.Then(mentoring.Absence{Since: since, Noted: now, Back: back, Message: w.id()})
	w.person(p)
}

// TestAbsence follows an automatic reply to the check-in of Friday 9 January.
// Prompts are held until the day that it names, nothing is caught up with, and
// one question comes on the return.
func TestAbsence(t *testing.T) {
	t.Parallel()
	monday := calendar.NewDate(2026, 2, 2)
	for _, row := range []struct {
		name   string
		back   calendar.Date
		answer string   // to the question on the return
		want   []string // mails to Ana from 10 January to 20 February
	}{
		{"no answer", monday, "", []string{"02-02 return", "02-03 digest", "02-06 check-in", "02-09 digest", "02-13 check-in", "02-16 digest"}},
		{"go on", monday, "resume", []string{"02-02 return", "02-03 digest", "02-06 check-in", "02-09 digest", "02-13 check-in", "02-16 digest"}},
		{"smaller", monday, "smaller", []string{"02-02 return", "02-03 digest", "02-06 check-in", "02-09 digest", "02-13 check-in", "02-16 digest"}},
		{"later", monday, "later", []string{"02-02 return"}},
		{"stop", monday, "stop", []string{"02-02 return"}},
		{"back on a Sunday", calendar.NewDate(2026, 2, 1), "later", []string{"02-02 return"}},
		{"no day", calendar.Date{}, "", []string{
			"01-12 digest", "01-16 check-in", "01-19 digest", "01-23 check-in", "01-26 digest", "01-30 check-in",
			"02-02 digest", "02-06 check-in", "02-09 digest", "02-13 check-in", "02-16 digest",
		}},
		{"short, and nothing was due", calendar.NewDate(2026, 1, 12), "later", []string{
			"01-12 digest", "01-16 check-in", "01-19 digest", "01-23 check-in", "01-26 digest", "01-30 silence",
		}},
	} {
		start := instant("2026-01-05 09:00") // a Monday
		w := newWorld(t, pair(start))
		for i, d := range w.policy.Rituals {
			if d.Trigger == ritual.OnStarted || d.Trigger == ritual.OnInvited {
				w.policy.Rituals[i].Audience = nil // the rhythm alone
			}
		}
		w.answer = func(m sentMail) string {
			switch {
			case m.Person == tomasz && m.Ritual != "digest":
				return "win: we met" // no quiet week
			case m.Ritual == "return":
				return row.answer
			}
			return ""
		}
		noted := instant("2026-01-09 18:00")
		w.run(start, noted, 3*time.Hour)
		w.sent = nil
		w.away(ana, instant("2026-01-09 14:00"), noted, row.back)
		w.run(noted, instant("2026-02-20 08:00"), 3*time.Hour)
		if got := w.days(ana); !slices.Equal(got, row.want) {
			t.Errorf("%s: mails to Ana\n%v, want\n%v", row.name, got, row.want)
		}
		for _, m := range w.sent {
			if m.Person == tomasz && (m.Ritual == "return" || m.Ritual == "farewell") && row.answer != "stop" {
				t.Errorf("%s: Tomasz got %s", row.name, m.Ritual)
			}
		}
	}
}

// TestAbsenceEndsWithAWord: whoever writes is back, and the receipt says so.
func TestAbsenceEndsWithAWord(t *testing.T) {
	t.Parallel()
	back := calendar.NewDate(2026, 2, 2)
	for _, row := range []struct {
		name  string
		back  calendar.Date
		said  string
		until string
		tells bool     // the receipt does
		want  []string // mails to Ana from then to 6 February
	}{
		{"while away", back, "fine", "2026-01-21 10:00", true, []string{"01-23 check-in", "01-26 digest", "01-30 check-in", "02-02 digest"}},
		{"while away, a pause", back, "pause until 30 jan", "2026-01-21 10:00", true, []string{"01-30 check-in", "02-02 digest"}},
		{"after the day", back, "fine", "2026-02-02 08:00", false, []string{"02-02 digest"}},
		{"without a day", calendar.Date{}, "fine", "2026-01-21 10:00", false, []string{"01-23 check-in", "01-26 digest", "01-30 check-in", "02-02 digest"}},
	} {
		start := instant("2026-01-05 09:00")
		w := newWorld(t, pair(start))
		w.answer = func(m sentMail) string {
			if m.Person == tomasz && m.Ritual != "digest" {
				return "win: we met"
			}
			return ""
		}
		w.run(start, instant("2026-01-12 06:00"), 3*time.Hour)
		w.away(ana, instant("2026-01-09 14:00"), instant("2026-01-12 06:00"), row.back)
		wrote := instant(row.until)
		w.run(instant("2026-01-12 06:00"), wrote, 3*time.Hour)
		w.sent = nil
		receipts := w.say(ana, mentoring.Mail{}, row.said, wrote)
		tells := slices.ContainsFunc(receipts, func(r mentoring.Receipt) bool {
			return r.Changed && slices.ContainsFunc(r.Said, func(s mentoring.Said) bool { return s.What == mentoring.SaidBack })
		})
		if tells != row.tells {
			t.Errorf("%s: the receipt tells of the return: %v, want %v", row.name, tells, row.tells)
		}
		if got := w.records[0].Person(ana).Absence; got != (mentoring.Absence{}) {
			t.Errorf("%s: still %+v", row.name, got)
		}
		w.run(wrote, instant("2026-02-06 08:00"), 3*time.Hour)
		if got := w.days(ana); !slices.Equal(got, row.want) {
			t.Errorf("%s: mails to Ana %v, want %v", row.name, got, row.want)
		}
	}
}

// TestAbsenceOfAnInvited: the time to say yes runs from the return.
func TestAbsenceOfAnInvited(t *testing.T) {
	t.Parallel()
	start := instant("2026-01-05 09:00")
	r := pair(start)
	r.Pair.State, r.Pair.Started = mentoring.Invited, time.Time{}
	r.Pair.Mentee.Consent, r.Pair.Mentor.Consent = mentoring.NotAsked, mentoring.Agreed
	w := newWorld(t, r)
	w.run(start, instant("2026-01-06 06:00"), 3*time.Hour)
	w.away(ana, instant("2026-01-05 09:00"), instant("2026-01-06 06:00"), calendar.NewDate(2026, 1, 26))
	w.run(instant("2026-01-06 06:00"), instant("2026-02-08 18:00"), 3*time.Hour)
	if got := w.records[0].Pair.State; got != mentoring.Invited {
		t.Errorf("13 days after the return the pair is %s, want invited", got)
	}
	if got, want := w.days(ana), []string{"01-05 welcome", "01-27 welcome nudge"}; !slices.Equal(got, want) {
		t.Errorf("mails to Ana %v, want %v", got, want)
	}
	w.run(instant("2026-02-08 18:00"), instant("2026-02-10 18:00"), 3*time.Hour)
	if got := w.records[0].Pair.State; got != mentoring.NotBegun {
		t.Errorf("15 days after the return the pair is %s, want not started", got)
	}
}

// TestHeldByAbsence: of what waits for somebody who is away, only what tells of
// the day on which words are erased goes out.
func TestHeldByAbsence(t *testing.T) {
	t.Parallel()
	now := instant("2026-01-14 10:00")
	who := pair(now).Person(ana)
	who.Absence = mentoring.Absence{Since: now, Noted: now, Back: calendar.NewDate(2026, 1, 19)}
	var pending []mentoring.Pending
	for _, d := range rituals() {
		period := "2026-W03"
		if d.Name == "kickoff" {
			period = "2026-01-14" // somebody asked for it
		}
		pending = append(pending, mentoring.Pending{
			Pair: 1, Ritual: d.Name, Period: period, Prompt: ritual.Prompt{Person: int64(ana), State: ritual.Planned, Due: now},
		})
	}
	mails, _ := mentoring.PlanPerson(who, 1, pending, mentoring.SentMails{}, policy(), nil, now)
	if len(mails) != 1 || mails[0].Ritual != "erasing" {
		t.Errorf("PlanPerson() = %v, want the mail that tells of the erasing", mails)
	}
	erasing := func(p mentoring.Pending) bool { return p.Ritual == "erasing" }
	mails, next := mentoring.PlanPerson(who, 1, slices.DeleteFunc(pending, erasing), mentoring.SentMails{}, policy(), nil, now)
	if want := instant("2026-01-19 00:00"); len(mails) != 0 || !next.Equal(want) {
		t.Errorf("PlanPerson() = %v, %v, want nothing until %v", mails, next, want)
	}
}

func TestAbsenceThen(t *testing.T) {
	t.Parallel()
	at := func(day int) time.Time { return time.Date(2026, 1, day, 12, 0, 0, 0, time.UTC) }
	first := mentoring.Absence{Since: at(1), Noted: at(2), Message: 1}
	next := mentoring.Absence{Since: at(8), Noted: at(9), Back: calendar.NewDate(2026, 1, 20), Message: 2}
	got := first.Then(next)
	if want := (mentoring.Absence{Since: at(1), Noted: at(9), Back: next.Back, Message: 2}); got != want {
		t.Errorf("Then() = %+v, want %+v", got, want)
	}
	if got := (mentoring.Absence{}).Then(next); got != next {
		t.Errorf("the first: Then() = %+v, want %+v", got, next)
	}
	for day, want := range map[int]bool{0: false, 1: true, 19: true, 20: false} {
		if covers := got.Covers(at(day), time.UTC); covers != want {
			t.Errorf("Covers(January %d) = %v, want %v", day, covers, want)
		}
	}
}
