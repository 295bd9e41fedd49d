package demo

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"milepost/mentoring"
	"milepost/store"
)

var placeholder = regexp.MustCompile(`\{([^{}]+)\}`)

// placeholders puts into somebody's words what they would copy from the mail in
// front of them: {#key} is the number of a question there, {some words} the id
// of the latest thing in the record that holds these words. It also returns those
// for which there is none.
func placeholders(text string, r mentoring.Record, d store.Delivery) (filled string, missing []string) {
	filled = placeholder.ReplaceAllStringFunc(text, func(s string) string {
		what := strings.Trim(s, "{}")
		found := refOf(r, what)
		if key, question := strings.CutPrefix(what, "#"); question {
			found = numberOf(r, d, key)
		}
		if found == "" {
			missing = append(missing, what)
		}
		return found
	})
	return filled, missing
}

func refOf(r mentoring.Record, words string) string {
	for _, e := range slices.Backward(r.Entries) {
		if e.Ref() != "" && strings.Contains(strings.ToLower(e.Text), strings.ToLower(words)) {
			return e.Ref()
		}
	}
	return ""
}

func numberOf(r mentoring.Record, d store.Delivery, key string) string {
	for _, q := range d.Asked {
		if q.Key == key && q.Pair == int64(r.Pair.ID) {
			return strconv.Itoa(q.N)
		}
	}
	return ""
}
