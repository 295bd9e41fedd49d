package report

import (
	"strings"
	"testing"

	"milepost/store"
)

func TestMessageOf(t *testing.T) {
	t.Parallel()
	explain := func(reason string) string { return "because of " + reason }
	recorded := store.Message{ID: 3, State: store.Recorded, Reason: "proven", Archived: monday, Person: 1, Delivery: 7, Whole: true}
	held := store.Message{ID: 4, State: store.Held, Reason: "stranger", Archived: monday, Whole: true}
	for _, test := range []struct {
		m        store.Message
		discreet bool
		want     Message
	}{
		// When somebody replied is told by the week; in a pair of two not at all.
		{recorded, false, Message{ID: 3, State: store.Recorded, Reason: "proven", Meaning: "because of proven", Came: "2026-W48", Person: 1, Mail: 7, Whole: true}},
		{recorded, true, Message{ID: 3, State: store.Recorded, Reason: "proven", Meaning: "because of proven", Whole: true}},
		{held, true, Message{ID: 4, State: store.Held, Reason: "stranger", Meaning: "because of stranger", Came: "2026-11-23", Whole: true}},
	} {
		if got := MessageOf(test.m, explain, test.discreet); got != test.want {
			t.Errorf("MessageOf(%d, discreet %t) = %+v, want %+v", test.m.ID, test.discreet, got, test.want)
		}
	}
	var b strings.Builder
	if err := MessageOf(held, explain, false).Text(&b); err != nil || !strings.Contains(b.String(), "milepost replies release 4") {
		t.Errorf("Text() = %q, %v, want what to do", b.String(), err)
	}
}
