package reading_test

import (
	"strings"
	"testing"

	. "milepost/mentoring/reading"
)

// TestAskedForPrivacy reads the ways in which people ask for it: in the middle
// of a line, behind the number of an answer or an id, by a sentence of its own,
// in a paragraph of its own, decorated. None may leave open what it is about.
func TestAskedForPrivacy(t *testing.T) {
	t.Parallel()
	set := shipped(t)
	for _, row := range []struct {
		language string
		texts    []string
	}{
		{"en", []string{
			"This is private: zanzibar",
			"This is private - zanzibar",
			"Keep private: zanzibar",
			"Please keep private: zanzibar",
			"2 private: zanzibar",
			"Q2 private: zanzibar",
			"2, private: zanzibar",
			"2 (private): zanzibar",
			"2. private: zanzibar",
			"2 - private - zanzibar",
			"2: this is private: zanzibar",
			"answer 2 private: zanzibar",
			"2: [private] zanzibar",
			"2: zanzibar [private]",
			"2: zanzibar - private",
			"2: zanzibar, private",
			"2: zanzibar. Private!",
			"2: zanzibar. Private.",
			"zanzibar (this is private)",
			"zanzibar. This is private.",
			"zanzibar. Keep this private.",
			"zanzibar. Please keep this private.",
			"zanzibar. Please keep that private.",
			"zanzibar, but that's private",
			"For me only: zanzibar",
			"Only for me: zanzibar",
			"Just for me: zanzibar",
			"zanzibar. Don't show this to Tomasz.",
			"zanzibar. Please don't show Tomasz.",
			"zanzibar. Please don't forward this.",
			"zanzibar. Please do not forward.",
			"zanzibar. I don't want Tomasz to know.",
			"zanzibar. I'd rather Tomasz didn't know.",
			"zanzibar. Tomasz should not see this.",
			"zanzibar. Tomasz must not see this",
			"zanzibar. Don't let Tomasz know.",
			"zanzibar. Please keep it secret.",
			"zanzibar. Please keep this a secret.",
			"zanzibar. It's a secret.",
			"zanzibar. dont tell tomasz",
			"zanzibar. pls dont tell tomasz",
			"zanzibar. pls don't tell anyone",
			"zanzibar. Never tell him",
			"zanzibar. You can't tell him",
			"zanzibar. Please, don't tell Tomasz",
			"zanzibar. please don´t tell",
			"zanzibar. please don`t tell",
			"zanzibar. please don't  tell",
			"zanzibar. please don't\ntell",
			"zanzibar. please *don't* tell",
			"zanzibar. please don't *tell* him",
			"zanzibar. Please DON’T tell him",
			"zanzibar. please don't say anything to Tomasz",
			"zanzibar. not to be passed on",
			"zanzibar. Do not pass on.",
			"zanzibar. Don't pass it on.",
			"zanzibar. don't repeat this",
			"zanzibar. keep this to yourselves",
			"zanzibar. I want this to stay private.",
			"zanzibar. stays private",
			"private information: zanzibar",
			"private note: zanzibar",
			"Private matter: zanzibar",
			"PRIVATE---zanzibar",
			"private:zanzibar",
			"private;zanzibar",
			"priate: zanzibar",
			"pirvate zanzibar",
			"private/zanzibar",
			"private2: zanzibar",
			"private 2: zanzibar",
			"private 2 zanzibar",
			"private answer 2: zanzibar",
			"privat e: zanzibar",
			"Hi Tomasz,\n\nprivate\n\nzanzibar",
			"Hi!\n\n\nprivate:\n\nzanzibar",
			"Good morning Milepost\n\nprivate\n\nzanzibar\n\nzanzibar",
			"private\nzanzibar\n\nzanzibar",
			"private:\nzanzibar\n\nzanzibar",
			"private: zanzibar\nand zanzibar\nwin: zanzibar",
			"private: zanzibar\n2: zanzibar",
			"private:\n\n1: zanzibar\n2: zanzibar",
			"private:\n- zanzibar\n- zanzibar",
			"private:\n1. zanzibar\n2. zanzibar",
			"1: ok\n\nprivate:\n\n2: zanzibar\n\n3: zanzibar",
			"everything below is private\n\nzanzibar",
			"The rest is private:\n\nzanzibar",
			"All private.\n\nzanzibar",
			"zanzibar\n\nThis is all private.",
			"zanzibar\n\nPlease don't tell Tomasz.",
			"zanzibar\n\nAll of this is between us.",
			"Please don't tell Tomasz:\n\nzanzibar",
			"Please don't tell Tomasz.\n\nzanzibar",
			"Between us:\n\nzanzibar",
			"Off the record:\n\nzanzibar",
			"ｐｒｉｖａｔｅ：zanzibar",
			"<private> zanzibar",
			"<private>zanzibar</private>",
			"{private} zanzibar",
			"=private= zanzibar",
			"+private zanzibar",
			"$private: zanzibar",
			"...private: zanzibar",
			". private: zanzibar",
			"1) private: zanzibar",
			"a) private: zanzibar",
			"(private - zanzibar)",
			"^private: zanzibar",
			":private: zanzibar",
			": private zanzibar",
			"✱ private: zanzibar",
			"⁃ private: zanzibar",
			"◦ private: zanzibar",
			"§ private: zanzibar",
			"○ private: zanzibar",
			"o private: zanzibar",
			"&nbsp;private: zanzibar",
			"\u3000private: zanzibar",
			"\u00a0private: zanzibar",
			"pri\u00advate: zanzibar",
			"\u2063private: zanzibar",
			"\u180eprivate: zanzibar",
			"\ufffcprivate: zanzibar",
			"NB private: zanzibar",
			"Also private: zanzibar",
			"And private: zanzibar",
			"Something private: zanzibar",
			"note: this is private: zanzibar",
			"win (private): zanzibar",
			"private win: zanzibar",
			"private goal: zanzibar",
			"goal private: zanzibar",
			"win private: zanzibar",
			"note private: zanzibar",
			"commit privately: zanzibar",
			"win: zanzibar (private)",
			"win: zanzibar - private",
			"C4 done, private: zanzibar",
			"done C4 - private: zanzibar",
			"done C4 (private: zanzibar)",
			"A3 private: zanzibar",
			"A3: private zanzibar",
			"A3 (private): zanzibar",
			"answer A3 private: zanzibar",
			"milestone G1 private: zanzibar",
			"4 private: zanzibar",
			"4: 3 private: zanzibar",
			"4: 3 - private, zanzibar",
			"4: 3 (privately: zanzibar)",
			"private 1: zanzibar 2: zanzibar",
			"1: ok 2: private: zanzibar",
			"1: ok, 2: private, zanzibar",
			"1: private: zanzibar 2: ok",
			"2: zanzibar\n\nplease don't tell Tomasz",
			"win: zanzibar\n\nPlease don't tell Tomasz about this.",
			"done C4 - private: zanzibar\n\n2: ok",
		}},
		{"de", []string{
			"privat\n\nzanzibar",
			"Privates: zanzibar",
			"Das ist privat: zanzibar",
			"Bitte nicht Tomasz sagen: zanzibar",
			"zanzibar. Bitte erzähl das nicht Tomasz.",
			"zanzibar. Tomasz darf das nicht wissen.",
			"zanzibar. Das soll Tomasz nicht wissen.",
			"zanzibar. Tomasz braucht das nicht zu wissen.",
			"zanzibar. Sag Tomasz nichts davon.",
			"zanzibar. Bitte für dich behalten.",
			"zanzibar. Bitte sag das Tomasz nicht.",
			"zanzibar. Bitte sag Tomasz nichts.",
			"zanzibar. Ich will nicht, dass Tomasz das erfährt.",
			"zanzibar. Das bleibt bitte unter uns.",
			"zanzibar. Bitte vertraulich.",
		}},
		{"fr", []string{
			"zanzibar. Ne dis rien à Tomasz.",
			"zanzibar. Ne le dis pas à Tomasz",
			"Privé : zanzibar",
			"C'est privé : zanzibar",
			"Confidentiel : zanzibar",
			"zanzibar. Ne montre pas ça à Tomasz",
			"zanzibar, c'est confidentiel",
			"zanzibar. Je ne veux pas que Tomasz le sache.",
		}},
		{"es", []string{
			"zanzibar. No se lo digas a Tomasz",
			"zanzibar. No quiero que Tomasz lo sepa",
			"zanzibar. Esto es privado",
			"Esto es privado: zanzibar",
		}},
		{"pt", []string{
			"zanzibar. Não digas ao Tomasz",
			"zanzibar. Por favor não contar ao Tomasz",
			"zanzibar. Não quero que o Tomasz saiba",
		}},
		{"it", []string{
			"zanzibar. Non dirlo a Tomasz",
			"zanzibar. Non voglio che Tomasz lo sappia",
		}},
		{"nl", []string{
			"zanzibar. Vertel het niet aan Tomasz",
			"zanzibar. Niet tegen Tomasz zeggen",
			"zanzibar. Ik wil niet dat Tomasz het weet",
			"zanzibar. Zeg het niet tegen Tomasz",
		}},
		{"pl", []string{
			"zanzibar. Nie mów Tomaszowi",
			"zanzibar. Proszę nie mówić o tym Tomaszowi",
			"zanzibar. Nie chcę, żeby Tomasz wiedział",
			"zanzibar. Niech Tomasz o tym nie wie",
			"Prywatnie: zanzibar",
			"To jest prywatne: zanzibar",
		}},
	} {
		for _, text := range row.texts {
			got := open(Interpret(weekly(), []Block{words(text)}, set.Vocabulary(row.language), friday))
			if strings.Contains(strings.ToLower(got), "zanzibar") {
				t.Errorf("%s: %q leaves open %q", row.language, text, got)
			}
		}
	}
}

