package correspondent

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

// piece is a line of a reply that quotes line by line: a line of our mail, what
// is left of one, or own words.
type piece struct {
	text     string
	own      bool
	question int  // whose last line it is; 0 else
	asks     bool // the line with a question's number
	loose    bool // its mark was lost when it was wrapped
}

// pieces is the quoted mail with the answers in it, after all that the person
// and the client did to it.
func (w *crowdWriter) pieces() []piece {
	quote := w.ourLines()
	switch w.out.Layout {
	case PartlyDeleted:
		quote = w.deleteSome(quote)
	case Renumbered:
		quote = w.renumber(quote)
	case Edited:
		quote = w.edit(quote)
	case OnTop:
		if w.oneIn(5) && len(quote) > 6 {
			quote = quote[:4+w.rand.IntN(len(quote)-4)] // cut off below
		}
	}
	if w.out.Layout.between() {
		quote = w.putAnswers(quote)
	}
	switch w.out.Layout {
	case Rewrapped60:
		quote = w.rewrap(quote, 60)
	case Rewrapped76:
		quote = w.rewrap(quote, 76)
	}
	return quote
}

// ourLines are the lines of the mail; each question is known by its last line,
// with its hints or without them.
func (w *crowdWriter) ourLines() []piece {
	lines := w.draft.prompt.text
	out := make([]piece, len(lines))
	beforeHints := w.oneIn(5)
	for i, l := range lines {
		out[i].text = l
	}
	for _, q := range w.draft.prompt.questions {
		end := q.end
		if beforeHints {
			end = w.mail.asksUntil(lines, q)
		}
		out[q.first].asks = true
		out[end-1].question = q.number
	}
	return out
}

// deleteSome takes away paragraphs that hold no question, or keeps nothing but
// the questions.
func (w *crowdWriter) deleteSome(quote []piece) []piece {
	all := w.oneIn(3)
	var out, paragraph []piece
	flush := func() {
		asks := false
		for _, p := range paragraph {
			asks = asks || p.asks || p.question > 0
		}
		if asks || !all && !w.oneIn(2) {
			out = append(out, paragraph...)
		}
		paragraph = nil
	}
	for _, p := range quote {
		paragraph = append(paragraph, p)
		if strings.TrimSpace(p.text) == "" {
			flush()
		}
	}
	flush()
	return out
}

var countedLine = regexp.MustCompile(`^(\s*)(\d{1,2})\.( +)`)

// renumber changes the numbers as clients do that make lists of them.
func (w *crowdWriter) renumber(quote []piece) []piece {
	how := pick(w, []string{"${1}1.$3", "${1}* ", "${1}$2 ", "$1", "$1  $2) "})
	for i := range quote {
		if quote[i].asks {
			quote[i].text = countedLine.ReplaceAllString(quote[i].text, how)
		}
	}
	return quote
}

// edit has the person take words out of a few of our lines: some in the middle,
// or the rest of a line, with dots for it; one in eight mistypes a word.
func (w *crowdWriter) edit(quote []piece) []piece {
	var long []int
	for i, p := range quote {
		if len(strings.Fields(p.text)) >= 6 {
			long = append(long, i)
		}
	}
	w.rand.Shuffle(len(long), func(i, j int) { long[i], long[j] = long[j], long[i] })
	for _, i := range long[:min(len(long), 1+w.rand.IntN(3))] {
		words := strings.Fields(quote[i].text)
		indent := quote[i].text[:len(quote[i].text)-len(strings.TrimLeft(quote[i].text, " "))]
		at := 2 + w.rand.IntN(len(words)-3)
		switch r := []rune(words[at]); {
		case w.oneIn(8) && len(r) > 4 && unicode.IsLetter(r[1]) && unicode.IsLetter(r[2]):
			r[1], r[2] = r[2], r[1]
			words[at] = string(r)
		case w.oneIn(3):
			words = append(words[:at], pick(w, []string{"...", "[...]", "…"}))
		default:
			words = append(words[:at], words[min(at+1+w.rand.IntN(2), len(words)):]...)
		}
		quote[i].text = indent + strings.Join(words, " ")
	}
	return quote
}

