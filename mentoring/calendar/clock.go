package calendar

import "fmt"

const dayMinutes = 24 * 60

// A Clock is a time of day in whole minutes since midnight, 0 to 1439.
type Clock int

// NewClock returns the time of day of hour and minute. Minutes beyond the hour
// are carried over, and so are hours beyond the day.
func NewClock(hour, minute int) Clock {
	return Clock(floorMod(hour*60+minute, dayMinutes))
}

// ParseClock reads a time of day on the 24-hour clock, such as "14:00" or
// "8:30".
func ParseClock(s string) (Clock, error) {
	bad := fmt.Errorf("time %.40q is not of the form 14:00", s)
	var digits [4]int
	switch len(s) {
	case len("8:30"):
		s = "0" + s
	case len("14:00"):
	default:
		return 0, bad
	}
	for i, at := range [4]int{0, 1, 3, 4} {
		if s[at] < '0' || s[at] > '9' {
			return 0, bad
		}
		digits[i] = int(s[at] - '0')
	}
	hour, minute := digits[0]*10+digits[1], digits[2]*10+digits[3]
	if s[2] != ':' || hour > 23 || minute > 59 {
		return 0, bad
	}
	return NewClock(hour, minute), nil
}

// Hour returns the hour of c, 0 to 23.
func (c Clock) Hour() int { return int(c) / 60 }

// Minute returns the minute of c within its hour, 0 to 59.
func (c Clock) Minute() int { return int(c) % 60 }

// String returns c as "08:30".
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", c.Hour(), c.Minute()) }

// MarshalText writes c as [Clock.String] does.
func (c Clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads what [ParseClock] reads.
func (c *Clock) UnmarshalText(text []byte) error {
	parsed, err := ParseClock(string(text))
	if err != nil {
		return err
	}
	*c = parsed
	return nil
}

// floorMod returns the remainder of a by n that is never negative.
func floorMod(a, n int) int { return ((a % n) + n) % n }
