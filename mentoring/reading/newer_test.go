package reading_test

import (
	"strings"
	"testing"

	. "milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// paired is a mail that asks nothing, to somebody whose partner is Tomasz.
func paired() Prompt {
	p := nothing()
	p.Author, p.Partners = "Ana Sousa", []string{"Tomasz Kowalski"}
	return p
}

// TestStep reads who takes a step, by when, and with how much help.
func TestStep(t *testing.T) {
	t.Parallel()
	v := shipped(t).Vocabulary("en")
	for _, row := range []struct{ line, want string }{
		{"step: @Tomasz: ask Rui by friday", "commit partner [ask Rui] 2025-11-28"},
		{"step: @tomasz ask Rui by friday", "commit partner [ask Rui] 2025-11-28"},
		{"step: ask Rui @tomasz by friday", "commit partner [ask Rui] 2025-11-28"},
		{"commit: ask Rui by friday @Tomasz", "commit partner [ask Rui] 2025-11-28"},
		{"commit: @mentor ask Rui", "commit mentor partner [ask Rui]"},
		{"commit: ask Rui @mentee", "commit mentee partner [ask Rui]"},
		{"step: you: ask Rui by friday", "commit partner [ask Rui] 2025-11-28"},
		{"step: Tomasz: ask Rui", "commit partner [ask Rui]"},
		{"step: ask @Rui for the data", "commit [ask @Rui for the data]"},
		{"step: you know: ask Rui", "commit [you know: ask Rui]"},
		{"step: mail ana@world.test", "commit [mail ana@world.test]"},
		{"step: @Tomasz", "commit [@Tomasz]"},
		{"step: lead the meeting by friday (alone)", "commit alone [lead the meeting] 2025-11-28"},
		{"step: lead the meeting (reviewed) by friday", "commit reviewed [lead the meeting] 2025-11-28"},
		{"step: lead the meeting (together).", "commit together [lead the meeting]"},
		{"step: @Tomasz lead the meeting by friday (together)", "commit partner together [lead the meeting] 2025-11-28"},
		{"step: lead the meeting (with Rui)", "commit [lead the meeting (with Rui)]"},
		{"step: (alone)", "commit [(alone)]"},
		{"step by step we get there", ""},
		{"Step 1: write", ""},
		{"intro: @Tomasz: Ana meets Rui by friday", "intro partner [Ana meets Rui] 2025-11-28"},
		{"exercise: say it in two minutes by friday (alone)", "exercise alone [say it in two minutes] 2025-11-28"},
	} {
		if got := told(Interpret(paired(), []Block{words(row.line)}, v, friday).Lines); got != row.want {
			t.Errorf("Interpret(%q).Lines = %q, want %q", row.line, got, row.want)
		}
	}
}

// TestDetail reads what is said of goals and milestones, and leaves sentences
// alone that begin like it.
func TestDetail(t *testing.T) {
	t.Parallel()
	v := shipped(t).Vocabulary("en")
	aboutGoal := only(ritual.Text, ritual.Nothing)
	aboutGoal.Asked[0].Ref = "G1"
	rating := only(ritual.Scale, ritual.Rating)
	rating.Asked[0].Ref = "G1"
	receipt := weekly()
	receipt.Corrects = true
	for _, row := range []struct {
		p          Prompt
		text, want string
	}{
		{nothing(), "why G1: it pays", "detail G1 why [it pays]"},
		{nothing(), "G1 why: it pays", "detail G1 why [it pays]"},
		{nothing(), "G1: why: it pays", "detail G1 why [it pays]"},
		{nothing(), "because M2: it pays", "detail M2 why [it pays]"},
		{nothing(), "G1 measure: 7 km", "detail G1 measure [7 km]"},
		{nothing(), "measure for G1: 7 km", "detail G1 measure [7 km]"},
		{nothing(), "fallback G1: a smaller one", "detail G1 fallback [a smaller one]"},
		{nothing(), "G1 if this breaks, then we ask Rui", "detail G1 fallback [we ask Rui]"},
		{nothing(), "judged by M1: a demonstration", "detail M1 judged [a demonstration]"},
		{nothing(), "mark M1: dinner", "detail M1 mark [dinner]"},
		{nothing(), "by G1: 1 march", "move G1 2026-03-01"},
		{nothing(), "skill G1: speaking up", "detail G1 skill [speaking up]"},
		{nothing(), "stretch M1", "detail M1 stretch"},
		{nothing(), "M1 stretch: Tomasz sits in", "detail M1 stretch [Tomasz sits in]"},
		{nothing(), "sort M1: a skill", "detail M1 sort [skill]"},
		{nothing(), "measure G1: private: my weight", "detail G1 measure [my weight] private"},
		{nothing(), "Why: it was late", "~Why: it was late"},
		{nothing(), "Because it was late", "~Because it was late"},
		{nothing(), "Why G1 matters is clear now", "~Why G1 matters is clear now"},
		{nothing(), "By: Rui", "~By: Rui"},
		{nothing(), "Skill: presenting", "skill [presenting]"},
		{nothing(), "Mark: he left", "~Mark: he left"},
		{nothing(), "if this breaks, we ask Rui", "~if this breaks, we ask Rui"},
		{nothing(), "G1: 7 km", "~G1: 7 km"},
		{weekly(), "2: none\nWhy: it was late", "2=none|Why: it was late"},
		{nothing(), "goal: run\nwhy: my health\nmeasure: 7 km\nby: 1 march", "goal [run] 2026-03-01; detail why [my health]; detail measure [7 km]"},
		{nothing(), "goal: run\n- why: my health\n- if this breaks, then I swim\n- stretch", "goal [run]; detail why [my health]; detail fallback [I swim]; detail stretch"},
		{nothing(), "milestone G1: 5 km\n\ncriterion: without a stop\nresources: shoes\nsort: skill", "milestone G1 [5 km]; detail criterion [without a stop]; detail resources [shoes]; detail sort [skill]"},
		{nothing(), "goal: run\nskill: running\nskill: running now 1 want 3", "goal [run]; detail skill [running]; skill #1 #3 [running]"},
		{nothing(), "goal: run\nIt rains.\nwhy: my health", "goal [run]; ~It rains.|why: my health"},
		{nothing(), "goal: run\nwin: slept\nwhy: my health", "goal [run]; win [slept]; ~why: my health"},
		{aboutGoal, "measure: 7 km", "detail G1 measure [7 km]"},
		{aboutGoal, "Why: my health", "1=Why: my health"},
		{rating, "4\nmeasure: 7 km", "1=4|measure: 7 km (4)"},
		{receipt, "measure: 7 km", "detail measure [7 km]"},
		{receipt, "by: 1 march", "detail by 2026-03-01"},
		{receipt, "why: my health", "~why: my health"},
	} {
		if got := strings.ReplaceAll(said(Interpret(row.p, []Block{words(row.text)}, v, friday)), "\n", "|"); got != row.want {
			t.Errorf("Interpret(%q) = %q, want %q", row.text, got, row.want)
		}
	}
}

// TestNewerVerbs reads the other verbs that came with growth, and the sentences
// that only look like them.
func TestNewerVerbs(t *testing.T) {
	t.Parallel()
	v := shipped(t).Vocabulary("en")
	for _, row := range []struct{ line, want string }{
		{"metric G1: 7 km", "metric G1 [7 km]"},
		{"metric G1 = 7,5 km", "metric G1 [7,5 km]"},
		{"Metric g1 3 of 5", "metric G1 [3 of 5]"},
		{"metric: 7", ""},
		{"metric G1 is odd", ""},
		{"metrics are odd", ""},
		{"evidence: Rui asked for my notes", "evidence [Rui asked for my notes]"},
		{"evidence G1: Rui asked", "evidence G1 [Rui asked]"},
		{"evidence: Rui asked (G1)", "evidence G1 [Rui asked]"},
		{"Evidence shows that it works", ""},
		{"resource https://world.test/a for G1", "resource G1 [https://world.test/a]"},
		{"resource: a book, for G2", "resource G2 [a book]"},
		{"resource G1: a book", "resource G1 [a book]"},
		{"Resources are scarce", ""},
		{"try: no mail before ten", "try [no mail before ten]"},
		{"try: no mail before ten for two weeks", "try [no mail before ten] 2025-12-05"},
		{"try pairing on Fridays until 3 dec", "try [pairing on Fridays] 2025-12-03"},
		{"try to sleep more", ""},
		{"try to finish by friday", ""},
		{"try for once", ""},
		{"skill: presenting, now 2, want 4", "skill #2 #4 [presenting]"},
		{"skill presenting 2 -> 4", "skill #2 #4 [presenting]"},
		{"skill: presenting 2/5", "skill #2 [presenting]"},
		{"skill: presenting", "skill [presenting]"},
		{"Skill is not all", ""},
		{"need: a quiet room", "need [a quiet room]"},
		{"I need: a quiet room", "need [a quiet room]"},
		{"need more sleep", ""},
		{"debrief: the move", "debrief [the move]"},
		{"debrief", "debrief"},
		{"Debrief went well", ""},
		{"ask for feedback: my slides", "ask feedback [my slides]"},
		{"ask for feedback on my slides more often", ""},
		{"ask: feedback on my slides", "ask [feedback on my slides]"},
		{"send slides.pdf", "send [slides.pdf]"},
		{"send me “plan v2.docx”", ""},
		{"send: the plan", "send [the plan]"},
		{"send the draft to Rui", ""},
		{"send ana@world.test", ""},
		{"tell only us", "tell us"},
		{"tell everyone", "tell program"},
		{"tell priya@world.test and rui@world.test", "tell named [priya@world.test rui@world.test]"},
		{"tell us more about it", ""},
		{"tell the program that it rains", ""},
		{"tell Rui", ""},
		{"invite priya@world.test", "invite [priya@world.test]"},
		{"invite priya@world.test about G1", "invite G1 [priya@world.test]"},
		{"invite Priya Shah <priya@world.test> about speaking up", "invite [Priya Shah <priya@world.test>] about [speaking up]"},
		{"Invite: priya@world.test for my talks.", "invite [priya@world.test] about [my talks]"},
		{"invite Priya", ""},
		{"invite priya@world.test, she knows", ""},
		{"helper: rui@world.test for G1", "helper G1 [rui@world.test]"},
		{"helper rui@world.test for SQL", "helper [rui@world.test] about [SQL]"},
		{"observer Rui <rui@world.test>", "observer [Rui <rui@world.test>]"},
		{"helper functions are long", ""},
		{"letter to Tomasz: be bold", "letter partner [be bold]"},
		{"letter to my mentor: be bold", "letter partner [be bold]"},
		{"Letter to myself: be bold", "letter [be bold]"},
		{"letter: be bold", "letter [be bold]"},
		{"Letter to HR: sent", ""},
		{"letter to me", ""},
		{"amend review: every 12 weeks", "amend review [every 12 weeks]"},
		{"amend the end date: 30 june", "amend end [30 june]"},
		{"amend: no mails in august", "amend [no mails in august]"},
		{"Amend the draft: more colour", ""},
		{"amend", ""},
		{"every two weeks", "every #2"},
		{"Every 3 weeks please", "every #3"},
		{"every: 2 weeks", "every #2"},
		{"once a month", "every #4"},
		{"every 10 days", ""},
		{"every time we meet", ""},
		{"Every week is hard", ""},
		{"2 weeks", ""},
		{"fridays at 4 pm", "on day 5 16:00"},
		{"Fridays, 16:00", "on day 5 16:00"},
		{"every tuesday at 9:00", "on day 2 09:00"},
		{"on: friday 17:00", "on day 5 17:00"},
		{"on: mondays", "on day 1"},
		{"on friday", ""},
		{"On fridays we rest", ""},
		{"Fridays are hard", ""},
		{"light", "light"},
		{"Light, please", "light"},
		{"light rain", ""},
		{"full.", "full"},
		{"full week", ""},
		{"we talk.", "we talk"},
		{"We talk on friday", ""},
		{"ask me now", "ask us now"},
		{"ask us now", "ask us now"},
		{"reset please", "reset"},
		{"reset my laptop", ""},
		{"rset", ""},
		{"our question: what made you laugh?", "our question [what made you laugh?]"},
		{"our review question: are we brave?", "our question review [are we brave?]"},
		{"drop question: what made you laugh?", "drop question [what made you laugh?]"},
		{"drop question 2", "drop question [2]"},
		{"drop question marks", ""},
		{"help us please", "help us"},
		{"help us with the plan", ""},
		{"leave us", "leave us"},
		{"leave", "stop"},
		{"end kindly", "end kindly"},
		{"Please end kindly.", "end kindly"},
		{"please end kindly, thanks", "end kindly"},
		{"kindly end", "end kindly"},
		{"Stop. Please end kindly!", "end kindly"},
		{"Could we please end kindly?", "end kindly"},
		{"please end", "stop"},
		{"end", "stop"},
		{"export summary", "export summary"},
		{"export: praise", "export praise"},
		{"export the data", ""},
		{"status resources", "status resources"},
		{"status of the release", ""},
		{"agree v2", "yes #2"},
		{"Agree 2.", "yes #2"},
		{"yes 2", ""},
		{"yes V1", "yes V1"},
		{"yes to v12", "yes V12"},
		{"v2 is done", ""},
	} {
		rd := Interpret(paired(), []Block{words(row.line)}, v, friday)
		if got := told(rd.Lines); got != row.want {
			t.Errorf("Interpret(%q).Lines = %q, want %q", row.line, got, row.want)
		}
		if row.want == "" && (len(rd.Leftover) != 1 || rd.Leftover[0].Text != row.line) {
			t.Errorf("Interpret(%q).Leftover = %v, want the line", row.line, rd.Leftover)
		}
	}
}

// TestLetterRunsOn reads a letter of several paragraphs, up to what is none of it.
func TestLetterRunsOn(t *testing.T) {
	t.Parallel()
	v := shipped(t).Vocabulary("en")
	for _, row := range []struct {
		p          Prompt
		text, want string
	}{
		{paired(), "letter to me: dear Ana,\nbe bold.\n\nYou were afraid.\nYou did it.\n\nwin: the talk", "letter [dear Ana,|be bold.||You were afraid.|You did it.]; win [the talk]"},
		{paired(), "A good week.\n\nletter to Tomasz:\nthank you\n\nfor all", "letter partner [thank you||for all]; ~A good week."},
		{weekly(), "2: none\nletter to me: x\n\ny\n\n4: 3", "2=none; 4=3 (3); letter [x||y]"},
		{paired(), "letter to me: x\n\nprivate: y", "letter [x]; ~y private"},
		{paired(), "The letter to me was kind: it said yes.\n\nMore.", "~The letter to me was kind: it said yes.||More."},
	} {
		if got := strings.ReplaceAll(said(Interpret(row.p, []Block{words(row.text)}, v, friday)), "\n", "|"); got != row.want {
			t.Errorf("Interpret(%q) = %q, want %q", row.text, got, row.want)
		}
	}
}

// TestKindEndIsHeard wants an end in kindness to be heard wherever it stands: in a
// private mail, and in one that answers nothing. Of a sender who is not proven it
// is a stop, which a word undoes.
func TestKindEndIsHeard(t *testing.T) {
	t.Parallel()
	v := shipped(t).Vocabulary("en")
	rd := Interpret(paired(), []Block{words("private\n\nI am tired.\nend kindly\nhelp us")}, v, friday)
	if got, want := said(rd), "end kindly; help us; ~I am tired. private"; got != want {
		t.Errorf("Interpret() = %q, want %q", got, want)
	}
	for proven, want := range map[bool]string{true: "end kindly", false: "stop"} {
		stray, control := Stray(Interpret(paired(), []Block{words("please end kindly")}, v, friday), proven)
		if got := told(stray.Lines); got != want || !control {
			t.Errorf("Stray(proven %t) = %q, %t, want %q", proven, got, control, want)
		}
	}
}
