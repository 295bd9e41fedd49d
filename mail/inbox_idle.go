package mail

import (
	"context"
	"fmt"
	"time"

	"github.com/emersion/go-imap/v2/imapclient"
)

// Wait returns nil when it is time to look for new mail: when the server
// announces some, or after IdleFor (PollEvery on a server without IDLE) in any
// case. An announcement is a hint; [Inbox.New] is the truth.
//
// When ctx ends, Wait returns its error.
func (in *Inbox) Wait(ctx context.Context) error {
	select {
	case <-in.news: // it came while another command ran
		return nil
	default:
	}
	if !in.idle {
		return in.pause(ctx, in.server.PollEvery)
	}
	var idle *imapclient.IdleCommand
	err := in.do(ctx, func() (err error) {
		idle, err = in.client.Idle()
		return err
	})
	if err != nil {
		return fmt.Errorf("idle: %w", cleanIMAP(err))
	}
	// go-imap sets no deadline while it idles, and starts anew only after 28
	// minutes. Ending it earlier is what notices a dead line.
	waitErr := in.pause(ctx, in.server.IdleFor)
	err = in.do(context.WithoutCancel(ctx), func() error {
		if err := idle.Close(); err != nil {
			return err
		}
		return idle.Wait()
	})
	switch {
	case waitErr != nil:
		return waitErr
	case err != nil:
		return fmt.Errorf("end idle: %w", cleanIMAP(err))
	}
	return nil
}

// pause waits for news, for a time, for a lost connection, or for ctx.
func (in *Inbox) pause(ctx context.Context, limit time.Duration) error {
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case <-in.news:
	case <-timer.C:
	case <-in.client.Closed(): // the next command says so
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}
