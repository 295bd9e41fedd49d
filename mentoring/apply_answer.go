package mentoring

import (
	"slices"
	"strings"
	"time"

	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// answerTo returns the standing answer of the author to a question of the round.
func (a *applying) answerTo(q ritual.Asked) (Entry, bool) { return a.recorded(AnswerEntry, q) }

// recorded returns what an answer to a question of the round has recorded.
func (a *applying) recorded(k Kind, q ritual.Asked) (Entry, bool) {
	i := slices.IndexFunc(a.r.Entries, func(e Entry) bool {
		return e.Kind == k && e.Key == q.Key && e.Round == a.re.Prompt.Round && e.Round != 0 &&
			e.Author == a.who.ID && e.State != WithdrawnState
	})
	if i < 0 {
		return Entry{}, false
	}
	return a.r.Entries[i], true
}

// visibility returns who may read an answer.
func (a *applying) visibility(q ritual.Asked, private, held bool) ritual.Visibility {
	switch {
	case private, held:
		return ritual.Private
	case q.Visible != "":
		return q.Visible
	}
	return ritual.Shared
}

// answer records an answer and what its question says that it records. The
// same question again replaces the answer; the history keeps both.
func (a *applying) answer(ans reading.Answer) {
	q, ok := a.asked(ans.N)
	if !ok {
		a.leftover(reading.Leftover{Text: ans.Text, Private: ans.Private, Held: ans.Held})
		return
	}
	if old, ok := a.answerTo(q); ok && old.Changed.After(a.came) && !a.reread {
		// It was held, and a later mail has the last word.
		a.leftover(reading.Leftover{Text: ans.Text, N: ans.N, Private: ans.Private, Held: ans.Held})
		return
	}
	visible := a.visibility(q, ans.Private, ans.Held)
	if ans.Held {
		a.doubt(reading.Doubt{Kind: reading.HeldDiscretion, Text: ans.Text})
	}
	a.receipt.Silencing = a.receipt.Silencing || ans.Private // always confirmed
	said := Said{What: SaidAnswer, N: q.N, Ref: q.Ref, Text: ans.Text, Value: ans.Value, Visible: visible}
	old, replaced := a.answerTo(q)
	if replaced {
		said.Replaced, said.Before = true, old.Value
		if !a.reread {
			a.unsay(q, old)
		}
		if old.Text != ans.Text {
			old.Left = time.Time{} // these words have not left
		}
		old.Text, old.Value, old.Visible, old.Message = ans.Text, ans.Value, narrower(old.Visible, visible), a.re.Message
		visible, said.Visible = old.Visible, old.Visible
		a.change(old)
	} else {
		a.add(Entry{Kind: AnswerEntry, State: KeptState, Visible: visible, Key: q.Key, Text: ans.Text, Value: ans.Value, Round: a.re.Prompt.Round})
	}
	if !bareChoice(q, ans) {
		a.say(said)
	}
	a.record(q, ans, visible)
	a.probe(q, ans, replaced)
}

// probes is how many ways there are to ask on.
const probes = 3

// probe asks on, once in a round, where a question was answered with no more
// than "fine": what to work on, where support is needed, or whether the means
// are there. Whoever says the same again is left in peace.
func (a *applying) probe(q ritual.Asked, ans reading.Answer, replaced bool) {
	asked := slices.ContainsFunc(a.receipt.Said, func(s Said) bool { return s.What == SaidProbe })
	if q.Probe && ans.Fine && !ans.Private && !ans.Held && !replaced && !asked && !a.reread {
		a.say(Said{What: SaidProbe, N: q.N, Value: 1 + int(a.round.ID)%probes})
	}
}

// narrower returns the more closed of two visibilities: a correction never
// opens what was closed.
func narrower(x, y ritual.Visibility) ritual.Visibility {
	order := []ritual.Visibility{ritual.Private, ritual.Coordinator, ritual.AfterBoth}
	for _, v := range order {
		if x == v || y == v {
			return v
		}
	}
	return ritual.Shared
}

// bareChoice reports whether an answer is a mere yes or choice that the receipt
// says in its own words.
func bareChoice(q ritual.Asked, ans reading.Answer) bool {
	understood := q.Records == ritual.Consent && ans.Yes != reading.Unsaid || q.Records == ritual.Remedy && ans.Choice != ""
	return understood && len(strings.Fields(ans.Text)) <= 3
}

// record does what the question's Records says.
func (a *applying) record(q ritual.Asked, ans reading.Answer, visible ritual.Visibility) {
	if a.reread && decides(q.Records) {
		return
	}
	if record, ok := recorders[q.Records]; ok {
		record(a, q, ans, visible)
	}
}

// letGo drops what an earlier answer to the same question listed and this one
// does not, as long as nothing else has happened to it.
func (a *applying) letGo(k Kind, q ritual.Asked, items []reading.Item) {
	for _, e := range a.r.Of(k, OpenState, ProposedState, ParkedState) {
		same := func(i reading.Item) bool { return strings.EqualFold(strings.TrimSpace(i.Text), e.Text) }
		if e.Key == q.Key && e.Round == a.re.Prompt.Round && e.Round != 0 && e.Author == a.who.ID &&
			e.Changed.Equal(e.Created) && e.Created.Before(a.now) && !slices.ContainsFunc(items, same) {
			a.change(e.takenBack())
			a.did(Said{What: string(reading.Drop), Ref: e.Ref(), Text: e.Text, Visible: e.Visible})
		}
	}
}

// close gives what an earlier answer to the same question listed the visibility
// of its correction, as far as that is narrower and the words have not left.
func (a *applying) close(k Kind, q ritual.Asked, visible ritual.Visibility) {
	for _, e := range a.r.Of(k) {
		if e.Key == q.Key && e.Round == a.re.Prompt.Round && e.Round != 0 && e.Author == a.who.ID && e.Left.IsZero() {
			if v := narrower(e.Visible, visible); v != e.Visible {
				e.Visible = v
				a.change(e)
			}
		}
	}
}

// keep adds an entry of a kind, or replaces what the same question of the same
// round recorded before.
func (a *applying) keep(k Kind, q ritual.Asked, text string, value int, visible ritual.Visibility) {
	goal := 0
	if kind, n, err := ParseRef(q.Ref); err == nil && kind == GoalEntry {
		goal = n
	}
	if old, ok := a.recorded(k, q); ok {
		if old.Text != text || old.Value != value {
			old.Left = time.Time{}
		}
		old.Text, old.Value, old.Visible, old.Message, old.Parent = text, value, visible, a.re.Message, goal
		a.change(old)
		return
	}
	owner := a.who.ID
	if k == FeedbackEntry {
		owner = a.r.Pair.Partner(a.who.ID).Person
	}
	a.add(Entry{
		Kind: k, State: KeptState, Visible: visible, Owner: owner, Key: q.Key,
		Text: text, Value: value, Parent: goal, Round: a.re.Prompt.Round,
	})
}

// leftover keeps words that answer no question. In answer to a prompt they are
// read by whoever reads its answers; elsewhere nobody was told that the partner
// would read them, so they stay with their author.
func (a *applying) leftover(l reading.Leftover) {
	text := strings.TrimSpace(l.Text)
	if text == "" {
		return
	}
	visible := a.closest(text)
	if q, ok := a.asked(l.N); ok {
		visible = a.visibility(q, l.Private, l.Held)
	}
	if l.Confided && a.confide(text) {
		return
	}
	if l.Private || l.Held {
		visible = ritual.Private
		// What was marked private in answer to a prompt is always confirmed.
		a.receipt.Silencing = a.receipt.Silencing || l.Private && a.re.Prompt.ID != 0
	}
	if l.Held {
		a.doubt(reading.Doubt{Kind: reading.HeldDiscretion, Text: text})
	}
	e := a.add(Entry{Kind: NoteEntry, State: KeptState, Visible: visible, Text: text, Round: a.re.Prompt.Round})
	a.say(Said{What: SaidNote, Text: e.Text, Visible: e.Visible})
}

// closest returns the visibility of words that answer the prompt and name no
// question. They may answer any of them, so it is that of the most closed one:
// where the author was promised that nobody reads the answer to the last
// question, nobody does. Only a question that takes a number is not answered by
// a sentence.
func (a *applying) closest(text string) ritual.Visibility {
	if len(a.re.Prompt.Asked) == 0 {
		return ritual.Private
	}
	sentence := len(strings.Fields(text)) > 3
	v := ritual.Shared
	for _, q := range a.re.Prompt.Asked {
		if number := q.Kind == ritual.Scale || q.Kind == ritual.Middle; number && sentence {
			continue
		}
		v = narrower(v, q.Visible)
	}
	return v
}
