package reading_test

import (
	"testing"

	. "milepost/mentoring/reading"
)

// TestNewerVerbsInEveryLanguage reads the verbs that came with growth, by somebody
// of that language and by somebody who gets English mails.
func TestNewerVerbsInEveryLanguage(t *testing.T) {
	t.Parallel()
	set := shipped(t)
	for _, row := range []struct{ language, line, want string }{
		{"de", "warum G1: es lohnt sich", "detail G1 why [es lohnt sich]"},
		{"de", "Ziel: laufen\nwarum: gesund bleiben\nMaß: 7 km", "goal [laufen]; detail why [gesund bleiben]; detail measure [7 km]"},
		{"de", "Messwert G1: 7 km", "metric G1 [7 km]"},
		{"de", "Versuch: mittags raus bis Freitag", "try [mittags raus] 2025-11-28"},
		{"de", "Schritt: @Tomasz: Rui fragen bis Freitag (allein)", "commit partner alone [Rui fragen] 2025-11-28"},
		{"de", "alle zwei Wochen", "every #2"},
		{"de", "wöchentlich", "every #1"},
		{"de", "freitags um 16 Uhr", "on day 5 16:00"},
		{"de", "jeden Freitag", "on day 5"},
		{"de", "alle Fragen", "full"},
		{"de", "eine Frage pro Woche", "light"},
		{"de", "Fähigkeit: Vorträge 2 -> 4", "skill #2 #4 [Vorträge]"},
		{"de", "Vereinbarung Rhythmus: jeden Monat", "amend rhythm [jeden Monat]"},
		{"de", "unsere Frage: worüber habt ihr gelacht?", "our question [worüber habt ihr gelacht?]"},
		{"de", "hilf uns", "help us"},
		{"de", "Bitte im Guten beenden", "end kindly"},
		{"de", "Brief an mich: sei mutig", "letter [sei mutig]"},
		{"de", "zurücksetzen", "reset"},
		{"fr", "pourquoi G1 : pour apprendre", "detail G1 why [pour apprendre]"},
		{"fr", "toutes les deux semaines", "every #2"},
		{"fr", "tous les vendredis à 16h", "on day 5 16:00"},
		{"fr", "aidez-nous", "help us"},
		{"fr", "terminer en douceur", "end kindly"},
		{"fr", "lettre à moi : courage", "letter [courage]"},
		{"es", "por qué G1: para aprender", "detail G1 why [para aprender]"},
		{"es", "cada dos semanas", "every #2"},
		{"es", "los viernes a las 16:00", "on day 5 16:00"},
		{"es", "ayúdanos", "help us"},
		{"es", "terminar bien", "end kindly"},
		{"it", "perché G1: per imparare", "detail G1 why [per imparare]"},
		{"it", "ogni due settimane", "every #2"},
		{"it", "ogni venerdì alle 16:00", "on day 5 16:00"},
		{"it", "aiutaci", "help us"},
		{"it", "concludere bene", "end kindly"},
		{"nl", "waarom G1: om te leren", "detail G1 why [om te leren]"},
		{"nl", "om de twee weken", "every #2"},
		{"nl", "elke vrijdag om 16:00", "on day 5 16:00"},
		{"nl", "help ons", "help us"},
		{"nl", "netjes afsluiten", "end kindly"},
		{"pl", "dlaczego G1: żeby się uczyć", "detail G1 why [żeby się uczyć]"},
		{"pl", "co dwa tygodnie", "every #2"},
		{"pl", "w piątki o 16:00", "on day 5 16:00"},
		{"pl", "pomóż nam", "help us"},
		{"pl", "zakończyć życzliwie", "end kindly"},
		{"pt", "porquê G1: para aprender", "detail G1 why [para aprender]"},
		{"pt", "a cada duas semanas", "every #2"},
		{"pt", "às sextas às 16:00", "on day 5 16:00"},
		{"pt", "ajude-nos", "help us"},
		{"pt", "encerrar bem", "end kindly"},
	} {
		for _, reader := range []string{row.language, "en"} {
			if got := told(Interpret(paired(), []Block{words(row.line)}, set.Vocabulary(reader), friday).Lines); got != row.want {
				t.Errorf("by a reader of %s: Interpret(%q).Lines = %q, want %q", reader, row.line, got, row.want)
			}
		}
	}
}
