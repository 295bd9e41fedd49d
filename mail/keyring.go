package mail

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// ErrKeysExposed means that a key file can be read by other users.
var ErrKeysExposed = errors.New("key file is readable by others: set its mode to 0600")

// KeyRing holds the keys that mint and verify tokens. The newest key mints; all
// keys on the ring verify, so that replies to older mails stay welcome after a
// rotation. It is safe for concurrent use as long as nobody calls Rotate.
//
// Whoever loses the ring cannot recognise replies to mails already sent;
// whoever copies it can forge them. It belongs into encrypted backups.
type KeyRing struct {
	keys []key // newest last
}

// key is one secret with the number by which tokens name it.
type key struct {
	ID     byte
	Secret [32]byte
}

const (
	keyFileTitle = "milepost keys 1"
	maxKeys      = 250 // the number of a key is one byte
)

// NewKeyRing returns a ring with one fresh key, not yet saved.
func NewKeyRing() *KeyRing {
	return &KeyRing{keys: []key{freshKey(1)}}
}

// CreateKeys makes a fresh ring and saves it at path. It never overwrites: an
// existing file is an error that is fs.ErrExist.
func CreateKeys(path string) (*KeyRing, error) {
	if _, err := os.Lstat(path); err == nil {
		return nil, fmt.Errorf("create keys: %s: %w", path, fs.ErrExist)
	}
	r := NewKeyRing()
	if err := r.Save(path); err != nil {
		return nil, err
	}
	return r, nil
}

// LoadKeys reads the ring saved at path. It refuses a file that other users can
// read ([ErrKeysExposed]) and a file that is damaged in any line.
func LoadKeys(path string) (*KeyRing, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("load keys: %w", err)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("load keys: %s: %w", path, ErrKeysExposed)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("load keys: %w", err)
	}
	r, err := parseKeys(data)
	if err != nil {
		return nil, fmt.Errorf("load keys: %s: %w", path, err)
	}
	return r, nil
}

// Rotate adds a fresh key, which mints from now on. Save the ring before a
// token of the new key leaves, or nobody will be able to verify it.
func (r *KeyRing) Rotate() error {
	if len(r.keys) >= maxKeys {
		return fmt.Errorf("key ring is full: %d keys", maxKeys)
	}
	r.keys = append(r.keys, freshKey(r.newest().ID+1))
	return nil
}

// Save writes the ring to path with mode 0600, whole or not at all: a new file,
// synced, renamed over the old one, and the folder synced.
func (r *KeyRing) Save(path string) error {
	if err := r.save(path); err != nil {
		return fmt.Errorf("save keys: %w", err)
	}
	return nil
}

func (r *KeyRing) save(path string) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".keys-*") // made with mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if _, err := f.Write(r.format()); err != nil {
		f.Close()
		return err
	}
	if err := f.Sync(); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer dir.Close()
	return dir.Sync()
}

// format returns the ring as text: a title, then one key a line.
func (r *KeyRing) format() []byte {
	var b bytes.Buffer
	fmt.Fprintln(&b, keyFileTitle)
	for _, k := range r.keys {
		fmt.Fprintf(&b, "%d %s\n", k.ID, hex.EncodeToString(k.Secret[:]))
	}
	return b.Bytes()
}

// parseKeys reads what format wrote. Its errors name the line, never its words.
func parseKeys(data []byte) (*KeyRing, error) {
	s := bufio.NewScanner(bytes.NewReader(data))
	if !s.Scan() || s.Text() != keyFileTitle {
		return nil, errors.New("not a key file")
	}
	r := &KeyRing{}
	for line := 2; s.Scan(); line++ {
		id, secret, ok := strings.Cut(s.Text(), " ")
		n, err := strconv.ParseUint(id, 10, 8)
		raw, hexErr := hex.DecodeString(secret)
		if !ok || err != nil || hexErr != nil || len(raw) != len(key{}.Secret) {
			return nil, fmt.Errorf("line %d is damaged", line)
		}
		if _, twice := r.byID(byte(n)); twice {
			return nil, fmt.Errorf("line %d repeats a key", line)
		}
		k := key{ID: byte(n)}
		copy(k.Secret[:], raw)
		r.keys = append(r.keys, k)
	}
	if err := s.Err(); err != nil {
		return nil, err
	}
	if len(r.keys) == 0 {
		return nil, errors.New("no keys")
	}
	return r, nil
}

func freshKey(id byte) key {
	k := key{ID: id}
	rand.Read(k.Secret[:]) // never fails, says its documentation
	return k
}

func (r *KeyRing) newest() key { return r.keys[len(r.keys)-1] }

func (r *KeyRing) byID(id byte) (key, bool) {
	for _, k := range r.keys {
		if k.ID == id {
			return k, true
		}
	}
	return key{}, false
}
