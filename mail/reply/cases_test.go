package reply

import (
	"strings"
	"testing"
)

// quoted is a prompt as most clients quote it.
func quoted(text string) string {
	return "> " + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n> ") + "\n"
}

const wrote = "On Fri, 14 Nov 2025 at 14:00, Milepost for Ana & Tomasz <pairs+k7f2@mentors.example> wrote:\n"

// TestRead holds the cases that real people and clients brought up.
func TestRead(t *testing.T) {
	t.Parallel()
	sent := []Sent{week}
	week2 := strings.Replace(week.Text, "Write a number:\n   1 stuck   2   3 steady   4   5 flying\n", "Write a number:\n", 1)
	receipt := Sent{From: week.From, Text: "Got it, Ana.\n\n1. It went well, two comments only.\n2. A cold, and the release.\n\nWrong? Reply with the number again.\n"}
	lastWeek := Sent{From: week.From, Questions: []Question{{1, "What got in the way, if anything?"}, {2, "What did you try?"}}, Text: "Hi Ana, how was the first week?\n\n1. What got in the way, if anything?\n\n2. What did you try?\n\nThank you for every line.\n"}
	for _, c := range []struct {
		name string
		in   Input
		sent []Sent
		want []Block
	}{
		{"a bare number", Input{Text: "4\n"}, sent, []Block{{Text: "4"}}},
		{"a number that starts our scale", Input{Text: "1\n\n" + wrote + quoted(week.Text)}, sent, []Block{{Text: "1"}}},
		{"the first number of the scale, above it", Input{Text: wrote + strings.Replace(quoted(week.Text), "a number:\n", "a number:\n1\n", 1)}, sent, []Block{{Text: "1", Question: 4}}},
		{"the same, behind the question", Input{Text: wrote + strings.Replace(quoted(week.Text), "a number:\n", "a number: 1\n", 1)}, sent, []Block{{Text: "1", Question: 4}}},
		{"the same, the scale deleted", Input{Text: wrote + strings.Replace(quoted(week2), "a number:\n", "a number: 1\n", 1)}, sent, []Block{{Text: "1", Question: 4}}},
		{"the same, unmarked", Input{Text: headers[0] + "\n\n" + strings.Replace(week.Text, "a number:\n", "a number:\n1\n", 1)}, sent, []Block{{Text: "1", Question: 4}}},
		{"the number of the next question", Input{Text: wrote + strings.Replace(quoted(week.Text), "anything?\n", "anything?\n3\n", 1)}, sent, []Block{{Text: "3", Question: 2}}},
		{"the same, unmarked", Input{Text: headers[0] + "\n\n" + strings.Replace(week.Text, "anything?\n", "anything?\n3\n", 1)}, sent, []Block{{Text: "3", Question: 2}}},
		{"a smile", Input{Text: wrote + strings.Replace(quoted(week.Text), "anything?\n", "anything? 👍\n", 1)}, sent, []Block{{Text: "👍", Question: 2}}},
		{"a link", Input{Text: headers[0] + "\n\n" + strings.Replace(week.Text, "anything?\n", "anything? https://world.test/log\n", 1)}, sent, []Block{{Text: "https://world.test/log", Question: 2}}},
		{"the target of our link to an address, as Gmail writes it", Input{Text: "yes\n\n" + wrote + strings.Replace(quoted(week.Text), "anything?\n", "anything?\n> <pairs+k7f2@mentors.example?subject=Re%3A%20Week%209&body=2%3A%20yes>\n", 1)}, sent, []Block{{Text: "yes"}}},
		{"a sentence begun as before, in the quote", Input{Text: wrote + strings.Replace(quoted(week.Text), "anything?\n", "anything?\n> private: It went well, two comments too many.\n", 1)}, []Sent{week, receipt}, []Block{{Text: "private: It went well, two comments too many.", Question: 2}}},
		{"the form that a link opens", Input{Text: "1: all done\n\n2: \n\n3: the note\n\n4: 3\n"}, sent, []Block{{Text: "1: all done\n\n2:\n\n3: the note\n\n4: 3"}}},
		{"our words in their sentence", Input{Text: "What got in the way was a cold.\nAsk for a review of your parser change, he said.\n\n" + wrote + quoted(week.Text)}, sent, []Block{{Text: "What got in the way was a cold.\nAsk for a review of your parser change, he said."}}},
		{"a plan in the words of ours", Input{Text: "Ask for a review of your parser change\nwrite the design note\n"}, sent, []Block{{Text: "Ask for a review of your parser change\nwrite the design note"}}},
		{"questions typed again, no quote", Input{Text: "1. You planned to ask for a review of your parser change. What happened?\nDone.\n2. What got in the way, if anything? Nothing.\n"}, sent, []Block{{Text: "Done.", Question: 1}, {Text: "Nothing.", Question: 2}}},
		{"one question left in the quote", Input{Text: wrote + "> 2. What got in the way, if anything?\n\nA cold\n"}, sent, []Block{{Text: "A cold", Question: 2}}},
		{"answers that the client quotes", Input{Text: wrote + strings.Replace(strings.Replace(quoted(week.Text), "anything?\n", "anything?\n> A cold\n", 1), "Thursday?\n", "Thursday?\n> The note\n", 1)}, sent, []Block{{Text: "A cold", Question: 2}, {Text: "The note", Question: 3}}},
		{"an answer inside a wrapped question", Input{Text: wrote + strings.Replace(quoted(week.Text), "change. What\n", "change. What\nGood\n", 1)}, sent, []Block{{Text: "Good", Question: 1}}},
		{"a line of ours changed", Input{Text: wrote + strings.Replace(quoted(week.Text), "due Fri 28 Nov", "due Fri 5 Dec", 1)}, sent, []Block{{Text: "5 Dec"}}},
		{"no frame at all", Input{Text: strings.Replace(quoted(week.Text), "anything?\n", "anything?\nA cold\n", 1)}, sent, []Block{{Text: "A cold", Question: 2}}},
		{"the same words sent again", Input{Text: "It went well, two comments only.\n"}, []Sent{week, receipt}, []Block{{Text: "It went well, two comments only."}}},
		{"a correction above the receipt", Input{Text: "2: the release only\n\n" + wrote + quoted(receipt.Text)}, []Sent{receipt, week}, []Block{{Text: "2: the release only"}}},
		{"receipt and prompt in one thread", Input{Text: "2: the release only\n\n" + headers[0] + "\n\n" + receipt.Text + "\n" + "From: Ana <ana@world.test>\nSent: Friday, November 14, 2025 3:00 PM\nTo: Milepost\nSubject: Re: Week 9\n\nMy old words, two days ago.\n\n" + headers[0] + "\n\n" + week.Text}, []Sent{receipt, week}, []Block{{Text: "2: the release only"}}},
		{"an answer to last week's prompt", Input{Text: wrote + strings.Replace(quoted(lastWeek.Text), "anything?\n", "anything?\n\nA cold\n\n", 1)}, []Sent{week, lastWeek}, []Block{{Text: "A cold", Question: 1, Sent: 1}}},
		{"an older mail quoted deeper", Input{Text: "yes\n\n" + wrote + quoted(week.Text+"\nOn Mon, 10 Nov 2025 at 09:00, Ana <ana@world.test> wrote:\n> my old words\n")}, sent, []Block{{Text: "yes"}}},
		{"a list that starts with a dash", Input{Text: "- wrote the note\n- fixed both\n\n---\n\nand then the rest\n\n" + wrote + quoted(week.Text)}, sent, []Block{{Text: "- wrote the note\n- fixed both\n\n---\n\nand then the rest"}}},
		{"a sentence that starts like a frame", Input{Text: "On Monday at 10:00 Tomasz wrote:\nyou should try it.\nSo I did.\n"}, sent, []Block{{Text: "On Monday at 10:00 Tomasz wrote:\nyou should try it.\nSo I did."}}},
		{"labels in their own words", Input{Text: "From: my side nothing.\nThe rest is fine.\nSubject: we should talk about Thursday\n"}, sent, []Block{{Text: "From: my side nothing.\nThe rest is fine.\nSubject: we should talk about Thursday"}}},
		{"a signature only", Input{Text: "-- \nAna\n\n" + wrote + quoted(week.Text)}, sent, nil},
		{"thanks is a word", Input{Text: "All done, see the note.\n\nThanks\n\n" + wrote + quoted(week.Text)}, sent, []Block{{Text: "All done, see the note.\n\nThanks"}}},
		{"thanks above a name is not", Input{Text: "All done, see the note.\n\nThanks,\nAna\n\n" + wrote + quoted(week.Text)}, sent, []Block{{Text: "All done, see the note."}}},
		{"thanks above a word is not a greeting", Input{Text: "Thanks.\nAll good\n\n" + wrote + quoted(week.Text)}, sent, []Block{{Text: "Thanks.\nAll good"}}},
		{"a person's own quotation", Input{Text: "Tomasz said it well:\n> less is more\nand I agree.\n\n" + wrote + quoted(week.Text)}, sent, []Block{{Text: "Tomasz said it well:\n> less is more\nand I agree."}}},
		{"windows line ends", Input{Text: strings.ReplaceAll("fine\n\n"+wrote+strings.Replace(quoted(week.Text), "anything?\n", "anything?\n\nA cold\n\n", 1), "\n", "\r\n")}, sent, []Block{{Text: "fine"}, {Text: "A cold", Question: 2}}},
		{"a translated frame that no table knows", Input{Text: "hyvin\n\nZzz 14.11. yyy Milepost for Ana & Tomasz xxx qqq:\n" + quoted(week.Text)}, sent, []Block{{Text: "hyvin"}}},
		{"the HTML part, unmarked in the plain one", Input{Text: "fine\n\n" + headers[1] + "\n\n" + strings.Join(renderText(week.HTML), "\n")}, sent, []Block{{Text: "fine"}}},
		{"hidden words stay hidden", Input{HTML: `<div>fine</div><div style="display:none">spam</div><script>var x = "no";</script><style>p{}</style>`}, sent, []Block{{Text: "fine"}}},
		{"lists in HTML keep their numbers", Input{HTML: `<ol><li>done</li><li>a cold</li></ol><ul><li>x</li></ul>`}, sent, []Block{{Text: "1. done\n2. a cold\n- x"}}},
		{"a stub beside the HTML part", Input{Text: "This message is in HTML.\n", HTML: `<p>It went well. I have written the whole note, and Tomasz has read it twice since, with comments.</p><blockquote type="cite">` + bodyOf(week.HTML) + `</blockquote>`}, sent, []Block{{Text: "It went well. I have written the whole note, and Tomasz has read it twice since, with comments."}}},
		{"nothing", Input{}, sent, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			checkBlocks(t, c.name, c.in, c.sent, c.want)
		})
	}
}

