package daemon_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"milepost/mentoring"
	"milepost/store"
)

// post sends a mail to us that answers nothing. Proven: we believe the mail
// host's word on who sent it.
func (w *world) post(who, text string, proven bool) {
	w.t.Helper()
	if !proven {
		defer func(id string) { w.d.Settings.AuthServID = id }(w.d.Settings.AuthServID)
		w.d.Settings.AuthServID = ""
	}
	raw := wrote(someone[who].name+" <"+address(who)+">", ours, "To Milepost", text)
	w.office.Post(time.Now(), address(who), []string{ours}, raw)
	w.run(time.Hour)
}

// leads makes Rui the leader of the program.
func leads(t testing.TB, w *world) {
	t.Helper()
	n := store.NewProgram{Name: "Riverside", Coordinator: person("ines"), Trusted: person("marta"), Leader: person("rui")}
	if _, err := w.d.Store.SaveProgram(context.Background(), n, time.Now()); err != nil {
		t.Fatal(err)
	}
}

func orderWorld(t testing.TB) *world {
	t.Helper()
	w := newWorld(t, time.Date(2026, 11, 16, 8, 0, 0, 0, time.UTC), func(s *setup) { s.people = []string{"ines", "marta", "rui", "kasia"} })
	leads(t, w)
	w.inProgram("tomasz", "ana")
	w.run(26 * time.Hour)
	return w
}

// TestCoordinatorActsByMail: a pair is added and paused, and each act is
// confirmed and audited. From an address that is not proven nothing is done.
func TestCoordinatorActsByMail(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := orderWorld(t)
		const add = "add pair: Rui Prata <rui@mentors.example> with Kasia Lis <kasia@mentors.example>"
		w.post("ines", add, false)
		if got := w.latest("ines", "notice:orders-unproven"); !strings.Contains(got.text, "Nothing was done") {
			t.Errorf("Ines reads %q", got.text)
		}
		if pairs, _ := w.d.Store.Pairs(t.Context()); len(pairs) != 1 {
			t.Fatalf("%d pairs, want 1: the order was not proven", len(pairs))
		}
		w.says("ines", "notice:orders-unproven", add)
		w.run(time.Hour)
		if got := w.latest("ines", "notice:orders"); !strings.Contains(got.text, "Added: Rui Prata with Kasia Lis") {
			t.Errorf("Ines reads %q", got.text)
		}
		w.post("ines", "pause pair Ana Sousa & Tomasz Nowak until 8 december\nstatus", true)
		if p := w.record().Pair; p.State != mentoring.OnHold || p.PausedUntil.String() != "2026-12-08" {
			t.Errorf("the pair is %s until %s", p.State, p.PausedUntil)
		}
		if got := w.latest("ines", "notice:survey"); !strings.Contains(got.text, "Tomasz Nowak & Ana Sousa") {
			t.Errorf("status says %q", got.text)
		}
		lines, err := w.d.Store.Audits(t.Context(), 0, time.Time{})
		if err != nil || len(lines) < 2 {
			t.Errorf("Audits() = %v, %v, want a line for each act", lines, err)
		}
		// Words in a member's name are no orders.
		w.post("ana", "pause pair Ana Sousa & Tomasz Nowak", true)
		if got := w.of("ana", "notice:orders"); len(got) != 0 {
			t.Error("Ana gave an order")
		}
	})
}

// TestNoteToAllNeedsAYes: the leader's words go out once, after the coordinator's
// yes, to every member.
func TestNoteToAllNeedsAYes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := orderWorld(t)
		w.post("rui", "note to all: Thank you for your time.\n\nRui", true)
		if got := w.of("ana", "notice:leader-note"); len(got) != 0 {
			t.Fatal("the note went out before a yes")
		}
		w.says("ines", "notice:approve-note", "yes")
		w.run(20 * time.Hour)
		for _, who := range []string{"ana", "tomasz"} {
			got := w.of(who, "notice:leader-note")
			if len(got) != 1 || !strings.Contains(got[0].text, "Thank you for your time.") {
				t.Errorf("%s has %d notes", who, len(got))
			}
		}
		w.says("ines", "notice:approve-note", "yes")
		w.run(20 * time.Hour)
		if got := w.of("ana", "notice:leader-note"); len(got) != 1 {
			t.Errorf("a second yes: Ana has %d notes", len(got))
		}
	})
}

// TestStartByCopy: nothing goes to the mentor who was asked before somebody said
// yes; then both get the welcome.
func TestStartByCopy(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := orderWorld(t)
		ask := func() {
			raw := wrote("Ana Sousa <"+address("ana")+">", "Kasia Lis <"+address("kasia")+">", "A question", "Would you be my mentor?",
				"Cc: Milepost <"+ours+">")
			w.office.Post(time.Now(), address("ana"), []string{ours}, raw)
			w.run(time.Hour)
		}
		ask()
		w.run(24 * time.Hour)
		if got := w.letters("kasia"); len(got) != 0 {
			t.Fatalf("Kasia has %d mails before a yes", len(got))
		}
		if got := w.latest("ana", "notice:mentor-asked"); !strings.Contains(got.text, "Somebody looks at it first") {
			t.Errorf("Ana reads %q", got.text)
		}
		w.says("ines", "notice:approve-pair", "yes")
		w.run(24 * time.Hour)
		if got := w.of("kasia", "welcome"); len(got) != 1 {
			t.Errorf("Kasia has %d welcomes, want 1", len(got))
		}
		for range 4 {
			ask()
		}
		if got := w.of("ines", "notice:approve-pair"); len(got) != 3 {
			t.Errorf("Ines was asked %d times in a week, want 3", len(got))
		}
	})
}
