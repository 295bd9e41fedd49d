package mentoring_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
)

// world holds records in memory and does to them what the shell does to the
// database: it applies actions and changes, sends, and lets people reply.
type world struct {
	t        testing.TB
	policy   mentoring.Policy
	holidays calendar.Holidays
	records  []mentoring.Record
	sent     []sentMail
	lastID   int64
	receipts []mentoring.Receipt
	// answer is what a person replies to a mail; "" for nothing.
	answer func(m sentMail) string
	// replyAfter is how long they take.
	replyAfter time.Duration
	replies    []dueReply
	vocabulary *reading.Vocabulary
	// speaks returns the words that a person is understood in; nil: vocabulary.
	speaks func(mentoring.Person) *reading.Vocabulary
}

type sentMail struct {
	mentoring.Mail
	at time.Time
}

type dueReply struct {
	at   time.Time
	mail sentMail
	text string
}

func newWorld(t testing.TB, rs ...mentoring.Record) *world {
	return &world{t: t, policy: policy(), records: rs, vocabulary: english(), replyAfter: 2 * time.Hour, answer: func(sentMail) string { return "" }}
}

func (w *world) id() int64 { w.lastID++; return w.lastID }

func (w *world) record(id mentoring.PairID) *mentoring.Record {
	i := slices.IndexFunc(w.records, func(r mentoring.Record) bool { return r.Pair.ID == id })
	return &w.records[i]
}

// act applies one action, as the store does.
func (w *world) act(r *mentoring.Record, a mentoring.Action, now time.Time) {
	switch a := a.(type) {
	case mentoring.OpenRound:
		if _, held := r.RoundOf(a.Ritual, a.Period); held {
			w.t.Errorf("%s: a second round of %s %s", stamp(now), a.Ritual, a.Period)
			return
		}
		round := ritual.Round{ID: w.id(), Ritual: a.Ritual, Period: a.Period, State: a.State, Opened: now}
		for _, p := range a.Prompts {
			p.ID, p.Round = w.id(), round.ID
			round.Prompts = append(round.Prompts, p)
		}
		r.Rounds = append(r.Rounds, round)
	case mentoring.MoveRound:
		w.round(r, a.Round).State = a.State
		if a.State == ritual.Revealed {
			w.round(r, a.Round).Revealed = now
		}
	case mentoring.PutPrompt:
		w.put(r, a.Prompt)
	case mentoring.PutGuest:
		w.guest(r, a.Guest)
	case mentoring.PutPair:
		r.Pair = a.Pair
	case mentoring.PutEntry:
		i := slices.IndexFunc(r.Entries, func(e mentoring.Entry) bool { return e.ID == a.Entry.ID })
		r.Entries[i] = a.Entry
	default:
		w.t.Fatalf("an action of type %T", a)
	}
}

func (w *world) round(r *mentoring.Record, id int64) *ritual.Round {
	i := slices.IndexFunc(r.Rounds, func(x ritual.Round) bool { return x.ID == id })
	return &r.Rounds[i]
}

func (w *world) put(r *mentoring.Record, p ritual.Prompt) {
	round := w.round(r, p.Round)
	for i, x := range round.Prompts {
		if x.ID == p.ID {
			round.Prompts[i] = p
		}
	}
}

// apply applies the changes of an outcome, as the store does.
func (w *world) apply(r *mentoring.Record, out mentoring.Outcome, now time.Time) {
	ids := map[int64]int64{}
	for _, c := range out.Changes {
		switch c := c.(type) {
		case mentoring.PutEntry:
			if c.Entry.Link < 0 {
				c.Entry.Link = ids[c.Entry.Link]
			}
			if c.Entry.ID == 0 {
				c.Entry.ID = w.id()
				ids[c.As] = c.Entry.ID
				r.Entries = append(r.Entries, c.Entry)
				continue
			}
			i := slices.IndexFunc(r.Entries, func(e mentoring.Entry) bool { return e.ID == c.Entry.ID })
			r.Entries[i] = c.Entry
		case mentoring.PutPair:
			r.Pair = c.Pair
		case mentoring.PutPrompt:
			w.put(r, c.Prompt)
		case mentoring.PutPerson:
			w.person(c.Person)
		case mentoring.PutGuest:
			w.guest(r, c.Guest)
		}
	}
	if len(out.Changes) > 0 {
		w.receipts = append(w.receipts, out.Receipt)
	}
}

