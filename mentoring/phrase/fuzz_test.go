package phrase

import (
	"strings"
	"testing"
)

// FuzzRead shows for every language, alone and with all others, that no text
// breaks a reading, that what is read lies in the future and inside the text, that
// no word is lost or invented, and that the same text is read the same way again.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"write the design note by Friday", "next friday", "8/12/26", "8.12.", "end of Q1 2027", "3-17 aug", "until 8 dec",
		"4 dec from 5 to 6pm", "17h30 on the 8th, 45 min", "in two weeks’ time", "3 out of 5 – steady", "by by by by friday",
		"28 dec - 3 jan 2027", "friday (27 nov)", "(by Fri)", "\xff8 dec\xff", "１２/１２",
	} {
		f.Add(seed, 0, 0)
	}
	var lexicons []*Lexicon
	for n, language := range Languages() {
		alone, _ := Lookup(language)
		lexicons = append(lexicons, alone, polyglot(f, language))
		if language == "en" {
			continue
		}
		for i, seed := range speeches[language].phrases() {
			if i%4 == 0 {
				f.Add(seed, 0, 2*n+i%8/4)
			}
		}
	}
	lexicons = append(lexicons, polyglot(f, "en-US"))
	f.Fuzz(func(t *testing.T, s string, offset, language int) {
		l := lexicons[uint(language)%uint(len(lexicons))]
		if first, again := find(l, s), find(l, s); first != again {
			t.Errorf("%q is read as %v, and then as %v", s, first, again)
		}
		now := today.AddDays(offset % 20000)
		inside := func(name, rest string) {
			t.Helper()
			if !strings.HasSuffix(strings.TrimSpace(s), rest) {
				t.Errorf("%s(%q) left %q", name, s, rest)
			}
		}
		if day, rest, ok := l.Date(s, now); ok {
			if !day.Date.IsValid() || day.Date.Before(now) || day.Ambiguous() && (!day.Or.IsValid() || day.Or.Before(now)) {
				t.Errorf("Date(%q, %v) = %v or %v", s, now, day.Date, day.Or)
			}
			inside("Date", rest)
		}
		if day, rest, ok := l.PastDate(s, now); ok {
			if !day.Date.IsValid() || day.Date.After(now) {
				t.Errorf("PastDate(%q, %v) = %v", s, now, day.Date)
			}
			inside("PastDate", rest)
		}
		if m, rest, ok := l.Moment(s, now); ok {
			if !m.At.Date.IsValid() || m.At.Date.Before(now) || m.At.Clock < 0 || m.At.Clock > 1439 || m.Minutes < 0 || m.Minutes > 24*hour {
				t.Errorf("Moment(%q, %v) = %v for %d minutes", s, now, m.At, m.Minutes)
			}
			inside("Moment", rest)
		}
		if span, rest, ok := l.Span(s, now); ok {
			if !span.From.IsValid() || !span.To.IsValid() || span.To.Before(span.From) || span.To.Before(now) {
				t.Errorf("Span(%q, %v) = %v to %v", s, now, span.From, span.To)
			}
			inside("Span", rest)
		}
		if days, _, ok := l.Duration(s); ok && (days < 1 || days > maxAhead) {
			t.Errorf("Duration(%q) = %d", s, days)
		}
		if n, remark, ok := l.Rating(s, 5); ok && (n < 1 || n > 5 || !strings.Contains(s, remark)) {
			t.Errorf("Rating(%q) = %d, %q", s, n, remark)
		}
		if rest, day, ok := l.TrailingDate(s, now); ok {
			if day.Date.Before(now) || !strings.HasPrefix(strings.TrimSpace(s), rest) {
				t.Errorf("TrailingDate(%q) = %q, %v", s, rest, day.Date)
			}
		} else if rest != s {
			t.Errorf("TrailingDate(%q) = %q, false", s, rest)
		}
	})
}

func BenchmarkDate(b *testing.B) {
	l := en(b)
	for b.Loop() {
		l.Date("by friday 4 december 2026", today)
	}
}

func BenchmarkTrailingDate(b *testing.B) {
	l := en(b)
	for b.Loop() {
		l.TrailingDate("write the first version of the design note and send it to the platform team by friday", today)
	}
}
