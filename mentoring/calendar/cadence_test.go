package calendar

import (
	"strings"
	"testing"
	"time"
)

func mustCadence(t testing.TB, spec string, every int, unit Unit, anchor string) Cadence {
	t.Helper()
	var from Date
	if anchor != "" {
		from = mustDate(t, anchor)
	}
	c, err := ParseCadence(spec, every, unit, from)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestParseCadenceRefuses(t *testing.T) {
	t.Parallel()
	anchor := NewDate(2026, time.November, 23)
	for _, tt := range []struct {
		spec  string
		every int
		unit  Unit
		from  Date
		want  string
	}{
		{"", 1, Weeks, anchor, "empty"},
		{"CRON_TZ=Europe/Berlin 0 9 * * *", 1, Weeks, anchor, "time zone"},
		{"CRON_TZ=Europe/Berlin", 1, Weeks, anchor, "time zone"},
		{"  tz=UTC 0 9 * * *", 1, Weeks, anchor, "time zone"},
		{"@every 336h", 1, Weeks, anchor, "five fields"},
		{"@weekly", 1, Weeks, anchor, "five fields"},
		{"0 9 * *", 1, Weeks, anchor, "5 fields"},
		{"0 0 9 * * *", 1, Weeks, anchor, "5 fields"},
		{"0 25 * * *", 1, Weeks, anchor, "25"},
		{"0 9 * * 7", 1, Weeks, anchor, "7"},
		{"0 9 31 2 *", 1, Weeks, anchor, "never comes"},
		{"0 9 30 2 *", 2, Months, anchor, "never comes"},
		{"0 9 1 1 *", 12, Months, anchor, "never comes"},
		{"0 9 * * MON", 0, Weeks, anchor, "from 1 to"},
		{"0 9 * * MON", -1, Weeks, anchor, "from 1 to"},
		{"0 9 * * MON", 1000, Weeks, anchor, "from 1 to"},
		{"0 9 * * MON", 1, "day", anchor, "neither week nor month"},
		{"0 9 * * MON", 2, Weeks, Date{}, "date to count from"},
		{strings.Repeat("1,", 100) + "1 9 * * *", 1, Weeks, anchor, "longer than"},
	} {
		got, err := ParseCadence(tt.spec, tt.every, tt.unit, tt.from)
		if err == nil || !strings.Contains(err.Error(), tt.want) || !got.IsZero() {
			t.Errorf("ParseCadence(%q, %d, %s) = %v, %v, want an error with %q", tt.spec, tt.every, tt.unit, got, err, tt.want)
		}
	}
}

func TestCadenceNext(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		spec   string
		every  int
		unit   Unit
		anchor string
		after  string
		want   string // the next three, or fewer
	}{
		{"0 14 * * FRI", 1, Weeks, "", "2026-11-21 12:00", "2026-11-27 14:00, 2026-12-04 14:00, 2026-12-11 14:00"},
		{"0 14 * * FRI", 1, Weeks, "", "2026-11-27 14:00", "2026-12-04 14:00"},
		{"0 14 * * FRI", 1, Weeks, "", "2026-11-27 13:59", "2026-11-27 14:00"},
		{"0 14 * * FRI", 2, Weeks, "2026-11-23", "2026-11-21 12:00", "2026-11-27 14:00, 2026-12-11 14:00, 2026-12-25 14:00"},
		{"0 14 * * FRI", 2, Weeks, "2026-11-29", "2026-11-21 12:00", "2026-11-27 14:00"},
		{"0 14 * * FRI", 2, Weeks, "2026-11-30", "2026-11-21 12:00", "2026-12-04 14:00"},
		// The anchor gives the step, not the start; week 53 is no trap.
		{"0 14 * * FRI", 2, Weeks, "2027-01-04", "2026-12-01 00:00", "2026-12-11 14:00, 2026-12-25 14:00, 2027-01-08 14:00"},
		{"30 8 * * MON,THU", 3, Weeks, "2026-11-23", "2026-11-23 09:00", "2026-11-26 08:30, 2026-12-14 08:30, 2026-12-17 08:30"},
		{"0 9 1 * *", 1, Months, "", "2026-11-21 12:00", "2026-12-01 09:00, 2027-01-01 09:00"},
		{"0 9 1 * *", 3, Months, "2026-11-21", "2026-11-21 12:00", "2027-02-01 09:00, 2027-05-01 09:00"},
		{"0 9 31 * *", 1, Months, "", "2026-11-21 12:00", "2026-12-31 09:00, 2027-01-31 09:00, 2027-03-31 09:00"},
		{"0 9 29 2 *", 1, Months, "", "2096-03-01 00:00", "2104-02-29 09:00"},
		{"0 9 29 2 *", 5, Months, "2026-11-21", "2026-11-21 12:00", "2028-02-29 09:00"},
		{"0 9 1 * MON", 1, Months, "", "2026-11-24 12:00", "2026-11-30 09:00, 2026-12-01 09:00, 2026-12-07 09:00"},
	} {
		cadence := mustCadence(t, tt.spec, tt.every, tt.unit, tt.anchor)
		at := mustCivil(t, tt.after)
		for want := range strings.SplitSeq(tt.want, ", ") {
			got, ok := cadence.Next(at)
			if !ok || got.String() != want {
				t.Errorf("%v: Next(%v) = %v, %v, want %s", cadence, at, got, ok, want)
			}
			at = got
		}
	}
}

