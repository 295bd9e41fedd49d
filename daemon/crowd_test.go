package daemon_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	netmail "net/mail"
	"slices"
	"strings"
	"time"

	"milepost/mail/postoffice/correspondent"
	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// saying is a word that somebody wrote and that stands nowhere else, so that it
// can be looked for in every mail and in the record.
type saying struct {
	word   string
	who    string
	letter string // the Message-ID of the mail in which it was written
	how    string // for who reads a failure: how the mail was written
	pair   mentoring.PairID
	round  int64
	// visible is the widest that its author was promised.
	visible ritual.Visibility
}

// crowd are people who answer what they get by a seeded script, in all the ways
// in which mail programs let them: at once or days later, in part, twice, or not
// at all.
type crowd struct {
	w       *world
	who     []string
	rng     *rand.Rand
	seen    map[string]int // how many mails each has looked at
	habits  []correspondent.Habit
	said    []saying
	letters int // that were posted
	// away is when somebody's robot answers for them.
	away map[string][2]time.Time
}

func newCrowd(w *world, seed uint64, who ...string) *crowd {
	return &crowd{
		w: w, who: who, rng: rand.New(rand.NewPCG(seed, 1)), seen: map[string]int{},
		habits: correspondent.Habits(), away: map[string][2]time.Time{},
	}
}

// read has everybody look at what has come since the last time.
func (c *crowd) read() {
	for _, who := range c.who {
		box := c.w.office.Mailbox(address(who))
		for _, got := range box[c.seen[who]:] {
			c.answer(who, c.w.openLetter(got))
		}
		c.seen[who] = len(box)
	}
}

// draft is an answer that is being written.
type draft struct {
	c      *crowd
	who    string
	to     letter
	reply  correspondent.Reply
	said   []saying
	free   []string
	single bool // about one pair
}

func (c *crowd) answer(who string, l letter) {
	if from := c.away[who]; !time.Now().Before(from[0]) && time.Now().Before(from[1]) {
		c.post(&draft{c: c, who: who, to: l, reply: correspondent.Reply{
			Habit: correspondent.Habit{Client: correspondent.Vacation}, Free: "I am away and read this on my return.",
		}}, time.Minute)
	}
	d := &draft{c: c, who: who, to: l, single: len(l.x.Pairs) == 1}
	prompt := len(l.x.Asked) > 0 && !strings.Contains(l.x.Kind, "notice:")
	invitation := slices.ContainsFunc(l.x.Asked, func(q ritual.Asked) bool { return q.Records == ritual.Consent })
	switch {
	case invitation:
	case prompt && c.rng.IntN(8) == 0, !prompt && c.rng.IntN(6) > 0:
		return // no answer
	}
	d.reply.Habit = c.habit(len(l.x.Asked))
	for _, q := range l.x.Asked {
		if invitation || c.rng.IntN(5) > 0 {
			d.answer(q)
		}
	}
	if d.single && !invitation {
		d.lines(prompt)
	}
	if len(d.reply.Answers) == 0 && len(d.free) == 0 {
		return
	}
	d.reply.Free = strings.Join(d.free, "\n\n")
	after := time.Duration(2+c.rng.IntN(40*60)) * time.Minute
	if c.rng.IntN(12) == 0 {
		after += 12 * 24 * time.Hour
	}
	if invitation {
		after = time.Duration(1+c.rng.IntN(300)) * time.Minute
	}
	c.post(d, after)
}

// habit returns the next way of answering. Whoever gets several questions and
// would not say which one they answer is left to habits without labels on
// purpose: their words have to be kept, too.
func (c *crowd) habit(questions int) correspondent.Habit {
	h := c.habits[c.letters%len(c.habits)]
	if questions < 2 && h.Label != "" && h.Placing != correspondent.Filled {
		h.Label = ""
	}
	return h
}

// numbered reports whether the reader can tell which question an answer is to.
func (d *draft) numbered() bool {
	h := d.reply.Habit
	return len(d.to.x.Asked) == 1 || h.Label != "" || h.Placing == correspondent.Between || h.Placing == correspondent.Filled
}

