package mentoring_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/digest"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// This file holds what must be true in every week of every year.

type member struct {
	pair   mentoring.PairID
	person mentoring.PersonID
}

type owed struct {
	pair  mentoring.PairID
	entry int64
}

// turn is a wording of a bank, and whose turn it was.
type turn struct {
	member
	key string
}

// quiet is what a member was asked since they last wrote for a pair.
type quiet struct {
	rounds int
	asked  time.Time // when the honest question came
	last   time.Time // the last mail of the rhythm
}

// mayGo checks a planned mail as it goes: its hour, its day, its week, and that
// everybody in it wants it.
func (y *years) mayGo(m sentMail, pairs int) {
	y.t.Helper()
	who := y.someone(m.Person)
	local := calendar.Local(m.at, who.Location())
	first := m.Prompts[0].Pair
	if !who.Hours.Contains(local, y.holidays) {
		y.fail(first, "%d gets %s at %s, outside working hours", who.ID, m.Ritual, local)
	}
	week, atOnce := 1, y.atOnce(m)
	for _, x := range y.mails[who.ID] {
		day := mentoring.Today(who, x.at)
		if y.atOnce(x) != atOnce {
			continue // they are counted apart
		}
		if day == local.Date && !y.askedFor(m) && !y.askedFor(x) {
			y.fail(first, "%d gets %s %s on %s, after %s %s on the same day", who.ID, m.Ritual, m.Period, day, x.Ritual, x.Period)
		}
		if calendar.WeekOf(day) == calendar.WeekOf(local.Date) {
			week++
		}
	}
	if most := y.policy.Budget.For(pairs); week > most && !atOnce && !y.askedFor(m) {
		y.fail(first, "%s %s is mail %d of the week for %d, who is in %d pairs", m.Ritual, m.Period, week, who.ID, pairs)
	}
	def, known := y.policy.Ritual(m.Ritual)
	if !known {
		y.fail(first, "%d gets %s, which is no ritual", who.ID, m.Ritual)
	}
	y.counts["mail "+m.Ritual]++
	for _, x := range m.Prompts {
		if n := len(x.Prompt.Asked); n > ritual.MaxQuestions {
			y.fail(x.Pair, "%s asks %d %d questions", m.Ritual, who.ID, n)
		}
		y.wanted(def, m, x)
		if !m.Nudge {
			y.patience(def, m, x)
			y.turns(def, m, x)
		}
		for _, q := range x.Prompt.Asked {
			if e, ok := y.record(x.Pair).Entry(q.Ref); ok {
				y.listed[owed{x.Pair, e.ID}] = y.now
			}
		}
	}
}

// atOnce reports whether a mail stands beside the budget.
func (y *years) atOnce(m sentMail) bool {
	d, _ := y.policy.Ritual(m.Ritual)
	return d.AtOnce
}

// askedFor reports whether a member asked for a mail, which then goes out at once.
func (y *years) askedFor(m sentMail) bool {
	d, _ := y.policy.Ritual(m.Ritual)
	return d.Trigger == ritual.OnDebrief
}

// wanted checks that nobody who is away or gone is written to.
func (y *years) wanted(def ritual.Definition, m sentMail, x mentoring.Pending) {
	y.t.Helper()
	r := y.record(x.Pair)
	who := y.someone(m.Person)
	me, _ := r.Pair.Member(m.Person)
	// While one has left and the other does not know yet, what was under way goes on.
	tells := map[mentoring.PairState][]ritual.Trigger{
		mentoring.Invited: {ritual.OnInvited}, mentoring.OnHold: {},
		mentoring.Ended: {ritual.OnLeft, ritual.OnClosed, ritual.OnErasing}, mentoring.NotBegun: {ritual.OnNotBegun}, mentoring.Forgotten: {},
	}
	if may, bound := tells[r.Pair.State]; bound && !slices.Contains(may, def.Trigger) {
		y.fail(x.Pair, "%d gets %s %s in a pair that is %s", m.Person, m.Ritual, m.Period, r.Pair.State)
	}
	switch {
	case !me.Stopped.IsZero():
		y.fail(x.Pair, "%d, who has stopped, gets %s %s", m.Person, m.Ritual, m.Period)
	case mentoring.Away(me, mentoring.Today(who, m.at)) && !slices.Contains([]ritual.Trigger{ritual.OnPaused, ritual.OnLeft, ritual.OnErasing}, def.Trigger):
		y.fail(x.Pair, "%d, who has paused from %s to %s, gets %s %s", m.Person, me.PausedFrom, me.PausedUntil, m.Ritual, m.Period)
	case who.Absence.Holds(mentoring.Today(who, m.at)) && def.Trigger != ritual.OnErasing:
		y.fail(x.Pair, "%d, who is away until %s, gets %s %s", m.Person, who.Absence.Back, m.Ritual, m.Period)
	case who.DigestOnly && !def.Digest && def.Trigger == ritual.OnSchedule:
		y.fail(x.Pair, "%d, who wants the digest only, gets %s %s", m.Person, m.Ritual, m.Period)
	}
}

