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

// TestFormatInEveryLanguage shows the forms that each language writes.
func TestFormatInEveryLanguage(t *testing.T) {
	t.Parallel()
	friday, first := calendar.NewDate(2025, 11, 28), calendar.NewDate(2026, 1, 1)
	for language, want := range map[string][4]string{
		"en":    {"Fri 28 Nov", "Friday 28 November", "24–28 Nov", "Thu 1 Jan 2026"},
		"de":    {"Fr., 28. Nov.", "Freitag, 28. November", "24.–28. Nov.", "Do., 1. Jan. 2026"},
		"de-AT": {"Fr., 28. Nov.", "Freitag, 28. November", "24.–28. Nov.", "Do., 1. Jän. 2026"},
		"fr":    {"ven. 28 nov.", "vendredi 28 novembre", "24–28 nov.", "jeu. 1er janv. 2026"},
		"es":    {"vie 28 nov", "viernes, 28 de noviembre", "24–28 nov", "jue 1 ene 2026"},
		"pt":    {"sex., 28 nov.", "sexta-feira, 28 de novembro", "24–28 nov.", "qui., 1 jan. 2026"},
		"it":    {"ven 28 nov", "venerdì 28 novembre", "24–28 nov", "gio 1º gen 2026"},
		"nl":    {"vr 28 nov", "vrijdag 28 november", "24–28 nov", "do 1 jan 2026"},
		"pl":    {"pt., 28 lis", "piątek, 28 listopada", "24–28 lis", "czw., 1 sty 2026"},
	} {
		l, _ := Lookup(language)
		got := [4]string{l.ShortDate(friday), l.LongDate(friday), l.DateRange(friday.AddDays(-4), friday), l.ShortDateYear(first)}
		if got != want {
			t.Errorf("%s writes %q, want %q", language, got, want)
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
	for _, language := range append(Languages(), "de-AT", "en-US") {
		l, _ := Lookup(language)
		for n := range 4 * 366 {
			date := today.AddDays(n)
			all := []string{l.ShortDateYear(date), date.String(), l.NearDate(date, today)}
			if n < 350 {
				all = append(all, l.ShortDate(date), l.LongDate(date))
				written := l.DateRange(date, date.AddDays(9))
				if span, rest, ok := l.Span(written, today); !ok || span != (Span{date, date.AddDays(9)}) || rest != "" {
					t.Fatalf("%s: Span(%q) = %v to %v, %q, %v, want from %v", language, written, span.From, span.To, rest, ok, date)
				}
			}
			for _, written := range all {
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
