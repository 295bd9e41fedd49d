package mentoring_test

import (
	"testing"

	. "milepost/mentoring"
	"milepost/mentoring/calendar"
)

func TestReadAbsence(t *testing.T) {
	t.Parallel()
	today := calendar.NewDate(2026, 11, 21) // a Saturday
	for _, row := range []struct{ language, text, want string }{
		{"en", "I am out of the office until 8 December.", "2026-12-08"},
		{"en", "I'm out of the office until Tuesday, 8 December 2026.", "2026-12-08"},
		{"en", "Hello,\n\nI am on leave until 8 December\nwith limited access to email.\n\nAna", "2026-12-08"},
		{"en", "I am away until 8 December inclusive.", "2026-12-09"},
		{"en", "I am away through 8 December.", "2026-12-09"},
		{"en", "I am on vacation up to and including Friday 4 December.", "2026-12-07"},
		{"en", "I will be back on Monday 7 December.", "2026-12-07"},
		{"en", "I am on holiday, back on 7 Dec.", "2026-12-07"},
		{"en", "I will return to the office on December 8th.", "2026-12-08"},
		{"en", "I will be back at my desk on 2026-12-08.", "2026-12-08"},
		{"en", "Returning 8/12/2026", "2026-12-08"},
		{"en-US", "I am out of office and return on 12/8/2026.", "2026-12-08"},
		{"en", "I am out of the office from 24 November to 8 December.", "2026-12-09"},
		{"en", "I am on leave 24 Nov - 8 Dec.", "2026-12-09"},
		{"en", "I am out from 24 November until 8 December and will be back on 9 December.", "2026-12-09"},
		{"en", "I am away until 4 December. I will be back on Monday 7 December.", "2026-12-07"},
		{"en", "From 24 November I am away. I will be back on 8 December.", "2026-12-08"},
		{"en", "On 8 December I will be back.", "2026-12-08"},
		{"en", "I am available again from 8 December.", "2026-12-08"},
		{"en", "I am out of the office today and back tomorrow.", "2026-11-22"},
		{"en", "I am out of the office and will be back on Monday.", "2026-11-23"},
		{"en", "I am back in two weeks.", "2026-12-05"},
		{"en", "I am back on 8 December. In urgent cases call +351 21 555 01 02 before 1 December.", "2026-12-08"},

		{"en", "I am out of the office.", ""},
		{"en", "I am out of the office until further notice.", ""},
		{"en", "I am away until 3 November.", ""},           // next year's
		{"en", "I am on parental leave until 1 March.", ""}, // too far ahead
		{"en", "I am away until 15 November 2026.", ""},
		{"en", "I am back on 1 December, and away again; back on 8 December.", ""},
		{"en", "I am away until 1 December. I will be back on 8 December.", ""},
		{"en", "Thank you. Your ticket is open until 8 December.", ""},
		{"en", "Applications close on 8 December.", ""},
		{"en", "Please return the form by 8 December.", ""},
		{"en", "Please reply by 8 December.", ""},
		{"en", "The office is open until 8 December.", ""},
		{"en", "The form is available until 8 December.", ""},
		{"en", "I'll reply on 8 December.", "2026-12-08"},
		{"en", "I am away. Invoices are due until 8 December.", ""},
		{"de", "Ich bin nicht im Büro. Rechnungen bitte bis 8. Dezember senden.", ""},
		{"de", "Bitte antworten Sie bis 8. Dezember.", ""},
		{"de", "Das Formular ist bis 8. Dezember erreichbar.", ""},
		{"fr", "Le formulaire est disponible jusqu'au 8 décembre.", ""},
		{"en", "I will reply when I am back.", ""},
		{"en", "", ""},

		{"de", "Ich bin bis zum 8. Dezember nicht im Büro.", "2026-12-08"},
		{"de", "Ich bin bis einschließlich 8.12. im Urlaub.", "2026-12-09"},
		{"de", "Ich bin bis einschließlich Freitag, 4. Dezember abwesend.", "2026-12-07"},
		{"de", "Ich bin bis 8.12.2026 einschließlich abwesend.", "2026-12-09"},
		{"de", "Ab dem 8. Dezember bin ich wieder erreichbar.", "2026-12-08"},
		{"de", "Am 8.12. bin ich wieder im Haus.", "2026-12-08"},
		{"de", "Ich bin am Montag, 7. Dezember wieder da.", "2026-12-07"},
		{"de", "Ich bin vom 24.11. bis 8.12. im Urlaub.", "2026-12-09"},
		{"de", "Ich bin im Urlaub und melde mich danach.", ""},

		{"fr", "Je suis absente jusqu'au 8 décembre.", "2026-12-08"},
		{"fr", "Je suis absent jusqu’au 8 décembre inclus.", "2026-12-09"},
		{"fr", "Je serai de retour le 8 décembre.", "2026-12-08"},
		{"fr", "Je suis en congés du 24 novembre au 8 décembre.", "2026-12-09"},
		{"fr", "Je serai de retour lundi 7 decembre.", "2026-12-07"},
		{"fr", "Je suis en vacances.", ""},

		{"es", "Estoy fuera de la oficina hasta el 8 de diciembre.", "2026-12-08"},
		{"es", "Estaré de vacaciones hasta el 8 de diciembre inclusive.", "2026-12-09"},
		{"es", "Vuelvo el lunes 7 de diciembre.", "2026-12-07"},
		{"es", "Regreso a la oficina el 8 de diciembre.", "2026-12-08"},

		{"pt", "Estou de férias até 8 de dezembro.", "2026-12-08"},
		{"pt", "Estou ausente até 8 de dezembro inclusive.", "2026-12-09"},
		{"pt", "Regresso no dia 8 de dezembro.", "2026-12-08"},
		{"pt", "Volto segunda-feira, 7 de dezembro.", "2026-12-07"},

		{"it", "Sono in ferie fino all'8 dicembre.", "2026-12-08"},
		{"it", "Sono assente fino al 7 dicembre compreso.", "2026-12-08"},
		{"it", "Rientro lunedì 7 dicembre.", "2026-12-07"},
		{"it", "Sarò in ferie dal 24 novembre al 7 dicembre.", "2026-12-08"},

		{"nl", "Ik ben afwezig tot 8 december.", "2026-12-08"},
		{"nl", "Ik ben met vakantie tot en met 8 december.", "2026-12-09"},
		{"nl", "Vanaf maandag 7 december ben ik weer bereikbaar.", "2026-12-07"},
		{"nl", "Ik ben op 8 december weer terug.", "2026-12-08"},

		{"pl", "Jestem na urlopie do 8 grudnia.", "2026-12-08"},
		{"pl", "Jestem nieobecna do 8 grudnia włącznie.", "2026-12-09"},
		{"pl", "Wracam 8 grudnia.", "2026-12-08"},
		{"pl", "Wracam do biura w poniedziałek 7 grudnia.", "2026-12-07"},

		// Somebody else's, or said by somebody else.
		{"en", "My colleague is away until 8 December.", ""},
		{"en", "I am away. My colleague Rui, who is available until 8 December, helps you.", ""},
		{"en", "Away. On Friday 27 Nov you wrote: see you until 12 December", ""},
		{"en", "I am away until 8 December. My colleague is back on 12 December.", "2026-12-08"},
		{"de", "Mein Kollege ist bis 8. Dezember im Urlaub.", ""},
		{"pl", "Moja koleżanka jest na urlopie do 8 grudnia.", ""},

		// Whatever language the mails come in.
		{"en", "Ich bin bis zum 8. Dezember im Urlaub.", "2026-12-08"},
		{"pl", "I am out of the office until 8 December.", "2026-12-08"},
		{"en", "I am away until 8 December. / Ich bin bis 8. Dezember abwesend.", "2026-12-08"},
		{"en", "I am away until 8 December. / Ich bin bis 1. Dezember abwesend.", ""},
	} {
		who := Person{Language: row.language, Hours: calendar.DefaultWorkHours()}
		got := ""
		if day, ok := ReadAbsence(row.text, who, today); ok {
			got = day.String()
		}
		if got != row.want {
			t.Errorf("ReadAbsence(%s, %q) = %q, want %q", row.language, row.text, got, row.want)
		}
	}
}

