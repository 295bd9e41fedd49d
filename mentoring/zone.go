package mentoring

import (
	"sync"
	"time"
)

// zones holds the zones that were loaded: reading one from its file each time
// would cost more than the planning itself.
var zones sync.Map

// zone returns a zone by its IANA name, UTC where it cannot be loaded.
func zone(name string) *time.Location {
	if loc, ok := zones.Load(name); ok {
		return loc.(*time.Location)
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC
	}
	zones.Store(name, loc)
	return loc
}
