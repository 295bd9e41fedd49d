package demo

import (
	"context"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"net/mail"
	"slices"
	"strings"
	"sync"
	"time"

	"milepost/mail/postoffice"
	"milepost/mail/postoffice/correspondent"
	"milepost/mentoring"
	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
	"milepost/store"
)

// cast are the people: they read the mail that has come for them and post their
// replies, each as the story has it.
type cast struct {
	w       *world
	mu      sync.Mutex
	arrived []postoffice.Delivered // not looked at yet
	robot   map[string]time.Time   // when somebody's auto-responder last answered
	down    map[*outage]bool       // those that have begun
	gaps    []string               // what somebody wanted to take up and did not find
}

func newCast(w *world) *cast {
	c := &cast{w: w, robot: map[string]time.Time{}, down: map[*outage]bool{}}
	w.office.Watch(func(d postoffice.Delivered) {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.arrived = append(c.arrived, d)
	})
	for _, p := range w.story.Pairs {
		for _, sc := range p.scenes() {
			if sc.To == "" {
				c.writeUnasked(sc)
			}
		}
	}
	for _, s := range w.story.Strangers {
		c.writeStrange(s)
	}
	return c
}

// weather begins and ends the times in which somebody's mail comes back.
func (c *cast) weather(now time.Time) {
	for _, r := range c.w.story.People {
		today := calendar.DateIn(now, r.location())
		for i := range r.Down {
			o := &r.Down[i]
			during := !today.Before(o.From) && today.Before(o.Until)
			switch {
			case during && !c.down[o]:
				c.w.office.Break(r.Address, postoffice.Bounce(time.Minute, o.Status, o.Text), -1)
			case !during && c.down[o]:
				c.w.office.Mend() // there is never more than one
			}
			c.down[o] = during
		}
	}
}

// read has everybody look at what has come since the last time.
func (c *cast) read(ctx context.Context) error {
	c.mu.Lock()
	arrived := c.arrived
	c.arrived = nil
	c.mu.Unlock()
	for _, d := range arrived {
		r := c.w.story.byAddress(d.Mailbox)
		if r == nil {
			continue // it is ours
		}
		mail, err := c.open(ctx, r, d)
		if err != nil {
			return fmt.Errorf("%s opens a mail: %w", r.ID, err)
		}
		c.w.book.got(mail)
		if err := c.answer(ctx, mail); err != nil {
			return fmt.Errorf("%s answers a mail of %s: %w", r.ID, d.At.Format(time.DateOnly), err)
		}
	}
	return nil
}

// opened is a mail in front of its reader.
type opened struct {
	reader   *role
	post     postoffice.Delivered
	delivery store.Delivery
}

func (c *cast) open(ctx context.Context, r *role, d postoffice.Delivered) (opened, error) {
	m, err := mail.ReadMessage(strings.NewReader(string(d.Raw)))
	if err != nil {
		return opened{}, err
	}
	delivery, err := c.w.store.DeliveryByMessageID(ctx, strings.Trim(m.Header.Get("Message-Id"), "<>"))
	return opened{r, d, delivery}, err
}

// week returns the week of the story that a mail belongs to; 0: it comes once.
func (c *cast) week(m opened) int {
	if week, err := calendar.ParseWeek(m.delivery.Period); err == nil {
		return c.w.story.week(week.Monday())
	}
	if m.delivery.Asked != nil {
		return 0
	}
	return c.w.story.week(calendar.DateIn(m.post.At, m.reader.location()))
}

// answer posts what the story has a reader say to a mail: their part in each
// pair that the mail is about, in one reply. An auto-responder answers besides.
func (c *cast) answer(ctx context.Context, m opened) error {
	c.answerAway(m)
	var first *scene
	var tells []string
	reply := correspondent.Reply{
		From: mail.Address{Name: m.reader.Name, Address: m.reader.Address}, Signature: m.reader.Signature,
	}
	var free []string
	about := map[mentoring.PairID][]string{}
	for _, id := range m.delivery.Pairs {
		sc := c.w.pairs[id].next(m.reader.ID, m.delivery.Kind, c.week(m))
		if sc == nil {
			continue
		}
		if first == nil {
			first = sc
		}
		if sc.Tells != "" {
			tells = append(tells, sc.Tells)
		}
		answers, words, err := c.words(ctx, m, id, sc)
		if err != nil {
			return err
		}
		reply.Answers = append(reply.Answers, answers...)
		if words != "" {
			free = append(free, words)
			about[id] = append(about[id], words)
		}
		for _, a := range answers {
			about[id] = append(about[id], a.Text)
		}
	}
	if first == nil {
		return nil
	}
	reply.Habit, _ = habit(first.How)
	if len(m.delivery.Asked) == 1 {
		reply.Label = "" // nobody numbers the answer to a single question
	}
	reply.Free = strings.Join(free, "\n\n")
	reply.At = m.post.At.Add(first.After + c.dawdle(m)).In(m.reader.location())
	letter, err := reply.Write(m.post.Raw)
	if err != nil {
		return err
	}
	c.post(reply.At, letter)
	if first.Twice {
		c.post(reply.At.Add(2*time.Minute), letter)
	}
	own := []string{reply.Free}
	for _, a := range reply.Answers {
		own = append(own, a.Text)
	}
	c.w.book.wrote(m.reader, reply.At, letter.Raw, own, tells).about = about
	return nil
}

