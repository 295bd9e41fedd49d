package store

import (
	"bytes"
	"errors"
	"os"
	"testing"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// seconds adds a second pair, of Tomasz and Rui, to one that has lived, with an
// entry of each and a mail to Tomasz about it.
func seconds(t *testing.T, s *Store) mentoring.PairID {
	t.Helper()
	rui := person("Rui Prata", "rui@world.test")
	id := must(s.AddPair(t.Context(), NewPair{Mentor: tomasz, Mentee: rui, ConsentGiven: true}, monday))(t)
	rec := must(s.Record(t.Context(), id))(t)
	ok(t, s.write(t.Context(), func(x tx) error {
		for _, who := range rec.People {
			e := mentoring.Entry{
				Pair: id, Kind: mentoring.NoteEntry, State: mentoring.KeptState, Visible: ritual.Shared,
				Author: who.ID, Owner: who.ID, Text: "other words of " + who.Name,
			}
			if _, err := putEntry(x, e, 0, monday); err != nil {
				return err
			}
		}
		return nil
	}))
	d := Draft{Person: rec.People[1].ID, Kind: "digest", Period: "2026-W49", Pairs: []mentoring.PairID{id}}
	must(s.Queue(t.Context(), d, monday, letter("tomasz@world.test")))(t)
	return id
}

func over(t *testing.T, s *Store, pair mentoring.PairID, state mentoring.PairState) {
	t.Helper()
	p := must(s.Record(t.Context(), pair))(t).Pair
	p.State, p.Ended = state, monday
	ok(t, s.SavePair(t.Context(), p, AuditLine{What: "pair end"}, monday))
}

func TestForgetPair(t *testing.T) {
	t.Parallel()
	s := lived(t)
	second := seconds(t, s)
	before := must(s.Record(t.Context(), second))(t)
	over(t, s, 1, mentoring.Ended)
	held := arrive(t, s, 3, "From: ana@mentors.example\r\n\r\nheld secret of Ana Sousa\r\n")
	ok(t, s.File(t.Context(), held, Filing{State: Held, Folder: Attention, Reason: "held", Person: 1}, monday))
	if got := must(s.Over(t.Context()))(t); len(got) != 1 || got[0] != 1 {
		t.Fatalf("Over() = %v, want pair 1", got)
	}
	left := must(s.ForgetPair(t.Context(), 1, AuditLine{What: "forget"}, monday))(t)
	if len(left) != 3 {
		t.Errorf("ForgetPair() = %v, want the two replies and the held mail", left)
	}
	rec := must(s.Record(t.Context(), 1))(t)
	if len(rec.Entries) != 0 || rec.Pair.State != mentoring.Forgotten {
		t.Errorf("%d entries are left of a pair that is %s", len(rec.Entries), rec.Pair.State)
	}
	if rec.People[0].Name != "" || rec.People[0].Erased.IsZero() {
		t.Errorf("Ana is in no other pair, and is kept: %+v", rec.People[0])
	}
	if got := rec.People[1]; got.Name != "Tomasz Nowak" || got.Mail() == "" {
		t.Errorf("Tomasz is in another pair, and is erased: %+v", got)
	}
	for _, round := range rec.Rounds {
		for _, p := range round.Prompts {
			if len(p.Asked) > 0 && p.Asked[0].Topic+p.Asked[0].Text != "" {
				t.Errorf("the question %+v is left", p.Asked[0])
			}
		}
	}
	diff(t, "the other pair", must(s.Record(t.Context(), second))(t), before)
	ids := must(s.Deliveries(t.Context()))(t)
	if got := must(s.RawDelivery(t.Context(), ids[len(ids)-1]))(t); len(got) == 0 {
		t.Error("the mail about the other pair is erased")
	}
	if got := must(s.Over(t.Context()))(t); len(got) != 0 {
		t.Errorf("Over() = %v, want none", got)
	}
	if _, err := s.ForgetPair(t.Context(), 99, AuditLine{}, monday); !errors.Is(err, ErrNotFound) {
		t.Errorf("ForgetPair(99) = %v, want ErrNotFound", err)
	}
	sound(t, s)
	goneFrom(t, s, "secret of", "Ana Sousa", "ana@mentors.example", "What went well with the talk")
}

// TestForgetPairAfterPerson checks that the words of the one who stays, and
// then they themselves, go once their time has come.
func TestForgetPairAfterPerson(t *testing.T) {
	t.Parallel()
	s := lived(t)
	second := seconds(t, s)
	must(s.Forget(t.Context(), 1, AuditLine{What: "forget"}, monday))(t)
	for _, step := range []struct {
		pair   mentoring.PairID
		erased bool // Tomasz
	}{{1, false}, {second, true}} {
		if step.pair == second {
			over(t, s, second, mentoring.NotBegun)
		}
		if got := must(s.Over(t.Context()))(t); len(got) != 1 || got[0] != step.pair {
			t.Fatalf("Over() = %v, want pair %d", got, step.pair)
		}
		must(s.ForgetPair(t.Context(), step.pair, AuditLine{What: "forget"}, monday))(t)
		if got := must(s.Person(t.Context(), 2))(t); got.Erased.IsZero() == step.erased {
			t.Errorf("after pair %d Tomasz is %+v", step.pair, got)
		}
	}
	if got := must(s.Over(t.Context()))(t); len(got) != 0 {
		t.Errorf("Over() = %v, want none", got)
	}
	sound(t, s)
	goneFrom(t, s, "secret of", "other words of", "Tomasz Nowak", "Rui Prata", "world.test")
}

// goneFrom reports words that are in the file or its log still.
func goneFrom(t *testing.T, s *Store, words ...string) {
	t.Helper()
	for _, suffix := range []string{"", "-wal"} {
		b, err := os.ReadFile(s.Path() + suffix)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		for _, word := range words {
			if bytes.Contains(b, []byte(word)) {
				t.Errorf("%q stands in milepost.db%s", word, suffix)
			}
		}
	}
}

// TestForgottenIsNotOver checks that a pair that was erased whole is not looked
// at again.
func TestForgottenIsNotOver(t *testing.T) {
	t.Parallel()
	s := lived(t)
	over(t, s, 1, mentoring.Ended)
	must(s.ForgetPair(t.Context(), 1, AuditLine{What: "forget"}, monday))(t)
	if got := must(s.Over(t.Context()))(t); len(got) != 0 {
		t.Errorf("Over() = %v, want none", got)
	}
	for _, id := range []mentoring.PersonID{1, 2} {
		if got := must(s.Person(t.Context(), id))(t); got.Erased.IsZero() || len(got.Addresses) != 0 {
			t.Errorf("person %d is %+v, want nothing left", id, got)
		}
	}
	goneFrom(t, s, "secret of", "Sousa", "Nowak", "@world.test")
}
