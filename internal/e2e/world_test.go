//go:build e2e

package e2e

import (
	"fmt"
	"strings"
	"testing"
)

// TestWorld shows that the world is what the other tests take it for.
func TestWorld(t *testing.T) {
	w := Up(t)
	letter := func(subject string) []byte {
		return fmt.Appendf(nil, "From: daemon@world.test\r\nSubject: %s\r\nMessage-ID: <%[1]s@world.test>\r\n\r\nHello.\r\n", subject)
	}
	t.Run("address with a tag", func(t *testing.T) {
		w.Send(t, Daemon, "ana+tag@world.test", letter("tagged"))
		mail := w.Await(t, Ana, "the mail", subject("^tagged$"))
		if got, want := mail.Header("Delivered-To"), "ana+tag@world.test"; got != want {
			t.Errorf("Delivered-To = %q, want %q", got, want)
		}
		if got, want := mail.Header("Authentication-Results"), "mail.world.test; auth=pass; dmarc=pass"; !strings.HasPrefix(got, want) {
			t.Errorf("Authentication-Results = %q, want %q first", got, want)
		}
	})
	t.Run("bounce", func(t *testing.T) {
		w.Send(t, Daemon, "bounce@world.test", letter("lost"))
		mail := w.Await(t, Daemon, "a bounce", subject("^Undelivered Mail"))
		if got, want := mail.Header("Content-Type"), "multipart/report"; !strings.HasPrefix(got, want) {
			t.Errorf("Content-Type = %q, want %q", got, want)
		}
	})
	t.Run("absence", func(t *testing.T) {
		w.Send(t, Daemon, "ooo@world.test", []byte("To: ooo@world.test\r\n"+string(letter("away"))))
		mail := w.Await(t, Daemon, "an absence notice", subject("^Out of office"))
		if got := mail.Header("Auto-Submitted"); !strings.HasPrefix(got, "auto-replied") {
			t.Errorf("Auto-Submitted = %q, want auto-replied", got)
		}
	})
	for name, to := range map[string]string{"unknown mailbox": "nobody@world.test", "other domain": "ana@mentors.example"} {
		t.Run(name, func(t *testing.T) {
			if err := w.send(t, Daemon, to, letter("refused")); err == nil {
				t.Errorf("the world took a mail for %s", to)
			}
		})
	}
}