// answer answers a question, sometimes for nobody else to read.
func (d *draft) answer(q ritual.Asked) {
	pair := mentoring.PairID(q.Pair)
	say := func(text string) {
		d.reply.Answers = append(d.reply.Answers, correspondent.Answer{Question: q.N, Text: text})
	}
	switch {
	case q.Kind == ritual.YesNo:
		if !d.numbered() {
			d.reply.Habit = correspondent.Habit{Client: correspondent.MailtoTap, Placing: correspondent.Bare, Label: "%d: "}
		}
		say("yes")
		return
	case q.Kind == ritual.Scale && d.numbered():
		say(fmt.Sprint(1 + d.c.rng.IntN(5)))
		return
	case q.Kind == ritual.Choice && d.numbered():
		say(q.Choices[0])
		return
	case q.Visible == ritual.Private && !d.numbered():
		return // nobody could know that it is the answer to that one
	}
	visible := cmp.Or(q.Visible, ritual.Shared)
	switch {
	case d.numbered() && d.c.rng.IntN(9) == 0:
		say("private: " + d.word("I would rather keep for myself that", pair, ritual.Private))
	case q.Kind == ritual.List && d.numbered():
		say(d.word("write the first page about", pair, visible) + " by 20 november\n" + d.word("show somebody the", pair, visible))
	case d.c.rng.IntN(3) == 0:
		say(d.word("It went better than I had thought, because of", pair, visible) + "\n\n" +
			d.word("And one more thing, about the way in which we talk:", pair, visible) + " was not easy.")
	default:
		say(d.word("We talked about it for an hour and then", pair, visible) + ".")
	}
}

// lines adds words that people may write at any time. What answers a prompt is
// read by its readers; other words stay with their author, keywords apart.
func (d *draft) lines(prompt bool) {
	if d.c.rng.IntN(3) > 0 && prompt {
		return
	}
	pair := d.to.x.Pairs[0]
	switch d.c.rng.IntN(10) {
	case 0:
		d.free = append(d.free, "win: "+d.word("they asked me to present", pair, ritual.Shared))
	case 1:
		d.free = append(d.free, "commit: "+d.word("send the draft of", pair, ritual.Shared)+" by friday")
	case 2:
		d.free = append(d.free, "private: "+d.word("I am not sure that I want", pair, ritual.Private))
	case 3:
		d.free = append(d.free, "note: "+d.word("remember the", pair, ritual.Private))
	case 4:
		d.free = append(d.free, "ask: "+d.word("how would you begin with", pair, ritual.Shared)+"?")
	case 5:
		d.free = append(d.free, "blocked: "+d.word("nobody answers about", pair, ritual.Shared))
	case 6:
		d.free = append(d.free, "yes to all")
	case 7:
		d.free = append(d.free, "goal: "+d.word("lead the review of", pair, ritual.Shared)+" by 1 december")
	case 8:
		d.free = append(d.free, "status")
	case 9:
		d.free = append(d.free, "Please don't tell anyone, but "+d.word("I have an offer from", pair, ritual.Private)+".")
	}
}

// word makes up a word, ends a sentence with it and remembers it.
func (d *draft) word(sentence string, pair mentoring.PairID, visible ritual.Visibility) string {
	s := saying{word: d.c.newWord(len(d.said)), who: d.who, pair: pair, visible: visible}
	for _, id := range d.to.x.Prompts {
		for _, round := range d.c.w.recordOf(pair).Rounds {
			if p, ok := round.PromptOf(int64(d.to.x.Person)); ok && p.ID == id {
				s.round = round.ID
			}
		}
	}
	d.said = append(d.said, s)
	return sentence + " " + s.word
}

// newWord returns a word that no language has.
func (c *crowd) newWord(ahead int) string {
	n, b := len(c.said)+ahead, []byte("qzaaaaqz")
	for i := 5; i > 1; i-- {
		b[i] = byte('a' + n%26)
		n /= 26
	}
	return string(b)
}

// post sends an answer after a while, now and then twice.
func (c *crowd) post(d *draft, after time.Duration) {
	d.reply.From = netmail.Address{Name: someone[d.who].name, Address: address(d.who)}
	d.reply.At = time.Now().Add(after)
	l := c.w.write(d.who, d.to, d.reply)
	c.letters++
	c.w.office.Post(d.reply.At, l.From, l.To, l.Raw)
	if c.letters%17 == 0 {
		c.w.office.Post(d.reply.At.Add(2*time.Minute), l.From, l.To, l.Raw)
	}
	for _, s := range d.said {
		s.letter, s.how = messageID(l.Raw), fmt.Sprintf("%s, in answer to %s: %q, %+v", d.reply.Habit.Name, d.to.x.Kind, d.reply.Free, d.reply.Answers)
		c.said = append(c.said, s)
	}
}

// threePairs is a world of two pairs that share a mentor, and a third in which
// one of the mentees is a mentor.
func threePairs(w *world) {
	w.join("tomasz", "ana", false)
	w.join("tomasz", "kasia", false)
	w.join("ana", "rui", false)
}

// autumn is a quarter in which the clocks change, in Europe and in America on
// different days.
var autumn = calendar.At(calendar.Civil{Date: calendar.NewDate(2026, time.August, 31), Clock: calendar.NewClock(5, 0)}, time.UTC)
