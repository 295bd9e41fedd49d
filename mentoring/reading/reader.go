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
	x     *lexis
	today calendar.Date
	out   Reading

	parts []*part
	nums  numbering
	// lone is true if all own words stand in one run: "skip" alone is then
	// about the mail, not about the question above it.
	lone bool
	// single is true if they are one line.
	single bool
	// private is true once a line said that the whole mail is private.
	private bool
	// waits is where "private" stood alone, until the words that it is about.
	waits  *part
	onward bool // it ended with a colon
	found  bool // they were found
	para   int  // counts paragraphs
	rest   []string
	near   neighbours
	// under is true right below a goal or a milestone and what was said of it.
	under bool
	// tells is the same for feedback and a win.
	tells bool
	// confided is true once words were marked as confidential, confides where
	// the line that was looked at last does so.
	confided, confides bool
}

// part is a run of words that belong together.
type part struct {
	n       int // question, 0: none
	pair    int64
	lines   []string
	para    int // of the last line
	private bool
	held    bool
	labeled bool // the person typed the number
	decides bool // lines that say what became of what the question is about
	// confided are words for somebody outside the pair.
	confided bool
}

func (pt *part) text() string { return strings.TrimSpace(strings.Join(pt.lines, "\n")) }

func newReader(p Prompt, v *Vocabulary, now time.Time) *reader {
	return &reader{p: p, v: v, x: v.compiled(), today: calendar.DateIn(now, now.Location())}
}

func (r *reader) read(own []Block) Reading {
	own = slices.DeleteFunc(slices.Clone(own), func(b Block) bool { return strings.TrimSpace(b.Text) == "" })
	r.lone = len(own) == 1
	own = r.below(own)
	for i, b := range own {
		r.block(b, i == 0, i == len(own)-1)
	}
	r.out.Empty = len(own) == 0
	r.settle()
	if r.confided {
		r.doubt(Doubt{Kind: NoConfidant})
	}
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
func (r *reader) block(b Block, first, last bool) {
	n := b.Question
	if _, known := r.asked(n); !known {
		n = 0
	}
	r.nums.listed = 0
	r.nums.loose, r.nums.dashes = r.loose(b.Text, n != 0 && !r.lone)
	r.nums.free = r.nums.loose && r.free(b.Text)
	cur := r.open(n)
	r.near = neighbours{}
	paras := paragraphs(b.Text)
	if first && n == 0 {
		paras = r.greeting(paras)
	}
	paras = r.signature(paras, n)
	if last {
		paras = r.closing(paras)
	}
	paras = r.gathered(paras)
	r.single = first && last && len(paras) == 1 && len(paras[0]) == 1
	for i, para := range paras {
		cur = r.paragraph(para, cur, first && i == 0)
	}
	r.settleWait()
}

// open begins a part.
func (r *reader) open(n int) *part {
	pt := &part{n: n, pair: r.pairOf(n), private: r.private}
	r.parts = append(r.parts, pt)
	return pt
}

// aside begins a part of the same question for words that others must not read
// with the rest.
func (r *reader) aside(home *part, private, held bool) *part {
	private = private || r.private
	return r.resume(part{n: home.n, pair: home.pair, labeled: home.labeled, private: private, held: held && !private})
}

// resume returns the last part if it is of the same kind, or begins one.
func (r *reader) resume(like part) *part {
	if n := len(r.parts); n > 0 {
		x := r.parts[n-1]
		if x.n == like.n && x.pair == like.pair && x.labeled == like.labeled && x.private == like.private && x.held == like.held && x.decides == like.decides && !x.confided {
			return x
		}
	}
	r.parts = append(r.parts, &like)
	return &like
}

// add adds a line to a part. A line from another paragraph is set apart.
func (r *reader) add(pt *part, line string) {
	if len(pt.lines) > 0 && pt.para != r.para {
		pt.lines = append(pt.lines, "")
	}
	pt.lines, pt.para, r.under = append(pt.lines, line), r.para, false
	r.tells = false
}

// stretch is the lines of a paragraph that answer one question.
type stretch struct {
	n     int // as the person typed it, 0: no number
	lines []string
}

// stretches splits a paragraph at the numbers that people type.
func (r *reader) stretches(para []string) []stretch {
	loose := r.nums.loose
	defer func() { r.nums.loose = loose }()
	out := []stretch{{}}
	lines := unwrap(r, para)
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		n, rest, ok := r.label(line)
		if ok {
			out = append(out, stretch{n: n})
			sign := line[:len(line)-len(rest)]
			line = rest
			if at := strings.LastIndexAny(sign, ":)."); at >= 0 {
				if head, tail, more := r.inline(n, rest, sign[at]); more {
					line, lines[i] = head, tail
					i--
				}
			}
			r.nums.loose = loose
		}
		if _, secret := r.secrecy(line); secret && !ok {
			r.nums.loose = false // a list of private things
		}
		s := &out[len(out)-1]
		if strings.TrimSpace(line) != "" {
			s.lines = append(s.lines, line)
		}
	}
	return out
}

