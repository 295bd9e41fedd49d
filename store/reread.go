package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"milepost/mentoring"
	words "milepost/mentoring/reading"
)

// Read is how a message was read.
type Read struct {
	Section mentoring.PairID // whose section it answered, 0: none in particular
	Proven  bool             // of a stray mail: its sender was
	Said    []Said
}

// Said is what a message said to one mail of ours, about one pair.
type Said struct {
	Delivery int64 // whose questions; 0: none
	Pair     mentoring.PairID
	Earlier  bool // it was not that mail that the message answered
	Reading  words.Reading
}

// keepReading keeps how a message was read.
func (s *Store) keepReading(t tx, message int64, was Read) error {
	if len(was.Said) == 0 {
		return nil
	}
	text, err := json.Marshal(was)
	if err != nil {
		return fmt.Errorf("encode a reading: %w", err)
	}
	return t.exec(`UPDATE message_bytes SET reading = ? WHERE message = ?`, s.squeezer.squeeze(text), message)
}

// ReadingOf returns how a message was read when it was recorded, or when it was
// read again last; nothing of one that was not, or is erased.
func (s *Store) ReadingOf(ctx context.Context, message int64) (was Read, err error) {
	err = s.read(ctx, func(t tx) error {
		packed, err := one(t, column[[]byte], `SELECT reading FROM message_bytes WHERE message = ?`, message)
		if err != nil {
			return err
		}
		text, err := s.squeezer.unfold(packed)
		if err != nil || len(text) == 0 {
			return err
		}
		return json.Unmarshal(text, &was)
	})
	return was, about(err, "message", message)
}

// ErrNotRecorded says that a message has no place in the record.
var ErrNotRecorded = errors.New("it is not recorded")

// Reread changes what a recorded message has brought into the record, after it
// was read again: it loads the records of its author, has read say what changes,
// and applies that, with is as the reading from now on, all in one transaction.
// Nobody is told and nobody counts as heard: the message is as old as it was.
func (s *Store) Reread(ctx context.Context, message int64, is Read, now time.Time,
	read func(records []mentoring.Record, who mentoring.Person) ([]mentoring.Change, error),
) error {
	err := s.write(ctx, func(t tx) error {
		m, err := one(t, scanMessage, selectMessages+` WHERE id = ?`, message)
		if err != nil {
			return err
		}
		if m.State != Recorded {
			return ErrNotRecorded
		}
		who, err := loadPerson(t, m.Person)
		if err != nil {
			return about(err, "person", m.Person)
		}
		records, err := loadRecordsOf(t, m.Person)
		if err != nil {
			return err
		}
		changes, err := read(records, who)
		if err != nil {
			return fmt.Errorf("read: %w", err)
		}
		for _, c := range changes {
			if err := apply(t, c, message, now); err != nil {
				return err
			}
		}
		return s.keepReading(t, message, is)
	})
	return about(err, "message", message)
}
