package daemon_test

import (
	netmail "net/mail"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"milepost/mentoring"
)

// TestNameAloneAboveAQuote: some clients print our name above the quote, and no
// address or date. That line is not the person's.
func TestNameAloneAboveAQuote(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := asked(t)
		to := w.latest("ana", "check-in")
		m, err := netmail.ReadMessage(strings.NewReader(string(to.raw)))
		if err != nil {
			t.Fatal(err)
		}
		from, err := netmail.ParseAddress(m.Header.Get("From"))
		if err != nil || from.Name == "" {
			t.Fatalf("our mail is from %v (%v), want a name", from, err)
		}
		answer, err := netmail.ParseAddress(m.Header.Get("Reply-To"))
		if err != nil {
			t.Fatal(err)
		}
		text := from.Name + " writes:\n> " + strings.ReplaceAll(strings.TrimSpace(to.x.Text), "\n", "\n> ")
		text = strings.Replace(text, "\n> 2. ", "\n\nI shipped the parser.\n\n> 2. ", 1)
		raw := wrote(address("ana"), answer.Address, "Re: "+to.subject, text, "In-Reply-To: "+m.Header.Get("Message-ID"))
		w.office.Post(time.Now(), address("ana"), []string{answer.Address}, raw)
		w.run(time.Hour)
		w.wantAnswers(keys(to)[0], "I shipped the parser.")
		for _, e := range w.record().Entries {
			if e.Kind == mentoring.NoteEntry {
				t.Errorf("a note was kept: %q", e.Text)
			}
		}
	})
}
