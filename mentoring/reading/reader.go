package reading

import (
	"slices"
	"strings"
	"time"

	"milepost/mentoring/calendar"
	"milepost/mentoring/ritual"
)

// reader is one Interpret under way. It gathers the words that belong to each
// question, and the lines with a keyword, in the order in which they stand.
type reader struct {
	p     Prompt
	v     *Vocabulary
	today calendar.Date
	out   Reading

	parts []*part
	// lone is true if all own words stand in one run: "skip" alone is then
	// about the mail, not about the question above it.
	lone bool
	// private is true once a line said that all that follows is private.
	private bool
	highest int // the highest number seen of those that must ascend
}

// part is a run of words that belong together.
type part struct {
	n       int // question, 0: none
	pair    int64
	paras   []string
	private bool
	held    bool
	labeled bool // the person typed the number
}

func newReader(p Prompt, v *Vocabulary, now time.Time) *reader {
	return &reader{p: p, v: v, today: calendar.DateIn(now, now.Location())}
}

func (r *reader) read(own []Block) Reading {
	own = slices.DeleteFunc(slices.Clone(own), func(b Block) bool { return strings.TrimSpace(b.Text) == "" })
	r.lone = len(own) == 1
	for i, b := range own {
		r.block(b, i == 0)
	}
	r.out.Empty = len(own) == 0
	for _, pt := range r.parts {
		r.settle(pt)
	}
	r.finish()
	return r.out
}

// asked returns a question of the prompt.
func (r *reader) asked(n int) (ritual.Asked, bool) {
	i := slices.IndexFunc(r.p.Asked, func(q ritual.Asked) bool { return q.N == n })
	if i < 0 {
		return ritual.Asked{}, false
	}
	return r.p.Asked[i], true
}

// pairOf returns the pair of the section that question n stands in; of a mail
// with one section it is always that one.
func (r *reader) pairOf(n int) int64 {
	if q, ok := r.asked(n); ok {
		return q.Pair
	}
	if len(r.p.Pairs) == 1 {
		return r.p.Pairs[0]
	}
	return 0
}

// block reads one run of own words, paragraph by paragraph.
func (r *reader) block(b Block, first bool) {
	n := b.Question
	if _, known := r.asked(n); !known {
		n = 0
	}
	cur := r.open(n)
	for i, para := range paragraphs(b.Text) {
		cur = r.paragraph(para, cur, first && i == 0)
	}
}

// open begins a part.
func (r *reader) open(n int) *part {
	pt := &part{n: n, pair: r.pairOf(n), private: r.private}
	r.parts = append(r.parts, pt)
	return pt
}

// paragraph reads the lines between two blank ones. Privacy and discretion
// hold for a whole paragraph.
func (r *reader) paragraph(para string, cur *part, first bool) *part {
	home := cur
	var text []string
	flush := func() {
		if len(text) == 0 {
			return
		}
		r.addText(strings.Join(text, "\n"), cur)
		text = nil
	}
	for i, line := range strings.Split(para, "\n") {
		if n, rest, ok := r.label(line); ok {
			flush()
			cur = r.open(n)
			cur.labeled = true
			home = cur
			line = rest
			if strings.TrimSpace(line) == "" {
				continue
			}
		}
		if rest, whole, ok := r.privateLine(line, first && i == 0); ok {
			flush()
			if whole {
				r.private = true
			}
			cur = r.secret(home, rest, whole)
			continue
		}
		if l, ok := r.command(line, cur); ok && !cur.private {
			flush()
			l.Pair, l.Raw = cur.pair, strings.TrimSpace(line)
			r.out.Lines = append(r.out.Lines, l)
			continue
		}
		if first && i == 0 {
			r.nearMiss(line)
		}
		text = append(text, line)
	}
	flush()
	if cur.private && !r.private {
		// The next paragraph is open again, under the same question.
		next := r.open(home.n)
		next.pair, next.labeled = home.pair, home.labeled
		return next
	}
	return cur
}

// secret begins a private part: the rest of the paragraph, or of the mail.
func (r *reader) secret(home *part, rest string, whole bool) *part {
	pt := r.open(home.n)
	pt.pair, pt.private, pt.labeled = home.pair, true, home.labeled
	if whole {
		for _, earlier := range r.parts {
			earlier.private = true
		}
	}
	if strings.TrimSpace(rest) != "" {
		pt.paras = append(pt.paras, strings.TrimSpace(rest))
	}
	return pt
}

// addText adds words to a part. Words that ask for discretion stand apart, so
// that only they are held.
func (r *reader) addText(text string, cur *part) {
	if strings.TrimSpace(text) == "" {
		return
	}
	if !cur.private && r.discreet(text) {
		held := r.open(cur.n)
		held.pair, held.held, held.labeled = cur.pair, true, cur.labeled
		held.paras = []string{strings.TrimSpace(text)}
		return
	}
	cur.paras = append(cur.paras, strings.TrimSpace(text))
}

