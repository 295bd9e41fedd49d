package reply

import "slices"

// run is a stretch of the reply's words that stand in the same order in a mail
// of ours.
type run struct {
	m    *mailing
	word int // first word of the reply
	at   int // first word of the mail
	n    int
	line int // the line of the first word
}

func (r run) end() int { return r.at + r.n }

// follows reports whether r goes on in our mail where p ends.
func (r run) follows(p run) bool { return r.m == p.m && p.end() == r.at }

// maxChain bounds how many places of our mail are tried for two words.
const maxChain = 32

// maxShared bounds the words that are counted to find the quoted mail.
const maxShared = 4096

// alignment is the comparison of one part of a reply with what we sent.
type alignment struct {
	doc   *document
	words []word
	first []int32 // per line, its first word; one more at the end
	lines []int32 // those that hold words
	runs  []run   // accepted, in the order of the reply
	owner []int32 // per word, the run it is in, or one of the two below
	zones []zone
}

const (
	nobody = -1 // no run holds the word yet
	person = -2 // words of ours, but said again: no mail of ours explains it
)

// align marks the lines, and the parts of lines, that are words of ours.
// It returns nil when there is nothing to compare with.
//
// Most replies quote the plain part of our mail, but some clients quote only
// the HTML part, whose words differ in places. So where the plain part leaves
// something open, the HTML part is tried first, and the better one is kept.
func (d *document) align(k *Known) *alignment {
	if len(k.sent) == 0 {
		return nil
	}
	a := newAlignment(d)
	if !d.html {
		a.compareAll(k.plain)
	}
	if d.html || a.wantsRich() {
		b := a.fresh()
		if d.html {
			// Of the mails that share lines, the quoted one comes first.
			b.compareAll(slices.Concat(k.rich(), k.plain))
		} else if b.compareAll(k.rich()); len(b.runs) > 0 {
			b.compareAll(k.plain)
		}
		if d.html || b.count() > a.count() {
			a = b
		}
	}
	a.fillEdits()
	a.freeNumbers()
	a.split()
	return a
}

func newAlignment(d *document) *alignment {
	a := &alignment{doc: d, zones: d.zones()}
	a.first = make([]int32, 0, len(d.lines)+1)
	a.lines = make([]int32, 0, len(d.lines))
	a.words = make([]word, 0, len(d.source)/5+16)
	for i := range d.lines {
		n := len(a.words)
		if n > 4096 && cap(a.words)-n < 64 { // short words: there will be many
			a.words = slices.Grow(a.words, n)
		}
		a.first = append(a.first, int32(n))
		if l := &d.lines[i]; !l.blank && l.cause != linkToUs && (l.kind() != Frame || !l.strong) {
			a.words = appendWords(a.words, d.source, l.body, l.end)
		}
		if len(a.words) > n {
			a.lines = append(a.lines, int32(i))
		}
	}
	a.first = append(a.first, int32(len(a.words)))
	return a.fresh()
}

// fresh is the same part before any comparison.
func (a *alignment) fresh() *alignment {
	b := &alignment{doc: a.doc, words: a.words, first: a.first, lines: a.lines, owner: make([]int32, len(a.words))}
	for i := range b.owner {
		b.owner[i] = nobody
	}
	b.zones = make([]zone, len(a.zones))
	for i, z := range a.zones {
		b.zones[i] = zone{start: z.start, framed: z.framed, marked: z.marked}
	}
	return b
}

// wordsOf are the words of a line: from the first to before the second.
func (a *alignment) wordsOf(li int) (from, to int) {
	return int(a.first[li]), int(a.first[li+1])
}

// compareAll compares with the mailings in turn, the one that shares most with
// the reply first: the same question stands in the mails of several weeks, and
// it is the quoted one that counts.
func (a *alignment) compareAll(mailings []*mailing) {
	if len(mailings) > 1 {
		shared := make(map[*mailing]int, len(mailings))
		for _, m := range mailings {
			shared[m] = a.shared(m)
		}
		mailings = slices.Clone(mailings)
		slices.SortStableFunc(mailings, func(m, n *mailing) int { return shared[n] - shared[m] })
	}
	for _, m := range mailings {
		a.compare(m)
	}
}

