package mentoring_test

import (
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

func TestAttend(t *testing.T) {
	t.Parallel()
	another := func(civil string) func(*reading.Line) {
		return func(l *reading.Line) {
			at, err := calendar.ParseCivil(civil)
			if err != nil {
				t.Fatal(err)
			}
			l.Moment = at
		}
	}
	for _, row := range []struct {
		name, says, comment string
		n                   int
		change              func(*reading.Line)
		declined            bool
		at                  string // of the session
		ana                 int    // news to Ana
	}{
		{name: "yes", says: mentoring.Accepts, at: "01-29 17:00"},
		{name: "perhaps", says: mentoring.Unsure, at: "01-29 17:00"},
		{name: "no", says: mentoring.Declines, declined: true, at: "01-29 17:00", ana: 1},
		{name: "no to an earlier time", says: mentoring.Declines, n: 7, at: "01-29 17:00"},
		{name: "something else", says: "delegated", at: "01-29 17:00"},
		{name: "another time", says: mentoring.Declines, change: another("2026-01-30 10:00"), at: "01-30 10:00", ana: 1},
		{name: "another time that is over", says: mentoring.Declines, change: another("2026-01-02 10:00"), at: "01-29 17:00"},
	} {
		w := withGoal(t)
		w.tells(ana, "next: 29 jan 17:00", "2026-01-19 10:00")
		w.run(instant("2026-01-19 10:00"), instant("2026-01-20 10:00"), 30*time.Minute)
		l := mentoring.Attend(w.session().ID, row.n, row.says, row.comment)
		if row.change != nil {
			row.change(&l)
		}
		rc := w.lines(tomasz, "2026-01-20 10:00", l)
		s := w.session()
		if _, no := w.records[0].Declined(s); no != row.declined {
			t.Errorf("%s: declined = %v, want %v", row.name, no, row.declined)
		}
		if got := s.At.Format("01-02 15:04"); got != row.at {
			t.Errorf("%s: the session is at %s, want %s", row.name, got, row.at)
		}
		if wanted := rc.Wanted(mentoring.Person{Replies: 9}); wanted != (row.declined || row.change != nil) {
			t.Errorf("%s: a receipt = %v: %+v", row.name, wanted, rc)
		}
		w.run(instant("2026-01-20 10:00"), instant("2026-01-21 17:00"), 30*time.Minute)
		if n := w.got(ana, newsMail); n != row.ana {
			t.Errorf("%s: Ana gets %d news, want %d", row.name, n, row.ana)
		}
	}
}

// TestAttendWithWords: what a person writes beside the answer is theirs, until
// they pass it on.
func TestAttendWithWords(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.tells(ana, "next: 29 jan 17:00", "2026-01-19 10:00")
	rc := w.lines(tomasz, "2026-01-20 10:00", mentoring.Attend(w.session().ID, 0, mentoring.Declines, "Ill, sorry."))
	notes := w.records[0].Of(mentoring.NoteEntry)
	if n := len(notes); n == 0 || notes[n-1].Text != "Ill, sorry." || notes[n-1].Visible != ritual.Private {
		t.Errorf("notes = %+v, want the words, private", notes)
	}
	if !rc.Wanted(mentoring.Person{Replies: 9}) {
		t.Error("nobody tells what became of the words")
	}
}

// TestAttendOfAStranger: who is in no pair with the session changes nothing.
func TestAttendOfAStranger(t *testing.T) {
	t.Parallel()
	w := withGoal(t)
	w.tells(ana, "next: 29 jan 17:00", "2026-01-19 10:00")
	before := len(w.records[0].Entries)
	w.lines(tomasz, "2026-01-20 10:00", mentoring.Attend(4711, 0, mentoring.Declines, ""))
	if n := len(w.records[0].Entries); n != before {
		t.Errorf("%d entries more", n-before)
	}
}
