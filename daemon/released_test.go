package daemon_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"milepost/mail/postoffice/correspondent"
	"milepost/mentoring"
	"milepost/mentoring/ritual"
	"milepost/store"
)

// fromElsewhere posts Ana's words in answer to her latest mail of a kind from an
// address that nobody knows, so that they are held. plain has no token either.
func (w *world) fromElsewhere(kind, words string, plain bool) store.Message {
	w.t.Helper()
	l := w.write("ana", w.latest("ana", kind), correspondent.Reply{Habit: bare, Free: words})
	raw, to := strings.ReplaceAll(string(l.Raw), address("ana"), "elsewhere@world.test"), l.To
	if plain {
		raw, to = string(wrote("elsewhere@world.test", ours, "my answers", words)), []string{ours}
	}
	w.office.Post(time.Now(), "elsewhere@world.test", to, []byte(raw))
	w.run(time.Hour)
	in := w.incoming()
	m := in[len(in)-1]
	if m.State != store.Held {
		w.t.Fatalf("the mail from elsewhere is %s (%s), want it held", m.State, m.Reason)
	}
	return m
}

// TestLetThroughCountsAsOfItsArrival holds an answer that came in time until its
// round is over, and lets it through: it is in time, its author was not silent,
// and the words still reach the partner's next digest.
func TestLetThroughCountsAsOfItsArrival(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name  string
		plain bool
	}{
		{"released", false},
		{"assigned", true},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := asked(t)
				to := w.latest("ana", "check-in")
				held := w.fromElsewhere("check-in", "1: I shipped the parser.", row.plain)
				arrived := held.Archived
				for range 6 {
					w.run(week)
					w.strays("tomasz", "hello", "status") // so that he is not taken for silent
				}
				line := store.AuditLine{Who: "root", What: "let through", Reason: "asked her"}
				var err error
				if row.plain {
					err = w.d.Store.Assign(t.Context(), held.ID, store.Assignment{Delivery: to.x.ID}, line, time.Now())
				} else {
					err = w.d.Store.Release(t.Context(), held.ID, line, time.Now())
				}
				if err != nil {
					t.Fatal(err)
				}
				w.run(10 * time.Minute)
				m, err := w.d.Store.Message(t.Context(), held.ID)
				if err != nil || m.State != store.Recorded || m.Late || m.Delivery != to.x.ID {
					t.Fatalf("the mail is %+v (%v), want it recorded in time", m, err)
				}
				r := w.record()
				round, prompt := promptOf(r, to.x.Prompts[0])
				if round.State != ritual.Closed || prompt.State != ritual.Answered || !prompt.Answered.Equal(arrived) {
					t.Errorf("the round is %s, the prompt %s at %v, want it closed and answered at %v", round.State, prompt.State, prompt.Answered, arrived)
				}
				if me := r.Pair.Mentee; !me.Wrote.Equal(arrived) || !me.Eased.IsZero() {
					t.Errorf("Ana wrote at %v, eased at %v, want %v and never", me.Wrote, me.Eased, arrived)
				}
				for _, e := range r.Entries {
					if e.Kind == mentoring.AnswerEntry && !e.Created.Equal(arrived) {
						t.Errorf("the answer is of %v, want %v", e.Created, arrived)
					}
				}
				if receipts := w.of("ana", "receipt"); len(receipts) > 0 && strings.Contains(receipts[len(receipts)-1].x.Text, "is over") {
					t.Errorf("the receipt says that it came late:\n%s", receipts[len(receipts)-1].x.Text)
				}
				w.run(2 * week)
				if !w.hears("tomasz", "I shipped the parser.") {
					t.Error("Tomasz never read the words that were let through")
				}
			})
		})
	}
}

// TestLetThroughAfterALaterAnswer: the later mail has the last word, and nothing
// is lost.
func TestLetThroughAfterALaterAnswer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := asked(t)
		to := w.latest("ana", "check-in")
		held := w.fromElsewhere("check-in", "2: A cold.", false)
		w.says("ana", "check-in", "2: Nothing any more.")
		w.run(time.Hour)
		if err := w.d.Store.Release(t.Context(), held.ID, store.AuditLine{What: "release"}, time.Now()); err != nil {
			t.Fatal(err)
		}
		w.run(time.Hour)
		w.wantAnswers(keys(to)[1], "Nothing any more.")
		kept := false
		for _, e := range w.record().Entries {
			kept = kept || e.Kind == mentoring.NoteEntry && e.Text == "A cold." && e.State == mentoring.KeptState
		}
		if !kept {
			t.Errorf("the record holds %+v, want a note of the earlier words", w.record().Entries)
		}
	})
}

// TestAssignedWithoutAMail makes a note of the person's own, as a mail that they
// begin does.
func TestAssignedWithoutAMail(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := asked(t)
		held := w.fromElsewhere("check-in", "I would like to talk about the offer.", true)
		ana := w.record().Pair.Mentee.Person
		if err := w.d.Store.Assign(t.Context(), held.ID, store.Assignment{Person: ana}, store.AuditLine{What: "assign"}, time.Now()); err != nil {
			t.Fatal(err)
		}
		w.run(time.Hour)
		found := false
		for _, e := range w.record().Entries {
			found = found || e.Author == ana && e.Visible == ritual.Private && strings.Contains(e.Text, "the offer")
		}
		if !found {
			t.Errorf("the record holds %+v, want a private note of Ana's", w.record().Entries)
		}
	})
}

// TestAssignedThenErased holds a message again whose person was erased before
// the daemon got to it.
func TestAssignedThenErased(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := asked(t)
		to := w.latest("ana", "check-in")
		held := w.fromElsewhere("check-in", "1: I shipped the parser.", true)
		ana := w.record().Pair.Mentee.Person
		if err := w.d.Store.Assign(t.Context(), held.ID, store.Assignment{Delivery: to.x.ID}, store.AuditLine{What: "assign"}, time.Now()); err != nil {
			t.Fatal(err)
		}
		if _, err := w.d.Store.Forget(t.Context(), ana, store.AuditLine{What: "forget"}, time.Now()); err != nil {
			t.Fatal(err)
		}
		w.run(time.Hour)
		if m, err := w.d.Store.Message(t.Context(), held.ID); err != nil || m.State == store.Recorded || m.State == store.New {
			t.Errorf("the mail is %+v (%v), want it held", m, err)
		}
	})
}
