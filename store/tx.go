package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
)

// tx is one transaction and its context.
type tx struct {
	ctx context.Context
	*sql.Tx
}

// write runs f in one transaction of the writer. A context that ends lets it
// finish: interrupting a statement could hit another one, and a commit that was
// cut off is of no use to anybody.
func (s *Store) write(ctx context.Context, f func(tx) error) error {
	if s.writer == nil {
		return ErrReadOnly
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx)
	t, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return explain(err)
	}
	defer t.Rollback() // does nothing after Commit
	if err := f(tx{ctx, t}); err != nil {
		return explain(err)
	}
	if err := t.Commit(); err != nil {
		return fmt.Errorf("%w: %w", ErrCommit, explain(err))
	}
	return nil
}

// read runs f on one snapshot of the file.
func (s *Store) read(ctx context.Context, f func(tx) error) error {
	t, err := s.reader.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return explain(err)
	}
	defer t.Rollback()
	return explain(f(tx{ctx, t}))
}

// exec runs a statement.
func (t tx) exec(query string, args ...any) error {
	_, err := t.ExecContext(t.ctx, query, args...)
	return err
}

// change runs a statement and returns how many rows it changed.
func (t tx) change(query string, args ...any) (int64, error) {
	res, err := t.ExecContext(t.ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// must runs a statement that has to change a row; else ErrNotFound.
func (t tx) must(query string, args ...any) error {
	n, err := t.change(query, args...)
	if err == nil && n == 0 {
		err = ErrNotFound
	}
	return err
}

// insert runs an INSERT and returns the new row's id.
func (t tx) insert(query string, args ...any) (int64, error) {
	res, err := t.ExecContext(t.ctx, query, args...)
	if err != nil {
		return 0, duplicate(err)
	}
	return res.LastInsertId()
}

// row is what a scan function reads from.
type row interface{ Scan(into ...any) error }

// one returns the row that a query finds, or ErrNotFound.
func one[T any](t tx, scan func(row) (T, error), query string, args ...any) (T, error) {
	v, err := scan(t.QueryRowContext(t.ctx, query, args...))
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	return v, err
}

// all returns the rows that a query finds.
func all[T any](t tx, scan func(row) (T, error), query string, args ...any) ([]T, error) {
	rows, err := t.QueryContext(t.ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var vs []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		vs = append(vs, v)
	}
	return vs, rows.Err()
}

// column scans a single value.
func column[T any](r row) (v T, err error) {
	err = r.Scan(&v)
	return v, err
}

// encode returns a value as JSON text.
func encode(v any) (string, error) {
	b, err := json.Marshal(v)
	return string(b), err
}

// decoded scans JSON text into a value.
func decoded(into any) scanner {
	return func(text string) error { return json.Unmarshal([]byte(text), into) }
}
