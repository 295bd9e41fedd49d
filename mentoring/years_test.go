package mentoring_test

import (
	"cmp"
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/digest"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
	"milepost/templates"
)

// The tests below run many pairs of many tempers through a year, with the
// rituals and vocabularies that ship, and look at each mail and each change.
// `make years` runs more seeds; -run 'TestYears/seed_7' repeats one.
var seeds = flag.Int("years", 0, "how many seeded years of fifty pairs to run; 0: one of fewer")

// years is a world of many pairs in which nothing is looked at before the
// instant that planning named, as in the daemon.
type years struct {
	*world
	set     *templates.Set
	seed    uint64
	start   time.Time
	now     time.Time
	tempers map[mentoring.PersonID]temper
	looks   map[mentoring.PairID]time.Time
	wakes   map[mentoring.PersonID]time.Time
	mails   map[mentoring.PersonID][]sentMail
	post    []letter
	said    map[string]*saying
	// quiet is what somebody was sent since they last wrote.
	quiet map[member]*quiet
	// listed is when a commitment was last shown to its owner, or asked about.
	listed map[owed]time.Time
	// banked is when a wording of a bank was last put to somebody.
	banked map[turn]time.Time
	// counts are for the summary.
	counts map[string]int
	// down are the times in which nothing runs; mail waits.
	down []span
	// log is what happened, for whoever reads a failure.
	log []logged
}

// logged is something that happened to somebody, or to a pair.
type logged struct {
	at        time.Time
	who, what string
}

type span struct{ from, to time.Time }

// saying is what was promised of a made-up word.
type saying struct {
	who     mentoring.PersonID
	pair    mentoring.PairID
	round   int64
	visible ritual.Visibility // the widest that its author was promised
	at      time.Time
}

func newYears(t testing.TB, seed uint64, start time.Time) *years {
	set, err := shippedSet()
	if err != nil {
		t.Fatal(err)
	}
	y := &years{
		world: shipped(t), set: set, seed: seed, start: start, now: start, tempers: map[mentoring.PersonID]temper{},
		looks: map[mentoring.PairID]time.Time{}, wakes: map[mentoring.PersonID]time.Time{},
		mails: map[mentoring.PersonID][]sentMail{}, said: map[string]*saying{},
		quiet: map[member]*quiet{}, listed: map[owed]time.Time{}, banked: map[turn]time.Time{}, counts: map[string]int{},
	}
	y.speaks = func(who mentoring.Person) *reading.Vocabulary { return set.Vocabulary(who.Language) }
	return y
}

// join adds a pair that is to say yes.
func (y *years) join(mentor, mentee mentoring.PersonID, manner ...temper) mentoring.PairID {
	for i, id := range []mentoring.PersonID{mentor, mentee} {
		if _, known := y.tempers[id]; !known {
			y.tempers[id] = manner[i]
		}
	}
	r := invited(y.now)
	r.Pair.ID = mentoring.PairID(len(y.records) + 1)
	r.Pair.Weeks = []int{26, 40, 52}[int(r.Pair.ID)%3]
	r.Pair.Mentor.Person, r.Pair.Mentee.Person = mentor, mentee
	for i, id := range []mentoring.PersonID{mentee, mentor} {
		r.People[i] = person(id, fmt.Sprintf("N%d", id), zones[int(id)%len(zones)])
		r.People[i].Language = y.tempers[id].language(int64(id))
		y.wakes[id] = y.now
	}
	r.Pair.Zone = r.People[0].Zone
	y.records = append(y.records, r)
	y.looks[r.Pair.ID] = y.now
	return r.Pair.ID
}

// someone returns a person as they are now.
func (y *years) someone(id mentoring.PersonID) mentoring.Person {
	for _, r := range y.records {
		if p := r.Person(id); p.ID != 0 {
			return p
		}
	}
	y.t.Fatalf("nobody is %d", id)
	return mentoring.Person{}
}

func (y *years) note(who string, format string, args ...any) {
	y.log = append(y.log, logged{y.now, who, fmt.Sprintf(format, args...)})
}

// fail reports a failure with what is needed to repeat it, and what happened
// lately to those whom it is about.
func (y *years) fail(pair mentoring.PairID, format string, args ...any) {
	y.t.Helper()
	week := int(y.now.Sub(y.start)/(7*24*time.Hour)) + 1
	y.t.Errorf("seed %d, week %d, pair %d, %s: %s\n%s", y.seed, week, pair, stamp(y.now), fmt.Sprintf(format, args...), y.lately(pair))
}

