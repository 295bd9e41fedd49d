package store

import (
	"errors"
	"fmt"

	"github.com/mattn/go-sqlite3"
)

// What callers decide on.
var (
	// ErrNotFound says that there is no such thing.
	ErrNotFound = errors.New("not found")
	// ErrDuplicate says that this has been done already.
	ErrDuplicate = errors.New("already there")
	// ErrStale says that what the caller decided on has changed meanwhile:
	// look again.
	ErrStale = errors.New("has changed meanwhile")
	// ErrAmbiguous says that a name fits several.
	ErrAmbiguous = errors.New("fits several")
	// ErrLocked says that another daemon runs on this file.
	ErrLocked = errors.New("another milepost runs on this database")
	// ErrBusy says that another process kept the database for too long.
	ErrBusy = errors.New("the database is busy")
	// ErrFull says that the disk is full. Nothing was changed.
	ErrFull = errors.New("the disk is full")
	// ErrNewer says that the file was written by a newer milepost.
	ErrNewer = errors.New("written by a newer milepost")
	// ErrReadOnly says that the store was opened to be read.
	ErrReadOnly = errors.New("opened read-only")
	// ErrCommit says that it is unknown whether a change was made: read it
	// back before doing it again.
	ErrCommit = errors.New("not known whether it was stored")
)

// explain marks the errors of SQLite that callers decide on.
func explain(err error) error {
	var e sqlite3.Error // a value: the driver returns no pointers
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code {
	case sqlite3.ErrFull:
		return fmt.Errorf("%w: %w", ErrFull, err)
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return fmt.Errorf("%w: %w", ErrBusy, err)
	}
	return err
}

// duplicate turns a broken UNIQUE constraint into ErrDuplicate.
func duplicate(err error) error {
	var e sqlite3.Error
	if errors.As(err, &e) && (e.ExtendedCode == sqlite3.ErrConstraintUnique || e.ExtendedCode == sqlite3.ErrConstraintPrimaryKey) {
		return fmt.Errorf("%w: %w", ErrDuplicate, err)
	}
	return err
}
