package daemon

import (
	"context"
	"errors"
	"time"

	"milepost/mail"
	"milepost/mentoring"
	"milepost/mentoring/ritual"
	"milepost/store"
)

// lateAfter is the age at which an answer counts as late. It is welcome still.
const lateAfter = 90 * 24 * time.Hour

// bound is what a mail turned out to answer, and whose it is.
type bound struct {
	decision mail.Decision
	purpose  mail.Purpose
	delivery store.Delivery   // zero: none
	pair     mentoring.PairID // whose section was answered; 0: none in particular
	owner    mentoring.Person
	from     mentoring.Person // who is registered under From; zero: nobody
	address  string           // of From
	dmarc    mail.DMARCResult
	away     bool      // an absence note that the owner's own mailbox wrote
	owners   bool      // it comes from the owner, whoever or whatever wrote it
	came     time.Time // when the mail came in
}

// proven reports whether the mail host confirmed the sender.
func (b bound) proven() bool { return b.dmarc == mail.DMARCPass }

// token looks up and verifies a token: that of a whole mail, or of the section
// of a pair.
func (d *Daemon) token(ctx context.Context, c mail.Candidate) (mail.TokenState, store.Delivery, mentoring.PairID) {
	id, err := mail.TokenID(c.Token)
	if err != nil {
		return mail.TokenBad, store.Delivery{}, 0
	}
	if c.Purpose == mail.PurposeInvite {
		return d.organized(ctx, mentoring.PairID(id), c)
	}
	delivery, err := d.Store.Delivery(ctx, id)
	if err != nil {
		return mail.TokenBad, store.Delivery{}, 0
	}
	pair, ok := d.verified(c, delivery)
	switch {
	case !delivery.Erased.IsZero():
		// The address that would prove the token is gone, too.
		return mail.TokenRevoked, delivery, 0
	case !ok:
		return mail.TokenBad, store.Delivery{}, 0
	}
	return mail.TokenValid, delivery, pair
}

// verified tries the claims that a token of a mail may be bound to, and returns
// the pair whose section it is of, 0 for the whole mail.
func (d *Daemon) verified(c mail.Candidate, x store.Delivery) (pair mentoring.PairID, ok bool) {
	if d.Keys.Verify(c.Purpose, c.Token, claims(x.Person, x.Address)...) == nil {
		return 0, true
	}
	for _, pair := range x.Pairs {
		if d.Keys.Verify(c.Purpose, c.Token, claims(x.Person, x.Address, pair)...) == nil {
			return pair, true
		}
	}
	return 0, false
}

// bind gathers the evidence about a mail from a person and asks the decision
// table. An error means that the store does not work.
func (d *Daemon) bind(ctx context.Context, m *mail.Message, verdict mail.Verdict, now time.Time) (b bound, err error) {
	e := mail.Evidence{
		Verdict: verdict, Token: mail.TokenNone, Sender: mail.SenderUnknown, FromCount: m.FromCount,
		DMARC: mail.DMARC(m, d.Settings.AuthServID), Strict: d.Settings.Strict, Shared: d.Settings.Shared,
	}
	b.dmarc = e.DMARC
	found := mail.Strongest(mail.Candidates(m, d.Settings.Identity))
	switch len(found) {
	case 0:
	case 1:
		e.Token, b.delivery, b.pair = d.token(ctx, found[0])
		b.purpose = found[0].Purpose
	default:
		e.Token = mail.TokenTwo
	}
	if e.Token == mail.TokenValid && now.Sub(b.delivery.Queued) > lateAfter {
		e.Token = mail.TokenExpired
	}
	if b.delivery.Person != 0 {
		if b.owner, err = d.Store.Person(ctx, b.delivery.Person); err != nil {
			return b, err
		}
	}
	if len(m.From) == 1 {
		b.address = m.From[0].Addr
		b.from, err = d.Store.PersonByAddress(ctx, m.From[0].Addr)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return b, err
		}
	}
	if b.from.ID != 0 {
		if err := d.sender(ctx, &e, b); err != nil {
			return b, err
		}
	}
	b.decision = mail.Bind(e)
	b.owners = mail.FromOwner(e)
	b.away = mayTellOfAbsence(verdict) && b.owners
	return b, nil
}

// questions returns the mail that put the questions which an answer to x is
// about: x, or for a receipt the mail whose answers it confirms. Where it
// confirms those to several mails, numbers have no meaning.
func (d *Daemon) questions(ctx context.Context, x store.Delivery) (store.Delivery, error) {
	const chain = 10 // receipts of corrections of corrections
	asks := x
	for range chain {
		if asks.Kind != receiptKind {
			return asks, nil
		}
		answered, err := d.Store.ReceiptOf(ctx, asks.ID)
		if err != nil {
			return x, err
		}
		if len(answered) != 1 {
			return x, nil
		}
		if asks, err = d.Store.Delivery(ctx, answered[0]); err != nil {
			return x, err
		}
	}
	return x, nil
}

// sender says who the registered sender is, seen from the token.
func (d *Daemon) sender(ctx context.Context, e *mail.Evidence, b bound) error {
	e.Sender = mail.SenderOther
	if b.from.ID == b.owner.ID {
		e.Sender = mail.SenderOwner
	}
	records, err := d.Store.RecordsOf(ctx, b.from.ID)
	if err != nil {
		return err
	}
	for _, r := range records {
		if !r.Pair.State.Over() {
			e.Pairs++
		}
		if _, shares := r.Pair.Member(b.owner.ID); shares && e.Sender == mail.SenderOther && b.owner.ID != 0 {
			e.Sender = mail.SenderPartner
		}
		for _, round := range r.Rounds {
			if p, ok := round.PromptOf(int64(b.from.ID)); ok && p.State == ritual.Sent && round.State == ritual.Open && len(p.Asked) > 0 {
				e.OpenPrompts++
			}
		}
	}
	return nil
}
