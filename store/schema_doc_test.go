package store

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const schemaDoc = "../docs/schema.md"

const schemaHead = `# The database

One SQLite file holds everything; this page says what each table and column is,
so that it can be read without Milepost. It is made from the comments of the
migrations: run ` + "`go test ./store -update`" + `. The file beside it (` + "`.keys`" + `) only
proves reply addresses; no words are in it.

Times are text in UTC, ` + "`2026-11-27T14:00:00.000Z`" + `; dates are ` + "`2026-11-27`" + `. Lists
are JSON. Bytes of mails are compressed with zstd. Every word that a person
wrote is a row of ` + "`entries`" + `; who may read it stands in ` + "`visible`" + `. For an export
without SQL: ` + "`milepost export PAIR`" + ` writes Markdown, JSON and mbox.
`

var (
	tableOf  = regexp.MustCompile(`(?s)CREATE TABLE (\w+) \((.*?)\n\) STRICT`)
	columnOf = regexp.MustCompile(`^  (\w+)\s+(INTEGER|TEXT|BLOB)\b([^-]*?),?\s*(?:-- (.*))?$`)
	refOf    = regexp.MustCompile(`REFERENCES (\w+)`)
)

// TestSchemaIsDocumented keeps docs/schema.md equal to the comments of the
// schema: every table and every column stands there.
func TestSchemaIsDocumented(t *testing.T) {
	t.Parallel()
	sql := string(must(os.ReadFile("testdata/schema.sql"))(t))
	var b strings.Builder
	b.WriteString(schemaHead)
	for _, m := range tableOf.FindAllStringSubmatch(sql, -1) {
		fmt.Fprintf(&b, "\n## %s\n\n| column | type | what it is |\n|---|---|---|\n", m[1])
		for line := range strings.SplitSeq(m[2], "\n") {
			c := columnOf.FindStringSubmatch(line)
			if c == nil {
				continue
			}
			what := c[4]
			if r := refOf.FindStringSubmatch(c[3]); r != nil {
				what = strings.TrimPrefix(what+", ", ", ") + "refers to " + r[1]
			}
			fmt.Fprintf(&b, "| %s | %s | %s |\n", c[1], strings.ToLower(c[2]), strings.ReplaceAll(what, "|", "/"))
		}
	}
	if *update {
		ok(t, os.WriteFile(schemaDoc, []byte(b.String()), 0o644))
	}
	if d := cmp.Diff(b.String(), string(must(os.ReadFile(schemaDoc))(t))); d != "" {
		t.Errorf("docs/schema.md is not what the schema says; run go test ./store -update (-want +got):\n%s", d)
	}
	s := fresh(t)
	columns := must(readColumns(s))(t)
	for _, c := range columns {
		table, column, _ := strings.Cut(c, ".")
		_, section, found := strings.Cut(b.String(), "\n## "+table+"\n")
		section, _, _ = strings.Cut(section, "\n## ")
		if !found || !strings.Contains(section, "| "+column+" | ") {
			t.Errorf("docs/schema.md lacks %s", c)
		}
	}
	if len(columns) < 50 {
		t.Errorf("the database has %d columns; were they read?", len(columns))
	}
}

// readColumns returns all columns as TABLE.COLUMN.
func readColumns(s *Store) (columns []string, err error) {
	rows, err := s.reader.Query(`
		SELECT m.name || '.' || c.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c
		WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'goose_%'`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var c string
		if err := rows.Scan(&c); err != nil {
			return nil, err
		}
		columns = append(columns, c)
	}
	return columns, rows.Err()
}
