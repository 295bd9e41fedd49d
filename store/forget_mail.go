package store

import (
	"time"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// scope is what is forgotten of questions and mails: queries that find their
// ids by that of a person or a pair, ?1.
type scope struct {
	id         int64
	prompts    string
	deliveries string
	messages   string // besides those that answer one of the deliveries
}

// scopeOfPerson is all mail of a person's pairs: the partner was asked about
// them, too, and reads of them.
func scopeOfPerson(person mentoring.PersonID) scope {
	return scope{
		id: int64(person),
		prompts: `
			SELECT prompts.id FROM prompts
			JOIN rounds ON rounds.id = prompts.round
			JOIN members ON members.pair = rounds.pair
			WHERE members.person = ?1`,
		deliveries: `
			SELECT id FROM deliveries WHERE person = ?1
			UNION
			SELECT delivery FROM delivery_pairs JOIN members ON members.pair = delivery_pairs.pair WHERE members.person = ?1
			UNION
			SELECT id FROM deliveries WHERE kind = 'notice:in-confidence' AND period GLOB '*-' || ?1`,
		messages: `
			SELECT id FROM messages WHERE person = ?1
			UNION
			SELECT message FROM receipts JOIN members ON members.pair = receipts.pair WHERE members.person = ?1`,
	}
}

// scopeOfPair is all mail about a pair.
func scopeOfPair(pair mentoring.PairID) scope {
	return scope{
		id:         int64(pair),
		prompts:    `SELECT prompts.id FROM prompts JOIN rounds ON rounds.id = prompts.round WHERE rounds.pair = ?1`,
		deliveries: `SELECT delivery FROM delivery_pairs WHERE pair = ?1`,
		messages:   `SELECT message FROM receipts WHERE pair = ?1`,
	}
}

// erase erases the words of questions and the bytes of mails, and returns what
// lies in our mailbox still.
func (sc scope) erase(t tx, now time.Time) ([]Remains, error) {
	if err := sc.eraseAsked(t); err != nil {
		return nil, err
	}
	if err := sc.eraseMails(t, now); err != nil {
		return nil, err
	}
	return sc.eraseMessages(t, now)
}

// eraseAsked erases the words that questions took up, and names in them.
func (sc scope) eraseAsked(t tx) error {
	for _, table := range []struct{ read, write string }{
		{
			`SELECT id, id, asked FROM prompts WHERE id IN (` + sc.prompts + `)`,
			`UPDATE prompts SET asked = ?3 WHERE id = ?1 AND id = ?2`,
		},
		{
			`SELECT prompt, delivery, asked FROM delivery_prompts WHERE prompt IN (` + sc.prompts + `)`,
			`UPDATE delivery_prompts SET asked = ?3 WHERE prompt = ?1 AND delivery = ?2`,
		},
	} {
		type asking struct {
			prompt, delivery int64
			asked            []ritual.Asked
		}
		askings, err := all(t, func(r row) (a asking, err error) {
			err = r.Scan(&a.prompt, &a.delivery, decoded(&a.asked))
			return a, err
		}, table.read, sc.id)
		if err != nil {
			return err
		}
		for _, a := range askings {
			for i := range a.asked {
				a.asked[i].Topic, a.asked[i].Text = "", ""
			}
			text, err := encode(a.asked)
			if err != nil {
				return err
			}
			if err := t.exec(table.write, a.prompt, a.delivery, text); err != nil {
				return err
			}
		}
	}
	return nil
}

// eraseMails erases what went out. What has not gone out does not any more.
func (sc scope) eraseMails(t tx, now time.Time) error {
	err := t.exec(`
		UPDATE deliveries SET state = 'dropped', next_at = NULL, settled = ?2
		WHERE state IN ('queued', 'sending', 'unknown') AND id IN (`+sc.deliveries+`)`, sc.id, stamp(now))
	if err != nil {
		return err
	}
	return t.exec(`
		UPDATE mails SET subject = '', text = x'', html = x'', zstd = x'', erased = coalesce(erased, ?2)
		WHERE delivery IN (`+sc.deliveries+`)`, sc.id, stamp(now))
}

// eraseMessages erases what came in.
func (sc scope) eraseMessages(t tx, now time.Time) ([]Remains, error) {
	left, err := all(t, func(r row) (x Remains, err error) {
		err = r.Scan(&x.Message, &x.Mailbox, &x.Place.Folder, &x.Place.UIDValidity, &x.Place.UID)
		return x, err
	}, `
		SELECT id, mailbox, place, place_uidvalidity, place_uid FROM messages
		WHERE erased IS NULL AND (delivery IN (`+sc.deliveries+`) OR id IN (`+sc.messages+`))
		ORDER BY id`, sc.id)
	if err != nil {
		return nil, err
	}
	for _, x := range left {
		if err := t.exec(`UPDATE message_bytes SET zstd = x'', reading = x'' WHERE message = ?`, x.Message); err != nil {
			return nil, err
		}
		if err := t.exec(`UPDATE messages SET erased = ?, mark = '' WHERE id = ?`, stamp(now), x.Message); err != nil {
			return nil, err
		}
	}
	return left, nil
}