func TestCadenceLatest(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		spec   string
		every  int
		unit   Unit
		anchor string
		at     string
		want   string
	}{
		{"0 14 * * FRI", 1, Weeks, "", "2026-11-27 14:00", "2026-11-27 14:00"},
		{"0 14 * * FRI", 1, Weeks, "", "2026-11-27 13:59", "2026-11-20 14:00"},
		{"0 14 * * FRI", 2, Weeks, "2026-11-23", "2026-12-10 10:00", "2026-11-27 14:00"},
		{"0 14 * * FRI", 2, Weeks, "2026-11-23", "2026-11-20 15:00", "2026-11-13 14:00"},
		{"0 9 1 * *", 3, Months, "2026-11-21", "2027-01-31 12:00", "2026-11-01 09:00"},
		{"0 9 29 2 *", 1, Months, "", "2027-06-01 00:00", "2024-02-29 09:00"},
		{"0 9 29 2 *", 1, Months, "", "2104-02-28 00:00", "2096-02-29 09:00"},
		{"* * * 1 *", 1, Months, "", "2026-12-24 12:00", "2026-01-31 23:59"},
		{"* * * * *", 1, Weeks, "", "2026-12-24 12:00", "2026-12-24 12:00"},
	} {
		cadence := mustCadence(t, tt.spec, tt.every, tt.unit, tt.anchor)
		if got, ok := cadence.Latest(mustCivil(t, tt.at)); !ok || got.String() != tt.want {
			t.Errorf("%v: Latest(%s) = %v, %v, want %s", cadence, tt.at, got, ok, tt.want)
		}
	}
	if got, ok := (Cadence{}).Latest(mustCivil(t, "2026-11-21 12:00")); ok {
		t.Errorf("zero Cadence: Latest() = %v, true, want false", got)
	}
	if got, ok := (Cadence{}).Next(mustCivil(t, "2026-11-21 12:00")); ok {
		t.Errorf("zero Cadence: Next() = %v, true, want false", got)
	}
}

