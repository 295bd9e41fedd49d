package postoffice

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// letter is a message on its way.
type letter struct {
	due      time.Time
	from, to string
	raw      []byte
}

// Post sends a message that arrives at a later time, as [Office.Deliver] would
// deliver it then to each recipient: a reply that somebody writes on Tuesday
// evening. It lies until a [Office.Turn] at or after due.
func (o *Office) Post(due time.Time, from string, to []string, raw []byte) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, t := range to {
		o.letters = append(o.letters, letter{due: due, from: from, to: t, raw: raw})
	}
}

// Turn delivers what is due at now, each with its own due time as the arrival,
// in order of time and then of posting. It returns when the next is due, or the
// zero time if nothing is on its way. A letter to nobody here is dropped and
// reported; the others are delivered all the same.
func (o *Office) Turn(now time.Time) (next time.Time, err error) {
	for {
		l, ok := o.takeDue(now)
		if !ok {
			break
		}
		if e := o.deliverAt(l.due, l.from, l.to, l.raw); e != nil {
			err = errors.Join(err, fmt.Errorf("posted for %s: %w", l.due.Format(time.RFC3339), e))
		}
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if i := o.earliest(); i >= 0 {
		next = o.letters[i].due
	}
	return next, err
}

func (o *Office) takeDue(now time.Time) (letter, bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	i := o.earliest()
	if i < 0 || o.letters[i].due.After(now) {
		return letter{}, false
	}
	l := o.letters[i]
	o.letters = slices.Delete(o.letters, i, i+1)
	return l, true
}

// earliest is the index of the letter that is due first, or -1.
func (o *Office) earliest() int {
	first := -1
	for i, l := range o.letters {
		if first < 0 || l.due.Before(o.letters[first].due) {
			first = i
		}
	}
	return first
}
