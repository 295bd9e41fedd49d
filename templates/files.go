package templates

import (
	"embed"
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// shipped are the files that come with the program.
//
//go:embed rituals html en de fr es pt it nl pl
var shipped embed.FS

// overlay is a file system in which a file of the installation hides the
// shipped one at the same path.
type overlay struct {
	own     fs.FS // nil: none
	shipped fs.FS
}

func newOverlay(dir string) (overlay, error) {
	o := overlay{shipped: shipped}
	if dir == "" {
		return o, nil
	}
	info, err := os.Stat(dir)
	if err != nil {
		return o, err
	}
	if !info.IsDir() {
		return o, &fs.PathError{Op: "open", Path: dir, Err: errors.New("is not a folder")}
	}
	o.own = os.DirFS(dir)
	return o, nil
}

// Open opens the installation's file, or else the shipped one.
func (o overlay) Open(name string) (fs.File, error) {
	if o.own != nil {
		f, err := o.own.Open(name)
		if err == nil || !errors.Is(err, fs.ErrNotExist) {
			return f, err
		}
	}
	return o.shipped.Open(name)
}

// ReadDir lists both folders together.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.shipped, name)
	if o.own == nil {
		return entries, err
	}
	own, ownErr := fs.ReadDir(o.own, name)
	if err != nil && ownErr != nil {
		return nil, err
	}
	for _, e := range own {
		i := slices.IndexFunc(entries, func(x fs.DirEntry) bool { return x.Name() == e.Name() })
		if i < 0 {
			entries = append(entries, e)
		} else {
			entries[i] = e
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

// yamlNames returns the names, without folder and ending, of a folder's files.
func (o overlay) yamlNames(dir string) []string {
	entries, err := o.ReadDir(dir)
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".yaml"); ok && !e.IsDir() {
			names = append(names, name)
		}
	}
	return names
}

// foldersWith returns the folders that hold a file.
func (o overlay) foldersWith(file string) []string {
	entries, err := o.ReadDir(".")
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if _, err := fs.Stat(o, path.Join(e.Name(), file)); err == nil && e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names
}
