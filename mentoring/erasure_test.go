package mentoring_test

import (
	"slices"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

func TestErase(t *testing.T) {
	t.Parallel()
	start, end := instant("2026-01-05 09:00"), instant("2026-03-02 10:00")
	over := func(state mentoring.PairState, change ...func(*mentoring.Record)) mentoring.Record {
		r := pair(start)
		r.Pair.State, r.Pair.Ended = state, end
		for _, c := range change {
			c(&r)
		}
		return r
	}
	round := func(name string, opened time.Time, p ritual.Prompt) func(*mentoring.Record) {
		return func(r *mentoring.Record) {
			p.Person = int64(ana)
			r.Rounds = append(r.Rounds, ritual.Round{ID: 1, Ritual: name, Period: "once", Opened: opened, Prompts: []ritual.Prompt{p}})
		}
	}
	announced := round("erasing", instant("2026-07-30 00:10"), ritual.Prompt{State: ritual.Sent})
	never := func(r *mentoring.Record) {
		r.Pair.Started, r.Pair.Ended, r.Pair.Mentor.Consent = time.Time{}, instant("2026-01-19 10:00"), mentoring.Declined
	}
	gone := func(r *mentoring.Record) { r.People[1].Erased = end }
	forever := func(p *mentoring.Policy) { p.KeepDays = 0 }
	silent := func(p *mentoring.Policy) {
		p.Rituals = slices.DeleteFunc(p.Rituals, func(d ritual.Definition) bool { return d.Trigger == ritual.OnErasing })
	}
	type want struct {
		announced int // prompts
		people    []mentoring.PersonID
		words     bool
	}
	for _, row := range []struct {
		name   string
		r      mentoring.Record
		policy func(*mentoring.Policy)
		now    string
		want   want
	}{
		{"under way", pair(start), nil, "2030-01-01 09:00", want{}},
		{"just ended", over(mentoring.Ended), nil, "2026-03-03 09:00", want{}},
		{"the day before it is announced", over(mentoring.Ended), nil, "2026-07-29 09:00", want{}},
		{"announced a month ahead", over(mentoring.Ended), nil, "2026-07-29 10:00", want{announced: 2}},
		{"announced late after a downtime", over(mentoring.Ended), nil, "2027-01-10 10:00", want{announced: 2}},
		{"announced to whoever is left", over(mentoring.Ended, gone), nil, "2026-07-30 10:00", want{announced: 1}},
		{"announced", over(mentoring.Ended, announced), nil, "2026-08-29 23:59", want{}},
		{"its day", over(mentoring.Ended, announced), nil, "2026-08-30 00:00", want{words: true}},
		{"kept for ever", over(mentoring.Ended, announced), forever, "2030-01-01 09:00", want{}},
		{"nothing to announce with, early", over(mentoring.Ended), silent, "2026-08-28 23:00", want{}},
		{"nothing to announce with", over(mentoring.Ended), silent, "2026-08-29 00:00", want{words: true}},
		{"erased on wish, the other's words", over(mentoring.Forgotten, gone), nil, "2026-08-29 09:59", want{}},
		{"erased on wish, half a year later", over(mentoring.Forgotten, gone), nil, "2026-08-29 10:00", want{words: true}},
		{"erased on wish, kept for ever", over(mentoring.Forgotten, gone), forever, "2030-08-29 10:00", want{}},
		{"not begun, time is left", over(mentoring.NotBegun, never), nil, "2026-01-19 08:59", want{}},
		{"not begun, the other is not told", over(mentoring.NotBegun, never, round("not-begun", start, ritual.Prompt{State: ritual.Planned})), nil, "2026-01-20 09:00", want{}},
		{"not begun, the other was told just now", over(mentoring.NotBegun, never, round("not-begun", start, ritual.Prompt{State: ritual.Sent, SentAt: instant("2026-01-19 10:00")})), nil, "2026-01-20 09:00", want{}},
		{"not begun, the other was told", over(mentoring.NotBegun, never, round("not-begun", start, ritual.Prompt{State: ritual.Sent, SentAt: instant("2026-01-19 10:00")})), nil, "2026-01-20 11:00", want{people: []mentoring.PersonID{tomasz}}},
		{"not begun, and long ago", over(mentoring.NotBegun, never, gone), nil, "2026-02-02 10:00", want{words: true}},
		{"not begun, one is erased", over(mentoring.Forgotten, never, gone), nil, "2026-02-02 09:59", want{}},
		{"not begun, the other's turn", over(mentoring.Forgotten, never, gone), nil, "2026-02-02 10:00", want{words: true}},
	} {
		p := policy()
		if row.policy != nil {
			row.policy(&p)
		}
		got := mentoring.Erase(row.r, p, instant(row.now))
		prompts := 0
		for _, a := range got.Announce {
			prompts += len(a.(mentoring.OpenRound).Prompts)
		}
		if prompts != row.want.announced || !slices.Equal(got.People, row.want.people) || got.Words != row.want.words {
			t.Errorf("%s: Erase() = %+v, want %+v", row.name, got, row.want)
		}
	}
	if got, want := policy().ErasedOn(over(mentoring.Ended, announced)), calendar.NewDate(2026, 8, 30); got != want {
		t.Errorf("ErasedOn() = %v, want %v", got, want)
	}
}

// TestPauseWithoutEnd checks that a pause whose end nobody said ends with a
// question, asked once, and with the answer to it.
func TestPauseWithoutEnd(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		pause, answer string
		want          []string // mails to Ana from the fourth week on
	}{
		{"pause", "", []string{"02-09 pause-over"}},
		{"pause", "resume", []string{"02-09 pause-over", "02-13 check-in", "02-20 check-in"}},
		{"pause", "later", []string{"02-09 pause-over", "03-09 pause-over"}},
		{"pause", "stop", []string{"02-09 pause-over"}},
		{"pause until 9 feb", "", []string{"02-13 check-in", "02-20 check-in"}},
	} {
		start := instant("2026-01-05 09:00") // a Monday
		w := newWorld(t, pair(start))
		for i, d := range w.policy.Rituals {
			if d.Digest {
				w.policy.Rituals[i].Audience = d.Audience[1:]
			}
		}
		w.answer = func(m sentMail) string {
			switch {
			case m.Person != ana:
				return "fine"
			case m.Ritual == "pause-over":
				return row.answer
			}
			return ""
		}
		w.run(start, instant("2026-01-10 12:00"), time.Hour) // a Saturday
		w.say(ana, mentoring.Mail{}, row.pause, instant("2026-01-10 12:00"))
		w.sent = nil
		end := instant("2026-02-27 08:00")
		if row.answer == "later" {
			end = instant("2026-03-20 08:00")
		}
		w.run(instant("2026-01-10 13:00"), end, time.Hour)
		if got := w.days(ana); !slices.Equal(got, row.want) {
			t.Errorf("%q, then %q: mails to Ana %v, want %v", row.pause, row.answer, got, row.want)
		}
	}
}

// TestUnreachable checks that only the digest is tried where mail comes back.
func TestUnreachable(t *testing.T) {
	t.Parallel()
	start := instant("2026-01-05 09:00")
	w := newWorld(t, pair(start))
	w.answer = func(m sentMail) string {
		if m.Person == tomasz {
			return "win: we met"
		}
		return ""
	}
	w.run(start, instant("2026-01-13 00:00"), time.Hour)
	w.sent = nil
	dead := &w.records[0].People[0].Addresses[0]
	dead.Dead = instant("2026-01-13 00:00")
	w.run(instant("2026-01-13 00:00"), instant("2026-01-27 00:00"), time.Hour)
	w.checkDays(ana, "01-19 digest", "01-26 digest")
	dead.Dead = time.Time{}
	w.run(instant("2026-01-27 00:00"), instant("2026-01-31 00:00"), time.Hour)
	if got := w.days(ana); !slices.Contains(got, "01-27 check-in") {
		t.Errorf("mails to Ana, who is back: %v, want the check-in that waited", got)
	}
}
