package structure

import (
	"fmt"
	"go/ast"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// mostNotYet is how many rows of docs/practice.md no test shows. It is what was
// counted when the page was written. Lower it with each row that is shown, down to
// 0; it is never raised.
const mostNotYet = 37

// rowsOfPractice is how many rows each part of the practice has.
var rowsOfPractice = []struct {
	part string
	rows int
}{
	{"A", 15},
	{"B", 21},
	{"C", 13},
	{"D", 12},
	{"E", 16},
	{"F", 12},
	{"G", 9},
	{"H", 9},
	{"I", 9},
	{"J", 8},
	{"K", 9},
	{"L", 7},
	{"M", 11},
	{"N", 10},
}

// practiceRow is one row of the page: what is asked for, the files where it is, and
// the tests and scripts that show it, as the page names them.
type practiceRow struct {
	id, practice  string
	files, shown  []string
	notYet, lacks string // as written: the mark, and what is missing
}

var (
	rowStart = regexp.MustCompile(`^\| ([A-Z]\d+) \|`)
	notYet   = regexp.MustCompile(`^(\*not yet\*)(?:: (.+))?$`)
)

// practiceRows parses the rows of a page, in their order.
func practiceRows(text string) ([]practiceRow, error) {
	var rows []practiceRow
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		m := rowStart.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		if len(cells) != 4 {
			return nil, fmt.Errorf("%s: %d cells, want 4", m[1], len(cells))
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		row := practiceRow{id: m[1], practice: cells[1], files: quoted(cells[2]), shown: quoted(cells[3])}
		if m := notYet.FindStringSubmatch(cells[3]); m != nil {
			row.notYet, row.lacks = m[1], m[2]
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// quoted is what stands in backquotes in a cell.
func quoted(cell string) []string {
	var out []string
	for _, m := range inlineCode.FindAllStringSubmatch(cell, -1) {
		out = append(out, m[1])
	}
	return out
}

// testNames are all tests of the module as the page names them:
// "mentoring/digest.TestTree".
func testNames(t *testing.T) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for _, s := range allSources(t) {
		if !s.test {
			continue
		}
		for _, d := range s.ast.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && strings.HasPrefix(f.Name.Name, "Test") {
				names[s.unit.room()+"."+f.Name.Name] = true
			}
		}
	}
	return names
}

// TestPracticeIsShown holds docs/practice.md to the code: all rows stand there once
// and in order, what they name is there, and those without a test grow no more.
func TestPracticeIsShown(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join(root, "docs", "practice.md"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := practiceRows(string(text))
	if err != nil {
		t.Fatal(err)
	}
	var want, got, open []string
	for _, p := range rowsOfPractice {
		for n := range p.rows {
			want = append(want, fmt.Sprint(p.part, n+1))
		}
	}
	tests := testNames(t)
	for _, row := range rows {
		got = append(got, row.id)
		if row.practice == "" || len(row.files) == 0 {
			t.Errorf("%s: says %q, in %v: both the practice and a file are wanted", row.id, row.practice, row.files)
		}
		for _, file := range row.files {
			if !thereIs(file) {
				t.Errorf("%s: there is no file %s", row.id, file)
			}
		}
		for _, name := range row.shown {
			if script := strings.HasSuffix(name, ".txtar"); script && !thereIs(name) || !script && !tests[name] {
				t.Errorf("%s: there is no test %s", row.id, name)
			}
		}
		switch {
		case row.notYet != "" && row.lacks == "":
			t.Errorf("%s: not yet, and nothing says what is missing", row.id)
		case row.notYet != "":
			open = append(open, row.id)
		case len(row.shown) == 0:
			t.Errorf("%s: no test; write *not yet* and what is missing", row.id)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("the rows are %v\nwant each once, in order: %v", got, want)
	}
	if len(open) > mostNotYet {
		t.Errorf("%d rows are not shown, at most %d may be: %v", len(open), mostNotYet, open)
	}
}

// thereIs reports whether a file of the repository exists.
func thereIs(name string) bool {
	_, err := fs.Stat(os.DirFS(root), name)
	return err == nil
}

func TestPracticeRows(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ line, want string }{
		{"| A1 | say it | `a.go`, `b.go` | `mentoring.TestA`, `x/y.txtar` |", "A1 say it [a.go b.go] [mentoring.TestA x/y.txtar]  "},
		{"| B2 | x | `a.go` | *not yet*: no mail shows `mail.TestA` |", "B2 x [a.go] [mail.TestA] *not yet* no mail shows `mail.TestA`"},
		{"| B3 | x | `a.go` | *not yet* |", "B3 x [a.go] [] *not yet* "},
		{"| id | practice | where | shown by |", ""},
		{"| C1 | x | `a.go` |", "C1: 3 cells, want 4"},
	} {
		rows, err := practiceRows(row.line)
		got := ""
		for _, r := range rows {
			got = fmt.Sprintf("%s %s %v %v %s %s", r.id, r.practice, r.files, r.shown, r.notYet, r.lacks)
		}
		if err != nil {
			got = err.Error()
		}
		if got != row.want {
			t.Errorf("practiceRows(%q) = %q, want %q", row.line, got, row.want)
		}
	}
}
