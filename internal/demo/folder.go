package demo

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrNotADemo means that the folder to write holds something that no demo put
// there.
var ErrNotADemo = errors.New("the folder is not empty and not a demo's")

// marker is the file by which a demo's folder is known.
const marker = ".milepost-demo"

// folder is where the demo puts what it shows.
type folder struct{ root string }

// openFolder makes a folder, or empties one that an earlier demo has filled.
func openFolder(root string) (*folder, error) {
	f := &folder{root: root}
	entries, err := os.ReadDir(root)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := os.MkdirAll(root, 0o755); err != nil {
			return nil, err
		}
	case err != nil:
		return nil, err
	case len(entries) > 0:
		if _, err := os.Stat(f.path(marker)); err != nil {
			return nil, fmt.Errorf("%s: %w", root, ErrNotADemo)
		}
		for _, e := range entries {
			if e.Name() == marker {
				continue // last, so that a run that is cut short can be repeated
			}
			if err := os.RemoveAll(f.path(e.Name())); err != nil {
				return nil, err
			}
		}
	}
	return f, f.save([]byte("milepost demo writes this folder anew each time it runs.\n"), marker)
}

// path returns the path of a file in the folder.
func (f *folder) path(parts ...string) string {
	return filepath.Join(append([]string{f.root}, parts...)...)
}

// save writes a file and the folders above it.
func (f *folder) save(data []byte, parts ...string) error {
	path := f.path(parts...)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}
