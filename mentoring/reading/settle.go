package reading

import (
	"slices"
	"strconv"
	"strings"

	"milepost/mentoring/ritual"
)

// draft is the words of one answer, gathered from all over the mail.
type draft struct {
	part
	texts []string
}

// settle turns the parts into answers and leftovers. What differs in privacy
// does not flow together: the first words are the answer, others stand apart.
func (r *reader) settle() {
	var drafts []*draft
	var decided []*part
	for _, pt := range r.parts {
		text := pt.text()
		if blank(text) {
			continue
		}
		if pt.confided {
			r.apart(Leftover{Text: text, N: pt.n, Pair: pt.pair, Private: true, Confided: true})
			continue
		}
		if pt.n == 0 {
			pt.n = r.place(text)
		}
		if _, ok := r.asked(pt.n); !ok {
			r.leftover(pt, text)
			continue
		}
		if (pt.labeled || !r.lone) && r.isWhole(text, Skip) {
			r.out.Skipped = append(r.out.Skipped, pt.n)
			continue
		}
		if pt.decides && !pt.private && !pt.held {
			decided = append(decided, pt)
			continue
		}
		drafts = r.draft(drafts, pt, text)
	}
	for _, pt := range decided {
		if slices.ContainsFunc(drafts, func(d *draft) bool { return d.n == pt.n && !d.decides }) && r.act(pt) {
			continue
		}
		drafts = r.draft(drafts, pt, pt.text())
	}
	r.keepRest()
	for _, d := range drafts {
		q, _ := r.asked(d.n)
		r.out.Answers = append(r.out.Answers, r.answer(q, strings.Join(d.texts, "\n\n"), d.private, d.held))
	}
	slices.SortStableFunc(r.out.Answers, func(a, b Answer) int { return a.N - b.N })
	r.out.Thanks = r.out.Thanks && len(r.out.Answers)+len(r.out.Lines)+len(r.out.Leftover) == 0
}

// draft adds the words of a part to the answer to its question.
func (r *reader) draft(drafts []*draft, pt *part, text string) []*draft {
	i := slices.IndexFunc(drafts, func(d *draft) bool { return d.n == pt.n })
	switch {
	case i < 0:
		return append(drafts, &draft{part: *pt, texts: []string{text}})
	case drafts[i].private == pt.private && drafts[i].held == pt.held:
		drafts[i].texts = append(drafts[i].texts, text)
	default:
		r.apart(Leftover{Text: text, N: pt.n, Pair: pt.pair, Private: pt.private, Held: pt.held})
	}
	return drafts
}

// act records the lines of a part that decides: beside other words they are
// lines with a keyword, and alone they are the answer.
func (r *reader) act(pt *part) bool {
	q, _ := r.asked(pt.n)
	lines := slices.DeleteFunc(pt.lines, blank)
	if len(r.out.Lines)+len(lines) > mostLines {
		return false
	}
	for _, line := range lines {
		l, _ := r.decides(line, q.Ref)
		r.record([]Line{l}, line, pt, false)
	}
	return true
}

// place finds the question that words without a number answer: the only one,
// or the only one that takes a bare number, yes or choice. It never guesses.
func (r *reader) place(text string) int {
	if r.p.Corrects {
		return 0
	}
	if len(r.p.Asked) == 1 {
		return r.p.Asked[0].N
	}
	n := 0
	for _, q := range r.p.Asked {
		if r.fits(q, text) {
			if n != 0 {
				return 0
			}
			n = q.N
		}
	}
	return n
}

// fits reports whether words are the bare number, yes or choice that a question
// takes. No words fit one that takes any.
func (r *reader) fits(q ritual.Asked, text string) bool {
	switch q.Kind {
	case ritual.Scale, ritual.Middle:
		return r.bareRating(text)
	case ritual.YesNo:
		return r.x.answer(text)
	case ritual.Choice:
		return r.choice(q, text) != "" && len(strings.Fields(text)) <= 2
	}
	return false
}

// leftover keeps words that answer no question. A thank-you is not kept.
func (r *reader) leftover(pt *part, text string) {
	if r.x.thanks[bare(text)] {
		r.out.Thanks = true
		return
	}
	placed := r.apart(Leftover{Text: text, Pair: pt.pair, Private: pt.private, Held: pt.held})
	if len(r.p.Asked) > 1 && !pt.private && placed && !r.p.Corrects {
		r.doubt(r.unplaced(text))
	}
}

// unplaced is the doubt about words that answer one of several questions, with
// what to type: the number of a question that takes a rating, or a number before
// each of as many lines as there are questions.
func (r *reader) unplaced(text string) Doubt {
	if r.bareRating(text) {
		d := Doubt{Kind: WhichNumber, Text: text}
		for _, q := range r.p.Asked {
			if d.Suggest == "" && (q.Kind == ritual.Scale || q.Kind == ritual.Middle) {
				d.Suggest = strconv.Itoa(q.N) + ": " + bare(text)
			}
		}
		return d
	}
	const longSuggestion = 100
	lines := slices.DeleteFunc(strings.Split(text, "\n"), blank)
	if len(lines) != len(r.p.Asked) || len(text) > longSuggestion {
		return Doubt{Kind: NotPlaced, Text: text}
	}
	for i, line := range lines {
		lines[i] = strconv.Itoa(r.p.Asked[i].N) + ": " + strings.TrimRight(strings.TrimSpace(line), ".,;")
	}
	return Doubt{Kind: NotPlaced, Text: text, Suggest: strings.Join(lines, ", ")}
}

// doubt notes a doubt once.
func (r *reader) doubt(d Doubt) {
	if !slices.Contains(r.out.Doubts, d) {
		r.out.Doubts = append(r.out.Doubts, d)
	}
}
