package phrase_test

import (
	"testing"

	"milepost/mentoring/calendar"
	. "milepost/mentoring/phrase"
)

func TestDeadline(t *testing.T) {
	t.Parallel()
	today := calendar.NewDate(2026, 11, 21) // a Saturday
	for _, row := range []struct{ language, text, want string }{
		{"de", "Dokument bis Freitag fertig", "2026-11-27"},
		{"de", "bis Ende März ein kleines Projekt leiten", "2027-03-31"},
		{"de", "das Dokument bis 8.12. an Priya schicken", "2026-12-08"},
		{"nl", "voor eind maart een project leiden", "2027-03-31"},
		{"nl", "het verslag uiterlijk vrijdag versturen", "2026-11-27"},
		{"en", "by 1 march: lead a project", "2027-03-01"},
		{"fr", "d'ici fin mars, parler en public", "2027-03-31"},
		{"es", "antes del viernes enviar el documento", "2026-11-27"},
		{"it", "entro fine marzo guidare un progetto", "2027-03-31"},
		{"pl", "do piątku wysłać dokument", "2026-11-27"},
		{"en", "present what I learned on friday to Priya", ""},
		{"en", "work until friday or by 8 dec at the latest", ""},
		{"de", "bis bald sagen lernen", ""},
		{"de", "bis 20 Uhr aufhören", ""},
		{"en", "stand by the team", ""},
	} {
		lex, _ := Lookup(row.language)
		got := ""
		if day, ok := lex.Deadline(row.text, today); ok {
			got = day.Date.String()
		}
		if got != row.want {
			t.Errorf("%s: Deadline(%q) = %q, want %q", row.language, row.text, got, row.want)
		}
	}
}
