package calendar

import (
	"fmt"
	"strings"
	"time"
)

// offsetReach is how far from a wall time its two possible offsets are looked
// up: more than the largest distance of any zone from UTC plus a shift.
const offsetReach = 26 * time.Hour

// A Civil is a moment as a wall clock and a wall calendar show it, in nobody's
// time zone. Civils can be compared with ==.
type Civil struct {
	Date  Date
	Clock Clock
}

// ParseCivil reads a moment such as "2026-11-21 14:00".
func ParseCivil(s string) (Civil, error) {
	day, clock, ok := strings.Cut(s, " ")
	if !ok {
		return Civil{}, fmt.Errorf("moment %.40q is not of the form 2026-11-21 14:00", s)
	}
	date, err := ParseDate(day)
	if err != nil {
		return Civil{}, err
	}
	at, err := ParseClock(clock)
	if err != nil {
		return Civil{}, err
	}
	return Civil{Date: date, Clock: at}, nil
}

// civilOf returns what t shows in its own location, seconds dropped.
func civilOf(t time.Time) Civil {
	return Civil{Date: dateOf(t), Clock: NewClock(t.Hour(), t.Minute())}
}

// utc returns c as if the wall clock hung in UTC, used for counting only.
func (c Civil) utc() time.Time {
	return c.Date.utc().Add(time.Duration(c.Clock) * time.Minute)
}

// String returns c as "2026-11-21 14:00", and "" for the zero Civil.
func (c Civil) String() string {
	if c.IsZero() {
		return ""
	}
	return c.Date.String() + " " + c.Clock.String()
}

// IsZero reports whether c is no moment.
func (c Civil) IsZero() bool { return c == Civil{} }

// Add returns the wall time n minutes after c, or before it if n is negative.
// It counts on the wall clock and knows no summer time.
func (c Civil) Add(minutes int) Civil {
	return civilOf(c.utc().Add(time.Duration(minutes) * time.Minute))
}

// Compare returns -1 if c is before other on the wall clock, +1 if it is after,
// and 0 if they are the same.
func (c Civil) Compare(other Civil) int { return c.utc().Compare(other.utc()) }

// After reports whether c is later than other on the wall clock.
func (c Civil) After(other Civil) bool { return c.Compare(other) > 0 }

// MarshalText writes what [ParseCivil] reads, and nothing for the zero Civil.
func (c Civil) MarshalText() ([]byte, error) {
	if c.IsZero() {
		return nil, nil
	}
	return []byte(c.String()), nil
}

// UnmarshalText reads what [ParseCivil] reads. Empty text is the zero Civil.
func (c *Civil) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*c = Civil{}
		return nil
	}
	parsed, err := ParseCivil(string(text))
	if err != nil {
		return err
	}
	*c = parsed
	return nil
}

// At returns the instant, in UTC, at which the clocks of loc show c.
//
// A wall time that the clocks skip in spring is read with the offset from
// before the change, so it moves forward by as much as the clocks do: 02:30
// becomes 03:30. A wall time that comes twice in autumn means the first.
//
// [time.Date] promises neither, so it is not used here.
func At(c Civil, loc *time.Location) time.Time {
	wall := c.utc()
	before := offsetAt(wall.Add(-offsetReach), loc)
	after := offsetAt(wall.Add(offsetReach), loc)

	// Of two offsets the larger one gives the earlier instant.
	for _, offset := range [2]time.Duration{max(before, after), min(before, after)} {
		instant := wall.Add(-offset)
		if offsetAt(instant, loc) == offset {
			return instant
		}
	}
	return wall.Add(-before)
}

// offsetAt returns how far the clocks of loc are ahead of UTC at instant.
func offsetAt(instant time.Time, loc *time.Location) time.Duration {
	_, seconds := instant.In(loc).Zone()
	return time.Duration(seconds) * time.Second
}

// Local returns what the clocks of loc show at t, seconds dropped.
func Local(t time.Time, loc *time.Location) Civil { return civilOf(t.In(loc)) }

// DateIn returns the date that the calendars of loc show at t.
func DateIn(t time.Time, loc *time.Location) Date { return dateOf(t.In(loc)) }
