package store

import (
	"context"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// moving are the kinds of a mentee's entries that go with them to a new mentor:
// what they want, do and have reached. What they said of the former mentor, or
// answered to them, stays.
const moving = `'goal', 'milestone', 'commitment', 'win', 'detail', 'metric', 'evidence', 'resource', 'skill', 'note'`

// succeed moves the mentee's goals and words from the pair before, once the
// mentee has said yes. No word of the former mentor goes with them.
func succeed(t tx, p mentoring.Pair) error {
	if p.After == 0 || p.Mentee.Consent != mentoring.Agreed {
		return nil
	}
	before, err := loadPair(t, p.After)
	if err != nil {
		return about(err, "pair", p.After)
	}
	if before.Mentee.Person == p.Mentee.Person {
		err = t.exec(`
			UPDATE entries SET pair = ?1, round = NULL
			WHERE pair = ?2 AND author = ?3 AND owner = ?3 AND state <> ?4 AND visible IN (?5, ?6) AND response = ''
				AND kind IN (`+moving+`)`,
			p.ID, p.After, p.Mentee.Person, mentoring.WithdrawnState, ritual.Shared, ritual.Private)
		if err != nil {
			return err
		}
	}
	return t.must(`UPDATE pairs SET after = NULL WHERE id = ?`, p.ID)
}

// Silence takes back whatever waits to be sent about a pair: prompts, receipts
// and mails that are queued. What is on its way already is not called back.
func (s *Store) Silence(ctx context.Context, pair mentoring.PairID, now time.Time) error {
	err := s.write(ctx, func(t tx) error {
		for _, query := range []string{
			`UPDATE prompts SET state = 'dropped' WHERE state IN ('planned', 'sent') AND round IN (SELECT id FROM rounds WHERE pair = ?1) AND ?2 <> ''`,
			`UPDATE rounds SET state = 'closed', closed = ?2 WHERE state = 'open' AND pair = ?1`,
			`UPDATE receipts SET settled = ?2 WHERE settled IS NULL AND pair = ?1`,
			`UPDATE deliveries SET state = 'dropped', next_at = NULL, settled = ?2
			 WHERE state = 'queued' AND id IN (SELECT delivery FROM delivery_pairs WHERE pair = ?1)`,
			`DELETE FROM errands WHERE pair = ?1 AND ?2 <> ''`,
		} {
			if err := t.exec(query, pair, stamp(now)); err != nil {
				return err
			}
		}
		return nil
	})
	return about(err, "pair", pair)
}
