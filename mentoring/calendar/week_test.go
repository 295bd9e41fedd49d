package calendar

import (
	"testing"
	"time"
)

func TestWeekOf(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		date, week, monday, sunday string
	}{
		{"2026-11-21", "2026-W47", "2026-11-16", "2026-11-22"},
		{"2026-11-23", "2026-W48", "2026-11-23", "2026-11-29"},
		{"2027-01-03", "2026-W53", "2026-12-28", "2027-01-03"},
		{"2027-01-04", "2027-W01", "2027-01-04", "2027-01-10"},
		{"2024-12-30", "2025-W01", "2024-12-30", "2025-01-05"},
		{"2021-01-01", "2020-W53", "2020-12-28", "2021-01-03"},
	} {
		week := WeekOf(mustDate(t, tt.date))
		if week.String() != tt.week {
			t.Errorf("WeekOf(%s) = %v, want %s", tt.date, week, tt.week)
		}
		if got := week.Monday().String(); got != tt.monday {
			t.Errorf("%v.Monday() = %s, want %s", week, got, tt.monday)
		}
		if got := week.Sunday().String(); got != tt.sunday {
			t.Errorf("%v.Sunday() = %s, want %s", week, got, tt.sunday)
		}
		if got, err := ParseWeek(tt.week); err != nil || got != week {
			t.Errorf("ParseWeek(%s) = %v, %v, want %v", tt.week, got, err, week)
		}
	}
}

func TestParseWeekRefuses(t *testing.T) {
	t.Parallel()
	for _, in := range []string{"", "2026-W00", "2026-W54", "2025-W53", "2026-w48", "2026W48", "2026-W4", "0000-W01", "2026-W-1", "+026-W01"} {
		if got, err := ParseWeek(in); err == nil {
			t.Errorf("ParseWeek(%q) = %v, want an error", in, got)
		}
	}
}

func TestWeekCounts(t *testing.T) {
	t.Parallel()
	week := Week{Year: 2026, Week: 52}
	for _, tt := range []struct {
		n    int
		want string
	}{{0, "2026-W52"}, {1, "2026-W53"}, {2, "2027-W01"}, {-52, "2025-W52"}, {10, "2027-W09"}} {
		got := week.Add(tt.n)
		if got.String() != tt.want || got.Sub(week) != tt.n {
			t.Errorf("%v.Add(%d) = %v, want %s; Sub gives %d", week, tt.n, got, tt.want, got.Sub(week))
		}
	}
	if week.Next().Prev() != week {
		t.Errorf("%v.Next().Prev() = %v", week, week.Next().Prev())
	}
	if got := week.On(time.Sunday); got != week.Sunday() {
		t.Errorf("%v.On(Sunday) = %v, want %v", week, got, week.Sunday())
	}
	if got := week.On(time.Wednesday).String(); got != "2026-12-23" {
		t.Errorf("%v.On(Wednesday) = %v, want 2026-12-23", week, got)
	}
}

func TestMonthAndQuarter(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		date, month, monthEnd, quarter, quarterStart, quarterEnd string
	}{
		{"2026-11-21", "2026-11", "2026-11-30", "2026-Q4", "2026-10-01", "2026-12-31"},
		{"2028-02-01", "2028-02", "2028-02-29", "2028-Q1", "2028-01-01", "2028-03-31"},
		{"2026-06-30", "2026-06", "2026-06-30", "2026-Q2", "2026-04-01", "2026-06-30"},
	} {
		date := mustDate(t, tt.date)
		month, quarter := MonthOf(date), QuarterOf(date)
		if month.String() != tt.month || month.Last().String() != tt.monthEnd || MonthOf(month.First()) != month {
			t.Errorf("MonthOf(%v) = %v to %v, want %s to %s", date, month, month.Last(), tt.month, tt.monthEnd)
		}
		if quarter.String() != tt.quarter || quarter.First().String() != tt.quarterStart || quarter.Last().String() != tt.quarterEnd {
			t.Errorf("QuarterOf(%v) = %v, %v to %v, want %s, %s to %s", date, quarter, quarter.First(), quarter.Last(), tt.quarter, tt.quarterStart, tt.quarterEnd)
		}
	}
	for n, want := range map[int]string{-25: "2024-10", -11: "2025-12", 0: "2026-11", 1: "2026-12", 14: "2028-01"} {
		if got := (Month{Year: 2026, Month: time.November}).Add(n).String(); got != want {
			t.Errorf("2026-11.Add(%d) = %s, want %s", n, got, want)
		}
	}
	if got := (Quarter{Year: 2026, Quarter: 4}).Add(1).String(); got != "2027-Q1" {
		t.Errorf("2026-Q4.Add(1) = %s, want 2027-Q1", got)
	}
}
