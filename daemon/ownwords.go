package daemon

import (
	"context"
	"strings"

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

// ownWords finds the person's own words in a mail, by what we sent. Of the mails
// before the answered one only those that ask count: receipts and digests show
// the person's own words, and saying these again must not make them ours.
func (d *Daemon) ownWords(ctx context.Context, msg *mail.Message, answers store.Delivery, who mentoring.Person) ([]reading.Block, error) {
	latest, err := d.Store.LatestDeliveries(ctx, who.ID, latestMails)
	if err != nil {
		return nil, err
	}
	var earlier []reply.Sent
	for _, e := range latest {
		if e.ID != answers.ID && len(e.Asked) > 0 && len(earlier) < threadMails {
			earlier = append(earlier, d.sent(e))
		}
	}
	sent := earlier
	if answers.ID != 0 {
		sent = append([]reply.Sent{d.sent(answers)}, earlier...)
	}
	in := reply.Input{Text: msg.Text, HTML: msg.HTML}
	found := reply.Read(in, sent)
	if answers.ID != 0 && len(answers.Asked) == 0 && !quotes(found, answers) {
		found = reply.Read(in, earlier)
	}
	var own []reading.Block
	for _, b := range found.Blocks {
		n := b.Question
		if b.Sent != 0 || len(answers.Asked) == 0 {
			n = 0 // a question of another mail
		}
		own = append(own, reading.Block{Text: mail.WithoutTokens(mail.WithoutControls(b.Text)), Question: n})
	}
	return own, nil
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

func (d *Daemon) sent(x store.Delivery) reply.Sent {
	s := reply.Sent{Text: x.Text, HTML: x.HTML, Subject: x.Subject, From: d.Settings.Identity.Address}
	for _, q := range x.Asked {
		s.Questions = append(s.Questions, reply.Question{N: q.N, Text: q.Text})
	}
	return s
}