// TestCadenceOverClockChanges walks two years of daily times in all zones: one
// per wall-clock day, always later than the one before, whatever the clocks do.
func TestCadenceOverClockChanges(t *testing.T) {
	t.Parallel()
	specs := []string{"0 0 * * *", "15 0 * * *", "30 1 * * *", "0 2 * * *", "30 2 * * *", "45 2 * * *", "0 3 * * *", "30 3 * * *", "0 9 * * *", "30 23 * * *"}
	for _, zone := range changingZones {
		loc := mustZone(t, zone)
		for _, spec := range specs {
			cadence := mustCadence(t, spec, 1, Weeks, "")
			day := NewDate(2027, time.January, 1)
			now := At(Civil{Date: day.AddDays(-1), Clock: NewClock(23, 45)}, loc)
			for ; day.Year < 2029; day = day.AddDays(1) {
				due, instant, ok := cadence.NextInstant(now, loc)
				if !ok || due.Date != day || !instant.After(now) {
					t.Fatalf("%s %q: NextInstant(%v) = %v, %v, %v, want one on %v", zone, spec, now, due, instant, ok, day)
				}
				now = instant
				if offsetAt(now.Add(-48*time.Hour), loc) == offsetAt(now.Add(48*time.Hour), loc) {
					continue // looking back is slower and tells nothing far from a change
				}
				if latest, at, ok := cadence.LatestInstant(instant, loc); !ok || latest != due || !at.Equal(instant) {
					t.Fatalf("%s %q: LatestInstant(%v) = %v, %v, %v, want %v", zone, spec, instant, latest, at, ok, due)
				}
				if latest, _, ok := cadence.LatestInstant(instant.Add(-time.Second), loc); !ok || latest.Date != day.AddDays(-1) {
					t.Fatalf("%s %q: LatestInstant(just before %v) = %v, %v, want one on %v", zone, spec, instant, latest, ok, day.AddDays(-1))
				}
			}
		}
	}
}

// TestCadenceAnyWakeUp asks at every half hour of a year,
// as a daemon does that is restarted at odd times: the answer is the same.
func TestCadenceAnyWakeUp(t *testing.T) {
	t.Parallel()
	for _, zone := range changingZones {
		loc := mustZone(t, zone)
		cadence := mustCadence(t, "30 2 * * *", 1, Weeks, "")
		start := time.Date(2027, time.January, 1, 12, 0, 0, 0, time.UTC)
		next, instant, _ := cadence.NextInstant(start, loc)
		for n := range 365 * 48 {
			now := start.Add(time.Duration(n) * 30 * time.Minute)
			got, at, ok := cadence.NextInstant(now, loc)
			if !now.Before(instant) {
				next, instant = got, at
			}
			if !ok || got != next || !at.Equal(instant) || !at.After(now) {
				t.Fatalf("%s: NextInstant(%v) = %v, %v, want %v, %v", zone, now, got, at, next, instant)
			}
		}
	}
}

func FuzzParseCadence(f *testing.F) {
	f.Add("0 14 * * FRI", 1, "week", "2026-11-23")
	f.Add("CRON_TZ=Europe/Berlin", 1, "week", "2026-11-23")
	f.Add("0 9 29 2 *", 5, "month", "2026-11-21")
	f.Add("*/7 1-5/2 1,2 JAN-MAR SUN-TUE", 3, "month", "2026-11-21")
	f.Fuzz(func(t *testing.T, spec string, every int, unit, anchor string) {
		from, err := ParseDate(anchor)
		if err != nil {
			from = NewDate(2026, time.November, 23)
		}
		cadence, err := ParseCadence(spec, every, Unit(unit), from)
		if err != nil {
			return
		}
		start := Civil{Date: from}
		next, ok := cadence.Next(start)
		if !ok || !next.After(start) {
			t.Fatalf("%v: Next(%v) = %v, %v", cadence, start, next, ok)
		}
		if latest, ok := cadence.Latest(next); !ok || latest != next {
			t.Fatalf("%v: Latest(%v) = %v, %v", cadence, next, latest, ok)
		}
	})
}

func BenchmarkCadenceNextInstant(b *testing.B) {
	cadence := mustCadence(b, "0 14 * * FRI", 2, Weeks, "2026-11-23")
	loc := mustZone(b, "Europe/Lisbon")
	now := time.Date(2026, time.November, 21, 12, 0, 0, 0, time.UTC)
	for b.Loop() {
		cadence.NextInstant(now, loc)
	}
}

func BenchmarkCadenceLatestInstant(b *testing.B) {
	cadence := mustCadence(b, "0 14 * * FRI", 2, Weeks, "2026-11-23")
	loc := mustZone(b, "Europe/Lisbon")
	now := time.Date(2026, time.November, 21, 12, 0, 0, 0, time.UTC)
	for b.Loop() {
		cadence.LatestInstant(now, loc)
	}
}
