package daemon_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"milepost/store"
)

// TestUnfetchedMessage: a message that the server lists without its bytes holds
// nobody up. It is tried again, sweep after sweep, and given up in the end.
func TestUnfetchedMessage(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := begun(t)
		if err := w.office.Deliver("stranger@world.test", ours, []byte("\x00")); err != nil {
			t.Fatal(err)
		}
		w.says("ana", "kickoff", "2: Thursdays suit me.")
		w.run(time.Hour)
		ms := w.incoming()
		if last := ms[len(ms)-1]; last.State != store.Recorded {
			t.Errorf("the reply behind it is %s (%s), want recorded", last.State, last.Reason)
		}
		unfetched := func() string {
			text, err := w.d.Store.Recall(t.Context(), "absent messages")
			if err != nil {
				t.Fatal(err)
			}
			return text
		}
		if got := unfetched(); !strings.Contains(got, `"Sweeps":{"`) {
			t.Errorf("absent messages = %s, want one that is tried again", got)
		}
		w.run(24 * time.Hour)
		if got := unfetched(); !strings.Contains(got, `"Sweeps":{}`) {
			t.Errorf("absent messages after a day = %s, want none", got)
		}
	})
}
