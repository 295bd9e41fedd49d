package reading_test

import (
	"fmt"
	"strings"
	"testing"

	. "milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// said writes a reading in short, one answer, line or leftover after another.
func said(rd Reading) string {
	var out []string
	mark := func(s string, private, held bool) string {
		s = strings.ReplaceAll(s, "\n", "|")
		if private {
			s += " private"
		}
		if held {
			s += " held"
		}
		return s
	}
	for _, a := range rd.Answers {
		s := fmt.Sprintf("%d=%s", a.N, a.Text)
		if a.Value > 0 {
			s += fmt.Sprintf(" (%d)", a.Value)
		}
		if a.Choice != "" {
			s += " (" + a.Choice + ")"
		}
		out = append(out, mark(s, a.Private, a.Held))
	}
	if len(rd.Lines) > 0 {
		out = append(out, told(rd.Lines))
	}
	for _, l := range rd.Leftover {
		out = append(out, mark("~"+l.Text, l.Private, l.Held))
	}
	for _, n := range rd.Skipped {
		out = append(out, fmt.Sprintf("%d skipped", n))
	}
	if rd.Thanks {
		out = append(out, "thanks")
	}
	return strings.Join(out, "; ")
}

func TestNumbers(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ text, want string }{
		{"1: fine\n2: none\n4: 3", "1=fine; 2=none; 4=3 (3)"},
		{"4: 3\n2: none", "2=none; 4=3 (3)"},
		{"Q2 We lost the room\nQ4 4", "2=We lost the room; 4=4 (4)"},
		{"Q2\nWe lost the room", "2=We lost the room"},
		{"q2: no", "2=no"},
		{"re 2: no access", "2=no access"},
		{"Re 2 - no access", "2=no access"},
		{"#2: no access", "2=no access"},
		{"question 2: no access", "2=no access"},
		{"**2:** no access", "2=no access"},
		{"*2*: no access", "2=no access"},
		{"2 : no access", "2=no access"},
		{"1. fine\n2. none\n3. write it\n4. 4", "1=fine; 2=none; 3=write it; 4=4 (4)"},
		{"1) fine\n4) 4", "1=fine; 4=4 (4)"},
		{"(1) fine\n(4) 4", "1=fine; 4=4 (4)"},
		{"4. 4\n1. fine", "1=fine; 4=4 (4)"},
		{"4 - 4\n2 - none\n1 - fine", "1=fine; 2=none; 4=4 (4)"},
		{"4. 4\nas ever:\n1. fine", "4=4|as ever:|1. fine (4)"},
		{"1.- fine\n2.- none", "1=fine; 2=none"},
		{"#1 fine\n#2 no access", "1=fine; 2=no access"},
		{"٢: none\n٤: ٤", "2=none; 4=٤ (4)"},
		{"4：４", "4=４ (4)"},
		{"4: I'd say 3", "4=I'd say 3"},
		{"1: fine\n3: my steps\n1. write\n2. call\n3. rest", "1=fine; 3=my steps|1. write|2. call|3. rest"},
		{"2: my steps:\n1. write\n2. call\n3. plan\n4. rest", "2=my steps:|1. write|2. call|3. plan|4. rest"},
		{"1. a\n2. b\n3. c\n4. d\n5. e", "~1. a|2. b|3. c|4. d|5. e"},
		{"4:30 works for me", "~4:30 works for me"},
		{"4:3", "4=3 (3)"},
		{"Q4 planning is done", "~Q4 planning is done"},
		{"re 2nd attempt", "~re 2nd attempt"},
		{"#2 on the list", "~#2 on the list"},
		{"7: lucky", "~7: lucky"},
		{"4/5", "4=4/5 (4)"},
		{"four", "4=four (4)"},
		{"4", "4=4 (4)"},
		{"4.", "4=4. (4)"},
		{"Well, about a four.", "~Well, about a four."},
		{"1: \n2: \n3: \n4: ", ""},
		{"1: \n2: none\n3: -\n4: ", "2=none"},
		{"1: skip\n2: none", "2=none; 1 skipped"},
		{"1: fine\n\nAnd more.\n\n2: none", "1=fine||And more.; 2=none"},
		{"1: fine\nwin: shipped it\n2: none", "1=fine; 2=none; win [shipped it]"},
		{"Hi Tomasz,\n\n1: fine\n\nBest,\nAna", "1=fine"},
		{"Yes,\n\n1: fine", "1=fine; ~Yes,"},
	} {
		if got := said(read(weekly(), words(row.text))); got != row.want {
			t.Errorf("Interpret(%q) = %q, want %q", row.text, got, row.want)
		}
	}
}