func FuzzReadAbsence(f *testing.F) {
	f.Add("I am out of the office from 24 November until 8 December.", "en")
	f.Add("Ich bin bis einschließlich 8.12. im Urlaub.", "de")
	f.Add("Je suis absent jusqu’au 8 décembre inclus", "fr")
	f.Add("fino all''8' dicembre (8.12.)", "it")
	today := calendar.NewDate(2026, 11, 21)
	f.Fuzz(func(t *testing.T, text, language string) {
		who := Person{Language: language, Hours: calendar.DefaultWorkHours()}
		day, ok := ReadAbsence(text, who, today)
		if ok && (!day.After(today) || day.Sub(today) > 56) {
			t.Errorf("ReadAbsence(%q) = %v", text, day)
		}
		if again, ok2 := ReadAbsence(text, who, today); again != day || ok != ok2 {
			t.Errorf("ReadAbsence(%q) = %v, then %v", text, day, again)
		}
	})
}

func BenchmarkReadAbsence(b *testing.B) {
	text := "Hello,\n\nthank you for your message. I am out of the office until 8 December and read no mail.\n" +
		"In urgent cases write to rui@mentors.example.\n\nIch bin bis 8. Dezember im Urlaub.\n"
	who := Person{Language: "en", Hours: calendar.DefaultWorkHours()}
	for b.Loop() {
		if _, ok := ReadAbsence(text, who, calendar.NewDate(2026, 11, 21)); !ok {
			b.Fatal("no day was found")
		}
	}
}
