package daemon_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"milepost/mentoring"
)

// TestViewFromOutside asks somebody outside for a view, over real servers: a draft, a
// yes, one mail out, one back, and the mentor reads it after another yes.
func TestViewFromOutside(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, time.Date(2026, time.January, 5, 9, 0, 0, 0, time.UTC), func(s *setup) { s.people = []string{"kasia"} })
		w.join("tomasz", "ana", true)
		w.run(26 * time.Hour)
		first := w.letters("ana")[0].x.Kind
		w.says("ana", first, "invite Kasia Lis <kasia@mentors.example> about speaking up")
		w.run(time.Hour)
		draft := w.latest("ana", "notice:draft")
		if !strings.Contains(draft.text, "would like your view") || !strings.Contains(draft.text, "speaking up") {
			t.Errorf("the draft does not show the mail:\n%s", draft.text)
		}
		if n := len(w.letters("kasia")); n != 0 {
			t.Fatalf("Kasia got %d mails before a yes", n)
		}
		w.says("ana", "notice:draft", "yes")
		w.run(25 * time.Hour)
		if n := len(w.letters("kasia")); n != 1 {
			t.Fatalf("Kasia got %d mails, want one", n)
		}
		asked := w.letters("kasia")[0]
		for _, want := range []string{"Ana would like your view", "speaking up", "Ana reads your answer first", "address is erased", "Reply \"stop\""} {
			if !strings.Contains(asked.subject+"\n"+strings.Join(strings.Fields(asked.text), " "), want) {
				t.Errorf("the mail to Kasia lacks %q:\n%s", want, asked.text)
			}
		}
		for _, other := range []string{"Tomasz", "Week "} {
			if strings.Contains(string(asked.raw), other) {
				t.Errorf("the mail to Kasia tells of %q", other)
			}
		}
		w.says("kasia", asked.x.Kind, "1: You said no in the planning round, and why.\n\n2: Say it earlier.\n\ngoal: no goal of hers")
		w.run(3 * 24 * time.Hour)
		came := w.latest("ana", "outside-words")
		if !strings.Contains(came.text, "planning round") || w.hears("tomasz", "planning round") {
			t.Errorf("Ana reads:\n%s\nTomasz: %v", came.text, w.hears("tomasz", "planning round"))
		}
		if n := len(w.record().Of(mentoring.GoalEntry)); n != 0 {
			t.Error("a guest set a goal")
		}
		w.says("ana", "outside-words", "yes")
		w.run(8 * 24 * time.Hour)
		if !w.hears("tomasz", "planning round") {
			t.Error("Tomasz did not read what Ana passed on")
		}
		if n := len(w.letters("kasia")); n != 1 {
			t.Errorf("Kasia got %d mails in all, want one", n)
		}
		g := w.record().Guests[0]
		if g.State != mentoring.GuestEnded || g.Person.Mail() != "" || g.Person.Name != "" {
			t.Errorf("Kasia is still known: %+v", g)
		}
	})
}

// TestObserverStops asks somebody to follow the pair, who says yes, hears of the
// one win that was meant for them, and ends it with one word.
func TestObserverStops(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, time.Date(2026, time.January, 5, 9, 0, 0, 0, time.UTC), func(s *setup) { s.people = []string{"kasia"} })
		w.join("tomasz", "ana", true)
		w.run(26 * time.Hour)
		first := w.letters("ana")[0].x.Kind
		w.says("ana", first, "observer Kasia <kasia@mentors.example>")
		w.run(time.Hour)
		w.says("tomasz", w.letters("tomasz")[0].x.Kind, "yes P1")
		w.run(25 * time.Hour)
		w.says("kasia", "outside-invitation", "yes")
		w.says("ana", first, "win: for us alone")
		w.run(time.Hour)
		w.says("ana", first, "win: led the review\ntell program")
		w.run(40 * 24 * time.Hour)
		news := w.of("kasia", "outside-news")
		if len(news) != 1 || !strings.Contains(news[0].text, "led the review") || strings.Contains(news[0].text, "for us alone") {
			t.Fatalf("news: %+v", news)
		}
		w.says("kasia", "outside-news", "stop")
		w.run(3 * 24 * time.Hour)
		before := len(w.letters("kasia"))
		if _, err := w.d.Store.PersonByAddress(context.Background(), "kasia@mentors.example"); err == nil {
			t.Error("Kasia's address is still known")
		}
		w.says("ana", first, "win: another one\ntell program")
		w.run(60 * 24 * time.Hour)
		if n := len(w.letters("kasia")); n != before {
			t.Errorf("%d more mails after stop", n-before)
		}
	})
}

// TestUnansweredInvitation writes to somebody who does not answer: one mail, one
// reminder, and after two weeks the address is gone.
func TestUnansweredInvitation(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, time.Date(2026, time.January, 5, 9, 0, 0, 0, time.UTC), func(s *setup) { s.people = []string{"kasia"} })
		w.join("tomasz", "ana", true)
		w.run(26 * time.Hour)
		first := w.letters("ana")[0].x.Kind
		w.says("ana", first, "observer kasia@mentors.example")
		w.run(time.Hour)
		w.says("tomasz", w.letters("tomasz")[0].x.Kind, "yes P1")
		w.run(30 * 24 * time.Hour)
		got := w.letters("kasia")
		if len(got) != 2 {
			var subjects []string
			for _, l := range got {
				subjects = append(subjects, l.subject)
			}
			t.Errorf("Kasia got %q, want the invitation and one reminder", subjects)
		}
		if _, err := w.d.Store.PersonByAddress(context.Background(), "kasia@mentors.example"); err == nil {
			t.Error("Kasia's address is still known")
		}
		for _, e := range w.record().Of(mentoring.GuestEntry) {
			if e.Source != "" || e.Text != "" {
				t.Errorf("the record still names %q, %q", e.Text, e.Source)
			}
		}
	})
}

// TestWinIsShownToSomebody tells somebody named of one win, after a yes to the very
// mail, and keeps what they answer for its author.
func TestWinIsShownToSomebody(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, time.Date(2026, time.January, 5, 9, 0, 0, 0, time.UTC), func(s *setup) { s.people = []string{"kasia"} })
		w.join("tomasz", "ana", true)
		w.run(26 * time.Hour)
		first := w.letters("ana")[0].x.Kind
		w.says("ana", first, "win: led the review\nit took: two tries\ntell kasia@mentors.example")
		w.run(time.Hour)
		if draft := w.latest("ana", "notice:draft"); !strings.Contains(draft.text, "led the review") || !strings.Contains(draft.text, "two tries") {
			t.Errorf("the draft does not show the mail:\n%s", draft.text)
		}
		w.says("ana", "notice:draft", "yes")
		w.run(25 * time.Hour)
		w.says("kasia", "shared-win", "Well deserved.")
		w.run(4 * 24 * time.Hour)
		w.says("ana", "outside-words", "yes")
		w.run(20 * 24 * time.Hour)
		p := w.record().Of(mentoring.PraiseEntry)
		if len(p) != 1 || p[0].Text != "Well deserved." || p[0].State != mentoring.KeptState {
			t.Errorf("praise = %+v", p)
		}
		if n := len(w.letters("kasia")); n != 1 {
			t.Errorf("Kasia got %d mails, want one", n)
		}
		if w.hears("tomasz", "Well deserved") {
			t.Error("Tomasz reads what was Ana's")
		}
	})
}
