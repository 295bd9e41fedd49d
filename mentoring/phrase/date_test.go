package phrase

import (
	"strings"
	"testing"

	"milepost/mentoring/calendar"
)

// today is a Wednesday in most tests, so that a week has days on both sides.
var today = calendar.NewDate(2026, 11, 25)

func en(t testing.TB) *Lexicon {
	t.Helper()
	l, ok := Lookup("en")
	if !ok {
		t.Fatal("there is no English lexicon")
	}
	return l
}

func TestLookup(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in string
		ok bool
	}{{"en", true}, {"EN", true}, {"en-GB", true}, {"en_IE", true}, {"", false}, {"tlh", false}} {
		if _, ok := Lookup(tt.in); ok != tt.ok {
			t.Errorf("Lookup(%q) = %v, want %v", tt.in, ok, tt.ok)
		}
	}
	for _, language := range Languages() {
		if _, ok := Lookup(language); !ok {
			t.Errorf("Lookup(%q) = false", language)
		}
	}
}

func TestDate(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ in, want, or, rest string }{
		// Weekdays: the next one, never today.
		{"friday", "2026-11-27", "", ""},
		{"Fri.", "2026-11-27", "", ""},
		{"by friday", "2026-11-27", "", ""},
		{"on Monday", "2026-11-30", "", ""},
		{"to friday", "2026-11-27", "", ""},
		{"wednesday", "2026-12-02", "", ""},
		{"this wednesday", "2026-11-25", "", ""},
		{"this coming friday", "2026-11-27", "", ""},
		{"next tuesday", "2026-12-01", "", ""},
		{"next friday", "2026-12-04", "2026-11-27", ""},
		{"by EOD friday", "2026-11-27", "", ""},
		{"friday please", "2026-11-27", "", "please"},
		// Days near by.
		{"today", "2026-11-25", "", ""},
		{"by end of day", "2026-11-25", "", ""},
		{"Tomorrow!", "2026-11-26", "", "!"},
		{"the day after tomorrow", "2026-11-27", "", ""},
		{"in two weeks", "2026-12-09", "", ""},
		{"in two weeks' time", "2026-12-09", "", ""},
		{"in a fortnight", "2026-12-09", "", ""},
		{"3 days", "2026-11-28", "", ""},
		{"for 3 days", "2026-11-28", "", ""},
		{"a week from now", "2026-12-02", "", ""},
		{"a couple of days", "2026-11-27", "", ""},
		{"within a month", "2026-12-25", "", ""},
		{"in 3 months", "2027-02-25", "", ""},
		// A day and a month.
		{"8 dec", "2026-12-08", "", ""},
		{"dec 8", "2026-12-08", "", ""},
		{"Dec. 8th", "2026-12-08", "", ""},
		{"8dec", "2026-12-08", "", ""},
		{"8. dec", "2026-12-08", "", ""},
		{"the 8th of December", "2026-12-08", "", ""},
		{"8 december 2026", "2026-12-08", "", ""},
		{"December 8, 2027", "2027-12-08", "", ""},
		{"8 dec '27", "2027-12-08", "", ""},
		{"1 march", "2027-03-01", "", ""},
		{"by 1 March", "2027-03-01", "", ""},
		{"25 nov", "2026-11-25", "", ""},
		{"24 nov", "2027-11-24", "", ""},
		{"29 feb", "2028-02-29", "", ""},
		{"until: 8 dec", "2026-12-08", "", ""},
		{"8 dec 17:00", "2026-12-08", "", "17:00"},
		{"8 dec. Then the talk", "2026-12-08", "", "Then the talk"},
		{"the 8th", "2026-12-08", "", ""},
		{"30th", "2026-11-30", "", ""},
		{"the 31st", "2026-12-31", "", ""},
		{"friday, 27 nov", "2026-11-27", "", ""},
		{"Fri 27 Nov 2026", "2026-11-27", "", ""},
		{"friday (27 nov)", "2026-11-27", "", ""},
		{"friday 28 nov", "2026-11-28", "2026-11-27", ""},
		{"tuesday the 8th", "2026-12-08", "", ""},
		// Figures.
		{"2026-12-08", "2026-12-08", "", ""},
		{"2026/12/08", "2026-12-08", "", ""},
		{"8.12.", "2026-12-08", "", ""},
		{"8.12.2027", "2027-12-08", "", ""},
		{"8.12.27", "2027-12-08", "", ""},
		{"8-12-2026", "2026-12-08", "", ""}, // 12 August 2026 has gone by
		{"8/12", "2026-12-08", "2027-08-12", ""},
		{"8/12/2027", "2027-12-08", "2027-08-12", ""},
		{"8/8", "2027-08-08", "", ""},
		{"25/12", "2026-12-25", "", ""},
		{"12/25", "2026-12-25", "", ""},
		{"8/12, then", "2026-12-08", "2027-08-12", ", then"},
		// Parts of periods.
		{"end of march", "2027-03-31", "", ""},
		{"the end of February 2028", "2028-02-29", "", ""},
		{"end of the month", "2026-11-30", "", ""},
		{"end of next month", "2026-12-31", "", ""},
		{"start of December", "2026-12-01", "", ""},
		{"mid-january", "2027-01-15", "", ""},
		{"mid january", "2027-01-15", "", ""},
		{"end of this week", "2026-11-27", "", ""},
		{"end of next week", "2026-12-04", "", ""},
		{"beginning of next week", "2026-11-30", "", ""},
		{"eow", "2026-11-27", "", ""},
		{"end of the year", "2026-12-31", "", ""},
		{"end of Q1", "2027-03-31", "", ""},
		{"end of the quarter", "2026-12-31", "", ""},
		{"next week", "2026-11-30", "2026-12-04", ""},
		{"next week monday", "2026-11-30", "", ""},
		{"friday of next week", "2026-12-04", "", ""},
		{"friday evening", "2026-11-27", "", ""},
		{"next friday, 4 dec", "2026-12-04", "", ""},
		{"by next week", "2026-12-04", "", ""},
		{"by this week", "2026-11-27", "", ""},
	} {
		day, rest, ok := en(t).Date(tt.in, today)
		if !ok || day.Date.String() != tt.want || day.Or.String() != tt.or || rest != tt.rest {
			t.Errorf("Date(%q) = %v or %v, %q, %v, want %s or %s, %q", tt.in, day.Date, day.Or, rest, ok, tt.want, tt.or, tt.rest)
		}
		if day.Ambiguous() != (tt.or != "") {
			t.Errorf("Date(%q).Ambiguous() = %v", tt.in, day.Ambiguous())
		}
	}
}

