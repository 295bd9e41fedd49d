package digest

import (
	"slices"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// PreRead is a stretch of a pair's history, for both to read before they talk
// about it: nothing in it may come as a surprise on the day. It holds shared
// words only, and counts what happened.
type PreRead struct {
	Since int // the pair's week from which it tells
	// Purpose is what one of them said at the beginning that it is for; nil: it is
	// not known.
	Purpose *Quote
	// Score is a line each for what was met, practised, taken up and reached.
	Score    []Score
	Rated    []Rated
	Measures []mentoring.Measure
	Wins     []Quote
	Kept     []Kept // commitments, of both alike
	Tree     []Branch
	Patterns []Pattern
	Evidence []Evidence
}

// Score is a number with a story beside it.
type Score struct {
	Key   ScoreKey
	N     int
	Quote *Quote // nil: nobody wrote about it
}

// ScoreKey says what is counted.
type ScoreKey string

// The lines of the scoreboard.
const (
	ScoreMilestones ScoreKey = "milestones" // met
	ScorePractice   ScoreKey = "practice"   // experiments and exercises that were debriefed
	ScoreFeedback   ScoreKey = "feedback"   // taken up
	ScoreResults    ScoreKey = "results"    // goals finished
)

// Rated is a series of ratings with the latest words that were written with one
// of them.
type Rated struct {
	Trend
	Quote *Quote
}

// Kept is how many commitments somebody kept, and the latest of them.
type Kept struct {
	By     string
	Mine   bool
	N      int
	Latest string
}

// Evidence is a sign of progress with whoever saw it.
type Evidence struct {
	Quote
	Source string // who said it, where that is nobody of the pair
}

// The lengths of lists in a pre-read. It is a page, not a book.
const (
	prereadWins     = 5
	prereadEvidence = 3
)

// preRead tells the history since the ritual was last held, or since the pair
// began. It is nil where there is none.
func (t *teller) preRead(d ritual.Definition) *PreRead {
	past := t.since(t.lastHeld(d))
	p := &PreRead{
		Since: max(t.r.Pair.Week(past.from), 1), Purpose: t.purpose(),
		Score: past.score(), Rated: past.ratings(), Measures: past.measures(), Kept: past.kept(),
		// Those of the week stand at the top of the digest.
		Wins: past.wins(prereadWins, t.within),
		Tree: past.tree(), Patterns: past.patterns(), Evidence: past.evidence(prereadEvidence),
	}
	for _, id := range past.s.Shown {
		t.show(mentoring.Entry{ID: id})
	}
	if len(p.Score)+len(p.Rated)+len(p.Measures)+len(p.Wins)+len(p.Kept)+len(p.Tree)+len(p.Patterns)+len(p.Evidence) == 0 {
		return nil
	}
	return p
}

// lastHeld is when a ritual was held last; where it never was, when the pair
// began.
func (t *teller) lastHeld(d ritual.Definition) time.Time {
	last := t.r.Pair.Started
	for _, round := range t.r.Rounds {
		if round.Ritual == d.Name && round.State != ritual.Missed && round.Opened.After(last) && round.Opened.Before(t.now) {
			last = round.Opened
		}
	}
	return last
}

// since is a teller of the same record about another time: from then to now.
func (t *teller) since(from time.Time) *teller {
	return &teller{r: t.r, viewer: t.viewer, p: t.p, now: t.now, from: from, to: t.now, s: Section{Number: t.s.Number}}
}

// latest returns the latest quoted words among entries that may stand here; nil
// if none has any. say picks the words of an entry.
func (t *teller) latest(es []mentoring.Entry, say func(mentoring.Entry) string) *Quote {
	for _, e := range slices.Backward(byChange(es)) {
		if text := say(e); text != "" {
			q := t.quote(e, text)
			return &q
		}
	}
	return nil
}

// byChange returns entries in the order of their last change.
func byChange(es []mentoring.Entry) []mentoring.Entry {
	es = slices.Clone(es)
	slices.SortStableFunc(es, func(a, b mentoring.Entry) int { return a.Changed.Compare(b.Changed) })
	return es
}

// past returns the entries of a kind, in some states, that are of the time told
// of and may stand here.
func (t *teller) past(kind mentoring.Kind, states ...mentoring.State) []mentoring.Entry {
	return slices.DeleteFunc(t.r.Of(kind, states...), func(e mentoring.Entry) bool { return !t.shown(e) || !t.within(e.Changed) })
}

func textOf(e mentoring.Entry) string { return e.Text }

// purpose is what the pair is for: what the mentee, or else the mentor, said of it
// at the beginning.
func (t *teller) purpose() *Quote {
	if all := t.purposes(); len(all) > 0 {
		return &all[0]
	}
	return nil
}

// purposeKey is the key of the first question of the agreement.
func (t *teller) purposeKey() (string, bool) {
	for _, d := range t.p.Rituals {
		i := slices.IndexFunc(d.Questions, func(q ritual.Question) bool { return q.Records == ritual.Agreement })
		if d.Trigger == ritual.OnStarted && i >= 0 {
			return d.Questions[i].Key, true
		}
	}
	return "", false
}

// wins are the latest so many, oldest first, but for those that are told
// elsewhere.
func (t *teller) wins(most int, elsewhere func(time.Time) bool) []Quote {
	es := slices.DeleteFunc(byChange(t.past(mentoring.WinEntry)), func(e mentoring.Entry) bool { return elsewhere(e.Changed) })
	var out []Quote
	for _, e := range es[max(0, len(es)-most):] {
		out = append(out, t.quote(e, e.Text))
	}
	return out
}

// kept counts the commitments that each of the two has kept, the mentee's first.
func (t *teller) kept() []Kept {
	var out []Kept
	for _, m := range t.r.Pair.Members() {
		es := slices.DeleteFunc(byChange(t.past(mentoring.CommitmentEntry, mentoring.DoneState)), func(e mentoring.Entry) bool { return e.Owner != m.Person })
		if len(es) == 0 {
			continue
		}
		last := es[len(es)-1]
		t.show(last)
		out = append(out, Kept{By: t.r.Person(m.Person).First(), Mine: m.Person == t.viewer, N: len(es), Latest: Cut(last.Text)})
	}
	return out
}

// ratings are the series that were added to, with words beside them.
func (t *teller) ratings() []Rated {
	var out []Rated
	for _, x := range t.trends() {
		out = append(out, Rated{Trend: x, Quote: t.beside(x)})
	}
	return out
}

// beside finds the latest words that the person who gave a series of ratings
// wrote in one of its rounds.
func (t *teller) beside(x Trend) *Quote {
	rounds := map[int64]bool{}
	for _, e := range t.past(mentoring.RatingEntry) {
		if e.Key == x.Key && (e.Author == t.viewer) == x.Mine && e.Round != 0 {
			rounds[e.Round] = true
		}
	}
	es := slices.DeleteFunc(t.past(mentoring.AnswerEntry), func(e mentoring.Entry) bool {
		q, _ := t.question(e)
		return !rounds[e.Round] || (e.Author == t.viewer) != x.Mine || !tells(q) || q.Kind != ritual.Text
	})
	return t.latest(es, textOf)
}

// evidence are the latest signs of progress: what the two wrote down as such,
// and what others said and both may read.
func (t *teller) evidence(most int) []Evidence {
	es := slices.Concat(t.past(mentoring.EvidenceEntry), t.past(mentoring.PraiseEntry), t.past(mentoring.VoiceEntry, mentoring.KeptState))
	es = byChange(es)
	var out []Evidence
	for _, e := range es[max(0, len(es)-most):] {
		out = append(out, Evidence{Quote: t.quote(e, e.Text), Source: e.Source})
	}
	return out
}
