package postoffice_test

import (
	"testing"
	"testing/synctest"

	"github.com/wneessen/go-mail/smtp"

	"milepost/mail/postoffice"
)

// The program's own client is go-mail's, which is stricter than go-smtp's.
func TestGoMailDeliversOneByOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := open(t, postoffice.Options{})
		nc, err := o.Dial(t.Context(), "tcp", "smtp.mentors.example:587")
		if err != nil {
			t.Fatal(err)
		}
		c, err := smtp.NewClient(nc, "smtp.mentors.example")
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Hello("daemon.mentors.example"); err != nil {
			t.Fatal(err)
		}
		if err := c.Auth(smtp.PlainAuth("", pairs, pairs, "smtp.mentors.example", true)); err != nil {
			t.Fatal(err)
		}
		o.Break(ana, postoffice.Refuse(postoffice.Recipient, 451, "later"), 1)
		refused := 0
		for range 3 {
			if err := c.Mail("pairs+b-tok@mentors.example"); err != nil {
				t.Fatal(err)
			}
			if err := c.Rcpt(ana); err != nil {
				refused++
				if err := c.Reset(); err != nil {
					t.Fatal(err)
				}
				continue
			}
			w, err := c.Data()
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write(letter(pairs, ana, "x")); err != nil {
				t.Fatal(err)
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
		}
		if err := c.Quit(); err != nil {
			t.Fatal(err)
		}
		if got := len(o.Mailbox(ana)); refused != 1 || got != 2 {
			t.Errorf("refused %d, stored %d, want 1 and 2", refused, got)
		}
	})
}
