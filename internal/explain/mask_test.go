package explain

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestMaskedHoldsNoWords draws and encodes a masked reading: no word of the
// message, no rating and no date is in it.
func TestMaskedHoldsNoWords(t *testing.T) {
	t.Parallel()
	raw := envelope + "\n1: zebra zebra\n\n4: 5 zebra\nnote: zebra\ngoal: zebra by 1 march 2031\nzebra zebra\n\nOn Fri, Milepost wrote:\n> 2. What got in the way, if anything?\nzebra\n-- \nZebra\n"
	x, err := File([]byte(raw), [][]byte{prompt(t, "check-in-mentee")}, shipped(t), friday)
	if err != nil || len(x.Answers) == 0 || len(x.Lines) != 2 {
		t.Fatalf("File() = %+v, %v", x, err)
	}
	m := x.Masked()
	var b strings.Builder
	if err := m.Text(&b, Sheet{}); err != nil {
		t.Fatal(err)
	}
	encoded, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	for what, text := range map[string]string{"Text()": b.String(), "JSON": string(encoded)} {
		for _, secret := range []string{"ebra", "2031", "5 of 5", `"value"`, "What got in"} {
			if strings.Contains(text, secret) {
				t.Errorf("%s holds %q: %s", what, secret, text)
			}
		}
		if !strings.Contains(text, "goal") || !strings.Contains(text, "between") && !strings.Contains(text, "nothing explains it") {
			t.Errorf("%s does not say how it was read: %s", what, text)
		}
	}
	if strings.Contains(m.Segments[0].Text, "ebra") || !strings.Contains(x.Segments[0].Text, "zebra") {
		t.Errorf("masked %q, plain %q", m.Segments[0].Text, x.Segments[0].Text)
	}
}

// TestMaskedKeepsSecrets holds that nobody learns from a masked reading that
// something in it is for its author alone.
func TestMaskedKeepsSecrets(t *testing.T) {
	t.Parallel()
	raw := envelope + "\n1: it went well\n\nconfidential: zebra zebra\n\nwin: please don't tell anybody, zebra\n\nprivate 2\n\nshare 3\n"
	x, err := File([]byte(raw), [][]byte{prompt(t, "check-in-mentee")}, shipped(t), friday)
	if err != nil || len(x.Lines) == 0 || len(x.Doubts) == 0 {
		t.Fatalf("File() = %+v, %v", x, err)
	}
	m := x.Masked()
	var b strings.Builder
	if err := m.Text(&b, Sheet{}); err != nil {
		t.Fatal(err)
	}
	encoded, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	for what, text := range map[string]string{"Text()": b.String(), "JSON": string(encoded)} {
		for _, secret := range []string{"ebra", "private", "confidential", "share", "discretion", "decides"} {
			if strings.Contains(text, secret) {
				t.Errorf("%s holds %q: %s", what, secret, text)
			}
		}
	}
}
