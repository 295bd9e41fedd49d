package store

import (
	"errors"
	"strings"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

func TestQueue(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	rec := couple(t, s)
	p := ask(t, s, rec, "talk", "2026-W48", 1)[0]
	word := say(t, s, 1, "it went well")
	d := Draft{Person: 1, Kind: "talk", Period: "2026-W48", Prompts: []int64{p.ID}, Planned: true}
	id := must(s.Queue(t.Context(), d, monday, func(id int64) (Composed, error) {
		c, err := letter("ana@mentors.example", p.ID)(id)
		c.Words = []int64{word}
		return c, err
	}))(t)

	want := Delivery{
		ID: id, Person: 1, Kind: "talk", Period: "2026-W48", State: Queued, Queued: monday,
		MessageID: "d.1ns@mentors.example", Address: "ana@mentors.example", Subject: "This week",
		Text: "What went well?", HTML: "<p>What went well?</p>",
		Pairs: []mentoring.PairID{1}, Prompts: []int64{p.ID}, Asked: questions,
	}
	diff(t, "Delivery()", must(s.Delivery(t.Context(), id))(t), want)
	diff(t, "DeliveryByMessageID()", must(s.DeliveryByMessageID(t.Context(), want.MessageID))(t), want)
	diff(t, "LatestDeliveries()", must(s.LatestDeliveries(t.Context(), 1, 5))(t), []Delivery{want})
	diff(t, "Deliveries()", must(s.Deliveries(t.Context()))(t), []int64{id})
	if raw := must(s.RawDelivery(t.Context(), id))(t); !strings.Contains(string(raw), "What went well?") {
		t.Errorf("RawDelivery() = %q", raw)
	}
	after := must(s.Record(t.Context(), 1))(t)
	got, _ := after.Rounds[0].PromptOf(1)
	p.State, p.SentAt, p.Asked = ritual.Sent, monday, questions
	diff(t, "the prompt", got, p)
	if left := after.Entries[0].Left; !left.Equal(monday) {
		t.Errorf("the words left at %v, want %v", left, monday)
	}
	for name, err := range map[string]error{
		"Delivery":            second(s.Delivery(t.Context(), 99)),
		"DeliveryByMessageID": second(s.DeliveryByMessageID(t.Context(), "x@y")),
		"RawDelivery":         second(s.RawDelivery(t.Context(), 99)),
	} {
		if !errors.Is(err, ErrNotFound) {
			t.Errorf("%s(99) = %v, want ErrNotFound", name, err)
		}
	}
	sound(t, s)
}

func second[T any](_ T, err error) error { return err }

// say puts an entry of a person into the record of pair 1 and returns its id.
func say(t testing.TB, s *Store, author mentoring.PersonID, text string) int64 {
	t.Helper()
	e := mentoring.Entry{Pair: 1, Kind: mentoring.NoteEntry, State: mentoring.KeptState, Visible: ritual.Shared, Author: author, Owner: author, Text: text}
	ok(t, s.write(t.Context(), func(t tx) error {
		_, err := putEntry(t, e, 0, monday)
		return err
	}))
	entries := must(s.Record(t.Context(), 1))(t).Entries
	return entries[len(entries)-1].ID
}

func TestQueueRefuses(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	rec := couple(t, s)
	first := ask(t, s, rec, "talk", "2026-W48", 1, 2)
	second := ask(t, s, rec, "talk", "2026-W49", 1)[0]
	send(t, s, rec.People[0], first[0], "talk", "2026-W48")
	never := func(int64) (Composed, error) {
		t.Error("a mail was composed in vain")
		return Composed{}, nil
	}
	for _, row := range []struct {
		name string
		d    Draft
		want error
	}{
		{"the same mail", Draft{Person: 1, Kind: "talk", Period: "2026-W48", Prompts: []int64{first[0].ID}}, ErrDuplicate},
		{"the same prompt in another mail", Draft{Person: 1, Kind: "talk", Period: "other", Prompts: []int64{first[0].ID}}, ErrDuplicate},
		{"a reminder of what was not sent", Draft{Person: 1, Kind: "nudge:talk", Period: "2026-W49", Nudge: true, Prompts: []int64{second.ID}}, ErrStale},
		{"an unknown prompt", Draft{Person: 1, Kind: "talk", Period: "2026-W50", Prompts: []int64{99}}, ErrNotFound},
		{"an unknown receipt", Draft{Person: 1, Kind: "receipt", Period: "m1", Receipts: []int64{99}}, ErrNotFound},
	} {
		if _, err := s.Queue(t.Context(), row.d, monday, never); !errors.Is(err, row.want) {
			t.Errorf("%s: Queue() = %v, want %v", row.name, err, row.want)
		}
	}
	if _, err := s.Queue(t.Context(), Draft{Person: 1, Kind: "talk", Period: "x", Prompts: []int64{first[1].ID}}, monday, never); err == nil {
		t.Error("Queue() of the partner's prompt = nil, want an error")
	}
	broken := errors.New("no template")
	d := Draft{Person: 1, Kind: "talk", Period: "2026-W49", Prompts: []int64{second.ID}}
	if _, err := s.Queue(t.Context(), d, monday, func(int64) (Composed, error) { return Composed{}, broken }); !errors.Is(err, broken) {
		t.Errorf("Queue() = %v, want the error of compose", err)
	}
	send(t, s, rec.People[0], second, "talk", "2026-W49") // nothing was left of the failure
	sound(t, s)
}

func TestNudgeAndSnooze(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	rec := couple(t, s)
	p := ask(t, s, rec, "talk", "2026-W48", 1)[0]
	send(t, s, rec.People[0], p, "talk", "2026-W48")
	nudge := Draft{Person: 1, Kind: "nudge:talk", Period: "2026-W48", Prompts: []int64{p.ID}, Nudge: true, Planned: true}
	id := must(s.Queue(t.Context(), nudge, monday.Add(time.Hour), letter("ana@mentors.example")))(t)
	diff(t, "what a reply to the reminder answers", must(s.Delivery(t.Context(), id))(t).Asked, questions)
	if a := must(s.Agenda(t.Context(), 1, monday))(t); len(a.Pending) != 0 {
		t.Errorf("Agenda().Pending = %v after the reminder, want nothing", a.Pending)
	}

	p = must(s.Record(t.Context(), 1))(t).Rounds[0].Prompts[0]
	p.State, p.Due = ritual.Planned, monday.AddDate(0, 0, 2)
	ok(t, s.Planned(t.Context(), 1, []mentoring.Action{mentoring.PutPrompt{Prompt: p}}, monday, monday))
	a := must(s.Agenda(t.Context(), 1, monday))(t)
	if len(a.Pending) != 1 || a.Pending[0].Nudge || a.Pending[0].Prompt.N != 1 {
		t.Fatalf("Agenda().Pending = %+v, want the prompt once more", a.Pending)
	}
	id = send(t, s, rec.People[0], p, "talk", "2026-W48")
	if got := must(s.Delivery(t.Context(), id))(t).N; got != 1 {
		t.Errorf("N = %d, want 1", got)
	}
	sound(t, s)
}

// Two pairs of one person can have the same ritual in one week, in two mails.
func TestSameRitualInTwoPairs(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	one := couple(t, s)
	id := must(s.AddPair(t.Context(), NewPair{Mentor: ana, Mentee: tomasz, ConsentGiven: true}, monday))(t)
	other := must(s.Record(t.Context(), id))(t)
	send(t, s, one.People[0], ask(t, s, one, "talk", "once", 1)[0], "talk", "once")
	send(t, s, one.People[0], ask(t, s, other, "talk", "once", 1)[0], "talk", "once")
	if got := must(s.Deliveries(t.Context()))(t); len(got) != 2 {
		t.Errorf("Deliveries() = %v, want two", got)
	}
	third := must(s.RecordsOf(t.Context(), 1))(t)
	var ids []int64
	for _, r := range third {
		ids = append(ids, ask(t, s, r, "talk", "2026-W50", 1)[0].ID)
	}
	d := Draft{Person: 1, Kind: "talk", Period: "2026-W50", Prompts: ids}
	merged := must(s.Queue(t.Context(), d, monday, letter("ana@mentors.example", ids...)))(t)
	if got := must(s.Delivery(t.Context(), merged))(t); len(got.Pairs) != 2 || len(got.Asked) != 2 {
		t.Errorf("the merged mail is about %v and asks %v, want two each", got.Pairs, got.Asked)
	}
}

// outbox queues n mails to each of both people, one after the other.
func outbox(t *testing.T, s *Store, n int) {
	t.Helper()
	rec := couple(t, s)
	for i := range n {
		for _, who := range rec.People {
			d := Draft{Person: who.ID, Kind: "notice:test", Period: "k", N: i}
			must(s.Queue(t.Context(), d, monday, letter(who.Mail())))(t)
		}
	}
}

func ids(mails []Outbox) (ids []int64) {
	for _, m := range mails {
		ids = append(ids, m.ID)
	}
	return ids
}

func TestClaimAndSettle(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	outbox(t, s, 2) // 1 and 3 to Ana, 2 and 4 to Tomasz
	claim := func(at time.Time, want ...int64) []Outbox {
		t.Helper()
		mails := must(s.Claim(t.Context(), at, 20))(t)
		diff(t, "Claim()", ids(mails), want)
		return mails
	}
	state := func(id int64, want DeliveryState) {
		t.Helper()
		if got := must(s.Delivery(t.Context(), id))(t); got.State != want {
			t.Errorf("delivery %d is %s, want %s", id, got.State, want)
		}
	}
	settle := func(r ...Settled) { t.Helper(); ok(t, s.Settle(t.Context(), r)) }

	claim(monday.Add(-time.Second))
	mails := claim(monday, 1, 2)
	raw := must(s.RawDelivery(t.Context(), 1))(t)
	diff(t, "the mail", mails[0], Outbox{
		ID: 1, Person: 1, Kind: "notice:test", Attempt: 1, Queued: monday, Tried: monday,
		From: "milepost@mentors.example", To: "ana@mentors.example", MessageID: "d.1ns@mentors.example", Raw: raw,
	})
	claim(monday) // what is under way holds back what comes after
	later := monday.Add(time.Hour)
	settle(Settled{ID: 1, State: Sent, Code: 250, Text: "ok", At: monday}, Settled{ID: 2, State: Queued, Retry: later, Code: 451, Text: "later", At: monday})
	claim(monday, 3) // and so does what is tried again
	again := claim(later, 2)
	if again[0].Attempt != 2 {
		t.Errorf("Attempt = %d, want 2", again[0].Attempt)
	}

	settle(Settled{ID: 1, State: Queued, At: later}, Settled{ID: 3, State: Failed, Code: 550, Text: "no such user", At: later})
	state(1, Sent) // for good
	state(3, Failed)
	if n := must(s.Recover(t.Context(), later))(t); n != 1 {
		t.Errorf("Recover() = %d, want 1", n)
	}
	state(2, Unknown)
	diff(t, "Unknown()", ids(must(s.Unknown(t.Context(), 9))(t)), []int64{2})
	claim(later, 4)
	settle(Settled{ID: 2, State: Sent, Copied: true, Text: "our copy arrived", At: later}, Settled{ID: 4, State: Dropped, At: later})
	state(2, Sent)
	settle(Settled{ID: 4, State: Queued, At: later})
	state(4, Dropped)
	settle(Settled{ID: 4, State: Sent, Code: 250, At: later})
	state(4, Sent)
	claim(later.AddDate(1, 0, 0))
	sound(t, s)

	st := must(s.Status(t.Context(), later))(t)
	if st.Outbox[Sent] != 3 || st.Outbox[Failed] != 1 || !st.LastSent.Equal(later) || !st.Oldest.IsZero() || st.Pairs[mentoring.Active] != 1 || st.DuePairs != 1 || st.People != 2 {
		t.Errorf("Status() = %+v", st)
	}
}

func TestClaimIsBounded(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	outbox(t, s, 1)
	if got := must(s.Claim(t.Context(), monday, 1))(t); len(got) != 1 || got[0].ID != 1 {
		t.Errorf("Claim() = %v, want the oldest", ids(got))
	}
}

func TestBounced(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	outbox(t, s, 1)
	ok(t, s.Bounced(t.Context(), 2, false, "4.2.2", monday))
	if got := must(s.Person(t.Context(), 2))(t); !got.Addresses[0].Dead.IsZero() {
		t.Error("a soft bounce made the address dead")
	}
	first, later := monday.AddDate(0, 0, -20), monday.AddDate(0, 0, 1)
	for _, at := range []time.Time{first, monday, monday.Add(time.Hour)} {
		ok(t, s.Bounced(t.Context(), 2, true, "5.1.1", at))
		if got := must(s.Person(t.Context(), 2))(t); !got.Addresses[0].Dead.IsZero() {
			t.Errorf("the address is dead after one day within two weeks, at %v", at)
		}
	}
	ok(t, s.Bounced(t.Context(), 2, true, "5.1.1", later))
	if got := must(s.Person(t.Context(), 2))(t); !got.Addresses[0].Dead.Equal(later) {
		t.Errorf("the address is dead since %v, want %v", got.Addresses[0].Dead, later)
	}
	diff(t, "Bounces()", must(s.Bounces(t.Context(), 2, monday))(t), []Bounce{
		{Delivery: 2, Status: "4.2.2", At: monday},
		{Delivery: 2, Hard: true, Status: "5.1.1", At: monday},
		{Delivery: 2, Hard: true, Status: "5.1.1", At: monday.Add(time.Hour)},
		{Delivery: 2, Hard: true, Status: "5.1.1", At: later},
	})
	message := arrive(t, s, 1, "Subject: I am back\r\n\r\n")
	ok(t, s.Receive(t.Context(), message, Bound{Person: 2, Address: "TOMASZ@world.test", Reason: "token"}, monday, nothing))
	if got := must(s.Person(t.Context(), 2))(t); !got.Addresses[0].Dead.IsZero() {
		t.Error("the address is dead, and mail came from it")
	}
	if err := s.Bounced(t.Context(), 99, true, "", monday); !errors.Is(err, ErrNotFound) {
		t.Errorf("Bounced(99) = %v, want ErrNotFound", err)
	}
}

// nothing reads a message in which nothing is said.
func nothing([]mentoring.Record, mentoring.Person) ([]mentoring.Outcome, error) { return nil, nil }

// TestMailsBesideTheBudget: what tells of something at once is counted apart.
func TestMailsBesideTheBudget(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	rec := couple(t, s)
	for i, d := range []Draft{{Kind: "talk", Planned: true}, {Kind: "news", AtOnce: true}, {Kind: "receipt"}} {
		p := ask(t, s, rec, d.Kind, "2026-W48", 1)[0]
		d.Person, d.Period, d.Prompts = 1, "2026-W48", []int64{p.ID}
		must(s.Queue(t.Context(), d, monday.Add(time.Duration(i)*24*time.Hour), letter("ana@mentors.example", p.ID)))(t)
	}
	a := must(s.Agenda(t.Context(), 1, monday.Add(72*time.Hour)))(t)
	day := mentoring.Today(a.Who, monday)
	want := mentoring.SentMails{Days: []calendar.Date{day}, AtOnce: []calendar.Date{day.AddDays(1)}}
	diff(t, "Agenda().Sent", a.Sent, want)
}