// paragraph reads the lines between two blank ones. Privacy and discretion
// hold for what belongs to one number, and without a number for the whole
// paragraph. It returns the part that the next paragraph belongs to.
func (r *reader) paragraph(para []string, cur *part, first bool) *part {
	r.para++
	stretches := r.stretches(para)
	var private bool
	held := r.near.hold
	cur = r.request(stretches, cur)
	for i, s := range stretches {
		if s.n != 0 {
			// "private" alone above a number is about what stands above it, or about
			// the number; with a colon about all that comes.
			hidden := r.waits != nil && !r.found
			r.private = r.private || hidden && r.onward
			private = private || hidden
			r.settleWait()
			cur = r.open(s.n)
			cur.labeled = true
		}
		if len(s.lines) == 0 {
			continue
		}
		hush := r.discreet(s.lines)
		secret := r.stretch(s.lines, cur, first && i == 0, private || r.waits != nil, held || hush)
		if s.n == 0 {
			private, held = private || secret, held || hush
		}
	}
	return cur
}

// stretch reads lines that belong to one part, and reports whether they turned
// private.
func (r *reader) stretch(lines []string, cur *part, first, private, held bool) (secret bool) {
	to := cur
	if r.waits != nil {
		r.found = true
	}
	if private || held {
		to = r.aside(cur, private, held)
	}
	for i, line := range lines {
		if rest, ok := r.secrecy(line); ok {
			confides := r.confides
			// "private 2" is about an answer given before. Under a question it
			// is a number kept private.
			nums, numeric := numbers(rest)
			switch {
			case numeric && len(nums) > 0 && r.aboutMail(cur):
				r.record(r.byPair(Line{Verb: Private}, nums), line, cur, false)
				continue
			case rest != "" && confides:
				to = &part{n: cur.n, pair: cur.pair, private: true, confided: true}
				r.parts = append(r.parts, to)
				r.add(to, rest)
			case rest != "":
				to = r.aside(cur, true, false)
				r.add(to, rest)
			case first && i == 0:
				r.closeAll()
				to = cur
			default:
				to = r.aside(cur, true, false)
				if i == len(lines)-1 && r.waits == nil {
					r.waits, r.onward, r.found = cur, strings.HasSuffix(strings.TrimRight(line, "*_ "), ":"), false
				}
			}
			secret = true
			continue
		}
		if to.private {
			if l, ok := r.command(line, cur); ok && r.private && heard(l[0].Verb) {
				r.record(l, line, cur, false)
				continue
			}
			r.add(to, line)
			continue
		}
		if q, ok := r.settles(line, cur); ok {
			home := cur
			if decides := q.Records == ritual.FollowUp; q.N != cur.n || decides {
				home = r.resume(part{n: q.N, pair: q.Pair, labeled: q.N != cur.n || cur.labeled, private: r.private, decides: decides})
			}
			if secret := r.hides(line); held || secret {
				home = r.aside(home, secret, held)
			}
			r.add(home, line)
			continue
		}
		if l, ok := r.command(line, cur); ok {
			r.record(l, line, cur, held)
			continue
		}
		if r.single && !held {
			if l, ok := r.clause(line, cur); ok {
				r.record(l, line, cur, held)
			}
		}
		if first && i == 0 {
			r.nearMiss(line, cur)
		}
		r.kindly(line)
		if r.whispers(line) {
			r.add(r.aside(cur, true, false), line)
			continue
		}
		r.add(to, line)
	}
	return secret
}

// record notes lines with a keyword.
func (r *reader) record(lines []Line, raw string, cur *part, held bool) {
	if len(r.out.Lines)+len(lines) > mostLines {
		secret := slices.ContainsFunc(lines, func(l Line) bool { return l.Private || l.Verb == Private })
		r.add(r.aside(cur, secret, held), raw)
		return
	}
	for _, l := range lines {
		if r.dates(l, raw) {
			continue
		}
		l.Raw, l.Held = strings.TrimSpace(raw), held && !l.Private
		if l.Pair == 0 && len(l.Numbers) == 0 {
			l.Pair = cur.pair
		}
		r.out.Lines = append(r.out.Lines, l)
		r.tells = l.Verb == Feedback || l.Verb == Win || (l.Verb == Detail || l.Verb == Try) && r.tells
		r.under = l.Verb == Goal || l.Verb == Milestone || l.Verb == Detail && r.under
	}
}

// settles returns the question that a line with an id answers: one about the
// goals, or one about that commitment.
func (r *reader) settles(line string, cur *part) (ritual.Asked, bool) {
	for _, q := range r.p.Asked {
		if cur.n != 0 && cur.n != q.N || cur.n == 0 && r.p.Corrects {
			continue
		}
		switch q.Records {
		case ritual.Review:
			if len(r.reviewed(line)) > 0 {
				return q, true
			}
		case ritual.FollowUp:
			if _, ok := r.decides(line, q.Ref); ok {
				return q, true
			}
		}
	}
	return ritual.Asked{}, false
}
