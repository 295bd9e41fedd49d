package daemon

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"milepost/mail"
	"milepost/mentoring"
	"milepost/mentoring/reading"
	"milepost/mentoring/ritual"
	"milepost/store"
)

// writtenWithin bounds how far the Date of a mail is believed: "by friday" means
// the friday after the day of writing.
const writtenWithin = 7 * 24 * time.Hour

// accept records a reply as its owner's words about what the token names.
func (d *Daemon) accept(ctx context.Context, m store.Message, msg *mail.Message, b bound, now time.Time) error {
	said, err := d.interpret(ctx, msg, b)
	if err != nil {
		return err
	}
	if again, err := d.repeats(ctx, m, b, said); err != nil {
		return err
	} else if again {
		return d.file(ctx, m, store.Filed, store.Automatic, string(mail.ReasonRepeated), b, now)
	}
	if message, ok := confirmed(b.delivery, said.main); ok {
		return d.wasThem(ctx, m, message, b, now)
	}
	return d.record(ctx, m, b, said, b.owner, now)
}

// saying is what a mail says: to the mail that it answers, and to earlier ones
// whose questions it quotes.
type saying struct {
	main    reading.Reading
	asks    store.Delivery // put the questions: what was answered, or what a receipt confirms
	pairs   []int64        // that main is about
	earlier []earlierReading
	own     ownWords
	passed  *mentoring.PassedOn // a mail that it passes on; nil: none
}

// empty reports whether a mail has no word of its author's own.
func (s saying) empty() bool { return s.main.Empty && s.earlier == nil }

// interpret reads a mail as its owner's words. It changes nothing.
func (d *Daemon) interpret(ctx context.Context, msg *mail.Message, b bound) (s saying, err error) {
	if s.own, err = d.ownWords(ctx, msg, b.delivery, b.owner, b.came); err != nil {
		return s, err
	}
	if s.asks, err = d.questions(ctx, b.delivery); err != nil {
		return s, err
	}
	pairs := ids(b.pairs())
	prompt := reading.Prompt{Asked: s.asks.Asked, Pairs: pairs, Corrects: s.asks.ID != b.delivery.ID, Author: b.owner.Name}
	if prompt.Partners, err = d.partners(ctx, b.owner.ID, b.pairs()); err != nil {
		return s, err
	}
	if b.pair != 0 {
		prompt.Pairs = pairs[:1] // words under no question are about that section
	}
	vocabulary, at := d.Templates.Vocabulary(b.owner.Language), written(msg, b.owner, b.came)
	rd := reading.Interpret(prompt, s.own.blocks, vocabulary, at)
	rd.Doubts = append(rd.Doubts, s.own.missed()...)
	s.earlier = d.readEarlier(s.own, &rd, prompt, b.owner, at)
	switch {
	case b.purpose == mail.PurposeStop:
		rd, s.earlier = stopAll(pairs), nil
	case rd.Empty && s.earlier == nil:
		rd = reading.Interpret(prompt, subjectWords(msg, b.delivery), vocabulary, b.came)
	}
	if b.delivery.Kind == noticeKind+noticeConfirm {
		// A no is about the held message, not about what the partner proposes.
		rd.Lines = slices.DeleteFunc(rd.Lines, func(l reading.Line) bool { return l.Verb == reading.Decline && l.Ref == "" })
	}
	if prompt.Corrects {
		// Nobody was told that the partner would read these.
		for i := range rd.Leftover {
			rd.Leftover[i].Private = rd.Leftover[i].Private || rd.Leftover[i].N == 0
		}
	}
	s.main, s.pairs = rd, pairs
	return s, nil
}

// pairs are those that the answered mail was about: first the one whose section
// was answered, else in the order of its sections.
func (b bound) pairs() []mentoring.PairID {
	if b.pair == 0 {
		return b.delivery.Pairs
	}
	others := slices.DeleteFunc(slices.Clone(b.delivery.Pairs), func(p mentoring.PairID) bool { return p == b.pair })
	return append([]mentoring.PairID{b.pair}, others...)
}

func ids(pairs []mentoring.PairID) []int64 {
	out := make([]int64, len(pairs))
	for i, p := range pairs {
		out[i] = int64(p)
	}
	return out
}

// silent reports whether nothing was said.
func silent(rd reading.Reading) bool { return len(rd.Answers)+len(rd.Lines)+len(rd.Leftover) == 0 }