func TestBlocks(t *testing.T) {
	t.Parallel()
	under := func(n int, text string) Block { return Block{Text: text, Question: n} }
	for _, row := range []struct {
		name string
		p    Prompt
		own  []Block
		want string
	}{
		{"interleaved", weekly(), []Block{under(1, "Done."), under(4, "4 - steady")}, "1=Done. (done); 4=4 - steady (4)"},
		{"list under its question", weekly(), []Block{under(1, "ok"), under(3, "1. write\n2. call")}, "1=ok; 3=1. write|2. call"},
		{"number below", weekly(), []Block{under(1, "ok\n2: none")}, "1=ok; 2=none"},
		{"skip under one", weekly(), []Block{under(1, "skip"), under(2, "none")}, "2=none; 1 skipped"},
		{"skip alone", weekly(), []Block{under(1, "skip")}, "skip"},
		{"skip on top", weekly(), []Block{words("skip"), under(4, "4")}, "4=4 (4); skip"},
		{"tomorrow under one", weekly(), []Block{under(1, "tomorrow"), under(2, "none")}, "1=tomorrow; 2=none"},
		{"stop under one", weekly(), []Block{under(1, "please stop"), under(2, "none")}, "2=none; stop"},
		{"twice", weekly(), []Block{words("2: one"), under(2, "two")}, "2=one||two"},
		{"a question that was not asked", weekly(), []Block{under(9, "hello there")}, "~hello there"},
		{"one question", only(ritual.Text, ""), []Block{words("1. write\n2. call")}, "1=1. write|2. call"},
		{"one question, labelled", only(ritual.Text, ""), []Block{words("1: yes")}, "1=yes"},
		{"one question, numbered", only(ritual.YesNo, ritual.Consent), []Block{words("1. yes")}, "1=yes"},
		{"one question, numbered below it", only(ritual.YesNo, ritual.Consent), []Block{under(1, "1) yes"), words("Ana Sousa")}, "1=yes||Ana Sousa"},
		{"one rating, numbered", only(ritual.Scale, ritual.Rating), []Block{words("1. 4")}, "1=4 (4)"},
		{"one rating, numbered, a remark", only(ritual.Scale, ritual.Rating), []Block{words("1) 4 - steady")}, "1=4 - steady (4)"},
		{"one rating, as a list", only(ritual.Scale, ritual.Rating), []Block{words("1.")}, "1=1. (1)"},
		{"one rating, and words", only(ritual.Scale, ritual.Rating), []Block{words("1. not good")}, "1=not good"},
		{"choice", only(ritual.Choice, ritual.Remedy, "smaller", "later", "stop"), []Block{words("Later please")}, "1=Later please (later)"},
		{"choice that is a keyword", only(ritual.Choice, ritual.Remedy, "smaller", "later", "stop"), []Block{words("later")}, "1=later (later)"},
		{"two choices", only(ritual.Choice, ritual.Remedy, "smaller", "later", "stop"), []Block{words("later or stop")}, "1=later or stop"},
		{"goals", only(ritual.List, ritual.Review), []Block{words("G1 keep\npark G2")}, "1=G1 keep|park G2"},
		{"follow-up by id", weekly(), []Block{words("done C4")}, "1=done C4 (done)"},
		{"follow-up by id, below words", weekly(), []Block{words("1: Door four runs.\ndone C4")}, "1=Door four runs.; done C4"},
		{"follow-up by id, above words", weekly(), []Block{words("1: done C4\nDoor four runs.")}, "1=Door four runs.; done C4"},
		{"follow-up by id, a paragraph below", weekly(), []Block{under(1, "Door four runs.\n\nC4: moved to friday"), under(4, "4")}, "1=Door four runs.; 4=4 (4); move C4 2025-11-28"},
		{"follow-up by id, said twice", weekly(), []Block{words("1: Done, it runs.\ndone C4")}, "1=Done, it runs.; done C4"},
		{"follow-up by id, with a remark", only(ritual.Text, ritual.FollowUp), []Block{words("Door four runs.\ndone C4, at last")}, "1=Door four runs.; done C4 [at last]"},
		{"follow-up by id, beside a private word", only(ritual.Text, ritual.FollowUp), []Block{words("done C4\n\nprivate: I was lucky")}, "1=I was lucky private; done C4"},
		{"follow-up by id, two lines", only(ritual.Text, ritual.FollowUp), []Block{words("move C4 to friday\ndone C4")}, "1=move C4 to friday|done C4 (done)"},
		{"follow-up by id, private", weekly(), []Block{words("1: private: Door four runs.\ndone C4")}, "1=Door four runs.|done C4 (done) private"},
		{"another id", weekly(), []Block{words("done C5")}, "done C5"},
		{"follow-up, done", only(ritual.Text, ritual.FollowUp), []Block{words("Done, on Tuesday")}, "1=Done, on Tuesday (done)"},
		{"follow-up, not done", only(ritual.Text, ritual.FollowUp), []Block{words("Done with half of it")}, "1=Done with half of it"},
		{"follow-up, moved", only(ritual.Text, ritual.FollowUp), []Block{words("moved to friday")}, "1=moved to friday (move)"},
		{"follow-up, dropped", only(ritual.Text, ritual.FollowUp), []Block{words("Dropped.")}, "1=Dropped. (drop)"},
		{"thanks", weekly(), []Block{words("Thank you!")}, "thanks"},
		{"thanks beside more", weekly(), []Block{words("Thank you!"), under(4, "4")}, "4=4 (4)"},
		{"nothing", weekly(), nil, ""},
		{"blank", weekly(), []Block{words(" \n\t")}, ""},
	} {
		rd := read(row.p, row.own...)
		if got := said(rd); got != row.want {
			t.Errorf("%s: Interpret() = %q, want %q", row.name, got, row.want)
		}
		if want := row.name == "nothing" || row.name == "blank"; rd.Empty != want {
			t.Errorf("%s: Empty = %v, want %v", row.name, rd.Empty, want)
		}
	}
}