// dawdle is a few minutes that differ from mail to mail, and with the seed.
func (c *cast) dawdle(m opened) time.Duration {
	h := fnv.New64a()
	fmt.Fprintf(h, "%d %s %d", c.w.seed, m.reader.ID, m.delivery.ID)
	r := rand.New(rand.NewPCG(uint64(c.w.seed), h.Sum64()))
	return time.Duration(r.IntN(25*60)) * time.Second
}

func (c *cast) post(at time.Time, l correspondent.Letter) {
	c.w.office.Post(at, l.From, l.To, l.Raw)
}

// words returns a scene's answers under the numbers that this mail gives to its
// questions, and the words that belong to none. A bare figure for a question that
// the mail does not ask is left out, as a person would; words that find no place
// are missed.
func (c *cast) words(ctx context.Context, m opened, id mentoring.PairID, sc *scene) (answers []correspondent.Answer, free string, err error) {
	record, err := c.w.store.Record(ctx, id)
	if err != nil {
		return nil, "", err
	}
	fill := func(text string) string {
		text, missing := placeholders(text, record, m.delivery)
		for _, what := range missing {
			c.gaps = append(c.gaps, fmt.Sprintf("week %d, %s: %q was not in the mail", sc.week, sc.Who, what))
		}
		return text
	}
	for _, s := range sc.Says {
		asked := false
		for key := range strings.SplitSeq(s.Key, "|") {
			i := slices.IndexFunc(m.delivery.Asked, func(q ritual.Asked) bool { return q.Key == key && q.Pair == int64(id) })
			if asked = i >= 0; asked {
				text := fill(s.Text)
				if strings.Contains(text, "\n") {
					text += "\n" // people leave a line free after a longer answer
				}
				answers = append(answers, correspondent.Answer{Question: m.delivery.Asked[i].N, Text: text})
				break
			}
		}
		if !asked && len(s.Text) > 1 {
			c.gaps = append(c.gaps, fmt.Sprintf("week %d, %s: %q was not asked in the mail (%s)", sc.week, sc.Who, s.Key, sc.To))
		}
	}
	return answers, fill(sc.Free), nil
}

// answerAway has a robot answer for somebody who is away, at most once a week,
// as robots do.
func (c *cast) answerAway(m opened) {
	today := calendar.DateIn(m.post.At, m.reader.location())
	for _, a := range m.reader.Away {
		if today.Before(a.From) || !today.Before(a.Until) || m.post.At.Sub(c.robot[m.reader.ID]) < 7*24*time.Hour {
			continue
		}
		c.robot[m.reader.ID] = m.post.At
		client := correspondent.Vacation
		if a.Robot == "exchange" {
			client = correspondent.VacationExchange
		}
		letter, err := correspondent.Reply{
			Habit: correspondent.Habit{Client: client}, Free: a.Says,
			From: mail.Address{Name: m.reader.Name, Address: m.reader.Address},
			At:   m.post.At.Add(time.Minute).In(m.reader.location()),
		}.Write(m.post.Raw)
		if err != nil {
			continue // no robot answers a mail that it cannot read
		}
		c.post(m.post.At.Add(time.Minute), letter)
		c.w.book.wrote(m.reader, m.post.At.Add(time.Minute), letter.Raw, nil, []string{a.Tells})
	}
}

// writeUnasked posts a mail that answers none. Its first line is the subject.
func (c *cast) writeUnasked(sc *scene) {
	sc.used = true
	r := c.w.story.role(sc.Who)
	at := calendar.At(sc.At, r.location()).In(r.location())
	subject, text, _ := strings.Cut(sc.Free, "\n")
	raw := fresh(mail.Address{Name: r.Name, Address: r.Address}, subject, text, at)
	c.w.office.Post(at, r.Address, []string{ourBox}, raw)
	c.w.book.wrote(r, at, raw, []string{text}, []string{sc.Tells})
}

// writeStrange posts what a stranger writes.
func (c *cast) writeStrange(s stranger) {
	at := calendar.At(s.At, time.UTC)
	c.w.office.Post(at, s.From, []string{ourBox}, fresh(mail.Address{Address: s.From}, s.Subject, s.Text, at))
}

// fresh is a mail to us that answers none.
func fresh(from mail.Address, subject, text string, at time.Time) []byte {
	text = strings.ReplaceAll(strings.TrimSpace(text), "\n", "\r\n")
	return fmt.Appendf(nil, "From: %s\r\nTo: <%s>\r\nSubject: %s\r\nDate: %s\r\nMessage-ID: <%d.%s>\r\n"+
		"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n%s\r\n",
		from.String(), ourBox, subject, at.Format(time.RFC1123Z), at.Unix(), from.Address, text)
}
