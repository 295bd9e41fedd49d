package store

import (
	"errors"
	"strings"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

func TestMailbox(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	if _, err := s.Mailbox(t.Context(), "INBOX"); !errors.Is(err, ErrNotFound) {
		t.Errorf("Mailbox() = %v, want ErrNotFound", err)
	}
	in := Incoming{Mailbox: "INBOX", UIDValidity: 7, UID: 42, Raw: []byte("a"), Whole: true, At: monday}
	if _, _, err := s.Archive(t.Context(), in); !errors.Is(err, ErrStale) {
		t.Errorf("Archive() into an unknown mailbox = %v, want ErrStale", err)
	}
	ok(t, s.SetBaseline(t.Context(), "INBOX", 7, 41))
	ok(t, s.SetBaseline(t.Context(), "INBOX", 7, 99)) // the baseline does not move
	diff(t, "Mailbox()", must(s.Mailbox(t.Context(), "INBOX"))(t), Mailbox{"INBOX", 7, 40, 40})
	id, _, err := s.Archive(t.Context(), in)
	ok(t, err)
	diff(t, "Mailbox()", must(s.Mailbox(t.Context(), "INBOX"))(t), Mailbox{"INBOX", 7, 40, 42})
	ok(t, s.Advance(t.Context(), "INBOX", 7, 45))
	ok(t, s.Advance(t.Context(), "INBOX", 7, 44))
	diff(t, "Mailbox()", must(s.Mailbox(t.Context(), "INBOX"))(t), Mailbox{"INBOX", 7, 40, 45})
	sound(t, s)

	// The server counts anew: everything is seen once more, and recognised.
	ok(t, s.File(t.Context(), id, Filing{State: Held, Folder: Attention, Reason: "unknown sender"}, monday))
	ok(t, s.SetBaseline(t.Context(), "INBOX", 8, 1))
	if got := must(s.ToMove(t.Context(), monday, 9))(t); len(got) != 0 {
		t.Errorf("ToMove() = %v, want nothing: the place is not known any more", got)
	}
	if _, _, err := s.Archive(t.Context(), in); !errors.Is(err, ErrStale) {
		t.Errorf("Archive() under the old UIDVALIDITY = %v, want ErrStale", err)
	}
	in.UIDValidity, in.UID = 8, 1
	copied, dup, err := s.Archive(t.Context(), in)
	if err != nil || !dup || copied == id {
		t.Errorf("Archive() = %d, %v, %v, want a duplicate with its own row", copied, dup, err)
	}
	diff(t, "ToMove()", must(s.ToMove(t.Context(), monday, 9))(t), []Move{{copied, "INBOX", Place{Inbox, 8, 1}, Attention}})
	sound(t, s)
}

func TestArchive(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	ok(t, s.SetBaseline(t.Context(), "INBOX", 7, 1))
	in := Incoming{Mailbox: "INBOX", UIDValidity: 7, UID: 1, Mark: "<1@world.test> monday", Raw: []byte("Subject: one\r\n\r\nwords"), Size: 23, Whole: true, At: monday}
	for _, row := range []struct {
		name  string
		uid   uint32
		mark  string
		raw   string
		id    int64
		dup   bool
		state MessageState
	}{
		{"new", 1, "<1@world.test> monday", "Subject: one\r\n\r\nwords", 1, false, New},
		{"the same UID", 1, "<1@world.test> monday", "Subject: one\r\n\r\nwords", 1, true, New},
		{"the same bytes", 2, "", "Subject: one\r\n\r\nwords", 2, true, Duplicate},
		{"the same mark, delivered twice", 3, "<1@world.test> monday", "Received: again\r\nSubject: one\r\n\r\nwords", 3, true, Duplicate},
		{"other words", 4, "", "Subject: one\r\n\r\nother words", 4, false, New},
		{"no mark is no mark", 5, "", "Subject: one\r\n\r\nmore words", 5, false, New},
	} {
		in.UID, in.Mark, in.Raw = row.uid, row.mark, []byte(row.raw)
		id, dup, err := s.Archive(t.Context(), in)
		if err != nil || id != row.id || dup != row.dup {
			t.Errorf("%s: Archive() = %d, %v, %v, want %d, %v", row.name, id, dup, err, row.id, row.dup)
		}
		if got := must(s.Message(t.Context(), id))(t); got.State != row.state {
			t.Errorf("%s: state %s, want %s", row.name, got.State, row.state)
		}
		if got := must(s.Raw(t.Context(), id))(t); string(got) != row.raw {
			t.Errorf("%s: Raw() = %q, want %q", row.name, got, row.raw)
		}
	}
	diff(t, "Message()", must(s.Message(t.Context(), 1))(t), Message{
		ID: 1, Mailbox: "INBOX", UIDValidity: 7, UID: 1, Size: 23, Whole: true, Archived: monday, State: New,
	})
	if got := must(s.Messages(t.Context(), 2, 2))(t); len(got) != 2 || got[0].ID != 2 {
		t.Errorf("Messages(2, 2) = %v", got)
	}
	sound(t, s)
}

func TestPoison(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	bad, good := arrive(t, s, 1, "a\r\n\r\n"), arrive(t, s, 2, "b\r\n\r\n")
	for range maxAttempts {
		if got := must(s.NewMessages(t.Context(), 9))(t); len(got) != 2 {
			t.Fatalf("NewMessages() = %v, want both", got)
		}
		ok(t, s.Begin(t.Context(), bad, monday)) // and the process ends
	}
	if err := s.Begin(t.Context(), bad, monday); !errors.Is(err, ErrPoison) {
		t.Errorf("Begin() = %v, want ErrPoison", err)
	}
	if got := must(s.NewMessages(t.Context(), 9))(t); len(got) != 1 || got[0].ID != good || got[0].Attempts != 0 {
		t.Errorf("NewMessages() = %+v, want the good one, untouched", got)
	}
	got := must(s.Attention(t.Context()))(t)
	if len(got) != 1 || got[0].State != Poison || got[0].Reason == "" || got[0].Folder != Attention {
		t.Errorf("Attention() = %+v, want the bad one with a reason", got)
	}
	ok(t, s.Release(t.Context(), bad, AuditLine{Who: "root", What: "release"}, monday))
	ok(t, s.Begin(t.Context(), bad, monday))
	sound(t, s)
}

func TestFileAndMove(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	couple(t, s)
	id := arrive(t, s, 1, "a\r\n\r\n")
	f := Filing{State: Held, Folder: Attention, Reason: "unknown sender", Sender: "unverified", Person: 1}
	if err := s.File(t.Context(), id, Filing{State: Held}, monday); err == nil {
		t.Error("File() without a reason = nil, want an error")
	}
	ok(t, s.File(t.Context(), id, f, monday))
	if err := s.File(t.Context(), id, f, monday); !errors.Is(err, ErrDuplicate) {
		t.Errorf("File() twice = %v, want ErrDuplicate", err)
	}
	if err := s.File(t.Context(), 99, f, monday); !errors.Is(err, ErrNotFound) {
		t.Errorf("File(99) = %v, want ErrNotFound", err)
	}
	got := must(s.Message(t.Context(), id))(t)
	if got.State != Held || got.Reason != f.Reason || got.Sender != f.Sender || got.Person != 1 || !got.Settled.Equal(monday) {
		t.Errorf("Message() = %+v, want it held", got)
	}

	want := []Move{{id, "INBOX", Place{Inbox, 7, 1}, Attention}}
	diff(t, "ToMove()", must(s.ToMove(t.Context(), monday, 9))(t), want)
	ok(t, s.NotMoved(t.Context(), id, monday))
	diff(t, "ToMove() after a failure", must(s.ToMove(t.Context(), monday, 9))(t), []Move(nil))
	diff(t, "ToMove() later", must(s.ToMove(t.Context(), monday.Add(firstMoveWait), 9))(t), want)
	for range 40 {
		ok(t, s.NotMoved(t.Context(), id, monday))
	}
	diff(t, "ToMove() in the end", must(s.ToMove(t.Context(), monday.Add(longestMoveWait), 9))(t), want)
	ok(t, s.Moved(t.Context(), id, Place{Attention, 3, 12}))
	diff(t, "ToMove() when moved", must(s.ToMove(t.Context(), monday.AddDate(1, 0, 0), 9))(t), []Move(nil))

	ok(t, s.Release(t.Context(), id, AuditLine{Who: "root", What: "release"}, monday.Add(time.Hour)))
	if err := s.Release(t.Context(), id, AuditLine{}, monday); !errors.Is(err, ErrNotFound) {
		t.Errorf("Release() twice = %v, want ErrNotFound", err)
	}
	ms := must(s.NewMessages(t.Context(), 9))(t)
	if len(ms) != 1 || !ms[0].Released.Equal(monday.Add(time.Hour)) {
		t.Fatalf("NewMessages() = %+v, want the one that was let through", ms)
	}
	ok(t, s.Receive(t.Context(), id, Bound{Person: 1, Reason: "released"}, monday, nothing))
	diff(t, "ToMove() once more", must(s.ToMove(t.Context(), monday, 9))(t), []Move{{id, "INBOX", Place{Attention, 3, 12}, Processed}})
	sound(t, s)
}

func TestReceive(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	rec := couple(t, s)
	p := ask(t, s, rec, "talk", "2026-W48", 1)[0]
	delivery := send(t, s, rec.People[0], p, "talk", "2026-W48")
	rec.Pair.Mentee.Eased = monday
	ok(t, s.SavePair(t.Context(), rec.Pair, AuditLine{What: "edit"}, monday))
	lull(t, s)
	now := monday.Add(2 * time.Hour)
	message := arrive(t, s, 1, "Subject: Re: This week\r\n\r\nfine\r\n")
	bound := Bound{Delivery: delivery, Person: 1, Sender: "verified", Reason: "token", Late: true}
	read := func(rs []mentoring.Record, who mentoring.Person) ([]mentoring.Outcome, error) {
		if len(rs) != 1 || rs[0].Pair.ID != 1 || who.ID != 1 || who.Replies != 0 {
			t.Errorf("read got %d records and %+v", len(rs), who)
		}
		prompt := rs[0].Rounds[0].Prompts[0]
		prompt.State, prompt.Answered = ritual.Answered, now
		return []mentoring.Outcome{{}, {
			Changes: []mentoring.Change{
				mentoring.PutEntry{Entry: mentoring.Entry{Pair: 1, Kind: mentoring.GoalEntry, Number: 1, State: mentoring.OpenState, Visible: ritual.Shared, Author: 1, Owner: 1, Text: "speak in public"}},
				mentoring.PutPrompt{Prompt: prompt},
			},
			Receipt: mentoring.Receipt{
				Pair: 1, Said: []mentoring.Said{{What: "goal", Ref: "G1"}}, Requests: []mentoring.Request{mentoring.WantHelp},
				Doubts: []reading.Doubt{{Kind: reading.NotPlaced}},
			},
		}}, nil
	}
	broken := errors.New("cannot be read")
	if err := s.Receive(t.Context(), message, bound, now, func([]mentoring.Record, mentoring.Person) ([]mentoring.Outcome, error) { return nil, broken }); !errors.Is(err, broken) {
		t.Errorf("Receive() = %v, want the error of read", err)
	}
	ok(t, s.Receive(t.Context(), message, bound, now, read))
	if err := s.Receive(t.Context(), message, bound, now, read); !errors.Is(err, ErrDuplicate) {
		t.Errorf("Receive() twice = %v, want ErrDuplicate", err)
	}

	got := must(s.Record(t.Context(), 1))(t)
	diff(t, "Entries", got.Entries, []mentoring.Entry{{
		ID: 1, Pair: 1, Kind: mentoring.GoalEntry, Number: 1, State: mentoring.OpenState, Visible: ritual.Shared, Author: 1, Owner: 1,
		Text: "speak in public", Message: message, Created: now, Changed: now,
	}})
	if p := got.Rounds[0].Prompts[0]; p.State != ritual.Answered || !p.Answered.Equal(now) {
		t.Errorf("the prompt is %+v, want it answered", p)
	}
	if m := got.Pair.Mentee; !m.Wrote.Equal(now) || !m.Eased.IsZero() {
		t.Errorf("the mentee wrote at %v and was eased at %v, want %v and never", m.Wrote, m.Eased, now)
	}
	if got.People[0].Replies != 1 {
		t.Errorf("Replies = %d, want 1", got.People[0].Replies)
	}
	for now, want := range map[time.Time][2]int{now: {1, 1}, now.Add(Lately + time.Hour): {0, 0}} {
		if st := must(s.Status(t.Context(), now))(t); [2]int{st.Replies, st.Unclear} != want {
			t.Errorf("Status(%v) counts %d replies, %d of them unclear, want %v", now, st.Replies, st.Unclear, want)
		}
	}
	m := must(s.Message(t.Context(), message))(t)
	if m.State != Recorded || m.Delivery != delivery || m.Person != 1 || m.Reason != "token" || !m.Late || m.Folder != Processed {
		t.Errorf("Message() = %+v, want it recorded", m)
	}
	if pairs, people := must(s.DuePairs(t.Context(), now, 9))(t), must(s.DuePeople(t.Context(), now, 9))(t); len(pairs) != 1 || len(people) != 2 {
		t.Errorf("due are %v and %v, want the pair and both at once", pairs, people)
	}

	if due := must(s.ReceiptsDue(t.Context(), now))(t); len(due) != 0 {
		t.Errorf("ReceiptsDue() = %v, want none yet", due)
	}
	due := must(s.ReceiptsDue(t.Context(), now.Add(Debounce)))(t)
	want := ReceiptDue{ID: 1, Message: message, Due: now.Add(Debounce), Receipt: mentoring.Receipt{
		Pair: 1, Person: 1, Said: []mentoring.Said{{What: "goal", Ref: "G1"}}, Requests: []mentoring.Request{mentoring.WantHelp},
		Doubts: []reading.Doubt{{Kind: reading.NotPlaced}},
	}}
	diff(t, "ReceiptsDue()", due, []DueReceipts{{1, []ReceiptDue{want}}})
	sound(t, s)
}

// A change keeps what was before and the message that it came from, and cannot
// move words to another author or pair.
func TestHistory(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	couple(t, s)
	id := say(t, s, 1, "before")
	message := arrive(t, s, 1, "Subject: x\r\n\r\n")
	change := func(e mentoring.Entry) error {
		return s.write(t.Context(), func(t tx) error {
			_, err := putEntry(t, e, message, monday.Add(time.Hour))
			return err
		})
	}
	e := must(s.Record(t.Context(), 1))(t).Entries[0]
	e.Text = "after"
	ok(t, change(e))
	ok(t, s.read(t.Context(), func(x tx) error {
		was, err := one(x, column[string], `SELECT was FROM history WHERE thing = 'entry' AND ref = ? AND message = ?`, id, message)
		if !strings.Contains(was, `"before"`) {
			t.Errorf("history holds %s, want what was before", was)
		}
		return err
	}))
	for _, wrong := range []func(*mentoring.Entry){
		func(e *mentoring.Entry) { e.Author = 2 }, func(e *mentoring.Entry) { e.Pair = 2 }, func(e *mentoring.Entry) { e.ID = 99 },
	} {
		bad := e
		wrong(&bad)
		if err := change(bad); !errors.Is(err, ErrNotFound) {
			t.Errorf("a change of %+v = %v, want ErrNotFound", bad, err)
		}
	}
	twice := mentoring.Entry{Pair: 1, Kind: mentoring.GoalEntry, Number: 1, Author: 1}
	ok(t, change(twice))
	if err := change(twice); !errors.Is(err, ErrDuplicate) {
		t.Errorf("a second G1 = %v, want ErrDuplicate", err)
	}
}

func TestReceipts(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	couple(t, s)
	reply := func(uid uint32, person mentoring.PersonID, at time.Time) {
		t.Helper()
		id := arrive(t, s, uid, at.String())
		ok(t, s.Receive(t.Context(), id, Bound{Person: person, Reason: "token"}, at, func([]mentoring.Record, mentoring.Person) ([]mentoring.Outcome, error) {
			return []mentoring.Outcome{{Receipt: mentoring.Receipt{Pair: 1}}}, nil
		}))
	}
	reply(1, 1, monday)
	reply(2, 1, monday.Add(2*time.Minute))
	reply(3, 2, monday.Add(time.Minute))
	waiting := func(at time.Time) (people []mentoring.PersonID) {
		for _, d := range must(s.ReceiptsDue(t.Context(), at))(t) {
			people = append(people, d.Person)
		}
		return people
	}
	diff(t, "due after three minutes", waiting(monday.Add(Debounce)), []mentoring.PersonID(nil)) // Ana has just written again
	diff(t, "due after four", waiting(monday.Add(Debounce+time.Minute)), []mentoring.PersonID{2})
	diff(t, "due after five", waiting(monday.Add(Debounce+2*time.Minute)), []mentoring.PersonID{1, 2})

	d := Draft{Person: 1, Kind: "receipt", Period: "m1", Receipts: []int64{1, 2}}
	id := must(s.Queue(t.Context(), d, monday, letter("ana@mentors.example")))(t)
	diff(t, "Pairs of the receipt", must(s.Delivery(t.Context(), id))(t).Pairs, []mentoring.PairID{1})
	d.Period = "m2"
	if _, err := s.Queue(t.Context(), d, monday, letter("ana@mentors.example")); !errors.Is(err, ErrDuplicate) {
		t.Errorf("Queue() of settled receipts = %v, want ErrDuplicate", err)
	}
	ok(t, s.SettleReceipts(t.Context(), []int64{3}, monday))
	diff(t, "due in the end", waiting(monday.AddDate(1, 0, 0)), []mentoring.PersonID(nil))
}

func TestNotices(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	for _, row := range []struct {
		key   string
		after time.Duration
		want  bool
	}{{"help:1", 0, true}, {"help:1", time.Hour, false}, {"help:2", time.Hour, true}, {"help:1", 24 * time.Hour, true}} {
		if got := must(s.NoticeOnce(t.Context(), row.key, monday.Add(row.after), 24*time.Hour))(t); got != row.want {
			t.Errorf("NoticeOnce(%s) after %v = %v, want %v", row.key, row.after, got, row.want)
		}
	}
	if _, err := s.Recall(t.Context(), "verified"); !errors.Is(err, ErrNotFound) {
		t.Errorf("Recall() = %v, want ErrNotFound", err)
	}
	for _, value := range []string{"monday", "tuesday"} {
		ok(t, s.Remember(t.Context(), "verified", value))
		if got := must(s.Recall(t.Context(), "verified"))(t); got != value {
			t.Errorf("Recall() = %q, want %q", got, value)
		}
	}
}
