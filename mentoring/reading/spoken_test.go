package reading_test

import (
	"testing"

	. "milepost/mentoring/reading"
	"milepost/mentoring/ritual"
	"milepost/templates"
)

func shipped(t testing.TB) *templates.Set {
	t.Helper()
	set, err := templates.Load("")
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// TestEverybodyIsUnderstood reads what people write in each language, by
// somebody whose language it is and by somebody who gets English mails.
func TestEverybodyIsUnderstood(t *testing.T) {
	t.Parallel()
	set := shipped(t)
	for _, row := range []struct{ language, text, want string }{
		{"de", "diese Woche nicht", "skip"},
		{"de", "Diese Woche leider nicht.", "skip"},
		{"de", "keine Zeit", "skip"},
		{"de", "nächste Woche", "snooze 2025-11-24"},
		{"de", "naechste Woche", "snooze 2025-11-24"},
		{"de", "Später bitte!", "snooze"},
		{"de", "spaeter bitte", "snooze"},
		{"de", "Ich brauche eine Pause", "pause"},
		{"de", "Ich bin zurück", "resume"},
		{"de", "Bitte keine Mails mehr", "stop"},
		{"de", "Lassen Sie mich in Ruhe.", "stop"},
		{"de", "**Abmelden**", "stop"},
		{"de", "Hilfe", "help"},
		{"de", "Wo stehen wir?", "status"},
		{"de", "nur Text", "text only"},
		{"de", "Nur die Zusammenfassung", "digest only"},
		{"de", "Bitte löschen Sie meine Daten", "delete my data"},
		{"de", "Ziel: mehr lesen", "goal [mehr lesen]"},
		{"de", "Meilenstein G1: erster Entwurf", "milestone G1 [erster Entwurf]"},
		{"de", "Zusage: Rui anrufen", "commit [Rui anrufen]"},
		{"de", "erledigt C4", "done C4"},
		{"de", "C4 erledigt.", "done C4"},
		{"de", "streiche C4", "drop C4"},
		{"de", "Erfolg: der Vortrag", "win [der Vortrag]"},
		{"de", "Frage: wie sagst du nein?", "ask [wie sagst du nein?]"},
		{"de", "Hindernis: keine Daten", "blocked [keine Daten]"},
		{"de", "behalte G2", "keep G2"},
		{"de", "G2 parken", "park G2"},
		{"de", "ja", "yes"},
		{"de", "ja zu allem", "yes ALL"},
		{"de", "nein M1", "no M1"},
		{"de", "lösche 2", "scratch #2"},
		{"de", "freigeben 1 3", "share #1 #3"},
		{"fr", "pas cette semaine", "skip"},
		{"fr", "Plus tard s'il vous plaît", "snooze"},
		{"fr", "plus tard s’il te plait", "snooze"},
		{"fr", "Arrêtez les mails", "stop"},
		{"fr", "arretez", "stop"},
		{"fr", "Désabonnez-moi", "stop"},
		{"fr", "J’ai besoin d’une pause", "pause"},
		{"fr", "reprendre", "resume"},
		{"fr", "Aide", "help"},
		{"fr", "historique", "export"},
		{"fr", "objectif: lire plus", "goal [lire plus]"},
		{"fr", "Objectif : lire plus", "goal [lire plus]"},
		{"fr", "C4 fait", "done C4"},
		{"fr", "terminé C4", "done C4"},
		{"fr", "oui à tout", "yes ALL"},
		{"fr", "Supprimez mes données", "delete my data"},
		{"fr", "merci : pour ton aide", "win [pour ton aide]"},
		{"es", "esta semana no", "skip"},
		{"es", "Esta semana no puedo.", "skip"},
		{"es", "recuérdamelo mañana", "snooze 2025-11-22"},
		{"es", "recuerdamelo manana", "snooze 2025-11-22"},
		{"es", "Necesito un descanso", "pause"},
		{"es", "ya he vuelto", "resume"},
		{"es", "No quiero más correos", "stop"},
		{"es", "dame de baja", "stop"},
		{"es", "¡Para, por favor!", "stop"},
		{"es", "para por favor", "stop"},
		{"es", "objetivo: leer más", "goal [leer más]"},
		{"es", "hecho C4", "done C4"},
		{"es", "C4 hecho", "done C4"},
		{"es", "¿qué puedo escribir?", "help"},
		{"es", "sí a todo", "yes ALL"},
		{"pt", "esta semana não", "skip"},
		{"pt", "esta semana nao", "skip"},
		{"pt", "Semana que vem", "snooze 2025-11-24"},
		{"pt", "Preciso de uma pausa", "pause"},
		{"pt", "estou de volta", "resume"},
		{"pt", "não quero mais emails", "stop"},
		{"pt", "objetivo: ler mais", "goal [ler mais]"},
		{"pt", "feito C4", "done C4"},
		{"pt", "apague meus dados", "delete my data"},
		{"it", "questa settimana no", "skip"},
		{"it", "La prossima settimana", "snooze 2025-11-24"},
		{"it", "ho bisogno di una pausa", "pause"},
		{"it", "sono tornata", "resume"},
		{"it", "Basta mail", "stop"},
		{"it", "obiettivo: leggere di più", "goal [leggere di più]"},
		{"it", "fatto C4", "done C4"},
		{"it", "come funziona?", "help"},
		{"nl", "deze week niet", "skip"},
		{"nl", "geen tijd", "skip"},
		{"nl", "volgende week", "snooze 2025-11-24"},
		{"nl", "ik heb een pauze nodig", "pause"},
		{"nl", "ik ben terug", "resume"},
		{"nl", "Geen mails meer", "stop"},
		{"nl", "doel: meer lezen", "goal [meer lezen]"},
		{"nl", "klaar C4", "done C4"},
		{"nl", "hoe werkt dit?", "help"},
		{"pl", "nie w tym tygodniu", "skip"},
		{"pl", "W tym tygodniu nie.", "skip"},
		{"pl", "przypomnij mi jutro", "snooze 2025-11-22"},
		{"pl", "pozniej", "snooze"},
		{"pl", "potrzebuję przerwy", "pause"},
		{"pl", "wracam", "resume"},
		{"pl", "Proszę mnie wypisać", "stop"},
		{"pl", "cel: więcej czytać", "goal [więcej czytać]"},
		{"pl", "zrobione C4", "done C4"},
		{"pl", "C4 zrobione", "done C4"},
		{"pl", "usuń moje dane", "delete my data"},
		{"pl", "usun moje dane", "delete my data"},
		{"pl", "tak na wszystko", "yes ALL"},
	} {
		for _, reader := range []string{row.language, "en", "nl"} {
			want := row.want
			if got := told(Interpret(nothing(), []Block{words(row.text)}, set.Vocabulary(reader), friday).Lines); got != want {
				t.Errorf("%s, by a reader of %s: Interpret(%q).Lines = %q, want %q", row.language, reader, row.text, got, want)
			}
		}
	}
	for _, row := range []struct{ reader, text, want string }{
		// Their own language wins.
		{"fr", "but : lire plus", "goal [lire plus]"},
		{"en", "But: I read more.", ""},
		{"es", "para", "stop"},
		{"en", "para", ""},
		{"it", "fine", ""},
		{"en", "fine", ""},
		{"en", "Fine.", ""},
		{"en", "over", ""},
		{"de", "also", ""},
		{"fr", "car", ""},
		{"pt", "fim", "stop"},
		{"en", "fim", "stop"},
		{"pt", "fim de semana", ""},
		{"pl", "no", ""},
		{"en", "no", "no"},
		{"de", "no", "no"},
		{"pl", "no nie", ""},
		// Words of a third language do nothing in a sentence.
		{"en", "Pause bis 8. Dezember", "pause 2025-11-21 2025-12-08"},
		{"en", "erledigt C4, aber nur halb", ""},
		{"de", "erledigt C4, aber nur halb", "done C4 [aber nur halb]"},
		{"en", "Stopp den Server bitte", ""},
		{"de", "Stopp den Server bitte", ""},
		{"en", "Meilenstein G1 erster Entwurf", ""},
		{"de", "Meilenstein G1 erster Entwurf", "milestone G1 [erster Entwurf]"},
	} {
		if got := told(Interpret(nothing(), []Block{words(row.text)}, set.Vocabulary(row.reader), friday).Lines); got != row.want {
			t.Errorf("by a reader of %s: Interpret(%q).Lines = %q, want %q", row.reader, row.text, got, row.want)
		}
	}
}

// TestYesInEveryLanguage reads answers to the question whether to begin. A yes
// must not be taken for a no, nor the other way round, and neither is guessed.
func TestYesInEveryLanguage(t *testing.T) {
	t.Parallel()
	set := shipped(t)
	for _, row := range []struct {
		reader, text string
		want         Tri
	}{
		{"en", "Yes, gladly", Yes},
		{"en", "No problem, count me in", Yes},
		{"en", "No idea yet", Unsaid},
		{"en", "Not sure", Unsaid},
		{"en", "No, sorry", No},
		{"en", "👍", Yes},
		{"en", "👍🏽", Yes},
		{"en", "👎", No},
		{"en", "Oui", Yes},
		{"en", "Oui, avec plaisir !", Yes},
		{"en", "sí", Yes},
		{"en", "¡Sí!", Yes},
		{"en", "Ja, gerne", Yes},
		{"en", "ja gerne", Yes},
		{"en", "não", No},
		{"en", "nao, obrigado", No},
		{"en", "nie", No},
		{"en", "nie wiem", Unsaid},
		{"en", "Si tu veux", Unsaid},
		{"de", "Ja gern", Yes},
		{"de", "ja klar doch", Yes},
		{"de", "Kein Problem", Yes},
		{"de", "Keine Ahnung", Unsaid},
		{"de", "Jein", Unsaid},
		{"de", "Nein, lieber nicht", No},
		{"de", "no", No},
		{"fr", "si tu veux", Unsaid},
		{"fr", "pas de problème", Yes},
		{"fr", "je ne sais pas", Unsaid},
		{"es", "no sé", Unsaid},
		{"es", "sin problema", Yes},
		{"pl", "no", Unsaid},
		{"pl", "No pewnie!", Yes},
		{"pl", "no nie", No},
		{"pl", "nie ma problemu", Yes},
		{"pl", "nie wiem", Unsaid},
		{"pl", "tak", Yes},
		{"it", "perche no", Yes},
		{"it", "non lo so", Unsaid},
		{"nl", "geen probleem", Yes},
		{"nl", "geen idee", Unsaid},
		{"nl", "liever niet", No},
		{"pt", "talvez", Unsaid},
	} {
		rd := Interpret(only(ritual.YesNo, ritual.Consent), []Block{words(row.text)}, set.Vocabulary(row.reader), friday)
		if len(rd.Answers) != 1 || rd.Answers[0].Yes != row.want {
			t.Errorf("by a reader of %s: Interpret(%q) = %+v, want %v", row.reader, row.text, rd.Answers, row.want)
		}
	}
}
