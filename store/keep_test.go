package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// lived returns a store in which Ana and Tomasz have been asked, have
// answered, and the mail has gone out and come in.
func lived(t *testing.T) *Store {
	t.Helper()
	s := fresh(t)
	rec := couple(t, s)
	for i, who := range rec.People {
		period := fmt.Sprintf("2026-W%d", 48+i)
		p := ask(t, s, rec, "talk", period, who.ID)[0]
		d := send(t, s, who, p, "talk", period)
		must(s.Claim(t.Context(), monday, 20))(t)
		ok(t, s.Settle(t.Context(), []Settled{{ID: d, State: Sent, Code: 250, Text: "queued for " + who.Mail(), At: monday}}))
		m := arrive(t, s, uint32(i+1), "From: "+who.Mail()+"\r\n\r\nsecret of "+who.Name+"\r\n")
		ok(t, s.Receive(t.Context(), m, Bound{Delivery: d, Person: who.ID, Reason: "token"}, monday, answer(who)))
	}
	return s
}

// answer reads a message in which a person says a word that is theirs.
func answer(who mentoring.Person) func([]mentoring.Record, mentoring.Person) ([]mentoring.Outcome, error) {
	words := "secret of " + who.Name
	return func([]mentoring.Record, mentoring.Person) ([]mentoring.Outcome, error) {
		e := mentoring.Entry{Pair: 1, Kind: mentoring.NoteEntry, State: mentoring.KeptState, Visible: ritual.Shared, Author: who.ID, Owner: who.ID, Text: words}
		return []mentoring.Outcome{{
			Changes: []mentoring.Change{mentoring.PutEntry{Entry: e}},
			Receipt: mentoring.Receipt{Pair: 1, Said: []mentoring.Said{{What: "note", Text: words}}},
		}}, nil
	}
}

func TestVerifyFinds(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ rule, spoil string }{
		{"sent-without-reply", `UPDATE deliveries SET code = 0 WHERE id = 1`},
		{"queued-without-time", `UPDATE deliveries SET state = 'queued', next_at = NULL WHERE id = 1`},
		{"delivery-without-mail", `DELETE FROM mails WHERE delivery = 1`},
		{"sent-prompt-without-delivery", `DELETE FROM delivery_prompts WHERE prompt = 1`},
		{"message-without-bytes", `DELETE FROM message_bytes WHERE message = 1`},
		{"settled-without-reason", `UPDATE messages SET reason = '' WHERE id = 1`},
		{"recorded-without-author", `UPDATE messages SET person = NULL WHERE id = 1`},
		{"message-outside-cursor", `UPDATE mailboxes SET cursor = 1`},
		{"entry-from-nowhere", `UPDATE messages SET state = 'held' WHERE id = 1`},
		{"pair-not-looked-at", `UPDATE pairs SET look_at = NULL`},
		{"prompt-not-looked-at", `UPDATE prompts SET state = 'planned' WHERE id = 1; UPDATE people SET look_at = NULL`},
		{"message-changed", `UPDATE message_bytes SET zstd = x'00' WHERE message = 1`},
		{"mail-changed", `UPDATE mails SET sha256 = x'00' WHERE delivery = 1`},
		{"references", `PRAGMA foreign_keys = OFF; DELETE FROM people WHERE id = 1`},
	} {
		t.Run(row.rule, func(t *testing.T) {
			t.Parallel()
			s := lived(t)
			sound(t, s)
			_, err := s.writer.ExecContext(t.Context(), row.spoil)
			ok(t, err)
			var found []string
			for _, f := range must(s.Verify(t.Context()))(t) {
				found = append(found, f.Rule)
				if f.Text == "" || f.Remedy == "" {
					t.Errorf("%+v says too little", f)
				}
			}
			if !strings.Contains(strings.Join(found, " "), row.rule) {
				t.Errorf("Verify() found %v, want %s", found, row.rule)
			}
		})
	}
}

