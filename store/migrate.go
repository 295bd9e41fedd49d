package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var embedded embed.FS

func migrationFiles() fs.FS {
	sub, err := fs.Sub(embedded, "migrations")
	if err != nil {
		panic(err) // the folder is part of the binary
	}
	return sub
}

// migrate brings the file at path to the newest version that this binary
// knows. A file with something in it is copied to path.before-N first.
func migrate(ctx context.Context, path string, files fs.FS) error {
	// Rebuilding a table with foreign keys on would delete its children.
	db := sql.OpenDB(connector{dsn(path, forMigrating)})
	db.SetMaxOpenConns(1)
	defer db.Close()
	have, err := version(ctx, db)
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fmt.Errorf("read the migrations: %w", err)
	}
	newest, err := newestOf(files)
	if err != nil {
		return err
	}
	switch {
	case have > newest:
		return newer(path, have, newest)
	case have == newest:
		return nil
	case have > 0:
		if err := snapshot(ctx, db, fmt.Sprintf("%s.before-%d", path, newest)); err != nil {
			return fmt.Errorf("copy the database before it is migrated: %w", explain(err))
		}
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("migrate the database from version %d to %d: %w", have, newest, explain(err))
	}
	if bad, err := brokenReferences(ctx, db); err != nil {
		return err
	} else if bad > 0 {
		return fmt.Errorf("migrating the database left %d broken references; put back %s.before-%d and report this", bad, path, newest)
	}
	return nil
}

// current reports a file that is not of this binary's version.
func current(ctx context.Context, path string, files fs.FS) error {
	newest, err := newestOf(files)
	if err != nil {
		return err
	}
	db := sql.OpenDB(connector{dsn(path, forReading)})
	defer db.Close()
	have, err := version(ctx, db)
	switch {
	case err != nil:
		return err
	case have > newest:
		return newer(path, have, newest)
	case have < newest:
		return fmt.Errorf("%s has version %d and this milepost needs %d; start the daemon once, it migrates the file", path, have, newest)
	}
	return nil
}

// newestOf returns the version that the last migration leads to.
func newestOf(files fs.FS) (int64, error) {
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		return 0, err
	}
	return goose.NumericComponent(names[len(names)-1])
}

func newer(path string, have, newest int64) error {
	return fmt.Errorf("%s: %w: it has version %d, this one knows %d; install the newer milepost again, or restore a backup of before",
		path, ErrNewer, have, newest)
}

// version returns the version of the file, 0 for an empty one.
func version(ctx context.Context, db *sql.DB) (int64, error) {
	var tables, ours int
	err := db.QueryRowContext(ctx, `
		SELECT count(*), count(*) FILTER (WHERE name = 'goose_db_version')
		FROM sqlite_schema WHERE type = 'table'`).Scan(&tables, &ours)
	switch {
	case err != nil:
		return 0, fmt.Errorf("read the database: %w", explain(err))
	case tables == 0:
		return 0, nil
	case ours == 0:
		return 0, fmt.Errorf("this is a database, but not one of milepost")
	}
	var v int64
	if err := db.QueryRowContext(ctx, `SELECT coalesce(max(version_id), 0) FROM goose_db_version WHERE is_applied = 1`).Scan(&v); err != nil {
		return 0, fmt.Errorf("read the database's version: %w", explain(err))
	}
	return v, nil
}

// brokenReferences returns how many rows refer to something that is not there.
func brokenReferences(ctx context.Context, db *sql.DB) (n int, err error) {
	err = db.QueryRowContext(ctx, `SELECT count(*) FROM pragma_foreign_key_check`).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("check the references: %w", explain(err))
	}
	return n, nil
}
