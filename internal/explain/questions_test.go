package explain

import (
	"slices"
	"testing"

	"milepost/mail/reply"
	"milepost/templates"
)

// TestQuestionsOfOurMails finds in every mail of ours exactly the questions that
// it asks, from its text alone, from its HTML alone and from both.
func TestQuestionsOfOurMails(t *testing.T) {
	t.Parallel()
	set, err := templates.Load("")
	if err != nil {
		t.Fatal(err)
	}
	samples, err := templates.Samples(set)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range samples {
		var want []reply.Question
		for _, q := range s.Asked {
			want = append(want, reply.Question{N: q.N, Text: q.Text})
		}
		for part, found := range map[string][]reply.Printed{
			"text": reply.Questions(s.Text, ""), "HTML": reply.Questions("", s.HTML), "both": reply.Questions(s.Text, s.HTML),
		} {
			var got []reply.Question
			for _, q := range found {
				got = append(got, q.Question)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s, %s: Questions() = %+v, want %+v", s.Name, part, got, want)
			}
		}
	}
}