func TestBackupAndRestore(t *testing.T) {
	t.Parallel()
	s := lived(t)
	must(s.Queue(t.Context(), Draft{Person: 1, Kind: "notice:test", Period: "k"}, monday, letter("ana@mentors.example")))(t)
	want := must(s.Record(t.Context(), 1))(t)
	dir := t.TempDir()
	file, path := filepath.Join(dir, "backup.db"), filepath.Join(dir, "milepost.db")
	ok(t, s.Backup(t.Context(), file))
	if err := s.Backup(t.Context(), file); !errors.Is(err, ErrDuplicate) {
		t.Errorf("Backup() onto a file = %v, want ErrDuplicate", err)
	}
	if info := must(os.Stat(file))(t); info.Mode().Perm() != 0o600 {
		t.Errorf("mode of the backup = %v, want 0600", info.Mode())
	}
	say(t, s, 1, "after the backup")

	ok(t, os.WriteFile(path+"-wal", []byte("the log of another database"), 0o600))
	ok(t, Restore(t.Context(), file, path))
	if err := Restore(t.Context(), file, path); !errors.Is(err, ErrDuplicate) {
		t.Errorf("Restore() onto a database = %v, want ErrDuplicate", err)
	}
	r := must(Open(t.Context(), path))(t)
	defer r.Close()
	sound(t, r)
	diff(t, "Record()", must(r.Record(t.Context(), 1))(t), want)
	if got := must(r.Delivery(t.Context(), 3))(t); got.State != Unknown {
		t.Errorf("what was queued is %s, want unknown", got.State)
	}
	id := must(r.Queue(t.Context(), Draft{Person: 1, Kind: "notice:test", Period: "l"}, monday, letter("ana@mentors.example")))(t)
	if id <= idGap {
		t.Errorf("the next delivery is %d: its id may have been given before", id)
	}
	left := must(filepath.Glob(filepath.Join(dir, ".*")))(t)
	if len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestRestoreRefuses(t *testing.T) {
	t.Parallel()
	s := lived(t)
	dir := t.TempDir()
	good, bad, empty := filepath.Join(dir, "good.db"), filepath.Join(dir, "bad.db"), filepath.Join(dir, "empty.db")
	ok(t, s.Backup(t.Context(), good))
	b := must(os.ReadFile(good))(t)
	for i := len(b) / 2; i < len(b)/2+4096; i++ {
		b[i] ^= 0x5a
	}
	ok(t, os.WriteFile(bad, b, 0o600))
	ok(t, os.WriteFile(empty, nil, 0o600))
	for _, file := range []string{bad, empty, filepath.Join(dir, "none.db")} {
		path := filepath.Join(dir, "milepost.db")
		if err := Restore(t.Context(), file, path); err == nil {
			t.Errorf("Restore(%s) = nil, want an error", filepath.Base(file))
		}
		if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("Restore(%s) left a database", filepath.Base(file))
		}
	}
}