// shared counts the pairs of words that the reply's start has in common with m.
// Where quotes are marked only those count: what the person writes may stand in
// any mail of ours that shows what they wrote before.
func (a *alignment) shared(m *mailing) int {
	marked := slices.ContainsFunc(a.doc.lines, func(l line) bool { return l.depth > 0 && !l.blank })
	n, seen := 0, 0
	for _, li := range a.lines {
		from, to := a.wordsOf(int(li))
		if marked && a.doc.lines[li].depth == 0 {
			continue
		}
		for w := from; w+1 < to && seen < maxShared; w++ {
			seen++
			if m.holds(a.words[w].id, a.words[w+1].id) {
				n++
			}
		}
	}
	return n
}

// wantsRich reports whether the HTML part of our mail should be tried too:
// where the plain part leaves quoted words unexplained, or nothing is marked as
// a quote.
func (a *alignment) wantsRich() bool {
	marked := false
	for i := range a.doc.lines {
		if l := &a.doc.lines[i]; l.depth == 0 || l.blank {
			continue
		}
		marked = true
		from, to := a.wordsOf(i)
		for _, owner := range a.owner[from:to] {
			if owner < 0 {
				return true
			}
		}
	}
	return !marked
}

// compare finds the runs of one mailing among the words that no earlier one
// explained.
func (a *alignment) compare(m *mailing) {
	var runs []run
	claimed := 0 // words below are in a run of this mailing
	c := course{-1, -1, -1}
	for _, line := range a.lines {
		li := int(line)
		from, to := a.wordsOf(li)
		quoted := a.doc.lines[li].depth > 0
		for w := max(from, claimed); w < to; {
			// Most words are done with here, so that a long quote of another mail
			// costs little.
			anywhere := quoted || a.startsLine(w, li)
			if id := a.words[w].id; a.owner[w] != nobody || !m.goesOn(c.expected, id) && (!anywhere || !m.goesOn(c.beyond, id) && !a.pairs(m, w)) {
				w++
				continue
			}
			r, ok := a.longest(m, w, li, c, anywhere)
			if ok && r.at < c.solid && r.n > 1 && a.isNumber(w) && a.startsLine(w, li) && foundAgain(runs, r) {
				// The same question may stand further on, with another number.
				if on, found := a.longest(m, w+1, a.lineOf(w+1, li), c, anywhere); found && on.at > c.solid && on.n >= r.n-1 {
					r = on
					w++
				}
			}
			if ok && quoted && a.overlaps(&r, li, c) {
				r.n = r.tail()
			}
			if ok && w > claimed && to-w <= chanceWords && r.n > to-w && r.at != c.expected && !a.startsLine(w, li) && !m.unitStart(r.at) {
				w = to // the person's line ends by chance as ours does, above our next one
				continue
			}
			if !ok {
				w++
				continue
			}
			if !quoted {
				said := a.saidBelow(r)
				if r.n -= said; r.n == 0 {
					w += said
					continue
				}
			}
			runs = append(runs, r)
			c.follow(r, quoted)
			w += r.n
			claimed = w
		}
	}
	a.own(runs, person)
	runs = a.settle(m, runs)
	a.own(runs, nobody)
	a.accept(runs)
}

// course is where our mail goes on: behind the last run, behind the last one that
// is marked as a quote, and behind the last one that is no chance. Each is -1 at
// first.
type course struct{ expected, beyond, solid int }

// solidRun is how many words of ours in a row are no chance.
const solidRun = 4

// follow takes the course behind a run.
func (c *course) follow(r run, quoted bool) {
	if quoted || r.at == c.beyond { // or wrapped by the client, without a mark
		c.beyond = r.end()
	}
	if r.n >= solidRun {
		c.solid = r.end()
	}
	c.expected = r.end()
}

// overlaps reports whether a run ends with one or two words by chance: they begin
// a line of the reply that stands further on in our mail as a whole.
func (a *alignment) overlaps(r *run, li int, c course) bool {
	tail := r.tail()
	w := r.word + tail
	if tail == 0 || r.n-tail > chanceWords || r.m.unitEnd[r.end()-1] {
		return false
	}
	li = a.lineOf(w, li)
	if w != int(a.first[li]) {
		return false
	}
	on, ok := a.longest(r.m, w, li, c, true)
	return ok && on.n > r.n-tail
}

