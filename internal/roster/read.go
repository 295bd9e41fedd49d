package roster

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"milepost/mentoring/calendar"
)

// The limits of a list.
const (
	MaxBytes = 4 << 20
	MaxRows  = 10_000
	maxCell  = 200 // characters
)

// Row is one line of the list: a pair.
type Row struct {
	Line           int
	Mentor, Mentee Someone
	Program        string // "": the usual
	Cohort         string
	Begins         calendar.Date
	Weeks          int    // 0: not said
	Zone           string // the pair's; "": the mentee's
}

// Someone is a person as a line names them. What is empty was not said.
type Someone struct {
	Name, Address, Zone, Language string
}

// Problem is one thing that must be mended before the list can be taken.
type Problem struct {
	Line, Column int    // in characters, from 1; 0: of the whole list
	Text, Remedy string // what is wrong, and what to write
}

// String is the problem on one line, with what to write.
func (p Problem) String() string {
	s := p.Text + ": " + p.Remedy
	if p.Line > 0 {
		s = fmt.Sprintf("line %d, column %d: %s", p.Line, p.Column, s)
	}
	return s
}

// Checks say whether a cell can be taken as what its column holds. An error is
// shown to whoever keeps the list.
type Checks struct {
	// Address splits "NAME <ADDRESS>", or an address alone.
	Address  func(text string) (name, address string, err error)
	Zone     func(text string) error
	Language func(text string) (string, error)
	// Known reports whether somebody with an address is there already, so that
	// the list need not name them. Nil: nobody is.
	Known func(address string) bool
	// Own is our own address: nobody else has it.
	Own string
}

// columns are the columns that a list may have.
var columns = []string{
	"mentor", "mentor email", "mentor zone", "mentor language",
	"mentee", "mentee email", "mentee zone", "mentee language",
	"program", "cohort", "begins", "weeks", "zone",
}

// Read reads a list. Rows are those without a mistake, in the order of their
// lines. The first line names the columns: mentor and mentee as NAME <ADDRESS>,
// or each with an email column beside it; the others may be left out.
func Read(in io.Reader, c Checks) (rows []Row, problems []Problem, err error) {
	text, err := io.ReadAll(io.LimitReader(in, MaxBytes+1))
	if err != nil {
		return nil, nil, err
	}
	whole := func(text, remedy string) ([]Row, []Problem, error) {
		return nil, []Problem{{Text: text, Remedy: remedy}}, nil
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	switch {
	case len(text) > MaxBytes:
		return whole("the file is larger than 4 MB", "split it, and import one part after the other")
	case len(bytes.TrimSpace(text)) == 0:
		return whole("the file is empty", "its first line names the columns: mentor,mentor email,mentee,mentee email")
	case !utf8.Valid(text) || bytes.IndexByte(text, 0) >= 0:
		return whole("the file is not in UTF-8", "save it as CSV UTF-8")
	}
	l := &list{c: c, at: map[string]int{}, people: map[string]seen{}, pairs: map[[2]string]int{}}
	l.in = csv.NewReader(bytes.NewReader(text))
	l.in.Comma, l.in.FieldsPerRecord, l.in.TrimLeadingSpace = comma(text), -1, true
	if l.head(); len(l.problems) > 0 {
		return nil, l.problems, nil
	}
	for l.next() {
	}
	return l.rows, l.problems, nil
}

// comma finds what parts the cells: whatever the first line has most of.
func comma(text []byte) rune {
	first, _, _ := bytes.Cut(text, []byte("\n"))
	return slices.MaxFunc([]rune{',', ';', '\t'}, func(a, b rune) int {
		return bytes.Count(first, []byte(string(a))) - bytes.Count(first, []byte(string(b)))
	})
}

// list is one Read under way.
type list struct {
	c        Checks
	in       *csv.Reader
	at       map[string]int // the index of each column
	people   map[string]seen
	pairs    map[[2]string]int // the line of each pair
	rows     []Row
	problems []Problem
	cells    []string // of the line that is read
	lines    int
}

// seen is what an earlier line said of a person.
type seen struct {
	Someone
	line int
}

func (l *list) problem(line, column int, text, remedy string) {
	l.problems = append(l.problems, Problem{Line: line, Column: column, Text: text, Remedy: remedy})
}

// head reads the names of the columns.
func (l *list) head() {
	names, err := l.in.Read()
	if err != nil {
		l.broken(err)
		return
	}
	for i, name := range names {
		key := columnName(name)
		line, column := l.in.FieldPos(i)
		if key == "" {
			continue // a column without a name is a remark
		}
		if !slices.Contains(columns, key) {
			l.problem(line, column, fmt.Sprintf("there is no column %q", cut(name)), "the columns are "+strings.Join(columns, ", "))
		} else if _, twice := l.at[key]; twice {
			l.problem(line, column, fmt.Sprintf("the column %q stands twice", key), "take one of the two out")
		}
		l.at[key] = i
	}
	for _, part := range []string{"mentor", "mentee"} {
		if _, ok := l.at[part]; !ok {
			l.problem(1, 1, fmt.Sprintf("the column %q is missing", part), "the first line is: mentor,mentor email,mentee,mentee email")
		}
	}
}

// columnName is a name of a column as people vary it.
func columnName(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return unicode.IsSpace(r) || r == '_' || r == '-' || r == '.'
	})
	name := strings.Join(words, " ")
	name = strings.NewReplacer("e mail", "email", "mail address", "email", "address", "email", "timezone", "zone", "time zone", "zone").Replace(name)
	for _, part := range []string{"mentor", "mentee"} {
		if name == part+" name" {
			return part
		}
	}
	return name
}

