package store

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
)

// Finding is a promise that the file does not keep.
type Finding struct {
	Rule   string // "sent-without-reply"
	ID     int64  // of the row; 0: of the whole
	Text   string
	Remedy string
}

// rule is a promise about rows: the query finds those that break it.
type rule struct{ name, query, text, remedy string }

var rules = []rule{
	{
		"sent-without-reply",
		`SELECT id FROM deliveries WHERE state = 'sent' AND copied = 0 AND code NOT BETWEEN 200 AND 299`,
		"this mail counts as sent, but no server has said so",
		"look for its Message-ID in the sent folder or the server's log",
	},
	{
		"queued-without-time",
		`SELECT id FROM deliveries WHERE state = 'queued' AND next_at IS NULL`,
		"this mail waits and will never be tried",
		"report this",
	},
	{
		"delivery-without-mail",
		`SELECT id FROM deliveries WHERE id NOT IN (SELECT delivery FROM mails)`,
		"this delivery has no mail",
		"restore a backup",
	},
	{
		"sent-prompt-without-delivery",
		`SELECT id FROM prompts WHERE sent IS NOT NULL AND id NOT IN (SELECT prompt FROM delivery_prompts)`,
		"this prompt counts as sent, but no mail asks it",
		"report this",
	},
	{
		"message-without-bytes",
		`SELECT id FROM messages WHERE erased IS NULL AND id NOT IN (SELECT message FROM message_bytes)`,
		"this message has no bytes",
		"restore a backup",
	},
	{
		"settled-without-reason",
		`SELECT id FROM messages WHERE state <> 'new' AND reason = ''`,
		"nobody can say why this message lies where it does",
		"report this",
	},
	{
		"recorded-without-author",
		`SELECT id FROM messages WHERE state = 'recorded' AND person IS NULL`,
		"this message was recorded for nobody",
		"report this",
	},
	{
		"message-outside-cursor",
		`SELECT messages.id FROM messages
		JOIN mailboxes ON mailboxes.name = messages.mailbox AND mailboxes.uidvalidity = messages.uidvalidity
		WHERE messages.uid <= mailboxes.baseline OR messages.uid > mailboxes.cursor`,
		"this message lies where nothing has been read",
		"report this",
	},
	{
		"entry-from-nowhere",
		`SELECT entries.id FROM entries JOIN messages ON messages.id = entries.message WHERE messages.state <> 'recorded'`,
		"this entry came from a message that was not recorded",
		"report this",
	},
	{
		"pair-not-looked-at",
		`SELECT id FROM pairs WHERE state IN ('invited', 'active', 'paused', 'ending') AND look_at IS NULL`,
		"the planner will never look at this pair",
		"edit the pair, even without a change",
	},
	{
		"prompt-not-looked-at",
		`SELECT prompts.id FROM prompts
		JOIN people ON people.id = prompts.person
		JOIN rounds ON rounds.id = prompts.round
		JOIN pairs ON pairs.id = rounds.pair
		WHERE prompts.state = 'planned' AND people.look_at IS NULL AND pairs.state NOT IN ('paused', 'erased')`,
		"this prompt is planned, and the planner will never look at its person",
		"edit the person, even without a change",
	},
}

// Verify checks the promises of the whole file and returns those that it does
// not keep. It reads every byte that is stored.
func (s *Store) Verify(ctx context.Context) (findings []Finding, err error) {
	if findings, err = damage(ctx, s.reader); err != nil {
		return nil, err
	}
	err = s.read(ctx, func(t tx) error {
		for _, r := range rules {
			ids, err := all(t, column[int64], r.query)
			if err != nil {
				return fmt.Errorf("%s: %w", r.name, err)
			}
			for _, id := range ids {
				findings = append(findings, Finding{r.name, id, r.text, r.remedy})
			}
		}
		for _, blobs := range []struct{ rule, query string }{
			{"message-changed", `SELECT id, sha256, zstd FROM messages JOIN message_bytes ON message = id WHERE erased IS NULL`},
			{"mail-changed", `SELECT delivery, sha256, zstd FROM mails WHERE erased IS NULL`},
		} {
			changed, err := s.changed(t, blobs.query)
			if err != nil {
				return fmt.Errorf("%s: %w", blobs.rule, err)
			}
			for _, id := range changed {
				findings = append(findings, Finding{blobs.rule, id, "these bytes are not those that were stored", "restore a backup"})
			}
		}
		return nil
	})
	return findings, err
}

// changed returns the ids of stored bytes that do not have their hash any more.
func (s *Store) changed(t tx, query string) ([]int64, error) {
	rows, err := t.QueryContext(t.ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var ids []int64
	for rows.Next() {
		var id int64
		var hash, packed []byte
		if err := rows.Scan(&id, &hash, &packed); err != nil {
			return nil, err
		}
		plain, err := s.squeezer.unfold(packed)
		if err != nil || !bytes.Equal(sum(plain), hash) {
			ids = append(ids, id)
		}
	}
	return ids, rows.Err()
}

// damage reports what SQLite itself finds wrong with a file.
func damage(ctx context.Context, db *sql.DB) ([]Finding, error) {
	var findings []Finding
	rows, err := db.QueryContext(ctx, `SELECT integrity_check FROM pragma_integrity_check`)
	if err != nil {
		return nil, fmt.Errorf("check the file: %w", explain(err))
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		if text != "ok" {
			findings = append(findings, Finding{"integrity", 0, text, "stop the daemon and restore a backup"})
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("check the file: %w", explain(err))
	}
	broken, err := brokenReferences(ctx, db)
	if err != nil {
		return nil, err
	}
	if broken > 0 {
		text := fmt.Sprintf("%d rows refer to something that is not there", broken)
		findings = append(findings, Finding{"references", 0, text, "stop the daemon and restore a backup"})
	}
	return findings, nil
}
