package correspondent

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// ending is what stands below the own words and is not part of them.
type ending struct {
	text   string
	dashed bool // below a line of "-- "
	device bool // the client wrote it
}

func (d *draft) sum0(seed uint64, number int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "crowd %d %d", seed, number))
	return hex.EncodeToString(sum[:])
}

// other is who the person writes to, as they call them.
func (w *crowdWriter) other() string {
	if strings.HasPrefix(w.mail.To.Name, "Ana") {
		return "Tomasz"
	}
	return "Ana"
}

var disclaimers = map[string]string{
	"en": "This e-mail and any attachments are confidential and intended solely for the addressee. If you are not the intended recipient, please notify the sender and delete this message.",
	"de": "Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat sind, informieren Sie bitte sofort den Absender und vernichten Sie diese Nachricht.",
	"fr": "Ce message et ses pièces jointes sont confidentiels et destinés exclusivement à leur destinataire. Si vous avez reçu ce message par erreur, merci d'en avertir l'expéditeur et de le détruire.",
	"es": "Este mensaje y sus archivos adjuntos son confidenciales y van dirigidos exclusivamente a su destinatario. Si lo ha recibido por error, avise al remitente y elimínelo.",
	"it": "Questo messaggio e i suoi allegati sono riservati e destinati esclusivamente al destinatario. Se lo avete ricevuto per errore, avvisate il mittente e cancellatelo.",
}

func (w *crowdWriter) chooseEnding() {
	m := w.data.manners[w.out.Language]
	name, _, _ := strings.Cut(w.mail.To.Name, " ")
	full := name + " Nowak"
	switch n := w.rand.IntN(20); {
	case n < 6:
		return
	case n < 9:
		w.out.Ending, w.end = "name below dashes", ending{text: name, dashed: true}
	case n < 11:
		w.out.Ending = "contact below dashes"
		w.end = ending{text: full + "\nRiverside Labs | +351 21 555 01 42\nwww.world.test", dashed: true}
	case n < 14:
		w.out.Ending, w.end = "device", ending{text: pick(w, m.phones), device: true}
	case n < 17:
		w.out.Ending, w.end = "closing", ending{text: pick(w, m.closings) + "\n" + name}
	case n < 19:
		w.out.Ending = "closing with company"
		w.end = ending{text: pick(w, m.closings) + "\n\n" + full + "\nSoftware developer\nRiverside Labs\nTel. +351 21 555 01 42\nwww.world.test"}
	default:
		text, ok := disclaimers[w.out.Language]
		if !ok {
			text = disclaimers["en"]
		}
		w.out.Ending, w.end = "disclaimer", ending{text: name + "\n\n" + text, dashed: true}
	}
}

// say decides on the own words: for the layouts between the lines one answer for
// some of the questions, else a few paragraphs.
func (w *crowdWriter) say() {
	said := append([]string(nil), w.data.answers[w.out.Language]...)
	w.rand.Shuffle(len(said), func(i, j int) { said[i], said[j] = said[j], said[i] })
	hard := append([]string(nil), w.data.answers[odd]...)
	w.rand.Shuffle(len(hard), func(i, j int) { hard[i], hard[j] = hard[j], hard[i] })
	next := func() string {
		from := &said
		if w.rand.IntN(6) == 0 || len(said) == 0 {
			from = &hard
		}
		s := (*from)[0]
		*from = (*from)[1:]
		return s
	}
	greeting := ""
	if w.rand.IntN(5) < 2 {
		greeting = strings.ReplaceAll(w.data.manners[w.out.Language].greeting, "{other}", w.other())
	}
	if w.out.Layout.between() {
		w.own = append(w.own, Words{Text: greeting})
		questions := w.draft.prompt.questions
		skipped := 0
		for i, q := range questions {
			if w.oneIn(4) && skipped < len(questions)-1 && i > 0 {
				skipped++
				continue
			}
			s := next()
			if w.out.Layout == InLine {
				s = firstSaying(s)
			}
			w.own = append(w.own, Words{s, q.number})
		}
		return
	}
	if w.oneIn(25) {
		return // an empty answer
	}
	var parts []string
	if greeting != "" {
		parts = append(parts, greeting)
	}
	n := 1 + w.rand.IntN(3)
	label := pick(w, []string{"", "", "", "%d) ", "%d. ", "%d: ", "Q%d: "})
	var labelled []string
	for i := range n {
		s := next()
		if label != "" && !strings.Contains(s, "\n") {
			labelled = append(labelled, fmt.Sprintf(label, i+1)+s)
			continue
		}
		parts = append(parts, s)
	}
	if labelled != nil {
		parts = append(parts, strings.Join(labelled, "\n"))
	}
	w.own = []Words{{Text: strings.Join(parts, "\n\n")}}
}

// firstSaying is the first line that has a word in it: nobody answers on a line
// of ours with a rule alone.
func firstSaying(s string) string {
	for l := range strings.SplitSeq(s, "\n") {
		if strings.ContainsFunc(l, isWord) {
			return l
		}
	}
	return s
}

// free are the own words that stand under no question.
func (w *crowdWriter) free() string {
	if len(w.own) > 0 && w.own[0].Question == 0 {
		return w.own[0].Text
	}
	return ""
}

// answer is what is said to a question.
func (w *crowdWriter) answer(number int) (string, bool) {
	for _, o := range w.own {
		if o.Question == number {
			return o.Text, true
		}
	}
	return "", false
}
