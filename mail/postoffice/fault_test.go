package postoffice_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-message"
	"github.com/emersion/go-smtp"

	"milepost/mail/postoffice"
)

// code is the SMTP reply code of an error, or 0.
func code(err error) int {
	var e *smtp.SMTPError
	if errors.As(err, &e) {
		return e.Code
	}
	return 0
}

func TestSMTPFaults(t *testing.T) {
	for _, row := range []struct {
		name  string
		fault postoffice.Fault
		code  int  // of the first try; 0 with failed set is a lost connection
		fails bool // the first try
		kept  int  // messages after the first try
	}{
		{"451 at RCPT", postoffice.Refuse(postoffice.Recipient, 451, "try later"), 451, true, 0},
		{"550 at RCPT", postoffice.Refuse(postoffice.Recipient, 550, "no"), 550, true, 0},
		{"421 at RCPT", postoffice.Refuse(postoffice.Recipient, 421, "busy"), 421, true, 0},
		{"452 at DATA", postoffice.Refuse(postoffice.Data, 452, "4.3.1 full"), 452, true, 0},
		{"lost at DATA", postoffice.HangUp(postoffice.Data), 0, true, 0},
		{"451 at the dot", postoffice.Refuse(postoffice.Dot, 451, "try later"), 451, true, 0},
		{"554 at the dot", postoffice.Refuse(postoffice.Dot, 554, "spam"), 554, true, 0},
		{"lost at the dot", postoffice.HangUp(postoffice.Dot), 0, true, 0},
		{"answer lost", postoffice.LoseAnswer(postoffice.Dot), 0, true, 1},
		{"frozen at the dot", postoffice.Freeze(postoffice.Dot), 0, true, 0},
		{"250 after nine minutes", postoffice.Delay(postoffice.Dot, 9*time.Minute), 0, false, 1},
		{"421 at EHLO", postoffice.Refuse(postoffice.Hello, 421, "busy"), 421, true, 0},
		{"454 at AUTH", postoffice.Refuse(postoffice.Auth, 454, "later"), 454, true, 0},
		{"no connection", postoffice.HangUp(postoffice.DialSMTP), 0, true, 0},
	} {
		t.Run(row.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				o := open(t, postoffice.Options{})
				o.Break("", row.fault, 1)
				raw := letter(pairs, ana, "x")
				err := send(o, pairs, []string{ana}, raw)
				if (err != nil) != row.fails || code(err) != row.code {
					t.Errorf("send() = %v (code %d), want failed %v, code %d", err, code(err), row.fails, row.code)
				}
				if got := len(o.Mailbox(ana)); got != row.kept {
					t.Errorf("messages kept = %d, want %d", got, row.kept)
				}
				if err := send(o, pairs, []string{ana}, raw); err != nil {
					t.Errorf("second send() = %v, want the fault used up", err)
				}
			})
		})
	}
}

func TestHangUpAfterTheAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := open(t, postoffice.Options{})
		o.Break(ana, postoffice.HangUpAfter(postoffice.Dot), 1)
		c, err := submit(o, pairs)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if err := c.SendMail(pairs, []string{ana}, bytes.NewReader(letter(pairs, ana, "x"))); err != nil {
			t.Errorf("SendMail() = %v, want 250", err)
		}
		if err := c.Reset(); err == nil {
			t.Error("RSET was answered on a closed connection")
		}
	})
}

func TestFaultsMatchAndMend(t *testing.T) {
	t.Parallel()
	o := open(t, postoffice.Options{})
	o.Break(ana, postoffice.Refuse(postoffice.Recipient, 450, "later"), -1)
	for range 2 {
		if err := send(o, pairs, []string{"ana+x@world.test"}, letter(pairs, ana, "x")); code(err) != 450 {
			t.Errorf("to ana: %v, want 450", err)
		}
	}
	if err := send(o, pairs, []string{tomasz}, letter(pairs, tomasz, "x")); err != nil {
		t.Errorf("to tomasz: %v", err)
	}
	o.Mend()
	if err := send(o, pairs, []string{ana}, letter(pairs, ana, "x")); err != nil {
		t.Errorf("after Mend: %v", err)
	}
}

func TestFrozenDialEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := open(t, postoffice.Options{})
		o.Break("", postoffice.Freeze(postoffice.DialIMAP), 1)
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if _, err := o.Dial(ctx, "tcp", "imap.mentors.example:143"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Dial() = %v, want the deadline", err)
		}
	})
}

func TestBounceComesLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := open(t, postoffice.Options{})
		o.Break(ana, postoffice.Bounce(5*time.Minute, "5.1.1", "user unknown"), 1)
		raw := letter(pairs, ana, "x")
		c, err := submit(o, pairs)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if err := c.SendMail("pairs+b-tok@mentors.example", []string{ana, tomasz}, bytes.NewReader(raw)); err != nil {
			t.Fatal(err)
		}
		if a, b := len(o.Mailbox(ana)), len(o.Mailbox(tomasz)); a != 0 || b != 1 {
			t.Errorf("ana has %d, tomasz %d messages, want 0 and 1", a, b)
		}
		time.Sleep(time.Hour)
		if _, err := o.Turn(time.Now()); err != nil {
			t.Fatal(err)
		}
		got := o.Mailbox(pairs)
		if len(got) != 1 || got[0].From != "" || got[0].To != "pairs+b-tok@mentors.example" {
			t.Fatalf("Mailbox(pairs) = %v, want one bounce to the envelope's sender", got)
		}
		e, err := message.Read(bytes.NewReader(got[0].Raw))
		if err != nil {
			t.Fatal(err)
		}
		kind, params, _ := e.Header.ContentType()
		if kind != "multipart/report" || params["report-type"] != "delivery-status" {
			t.Errorf("Content-Type = %s %v", kind, params)
		}
		for _, want := range []string{"Final-Recipient: rfc822; " + ana, "Status: 5.1.1", "Message-ID: <1@mentors.example>"} {
			if !strings.Contains(string(got[0].Raw), want) {
				t.Errorf("bounce lacks %q", want)
			}
		}
	})
}

