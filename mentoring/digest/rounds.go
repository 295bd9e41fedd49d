package digest

import (
	"slices"
	"strings"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// rounds tells of rounds whose answers were revealed this week, of a lone
// answer whose round has ended, and of one prompt that is still open.
func (t *teller) rounds() {
	for _, round := range t.r.Rounds {
		d, known := t.p.Ritual(round.Ritual)
		if !known {
			continue
		}
		mine, asked := round.PromptOf(int64(t.viewer))
		switch {
		case round.State == ritual.Revealed && t.within(round.Revealed):
			t.views(round)
			t.notes(round)
		case d.Alone(round, int64(t.viewer)) && t.within(d.Ends(round)) && t.alone(round):
			t.s.Alone = true
		}
		if asked && d.Trigger == ritual.OnSchedule && !d.Remind && len(mine.Asked) > 0 &&
			mine.State == ritual.Sent && t.within(mine.SentAt) {
			t.s.Unanswered = round.Ritual
		}
	}
}

// views puts the two answers to each question of a round side by side.
func (t *teller) views(round ritual.Round) {
	answer := func(person mentoring.PersonID, key string) (mentoring.Entry, bool) {
		i := slices.IndexFunc(t.r.Entries, func(e mentoring.Entry) bool {
			return e.Kind == mentoring.AnswerEntry && e.Round == round.ID && e.Author == person && e.Key == key && t.open(e)
		})
		if i < 0 {
			return mentoring.Entry{}, false
		}
		return t.r.Entries[i], true
	}
	seen := map[string]bool{}
	for _, person := range []mentoring.PersonID{t.viewer, t.r.Pair.Partner(t.viewer).Person} {
		prompt, _ := round.PromptOf(int64(person))
		for _, q := range prompt.Asked {
			// Goals have a section of their own.
			if seen[q.Key] || q.Visible == ritual.Private || q.Records == ritual.Goal {
				continue
			}
			seen[q.Key] = true
			partner := t.r.Pair.Partner(t.viewer).Person
			a, mineOK := answer(t.viewer, q.Key)
			b, theirsOK := answer(partner, q.Key)
			if !mineOK && !theirsOK {
				continue
			}
			t.show(a)
			t.show(b)
			t.s.Views = append(t.s.Views, Views{
				Ritual: round.Ritual, Question: q.Text, Source: source(round.Ritual, q), MineV: a.Value, TheirV: b.Value,
				Mine: Cut(told(q, a.Text)), Theirs: Cut(told(q, b.Text)),
				MineAsked: t.wasAsked(round, t.viewer, q.Key), TheirsAsked: t.wasAsked(round, partner, q.Key),
			})
		}
	}
}

// wasAsked reports whether a round put a question to a person.
func (t *teller) wasAsked(round ritual.Round, person mentoring.PersonID, key string) bool {
	p, _ := round.PromptOf(int64(person))
	return slices.ContainsFunc(p.Asked, func(q ritual.Asked) bool { return q.Key == key })
}

// told is an answer in one line: the things of a list are parted by semicolons.
func told(q ritual.Asked, text string) string {
	if q.Kind != ritual.List {
		return text
	}
	var items []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			items = append(items, line)
		}
	}
	return strings.Join(items, "; ")
}

// notes puts what both wrote beside the questions of a revealed round side by
// side. It has no question.
func (t *teller) notes(round ritual.Round) {
	none := Views{Ritual: round.Ritual}
	v := none
	for _, e := range t.r.Of(mentoring.NoteEntry) {
		if e.Round != round.ID || e.Visible != ritual.AfterBoth || !t.open(e) {
			continue
		}
		text := &v.Theirs
		if e.Author == t.viewer {
			text = &v.Mine
		}
		*text = Cut(strings.TrimSpace(*text + "\n\n" + e.Text))
		t.show(e)
	}
	if v != none {
		t.s.Views = append(t.s.Views, v)
	}
}

// alone reports whether the reader's answers of a closed round are still hidden.
func (t *teller) alone(round ritual.Round) bool {
	return slices.ContainsFunc(t.r.Entries, func(e mentoring.Entry) bool {
		return e.Round == round.ID && e.Author == t.viewer && e.Visible == ritual.AfterBoth && e.State != mentoring.WithdrawnState
	})
}

// quiet reports whether nothing happened that is worth more than three lines.
func (t *teller) quiet() bool {
	s := t.s
	return s.Verdict == (Verdict{}) && s.PreRead == nil && s.Memory.Kind != MemoryFallback && len(s.Words)+len(s.Views)+len(s.Replies)+len(s.Proposals)+len(s.Measures) == 0 && !s.Alone &&
		!slices.ContainsFunc(s.Asks, func(e mentoring.Entry) bool { return t.within(e.Created) }) &&
		!slices.ContainsFunc(s.Commitments, func(c Commitment) bool { return c.Past || t.within(c.Entry.Changed) })
}

// thought picks the one closing thought: the most useful thing to say.
func (t *teller) thought() Thought {
	// Hidden goals must not show, not even as a thought less.
	goals := slices.DeleteFunc(t.r.Of(mentoring.GoalEntry, mentoring.OpenState), func(g mentoring.Entry) bool { return !t.shown(g) })
	proposed := slices.ContainsFunc(t.r.Of(mentoring.GoalEntry, mentoring.ProposedState), t.shown)
	if len(goals) == 0 && !proposed && len(t.s.Proposals) == 0 {
		if week := t.r.Pair.Week(t.now); week >= 2 && week%2 == 0 {
			return Thought{Key: "first-goal"}
		}
		return Thought{}
	}
	for _, g := range goals {
		if t.untouched(g) {
			return Thought{Key: "goal-untouched", Ref: g.Ref(), Text: g.Text}
		}
	}
	// The same thought every week would be no thought.
	if t.s.Next == nil && t.r.Pair.Week(t.now)%4 == 0 {
		return Thought{Key: "next-session"}
	}
	for _, g := range t.s.Goals {
		if g.Total == 0 && t.shown(g.Goal) && t.r.Pair.Week(t.now)%2 == 0 {
			return Thought{Key: "first-milestone", Ref: g.Goal.Ref(), Text: g.Goal.Text}
		}
	}
	return Thought{}
}

// untouchedDays is how long a goal may rest before a digest asks about it.
const untouchedDays = 28

// untouched reports whether nothing about a goal changed for four weeks. It is
// asked in every fourth such week only.
func (t *teller) untouched(g mentoring.Entry) bool {
	last := g.Changed
	for _, e := range t.r.Entries {
		about := (e.Kind == mentoring.MilestoneEntry || e.Kind == mentoring.RatingEntry) && e.Parent == g.Number
		if about && t.shown(e) && e.Changed.After(last) {
			last = e.Changed
		}
	}
	days := int(t.now.Sub(last).Hours() / 24)
	return days >= untouchedDays && days%untouchedDays < 7
}
