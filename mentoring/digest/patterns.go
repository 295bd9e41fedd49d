package digest

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"milepost/mentoring"
)

// Pattern is a word that a person comes back to.
type Pattern struct {
	Word  string
	Weeks int // in how many weeks it was written
	Week  int // the latest of them
	Quote Quote
}

const (
	patternLetters = 4 // shorter words say little
	patternWeeks   = 3 // fewer weeks are no pattern
	patternsShown  = 3
	endingLetters  = 2 // "deadline" and "deadlines" are one word
)

// patterns finds the words that the reader wrote in several weeks, in answers and
// lines that both may read. It says nothing about what they mean. Common words,
// the names of the two and the words of their goals are none, and each week
// counts once, however often a word stands in it. The same record has the same
// patterns always.
func (t *teller) patterns() []Pattern {
	dull := t.dullWords()
	said := map[string]map[int]mentoring.Entry{} // by word and week, the latest entry
	for _, kind := range []mentoring.Kind{mentoring.AnswerEntry, mentoring.NoteEntry, mentoring.ObstacleEntry, mentoring.WinEntry, mentoring.FeedbackEntry} {
		for _, e := range t.past(kind) {
			if e.Author != t.viewer {
				continue
			}
			for _, word := range wordsOf(e.Text) {
				if dull[word] {
					continue
				}
				if said[word] == nil {
					said[word] = map[int]mentoring.Entry{}
				}
				if week := t.week(e); said[word][week].ID < e.ID {
					said[word][week] = e
				}
			}
		}
	}
	var out []Pattern
	for _, word := range slices.Sorted(maps.Keys(joined(said))) {
		weeks := said[word]
		if len(weeks) < patternWeeks {
			continue
		}
		last := slices.Max(slices.Collect(maps.Keys(weeks)))
		out = append(out, Pattern{Word: word, Weeks: len(weeks), Week: last, Quote: t.quote(weeks[last], weeks[last].Text)})
	}
	slices.SortStableFunc(out, func(a, b Pattern) int { return cmp.Compare(b.Weeks, a.Weeks) })
	return out[:min(len(out), patternsShown)]
}

// dullWords are those that can be no pattern.
func (t *teller) dullWords() map[string]bool {
	dull := maps.Clone(t.p.Common)
	if dull == nil {
		dull = map[string]bool{}
	}
	add := func(text string) {
		for _, word := range wordsOf(text) {
			dull[word] = true
		}
	}
	for _, p := range t.r.People {
		add(p.Name)
	}
	for _, kind := range []mentoring.Kind{mentoring.GoalEntry, mentoring.MilestoneEntry} {
		for _, e := range t.r.Of(kind) {
			if t.shown(e) {
				add(e.Text)
			}
		}
	}
	return dull
}

// joined puts the weeks of a word with an ending to those of the word without,
// and returns said.
func joined(said map[string]map[int]mentoring.Entry) map[string]map[int]mentoring.Entry {
	base := ""
	for _, word := range slices.Sorted(maps.Keys(said)) {
		ending, ok := strings.CutPrefix(word, base)
		if base == "" || !ok || utf8.RuneCountInString(ending) > endingLetters {
			base = word
			continue
		}
		for week, e := range said[word] {
			if said[base][week].ID < e.ID {
				said[base][week] = e
			}
		}
		delete(said, word)
	}
	return said
}

// wordsOf returns the words of a text that are long enough to say something, in
// small letters.
func wordsOf(text string) []string {
	apart := func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '’' }
	var out []string
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), apart) {
		if word = strings.Trim(word, "-'’"); utf8.RuneCountInString(word) >= patternLetters {
			out = append(out, word)
		}
	}
	return out
}
