package reply

import "slices"

// Of a sentence of ours from which the person has taken words, short pieces are
// left that no run explains. The limits keep their answers out: they are not
// words of ours in the order of ours, right where ours are missing.
const (
	maxEdited = 8  // words that may be left
	maxGone   = 24 // words that may be gone
)

// fillEdits takes as ours what is left of our sentences, behind quote marks and
// beside words of ours.
func (a *alignment) fillEdits() {
	if len(a.runs) == 0 {
		return
	}
	li := 0
	for w := 0; w < len(a.words); w++ {
		if a.owner[w] != nobody {
			continue
		}
		li = a.lineOf(w, li)
		l := &a.doc.lines[li]
		if l.depth == 0 {
			w = int(a.first[li+1]) - 1
			continue
		}
		end := w
		last := li
		for end < len(a.words) && a.owner[end] == nobody {
			at := a.lineOf(end, last)
			if a.doc.lines[at].depth != l.depth {
				break
			}
			last = at
			end++
		}
		if end-w <= maxEdited {
			a.fillEdit(w, end, li, last)
		}
		w = end - 1
	}
}

// fillEdit decides on the words from w to before end, on the lines from li to
// last.
func (a *alignment) fillEdit(w, end, li, last int) {
	before, after := a.neighbour(w-1, li), a.neighbour(end, last)
	if before == nil && after == nil || before != nil && after != nil && before.m != after.m {
		return
	}
	var m *mailing
	var from, to int // where in our mail the words must be
	if before != nil {
		m, from = before.m, before.at+w-before.word
		to = min(from+maxGone, len(m.words))
	}
	if after != nil {
		m = after.m
		next := after.at + end - after.word
		if before == nil || next-from > maxGone {
			from = max(next-maxGone, 0)
		}
		to = next
	}
	ours := m.words[min(from, to):to]
	begins, ends := w == int(a.first[li]), end >= int(a.first[last+1])
	switch n := end - w; {
	case before != nil && after != nil && a.mistyped(w, end, m, ours):
	case ends && n == 1 && !a.lastOfOurs(w, m, ours), ends && begins && n == 2, !subsequence(a.words[w:end], ours):
		return
	}
	for i := w; i < end; i++ {
		a.owner[i] = int32(len(a.runs))
	}
	a.runs = append(a.runs, run{m: m, word: w, at: min(from, len(m.words)-(end-w)), n: end - w, line: li})
}

// mistyped reports whether the words from w to before end are those of ours, one
// for one, but for slips: the person has typed in our sentence.
func (a *alignment) mistyped(w, end int, m *mailing, ours []word) bool {
	if end-w != len(ours) {
		return false
	}
	for i, o := range ours {
		if v := a.words[w+i]; v.id != o.id && !isSlip(a.doc.source[v.start:v.end], m.source[o.start:o.end]) {
			return false
		}
	}
	return true
}

// isSlip reports whether two words of at least four bytes differ in one place: in
// a byte, or in the order of two.
func isSlip(s, t string) bool {
	if len(s) != len(t) || len(s) < 4 {
		return false
	}
	i, j := 0, len(s)
	for i < j && s[i] == t[i] {
		i++
	}
	for j > i && s[j-1] == t[j-1] {
		j--
	}
	return j-i <= 1 || j-i == 2 && s[i] == t[i+1] && s[i+1] == t[i]
}

// lastOfOurs reports whether a word, not a short one, is the last of a sentence
// of ours whose beginning is missing; ours are the words that may be gone.
func (a *alignment) lastOfOurs(w int, m *mailing, ours []word) bool {
	at := slices.IndexFunc(m.words, func(o word) bool { return o.id == a.words[w].id })
	return len(ours) > 0 && at >= 0 && m.unitEnd[at] && a.words[w].end-a.words[w].start >= 6 && !a.isNumber(w)
}

// neighbour is the run of the word w if it is quoted as deep as line li.
func (a *alignment) neighbour(w, li int) *run {
	if w < 0 || w >= len(a.words) || a.owner[w] < 0 {
		return nil
	}
	r := &a.runs[a.owner[w]]
	if a.doc.lines[r.line].depth != a.doc.lines[li].depth {
		return nil
	}
	return r
}

// subsequence reports whether the words stand in ours in their order, with others
// between them.
func subsequence(words, ours []word) bool {
	for _, o := range ours {
		if len(words) > 0 && words[0].id == o.id {
			words = words[1:]
		}
	}
	return len(words) == 0
}
