package daemon

import (
	"context"
	"errors"
	"fmt"
	"time"

	"milepost/mail"
	"milepost/store"
)

// Delivery bounds. A crash leaves at most one claim of mails in doubt.
const (
	claim      = 20
	firstRetry = time.Minute
	longRetry  = 4 * time.Hour
	// Where no connection can be made, or the login is refused: the first may
	// be over at any moment, and the second may lock the account.
	connectRetry = 15 * time.Minute
	loginRetry   = time.Hour
	giveUpAfter  = 5 * 24 * time.Hour
	// loginWanted is the code of a server that takes no mail without a login
	// (RFC 4954, section 6).
	loginWanted = 530
	// stopGrace is how long a transaction may go on after the daemon was told
	// to stop. The unit's TimeoutStopSec is longer.
	stopGrace = 20 * time.Second
)

// Deliver sends what is queued, over one connection, until nothing is left or
// the server does not take any more. Each attempt is recorded before it is
// made. An error means that no mail could be sent, or that what became of some
// could not be noted: the mails wait, and the next turn notes it first.
func (d *Daemon) Deliver(ctx context.Context, now time.Time) error {
	if err := d.note(ctx, nil); err != nil {
		return err
	}
	for {
		mails, err := d.Store.Claim(ctx, now, claim)
		if err != nil || len(mails) == 0 {
			return err
		}
		results, err := d.send(ctx, mails, now)
		if err := errors.Join(err, d.note(ctx, results)); err != nil {
			return err
		}
	}
}

// note stores what became of mails. What cannot be stored, on a full disk say,
// is kept for the next turn: the mails are out, and nobody else knows.
func (d *Daemon) note(ctx context.Context, results []store.Settled) error {
	d.unsettled = append(d.unsettled, results...)
	if len(d.unsettled) == 0 {
		return nil
	}
	if err := d.Store.Settle(context.WithoutCancel(ctx), d.unsettled); err != nil {
		return fmt.Errorf("note what became of %d mails: %w", len(d.unsettled), err)
	}
	d.unsettled = nil
	return nil
}

// send tries every mail once and returns what became of each.
func (d *Daemon) send(ctx context.Context, mails []store.Outbox, now time.Time) (results []store.Settled, err error) {
	var session *mail.Session
	defer func() {
		if session != nil {
			// Whether the goodbye is heard does not matter: every mail has had
			// its own answer.
			_ = session.Close()
		}
	}()
	// A transaction under way when the daemon is told to stop may finish.
	finish, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(stopGrace, cancel) })()
	for i, m := range mails {
		if ctx.Err() != nil {
			for _, rest := range mails[i:] {
				results = append(results, store.Settled{ID: rest.ID, State: store.Queued, Retry: now, At: now, Text: "not tried: stopping"})
			}
			return results, ctx.Err()
		}
		if session == nil {
			if session, err = mail.Open(ctx, d.SMTP); err != nil {
				longest := connectRetry
				if errors.Is(err, mail.ErrLogin) {
					longest = loginRetry
				}
				for _, rest := range mails[i:] {
					results = append(results, d.retry(rest, now, longest, 0, "no connection"))
				}
				return results, fmt.Errorf("connect to the mail server: %w", err)
			}
		}
		res := session.Send(finish, mail.Envelope{From: m.From, To: m.To, Evidence: m.Evidence}, m.Raw)
		d.Log.Info("mail tried", "delivery", m.ID, "attempt", m.Attempt, "outcome", string(res.Outcome), "code", res.Code, "phase", string(res.Phase))
		if res.EvidenceRefused {
			d.Log.Warn("the server took no copy for our own mailbox; an answer that is lost cannot be settled", "delivery", m.ID)
		}
		results = append(results, d.settled(m, res, now))
		d.moved("deliverer")
		if res.NeedsRedial {
			_ = session.Close()
			session = nil
		}
	}
	return results, nil
}

func (d *Daemon) settled(m store.Outbox, res mail.Result, now time.Time) store.Settled {
	s := store.Settled{ID: m.ID, Code: res.Code, Text: res.Text, At: now}
	switch res.Outcome {
	case mail.Sent:
		s.State = store.Sent
	case mail.Failed:
		if res.Code == loginWanted {
			// About our own settings, not about this mail.
			return d.retry(m, now, longRetry, res.Code, res.Text)
		}
		s.State = store.Failed
	case mail.Unknown:
		s.State = store.Unknown
	default:
		return d.retry(m, now, longRetry, res.Code, res.Text)
	}
	return s
}

// retry queues a mail for a later attempt: after a minute, then twice as long
// each time up to the longest wait, with jitter. After five days it has failed.
func (d *Daemon) retry(m store.Outbox, now time.Time, longest time.Duration, code int, text string) store.Settled {
	if now.Sub(m.Queued) > giveUpAfter {
		return store.Settled{ID: m.ID, State: store.Failed, Code: code, Text: "given up after five days: " + text, At: now}
	}
	wait := longest
	if m.Attempt < 9 {
		wait = min(firstRetry<<max(m.Attempt-1, 0), longest)
	}
	if d.Jitter != nil {
		wait += d.Jitter(wait)
	}
	return store.Settled{ID: m.ID, State: store.Queued, Retry: now.Add(wait), Code: code, Text: text, At: now}
}
