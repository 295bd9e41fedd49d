package store

import (
	"context"
	"time"

	"milepost/mentoring"
)

// RequestKind is what a request asks the coordinator to approve.
type RequestKind string

// The kinds of request.
const (
	PairRequest RequestKind = "pair" // two people as a pair; the mentor was asked by the mentee
	NoteRequest RequestKind = "note" // a note of the leader's to all
)

// Request is something that waits for the yes of whoever looks after a program.
// Nobody but the coordinator and its author hears of it before.
type Request struct {
	ID      int64
	Kind    RequestKind
	Program int64
	Author  mentoring.PersonID
	// Name and Address are the mentor's, of a PairRequest.
	Name, Address string
	Text          string // of a NoteRequest
	At            time.Time
	Decided       time.Time // zero: it waits
	Yes           bool
	Done          time.Time // when all that it caused was queued
}

// AddRequest adds a request and returns its id.
func (s *Store) AddRequest(ctx context.Context, r Request, now time.Time) (id int64, err error) {
	err = s.write(ctx, func(t tx) error {
		id, err = t.insert(`INSERT INTO requests (kind, program, author, name, address, text, at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			r.Kind, r.Program, r.Author, r.Name, r.Address, r.Text, stamp(now))
		return err
	})
	return id, err
}

// Request returns a request, or ErrNotFound.
func (s *Store) Request(ctx context.Context, id int64) (r Request, err error) {
	err = s.read(ctx, func(t tx) error {
		r, err = one(t, scanRequest, selectRequests+` WHERE id = ?`, id)
		return err
	})
	return r, about(err, "request", id)
}

// Requests returns those that wait for a yes or, with approved, those that have
// it and whose consequences are not all queued.
func (s *Store) Requests(ctx context.Context, approved bool) (requests []Request, err error) {
	err = s.read(ctx, func(t tx) error {
		requests, err = all(t, scanRequest, selectRequests+` WHERE (decided IS NOT NULL) = ?1 AND (?1 = 0 OR yes = 1 AND done IS NULL) ORDER BY id`, approved)
		return err
	})
	return requests, err
}

// Decide says yes or no to a request. One that was decided already is
// ErrDuplicate.
func (s *Store) Decide(ctx context.Context, id int64, yes bool, line AuditLine, now time.Time) error {
	err := s.write(ctx, func(t tx) error {
		n, err := t.change(`UPDATE requests SET decided = ?, yes = ? WHERE id = ? AND decided IS NULL`, stamp(now), yes, id)
		if err == nil && n == 0 {
			err = ErrDuplicate
		}
		if err != nil {
			return err
		}
		line.At = now
		return insertAudit(t, line)
	})
	return about(err, "request", id)
}

// RequestDone notes that all that a request caused was queued. Its words and the
// address in it are not needed any more, and are erased.
func (s *Store) RequestDone(ctx context.Context, id int64, now time.Time) error {
	err := s.write(ctx, func(t tx) error {
		return t.must(`UPDATE requests SET done = ?, name = '', address = '', text = '' WHERE id = ?`, stamp(now), id)
	})
	return about(err, "request", id)
}

const selectRequests = `SELECT id, kind, program, author, name, address, text, at, decided, yes, done FROM requests`

func scanRequest(r row) (x Request, err error) {
	err = r.Scan(&x.ID, &x.Kind, &x.Program, &x.Author, &x.Name, &x.Address, &x.Text, instant(&x.At), instant(&x.Decided), &x.Yes, instant(&x.Done))
	return x, err
}
