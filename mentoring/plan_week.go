package mentoring

import (
	"slices"
	"time"

	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// Silence: after so many unanswered rounds a member is asked one honest
// question; from then on every fourth week, and after eight weeks never.
const (
	silentRounds = 2
	easedEvery   = 4
	easedWeeks   = 8
)

// scheduled opens the rounds of the current week and marks those of earlier
// weeks that fell into downtime.
func (pl *pairPlan) scheduled() {
	pair := pl.r.Pair
	first := calendar.WeekOf(calendar.DateIn(pair.Started, pair.Location()))
	this := calendar.WeekOf(calendar.DateIn(pl.now, pair.Location()))
	from := this.Add(-lookBack)
	if from.Sub(first) < 0 {
		from = first
	}
	// One week more than this: a person's clock may be a day ahead of the pair's.
	for w := from; this.Add(1).Sub(w) >= 0; w = w.Next() {
		n := w.Sub(first) + 1
		for _, d := range pl.held(w, n) {
			pl.week(d, w, n)
		}
	}
}

// held returns the scheduled rituals of a week: of the rare ones only the
// rarest, and none that another replaces.
func (pl *pairPlan) held(w calendar.Week, n int) []ritual.Definition {
	var due []ritual.Definition
	rarest := 0
	for _, d := range pl.p.Rituals {
		if d.Trigger != ritual.OnSchedule || !pl.anybody(d, n) {
			continue
		}
		if d.Rhythm != 0 && d.Rhythm != pl.r.Pair.Terms.Every {
			continue
		}
		due = append(due, d)
		rarest = max(rarest, d.Rare)
	}
	due = slices.DeleteFunc(due, func(d ritual.Definition) bool { return d.Rare != 0 && d.Rare != rarest })
	replaced := map[string]bool{}
	for _, d := range due {
		for _, name := range d.Replaces {
			replaced[name] = true
		}
	}
	for _, d := range pl.p.Rituals {
		if d.Trigger == ritual.OnStarted && n == 1 {
			for _, name := range d.Replaces {
				replaced[name] = true
			}
		}
	}
	closing := pl.inClosing(w)
	return slices.DeleteFunc(due, func(d ritual.Definition) bool { return replaced[d.Name] || closing && !d.Digest })
}

// week opens one ritual's round for a week when its first prompt is due.
func (pl *pairPlan) week(d ritual.Definition, w calendar.Week, n int) {
	period := w.String()
	if _, held := pl.r.RoundOf(d.Name, period); held {
		return
	}
	var prompts []ritual.Prompt
	var opens time.Time
	for _, m := range pl.r.Pair.Members() {
		a, asked := d.For(m.Role)
		if !asked || !pl.holds(d, a, m, n) {
			continue
		}
		due, ok := pl.due(d, a, m, w)
		if !ok {
			continue
		}
		if opens.IsZero() || due.Before(opens) {
			opens = due
		}
		prompts = append(prompts, ritual.Prompt{Person: int64(m.Person), State: ritual.Planned, Due: due})
	}
	switch {
	case len(prompts) == 0, opens.Before(pl.r.Pair.Started):
		return
	case pl.now.Before(opens):
		pl.look(opens)
		return
	}
	prompts = slices.DeleteFunc(prompts, func(p ritual.Prompt) bool { return pl.now.Sub(p.Due) > pl.p.Grace })
	if len(prompts) == 0 {
		pl.do(OpenRound{Ritual: d.Name, Period: period, State: ritual.Missed})
		return
	}
	prompts = slices.DeleteFunc(prompts, func(p ritual.Prompt) bool { return !pl.wanted(d, p, w) })
	for i, p := range prompts {
		prompts[i] = pl.calm(d, pl.keptBack(d, p))
	}
	pl.dropOlder(d.Name, prompts)
	pl.do(OpenRound{Ritual: d.Name, Period: period, State: ritual.Open, Prompts: prompts})
}

// due returns when a member is asked in a week.
func (pl *pairPlan) due(d ritual.Definition, a ritual.Audience, m Member, w calendar.Week) (time.Time, bool) {
	who := pl.r.Person(m.Person)
	d.Schedule = m.schedule(d)
	at, ok := occurrence(d, who, w, pl.holidays())
	if ok && a.After > 0 {
		at = workdaysAfter(who, at, a.After, pl.holidays())
	}
	return at, ok
}

// wanted reports whether a due prompt is really to be sent. A member who fell
// silent is asked once what would suit, then less often, then not at all.
func (pl *pairPlan) wanted(d ritual.Definition, p ritual.Prompt, w calendar.Week) bool {
	m, _ := pl.r.Pair.Member(PersonID(p.Person))
	if !pl.reachable(m) || pl.r.Person(m.Person).DigestOnly && !d.Digest {
		return false
	}
	if d.Digest && pl.dull(w) && !pl.alone(p.Person, w) && !pl.readsAhead(w) {
		return false
	}
	if m.Eased.IsZero() {
		who := pl.r.Person(m.Person)
		if d.Digest || who.Absence.Holds(Today(who, pl.now)) || pl.silent(m) < silentRounds {
			return true
		}
		pl.ease(m, p.Due, w)
		return false
	}
	since := w.Sub(calendar.WeekOf(calendar.DateIn(m.Eased, pl.r.Pair.Location())))
	return since > 0 && since <= easedWeeks && since%easedEvery == 0
}

// Farewell reports whether what is sent to a member now is the last until they
// write again.
func (p Pair) Farewell(m Member, now time.Time) bool {
	if m.Eased.IsZero() {
		return false
	}
	loc := p.Location()
	return calendar.WeekOf(calendar.DateIn(now, loc)).Sub(calendar.WeekOf(calendar.DateIn(m.Eased, loc))) >= easedWeeks
}

// ease asks the honest question in place of the ritual that was due.
func (pl *pairPlan) ease(m Member, due time.Time, w calendar.Week) {
	prompt := ritual.Prompt{Person: int64(m.Person), State: ritual.Planned, Due: due}
	for _, d := range pl.p.Rituals {
		if _, asked := d.For(m.Role); d.Trigger == ritual.OnSilence && asked {
			pl.join(OpenRound{Ritual: d.Name, Period: w.String(), State: ritual.Open, Prompts: []ritual.Prompt{prompt}})
		}
	}
	m.Eased = pl.now
	pl.r.Pair = pl.r.Pair.With(m)
	pl.do(PutPair{Pair: pl.r.Pair})
}

// silenceBroken drops the honest question that waits for a member who has
// written since.
func (pl *pairPlan) silenceBroken() {
	for _, m := range pl.r.Pair.Members() {
		if m.Eased.IsZero() {
			pl.dropPlanned(m, func(d ritual.Definition, p ritual.Prompt) bool {
				return d.Trigger == ritual.OnSilence && p.SentAt.IsZero()
			})
		}
	}
}

// join opens a round, or adds its prompts to one that is opened right now. If
// the other member's is held already, the round is told apart by its date.
func (pl *pairPlan) join(round OpenRound) {
	for i, x := range pl.actions {
		if o, ok := x.(OpenRound); ok && o.Ritual == round.Ritual && o.Period == round.Period {
			o.Prompts = append(o.Prompts, round.Prompts...)
			pl.actions[i] = o
			return
		}
	}
	if _, held := pl.r.RoundOf(round.Ritual, round.Period); held {
		round.Period = calendar.DateIn(round.Prompts[0].Due, pl.r.Pair.Location()).String()
	}
	pl.do(round)
}

// silent counts the latest rounds in a row that a member was asked in and left
// without a word. A skipped round is not silent, nor one after which the
// member wrote anything; one that came while they were away was not asked. Only
// what the rhythm brings counts, not the welcome.
func (pl *pairPlan) silent(m Member) int {
	who := pl.r.Person(m.Person)
	var sent []ritual.Prompt
	for _, round := range pl.r.Rounds {
		if d, _ := pl.p.Ritual(round.Ritual); d.Trigger != ritual.OnSchedule && d.Trigger != ritual.OnStarted {
			continue
		}
		if p, ok := round.PromptOf(int64(m.Person)); ok && len(p.Asked) > 0 && !p.SentAt.IsZero() && !who.Absence.Covers(p.SentAt, who.Location()) {
			sent = append(sent, p)
		}
	}
	slices.SortFunc(sent, func(a, b ritual.Prompt) int { return b.SentAt.Compare(a.SentAt) })
	n := 0
	for _, p := range sent {
		if p.State != ritual.Sent || m.Wrote.After(p.SentAt) {
			break
		}
		n++
	}
	return n
}

// dull reports whether a digest in a week would be one more of a quiet stretch:
// after two quiet weeks it goes out every fourth week only.
func (pl *pairPlan) dull(w calendar.Week) bool {
	const enough, every = 2, 4
	loc := pl.r.Pair.Location()
	quiet := w.Sub(calendar.WeekOf(calendar.DateIn(pl.r.lastEvent(), loc))) - 1
	return quiet > enough && (quiet-enough)%every != 0
}

// alone reports whether a person's digest of a week has to tell that an answer
// stays with its author.
func (pl *pairPlan) alone(person int64, w calendar.Week) bool {
	loc := pl.r.Pair.Location()
	return slices.ContainsFunc(pl.r.Rounds, func(round ritual.Round) bool {
		d, _ := pl.p.Ritual(round.Ritual)
		return d.Alone(round, person) && calendar.WeekOf(calendar.DateIn(d.Ends(round), loc)) == w.Prev()
	})
}

// dropOlder drops prompts of the same ritual that never went out: one newer
// one is enough.
func (pl *pairPlan) dropOlder(name string, prompts []ritual.Prompt) {
	for _, round := range pl.r.Rounds {
		if round.Ritual != name {
			continue
		}
		for _, p := range round.Prompts {
			newer := slices.ContainsFunc(prompts, func(q ritual.Prompt) bool { return q.Person == p.Person })
			if newer && p.State == ritual.Planned {
				p.State = ritual.Dropped
				pl.do(PutPrompt{Prompt: p})
			}
		}
	}
}
