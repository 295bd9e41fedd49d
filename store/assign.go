package store

import (
	"context"
	"errors"
	"slices"
	"time"

	"milepost/mentoring"
)

// Assignment says whose words a message holds and what it answers, by the
// operator's word. The zero Assignment is none.
type Assignment struct {
	Person   mentoring.PersonID // with a Delivery, 0: whoever that went to
	Delivery int64              // 0: the message answers no mail of ours
	Pair     mentoring.PairID   // whose section it is about, 0: none in particular
}

// Why a message cannot be assigned.
var (
	ErrNotHeld     = errors.New("it is not held")
	ErrNoMail      = errors.New("there is no such mail of ours")
	ErrOtherPerson = errors.New("that mail went to somebody else")
	ErrNotTheirs   = errors.New("they are not in that pair, or that mail is not about it")
	ErrWhichPair   = errors.New("they are in several pairs")
	ErrPairOver    = errors.New("the pair is over")
	ErrErased      = errors.New("it is erased")
)

// Assign decides whose words a message holds: it is New again and marked as
// Released, and is read as the person's. A message that was filed as automatic
// mail may be assigned, too. It returns ErrNotFound for a message that is not
// there, and otherwise one of the errors above.
func (s *Store) Assign(ctx context.Context, id int64, to Assignment, line AuditLine, now time.Time) error {
	err := s.write(ctx, func(t tx) error {
		m, err := one(t, scanMessage, selectMessages+` WHERE id = ?`, id)
		if err != nil {
			return err
		}
		if !slices.Contains([]MessageState{Held, Poison, Filed}, m.State) {
			return ErrNotHeld
		}
		erased, err := one(t, column[bool], `SELECT erased IS NOT NULL FROM messages WHERE id = ?`, id)
		if err != nil || erased {
			return errors.Join(err, when(erased, ErrErased))
		}
		if to, err = s.settled(t, to); err != nil {
			return err
		}
		err = t.must(`
			UPDATE messages SET state = ?, attempts = 0, released = ?, settled = NULL,
				assigned_person = ?, assigned_delivery = ?, assigned_pair = ?
			WHERE id = ?`, New, stamp(now), ref(to.Person), ref(to.Delivery), ref(to.Pair), id)
		if err != nil {
			return err
		}
		line.At, line.Person, line.Pair = now, to.Person, to.Pair
		return insertAudit(t, line)
	})
	return about(err, "message", id)
}

// settled fills in what an assignment leaves open, and checks it.
func (s *Store) settled(t tx, to Assignment) (Assignment, error) {
	var pairs []mentoring.PairID
	if to.Delivery != 0 {
		d, err := s.loadDelivery(t, to.Delivery)
		switch {
		case isNotFound(err):
			return to, ErrNoMail
		case err != nil:
			return to, err
		case to.Person != 0 && to.Person != d.Person:
			return to, ErrOtherPerson
		case !d.Erased.IsZero():
			return to, ErrErased
		}
		to.Person, pairs = d.Person, d.Pairs
	}
	who, err := loadPerson(t, to.Person)
	if err != nil {
		return to, about(err, "person", to.Person)
	}
	if !who.Erased.IsZero() {
		return to, ErrErased
	}
	records, err := loadRecordsOf(t, to.Person)
	if err != nil {
		return to, err
	}
	open, over := 0, 0
	for _, r := range records {
		id := r.Pair.ID
		if to.Pair != 0 && id != to.Pair || to.Delivery != 0 && !slices.Contains(pairs, id) {
			continue
		}
		if r.Pair.State.Over() {
			over++
		} else {
			open++
		}
	}
	switch {
	case open == 0 && over == 0 && (to.Pair != 0 || to.Delivery == 0):
		return to, ErrNotTheirs
	case open == 0 && over > 0:
		return to, ErrPairOver
	case open > 1 && to.Delivery == 0:
		return to, ErrWhichPair
	}
	return to, nil
}

// when is the error if the condition holds.
func when(condition bool, err error) error {
	if condition {
		return err
	}
	return nil
}
