package daemon_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"milepost/mentoring"
	"milepost/store"
)

func init() {
	someone["ines"] = struct{ name, zone string }{"Ines Duarte", "Europe/Lisbon"}
	someone["marta"] = struct{ name, zone string }{"Marta Reis", "Europe/Lisbon"}
}

// officeWorld is an active pair of Ana and Tomasz in a program that Ines
// coordinates, with Marta as the trusted contact.
func officeWorld(t testing.TB) *world {
	t.Helper()
	w := newWorld(t, time.Date(2026, 11, 16, 8, 0, 0, 0, time.UTC), func(s *setup) { s.people = []string{"ines", "marta"} })
	n := store.NewProgram{Name: "Riverside", Coordinator: person("ines"), Trusted: person("marta")}
	if _, err := w.d.Store.SaveProgram(context.Background(), n, time.Now()); err != nil {
		t.Fatal(err)
	}
	w.inProgram("tomasz", "ana")
	w.run(30 * time.Hour)
	return w
}

// inProgram adds an active pair to the program.
func (w *world) inProgram(mentor, mentee string) {
	w.t.Helper()
	n := store.NewPair{Mentor: person(mentor), Mentee: person(mentee), Weeks: 26, Program: "Riverside", ConsentGiven: true}
	id, err := w.d.Store.AddPair(context.Background(), n, time.Now())
	if err != nil {
		w.t.Fatal(err)
	}
	if w.pair == 0 {
		w.pair = id
	}
	w.pairs = append(w.pairs, id)
}

// TestConfidenceReachesNobodyElse: the words go to the trusted contact and stay
// their author's note; no other mailbox and no log holds them.
func TestConfidenceReachesNobodyElse(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := officeWorld(t)
		var log bytes.Buffer
		w.d.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
		const words = "I think of leaving this place"
		w.says("ana", "kickoff", "confidential: "+words)
		w.run(24 * time.Hour)
		got := w.latest("marta", "notice:in-confidence")
		if !strings.Contains(got.text, words) || !strings.Contains(got.text, address("ana")) {
			t.Errorf("Marta reads %q, want the words and who wrote them", got.text)
		}
		for _, who := range []string{"tomasz", "ines"} {
			for _, l := range w.letters(who) {
				if strings.Contains(string(l.raw), "leaving") {
					t.Errorf("%s gets %q with the words", who, l.subject)
				}
			}
		}
		if strings.Contains(log.String(), "leaving") || strings.Contains(log.String(), "marta@") {
			t.Errorf("the log says too much: %s", log.String())
		}
		if receipt := w.latest("ana", "receipt"); !strings.Contains(receipt.text, "Sent in confidence") {
			t.Errorf("Ana's receipt is %q", receipt.text)
		}
		if left, err := w.d.Store.Errands(t.Context()); err != nil || len(left) != 0 {
			t.Errorf("Errands() = %v, %v, want none left", left, err)
		}
		for _, e := range w.record().Entries {
			if strings.Contains(e.Text, words) && e.Visible != "private" {
				t.Errorf("%+v is not private", e)
			}
		}
	})
}

// TestHelpUsReachesTheCoordinator: with names and no reason; the partner is told
// nothing.
func TestHelpUsReachesTheCoordinator(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := officeWorld(t)
		before := len(w.letters("tomasz"))
		w.says("ana", "kickoff", "help us")
		w.run(2 * time.Hour)
		got := w.latest("ines", "notice:help-wanted")
		if !strings.Contains(got.subject, "Tomasz Nowak & Ana Sousa") {
			t.Errorf("Ines reads %q", got.subject)
		}
		if after := len(w.letters("tomasz")); after != before {
			t.Errorf("Tomasz has %d mails more", after-before)
		}
	})
}

// TestCoordinatorsWeek sends one mail where something is to be told, and none
// that would say the same again.
func TestCoordinatorsWeek(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := officeWorld(t)
		w.until(time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC))
		got := w.of("ines", "notice:survey")
		if len(got) != 1 || !strings.Contains(got[0].text, "Tomasz Nowak & Ana Sousa") || !strings.Contains(got[0].text, "1 running.") {
			t.Fatalf("Ines has %d mails of the week, want one that names the pair: %v", len(got), got)
		}
		w.until(time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC))
		if again := w.of("ines", "notice:survey"); len(again) != 1 {
			t.Errorf("Ines has %d mails, want none that says the same again", len(again))
		}
		pair := w.record().Pair
		pair.State, pair.Ended = mentoring.Ended, time.Now()
		if err := w.d.Store.SavePair(t.Context(), pair, store.AuditLine{What: "pair end"}, time.Now()); err != nil {
			t.Fatal(err)
		}
		w.until(time.Date(2026, 12, 8, 12, 0, 0, 0, time.UTC))
		if again := w.of("ines", "notice:survey"); len(again) != 2 || !strings.Contains(again[1].text, "1 ended.") {
			t.Errorf("Ines has %s, want one more that tells of the end", fmt.Sprint(len(again)))
		}
	})
}
