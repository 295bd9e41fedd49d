package reply

import (
	"cmp"
	"slices"
)

// zone is a stretch of a reply between two frames that stand outside of any
// quote. The first zone has no frame: it is the top of the reply.
type zone struct {
	start  int  // its first line
	framed bool // a frame stands above
	marked bool // what stands right below the frame is marked as a quote
	quoted int  // words found in mails of ours, behind quote marks
	loose  int  // and without
}

// isMarked reports whether our words in the zone are those behind quote marks,
// so that words without are the person's.
func (z zone) isMarked() bool {
	if z.marked || z.quoted == 0 {
		return z.marked
	}
	return !z.framed || z.quoted >= z.loose
}

// zones cuts the document.
func (d *document) zones() []zone {
	zones := make([]zone, 1, 4)
	inFrame, replied := false, false
	for i := range d.lines {
		l := &d.lines[i]
		if l.blank {
			continue
		}
		frame := l.depth == 0 && l.kind() == Frame && l.strong
		begins := frame && !inFrame || l.hint&hintReply != 0 && !replied
		replied = replied || l.hint&hintReply != 0
		switch {
		case begins:
			zones = append(zones, zone{start: i, framed: true})
		case inFrame && !frame:
			zones[len(zones)-1].marked = l.depth > 0
		}
		inFrame = frame
	}
	return zones
}

// zoneOf is the zone that a line is in: the last one that starts there or above.
func (a *alignment) zoneOf(line int) int {
	i, _ := slices.BinarySearchFunc(a.zones, line+1, func(z zone, line int) int { return z.start - line })
	return i - 1
}

// settle keeps of the runs of one mailing those that stand at a place of their
// own: words of ours stand once in a quote of our mail, and where a person says
// them again, they are an answer.
func (a *alignment) settle(m *mailing, runs []run) []run {
	for i := range runs {
		if i+1 < len(runs) {
			a.yield(&runs[i], &runs[i+1])
		}
	}
	a.cutRepeated(runs, false)
	a.dropInserted(runs, true)
	a.dropInserted(runs, false)
	a.cutRepeated(runs, true)
	loose := false
	for _, r := range runs {
		z := &a.zones[a.zoneOf(r.line)]
		if a.quotes(r) {
			z.quoted += r.n
		} else {
			z.loose += r.n
			loose = true
		}
	}
	if loose {
		a.oneToOne(m, runs)
	}
	return slices.DeleteFunc(runs, func(r run) bool { return r.n == 0 })
}

func (a *alignment) quotes(r run) bool { return a.doc.lines[r.line].depth > 0 }

// maxYield is how many words a run may yield.
const maxYield = 3

// yield cuts the tail of r that the next run claims too, where it starts a line
// of ours: an answer "1" right above our scale "1 2 3 4 5", or "4" right above
// question 4.
func (a *alignment) yield(r, next *run) {
	if !r.m.unitStart(next.at) || a.quotes(*r) && !a.quotes(*next) {
		return
	}
	both := r.end() - next.at
	if both > 0 && both <= maxYield && next.at >= r.at {
		r.n -= both
		return
	}
	// The line may stand twice in our mail, and next have found the other one.
	for n := min(maxYield, r.n-1, next.n-1); n > 0 && next.word > r.word+r.n; n-- {
		if r.m.unitStart(r.end()-n) && slices.EqualFunc(r.m.words[r.end()-n:r.end()], r.m.words[next.at:next.at+n], sameWord) {
			r.n -= n
			return
		}
	}
}

func sameWord(a, b word) bool { return a.id == b.id }

// cutRepeated cuts the head of a run that says again what stands right above
// it, and then goes on with our mail: our last lines said again, as an answer.
// Where less of a quote is lost that way, the run above is the answer; drop
// says whether to look at these too.
func (a *alignment) cutRepeated(runs []run, drop bool) {
	var r *run
	chain := 0 // words up to the end of r that follow each other in our mail
	for i := range runs {
		next := &runs[i]
		if next.n == 0 {
			continue
		}
		if r != nil && !next.follows(*r) {
			apart := next.word != r.word+r.n // the person's words stand between
			switch both := r.end() - next.at; {
			case both <= 0 || r.end() >= next.end() || a.quotes(*r) != a.quotes(*next):
			case apart && (both > 3 || next.at <= r.at || next.m.unitStart(next.at) || a.startsLine(next.word, next.line)):
			case both <= chain:
				a.cutHead(next, both)
			case drop:
				r.n = 0
			}
			chain = 0
		}
		chain += next.n
		r = next
	}
}

