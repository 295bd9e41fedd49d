package daemon_test

import (
	"database/sql"
	"testing"
	"testing/synctest"
	"time"

	_ "github.com/mattn/go-sqlite3"

	"milepost/store"
)

// TestOutcomeNotStored: what became of a mail cannot be noted, as on a full
// disk. It is noted later, in the same process, and the mail goes out once.
// There are no copies of our own, which would settle it as well.
func TestOutcomeNotStored(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := welcomed(t, func(s *setup) { s.settings.Evidence = false })
		w.trouble = true
		do(t, w.path, `CREATE TRIGGER full BEFORE UPDATE OF settled ON deliveries BEGIN SELECT RAISE(ABORT, 'full'); END`)
		w.run(3 * time.Hour)
		for _, x := range w.deliveries() {
			if x.State == store.Sent {
				t.Fatalf("delivery %d is noted as sent, so nothing was tried here", x.ID)
			}
		}
		do(t, w.path, `DROP TRIGGER full`)
		w.run(time.Hour)
		for _, x := range w.deliveries() {
			if x.State != store.Sent {
				t.Errorf("delivery %d is %s, want sent", x.ID, x.State)
			}
		}
		for _, who := range []string{"ana", "tomasz"} {
			if n := len(w.letters(who)); n != 1 {
				t.Errorf("%s has %d mails, want 1", who, n)
			}
		}
		w.holds("ana", "tomasz")
	})
}

// do changes a database behind the back of the daemon.
func do(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), statement); err != nil {
		t.Error(err)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
}