// lately is what was noted last of a pair and its members.
func (y *years) lately(pair mentoring.PairID) string {
	about := []string{fmt.Sprint("pair ", pair)}
	if pair != 0 {
		for _, m := range y.record(pair).Pair.Members() {
			about = append(about, fmt.Sprint(m.Person))
		}
	}
	var out []string
	for _, l := range slices.Backward(y.log) {
		if slices.Contains(about, l.who) && len(out) < 25 {
			out = append(out, stamp(l.at)+" "+l.who+": "+l.what)
		}
	}
	slices.Reverse(out)
	return strings.Join(out, "\n")
}

// next is when there is something to do.
func (y *years) next() time.Time {
	at := y.now.AddDate(1, 0, 0)
	for _, x := range y.looks {
		at = earlier(at, x)
	}
	for _, x := range y.wakes {
		at = earlier(at, x)
	}
	for _, l := range y.post {
		at = earlier(at, l.at)
	}
	return at
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// run lets time pass.
func (y *years) until(end time.Time) {
	y.t.Helper()
	for !y.t.Failed() {
		at := y.next()
		for _, d := range y.down {
			if !at.Before(d.from) && at.Before(d.to) {
				at = d.to
			}
		}
		if !at.Before(end) {
			y.now = end
			return
		}
		if at.After(y.now) {
			y.now = at
		}
		y.turn()
	}
}

// turn does what is due: what came is read, then all is planned, then sent.
func (y *years) turn() {
	y.t.Helper()
	slices.SortStableFunc(y.post, func(a, b letter) int { return a.at.Compare(b.at) })
	for len(y.post) > 0 && !y.post[0].at.After(y.now) {
		l := y.post[0]
		y.post = y.post[1:]
		y.hear(l)
	}
	for i := range y.records {
		if r := &y.records[i]; !y.looks[r.Pair.ID].After(y.now) {
			y.plan(r)
		}
	}
	people, pairs := y.people()
	for _, who := range people {
		if !y.wakes[who.ID].After(y.now) {
			y.send(y.someone(who.ID), pairs[who.ID])
		}
	}
}

// plan does what is due for a pair. Planning twice must change nothing.
func (y *years) plan(r *mentoring.Record) {
	y.t.Helper()
	actions, at := mentoring.PlanPair(*r, y.policy, y.now)
	for _, a := range actions {
		y.act(r, a, y.now)
		y.opened(r, a)
	}
	if len(actions) > 0 {
		again, next := mentoring.PlanPair(*r, y.policy, y.now)
		if len(again) != 0 {
			y.fail(r.Pair.ID, "PlanPair() again = %v, want nothing", again)
		}
		at = earlier(at, next)
		for _, m := range r.Pair.Members() {
			y.wakes[m.Person] = y.now
		}
	}
	if !at.After(y.now) {
		y.fail(r.Pair.ID, "PlanPair() is to be asked again at %s", stamp(at))
	}
	y.looks[r.Pair.ID] = at
}

// send sends a person what may go now. Sending twice must send nothing.
func (y *years) send(who mentoring.Person, pairs int) {
	y.t.Helper()
	for round := 0; ; round++ {
		var lately mentoring.SentMails
		for _, m := range slices.Backward(y.mails[who.ID]) {
			if y.now.Sub(m.at) >= 15*24*time.Hour {
				break
			}
			if y.atOnce(m) {
				lately.AtOnce = append(lately.AtOnce, mentoring.Today(who, m.at))
			} else {
				lately.Days = append(lately.Days, mentoring.Today(who, m.at))
			}
		}
		mails, at := mentoring.PlanPerson(who, pairs, y.pending(who.ID), lately, y.policy, y.holidays, y.now)
		if y.wakes[who.ID] = at; !at.After(y.now) {
			y.fail(0, "PlanPerson(%d) is to be asked again at %s", who.ID, stamp(at))
		}
		if len(mails) == 0 {
			return
		}
		if round > 2 || len(mails) > 1 {
			y.fail(mails[0].Prompts[0].Pair, "PlanPerson(%d) = %s and %d more", who.ID, mails[0].Ritual, len(mails)-1)
			return
		}
		y.deliver(mails[0], y.now)
		y.arrived(y.sent[len(y.sent)-1], pairs)
	}
}

// arrived has somebody read a mail.
func (y *years) arrived(m sentMail, pairs int) {
	y.t.Helper()
	var asked []string
	for _, x := range m.Prompts {
		y.looks[x.Pair] = y.now
		for _, q := range x.Prompt.Asked {
			asked = append(asked, cmp.Or(q.Ref, q.Key))
		}
	}
	y.note(fmt.Sprint(m.Person), "gets %s %s nudge=%v pairs=%d asks %v", m.Ritual, m.Period, m.Nudge, len(m.Prompts), asked)
	y.mayGo(m, pairs)
	y.mails[m.Person] = append(y.mails[m.Person], m)
	y.shown(m)
	if y.away(m) {
		return
	}
	if l, ok := y.answers(m); ok {
		y.post = append(y.post, l)
	}
}

// away has a mailbox answer by itself, in the weeks in which its owner is away.
func (y *years) away(m sentMail) bool {
	t := y.tempers[m.Person]
	back := y.start.AddDate(0, 0, 7*t.away[1])
	if m.at.Before(y.start.AddDate(0, 0, 7*t.away[0])) || !m.at.Before(back) {
		return false
	}
	if who := y.someone(m.Person); who.Absence.Since.IsZero() {
		who.Absence = mentoring.Absence{Since: m.at, Noted: y.now, Back: mentoring.Today(who, back)}
		y.world.person(who)
		y.touched(m.Person)
	}
	return true
}

// shown looks at all that a mail shows, and notes what has left.
func (y *years) shown(m sentMail) {
	y.t.Helper()
	who := y.someone(m.Person)
	def, _ := y.policy.Ritual(m.Ritual)
	var records []mentoring.Record
	for _, x := range m.Prompts {
		r := y.record(x.Pair)
		records = append(records, *r)
		standing := r.Standing(who.ID, y.now)
		y.reads(who.ID, m.Ritual, x.Pair, fmt.Sprintf("%+v %+v", standing, x.Prompt.Asked))
		occasion := r.Occasion(who.ID, m.Period)
		if def.AboutOne() {
			y.reads(who.ID, m.Ritual, x.Pair, fmt.Sprintf("%+v", occasion))
		}
		for _, e := range append(standing.Entries(), occasion.Entries()...) {
			y.left(r, who.ID, e.ID)
		}
	}
	if def.Digest {
		week := mentoring.Today(who, y.now)
		d := digest.Summarise(records, who, calendar.WeekOf(week).Prev(), y.policy, nil, y.now)
		for i, s := range d.Sections {
			y.reads(who.ID, m.Ritual, records[i].Pair.ID, fmt.Sprintf("%+v", s))
			for _, id := range s.Shown {
				y.left(y.record(records[i].Pair.ID), who.ID, id)
			}
		}
		y.owed(who, d)
	}
}

// left notes that an entry's words went to somebody other than the author.
func (y *years) left(r *mentoring.Record, reader mentoring.PersonID, id int64) {
	i := slices.IndexFunc(r.Entries, func(e mentoring.Entry) bool { return e.ID == id })
	if i >= 0 && r.Entries[i].Author != reader && r.Entries[i].Left.IsZero() {
		r.Entries[i].Left = y.now
	}
}

// hear applies a reply, and looks at what it changed.
func (y *years) hear(l letter) {
	y.t.Helper()
	if l.slip {
		y.slips(l)
		return
	}
	y.note(fmt.Sprint(l.who), "answers %s %s: %q", l.mail.Ritual, l.mail.Period, l.text)
	for _, rc := range y.say(l.who, l.mail.Mail, l.text, y.now) {
		y.told(rc)
	}
	y.wrote(l)
}

// wrote notes that somebody has written.
func (y *years) wrote(l letter) {
	for _, x := range l.mail.Prompts {
		delete(y.quiet, member{x.Pair, l.who})
	}
	who := y.someone(l.who)
	who.Replies++
	y.world.person(who)
	y.touched(l.who)
}

// touched wakes whoever has to do with somebody who wrote.
func (y *years) touched(who mentoring.PersonID) {
	for _, r := range y.records {
		if _, ok := r.Pair.Member(who); ok {
			y.looks[r.Pair.ID] = y.now
			for _, m := range r.Pair.Members() {
				y.wakes[m.Person] = y.now
			}
		}
	}
}

// population adds pairs of all tempers: a mentor of three, somebody who is
// mentee here and mentor there, somebody with two mentors, and others.
func (y *years) population(pairs int) {
	eager, private := tempered("eager"), tempered("private")
	y.join(1, 2, eager, eager)
	y.join(1, 3, eager, tempered("stormy"))
	y.join(1, 4, eager, private)
	y.join(5, 1, tempered("terse"), eager) // the mentor of three is mentee here
	y.join(6, 2, private, eager)           // a second mentor
	for id := mentoring.PersonID(7); len(y.records) < pairs; id += 2 {
		n := len(y.records) + int(y.seed)
		y.join(id, id+1, tempers[n%len(tempers)], tempers[(n/len(tempers)+3*n)%len(tempers)])
	}
}

// TestYears runs pairs through a year.
func TestYears(t *testing.T) {
	t.Parallel()
	pairs := 50
	if *seeds == 0 {
		pairs = 18
	}
	for seed := range uint64(max(*seeds, 1)) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			y := newYears(t, seed, instant("2026-01-05 05:00"))
			y.population(pairs)
			for week := range 52 {
				y.until(y.start.AddDate(0, 0, 7*(week+1)))
				if week%13 == 12 {
					y.checkLeaks(y.now)
					y.everything()
				}
			}
			if !t.Failed() {
				y.sound()
			}
			y.summary()
		})
	}
}
