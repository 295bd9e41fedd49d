package e2e

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Answers are a person's words by the number of the question they belong to.
type Answers map[int]string

// Style is where a person writes in a reply.
type Style int

const (
	// Interleaved answers stand right below the question they belong to, without a number.
	Interleaved Style = iota
	// TopPosted answers stand above the whole quote, each with its number.
	TopPosted
	// Unquoted answers are all there is: the person has deleted the quote.
	Unquoted
)

// String names the style in test names.
func (s Style) String() string {
	return [...]string{"interleaved", "top-posted", "unquoted"}[s]
}

// Question lines begin with their number; what comes before it is how the client marks a quote. Where the
// client makes its quote of the HTML part, the words may stand on a line further down.
var question = regexp.MustCompile(`^[>|\s]*(\d+)[.)]?(?:\s+(\S.*))?\s*$`)

// headerLine begins a draft in those clients that let people edit the header as well, some of which
// explain it first.
var headerLine = regexp.MustCompile(`^(#|[A-Za-z-]+:)\s`)

// WriteInto returns the draft that a mail client has prepared, with the answers written into it.
// A header at the top of the draft stays as it is. It is an error if an answer is to stand below a
// question that the draft does not quote.
func (a Answers) WriteInto(draft string, style Style) (string, error) {
	header, body := splitHeader(draft)
	switch style {
	case TopPosted:
		return header + a.Typed(style) + "\n" + body, nil
	case Unquoted:
		return header + a.Typed(style), nil
	}
	body, err := a.interleave(body)
	return header + body, err
}

// Typed is what a person writes in that style: a line an answer.
func (a Answers) Typed(style Style) string {
	var b strings.Builder
	for _, n := range slices.Sorted(maps.Keys(a)) {
		if style != Interleaved {
			fmt.Fprintf(&b, "%d: ", n)
		}
		fmt.Fprintln(&b, a[n])
	}
	return b.String()
}

// interleave writes each answer below the paragraph of its question. A line is a question only if its
// number is the next one, so that numbers inside a question, such as those of a scale, do not count.
func (a Answers) interleave(body string) (string, error) {
	var b strings.Builder
	asked := 0
	worded := false // the words of the last question have begun, and no answer stands below them yet
	answer := func() {
		if words, ok := a[asked]; worded && ok {
			fmt.Fprintf(&b, "\n%s\n\n", words)
		}
		worded = false
	}
	alone := false // the last question's number has been read, its words have not
	for line := range strings.Lines(body) {
		m := question.FindStringSubmatch(line)
		switch {
		case m != nil && m[1] == strconv.Itoa(asked+1):
			answer()
			asked++
			worded = m[2] != ""
			alone = !worded
		case strings.Trim(line, ">| \t\r\n") == "":
			answer()
		case alone:
			worded, alone = true, false
		}
		b.WriteString(line)
	}
	answer()
	for n := range a {
		if n < 1 || n > asked {
			return "", fmt.Errorf("question %d is not in the draft, which has %d", n, asked)
		}
	}
	return b.String(), nil
}

// splitHeader cuts a draft after the header that some clients put above the text: up to the first line
// that is empty or, as nmh has it, all dashes.
func splitHeader(draft string) (header, body string) {
	if !headerLine.MatchString(draft) {
		return "", draft
	}
	at := 0
	for line := range strings.Lines(draft) {
		at += len(line)
		if strings.Trim(line, "-\r\n") == "" {
			break
		}
	}
	return draft[:at], draft[at:]
}
