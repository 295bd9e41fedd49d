package mentoring

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"milepost/mentoring/calendar"
	"milepost/mentoring/phrase"
)

const (
	// noteText bounds, in bytes, how much of an absence note is read.
	noteText = 2000
	// longestAbsence is how far ahead a return is believed.
	longestAbsence = 8 * 7
	// near is within how many words of a date its sentence tells of a return.
	near = 8
)

// ReadAbsence reads an absence note and returns the first day on which its
// author is back: "back on 8 December" is the 8th, and so is "until 8 December",
// which people mean both ways; "until 8 December inclusive" and "24 November to 8
// December" is the next working day. It returns false rather than guess: for no
// date, for two that do not agree, for one that has gone by or is more than eight
// weeks ahead.
func ReadAbsence(text string, who Person, today calendar.Date) (back calendar.Date, ok bool) {
	var found []returning
	for _, s := range sentences(text) {
		found = append(found, s.returns(who, today)...)
	}
	if len(found) == 0 {
		return calendar.Date{}, false
	}
	days := found[0].days
	for _, r := range found[1:] {
		days = slices.DeleteFunc(slices.Clone(days), func(d calendar.Date) bool { return !slices.Contains(r.days, d) })
	}
	if len(days) == 0 || !days[0].After(today) || days[0].Sub(today) > longestAbsence {
		return calendar.Date{}, false
	}
	return days[0], true
}

// returning is a day of return that a note names: those that the words can mean,
// the likeliest first.
type returning struct{ days []calendar.Date }

// A sentence is the words of one, each plain, and where they stand in its text.
type sentence struct {
	text  string
	words []string
	at    []int
}

// sentences cuts a text. A full stop behind a number or a short word ends none:
// it may be that of a date.
func sentences(text string) []sentence {
	if len(text) > noteText {
		text = strings.ToValidUTF8(text[:noteText], "")
	}
	var out []sentence
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		s := sentence{text: strings.Join(strings.Fields(strings.ReplaceAll(paragraph, "’", "'")), " ")}
		begin := 0
		for i, c := range s.text {
			if i < begin || unicode.IsSpace(c) {
				continue
			}
			end := i
			for end < len(s.text) && s.text[end] != ' ' && (end == i || s.text[end-1] != '\'') {
				end++
			}
			word := s.text[i:end]
			begin = end
			s.words, s.at = append(s.words, strings.Trim(phrase.Fold(word), `.,;:!?()[]"*_-`)), append(s.at, i)
			if strings.HasSuffix(word, "!") || strings.HasSuffix(word, "?") || strings.HasSuffix(word, ";") || strings.HasSuffix(word, ".") && endsSentence(word) {
				out = append(out, s)
				s = sentence{text: s.text}
			}
		}
		out = append(out, s)
	}
	return out
}

// endsSentence reports whether the full stop of a word is that of a sentence.
func endsSentence(word string) bool {
	letters := strings.TrimRight(word, ".")
	if absenceEnds[phrase.Fold(letters)] {
		return true // "I am away.", "nicht im Büro."
	}
	const shortest = 5 // "Sept." is a month
	return len([]rune(letters)) >= shortest && !strings.ContainsFunc(letters, unicode.IsDigit)
}

// A lead is what stands before a date.
type lead int

const (
	noLead lead = iota
	untilLead
	throughLead
	fromLead
	rangeLead // the date is the end of a span
)

// dated is a date in a sentence: its words, and what stands before it.
type dated struct {
	day      calendar.Date
	lead     lead
	from, to int // words
}

// returns reads the days of return in a sentence, in the first language whose
// words it has.
func (s sentence) returns(who Person, today calendar.Date) []returning {
	for _, w := range absenceLanguages {
		lexicon, ok := phrase.Lookup(w.language)
		if !ok {
			continue
		}
		if base, _, _ := strings.Cut(who.Language, "-"); base == w.language {
			lexicon, _ = phrase.Lookup(who.Language)
		}
		away, back := s.finds(w.away), s.finds(w.back)
		if len(away)+len(back) == 0 {
			continue
		}
		if len(s.finds(w.others)) > 0 {
			return nil // a colleague, or a mail that the note quotes
		}
		if out := s.sense(w, s.dates(w, lexicon, today), back, who); len(out) > 0 {
			return out
		}
	}
	return nil
}