// TestRequestHoldsItsNeighbours reads paragraphs around one that only asks for
// discretion, and around one that says more.
func TestRequestHoldsItsNeighbours(t *testing.T) {
	t.Parallel()
	v := shipped(t).Vocabulary("en")
	for _, row := range []struct{ text, want string }{
		{"All well.\n\nI may leave.\n\nThis is between us.\n\nOne more.\n\nThe rest.", "The rest."},
		{"All well.\n\nThis is between us:\n\nI may leave.\n\nThe rest.", "All well.\nThe rest."},
		{"All well.\n\nI may leave, but please don't tell Tomasz now.\n\nThe rest.", "All well.\nThe rest."},
		{"2: I may leave.\n\nPlease don't tell Tomasz.\n\n3: A talk.\n\n4: 3", "3"},
	} {
		got := strings.ReplaceAll(open(Interpret(weekly(), []Block{words(row.text)}, v, friday)), "\n\n", "\n")
		if got != row.want {
			t.Errorf("Interpret(%q) leaves open %q, want %q", row.text, got, row.want)
		}
	}
}

// TestNoWordIsACourtesy reads first and last lines that look like a greeting, a
// sign-off or a signature, and say something.
func TestNoWordIsACourtesy(t *testing.T) {
	t.Parallel()
	v := shipped(t).Vocabulary("en")
	p := weekly()
	p.Author = "Ana Sousa"
	for _, row := range []struct{ text, word string }{
		{"Not great,\nI lost two days.", "Not great,"},
		{"Not great,\n\nI lost two days.", "Not great,"},
		{"All fine.\n\nUnfortunately,\nnot finished", "not finished"},
		{"2: ok\n\nAna Sousa\nPS Next week off", "Next week off"},
		{"2: ok\n\nAna Sousa\n\nP.S. Busy week", "Busy week"},
		{"Morning was hard\n\nok", "Morning was hard"},
		{"2: :(", ":("},
		{"4: :-/", ":-/"},
	} {
		rd := Interpret(p, []Block{words(row.text)}, v, friday)
		rd.Courtesies = nil
		if got := open(rd); !strings.Contains(got, row.word) {
			t.Errorf("Interpret(%q) keeps %q, without %q", row.text, got, row.word)
		}
	}
}

// TestMarksWithoutWords reads nothing but marks, many of them: what looks for
// privacy behind each must not look at all the others again.
func TestMarksWithoutWords(t *testing.T) {
	t.Parallel()
	v := shipped(t).Vocabulary("en")
	for _, mark := range []string{"(", "[(", ":", ";", "- ", "...", ", "} {
		text := strings.Repeat(mark, 100_000)
		if rd := Interpret(weekly(), []Block{words(text)}, v, friday); len(rd.Lines) > 0 {
			t.Errorf("Interpret(%q…) finds %d lines", mark, len(rd.Lines))
		}
	}
}
