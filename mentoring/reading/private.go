package reading

import (
	"slices"
	"strings"
)

// privateLine reads the keyword that keeps words from everybody else. It fails
// closed: misspelt, decorated or without a colon, it still holds. whole is true
// for the word alone on the first line, which keeps the whole mail private.
// "private 2" is a command about an answer given before, and read as such.
func (r *reader) privateLine(line string, first bool) (rest string, whole, ok bool) {
	forms := r.v.Verbs[Private]
	low := fold(line)
	word, after := firstWord(low)
	match := slices.Contains(forms, word) || slices.ContainsFunc(forms, func(f string) bool {
		return len(f) > 4 && distance(word, f, 2) <= 2 && (strings.HasPrefix(after, ":") || strings.TrimLeft(after, ".!:*_ ") == "")
	})
	if !match {
		return "", false, false
	}
	tail := strings.Trim(strings.TrimSpace(after), ":.!*_-– ")
	if nums, numeric := numbers(tail); numeric && len(nums) > 0 {
		r.out.Lines = append(r.out.Lines, Line{Verb: Private, Numbers: nums, Raw: strings.TrimSpace(line), Pair: r.pairOf(nums[0])})
		return "", false, true
	}
	if tail == "" {
		return "", first, true
	}
	return strings.TrimLeft(cutFolded(line, word), " :.-–—*_"), false, true
}

// firstWord splits off the first word of folded text.
func firstWord(low string) (word, after string) {
	i := strings.IndexFunc(low, func(c rune) bool { return strings.ContainsRune(" :.!,;*_-–—\t", c) })
	if i < 0 {
		return low, ""
	}
	return low[:i], low[i:]
}

// nearMiss asks about a first line that is almost a keyword. Nothing is done
// on a guess.
func (r *reader) nearMiss(line string) {
	typed := bare(line)
	fields := strings.Fields(typed)
	if len(fields) == 0 || len(fields) > 4 {
		return
	}
	for _, v := range []Verb{Skip, Snooze, Pause, Resume, Stop, Status, Help, Export, Show, Done, PassOn, TextOnly} {
		for _, f := range r.v.Verbs[v] {
			if len(f) < 4 || strings.Contains(f, " ") {
				continue
			}
			if fields[0] != f && distance(fields[0], f, 2) <= min(2, len(f)/3) {
				r.doubt(Doubt{Kind: DidYouMean, Text: strings.TrimSpace(line), Suggest: strings.Join(append([]string{f}, fields[1:]...), " ")})
				return
			}
		}
	}
}