// sense tells days of return from other dates of a sentence.
func (s sentence) sense(w absenceWords, dates []dated, back []int, who Person) []returning {
	var out []returning
	latest := calendar.Date{}
	for _, d := range dates {
		if d.day.After(latest) {
			latest = d.day
		}
	}
	after := func(d calendar.Date) calendar.Date { return who.Hours.NextWorkday(d, nil) }
	told := false
	for i, d := range dates {
		inclusive := d.to < len(s.words) && s.has(d.to, w.inclusive) > 0
		begin := 0
		if i > 0 {
			begin = dates[i-1].to
		}
		tells := slices.ContainsFunc(back, func(n int) bool { return n >= begin && n < d.from && d.from-n <= near })
		switch {
		case d.lead == throughLead, d.lead == untilLead && inclusive:
			out = append(out, returning{[]calendar.Date{after(d.day)}})
		case d.lead == untilLead:
			out = append(out, returning{[]calendar.Date{d.day, after(d.day)}})
		case d.lead == rangeLead:
			out = append(out, returning{[]calendar.Date{after(d.day), d.day}})
		case tells && (d.lead == noLead || d.day == latest):
			out, told = append(out, returning{[]calendar.Date{d.day}}), true
		}
	}
	if told {
		return out
	}
	// "On 8 December I am back", "ab dem 8.12. wieder erreichbar".
	for i, d := range dates {
		end := len(s.words)
		if i+1 < len(dates) {
			end = dates[i+1].from
		}
		tells := slices.ContainsFunc(back, func(n int) bool { return n >= d.to && n < end && n-d.to < near })
		if tells && (d.lead == noLead || d.lead == fromLead) && d.day == latest {
			out = append(out, returning{[]calendar.Date{d.day}})
		}
	}
	return out
}

// dates reads the dates of a sentence, each with what stands before it.
func (s sentence) dates(w absenceWords, lexicon *phrase.Lexicon, today calendar.Date) []dated {
	var out []dated
	for i := 0; i < len(s.words); i++ {
		kind, n := noLead, 0
		for k, f := range [...]forms{untilLead: w.until, throughLead: w.through, fromLead: w.from} {
			if m := s.has(i, f); m > n {
				kind, n = lead(k), m
			}
		}
		if i+n >= len(s.words) {
			break
		}
		if kind == noLead || kind == fromLead {
			if d, ok := s.span(i, n, lexicon, today); ok {
				out = append(out, d)
				i = d.to - 1
				continue
			}
		}
		day, rest, ok := lexicon.Date(s.from(i+n), today)
		if !ok {
			continue
		}
		d := dated{day: day.Date, lead: kind, from: i, to: s.word(rest)}
		if kind == untilLead && len(out) > 0 && out[len(out)-1].lead == fromLead && out[len(out)-1].to == i {
			d.lead = rangeLead
		}
		if d.day.After(today) || d.lead != noLead {
			out = append(out, d)
		}
		i = max(i, d.to-1)
	}
	return out
}

// span reads "24 November to 8 December", with or without a word before it.
func (s sentence) span(i, n int, lexicon *phrase.Lexicon, today calendar.Date) (d dated, ok bool) {
	text := s.from(i + n)
	span, rest, ok := lexicon.Span(text, today)
	if !ok || span.From == span.To || span.From == today {
		return dated{}, false
	}
	if !strings.ContainsAny(text[:len(text)-len(rest)], "0123456789") {
		return dated{}, false
	}
	return dated{day: span.To, lead: rangeLead, from: i, to: s.word(rest)}, true
}

// from returns the text from a word on.
func (s sentence) from(i int) string {
	text := s.text[s.at[i]:]
	return strings.TrimLeft(text, "(*_\"")
}

// word returns the first word that stands in what follows a date.
func (s sentence) word(rest string) int {
	at := len(s.text) - len(rest)
	n, _ := slices.BinarySearchFunc(s.at, at, func(have, want int) int { return cmp.Compare(have, want) })
	return n
}

// has returns how many words one of the forms takes up at a place, 0 for none.
func (s sentence) has(i int, f forms) int {
	longest := 0
	for _, words := range f[s.words[i]] {
		if len(words) > longest && i+len(words) <= len(s.words) && slices.Equal(words, s.words[i:i+len(words)]) {
			longest = len(words)
		}
	}
	return longest
}

// finds returns the places of the forms.
func (s sentence) finds(f forms) []int {
	var out []int
	for i := range s.words {
		if s.has(i, f) > 0 {
			out = append(out, i)
		}
	}
	return out
}
