package structure

import (
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// clockRooms may read the clock; everywhere else the time comes in as a value.
// Mail needs it for the deadlines of its connections.
var clockRooms = []string{"daemon", "cmd/milepost", "mail", "internal/e2e"}

func TestTimeComesInAsAValue(t *testing.T) {
	t.Parallel()
	for _, s := range allSources(t) {
		if s.test || (inAnyRoom(s.unit.room(), clockRooms) && !inRoom(s.unit.room(), "mail/reply")) {
			continue
		}
		name := importName(s.ast, "time")
		ast.Inspect(s.ast, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok && isPackage(sel.X, name) &&
				slices.Contains([]string{"Now", "Since", "Until", "Sleep", "After", "Tick", "NewTimer", "NewTicker", "AfterFunc"}, sel.Sel.Name) {
				t.Errorf("%s: time.%s: this room is given the time", s.position(n), sel.Sel.Name)
			}
			return true
		})
	}
}

// forbiddenCalls are functions with a known trap, each with the reason.
var forbiddenCalls = map[string]string{
	"SetGenHeaderPreformatted": "it lets text from outside write headers of its own",
}

func TestForbiddenCalls(t *testing.T) {
	t.Parallel()
	for _, s := range allSources(t) {
		format := importName(s.ast, "fmt")
		ast.Inspect(s.ast, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if reason := forbiddenCalls[sel.Sel.Name]; reason != "" {
				t.Errorf("%s: %s: %s", s.position(n), sel.Sel.Name, reason)
			}
			if !s.test && isPackage(sel.X, format) && strings.HasPrefix(sel.Sel.Name, "Print") {
				t.Errorf("%s: fmt.%s: write to the writer that a command was given", s.position(n), sel.Sel.Name)
			}
			return true
		})
	}
}

func TestExportedThingsAreDocumented(t *testing.T) {
	t.Parallel()
	for _, s := range allSources(t) {
		if s.test {
			continue
		}
		for _, decl := range s.ast.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				if d.Doc == nil && d.Name.IsExported() && receiverExported(d) && !obvious[d.Name.Name] {
					t.Errorf("%s: %s has no doc comment: say what it promises", s.position(d), d.Name.Name)
				}
			case *ast.GenDecl:
				undocumentedSpecs(t, s, d)
			}
		}
	}
}

// obvious are methods whose promise is the promise of the interface.
var obvious = map[string]bool{"Error": true, "Unwrap": true, "Len": true, "Less": true, "Swap": true, "LogValue": true}

// undocumentedSpecs reports exported types, constants and variables. In a group
// the comment of the group will do, or one at the end of the line, or one above
// several lines that follow each other.
func undocumentedSpecs(t *testing.T, s source, d *ast.GenDecl) {
	t.Helper()
	commentReaches := 0 // the last line that a comment above it speaks for
	for _, spec := range d.Specs {
		switch sp := spec.(type) {
		case *ast.TypeSpec:
			if sp.Name.IsExported() && d.Doc == nil && sp.Doc == nil {
				t.Errorf("%s: type %s has no doc comment: say what it is", s.position(sp), sp.Name.Name)
			}
		case *ast.ValueSpec:
			line := s.fset.Position(sp.Pos()).Line
			if sp.Doc != nil || line == commentReaches+1 {
				commentReaches = s.fset.Position(sp.End()).Line
			}
			if d.Doc != nil || line <= commentReaches || sp.Comment != nil {
				continue
			}
			for _, name := range sp.Names {
				if name.IsExported() {
					t.Errorf("%s: %s has no doc comment: say what it means", s.position(name), name.Name)
				}
			}
		}
	}
}

func receiverExported(d *ast.FuncDecl) bool {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return true
	}
	expr := d.Recv.List[0].Type
	for {
		switch e := expr.(type) {
		case *ast.StarExpr:
			expr = e.X
		case *ast.IndexExpr:
			expr = e.X
		case *ast.Ident:
			return e.IsExported()
		default:
			return true
		}
	}
}

// TestNoIdentifierNamesARitual keeps rituals data: a new one is a file in
// templates, and no line of Go knows which there are. Strings in tests may name
// them, as people do.
func TestNoIdentifierNamesARitual(t *testing.T) {
	t.Parallel()
	rituals := ritualNames(t)
	for _, s := range allSources(t) {
		if strings.HasPrefix(s.name, "internal/structure/") {
			continue
		}
		ast.Inspect(s.ast, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Ident:
				for _, name := range rituals {
					if namesRitual(n.Name, name) {
						t.Errorf("%s: identifier %s names the ritual %q: rituals are data", s.position(n), n.Name, name)
					}
				}
			case *ast.BasicLit:
				if !s.test && n.Kind == token.STRING && slices.Contains(rituals, strings.Trim(n.Value, "\"`")) {
					t.Errorf("%s: the string %s is a ritual's name: rituals are data", s.position(n), n.Value)
				}
			}
			return true
		})
	}
}

