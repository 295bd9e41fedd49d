package report

import (
	"testing"
	"time"

	"milepost/store"
)

func TestSentMails(t *testing.T) {
	t.Parallel()
	got := ""
	for _, m := range SentMails([]store.Delivery{
		{ID: 9, Kind: "review", State: store.Queued, Queued: monday},
		{ID: 8, Kind: "receipt", State: store.Sent, Settled: monday},
		{ID: 7, Kind: "notice:stray", State: store.Sent, Settled: monday},
		{ID: 6, Kind: "nudge:review", State: store.Sent, Settled: monday},
		{ID: 5, Kind: "review", State: store.Sent, Queued: monday, Settled: monday.Add(time.Hour), Reply: "queued as 1"},
		{ID: 4, Kind: "review"},
		{ID: 3, Kind: "review"},
		{ID: 2, Kind: "review"},
	}, func(ritual string) bool { return ritual == "review" }) {
		got += m.Mail + " " + string(m.State) + " " + m.Said + "; "
	}
	want := "review queued ; review sent queued as 1; review  ; review  ; review  ; "
	if got != want {
		t.Errorf("SentMails() = %q, want %q", got, want)
	}
}
