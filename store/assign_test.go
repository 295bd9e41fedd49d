package store

import (
	"errors"
	"testing"
	"time"

	"milepost/mentoring"
)

// TestAssignRefuses has a row for each reason why a message is not assigned.
func TestAssignRefuses(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	rec := couple(t, s)
	prompts := ask(t, s, rec, "talk", "2026-W48", 1, 2)
	toAna := send(t, s, rec.People[0], prompts[0], "talk", "2026-W48")
	toTomasz := send(t, s, rec.People[1], prompts[1], "talk", "2026-W48")
	over := must(s.AddPair(t.Context(), NewPair{Mentor: tomasz, Mentee: person("Eva", "eva@world.test"), ConsentGiven: true}, monday))(t)
	second := must(s.Record(t.Context(), over))(t)
	toEva := send(t, s, second.Person(3), ask(t, s, second, "talk", "2026-W48", 3)[0], "talk", "2026-W48")
	second.Pair.State = mentoring.Ended
	ok(t, s.SavePair(t.Context(), second.Pair, AuditLine{What: "edit"}, monday))
	third := must(s.AddPair(t.Context(), NewPair{Mentor: person("Max", "max@world.test"), Mentee: ana, ConsentGiven: true}, monday))(t)
	gone := must(s.AddPair(t.Context(), NewPair{Mentor: person("Ida", "ida@world.test"), Mentee: person("Jan", "jan@world.test"), ConsentGiven: true}, monday))(t)
	erased := must(s.Record(t.Context(), gone))(t).Pair.Mentee.Person
	_, err := s.Forget(t.Context(), erased, AuditLine{What: "forget"}, monday)
	ok(t, err)

	held := arrive(t, s, 1, "a\r\n\r\n")
	ok(t, s.File(t.Context(), held, Filing{State: Held, Folder: Attention, Reason: "stranger"}, monday))
	fresh := arrive(t, s, 2, "b\r\n\r\n")
	for _, tt := range []struct {
		name    string
		message int64
		to      Assignment
		want    error
	}{
		{"a message that is not there", 99, Assignment{Delivery: toAna}, ErrNotFound},
		{"one that is not read yet", fresh, Assignment{Delivery: toAna}, ErrNotHeld},
		{"a mail that is not there", held, Assignment{Delivery: 99}, ErrNoMail},
		{"a person who is not there", held, Assignment{Person: 99}, ErrNotFound},
		{"somebody else's mail", held, Assignment{Delivery: toTomasz, Person: 1}, ErrOtherPerson},
		{"a pair that the mail is not about", held, Assignment{Delivery: toAna, Pair: third}, ErrNotTheirs},
		{"a pair that they are not in", held, Assignment{Person: 1, Pair: over}, ErrNotTheirs},
		{"several pairs", held, Assignment{Person: 1}, ErrWhichPair},
		{"a mail about a pair that is over", held, Assignment{Delivery: toEva}, ErrPairOver},
		{"a pair that is over", held, Assignment{Person: 3, Pair: over}, ErrPairOver},
		{"somebody who is erased", held, Assignment{Person: erased}, ErrErased},
	} {
		if err := s.Assign(t.Context(), tt.message, tt.to, AuditLine{What: "assign"}, monday); !errors.Is(err, tt.want) {
			t.Errorf("%s: Assign() = %v, want %v", tt.name, err, tt.want)
		}
	}
	if m := must(s.Message(t.Context(), held))(t); m.State != Held || m.Assigned != (Assignment{}) {
		t.Errorf("after refusals Message() = %+v, want it held as before", m)
	}
	sound(t, s)
}

func TestAssign(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	rec := couple(t, s)
	delivery := send(t, s, rec.People[0], ask(t, s, rec, "talk", "2026-W48", 1)[0], "talk", "2026-W48")
	for uid, f := range []Filing{
		{State: Held, Folder: Attention, Reason: "stranger"}, {State: Filed, Folder: Automatic, Reason: "precedence"},
	} {
		id := arrive(t, s, uint32(uid+1), string(rune('a'+uid))+"\r\n\r\n")
		ok(t, s.File(t.Context(), id, f, monday))
		now := monday.Add(48 * time.Hour)
		ok(t, s.Assign(t.Context(), id, Assignment{Delivery: delivery}, AuditLine{Who: "root", What: "assign", Reason: "asked her"}, now))
		m := must(s.Message(t.Context(), id))(t)
		if want := (Assignment{Person: 1, Delivery: delivery}); m.State != New || m.Assigned != want || !m.Released.Equal(now) {
			t.Errorf("Message() = %+v, want it new, assigned to %+v", m, want)
		}
	}
	lines := must(s.Audits(t.Context(), 0, time.Time{}))(t)
	if len(lines) != 2 || lines[0].What != "assign" || lines[0].Person != 1 || lines[0].Reason != "asked her" {
		t.Errorf("Audits() = %+v, want the two assignments", lines)
	}
	sound(t, s)
}
