package reply

import "testing"

// TestWordsOfAnEcho answers a mail of ours that shows the person's own words, as
// receipts and digests do: said again, they are the person's, unless a frame or
// a quote mark says otherwise.
func TestWordsOfAnEcho(t *testing.T) {
	t.Parallel()
	const praise = "She led the review of the parser from start to end and nobody had to help her"
	echo := Sent{
		Subject: "Got it",
		From:    "Milepost for Ana & Tomasz <pairs@mentors.example>",
		Text: "Got it, Tomasz.\n\n1. " + praise + "\n\n2. Nothing.\n\n" +
			"Wrong? Reply with the number again, or say what was misread. Ana sees\nyour answers in the digest on Monday 23 November.\n",
	}
	said := []Block{{Text: praise}}
	for _, c := range []struct {
		name, text string
		want       []Block
	}{
		{"alone", praise, said},
		{"alone, with a number", "1. " + praise, []Block{{Text: "1. " + praise}}},
		{"alone, in two lines", praise[:40] + "\n" + praise[40:], []Block{{Text: praise[:40] + "\n" + praise[40:]}}},
		{"above a marked quote", praise + "\n\n" + wrote + quoted(echo.Text), said},
		{"above an unmarked quote", praise + "\n\n" + headers[0] + "\n\n" + echo.Text, said},
		{"below a marked quote", wrote + quoted(echo.Text) + "\n" + praise + "\n", said},
		{"between the lines of a marked quote", wrote + "> Got it, Tomasz.\n>\n" + praise + "\n> Wrong? Reply with the number again, or say what was misread. Ana sees\n", said},
		{"only quoted, behind marks", "Yes.\n\n" + wrote + quoted(echo.Text), []Block{{Text: "Yes."}}},
		{"only quoted, under a frame", "Yes.\n\n" + headers[0] + "\n\n" + echo.Text, []Block{{Text: "Yes."}}},
		{"only quoted, with neither", "Yes.\n\n" + echo.Text, []Block{{Text: "Yes."}}},
	} {
		for _, sent := range [][]Sent{{echo}, {echo, week}} {
			checkBlocks(t, c.name, Input{Text: c.text}, sent, c.want)
		}
	}
}
