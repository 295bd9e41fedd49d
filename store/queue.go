package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// Draft is a mail that is to go out.
type Draft struct {
	Person mentoring.PersonID
	// Kind is a ritual's name, "nudge:RITUAL", "receipt" or "notice:NAME". Kind
	// and Period, with the pair of the first section, are the key: a person
	// gets such a mail once for each N.
	Kind, Period string
	N            int // counted by the prompts where there are some
	// Prompts are what it asks, or reminds of, in the order of its sections.
	Prompts []int64
	Nudge   bool // it reminds of its prompts
	Planned bool // it counts in the week's budget
	AtOnce  bool // it stands beside the budget, one a day
	// Receipts are those that it settles.
	Receipts []int64
	// Pairs are what it is about besides the pairs of prompts and receipts.
	Pairs []mentoring.PairID
	// Errand is the one that it does; 0: none.
	Errand int64
	// Seen is that of the agenda that the mail was decided on; 0: of none.
	Seen int64
}

// standing is how a mail stands to the week's budget.
type standing int

const (
	uncounted standing = iota // an answer to something
	counted
	beside // at once, at most one a day
)

func (d Draft) standing() standing {
	switch {
	case d.AtOnce:
		return beside
	case d.Planned:
		return counted
	}
	return uncounted
}

// Composed is a mail as it will be sent, down to its bytes.
type Composed struct {
	MessageID    string // without brackets
	EnvelopeFrom string
	To           string
	Evidence     string // the second recipient, our own mailbox; "": none
	Address      string // the person's, as the reply's token is bound to it
	Subject      string
	Raw          []byte
	Text, HTML   string
	// Asked holds the questions of each prompt as they were put.
	Asked map[int64][]ritual.Asked
	// Words are the entries whose words go to somebody else than their author.
	Words []int64
	// Told are the audit lines that the mail tells of.
	Told []int64
}

// Queue puts a mail into the outbox: it finds an id, has compose make the mail
// for it, stores it, and marks its prompts and receipts, in one transaction.
// compose has to be pure. It returns ErrDuplicate if the mail, or one of its
// prompts, has been queued before, and ErrStale if a prompt is not waiting any
// more or the agenda has changed. In both cases compose was not called.
func (s *Store) Queue(ctx context.Context, d Draft, now time.Time, compose func(id int64) (Composed, error)) (id int64, err error) {
	err = s.write(ctx, func(t tx) error {
		if d.Seen != 0 {
			if err := unchanged(t, d); err != nil {
				return err
			}
		}
		sections, err := readSections(t, d)
		if err != nil {
			return err
		}
		if id, err = insertDelivery(t, d, sections, now); err != nil {
			return err
		}
		for _, x := range sections.prompts {
			if err := x.waits(d); err != nil {
				return fmt.Errorf("prompt %d: %w", x.id, err)
			}
		}
		c, err := compose(id)
		if err != nil {
			return fmt.Errorf("compose: %w", err)
		}
		if err := s.insertMail(t, id, c); err != nil {
			return err
		}
		return mark(t, id, d, sections.prompts, c, now)
	})
	return id, err
}

// sections is what a draft is about, as it stands in the file.
type sections struct {
	pairs   []mentoring.PairID
	prompts []waiting
	n       int
}

// waiting is a prompt that a draft wants to put.
type waiting struct {
	id       int64
	person   mentoring.PersonID
	pair     mentoring.PairID
	state    ritual.PromptState
	n        int
	reminded time.Time
	asked    string
}

func (w waiting) waits(d Draft) error {
	if w.person != d.Person {
		return fmt.Errorf("it is person %d's", w.person)
	}
	if d.Nudge && (w.state != ritual.Sent || !w.reminded.IsZero()) || !d.Nudge && w.state != ritual.Planned {
		return ErrStale
	}
	return nil
}

func unchanged(t tx, d Draft) error {
	revision, err := one(t, column[int64], `SELECT revision FROM people WHERE id = ?`, d.Person)
	if err == nil && revision != d.Seen {
		err = ErrStale
	}
	return about(err, "person", d.Person)
}