// TestNeedsReview names the replies that a person should look at.
func TestNeedsReview(t *testing.T) {
	t.Parallel()
	foreign := strings.Repeat("Words of a mail that we did not send.\n", 20)
	for _, c := range []struct {
		name string
		in   Input
		want bool
	}{
		{"an answer", Input{Text: "fine\n\n" + wrote + quoted(week.Text)}, false},
		{"an answer without a quote", Input{Text: "fine\n"}, false},
		{"nothing but our words", Input{Text: wrote + quoted(week.Text)}, true},
		{"nothing but a signature", Input{Text: "Sent from my iPhone\n\n" + wrote + quoted(week.Text)}, true},
		{"an unmarked quote of another mail", Input{Text: "fine\n\n" + headers[0] + "\n\n" + foreign}, true},
		{"no text at all", Input{}, false},
	} {
		if got := Read(c.in, []Sent{week}); got.NeedsReview != c.want || (got.Reason != "") != c.want {
			t.Errorf("%s: Read().NeedsReview = %v (%q), want %v", c.name, got.NeedsReview, got.Reason, c.want)
		}
	}
}

// TestBothParts reads the part that leaves less to guess.
func TestBothParts(t *testing.T) {
	t.Parallel()
	plain := wrote + strings.Replace(quoted(week.Text), "anything?\n", "anything?\n> A cold\n", 1)
	markup := `<p>` + wrote + `</p><blockquote>` + strings.Replace(bodyOf(week.HTML), "<!--answer2-->", "</blockquote><p>A cold</p><blockquote>", 1) + `</blockquote>`
	want := []Block{{Text: "A cold", Question: 2}}
	checkBlocks(t, "answers quoted in the plain part", Input{Text: plain, HTML: markup}, []Sent{week}, want)
	if r := Read(Input{Text: plain, HTML: markup}, []Sent{week}); r.From != "html" {
		t.Errorf("Read().From = %q, want html", r.From)
	}
	if r := Read(Input{Text: "fine\n\n" + wrote + quoted(week.Text), HTML: markup}, []Sent{week}); r.From != "text" {
		t.Errorf("Read().From = %q, want text", r.From)
	}
}
