package store

import (
	"context"
	"time"
)

// NoticeOnce reports whether something may be said now that was not said
// within the last while, and notes that it is said. key names what and to
// whom, without any address.
func (s *Store) NoticeOnce(ctx context.Context, key string, now time.Time, every time.Duration) (allowed bool, err error) {
	err = s.write(ctx, func(t tx) error {
		n, err := t.change(`
			INSERT INTO notices (key, at)
			SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM notices WHERE key = ?1 AND at > ?3)`,
			key, stamp(now), stamp(now.Add(-every)))
		allowed = n > 0
		return err
	})
	return allowed, err
}

// Remember keeps a small fact of the daemon's own under a name.
func (s *Store) Remember(ctx context.Context, name, value string) error {
	return s.write(ctx, func(t tx) error {
		return t.exec(`INSERT INTO facts (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2`, name, value)
	})
}

// Recall returns a fact, or ErrNotFound.
func (s *Store) Recall(ctx context.Context, name string) (value string, err error) {
	err = s.read(ctx, func(t tx) error {
		value, err = one(t, column[string], `SELECT value FROM facts WHERE name = ?`, name)
		return err
	})
	return value, err
}
