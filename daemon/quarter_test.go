package daemon_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"milepost/mail"
	"milepost/mentoring"
)

const week = 7 * 24 * time.Hour

// everybody is in the three pairs.
var everybody = []string{"ana", "tomasz", "kasia", "rui"}

// TestQuarter runs three pairs for thirteen weeks, across the days on which the
// clocks change, with people who answer in every habit.
func TestQuarter(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) { quarter(t, 1, nil) })
}

// TestQuarterOfDeaths is the same, and the daemon dies again and again: at
// every moment at which anything is committed, sent or fetched, many times.
func TestQuarterOfDeaths(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		x := newDeath(7)
		quarter(t, 2, x)
		for _, between := range []struct{ what, moment string }{
			{"planning and the note of it", "before Plan"},
			{"a decision and the mail that follows from it", "before Queue"},
			{"a mail that was queued and the claim of it", "before Claim"},
			{"the claim and the mail server", "dial localhost:587"},
			{"the mail server and the note that it has the mail", "log mail tried"},
			{"the fetching and the archive", "before Archive"},
			{"the archive and the reading", "before Begin"},
			{"the reading and the record", "before Receive"},
			{"the record and the move", "log reply recorded"},
			{"the move and the note of it", "before Moved"},
			{"a robot's mail and its filing", "before File"},
			{"a receipt and the next one", "log receipt queued"},
			{"receipts that nobody needs and the note of it", "before SettleReceipts"},
			{"our own copy and what it proves", "before Settle"},
		} {
			if x.struck[between.moment] == 0 {
				t.Errorf("the daemon never died between %s (%s)", between.what, between.moment)
			}
		}
		t.Logf("the daemon died %d times: %v", x.total, x.struck)
	})
}

func quarter(t *testing.T, seed uint64, x *death) {
	w := newWorld(t, autumn, func(s *setup) { s.people = []string{"kasia", "rui", "stranger"} })
	threePairs(w)
	c := newCrowd(w, seed, everybody...)
	c.away["kasia"] = [2]time.Time{autumn.Add(5 * week), autumn.Add(6 * week)}
	w.after = c.read
	if x != nil {
		w.death = x
		x.watch(w.d)
	}
	for n := range 13 {
		w.office.Post(time.Now().Add(30*time.Hour), "stranger@"+domain, []string{ours},
			wrote("stranger@"+domain, ours, "An offer", "You have won. Answer soon.", "X-Week: "+string(rune('a'+n))))
		w.every(time.Hour, week)
	}
	w.after, w.death = nil, nil
	w.restart()
	w.run(24 * time.Hour) // what is under way arrives

	w.holds(everybody...)
	c.leaks()
	c.kept()
	if n := len(w.office.Mailbox("stranger@" + domain)); n != 0 {
		t.Errorf("a stranger got %d mails", n)
	}
	counted := map[string]int{}
	for _, m := range w.incoming() {
		counted[string(m.State)+" "+m.Reason]++
	}
	for _, want := range []string{"recorded " + string(mail.ReasonProven), "held " + string(mail.ReasonStranger), "filed " + string(mail.ReasonAutoSubmitted)} {
		if counted[want] == 0 {
			t.Errorf("no message is %q, only %v", want, counted)
		}
	}
	kinds := map[string]int{}
	for _, who := range everybody {
		for _, l := range w.letters(who) {
			kinds[strings.SplitN(l.x.Kind, ":", 2)[0]]++
		}
	}
	for _, def := range w.d.Policy.Rituals {
		if def.Trigger == "schedule" && def.Rhythm == 0 && kinds[def.Name] == 0 {
			t.Errorf("in a quarter nobody got %q, only %v", def.Name, kinds)
		}
	}
	for _, pair := range w.pairs {
		if got := w.recordOf(pair).Pair.State; got != mentoring.Active {
			t.Errorf("pair %d is %s, want active", pair, got)
		}
	}
	t.Logf("came in: %v; went out: %v", counted, kinds)
}
