package daemon

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"milepost/mail"
)

// Loop rhythm. Each loop looks at the store at least this often, since commands
// write to the same file, and says as often that it lives.
const (
	lookEvery    = 30 * time.Second
	firstBackoff = 5 * time.Second
	longBackoff  = 10 * time.Minute
)

// Run plans, delivers and receives until ctx ends, and returns when all loops
// have stopped; a transaction with a mail server under way is finished or
// marked unknown. beat is called with the name of each loop whenever it has
// moved, within a long turn too. Servers that cannot be reached are tried again,
// however long it takes.
func (d *Daemon) Run(ctx context.Context, beat func(loop string)) error {
	if n, err := d.Store.Recover(ctx, time.Now()); err != nil {
		return fmt.Errorf("look for mails that were under way: %w", err)
	} else if n > 0 {
		d.Log.Warn("mails were under way when the daemon last ended; evidence is looked for", "mails", n)
	}
	d.beat = beat
	queued, received := make(chan struct{}, 1), make(chan struct{}, 1)
	var loops sync.WaitGroup
	start := func(name string, turn func(context.Context) error, wake <-chan struct{}) {
		loops.Go(func() { d.loop(ctx, name, turn, wake) })
	}
	start("planner", func(ctx context.Context) error {
		err := d.Plan(ctx, time.Now())
		nudge(queued)
		return err
	}, received)
	start("deliverer", func(ctx context.Context) error { return d.Deliver(ctx, time.Now()) }, queued)
	loops.Go(func() { d.receiver(ctx, received) })
	loops.Wait()
	return nil
}

// nudge wakes a loop. One that is awake is not woken twice.
func nudge(wake chan<- struct{}) {
	select {
	case wake <- struct{}{}:
	default:
	}
}

// loop runs turns: when woken, and twice a minute. After an error it waits
// longer each time.
func (d *Daemon) loop(ctx context.Context, name string, turn func(context.Context) error, wake <-chan struct{}) {
	var trouble backoff
	for ctx.Err() == nil {
		d.moved(name)
		if trouble.over(time.Now()) {
			if err := turn(ctx); err != nil && ctx.Err() == nil {
				d.Log.Error("turn failed", "loop", name, "err", err, "again", trouble.failed(time.Now()).String())
			} else if err == nil {
				trouble = backoff{}
			}
		}
		select {
		case <-ctx.Done():
		case <-wake:
		case <-time.After(lookEvery):
		}
	}
}

// receiver keeps a mailbox open: it sweeps, waits for the server to announce
// mail, and sweeps again. A connection that fails is made anew.
func (d *Daemon) receiver(ctx context.Context, received chan<- struct{}) {
	var trouble backoff
	for ctx.Err() == nil {
		d.moved("receiver")
		err := d.attend(ctx, received, func() { trouble = backoff{}; d.moved("receiver") })
		if ctx.Err() != nil {
			return
		}
		wait := trouble.failed(time.Now())
		if errors.Is(err, mail.ErrLogin) {
			wait = longBackoff // trying again soon may lock the account
		}
		d.Log.Error("receiving failed", "err", err, "again", wait.String())
		for left := wait; left > 0 && ctx.Err() == nil; left -= lookEvery {
			d.moved("receiver")
			select {
			case <-ctx.Done():
			case <-time.After(min(left, lookEvery)):
			}
		}
	}
}

// attend sweeps one connection until it fails or ctx ends.
func (d *Daemon) attend(ctx context.Context, received chan<- struct{}, moved func()) error {
	in, err := mail.OpenInbox(ctx, d.IMAP)
	if err != nil {
		return fmt.Errorf("open the mailbox: %w", err)
	}
	defer func() { _ = in.Close() }()
	for {
		if err := d.sweep(ctx, in, time.Now()); err != nil {
			return err
		}
		moved()
		nudge(received)
		if err := d.await(ctx, in, moved); err != nil {
			return fmt.Errorf("wait for mail: %w", err)
		}
	}
}

// await waits for mail, and says every half minute that it does: a quiet
// mailbox is no stuck loop. The wait itself ends after minutes in any case.
func (d *Daemon) await(ctx context.Context, in *mail.Inbox, moved func()) error {
	done := make(chan error, 1)
	go func() { done <- in.Wait(ctx) }()
	for {
		select {
		case err := <-done:
			return err
		case <-time.After(lookEvery):
			moved()
		}
	}
}

// backoff is how long a loop that failed waits.
type backoff struct {
	wait  time.Duration
	until time.Time
}

func (b *backoff) over(now time.Time) bool { return !now.Before(b.until) }

// failed doubles the wait and returns it.
func (b *backoff) failed(now time.Time) time.Duration {
	b.wait = min(max(2*b.wait, firstBackoff), longBackoff)
	b.until = now.Add(b.wait)
	return b.wait
}
