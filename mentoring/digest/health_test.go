package digest_test

import (
	"testing"
	"time"

	"milepost/mentoring"
	. "milepost/mentoring/digest"
	"milepost/mentoring/ritual"
)

// reviewed adds a revealed round with a rating of each.
func (b *book) reviewed(opened, revealed time.Time, mine, theirs int, visible ...ritual.Visibility) {
	id := b.round("relationship-review", ritual.Revealed, opened,
		ritual.Asked{N: 1, Key: "speak-up", Kind: ritual.Scale, Text: "Could you say it?"},
		ritual.Asked{N: 2, Key: "worth", Kind: ritual.Scale, Text: "Worth it?"})
	b.Rounds[len(b.Rounds)-1].Revealed = revealed
	rate := func(who mentoring.PersonID, key string, v int, visible ritual.Visibility) {
		b.add(mentoring.Entry{Kind: mentoring.RatingEntry, Key: key, Author: who, Value: v, Round: id, Visible: visible, Changed: opened})
	}
	seen := append(visible, ritual.AfterBoth, ritual.AfterBoth)
	rate(ana, "speak-up", 3, ritual.AfterBoth) // only she was asked
	rate(ana, "worth", mine, seen[0])
	rate(tomasz, "worth", theirs, seen[1])
}

func TestHealth(t *testing.T) {
	t.Parallel()
	now, old := instant("2026-01-21 10:00"), instant("2026-01-07 10:00")
	done := mentoring.Entry{Kind: mentoring.MilestoneEntry, Number: 1, Parent: 1, State: mentoring.DoneState, Text: "draft", Changed: old}
	b := newBook()
	b.add(done)
	b.reviewed(old, old.AddDate(0, 0, 2), 3, 4)
	if got := b.digest(ana).Health; got != (Health{}) {
		t.Errorf("Health without news = %+v", got)
	}
	b.reviewed(now, now.AddDate(0, 0, 2), 4, 5)
	want := Health{Milestones: 1, Question: "Worth it?", Latest: Matched{Week: 3, Mine: 4, Theirs: 5}, Before: Matched{Week: 1, Mine: 3, Theirs: 4}}
	if got := b.digest(ana).Health; got != want {
		t.Errorf("Health = %+v, want %+v", got, want)
	}
	want.Latest.Mine, want.Latest.Theirs, want.Before.Mine, want.Before.Theirs = 5, 4, 4, 3
	if got := b.digest(tomasz).Health; got != want {
		t.Errorf("Health for Tomasz = %+v, want %+v", got, want)
	}

	// A milestone is news, too.
	b = newBook()
	b.reviewed(old, old.AddDate(0, 0, 2), 3, 4)
	done.Changed = now
	b.add(done)
	if got := b.digest(ana).Health; got.Milestones != 1 || got.Latest.Week != 1 {
		t.Errorf("Health with a new milestone = %+v", got)
	}

	// What one of them keeps has nothing beside it, and an open round no values.
	for _, visible := range [][]ritual.Visibility{{ritual.Private}, {ritual.AfterBoth, ritual.Private}} {
		b = newBook()
		b.reviewed(now, now.AddDate(0, 0, 1), 2, 5, visible...)
		if x, y := b.digest(ana).Health, b.digest(tomasz).Health; x != (Health{}) || y != (Health{}) {
			t.Errorf("Health with %v = %+v, %+v", visible, x, y)
		}
	}
	b = newBook()
	b.reviewed(now, now, 2, 5)
	b.Rounds[0].State = ritual.Open
	if got := b.digest(ana).Health; got != (Health{}) {
		t.Errorf("Health of an open round = %+v", got)
	}
}
