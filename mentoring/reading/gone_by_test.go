package reading_test

import (
	"testing"

	. "milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// TestDaysThatCannotBe reads keywords whose day is on the wrong side of today:
// they are said back, and never taken for words to somebody else.
func TestDaysThatCannotBe(t *testing.T) {
	t.Parallel()
	v := shipped(t).Vocabulary("en")
	for _, row := range []struct{ line, want string }{
		{"pause until yesterday", "pause [until yesterday] 2025-11-20 2025-11-20"},
		{"pause until 2025-10-01", "pause [until 2025-10-01] 2025-10-01 2025-10-01"},
		{"snooze yesterday", "snooze 2025-11-20"},
		{"next: yesterday 10:00", "next 2025-11-20 10:00"},
		{"next: 2025-10-01 17:00", "next 2025-10-01 17:00"},
		{"met 2025-12-04", "met 2025-12-04"},
		{"met tomorrow", "met 2025-11-22"},
	} {
		if got := told(Interpret(weekly(), []Block{words(row.line)}, v, friday).Lines); got != row.want {
			t.Errorf("Interpret(%q).Lines = %q, want %q", row.line, got, row.want)
		}
	}
	for _, line := range []string{"next: yesterday's talk again", "met nobody", "pause yesterday was good"} {
		if got := Interpret(weekly(), []Block{words(line)}, v, friday).Lines; len(got) > 0 {
			t.Errorf("Interpret(%q).Lines = %v, want words", line, got)
		}
	}
}

// TestMovedWithoutADay asks until when, where a promise is moved and no day said.
func TestMovedWithoutADay(t *testing.T) {
	t.Parallel()
	v := shipped(t).Vocabulary("en")
	p := only(ritual.Text, ritual.FollowUp)
	for _, row := range []struct {
		text  string
		doubt DoubtKind
	}{
		{"move C4", NoDate}, {"moved", NoDate}, {"Moved.", NoDate}, {"move C4 to friday", ""}, {"It moved a bit", ""}, {"done", ""},
	} {
		rd := Interpret(p, []Block{words(row.text)}, v, friday)
		var got DoubtKind
		if len(rd.Doubts) > 0 {
			got = rd.Doubts[0].Kind
		}
		if got != row.doubt || len(rd.Doubts) > 1 || len(rd.Answers) != 1 {
			t.Errorf("Interpret(%q) = %+v, want the doubt %q", row.text, rd, row.doubt)
		}
	}
}

// TestPauseAsAChoice keeps the day of a pause where a pause is also a choice.
func TestPauseAsAChoice(t *testing.T) {
	t.Parallel()
	p := only(ritual.Choice, ritual.Remedy, "resume", "later", "stop")
	v := shipped(t).Vocabulary("en")
	for text, want := range map[string]string{
		"pause until friday": "pause 2025-11-21 2025-11-28", "pause 2 weeks": "pause 2025-11-21 2025-12-05",
		"pause": "1=pause (later)", "a break": "1=a break (later)", "later": "1=later (later)",
	} {
		if got := said(Interpret(p, []Block{words(text)}, v, friday)); got != want {
			t.Errorf("Interpret(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestPrivateBehindAnotherKeyword hides words behind a keyword that takes none.
func TestPrivateBehindAnotherKeyword(t *testing.T) {
	t.Parallel()
	v := shipped(t).Vocabulary("en")
	for _, line := range []string{"help us: PRIVATE we do not talk", "status: private we do not talk"} {
		if got, want := said(Interpret(weekly(), []Block{words("2: none\n" + line)}, v, friday)), "2=none; ~"+line+" private"; got != want {
			t.Errorf("Interpret(%q) = %q, want %q", line, got, want)
		}
	}
}
