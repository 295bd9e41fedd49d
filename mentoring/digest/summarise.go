package digest

import (
	"slices"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// Summarise tells a reader what a week was. The records are those of the pairs
// that the reader is in; a section holds words of its own pair only. audits are
// the occasions on which the operator read a record, by pair.
func Summarise(rs []mentoring.Record, viewer mentoring.Person, w calendar.Week, p mentoring.Policy, audits map[mentoring.PairID][]Access, now time.Time) Digest {
	d := Digest{Week: w, Quiet: true}
	for _, r := range rs {
		if _, ok := r.Pair.Member(viewer.ID); !ok {
			continue
		}
		s := summarise(r, viewer, w, p, now)
		s.Revealed = audits[r.Pair.ID]
		if len(s.Revealed) > 0 {
			s.Quiet = false
		}
		d.Quiet = d.Quiet && s.Quiet
		d.Sections = append(d.Sections, s)
	}
	return d
}

// teller gathers one section.
type teller struct {
	r        mentoring.Record
	viewer   mentoring.PersonID
	p        mentoring.Policy
	now      time.Time
	from, to time.Time // the week, or since the last digest
	s        Section
}

func summarise(r mentoring.Record, viewer mentoring.Person, w calendar.Week, p mentoring.Policy, now time.Time) Section {
	loc := r.Pair.Location()
	t := &teller{
		r: r, viewer: viewer.ID, p: p, now: now,
		from: calendar.At(calendar.Civil{Date: w.Monday()}, loc),
		to:   calendar.At(calendar.Civil{Date: w.Next().Monday()}, loc),
	}
	number := r.Pair.Week(t.to.Add(-time.Second))
	// What came since the week ended is told, too: the digest is written now. And
	// it goes on where the last one ended, which may be a month ago.
	if now.After(t.to) {
		t.to = now
	}
	if last := t.last(); !last.IsZero() {
		t.from = last
	}
	t.s = Section{
		Struggling: r.Struggles(viewer.ID, now),
		Pair:       r.Pair.ID, Partner: r.PartnerOf(viewer.ID),
		Number: number, Of: r.Pair.Weeks,
	}
	standing := r.Standing(viewer.ID, now)
	t.s.Goals, t.s.Proposals, t.s.Next = standing.Goals, standing.Proposals, standing.Next
	for _, e := range standing.Entries() {
		t.show(e)
	}
	t.words()
	t.cheers()
	t.commitments()
	t.asks()
	t.rounds()
	t.s.Trends = t.trends()
	t.s.Measures = t.measures()
	t.s.Health = t.health()
	t.s.Verdict.Views = len(t.s.Views)
	for _, w := range t.s.Words {
		t.answered(w.Mine)
	}
	for _, x := range t.s.Trends {
		t.answered(x.Mine)
	}
	if m := r.Pair.Partner(viewer.ID); mentoring.Away(m, mentoring.Today(t.s.Partner, now)) {
		t.s.Away = m.PausedUntil
	}
	t.s.Thought = t.thought()
	t.s.Memory = t.memory()
	if d, ok := p.ReadAhead(r, calendar.WeekOf(mentoring.Today(viewer, now))); ok {
		t.s.PreRead = t.preRead(d)
	}
	t.s.Quiet = t.quiet()
	return t.s
}

// open reports whether an entry may stand in this digest: the reader may see
// it, and it is no private word, not even the reader's own.
func (t *teller) open(e mentoring.Entry) bool {
	return e.State != mentoring.WithdrawnState && e.Visible != ritual.Private && t.r.Sees(t.viewer, e)
}

// shown is open for words that stand in the main parts. A hidden answer is the
// reader's own to see, but not here: it would look shared.
func (t *teller) shown(e mentoring.Entry) bool {
	return t.open(e) && e.Visible == ritual.Shared
}

// last is when the reader's last digest was written; zero: there is none.
func (t *teller) last() time.Time {
	var last time.Time
	for _, round := range t.r.Rounds {
		if d, _ := t.p.Ritual(round.Ritual); !d.Digest {
			continue
		}
		if p, ok := round.PromptOf(int64(t.viewer)); ok && p.SentAt.After(last) && p.SentAt.Before(t.now) {
			last = p.SentAt
		}
	}
	return last
}

func (t *teller) within(at time.Time) bool { return !at.Before(t.from) && at.Before(t.to) }

// show notes that somebody else's words stand in the digest.
func (t *teller) show(e mentoring.Entry) {
	if e.ID != 0 && e.Author != t.viewer && !slices.Contains(t.s.Shown, e.ID) {
		t.s.Shown = append(t.s.Shown, e.ID)
	}
}

func (t *teller) quote(e mentoring.Entry, text string) Quote {
	t.show(e)
	return Quote{By: t.r.Person(e.Author).First(), Mine: e.Author == t.viewer, Text: Cut(text)}
}

// answered counts an answer of the week.
func (t *teller) answered(mine bool) {
	if mine {
		t.s.Verdict.Own++
	} else {
		t.s.Verdict.Answers++
	}
}

// words gathers wins, and shared answers and feedback of the week.
func (t *teller) words() {
	inWin := map[string]bool{}
	for _, e := range t.r.Of(mentoring.WinEntry) {
		told := !t.within(e.Created) && (!e.Left.IsZero() || !t.within(e.Changed))
		if t.shown(e) && !told && e.About == "" && e.Form != mentoring.HearNobody {
			t.s.Wins = append(t.s.Wins, t.quote(e, e.Text))
			inWin[e.Text] = true
		}
	}
	t.s.Verdict.Wins = len(t.s.Wins)
	for _, e := range t.r.Entries {
		if !t.shown(e) || !t.within(e.Changed) || inWin[e.Text] || e.Text == "" {
			continue
		}
		switch e.Kind {
		case mentoring.AnswerEntry:
			q, ok := t.question(e)
			if ok && !tells(q) {
				continue
			}
			w := Words{Quote: t.quote(e, told(q, e.Text)), Question: q.Text}
			if round, ok := t.r.Round(e.Round); ok {
				w.Source = source(round.Ritual, q)
			}
			t.s.Words = append(t.s.Words, t.feedback(e, w))
		case mentoring.VoiceEntry:
			q := t.quote(e, e.Text)
			q.By = e.Source // nobody of the pair
			t.s.Words = append(t.s.Words, Words{Quote: q})
		case mentoring.NoteEntry, mentoring.ObstacleEntry, mentoring.FeedbackEntry:
			if e.Key == "" { // with a key it is an answer too, and told as such
				t.s.Words = append(t.s.Words, t.feedback(e, Words{Quote: t.quote(e, e.Text)}))
			}
		}
	}
	slices.SortStableFunc(t.s.Words, func(a, b Words) int { return boolOrder(a.Mine, b.Mine) })
}

// tells reports whether an answer's words are worth quoting: a bare number has
// its trend, lists their own sections.
func tells(q ritual.Asked) bool {
	switch q.Kind {
	case ritual.Scale, ritual.Middle:
		return false
	}
	switch q.Records {
	case ritual.Commitment, ritual.Goal, ritual.Consent, ritual.Remedy, ritual.Ask:
		return false
	}
	return !elsewhere(q.Records)
}

// question returns the question that an answer was given to.
func (t *teller) question(e mentoring.Entry) (ritual.Asked, bool) {
	round, ok := t.r.Round(e.Round)
	if !ok {
		return ritual.Asked{}, false
	}
	prompt, _ := round.PromptOf(int64(e.Author))
	for _, q := range prompt.Asked {
		if q.Key == e.Key {
			return q, true
		}
	}
	return ritual.Asked{}, false
}

// commitments lists who owes what, kept ones first.
func (t *teller) commitments() {
	for _, e := range t.r.Of(mentoring.CommitmentEntry, mentoring.DoneState, mentoring.OpenState) {
		kept := e.State == mentoring.DoneState
		if !t.shown(e) || kept && !t.within(e.Changed) {
			continue
		}
		c := Commitment{Entry: e, By: t.r.Person(e.Owner).First(), Mine: e.Owner == t.viewer, Kept: kept}
		if kept {
			c.On = calendar.DateIn(e.Changed, t.r.Person(e.Owner).Location())
			t.s.Verdict.Kept++
		}
		if c.Mine && !kept && !e.Due.IsZero() {
			due := calendar.At(calendar.Civil{Date: e.Due.AddDays(1)}, t.r.Pair.Location())
			c.Past = t.within(due)
		}
		t.show(e)
		t.s.Commitments = append(t.s.Commitments, c)
	}
	slices.SortStableFunc(t.s.Commitments, func(a, b Commitment) int {
		if a.Kept != b.Kept {
			return boolOrder(b.Kept, a.Kept)
		}
		return boolOrder(b.Mine, a.Mine)
	})
	for _, e := range t.r.Of(mentoring.MilestoneEntry, mentoring.DoneState) {
		if t.shown(e) && t.within(e.Changed) {
			t.s.Verdict.Milestones++
			t.reached(e)
		}
	}
	for _, e := range t.r.Of(mentoring.GoalEntry, mentoring.FinishedState) {
		if t.shown(e) && t.within(e.Changed) {
			t.s.Verdict.GoalsFinished++
			t.reached(e)
		}
	}
}

// reached tells of a milestone that was met or a goal that was finished.
func (t *teller) reached(e mentoring.Entry) {
	t.show(e)
	t.s.Reached = append(t.s.Reached, e)
}

// asks lists questions between the two.
func (t *teller) asks() {
	for _, e := range t.r.Of(mentoring.AskEntry) {
		switch {
		case !t.shown(e):
			continue
		case e.State == mentoring.OpenState && e.Owner == t.viewer:
			t.s.Asks = append(t.s.Asks, e)
		case e.State == mentoring.OpenState:
			t.s.Asked = append(t.s.Asked, e)
		case e.State == mentoring.AnsweredState && t.within(e.Changed):
			t.s.Replies = append(t.s.Replies, e)
		default:
			continue
		}
		t.show(e)
	}
}

// boolOrder puts false before true.
func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

const quoteLength = 280

// Cut shortens words to 280 characters, at a space, with an ellipsis.
func Cut(text string) string {
	runes := []rune(text)
	if len(runes) <= quoteLength {
		return text
	}
	cut := quoteLength - 1
	for i := cut; i > cut-40; i-- {
		if runes[i] == ' ' || runes[i] == '\n' {
			cut = i
			break
		}
	}
	return string(runes[:cut]) + "…"
}