// TestSignature has mails of Tomasz Nowak end with his name, and nothing that
// sets it off.
func TestSignature(t *testing.T) {
	t.Parallel()
	const below = "\n\nTomasz Nowak\n\nPrincipal engineer\n\nT +48 22 000 000"
	under := func(n int, text string) Block { return Block{Text: text, Question: n} }
	for _, row := range []struct {
		own  []Block
		want string
	}{
		{[]Block{words("4" + below)}, "4=4 (4)"},
		{[]Block{words("2: none\nTomasz Nowak\nPrincipal engineer\nT +48 22 000 000")}, "2=none"},
		{[]Block{words("2: none\n\nTomasz Nowak\nPrincipal engineer, Platform")}, "2=none"},
		{[]Block{words("2: none\n\nTomasz Nowak\nExample Ltd\nul. Polna 7, Warszawa\ntomasz@mentors.example")}, "2=none||Tomasz Nowak|Example Ltd|ul. Polna 7, Warszawa|tomasz@mentors.example"},
		{[]Block{under(2, "none"), under(4, "4"+below)}, "2=none; 4=4 (4)"},
		{[]Block{words("Tomasz Nowak\nPrincipal engineer"), under(4, "4")}, "4=4 (4)"},
		{[]Block{under(2, "none"), under(4, "4"), under(3, "Tomasz Nowak")}, "2=none; 3=Tomasz Nowak; 4=4 (4)"},
		{[]Block{words("Tomasz Nowak\nPrincipal engineer")}, "~Tomasz Nowak|Principal engineer"},
		{[]Block{words("2: none\n\nTomasz Nowak\nLead\nPlatform\nWarsaw")}, "2=none||Tomasz Nowak|Lead|Platform|Warsaw"},
		{[]Block{words("2: none\n\nTomasz Nowak\n4: 3")}, "2=none||Tomasz Nowak; 4=3 (3)"},
		{[]Block{words("2: none\n\nTomasz Nowak\ndone C5")}, "2=none||Tomasz Nowak; done C5"},
		{[]Block{words("2: none\n\nTomasz Nowak\nI am away next week.")}, "2=none||Tomasz Nowak|I am away next week."},
		{[]Block{words("2: none\n\nTomasz Nowak\nprivate: T +48 22 000 000")}, "2=none||Tomasz Nowak; ~T +48 22 000 000 private"},
		{[]Block{words("2: ask\nTomasz")}, "2=ask|Tomasz"},
		{[]Block{words("2: none\n4: 4\n\nTomasz")}, "2=none; 4=4 (4)"},
		{[]Block{words("2: none\n\n– Tomasz")}, "2=none"},
		{[]Block{words("Tomasz")}, "~Tomasz"},
		{[]Block{under(2, "none"), under(3, "Tomasz")}, "2=none; 3=Tomasz"},
		{[]Block{words("2: none\n\nAna")}, "2=none||Ana"},
	} {
		p := weekly()
		p.Author = "Tomasz Nowak"
		if got := said(read(p, row.own...)); got != row.want {
			t.Errorf("Interpret(%+v) = %q, want %q", row.own, got, row.want)
		}
	}
}

