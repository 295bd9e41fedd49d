package reading

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	// "2:", "Q2", "re 2", "#2": the question's number, in any order.
	sureLabel = regexp.MustCompile(`(?i)^\s*(?:[*_>•-]\s*)?[*_]*(q|re|question|answer|#)?\s*\.?\s*#?([0-9]{1,2})[*_]*(.*)$`)
	// "2." and "2)": the question's number only where they ascend.
	listLabel = regexp.MustCompile(`^\s*[*_]*\(?([0-9]{1,2})\s?[.)]\)?[*_]*(?:\s+(.*))?$`)
)

// numbering is how far the numbers that people typed have come.
type numbering struct {
	highest int  // of the questions named so far
	listed  int  // the last number of a list inside an answer, 0: in none
	loose   bool // "2." and "2)" may name questions here
}

// label reads the number that a person typed in front of an answer. A number
// that no question has, or a list number that does not ascend, is part of the
// words.
func (r *reader) label(line string) (n int, rest string, ok bool) {
	if len(r.p.Asked) == 0 {
		return 0, "", false
	}
	if m := sureLabel.FindStringSubmatch(line); m != nil {
		n, _ = strconv.Atoi(m[2])
		rest, ok = r.labelled(m[1] != "", m[3])
		if _, known := r.asked(n); known && ok {
			r.nums.highest, r.nums.listed = max(r.nums.highest, n), 0
			return n, rest, true
		}
	}
	if m := listLabel.FindStringSubmatch(line); m != nil && r.nums.loose {
		n, _ = strconv.Atoi(m[1])
		switch _, known := r.asked(n); {
		case n <= r.nums.highest, r.nums.listed > 0 && n == r.nums.listed+1:
			r.nums.listed = n
		case known:
			r.nums.highest, r.nums.listed = n, 0
			return n, strings.TrimSpace(m[2]), true
		}
	}
	return 0, "", false
}

// labelled reads what follows a number, and says whether the number was meant
// for a question: "2: …"; "Q2", "Q2. …" and "Q2 We met", but neither "4:30" nor
// "Q4 planning" nor "re 2nd attempt".
func (r *reader) labelled(lettered bool, after string) (rest string, ok bool) {
	s := strings.TrimSpace(after)
	mark, size := utf8.DecodeRuneInString(s)
	rest = strings.TrimSpace(strings.TrimLeft(s[size:], "*_"))
	switch {
	case mark == ':' || mark == '：':
		return rest, lettered || !clockTime(s[size:])
	case !lettered:
		return "", false
	case s == "":
		return "", true
	case strings.ContainsRune(".)", mark), strings.ContainsRune("-–—,", mark) && (rest == "" || s[size:] != rest):
		return rest, true
	}
	return s, s != after && r.opens(s)
}

// opens reports whether words behind "Q2" begin an answer.
func (r *reader) opens(s string) bool {
	first, size := utf8.DecodeRuneInString(s)
	second, _ := utf8.DecodeRuneInString(s[size:])
	word, _ := firstWord(s)
	return unicode.IsDigit(first) || unicode.IsUpper(first) && (unicode.IsLower(second) || !unicode.IsLetter(second)) ||
		slices.Contains(r.v.Yes, word) || slices.Contains(r.v.No, word)
}

// clockTime reports whether "4:30" was meant, not question 4 answered with 30.
func clockTime(rest string) bool {
	return len(rest) >= 2 && rest[0] >= '0' && rest[0] <= '5' && rest[1] >= '0' && rest[1] <= '9'
}

// loose reports whether "2." and "2)" at the beginning of a line of a block may
// name questions. They may not where the answer is placed already among
// several, and not where they go on beyond the last question.
func (r *reader) loose(text string, placed bool) bool {
	if len(r.p.Asked) == 0 || placed && len(r.p.Asked) > 1 || r.p.Corrects || r.bareRating(text) {
		return false
	}
	last := 0
	for _, q := range r.p.Asked {
		last = max(last, q.N)
	}
	for line := range strings.SplitSeq(text, "\n") {
		if m := listLabel.FindStringSubmatch(line); m != nil && m[1] == strconv.Itoa(last+1) {
			return false
		}
	}
	return true
}
