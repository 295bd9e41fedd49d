package store

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"milepost/mentoring"
)

var update = flag.Bool("update", false, "rewrite the goldens")

func TestSettingsAreReadBack(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	for name, db := range map[string]*sql.DB{"writer": s.writer, "reader": s.reader} {
		for _, w := range wanted {
			var got string
			ok(t, db.QueryRowContext(t.Context(), "PRAGMA "+w.pragma).Scan(&got))
			if got != w.value {
				t.Errorf("%s: %s = %s, want %s", name, w.pragma, got, w.value)
			}
		}
	}
	if _, err := s.reader.ExecContext(t.Context(), `DELETE FROM programs`); err == nil {
		t.Error("the reader deleted rows, want an error")
	}
	info, err := os.Stat(s.Path())
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode of the file = %v, %v, want 0600", info.Mode(), err)
	}
}

func TestSettingThatDidNotTake(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	db := sql.OpenDB(connector{"file:" + escape(s.Path()) + "?_synchronous=NORMAL"})
	defer db.Close()
	if err := settled(t.Context(), db); err == nil || !strings.Contains(err.Error(), "synchronous = 1") {
		t.Errorf("settled() = %v, want an error about synchronous", err)
	}
}

// TestCloseLeavesTheFileWhole: a copy of the file alone has everything, though
// both pools have been used, and somebody else still reads.
func TestCloseLeavesTheFileWhole(t *testing.T) {
	t.Parallel()
	for _, watched := range []bool{false, true} {
		path := filepath.Join(t.TempDir(), "milepost.db")
		s := must(Open(t.Context(), path))(t)
		rec := couple(t, s)
		diff(t, "Record()", must(s.Record(t.Context(), rec.Pair.ID))(t), rec)
		if watched {
			other := must(OpenReadOnly(t.Context(), path))(t)
			defer other.Close()
			must(other.Pairs(t.Context()))(t)
		}
		ok(t, s.Close())
		for _, suffix := range []string{"-wal", "-shm"} {
			info, err := os.Stat(path + suffix)
			switch {
			case !watched && !errors.Is(err, os.ErrNotExist):
				t.Errorf("after Close there is a %s file", suffix)
			case watched && suffix == "-wal" && (err != nil || info.Size() > 0):
				t.Errorf("after Close %s = %v, %v, want an empty one", suffix, info, err)
			}
		}
		alone := filepath.Join(t.TempDir(), "alone.db")
		ok(t, os.WriteFile(alone, must(os.ReadFile(path))(t), 0o600))
		again := must(Open(t.Context(), alone))(t)
		defer again.Close()
		diff(t, "Record() of the file alone", must(again.Record(t.Context(), rec.Pair.ID))(t), rec)
		ok(t, s.Close())
	}
}

func TestPathWithOddLetters(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a b?c#d%20e.db")
	s := must(Open(t.Context(), path))(t)
	couple(t, s)
	ok(t, s.Close())
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
	again := must(Open(t.Context(), path))(t)
	defer again.Close()
	if got := must(again.Pairs(t.Context()))(t); len(got) != 1 {
		t.Errorf("Pairs() = %v, want one", got)
	}
}

func TestOpenReadOnly(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	rec := couple(t, s)
	ro := must(OpenReadOnly(t.Context(), s.Path()))(t)
	defer ro.Close()
	diff(t, "Record()", must(ro.Record(t.Context(), rec.Pair.ID))(t), rec)
	if err := ro.SavePair(t.Context(), rec.Pair, AuditLine{}, monday); !errors.Is(err, ErrReadOnly) {
		t.Errorf("SavePair() = %v, want ErrReadOnly", err)
	}
	if _, err := OpenReadOnly(t.Context(), filepath.Join(t.TempDir(), "none.db")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("OpenReadOnly() = %v, want that it does not exist", err)
	}
}

