package reading_test

import (
	"testing"
	"time"

	. "milepost/mentoring/reading"
)

// TestAsPeopleWrite reads short mails as people type them on a telephone: with a
// word of politeness, a picture, the verb at the end, two sentences. They are read
// by somebody who gets English mails, on a Saturday.
func TestAsPeopleWrite(t *testing.T) {
	t.Parallel()
	set := shipped(t)
	saturday := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	for _, row := range []struct{ text, want string }{
		// Politeness around a keyword.
		{"Diese Woche nicht, sorry", "skip"},
		{"Pas cette semaine, désolée", "skip"},
		{"Sorry, too busy this week", "skip"},
		{"Pausa até 8 de dezembro, obrigada", "pause 2026-11-21 2026-12-08"},
		{"Skip, thanks!", "skip"},
		{"ok thanks", "thanks"},
		{"Ok, yes, thanks", "~Ok, yes, thanks"},
		{"Please share, thanks a lot", "~Please share, thanks a lot"},
		{"svp privé : je pars", "~svp privé : je pars held"},
		{"por favor privado: me voy", "~por favor privado: me voy held"},
		{"Please private: I go", "~Please private: I go held"},
		{"Sorry: two private lessons", "~Sorry: two private lessons"},
		// To the end, in a whole sentence.
		{"Bitte hört auf, mir diese Mails zu schicken!", "stop"},
		{"Arrêtez de m’envoyer ces mails !!", "stop"},
		{"Je ne veux plus recevoir ces messages", "stop"},
		{"¡Basta ya! No quiero más correos.", "stop"},
		{"Por favor, dejad de enviarme correos", "stop"},
		{"Para de me mandar email!!!", "stop"},
		{"Quero deixar de receber estes emails, por favor", "stop"},
		{"Basta, cancellatemi da questa lista!", "stop"},
		{"Non voglio più ricevere queste email", "stop"},
		{"Stop alsjeblieft met deze mails", "stop"},
		{"Ik wil deze mails niet meer ontvangen", "stop"},
		{"Proszę przestać wysyłać mi te maile", "stop"},
		{"Nie chcę już dostawać tych maili", "stop"},
		{"Unsubscribe me from this already!!!", "stop"},
		{"Please stop sending me these emails", "stop"},
		// And words that are none of it.
		{"I need to stop saying yes, please", "~I need to stop saying yes, please"},
		{"Basta riunioni, sono contenta", "~Basta riunioni, sono contenta"},
		{"Ik wil stoppen met mails in de avond", "~Ik wil stoppen met mails in de avond"},
		{"Stop mails at night. Slept well!", "~Stop mails at night. Slept well!"},
		{"Przestać pisać maile w nocy", "~Przestać pisać maile w nocy"},
		// Weeks off.
		{"Volgende week niet", "pause 2026-11-23 2026-11-30"},
		{"Nächste Woche nicht", "pause 2026-11-23 2026-11-30"},
		{"bis 8. Dezember Pause", "pause 2026-11-21 2026-12-08"},
		{"pause next week", "pause 2026-11-23 2026-11-30"},
		{"pause friday", "pause 2026-11-27 2026-11-27"},
		{"On holiday 3-17 Dec", "pause 2026-12-03 2026-12-18"},
		{"Diese Woche nicht", "skip"},
		{"bin bis 8.12. im Urlaub", "pause 2026-11-21 2026-12-08"},
		{"Ich bin vom 3. bis 17. Dezember nicht da", "pause 2026-12-03 2026-12-18"},
		{"Ik ben tot 8 december op vakantie", "pause 2026-11-21 2026-12-08"},
		{"tô de férias até 8 de dezembro", "pause 2026-11-21 2026-12-08"},
		{"Back on 8 Dec", "pause 2026-12-08 2026-12-08"},
		{"Ich bin bis Freitag mit dem Dokument fertig", "~Ich bin bis Freitag mit dem Dokument fertig"},
		{"Back on track", "~Back on track"},
		{"3 days off, lovely", "~3 days off, lovely"},
		{"2 Wochen Pause", "pause 2026-11-21 2026-12-05"},
		{"Next week nothing special", "~Next week nothing special"},
		{"ask me next week", "snooze 2026-11-23"},
		{"Mañana", "snooze 2026-11-22"},
		// One clause of a sentence.
		{"Not now, ask me Monday", "snooze 2026-11-23; ~Not now, ask me Monday"},
		{"Je suis en congé, pause jusqu’au 30 novembre svp", "pause 2026-11-21 2026-11-30; ~Je suis en congé, pause jusqu’au 30 novembre svp"},
		{"La semaine prochaine je suis en congé, pause jusqu’au 30 novembre svp", "pause 2026-11-23 2026-11-30; ~La semaine prochaine je suis en congé, pause jusqu’au 30 novembre svp"},
		{"Pause until 1 dec, pause until 8 dec", "~Pause until 1 dec, pause until 8 dec"},
		{"Talked to Priya, later on friday", "~Talked to Priya, later on friday"},
		{"Good week, I will pause", "~Good week, I will pause"},
		{"It rained, stop", "~It rained, stop"},
	} {
		if got := said(Interpret(weekly(), []Block{words(row.text)}, set.Vocabulary("en"), saturday)); got != row.want {
			t.Errorf("Interpret(%q) = %q, want %q", row.text, got, row.want)
		}
	}
	for _, row := range []struct{ text, want string }{
		{"Ich verspreche: Dokument bis Freitag fertig", "commit [Dokument bis Freitag fertig] 2026-11-27"},
		{"Ziel: bis Ende März ein kleines Projekt leiten", "goal [bis Ende März ein kleines Projekt leiten] 2027-03-31"},
		{"Doel: voor eind maart een project leiden", "goal [voor eind maart een project leiden] 2027-03-31"},
		{"C4 feito ✅", "done C4"},
		{"C4 hab ich erledigt", "done C4"},
		{"Streich C4 bitte", "drop C4"},
		{"J’abandonne C4", "drop C4"},
		{"C4 is done!", "done C4"},
		{"Hecho C4 💪", "done C4"},
		{"Move C4 to next Friday pls", "move C4 2026-11-27"},
		{"Verschieb C4 auf nächsten Freitag", "move C4 2026-11-27"},
	} {
		if got := said(Interpret(nothing(), []Block{words(row.text)}, set.Vocabulary("en"), saturday)); got != row.want {
			t.Errorf("Interpret(%q) = %q, want %q", row.text, got, row.want)
		}
	}
}

// TestRatingsWithAWord reads a rating that a word of caution stands before.
func TestRatingsWithAWord(t *testing.T) {
	t.Parallel()
	set := shipped(t)
	for _, row := range []struct{ text, want string }{
		{"4: I’d say 3", "4=I’d say 3 (3)"},
		{"4: eher eine 3", "4=eher eine 3 (3)"},
		{"4: direi 3", "4=direi 3 (3)"},
		{"4: een 4", "4=een 4 (4)"},
		{"4: plutôt un 4 !", "4=plutôt un 4 ! (4)"},
		{"4: 3, I guess", "4=3, I guess (3)"},
		{"4: around 3 or 4", "4=around 3 or 4"},
		{"4: up from 2", "4=up from 2"},
		{"4: a week behind", "4=a week behind"},
	} {
		if got := said(Interpret(weekly(), []Block{words(row.text)}, set.Vocabulary("en"), friday)); got != row.want {
			t.Errorf("Interpret(%q) = %q, want %q", row.text, got, row.want)
		}
	}
}
