package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// idGap is how far the ids of deliveries jump at a restore, so that those that
// were given after the backup are not given once more: replies name them.
const idGap = 1_000_000

// Backup writes a whole copy of the database to file while it is in use. The
// copy has been checked and is on the disk when it appears. A file that is
// there is left alone: the error is ErrDuplicate.
func (s *Store) Backup(ctx context.Context, file string) error {
	if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: %w", file, errors.Join(ErrDuplicate, err))
	}
	if err := snapshot(ctx, s.reader, file); err != nil {
		return fmt.Errorf("back up: %w", explain(err))
	}
	return nil
}

// Restore puts a backup at path, where no database may be. It takes the run
// lock meanwhile. What was waiting to be sent may have been sent since the
// backup: it becomes Unknown. Mail that came in since then is read again.
func Restore(ctx context.Context, file, path string) (err error) {
	release, err := Lock(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s is there: move it away, with its -wal and -shm: %w", path, errors.Join(ErrDuplicate, err))
	}
	temp, err := copyFile(file, path)
	if err != nil {
		return fmt.Errorf("copy the backup: %w", err)
	}
	defer os.Remove(temp)
	if err := check(ctx, temp); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	if err := unsettle(ctx, temp); err != nil {
		return fmt.Errorf("prepare the outbox: %w", explain(err))
	}
	// A log of the database that was here before would be played into this one.
	for _, stale := range []string{path + "-wal", path + "-shm"} {
		if err := os.Remove(stale); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return publish(temp, path)
}

// unsettle marks what a restored outbox wanted to send.
func unsettle(ctx context.Context, path string) error {
	db := sql.OpenDB(connector{"file:" + escape(path) + "?_txlock=immediate&_synchronous=FULL&_journal_mode=DELETE"})
	defer db.Close()
	_, err := db.ExecContext(ctx, `
		BEGIN IMMEDIATE;
		UPDATE deliveries SET state = 'unknown', next_at = NULL, reply = 'restored from a backup' WHERE state IN ('queued', 'sending');
		UPDATE sqlite_sequence SET seq = seq + `+fmt.Sprint(idGap)+` WHERE name = 'deliveries';
		COMMIT`)
	return errors.Join(err, db.Close())
}

// snapshot writes a checked copy of the database to file, replacing it.
func snapshot(ctx context.Context, db *sql.DB, file string) error {
	temp, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // gone once it is published
	if err := temp.Close(); err != nil {
		return err
	}
	// An empty file is taken as it is, with its mode.
	if _, err := db.ExecContext(ctx, `VACUUM INTO ?`, temp.Name()); err != nil {
		return err
	}
	if err := check(ctx, temp.Name()); err != nil {
		return fmt.Errorf("the copy: %w", err)
	}
	return publish(temp.Name(), file)
}

// check reports a database file that is damaged, not one of ours, or newer.
func check(ctx context.Context, path string) error {
	db := sql.OpenDB(connector{"file:" + escape(path) + "?mode=ro"})
	defer db.Close()
	have, err := version(ctx, db)
	if err != nil {
		return err
	}
	newest, err := newestOf(migrationFiles())
	if err != nil {
		return err
	}
	if have > newest {
		return newer(path, have, newest)
	}
	if have == 0 {
		return fmt.Errorf("this file is empty")
	}
	findings, err := damage(ctx, db)
	if err != nil {
		return err
	}
	if len(findings) > 0 {
		return fmt.Errorf("damaged: %s", findings[0].Text)
	}
	return nil
}

// copyFile copies a file to a temporary one beside path.
func copyFile(file, path string) (name string, err error) {
	from, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer from.Close()
	to, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return "", err
	}
	if _, err := io.Copy(to, from); err != nil {
		return "", errors.Join(err, to.Close(), os.Remove(to.Name()))
	}
	return to.Name(), to.Close()
}

// publish gives a temporary file its name, once its bytes are on the disk.
func publish(temp, file string) error {
	if err := flush(temp); err != nil {
		return err
	}
	if err := os.Rename(temp, file); err != nil {
		return err
	}
	return flush(filepath.Dir(file))
}

// flush brings a file or folder to the disk.
func flush(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}
