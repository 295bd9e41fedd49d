package calendar

import (
	"fmt"
	"time"
)

const (
	dateLayout = "2006-01-02"
	daySeconds = 24 * 60 * 60
)

// A Date is a day in nobody's time zone. The zero Date is no date at all. Dates
// can be compared with == and used as map keys.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// NewDate returns the date of year, month and day. Values outside their usual
// ranges are carried over as in [time.Date]: 31 November becomes 1 December.
func NewDate(year int, month time.Month, day int) Date {
	return dateOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// ParseDate reads a date such as "2026-11-21". Other forms are refused.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(dateLayout, s)
	if err != nil || len(s) != len(dateLayout) || t.Year() < 1 {
		return Date{}, fmt.Errorf("date %.40q is not of the form 2026-11-21", s)
	}
	return dateOf(t), nil
}

// dateOf returns the date that t shows in its own location.
func dateOf(t time.Time) Date {
	year, month, day := t.Date()
	return Date{Year: year, Month: month, Day: day}
}

// utc returns midnight of d in UTC, used for counting only.
func (d Date) utc() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

// String returns d as "2026-11-21", and "" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d == Date{} }

// IsValid reports whether d is a day that exists: 30 February does not, and
// neither does the zero Date.
func (d Date) IsValid() bool { return d.Year >= 1 && d.Year <= 9999 && d == dateOf(d.utc()) }

// Weekday returns the day of the week of d.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// AddDays returns the date n days after d, or before it if n is negative.
func (d Date) AddDays(n int) Date { return NewDate(d.Year, d.Month, d.Day+n) }

// AddMonths returns the same day n months later. Where that month is too short
// it returns the month's last day: one month after 31 January is 28 February.
func (d Date) AddMonths(n int) Date {
	month := MonthOf(d).Add(n)
	return month.First().AddDays(min(d.Day, month.Last().Day) - 1)
}

// Sub returns the number of days from other to d, negative if d is earlier.
func (d Date) Sub(other Date) int {
	return int((d.utc().Unix() - other.utc().Unix()) / daySeconds)
}

// Compare returns -1 if d is before other, +1 if it is after, and 0 if they are
// the same day.
func (d Date) Compare(other Date) int { return d.utc().Compare(other.utc()) }

// Before reports whether d is earlier than other.
func (d Date) Before(other Date) bool { return d.Compare(other) < 0 }

// After reports whether d is later than other.
func (d Date) After(other Date) bool { return d.Compare(other) > 0 }

// MarshalText writes d as [Date.String] does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what [ParseDate] reads. Empty text is the zero Date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
