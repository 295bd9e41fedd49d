package reading_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"milepost/mentoring/calendar"
	. "milepost/mentoring/reading"
)

// told writes lines with a keyword in short: verb, id, numbers, words, dates.
func told(lines []Line) string {
	var out []string
	for _, l := range lines {
		s := string(l.Verb)
		if l.Ref != "" {
			s += " " + l.Ref
		}
		if l.Key != "" {
			s += " " + l.Key
		}
		if l.Partner {
			s += " partner"
		}
		if l.Help != "" {
			s += " " + l.Help
		}
		if l.Weekday != 0 {
			s += fmt.Sprintf(" day %d", l.Weekday)
		}
		if l.Verb == On && l.Moment.Clock != 0 {
			s += " " + l.Moment.Clock.String()
		}
		if l.All {
			s += " ALL"
		}
		for _, n := range l.Numbers {
			s += fmt.Sprintf(" #%d", n)
		}
		if l.Text != "" {
			s += " [" + l.Text + "]"
		}
		if l.About != "" {
			s += " about [" + l.About + "]"
		}
		for _, d := range []calendar.Date{l.When, l.Until} {
			if !d.IsZero() {
				s += " " + d.String()
			}
		}
		if !l.Moment.Date.IsZero() {
			s += " " + l.Moment.String()
		}
		if l.Private {
			s += " private"
		}
		if l.Held {
			s += " held"
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestCommand(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ line, want string }{
		{"goal: Run the planning meeting alone by 1 march", "goal [Run the planning meeting alone] 2026-03-01"},
		{"Goal: by 1 march", "goal [by 1 march]"},
		{"GOAL : learn Go", "goal [learn Go]"},
		{"- goal: learn Go", "goal [learn Go]"},
		{"/goal: learn Go", "goal [learn Go]"},
		{"**goal:** learn Go", "goal [learn Go]"},
		{"goal: private: leave the team", "goal [leave the team] private"},
		{"Goal-setting went well", ""},
		{"goal is clear now", ""},
		{"goal:", ""},
		{"milestone G1: first draft shown to Rui by 12 dec", "milestone G1 [first draft shown to Rui] 2025-12-12"},
		{"milestone g1 first draft", "milestone G1 [first draft]"},
		{"milestone: first draft", ""},
		{"commit: send the note by friday", "commit [send the note] 2025-11-28"},
		{"I will: call Marta", "commit [call Marta]"},
		{"I will call Marta by friday", ""},
		{"win: shipped it", "win [shipped it]"},
		{"Win-win for both", ""},
		{"thanks: for the introduction", "win [for the introduction]"},
		{"Thanks – talk soon", ""},
		{"ask: how do you say no?", "ask [how do you say no?]"},
		{"feedback: your examples help", "feedback [your examples help]"},
		{"note: think about Lisbon", "note [think about Lisbon]"},
		{"blocked: no access to the data", "blocked [no access to the data]"},
		{"done C4", "done C4"},
		{"Done c4.", "done C4"},
		{"C4 done", "done C4"},
		{"C4: done", "done C4"},
		{"- C4 done, it went well", "done C4 [it went well]"},
		{"kept C4", "done C4"},
		{"done C4, C5 and C7", "done C4; done C5; done C7"},
		{"done C4 not C5", "done C4 [not C5]"},
		{"done with that, C4 is next", ""},
		{"done", ""},
		{"done M2", "done M2"},
		{"drop C4", "drop C4"},
		{"drop C4 because we changed the whole plan in summer", ""},
		{"move C4 to friday", "move C4 2025-11-28"},
		{"C4 moved to 8 dec", "move C4 2025-12-08"},
		{"move C4 to 8.12.", "move C4 2025-12-08"},
		{"move C4 to friday.", "move C4 2025-11-28"},
		{"move C4 to some day", "move C4 [to some day]"},
		{"A3: yes, on Tuesday", "answer A3 [yes, on Tuesday]"},
		{"a3 - yes", "answer A3 [yes]"},
		{"answer A3: yes", "answer A3 [yes]"},
		{"A4-size paper is out", ""},
		{"A3:", ""},
		{"keep G2", "keep G2"},
		{"G2 keep", "keep G2"},
		{"change G2: learn Rust by 1 march", "change G2 [learn Rust] 2026-03-01"},
		{"park G2", "park G2"},
		{"finish G2!", "finish G2"},
		{"keep going", ""},
		{"yes", "yes"},
		{"Yes!", "yes"},
		{"yes G2", "yes G2"},
		{"yes, G2", "yes G2"},
		{"yes to G2", "yes G2"},
		{"yes to all", "yes ALL"},
		{"agree", "yes"},
		{"no M1", "no M1"},
		{"no news this week", ""},
		{"share", "share"},
		{"share 1 3", "share #1 #3"},
		{"share the draft with Rui", ""},
		{"scratch 2", "scratch #2"},
		{"scratch", ""},
		{"private 2", "private #2"},
		{"private 2 and 3", "private #2 #3"},
		{"pass on", "pass on"},
		{"show", "show"},
		{"Show Rui the draft", ""},
		{"skip", "skip"},
		{"*Skip*.", "skip"},
		{"“Skip”", "skip"},
		{"not this week", "skip"},
		{"pass the word", ""},
		{"snooze 3 days", "snooze 2025-11-24"},
		{"snooze monday", "snooze 2025-11-24"},
		{"later", "snooze"},
		{"later this week I will write more", ""},
		{"tomorrow", "snooze 2025-11-22"},
		{"pause until 8 dec", "pause 2025-11-21 2025-12-08"},
		{"pause until next week", "pause 2025-11-21 2025-11-24"},
		{"pause until next month", "pause 2025-11-21 2025-12-01"},
		{"pause 2 weeks", "pause 2025-11-21 2025-12-05"},
		{"commit: send the note friday", "commit [send the note friday] 2025-11-28"},
		{"commit: send the note next friday", "commit [send the note next friday] 2025-11-28"},
		{"commit: send the note, friday", "commit [send the note] 2025-11-28"},
		{"commit: prepare black friday sales", "commit [prepare black friday sales]"},
		{"away 3-17 aug", "pause 2026-08-03 2026-08-18"},
		{"pause", "pause"},
		{"I need a break.", "pause"},
		{"away from the keyboard", ""},
		{"resume", "resume"},
		{"stop", "stop"},
		{"STOP!!", "stop"},
		{"Please stop", "stop"},
		{"end-to-end tests pass", ""},
		{"stop worrying", ""},
		{"status", "status"},
		{"help", "help"},
		{"export", "export"},
		{"text only", "text only"},
		{"text  only", "text only"},
		{"acks off", "acks off"},
		{"next: 4 dec 17:00", "next 2025-12-04 17:00"},
		{"next: 4 dec 17:00 at the café", "next [at the café] 2025-12-04 17:00"},
		{"next: friday", "next [friday] 2025-11-28"},
		{"next: finish the draft", ""},
		{"Next week I am away", ""},
		{"met", "met"},
		{"met tuesday", "met 2025-11-18"},
		{"Met with Rui about the plan", ""},
		{"Met yesterday and talked about Go", ""},
	} {
		rd := read(nothing(), words(row.line))
		if got := told(rd.Lines); got != row.want {
			t.Errorf("Interpret(%q).Lines = %q, want %q", row.line, got, row.want)
		}
		if row.want == "" && (len(rd.Leftover) != 1 || rd.Leftover[0].Text != row.line) {
			t.Errorf("Interpret(%q).Leftover = %v, want the line", row.line, rd.Leftover)
		}
	}
}

func TestLineIsWhole(t *testing.T) {
	t.Parallel()
	rd := read(weekly(), words("win: I presented the design to the whole team and it went well for\nonce, by friday\n\nMore words."))
	if got, want := told(rd.Lines), "win [I presented the design to the whole team and it went well for once] 2025-11-28"; got != want {
		t.Errorf("a broken line is %q, want %q", got, want)
	}
	if len(rd.Leftover) != 1 || rd.Leftover[0].Text != "More words." {
		t.Errorf("Leftover = %v, want the other paragraph", rd.Leftover)
	}
	rd = read(weekly(), words("win: shipped it\nand slept"))
	if got, want := told(rd.Lines), "win [shipped it]"; got != want {
		t.Errorf("a line ended on purpose is %q, want %q", got, want)
	}
	long := "win: I presented the design to the whole team and it went well"
	for _, row := range []struct{ below, want string }{
		{"met yesterday", long[5:] + "]; met 2025-11-20"},
		{"done C5", long[5:] + "]; done C5"},
		{"snooze monday", long[5:] + "]; snooze 2025-11-24"},
		{"yesterday", long[5:] + " yesterday]"},
		{"tomorrow", long[5:] + " tomorrow]"},
		{"met with applause", long[5:] + " met with applause]"},
	} {
		if got := told(read(weekly(), words(long+"\n"+row.below)).Lines); got != "win ["+row.want {
			t.Errorf("%q below a long line: %q, want %q", row.below, got, "win ["+row.want)
		}
	}
}

func TestNearMiss(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ line, suggest string }{
		{"skp", "skip"},
		{"snoze monday", "snooze monday"},
		{"puase until 8 dec", "pause until 8 dec"},
		{"stpo", "stop"},
		{"comit: send the note to Rui by friday", "commit: send the note to Rui by friday"},
		{"Ship it", ""},
		{"Helps a lot", ""},
		{"gone fishing", ""},
		{"skip", ""},
		{"snoze the alarm clock on monday mornings", ""},
	} {
		rd := read(weekly(), words(row.line))
		suggest := ""
		for _, d := range rd.Doubts {
			if d.Kind == DidYouMean {
				suggest = d.Suggest
			}
		}
		if suggest != row.suggest {
			t.Errorf("Interpret(%q) suggests %q, want %q", row.line, suggest, row.suggest)
		}
		if row.suggest != "" && len(rd.Lines) != 0 {
			t.Errorf("Interpret(%q) acts on a guess: %v", row.line, rd.Lines)
		}
	}
}

func TestAmbiguousDateIsSaidBack(t *testing.T) {
	t.Parallel()
	rd := read(nothing(), words("commit: send it by 8/12"))
	want := []Doubt{{Kind: AmbiguousDate, Text: "send it", Date: calendar.NewDate(2025, 12, 8)}}
	if !reflect.DeepEqual(rd.Doubts, want) {
		t.Errorf("Doubts = %v, want %v", rd.Doubts, want)
	}
	if rd := read(nothing(), words("on 8/12 we met")); len(rd.Doubts) != 0 {
		t.Errorf("Doubts of plain words = %v, want none", rd.Doubts)
	}
}
