package calendar

import "testing"

func TestParseWeekdays(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in, want string
	}{
		{"mon-fri", "mon-fri"},
		{"Mon, Tue ,thursday", "mon,tue,thu"},
		{"mon,tue,wed,thu", "mon-thu"},
		{"sun-thu", "mon-thu,sun"},
		{"sat-mon", "mon,sat,sun"},
		{"fri", "fri"},
		{"mon-sun", "mon-sun"},
		{"thu-wed", "mon-sun"},
		{"tues", "tue"},
		{"", ""},
		{"mon,", ""},
		{"monday to friday", ""},
		{"mo", ""},
		{"mondays", ""},
		{"mon-", ""},
	} {
		got, err := ParseWeekdays(tt.in)
		if (err == nil) != (tt.want != "") || got.String() != tt.want {
			t.Errorf("ParseWeekdays(%q) = %v, %v, want %q", tt.in, got, err, tt.want)
		}
	}
	if got := WorkingWeek.Len(); got != 5 {
		t.Errorf("WorkingWeek.Len() = %d, want 5", got)
	}
}

func TestParseHours(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in string
		ok bool
	}{{"08:00-18:00", true}, {"8:00 - 12:30", true}, {"18:00-08:00", false}, {"08:00-08:00", false}, {"08:00", false}, {"8-18", false}, {"", false}} {
		if from, to, err := ParseHours(tt.in); (err == nil) != tt.ok {
			t.Errorf("ParseHours(%q) = %v, %v, %v, want ok %v", tt.in, from, to, err, tt.ok)
		}
	}
}

func TestFit(t *testing.T) {
	t.Parallel()
	holidays := NewHolidays(mustDate(t, "2026-12-08"), mustDate(t, "2026-12-25"))
	hours := DefaultWorkHours()
	for _, tt := range []struct{ in, want string }{
		{"2026-11-20 14:00", "2026-11-20 14:00"},
		{"2026-11-20 08:00", "2026-11-20 08:00"},
		{"2026-11-20 18:00", "2026-11-20 18:00"},
		{"2026-11-20 18:01", "2026-11-23 08:00"},
		{"2026-11-20 07:59", "2026-11-20 08:00"},
		{"2026-11-21 14:00", "2026-11-23 08:00"},
		{"2026-11-22 03:00", "2026-11-23 08:00"},
		{"2026-12-08 10:00", "2026-12-09 08:00"},
		{"2026-12-24 20:00", "2026-12-28 08:00"},
	} {
		got := hours.Fit(mustCivil(t, tt.in), holidays)
		if got.String() != tt.want {
			t.Errorf("Fit(%s) = %v, want %s", tt.in, got, tt.want)
		}
		if !hours.Contains(got, holidays) {
			t.Errorf("Fit(%s) = %v, which lies outside", tt.in, got)
		}
	}
}

func TestWorkdays(t *testing.T) {
	t.Parallel()
	holidays := NewHolidays(mustDate(t, "2026-11-27"))
	hours := DefaultWorkHours()
	thursday, saturday := mustDate(t, "2026-11-26"), mustDate(t, "2026-11-21")
	for _, tt := range []struct {
		from Date
		n    int
		want string
	}{
		{thursday, 0, "2026-11-26"},
		{thursday, 1, "2026-11-30"},
		{thursday, 2, "2026-12-01"},
		{thursday, -3, "2026-11-23"},
		{thursday, -4, "2026-11-20"},
		{saturday, 0, "2026-11-21"},
		{saturday, 1, "2026-11-23"},
		{saturday, -1, "2026-11-20"},
	} {
		got := hours.AddWorkdays(tt.from, tt.n, holidays)
		if got.String() != tt.want {
			t.Errorf("AddWorkdays(%v, %d) = %v, want %s", tt.from, tt.n, got, tt.want)
		}
	}
}

// TestNoWorkday shows that a calendar without working days ends every search.
func TestNoWorkday(t *testing.T) {
	t.Parallel()
	var never WorkHours
	day := mustDate(t, "2026-11-21")
	if got := never.NextWorkday(day, nil); got != day.AddDays(1) {
		t.Errorf("NextWorkday() = %v, want %v", got, day.AddDays(1))
	}
}
