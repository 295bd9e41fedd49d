package templates

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"milepost/mentoring/calendar"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// repliesPage is the page that tells people what they can write. Each of its
// examples is read here as a reply is.
const repliesPage = "../docs/replies.md"

// saturday is the day from which the page counts its dates.
var saturday = time.Date(2026, time.November, 21, 10, 0, 0, 0, time.UTC)

// tableRow is a row of a table on the page, and the heading above it.
type tableRow struct {
	section string
	cells   []string
}

var (
	inBackticks = regexp.MustCompile("`([^`]+)`")
	inBold      = regexp.MustCompile(`^\*\*(.+)\*\*$`)
)

// repliesRows returns the rows of all tables on the page, without their heads.
func repliesRows(t *testing.T) []tableRow {
	t.Helper()
	page, err := os.ReadFile(repliesPage)
	if err != nil {
		t.Fatal(err)
	}
	var rows []tableRow
	var section string
	for line := range strings.Lines(string(page)) {
		line = strings.TrimSpace(line)
		if title, ok := strings.CutPrefix(line, "## "); ok {
			section = title
		}
		if !strings.HasPrefix(line, "|") || !strings.ContainsAny(line, "`") {
			continue
		}
		var cells []string
		for cell := range strings.SplitSeq(strings.Trim(line, "|"), "|") {
			cells = append(cells, strings.TrimSpace(cell))
		}
		rows = append(rows, tableRow{section, cells})
	}
	if len(rows) < 30 {
		t.Fatalf("%s has %d rows with examples", repliesPage, len(rows))
	}
	return rows
}

func examples(cell string) []string {
	var out []string
	for _, m := range inBackticks.FindAllStringSubmatch(cell, -1) {
		out = append(out, m[1])
	}
	return out
}

// read reads one line as a reply to a mail with these questions.
func read(v *reading.Vocabulary, asked []ritual.Asked, line string) reading.Reading {
	prompt := reading.Prompt{Asked: asked, Pairs: []int64{1}}
	return reading.Interpret(prompt, []reading.Block{{Text: line}}, v, saturday)
}

// TestRepliesPageKeywords finds every verb on the page, and every example read
// as the verb that it stands beside.
func TestRepliesPageKeywords(t *testing.T) {
	t.Parallel()
	english := load(t).Vocabulary("en")
	var listed []reading.Verb
	for _, row := range repliesRows(t) {
		m := inBold.FindStringSubmatch(row.cells[0])
		if m == nil {
			continue
		}
		verb := reading.Verb(m[1])
		listed = append(listed, verb)
		for _, line := range examples(row.cells[1]) {
			if rd := read(english, nil, line); !means(rd, verb) {
				t.Errorf("%s, %s: %q is read as %+v", repliesPage, verb, line, rd)
			}
		}
	}
	for verb := range english.Verbs {
		if !slices.Contains(listed, verb) {
			t.Errorf("%s does not tell of the keyword %q", repliesPage, verb)
		}
	}
	for _, verb := range listed {
		if len(english.Verbs[verb])+len(english.Keys[verb]) == 0 {
			t.Errorf("%s tells of %q, which nothing understands", repliesPage, verb)
		}
	}
}

// means reports whether a reading is nothing but lines with a verb, each with
// what the verb needs. Private words are a leftover that only their author sees.
func means(rd reading.Reading, verb reading.Verb) bool {
	private := verb == reading.Private || verb == reading.Confidential
	doubts := 0
	if verb == reading.Confidential {
		doubts = 1 // that there is nobody whom it could go to
	}
	if len(rd.Answers) > 0 || len(rd.Doubts) != doubts || len(rd.Lines)+len(rd.Leftover) == 0 {
		return false
	}
	return !slices.ContainsFunc(rd.Lines, func(l reading.Line) bool { return l.Verb != verb }) &&
		!slices.ContainsFunc(rd.Leftover, func(l reading.Leftover) bool { return !private || !l.Private })
}

// fourQuestions is a usual prompt: three questions for words, one for a number.
var fourQuestions = []ritual.Asked{
	{N: 1, Pair: 1, Key: "a", Kind: ritual.Text},
	{N: 2, Pair: 1, Key: "b", Kind: ritual.Text},
	{N: 3, Pair: 1, Key: "c", Kind: ritual.Text},
	{N: 4, Pair: 1, Key: "d", Kind: ritual.Scale, Records: ritual.Rating},
}

func TestRepliesPageNumbers(t *testing.T) {
	t.Parallel()
	english := load(t).Vocabulary("en")
	seen := 0
	for _, row := range repliesRows(t) {
		if row.section != "Numbers" {
			continue
		}
		for _, line := range examples(row.cells[0]) {
			seen++
			want := 4
			if strings.Contains(row.cells[1], "question 2") {
				want = 2
			}
			rd := read(english, fourQuestions, line)
			if len(rd.Answers) != 1 || rd.Answers[0].N != want || len(rd.Leftover) > 0 || len(rd.Lines) > 0 {
				t.Errorf("%s: %q is read as %+v, want an answer to question %d", repliesPage, line, rd, want)
			}
		}
	}
	if seen == 0 {
		t.Errorf("%s shows no numbers", repliesPage)
	}
}

func TestRepliesPageDates(t *testing.T) {
	t.Parallel()
	english := load(t).Vocabulary("en")
	seen := 0
	for _, row := range repliesRows(t) {
		if row.section != "Dates" {
			continue
		}
		for _, text := range examples(row.cells[0]) {
			seen++
			want, err := time.Parse("Mon 2 Jan 2006", row.cells[1])
			if err != nil {
				t.Fatalf("%s, %q: %v", repliesPage, text, err)
			}
			rd := read(english, nil, "move C4 to "+strings.TrimPrefix(text, "by "))
			if len(rd.Lines) != 1 || rd.Lines[0].When != calendar.DateIn(want, time.UTC) {
				t.Errorf("%s: %q is read as %+v, want %s", repliesPage, text, rd.Lines, row.cells[1])
			}
		}
	}
	if seen == 0 {
		t.Errorf("%s shows no dates", repliesPage)
	}
}
