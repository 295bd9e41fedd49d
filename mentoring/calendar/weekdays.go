package calendar

import (
	"fmt"
	"strings"
	"time"
)

// WorkingWeek is Monday to Friday.
const WorkingWeek Weekdays = 1<<time.Monday | 1<<time.Tuesday | 1<<time.Wednesday | 1<<time.Thursday | 1<<time.Friday

// Weekdays is a set of days of the week. The zero value is the empty set.
type Weekdays uint8

// weekdayNames are the names in configuration files, Monday first.
var weekdayNames = [7]string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

// NewWeekdays returns the set of the given days.
func NewWeekdays(days ...time.Weekday) Weekdays {
	var set Weekdays
	for _, day := range days {
		set |= 1 << day
	}
	return set
}

// ParseWeekdays reads a set of days such as "mon-fri" or "mon,tue,thu". A range
// may run over the weekend, as in "sun-thu". At least one day is needed.
func ParseWeekdays(s string) (Weekdays, error) {
	var set Weekdays
	for part := range strings.SplitSeq(strings.ToLower(s), ",") {
		from, to, ranged := strings.Cut(part, "-")
		first, ok := weekdayIndex(from)
		last := first
		if ok && ranged {
			last, ok = weekdayIndex(to)
		}
		if !ok {
			return 0, fmt.Errorf("weekdays %.40q are not of the form mon-fri or mon,tue,thu", s)
		}
		for i := first; ; i = (i + 1) % 7 {
			set |= 1 << ((i + 1) % 7)
			if i == last {
				break
			}
		}
	}
	return set, nil
}

// weekdayIndex returns the place of a day's name in weekdayNames. Longer forms
// of the English name are accepted.
func weekdayIndex(s string) (int, bool) {
	s = strings.TrimSpace(s)
	for i, name := range weekdayNames {
		full := strings.ToLower(time.Weekday((i + 1) % 7).String())
		if strings.HasPrefix(s, name) && strings.HasPrefix(full, s) {
			return i, true
		}
	}
	return 0, false
}

// Has reports whether day is in the set.
func (w Weekdays) Has(day time.Weekday) bool { return w&(1<<day) != 0 }

// Len returns the number of days in the set.
func (w Weekdays) Len() int {
	n := 0
	for day := time.Sunday; day <= time.Saturday; day++ {
		if w.Has(day) {
			n++
		}
	}
	return n
}

// String returns the set in the form that [ParseWeekdays] reads, Monday first,
// with three days or more in a row written as a range.
func (w Weekdays) String() string {
	var parts []string
	for i := 0; i < 7; i++ {
		end := i
		for end < 7 && w.Has(time.Weekday((end+1)%7)) {
			end++
		}
		switch run := end - i; {
		case run >= 3:
			parts = append(parts, weekdayNames[i]+"-"+weekdayNames[end-1])
			i = end
		case run > 0:
			parts = append(parts, weekdayNames[i])
		}
	}
	return strings.Join(parts, ",")
}

// MarshalText writes w as [Weekdays.String] does.
func (w Weekdays) MarshalText() ([]byte, error) { return []byte(w.String()), nil }

// UnmarshalText reads what [ParseWeekdays] reads.
func (w *Weekdays) UnmarshalText(text []byte) error {
	parsed, err := ParseWeekdays(string(text))
	if err != nil {
		return err
	}
	*w = parsed
	return nil
}
