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

// maxSweeps is how many sweeps try for a message that is listed and not there.
const maxSweeps = 20

// unfetchedFact is the name under which they are kept between sweeps. Databases
// hold it: it stays as it was.
const unfetchedFact = "absent messages"

// unfetched are messages that the server listed without having their bytes.
// The cursor passes them by, so that they hold nobody up; each sweep tries for
// them again.
type unfetched struct {
	UIDValidity uint32
	Sweeps      map[uint32]int // by UID: in how many sweeps they were not there
}

func (d *Daemon) unfetched(ctx context.Context, uidvalidity uint32) (a unfetched, err error) {
	a = unfetched{UIDValidity: uidvalidity, Sweeps: map[uint32]int{}}
	text, err := d.Store.Recall(ctx, unfetchedFact)
	if errors.Is(err, store.ErrNotFound) {
		return a, nil
	}
	if err != nil {
		return a, err
	}
	var kept unfetched
	if err := json.Unmarshal([]byte(text), &kept); err != nil {
		return a, fmt.Errorf("read which messages were absent: %w", err)
	}
	if kept.UIDValidity == uidvalidity && kept.Sweeps != nil {
		a.Sweeps = kept.Sweeps
	}
	return a, nil
}

// rememberUnfetched keeps those that are to be tried again.
func (d *Daemon) rememberUnfetched(ctx context.Context, a unfetched) error {
	maps.DeleteFunc(a.Sweeps, func(_ uint32, n int) bool { return n >= maxSweeps })
	text, err := json.Marshal(a)
	if err != nil {
		return err
	}
	if kept, err := d.Store.Recall(ctx, unfetchedFact); err == nil && kept == string(text) {
		return nil
	}
	return d.Store.Remember(ctx, unfetchedFact, string(text))
}

// missed counts one more sweep without the message, and returns the count.
func (a unfetched) missed(uid uint32) int {
	a.Sweeps[uid]++
	return a.Sweeps[uid]
}

// listed returns them as the server had listed them. Their sizes are not known
// any more.
func (a unfetched) listed() []mail.Listed {
	var out []mail.Listed
	for _, uid := range slices.Sorted(maps.Keys(a.Sweeps)) {
		out = append(out, mail.Listed{UID: uid, Size: -1})
	}
	return out
}
