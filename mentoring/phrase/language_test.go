package phrase

import "testing"

// A speech is what people write in one language, and what it means on a
// Wednesday, 25 November 2026.
type speech struct {
	dates    []dated // the whole of the text
	past     []dated
	trailing []trailed
	moments  []timed
	spans    []spanned
	ratings  map[string]int // of 5; 0 where there is none
	declined []string       // no dates
	idle     []string       // lines that merely end with a date, or not even that
}

type (
	dated   struct{ in, want, or string }
	trailed struct{ in, rest, want string }
	timed   struct {
		in, want, or string
		minutes      int
	}
	spanned struct{ in, from, to string }
)

func (s speech) check(t *testing.T, l *Lexicon) {
	t.Helper()
	for _, tt := range s.dates {
		day, rest, ok := l.Date(tt.in, today)
		if !ok || day.Date.String() != tt.want || day.Or.String() != tt.or || rest != "" {
			t.Errorf("Date(%q) = %v or %v, %q, %v, want %s or %s", tt.in, day.Date, day.Or, rest, ok, tt.want, tt.or)
		}
	}
	for _, tt := range s.past {
		day, rest, ok := l.PastDate(tt.in, today)
		if !ok || day.Date.String() != tt.want || rest != "" {
			t.Errorf("PastDate(%q) = %v, %q, %v, want %s", tt.in, day.Date, rest, ok, tt.want)
		}
	}
	for _, tt := range s.trailing {
		rest, day, ok := l.TrailingDate(tt.in, today)
		if !ok || rest != tt.rest || day.Date.String() != tt.want {
			t.Errorf("TrailingDate(%q) = %q, %v, %v, want %q, %s", tt.in, rest, day.Date, ok, tt.rest, tt.want)
		}
	}
	for _, tt := range s.moments {
		m, rest, ok := l.Moment(tt.in, today)
		if !ok || m.At.String() != tt.want || m.Or.String() != tt.or || m.Minutes != tt.minutes || rest != "" {
			t.Errorf("Moment(%q) = %v or %v for %d, %q, %v, want %s or %s for %d", tt.in, m.At, m.Or, m.Minutes, rest, ok, tt.want, tt.or, tt.minutes)
		}
	}
	for _, tt := range s.spans {
		span, rest, ok := l.Span(tt.in, today)
		if !ok || span.From.String() != tt.from || span.To.String() != tt.to || rest != "" {
			t.Errorf("Span(%q) = %v to %v, %q, %v, want %s to %s", tt.in, span.From, span.To, rest, ok, tt.from, tt.to)
		}
	}
	for in, want := range s.ratings {
		if got, _, ok := l.Rating(in, 5); got != want || ok != (want != 0) {
			t.Errorf("Rating(%q) = %d, %v, want %d", in, got, ok, want)
		}
	}
	for _, in := range s.declined {
		if day, rest, ok := l.Date(in, today); ok && rest == "" {
			t.Errorf("Date(%q) = %v, want none", in, day.Date)
		}
	}
	for _, in := range s.idle {
		if rest, day, ok := l.TrailingDate(in, today); ok || rest != in {
			t.Errorf("TrailingDate(%q) = %q, %v, want none", in, rest, day.Date)
		}
	}
}

// speeches are the languages but English, whose tests are beside its grammar.
var speeches = map[string]speech{
	"de": speechDE, "es": speechES, "fr": speechFR, "it": speechIT, "nl": speechNL, "pl": speechPL, "pt": speechPT,
}

func TestLanguages(t *testing.T) {
	t.Parallel()
	for language, speech := range speeches {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			l, ok := Lookup(language)
			if !ok {
				t.Fatalf("Lookup(%q) = false", language)
			}
			speech.check(t, l)
		})
	}
}