func TestSchema(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	var got strings.Builder
	ok(t, s.read(t.Context(), func(t tx) error {
		rows, err := all(t, column[string], `
			SELECT sql || ';' FROM sqlite_schema
			WHERE sql IS NOT NULL AND name NOT LIKE 'goose%' AND name NOT LIKE 'sqlite%'
			ORDER BY tbl_name, type DESC, name`)
		got.WriteString(strings.Join(rows, "\n\n") + "\n")
		return err
	}))
	const golden = "testdata/schema.sql"
	if *update {
		ok(t, os.MkdirAll("testdata", 0o755))
		ok(t, os.WriteFile(golden, []byte(got.String()), 0o644))
	}
	diff(t, golden, got.String(), string(must(os.ReadFile(golden))(t)))
	for table := range strings.SplitSeq(got.String(), "\n\n") {
		if strings.HasPrefix(table, "CREATE TABLE") && !strings.Contains(table, "STRICT") {
			t.Errorf("a table is not STRICT: %s", table)
		}
	}
}

// upgrade returns the migrations with one more.
func upgrade(t *testing.T, sql string) fstest.MapFS {
	t.Helper()
	first := must(embedded.ReadFile("migrations/0001_foundation.sql"))(t)
	return fstest.MapFS{
		"0001_foundation.sql": {Data: first},
		"0002_next.sql":       {Data: []byte("-- +goose Up\n" + sql)},
	}
}

func TestMigrateAfterSnapshot(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	rec := couple(t, s)
	ok(t, s.Close())
	// Rebuilding a parent is the trap: with foreign keys on its children go.
	next, err := open(t.Context(), s.Path(), upgrade(t, `
		CREATE TABLE rebuilt (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, coordinator INTEGER REFERENCES people (id),
			leader INTEGER, trusted INTEGER, sees TEXT NOT NULL, holidays TEXT NOT NULL, quiet TEXT NOT NULL, circle INTEGER NOT NULL) STRICT;
		INSERT INTO rebuilt SELECT * FROM programs;
		DROP TABLE programs;
		ALTER TABLE rebuilt RENAME TO programs;`))
	if err != nil {
		t.Fatal(err)
	}
	diff(t, "Record() after", must(next.Record(t.Context(), rec.Pair.ID))(t), rec)
	ok(t, next.Close())

	before := must(Open(t.Context(), s.Path()+".before-2"))(t)
	defer before.Close()
	diff(t, "Record() in the snapshot", must(before.Record(t.Context(), rec.Pair.ID))(t), rec)

	for name, open := range map[string]func() (*Store, error){
		"Open":         func() (*Store, error) { return Open(t.Context(), s.Path()) },
		"OpenReadOnly": func() (*Store, error) { return OpenReadOnly(t.Context(), s.Path()) },
	} {
		if _, err := open(); !errors.Is(err, ErrNewer) || !strings.Contains(err.Error(), "install the newer") {
			t.Errorf("%s() by an older binary = %v, want ErrNewer with what to do", name, err)
		}
	}
}

func TestMigrationThatFailsChangesNothing(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	rec := couple(t, s)
	ok(t, s.Close())
	if _, err := open(t.Context(), s.Path(), upgrade(t, `DELETE FROM members; SELECT nothing FROM nowhere;`)); err == nil {
		t.Fatal("open() = nil, want an error")
	}
	again := must(Open(t.Context(), s.Path()))(t)
	defer again.Close()
	diff(t, "Record()", must(again.Record(t.Context(), rec.Pair.ID))(t), rec)
}

func TestMigrationThatBreaksReferences(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	couple(t, s)
	ok(t, s.Close())
	_, err := open(t.Context(), s.Path(), upgrade(t, `DELETE FROM people;`))
	if err == nil || !strings.Contains(err.Error(), "put back "+s.Path()+".before-2") {
		t.Errorf("open() = %v, want an error that names the snapshot", err)
	}
}

func TestOpenRefusesAnotherProgramsFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "other.db")
	db := sql.OpenDB(connector{"file:" + escape(path)})
	_, err := db.ExecContext(t.Context(), `CREATE TABLE songs (id INTEGER)`)
	ok(t, errors.Join(err, db.Close()))
	if _, err := Open(t.Context(), path); err == nil || !strings.Contains(err.Error(), "not one of milepost") {
		t.Errorf("Open() = %v, want a refusal", err)
	}
	text := filepath.Join(t.TempDir(), "notes.txt")
	ok(t, os.WriteFile(text, []byte(strings.Repeat("this is no database\n", 100)), 0o600))
	if _, err := Open(t.Context(), text); err == nil {
		t.Error("Open() of a text file = nil, want an error")
	}
}

func TestLock(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "milepost.db")
	release := must(Lock(path))(t)
	if _, err := Lock(path); !errors.Is(err, ErrLocked) {
		t.Errorf("Lock() = %v, want ErrLocked", err)
	}
	ok(t, release())
	again := must(Lock(path))(t)
	ok(t, again())
}

func TestFullDisk(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	rec := couple(t, s)
	_, err := s.writer.ExecContext(t.Context(), `PRAGMA max_page_count = 1`) // means: no more pages than now
	ok(t, err)
	ok(t, s.SetBaseline(t.Context(), "INBOX", 7, 1))
	var noise strings.Builder
	for i := range 20000 {
		fmt.Fprintf(&noise, "%x", i*i*7919)
	}
	in := Incoming{Mailbox: "INBOX", UIDValidity: 7, UID: 1, Raw: []byte(noise.String()), Whole: true, At: monday}
	if _, _, err := s.Archive(t.Context(), in); !errors.Is(err, ErrFull) {
		t.Fatalf("Archive() = %v, want ErrFull", err)
	}
	diff(t, "Record() of a full disk", must(s.Record(t.Context(), rec.Pair.ID))(t), rec)
	_, err = s.writer.ExecContext(t.Context(), `PRAGMA max_page_count = 1000000`)
	ok(t, err)
	if _, _, err := s.Archive(t.Context(), in); err != nil {
		t.Errorf("Archive() with room again = %v, want no error", err)
	}
	sound(t, s)
}

func TestBusy(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	other := sql.OpenDB(connector{dsn(s.Path(), forWriting)})
	defer other.Close()
	hold := must(other.BeginTx(t.Context(), nil))(t)
	defer hold.Rollback()
	_, err := s.writer.ExecContext(t.Context(), `PRAGMA busy_timeout = 1`)
	ok(t, err)
	if err := s.Remember(t.Context(), "a", "b"); !errors.Is(err, ErrBusy) {
		t.Errorf("Remember() = %v, want ErrBusy", err)
	}
}

func TestCommitThatFails(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	rec := couple(t, s)
	err := s.write(t.Context(), func(t tx) error {
		// References are looked at when the transaction ends.
		return t.exec(`PRAGMA defer_foreign_keys = ON; DELETE FROM people`)
	})
	if !errors.Is(err, ErrCommit) {
		t.Errorf("write() = %v, want ErrCommit", err)
	}
	diff(t, "Record()", must(s.Record(t.Context(), rec.Pair.ID))(t), rec)
	ok(t, s.Remember(t.Context(), "the writer", "still works"))
}

func TestPanicChangesNothing(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	couple(t, s)
	func() {
		defer func() { _ = recover() }()
		_ = s.Plan(t.Context(), 1, monday, func(mentoring.Record) ([]mentoring.Action, time.Time) { panic("a bug") })
	}()
	ok(t, s.Remember(t.Context(), "the writer", "is free again"))
}

func TestWriteIsNotInterrupted(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	rec := couple(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	ok(t, s.Plan(ctx, rec.Pair.ID, monday, func(r mentoring.Record) ([]mentoring.Action, time.Time) {
		cancel()
		r.Pair.Weeks = 12
		return []mentoring.Action{mentoring.PutPair{Pair: r.Pair}}, monday
	}))
	if got := must(s.Record(t.Context(), rec.Pair.ID))(t).Pair.Weeks; got != 12 {
		t.Errorf("Weeks = %d, want 12", got)
	}
	if err := s.Remember(ctx, "a", "b"); err == nil {
		t.Error("Remember() with an ended context = nil, want an error")
	}
}
