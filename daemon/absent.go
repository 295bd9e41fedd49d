package daemon

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"milepost/mail"
	"milepost/store"
)

// maxAbsent is how many sweeps try for a message that is listed and not there.
const maxAbsent = 20

// absentFact is the name under which absentees are kept between sweeps.
const absentFact = "absent messages"

// absentees are messages that the server listed without having their bytes.
// The cursor passes them by, so that they hold nobody up; each sweep tries for
// them again.
type absentees struct {
	UIDValidity uint32
	Sweeps      map[uint32]int // by UID: in how many sweeps they were not there
}

func (d *Daemon) absentees(ctx context.Context, uidvalidity uint32) (a absentees, err error) {
	a = absentees{UIDValidity: uidvalidity, Sweeps: map[uint32]int{}}
	text, err := d.Store.Recall(ctx, absentFact)
	if errors.Is(err, store.ErrNotFound) {
		return a, nil
	}
	if err != nil {
		return a, err
	}
	var kept absentees
	if err := json.Unmarshal([]byte(text), &kept); err != nil {
		return a, fmt.Errorf("read which messages were absent: %w", err)
	}
	if kept.UIDValidity == uidvalidity && kept.Sweeps != nil {
		a.Sweeps = kept.Sweeps
	}
	return a, nil
}

// rememberAbsentees keeps those that are to be tried again.
func (d *Daemon) rememberAbsentees(ctx context.Context, a absentees) error {
	maps.DeleteFunc(a.Sweeps, func(_ uint32, n int) bool { return n >= maxAbsent })
	text, err := json.Marshal(a)
	if err != nil {
		return err
	}
	if kept, err := d.Store.Recall(ctx, absentFact); err == nil && kept == string(text) {
		return nil
	}
	return d.Store.Remember(ctx, absentFact, string(text))
}

// missed counts one more sweep without the message, and returns the count.
func (a absentees) missed(uid uint32) int {
	a.Sweeps[uid]++
	return a.Sweeps[uid]
}

// listed returns them as the server had listed them. Their sizes are not known
// any more.
func (a absentees) listed() []mail.Listed {
	var out []mail.Listed
	for _, uid := range slices.Sorted(maps.Keys(a.Sweeps)) {
		out = append(out, mail.Listed{UID: uid, Size: -1})
	}
	return out
}
