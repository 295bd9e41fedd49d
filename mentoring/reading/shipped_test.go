package reading_test

import (
	"testing"

	. "milepost/mentoring/reading"
	"milepost/mentoring/ritual"
	"milepost/templates"
)

// TestShippedVocabulary reads sentences with the words that ship: many of them
// begin like a keyword, and are none.
func TestShippedVocabulary(t *testing.T) {
	t.Parallel()
	set, err := templates.Load("")
	if err != nil {
		t.Fatal(err)
	}
	v := set.Vocabulary("en")
	for _, row := range []struct {
		p          Prompt
		text, want string
	}{
		{weekly(), "Did the review with Marta.", "~Did the review with Marta."},
		{weekly(), "Back from Porto, slowly catching up.", "~Back from Porto, slowly catching up."},
		{weekly(), "Stuck on the data access again.", "~Stuck on the data access again."},
		{weekly(), "Thanks – talk soon.", "~Thanks – talk soon."},
		{weekly(), "Continue with the plan as agreed.", "~Continue with the plan as agreed."},
		{weekly(), "Later this week I will show Rui the draft.", "~Later this week I will show Rui the draft."},
		{weekly(), "Next week I am in Porto.", "~Next week I am in Porto."},
		{weekly(), "Change of plans: we go to Porto.", "~Change of plans: we go to Porto."},
		{weekly(), "Help came from Marta.", "~Help came from Marta."},
		{weekly(), "Leave on friday was good.", "~Leave on friday was good."},
		{weekly(), "Action items are clear.", "~Action items are clear."},
		{weekly(), "1: Did it, and it went well.", "1=Did it, and it went well."},
		{weekly(), "1: Done! It went well.", "1=Done! It went well. (done)"},
		{weekly(), "1: Yes, done.", "1=Yes, done."},
		{weekly(), "2: no\n4: 3", "2=no; 4=3 (3)"},
		{weekly(), "2: stuck with the data", "2=stuck with the data"},
		{weekly(), "too busy this week", "skip"},
		{weekly(), "Remind me on monday", "snooze 2025-11-24"},
		{weekly(), "I'm away until 8 dec.", "pause 2025-11-21 2025-12-08"},
		{weekly(), "unsubscribe", "stop"},
		{nothing(), "стоп", "stop"},
		{nothing(), "Стоп!", "stop"},
		{nothing(), "commit: call Rui every friday", "commit [call Rui every friday]"},
		{nothing(), "priv: I may leave.", "~I may leave. private"},
		{nothing(), "p r i v a t e: I may leave.", "~I may leave. private"},
		{nothing(), "P.R.I.V.A.T.E. I may leave.", "~I may leave. private"},
		{nothing(), "Nur für dich: I may leave.", "~I may leave. private"},
		{nothing(), "not for Tomasz: I may leave.", "~I may leave. private"},
		{nothing(), "Pas pour Tomasz : I may leave.", "~I may leave. private"},
		{nothing(), "not for my mentor: I may leave.", "~I may leave. private"},
		{nothing(), "Not for now: we wait.", "~Not for now: we wait."},
		{nothing(), "Not for Tomasz but for me.", "~Not for Tomasz but for me."},
		{weekly(), "keep this private\n\nI may leave.", "~I may leave. private"},
		{weekly(), "confidential: I may leave.", "~I may leave. private"},
		{weekly(), "I may leave, but keep it between us.", "~I may leave, but keep it between us. held"},
		{weekly(), "Thanks a lot!", "thanks"},
		{only(ritual.Choice, ritual.Remedy, "smaller", "later", "stop"), "Fewer questions would be good", "1=Fewer questions would be good (smaller)"},
		{only(ritual.Choice, ritual.Remedy, "smaller", "later", "stop"), "stop", "1=stop (stop)"},
		{nothing(), "ok", "yes"},
		{nothing(), "done with C4", "done C4"},
		{nothing(), "Postpone C4 to monday", "move C4 2025-11-24"},
	} {
		if got := said(Interpret(row.p, []Block{words(row.text)}, v, friday)); got != row.want {
			t.Errorf("Interpret(%q) = %q, want %q", row.text, got, row.want)
		}
	}
}
