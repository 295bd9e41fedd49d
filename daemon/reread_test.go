package daemon_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"milepost/daemon"
	"milepost/mail/postoffice/correspondent"
	"milepost/mentoring"
	"milepost/store"
)

// recordedReplies are the messages that have a place in the record.
func (w *world) recordedReplies() []store.Message {
	return slices.DeleteFunc(w.incoming(), func(m store.Message) bool { return m.State != store.Recorded })
}

// TestRereadFindsNothingNew reads weeks of replies again with the same code: it
// finds no difference, also where a mail had no number, was a correction, began
// a thread or came from two pairs.
func TestRereadFindsNothingNew(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := asked(t)
		w.reply("ana", "check-in", between(correspondent.GmailWeb, "I shipped the parser.", "A cold.", "With the review."))
		w.run(time.Hour)
		w.says("ana", "check-in", "2: No, it was the release.\n\nnote: ask about the talk\n\nI am glad.")
		w.run(time.Hour)
		w.strays("ana", "an idea", "Shall we read a book together?")
		w.run(2 * week)
		w.reply("ana", "check-in", between(correspondent.OutlookDesktop, "Yes, and more.", "", "4"))
		w.says("ana", "digest", "win: the talk went well\n\nprivate: I may change teams by friday")
		w.run(week)
		w.says("tomasz", "check-in", "1: done\n3: a book by 12 december")
		w.run(3 * week)
		replies := w.recordedReplies()
		if len(replies) < 6 {
			t.Fatalf("%d replies are recorded, want more", len(replies))
		}
		for _, m := range replies {
			found, err := w.d.Reread(t.Context(), m, true, time.Now())
			if err != nil || len(found) > 0 {
				t.Errorf("Reread(%d) = %+v, %v, want no difference", m.ID, found, err)
			}
		}
	})
}

// TestReread makes as if an older milepost had missed words, and reads again.
func TestReread(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := asked(t)
		to := w.latest("ana", "check-in")
		w.reply("ana", "check-in", between(correspondent.Thunderbird, "I shipped the parser.", "A cold and the release."))
		w.run(time.Hour)
		m := w.recordedReplies()[0]
		was, err := w.d.Store.ReadingOf(t.Context(), m.ID)
		if err != nil || len(was.Said) == 0 {
			t.Fatalf("ReadingOf() = %+v, %v", was, err)
		}
		for i := range was.Said[0].Reading.Answers {
			if a := &was.Said[0].Reading.Answers[i]; a.N == 2 {
				a.Text = "A cold"
			}
		}
		err = w.d.Store.Reread(t.Context(), m.ID, was, time.Now(), func(rs []mentoring.Record, _ mentoring.Person) ([]mentoring.Change, error) {
			var out []mentoring.Change
			for _, e := range rs[0].Entries {
				if strings.HasPrefix(e.Text, "A cold") {
					e.Text = "A cold"
					out = append(out, mentoring.PutEntry{Entry: e})
				}
			}
			return out, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		w.wantAnswers(keys(to)[1], "A cold")
		w.run(week)
		w.strays("tomasz", "hello", "status") // so that he is not taken for silent
		w.run(week)
		for _, apply := range []bool{false, true} {
			found, err := w.d.Reread(t.Context(), m, apply, time.Now())
			if err != nil || len(found) != 1 || found[0].Sentence() != "3 words more under question 2" {
				t.Fatalf("Reread() = %+v, %v, want three words more", found, err)
			}
			if !apply {
				w.wantAnswers(keys(to)[1], "A cold")
			}
		}
		w.wantAnswers(keys(to)[1], "A cold and the release.")
		if found, err := w.d.Reread(t.Context(), m, true, time.Now()); err != nil || len(found) > 0 {
			t.Errorf("Reread() once more = %+v, %v, want nothing", found, err)
		}
		w.run(week)
		if !w.hears("tomasz", "A cold and the release.") {
			t.Error("Tomasz did not read the words that were found")
		}
	})
}

func TestRereadRefuses(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := asked(t)
		held := w.fromElsewhere("check-in", "1: I shipped the parser.", false)
		if _, err := w.d.Reread(t.Context(), held, true, time.Now()); !errors.Is(err, store.ErrNotRecorded) {
			t.Errorf("Reread() of a held mail = %v, want ErrNotRecorded", err)
		}
		w.says("ana", "check-in", "1: I shipped the parser.")
		w.run(time.Hour)
		m := w.recordedReplies()[0]
		if _, err := w.d.Store.Forget(t.Context(), m.Person, store.AuditLine{What: "forget"}, time.Now()); err != nil {
			t.Fatal(err)
		}
		if _, err := w.d.Reread(t.Context(), m, true, time.Now()); !errors.Is(err, daemon.ErrNoReading) {
			t.Errorf("Reread() of an erased mail = %v, want ErrNoReading", err)
		}
	})
}
