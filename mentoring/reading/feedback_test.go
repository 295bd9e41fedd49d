package reading_test

import (
	"strings"
	"testing"

	. "milepost/mentoring/reading"
	"milepost/mentoring/ritual"
	"milepost/templates"
)

// F1, F3: the lines below feedback say more of it; elsewhere they are plain words.
func TestLinesBelowFeedback(t *testing.T) {
	t.Parallel()
	set, err := templates.Load("")
	if err != nil {
		t.Fatal(err)
	}
	v := set.Vocabulary("en")
	well := Prompt{Pairs: []int64{1}, Asked: []ritual.Asked{
		{N: 1, Pair: 1, Key: "touch", Kind: ritual.Text},
		{N: 2, Pair: 1, Key: "did-well", Kind: ritual.Text, Records: ritual.Feedback},
	}}
	for _, row := range []struct {
		name string
		p    Prompt
		text string
		want string // verb and sort of each line
	}{
		{"below feedback", nothing(), "feedback: You asked who would use it.\neffect: The plan got shorter.\nI read it as: care\ntry: ask it first", "feedback/ detail/effect detail/reading try/"},
		{"below a win", nothing(), "win: the plan fits on one page\nit took: three tries", "win/ detail/took"},
		{"below an answer", well, "2: You asked who would use it.\neffect: The plan got shorter.", "detail/effect"},
		{"below another answer", well, "1: Yesterday.\neffect: none yet", ""},
		{"alone", nothing(), "effect: none yet", ""},
		{"what happened, in a story", nothing(), "I saw: nothing.", ""},
	} {
		var got []string
		for _, l := range Interpret(row.p, []Block{words(row.text)}, v, friday).Lines {
			got = append(got, string(l.Verb)+"/"+l.Key)
		}
		if s := strings.Join(got, " "); s != row.want {
			t.Errorf("%s: lines %q, want %q", row.name, s, row.want)
		}
	}
}
