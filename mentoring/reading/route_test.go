package reading_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"

	. "milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// rollUp is a mail with two sections, for a mentor of two.
func rollUp() Prompt {
	return Prompt{Pairs: []int64{1, 2}, Asked: []ritual.Asked{
		{N: 1, Pair: 1, Key: "did-well", Kind: ritual.Text},
		{N: 2, Pair: 1, Key: "going", Kind: ritual.Scale},
		{N: 3, Pair: 2, Key: "did-well", Kind: ritual.Text},
		{N: 4, Pair: 2, Key: "going", Kind: ritual.Scale},
	}}
}

func TestRoute(t *testing.T) {
	t.Parallel()
	under := func(n int, text string) Block { return Block{Text: text, Question: n} }
	for _, row := range []struct {
		name       string
		own        []Block
		one, two   string
		whichPairs int
	}{
		{"by number", []Block{words("1: good talk\n3: better talk")}, "1=good talk", "3=better talk", 0},
		{"by section", []Block{under(1, "good talk\nwin: one"), under(3, "better\nwin: two")}, "1=good talk; win [one]", "3=better; win [two]", 0},
		{"an id in no section", []Block{words("done C4")}, "~done C4 private", "", 1},
		{"an answer in no section", []Block{words("A3: yes")}, "~A3: yes private", "", 1},
		{"words in no section", []Block{words("All well here.")}, "~All well here. private", "", 0},
		{"stop", []Block{words("stop")}, "pause", "pause", 1},
		{"skip", []Block{words("skip")}, "skip", "skip", 0},
		{"pause", []Block{words("pause until 8 dec")}, "pause 2025-11-21 2025-12-08", "pause 2025-11-21 2025-12-08", 0},
		{"help", []Block{words("help")}, "help", "", 0},
		{"stop in a section", []Block{under(1, "good"), under(3, "stop")}, "1=good", "stop", 0},
		{"private numbers of both", []Block{words("private 1 3 4")}, "private #1", "private #3 #4", 0},
		{"share in the other", []Block{words("share 3")}, "", "share #3", 0},
		{"a private word", []Block{under(3, "private: hard week")}, "", "3=hard week private", 0},
	} {
		rd := read(rollUp(), row.own...)
		got := Route(rd, []int64{1, 2})
		if one, two := said(got[1]), said(got[2]); one != row.one || two != row.two {
			t.Errorf("%s: Route() = %q and %q, want %q and %q", row.name, one, two, row.one, row.two)
		}
		which := 0
		for _, d := range got[1].Doubts {
			if d.Kind == WhichPair {
				which++
			}
		}
		if which != row.whichPairs {
			t.Errorf("%s: %d doubts about the pair, want %d", row.name, which, row.whichPairs)
		}
	}
	if got := Route(read(weekly(), words("2: no")), nil); len(got) != 0 {
		t.Errorf("Route() to no pair = %v, want nothing", got)
	}
	if got := Route(read(weekly(), words("2: no")), []int64{7}); said(got[7]) != "~no private" {
		t.Errorf("Route() of an answer of another pair = %q, want it kept", said(got[7]))
	}
}

func TestStray(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		text, want string
		control    bool
	}{
		{"stop", "stop", true},
		{"pause 2 weeks", "pause 2025-11-21 2025-12-05", true},
		{"help", "help", true},
		{"I had an idea.", "~I had an idea. private", false},
		{"win: shipped it", "~win: shipped it private", false},
		{"stop\n\nI had an idea.", "stop; ~I had an idea. private", true},
		{"pass on", "pass on", false},
	} {
		rd, control := Stray(read(nothing(), words(row.text)), true)
		if got := said(rd); got != row.want || control != row.control {
			t.Errorf("Stray(%q) = %q, %v, want %q, %v", row.text, got, control, row.want, row.control)
		}
	}
}

func TestStrayOfAnybody(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		text, want string
		control    bool
	}{
		{"stop", "stop", true},
		{"pause 2 weeks", "pause 2025-11-21 2025-12-05", true},
		{"skip", "skip", true},
		{"help\n\nI hate this.\n\npass on", "help", true},
		{"resume", "", false},
		{"acks off", "", false},
		{"export", "", false},
		{"I had an idea.", "", false},
	} {
		rd, control := Stray(read(nothing(), words(row.text)), false)
		if got := said(rd); got != row.want || control != row.control {
			t.Errorf("Stray(%q) of anybody = %q, %v, want %q, %v", row.text, got, control, row.want, row.control)
		}
	}
}

