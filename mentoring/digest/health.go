package digest

import (
	"slices"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// Health is what a pair has reached and how the two are doing, side by side. It
// is told when one of them has news, and only where both may read both.
type Health struct {
	Milestones, Goals int // met, and finished, since the pair began
	// Question is the one that both were asked about the two of them.
	Question string
	// Latest is what they said last, and Before the time before that. Week 0:
	// there is none.
	Latest, Before Matched
}

// Matched is one rating of each to the same question.
type Matched struct {
	Week         int // of the pair
	Mine, Theirs int
}

// health compares results with what both rated in rounds that were revealed.
func (t *teller) health() Health {
	var h Health
	var latest, before matching
	fresh := len(t.s.Reached) > 0
	for _, round := range t.r.Rounds {
		d, _ := t.p.Ritual(round.Ritual)
		m, ok := t.matched(round)
		if d.Visible != ritual.AfterBoth || !ok {
			continue
		}
		before = matching{}
		if latest.key == m.key {
			before = latest
		}
		latest = m
		fresh = fresh || t.within(round.Revealed)
	}
	if !fresh || latest.key == "" {
		return h
	}
	h.Question, h.Latest, h.Before = latest.question, latest.Matched, before.Matched
	t.rated(latest.theirs)
	t.rated(before.theirs)
	for _, e := range t.r.Entries {
		switch {
		case !t.shown(e):
		case e.Kind == mentoring.MilestoneEntry && e.State == mentoring.DoneState:
			h.Milestones++
		case e.Kind == mentoring.GoalEntry && e.State == mentoring.FinishedState:
			h.Goals++
		}
	}
	return h
}

// matching is Matched with where it comes from.
type matching struct {
	Matched
	key, question string
	theirs        mentoring.Entry
}

// matched finds the first question of a revealed round that both rated, and that
// both may read: a question to one of them alone has nothing beside it.
func (t *teller) matched(round ritual.Round) (matching, bool) {
	if round.State != ritual.Revealed {
		return matching{}, false
	}
	partner := t.r.Pair.Partner(t.viewer).Person
	prompt, _ := round.PromptOf(int64(t.viewer))
	for _, q := range prompt.Asked {
		mine, theirs := t.ratingIn(round, t.viewer, q.Key), t.ratingIn(round, partner, q.Key)
		if q.Kind == ritual.Scale && mine.Value > 0 && theirs.Value > 0 {
			return matching{
				Matched: Matched{Week: t.week(theirs), Mine: mine.Value, Theirs: theirs.Value},
				key:     q.Key, question: q.Text, theirs: theirs,
			}, true
		}
	}
	return matching{}, false
}

// ratingIn returns what a person rated in a round, where it may stand in a
// digest; else no entry.
func (t *teller) ratingIn(round ritual.Round, person mentoring.PersonID, key string) mentoring.Entry {
	i := slices.IndexFunc(t.r.Entries, func(e mentoring.Entry) bool {
		return e.Kind == mentoring.RatingEntry && e.Round == round.ID && e.Author == person && e.Key == key && t.open(e)
	})
	if i < 0 {
		return mentoring.Entry{}
	}
	return t.r.Entries[i]
}
