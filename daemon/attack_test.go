package daemon_test

import (
	"maps"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"milepost/mail/postoffice/correspondent"
	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// monday is when the worlds below begin.
var monday = time.Date(2026, 9, 14, 7, 0, 0, 0, time.UTC)

// forge writes to us under somebody's address, without a token and without the
// mail host's word for it.
func (w *world) forge(who, text string, headers ...string) {
	w.office.Post(time.Now(), "x@world.test", []string{ours}, wrote(address(who), ours, "hello", text, headers...))
}

// unchecked is an installation whose mail host says nothing about senders.
func unchecked(s *setup) { s.settings.AuthServID = "" }

// TestForgedMailOpensNothing writes under a member's address what would give
// that member's private words to the partner.
func TestForgedMailOpensNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, monday, unchecked)
		w.join("tomasz", "ana", true)
		w.run(2 * time.Hour)
		w.says("ana", "welcome", "note: I am looking for another mentor.")
		w.run(time.Hour)
		before := len(w.record().Entries)
		w.forge("ana", "help\n\npass on\n\nI hate this.")
		w.run(time.Hour)
		w.forge("ana", "status\n\npass on")
		w.run(time.Hour)
		r := w.record()
		if len(r.Entries) != before {
			t.Errorf("forged mail added %d entries", len(r.Entries)-before)
		}
		for _, e := range r.Entries {
			if e.Author == r.Pair.Mentee.Person && e.Visible != ritual.Private {
				t.Errorf("forged mail opened %q", e.Text)
			}
		}
	})
}

// TestNoFloodByForgedRequests asks for mail under a member's address.
func TestNoFloodByForgedRequests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, monday, unchecked)
		w.join("tomasz", "ana", true)
		w.run(2 * time.Hour)
		before := len(w.letters("ana"))
		for range 60 {
			w.forge("ana", "help")
			w.forge("ana", "help\n\nskip")
			w.every(2*time.Minute, 4*time.Minute)
		}
		if got := len(w.letters("ana")) - before; got == 0 || got > 20 {
			t.Errorf("120 forged mails brought Ana %d mails, want 1 to 20", got)
		}
	})
}

// TestNoToWasThisYou says no to a held mail while a proposal waits for a yes.
func TestNoToWasThisYou(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, monday, unchecked)
		w.join("tomasz", "ana", true)
		w.run(2 * time.Hour)
		w.says("tomasz", "welcome", "goal: Lead a small project")
		w.run(time.Hour)
		l := w.write("ana", w.latest("ana", "welcome"), correspondent.Reply{
			Habit: correspondent.Habit{Client: correspondent.GmailApp, Placing: correspondent.Bare}, Free: "I like it.",
		})
		stranger := strings.Replace(string(l.Raw), address("ana"), "stranger@world.test", 1)
		w.office.Post(time.Now(), "stranger@world.test", l.To, []byte(stranger))
		w.run(time.Hour)
		w.says("ana", "notice:confirm-address", "no")
		w.run(time.Hour)
		goals := w.record().Of(mentoring.GoalEntry)
		if len(goals) != 1 || goals[0].State != mentoring.ProposedState {
			t.Errorf("goals after no to \"was this you?\" = %+v, want one that is proposed", goals)
		}
	})
}

// TestReceiptIsAnswered does what a receipt says that one may do: it takes an
// answer back and corrects another. Words that name no question stay private.
func TestReceiptIsAnswered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, monday)
		w.join("tomasz", "ana", true)
		w.run(3 * 24 * time.Hour)
		w.reply("ana", "kickoff", correspondent.Reply{
			Habit:   correspondent.Habit{Client: correspondent.Thunderbird, Placing: correspondent.Between},
			Answers: []correspondent.Answer{{Question: 1, Text: "Find my way."}, {Question: 2, Text: "Every second week."}},
		})
		w.run(time.Hour)
		w.says("ana", "receipt", "I was tired.\n\nprivate 1\n\n2: Every week.")
		w.run(time.Hour)
		w.says("ana", "receipt", "1. milk\n2. bread\n\nQ2: Every month.")
		w.run(time.Hour)
		got := map[string]string{}
		for _, e := range w.record().Entries {
			if e.Author == w.record().Pair.Mentee.Person {
				got[e.Text] += string(e.Kind) + " " + string(e.Visible) + ";"
			}
		}
		want := map[string]string{
			"Find my way.":      "answer private;agreement private;",
			"Every month.":      "answer after-both;agreement after-both;",
			"I was tired.":      "note private;",
			"1. milk\n2. bread": "note private;",
		}
		if !maps.Equal(got, want) {
			t.Errorf("the record holds %q, want %q", got, want)
		}
	})
}

// TestExportedWordsHaveLeft takes an answer back that the partner has had sent
// to himself before his digest: it is too late, and the author reads so.
func TestExportedWordsHaveLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, monday)
		w.join("tomasz", "ana", true)
		w.run(3 * 24 * time.Hour)
		w.says("ana", "kickoff", "4: Lead a project\x1b[2J")
		w.run(time.Hour)
		w.says("tomasz", "kickoff", "export")
		w.run(time.Hour)
		if got := string(w.latest("tomasz", "notice:export").raw); !strings.Contains(got, "record.md") {
			t.Fatalf("no export:\n%s", got)
		}
		w.says("ana", "kickoff", "private 4")
		w.run(time.Hour)
		for _, e := range w.record().Of(mentoring.AnswerEntry) {
			if e.Left.IsZero() || e.Visible != ritual.Shared || e.Text != "Lead a project[2J" {
				t.Errorf("after the export: %s %q, left %v", e.Visible, e.Text, e.Left)
			}
		}
	})
}

// TestPassOnWhatWasShown passes on the stray note that a notice showed, though
// there is a later note.
func TestPassOnWhatWasShown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, monday)
		w.join("tomasz", "ana", true)
		w.run(3 * 24 * time.Hour)
		w.office.Post(time.Now(), address("ana"), []string{ours}, wrote(address("ana"), ours, "an idea", "Shall we read a book together?"))
		w.run(time.Hour)
		w.says("ana", "kickoff", "note: I doubt that this leads anywhere.")
		w.run(time.Hour)
		w.says("ana", "notice:stray", "pass on")
		w.run(time.Hour)
		for _, e := range w.record().Of(mentoring.NoteEntry) {
			if open := strings.Contains(e.Text, "book"); open != (e.Visible == ritual.Shared) {
				t.Errorf("%q is %s", e.Text, e.Visible)
			}
		}
		if n := len(w.record().Of(mentoring.NoteEntry)); n != 2 {
			t.Errorf("%d notes, want 2", n)
		}
	})
}
