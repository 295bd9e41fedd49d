package correspondent

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/mail"
	"strings"
	"time"

	"golang.org/x/net/html"
)

var (
	// ErrNoQuestion says that an answer belongs between the lines of a question
	// that the mail does not ask.
	ErrNoQuestion = errors.New("question is not in the mail")
	// ErrIncomplete says that a reply lacks its sender, its time or a known
	// client.
	ErrIncomplete = errors.New("reply is incomplete")
)

// Answer is what somebody says to one numbered question.
type Answer struct {
	Question int
	Text     string // plain text; lines end in \n
}

// Reply is what somebody says and how they go about it.
type Reply struct {
	Habit
	From    mail.Address
	Answers []Answer       // in the order in which they are written
	Free    string         // words that belong to no question; they stand first
	Cc      []mail.Address // who else gets it

	// Signature is put below the own words as the client does it. Phones have
	// one of their own if it is empty.
	Signature string
	// At is when it is written. Its location is the writer's zone, in which the
	// client quotes the date of the mail.
	At time.Time
}

// Letter is a reply ready for the post.
type Letter struct {
	From string   // the envelope's sender; empty for some robots
	To   []string // the envelope's recipients, first the one that is answered
	Raw  []byte
}

// Write writes the reply to a raw mail. Addresses and thread follow that mail as
// the client has it: To from Reply-To (but see [SNail]), In-Reply-To and
// References (but see [MailtoTap]), the quote from its text or HTML part. To have
// a reply arrive twice, post its letter twice.
//
// It returns [ErrNoQuestion] if an answer shall stand between lines that the
// mail does not have, [ErrIncomplete], or why the mail cannot be read.
func (r Reply) Write(raw []byte) (Letter, error) {
	c, ok := clients[r.Client]
	if !ok || r.From.Address == "" || r.At.IsZero() {
		return Letter{}, fmt.Errorf("write as %v from %q: %w", r.Client, r.From.Address, ErrIncomplete)
	}
	p, err := readPrompt(raw)
	if err != nil {
		return Letter{}, fmt.Errorf("read the mail to answer: %w", err)
	}
	if r.Language == "" {
		r.Language = "en"
	}
	d := &draft{Reply: r, client: c, prompt: p, sum: r.sum(p.messageID)}
	if c.robot != nil {
		return d.letter(c.robot(d)), nil
	}
	b, err := c.write(d)
	if err != nil {
		return Letter{}, err
	}
	return d.letter(b), nil
}

// draft is a reply while its client writes it.
type draft struct {
	Reply
	client client
	prompt prompt
	sum    string // tells this reply from all others

	// Set where the words above the quote are not the client's usual ones.
	intro string
	block [][2]string
	// reshape does to the quoted HTML what the person has done to it.
	reshape func(root *html.Node)
}

// sum makes the ids of a reply, so that they need no randomness.
func (r Reply) sum(prompt string) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%v\n%+v\n%+v\n%q\n%q\n%d", prompt, r.From, r.Habit, r.Answers, r.Free, r.Signature, r.At.UnixNano())
	return hex.EncodeToString(h.Sum(nil))
}

// own returns the writer's words as paragraphs, with the habit's labels before
// the answers. A paragraph may have several lines.
func (d *draft) own() []string {
	var out []string
	if d.Free != "" {
		out = append(out, d.Free)
	}
	var labelled []string
	for _, a := range d.answers() {
		switch {
		case d.Label == "":
			out = append(out, a.Text)
		default:
			labelled = append(labelled, strings.TrimRight(fmt.Sprintf(d.Label, a.Question)+a.Text, " "))
		}
	}
	if labelled != nil {
		out = append(out, strings.Join(labelled, "\n"))
	}
	return out
}

// answers are the reply's own or, for a form that was handed out to fill in, one
// for every question, some of them empty.
func (d *draft) answers() []Answer {
	if d.Placing != Filled {
		return d.Answers
	}
	form := make([]Answer, len(d.prompt.questions))
	for i, q := range d.prompt.questions {
		form[i].Question = q.number
		for _, a := range d.Answers {
			if a.Question == q.number {
				form[i].Text = a.Text
			}
		}
	}
	return form
}

// signature is the one below the own words: the writer's, else the client's.
func (d *draft) signature() string {
	if d.Signature != "" {
		return d.Signature
	}
	return d.client.signature[d.Language]
}

// letter puts the header on a body and the envelope on both.
func (d *draft) letter(b body) Letter {
	to := d.prompt.replyTo
	switch {
	case d.client.robot != nil:
		to = d.prompt.returnPath
	case d.client.answersFrom:
		to = d.prompt.from
	}
	l := Letter{From: d.From.Address, To: []string{to.Address}}
	if b.nullSender {
		l.From = ""
	}
	var out strings.Builder
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&out, "%s: %s\r\n", name, value)
		}
	}
	field("From", d.From.String())
	field("To", to.String())
	var cc []string
	for _, a := range d.Cc {
		cc = append(cc, a.String())
		l.To = append(l.To, a.Address)
	}
	field("Cc", strings.Join(cc, ",\r\n\t"))
	field("Subject", encodeHeader(b.subject))
	field("Date", d.At.Format(time.RFC1123Z))
	field("Message-ID", fmt.Sprintf("<%s@%s>", d.sum[:24], d.client.idDomain))
	if !d.client.noThread {
		field("In-Reply-To", d.prompt.messageID)
		field("References", strings.TrimSpace(d.prompt.references+" "+d.prompt.messageID))
	}
	for _, h := range b.header {
		field(h.name, h.value)
	}
	field(d.client.agentField, d.client.agent)
	field("MIME-Version", "1.0")
	_, _ = io.WriteString(&out, b.mime(d.sum))
	l.Raw = []byte(out.String())
	return l
}

// reSubject puts the client's "Re:" before the subject, once.
func (d *draft) reSubject() string {
	re := d.client.re[d.Language]
	if re == "" {
		re = "Re: "
	}
	s := d.prompt.subject
	if len(s) > 3 && strings.EqualFold(s[:3], "re:") {
		return s
	}
	return re + s
}