func TestItems(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ text, want string }{
		{"write the note by friday\ncall Rui", "write the note 2025-11-28; call Rui"},
		{"- write the note by friday\n- call Rui\n  and Marta", "write the note 2025-11-28; call Rui and Marta"},
		{"write; call; rest.", "write; call; rest"},
		{"none", ""},
		{"- \n- call", "call"},
		{"by friday", "by friday"},
		{"Write the design note for the planning meeting and send it to Rui and\nMarta by friday", "Write the design note for the planning meeting and send it to Rui and Marta 2025-11-28"},
	} {
		var got []string
		for _, a := range read(only(ritual.List, ritual.Commitment), words(row.text)).Answers {
			for _, item := range a.Items {
				got = append(got, strings.TrimSpace(item.Text+" "+item.Due.String()))
			}
		}
		if s := strings.Join(got, "; "); s != row.want {
			t.Errorf("items of %q = %q, want %q", row.text, s, row.want)
		}
	}
}

func TestReviewed(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ text, want string }{
		{"G1 keep\nG2: park", "keep G1 ; park G2 "},
		{"keep G1, park G2", "keep G1 ; park G2 "},
		{"keep G1 and G2", "keep G1 ; keep G2 "},
		{"1. keep G1\n2. finish G2", "keep G1 ; finish G2 "},
		{"change G3: learn Go, then Rust", "change G3 learn Go, then Rust"},
		{"All good, keep going", ""},
	} {
		var got []string
		for _, a := range read(only(ritual.List, ritual.Review), words(row.text)).Answers {
			for _, item := range a.Items {
				got = append(got, fmt.Sprintf("%s %s %s", item.Verb, item.Ref, item.Text))
			}
		}
		if s := strings.Join(got, "; "); s != row.want {
			t.Errorf("goals in %q = %q, want %q", row.text, s, row.want)
		}
	}
}

func TestYesNo(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		text string
		want Tri
	}{
		{"yes", Yes},
		{"Yes, gladly", Yes},
		{"Sure!", Yes},
		{"no thanks", No},
		{"NO.", No},
		{"nothing speaks against it", No},
		{"notably yes", Unsaid},
		{"I have to think", Unsaid},
	} {
		rd := read(only(ritual.YesNo, ritual.Consent), words(row.text))
		if len(rd.Answers) != 1 || rd.Answers[0].Yes != row.want {
			t.Errorf("Interpret(%q) = %v, want %v", row.text, rd.Answers, row.want)
		}
	}
}
