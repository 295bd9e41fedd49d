package e2e

import "testing"

const quoted = `On Fri, Nov 21, 2026 at 14:00, Milepost wrote:
> Hi Ana, how did the week go?
>
> 1. You planned to ask for a review. What happened?
>    (Done already? Write "done C4".)
>
> 2. What got in the way,
>    if anything?
>
> 3. How on track do you feel? Write a number:
>    1 stuck   2   3 steady   4   5 flying
>
> -- 
> Reply "stop" to end these mails.
`

func TestWriteInto(t *testing.T) {
	rows := []struct {
		name    string
		draft   string
		answers Answers
		style   Style
		want    string
	}{
		{"interleaved", quoted, Answers{1: "It went well.", 3: "4"}, Interleaved, `On Fri, Nov 21, 2026 at 14:00, Milepost wrote:
> Hi Ana, how did the week go?
>
> 1. You planned to ask for a review. What happened?
>    (Done already? Write "done C4".)

It went well.

>
> 2. What got in the way,
>    if anything?
>
> 3. How on track do you feel? Write a number:
>    1 stuck   2   3 steady   4   5 flying

4

>
> -- 
> Reply "stop" to end these mails.
`},
		{"quote marked by a tab", "\t1. One?\n\n\t2. Two?\n", Answers{1: "yes", 2: "no"}, Interleaved, "\t1. One?\n\nyes\n\n\n\t2. Two?\n\nno\n\n"},
		{"number above its question", "> 1\n> \n> One?\n> \n> 2\n> \n> Two?\n", Answers{1: "yes", 2: "no"}, Interleaved, "> 1\n> \n> One?\n\nyes\n\n> \n> 2\n> \n> Two?\n\nno\n\n"},
		{"questions without a gap", "> 1. One?\n> 2. Two?\n", Answers{1: "yes"}, Interleaved, "> 1. One?\n\nyes\n\n> 2. Two?\n"},
		{"top-posted", "> 1. One?\n", Answers{2: "no", 1: "yes"}, TopPosted, "1: yes\n2: no\n\n> 1. One?\n"},
		{"unquoted", "> 1. One?\n", Answers{1: "yes"}, Unquoted, "1: yes\n"},
		{"header, blank line", "To: a@world.test\nCc:\n\n> 1. One?\n", Answers{1: "yes"}, TopPosted, "To: a@world.test\nCc:\n\n1: yes\n\n> 1. One?\n"},
		{"header, explained", "# edit\nTo: a@world.test\n\n> 1. One?\n", Answers{1: "yes"}, Unquoted, "# edit\nTo: a@world.test\n\n1: yes\n"},
		{"header, dashes", "To: a@world.test\n--------\n> 1. One?\n", Answers{1: "yes"}, Unquoted, "To: a@world.test\n--------\n1: yes\n"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			got, err := row.answers.WriteInto(row.draft, row.style)
			if err != nil {
				t.Fatalf("WriteInto() error = %v", err)
			}
			if got != row.want {
				t.Errorf("WriteInto() =\n%s\nwant\n%s", got, row.want)
			}
		})
	}
}

func TestWriteIntoMissingQuestion(t *testing.T) {
	if _, err := (Answers{4: "yes"}).WriteInto(quoted, Interleaved); err == nil {
		t.Error("WriteInto() found question 4 in a draft of three")
	}
}
