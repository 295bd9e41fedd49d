package structure

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

const module = "milepost"

// unit is one package as go list sees it, tests included.
type unit struct {
	ImportPath   string
	Dir          string
	GoFiles      []string
	CgoFiles     []string
	TestGoFiles  []string
	XTestGoFiles []string
	Imports      []string
}

// room is the path of the package inside the module: "mail/reply".
func (u unit) room() string {
	return strings.TrimPrefix(strings.TrimPrefix(u.ImportPath, module), "/")
}

// source is one parsed Go file.
type source struct {
	unit unit
	name string // inside the module: "mail/reply/lines.go"
	test bool
	text []byte
	ast  *ast.File
	fset *token.FileSet
}

// position is a place in the file as a compiler names it.
func (s source) position(n ast.Node) string {
	p := s.fset.Position(n.Pos())
	p.Filename = s.name
	return p.String()
}

// packages lists every package of the module, those behind the e2e tag too.
var packages = sync.OnceValues(func() ([]unit, error) {
	cmd := exec.Command("go", "list", "-e", "-json=ImportPath,Dir,GoFiles,CgoFiles,TestGoFiles,XTestGoFiles,Imports", "-tags=e2e", "./...")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		if exit, ok := errors.AsType[*exec.ExitError](err); ok {
			return nil, errors.New(string(exit.Stderr))
		}
		return nil, err
	}
	var all []unit
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var u unit
		if err := decoder.Decode(&u); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		all = append(all, u)
	}
})

// root is the top of the repository, seen from this package's folder.
const root = "../.."

func allPackages(t *testing.T) []unit {
	t.Helper()
	all, err := packages()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	return all
}

var parsed = sync.OnceValues(func() ([]source, error) {
	all, err := packages()
	if err != nil {
		return nil, err
	}
	top, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	var sources []source
	for _, u := range all {
		plain := append(append([]string{}, u.GoFiles...), u.CgoFiles...)
		tests := append(append([]string{}, u.TestGoFiles...), u.XTestGoFiles...)
		for i, file := range append(plain, tests...) {
			text, err := os.ReadFile(filepath.Join(u.Dir, file))
			if err != nil {
				return nil, err
			}
			name, err := filepath.Rel(top, filepath.Join(u.Dir, file))
			if err != nil {
				return nil, err
			}
			s := source{unit: u, name: filepath.ToSlash(name), test: i >= len(plain), text: text, fset: token.NewFileSet()}
			if s.ast, err = parser.ParseFile(s.fset, name, text, parser.ParseComments); err != nil {
				return nil, err
			}
			sources = append(sources, s)
		}
	}
	return sources, nil
})

func allSources(t *testing.T) []source {
	t.Helper()
	sources, err := parsed()
	if err != nil {
		t.Fatalf("parse: %v", err)
	}
	return sources
}

// inRoom reports whether a path is a room or lies in it.
func inRoom(path, room string) bool {
	return path == room || strings.HasPrefix(path, room+"/")
}