// kept returns all words that a reading holds.
func kept(rd Reading) map[string]int {
	in := map[string]int{}
	add := func(s string) {
		for _, w := range strings.FieldsFunc(s, notLetter) {
			in[strings.ToLower(w)]++
		}
	}
	for _, a := range rd.Answers {
		add(a.Text)
	}
	for _, l := range rd.Lines {
		add(l.Raw)
	}
	for _, l := range rd.Leftover {
		add(l.Text)
	}
	for _, c := range rd.Courtesies {
		add(c)
	}
	return in
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// FuzzInterpret looks for panics and for words that get lost.
func FuzzInterpret(f *testing.F) {
	for _, s := range []string{
		"1: fine\n2: none\n4: 3", "Hi Tomasz,\n\nprivate: I may leave\nwin: x\n\nprivate", "Q2 We met\n1. a\n2) b",
		"done C4, C5\nC4: done\nyes to all", "pause until 8 dec\nsnooze 3 days", "please don't tell him\nnext: 4 dec 17:00\nBest,\nAna",
		"This is private.\n\n2: İstanbul ſtop\u200b", "“Skip”\n> 2: 4/5\nA3 - yes", "4:30\n4: 3\nprivate 2 3",
		"4\n\nAna Sousa\nEngineer\nT +351 21 000 0000", "goal: run\nwhy: health\nby: 1 march\nletter to me: a\n\nb",
		"step: @mentor: call (alone) by friday\nnot for Rui: x\np r i v a t e: y", "on fridays 16:00\nskill talks now 2 want 4",
	} {
		for _, n := range []int{0, 1, 4} {
			f.Add(s, n, "more words\nskip", 4)
		}
	}
	for _, s := range []string{
		"zu 2: vertraulich: ich gehe\nFrage 1: nein\ndiese Woche nicht", "① bien\n2️⃣ non\npas cette semaine\nprivé : je pars",
		"Cześć Tomasz!\n\npo drugie: nie mów nikomu\nC4 zrobione\n\nPozdrawiam\nAna", "1: sí 2: no, 4: cuatro de 5\nobjetivo: leer",
		"primeiro: fim\nsegundo: para\n\nobrigada", "lösche meine Daten\nnur die Zusammenfassung", "stpo\n1/ fine\n2 - none",
	} {
		f.Add(s, 0, "🔒 **geheim** x\nsalta", 2)
	}
	set := shipped(f)
	dropped := map[string]bool{}
	drop := func(phrases ...string) {
		for _, phrase := range phrases {
			for w := range strings.FieldsFuncSeq(strings.ToLower(phrase+" "+without(phrase)), notLetter) {
				dropped[w] = true
			}
		}
	}
	vocabularies := []*Vocabulary{english()}
	for _, language := range set.Vocabularies() {
		vocabularies = append(vocabularies, set.Vocabulary(language))
	}
	for _, v := range vocabularies {
		drop(slices.Concat(v.Labels, v.Leads, v.Thanks, v.Verbs[Private], v.Verbs[Confidential], v.Verbs[Skip])...)
		drop(slices.Concat(slices.Concat(v.Numbers...), slices.Concat(v.Ordinals...))...)
		for phrase, verb := range v.Whole {
			if verb == Private || verb == Skip {
				drop(phrase)
			}
		}
	}
	noZero := strings.NewReplacer("\x00", "") // mails are read without
	f.Fuzz(func(t *testing.T, a string, n int, b string, m int) {
		a, b = noZero.Replace(a), noZero.Replace(b)
		own := []Block{{Text: a, Question: n}, {Text: b, Question: m}}
		v := vocabularies[(len(a)+len(b))%len(vocabularies)]
		secrets := strings.FieldsFunc(strings.ToLower(Secrets(v, a+"\n"+b)), notLetter)
		for _, p := range []Prompt{weekly(), nothing(), rollUp(), only(ritual.List, ritual.Review), only(ritual.Choice, ritual.Remedy, "smaller", "later")} {
			p.Author = "Ana Sousa"
			rd := Interpret(p, own, v, friday)
			in := kept(rd)
			for w := range strings.FieldsFuncSeq(a+"\n"+b, notLetter) {
				w = strings.ToLower(w)
				if in[w] == 0 && len(w) > 3 && !dropped[w] && !dropped[without(w)] && !slices.Contains(secrets, w) {
					t.Errorf("%q is lost from %q and %q: %q", w, a, b, said(rd))
				}
			}
			routed := Route(rd, p.Pairs)
			all := map[string]int{}
			for _, part := range routed {
				for w, c := range kept(part) {
					all[w] += c
				}
			}
			for _, w := range slices.Sorted(maps.Keys(in)) {
				if all[w] == 0 && !courtesy(rd, w) {
					t.Errorf("%q is lost on the way to the pairs", w)
				}
			}
		}
	})
}

func courtesy(rd Reading, w string) bool {
	return strings.Contains(strings.ToLower(strings.Join(rd.Courtesies, " ")), w)
}

func BenchmarkInterpret(b *testing.B) {
	v, p := english(), weekly()
	own := []Block{
		{Text: "Done, it went better than I feared.", Question: 1},
		{Text: "No access to the data yet.\nask: could you ask Rui?", Question: 2},
		{Text: "- write the note by friday\n- call Marta", Question: 3},
		{Text: "4 - steady", Question: 4},
	}
	for b.Loop() {
		Interpret(p, own, v, friday)
	}
}

// BenchmarkInterpretShipped reads the same with the words of all languages.
func BenchmarkInterpretShipped(b *testing.B) {
	v, p := shipped(b).Vocabulary("de"), weekly()
	own := []Block{
		{Text: "Done, it went better than I feared.", Question: 1},
		{Text: "No access to the data yet.\nask: could you ask Rui?", Question: 2},
		{Text: "- write the note by friday\n- call Marta", Question: 3},
		{Text: "4 - steady", Question: 4},
	}
	for b.Loop() {
		Interpret(p, own, v, friday)
	}
}

// BenchmarkInterpretLong reads a mail as long as the limits let in.
func BenchmarkInterpretLong(b *testing.B) {
	v, p := english(), weekly()
	for _, n := range []int{1 << 10, 1 << 11} {
		own := []Block{{Text: strings.Repeat("1: we met and talked\nprivate: hard week\n\nwin: shipped it\n\n", n)}}
		b.Run(strings.Repeat("x", n>>9), func(b *testing.B) {
			b.SetBytes(int64(len(own[0].Text)))
			for b.Loop() {
				Interpret(p, own, v, friday)
			}
		})
	}
}
