package daemon_test

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"milepost/mail/postoffice/correspondent"
	"milepost/mentoring"
)

// TestWordsSaidAgain: a receipt shows the person's own words. Said again, in an
// answer to the prompt or to the receipt, they are still the person's, also
// where a mail program does not mark what it quotes, and under a signature that
// nothing sets off.
func TestWordsSaidAgain(t *testing.T) {
	t.Parallel()
	const (
		praise    = "She led the review of the parser from start to end and nobody had to help her"
		signature = "Tomasz Nowak\nPrincipal engineer\nT +48 22 000 000"
	)
	said := func(e mentoring.Entry) string { return strings.Join(strings.Fields(e.Text), " ") }
	for _, client := range []correspondent.Client{correspondent.OutlookDesktop, correspondent.SamsungMail, correspondent.GmailWeb, correspondent.Mutt} {
		for _, answered := range []string{"check-in", "receipt"} {
			for name, placing := range map[string]correspondent.Placing{"on top": correspondent.Above, "no quote": correspondent.Bare} {
				t.Run(client.String()+", "+name+", to the "+answered, func(t *testing.T) {
					t.Parallel()
					synctest.Test(t, func(t *testing.T) {
						w := begun(t)
						w.ask("check-in")
						w.run(24 * time.Hour)
						to := w.latest("tomasz", "check-in")
						say := func(words string) {
							l := w.write("tomasz", to, correspondent.Reply{
								Habit: correspondent.Habit{Client: client, Placing: placing, Language: "de"},
								Free:  words, Signature: signature,
							})
							w.office.Post(time.Now(), l.From, l.To, l.Raw)
							w.run(time.Hour)
						}
						stands := func(key, words string) bool {
							return slices.ContainsFunc(w.record().Entries, func(e mentoring.Entry) bool {
								return e.Key == key && strings.HasPrefix(said(e), words)
							})
						}
						say("1: yes\n2: " + praise + "\n4: 4")
						to = w.latest("tomasz", answered)
						for _, row := range []struct{ n, key, words string }{
							{"1", "touch", "no"},
							{"1", "touch", "yes"},
							{"2", "did-well", "Nothing."},
							{"2", "did-well", praise},
							{"4", "going", "5"},
							{"4", "going", "4"},
						} {
							say(row.n + ": " + row.words)
							if !stands(row.key, row.words) {
								t.Errorf("%q to question %s is lost", row.words, row.n)
							}
						}
						say("4: 5")
						say("4") // behind a signature it is kept in the person's own words
						if !stands("going", "4") && !stands("", "4") {
							t.Error("4 without a number is lost")
						}
						say(praise)
						if !stands("", praise) {
							t.Errorf("%q without a number is lost", praise)
						}
					})
				})
			}
		}
	}
}