// next reads one line. It returns false at the end, and where nothing that
// follows can be trusted.
func (l *list) next() bool {
	cells, err := l.in.Read()
	if errors.Is(err, io.EOF) {
		return false
	}
	if err != nil {
		l.broken(err)
		return false
	}
	if l.cells = cells; !slices.ContainsFunc(cells, func(s string) bool { return strings.TrimSpace(s) != "" }) {
		return true
	}
	if l.lines++; l.lines > MaxRows {
		line, _ := l.in.FieldPos(0)
		l.problem(line, 1, fmt.Sprintf("there are more than %d pairs", MaxRows), "split the file")
		return false
	}
	before := len(l.problems)
	row := l.row()
	if len(l.problems) == before {
		l.rows = append(l.rows, row)
	}
	return true
}

// broken reports that the file is no CSV from here on.
func (l *list) broken(err error) {
	var p *csv.ParseError
	if errors.As(err, &p) {
		l.problem(p.StartLine, max(p.Column, 1), "the quotes do not match", "double a quote that belongs to the text, and close each one")
		return
	}
	l.problem(0, 0, "the file cannot be read", "save it as CSV UTF-8")
}

// cell returns a cell's text and where it stands. Spaces around it, and the
// control characters that a spreadsheet may hold, are not part of it.
func (l *list) cell(name string) (text string, line, column int) {
	i, ok := l.at[name]
	line, column = l.in.FieldPos(0)
	if !ok || i >= len(l.cells) {
		return "", line, column
	}
	line, column = l.in.FieldPos(i)
	text = strings.Join(strings.Fields(l.cells[i]), " ")
	switch {
	case strings.ContainsFunc(text, unicode.IsControl):
		l.problem(line, column, fmt.Sprintf("%s holds a control character", name), "write it on one line")
	case utf8.RuneCountInString(text) > maxCell:
		l.problem(line, column, fmt.Sprintf("%s is longer than %d characters", name, maxCell), "write less")
	default:
		return text, line, column
	}
	return "", line, column
}

