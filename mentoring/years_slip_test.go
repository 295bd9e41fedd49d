package mentoring_test

import (
	"fmt"
	"slices"

	"milepost/mentoring"
	"milepost/mentoring/ritual"
)

// slip is a line that asks for something that cannot be done. It is written
// with the record as it is now; "" where it could be done.
type slip struct {
	name string
	line func(s *scribe, r *mentoring.Record) string
}

// always is a line that can never be carried out.
func always(line string) slip {
	return slip{line, func(*scribe, *mentoring.Record) string { return line }}
}

// about is a line about an entry of some owner and state, if there is one.
func about(name string, k mentoring.Kind, own bool, line func(s *scribe, ref string) string, states ...mentoring.State) slip {
	return slip{name, func(s *scribe, r *mentoring.Record) string {
		for _, e := range r.Of(k, states...) {
			if (e.Owner == s.who.ID) == own && r.Sees(s.who.ID, e) {
				return line(s, e.Ref())
			}
		}
		return ""
	}}
}

// slips are wrong and impossible arguments of every verb that has some.
var slips = []slip{
	always("done C999"), always("drop C999"), always("move C999 to friday"), always("done M999"), always("keep G999"),
	always("park G999"), always("finish G999"), always("change G999: something else"), always("milestone G999: a first draft"),
	always("A999: on Sundays"), always("yes G999"), always("no M999"), always("private 99"), always("scratch 99"), always("share 99"),
	{"a pause that is over", func(s *scribe, _ *mentoring.Record) string { return "pause until " + s.day(-40, -1).String() }},
	{"a session in the past", func(s *scribe, _ *mentoring.Record) string { return "next: " + s.day(-40, -1).String() + " 10:00" }},
	{"a session that was tomorrow", func(s *scribe, _ *mentoring.Record) string { return "met " + s.day(2, 9).String() }},
	{"a fourth goal", func(s *scribe, r *mentoring.Record) string {
		goals := slices.DeleteFunc(r.Of(mentoring.GoalEntry, mentoring.OpenState, mentoring.ProposedState), func(e mentoring.Entry) bool {
			return !r.Sees(s.who.ID, e)
		})
		if len(goals) < mentoring.ActiveGoals {
			return ""
		}
		return "goal: " + s.says(r.Pair.ID, ritual.Shared)
	}},
	{"yes to nothing", func(s *scribe, r *mentoring.Record) string {
		if len(r.Proposals(s.who.ID)) > 0 {
			return ""
		}
		return "yes to all"
	}},
	about("no new date", mentoring.CommitmentEntry, true, func(_ *scribe, ref string) string { return "move " + ref }, mentoring.OpenState),
	about("a date that is over", mentoring.CommitmentEntry, true, func(s *scribe, ref string) string {
		return "move " + ref + " to " + s.day(-30, -1).String()
	}, mentoring.OpenState),
	about("somebody else's promise", mentoring.CommitmentEntry, false, func(_ *scribe, ref string) string { return "drop " + ref }, mentoring.OpenState),
	about("somebody else's promise, kept", mentoring.CommitmentEntry, false, func(_ *scribe, ref string) string { return "done " + ref }, mentoring.OpenState),
	about("somebody else's goal", mentoring.GoalEntry, false, func(s *scribe, ref string) string {
		if slices.ContainsFunc(s.asked(), func(q ritual.Asked) bool { return q.Records == ritual.Review }) {
			return "" // there it is a view, and asked for
		}
		return "park " + ref
	}, mentoring.OpenState),
	about("an answer to an own question", mentoring.AskEntry, false, func(s *scribe, ref string) string { return ref + ": on Sundays" }, mentoring.OpenState),
	about("a goal agreed already", mentoring.GoalEntry, true, func(_ *scribe, ref string) string { return "yes " + ref }, mentoring.OpenState),
}

// slips has somebody ask for something impossible, in answer to a mail. They are
// told what was not clear, and nothing is guessed: what was there stays as it
// was, and their words stay with them.
func (y *years) slips(l letter) {
	y.t.Helper()
	d := throw(y.seed, int64(l.who), "slip"+l.mail.Ritual+l.mail.Period)
	who := y.someone(l.who)
	s := &scribe{dice: d, y: y, who: who, mail: l.mail, at: y.now, words: y.speaks(who)}
	if len(l.mail.Prompts) > 1 {
		return // which of them is meant is a doubt of its own
	}
	r := y.record(l.mail.Prompts[0].Pair)
	if r.Pair.State != mentoring.Active {
		return
	}
	x := pick(d, slips)
	line := x.line(s, r)
	if line == "" {
		return
	}
	y.note(fmt.Sprint(l.who), "answers %s %s: %q (%s)", l.mail.Ritual, l.mail.Period, line, x.name)
	y.counts["slip "+x.name]++
	before, pair := slices.Clone(r.Entries), r.Pair
	receipts := y.say(l.who, l.mail.Mail, line, y.now)
	y.wrote(l)
	doubts := 0
	for _, rc := range receipts {
		y.told(rc)
		doubts += len(rc.Doubts)
		if !rc.Wanted(y.someone(l.who)) {
			y.fail(r.Pair.ID, "%d is not told that %q (%s) cannot be done", l.who, line, x.name)
		}
	}
	if doubts == 0 {
		y.fail(r.Pair.ID, "%d writes %q (%s) in answer to %s, and nothing is doubtful: %+v", l.who, line, x.name, l.mail.Ritual, receipts)
	}
	for i, e := range r.Entries {
		if i < len(before) { // what is asked about a promise stands beside it, too
			e.Response, e.Changed = before[i].Response, before[i].Changed
		}
		switch {
		case i < len(before) && e != before[i]:
			y.fail(r.Pair.ID, "%q (%s) of %d changes %+v\nto %+v", line, x.name, l.who, before[i], e)
		case i >= len(before) && e.Visible != ritual.Private && e.State != mentoring.ParkedState && e.Kind != mentoring.AnswerEntry:
			y.fail(r.Pair.ID, "%q (%s) of %d adds %+v", line, x.name, l.who, e)
		}
	}
	was, _ := pair.Member(l.who)
	is, _ := r.Pair.Member(l.who)
	if was.Wrote, was.Eased = is.Wrote, is.Eased; r.Pair != pair.With(was) {
		y.fail(r.Pair.ID, "%q (%s) of %d changes %+v\nto %+v", line, x.name, l.who, pair, r.Pair)
	}
}
