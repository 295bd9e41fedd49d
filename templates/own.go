package templates

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// owners are the folders, inside an installation's own, that hold the questions
// of single programs and pairs: program/NAME and pair/NUMBER.
var owners = []string{"program", "pair"}

// Owners returns the folders of programs and pairs that have questions or words
// of their own, such as "program/Riverside". Each holds files at the same paths
// as the installation's own folder.
func Owners(dir string) (folders []string, err error) {
	if dir == "" {
		return nil, nil
	}
	for _, owner := range owners {
		entries, err := os.ReadDir(filepath.Join(dir, owner))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if e.IsDir() {
				folders = append(folders, path.Join(owner, e.Name()))
			}
		}
	}
	return folders, nil
}

// LoadFor is Load for one of the Owners: its files replace those of the
// installation, which replace the shipped ones.
func LoadFor(dir, owner string) (*Set, error) {
	files, err := newOverlay(dir)
	if err != nil {
		return nil, fmt.Errorf("templates folder: %w", err)
	}
	own := filepath.Join(dir, filepath.FromSlash(owner))
	if _, err := os.Stat(own); err != nil {
		return nil, fmt.Errorf("templates folder: %w", err)
	}
	return loadFiles(overlay{own: os.DirFS(own), shipped: files})
}
