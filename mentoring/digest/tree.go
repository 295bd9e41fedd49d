package digest

import (
	"slices"

	"milepost/mentoring"
)

// Branch is one line of the tree that shows how steps lead to milestones and
// milestones to goals.
type Branch struct {
	Depth int // 0: a goal, 1: a milestone, 2: a step
	Entry mentoring.Entry
	By    string // who owes a step, first name
	Mine  bool
	Done  bool
}

// tree lists the goals that are open, or were finished in the time told of, with
// what belongs to each.
func (t *teller) tree() []Branch {
	steps := slices.DeleteFunc(t.r.Of(mentoring.CommitmentEntry, mentoring.OpenState, mentoring.DoneState), func(e mentoring.Entry) bool { return !t.shown(e) })
	var out []Branch
	grow := func(depth int, e mentoring.Entry, done bool) {
		t.show(e)
		out = append(out, Branch{Depth: depth, Entry: e, By: t.r.Person(e.Owner).First(), Mine: e.Owner == t.viewer, Done: done})
	}
	below := func(depth int, ref string) {
		for _, e := range steps {
			if e.About == ref {
				grow(depth, e, e.State == mentoring.DoneState)
			}
		}
	}
	for _, g := range t.r.Of(mentoring.GoalEntry, mentoring.OpenState, mentoring.FinishedState) {
		finished := g.State == mentoring.FinishedState
		if !t.shown(g) || finished && !t.within(g.Changed) {
			continue
		}
		grow(0, g, finished)
		for _, m := range t.r.Milestones(g.Number, mentoring.OpenState, mentoring.DoneState) {
			if t.shown(m) {
				grow(1, m, m.State == mentoring.DoneState)
				below(2, m.Ref())
			}
		}
		below(1, g.Ref())
	}
	return out
}