func TestIMAPFaults(t *testing.T) {
	for _, row := range []struct {
		name   string
		fault  postoffice.Fault
		inbox  int // messages left after MOVE
		folder int
	}{
		{"refused", postoffice.Refuse(postoffice.Move, 0, "quota"), 1, 0},
		{"hung up", postoffice.HangUp(postoffice.Move), 1, 0},
		{"answer lost", postoffice.LoseAnswer(postoffice.Move), 0, 1},
	} {
		t.Run(row.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				o := open(t, postoffice.Options{})
				if err := o.Deliver(ana, pairs, letter(ana, pairs, "x")); err != nil {
					t.Fatal(err)
				}
				c := login(t, o, pairs)
				if err := c.Create("Processed", nil).Wait(); err != nil {
					t.Fatal(err)
				}
				uid := read(t, c)[0].UID
				o.Break(pairs, row.fault, 1)
				if _, err := c.Move(imap.UIDSetNum(uid), "Processed").Wait(); err == nil {
					t.Error("MOVE succeeded")
				}
				c = login(t, o, pairs)
				if got := len(read(t, c)); got != row.inbox {
					t.Errorf("INBOX = %d, want %d", got, row.inbox)
				}
				box, err := c.Select("Processed", nil).Wait()
				if err != nil || int(box.NumMessages) != row.folder {
					t.Errorf("Processed = %v, %v, want %d", box, err, row.folder)
				}
			})
		})
	}
}

func TestIMAPFrozenAtLoginIsFreedByMend(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := open(t, postoffice.Options{})
		c := login(t, o, pairs)
		o.Break(pairs, postoffice.Freeze(postoffice.Select), 1)
		done := make(chan error)
		go func() {
			_, err := c.Select("INBOX", nil).Wait()
			done <- err
		}()
		synctest.Wait()
		select {
		case err := <-done:
			t.Fatalf("SELECT returned %v while frozen", err)
		default:
		}
		o.Mend()
		if err := <-done; err == nil {
			t.Error("SELECT succeeded on a frozen connection")
		}
	})
}

func TestDropIMAP(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := open(t, postoffice.Options{})
		mine, other := login(t, o, pairs), login(t, o, ana)
		o.DropIMAP(pairs)
		if err := mine.Noop().Wait(); err == nil {
			t.Error("NOOP was answered after the drop")
		}
		if err := other.Noop().Wait(); err != nil {
			t.Errorf("another account's NOOP: %v", err)
		}
	})
}

func TestRebuildRenewsUIDs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := open(t, postoffice.Options{})
		for _, words := range []string{"one", "two"} {
			if err := o.Deliver(ana, pairs, letter(ana, pairs, words)); err != nil {
				t.Fatal(err)
			}
		}
		c := login(t, o, pairs)
		before, err := c.Select("INBOX", nil).Wait()
		if err != nil {
			t.Fatal(err)
		}
		if err := o.Rebuild(pairs); err != nil {
			t.Fatal(err)
		}
		c = login(t, o, pairs)
		after, err := c.Select("INBOX", nil).Wait()
		if err != nil {
			t.Fatal(err)
		}
		if after.UIDValidity == before.UIDValidity || after.NumMessages != 2 {
			t.Errorf("UIDVALIDITY %d then %d with %d messages, want a new one with 2", before.UIDValidity, after.UIDValidity, after.NumMessages)
		}
	})
}

func TestCapabilitiesCanBeTakenAway(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		opts postoffice.Options
		caps map[imap.Cap]bool
	}{
		{postoffice.Options{}, map[imap.Cap]bool{imap.CapMove: true, imap.CapUIDPlus: true, imap.CapIdle: true}},
		{postoffice.Options{NoMove: true}, map[imap.Cap]bool{imap.CapMove: false, imap.CapUIDPlus: true}},
		{postoffice.Options{NoUIDPlus: true}, map[imap.Cap]bool{imap.CapMove: true, imap.CapUIDPlus: false}},
		{postoffice.Options{NoIdle: true}, map[imap.Cap]bool{imap.CapIdle: false, imap.CapMove: true}},
	} {
		c := login(t, open(t, row.opts), pairs)
		got := c.Caps()
		for name, want := range row.caps {
			if got.Has(name) != want {
				t.Errorf("%+v: has %s = %v, want %v", row.opts, name, got.Has(name), want)
			}
		}
	}
}

func TestIdleReportsNewMail(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := open(t, postoffice.Options{})
		c := login(t, o, pairs)
		read(t, c)
		idle, err := c.Idle()
		if err != nil {
			t.Fatal(err)
		}
		synctest.Wait() // the server answers before it subscribes
		if err := o.Deliver(ana, pairs, letter(ana, pairs, "x")); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if got := c.Mailbox().NumMessages; got != 1 {
			t.Errorf("messages seen while idling = %d, want 1", got)
		}
		if err := idle.Close(); err != nil {
			t.Fatal(err)
		}
		if err := idle.Wait(); err != nil {
			t.Fatal(err)
		}
	})
}
