package correspondent

import (
	"fmt"
	"math/rand/v2"
	"net/mail"
	"strings"
	"time"
)

// Crowd is a great many people who answer mails of ours, each with another
// client, language and habit. It makes every reply together with what a reader
// must find in it. The same seed and mails make the same replies.
type Crowd struct {
	seed  uint64
	mails []Mail
	data  crowdData
}

// Mail is a mail that a [Crowd] answers. Its questions are the paragraphs of
// Text that count up from 1.
type Mail struct {
	Name       string // for people
	Subject    string
	Text, HTML string // HTML may be empty
	From, To   mail.Address
}

// Asked is a question of a [Mail].
type Asked struct {
	Number int
	Words  string // without the number and without the hints below it
}

// Case is one reply of a [Crowd], and what is to be found in it.
type Case struct {
	Number   int
	Layout   Layout
	Form     string // what introduces the quote: the language and the client
	Language string // of the own words
	Client   string
	Wire     string // parts, charset and encoding
	Ending   string // what the person or the client signs with

	Sent []Mail  // the mail that is answered, then one before it
	Own  []Words // all that the person says, in order
	Raw  []byte  // the whole mail
}

// Words are own words, and the question that they stand under: 0 where the place
// does not say.
type Words struct {
	Text     string
	Question int
}

// Layout is where the own words stand, and what became of the quote.
type Layout string

// The layouts of a Crowd.
const (
	OnTop           Layout = "top"
	AtEnd           Layout = "below"
	Interleaved     Layout = "interleaved"
	Unmarked        Layout = "unmarked, top"
	UnmarkedBetween Layout = "unmarked, interleaved"
	InLine          Layout = "in our line"
	Renumbered      Layout = "renumbered"
	PartlyDeleted   Layout = "partly deleted"
	Edited          Layout = "edited"
	Rewrapped60     Layout = "re-wrapped at 60"
	Rewrapped76     Layout = "re-wrapped at 76"
	BehindMark      Layout = "behind the mark"
	Thread          Layout = "thread"
	NoQuote         Layout = "no quote"
	OnlyIntro       Layout = "quote deleted"
)

// Layouts are all layouts.
func Layouts() []Layout {
	return []Layout{
		OnTop, AtEnd, Interleaved, Unmarked, UnmarkedBetween, InLine, Renumbered, PartlyDeleted, Edited,
		Rewrapped60, Rewrapped76, BehindMark, Thread, NoQuote, OnlyIntro,
	}
}

// between says that the answers stand under their questions.
func (l Layout) between() bool {
	switch l {
	case Interleaved, UnmarkedBetween, InLine, Renumbered, PartlyDeleted, Edited, Rewrapped60, Rewrapped76, BehindMark:
		return true
	}
	return false
}

// reshaped says that the person has been at work in the quote itself, or that it
// is a quote of a quote.
func (l Layout) reshaped() bool {
	switch l {
	case InLine, Renumbered, PartlyDeleted, Edited, Thread:
		return true
	}
	return false
}

// unmarked says that nothing but its words tells the quote from the rest.
func (l Layout) unmarked() bool { return l == Unmarked || l == UnmarkedBetween }

// Questions are the questions of a mail.
func (m Mail) Questions() []Asked {
	lines := strings.Split(m.Text, "\n")
	var out []Asked
	for _, q := range findQuestions(lines) {
		end := m.asksUntil(lines, q)
		words := numbered.FindStringSubmatch(lines[q.first])[2]
		for _, l := range lines[q.first+1 : end] {
			words += " " + strings.TrimSpace(l)
		}
		out = append(out, Asked{q.number, words})
	}
	return out
}

// asksUntil is the line after the question itself, where the hints begin.
func (m Mail) asksUntil(lines []string, q question) int {
	for i := q.first; i < q.end; i++ {
		if l := strings.TrimSpace(lines[i]); strings.ContainsAny(l[len(l)-1:], ".?!") {
			return i + 1
		}
	}
	return q.end
}

// NewCrowd gathers people who answer these mails; there must be at least two,
// each with a question.
func NewCrowd(seed uint64, mails []Mail) *Crowd {
	return &Crowd{seed: seed, mails: mails, data: readCrowdData()}
}

