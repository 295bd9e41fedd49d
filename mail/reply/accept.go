package reply

import "strings"

// accept keeps the runs that are a quote of ours and not words that the person
// happens to share with us.
func (a *alignment) accept(runs []run) {
	if len(runs) == 0 {
		return
	}
	var last run // the last one accepted
	framed := a.firstFrame()
	for i := range runs {
		r := &runs[i]
		goesOn := last.n > 0 && r.follows(last)
		leads := i+1 < len(runs) && runs[i+1].follows(*r)
		if !leads {
			a.dropTail(r)
		}
		ok := r.n > 1 || r.n == 1 && (!a.isNumber(r.word) || a.beforeLink(r)) // a bare number may be an answer
		if ok && a.doc.lines[r.line].depth == 0 {
			ok = a.plausible(r, goesOn, leads, framed)
		} else if ok && r.n < 3 {
			ok = a.few(r, goesOn, leads, last)
		} else if ok {
			// A few words amid the person's are chance, most of all in an earlier mail.
			apart := r.n >= 6 || !a.inside(r)
			ok = goesOn && leads || (goesOn || leads) && (apart || r.m.sent == 0) || apart && (r.m.sent == 0 || !a.parts(r))
		}
		if !ok {
			continue
		}
		for w := r.word; w < r.word+r.n; w++ {
			a.owner[w] = int32(len(a.runs))
		}
		a.runs = append(a.runs, *r)
		last = *r
	}
}

// few decides on one or two words that are marked as a quote. They must begin a
// line of the reply, or go on right where our words above end; what the person
// begins or ends by chance as we do is theirs.
func (a *alignment) few(r *run, goesOn, leads bool, last run) bool {
	near := a.startsLine(r.word, r.line) || goesOn && r.word == last.word+last.n
	switch {
	case !near || !(goesOn && leads) && a.parts(r):
		return false
	case goesOn && (leads || a.restOfLine(r)):
		return true
	}
	main := len(a.runs) == 0 || a.runs[0].m.sent == r.m.sent // the mail that is quoted
	return r.n == 2 && (goesOn && leads || (goesOn || leads) && main)
}

// tail is where the last line or sentence of ours starts in r.
func (r *run) tail() int {
	tail := r.n - 1
	for tail > 0 && !r.m.unitStart(r.at+tail) {
		tail--
	}
	return tail
}

// dropTail cuts from the end of r what may as well be an answer: a number, or a
// line of the reply that begins with a whole line of ours of one word, "yes", or only
// the start of one, "Done" below "(Done already?)".
func (a *alignment) dropTail(r *run) {
	tail := r.tail()
	if tail == 0 || tail == r.n-1 && r.rowOfWords(tail) {
		return
	}
	if a.isNumber(r.word+tail) && tail == r.n-1 {
		r.n = tail
		return
	}
	w := r.word + tail
	li := a.lineOf(w, r.line)
	if int(a.first[li]) != w {
		return
	}
	whole := r.m.unitEnd[r.end()-1]
	switch {
	case whole && tail == r.n-1:
	case !whole && a.doc.lines[li].depth == 0:
	case !whole && r.n-tail == 1, !whole && r.n-tail == 2 && !a.breaksOff(r):
	default:
		return
	}
	r.n = tail
}

// breaksOff reports whether dots stand behind a run and end its line: the person
// has cut the rest of ours.
func (a *alignment) breaksOff(r *run) bool {
	last := r.word + r.n - 1
	li := a.lineOf(last, r.line)
	rest := a.doc.source[a.words[last].end:a.doc.lines[li].end]
	return (strings.Contains(rest, "...") || strings.Contains(rest, "…")) && wordless(rest)
}

// rowOfWords reports whether the word at last and the two before it are lines of
// ours of one word: the numbers of a scale, or what they mean.
func (r *run) rowOfWords(last int) bool {
	for at := r.at + last; at > r.at+last-3; at-- {
		if at < r.at || !r.m.unitStart(at) || !r.m.unitEnd[at] {
			return false
		}
	}
	return true
}

// plausible decides on a run that the client did not mark as a quote. It may
// shorten the run to whole lines or sentences of ours.
func (a *alignment) plausible(r *run, goesOn, leads bool, framed int) bool {
	if !goesOn && (!a.startsLine(r.word, r.line) || !r.m.unitStart(r.at) && r.n < 12) {
		return false
	}
	endLine := a.lineOf(r.word+r.n-1, r.line)
	if r.word+r.n < int(a.first[endLine+1]) { // ends inside a line of the reply
		for r.n > 0 && !r.m.unitEnd[r.at+r.n-1] {
			r.n--
		}
		if r.n == 0 {
			return false
		}
	}
	if r.m.holdsQuestion(r.at, r.n) || goesOn && leads {
		return true
	}
	if r.n >= 12 {
		// A receipt or a digest shows the person's own words, and they may say these
		// again: without a frame above, a quote begins where our mail does.
		return goesOn || leads || framed < r.line || r.at == 0
	}
	if goesOn && r.n < 3 {
		return a.restOfLine(r)
	}
	return r.n >= 3 && (goesOn || leads || framed < r.line)
}

// parts reports whether a run ends in the middle of a line of ours and of one of
// the reply. In a mail that is not the one answered it is a sentence that
// somebody begins as they did before, and that an earlier mail of ours repeats.
func (a *alignment) parts(r *run) bool {
	end := r.word + r.n
	return !r.m.unitEnd[r.end()-1] && end < int(a.first[a.lineOf(end-1, r.line)+1])
}

// inside reports whether other words stand in the reply's line on both sides of
// a run, or before one that ends in the middle of a line of ours.
func (a *alignment) inside(r *run) bool {
	if a.startsLine(r.word, r.line) {
		return false
	}
	end := r.word + r.n
	return end < int(a.first[a.lineOf(end-1, r.line)+1]) || !r.m.unitEnd[r.end()-1]
}

// beforeLink reports whether a link to us stands behind a run in its line. Only a
// client writes such a link, and only behind words of ours.
func (a *alignment) beforeLink(r *run) bool {
	next := r.line + 1
	return next < len(a.doc.lines) && a.doc.lines[next].cause == linkToUs && a.doc.lines[next].joined &&
		r.word+r.n == int(a.first[next])
}

// restOfLine reports whether a run is the rest of a line of ours, the start of
// which stands above it: the last word, left alone by a client that wraps.
func (a *alignment) restOfLine(r *run) bool {
	return !r.m.unitStart(r.at) && r.m.unitEnd[r.end()-1] && !a.isNumber(r.word)
}

// firstFrame is the first line that is surely a frame, or len(lines).
func (a *alignment) firstFrame() int {
	for i := range a.doc.lines {
		if l := &a.doc.lines[i]; l.kind() == Frame && l.strong || l.hint&(hintReply|hintCite) != 0 {
			return i
		}
	}
	return len(a.doc.lines)
}
