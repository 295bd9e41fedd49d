package mentoring

import (
	"slices"
	"strings"

	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// make changes the record where the two readings differ, and notes what it did
// and what it did not.
func (x *rereading) make() {
	for _, g := range x.gone {
		switch {
		case g.stays == WouldLose && x.explained(g):
		case g.stays == WouldLose:
			x.note(Difference{Kind: WouldLose, Question: g.question(), Words: -x.lost(g)})
		case g.stays != "":
			x.note(Difference{Kind: g.stays, Question: g.question(), Verb: g.verb()})
		case !x.replaced(g):
			x.withdraw(g)
			x.note(Difference{Kind: MovedAway, Question: g.question(), Words: -len(g.words)})
		}
	}
	for _, f := range x.fresh {
		x.turn(f.told)
		switch f.stays {
		case "":
			visible := x.sourceOf(f)
			x.turn(f.told)
			n, before := len(x.r.Entries), slices.Clone(x.r.Entries)
			x.place(f)
			x.narrow(before, n, visible)
		case NotActedOn:
			x.note(Difference{Kind: NotActedOn, Verb: f.verb()})
			if x.unheard(f) {
				x.leftover(reading.Leftover{Text: f.line.Raw, Private: true})
			}
		}
	}
}

func (x *rereading) note(d Difference) { x.found = append(x.found, d) }

// turn sets the prompt that things are said to from here on.
func (x *rereading) turn(told int) {
	x.re = Reply{Prompt: x.told[told].Prompt, Message: x.message, Came: x.came}
	x.round, _ = x.r.Round(x.re.Prompt.Round)
}

// place records a thing that was not recorded so far.
func (x *rereading) place(f *thing) {
	switch {
	case f.line != nil:
		x.line(*f.line)
		x.note(Difference{Kind: NewlyRead, Verb: f.verb(), Words: len(f.words)})
	case f.left != nil:
		x.leftover(*f.left)
		x.note(Difference{Kind: NewNote, Question: f.left.N, Words: len(f.words)})
	default:
		x.placeAnswer(f)
	}
	x.answeredNow()
}

// placeAnswer records an answer, in place of the one that this message gave
// before; where another mail has answered since, its words are kept beside.
func (x *rereading) placeAnswer(f *thing) {
	q, asked := x.asked(f.answer.N)
	standing, has := x.answerTo(q)
	before := x.replacedBy(f)
	if asked && has && (before == nil || standing.ID != before.entry) {
		x.leftover(reading.Leftover{Text: f.answer.Text, N: f.answer.N, Private: f.answer.Private, Held: f.answer.Held})
		x.note(Difference{Kind: NewNote, Question: f.answer.N, Words: len(f.words)})
		return
	}
	d := Difference{Kind: NewlyRead, Question: f.answer.N, Words: len(f.words)}
	if before != nil {
		d.Kind, d.Words = ReadAnew, len(f.words)-len(before.words)
	}
	x.answer(*f.answer)
	x.note(d)
	if decides(q.Records) {
		x.note(Difference{Kind: NotActedOn, Question: f.answer.N})
	}
}

// decides reports whether an answer does more than keep its words.
func decides(r ritual.Records) bool {
	return slices.Contains([]ritual.Records{
		ritual.Consent, ritual.Remedy, ritual.FollowUp, ritual.Review, ritual.Commitment, ritual.Ask, ritual.Goal,
		ritual.Need, ritual.Touch, ritual.Course, ritual.Plateau, ritual.Deadline,
	}, r)
}

// answeredNow notes that a prompt was answered after all, when the message came.
func (x *rereading) answeredNow() {
	p := x.re.Prompt
	if p.ID == 0 || p.State != ritual.Sent || slices.ContainsFunc(x.answered, func(q ritual.Prompt) bool { return q.ID == p.ID }) {
		return
	}
	p.State = ritual.Answered
	switch {
	case !x.hidden():
		p.Answered = x.came
	case x.gives():
		p.Answered = x.now
	}
	x.answered = append(x.answered, p)
}

// replacedBy returns the answer of before that an answer takes the place of.
func (x *rereading) replacedBy(f *thing) *thing {
	for _, g := range x.gone {
		if g.stays == "" && g.answer != nil && f.answer != nil && g.told == f.told && g.answer.N == f.answer.N {
			return g
		}
	}
	return nil
}

func (x *rereading) replaced(g *thing) bool {
	return slices.ContainsFunc(x.fresh, func(f *thing) bool { return f.stays == "" && x.replacedBy(f) == g })
}

// withdraw takes back an entry whose words stand elsewhere now, and what an
// answer has recorded besides itself.
func (x *rereading) withdraw(g *thing) {
	i := slices.IndexFunc(x.r.Entries, func(e Entry) bool { return e.ID == g.entry })
	if i < 0 {
		return
	}
	e := x.r.Entries[i]
	for _, y := range x.r.Entries {
		also := e.Kind == AnswerEntry && y.Key == e.Key && y.Round == e.Round && y.Author == e.Author && y.Message == x.message
		if y.ID == e.ID || also && y.Number == 0 && y.State == KeptState {
			y.State = WithdrawnState
			x.change(y)
		}
	}
}

// sourceOf returns who may read the words of a thing where they were recorded
// before: the most closed of the places that share words with it. A place whose
// words all stand in another thing now is none of this one's.
func (x *rereading) sourceOf(f *thing) ritual.Visibility {
	v := ritual.Shared
	for _, g := range x.gone {
		n := common(g.words, f.words)
		elsewhere := func(y *thing) bool { return y != f && y.stays == "" && common(g.words, y.words) == len(g.words) }
		if n > 0 && (n == len(g.words) || g.stays != "" || !slices.ContainsFunc(x.fresh, elsewhere)) {
			v = narrower(v, x.visibleNow(g))
		}
	}
	return v
}

// visibleNow returns who may read a thing as it is recorded, or what it has
// become: the most closed of the entries that it may be.
func (x *rereading) visibleNow(g *thing) ritual.Visibility {
	v := ritual.Shared
	private := g.answer != nil && g.answer.Private || g.left != nil && g.left.Private || g.line != nil && g.line.Private
	if private {
		v = ritual.Private
	}
	x.turn(g.told)
	q, asked := x.asked(g.question())
	for _, e := range x.before {
		same := e.ID == g.entry
		if g.entry == 0 {
			same = e.Message == x.message && common(strings.Fields(e.Text), g.words) > 0 || asked && e.Round == x.re.Prompt.Round && e.Key == q.Key
		}
		if same && e.Author == x.who.ID {
			v = narrower(v, e.Visible)
		}
	}
	return v
}

// narrow closes what was added or changed since, so that nobody reads more than
// before.
func (x *rereading) narrow(before []Entry, n int, visible ritual.Visibility) {
	for i, e := range x.r.Entries {
		if i < n && e == before[i] {
			continue
		}
		if v := narrower(e.Visible, visible); v != e.Visible {
			x.r.Entries[i].Visible = v
		}
	}
}

// unheard reports whether most words of a thing had no place in the reading of
// before.
func (x *rereading) unheard(f *thing) bool {
	var all []string
	for _, t := range x.told {
		for _, s := range thingsOf(0, t.Was) {
			all = append(all, s.words...)
		}
	}
	return !mostly(f.words, all)
}

// explained reports whether a thing stays for the sake of a line that is not
// acted on: that is told of already.
func (x *rereading) explained(g *thing) bool {
	return slices.ContainsFunc(x.fresh, func(f *thing) bool { return f.stays == NotActedOn && common(f.words, g.words) == len(f.words) })
}

// lost is how many words of a thing the new reading has nowhere.
func (x *rereading) lost(g *thing) int {
	var all []string
	for _, f := range x.fresh {
		all = append(all, f.words...)
	}
	return max(len(g.words)-common(g.words, all), 1)
}

// changes are what to store.
func (x *rereading) changes() []Change {
	var out []Change
	for i, e := range x.r.Entries {
		switch {
		case i >= len(x.before):
			e.ID = 0
			out = append(out, PutEntry{Entry: e})
		case e != x.before[i]:
			out = append(out, PutEntry{Entry: e})
		}
	}
	for _, p := range x.answered {
		out = append(out, PutPrompt{Prompt: p})
	}
	return out
}