// putAnswers puts each answer below its question, or behind it on its line.
func (w *crowdWriter) putAnswers(quote []piece) []piece {
	above, below := !w.oneIn(4), !w.oneIn(4)
	var out []piece
	for _, p := range quote {
		s, ok := w.answer(p.question)
		if p.question == 0 || !ok {
			out = append(out, p)
			continue
		}
		if w.out.Layout == InLine {
			p.text += " " + s
			out = append(out, p)
			continue
		}
		out = append(out, p)
		if above {
			out = append(out, piece{own: true})
		}
		for l := range strings.SplitSeq(s, "\n") {
			out = append(out, piece{text: l, own: true})
		}
		if below {
			out = append(out, piece{own: true})
		}
	}
	return out
}

// rewrap breaks our lines at a width: whole paragraphs anew, or line by line
// with the rest left without a mark, as Roundcube does it.
func (w *crowdWriter) rewrap(quote []piece, width int) []piece {
	var out []piece
	if w.oneIn(2) {
		for _, p := range quote {
			if p.own {
				out = append(out, p)
				continue
			}
			for i, l := range wrap(p.text, width-2) {
				out = append(out, piece{text: l, loose: i > 0})
			}
		}
		return out
	}
	var paragraph string
	flush := func() {
		if paragraph != "" {
			for _, l := range wrap(paragraph, width-2) {
				out = append(out, piece{text: l})
			}
		}
		paragraph = ""
	}
	for _, p := range quote {
		blank := strings.TrimSpace(p.text) == ""
		if p.own || blank || p.asks || p.text == "-- " {
			flush()
		}
		switch {
		case p.own || blank || p.text == "-- ":
			out = append(out, p)
		case paragraph == "":
			paragraph = strings.TrimSpace(p.text)
		default:
			paragraph += " " + strings.TrimSpace(p.text)
		}
		if p.question > 0 {
			flush()
		}
	}
	flush()
	return out
}

// marks are what clients put before a quoted line.
type marks struct {
	before, empty string // of a line with words, of one without
}

func (w *crowdWriter) chooseMarks() marks {
	if w.out.Layout.unmarked() {
		return marks{}
	}
	switch w.rand.IntN(14) {
	case 0:
		return marks{">", ">"}
	case 1:
		return marks{"| ", "|"}
	case 2:
		return marks{"  > ", "  >"}
	case 3:
		return marks{"\t", "\t"}
	case 4:
		return marks{"> ", "> "}
	case 5:
		return marks{"> ", ""} // empty lines are left as they are
	}
	return marks{"> ", ">"}
}

func (m marks) quote(p piece) string {
	switch {
	case p.own || p.loose:
		return p.text
	case p.text == "":
		return m.empty
	}
	return m.before + p.text
}

// nested is a mail of the thread that is answered instead of ours: somebody's
// words above our mail, which they quoted.
func (w *crowdWriter) nested(m marks, ours []piece) []string {
	earlier := pick(w, w.data.answers["en"])
	form := w.data.forms[w.rand.IntN(len(w.data.forms))]
	var out []string
	out = append(out, fmt.Sprintf("On %s, %s wrote:", w.dated("en", "{d} {mon} {Y}, {HH}:{mm}"), shown(w.mail.To)))
	for l := range strings.SplitSeq(earlier, "\n") {
		out = append(out, m.quote(piece{text: l}))
	}
	out = append(out, m.empty)
	for l := range strings.SplitSeq(w.introduction(form.language, form.line), "\n") {
		out = append(out, m.quote(piece{text: l}))
	}
	for _, p := range ours {
		out = append(out, m.quote(piece{text: m.quote(p)}))
	}
	return out
}