// guest adds or replaces somebody outside the pair.
func (w *world) guest(r *mentoring.Record, g mentoring.Guest) {
	i := slices.IndexFunc(r.Guests, func(x mentoring.Guest) bool { return x.Entry == g.Entry })
	if i < 0 {
		r.Guests = append(r.Guests, g)
		return
	}
	r.Guests[i] = g
}

// person replaces a person in all their records.
func (w *world) person(who mentoring.Person) {
	for i := range w.records {
		for j, p := range w.records[i].People {
			if p.ID == who.ID {
				w.records[i].People[j] = who
			}
		}
	}
}

// say lets a person reply to a mail (zero: to none), and returns the receipts.
func (w *world) say(who mentoring.PersonID, m mentoring.Mail, text string, now time.Time) []mentoring.Receipt {
	w.t.Helper()
	var p reading.Prompt
	prompts := map[int64]ritual.Prompt{}
	for _, x := range m.Prompts {
		round, _ := w.record(x.Pair).Round(x.Prompt.Round)
		prompt, _ := round.PromptOf(int64(who))
		prompts[int64(x.Pair)] = prompt
		p.Pairs = append(p.Pairs, int64(x.Pair))
		p.Asked = append(p.Asked, prompt.Asked...)
	}
	if len(p.Pairs) == 0 {
		for _, r := range w.records {
			if _, ok := r.Pair.Member(who); ok {
				p.Pairs = append(p.Pairs, int64(r.Pair.ID))
			}
		}
	}
	before := len(w.receipts)
	author := w.record(mentoring.PairID(p.Pairs[0])).Person(who)
	v := w.vocabulary
	if w.speaks != nil {
		v = w.speaks(author)
	}
	rd := reading.Interpret(p, []reading.Block{{Text: text}}, v, now.In(author.Location()))
	parts := reading.Route(rd, p.Pairs)
	for _, id := range p.Pairs {
		r := w.record(mentoring.PairID(id))
		re := mentoring.Reply{Reading: parts[id], Prompt: prompts[id], Message: w.id()}
		w.apply(r, mentoring.Apply(*r, r.Person(who), re, now), now)
	}
	return w.receipts[before:]
}

// plan applies what is due for all pairs. Planning twice must change nothing.
func (w *world) plan(now time.Time) (next time.Time) {
	w.t.Helper()
	next = now.AddDate(1, 0, 0)
	for i := range w.records {
		r := &w.records[i]
		actions, at := mentoring.PlanPair(*r, w.policy, now)
		for _, a := range actions {
			w.act(r, a, now)
		}
		if again, _ := mentoring.PlanPair(*r, w.policy, now); len(again) != 0 {
			w.t.Fatalf("%s: PlanPair() again = %v, want nothing", stamp(now), again)
		}
		if at.Before(next) {
			next = at
		}
	}
	return next
}

// people returns everybody once, and in how many living pairs they are.
func (w *world) people() (who []mentoring.Person, pairs map[mentoring.PersonID]int) {
	pairs = map[mentoring.PersonID]int{}
	for _, r := range w.records {
		for _, p := range r.People {
			if !slices.ContainsFunc(who, func(x mentoring.Person) bool { return x.ID == p.ID }) {
				who = append(who, p)
			}
			if r.Pair.State != mentoring.Ended && r.Pair.State != mentoring.NotBegun {
				pairs[p.ID]++
			}
		}
	}
	return who, pairs
}

// pending returns what waits for a person, as the store's agenda does.
func (w *world) pending(who mentoring.PersonID) []mentoring.Pending {
	var out []mentoring.Pending
	for _, r := range w.records {
		if r.Pair.State == mentoring.OnHold {
			continue
		}
		for _, round := range r.Rounds {
			p, ok := round.PromptOf(int64(who))
			nudge := ok && p.State == ritual.Sent && p.Reminded.IsZero() && round.State == ritual.Open
			if ok && (p.State == ritual.Planned || nudge) {
				out = append(out, mentoring.Pending{
					Pair: r.Pair.ID, Ritual: round.Ritual, Period: round.Period,
					Prompt: p, Nudge: nudge, Due: p.Due,
				})
			}
		}
	}
	return out
}

