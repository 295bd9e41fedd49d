package reply

import (
	"slices"
	"strings"
	"testing"
)

func TestQuestions(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, text, html string
		want             []Question
	}{
		{"nothing", "Hello Ana,\nsee you on Friday?\n", "", nil},
		{"dots", "1. What went well?\n\n2. What did not?\n", "", []Question{{1, "What went well?"}, {2, "What did not?"}}},
		{"brackets", "1) What went well?\n2) What did not?\n", "", []Question{{1, "What went well?"}, {2, "What did not?"}}},
		{"colons", "1: What went well?\n2: What did not?\n", "", []Question{{1, "What went well?"}, {2, "What did not?"}}},
		{"bare numbers", "1 What went well?\n2 What did not?\n", "", []Question{{1, "What went well?"}, {2, "What did not?"}}},
		{"Q", "Q1: What went well?\nQ2: What did not?\n", "", []Question{{1, "What went well?"}, {2, "What did not?"}}},
		{"a word", "Question 1: What went well?\nQuestion 2: What did not?\n", "", []Question{{1, "What went well?"}, {2, "What did not?"}}},
		{"bold", "**1. What went well?**\n**2. What did not?**\n", "", []Question{{1, "What went well?"}, {2, "What did not?"}}},
		{"CRLF", "1. What went well?\r\n2. What did not?\r\n", "", []Question{{1, "What went well?"}, {2, "What did not?"}}},
		{"full width", "1. 今週はどうでしたか？\n2. 次は何ですか？\n", "", []Question{{1, "今週はどうでしたか？"}, {2, "次は何ですか？"}}},
		{"a wrapped one", "1. You planned to ask Priya to review your parser change. What\n   happened?\n   Done already? Say so.\n", "", []Question{{1, "You planned to ask Priya to review your parser change. What happened?"}}},
		{"a form", "1. Your goal for this week:\n2. What is in the way:\n", "", []Question{{1, "Your goal for this week:"}, {2, "What is in the way:"}}},
		{"a reminder", "2. What got in the way?\n3. What next?\n", "", []Question{{2, "What got in the way?"}, {3, "What next?"}}},
		{"a scale", "1. How is it going?\n   1 stuck   2   3 steady   4   5 flying\n\n2. Why?\n", "", []Question{{1, "How is it going?"}, {2, "Why?"}}},
		{"steps", "1. Open the settings.\n2. Click on Save.\n3. Close the window.\n", "", nil},
		{"steps with one question", "1. Open the settings.\n2. No settings? Look again.\n3. Close the window.\n", "", nil},
		{"a quoted mail's", "> 1. What went well?\n> 2. What did not?\n", "", nil},
		{"a date and a time", "25 September.\n10:30 in the office?\n1.5 hours?\n", "", nil},
		{"one bare number", "1 week is left. Are you ready?\n", "", nil},
		{"a list in HTML", "", "<p>Hi</p><ol><li>What went well?</li><li>What did not?</li></ol>", []Question{{1, "What went well?"}, {2, "What did not?"}}},
		{"a table in HTML", "", "<table><tr><td><div>1</div></td><td><p>What went well?</p></td></tr><tr><td><div>2</div></td><td><p>What did not?</p></td></tr></table>", []Question{{1, "What went well?"}, {2, "What did not?"}}},
		{"marked in HTML", "1. What went well", `<div data-q="1"><p data-q="1"><b>What</b> went <i>well</i>? <span>One line.</span></p><p>more</p></div>`, []Question{{1, "What went well?"}}},
		{"the older form of our mails", `Just hit reply. Answer what you like, in any order. One line is plenty.


1. You planned to ask Priya to review your parser change. What happened?
   (Done already? Write "done C4" and it's ticked off.)

2. What got in the way, if anything?

3. How on track do you feel? Write a number:
   1 stuck   2   3 steady   4   5 flying
`, "", []Question{
			{1, "You planned to ask Priya to review your parser change. What happened?"},
			{2, "What got in the way, if anything?"},
			{3, "How on track do you feel? Write a number:"},
		}},
	} {
		var got []Question
		for _, q := range Questions(tt.text, tt.html) {
			got = append(got, q.Question)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: Questions() = %q, want %q", tt.name, texts(got), texts(tt.want))
		}
	}
}

func texts(qs []Question) []string {
	var out []string
	for _, q := range qs {
		out = append(out, q.Text)
	}
	return out
}

func TestQuestionsSayHowToAnswer(t *testing.T) {
	t.Parallel()
	found := Questions("1. How is it going?\n   Write a number.\n   1 stuck   2   3 steady   4   5 flying\n\n2. Why?\n", "")
	if len(found) != 2 || found[0].Below != "Write a number.\n1 stuck   2   3 steady   4   5 flying" || found[1].Below != "" {
		t.Errorf("Questions() = %+v, want the lines below the first", found)
	}
}

// FuzzQuestions holds: no panic, numbers that count up, texts within bounds.
func FuzzQuestions(f *testing.F) {
	f.Add("1. What?\n2. Why?\n", "")
	f.Add("", `<p data-q="1">What?</p>`)
	f.Add("Q1: "+strings.Repeat("long ", 100), "<ol><li>a?</ol>")
	f.Add("1. * *\n2. Why?\n", "")
	f.Add("1.\n* *\n2. Why?\n", "")
	f.Fuzz(func(t *testing.T, text, markup string) {
		found := Questions(text, markup)
		if len(found) > maxQuestions {
			t.Errorf("Questions() found %d", len(found))
		}
		seen := map[int]bool{}
		for _, q := range found {
			if q.N < 1 || q.Text == "" || seen[q.N] {
				t.Errorf("Questions() has %+v", q)
			}
			seen[q.N] = true
		}
	})
}