// Case makes the reply of that number. Case i of a seed is the same whichever
// others were made. A hundred or so in a row hold every way of introducing a
// quote, fifteen every layout.
func (c *Crowd) Case(number int) (Case, error) {
	w := &crowdWriter{
		Crowd: c,
		rand:  rand.New(rand.NewPCG(c.seed, uint64(number))),
		out:   Case{Number: number, Layout: Layouts()[number%len(Layouts())]},
	}
	w.chooseMails()
	w.chooseForm(number)
	if err := w.compose(); err != nil {
		return Case{}, fmt.Errorf("write case %d (%s, %s): %w", number, w.out.Layout, w.mail.Name, err)
	}
	return w.out, nil
}

// crowdWriter writes one reply.
type crowdWriter struct {
	*Crowd
	rand  *rand.Rand
	out   Case
	mail  Mail // that is answered
	draft draft
	own   []Words
	end   ending
}

// oneIn is true once in n.
func (w *crowdWriter) oneIn(n int) bool { return w.rand.IntN(n) == 0 }

// pick takes one of a list.
func pick[T any](w *crowdWriter, of []T) T { return of[w.rand.IntN(len(of))] }

func (w *crowdWriter) chooseMails() {
	w.mail = pick(w, w.mails)
	earlier := pick(w, w.mails)
	for earlier.Name == w.mail.Name {
		earlier = pick(w, w.mails)
	}
	if w.oneIn(4) && !strings.HasSuffix(w.mail.Name, "-several") {
		w.mail.HTML = "" // a person who wants text only
	}
	w.out.Sent = []Mail{w.mail, earlier}

	text := strings.Split(strings.TrimRight(w.mail.Text, "\n"), "\n")
	sent := time.Date(2025+w.rand.IntN(2), time.Month(1+w.rand.IntN(12)), 1+w.rand.IntN(28), 8+w.rand.IntN(10), w.rand.IntN(60), w.rand.IntN(60), 0, time.FixedZone("", 3600))
	id := fmt.Sprintf("<%08x@mentors.example>", w.rand.Uint32())
	w.draft.prompt = prompt{
		from: w.mail.From, to: w.mail.To, replyTo: w.mail.From, returnPath: w.mail.From,
		subject: w.mail.Subject, date: sent, messageID: id,
		text: text, questions: findQuestions(text), html: w.mail.HTML,
	}
	if w.mail.HTML == "" {
		w.draft.prompt.html = "<div>" + strings.Join(htmlLines(text), "<br>\n") + "</div>"
	}
	w.draft.From, w.draft.At = w.mail.To, sent.Add(time.Duration(1+w.rand.IntN(80))*time.Hour)
	w.draft.sum = w.draft.sum0(w.seed, w.out.Number)
}

// chooseForm decides how the quote is introduced and in what language the
// person writes.
func (w *crowdWriter) chooseForm(number int) {
	header := pick(w, w.data.headers)
	if w.out.Layout.unmarked() && !w.oneIn(6) || w.oneIn(8) {
		w.out.Form = header.language + " header block"
		w.out.Language = header.language
		w.draft.block = w.headerLines(header)
		w.draft.intro = w.blockText(header)
	} else {
		form := w.data.forms[number%len(w.data.forms)]
		w.out.Form = form.language + " " + form.client
		w.out.Language = form.language
		w.draft.intro = w.introduction(form.language, form.line)
	}
	if w.oneIn(4) {
		w.out.Language = "en"
	}
	w.draft.Language = w.out.Language
}

// compose writes the words, lays them out and wraps them up.
func (w *crowdWriter) compose() error {
	w.chooseEnding()
	w.say()
	var b body
	var err error
	if w.wantsHTML() {
		b, err = w.asHTML()
	} else {
		b = w.asText()
	}
	if err != nil {
		return err
	}
	b.subject = w.draft.reSubject()
	w.wire(&b)
	for _, o := range w.own {
		if strings.TrimSpace(o.Text) != "" {
			w.out.Own = append(w.out.Own, o)
		}
	}
	w.out.Raw = w.draft.letter(b).Raw
	return nil
}