// patience checks what is asked of somebody silent: two rounds, one honest
// question, then something every fourth week, and after eight weeks nothing.
func (y *years) patience(def ritual.Definition, m sentMail, x mentoring.Pending) {
	y.t.Helper()
	if y.tempers[m.Person].away[1] > 0 {
		return // their mailbox says why they do not answer
	}
	key := member{x.Pair, m.Person}
	q := y.quiet[key]
	if q == nil {
		q = &quiet{}
		y.quiet[key] = q
	}
	asks := len(x.Prompt.Asked) > 0
	rhythm := def.Trigger == ritual.OnSchedule || def.Trigger == ritual.OnStarted
	switch {
	case def.Trigger == ritual.OnSilence && !q.asked.IsZero():
		y.fail(x.Pair, "%d is asked the honest question on %s and again", m.Person, stamp(q.asked))
	case def.Trigger == ritual.OnSilence && q.rounds < 2:
		y.fail(x.Pair, "%d is asked the honest question after %d silent rounds", m.Person, q.rounds)
	case def.Trigger == ritual.OnSilence:
		q.asked, q.last = m.at, m.at
	case rhythm && q.asked.IsZero() && asks:
		if q.rounds++; q.rounds > 2 {
			y.fail(x.Pair, "%d gets %s %s, the %d. round in silence", m.Person, m.Ritual, m.Period, q.rounds)
		}
	case rhythm && !q.asked.IsZero():
		const day = 24 * time.Hour
		same := mentoring.Today(y.someone(m.Person), q.last).AddDays(7)
		if gap := m.at.Sub(q.last); gap < 21*day && mentoring.Today(y.someone(m.Person), m.at).After(same) || m.at.Sub(q.asked) > 63*day {
			y.fail(x.Pair, "%d, silent and asked on %s, gets %s %s, the last was on %s", m.Person, stamp(q.asked), m.Ritual, m.Period, stamp(q.last))
		}
		q.last = m.at
	}
}

// turns checks that no wording of a bank comes again within a quarter.
func (y *years) turns(def ritual.Definition, m sentMail, x mentoring.Pending) {
	y.t.Helper()
	if x.Prompt.N > 1 {
		return // put off: the same question comes once more
	}
	for _, q := range x.Prompt.Asked {
		in := slices.ContainsFunc(def.Questions, func(d ritual.Question) bool { return slices.Contains(d.Bank, q.Key) })
		if !in {
			continue
		}
		y.counts["question of a bank"]++
		key := turn{member{x.Pair, m.Person}, q.Key}
		if last, before := y.banked[key]; before && m.at.Sub(last) < 90*24*time.Hour {
			y.fail(x.Pair, "%d is asked %s of %s again, the last time was %s", m.Person, q.Key, m.Ritual, stamp(last))
		}
		y.banked[key] = m.at
	}
}

// opened checks a round as it begins: rare ones never share a week.
func (y *years) opened(r *mentoring.Record, a mentoring.Action) {
	y.t.Helper()
	open, ok := a.(mentoring.OpenRound)
	if !ok {
		return
	}
	y.note(fmt.Sprint("pair ", r.Pair.ID), "opens %s %s as %s", open.Ritual, open.Period, open.State)
	d, _ := y.policy.Ritual(open.Ritual)
	for _, round := range r.Rounds {
		if x, _ := y.policy.Ritual(round.Ritual); d.Rare > 0 && x.Rare > 0 && x.Name != d.Name && round.Period == open.Period {
			y.fail(r.Pair.ID, "%s and %s share %s", x.Name, d.Name, round.Period)
		}
	}
}

var inventedWord = regexp.MustCompile(`qz[a-z]{8}qz`)

