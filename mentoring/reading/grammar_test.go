package reading_test

import (
	"slices"
	"strings"
	"testing"

	. "milepost/mentoring/reading"
)

// commands are what people are told that they can write, and what it means.
var commands = []struct{ line, want string }{
	{"skip", "skip"},
	{"pass", "skip"},
	{"not this week", "skip"},
	{"snooze 3 days", "snooze 2025-11-24"},
	{"snooze monday", "snooze 2025-11-24"},
	{"snooze until monday", "snooze 2025-11-24"},
	{"later", "snooze"},
	{"tomorrow", "snooze 2025-11-22"},
	{"pause until 8 dec", "pause 2025-11-21 2025-12-08"},
	{"pause 2 weeks", "pause 2025-11-21 2025-12-05"},
	{"away 3-17 aug", "pause 2026-08-03 2026-08-18"},
	{"pause", "pause"},
	{"resume", "resume"},
	{"back", "resume"},
	{"stop", "stop"},
	{"unsubscribe", "stop"},
	{"end", "stop"},
	{"end kindly", "end kindly"},
	{"metric G1 7", "metric G1 [7]"},
	{"why G1: it pays", "detail G1 why [it pays]"},
	{"G1 why: it pays", "detail G1 why [it pays]"},
	{"measure G1: 7 km", "detail G1 measure [7 km]"},
	{"evidence G1: a talk", "evidence G1 [a talk]"},
	{"try: lunch outside until friday", "try [lunch outside] 2025-11-28"},
	{"exercise: a short talk by friday", "exercise [a short talk] 2025-11-28"},
	{"intro: Rui by friday", "intro [Rui] 2025-11-28"},
	{"exposure: the board", "exposure [the board]"},
	{"resource: https://world.test/a for G1", "resource G1 [https://world.test/a]"},
	{"skill: talks now 2 want 4", "skill #2 #4 [talks]"},
	{"skill talks now 2 want 4", "skill #2 #4 [talks]"},
	{"need: a quiet room", "need [a quiet room]"},
	{"debrief: the move", "debrief [the move]"},
	{"ask feedback: my slides", "ask feedback [my slides]"},
	{"tell us", "tell us"},
	{"tell the program", "tell program"},
	{"tell rui@world.test", "tell named [rui@world.test]"},
	{"invite rui@world.test about G1", "invite G1 [rui@world.test]"},
	{"helper rui@world.test for G1", "helper G1 [rui@world.test]"},
	{"observer rui@world.test", "observer [rui@world.test]"},
	{"letter to me: be bold", "letter [be bold]"},
	{"send slides.pdf", "send [slides.pdf]"},
	{"amend rhythm: each month", "amend rhythm [each month]"},
	{"amend: we meet less", "amend [we meet less]"},
	{"every 2 weeks", "every #2"},
	{"every week", "every #1"},
	{"weekly", "every #1"},
	{"monthly", "every #4"},
	{"every second week", "every #2"},
	{"on fridays 16:00", "on day 5 16:00"},
	{"on fridays", "on day 5"},
	{"light", "light"},
	{"full", "full"},
	{"we talk", "we talk"},
	{"ask us now", "ask us now"},
	{"reset", "reset"},
	{"our question: what was fun", "our question [what was fun]"},
	{"drop question", "drop question"},
	{"help us", "help us"},
	{"leave us", "leave us"},
	{"export praise", "export praise"},
	{"status goals", "status goals"},
	{"agree v2", "yes #2"},
	{"agree 2", "yes #2"},
	{"yes V1", "yes V1"},
	{"no V1", "no V1"},
	{"done C4", "done C4"},
	{"done M2", "done M2"},
	{"C4 done", "done C4"},
	{"kept C4", "done C4"},
	{"drop C4", "drop C4"},
	{"move C4 to friday", "move C4 2025-11-28"},
	{"goal: read more", "goal [read more]"},
	{"goal: read more by 1 march", "goal [read more] 2026-03-01"},
	{"milestone G1: first draft", "milestone G1 [first draft]"},
	{"commit: call Marta", "commit [call Marta]"},
	{"I will: call Marta by friday", "commit [call Marta] 2025-11-28"},
	{"win: a talk", "win [a talk]"},
	{"thanks: for the talk", "win [for the talk]"},
	{"ask: how do you rest", "ask [how do you rest]"},
	{"question: how do you rest", "ask [how do you rest]"},
	{"A12: on sundays", "answer A12 [on sundays]"},
	{"answer A12: on sundays", "answer A12 [on sundays]"},
	{"private 2", "private #2"},
	{"share", "share"},
	{"share 1 3", "share #1 #3"},
	{"pass on", "pass on"},
	{"show", "show"},
	{"keep G2", "keep G2"},
	{"change G2: read less", "change G2 [read less]"},
	{"park G2", "park G2"},
	{"finish G2", "finish G2"},
	{"yes G2", "yes G2"},
	{"yes to all", "yes ALL"},
	{"no M1", "no M1"},
	{"met", "met"},
	{"met tuesday", "met 2025-11-18"},
	{"next: 4 dec 17:00", "next 2025-12-04 17:00"},
	{"help", "help"},
	{"status", "status"},
	{"history", "export"},
	{"export", "export"},
	{"delete my data", "delete my data"},
	{"acks off", "acks off"},
	{"acks on", "acks on"},
	{"text only", "text only"},
	{"digest only", "digest only"},
	{"scratch 2", "scratch #2"},
	{"feedback: it helps", "feedback [it helps]"},
	{"blocked: no data", "blocked [no data]"},
	{"note: a thought", "note [a thought]"},
}

