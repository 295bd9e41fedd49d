package daemon

import (
	"context"
	"errors"
	"slices"
	"time"

	"milepost/mail"
	"milepost/mail/reply"
	"milepost/mentoring"
	"milepost/mentoring/reading"
	"milepost/store"
)

// Why a message is not read again.
var (
	ErrNoReading = errors.New("how it was read was not kept")
	ErrNoWords   = errors.New("its words are erased")
)

// readAs is what is kept of how a mail was read, to be compared with a later
// reading. A mail to the address that silences is not read.
func (b bound) readAs(said []store.Said) store.Read {
	if b.purpose == mail.PurposeStop {
		return store.Read{}
	}
	return store.Read{Section: b.pair, Proven: b.proven() || b.decision.Action == mail.StrayPrivate, Said: said}
}

// Reread reads a recorded message again, with the mails as they had been sent
// when it came in, and says what that changes and what it does not. With apply
// it makes the changes, in one transaction. It returns store.ErrNotRecorded,
// ErrNoReading or ErrNoWords for a message that cannot be compared.
func (d *Daemon) Reread(ctx context.Context, m store.Message, apply bool, now time.Time) ([]mentoring.Difference, error) {
	if m.State != store.Recorded {
		return nil, store.ErrNotRecorded
	}
	was, err := d.Store.ReadingOf(ctx, m.ID)
	if err != nil {
		return nil, err
	}
	if len(was.Said) == 0 {
		return nil, ErrNoReading
	}
	s, b, err := d.again(ctx, m, was)
	if err != nil {
		return nil, err
	}
	is := store.Read{Section: was.Section, Proven: was.Proven, Said: s.byPair(was.Section)}
	mails, err := d.answeredMails(ctx, s, was.Said)
	if err != nil {
		return nil, err
	}
	var found []mentoring.Difference
	reread := func(records []mentoring.Record, who mentoring.Person) (changes []mentoring.Change, err error) {
		found = nil
		for _, r := range records {
			told := d.retold(r, mails, was.Said, is.Said)
			c, f := mentoring.Reread(r, who, m.ID, b.came, told, now)
			changes, found = append(changes, c...), append(found, f...)
		}
		return changes, nil
	}
	records, err := d.Store.RecordsOf(ctx, b.owner.ID)
	if err != nil {
		return nil, err
	}
	if _, err := reread(records, b.owner); err != nil || len(found) == 0 || !apply {
		return found, err
	}
	return found, d.Store.Reread(ctx, m.ID, is, now, reread)
}

// again reads a message that is recorded, as it would be read today.
func (d *Daemon) again(ctx context.Context, m store.Message, was store.Read) (s saying, b bound, err error) {
	msg, err := d.archived(ctx, m)
	if err != nil {
		return s, b, err
	}
	b = bound{purpose: mail.PurposeReply, pair: was.Section, came: m.Settled}
	if !m.Released.IsZero() {
		b.came = m.Archived
	}
	if b.owner, err = d.Store.Person(ctx, m.Person); err != nil {
		return s, b, err
	}
	b.from = b.owner
	if m.Delivery == 0 {
		var pairs []mentoring.PairID
		for _, x := range was.Said {
			if !slices.Contains(pairs, x.Pair) {
				pairs = append(pairs, x.Pair)
			}
		}
		s, _, err = d.interpretStray(ctx, msg, b, pairs, was.Proven)
		return s, b, err
	}
	if b.delivery, err = d.Store.Delivery(ctx, m.Delivery); err != nil {
		return s, b, err
	}
	if !b.delivery.Erased.IsZero() {
		return s, b, ErrNoWords
	}
	s, err = d.interpret(ctx, msg, b)
	return s, b, err
}

// archived returns a message of the archive, taken apart.
func (d *Daemon) archived(ctx context.Context, m store.Message) (*mail.Message, error) {
	raw, err := d.Store.Raw(ctx, m.ID)
	if err != nil {
		return nil, err
	}
	if len(raw) == 0 {
		return nil, ErrNoWords
	}
	return mail.Parse(raw, d.Settings.Limits)
}

// answeredMails are the mails whose questions were answered, as it was read then
// or is read now, by their ids.
func (d *Daemon) answeredMails(ctx context.Context, s saying, was []store.Said) (map[int64]store.Delivery, error) {
	mails := map[int64]store.Delivery{s.asks.ID: s.asks}
	for _, e := range s.earlier {
		mails[e.delivery.ID] = e.delivery
	}
	for _, x := range was {
		if _, known := mails[x.Delivery]; known {
			continue
		}
		delivery, err := d.Store.Delivery(ctx, x.Delivery)
		if err != nil {
			return nil, err
		}
		mails[x.Delivery] = delivery
	}
	return mails, nil
}

// retold puts together what was said to each prompt of a pair in both readings.
func (d *Daemon) retold(r mentoring.Record, mails map[int64]store.Delivery, was, is []store.Said) []mentoring.Retold {
	var told []mentoring.Retold
	var of []int64
	at := func(x store.Said) *mentoring.Retold {
		i := slices.Index(of, x.Delivery)
		if i < 0 {
			i = len(of)
			of, told = append(of, x.Delivery), append(told, mentoring.Retold{Prompt: d.prompt(r, mails[x.Delivery])})
		}
		return &told[i]
	}
	for _, x := range was {
		if x.Pair == r.Pair.ID {
			at(x).Was = x.Reading
		}
	}
	for _, x := range is {
		if x.Pair == r.Pair.ID {
			at(x).Is = x.Reading
		}
	}
	return told
}

// Explain reads a message of the archive as it would be read today and changes
// nothing. What it answers, and whose it is, is what was found out when it came.
func (d *Daemon) Explain(ctx context.Context, m store.Message) (reply.Reading, reading.Reading, mail.Verdict, error) {
	msg, err := d.archived(ctx, m)
	if err != nil {
		return reply.Reading{}, reading.Reading{}, mail.Verdict{}, err
	}
	verdict := mail.Classify(msg, d.Settings.Identity)
	if m.Person == 0 {
		found := reply.Read(reply.Input{Text: msg.Text, HTML: msg.HTML}, nil)
		return found, reading.Reading{}, verdict, nil
	}
	was, err := d.Store.ReadingOf(ctx, m.ID)
	if err != nil {
		return reply.Reading{}, reading.Reading{}, verdict, err
	}
	if m.Settled.IsZero() {
		m.Settled = m.Archived
	}
	s, _, err := d.again(ctx, m, was)
	return s.own.found, s.main, verdict, err
}