// reads checks that a reader may read all made-up words in a text about a pair
// (0: about all of the reader's).
func (y *years) reads(reader mentoring.PersonID, what string, pair mentoring.PairID, text string) {
	y.t.Helper()
	def, _ := y.policy.Ritual(what)
	for _, w := range inventedWord.FindAllString(text, -1) {
		s, known := y.said[w]
		if !known {
			y.fail(pair, "%d reads %s in %s, which nobody wrote", reader, w, what)
			continue
		}
		r := y.record(s.pair)
		_, in := r.Pair.Member(reader)
		round, _ := r.Round(s.round)
		switch {
		case !in:
			y.fail(s.pair, "%d, who is not in this pair, reads %s of %d in %s", reader, w, s.who, what)
		case pair != 0 && pair != s.pair && (def.Digest || s.who != reader):
			y.fail(pair, "%d reads %s of pair %d in %s", reader, w, s.pair, what)
		case s.who == reader && def.Digest && s.visible == ritual.Private:
			y.fail(s.pair, "%d reads an own private word, %s, in %s", reader, w, what)
		case s.who == reader:
		case s.visible == ritual.Private:
			y.fail(s.pair, "%d reads %s in %s, a private word of %d, said %s", reader, w, what, s.who, stamp(s.at))
		case s.visible == ritual.AfterBoth && round.State != ritual.Revealed:
			y.fail(s.pair, "%d reads %s in %s, a hidden word of %d, said %s", reader, w, what, s.who, stamp(s.at))
		default:
			y.counts["word of the partner read"]++
		}
	}
}

// told looks at a receipt, and notes which words its author has opened or
// closed by a keyword.
func (y *years) told(rc mentoring.Receipt) {
	y.t.Helper()
	y.reads(rc.Person, "receipt", rc.Pair, fmt.Sprintf("%+v", rc))
	for _, d := range rc.Doubts {
		y.counts["doubt "+string(d.Kind)]++
	}
	for _, s := range rc.Said {
		y.counts["said "+s.What]++
		visible := map[string]ritual.Visibility{
			string(reading.PassOn): ritual.Shared, string(reading.Share): ritual.Shared, string(reading.Private): ritual.Private,
		}[s.What]
		for _, w := range inventedWord.FindAllString(s.Text, -1) {
			if said := y.said[w]; visible != "" && said != nil && said.who == rc.Person {
				said.visible = visible
			}
		}
	}
}

// owed notes which commitments a digest shows to their owner.
func (y *years) owed(who mentoring.Person, d digest.Digest) {
	for _, s := range d.Sections {
		for _, c := range s.Commitments {
			if c.Entry.Owner == who.ID {
				y.listed[owed{s.Pair, c.Entry.ID}] = y.now
			}
		}
	}
}

// everything looks at all that anybody may ask to be shown.
func (y *years) everything() {
	y.t.Helper()
	for i := range y.records {
		r := y.records[i]
		for _, m := range r.Pair.Members() {
			y.reads(m.Person, "the export", r.Pair.ID, fmt.Sprintf("%+v", y.set.Record(r, m.Person)))
			y.reads(m.Person, "the status", r.Pair.ID, fmt.Sprintf("%+v", mentoring.Told(r, m.Person, mentoring.WantStatus)))
			partner := r.Pair.Partner(m.Person).Person
			for _, e := range mentoring.Told(r, m.Person, mentoring.WantShow) {
				y.reads(m.Person, "the preview", r.Pair.ID, e.Text)
				if e.Visible == ritual.Shared {
					y.reads(partner, "the preview", r.Pair.ID, e.Text)
				}
			}
		}
	}
}

// sound checks the records: nothing that somebody owes was forgotten.
func (y *years) sound() {
	y.t.Helper()
	for _, r := range y.records {
		for _, e := range r.Of(mentoring.CommitmentEntry) {
			owner, _ := r.Pair.Member(e.Owner)
			who := y.someone(e.Owner)
			today := mentoring.Today(who, y.now)
			late := e.State == mentoring.OpenState && !e.Due.IsZero() && e.Due.Before(today)
			y.counts["commitment "+string(e.State)+map[bool]string{true: " late"}[late]]++
			silent := !owner.Eased.IsZero() || !owner.Stopped.IsZero() || mentoring.Away(owner, today)
			if !late || e.Visible == ritual.Private || silent || r.Pair.State != mentoring.Active || today.Sub(e.Due) < 35 {
				continue
			}
			if at := y.listed[owed{r.Pair.ID, e.ID}]; y.now.Sub(at) > 35*24*time.Hour {
				y.fail(r.Pair.ID, "%s of %d was due on %s and last mentioned %s", e.Ref(), e.Owner, e.Due, stamp(at))
			}
		}
	}
}

// summary says what the year held, so that nobody trusts an empty one.
func (y *years) summary() {
	y.t.Helper()
	var lines []string
	for _, k := range slices.Sorted(maps.Keys(y.counts)) {
		lines = append(lines, fmt.Sprintf("%6d %s", y.counts[k], k))
	}
	y.t.Logf("%d mails, %d replies, %d made-up words:\n%s", len(y.sent), len(y.receipts), len(y.said), strings.Join(lines, "\n"))
}