// tooGeneral are names of rituals that are also plain words of this trade:
// digest is a room of the core.
var tooGeneral = map[string]bool{"digest": true, "receipt": true, "welcome": true, "reminder": true, "closing": true, "reflection": true, "silence": true, "farewell": true}

// ritualNames are those that issue texts and documents name, and whatever has a
// file in templates by now.
func ritualNames(t *testing.T) []string {
	t.Helper()
	names := []string{"check-in", "kickoff", "goal-review", "relationship-review", "session-prep", "session-recap"}
	files, err := filepath.Glob(filepath.Join(root, "templates", "*", "rituals", "*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	more, err := filepath.Glob(filepath.Join(root, "templates", "rituals", "*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(files, more...) {
		name := strings.TrimSuffix(filepath.Base(file), ".yaml")
		if !tooGeneral[name] && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// namesRitual reports whether the words of an identifier hold those of a name
// in a row: relationshipReviewDay, but not checkIndex.
func namesRitual(identifier, name string) bool {
	words, wanted := identifierWords(identifier), strings.Split(name, "-")
	for i := 0; i+len(wanted) <= len(words); i++ {
		if slices.Equal(words[i:i+len(wanted)], wanted) {
			return true
		}
	}
	return false
}

// identifierWords splits an identifier at its capitals and underscores.
func identifierWords(identifier string) []string {
	var words []string
	var word []rune
	end := func() {
		if len(word) > 0 {
			words = append(words, strings.ToLower(string(word)))
		}
		word = nil
	}
	runes := []rune(identifier)
	for i, r := range runes {
		switch {
		case r == '_':
			end()
			continue
		case unicode.IsUpper(r) && i > 0 && (!unicode.IsUpper(runes[i-1]) || (i+1 < len(runes) && unicode.IsLower(runes[i+1]))):
			end()
		}
		word = append(word, r)
	}
	end()
	return words
}

func TestNamesRitual(t *testing.T) {
	t.Parallel()
	for identifier, want := range map[string]bool{
		"CheckIn": true, "checkInDay": true, "weeklyCheckIn": true, "check_in": true, "TestCheckIn": true,
		"CheckInput": false, "checkIndex": false, "check": false, "inCheck": false, "HTTPCheckIn": true,
	} {
		if got := namesRitual(identifier, "check-in"); got != want {
			t.Errorf("namesRitual(%q) = %v, want %v", identifier, got, want)
		}
	}
}

func importName(f *ast.File, path string) string {
	for _, spec := range f.Imports {
		if strings.Trim(spec.Path.Value, `"`) == path {
			if spec.Name != nil {
				return spec.Name.Name
			}
			return filepath.Base(path)
		}
	}
	return ""
}

func isPackage(x ast.Expr, name string) bool {
	ident, ok := x.(*ast.Ident)
	return ok && name != "" && ident.Name == name
}

// TestNoPathOfOneMachine keeps the paths of whoever wrote a file out of it.
func TestNoPathOfOneMachine(t *testing.T) {
	t.Parallel()
	for _, s := range allSources(t) {
		for _, path := range []string{"/home" + "/", "/root" + "/", "/work" + "/", "/Users" + "/"} {
			if i := strings.Index(string(s.text), path); i >= 0 && !s.test {
				t.Errorf("%s: %s is a path of one machine", s.name, path)
			}
		}
	}
}

func TestGoFilesAreSeen(t *testing.T) {
	t.Parallel()
	// A rule over an empty list holds always: make sure that there is a list.
	if n := len(allSources(t)); n < 20 {
		t.Errorf("found %d Go files", n)
	}
	if _, err := os.Stat(filepath.Join(root, "go.mod")); err != nil {
		t.Error(err)
	}
}

// TestCoreSuggestsNoWords keeps what people are told to type in templates, where
// it is in their language.
func TestCoreSuggestsNoWords(t *testing.T) {
	t.Parallel()
	for _, s := range allSources(t) {
		if s.test || !inRoom(s.unit.room(), "mentoring") {
			continue
		}
		ast.Inspect(s.ast, func(n ast.Node) bool {
			pair, ok := n.(*ast.KeyValueExpr)
			if !ok {
				return true
			}
			if key, ok := pair.Key.(*ast.Ident); !ok || key.Name != "Suggest" {
				return true
			}
			ast.Inspect(pair.Value, func(n ast.Node) bool {
				if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && strings.ContainsFunc(lit.Value, unicode.IsLetter) {
					t.Errorf("%s: %s: name the verb as the doubt's Example, and put the line under examples in templates/en/receipt.yaml", s.position(lit), lit.Value)
				}
				return true
			})
			return true
		})
	}
}