func (r *reader) discreet(text string) bool {
	low := fold(text)
	return slices.ContainsFunc(r.v.Discretion, func(s string) bool { return strings.Contains(low, s) })
}

// settle turns a part into an answer or a leftover.
func (r *reader) settle(pt *part) {
	text := strings.TrimSpace(strings.Join(pt.paras, "\n\n"))
	if text == "" {
		return
	}
	if pt.n == 0 {
		pt.n = r.place(text)
	} else if !pt.labeled && r.lone && len(r.parts) == 1 {
		pt.n = r.below(pt.n, text)
	}
	q, ok := r.asked(pt.n)
	if !ok {
		r.leftover(pt, text)
		return
	}
	if !pt.labeled && !r.lone && r.isWhole(text, Skip) {
		return // this one question is left out
	}
	if i := slices.IndexFunc(r.out.Answers, func(a Answer) bool { return a.N == pt.n }); i >= 0 {
		r.more(i, pt, text, q)
		return
	}
	r.out.Answers = append(r.out.Answers, r.answer(q, text, pt.private, pt.held))
}

// more adds words to a question that has an answer in this mail. What differs
// in privacy must not flow together.
func (r *reader) more(i int, pt *part, text string, q ritual.Asked) {
	a := r.out.Answers[i]
	if a.Private == pt.private && a.Held == pt.held {
		r.out.Answers[i] = r.answer(q, a.Text+"\n\n"+text, a.Private, a.Held)
		return
	}
	r.out.Leftover = append(r.out.Leftover, Leftover{Text: text, Pair: pt.pair, Private: pt.private, Held: pt.held})
}

// place finds the question that words without a number answer: the only one,
// or the only one that takes a bare number, yes or choice. It never guesses.
func (r *reader) place(text string) int {
	if len(r.p.Asked) == 1 {
		return r.p.Asked[0].N
	}
	fits := func(q ritual.Asked) bool {
		switch q.Kind {
		case ritual.Scale, ritual.Middle:
			return r.bareRating(text)
		case ritual.YesNo:
			return slices.Contains(r.v.Yes, bare(text)) || slices.Contains(r.v.No, bare(text))
		case ritual.Choice:
			return r.choice(q, text) != "" && len(strings.Fields(text)) <= 2
		}
		return false
	}
	n := 0
	for _, q := range r.p.Asked {
		if fits(q) {
			if n != 0 {
				return 0
			}
			n = q.N
		}
	}
	return n
}

// below decides about a single run of words under all questions: it answers the
// last one only if it has that question's form, or there is no other.
func (r *reader) below(n int, text string) int {
	q, _ := r.asked(n)
	if len(r.p.Asked) == 1 || n != r.p.Asked[len(r.p.Asked)-1].N {
		return n
	}
	if q.Kind == ritual.Text || q.Kind == ritual.List {
		return n
	}
	return r.place(text)
}

func (r *reader) leftover(pt *part, text string) {
	if slices.Contains(r.v.Thanks, bare(text)) {
		r.out.Thanks = len(r.out.Answers)+len(r.out.Lines)+len(r.out.Leftover) == 0
		if r.out.Thanks {
			return
		}
	}
	pair := pt.pair
	if pair == 0 && len(r.p.Pairs) == 1 {
		pair = r.p.Pairs[0]
	}
	r.out.Thanks = false
	r.out.Leftover = append(r.out.Leftover, Leftover{Text: text, Pair: pair, Private: pt.private, Held: pt.held})
	if len(r.p.Asked) > 1 && !pt.private {
		kind := NotPlaced
		if r.bareRating(text) {
			kind = WhichNumber
		}
		r.doubt(Doubt{Kind: kind, Text: text})
	}
}

func (r *reader) doubt(d Doubt) { r.out.Doubts = append(r.out.Doubts, d) }

func (r *reader) finish() {
	if len(r.out.Answers)+len(r.out.Lines)+len(r.out.Leftover) > 0 {
		r.out.Thanks = false
	}
	slices.SortStableFunc(r.out.Answers, func(a, b Answer) int { return a.N - b.N })
}

// paragraphs splits text at blank lines.
func paragraphs(text string) []string {
	var out []string
	var cur []string
	flush := func() {
		if len(cur) > 0 {
			out = append(out, strings.Join(cur, "\n"))
			cur = nil
		}
	}
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		if strings.TrimSpace(line) == "" {
			flush()
			continue
		}
		cur = append(cur, strings.TrimRight(line, " \t"))
	}
	flush()
	return out
}
