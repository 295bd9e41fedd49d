package report

import (
	"strings"
	"testing"

	"milepost/mentoring"
	"milepost/mentoring/reading"
)

func TestRereadingText(t *testing.T) {
	t.Parallel()
	some := Rereading{Read: 40, Skipped: 1}
	some.Add(17, []mentoring.Difference{
		{Kind: mentoring.ReadAnew, Question: 3, Words: 2}, {Kind: mentoring.NewlyRead, Verb: reading.Goal, Words: 4},
	})
	some.Add(18, nil)
	some.Add(19, []mentoring.Difference{{Kind: mentoring.NotActedOn, Verb: reading.Pause}})
	some.Add(20, []mentoring.Difference{{Kind: mentoring.NotActedOn, Verb: reading.Confidential}}) // not told: that is a secret, too
	applied := some
	applied.Applied = true
	for _, tt := range []struct {
		name string
		r    Rereading
		want string
	}{
		{"nothing", Rereading{Read: 2}, "2 mails read again; nothing to change.\n"},
		{"over", Rereading{Over: 2}, "0 mails read again; nothing to change.\n2 mails left alone: of pairs that are over.\n"},
		{"some", some, `mail 17: 2 words more under question 3; 1 line 'goal' newly read; nothing is
  lost
mail 19: the line 'pause' was not acted on
mail 20: what is said beside the answers was not acted on

40 mails read again; 1 mail would change.
Nothing is changed yet: add --apply.
1 mail not compared: how it was read is not kept, or its words are erased.
`},
		{"applied", applied, `mail 17: 2 words more under question 3; 1 line 'goal' newly read; nothing is
  lost
mail 19: the line 'pause' was not acted on
mail 20: what is said beside the answers was not acted on

40 mails read again; 1 mail changed.
1 mail not compared: how it was read is not kept, or its words are erased.
`},
	} {
		var b strings.Builder
		if err := tt.r.Text(&b); err != nil || b.String() != tt.want {
			t.Errorf("%s: Text() = %q, %v, want %q", tt.name, b.String(), err, tt.want)
		}
	}
}
