package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// readers is how many connections read at once.
const readers = 4

// Store is the SQLite file. Its methods may be called by several goroutines,
// and other processes may have the file open at the same time.
type Store struct {
	path     string
	writer   *sql.DB // one connection; nil: opened read-only
	reader   *sql.DB
	squeezer *squeezer
	closing  sync.Once
}

// Open opens the database at path and makes it if it is not there. A file of
// an older milepost is migrated, after a snapshot of it was written beside it
// (path.before-N). It returns ErrNewer for a file of a newer milepost, and an
// error if a setting that safety depends on did not take.
func Open(ctx context.Context, path string) (*Store, error) {
	return open(ctx, path, migrationFiles())
}

func open(ctx context.Context, path string, migrations fs.FS) (_ *Store, err error) {
	path, err = filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	// The driver would make a file that everybody can read.
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	if err := migrate(ctx, path, migrations); err != nil {
		return nil, err
	}
	s, err := openReader(ctx, path)
	if err != nil {
		return nil, err
	}
	s.writer = sql.OpenDB(connector{dsn(path, forWriting)})
	s.writer.SetMaxOpenConns(1)
	if err := settled(ctx, s.writer); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// OpenReadOnly opens a database that is there, to be read. Acts that write
// return ErrReadOnly. It does not migrate: a file of another version is
// refused.
func OpenReadOnly(ctx context.Context, path string) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	if err := current(ctx, path, migrationFiles()); err != nil {
		return nil, err
	}
	return openReader(ctx, path)
}

func openReader(ctx context.Context, path string) (*Store, error) {
	squeezer, err := newSqueezer()
	if err != nil {
		return nil, err
	}
	s := &Store{path: path, squeezer: squeezer, reader: sql.OpenDB(connector{dsn(path, forReading)})}
	s.reader.SetMaxOpenConns(readers)
	s.reader.SetMaxIdleConns(readers)
	if err := settled(ctx, s.reader); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// Path returns where the file is.
func (s *Store) Path() string { return s.path }

// Close closes the file, and leaves it whole: what is still in the log beside
// it is written into it, unless another process holds that up. No act may be
// under way. Closing again does nothing.
func (s *Store) Close() error {
	var err error
	s.closing.Do(func() {
		// The readers first: one of them, as the last to leave, could not clear up.
		err = s.reader.Close()
		if s.writer != nil {
			_, failed := s.writer.ExecContext(context.Background(), "PRAGMA wal_checkpoint(TRUNCATE)")
			err = errors.Join(err, explain(failed), s.writer.Close())
		}
		s.squeezer.close()
	})
	return err
}
