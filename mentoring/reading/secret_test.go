package reading_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	. "milepost/mentoring/reading"
)

// open returns the words of a reading that others may see.
func open(rd Reading) string {
	var out []string
	for _, a := range rd.Answers {
		if !a.Private && !a.Held {
			out = append(out, a.Text)
		}
	}
	for _, l := range rd.Lines {
		if !l.Private && !l.Held && l.Verb != Private {
			out = append(out, l.Raw)
		}
	}
	for _, l := range rd.Leftover {
		if !l.Private && !l.Held {
			out = append(out, l.Text)
		}
	}
	return strings.Join(append(out, rd.Courtesies...), "\n")
}

// TestPrivateInEveryLanguage writes the keyword for privacy of each language in
// many ways, in the mails of people of other languages: no way may leave open
// what stands behind it.
func TestPrivateInEveryLanguage(t *testing.T) {
	t.Parallel()
	const secret = "zanzibar"
	set := shipped(t)
	for _, language := range set.Vocabularies() {
		v := set.Vocabulary(language)
		for _, word := range slices.Concat(v.Verbs[Private], v.Verbs[Confidential]) {
			ways := []string{"% zanzibar", "%: zanzibar", "% : zanzibar", "% - zanzibar", "*%*: zanzibar", "**%:** zanzibar", "_%_ zanzibar", "\"%\" zanzibar", "„%“: zanzibar", "«%» zanzibar", "(%) zanzibar", "[%] zanzibar", "> %: zanzibar", "- %: zanzibar", "/% zanzibar", "# % zanzibar", "!%: zanzibar", "🔒 %: zanzibar", "%🤫 zanzibar", "🤐%: zanzibar", "%!\nzanzibar", "%\n\nzanzibar", "🔒 % 🔒\n\nzanzibar", "2: %: zanzibar", "1: ok\n2: %: zanzibar", "ok\n\n%: zanzibar", "ok\n%: zanzibar", "zanzibar\n\n%", "zanzibar (%)", "Hi,\n%\n\nzanzibar", "win: %: zanzibar", "zu 2: %: zanzibar"}
			if strings.HasSuffix(word, ":") {
				word = strings.TrimSuffix(word, ":")
				ways = []string{"%: zanzibar", "% : zanzibar", "**%:** zanzibar", "🔒 %: zanzibar", "2: %: zanzibar", "win: %: zanzibar", "ok\n\n%: zanzibar"}
			}
			forms := []string{word, strings.ToUpper(word), without(word), misspell(word, 1), misspell(word, 2)}
			for i, form := range forms {
				readers := []string{language, "en", "pl"}
				if i > 2 && len(ways) < 10 {
					readers = readers[:1]
				}
				for _, way := range ways {
					text := strings.ReplaceAll(way, "%", form)
					for _, reader := range readers {
						if got := open(Interpret(weekly(), []Block{words(text)}, set.Vocabulary(reader), friday)); strings.Contains(got, secret) {
							t.Errorf("%s, by a reader of %s: %q leaves open %q", language, reader, text, got)
						}
					}
				}
			}
		}
	}
}

// misspell changes a long word a little: 1 swaps two letters, 2 drops one.
func misspell(word string, how int) string {
	r := []rune(word)
	if strings.Contains(word, " ") || utf8.RuneCountInString(without(word)) < 6 || len(r) != len([]rune(without(word))) {
		return word
	}
	if how == 1 {
		r[2], r[3] = r[3], r[2]
		return string(r)
	}
	return string(slices.Delete(r, 3, 4))
}

// without writes a word as people do who have no key for its accents.
func without(word string) string {
	return strings.NewReplacer("é", "e", "è", "e", "ê", "e", "ó", "o", "ö", "oe", "ä", "ae", "ü", "ue", "ú", "u", "á", "a", "í", "i", "ł", "l", "ś", "s", "ż", "z", "ę", "e", "ą", "a", "ć", "c", "ń", "n", "ã", "a", "ç", "c", "ò", "o", "à", "a", "ì", "i", "ù", "u").Replace(word)
}

// TestDiscretionInEveryLanguage holds the paragraph with each phrase that asks
// for discretion, and no other paragraph.
func TestDiscretionInEveryLanguage(t *testing.T) {
	t.Parallel()
	const secret = "zanzibar"
	set := shipped(t)
	for _, language := range set.Vocabularies() {
		v := set.Vocabulary(language)
		for _, phrase := range v.Discretion {
			for i, way := range []string{"% zanzibar", "Zanzibar, zanzibar. % him.", "zanzibar (%)", "2: zanzibar, %!", "zanzibar\n% x", "- zanzibar - %", "*%* zanzibar", "win: zanzibar, %", "“%” zanzibar", "Zanzibar %. 🙏 zanzibar"} {
				forms := []string{phrase, strings.ToUpper(phrase), without(phrase), strings.ReplaceAll(phrase, "'", "’"), strings.ReplaceAll(phrase, " ", "\n")}
				for _, form := range forms[i%2*2 : i%2*2+3] {
					text := strings.ReplaceAll(way, "%", form) + " It came to me on my way home.\n\nAll well."
					for _, reader := range []string{language, "en"} {
						got := open(Interpret(weekly(), []Block{words(text)}, set.Vocabulary(reader), friday))
						if strings.Contains(strings.ToLower(got), secret) {
							t.Errorf("%s, by a reader of %s: %q leaves open %q", language, reader, text, got)
						}
						if !strings.Contains(form, "\n") && !strings.Contains(got, "All well.") {
							t.Errorf("%s, by a reader of %s: %q holds more than its paragraph", language, reader, text)
						}
					}
				}
			}
		}
	}
}

// TestNotPrivate reads sentences that are for others to read.
func TestNotPrivate(t *testing.T) {
	t.Parallel()
	v := shipped(t).Vocabulary("en")
	for _, text := range []string{
		"Drive went well.", "Price talks went well.", "Reserved the room for us.", "Prime time for the demo.", "Particular thanks to Rui.",
		"Personal best on the bike.", "Interne talks went on.", "Secretary Marta helped.", "The private sector pays more.",
		"Provide access to Rui.", "Previous weeks were harder.", "Privileged to work with Rui.", "Confident about friday.", "We kept it between meetings.",
	} {
		if got := open(Interpret(weekly(), []Block{words(text)}, v, friday)); got != text {
			t.Errorf("Interpret(%q) leaves open %q", text, got)
		}
	}
}
