package reading_test

import (
	"strings"
	"testing"

	. "milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// TestEveryStyleOfNumber names question 2 in the ways in which people do, by
// somebody of that language and by somebody who gets English mails.
func TestEveryStyleOfNumber(t *testing.T) {
	t.Parallel()
	set := shipped(t)
	for language, styles := range map[string]string{
		"en": "2: %|2 : %|2:%|**2:** %|*2*: %|- 2: %|• 2: %|Q2: %|q2 - %|Q2. %|Q2) %|Q 2: %|re 2: %|Re 2 - %|#2: %|#2 - %|question 2: %|Question 2. %|question no. 2: %|Question #2: %|question two: %|ad 2: %|to 2: %|on 2: %|point 2: %|two: %|Two: %|2) %|2. %|(2) %|2.) %|[2] %|2/ %|second: %|② %|② - %|❷ %|2️⃣ %|2️⃣: %|２: %|２） %",
		"de": "zu 2: %|Zu 2. %|zu 2 - %|ad 2: %|Frage 2: %|Frage 2 - %|F2: %|F 2: %|zur Frage 2: %|Zu Frage 2: %|Frage Nr. 2: %|Punkt 2: %|zwei: %|zweitens: %|Antwort 2: %",
		"fr": "question 2 : %|Question n° 2 : %|Q2 : %|R2 : %|réponse 2: %|reponse 2: %|à la question 2: %|deux : %|deuxièmement: %|point 2: %",
		"es": "pregunta 2: %|Pregunta 2 - %|P2: %|R2: %|respuesta 2: %|a la pregunta 2: %|a la 2: %|dos: %|segundo: %|pregunta nº 2: %",
		"pt": "pergunta 2: %|P2: %|R2: %|resposta 2: %|à pergunta 2: %|dois: %|segundo: %|questão 2: %|questao 2: %",
		"it": "domanda 2: %|D2: %|R2: %|risposta 2: %|alla domanda 2: %|due: %|secondo: %|domanda n° 2: %",
		"nl": "vraag 2: %|V2: %|op vraag 2: %|bij 2: %|twee: %|ten tweede: %|vraag nr. 2: %|antwoord 2: %",
		"pl": "pytanie 2: %|P2: %|do 2: %|ad 2: %|Ad. 2: %|na pytanie 2: %|odpowiedź 2: %|odpowiedz 2: %|dwa: %|po drugie: %|pytanie nr 2: %",
	} {
		for style := range strings.SplitSeq(styles, "|") {
			for _, reader := range []string{language, "en"} {
				text := strings.ReplaceAll(style, "%", "no access")
				p := weekly()
				if got := said(Interpret(p, []Block{words(text)}, set.Vocabulary(reader), friday)); got != "2=no access" {
					t.Errorf("by a reader of %s: Interpret(%q) = %q, want %q", reader, text, got, "2=no access")
				}
			}
		}
	}
}

// TestNumbersInOrder reads whole replies whose lines begin with numbers.
func TestNumbersInOrder(t *testing.T) {
	t.Parallel()
	v := shipped(t).Vocabulary("en")
	const all = "1=fine; 2=none; 3=write it; 4=4 (4)"
	for _, row := range []struct{ text, want string }{
		{"1: fine\n2: none\n3: write it\n4: 4", all},
		{"3: write it\n1: fine\n4: 4\n2: none", all},
		{"1 - fine\n2 - none\n3 - write it\n4 - 4", all},
		{"1- fine\n2- none\n3- write it\n4- 4", all},
		{"1/ fine\n2/ none\n3/ write it\n4/ 4", all},
		{"(1) fine\n(2) none\n(3) write it\n(4) 4", all},
		{"①fine\n② none\n③ write it\n④ 4", all},
		{"1️⃣ fine\n2️⃣ none\n3️⃣ write it\n4️⃣ 4", all},
		{"first: fine\nsecond: none\nthird: write it\nfourth: 4", all},
		{"one: fine\ntwo: none\nthree: write it\nfour: four", "1=fine; 2=none; 3=write it; 4=four (4)"},
		{"F1: fine\nF2: none\nF3: write it\nF4: 4", all},
		{"1. fine\n\n2. none\n\n3. write it\n\n4. 4", all},
		{"1º fine\n2º none\n3º write it\n4º 4", all},
		// All in one line, as on a phone.
		{"1: fine, 2: none, 3: write it, 4: 4", all},
		{"1: fine 2: none 3: write it 4: 4", all},
		{"1:fine,2:none,3:write it,4:4", all},
		{"1) fine 2) none 3) write it 4) 4", all},
		{"1. fine, 2. none. 3. write it! 4. 4", "1=fine; 2=none.; 3=write it!; 4=4 (4)"},
		{"1. fine with version 2. it is good", "1=fine with version 2. it is good"},
		{"1. fine, 3. of march", "1=fine, 3. of march"},
		{"1: fine; 4: 4", "1=fine; 4=4 (4)"},
		{"1: we met at 4:30, and 2:15 was too early", "1=we met at 4:30, and 2:15 was too early"},
		{"1: fine (see 2) and more", "1=fine (see 2) and more"},
		{"1: in room 3: the big one", "1=in room 3: the big one"},
		// A skeleton with holes.
		{"1:\n2: none\n3:\n4:", "2=none"},
		{"1: …\n2: none\n3: ___\n4: -", "2=none"},
		{"1:\n\n2:\nnone\n\n3:\n\n4: 4/5", "2=none; 4=4/5 (4)"},
		{"1. \n2. none\n3. \n4. 4", "2=none; 4=4 (4)"},
		// A list inside an answer.
		{"3: my steps\n1. write\n2. call\n3. rest", "3=my steps|1. write|2. call|3. rest"},
		{"3:\n- write\n- call", "3=- write|- call"},
		{"2) none\n3) write:\n1) a note\n2) a mail\n4) 4", "2=none; 3=write:|1) a note|2) a mail; 4=4 (4)"},
		{"2: reasons\n1 - money\n2 - time", "2=reasons|1 - money|2 - time"},
		// Labelled and not.
		{"A good week.\n\n2: none\n4: 4", "2=none; 4=4 (4); ~A good week."},
		{"4\n\n2: none", "2=none; 4=4 (4)"},
		{"2: none\n\nfour out of five", "2=none||four out of five"},
		// Ratings that are none of these.
		{"4 - steady", "~4 - steady"},
		{"4 / 5", "4=4 / 5 (4)"},
		{"four", "4=four (4)"},
		{"vier", "4=vier (4)"},
		{"4 von 5", "4=4 von 5 (4)"},
		{"4 sur 5", "4=4 sur 5 (4)"},
		{"cuatro", "4=cuatro (4)"},
		{"4/5 🙂", "4=4/5 🙂 (4)"},
		{"3 - 4 times", "~3 - 4 times"},
		{"2 meetings\n3 calls", "~2 meetings|3 calls"},
		{"P2 incidents took the week", "~P2 incidents took the week"},
		{"To 2 people I said no", "~To 2 people I said no"},
		{"One: we talked", "1=we talked"},
		{"à 2 : rien", "2=rien"},
		{"1. fine\nA3: on sundays\n2. none", "1=fine; 2=none; answer A3 [on sundays]"},
		{"2: I need\nthe answer first, when it burns", "2=I need|the answer first, when it burns"},
		{"One: we met", "1=we met"},
		{"1: we met", "1=we met"},
		{"1: met yesterday\n2: none", "1=met yesterday; 2=none"},
		{"One, we met", "~One, we met"},
		{"Second, we met", "~Second, we met"},
		{"2 people left: Rui and Marta", "~2 people left: Rui and Marta"},
	} {
		if got := said(Interpret(weekly(), []Block{words(row.text)}, v, friday)); got != row.want {
			t.Errorf("Interpret(%q) = %q, want %q", row.text, got, row.want)
		}
	}
}

// TestDoubtsSayWhatToType wants no silent guess: words that cannot be placed are
// kept whole, and the doubt shows what would have been clear.
func TestDoubtsSayWhatToType(t *testing.T) {
	t.Parallel()
	v := shipped(t).Vocabulary("en")
	two := rollUp()
	for _, row := range []struct {
		p       Prompt
		text    string
		kind    DoubtKind
		suggest string
		kept    string
	}{
		{weekly(), "fine\nnone\nwrite it\nfour", NotPlaced, "1: fine, 2: none, 3: write it, 4: four", "~fine|none|write it|four"},
		{weekly(), "fine\nnone", NotPlaced, "", "~fine|none"},
		{weekly(), "A good week, all in all.", NotPlaced, "", "~A good week, all in all."},
		{two, "4", WhichNumber, "2: 4", "~4"},
		{only(ritual.Scale, ritual.Rating), "not bad", NotARating, "1: 3", "1=not bad"},
		{weekly(), "snoze monday", DidYouMean, "snooze monday", "~snoze monday"},
	} {
		rd := Interpret(row.p, []Block{words(row.text)}, v, friday)
		if got := said(rd); got != row.kept {
			t.Errorf("Interpret(%q) = %q, want %q", row.text, got, row.kept)
		}
		if len(rd.Doubts) == 0 || rd.Doubts[0].Kind != row.kind || rd.Doubts[0].Suggest != row.suggest {
			t.Errorf("Interpret(%q).Doubts = %+v, want %s with %q", row.text, rd.Doubts, row.kind, row.suggest)
		}
		if row.kind != NotPlaced || row.suggest == "" {
			continue
		}
		if again := Interpret(row.p, []Block{words(row.suggest)}, v, friday); len(again.Answers) != 4 || len(again.Doubts) != 0 {
			t.Errorf("what was suggested, %q, is read as %q", row.suggest, said(again))
		}
	}
}

// TestAnswersAbove types answers above their questions. Only where that is sure
// are they moved.
func TestAnswersAbove(t *testing.T) {
	t.Parallel()
	v := shipped(t).Vocabulary("en")
	under := func(n int, text string) Block { return Block{Text: text, Question: n} }
	for _, row := range []struct {
		name string
		own  []Block
		want string
	}{
		{"above each", []Block{words("Door four runs."), under(1, "No data."), under(2, "write it"), under(3, "4")}, "1=Door four runs.; 2=No data.; 3=write it; 4=4 (4)"},
		{"above each, in words", []Block{words("Done."), under(1, "none"), under(2, "call Rui"), under(3, "4/5")}, "1=Done. (done); 2=none; 3=call Rui; 4=4/5 (4)"},
		{"one below the last", []Block{words("Door four runs."), under(1, "No data."), under(3, "4"), under(4, "3")}, "1=No data.; 3=4; 4=3 (3); ~Door four runs."},
		{"words above the rating", []Block{words("Door four runs."), under(1, "No data."), under(2, "write it"), under(3, "call Rui")}, "1=No data.; 2=write it; 3=call Rui; ~Door four runs."},
		{"a greeting on top", []Block{words("Hi Tomasz,"), under(1, "No data."), under(2, "write it"), under(3, "4")}, "1=No data.; 2=write it; 3=4; ~Hi Tomasz,"},
		{"one missing", []Block{words("Door four runs."), under(1, "No data."), under(3, "4")}, "1=No data.; 3=4; ~Door four runs."},
		{"with numbers", []Block{words("1: Door four runs."), under(1, "2: No data."), under(2, "3: write it"), under(3, "4: 4")}, "1=Door four runs.; 2=No data.; 3=write it; 4=4 (4)"},
	} {
		if got := said(Interpret(weekly(), row.own, v, friday)); got != row.want {
			t.Errorf("%s: Interpret() = %q, want %q", row.name, got, row.want)
		}
	}
}
