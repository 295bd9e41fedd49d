package phrase

import "testing"

func TestRating(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in     string
		want   int
		remark string
	}{
		{"3", 3, ""},
		{"3.", 3, ""},
		{" 3 ", 3, ""},
		{"Four", 4, ""},
		{"4/5", 4, ""},
		{"4 / 5", 4, ""},
		{"3 out of 5", 3, ""},
		{"3 of 5", 3, ""},
		{"three out of five", 3, ""},
		{"3 - steady", 3, "steady"},
		{"3 – steady", 3, "steady"},
		{"three - steady", 3, "steady"},
		{"4/5, better than last week", 4, "better than last week"},
		{"4 (up from 3)", 4, "up from 3"},
		{"4 (2 goals)", 4, "2 goals"},
		{"4 (up) and rising", 4, "(up) and rising"},
		{"4\n\nA good week.", 4, "A good week."},
		{"4 :)", 4, ":)"},
		{"4 👍", 4, "👍"},
		{"4👍", 4, "👍"},
		{"4)", 0, ""},
		{"3 %", 0, ""},
		{"3 +", 0, ""},
		{"0", 0, ""},
		{"6", 0, ""},
		{"7/10", 0, ""},
		{"4/10", 0, ""},
		{"3 meetings this week", 0, ""},
		{"3-4", 0, ""},
		{"3 - 4", 0, ""},
		{"3.5", 0, ""},
		{"3, 4", 0, ""},
		{"3\n4\n5", 0, ""},
		{"3: the talk", 0, ""},
		{"1. I met Tomasz", 0, ""},
		{"1) I met Tomasz", 0, ""},
		{"One, we met", 0, ""},
		{"One thing I learned", 0, ""},
		{"a - b", 0, ""},
		{"3 -", 0, ""},
		{"3%", 0, ""},
		{"3rd", 0, ""},
		{"about 3", 0, ""},
		{"", 0, ""},
	} {
		got, remark, ok := en(t).Rating(tt.in, 5)
		if got != tt.want || remark != tt.remark || ok != (tt.want != 0) {
			t.Errorf("Rating(%q) = %d, %q, %v, want %d, %q", tt.in, got, remark, ok, tt.want, tt.remark)
		}
	}
}
