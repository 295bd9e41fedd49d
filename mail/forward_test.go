package mail_test

import (
	"strings"
	"testing"
	"time"

	"milepost/mail"
)

func crlf(s string) []byte { return []byte(strings.ReplaceAll(s, "\n", "\r\n")) }

const head = "From: Ana Sousa <ana@world.test>\nTo: pairs@mentors.example\nMessage-ID: <1@world.test>\nDate: Fri, 13 Nov 2026 09:00:00 +0000\n"

// TestForwarded reads mails as people pass them on: in the body below a block of
// header lines, behind quote marks, or attached as they are.
func TestForwarded(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, mail       string
		from, when, text string // from "": none is passed on
	}{
		{"in the body", head + `Subject: Fwd: your talk

---------- Forwarded message ---------
From: Priya Shah <priya@world.test>
Date: Thu, Nov 12, 2026 at 2:02 PM
Subject: your talk
To: Ana Sousa <ana@world.test>

Dear Ana,

your talk was the clearest of the day.

Priya
`, "Priya Shah <priya@world.test>", "Thu, Nov 12, 2026 at 2:02 PM", "your talk was the clearest of the day."},
		{"behind quote marks", head + `Subject: Fwd: your talk

Look at this.

> Begin forwarded message:
>
> From: Priya Shah <priya@world.test>
> Subject: your talk
> Date: 12 November 2026 at 14:02:11 GMT
> To: Ana Sousa <ana@world.test>
>
> Your talk was the clearest of the day.
`, "Priya Shah <priya@world.test>", "12 November 2026 at 14:02:11 GMT", "Your talk was the clearest of the day."},
		{"in German", head + `Subject: WG: Dein Vortrag

Von: Priya Shah <priya@world.test>
Gesendet: Donnerstag, 12. November 2026 14:02
An: Ana Sousa <ana@world.test>
Betreff: Dein Vortrag

Dein Vortrag war der klarste des Tages.
`, "Priya Shah <priya@world.test>", "Donnerstag, 12. November 2026 14:02", "Dein Vortrag war der klarste des Tages."},
		{"attached", head + `Subject: for the folder
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain

--b
Content-Type: message/rfc822
Content-Disposition: attachment

From: Priya Shah <priya@world.test>
To: ana@world.test
Date: Thu, 12 Nov 2026 14:02:00 +0000
Subject: your talk

Your talk was the clearest of the day.

On 12 Nov 2026, Ana Sousa wrote:
> What did you think?
--b--
`, "Priya Shah <priya@world.test>", "", "Your talk was the clearest of the day."},
		{"a reply that quotes", head + `Subject: Re: your talk

Thank you.

From: Priya Shah <priya@world.test>
Sent: Thursday, 12 November 2026 14:02
To: Ana Sousa <ana@world.test>
Subject: your talk

Your talk was the clearest of the day.
`, "", "", ""},
		{"nothing inside", head + "Subject: Fwd: your talk\n\nMy own words.\n", "", "", ""},
	} {
		raw := crlf(row.mail)
		m, err := mail.Parse(raw, mail.DefaultLimits)
		if err != nil {
			t.Fatal(err)
		}
		f, ok := mail.Forwarded(raw, m, mail.DefaultLimits)
		if ok != (row.from != "") {
			t.Errorf("%s: Forwarded() = %+v, %v", row.name, f, ok)
			continue
		}
		if ok && (f.From.String() != row.from || f.Printed != row.when || !strings.Contains(f.Text, row.text) || strings.Contains(f.Text, "What did you think")) {
			t.Errorf("%s: Forwarded() = %+v, want %q of %q by %s", row.name, f, row.text, row.when, row.from)
		}
		if row.name == "attached" && !f.Date.Equal(time.Date(2026, time.November, 12, 14, 2, 0, 0, time.UTC)) {
			t.Errorf("attached: date %v", f.Date)
		}
	}
}

// FuzzForwarded passes on anything.
func FuzzForwarded(f *testing.F) {
	f.Add([]byte(head + "Subject: Fwd: x\r\n\r\nFrom: a <a@world.test>\r\nTo: b@world.test\r\nSubject: x\r\n\r\nwords"))
	f.Add([]byte("Content-Type: multipart/digest; boundary=b\r\n\r\n--b\r\n\r\nFrom: a@world.test\r\n\r\nwords\r\n--b--"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := mail.Parse(raw, mail.DefaultLimits)
		if err != nil {
			t.Skip()
		}
		if fwd, ok := mail.Forwarded(raw, m, mail.DefaultLimits); ok && strings.TrimSpace(fwd.Text) == "" {
			t.Errorf("Forwarded() = %+v without words", fwd)
		}
	})
}
