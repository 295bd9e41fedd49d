package correspondent

import (
	"slices"
	"strings"
	"unicode"
)

// Verdict says how well a reader did on a [Case].
type Verdict struct {
	Exact   bool     // all own words, and no others, in order
	Lost    []string // own words with a letter or a digit that it did not give back
	Extra   []string // words that are not the person's
	Answers int      // that stand under a question
	Right   int      // of them, those given back under that question
}

// Judge compares what a reader has found with what the person said. Words are
// what stands between white space. Bullets and marks of quotes do not count, because what a client
// makes of a list is not the person's, nor do the dots for what was left out of
// a quote.
func (c Case) Judge(found []Words) Verdict {
	var want, got []string
	for _, o := range c.Own {
		want = append(want, words(o.Text)...)
	}
	for _, f := range found {
		got = append(got, words(f.Text)...)
	}
	v := Verdict{Exact: slices.Equal(want, got)}
	left := map[string]int{}
	for _, w := range got {
		left[w]++
	}
	for _, w := range want {
		if left[w]--; left[w] < 0 && strings.ContainsFunc(w, isWord) {
			v.Lost = append(v.Lost, w)
		}
	}
	for _, w := range got {
		if left[w] > 0 {
			left[w]--
			v.Extra = append(v.Extra, w)
		}
	}
	for _, o := range c.Own {
		if o.Question == 0 {
			continue
		}
		v.Answers++
		var under []string
		for _, f := range found {
			if f.Question == o.Question {
				under = append(under, words(f.Text)...)
			}
		}
		if inARow(under, words(o.Text)) {
			v.Right++
		}
	}
	return v
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func words(s string) []string {
	return slices.DeleteFunc(strings.Fields(s), func(w string) bool {
		switch w {
		case ">", "*", "-", "•", "·", "...", "…", "[...]", "[…]":
			return true
		}
		return false
	})
}

// inARow reports whether the words stand in a row in the text.
func inARow(text, row []string) bool {
	for i := 0; i+len(row) <= len(text); i++ {
		if slices.Equal(text[i:i+len(row)], row) {
			return true
		}
	}
	return false
}