// TestCommandsInEveryDress writes each command as people and their mail programs
// do: behind a bullet, in bold, in capitals, with a full stop.
func TestCommandsInEveryDress(t *testing.T) {
	t.Parallel()
	set := shipped(t)
	for _, row := range commands {
		ways := []string{"%", " % ", "%.", "- %", "* %", "• %", "· %", "– %", "> %", "/%", "#%", "!%", "# %", "*%*", "**%**", "_%_", "`%`", "\"%\"", "“%”", "„%“", "«%»", "‘%’", "🙂 %", "➡️ %", "\u200b%", "(%)"}
		for _, way := range ways {
			for _, dress := range []func(string) string{same, strings.ToUpper, capital} {
				line := strings.ReplaceAll(way, "%", dress(row.line))
				for _, reader := range []string{"en", "de", "pl"} {
					rd := Interpret(nothing(), []Block{words(line)}, set.Vocabulary(reader), friday)
					if got := strings.ToLower(undressed(told(rd.Lines))); got != strings.ToLower(row.want) {
						t.Errorf("by a reader of %s: Interpret(%q).Lines = %q, want %q", reader, line, got, row.want)
					}
					if len(rd.Leftover) > 0 {
						t.Errorf("by a reader of %s: Interpret(%q).Leftover = %v", reader, line, rd.Leftover)
					}
				}
			}
		}
	}
}

func same(s string) string { return s }

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// undressed drops what the words of a line end with.
func undressed(s string) string {
	return strings.NewReplacer(".]", "]", " *]", "]", "*]", "]", "**]", "]", "_]", "]", "`]", "]", "\"]", "]", "”]", "]", "“]", "]", "»]", "]", "’]", "]", ")]", "]").Replace(s)
}

// TestDidYouMean asks about near misses, and does nothing on a guess.
func TestDidYouMean(t *testing.T) {
	t.Parallel()
	set := shipped(t)
	for _, row := range []struct{ reader, line, suggest string }{
		{"en", "skpi", "skip"},
		{"en", "stpo", "stop"},
		{"en", "stpo please", "stop please"},
		{"en", "unsubscibe", "unsubscribe"},
		{"en", "snoose monday", "snooze monday"},
		{"en", "Pasue until 8 dec", "pause until 8 dec"},
		{"en", "resmue", "resume"},
		{"en", "exprot", "export"},
		{"en", "acks of", "acks off"},
		{"en", "digets only", "digest only"},
		{"en", "delete my dtaa", "delete my data"},
		{"en", "mvoe C4 to friday", "move C4 to friday"},
		{"en", "doen C4", "done C4"},
		{"en", "mielstone G1: first Draft", "milestone G1: first Draft"},
		{"en", "shwo", "show"},
		{"en", "shaer 1 3", "share 1 3"},
		{"en", "scrtach 2", "scratch 2"},
		{"en", "I think that we should end kindly now.", "end kindly"},
		{"de", "überspringne", "überspringen"},
		{"de", "abmeldne", "abmelden"},
		{"de", "erledgt C4", "erledigt C4"},
		{"fr", "objetcif: lire", "objectif: lire"},
		{"en", "Stepping back", ""},
		{"en", "A good week.", ""},
		{"en", "Nothing new.", ""},
		{"en", "Shop talk with Rui", ""},
		{"en", "I want to stpo the server on monday", ""},
	} {
		rd := Interpret(nothing(), []Block{words(row.line + "\n\nshwo")}, set.Vocabulary(row.reader), friday)
		var suggested []string
		for _, d := range rd.Doubts {
			if d.Kind == DidYouMean {
				suggested = append(suggested, d.Suggest)
			}
		}
		if got := strings.Join(suggested, "|"); got != row.suggest {
			t.Errorf("by a reader of %s: Interpret(%q) suggests %q, want %q", row.reader, row.line, got, row.suggest)
		}
		if row.suggest == "" {
			continue
		}
		if len(rd.Lines) != 0 {
			t.Errorf("Interpret(%q) acts on a guess: %v", row.line, rd.Lines)
		}
		if again := Interpret(nothing(), []Block{words(row.suggest)}, set.Vocabulary(row.reader), friday); len(again.Lines) == 0 {
			t.Errorf("what was suggested, %q, does nothing", row.suggest)
		}
	}
}

// TestNothingQuietensByAGuess drops, doubles and swaps letters of all that
// silences, deletes or shares: unless the word that comes of it is one itself,
// nothing may be done.
func TestNothingQuietensByAGuess(t *testing.T) {
	t.Parallel()
	set := shipped(t)
	v := set.Vocabulary("en")
	known := func(s string) bool {
		return slices.ContainsFunc(set.Vocabularies(), func(language string) bool {
			v := set.Vocabulary(language)
			if _, ok := v.Whole[s]; ok {
				return true
			}
			for _, forms := range v.Verbs {
				if slices.Contains(forms, s) {
					return true
				}
			}
			return false
		})
	}
	for _, verb := range []Verb{Skip, Pause, Stop, NoReceipts, DigestOnly, Erase, Share, PassOn, Scratch, Light, Talk, Reset, EndKindly, Tell} {
		for _, word := range v.Verbs[verb] {
			for i := 1; i < len(word); i++ {
				for _, line := range []string{word[:i] + word[i+1:], word[:i] + word[i:i+1] + word[i:], word[:i] + "x" + word[i:]} {
					if known(strings.Join(strings.Fields(line), " ")) {
						continue
					}
					for _, l := range Interpret(nothing(), []Block{words(line)}, v, friday).Lines {
						if l.Verb == verb {
							t.Errorf("Interpret(%q) is taken for %q", line, word)
						}
					}
				}
			}
		}
	}
}
