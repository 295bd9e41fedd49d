package mentoring_test

import (
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/reading"
)

// TestDigestOnly ends the questions to one person, and nothing else.
func TestDigestOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t, pair(instant("2026-01-05 09:00")))
	w.run(instant("2026-01-05 09:00"), instant("2026-01-12 00:00"), time.Hour)
	rcs := w.say(ana, mentoring.Mail{}, "digest only", instant("2026-01-12 07:00"))
	if len(rcs) != 1 || !rcs[0].Silencing || len(rcs[0].Said) != 1 || rcs[0].Said[0].What != string(reading.DigestOnly) {
		t.Fatalf("receipts = %+v, want one that confirms", rcs)
	}
	sent := len(w.sent)
	w.run(instant("2026-01-12 07:00"), instant("2026-02-16 00:00"), time.Hour)
	digests, others := 0, 0
	for _, m := range w.sent[sent:] {
		d, _ := w.policy.Ritual(m.Ritual)
		switch {
		case m.Person == tomasz && !d.Digest:
			others++
		case m.Person == ana && d.Digest:
			digests++
		case m.Person == ana:
			t.Errorf("%s: Ana is asked: %s", stamp(m.at), m.Ritual)
		}
	}
	if digests == 0 || others == 0 {
		t.Errorf("%d digests to Ana, %d questions to Tomasz, want some of each", digests, others)
	}
	w.say(ana, mentoring.Mail{}, "resume", instant("2026-02-16 07:00"))
	sent = len(w.sent)
	w.run(instant("2026-02-16 07:00"), instant("2026-02-23 00:00"), time.Hour)
	asked := false
	for _, m := range w.sent[sent:] {
		d, _ := w.policy.Ritual(m.Ritual)
		asked = asked || m.Person == ana && !d.Digest
	}
	if !asked {
		t.Error("after resume Ana is not asked")
	}
}

// TestErasureIsAskedFor changes nothing but that the operator is asked.
func TestErasureIsAskedFor(t *testing.T) {
	t.Parallel()
	for _, state := range []mentoring.PairState{mentoring.Active, mentoring.Ended} {
		w := underWay(t)
		w.records[0].Pair.State = state
		entries := len(w.records[0].Entries)
		rcs := w.say(ana, mentoring.Mail{}, "delete my data", noon)
		who := w.records[0].People[0]
		if len(rcs) != 1 || !rcs[0].Silencing || rcs[0].Said[0].What != string(reading.Erase) {
			t.Errorf("%s: receipts = %+v, want one that confirms", state, rcs)
		}
		if !who.AskedErasure.Equal(noon) || !who.Erased.IsZero() || len(w.records[0].Entries) != entries || w.records[0].Pair.State != state {
			t.Errorf("%s: after asking: %+v", state, who)
		}
		w.say(ana, mentoring.Mail{}, "delete my data", noon.Add(time.Hour))
		if who = w.records[0].People[0]; !who.AskedErasure.Equal(noon) {
			t.Errorf("%s: asked again: %v, want the first time", state, who.AskedErasure)
		}
		if w.say(ana, mentoring.Mail{}, "resume", noon.Add(2*time.Hour)); !w.records[0].People[0].AskedErasure.IsZero() {
			t.Errorf("%s: after resume it is still asked for", state)
		}
	}
}
