package mentoring

import (
	"slices"
	"time"

	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// Apply returns what a reply changes in a pair's record. It is the only place
// that knows whether C99 exists and whose it is. It never guesses: what cannot
// be done becomes a doubt, and the words are kept.
func Apply(r Record, who Person, re Reply, now time.Time) Outcome {
	m, ok := r.Pair.Member(who.ID)
	if !ok {
		if g, outside := r.Guest(who.ID); outside {
			return fromGuest(r, g, who, re, now)
		}
		return Outcome{}
	}
	a := &applying{r: r, before: r.Entries, who: who, me: m, re: re, now: now, came: now}
	if !re.Came.IsZero() && re.Came.Before(now) {
		a.came = re.Came
	}
	a.r.Entries = slices.Clone(r.Entries)
	a.round, _ = r.Round(re.Prompt.Round)
	a.receipt = Receipt{
		Pair: r.Pair.ID, Person: who.ID, Doubts: slices.Clone(re.Reading.Doubts), Shows: ritual.Shared,
		Late: a.late(),
	}
	if a.hidden() {
		a.receipt.Shows = ritual.AfterBoth
	}
	a.me.Eased = time.Time{}
	if a.came.After(a.me.Wrote) {
		a.me.Wrote = a.came
	}
	a.back()
	if re.Passed != nil {
		a.offerPraise(*re.Passed)
	}
	a.read()
	for _, earlier := range re.Earlier {
		a.turnTo(earlier)
		a.read()
	}
	a.unconfided()
	return a.outcome()
}

// read takes one prompt's part of the reply.
func (a *applying) read() {
	for _, ans := range a.re.Reading.Answers {
		a.answer(ans)
	}
	for _, l := range a.re.Reading.Lines {
		a.line(l)
	}
	for _, l := range a.re.Reading.Leftover {
		a.leftover(l)
	}
	a.settlePrompt()
}

// turnTo goes on with what the mail says to an earlier prompt.
func (a *applying) turnTo(earlier Reply) {
	if a.prompt != nil {
		a.settled, a.prompt = append(a.settled, *a.prompt), nil
	}
	earlier.Message, a.re, a.earlier = a.re.Message, earlier, true
	a.round, _ = a.r.Round(earlier.Prompt.Round)
}

// applying is one Apply under way. r.Entries and me are worked on; the
// difference to before becomes the changes. A new entry has a negative ID until
// then.
type applying struct {
	errands []Errand // mails to somebody outside the pair
	r       Record
	before  []Entry
	who     Person
	me      Member
	pair    PairState // set where the pair's state changes
	re      Reply
	round   ritual.Round
	now     time.Time
	came    time.Time // when the message came in
	receipt Receipt
	prompt  *ritual.Prompt  // changed
	settled []ritual.Prompt // changed before it
	earlier bool            // re answers a prompt before the one that the mail answers
	person  *Person         // changed
	dropped bool            // open prompts are dropped
	reread  bool            // words are read again: nothing is decided anew
	given   int64           // the feedback that an answer gave, 0: none
	invited []Guest         // are to be written to
	above   int64           // the entry that the next line may tell more of, 0: none
}

// hidden reports whether answers of this round are hidden until both are in.
func (a *applying) hidden() bool {
	return slices.ContainsFunc(a.re.Prompt.Asked, func(q ritual.Asked) bool { return q.Visible == ritual.AfterBoth })
}

// late reports whether the reply came after its round was over.
func (a *applying) late() bool {
	switch {
	case a.round.State == ritual.Closed:
		return !a.came.Before(a.round.Closed)
	case a.round.State == ritual.Revealed && a.hidden():
		return !a.came.Before(a.round.Revealed)
	}
	return false
}

// asked returns a question of the prompt by its number.
func (a *applying) asked(n int) (ritual.Asked, bool) {
	i := slices.IndexFunc(a.re.Prompt.Asked, func(q ritual.Asked) bool { return q.N == n })
	if i < 0 {
		return ritual.Asked{}, false
	}
	return a.re.Prompt.Asked[i], true
}

// add puts a new entry into the record and returns it with its number.
func (a *applying) add(e Entry) Entry {
	e.Pair, e.Author, e.Message, e.Created, e.Changed = a.r.Pair.ID, a.who.ID, a.re.Message, a.came, a.now
	if e.Owner == 0 {
		e.Owner = a.who.ID
	}
	if e.Visible == "" {
		e.Visible = ritual.Shared
	}
	if _, numbered := Letters[e.Kind]; numbered {
		for _, x := range a.r.Entries {
			if x.Kind == e.Kind {
				e.Number = max(e.Number, x.Number)
			}
		}
		e.Number++
		e.Created = a.now // nobody could name it before
	}
	if e.Kind == CommitmentEntry && e.Form == TryForm && e.Link == 0 {
		e.Link = a.takesUp()
	}
	e.ID = -1 - int64(len(a.r.Entries))
	a.r.Entries = append(a.r.Entries, e)
	return e
}

// change replaces an entry that is in the record.
func (a *applying) change(e Entry) {
	e.Changed = a.now
	if i := slices.IndexFunc(a.r.Entries, func(x Entry) bool { return x.ID == e.ID }); i >= 0 {
		a.r.Entries[i] = e
	}
}

// say tells the author what was understood. Only the numbers of the mail that
// was answered mean something to them.
func (a *applying) say(s Said) {
	if a.earlier && s.N != 0 {
		s.N = 0
		if s.What == SaidAnswer {
			s.What = SaidEarlier
		}
	}
	a.receipt.Said = append(a.receipt.Said, s)
}

func (a *applying) doubt(d reading.Doubt) { a.receipt.Doubts = append(a.receipt.Doubts, d) }

// did says what a keyword changed.
func (a *applying) did(s Said) {
	a.receipt.Changed = true
	a.say(s)
}

// settlePrompt marks the prompt answered, and notes which questions are open.
// Where answers are hidden until both are in, only an answer counts: nobody
// gets to read the other's words for a keyword. Nor for an answer that the other
// will not get to read: such a prompt is answered, but at no time.
func (a *applying) settlePrompt() {
	p := a.re.Prompt
	if p.ID == 0 || a.prompt != nil {
		return
	}
	rd := a.re.Reading
	wrote := len(rd.Answers)+len(rd.Leftover) > 0 || len(rd.Lines) > 0 && !a.hidden()
	gives := !a.hidden() || a.gives()
	switch {
	case wrote:
		p.State = ritual.Answered
	case p.State != ritual.Answered || gives != p.Answered.IsZero():
		return // nothing was opened or taken back
	}
	p.Answered = time.Time{}
	switch {
	case gives && a.hidden():
		p.Answered = a.now // until they are shown, its author has the time that was promised
	case gives:
		p.Answered = a.came
		if a.re.Prompt.Answered.After(a.came) {
			p.Answered = a.re.Prompt.Answered
		}
	}
	a.prompt = &p
	if !wrote {
		return
	}
	if a.earlier {
		return
	}
	for _, q := range p.Asked {
		if _, ok := a.answerTo(q); !ok && !slices.Contains(rd.Skipped, q.N) {
			a.receipt.Open = append(a.receipt.Open, q.N)
		}
	}
}

// gives reports whether the author has written words in this round that the
// partner will read.
func (a *applying) gives() bool {
	return slices.ContainsFunc(a.r.Entries, func(e Entry) bool {
		return e.Round == a.re.Prompt.Round && e.Author == a.who.ID && (e.Kind == AnswerEntry || e.Kind == NoteEntry) &&
			e.State == KeptState && (e.Visible == ritual.AfterBoth || e.Visible == ritual.Shared)
	})
}

// outcome gathers the changes.
func (a *applying) outcome() Outcome {
	out := Outcome{Receipt: a.receipt}
	for i, e := range a.r.Entries {
		switch {
		case i >= len(a.before):
			as := e.ID
			e.ID = 0
			out.Changes = append(out.Changes, PutEntry{Entry: e, As: as})
		case e != a.before[i]:
			out.Changes = append(out.Changes, PutEntry{Entry: e})
		}
	}
	pair := a.r.Pair.With(a.me)
	if a.pair != "" {
		pair.State = a.pair
		if a.pair == NotBegun {
			pair.Ended = a.now
		}
	}
	out.Changes = append(out.Changes, PutPair{Pair: pair})
	for _, g := range a.invited {
		out.Changes = append(out.Changes, PutGuest{Guest: g})
	}
	if a.prompt != nil {
		a.settled = append(a.settled, *a.prompt)
	}
	for _, p := range a.settled {
		out.Changes = append(out.Changes, PutPrompt{Prompt: p})
	}
	if a.dropped {
		out.Changes = append(out.Changes, a.promptsDropped()...)
	}
	if a.person != nil {
		out.Changes = append(out.Changes, PutPerson{Person: *a.person})
	}
	for _, e := range a.errands {
		out.Changes = append(out.Changes, e)
	}
	return out
}

// promptsDropped drops the member's prompts that are not out yet, and those that
// are, so that nobody is reminded of them.
func (a *applying) promptsDropped() []Change {
	var out []Change
	for _, round := range a.r.Rounds {
		p, ok := round.PromptOf(int64(a.who.ID))
		settled := slices.ContainsFunc(a.settled, func(x ritual.Prompt) bool { return x.ID == p.ID })
		if ok && (p.State == ritual.Planned || p.State == ritual.Sent) && !settled {
			p.State = ritual.Dropped
			out = append(out, PutPrompt{Prompt: p})
		}
	}
	return out
}

// line does what a line with a keyword asks for.
func (a *applying) line(l reading.Line) {
	if a.tellsMore(l) {
		return
	}
	a.above = a.given
	if (l.Private || l.Held) && !slices.Contains(canHide, l.Verb) {
		// The act is for both to see, its words are not.
		a.aside(l)
		l.Text = ""
	}
	act, ok := acts[l.Verb]
	if !ok {
		a.leftover(reading.Leftover{Text: l.Raw, Private: l.Private, Held: l.Held})
		return
	}
	act(a, l)
}

// canHide are the verbs whose words become an entry that may be private.
var canHide = []reading.Verb{
	reading.Goal, reading.Milestone, reading.Commit, reading.Ask, reading.AnswerAsk,
	reading.Win, reading.Feedback, reading.Obstacle, reading.Note, reading.Private,
	reading.OwnGoal, reading.Detail, reading.Metric, reading.Try, reading.Exercise, reading.Intro, reading.Exposure,
	reading.Resource, reading.Skill, reading.Need, reading.AtOnce, reading.Debrief,
}

// aside keeps the words of a line as a note for their author alone.
func (a *applying) aside(l reading.Line) {
	if l.Text == "" {
		return
	}
	a.leftover(reading.Leftover{Text: l.Text, Private: l.Private, Held: l.Held})
}

// request notes that a mail of its own is wanted.
func (a *applying) request(l reading.Line) {
	want := map[reading.Verb]Request{
		reading.Status: WantStatus, reading.Help: WantHelp, reading.Export: WantExport, reading.Show: WantShow,
	}[l.Verb]
	switch {
	case l.Verb == reading.Status && l.Key == string(WantFeedback):
		want = WantFeedback
	case l.Verb == reading.Export && l.Key == string(WantSummary):
		want = WantSummary
	case l.Verb == reading.Export && l.Key == string(WantPraise):
		want = WantPraise
	}
	if !slices.Contains(a.receipt.Requests, want) {
		a.receipt.Requests = append(a.receipt.Requests, want)
	}
}
