package phrase

import (
	"strings"
	"testing"
)

// polyglot reads as everybody is read: their own language, English, the others.
func polyglot(t testing.TB, language string) *Lexicon {
	t.Helper()
	own, ok := Lookup(language)
	if !ok {
		t.Fatalf("Lookup(%q) = false", language)
	}
	others := []*Lexicon{en(t)}
	for _, name := range Languages() {
		l, _ := Lookup(name)
		others = append(others, l)
	}
	return own.With(others...)
}

// A finding is all that is read in a text.
type finding struct {
	day, past, end Day
	moment         Moment
	span           Span
	days, rating   int
	rest           [6]string
	remark         string
	read           [7]bool
	trailing       string
}

func find(l *Lexicon, s string) finding {
	var f finding
	f.day, f.rest[0], f.read[0] = l.Date(s, today)
	f.past, f.rest[1], f.read[1] = l.PastDate(s, today)
	f.moment, f.rest[2], f.read[2] = l.Moment(s, today)
	f.span, f.rest[3], f.read[3] = l.Span(s, today)
	f.days, f.rest[4], f.read[4] = l.Duration(s)
	f.rating, f.remark, f.read[5] = l.Rating(s, 5)
	f.trailing, f.end, f.read[6] = l.TrailingDate(s, today)
	return f
}

// phrases are all that the tests of a language read.
func (s speech) phrases() []string {
	var all []string
	for _, list := range [][]dated{s.dates, s.past} {
		for _, tt := range list {
			all = append(all, tt.in)
		}
	}
	for _, tt := range s.trailing {
		all = append(all, tt.in)
	}
	for _, tt := range s.moments {
		all = append(all, tt.in)
	}
	for _, tt := range s.spans {
		all = append(all, tt.in)
	}
	for in := range s.ratings {
		all = append(all, in)
	}
	return append(append(all, s.declined...), s.idle...)
}

// TestOwnLanguageFirst shows that reading further languages changes nothing of
// what is read in a person's own.
func TestOwnLanguageFirst(t *testing.T) {
	t.Parallel()
	for _, language := range append(Languages(), "en-US", "de-AT") {
		own, _ := Lookup(language)
		with := polyglot(t, language)
		for _, s := range speeches {
			for _, in := range append(s.phrases(), ordinary...) {
				f, g := find(own, in), find(with, in)
				if f.read[0] && (f.day != g.day || f.rest[0] != g.rest[0]) ||
					f.read[1] && (f.past != g.past || f.rest[1] != g.rest[1]) ||
					f.read[2] && (f.moment != g.moment || f.rest[2] != g.rest[2]) ||
					f.read[3] && (f.rest[3] == "" || g.rest[3] != "") && (f.span != g.span || f.rest[3] != g.rest[3]) ||
					f.read[4] && (f.days != g.days || f.rest[4] != g.rest[4]) ||
					f.read[5] && (f.rating != g.rating || f.remark != g.remark) ||
					f.read[6] && (f.end != g.end || f.trailing != g.trailing) {
					t.Errorf("%s: %q is read as %v alone and as %v with other languages", language, in, f, g)
				}
			}
		}
	}
}

// TestOtherLanguagesStayIdle shows that lines without a date in a person's own
// language get none from the others.
func TestOtherLanguagesStayIdle(t *testing.T) {
	t.Parallel()
	for language, s := range speeches {
		l := polyglot(t, language)
		for _, in := range s.idle {
			if rest, day, ok := l.TrailingDate(in, today); ok || rest != in {
				t.Errorf("%s: TrailingDate(%q) = %q, %v, want none", language, in, rest, day.Date)
			}
		}
		for _, in := range s.declined {
			if day, rest, ok := l.Date(in, today); ok && rest == "" {
				t.Errorf("%s: Date(%q) = %v, want none", language, in, day.Date)
			}
		}
	}
}

// TestEnglishIsNotForeign shows that ordinary English gets no date by another
// language's table.
func TestEnglishIsNotForeign(t *testing.T) {
	t.Parallel()
	own, with := en(t), polyglot(t, "en")
	for _, line := range ordinary {
		// A reading begins at the start of a text, so begin one at every word.
		for s := line; s != ""; _, s, _ = strings.Cut(s, " ") {
			if f, g := find(own, s), find(with, s); f != g {
				t.Errorf("%q is read as %v in English and as %v with other languages", s, f, g)
			}
		}
	}
}