func TestForget(t *testing.T) {
	t.Parallel()
	s := lived(t)
	ok(t, s.write(t.Context(), func(x tx) error {
		e := must(s.Record(t.Context(), 1))(t).Entries[0]
		e.Text = "second secret of Ana Sousa"
		_, err := putEntry(x, e, 0, monday)
		return err
	}))
	d := Draft{Person: 2, Kind: "digest", Period: "2026-W48", Pairs: []mentoring.PairID{1}}
	must(s.Queue(t.Context(), d, monday, func(id int64) (Composed, error) {
		c, err := letter("tomasz@world.test")(id)
		c.Raw = []byte("secret of Ana Sousa, told to Tomasz")
		return c, err
	}))(t)
	p := ask(t, s, must(s.Record(t.Context(), 1))(t), "talk", "2026-W50", 1)
	if len(p) != 1 {
		t.Fatal("nothing is planned")
	}
	left := must(s.Forget(t.Context(), 1, AuditLine{Who: "root", What: "forget"}, monday))(t)
	diff(t, "Forget()", left, []Remains{{1, "INBOX", Place{Inbox, 7, 1}}, {2, "INBOX", Place{Inbox, 7, 2}}})

	for name, err := range map[string]error{
		"PersonByAddress": second(s.PersonByAddress(t.Context(), "ana@mentors.example")),
		"Forget":          second(s.Forget(t.Context(), 99, AuditLine{}, monday)),
	} {
		if !errors.Is(err, ErrNotFound) {
			t.Errorf("%s() = %v, want ErrNotFound", name, err)
		}
	}
	rec := must(s.Record(t.Context(), 1))(t)
	if len(rec.Entries) != 1 || rec.Entries[0].Author != 2 || rec.Entries[0].Text != "secret of Tomasz Nowak" {
		t.Errorf("Entries = %+v, want the partner's", rec.Entries)
	}
	if rec.Pair.State != mentoring.Forgotten || rec.People[0].Name != "" || rec.People[0].Erased.IsZero() || rec.People[1].Name != "Tomasz Nowak" {
		t.Errorf("the pair is %+v of %+v", rec.Pair, rec.People)
	}
	for _, round := range rec.Rounds {
		for _, p := range round.Prompts {
			if p.State == ritual.Planned || len(p.Asked) > 0 && p.Asked[0].Topic+p.Asked[0].Text != "" {
				t.Errorf("the prompt %+v is left", p)
			}
		}
	}
	if got := must(s.Claim(t.Context(), monday, 9))(t); len(got) != 0 {
		t.Errorf("Claim() = %v, want nothing to be sent", ids(got))
	}
	if got := must(s.Raw(t.Context(), 1))(t); len(got) != 0 {
		t.Errorf("Raw() = %q, want nothing", got)
	}
	if got := must(s.DuePairs(t.Context(), monday.AddDate(9, 0, 0), 9))(t); len(got) != 0 {
		t.Errorf("DuePairs() = %v, want none", got)
	}
	if got := must(s.RecordsOf(t.Context(), 2))(t); len(got) != 0 {
		t.Errorf("RecordsOf() the partner = %d, want none", len(got))
	}
	sound(t, s)

	// Not a byte of it is left in the file or its log.
	for _, suffix := range []string{"", "-wal"} {
		b, err := os.ReadFile(s.Path() + suffix)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		for _, word := range []string{"secret of Ana", "Ana Sousa", "ana@mentors.example", "What went well with the talk"} {
			if bytes.Contains(b, []byte(word)) {
				t.Errorf("%q stands in milepost.db%s", word, suffix)
			}
		}
	}
}

func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	rec := couple(t, s)
	other := must(Open(t.Context(), s.Path()))(t) // as a command would
	defer other.Close()
	const workers, turns = 8, 20
	ok(t, s.SetBaseline(t.Context(), "INBOX", 7, 1))
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			s := s
			if w%2 == 1 {
				s = other
			}
			for i := range turns {
				now := monday.Add(time.Duration(i) * time.Minute)
				uid := uint32(w*turns + i + 1)
				id, dup, err := s.Archive(t.Context(), Incoming{Mailbox: "INBOX", UIDValidity: 7, UID: uid, Raw: fmt.Append(nil, uid), Whole: true, At: now})
				if err != nil || dup {
					t.Errorf("Archive(%d) = %v, %v", uid, dup, err)
					return
				}
				who := rec.People[w%2]
				if err := s.Receive(t.Context(), id, Bound{Person: who.ID, Reason: "token"}, now, answer(who)); err != nil {
					t.Errorf("Receive(%d) = %v", uid, err)
					return
				}
				// All want the same mail; one gets to make it.
				d := Draft{Person: who.ID, Kind: "notice:test", Period: "k", N: i}
				if _, err := s.Queue(t.Context(), d, now, letter(who.Mail())); err != nil && !errors.Is(err, ErrDuplicate) {
					t.Errorf("Queue() = %v", err)
					return
				}
				if _, err := s.Record(t.Context(), 1); err != nil {
					t.Errorf("Record() = %v", err)
					return
				}
			}
		})
	}
	wg.Wait()
	if got := len(must(s.Record(t.Context(), 1))(t).Entries); got != workers*turns {
		t.Errorf("%d entries, want %d", got, workers*turns)
	}
	if got := len(must(s.Deliveries(t.Context()))(t)); got != 2*turns {
		t.Errorf("%d mails, want %d", got, 2*turns)
	}
	if who := must(s.Person(t.Context(), 1))(t); who.Replies != workers/2*turns {
		t.Errorf("Replies = %d, want %d", who.Replies, workers/2*turns)
	}
	sound(t, s)
}
