package daemon_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"milepost/mentoring"
)

const kindMail = `---------- Forwarded message ---------
From: Priya Shah <priya@world.test>
Date: Thu, Jan 8, 2026 at 2:02 PM
Subject: your talk
To: Ana Sousa <ana@mentors.example>

Dear Ana,
your talk was the clearest of the day.
Priya`

// TestPraiseFolder passes on a kind mail, keeps it, and has it sent back with all
// others.
func TestPraiseFolder(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, time.Date(2026, time.January, 5, 9, 0, 0, 0, time.UTC))
		w.join("tomasz", "ana", true)
		w.run(4 * 24 * time.Hour)
		w.office.Post(time.Now(), address("ana"), []string{ours}, wrote(address("ana"), ours, "Fwd: your talk", kindMail))
		w.run(time.Hour)
		receipt := w.latest("ana", "receipt")
		if !strings.Contains(receipt.text, "Priya Shah") || !strings.Contains(receipt.text, "clearest of the day") || !strings.Contains(receipt.text, "8 January") {
			t.Errorf("the receipt does not show what was passed on:\n%s", receipt.text)
		}
		w.says("ana", "receipt", "yes")
		w.run(time.Hour)
		var kept []mentoring.Entry
		for _, e := range w.record().Entries {
			if e.Kind == mentoring.PraiseEntry {
				kept = append(kept, e)
			}
			if e.Kind != mentoring.PraiseEntry && strings.Contains(e.Text, "clearest") {
				t.Errorf("the words of somebody else became a %s of Ana's", e.Kind)
			}
		}
		if len(kept) != 1 || kept[0].State != mentoring.KeptState || kept[0].Source != "Priya Shah" || kept[0].At.Format(time.DateOnly) != "2026-01-08" {
			t.Fatalf("praise = %+v", kept)
		}
		w.says("ana", "receipt", "export praise")
		w.run(time.Hour)
		sent := w.latest("ana", "notice:praise")
		if !strings.Contains(sent.text, "clearest of the day") || !strings.Contains(string(sent.raw), "praise.md") {
			t.Errorf("the folder does not hold the mail:\n%s", sent.text)
		}
		w.says("ana", "receipt", "status feedback")
		w.run(14 * 24 * time.Hour)
		if s := w.latest("ana", "notice:feedback"); !strings.Contains(s.text, "Nothing so far") {
			t.Errorf("feedback by date:\n%s", s.text)
		}
		for _, l := range w.letters("tomasz") {
			if strings.Contains(l.text, "clearest") {
				t.Errorf("Tomasz reads it in %q", l.subject)
			}
		}
		if x, err := w.d.Store.Record(context.Background(), w.pair); err != nil || x.Pair.State != mentoring.Active {
			t.Errorf("record: %v, %v", x.Pair.State, err)
		}
	})
}
