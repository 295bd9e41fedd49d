package reading_test

import (
	"strings"
	"testing"

	. "milepost/mentoring/reading"
)

func TestPrivate(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ text, want string }{
		{"private: I may leave", "~I may leave private"},
		{"PRIVATE: I may leave", "~I may leave private"},
		{"*Private*: I may leave", "~I may leave private"},
		{"**private:** I may leave", "~I may leave private"},
		{"“private: I may leave”", "~I may leave” private"},
		{"[private] I may leave", "~I may leave private"},
		{"(private) I may leave", "~I may leave private"},
		{"Private - I may leave", "~I may leave private"},
		{"private I may leave", "~I may leave private"},
		{"privat: I may leave", "~I may leave private"},
		{"privat I may leave", "~I may leave private"},
		{"prviate: I may leave", "~I may leave private"},
		{"pri\u200bvate: I may leave", "~I may leave private"},
		{"confidential: I may leave", "~I may leave private"},
		{"private: I may leave\nand soon", "~I may leave|and soon private"},
		{"private: I may leave\n\nAll well.", "~All well.; ~I may leave private"},
		{"private\n\nI may leave.\n\n2: no", "2=no private; ~I may leave. private"},
		{"This is private.\n\nI may leave.", "~I may leave. private"},
		{"Hi Milepost,\n\nprivate\n\nI may leave.", "~I may leave. private"},
		{"All well.\n\nprivate\nI may leave.", "~All well.; ~I may leave. private"},
		{"All well.\n\nprivate\n\nI may leave.\n\nAnd soon.", "~All well.; ~I may leave.||And soon. private"},
		{"I may leave.\n\nprivate", "~I may leave. private"},
		{"win: an offer\n\nprivate", "win [an offer] private"},
		{"win: an offer\nprivate: my secret", "win [an offer]; ~my secret private"},
		{"2: I may leave.\nprivate", "2=I may leave. private"},
		{"2: I may leave.\n\nprivate\n\n4: 3", "2=I may leave. private; 4=3 (3) private"},
		{"1: ok\n2: private: I may leave\n4: 3", "1=ok; 2=I may leave private; 4=3 (3)"},
		{"1: private\nI may leave\n2: ok", "1=I may leave private; 2=ok"},
		{"4: private: 2", "4=2 (2) private"},
		{"private: because of\n1. the money\n2. the boss", "~because of|1. the money|2. the boss private"},
		{"private: because of\n1: the money\n2: the boss", "1=the money private; 2=the boss private; ~because of private"},
		{"private: I may leave\nwin: an offer", "~I may leave|win: an offer private"},
		{"private\nstop", "stop"},
		{"2 (private): I may leave", "~2 (private): I may leave held"},
		{"I may leave (private).", "~I may leave (private). held"},
		{"win: private: an offer", "win [an offer] private"},
		{"win: a talk\nwin: private: an offer", "win [a talk]; win [an offer] private"},
		{"All well.\nprivate: I may leave", "~All well.; ~I may leave private"},
		{"1) private: I may leave\n2) no\n\nand yes\n4) 3", "1=I may leave private; 2=no||and yes; 4=3 (3)"},
		{"1. private: because of\n1. the money\n2. the boss", "1=because of|1. the money|2. the boss private"},
		{"pri\u00advate: I may leave", "~I may leave private"},
		{"zu 2: PRIVATE I may leave", "~zu 2: PRIVATE I may leave held"},
		{"zu 2: private: I may leave", "~zu 2: private: I may leave held"},
		{"to point 2 - **private:** I may leave", "~to point 2 - **private:** I may leave held"},
		{"It is private: we own it", "~It is private: we own it held"},
		{"privately held company", "~privately held company"},
	} {
		if got := said(read(weekly(), words(row.text))); got != row.want {
			t.Errorf("Interpret(%q) = %q, want %q", row.text, got, row.want)
		}
	}
}

func TestDiscretion(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ text, want string }{
		{"Please don't tell Tomasz, I may leave.\n\nAll well.", "~All well.; ~Please don't tell Tomasz, I may leave. held"},
		{"Please don’t\ntell Tomasz, I may leave.", "~Please don’t|tell Tomasz, I may leave. held"},
		{"2: between us: I may leave\n4: 3", "2=between us: I may leave held; 4=3 (3)"},
		{"2: ok\n\nPlease don't tell him I may leave.\n\nMore.", "2=ok||More.; ~Please don't tell him I may leave. held"},
		{"win: an offer, please don't tell Tomasz", "win [an offer, please don't tell Tomasz] held"},
		{"Please don't tell Tomasz, but:\nwin: an offer\n1: more", "1=more held; win [an offer] held; ~Please don't tell Tomasz, but: held"},
		{"I told him about between use cases", "~I told him about between use cases"},
	} {
		if got := said(read(weekly(), words(row.text))); got != row.want {
			t.Errorf("Interpret(%q) = %q, want %q", row.text, got, row.want)
		}
	}
}

// TestPrivateNeverLeaks puts a secret behind every way to say that it is one,
// in every place of a mail, and looks for it among the open words.
func TestPrivateNeverLeaks(t *testing.T) {
	t.Parallel()
	const secret = "zanzibar"
	for _, say := range []string{"private: ", "Private - ", "privat: ", "> private: ", "\"private\" ", "private\n", "private\n\n", "please don't tell anyone: "} {
		for _, around := range []string{"%", "1: ok\n\n%", "2: %\n3: write", "ok\n\n%\n\nmore", "Hi,\n%", "%\n2: ok", "win: yes\n%"} {
			text := strings.ReplaceAll(around, "%", say+secret)
			for _, n := range []int{0, 2, 4} {
				rd := read(weekly(), Block{Text: text, Question: n}, Block{Text: "4", Question: 4})
				for _, a := range rd.Answers {
					if strings.Contains(a.Text, secret) && !a.Private && !a.Held {
						t.Errorf("%q under %d: answer %v is open", text, n, a)
					}
				}
				for _, l := range rd.Leftover {
					if strings.Contains(l.Text, secret) && !l.Private && !l.Held {
						t.Errorf("%q under %d: %v is open", text, n, l)
					}
				}
				for _, l := range rd.Lines {
					if strings.Contains(l.Text, secret) && !l.Private && !l.Held {
						t.Errorf("%q under %d: line %v is open", text, n, l)
					}
				}
			}
		}
	}
}
