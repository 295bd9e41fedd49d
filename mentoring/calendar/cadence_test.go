package calendar

import (
	"strings"
	"testing"
	"time"
)

func mustCadence(t testing.TB, spec string) Cadence {
	t.Helper()
	c, err := ParseCadence(spec)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestParseCadenceRefuses(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ spec, want string }{
		{"", "empty"},
		{"CRON_TZ=Europe/Berlin 0 9 * * *", "time zone"},
		{"CRON_TZ=Europe/Berlin", "time zone"},
		{"  tz=UTC 0 9 * * *", "time zone"},
		{"@every 336h", "five fields"},
		{"@weekly", "five fields"},
		{"0 9 * *", "5 fields"},
		{"0 0 9 * * *", "5 fields"},
		{"0 25 * * *", "25"},
		{"0 9 * * 7", "7"},
		{"0 9 31 2 *", "never comes"},
		{strings.Repeat("1,", 100) + "1 9 * * *", "longer than"},
	} {
		got, err := ParseCadence(tt.spec)
		if err == nil || !strings.Contains(err.Error(), tt.want) || !got.IsZero() {
			t.Errorf("ParseCadence(%q) = %v, %v, want an error with %q", tt.spec, got, err, tt.want)
		}
	}
}

func TestCadenceNext(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ spec, after, want string }{
		{"0 14 * * FRI", "2026-11-21 12:00", "2026-11-27 14:00, 2026-12-04 14:00, 2026-12-11 14:00"},
		{"0 14 * * FRI", "2026-11-27 14:00", "2026-12-04 14:00"},
		{"0 14 * * FRI", "2026-11-27 13:59", "2026-11-27 14:00"},
		{"30 8 * * MON,THU", "2026-11-23 09:00", "2026-11-26 08:30, 2026-11-30 08:30"},
		{"0 9 1 * *", "2026-11-21 12:00", "2026-12-01 09:00, 2027-01-01 09:00"},
		{"0 9 31 * *", "2026-11-21 12:00", "2026-12-31 09:00, 2027-01-31 09:00, 2027-03-31 09:00"},
		{"0 9 29 2 *", "2096-03-01 00:00", "2104-02-29 09:00"},
		{"0 9 1 * MON", "2026-11-24 12:00", "2026-11-30 09:00, 2026-12-01 09:00, 2026-12-07 09:00"},
	} {
		cadence := mustCadence(t, tt.spec)
		at := mustCivil(t, tt.after)
		for want := range strings.SplitSeq(tt.want, ", ") {
			got, ok := cadence.Next(at)
			if !ok || got.String() != want {
				t.Errorf("%v: Next(%v) = %v, %v, want %s", cadence, at, got, ok, want)
			}
			at = got
		}
	}
	if got, ok := (Cadence{}).Next(mustCivil(t, "2026-11-21 12:00")); ok {
		t.Errorf("zero Cadence: Next() = %v, true, want false", got)
	}
}

// TestCadenceOverClockChanges walks two years of daily times in all zones: one
// per wall-clock day, at an instant later than the one before, whatever the
// clocks do.
func TestCadenceOverClockChanges(t *testing.T) {
	t.Parallel()
	specs := []string{"0 0 * * *", "15 0 * * *", "30 1 * * *", "0 2 * * *", "30 2 * * *", "45 2 * * *", "0 3 * * *", "30 3 * * *", "0 9 * * *", "30 23 * * *"}
	for _, zone := range changingZones {
		loc := mustZone(t, zone)
		for _, spec := range specs {
			cadence := mustCadence(t, spec)
			day := NewDate(2027, time.January, 1)
			due := Civil{Date: day.AddDays(-1), Clock: NewClock(23, 45)}
			now := At(due, loc)
			for ; day.Year < 2029; day = day.AddDays(1) {
				next, ok := cadence.Next(due)
				if !ok || next.Date != day || !At(next, loc).After(now) {
					t.Fatalf("%s %q: Next(%v) = %v, %v, want one on %v, after %v", zone, spec, due, next, ok, day, now)
				}
				due, now = next, At(next, loc)
			}
		}
	}
}

func FuzzParseCadence(f *testing.F) {
	f.Add("0 14 * * FRI")
	f.Add("CRON_TZ=Europe/Berlin")
	f.Add("0 9 29 2 *")
	f.Add("*/7 1-5/2 1,2 JAN-MAR SUN-TUE")
	f.Fuzz(func(t *testing.T, spec string) {
		cadence, err := ParseCadence(spec)
		if err != nil {
			return
		}
		start := Civil{Date: NewDate(2026, time.November, 23)}
		if next, ok := cadence.Next(start); !ok || !next.After(start) {
			t.Fatalf("%v: Next(%v) = %v, %v", cadence, start, next, ok)
		}
	})
}

func BenchmarkCadenceNext(b *testing.B) {
	cadence := mustCadence(b, "0 14 * * FRI")
	now := mustCivil(b, "2026-11-21 12:00")
	for b.Loop() {
		cadence.Next(now)
	}
}
