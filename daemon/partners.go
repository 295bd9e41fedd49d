package daemon

import (
	"context"
	"errors"

	"milepost/mentoring"
	"milepost/store"
)

// partners returns the names of those whom a person is in these pairs with, so
// that a step can be put to them by name. A pair that is gone has none.
func (d *Daemon) partners(ctx context.Context, who mentoring.PersonID, pairs []mentoring.PairID) (names []string, err error) {
	for _, id := range pairs {
		outline, err := d.Store.Outline(ctx, id)
		switch {
		case errors.Is(err, store.ErrNotFound):
			continue
		case err != nil:
			return nil, err
		}
		names = append(names, outline.PartnerOf(who).Name)
	}
	return names, nil
}
