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
	// maxEvery bounds "every n-th".
	maxEvery = 120
	// horizonYears is how far ahead a cadence is looked for before it counts
	// as one that never comes.
	horizonYears = 40
	// cronYears is how far ahead the cron library looks in one call.
	cronYears = 5
	// widestShift is more, in minutes, than any clock was ever moved at once:
	// a whole day where a country changed sides of the date line.
	widestShift = 25 * 60
)

// A Unit is what "every n-th" counts.
type Unit string

// The units of a cadence.
const (
	Weeks  Unit = "week"
	Months Unit = "month"
)

// A Cadence is a rhythm on the wall clock: a cron expression, of which only
// every n-th week or month counts, in step with an anchor date. The anchor sets
// the step and is no start: times before it belong to the cadence too.
//
// The cron expression knows no zone, so a clock change neither drops nor doubles
// a time. If both day fields are set, cron takes either: "0 9 1 * MON" is the
// first of the month and every Monday.
//
// The zero Cadence never comes.
type Cadence struct {
	spec     string
	schedule *cron.SpecSchedule
	every    int
	unit     Unit
	anchor   Date
}

var fiveFields = cron.NewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow)

// ParseCadence reads a cron expression of five fields (minute, hour, day of the
// month, month, day of the week), to be used every n-th week or month counted
// from the one that anchor lies in. With every = 1 the anchor may be zero.
//
// It refuses a time zone in the expression, @every and its relatives, and any
// cadence that would never come.
func ParseCadence(spec string, every int, unit Unit, anchor Date) (Cadence, error) {
	schedule, err := parseSpec(spec)
	if err != nil {
		return Cadence{}, err
	}
	switch {
	case unit != Weeks && unit != Months:
		return Cadence{}, fmt.Errorf("unit %.40q is neither week nor month", string(unit))
	case every < 1 || every > maxEvery:
		return Cadence{}, fmt.Errorf("every %d %ss: the number must be from 1 to %d", every, unit, maxEvery)
	case every > 1 && !anchor.IsValid():
		return Cadence{}, fmt.Errorf("every %d %ss needs a date to count from", every, unit)
	}
	c := Cadence{spec: strings.TrimSpace(spec), schedule: schedule, every: every, unit: unit, anchor: anchor}
	from := anchor
	if !from.IsValid() {
		from = Date{Year: 2000, Month: time.January, Day: 1}
	}
	if _, ok := c.Next(Civil{Date: from}); !ok {
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

// String returns the cadence as "0 14 * * FRI every 2 weeks from 2026-11-23".
func (c Cadence) String() string {
	switch {
	case c.every <= 1:
		return c.spec
	default:
		return fmt.Sprintf("%s every %d %ss from %s", c.spec, c.every, c.unit, c.anchor)
	}
}

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
			wait := c.wait(dateOf(next))
			if wait == 0 {
				return civilOf(next), true
			}
			t = c.periodStart(dateOf(next), wait).utc().Add(-time.Second)
		}
	}
}

// Latest returns the last time of the cadence at or before the given one. It
// returns false if there was none in 40 years.
func (c Cadence) Latest(at Civil) (Civil, bool) {
	// "The next one after x is not after at" holds for every x before the last
	// time and for none from there on: first widen, then halve.
	found := func(back int) (Civil, bool) {
		next, ok := c.Next(at.Add(-back))
		return next, ok && !next.After(at)
	}
	near, far := 0, 1
	latest, ok := found(far)
	for !ok {
		near, far = far, far*2
		if far > horizonYears*366*dayMinutes {
			return Civil{}, false
		}
		latest, ok = found(far)
	}
	for far-near > 1 {
		middle := (near + far) / 2
		if next, ok := found(middle); ok {
			far, latest = middle, next
		} else {
			near = middle
		}
	}
	return latest, true
}

// NextInstant returns the first time of the cadence whose instant in loc is
// after the given one, and that instant in UTC. Where the clocks skip or repeat
// an hour [At] decides, so every time of the cadence has exactly one instant.
func (c Cadence) NextInstant(after time.Time, loc *time.Location) (Civil, time.Time, bool) {
	// A time in the skipped hour lies before the wall time it moved to.
	due := Local(after, loc).Add(-widestShift)
	for {
		var ok bool
		if due, ok = c.Next(due); !ok {
			return Civil{}, time.Time{}, false
		}
		if instant := At(due, loc); instant.After(after) {
			return due, instant, true
		}
	}
}

// LatestInstant returns the last time of the cadence whose instant in loc is not
// after the given one, and that instant in UTC.
func (c Cadence) LatestInstant(now time.Time, loc *time.Location) (Civil, time.Time, bool) {
	// In the second pass of a repeated hour, later wall times have been already.
	due := Local(now, loc).Add(widestShift)
	for {
		var ok bool
		if due, ok = c.Latest(due); !ok {
			return Civil{}, time.Time{}, false
		}
		if instant := At(due, loc); !instant.After(now) {
			return due, instant, true
		}
		due = due.Add(-1)
	}
}

// wait returns how many weeks or months lie between d and the next one that
// counts; 0 if that of d does.
func (c Cadence) wait(d Date) int {
	if c.every == 1 {
		return 0
	}
	passed := WeekOf(d).Sub(WeekOf(c.anchor))
	if c.unit == Months {
		passed = MonthOf(d).Sub(MonthOf(c.anchor))
	}
	return floorMod(-passed, c.every)
}

// periodStart returns the first day of the week or month that is n after d's.
func (c Cadence) periodStart(d Date, n int) Date {
	if c.unit == Months {
		return MonthOf(d).Add(n).First()
	}
	return WeekOf(d).Add(n).Monday()
}