func (a *alignment) cutHead(r *run, n int) {
	r.word, r.at, r.n = r.word+n, r.at+n, r.n-n
	r.line = a.lineOf(r.word, r.line)
}

// maxInserted bounds how many runs are looked at to find where a quote goes on.
const maxInserted = 4

// dropInserted takes out, among the runs that are marked as a quote or among
// those that are not, the ones between two that follow each other in our mail:
// nothing of ours stands between them.
func (a *alignment) dropInserted(runs []run, quoted bool) {
	var last *run
	for i := range runs {
		if runs[i].n == 0 || a.quotes(runs[i]) != quoted {
			continue
		}
		if last != nil && !runs[i].follows(*last) {
			a.dropUpTo(runs[i:], last)
		}
		if runs[i].n > 0 {
			last = &runs[i]
		}
	}
}

// dropUpTo takes out the runs before the one that follows last, if there is one
// close by that is no chance. The last words of last may be the first of an
// answer that begins like our next line.
func (a *alignment) dropUpTo(runs []run, last *run) {
	seen := 0
	for j := 0; j < len(runs) && seen <= maxInserted; j++ {
		r := runs[j]
		if r.n == 0 || a.quotes(r) != a.quotes(*last) {
			continue
		}
		seen++
		both := last.end() - r.at
		if r.n < 3 || both != 0 && (both < 0 || both > 3 || both >= last.n || !r.m.unitStart(r.at)) {
			continue
		}
		last.n -= both
		for i := range runs[:j] {
			if a.quotes(runs[i]) == a.quotes(*last) {
				runs[i].n = 0
			}
		}
		return
	}
}

// oneToOne lets each word of our mail explain one word of a zone: first the
// quoted ones, then the longest runs. What stands above all frames comes last,
// and is no quote where a quote is marked.
func (a *alignment) oneToOne(m *mailing, runs []run) {
	order := make([]int, len(runs))
	for i := range order {
		order[i] = i
	}
	last := len(a.zones)
	slices.SortStableFunc(order, func(i, j int) int {
		r, s := runs[i], runs[j]
		y, z := a.zoneOf(r.line), a.zoneOf(s.line)
		if y != z {
			return cmp.Compare((y+last-1)%last, (z+last-1)%last)
		}
		if q := a.quotes(r); q != a.quotes(s) {
			if q {
				return -1
			}
			return 1
		}
		if a.quotes(r) {
			return 0
		}
		return s.n - r.n
	})
	quotedSomewhere := slices.ContainsFunc(a.zones, zone.isMarked)
	taken := make([]int, len(m.words)) // the zone that a word stands in, from 1
	for _, i := range order {
		r, z := &runs[i], a.zoneOf(runs[i].line)
		if !a.quotes(*r) {
			n := r.n
			if a.zones[z].isMarked() || z == 0 && quotedSomewhere {
				n = a.wrapped(runs, i)
			}
			r.n = 0
			for r.n < n && taken[r.end()] != z+1 && (z > 0 || taken[r.end()] == 0) {
				r.n++
			}
		}
		for at := r.at; at < r.end(); at++ {
			taken[at] = z + 1
		}
	}
}

// wrapped is how many words of an unmarked run plainly go on with the quoted
// line right above it, which the client has wrapped without a mark.
func (a *alignment) wrapped(runs []run, i int) int {
	r := runs[i]
	if i == 0 || r.word != int(a.first[r.line]) || r.line == 0 || !r.follows(runs[i-1]) || runs[i-1].word+runs[i-1].n != r.word {
		return 0
	}
	above := a.doc.lines[r.line-1]
	if above.blank || r.m.unitStart(r.at) && above.end-above.start < wideLine {
		return 0
	}
	li := r.line
	for li+1 < len(a.doc.lines) && !a.doc.lines[li+1].blank && a.doc.lines[li+1].depth == 0 {
		li++
	}
	return min(r.n, int(a.first[li+1])-r.word)
}