func TestDateDeclines(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		"", " ", "soon", "when I can", "8", "8.12", "9.30", "17:00", "may", "in may", "by march", "december 2026",
		"31 feb", "30 feb 2027", "2026-13-01", "2026-02-30", "0 dec", "32 dec", "dec 32", "13/13", "1/2/3/4", "2/3 weeks",
		"3/4 hours", "0 days", "1.5 weeks", "3-4 days", "1000000000 days", "9999 years", "yesterday", "last friday",
		"8 dec 2020", "8/12/2020", "fridays", "this week", "mid-year", "start of this month", "dec 17:00", "dec 8:30", "dec 8.30",
		"Q1", "next", "by", "by by by", "the", "-3 days", "3", "５ dec",
	} {
		if day, rest, ok := en(t).Date(in, today); ok {
			t.Errorf("Date(%q) = %v, %q, true, want false", in, day.Date, rest)
		}
	}
}

func TestDateOnOtherDays(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ today, in, want, or string }{
		{"2026-11-21", "friday", "2026-11-27", ""},
		{"2026-11-21", "end of the week", "2026-11-22", ""},
		{"2026-11-22", "end of the week", "2026-11-22", ""},
		{"2026-11-22", "next monday", "2026-11-23", ""},
		{"2026-11-23", "next monday", "2026-11-30", ""},
		{"2026-11-23", "next tuesday", "2026-12-01", "2026-11-24"},
		{"2026-12-31", "tomorrow", "2027-01-01", ""},
		{"2027-01-31", "in a month", "2027-02-28", ""},
		{"2026-12-31", "31 dec", "2026-12-31", ""},
		{"2026-12-31", "30 dec", "2027-12-30", ""},
		{"2026-12-30", "1/2", "2027-02-01", "2027-01-02"},
		{"2028-02-29", "29 feb", "2028-02-29", ""},
		{"2097-01-01", "29 feb", "2104-02-29", ""},
	} {
		now, err := calendar.ParseDate(tt.today)
		if err != nil {
			t.Fatal(err)
		}
		day, _, ok := en(t).Date(tt.in, now)
		if !ok || day.Date.String() != tt.want || day.Or.String() != tt.or {
			t.Errorf("on %s, Date(%q) = %v or %v, %v, want %s or %s", tt.today, tt.in, day.Date, day.Or, ok, tt.want, tt.or)
		}
	}
}

func TestPastDate(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ in, want string }{
		{"yesterday", "2026-11-24"},
		{"today", "2026-11-25"},
		{"tuesday", "2026-11-24"},
		{"on wednesday", "2026-11-25"},
		{"last wednesday", "2026-11-18"},
		{"thursday", "2026-11-19"},
		{"20 nov", "2026-11-20"},
		{"8 dec", "2025-12-08"},
		{"the 20th", "2026-11-20"},
		{"the 30th", "2026-10-30"},
		{"2026-11-20", "2026-11-20"},
		{"two days ago", "2026-11-23"},
		{"a month ago", "2026-10-25"},
		{"tomorrow", ""},
		{"2026-12-20", ""},
		{"next friday", ""},
		{"in 3 days", ""},
	} {
		day, _, ok := en(t).PastDate(tt.in, today)
		if ok != (tt.want != "") || day.Date.String() != tt.want {
			t.Errorf("PastDate(%q) = %v, %v, want %q", tt.in, day.Date, ok, tt.want)
		}
	}
}

