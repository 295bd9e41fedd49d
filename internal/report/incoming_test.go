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
	automatic := store.Message{ID: 5, State: store.Filed, Reason: "auto-submitted", Archived: monday, Person: 1, Delivery: 7, Whole: true}
	again := store.Message{ID: 6, State: store.Duplicate, Reason: "message 3 is the same", Archived: monday, Whole: true}
	own := store.Message{ID: 7, State: store.Filed, Reason: "own-mail", Archived: monday, Delivery: 7}
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
		// What came beside a reply tells when the reply came, and an absence is its author's.
		{automatic, true, Message{ID: 5, State: store.Filed, Reason: "auto-submitted", Meaning: "because of auto-submitted", Whole: true}},
		{again, false, Message{ID: 6, State: store.Duplicate, Reason: "message 3 is the same", Meaning: "because of message 3 is the same", Came: "2026-W48", Whole: true}},
		{again, true, Message{ID: 6, State: store.Duplicate, Reason: "message 3 is the same", Meaning: "because of message 3 is the same", Whole: true}},
		{own, false, Message{ID: 7, State: store.Filed, Reason: "own-mail", Meaning: "because of own-mail", Came: "2026-W48", Mail: 7}},
		{own, true, Message{ID: 7, State: store.Filed, Reason: "own-mail", Meaning: "because of own-mail", Mail: 7}},
	} {
		if got := MessageOf(test.m, explain, test.discreet); got != test.want {
			t.Errorf("MessageOf(%d, discreet %t) = %+v, want %+v", test.m.ID, test.discreet, got, test.want)
		}
	}
}

// TestMessageToDo reads what the operator is told to do.
func TestMessageToDo(t *testing.T) {
	t.Parallel()
	explain := func(string) string { return "" }
	for _, test := range []struct {
		name string
		m    store.Message
		want string // "": nothing
	}{
		{"a stranger's", store.Message{ID: 4, State: store.Held, Whole: true}, "milepost replies assign 4 --to MAIL --reason TEXT"},
		{"somebody's", store.Message{ID: 4, State: store.Held, Whole: true, Person: 1}, "milepost replies release 4 --reason TEXT"},
		{"without words", store.Message{ID: 4, State: store.Held, Person: 1}, "ask its author to send the words again"},
		{"poison", store.Message{ID: 4, State: store.Poison, Whole: true}, "mend what went wrong here, then: milepost replies release 4"},
		{"let through", store.Message{ID: 4, State: store.New, Whole: true, Person: 1, Released: monday}, ""},
		{"recorded", store.Message{ID: 4, State: store.Recorded, Whole: true, Person: 1}, ""},
	} {
		var b strings.Builder
		if err := MessageOf(test.m, explain, false).Text(&b); err != nil {
			t.Fatal(err)
		}
		_, got, told := strings.Cut(b.String(), "to do")
		if told != (test.want != "") || !strings.Contains(got, test.want) {
			t.Errorf("%s: Text() = %q, want %q", test.name, b.String(), test.want)
		}
	}
}

func TestIncomingText(t *testing.T) {
	t.Parallel()
	long := "This is why, in a sentence that is so long that it does not fit into a line of a terminal."
	list := IncomingOf([]store.Message{
		{ID: 3, State: store.Held, Reason: "stranger", Archived: monday, Whole: true},
		{ID: 4, State: store.Held, Reason: "stranger", Archived: monday, Whole: true, Person: 2},
	}, func(string) string { return long }, false)
	want := `MAIL  CAME        STATE  PERSON  WHY
3     2026-11-23  held   -       stranger
4     2026-W48    held   2       stranger

stranger  This is why, in a sentence that is so long that it does not fit into a
          line of a terminal.
`
	var b strings.Builder
	if err := list.Text(&b); err != nil || b.String() != want {
		t.Errorf("Text() = %q, %v, want %q", b.String(), err, want)
	}
}
