package daemon_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"milepost/mail/postoffice/correspondent"
	"milepost/mentoring"
)

// checkedIn is a pair on the Friday of its second week, whose mentee has been
// asked how the week went.
func checkedIn(t *testing.T, change ...func(*setup)) *world {
	t.Helper()
	w := welcomed(t, change...)
	w.every(2*time.Hour, time.Until(monday.AddDate(0, 0, 11).Add(10*time.Hour))) // Friday, 25 September
	return w
}

func (w *world) absence() mentoring.Absence {
	return w.record().Person(w.record().Pair.Mentee.Person).Absence
}

// TestAbsenceNote follows a note that names a day from Ana's mailbox to the
// question on her return.
func TestAbsenceNote(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name   string
		client correspondent.Client
		says   string
	}{
		{"a program that says so", correspondent.Vacation, "Hello,\n\nI am out of the office until 12 October.\nIn urgent cases write to Rui.\n\nAna"},
		{"Exchange", correspondent.VacationExchange, "I will be back on Monday 12 October."},
		{"in German", correspondent.VacationExchange, "Ich bin bis einschließlich 9. Oktober im Urlaub."},
	} {
		t.Run(row.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := checkedIn(t)
				w.reply("ana", "check-in", correspondent.Reply{Habit: correspondent.Habit{Client: row.client}, Free: row.says})
				w.run(2 * time.Hour)
				if got := w.absence(); got.Back.String() != "2026-10-12" || got.Message == 0 {
					t.Fatalf("the absence is %+v, want one until 12 October", got)
				}
				ana := len(w.letters("ana"))
				w.until(time.Date(2026, 10, 11, 22, 0, 0, 0, time.UTC))
				if n := len(w.letters("ana")); n != ana {
					t.Errorf("Ana got %d mails while she was away", n-ana)
				}
				w.until(time.Date(2026, 10, 12, 20, 0, 0, 0, time.UTC))
				if n := len(w.letters("ana")); n != ana+1 {
					t.Errorf("Ana got %d mails on her return, want the question", n-ana)
				}
				if q := w.latest("ana", "after-absence"); !strings.Contains(strings.Join(strings.Fields(q.text), " "), "until Monday 12 October") {
					t.Errorf("the question does not say what her mail said:\n%s", q.text)
				}
				w.says("ana", "after-absence", "go on")
				w.run(2 * week)
				if got := w.absence(); got != (mentoring.Absence{}) {
					t.Errorf("after her answer: %+v", got)
				}
				if n := len(w.of("ana", "check-in")); n != 3 { // one before, two after
					t.Errorf("Ana was asked %d times how the week went, want 3", n)
				}
				if n := len(w.of("ana", "silence")); n != 0 {
					t.Error("Ana was asked why she was silent")
				}
				for _, l := range w.letters("tomasz") {
					if text := opened(t, l.raw); strings.Contains(text, "away") || strings.Contains(text, "12 October") {
						t.Errorf("Tomasz reads of it:\n%s", l.text)
					}
				}
				w.holds("ana", "tomasz")
			})
		})
	}
}

// TestAbsenceEndedByAWord: a reply while away ends it, and the receipt says so.
func TestAbsenceEndedByAWord(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := checkedIn(t)
		w.reply("ana", "check-in", correspondent.Reply{Habit: correspondent.Habit{Client: correspondent.Vacation}, Free: "Back on 12 October."})
		w.run(week)
		w.says("ana", "check-in", "1: I gave the talk.")
		w.run(2 * time.Hour)
		if got := w.absence(); got != (mentoring.Absence{}) {
			t.Errorf("after a word of hers: %+v", got)
		}
		if r := w.latest("ana", "receipt"); !strings.Contains(r.text, "You are back") {
			t.Errorf("the receipt does not say that mails come again:\n%s", r.text)
		}
		w.until(time.Date(2026, 10, 13, 20, 0, 0, 0, time.UTC))
		if n := len(w.of("ana", "after-absence")); n != 0 {
			t.Error("Ana was asked whether to go on, though she had written")
		}
		w.holds("ana", "tomasz")
	})
}

// TestAbsenceNeedsProof: a note that may be anybody's changes nothing.
func TestAbsenceNeedsProof(t *testing.T) {
	t.Parallel()
	const note = "I am out of the office until 12 October."
	change := func(old, with string) func(string) string {
		return func(raw string) string { return strings.ReplaceAll(raw, old, with) }
	}
	for _, row := range []struct {
		name, from string
		change     func(string) string
		back       string
		noted      bool
	}{
		{"hers", address("ana"), change("", ""), "2026-10-12", true},
		{"without a day", address("ana"), change(note, "I am out of the office."), "", true},
		{"with two", address("ana"), change(note, note+" Or until 19 October, on leave."), "", true},
		{"too far ahead", address("ana"), change("12 October", "12 January"), "", true},
		{"from a stranger's server", "stranger@evil.test", change("", ""), "", false},
		{"from Tomasz", address("tomasz"), change("<"+address("ana")+">", "<"+address("tomasz")+">"), "", false},
		{"from another address", address("rui"), change("<"+address("ana")+">", "<"+address("rui")+">"), "", false},
		{"with a changed token", address("ana"), change("+b-aea", "+b-aeb"), "", false},
	} {
		t.Run(row.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := checkedIn(t, func(s *setup) { s.people = []string{"rui"} })
				l := w.write("ana", w.latest("ana", "check-in"), correspondent.Reply{Habit: correspondent.Habit{Client: correspondent.Vacation}, Free: note})
				raw := row.change(string(l.Raw))
				if row.name == "with a changed token" {
					raw = strings.NewReplacer("d.aea", "d.aeb", "+aea", "+aeb").Replace(raw)
				}
				for i := range l.To {
					if row.name == "with a changed token" {
						l.To[i] = ours
					}
				}
				w.office.Post(time.Now(), row.from, l.To, []byte(raw))
				w.run(2 * time.Hour)
				got := w.absence()
				back := ""
				if !got.Back.IsZero() {
					back = got.Back.String()
				}
				if back != row.back || (got != mentoring.Absence{}) != row.noted {
					t.Errorf("the absence is %+v, want one: %v, until %q", got, row.noted, row.back)
				}
				ana, rui := len(w.letters("ana")), len(w.letters("rui"))
				w.run(time.Hour)
				if len(w.letters("ana")) != ana || rui != 0 {
					t.Error("somebody was written to because of it")
				}
				w.holds("ana", "tomasz")
			})
		})
	}
}
