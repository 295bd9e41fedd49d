package calendar

import (
	"fmt"
	"strconv"
	"time"
)

// A Week is an ISO week: it starts on Monday and belongs to the year that holds
// its Thursday. Weeks can be compared with ==.
type Week struct {
	Year int
	Week int
}

// WeekOf returns the ISO week that d lies in.
func WeekOf(d Date) Week {
	year, week := d.utc().ISOWeek()
	return Week{Year: year, Week: week}
}

// ParseWeek reads an ISO week such as "2026-W48". A week that its year does not
// have is refused.
func ParseWeek(s string) (Week, error) {
	bad := fmt.Errorf("week %.40q is not of the form 2026-W48", s)
	if len(s) != len("2026-W48") || s[4:6] != "-W" {
		return Week{}, bad
	}
	year, err := strconv.ParseUint(s[:4], 10, 16)
	if err != nil || year == 0 {
		return Week{}, bad
	}
	number, err := strconv.ParseUint(s[6:], 10, 8)
	if err != nil {
		return Week{}, bad
	}
	week := Week{Year: int(year), Week: int(number)}
	if WeekOf(week.Monday()) != week {
		return Week{}, fmt.Errorf("week %s does not exist", s)
	}
	return week, nil
}

// String returns w as "2026-W48".
func (w Week) String() string { return fmt.Sprintf("%04d-W%02d", w.Year, w.Week) }

// IsZero reports whether w is no week.
func (w Week) IsZero() bool { return w == Week{} }

// Monday returns the first day of w.
func (w Week) Monday() Date {
	// The fourth of January is always in the first ISO week.
	fourth := NewDate(w.Year, time.January, 4)
	return fourth.AddDays(-daysSinceMonday(fourth) + (w.Week-1)*7)
}

// Sunday returns the last day of w.
func (w Week) Sunday() Date { return w.Monday().AddDays(6) }

// On returns the given weekday of w.
func (w Week) On(day time.Weekday) Date {
	return w.Monday().AddDays(floorMod(int(day)-int(time.Monday), 7))
}

// Add returns the week n weeks after w, or before it if n is negative.
func (w Week) Add(n int) Week { return WeekOf(w.Monday().AddDays(7 * n)) }

// Next returns the week after w.
func (w Week) Next() Week { return w.Add(1) }

// Prev returns the week before w.
func (w Week) Prev() Week { return w.Add(-1) }

// Sub returns the number of weeks from other to w, negative if w is earlier.
func (w Week) Sub(other Week) int { return w.Monday().Sub(other.Monday()) / 7 }

// MarshalText writes w as [Week.String] does.
func (w Week) MarshalText() ([]byte, error) { return []byte(w.String()), nil }

// UnmarshalText reads what [ParseWeek] reads.
func (w *Week) UnmarshalText(text []byte) error {
	parsed, err := ParseWeek(string(text))
	if err != nil {
		return err
	}
	*w = parsed
	return nil
}

// daysSinceMonday returns how many days d is after the Monday of its week.
func daysSinceMonday(d Date) int { return floorMod(int(d.Weekday())-int(time.Monday), 7) }