func TestPolyglot(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ language, in, want, or string }{
		{"en", "am Freitag", "2026-11-27", ""},
		{"en", "bis 8.12.", "2026-12-08", ""},
		{"en", "bis 8.12", "2026-12-08", ""},
		{"en", "12. Mai", "2027-05-12", ""},
		{"en", "übermorgen", "2026-11-27", ""},
		{"en", "la semaine prochaine", "2026-11-30", "2026-12-04"},
		{"en", "d'ici vendredi", "2026-11-27", ""},
		{"en", "1er mars", "2027-03-01", ""},
		{"en", "8 de diciembre", "2026-12-08", ""},
		{"en", "lunes que viene", "2026-11-30", ""},
		{"en", "8 de dezembro", "2026-12-08", ""},
		{"en", "até sexta-feira", "2026-11-27", ""},
		{"en", "entro venerdì", "2026-11-27", ""},
		{"en", "tra due settimane", "2026-12-09", ""},
		{"en", "uiterlijk vrijdag", "2026-11-27", ""},
		{"en", "over twee weken", "2026-12-09", ""},
		{"en", "do piątku", "2026-11-27", ""},
		{"en", "za dwa tygodnie", "2026-12-09", ""},
		{"en", "w przyszly piatek", "2026-12-04", "2026-11-27"},
		{"de", "by friday", "2026-11-27", ""},
		{"de", "next tuesday", "2026-12-01", ""},
		{"de", "8 december", "2026-12-08", ""},
		{"de", "za dwa tygodnie", "2026-12-09", ""},
		{"pl", "in two weeks", "2026-12-09", ""},
		{"pl", "bis Freitag", "2026-11-27", ""},
		{"es", "até 8 de abril", "2027-04-08", ""},
		{"fr", "end of march", "2027-03-31", ""},
		// Figures stand in the order of the person's own language.
		{"en-US", "bis 12/8", "2026-12-08", "2027-08-12"},
		{"de", "until 12/8", "2027-08-12", "2026-12-08"},
		// Short names and small words of other languages are ordinary words.
		{"en", "so", "", ""},
		{"en", "do 8/12", "", ""},
		{"en", "am 8/12", "", ""},
		{"en", "sex", "", ""},
		{"en", "dom", "", ""},
		{"de", "once", "", ""},
		{"de", "hier", "", ""},
		{"it", "mai", "", ""},
		{"es", "do", "", ""},
	} {
		day, rest, ok := polyglot(t, tt.language).Date(tt.in, today)
		if ok != (tt.want != "") || day.Date.String() != tt.want || day.Or.String() != tt.or || rest != "" {
			t.Errorf("%s: Date(%q) = %v or %v, %q, %v, want %q or %q", tt.language, tt.in, day.Date, day.Or, rest, ok, tt.want, tt.or)
		}
	}
}

func TestPolyglotReadsAll(t *testing.T) {
	t.Parallel()
	l := polyglot(t, "en")
	for _, tt := range []struct{ in, rest, want string }{
		{"den Entwurf schreiben bis Freitag", "den Entwurf schreiben", "2026-11-27"},
		{"den Entwurf schreiben bis 8.12.", "den Entwurf schreiben", "2026-12-08"},
		{"écrire la note avant vendredi", "écrire la note", "2026-11-27"},
		{"escribir la nota para el 8 de diciembre", "escribir la nota", "2026-12-08"},
		{"escrever a nota até sexta", "escrever a nota", "2026-11-27"},
		{"scrivere la nota entro fine marzo", "scrivere la nota", "2027-03-31"},
		{"de notitie schrijven uiterlijk vrijdag", "de notitie schrijven", "2026-11-27"},
		{"napisać notatkę do piątku", "napisać notatkę", "2026-11-27"},
		{"abgeben bis Freitag 17 Uhr", "abgeben bis Freitag 17 Uhr", "2026-11-27"},
	} {
		rest, day, ok := l.TrailingDate(tt.in, today)
		if !ok || rest != tt.rest || day.Date.String() != tt.want {
			t.Errorf("TrailingDate(%q) = %q, %v, %v, want %q, %s", tt.in, rest, day.Date, ok, tt.rest, tt.want)
		}
	}
	for in, want := range map[string]string{
		"Freitag 17 Uhr": "2026-11-27 17:00", "4.12. um 17 Uhr": "2026-12-04 17:00", "4.12. às 17h": "2026-12-04 17:00",
		"vendredi à 17h30": "2026-11-27 17:30", "viernes a las 17": "2026-11-27 17:00", "w piątek o 17": "2026-11-27 17:00",
		"venerdì alle 17": "2026-11-27 17:00", "vrijdag om 17 uur": "2026-11-27 17:00", "vrijdag om half vijf": "",
	} {
		if m, rest, ok := l.Moment(in, today); ok != (want != "") || m.At.String() != want || rest != "" {
			t.Errorf("Moment(%q) = %v, %q, %v, want %q", in, m.At, rest, ok, want)
		}
	}
	for in, want := range map[string]string{
		"zwei Wochen": "2026-12-08", "bis zum 8. Dezember": "2026-12-08", "du 3 au 17 août": "2027-08-17", "dos semanas": "2026-12-08",
		"8 december t/m 12 december": "2026-12-12", "3. August bis 17. August": "2027-08-17",
		"duas semanas": "2026-12-08", "due settimane": "2026-12-08", "twee weken": "2026-12-08", "dwa tygodnie": "2026-12-08",
	} {
		if span, rest, ok := l.Span(in, today); !ok || span.To.String() != want || rest != "" {
			t.Errorf("Span(%q) = %v to %v, %q, %v, want to %s", in, span.From, span.To, rest, ok, want)
		}
	}
	for in, want := range map[string]int{
		"4 von 5": 4, "4 sur 5": 4, "4 de 5": 4, "4 su 5": 4, "4 van 5": 4, "4 z 5": 4, "vier": 4, "quatre": 4, "cuatro": 4,
		"quattro": 4, "quatro": 4, "cztery": 4, "drei - läuft": 3, "4,5": 0, "4-": 0, "3-4": 0, "due": 0, "um": 0, "4 de 10": 0,
	} {
		if got, _, ok := l.Rating(in, 5); got != want || ok != (want != 0) {
			t.Errorf("Rating(%q) = %d, %v, want %d", in, got, ok, want)
		}
	}
	if got, want := l.ShortDate(today), "Wed 25 Nov"; got != want {
		t.Errorf("ShortDate() = %q, want %q", got, want)
	}
}

func BenchmarkTrailingDatePolyglot(b *testing.B) {
	l := polyglot(b, "en")
	for _, bb := range []struct{ name, line string }{
		{"own", "write the first version of the design note and send it to the platform team by friday"},
		{"none", "write the first version of the design note and send it to the platform team when it is good enough"},
		{"foreign", "die erste Fassung der Notiz schreiben und an die Leute von der Plattform schicken bis Freitag"},
	} {
		b.Run(bb.name, func(b *testing.B) {
			for b.Loop() {
				l.TrailingDate(bb.line, today)
			}
		})
	}
}
