package store

import (
	"context"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// Status is how things stand, in numbers and times.
type Status struct {
	People   int
	Pairs    map[mentoring.PairState]int
	Outbox   map[DeliveryState]int
	Messages map[MessageState]int
	// Oldest is when the mail was queued that has waited longest.
	Oldest       time.Time
	LastSent     time.Time
	LastReceived time.Time
	// LastReply is when something was last recorded.
	LastReply time.Time
	// NextPair and NextPerson are when the planner looks next; DuePairs and
	// DuePeople wait already.
	NextPair, NextPerson time.Time
	DuePairs, DuePeople  int
	// NextPrompt is when the next planned prompt is due.
	NextPrompt time.Time
	// Receipts wait to be sent or settled.
	Receipts int
	// Dead are addresses from which mail came back for good.
	Dead int
	// Replies were recorded lately, and the author of Unclear of them was asked
	// what they meant.
	Replies, Unclear int
	// ToErase are people who asked to be erased.
	ToErase int
	// ToMove are messages that do not lie in their folder.
	ToMove int
}

// Lately is how far back Status counts replies.
const Lately = 90 * 24 * time.Hour

// Status returns how things stand.
func (s *Store) Status(ctx context.Context, now time.Time) (st Status, err error) {
	err = s.read(ctx, func(t tx) error {
		if st.Pairs, err = tally[mentoring.PairState](t, `SELECT state, count(*) FROM pairs GROUP BY state`); err != nil {
			return err
		}
		if st.Outbox, err = tally[DeliveryState](t, `SELECT state, count(*) FROM deliveries GROUP BY state`); err != nil {
			return err
		}
		if st.Messages, err = tally[MessageState](t, `SELECT state, count(*) FROM messages GROUP BY state`); err != nil {
			return err
		}
		_, err = one(t, func(r row) (struct{}, error) {
			return struct{}{}, r.Scan(&st.People, instant(&st.Oldest), instant(&st.LastSent), instant(&st.LastReceived), instant(&st.LastReply),
				instant(&st.NextPair), instant(&st.NextPerson), &st.DuePairs, &st.DuePeople,
				instant(&st.NextPrompt), &st.Receipts, &st.Dead, &st.ToErase, &st.ToMove, &st.Replies, &st.Unclear)
		}, `
			SELECT
				(SELECT count(*) FROM people WHERE erased IS NULL),
				(SELECT min(queued) FROM deliveries WHERE state = ?),
				(SELECT max(settled) FROM deliveries WHERE state = ?),
				(SELECT max(archived) FROM messages),
				(SELECT max(settled) FROM messages WHERE state = ?),
				(SELECT min(look_at) FROM pairs),
				(SELECT min(look_at) FROM people),
				(SELECT count(*) FROM pairs WHERE look_at <= ?4),
				(SELECT count(*) FROM people WHERE look_at <= ?4),
				(SELECT min(due) FROM prompts WHERE state = ?5),
				(SELECT count(*) FROM receipts WHERE settled IS NULL),
				(SELECT count(*) FROM addresses WHERE dead IS NOT NULL),
				(SELECT count(*) FROM people WHERE erase_asked IS NOT NULL AND erased IS NULL),
				(SELECT count(*) FROM messages WHERE folder <> place AND place_uid > 0),
				(SELECT count(*) FROM messages WHERE state = ?3 AND settled > ?6),
				(SELECT count(*) FROM messages WHERE state = ?3 AND settled > ?6 AND unclear)`,
			Queued, Sent, Recorded, stamp(now), ritual.Planned, stamp(now.Add(-Lately)))
		return err
	})
	return st, err
}

// tally returns how many rows there are of each state.
func tally[S ~string](t tx, query string) (map[S]int, error) {
	counts := map[S]int{}
	_, err := all(t, func(r row) (struct{}, error) {
		var state S
		var n int
		err := r.Scan(&state, &n)
		counts[state] = n
		return struct{}{}, err
	}, query)
	return counts, err
}
