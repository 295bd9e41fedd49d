package mail

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestToken(t *testing.T) {
	t.Parallel()
	ring := NewKeyRing()
	claims := []string{"person 7", "pair 3", "ana@mentors.example"}
	tok := ring.Mint(PurposeReply, 42, claims...)
	if len(tok) != 36 || strings.ToLower(tok) != tok {
		t.Errorf("Mint() = %q, want 36 lower-case characters", tok)
	}
	if again := ring.Mint(PurposeReply, 42, claims...); again != tok {
		t.Errorf("Mint() again = %q, want %q", again, tok)
	}
	if id, err := TokenID(tok); id != 42 || err != nil {
		t.Errorf("TokenID() = %d, %v, want 42", id, err)
	}
	foreign := NewKeyRing()
	foreign.keys[0].ID = 9
	rows := []struct {
		name  string
		p     Purpose
		tok   string
		bound []string
		want  error
	}{
		{"as minted", PurposeReply, tok, claims, nil},
		{"upper case", PurposeReply, strings.ToUpper(tok), claims, nil},
		{"truncated", PurposeReply, tok[:35], claims, ErrTokenForm},
		{"longer", PurposeReply, tok + "a", claims, ErrTokenForm},
		{"empty", PurposeReply, "", claims, ErrTokenForm},
		{"not base32", PurposeReply, "0" + tok[1:], claims, ErrTokenForm},
		{"line end inside", PurposeReply, tok[:20] + "\n" + tok[21:], claims, ErrTokenForm},
		{"other purpose", PurposeStop, tok, claims, ErrTokenForged},
		{"old key, not on the ring", PurposeReply, foreign.Mint(PurposeReply, 42, claims...), claims, ErrTokenKey},
		{"same key number, other secret", PurposeReply, NewKeyRing().Mint(PurposeReply, 42, claims...), claims, ErrTokenForged},
		{"address changed since", PurposeReply, tok, []string{"person 7", "pair 3", "ana@world.test"}, ErrTokenForged},
		{"claim missing", PurposeReply, tok, claims[:2], ErrTokenForged},
		{"claims split differently", PurposeReply, tok, []string{"person 7", "pair 3ana@", "mentors.example"}, ErrTokenForged},
	}
	for _, row := range rows {
		if err := ring.Verify(row.p, row.tok, row.bound...); !errors.Is(err, row.want) {
			t.Errorf("%s: Verify() = %v, want %v", row.name, err, row.want)
		}
	}
}

// Every single changed bit must be refused, the spare ones at the end too.
func TestTokenBitFlips(t *testing.T) {
	t.Parallel()
	ring := NewKeyRing()
	tok := ring.Mint(PurposeReply, 1<<40+5, "x")
	const alphabet = "abcdefghijklmnopqrstuvwxyz234567"
	for i := range tok {
		for bit := range 5 {
			digit := strings.IndexByte(alphabet, tok[i]) ^ 1<<bit
			changed := tok[:i] + alphabet[digit:digit+1] + tok[i+1:]
			if err := ring.Verify(PurposeReply, changed, "x"); err == nil {
				t.Errorf("Verify() accepts bit %d of character %d changed", bit, i)
			}
		}
	}
}

func TestTokenAfterRotation(t *testing.T) {
	t.Parallel()
	ring := NewKeyRing()
	old := ring.Mint(PurposeReply, 1)
	if err := ring.Rotate(); err != nil {
		t.Fatal(err)
	}
	if fresh := ring.Mint(PurposeReply, 1); fresh == old {
		t.Errorf("Mint() after Rotate() = the old token")
	}
	if err := ring.Verify(PurposeReply, old); err != nil {
		t.Errorf("Verify() of an older token = %v, want nil", err)
	}
}

func TestTokenIDs(t *testing.T) {
	t.Parallel()
	ring := NewKeyRing()
	for _, want := range []int64{0, 1, -1, 1<<63 - 1, -1 << 63} {
		if got, err := TokenID(ring.Mint(PurposeBounce, want)); got != want || err != nil {
			t.Errorf("TokenID() = %d, %v, want %d", got, err, want)
		}
	}
}

func TestKeyFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "keys")
	ring, err := CreateKeys(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := ring.Rotate(); err != nil {
		t.Fatal(err)
	}
	if err := ring.Save(path); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("mode = %v, want 0600", info.Mode().Perm())
	}
	loaded, err := LoadKeys(path)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := loaded.Mint(PurposeReply, 5), ring.Mint(PurposeReply, 5); got != want {
		t.Errorf("Mint() of the loaded ring = %q, want %q", got, want)
	}
	if _, err := CreateKeys(path); !errors.Is(err, fs.ErrExist) {
		t.Errorf("CreateKeys() over a file = %v, want %v", err, fs.ErrExist)
	}
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadKeys(path); !errors.Is(err, ErrKeysExposed) {
		t.Errorf("LoadKeys() of a readable file = %v, want %v", err, ErrKeysExposed)
	}
	if _, err := LoadKeys(path + ".none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("LoadKeys() of no file = %v, want %v", err, fs.ErrNotExist)
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(entries) != 1 {
		t.Errorf("folder holds %d files, %v, want the key file alone", len(entries), err)
	}
}

func TestKeyFileDamaged(t *testing.T) {
	t.Parallel()
	good := string(NewKeyRing().format())
	line := strings.Split(good, "\n")[1]
	rows := []struct{ name, data string }{
		{"empty", ""},
		{"title alone", keyFileTitle + "\n"},
		{"no title", line + "\n"},
		{"short secret", good[:len(good)-3] + "\n"},
		{"not hex", keyFileTitle + "\n1 " + strings.Repeat("z", 64) + "\n"},
		{"number out of range", keyFileTitle + "\n256 " + line[2:] + "\n"},
		{"same key twice", good + line + "\n"},
	}
	for _, row := range rows {
		if _, err := parseKeys([]byte(row.data)); err == nil {
			t.Errorf("%s: parseKeys() = nil, want an error", row.name)
		} else if strings.Contains(err.Error(), line[2:]) {
			t.Errorf("%s: the error %q shows a key", row.name, err)
		}
	}
}

func FuzzToken(f *testing.F) {
	ring := NewKeyRing()
	f.Add(ring.Mint(PurposeReply, 3, "claim"), "claim")
	f.Add("aeaqaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "")
	f.Fuzz(func(t *testing.T, tok, claim string) {
		id, err := TokenID(tok)
		verifyErr := ring.Verify(PurposeReply, tok, claim)
		if err != nil && verifyErr == nil {
			t.Errorf("Verify(%q) = nil, but TokenID() = %v", tok, err)
		}
		if verifyErr == nil && strings.ToLower(tok) != ring.Mint(PurposeReply, id, claim) {
			t.Errorf("Verify(%q) = nil for a token that was not minted", tok)
		}
	})
}

func FuzzKeyFile(f *testing.F) {
	f.Add(NewKeyRing().format())
	f.Fuzz(func(t *testing.T, data []byte) {
		ring, err := parseKeys(data)
		if err != nil {
			return
		}
		if again, err := parseKeys(ring.format()); err != nil || len(again.keys) != len(ring.keys) {
			t.Errorf("parseKeys(format()) = %v, want the same ring", err)
		}
	})
}
