package mail

import "testing"

func TestWithoutControls(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ text, want string }{
		{"plain\n\twords", "plain\n\twords"},
		{"one\r\ntwo\rthree", "one\ntwo\nthree"},
		{"\x1b[2Jred\x1b[31m\x07", "[2Jred[31m"},
		{"a\x00b\x7fc\u009b31m", "abc31m"},
		{"broken \xff", "broken \ufffd"},
		{"שלום\u200f, Zażółć", "שלום\u200f, Zażółć"},
	} {
		if got := WithoutControls(row.text); got != row.want {
			t.Errorf("WithoutControls(%q) = %q, want %q", row.text, got, row.want)
		}
	}
}
