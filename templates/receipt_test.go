package templates

import "testing"

func TestOneLine(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ text, want string }{
		{"", ""},
		{"one", "one"},
		{"write the plan\n\n  call Joana  ", "write the plan / call Joana"},
		{"That I have led something myself, from the first question to the last. Until\nnow I have only ever helped.", "That I have led something myself, from the first question to the last. Until now I have only ever helped."},
		{"Lead the late-parcel alert from plan to launch by 30 june\nGive feedback", "Lead the late-parcel alert from plan to launch by 30 june / Give feedback"},
	} {
		if got := oneLine(row.text); got != row.want {
			t.Errorf("oneLine(%q) = %q, want %q", row.text, got, row.want)
		}
	}
}
