package calendar

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

const (
	// maxSpec bounds the length of a cron expression.
	maxSpec = 120
	// horizonYears is how far ahead a cadence is looked for before it counts
	// as one that never comes.
	horizonYears = 40
	// cronYears is how far ahead the cron library looks in one call.
	cronYears = 5
)

// A Cadence is a rhythm on the wall clock: a cron expression. Every how many
// weeks it is obeyed is for its user to say.
//
// The cron expression knows no zone, so a clock change neither drops nor doubles
// a time: [At] finds the one instant of each. If both day fields are set, cron
// takes either: "0 9 1 * MON" is the first of the month and every Monday.
//
// The zero Cadence never comes.
type Cadence struct {
	spec     string
	schedule *cron.SpecSchedule
}

var fiveFields = cron.NewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow)

// ParseCadence reads a cron expression of five fields: minute, hour, day of the
// month, month, day of the week.
//
// It refuses a time zone in the expression, @every and its relatives, and any
// cadence that would never come.
func ParseCadence(spec string) (Cadence, error) {
	schedule, err := parseSpec(spec)
	if err != nil {
		return Cadence{}, err
	}
	c := Cadence{spec: strings.TrimSpace(spec), schedule: schedule}
	if _, ok := c.Next(Civil{Date: NewDate(2000, time.January, 1)}); !ok {
		return Cadence{}, fmt.Errorf("schedule %q never comes", c)
	}
	return c, nil
}

// parseSpec parses a cron expression and keeps all zones out of it.
func parseSpec(spec string) (schedule *cron.SpecSchedule, err error) {
	// The cron parser panics on some input, for one "CRON_TZ=x" without fields.
	defer func() {
		if recover() != nil {
			schedule, err = nil, fmt.Errorf("schedule %q cannot be read", spec)
		}
	}()
	spec = strings.TrimSpace(spec)
	upper := strings.ToUpper(spec)
	switch {
	case spec == "":
		return nil, errors.New("schedule is empty")
	case len(spec) > maxSpec:
		return nil, fmt.Errorf("schedule is longer than %d characters", maxSpec)
	case strings.HasPrefix(upper, "CRON_TZ="), strings.HasPrefix(upper, "TZ="):
		return nil, fmt.Errorf("schedule %q names a time zone; the person's own zone is used", spec)
	case strings.HasPrefix(spec, "@"):
		return nil, fmt.Errorf(`schedule %q is not supported; write five fields such as "0 14 * * FRI"`, spec)
	}
	parsed, err := fiveFields.Parse(spec)
	if err != nil {
		return nil, fmt.Errorf("schedule %q: %w", spec, err)
	}
	schedule, ok := parsed.(*cron.SpecSchedule)
	if !ok {
		return nil, fmt.Errorf("schedule %q cannot be read", spec)
	}
	schedule.Location = time.UTC
	return schedule, nil
}

// String returns the cron expression.
func (c Cadence) String() string { return c.spec }

// IsZero reports whether c is no cadence.
func (c Cadence) IsZero() bool { return c.schedule == nil }

// Next returns the first time of the cadence after the given one. It returns
// false if none comes within 40 years.
func (c Cadence) Next(after Civil) (Civil, bool) {
	if c.IsZero() {
		return Civil{}, false
	}
	limit := after.Date.Year + horizonYears
	t := after.utc()
	for {
		next := c.schedule.Next(t)
		switch {
		case max(t.Year(), next.Year()) > limit:
			return Civil{}, false
		case next.IsZero():
			// The library gave up after its own five years.
			t = time.Date(t.Year()+cronYears, time.January, 1, 0, 0, 0, 0, time.UTC).Add(-time.Second)
		default:
			return civilOf(next), true
		}
	}
}

// Reschedule returns a cron expression with another day of the week, 1 for
// Monday to 7 for Sunday (0: as it was), and where timed is true another time. An
// expression that is not of five fields is returned as it is.
func Reschedule(spec string, weekday int, at Clock, timed bool) string {
	fields := strings.Fields(spec)
	if len(fields) != 5 {
		return spec
	}
	if timed {
		fields[0], fields[1] = fmt.Sprint(at.Minute()), fmt.Sprint(at.Hour())
	}
	if weekday > 0 {
		fields[2], fields[4] = "*", fmt.Sprint(weekday%7)
	}
	return strings.Join(fields, " ")
}
