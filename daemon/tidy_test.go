package daemon_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"milepost/mentoring"
	"milepost/store"
)

// TestWordsLeave runs a pair to its end and past it: a month before its words
// leave both read of it, once; one takes a copy; then nothing is left.
func TestWordsLeave(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, time.Date(2026, 9, 14, 7, 0, 0, 0, time.UTC)) // a Monday
		w.d.Policy.KeepDays = 40
		w.join("tomasz", "ana", true)
		w.run(26 * time.Hour)
		if got := w.latest("ana", "welcome").text; !strings.Contains(got, "40 days after your pair has ended") {
			t.Errorf("the welcome does not say how long words are kept:\n%s", got)
		}
		w.says("ana", "kickoff", "note: the heron stands in the river")
		w.run(3 * time.Hour)
		p := w.record().Pair
		p.State, p.Ended = mentoring.Ended, time.Now()
		if err := w.d.Store.SavePair(context.Background(), p, store.AuditLine{What: "pair end"}, time.Now()); err != nil {
			t.Fatal(err)
		}
		w.every(3*time.Hour, 12*24*time.Hour)
		day := w.d.Policy.ErasedOn(w.record())
		for _, who := range []string{"ana", "tomasz"} {
			told := w.of(who, "erase-ahead")
			if len(told) != 1 || day.String() != "2026-10-26" || !strings.Contains(told[0].text, "26 October") {
				t.Fatalf("%s has %d mails that announce %v, want one", who, len(told), day)
			}
		}
		w.says("ana", "erase-ahead", "export")
		w.every(time.Hour, 5*time.Hour)
		if got := opened(t, w.latest("ana", "notice:export").raw); !strings.Contains(got, "heron") {
			t.Errorf("the copy lacks her words:\n%s", got)
		}
		w.every(3*time.Hour, 40*24*time.Hour)
		w.erased("ana", "tomasz")
		if n := len(w.of("ana", "erase-ahead")); n != 1 {
			t.Errorf("it was announced %d times, want once", n)
		}
	})
}

// TestNeverBegun checks what becomes of those who never began.
func TestNeverBegun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, time.Date(2026, 9, 14, 7, 0, 0, 0, time.UTC))
		w.addPair()
		w.run(2 * time.Hour)
		w.says("ana", "welcome", "Yes, gladly.")
		w.says("tomasz", "welcome", "no")
		w.every(3*time.Hour, 36*time.Hour)
		told := w.of("ana", "not-started")
		if len(told) != 1 || strings.Contains(told[0].text, "declined") {
			t.Fatalf("Ana is told %d times that it does not begin, want once", len(told))
		}
		w.every(3*time.Hour, 12*24*time.Hour)
		if r := w.record(); !r.People[1].Erased.IsZero() || !r.People[0].Erased.IsZero() {
			t.Errorf("within two weeks the people are %+v, want them kept", r.People)
		}
		w.every(3*time.Hour, 3*24*time.Hour)
		w.erased("ana", "tomasz")
		for _, who := range []string{"ana", "tomasz"} {
			if n := len(w.of(who, "not-started")); who == "tomasz" && n > 0 || n > 1 {
				t.Errorf("%s is told %d times that it does not begin", who, n)
			}
		}
	})
}

// TestNoAnswerAtAll checks that an invitation that ran out is told to the one
// who had said yes before the other is erased.
func TestNoAnswerAtAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, time.Date(2026, 9, 14, 7, 0, 0, 0, time.UTC))
		w.addPair()
		w.run(2 * time.Hour)
		w.says("ana", "welcome", "Yes, gladly.")
		w.every(3*time.Hour, 17*24*time.Hour)
		if told := w.of("ana", "not-started"); len(told) != 1 || !strings.Contains(told[0].subject, "Tomasz") {
			t.Fatalf("Ana is told %d times that it does not begin with Tomasz, want once", len(told))
		}
		if r := w.record(); r.People[1].Erased.IsZero() || !r.People[0].Erased.IsZero() {
			t.Errorf("after two weeks the people are %+v, want Tomasz erased", r.People)
		}
		w.every(3*time.Hour, 14*24*time.Hour)
		w.erased("ana", "tomasz")
	})
}

// erased checks that nothing is left of the first pair and its people.
func (w *world) erased(who ...string) {
	w.t.Helper()
	r := w.record()
	if r.Pair.State != mentoring.Forgotten || len(r.Entries) > 0 {
		w.t.Errorf("the pair is %s with %d entries, want it erased", r.Pair.State, len(r.Entries))
	}
	for _, p := range r.People {
		if p.Erased.IsZero() || p.Name != "" || len(p.Addresses) > 0 {
			w.t.Errorf("person %d is %+v, want them erased", p.ID, p)
		}
	}
	for _, m := range w.messages() {
		if raw, err := w.d.Store.Raw(context.Background(), m.ID); err != nil || len(raw) > 0 {
			w.t.Errorf("message %d has %d bytes (%v), want none", m.ID, len(raw), err)
		}
	}
	for _, x := range w.deliveries() {
		if x.Subject+x.Text+x.HTML != "" {
			w.t.Errorf("delivery %d (%s) has its words", x.ID, x.Kind)
		}
	}
	w.sound()
}

// TestRevealIsTold checks that both read in their next digest that the operator
// opened their words, and why, once.
func TestRevealIsTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, time.Date(2026, 9, 14, 7, 0, 0, 0, time.UTC))
		w.join("tomasz", "ana", true)
		w.run(30 * time.Hour)
		line := store.AuditLine{At: time.Now(), Who: "root", What: "reveal", Pair: w.pair, Reason: "both asked me to look", Tell: true}
		if err := w.d.Store.Audit(context.Background(), line); err != nil {
			t.Fatal(err)
		}
		w.every(2*time.Hour, 16*24*time.Hour)
		for _, who := range []string{"ana", "tomasz"} {
			n := 0
			for _, l := range w.of(who, "digest") {
				n += strings.Count(l.text, "both asked me to look")
			}
			if n != 1 || !strings.Contains(w.of(who, "digest")[0].text, "both asked me to look") {
				t.Errorf("%s reads %d times that words were opened, want once, in the first digest", who, n)
			}
		}
	})
}