// TestMonthFirst reads figures where the month comes first.
func TestMonthFirst(t *testing.T) {
	t.Parallel()
	l, _ := Lookup("en-US")
	for _, tt := range []struct{ in, want, or string }{
		{"12/8", "2026-12-08", "2027-08-12"},
		{"25/12", "2026-12-25", ""},
		{"12/25", "2026-12-25", ""},
		{"8.12.", "2026-12-08", ""},
	} {
		day, _, ok := l.Date(tt.in, today)
		if !ok || day.Date.String() != tt.want || day.Or.String() != tt.or {
			t.Errorf("Date(%q) = %v or %v, %v, want %s or %s", tt.in, day.Date, day.Or, ok, tt.want, tt.or)
		}
	}
}

func TestTrailingDate(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ in, rest, want string }{
		{"write the design note by Friday", "write the design note", "2026-11-27"},
		{"write the design note, by friday.", "write the design note", "2026-11-27"},
		{"write the design note (by Fri)", "write the design note", "2026-11-27"},
		{"write the design note (Fri 4 Dec).", "write the design note", "2026-12-04"},
		{"write the design note [due 8 dec]", "write the design note", "2026-12-08"},
		{"write the design note due by 8 dec", "write the design note", "2026-12-08"},
		{"send it round two days before by 6 feb", "send it round two days before", "2027-02-06"},
		{"write the design note - due 8 dec", "write the design note", "2026-12-08"},
		{"write the design note, friday", "write the design note", "2026-11-27"},
		{"write the design note until end of march", "write the design note", "2027-03-31"},
		{"finish the draft in two weeks", "finish the draft", "2026-12-09"},
		{"call Tomasz on friday", "call Tomasz", "2026-11-27"},
		{"call Tomasz on friday!", "call Tomasz", "2026-11-27"},
		{"call Tomasz next week, by thursday", "call Tomasz next week", "2026-11-26"},
		{"call Tomasz by next week", "call Tomasz", "2026-12-04"},
		{"step by step plan by the 8th", "step by step plan", "2026-12-08"},
		{"read chapter 3 (by 8/12)", "read chapter 3", "2026-12-08"},
		{"by friday", "", "2026-11-27"},
		{"write it\nby friday", "write it", "2026-11-27"},
		{"écrire la note by friday", "écrire la note", "2026-11-27"},
		// A time follows: the date is found, and nothing is lost.
		{"send it by friday 17:00", "send it by friday 17:00", "2026-11-27"},
		{"send it by friday evening", "send it by friday evening", "2026-11-27"},
		{"send it by the end of the day", "send it", "2026-11-25"},
		{"send it by friday next week", "send it", "2026-12-04"},
		{"send it by 5pm friday", "send it by 5pm friday", "2026-11-27"},
		{"send it by 4 dec at 5pm.", "send it by 4 dec at 5pm.", "2026-12-04"},
		// No mark, no date.
		{"plan the friday", "plan the friday", ""},
		{"call Tomasz tomorrow", "call Tomasz tomorrow", ""},
		{"present what I learned on the way to Friday", "present what I learned on the way to Friday", ""},
		{"run the retro on monday and friday", "run the retro on monday and friday", ""},
		{"run the retro on monday, friday", "run the retro on monday, friday", ""},
		{"read chapters 3, 4 dec", "read chapters 3, 4 dec", ""},
		{"run the retro every friday", "run the retro every friday", ""},
		{"one by one", "one by one", ""},
		{"work from home on two days", "work from home on two days", ""},
		{"learn the basics (3 days)", "learn the basics (3 days)", ""},
		{"plan the trip, 2 weeks", "plan the trip, 2 weeks", ""},
		{"by friday write the note", "by friday write the note", ""},
		{"write to april by may", "write to april by may", ""},
		{"", "", ""},
	} {
		rest, day, ok := en(t).TrailingDate(tt.in, today)
		if rest != tt.rest || day.Date.String() != tt.want || ok != (tt.want != "") {
			t.Errorf("TrailingDate(%q) = %q, %v, %v, want %q, %s", tt.in, rest, day.Date, ok, tt.rest, tt.want)
		}
	}
}

func TestTrailingDateOfLongLine(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("é – words, on monday ", 500)
	rest, day, ok := en(t).TrailingDate(long+"by friday", today)
	if !ok || day.Date.String() != "2026-11-27" || rest != strings.TrimSpace(long) {
		t.Errorf("TrailingDate(long line) = …%q, %v, %v", rest[max(0, len(rest)-20):], day.Date, ok)
	}
	if _, _, ok := en(t).TrailingDate(strings.Repeat("x", 5000), today); ok {
		t.Error("TrailingDate(one long word) = true, want false")
	}
}
