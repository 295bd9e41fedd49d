package calendar

import (
	"testing"
	"time"
)

func mustDate(t testing.TB, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func mustCivil(t testing.TB, s string) Civil {
	t.Helper()
	c, err := ParseCivil(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestParseDate(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in   string
		want Date
		ok   bool
	}{
		{"2026-11-21", Date{Year: 2026, Month: time.November, Day: 21}, true},
		{"2028-02-29", Date{Year: 2028, Month: time.February, Day: 29}, true},
		{"2027-02-29", Date{}, false},
		{"2026-1-2", Date{}, false},
		{"2026-13-01", Date{}, false},
		{"0000-01-01", Date{}, false},
		{"2026-11-21 ", Date{}, false},
		{"", Date{}, false},
		{"21.11.2026", Date{}, false},
	} {
		got, err := ParseDate(tt.in)
		if got != tt.want || (err == nil) != tt.ok {
			t.Errorf("ParseDate(%q) = %v, %v, want %v, ok %v", tt.in, got, err, tt.want, tt.ok)
		}
		if tt.ok && got.String() != tt.in {
			t.Errorf("ParseDate(%q).String() = %q", tt.in, got)
		}
	}
}

func TestDateCounts(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		from string
		days int
		want string
	}{
		{"2026-11-21", 0, "2026-11-21"},
		{"2026-11-21", 10, "2026-12-01"},
		{"2026-03-28", 1, "2026-03-29"},
		{"2026-01-01", -1, "2025-12-31"},
		{"2028-02-28", 1, "2028-02-29"},
		{"2026-11-21", 36525, "2126-11-22"},
	} {
		from, want := mustDate(t, tt.from), mustDate(t, tt.want)
		if got := from.AddDays(tt.days); got != want {
			t.Errorf("%v.AddDays(%d) = %v, want %v", from, tt.days, got, want)
		}
		if got := want.Sub(from); got != tt.days {
			t.Errorf("%v.Sub(%v) = %d, want %d", want, from, got, tt.days)
		}
		if got, want := from.Before(want), tt.days > 0; got != want {
			t.Errorf("%v.Before() = %v, want %v", from, got, want)
		}
		if got, want := from.After(want), tt.days < 0; got != want {
			t.Errorf("%v.After() = %v, want %v", from, got, want)
		}
	}
}

func TestAddMonths(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-01-31", 1, "2026-02-28"},
		{"2028-01-31", 1, "2028-02-29"},
		{"2026-11-21", 2, "2027-01-21"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-11-21", -11, "2025-12-21"},
		{"2026-12-15", 12, "2027-12-15"},
	} {
		if got := mustDate(t, tt.from).AddMonths(tt.n).String(); got != tt.want {
			t.Errorf("%s.AddMonths(%d) = %s, want %s", tt.from, tt.n, got, tt.want)
		}
	}
}

func TestDateZeroAndValid(t *testing.T) {
	t.Parallel()
	var zero Date
	if !zero.IsZero() || zero.IsValid() || zero.String() != "" {
		t.Errorf("zero Date: IsZero %v, IsValid %v, String %q", zero.IsZero(), zero.IsValid(), zero)
	}
	if d := (Date{Year: 2026, Month: time.February, Day: 30}); d.IsValid() {
		t.Errorf("%v.IsValid() = true, want false", d)
	}
	if d := NewDate(2026, time.November, 31); d.String() != "2026-12-01" || !d.IsValid() {
		t.Errorf("NewDate(31 November) = %v, want 2026-12-01", d)
	}
}

func TestTextForms(t *testing.T) {
	t.Parallel()
	var date Date
	if err := date.UnmarshalText([]byte("2026-11-21")); err != nil || date != NewDate(2026, 11, 21) {
		t.Errorf("Date.UnmarshalText() = %v, %v", date, err)
	}
	if err := date.UnmarshalText(nil); err != nil || !date.IsZero() {
		t.Errorf("Date.UnmarshalText(empty) = %v, %v", date, err)
	}
	if err := date.UnmarshalText([]byte("soon")); err == nil {
		t.Error("Date.UnmarshalText(soon) = nil, want an error")
	}
	var civil Civil
	if err := civil.UnmarshalText([]byte("2026-11-21 14:00")); err != nil || civil.String() != "2026-11-21 14:00" {
		t.Errorf("Civil.UnmarshalText() = %v, %v", civil, err)
	}
	var week Week
	if err := week.UnmarshalText([]byte("2026-W48")); err != nil || week != (Week{Year: 2026, Week: 48}) {
		t.Errorf("Week.UnmarshalText() = %v, %v", week, err)
	}
}

func TestParseClock(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in, want string
	}{
		{"14:00", "14:00"},
		{"8:30", "08:30"},
		{"00:00", "00:00"},
		{"23:59", "23:59"},
		{"24:00", ""},
		{"12:60", ""},
		{"1200", ""},
		{"12.00", ""},
		{"+1:00", ""},
		{"1é00", ""},
		{"", ""},
	} {
		got, err := ParseClock(tt.in)
		if (err == nil) != (tt.want != "") || err == nil && got.String() != tt.want {
			t.Errorf("ParseClock(%q) = %v, %v, want %q", tt.in, got, err, tt.want)
		}
	}
}

func TestParseCivil(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in string
		ok bool
	}{
		{"2026-11-21 14:00", true},
		{"2026-11-21", false},
		{"2026-11-21T14:00", false},
		{"2026-11-21  14:00", false},
		{"2026-11-31 14:00", false},
		{"2026-11-21 25:00", false},
	} {
		got, err := ParseCivil(tt.in)
		if (err == nil) != tt.ok || tt.ok && got.String() != tt.in {
			t.Errorf("ParseCivil(%q) = %v, %v, want ok %v", tt.in, got, err, tt.ok)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"2026-11-21", "14:00", "2026-11-21 14:00", "2026-W48", "mon-fri", "08:00-18:00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := ParseDate(s); err == nil && d.String() != s {
			t.Errorf("ParseDate(%q).String() = %q", s, d)
		}
		if c, err := ParseClock(s); err == nil {
			if again, err := ParseClock(c.String()); err != nil || again != c {
				t.Errorf("ParseClock(%q) = %v does not read back: %v", s, again, err)
			}
		}
		if c, err := ParseCivil(s); err == nil {
			if again, err := ParseCivil(c.String()); err != nil || again != c {
				t.Errorf("ParseCivil(%q) = %v does not read back: %v", s, again, err)
			}
		}
		if w, err := ParseWeek(s); err == nil && w.String() != s {
			t.Errorf("ParseWeek(%q).String() = %q", s, w)
		}
		if days, err := ParseWeekdays(s); err == nil {
			if again, err := ParseWeekdays(days.String()); err != nil || again != days {
				t.Errorf("ParseWeekdays(%q) = %v does not read back: %v", s, again, err)
			}
		}
		if from, to, err := ParseHours(s); err == nil && from >= to {
			t.Errorf("ParseHours(%q) = %v, %v", s, from, to)
		}
	})
}