// chanceWords is how many words may by chance be the last of a line of the person's
// and of one of ours.
const chanceWords = 2

// goesOn reports whether the word at a place is the one.
func (m *mailing) goesOn(at int, id uint64) bool {
	return uint(at) < uint(len(m.words)) && m.words[at].id == id
}

// pairs reports whether w and the next word may stand in a row in m.
func (a *alignment) pairs(m *mailing, w int) bool {
	if w+1 >= len(a.words) {
		return false
	}
	at := m.heads[m.slot(a.words[w].id, a.words[w+1].id)]
	return at != 0 && (m.words[at-1].id == a.words[w].id || m.again[at-1] != 0)
}

// own notes whose the words of the runs are.
func (a *alignment) own(runs []run, owner int32) {
	for _, r := range runs {
		for w := r.word; w < r.word+r.n; w++ {
			a.owner[w] = owner
		}
	}
}

// startsLine reports whether only a number stands before word w in its line.
func (a *alignment) startsLine(w, li int) bool {
	first := int(a.first[li])
	return w == first || w == first+1 && a.isNumber(w-1)
}

// isNumber reports whether the word is a number of one or two digits.
func (a *alignment) isNumber(w int) bool {
	switch s := a.doc.source[a.words[w].start:a.words[w].end]; len(s) {
	case 1:
		return isDigit(s[0])
	case 2:
		return isDigit(s[0]) && (isDigit(s[1]) || s[1] == '\'')
	}
	return false
}

// longest finds the longest run of m from word w on. Away from a line's start
// only a run that goes on where one ended before counts.
func (a *alignment) longest(m *mailing, w, li int, c course, anywhere bool) (run, bool) {
	expected, beyond := c.expected, c.beyond
	best := run{m: m, word: w, line: li}
	if expected >= 0 {
		best.at, best.n = expected, a.length(m, w, li, expected)
	}
	if anywhere && beyond >= 0 && beyond != expected && a.doc.lines[li].depth > 0 {
		if n := a.length(m, w, li, beyond); n > best.n {
			best.at, best.n, expected = beyond, n, beyond
		}
	}
	if anywhere && w+1 < len(a.words) {
		at := m.first(a.words[w].id, a.words[w+1].id)
		for tries := 0; at >= 0 && tries < maxChain; tries++ {
			n := a.length(m, w, li, at)
			ahead, back := at >= c.solid && best.at < c.solid, at < c.solid && best.at >= c.solid
			if n > best.n && !(back && a.answered(w, n, best.n)) || ahead && (n == best.n || a.answered(w, best.n, n)) {
				best.at, best.n = at, n
			}
			at = m.after(at)
		}
	}
	if best.n == 0 {
		return run{}, false
	}
	goesOn := best.at == expected
	switch {
	case goesOn, best.n >= 3:
		return best, true
	case a.startsLine(w, li):
		return best, best.n == 2 && w+2 <= int(a.first[li+1])
	}
	return run{}, false
}

// answered reports whether a run of n words from w on is longer than one of fewer
// only over a number, which may be the answer where our next number stands.
func (a *alignment) answered(w, n, fewer int) bool {
	return n > fewer && fewer > solidRun && a.isNumber(w+fewer)
}

// length counts how many words from w on are the words of m from at on. A run
// does not cross a change of quote depth.
func (a *alignment) length(m *mailing, w, li, at int) int {
	depth := a.doc.lines[li].depth
	n := 0
same:
	for ; w+n < len(a.words) && at+n < len(m.words); n++ {
		for w+n >= int(a.first[li+1]) {
			li++
			if !a.doc.lines[li].blank && a.doc.lines[li].depth != depth {
				break same
			}
		}
		if a.words[w+n].id != m.words[at+n].id || a.owner[w+n] != nobody {
			break
		}
	}
	a.doc.compared += n + 1
	return n
}

// lineOf is the line that word w is in, looking from line li on.
func (a *alignment) lineOf(w, li int) int {
	for w >= int(a.first[li+1]) {
		li++
	}
	return li
}

// count is the number of words that are ours, or 0 without an alignment.
func (a *alignment) count() int {
	if a == nil {
		return 0
	}
	n := 0
	for _, r := range a.runs {
		n += r.n
	}
	return n
}
