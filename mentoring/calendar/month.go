package calendar

import (
	"fmt"
	"time"
)

// A Month is one month of one year. Months can be compared with ==.
type Month struct {
	Year  int
	Month time.Month
}

// MonthOf returns the month that d lies in.
func MonthOf(d Date) Month { return Month{Year: d.Year, Month: d.Month} }

// String returns m as "2026-11".
func (m Month) String() string { return fmt.Sprintf("%04d-%02d", m.Year, int(m.Month)) }

// First returns the first day of m.
func (m Month) First() Date { return NewDate(m.Year, m.Month, 1) }

// Last returns the last day of m.
func (m Month) Last() Date { return NewDate(m.Year, m.Month+1, 0) }

// Add returns the month n months after m, or before it if n is negative.
func (m Month) Add(n int) Month { return MonthOf(NewDate(m.Year, m.Month+time.Month(n), 1)) }

// A Quarter is a calendar quarter, 1 to 4, of one year. Quarters can be
// compared with ==.
type Quarter struct {
	Year    int
	Quarter int
}

// QuarterOf returns the quarter that d lies in.
func QuarterOf(d Date) Quarter {
	return Quarter{Year: d.Year, Quarter: (int(d.Month) + 2) / 3}
}

// String returns q as "2026-Q4".
func (q Quarter) String() string { return fmt.Sprintf("%04d-Q%d", q.Year, q.Quarter) }

// First returns the first day of q.
func (q Quarter) First() Date { return NewDate(q.Year, time.Month(q.Quarter*3-2), 1) }

// Last returns the last day of q.
func (q Quarter) Last() Date { return NewDate(q.Year, time.Month(q.Quarter*3+1), 0) }

// Add returns the quarter n quarters after q, or before it if n is negative.
func (q Quarter) Add(n int) Quarter { return QuarterOf(q.First().AddMonths(3 * n)) }
