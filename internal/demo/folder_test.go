package demo

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestFolderKeepsWhatIsNotADemo(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	letter := filepath.Join(dir, "letter.txt")
	if err := os.WriteFile(letter, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := openFolder(dir); !errors.Is(err, ErrNotADemo) {
		t.Errorf("openFolder(a folder with a letter) = %v, want ErrNotADemo", err)
	}
	if _, err := os.Stat(letter); err != nil {
		t.Error(err)
	}
}

func TestFolderEmptiesADemo(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "new")
	f, err := openFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.save([]byte("old"), "mails", "ana", "old.eml"); err != nil {
		t.Fatal(err)
	}
	if _, err := openFolder(dir); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 1 || entries[0].Name() != marker {
		t.Errorf("the folder of an earlier demo still holds %v", entries)
	}
}
