package postoffice

import (
	"context"
	"errors"
	"fmt"
	"os"
	"syscall"
	"time"
)

// Stage is a moment in a conversation at which something can go wrong.
type Stage int

// The stages, each with whom [Office.Break] matches there.
const (
	// DialSMTP and DialIMAP are the connection itself: the dialled host:port.
	DialSMTP Stage = iota + 1
	DialIMAP

	Hello     // EHLO: the name that the client gives
	Auth      // AUTH: the account
	Sender    // MAIL FROM: the sender
	Recipient // RCPT TO: the recipient
	Data      // DATA, before the message: any recipient; every fault here hangs up
	Dot       // after the message's final dot: any recipient
	onward    // after acceptance, on the way to the mailbox: the recipient

	Login // IMAP LOGIN: the account, as in all of the following
	Select
	Search
	Fetch
	Store
	Copy
	Move
	Expunge
	Append
	Idle
)

// Fault is something that real mail servers do and a client has to live with.
// The functions of this file make them.
type Fault struct {
	stage  Stage
	effect effect
	code   int
	text   string
	delay  time.Duration
}

type effect int

const (
	refused effect = iota
	hungUp
	answerLost
	hungUpAfter
	frozen
	delayed
	bounced
)

// Refuse answers with an SMTP code and a text in place of doing what was asked;
// IMAP says NO with the text. 421 also ends the connection, and so does any
// refusal at Data. At a dialling stage the connection is refused.
func Refuse(at Stage, code int, text string) Fault {
	return Fault{stage: at, effect: refused, code: code, text: text}
}

// HangUp closes the connection without doing or answering anything.
func HangUp(at Stage) Fault { return Fault{stage: at, effect: hungUp} }

// LoseAnswer does what was asked and closes the connection before saying so. At
// Dot the message is kept, and the client cannot know.
func LoseAnswer(at Stage) Fault { return Fault{stage: at, effect: answerLost} }

// HangUpAfter does what was asked, answers, and then closes the connection. In
// IMAP, where an answer has many lines, it is LoseAnswer.
func HangUpAfter(at Stage) Fault { return Fault{stage: at, effect: hungUpAfter} }

// Freeze does nothing and says nothing until the client gives up or Mend is
// called; then it hangs up.
func Freeze(at Stage) Fault { return Fault{stage: at, effect: frozen} }

// Delay does what was asked at once and answers after d.
func Delay(at Stage, d time.Duration) Fault { return Fault{stage: at, effect: delayed, delay: d} }

// Bounce accepts the message and drops it; after the given time an RFC 3464
// report with the status (such as 5.1.1) and the text is posted to the envelope
// sender. [Office.Turn] delivers it when it is due.
func Bounce(after time.Duration, status, text string) Fault {
	return Fault{stage: onward, effect: bounced, delay: after, text: status + " " + text}
}

// armed is a fault that waits for its moment.
type armed struct {
	Fault
	who  string // folded; "" is anyone
	left int    // negative is for ever
}

// Break arranges for f to happen the next times that its stage is reached for
// who: a recipient, sender, account or host as the [Stage] says, with or without
// a +tag, or anybody if who is empty. A negative times means until Mend. Of
// several faults that fit, the one ordered first happens.
func (o *Office) Break(who string, f Fault, times int) {
	if times == 0 {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.faults = append(o.faults, &armed{Fault: f, who: fold(who), left: times})
}

// Mend takes all faults back and frees what is frozen.
func (o *Office) Mend() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.faults = nil
	close(o.mended)
	o.mended = make(chan struct{})
}

// DropIMAP cuts the IMAP connections of an account, or all if account is empty.
func (o *Office) DropIMAP(account string) {
	o.hangUpAll(func(c *conn) bool {
		return c.account != "" && (account == "" || c.account == fold(account))
	})
}

// fault takes one armed fault for the stage and any of the people concerned.
func (o *Office) fault(at Stage, who ...string) (Fault, bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for i, a := range o.faults {
		if a.stage != at || !a.concerns(who) {
			continue
		}
		if a.left--; a.left == 0 {
			o.faults = append(o.faults[:i], o.faults[i+1:]...)
		}
		return a.Fault, true
	}
	return Fault{}, false
}

func (a *armed) concerns(who []string) bool {
	if a.who == "" {
		return true
	}
	for _, w := range who {
		if a.who == fold(w) || a.who == untag(w) {
			return true
		}
	}
	return false
}

// errHungUp is what a server's handler gets whose connection was cut on
// purpose. No client ever sees it.
var errHungUp = errors.New("hung up by a fault")

// during does one step of a conversation, or what an armed fault makes of it.
// refuse turns a refusal into the protocol's own error.
func (o *Office) during(at Stage, c *conn, who []string, refuse func(Fault) error, do func() error) error {
	f, ok := o.fault(at, who...)
	if !ok {
		return do()
	}
	switch f.effect {
	case refused:
		if f.code == 421 {
			c.hangUpAfterWrite()
		}
		return refuse(f)
	case hungUp:
		c.hangUp()
		return errHungUp
	case answerLost:
		err := do()
		c.hangUp()
		return err
	case hungUpAfter:
		err := do()
		c.hangUpAfterWrite()
		return err
	case frozen:
		o.wait(c, nil)
		c.hangUp()
		return errHungUp
	case delayed:
		err := do()
		t := time.NewTimer(f.delay)
		defer t.Stop()
		o.wait(c, t.C)
		return err
	default:
		return fmt.Errorf("fault %d cannot happen at stage %d", f.effect, at)
	}
}

// wait returns at the alarm, or earlier when the client is gone, the office
// closes, or Mend is called. A nil alarm never rings.
func (o *Office) wait(c *conn, alarm <-chan time.Time) {
	o.mu.Lock()
	mended := o.mended
	o.mu.Unlock()
	select {
	case <-alarm:
	case <-c.gone:
	case <-o.closed:
	case <-mended:
	}
}

// refuseDial is what a fault does to somebody who dials; nil lets them in.
func (f Fault) refuseDial(ctx context.Context, o *Office) error {
	o.mu.Lock()
	mended := o.mended
	o.mu.Unlock()
	switch f.effect {
	case frozen:
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-o.closed:
		case <-mended:
		}
	case delayed:
		t := time.NewTimer(f.delay)
		defer t.Stop()
		select {
		case <-t.C:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		case <-o.closed:
		}
	}
	return os.NewSyscallError("connect", syscall.ECONNREFUSED)
}