func readSections(t tx, d Draft) (s sections, err error) {
	s.n = d.N
	add := func(pair mentoring.PairID) {
		if !slices.Contains(s.pairs, pair) {
			s.pairs = append(s.pairs, pair)
		}
	}
	for i, id := range d.Prompts {
		w, err := one(t, func(r row) (w waiting, err error) {
			err = r.Scan(&w.id, &w.person, &w.pair, &w.state, &w.n, instant(&w.reminded), &w.asked)
			return w, err
		}, `
			SELECT prompts.id, prompts.person, rounds.pair, prompts.state, prompts.n, prompts.reminded, prompts.asked
			FROM prompts JOIN rounds ON rounds.id = prompts.round
			WHERE prompts.id = ?`, id)
		if err != nil {
			return s, about(err, "prompt", id)
		}
		if i == 0 || w.n > s.n {
			s.n = w.n
		}
		s.prompts = append(s.prompts, w)
		add(w.pair)
	}
	for _, id := range d.Receipts {
		var settled time.Time
		pair, err := one(t, func(r row) (pair mentoring.PairID, err error) {
			err = r.Scan(&pair, instant(&settled))
			return pair, err
		}, `SELECT pair, settled FROM receipts WHERE id = ? AND person = ?`, id, d.Person)
		if err == nil && !settled.IsZero() {
			err = ErrDuplicate
		}
		if err != nil {
			return s, about(err, "receipt", id)
		}
		add(pair)
	}
	for _, pair := range d.Pairs {
		add(pair)
	}
	return s, nil
}

// insertDelivery takes the mail's key and those of its prompts.
func insertDelivery(t tx, d Draft, s sections, now time.Time) (int64, error) {
	var first mentoring.PairID
	if len(s.pairs) > 0 {
		first = s.pairs[0]
	}
	id, err := t.insert(`
		INSERT INTO deliveries (person, kind, period, first_pair, n, planned, queued, state, next_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		d.Person, d.Kind, d.Period, first, s.n, d.standing(), stamp(now), Queued, stamp(now))
	if err != nil {
		return 0, err
	}
	for place, w := range s.prompts {
		_, err := t.insert(`
			INSERT INTO delivery_prompts (prompt, kind, n, delivery, place, asked)
			VALUES (?, ?, ?, ?, ?, '[]')`, w.id, d.Kind, w.n, id, place)
		if err != nil {
			return 0, about(err, "prompt", w.id)
		}
	}
	for place, pair := range s.pairs {
		if err := t.exec(`INSERT INTO delivery_pairs (delivery, place, pair) VALUES (?, ?, ?)`, id, place, pair); err != nil {
			return 0, err
		}
	}
	return id, nil
}

func (s *Store) insertMail(t tx, id int64, c Composed) error {
	_, err := t.insert(`
		INSERT INTO mails (delivery, message_id, envelope_from, envelope_to, evidence, address, subject, text, html, zstd, sha256, size)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		id, c.MessageID, c.EnvelopeFrom, c.To, c.Evidence, c.Address, c.Subject,
		s.squeezer.squeeze([]byte(c.Text)), s.squeezer.squeeze([]byte(c.HTML)), s.squeezer.squeeze(c.Raw), sum(c.Raw), len(c.Raw))
	return err
}

// mark notes in prompts, receipts, entries and audit lines that the mail is on
// its way.
func mark(t tx, id int64, d Draft, prompts []waiting, c Composed, now time.Time) error {
	for _, w := range prompts {
		if qs := c.Asked[w.id]; len(qs) > 0 || !d.Nudge {
			var err error
			if w.asked, err = encode(append([]ritual.Asked{}, qs...)); err != nil {
				return err
			}
		}
		query := `UPDATE prompts SET asked = ?, sent = ?, reminded = NULL, state = ? WHERE id = ?`
		if d.Nudge {
			query = `UPDATE prompts SET asked = ?, reminded = ?, state = ? WHERE id = ?`
		}
		if err := t.must(query, w.asked, stamp(now), ritual.Sent, w.id); err != nil {
			return err
		}
		if err := t.must(`UPDATE delivery_prompts SET asked = ? WHERE delivery = ? AND prompt = ?`, w.asked, id, w.id); err != nil {
			return err
		}
	}
	for _, receipt := range d.Receipts {
		if err := t.must(`UPDATE receipts SET settled = ?, delivery = ? WHERE id = ?`, stamp(now), id, receipt); err != nil {
			return err
		}
	}
	for _, entry := range c.Words {
		if err := t.must(`UPDATE entries SET gone = coalesce(gone, ?) WHERE id = ?`, stamp(now), entry); err != nil {
			return about(err, "entry", entry)
		}
	}
	if d.Errand != 0 {
		if err := t.must(`DELETE FROM errands WHERE id = ?`, d.Errand); err != nil {
			return about(err, "errand", d.Errand)
		}
	}
	for _, line := range c.Told {
		if err := t.exec(`INSERT INTO audits_told (audit, delivery) VALUES (?, ?) ON CONFLICT DO NOTHING`, line, id); err != nil {
			return err
		}
	}
	return nil
}
