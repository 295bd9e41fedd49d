package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"net/url"

	"github.com/mattn/go-sqlite3"
)

// access is what a connection is for.
type access int

const (
	forReading access = iota
	forWriting
	forMigrating // writes, and may rebuild tables that others refer to
)

// dsn returns the driver's name for the file, with all settings: they belong to
// a connection, so that an Exec on a pool would reach only one of them.
func dsn(path string, a access) string {
	q := url.Values{
		"_busy_timeout":  {"10000"},
		"_synchronous":   {"FULL"},
		"_secure_delete": {"on"},
		"_loc":           {"UTC"},
		"_foreign_keys":  {"on"},
	}
	switch a {
	case forReading:
		q.Set("mode", "ro")
	case forMigrating:
		q.Set("_foreign_keys", "off")
		fallthrough
	case forWriting:
		q.Set("_journal_mode", "WAL")
		q.Set("_txlock", "immediate")
	}
	return "file:" + escape(path) + "?" + q.Encode()
}

// escape returns a path as it stands in a dsn.
func escape(path string) string { return (&url.URL{Path: path}).EscapedPath() }

// connector opens connections to the file that a dsn names.
type connector struct{ dsn string }

var sqlite = &sqlite3.SQLiteDriver{
	ConnectHook: func(c *sqlite3.SQLiteConn) error {
		// The driver's dsn does not know these two.
		_, err := c.Exec("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON", nil)
		return err
	},
}

// Connect implements driver.Connector.
func (c connector) Connect(context.Context) (driver.Conn, error) { return sqlite.Open(c.dsn) }

// Driver implements driver.Connector.
func (c connector) Driver() driver.Driver { return sqlite }

// wanted are the settings that safety depends on. The driver ignores what it
// does not know, so they are read back.
var wanted = []struct{ pragma, value string }{
	{"journal_mode", "wal"},
	{"synchronous", "2"},
	{"busy_timeout", "10000"},
	{"foreign_keys", "1"},
	{"trusted_schema", "0"},
	{"secure_delete", "1"},
	{"cell_size_check", "1"},
}

// settled reports a setting that did not take.
func settled(ctx context.Context, db *sql.DB) error {
	for _, w := range wanted {
		var got string
		if err := db.QueryRowContext(ctx, "PRAGMA "+w.pragma).Scan(&got); err != nil {
			return fmt.Errorf("read the setting %s: %w", w.pragma, explain(err))
		}
		if got != w.value {
			return fmt.Errorf("the database has %s = %s, and %s is needed; is it on a disk of this machine?", w.pragma, got, w.value)
		}
	}
	return nil
}