// send sends what may go now. Sending twice must send nothing.
func (w *world) send(now time.Time) (next time.Time) {
	w.t.Helper()
	next = now.AddDate(1, 0, 0)
	people, pairs := w.people()
	for _, who := range people {
		for round := 0; ; {
			mails, at := mentoring.PlanPerson(who, pairs[who.ID], w.pending(who.ID), w.sentTo(who, now), w.policy, w.holidays, now)
			if at.Before(next) {
				next = at
			}
			if len(mails) == 0 {
				break
			}
			if round > 0 || len(mails) > 1 {
				w.t.Fatalf("%s: PlanPerson(%s) = %d more mails", stamp(now), who.Name, len(mails))
			}
			w.deliver(mails[0], now)
			if d, _ := w.policy.Ritual(mails[0].Ritual); !d.AtOnce {
				round++ // what tells of something at once stands beside the others
			}
		}
	}
	return next
}

func (w *world) deliver(m mentoring.Mail, now time.Time) {
	n := 1
	for i, x := range m.Prompts {
		r := w.record(x.Pair)
		p := x.Prompt
		if m.Nudge {
			p.Reminded = now
		} else {
			d, _ := w.policy.Ritual(m.Ritual)
			p.State, p.SentAt = ritual.Sent, now
			p.N++
			p.Asked = r.Questions(d, m.Period, m.Person, n, now)
			n += len(p.Asked)
		}
		w.put(r, p)
		m.Prompts[i].Prompt = p
	}
	mail := sentMail{Mail: m, at: now}
	w.sent = append(w.sent, mail)
	if text := w.answer(mail); text != "" {
		w.replies = append(w.replies, dueReply{at: now.Add(w.replyAfter), mail: mail, text: text})
	}
}

// sentTo returns the planned mails of the last two weeks.
func (w *world) sentTo(who mentoring.Person, now time.Time) mentoring.SentMails {
	var s mentoring.SentMails
	for _, m := range w.sent {
		if m.Person != who.ID || now.Sub(m.at) >= 15*24*time.Hour {
			continue
		}
		if d, _ := w.policy.Ritual(m.Ritual); d.AtOnce {
			s.AtOnce = append(s.AtOnce, mentoring.Today(who, m.at))
		} else {
			s.Days = append(s.Days, mentoring.Today(who, m.at))
		}
	}
	return s
}

// turn does one turn of the daemon.
func (w *world) turn(now time.Time) (next time.Time) {
	w.t.Helper()
	var later []dueReply
	for _, x := range w.replies {
		if x.at.After(now) {
			later = append(later, x)
			continue
		}
		w.say(x.mail.Person, x.mail.Mail, x.text, now)
	}
	w.replies = later
	a, b := w.plan(now), w.send(now)
	if b.Before(a) {
		a = b
	}
	return a
}

// run turns every step from one instant up to another.
func (w *world) run(from, to time.Time, step time.Duration) {
	w.t.Helper()
	for now := from; now.Before(to); now = now.Add(step) {
		w.turn(now)
	}
}

// log writes the mails to a person in short, one a line.
func (w *world) log(who mentoring.PersonID) string {
	var out []string
	for _, m := range w.sent {
		if m.Person == who {
			name := m.Ritual
			if m.Nudge {
				name += " nudge"
			}
			out = append(out, fmt.Sprintf("%s %s", m.at.UTC().Format("Mon 2006-01-02 15:04"), name))
		}
	}
	return strings.Join(out, "\n")
}

// latest returns the last mail of a ritual to a person.
func (w *world) latest(who mentoring.PersonID, name string) mentoring.Mail {
	for _, m := range slices.Backward(w.sent) {
		if m.Person == who && m.Ritual == name {
			return m.Mail
		}
	}
	return mentoring.Mail{}
}

func stamp(at time.Time) string { return at.UTC().Format("Mon 2006-01-02 15:04") }