// record applies a reading to the records of the pairs that it is about.
func (d *Daemon) record(ctx context.Context, m store.Message, b bound, s saying, who mentoring.Person, now time.Time) error {
	if s.empty() && s.passed == nil {
		if err := d.notice(ctx, noticeEmpty, m, who, b.delivery, words{}, now); err != nil {
			return err
		}
	}
	said := s.byPair(b.pair)
	bind := store.Bound{
		Delivery: b.delivery.ID, Person: who.ID, Late: b.decision.Late,
		Reason: string(b.decision.Reason), Sender: string(b.dmarc), Came: b.came,
		Read: b.readAs(said),
	}
	if b.from.ID == who.ID {
		bind.Address = b.address
	}
	about, _ := messageOf(b.delivery, noticeStray)
	confirms := confirmedBy(b.delivery)
	err := d.Store.Receive(ctx, m.ID, bind, now, func(records []mentoring.Record, who mentoring.Person) ([]mentoring.Outcome, error) {
		var out []mentoring.Outcome
		for _, r := range records {
			if r.Pair.State == mentoring.Forgotten {
				continue
			}
			if re, ok := d.replyTo(r, s, said, about); ok {
				re.Message, re.Came, re.Confirms, re.Passed = m.ID, b.came, confirms, s.passed
				o := mentoring.Apply(r, who, re, now)
				who = o.Author(who) // what one pair's part says of them holds for the next
				out = append(out, o)
			}
		}
		return out, nil
	})
	if err != nil {
		return err
	}
	d.Log.Info("reply recorded", "message", m.ID, "delivery", b.delivery.ID, "person", who.ID,
		"answers", len(s.main.Answers), "lines", len(s.main.Lines), "leftover", len(s.main.Leftover), "doubts", len(s.main.Doubts))
	return nil
}

// byPair sorts what was said by pairs and by the mails whose questions it
// answers. section is the pair whose section was answered, 0 for none in
// particular.
func (s saying) byPair(section mentoring.PairID) []store.Said {
	parts := reading.Route(s.main, s.pairs)
	if section != 0 {
		// Only a number that stands in another section reaches another pair.
		maps.DeleteFunc(parts, func(pair int64, part reading.Reading) bool { return pair != int64(section) && silent(part) })
	}
	var said []store.Said
	for _, pair := range s.pairs {
		if part, ok := parts[pair]; ok {
			said = append(said, store.Said{Delivery: s.asks.ID, Pair: mentoring.PairID(pair), Reading: part})
		}
	}
	for _, e := range s.earlier {
		for _, pair := range slices.Sorted(maps.Keys(e.parts)) {
			said = append(said, store.Said{Delivery: e.delivery.ID, Pair: mentoring.PairID(pair), Reading: e.parts[pair], Earlier: true})
		}
	}
	return said
}

// replyTo gathers what was said to one pair: first to the mail that was
// answered, if anything was.
func (d *Daemon) replyTo(r mentoring.Record, s saying, said []store.Said, about int64) (mentoring.Reply, bool) {
	var replies []mentoring.Reply
	for _, x := range said {
		if x.Pair != r.Pair.ID {
			continue
		}
		re := mentoring.Reply{Reading: x.Reading, Prompt: d.prompt(r, s.asked(x))}
		if !x.Earlier {
			re.About = about
		}
		replies = append(replies, re)
	}
	if len(replies) == 0 {
		return mentoring.Reply{}, false
	}
	re := replies[0]
	re.Earlier = replies[1:]
	return re, true
}

// asked returns the mail whose questions something was said to.
func (s saying) asked(x store.Said) store.Delivery {
	if !x.Earlier {
		return s.asks
	}
	for _, e := range s.earlier {
		if e.delivery.ID == x.Delivery {
			return e.delivery
		}
	}
	return store.Delivery{}
}

// prompt returns a pair's prompt that a delivery put, with the questions as
// that mail printed them.
func (d *Daemon) prompt(r mentoring.Record, delivery store.Delivery) ritual.Prompt {
	for _, id := range delivery.Prompts {
		if _, _, p := d.promptOf(r, id); p.ID != 0 {
			p.Asked = slices.DeleteFunc(slices.Clone(delivery.Asked), func(q ritual.Asked) bool { return q.Pair != int64(r.Pair.ID) })
			return p
		}
	}
	return ritual.Prompt{}
}

// written returns the moment that dates in a mail count from, on its author's
// wall clock.
func written(msg *mail.Message, who mentoring.Person, now time.Time) time.Time {
	at := now
	if !msg.Date.IsZero() && msg.Date.Before(now) && now.Sub(msg.Date) < writtenWithin {
		at = msg.Date
	}
	return at.In(who.Location())
}

// stopAll is the reading of mail to the address that silences.
func stopAll(pairs []int64) reading.Reading {
	var rd reading.Reading
	for _, pair := range pairs {
		rd.Lines = append(rd.Lines, reading.Line{Verb: reading.Stop, Pair: pair, Raw: string(reading.Stop)})
	}
	return rd
}

// subjectWords takes the subject of a mail without a body as its words, unless
// it is that of our mail.
func subjectWords(msg *mail.Message, answers store.Delivery) []reading.Block {
	s := strings.TrimSpace(mail.WithoutTokens(mail.WithoutControls(msg.Subject)))
	if s == "" || strings.Contains(s, ":") || strings.EqualFold(s, answers.Subject) {
		return nil
	}
	return []reading.Block{{Text: s}}
}

// plain is the text of own words.
func plain(own []reading.Block) string {
	var out []string
	for _, b := range own {
		out = append(out, b.Text)
	}
	return strings.Join(out, "\n\n")
}
