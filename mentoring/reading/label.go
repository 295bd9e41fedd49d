package reading

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	// "2:", "Q2", "re 2", "#2": the question's number, in any order.
	sureLabel = regexp.MustCompile(`(?i)^\s*(?:[*_>-]\s*)?[*_]*(?:(?:q|re|question|answer|#)\s*\.?\s*#?([0-9]{1,2})\s*[:.)\-–]?|([0-9]{1,2})\s*:)[*_]*(.*)$`)
	// "2." and "2)": the question's number only where they ascend.
	listLabel = regexp.MustCompile(`^\s*[*_]*\(?([0-9]{1,2})\s*[.)]\)?[*_]*(?:\s+(.*))?$`)
)

// label reads the number that a person typed in front of an answer. A number
// that no question has, or a list number that does not ascend, is part of the
// words.
func (r *reader) label(line string) (n int, rest string, ok bool) {
	if len(r.p.Asked) == 0 {
		return 0, "", false
	}
	if m := sureLabel.FindStringSubmatch(line); m != nil {
		n, _ = strconv.Atoi(m[1] + m[2])
		if _, known := r.asked(n); known && !clockTime(m[2], m[3]) && boundary(m[1], m[3]) {
			r.highest = max(r.highest, n)
			return n, strings.TrimSpace(m[3]), true
		}
		return 0, "", false
	}
	if m := listLabel.FindStringSubmatch(line); m != nil {
		n, _ = strconv.Atoi(m[1])
		if _, known := r.asked(n); known && n > r.highest {
			r.highest = n
			return n, strings.TrimSpace(m[2]), true
		}
	}
	return 0, "", false
}

// clockTime reports whether "4:30" was meant, not question 4 answered with 30.
func clockTime(n, rest string) bool {
	return n != "" && len(rest) >= 2 && rest[0] >= '0' && rest[0] <= '5' && rest[1] >= '0' && rest[1] <= '9'
}

// boundary keeps "re 2nd attempt" and "q2b" from being read as numbers.
func boundary(lettered, rest string) bool {
	return lettered == "" || rest == "" || !isWordByte(rest[0])
}
