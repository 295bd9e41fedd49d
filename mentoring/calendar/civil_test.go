package calendar

import (
	"testing"
	"time"
	_ "time/tzdata" // tests must not depend on the zone files of the machine
)

// changingZones are zones whose clocks change in all the ways that clocks do:
// by half an hour, at midnight, over midnight, at odd minutes, twice a year
// around Ramadan, and never.
var changingZones = []string{
	"Europe/Berlin", "Europe/Lisbon", "Europe/Warsaw", "America/New_York",
	"America/Santiago", "America/Nuuk", "America/Havana", "Africa/Cairo",
	"Africa/Casablanca", "Asia/Beirut", "Asia/Kolkata", "Australia/Lord_Howe",
	"Pacific/Chatham",
}

func mustZone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func TestAt(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		zone, civil, want string
	}{
		// The clocks skip an hour, half an hour, midnight, a whole day.
		{"Europe/Berlin", "2027-03-28 02:30", "2027-03-28 03:30 CEST"},
		{"America/New_York", "2027-03-14 02:30", "2027-03-14 03:30 EDT"},
		{"Pacific/Chatham", "2027-09-26 02:45", "2027-09-26 03:45 +1345"},
		{"Pacific/Chatham", "2027-09-26 03:30", "2027-09-26 04:30 +1345"},
		{"Australia/Lord_Howe", "2027-10-03 02:15", "2027-10-03 02:45 +11"},
		{"Australia/Lord_Howe", "2027-10-03 02:30", "2027-10-03 02:30 +11"},
		{"Africa/Cairo", "2027-04-30 00:00", "2027-04-30 01:00 EEST"},
		{"America/Santiago", "2027-09-05 00:00", "2027-09-05 01:00 -03"},
		{"America/Nuuk", "2027-03-27 23:30", "2027-03-28 00:30 -01"},
		{"Pacific/Apia", "2011-12-30 09:00", "2011-12-31 09:00 +14"},
		// They repeat an hour or half an hour: the first one counts.
		{"Europe/Berlin", "2027-10-31 02:30", "2027-10-31 02:30 CEST"},
		{"Europe/Lisbon", "2027-10-31 01:00", "2027-10-31 01:00 WEST"},
		{"America/New_York", "2027-11-07 01:30", "2027-11-07 01:30 EDT"},
		{"Pacific/Chatham", "2027-04-04 03:30", "2027-04-04 03:30 +1345"},
		{"Australia/Lord_Howe", "2027-04-04 01:45", "2027-04-04 01:45 +11"},
		{"America/Havana", "2027-11-07 00:30", "2027-11-07 00:30 CDT"},
		// Nothing special, also on the day of a change.
		{"Europe/Berlin", "2027-03-28 01:59", "2027-03-28 01:59 CET"},
		{"Europe/Berlin", "2027-03-28 03:00", "2027-03-28 03:00 CEST"},
		{"Europe/Berlin", "2027-10-31 03:00", "2027-10-31 03:00 CET"},
		{"Australia/Lord_Howe", "2027-10-03 09:00", "2027-10-03 09:00 +11"},
		{"Asia/Kolkata", "2027-03-28 02:30", "2027-03-28 02:30 IST"},
		{"UTC", "2027-03-28 02:30", "2027-03-28 02:30 UTC"},
	} {
		loc := mustZone(t, tt.zone)
		got := At(mustCivil(t, tt.civil), loc)
		if shown := got.In(loc).Format("2006-01-02 15:04 MST"); shown != tt.want {
			t.Errorf("At(%s, %s) = %s, want %s", tt.civil, tt.zone, shown, tt.want)
		}
		if got.Location() != time.UTC {
			t.Errorf("At(%s, %s) is in %v, want UTC", tt.civil, tt.zone, got.Location())
		}
	}
}

// TestAtIsSound walks a year of quarter hours in every zone. A wall time that
// exists is shown by its instant, and no earlier instant shows it.
func TestAtIsSound(t *testing.T) {
	t.Parallel()
	for _, zone := range changingZones {
		loc := mustZone(t, zone)
		first := make(map[Civil]time.Time)
		start := time.Date(2027, time.January, 1, 0, 0, 0, 0, time.UTC)
		for n := range 365 * 96 {
			instant := start.Add(time.Duration(n) * 15 * time.Minute)
			civil := Local(instant, loc)
			if _, seen := first[civil]; !seen {
				first[civil] = instant
			}
		}
		for civil, want := range first {
			// The walk may have begun inside a repeated hour.
			if civil.Date.Sub(DateIn(start, loc)) < 2 {
				continue
			}
			if got := At(civil, loc); !got.Equal(want) {
				t.Errorf("At(%v, %s) = %v, want %v", civil, zone, got, want)
			}
		}
	}
}

func TestCivilCounts(t *testing.T) {
	t.Parallel()
	noon := mustCivil(t, "2026-11-21 12:00")
	if got := noon.Add(-721).String(); got != "2026-11-20 23:59" {
		t.Errorf("Add(-721) = %s, want 2026-11-20 23:59", got)
	}
	if later := noon.Add(1); !later.After(noon) || noon.Compare(noon) != 0 {
		t.Errorf("%v and %v are not in order", noon, later)
	}
	lisbon := mustZone(t, "Europe/Lisbon")
	instant := time.Date(2026, time.November, 21, 23, 59, 59, 0, time.UTC)
	if got := Local(instant, mustZone(t, "Europe/Warsaw")).String(); got != "2026-11-22 00:59" {
		t.Errorf("Local() = %s, want 2026-11-22 00:59", got)
	}
	if got := DateIn(instant, lisbon).String(); got != "2026-11-21" {
		t.Errorf("DateIn() = %s, want 2026-11-21", got)
	}
}
