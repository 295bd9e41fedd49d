package ritual

import (
	"strconv"
	"strings"
)

// SessionPeriod is the period of the rounds around a session, by the session's
// entry. It is no date: what is asked around a session was not asked for by
// anybody, and waits for its turn.
func SessionPeriod(entry int64) string { return "s" + strconv.FormatInt(entry, 10) }

// NewsPeriod is the period of the round that tells of a session's n-th change,
// or, where no is true, that one of the two cannot come then.
func NewsPeriod(entry int64, n int, no bool) string {
	period := SessionPeriod(entry) + "." + strconv.Itoa(n)
	if no {
		period += ".no"
	}
	return period
}

// SessionOf returns the entry of the session that a period names; ok is false
// for any other period.
func SessionOf(period string) (entry int64, ok bool) {
	digits, found := strings.CutPrefix(period, "s")
	if !found {
		return 0, false
	}
	digits, _, _ = strings.Cut(digits, ".")
	entry, err := strconv.ParseInt(digits, 10, 64)
	return entry, err == nil && entry > 0
}
