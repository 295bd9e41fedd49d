package phrase

import (
	"testing"
	"time"
	_ "time/tzdata" // tests must not depend on the zone files of the machine

	"milepost/mentoring/calendar"
)

func TestFormat(t *testing.T) {
	t.Parallel()
	l := en(t)
	friday := calendar.NewDate(2026, 11, 27)
	for _, tt := range []struct{ name, got, want string }{
		{"ShortDate", l.ShortDate(friday), "Fri 27 Nov"},
		{"ShortDateYear", l.ShortDateYear(friday), "Fri 27 Nov 2026"},
		{"LongDate", l.LongDate(friday), "Friday 27 November"},
		{"NearDate", l.NearDate(friday, today), "Fri 27 Nov"},
		{"NearDate, months ahead", l.NearDate(friday, today.AddMonths(-5)), "Fri 27 Nov"},
		{"NearDate, far ahead", l.NearDate(friday, today.AddMonths(-7)), "Fri 27 Nov 2026"},
		{"NearDate, long ago", l.NearDate(friday, today.AddMonths(7)), "Fri 27 Nov 2026"},
		{"DateRange", l.DateRange(friday.AddDays(-4), friday), "23–27 Nov"},
		{"DateRange over months", l.DateRange(friday, friday.AddDays(7)), "27 Nov – 4 Dec"},
		{"DateRange of one day", l.DateRange(friday, friday), "Fri 27 Nov"},
		{"Weekday", l.Weekday(time.Friday), "Friday"},
		{"Time", l.Time(calendar.NewClock(17, 0)), "17:00"},
		{"ShortDate of no date", l.ShortDate(calendar.Date{}), ""},
		{"City", l.City("Europe/Lisbon"), "Lisbon"},
		{"City in two words", l.City("America/Argentina/Buenos_Aires"), "Buenos Aires"},
		{"City of no city", l.City("UTC"), "UTC"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s = %q, want %q", tt.name, tt.got, tt.want)
		}
	}
}

func TestTimes(t *testing.T) {
	t.Parallel()
	zones := make(map[string]*time.Location)
	for _, name := range []string{"Europe/Lisbon", "Europe/Warsaw", "Asia/Tokyo"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		zones[name] = zone
	}
	lisbon, warsaw, tokyo := zones["Europe/Lisbon"], zones["Europe/Warsaw"], zones["Asia/Tokyo"]
	instant := time.Date(2026, time.December, 4, 17, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		zones []*time.Location
		want  string
	}{
		{[]*time.Location{lisbon}, "17:00 Lisbon"},
		{[]*time.Location{lisbon, lisbon}, "17:00 Lisbon"},
		{[]*time.Location{lisbon, warsaw}, "17:00 Lisbon, 18:00 Warsaw"},
		{[]*time.Location{lisbon, tokyo}, "17:00 Lisbon, Sat 02:00 Tokyo"},
		{nil, ""},
	} {
		if got := en(t).Times(instant, tt.zones...); got != tt.want {
			t.Errorf("Times(%v) = %q, want %q", tt.zones, got, tt.want)
		}
	}
}

// TestFormatsReadBack shows in every language that a date which Milepost writes
// is understood when somebody types it again, on every day of four years.
func TestFormatsReadBack(t *testing.T) {
	t.Parallel()
	for _, language := range Languages() {
		l, _ := Lookup(language)
		for n := range 4 * 366 {
			date := today.AddDays(n)
			for _, written := range []string{l.ShortDateYear(date), date.String(), l.NearDate(date, today)} {
				day, rest, ok := l.Date(written, today)
				if !ok || day.Date != date || day.Ambiguous() || rest != "" {
					t.Fatalf("%s: Date(%q) = %v or %v, %q, %v, want %v", language, written, day.Date, day.Or, rest, ok, date)
				}
			}
			moment, rest, ok := l.Moment(l.ShortDateYear(date)+" "+l.Time(calendar.NewClock(5, 0)), today)
			if !ok || moment.At.Date != date || moment.At.Clock != calendar.NewClock(5, 0) || moment.Ambiguous() || rest != "" {
				t.Fatalf("%s: Moment on %v = %v, %q, %v", language, date, moment.At, rest, ok)
			}
		}
	}
}

func TestTablesAreComplete(t *testing.T) {
	t.Parallel()
	for _, language := range Languages() {
		l, _ := Lookup(language)
		used := make(map[class]bool)
		for _, m := range l.senses {
			for _, s := range m.senses {
				used[s.class] = true
			}
		}
		for c := weekdayName; c <= outOf; c++ { // those behind it are not in every language
			if !used[c] {
				t.Errorf("%s: class %d has no word", language, c)
			}
		}
		for name, layout := range map[string]string{
			"short": l.layouts.short, "shortYear": l.layouts.shortYear, "long": l.layouts.long,
			"sameMonth": l.layouts.sameMonth, "twoMonths": l.layouts.twoMonths,
			"timeIn": l.layouts.timeIn, "dayTimeIn": l.layouts.dayTimeIn, "separator": l.layouts.separator,
		} {
			if layout == "" {
				t.Errorf("%s: layout %s is empty", language, name)
			}
		}
	}
}
