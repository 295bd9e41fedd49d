package daemon

import (
	"bytes"
	"context"
	"maps"
	netmail "net/mail"
	"slices"
	"strings"
	"time"

	"milepost/mail"
	"milepost/mail/reply"
	"milepost/mentoring"
	"milepost/mentoring/reading"
	"milepost/store"
)

// A reply is compared with as many earlier questions to its author, among the
// latest mails.
const (
	threadMails = 4
	latestMails = 12
)

// ownWords are the words of a mail that are its author's.
type ownWords struct {
	blocks []reading.Block
	// under are the words that stand under the questions of earlier mails, which
	// the mail quotes, too.
	under []underEarlier
	// unsure is true if some of them may have been taken for a quote.
	unsure bool
	found  reply.Reading // the whole mail, stretch by stretch
}

// underEarlier are the words under the questions of one earlier mail.
type underEarlier struct {
	delivery store.Delivery
	blocks   []reading.Block
}

// ownWords finds the person's own words in a mail, by what we sent. Of the mails
// before the answered one only those that ask and do not echo count: the others
// show the person's own words, and saying these again must not make them ours. came
// is when the mail came in: nobody answers what was sent later.
func (d *Daemon) ownWords(ctx context.Context, msg *mail.Message, answers store.Delivery, who mentoring.Person, came time.Time) (ownWords, error) {
	latest, err := d.Store.DeliveriesBefore(ctx, who.ID, came, latestMails)
	if err != nil {
		return ownWords{}, err
	}
	var earlier []reply.Sent
	var mails []store.Delivery // in the order of earlier
	for _, e := range latest {
		def, _ := d.Policy.Ritual(e.Kind)
		if e.ID != answers.ID && len(e.Asked) > 0 && !def.Echoes() && len(earlier) < threadMails {
			earlier, mails = append(earlier, d.sent(e)), append(mails, e)
		}
	}
	sent := earlier
	if answers.ID != 0 {
		first := d.sent(answers)
		if first.From, err = d.printedFrom(ctx, answers.ID); err != nil {
			return ownWords{}, err
		}
		sent = append([]reply.Sent{first}, earlier...)
		mails = append([]store.Delivery{answers}, mails...)
	}
	in := reply.Input{Text: msg.Text, HTML: msg.HTML}
	if f, ok := d.forwarded(msg); ok {
		in = reply.Input{Text: f.Above}
	}
	found := reply.Read(in, sent)
	if answers.ID != 0 && len(answers.Asked) == 0 && !quotes(found, answers) {
		found = reply.Read(in, earlier)
		mails = mails[1:]
	}
	own := ownWords{unsure: found.NeedsReview, found: found}
	for _, b := range found.Blocks {
		x := reading.Block{Text: mail.WithoutTokens(mail.WithoutControls(b.Text))}
		switch {
		case b.Question == 0, answers.ID == 0:
		case mails[b.Sent].ID != answers.ID:
			x.Question = b.Question
			own.put(mails[b.Sent], x)
			continue
		default:
			x.Question = b.Question
		}
		own.blocks = append(own.blocks, x)
	}
	return own, nil
}

// put puts words under a question of an earlier mail.
func (w *ownWords) put(delivery store.Delivery, b reading.Block) {
	i := slices.IndexFunc(w.under, func(u underEarlier) bool { return u.delivery.ID == delivery.ID })
	if i < 0 {
		i = len(w.under)
		w.under = append(w.under, underEarlier{delivery: delivery})
	}
	w.under[i].blocks = append(w.under[i].blocks, b)
}

// earlierReading is what a mail says to the questions of an earlier one, by pair.
type earlierReading struct {
	delivery store.Delivery
	parts    map[int64]reading.Reading
}

// readEarlier reads the words under the questions of earlier mails. Where any
// part of the mail says that all of it is private, all of it is. now is what the
// answered mail asked.
func (d *Daemon) readEarlier(own ownWords, main *reading.Reading, now reading.Prompt, who mentoring.Person, at time.Time) []earlierReading {
	readings := make([]reading.Reading, len(own.under))
	closed := main.Closed
	for i, u := range own.under {
		prompt := reading.Prompt{Asked: u.delivery.Asked, Pairs: ids(u.delivery.Pairs), Author: now.Author, Partners: now.Partners}
		readings[i] = reading.Interpret(prompt, u.blocks, d.Templates.Vocabulary(who.Language), at)
		closed = closed || readings[i].Closed
	}
	if closed {
		main.Close()
	}
	var out []earlierReading
	for i, u := range own.under {
		if closed {
			readings[i].Close()
		}
		main.Doubts = append(main.Doubts, readings[i].Doubts...)
		readings[i].Doubts = nil
		parts := reading.Route(readings[i], ids(u.delivery.Pairs))
		maps.DeleteFunc(parts, func(_ int64, part reading.Reading) bool { return silent(part) })
		out = append(out, earlierReading{u.delivery, parts})
	}
	return out
}

// missed tells the author that words may have been left out. Where none at all
// were found the author is asked by a mail of its own.
func (w ownWords) missed() []reading.Doubt {
	if !w.unsure || len(w.blocks)+len(w.under) == 0 {
		return nil
	}
	return []reading.Doubt{{Kind: reading.MaybeMissed}}
}

// quotes reports whether a reply holds the mail that it answers: below a line
// that says so, or the greater part of it. Else the words that they share are
// those of the person's that the mail has shown, said again.
func quotes(found reply.Reading, answers store.Delivery) bool {
	words := 0
	for _, s := range found.Segments {
		switch s.Kind {
		case reply.Frame:
			return true
		case reply.Prompt:
			words += len(strings.Fields(s.Text))
		}
	}
	return 2*words > len(strings.Fields(answers.Text))
}

// printedFrom returns the sender of a mail of ours as clients print it above a
// quote: some print the name alone.
func (d *Daemon) printedFrom(ctx context.Context, id int64) (string, error) {
	raw, err := d.Store.RawDelivery(ctx, id)
	if err != nil {
		return "", err
	}
	if m, err := netmail.ReadMessage(bytes.NewReader(raw)); err == nil {
		if from, err := netmail.ParseAddress(m.Header.Get("From")); err == nil && from.Name != "" {
			return from.Name + " <" + from.Address + ">", nil
		}
	}
	return d.Settings.Identity.Address, nil
}

func (d *Daemon) sent(x store.Delivery) reply.Sent {
	s := reply.Sent{Text: x.Text, HTML: x.HTML, Subject: x.Subject, From: d.Settings.Identity.Address}
	for _, q := range x.Asked {
		s.Questions = append(s.Questions, reply.Question{N: q.N, Text: q.Text})
	}
	return s
}
