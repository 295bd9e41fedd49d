package reading_test

import "testing"

// TestConfidential marks the words that somebody outside the pair may get, and no
// others: a line too many would be a secret told.
func TestConfidential(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ text, confided, others string }{
		{"confidential: I may leave", "I may leave", ""},
		{"Confidential: I may leave\nand soon", "I may leave\nand soon", ""},
		{"confidential: I may leave\n\nAll well.", "I may leave", "All well."},
		{"private: my secret\nconfidential: I may leave", "I may leave", "my secret"},
		{"confidential: I may leave\nprivate: my secret", "I may leave", "my secret"},
		{"2: confidential: I may leave", "I may leave", ""},
		{"confidential\n\nI may leave", "", "I may leave"},
		{"I may leave. Please keep this confidential.", "", "I may leave. Please keep this confidential."},
	} {
		rd := read(weekly(), words(row.text))
		var confided, others string
		for _, l := range rd.Leftover {
			if l.Confided {
				confided += l.Text
				if !l.Private {
					t.Errorf("Interpret(%q): %+v is not private", row.text, l)
				}
			} else {
				others += l.Text
			}
		}
		for _, a := range rd.Answers {
			others += a.Text
		}
		if confided != row.confided || others != row.others {
			t.Errorf("Interpret(%q) confides %q and keeps %q, want %q and %q", row.text, confided, others, row.confided, row.others)
		}
	}
}
