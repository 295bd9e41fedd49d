package daemon_test

import (
	"html"
	"regexp"
	"testing"
	"testing/synctest"
	"time"

	"milepost/mail/postoffice/correspondent"
	"milepost/mentoring"
)

// doneLink finds the address that a link writes "done C1" to.
var doneLink = regexp.MustCompile(`mailto:(pairs\+[a-z2-7]{36}@mentors\.example)\?[^"]*body=done%20C1`)

// TestSectionsHaveTheirOwnAddress has a mentor of two tap "done C1" in the
// second section of a digest: both pairs have a C1.
func TestSectionsHaveTheirOwnAddress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, time.Date(2026, 9, 14, 7, 0, 0, 0, time.UTC), func(s *setup) { s.people = []string{"kasia"} }) // a Monday
		w.join("tomasz", "ana", true)
		w.join("tomasz", "kasia", true)
		w.run(3 * 24 * time.Hour)
		for _, l := range w.of("tomasz", "kickoff") {
			r := w.write("tomasz", l, correspondent.Reply{
				Habit: correspondent.Habit{Client: correspondent.GmailApp, Placing: correspondent.Bare}, Free: "commit: read the draft by 1 october",
			})
			w.office.Post(time.Now(), r.From, r.To, r.Raw)
		}
		w.run(4 * 24 * time.Hour)
		links := doneLink.FindAllStringSubmatch(html.UnescapeString(opened(t, w.latest("tomasz", "digest").raw)), -1)
		if len(links) != 2 || links[0][1] == links[1][1] {
			t.Fatalf("the digest has the links %q, want one for each section", links)
		}
		states := func() (out [2]mentoring.State) {
			for i, pair := range w.pairs {
				c, _ := w.recordOf(pair).Entry("C1")
				out[i] = c.State
			}
			return out
		}
		if got, want := states(), [2]mentoring.State{mentoring.OpenState, mentoring.OpenState}; got != want {
			t.Fatalf("C1 of both pairs = %v, want %v", got, want)
		}
		wrote0 := w.recordOf(w.pairs[0]).Pair.Mentor.Wrote
		w.office.Post(time.Now(), address("tomasz"), []string{links[1][1]}, wrote("Tomasz Nowak <"+address("tomasz")+">", links[1][1], "Re: This week", "done C1"))
		w.run(time.Hour)
		if got, want := states(), [2]mentoring.State{mentoring.OpenState, mentoring.DoneState}; got != want {
			t.Errorf("C1 of both pairs = %v, want %v", got, want)
		}
		if got := w.recordOf(w.pairs[0]).Pair.Mentor.Wrote; !got.Equal(wrote0) {
			t.Error("the first pair counts as written to")
		}
		w.sound()
	})
}