func (l *list) row() Row {
	var r Row
	r.Line, _ = l.in.FieldPos(0)
	before := len(l.problems)
	r.Mentor, r.Mentee = l.someone("mentor"), l.someone("mentee")
	whole := len(l.problems) == before
	r.Program, _, _ = l.cell("program")
	r.Cohort, _, _ = l.cell("cohort")
	r.Zone = l.zone("zone")
	if text, line, column := l.cell("begins"); text != "" {
		var err error
		if r.Begins, err = calendar.ParseDate(text); err != nil {
			l.problem(line, column, fmt.Sprintf("begins: %q is not a date", cut(text)), "write year, month and day: 2027-03-01")
		}
	}
	if text, line, column := l.cell("weeks"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > 520 {
			l.problem(line, column, fmt.Sprintf("weeks: %q is not a number from 1 to 520", cut(text)), "write the number of weeks, such as 26")
		}
		r.Weeks = n
	}
	if !whole {
		return r
	}
	_, line, column := l.cell("mentee")
	key := [2]string{fold(r.Mentor.Address), fold(r.Mentee.Address)}
	if key[0] == key[1] {
		l.problem(line, column, "mentor and mentee have the same address", "write the mentee's own address")
		return r
	}
	if first, twice := l.pairs[key]; twice {
		l.problem(line, column, fmt.Sprintf("this pair stands in line %d, too", first), "take one of the two lines out")
		return r
	}
	l.pairs[key] = r.Line
	return r
}

// someone reads a person. What two lines say of one person has to agree.
func (l *list) someone(part string) Someone {
	var s Someone
	text, line, column := l.cell(part)
	if _, apart := l.at[part+" email"]; apart {
		s.Name = text
		text, line, column = l.cell(part + " email")
		if text == "" {
			l.problem(line, column, fmt.Sprintf("the %s has no address", part), "write it as ana@mentors.example")
			return s
		}
	}
	name, address, err := l.c.Address(text)
	switch {
	case err != nil:
		l.problem(line, column, fmt.Sprintf("%q is not an address", cut(text)), "write it as ana@mentors.example")
		return s
	case strings.EqualFold(address, l.c.Own):
		l.problem(line, column, fmt.Sprintf("%s is Milepost's own mailbox", cut(address)), fmt.Sprintf("write the %s's own address", part))
		return s
	}
	s.Address = address
	if s.Name == "" {
		s.Name = name
	}
	s.Zone = l.zone(part + " zone")
	if text, line, column := l.cell(part + " language"); text != "" {
		if s.Language, err = l.c.Language(text); err != nil {
			l.problem(line, column, fmt.Sprintf("%s language: %v", part, err), "write a code such as en")
		}
	}
	first, known := l.people[fold(address)]
	switch {
	case s.Name == "" && !known && (l.c.Known == nil || !l.c.Known(address)):
		l.problem(line, column, fmt.Sprintf("%s has no name", cut(address)), "write the name beside the address")
	case known && s.Name != "" && s.Name != first.Name:
		l.problem(line, column, fmt.Sprintf("line %d has another name for %s", first.line, cut(address)), "write the same name in both")
	case known && (differ(s.Zone, first.Zone) || differ(s.Language, first.Language)):
		l.problem(line, column, fmt.Sprintf("line %d has another zone or language for %s", first.line, cut(address)), "write the same in both")
	}
	if known {
		s.Name = first.Name
		s.Zone, s.Language = either(s.Zone, first.Zone), either(s.Language, first.Language)
		first.Someone = s
		l.people[fold(address)] = first
		return s
	}
	l.people[fold(address)] = seen{s, line}
	return s
}

func (l *list) zone(name string) string {
	text, line, column := l.cell(name)
	if text == "" {
		return ""
	}
	if err := l.c.Zone(text); err != nil {
		l.problem(line, column, fmt.Sprintf("%s: %q is not a time zone", name, cut(text)), "write an area and a city, such as Europe/Lisbon")
		return ""
	}
	return text
}

func differ(a, b string) bool { return a != "" && b != "" && a != b }

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func fold(address string) string { return strings.ToLower(address) }

// cut keeps a message short where a cell is not.
func cut(text string) string {
	const most = 60
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}
